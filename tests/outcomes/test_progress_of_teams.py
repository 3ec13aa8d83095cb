"""How a team's outcomes get on: good and bad counted alike, who answered apart, as of the team that provided then."""

from collections import defaultdict
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from api.demo.made import World
from api.domain.outcomes.progress.item_schemas import ItemProgress, PersonProgress
from api.domain.outcomes.progress.schemas import OutcomeProgress, WeekProgress
from api.domain.outcomes.progress.team_schemas import OutcomeFiguresRead
from api.domain.shared.clock import london_today
from api.domain.shared.fields import Shown, model_of
from api.domain.shared.ids import new_id
from tests.outcomes.test_good_week import item, marked, monday
from tests.outcomes.test_progress import FIRST, Life, day, mondays, new_outcome
from tests.outcomes.test_reviews import held, months_ago, newcomer
from tests.people.saying import As, refused, told

TODAY = london_today()
DAYS = {"from_on": str(FIRST), "until_on": str(TODAY + timedelta(days=1))}
SCALE = {"zero_words": "The worst of weeks", "ten_words": "The best of weeks"}
Figures = dict[str, Any]


class Team:
    """Ashbrook North, and what came to its figures since the last time."""

    def __init__(self, as_: As, world: World) -> None:
        self.as_, self.id = as_, world.team("Ashbrook North").id
        self.before: Figures = {}

    async def figures(self, who: str = "carer", **params: Any) -> Figures:
        return told(await self.as_(who).get(f"/teams/{self.id}/outcome-figures", params=DAYS | params))

    async def came(self) -> Figures:
        """What was not there before, number by number."""
        now = await self.figures()
        return {name: _more(now[name], self.before.get(name)) for name in now if name not in ("measures", "team_id")}


def _more(now: Any, before: Any) -> Any:
    if isinstance(now, dict):
        return {name: _more(value, (before or {}).get(name)) for name, value in now.items()}
    if isinstance(now, list):
        known = {_who(one): one for one in before or []}
        lines = {_who(one): _more(one, known.get(_who(one))) for one in now}
        return {who: line for who, line in lines.items() if line["n"]}
    return now - (before or 0) if isinstance(now, int) else now


def _who(line: Figures) -> Any:
    return line["answered_by"] if "answered_by" in line else (line["from_status"], line["to_status"])


@pytest.fixture
async def team(as_: As, world: World) -> Team:
    made = Team(as_, world)
    made.before = await made.figures()
    return made


@pytest.fixture
async def person(team: Team, as_: As, world: World) -> str:
    """Somebody new of that team, supported for three months, before anything is said."""
    who = str(await newcomer(as_("carer"), world, months_ago(3)))
    team.before = await team.figures()
    return who


async def move(team: Team, person: str, outcome: str, *moves: tuple[str, str | None]) -> None:
    for to, reason in moves:
        body = {"to": to, "on": day(50)} | ({"reason": reason} if reason else {})
        told(await team.as_("carer").post(f"/people/{person}/outcomes/{outcome}/status-changes", body))


async def test_moves_are_counted_each_way_good_and_bad_alike(team: Team, person: str) -> None:
    anna = team.as_("carer")
    outcomes = [await new_outcome(anna, person) for _ in range(4)]
    await move(team, person, outcomes[0], ("on_track", None), ("achieved", "She sang"))
    await move(team, person, outcomes[1], ("on_track", None), ("off_track", "The bus stopped"), ("set_aside", "Not now"))
    await move(team, person, outcomes[2], ("off_track", "Her knee"))
    came = await team.came()
    assert came["states"] == {
        "n": 4, "people": came["states"]["people"], "exploring": 1, "on_track": 0, "off_track": 1, "achieved": 1, "changed": 0,
        "set_aside": 1,
    }  # fmt: skip
    assert {way: (line["n"], line["with_reason"]) for way, line in came["moves"].items() if way[0]} == {
        ("exploring", "on_track"): (2, 0), ("on_track", "achieved"): (1, 1), ("on_track", "off_track"): (1, 1),
        ("off_track", "set_aside"): (1, 1), ("exploring", "off_track"): (1, 1),
    }  # fmt: skip
    assert came["moves"][None, "exploring"]["n"] == 4
    outside = await team.figures(from_on=day(60), until_on=day(61))
    assert not [line for line in outside["moves"] if line["from_status"] == "exploring" and line["to_status"] == "off_track"]


