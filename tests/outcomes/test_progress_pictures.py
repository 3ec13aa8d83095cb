"""The picture of progress: SVG that tells the same in words, needs no colour, and keeps everybody's words as words."""

from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from api.demo.made import World
from api.domain.outcomes.instruments.definition import Direction
from api.domain.outcomes.progress.figuring import Point, by_who
from api.domain.outcomes.progress.picture import MEDIA, drawn
from api.domain.outcomes.progress.wording import Mark, Subject
from api.domain.outcomes.svg import SVG
from tests.outcomes.test_check_ins import WALK
from tests.outcomes.test_progress import Life, day, new_outcome, ons4
from tests.people.saying import As, refused, told

PICTURE = {"accept": MEDIA}
START = date(2026, 3, 2)
HOSTILE = "</title><script>alert('x')</script> & \"so\" \u202eback \ufffe"


def drawing_of(*scores: tuple[int, float, str], scale: str = "one", **said: Any) -> ET.Element:
    """The picture of scores as (days after the first, score, who)."""
    marks = [Mark(START + timedelta(days=n), score, who, scale) for n, score, who in scores]
    shown = {"zero_words": "Indoors", "ten_words": "Anywhere"}
    points = [Point(str(m.on), m.score, m.answered_by, m.scale, shown) for m in marks]
    subject = Subject("Walk", 0, "Indoors", 10, "Anywhere", marks, by_who(points, Direction.higher_is_better))
    return ET.fromstring(drawn(subject._replace(**said)))  # noqa: S314 - what we made ourselves


