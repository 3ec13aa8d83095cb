"""What the database found, as it is told: figures by who answered, and the points in time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import orjson

from api.domain.outcomes.good_weeks.models import AnsweredBy
from api.domain.outcomes.instruments.built_in import BUILT_IN, INSTRUMENTS
from api.domain.outcomes.instruments.definition import Definition, Direction, Item, Kind, Rule
from api.domain.outcomes.progress.figuring import Point, by_who
from api.domain.outcomes.progress.schemas import ProgressQuery
from api.domain.shared.errors import InvalidError

Json = dict[str, Any]
UP: Final = Direction.higher_is_better
NAMES: Final = {shown["key"]: shown["name"] for shown in INSTRUMENTS.values()}
# A question is the same, and so its scores can be compared, as long as all of this of it is.
QUESTION: Final = {"key", "text", "kind", "scale", "choices", "reversed"}


def days_of(query: ProgressQuery) -> dict[str, date | None]:
    """The days asked for. InvalidError when there are none."""
    if query.from_on is not None and query.until_on is not None and query.until_on <= query.from_on:
        raise InvalidError("until_on is a day after from_on.", pointer="?until_on")
    return {"from_on": query.from_on, "until_on": query.until_on}


# ---- scores on the person's own scale --------------------------------------------------------------------------------
def own_points(found: Sequence[Json], said_in: str) -> list[Point]:
    """Scores from 0 to 10: compared when the person's words for both ends are the same."""
    return [_own(one, said_in) for one in found if one["score"] is not None]


def _own(one: Json, said_in: str) -> Point:
    words = {"zero_words": one["zero_words"], "ten_words": one["ten_words"]}
    return Point(one["on"], one["score"], one["answered_by"], tuple(words.values()), {**words, "said_in": said_in})


def outcome(found: Json, *, points: bool) -> Json:
    """An outcome with its figures. Its baseline is the person's: where they were when it began, if the days reach so far."""
    given, days = found.pop("points"), (found["started_on"], found.get("from_on"), found.get("until_on"))
    score = found.pop("baseline_score")
    starts = []
    if score is not None and _within(*days):
        words = {name: found[name] for name in ("zero_words", "ten_words")}
        starts = [_own({"on": found["started_on"], "score": score, "answered_by": AnsweredBy.self, **words}, "outcome")]
    told = {**found, "check_ins": len(given), "scores": by_who(own_points(given, "check_in"), UP, starts)}
    return told | {"points": [one for one in given if one["score"] is not None]} if points else told


def _within(on: str, first: str | None, until: str | None) -> bool:
    return (first is None or on >= first) and (until is None or on < until)


def weeks(found: Sequence[Json]) -> Json:
    """What weeks were given."""
    return {"scores": by_who(own_points(found, "week"), UP)}


# ---- instruments -----------------------------------------------------------------------------------------------------
def definitions(found: Sequence[Json]) -> dict[tuple[str, int], Definition]:
    """What was answered, by key and number; the built-in ones among them."""
    made = {(key, number): one for key, numbers in BUILT_IN.items() for number, one in numbers.items()}
    for one in found:
        said = Definition.model_validate({"items": one["items"], "scoring": one["scoring"]})
        made[one["instrument"], one["instrument_version"]] = said
    return made


def instruments(answers: Sequence[Json], found: Sequence[Json]) -> list[Json]:
    """Each instrument that was answered, by its scoring rule: a total where its authors make one, else question by question."""
    known, names = definitions(found), NAMES | {one["instrument"]: one["name"] for one in found}
    told = []
    for key in sorted({one["instrument"] for one in answers}):
        theirs = [one for one in answers if one["instrument"] == key and one["results"] is not None]
        asked = {number: known[k, number] for k, number in sorted(known) if k == key}
        newest = asked[max(one["instrument_version"] for one in theirs)]
        told.append({
            "instrument": key, "name": names[key], "n": len(theirs), "rule": newest.scoring.rule.value,
            "never_sum": newest.scoring.never_sum, "direction": newest.scoring.direction.value,
            "totals": by_who(_totals(theirs, asked), newest.scoring.direction),
            "items": [line for item in _items(asked) if (line := item_figures(item, theirs, asked))["scores"]],
        })  # fmt: skip
    return told


def item_figures(item: Item, answers: Sequence[Json], asked: Mapping[int, Definition]) -> Json:
    """One question: who answered what, towards what is better, with the bands in which the answers lay."""
    points = item_points(item.key, answers, asked)
    direction = points[-1].shown["direction"] if points else direction_of(item, asked)
    told = {"item": item.key, "text": item.text, "direction": direction}
    scores = by_who([_without(point) for point in points], Direction(direction))
    for line in scores:
        line["bands"] = _bands([p for p in points if p.answered_by == line["answered_by"]])
    return told | {"scores": scores}


def item_points(key: str, answers: Sequence[Json], asked: Mapping[int, Definition]) -> list[Point]:
    """The scores of one question in order of time; words count for nothing."""
    found = []
    for one in answers:
        number = one["instrument_version"]
        line = next((line for line in one["results"]["items"] if line["item"] == key and line["score"] is not None), None)
        if line is not None:
            shown = {"band": line["band"], "instrument_version": number, "direction": line["direction"], "id": one["check_in_id"]}
            found.append(Point(one["on"], line["score"], one["answered_by"], _question(key, asked[number]), shown))
    return found