async def test_weeks_are_counted_by_who_answered_with_n_and_range(team: Team, person: str) -> None:
    anna, path, weeks = team.as_("carer"), f"/people/{person}/good-week", mondays()
    made = [(await item(anna, path, what))["id"] for what in ("Bingo", "Mass", "A walk")]
    marks = (("happened", 0), ("partly", 1), ("not", 2))
    for mark, which in marks:
        await marked(anna, path, made[which], monday(1), mark=mark, answered_by="self")
    await marked(anna, path, made[0], monday(2), mark="not", answered_by="family")
    for week, score, who in ((weeks[7], 2, "self"), (weeks[8], 9, "self"), (weeks[8], 10, "team_on_behalf")):
        body = {"week_on": week, "score": score, "answered_by": who, **SCALE}
        told(await anna.put(f"{path}/scores/{new_id()}", body), 201)
    life = Life(team.as_, person, "")
    wrong = await life.check_in({"about": "week", "week_on": weeks[6], "score": 1, **SCALE}, "self")
    told(await anna.post(f"/check-ins/{wrong}/amendments", {"score": 4, "because": "I meant four"}), 201)
    await life.check_in({"about": "week", "week_on": weeks[7], "score": 10, **SCALE}, "self")  # it has a score of its own
    came = await team.came()
    counts = {who: tuple(m[n] for n in ("n", "happened", "partly", "did_not_happen")) for who, m in came["marks"].items()}
    assert counts == {"self": (3, 1, 1, 1), "family": (1, 0, 0, 1)}
    theirs = told(await anna.get(f"/people/{person}/week-progress"))["scores"]
    assert [(one["answered_by"], one["n"], one["mean"]) for one in theirs] == [("self", 3, 5.0), ("team_on_behalf", 1, 10.0)]
    everybody = await scores_of_weeks(team)
    for voice in (await team.figures())["week_scores"]:
        scores = everybody[voice["answered_by"]]
        mean = Decimal(sum(scores)) / len(scores)
        assert (voice["n"], voice["lowest"], voice["highest"]) == (len(scores), min(scores), max(scores))
        assert voice["mean"] == float(mean.quantize(Decimal("0.01"), ROUND_HALF_UP))
    assert {2, 4, 9} <= set(everybody["self"])


async def scores_of_weeks(team: Team) -> dict[str, list[int]]:
    """What everybody's weeks of these days were given, read person by person."""
    people = told(await team.as_("carer").get("/people", params={"limit": 200}))["items"]
    found: dict[str, list[int]] = defaultdict(list)
    for one in (p["id"] for p in people if p["team_id"] == str(team.id)):
        for point in told(await team.as_("carer").get(f"/people/{one}/week-progress", params=DAYS))["points"]:
            found[point["answered_by"]].append(point["score"])
    return found


async def test_check_ins_are_counted_and_who_has_none(team: Team, person: str) -> None:
    life = Life(team.as_, person, await new_outcome(team.as_("carer"), person))
    without = (await team.figures())["without_check_in"]
    await life.score(20, 4)
    await life.score(30, None, "family")
    await life.check_in({"about": "week", "week_on": mondays()[8], "words": "Quiet."}, "self")
    await life.answers(40, {"satisfaction": 4, "worthwhile": 5, "happiness": 6, "anxiety": 2})
    came = await team.came()
    found = {w: tuple(c[n] for n in ("n", "on_outcomes", "on_weeks", "with_instruments")) for w, c in came["check_ins"].items()}
    assert found == {"self": (3, 1, 1, 1), "family": (1, 1, 0, 0)}
    now = (await team.figures())["without_check_in"]
    assert (now["n"], now["people"]) == (without["n"], without["people"] - 1)
    early = (await team.figures(from_on=day(0), until_on=day(10)))["without_check_in"]
    assert early["people"] >= now["people"] + 1