def texts(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{{{SVG}}}text")]


def words_of(picture: ET.Element) -> str:
    found = picture.find(f"{{{SVG}}}desc")
    assert found is not None
    return found.text or ""


def part(picture: ET.Element, name: str) -> list[ET.Element]:
    return list(picture.iter(f"{{{SVG}}}{name}"))


async def fetched(life: Life, path: str, who: str = "carer", **params: Any) -> ET.Element:
    answer = await life.as_(who).get(path, params=params, headers=PICTURE)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == MEDIA
    assert "accept" in answer.headers["vary"].lower()
    return ET.fromstring(answer.content)  # noqa: S314 - what we made ourselves


@pytest.fixture
async def life(as_: As, world: World) -> Life:
    """Jean's own, on an outcome of its own."""
    person = world.person("Jean").id
    return Life(as_, str(person), await new_outcome(as_("carer"), person))


async def test_the_picture_of_an_outcome_tells_the_same_in_words(life: Life) -> None:
    for number, score, who in ((1, 3, "self"), (5, 4, "family"), (9, 8, "self")):
        await life.score(number, score, who)
    picture = await fetched(life, f"/outcomes/{life.outcome}/progress")
    assert picture.get("role") == "img"
    labelled = {part(picture, "title")[0].get("id"), part(picture, "desc")[0].get("id")}
    assert set((picture.get("aria-labelledby") or "").split()) == labelled
    assert part(picture, "title")[0].text == WALK["statement"]

    def said(number: int) -> str:
        on = date.fromisoformat(day(number))
        return f"{on.day} {on:%B} {on.year}"

    assert words_of(picture) == (
        "Scores from 0 (I am stuck indoors) to 10 (I go where I like). "
        f"The person: 2 scores, the first 3 on {said(1)}, the latest 8 on {said(9)}, from 3 to 8, with a mean of 5.5."
        f" Up by 5: better. Family: 1 score, 4 on {said(5)}."
    )
    for label in ("The person", "2 scores, latest 8", "Family", "1 score, latest 4", "I am stuck indoors", "I go where I like"):
        assert label in texts(picture)
    assert (await life.as_("carer").get(f"/outcomes/{life.outcome}/progress")).headers["content-type"] == "application/json"


async def test_weeks_and_one_question_have_pictures_too(life: Life) -> None:
    await life.answers(1, ons4(3, 9))
    await life.answers(9, ons4(5, 4))
    picture = await fetched(life, f"/people/{life.person}/item-progress", item="anxiety", from_on=day(0), until_on=day(20))
    assert "Lower is better." in words_of(picture)
    assert "Down by 5: better." in words_of(picture)
    assert {"not at all", "completely", "Lower is better."} <= set(texts(picture))
    weeks = await fetched(life, f"/people/{life.person}/week-progress", "person", from_on=day(500))
    assert "No score yet" in texts(weeks)
    assert words_of(weeks).endswith("No score yet.")
    for path in ("week-progress", "item-progress"):
        refused(await life.as_("family").get(f"/people/{life.person}/{path}", headers=PICTURE), 403)
    refused(await life.as_("carer_2").get(f"/outcomes/{life.outcome}/progress", headers=PICTURE), 404)


async def test_nobodys_words_become_markup(life: Life, as_: As) -> None:
    words = HOSTILE.replace("\ufffe", "")
    life.outcome = await new_outcome(as_("carer"), life.person, statement=words, zero_words=words, ten_words=words)
    await life.score(1, 4)
    picture = await fetched(life, f"/outcomes/{life.outcome}/progress")
    assert not part(picture, "script")
    assert (part(picture, "title")[0].text or "").startswith("</title><script>")
    kept = drawing_of((0, 4, "self"), title=HOSTILE)
    assert "\u202e" not in "".join(texts(kept))  # what turns the words around it


@pytest.mark.parametrize("count", [0, 1, 2, 13, 61, 300])
def test_any_number_of_scores_makes_a_picture(count: int) -> None:
    picture = drawing_of(*((n * 2, n % 11, "self") for n in range(count)))
    circles = part(picture, "circle")
    assert len(part(picture, "polyline")) == (1 if count > 1 else 0)
    assert bool(circles) is bool(count)
    assert len(circles) <= 62  # never one on another over the whole width
    for element in picture.iter():
        for name in ("x", "cx", "x1", "x2"):
            assert 0 <= float(element.get(name, 0)) <= 1000
        for name in ("y", "cy", "y1", "y2"):
            assert 0 <= float(element.get(name, 0)) <= 600


def test_who_answered_is_told_without_colour() -> None:
    scores = [(n, n, who) for n in range(4) for who in ("self", "family", "team_on_behalf")]
    picture = drawing_of(*scores)
    lines = part(picture, "polyline")
    assert len({line.get("stroke-dasharray") for line in lines}) == len(lines) == 3
    assert part(picture, "circle")
    assert part(picture, "polygon")
    assert len(part(picture, "rect")) > 1
    inks = {element.get(name) for element in picture.iter() for name in ("stroke", "fill")}
    assert inks <= {None, "none", "#000", "#fff", "#999"}
    assert {int(text.get("font-size", 0)) for text in part(picture, "text")} <= {18, 20, 26}  # 9 points and more on A4


def test_no_line_joins_scores_of_two_scales() -> None:
    marks = [Mark(START + timedelta(days=n), 5, "self", "new" if n > 3 else "old") for n in range(8)]
    points = [Point(str(m.on), 5, "self", m.scale, {"zero_words": m.scale, "ten_words": "Top"}) for m in marks]
    picture = drawing_of(marks=marks, figures=by_who(points, Direction.higher_is_better))
    assert [len((line.get("points") or "").split()) for line in part(picture, "polyline")] == [4, 4]
    assert "cannot be compared" in words_of(picture)
    assert any("do not compare" in text for text in texts(picture))


def test_labels_never_lie_on_one_another() -> None:
    picture = drawing_of(*((n, 0, who) for n in (0, 9) for who in ("self", "family", "team_on_behalf")))
    places = [float(t.get("y", 0)) for t in part(picture, "text") if t.text in ("The person", "Family", "Team, for them")]
    assert len(places) == 3
    assert min(abs(a - b) for i, a in enumerate(places) for b in places[:i]) >= 48
    long = drawing_of((0, 4, "self"), title="word " * 200, least_words="W" * 200, most_words="word " * 40)
    assert any(text.endswith("…") for text in texts(long))
    assert "W" * 200 in words_of(long)


async def test_the_picture_stays_the_same_until_something_is_said(life: Life) -> None:
    path = f"/outcomes/{life.outcome}/progress"
    await life.score(1, 4)
    first = await life.as_("carer").get(path, headers=PICTURE)
    again = await life.as_("carer").get(path, headers=PICTURE | {"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    await life.score(2, 5)
    later = await life.as_("carer").get(path, headers=PICTURE | {"if-none-match": first.headers["etag"]})
    assert later.status_code == 200
    assert told(await life.as_("carer").get(path))["check_ins"] == 2