def last_asked(key: str, asked: Mapping[int, Definition]) -> Item | None:
    """The question in its newest words."""
    return next((item for n in sorted(asked, reverse=True) for item in asked[n].items if item.key == key), None)


def direction_of(item: Item, asked: Mapping[int, Definition]) -> str:
    """Which way is better of a question that nobody has answered yet."""
    scoring = asked[max(asked)].scoring
    turned = item.reversed and scoring.rule not in {Rule.sum, Rule.mean}
    higher = (scoring.direction is UP) is not turned
    return (UP if higher else Direction.lower_is_better).value


def ends_of(item: Item) -> tuple[tuple[int, str], tuple[int, str]]:
    """Both ends of what a question's answers count for, with their words."""
    if item.scale is not None:
        return (item.scale.least, item.scale.least_words), (item.scale.most, item.scale.most_words)
    if item.kind is Kind.yes_no:
        return (0, "no"), (1, "yes")
    scored = sorted((choice.score, choice.label) for choice in item.choices if choice.score is not None) or [(0, "-"), (1, "-")]
    return scored[0], scored[-1]


def _items(asked: Mapping[int, Definition]) -> list[Item]:
    """Every question that a version asked, in its newest words, in the newest order; those no longer asked come last."""
    found: dict[str, Item] = {}
    for number in sorted(asked, reverse=True):
        for item in asked[number].items:
            found.setdefault(item.key, item)
    return list(found.values())


def _totals(answers: Sequence[Json], asked: Mapping[int, Definition]) -> list[Point]:
    """Totals by the rule of the version answered; none of what is never summed."""
    return [
        Point(
            one["on"], one["results"]["total"], one["answered_by"], orjson.dumps(_whole(asked[one["instrument_version"]])),
            {"band": one["results"]["band"], "instrument_version": one["instrument_version"]},
        )
        for one in answers if one["results"]["total"] is not None
    ]  # fmt: skip


def _question(key: str, definition: Definition) -> bytes:
    item = next(item for item in definition.items if item.key == key)
    counts = definition.scoring.rule is not Rule.none
    return orjson.dumps([counts, definition.scoring.direction, item.model_dump(mode="json", include=QUESTION)])


def _whole(definition: Definition) -> Json:
    return definition.model_dump(mode="json", include={"items": {"__all__": QUESTION}, "scoring": {"rule", "direction"}})


def _without(point: Point) -> Point:
    return point._replace(shown={name: point.shown[name] for name in ("band", "instrument_version")})


def _bands(points: Sequence[Point]) -> list[Json]:
    bands = [point.shown["band"] for point in points if point.shown["band"] is not None]
    return [{"band": band, "n": bands.count(band)} for band in dict.fromkeys(bands)]


# ---- whole answers ---------------------------------------------------------------------------------------------------
def told_person(body: bytes, *, shared: bool) -> bytes:
    """A person's progress. `shared`: for whom the person shares outcomes with, weeks and answers are null."""
    found: Json = orjson.loads(body)
    days = {name: found[name] for name in ("from_on", "until_on")}
    given, answers, known = found.pop("weeks"), found.pop("answers"), found.pop("definitions")
    found["outcomes"] = [{n: v for n, v in outcome(o | days, points=False).items() if n not in days} for o in found["outcomes"]]
    found["weeks"] = None if shared else weeks(given)
    found["instruments"] = None if shared else instruments(answers, known)
    return orjson.dumps(found)


def outcome_of(body: bytes) -> Json:
    """One outcome with its points."""
    return outcome(orjson.loads(body), points=True)


def weeks_of(body: bytes) -> Json:
    """A person's weeks with their points."""
    found: Json = orjson.loads(body)
    return found | weeks(found["points"])


def item_of(body: bytes, instrument: str, key: str) -> tuple[Json, list[Point]]:
    """One question of an instrument with its points: as they are told, and as they are drawn."""
    found: Json = orjson.loads(body)
    known, names = definitions(found["definitions"]), NAMES | {one["instrument"]: one["name"] for one in found["definitions"]}
    answers = [one for one in found.pop("answers") if one["results"] is not None]
    del found["definitions"]
    asked = {number: known[k, number] for k, number in sorted(known) if k == instrument}
    item = last_asked(key, asked)
    if item is None:
        message = "the query answers no row for a question that no version asks"
        raise LookupError(message)
    (least, least_words), (most, most_words) = ends_of(item)
    scale = {"least": least, "least_words": least_words, "most": most, "most_words": most_words}
    points = item_points(key, answers, asked)
    shown = [
        {
            "check_in_id": p.shown["id"], "on": p.on, "score": p.score, "band": p.shown["band"],
            "instrument_version": p.shown["instrument_version"], "answered_by": p.answered_by,
        }
        for p in points
    ]  # fmt: skip
    figures = item_figures(item, answers, asked)
    told = {**found, "instrument": instrument, "name": names[instrument], **figures, "scale": scale, "points": shown}
    return told, points


def in_json(told: Json) -> bytes:
    """As it is sent."""
    return orjson.dumps(told)