async def test_reviews_are_due_and_overdue_and_never_of_whoever_died_or_moved_away(team: Team, as_: As, world: World) -> None:
    anna = as_("carer")
    long_ago = [str(await newcomer(anna, world, months_ago(9))) for _ in range(3)]
    assert (await team.came())["reviews"]["overdue"] == 3
    died = {"to": "ended", "reason": "died", "date_of_death": str(TODAY - timedelta(days=1))}
    told(await anna.post(f"/people/{long_ago[0]}/status-changes", died))
    told(await anna.post(f"/people/{long_ago[1]}/status-changes", {"to": "ended", "reason": "moved"}))
    came = (await team.came())["reviews"]
    assert (came["overdue"], came["n"]) == (1, 1)
    await held(anna, f"/people/{long_ago[2]}/reviews")
    came = (await team.came())["reviews"]
    assert (came["overdue"], came["due"], came["held"]) == (0, 0, 1)
    soon = told(await anna.get(f"/teams/{team.id}/reviews-due", params={"within_days": 28}))["people"]
    now = (await team.figures())["reviews"]
    assert (now["overdue"], now["due"]) == (sum(p["overdue"] for p in soon), sum(not p["overdue"] for p in soon))


async def test_what_happened_stays_with_the_team_that_provided_it(team: Team, person: str, as_: As, world: World) -> None:
    anna, south = as_("carer"), world.team("Ashbrook South")
    life = Life(as_, person, await new_outcome(anna, person))
    await life.score(20, 4)
    await move(team, person, life.outcome, ("on_track", None))
    before_there = told(await as_("carer_2").get(f"/teams/{south.id}/outcome-figures", params=DAYS))
    offer = told(await anna.post(f"/people/{person}/move-offers", {"to_team_id": south.id, "words": "Nearer"}), 201)["id"]
    told(await as_("carer_2").post(f"/move-offers/{offer}/acceptance", {"words": "Welcome"}))
    came = await team.came()
    there = told(await as_("carer_2").get(f"/teams/{south.id}/outcome-figures", params=DAYS))
    assert came["states"]["n"] == 0
    assert came["moves"]["exploring", "on_track"]["n"] == 1
    assert came["check_ins"]["self"]["n"] == 1
    assert there["states"]["on_track"] == before_there["states"]["on_track"] + 1
    assert (there["moves"], there["check_ins"]) == (before_there["moves"], before_there["check_ins"])


async def test_figures_are_for_the_team_its_coaches_and_the_manager(team: Team) -> None:
    for who in ("coach", "manager", "integration"):
        assert await team.figures(who) == await team.figures()
    path = f"/teams/{team.id}/outcome-figures"
    for who in ("carer_2", "other_manager", "person"):
        refused(await team.as_(who).get(path), 404)
    for who in ("family", "connector", "commissioner"):
        refused(await team.as_(who).get(path), 403)
    refused(await team.as_("carer").get(f"{path}?from_on=2026-01-02&until_on=2026-01-02"), 422)
    quiet = await team.figures(from_on="2019-01-01", until_on="2019-02-01")
    assert (quiet["moves"], quiet["marks"], quiet["week_scores"], quiet["check_ins"]) == ([], [], [], [])
    assert quiet["without_check_in"]["people"] == quiet["without_check_in"]["n"]


async def test_every_answer_is_what_the_contract_says(team: Team, world: World) -> None:
    anna, jean = team.as_("carer"), world.person("Jean").id
    life = Life(team.as_, str(jean), await new_outcome(anna, jean, baseline_score=3))
    await life.score(3, 5)
    await life.score(4, 6, "family", zero_words="Other words")
    asked: dict[str, type[Shown]] = {
        f"/people/{jean}/progress": PersonProgress,
        f"/outcomes/{life.outcome}/progress": OutcomeProgress,
        f"/people/{jean}/week-progress": WeekProgress,
        f"/people/{jean}/item-progress?item=anxiety": ItemProgress,
        f"/teams/{team.id}/outcome-figures": OutcomeFiguresRead,
    }
    for path, model in asked.items():
        said = told(await anna.get(path))
        assert model_of(model).model_validate(said).model_dump(mode="json") == said, path
