"""Progress: what a person's scores say over time, by who answered; counted by hand here, and never over two scales."""

from datetime import timedelta
from typing import Any

import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.outcomes.test_check_ins import WALK, share_outcomes
from tests.people.saying import As, refused, told
from tests.world import Caller

FIRST = london_today() - timedelta(days=100)


def day(number: int) -> str:
    return str(FIRST + timedelta(days=number))


def noon(number: int) -> str:
    return f"{day(number)}T12:00:00Z"


class Life:
    """One person who scores, and those around them."""

    def __init__(self, as_: As, person: str, outcome: str) -> None:
        self.as_, self.person, self.outcome = as_, person, outcome

    async def score(self, number: int, score: int | None, who: str = "self", **said: Any) -> str:
        """A check-in on the outcome, so many days after the first; answers its id."""
        body = {"about": "outcome", "outcome_id": self.outcome, "score": score, "given_at": noon(number), "words": "So."}
        return await self.check_in(body, who, **said)

    async def answers(self, number: int, answers: dict[str, int], who: str = "self", key: str = "ons4", version: int = 1) -> str:
        """Answers to an instrument."""
        body = {
            "about": "instrument", "instrument": key, "instrument_version": version, "given_at": noon(number),
            "answers": [{"item": item, "value": value} for item, value in answers.items()],
        }  # fmt: skip
        return await self.check_in(body, who)

    async def check_in(self, body: dict[str, Any], who: str, **said: Any) -> str:
        body |= {"answered_by": who, "answered_by_name": "Anna wrote it down", **said}
        return str(told(await self.as_("carer").post(f"/people/{self.person}/check-ins", body), 201)["id"])

    async def progress(self, who: str = "carer", **params: Any) -> dict[str, Any]:
        return told(await self.as_(who).get(f"/people/{self.person}/progress", params=params))

    async def of_outcome(self, who: str = "carer", **params: Any) -> dict[str, Any]:
        return told(await self.as_(who).get(f"/outcomes/{self.outcome}/progress", params=params))


async def new_outcome(caller: Caller, person: object, **said: Any) -> str:
    body = WALK | {"started_on": day(0)} | said
    return str(told(await caller.post(f"/people/{person}/outcomes", body), 201)["id"])


@pytest.fixture
async def newcomer(as_: As, world: World) -> Life:
    """Somebody of whom nothing is known yet."""
    said = {"team_id": str(world.team("Ashbrook North").id), "preferred_name": "Nobody"}
    return Life(as_, told(await as_("carer").post("/people", said), 201)["id"], "")


@pytest.fixture
async def life(as_: As, world: World) -> Life:
    """Jean's own, on an outcome of its own."""
    person = world.person("Jean").id
    return Life(as_, str(person), await new_outcome(as_("carer"), person))


def line(figures: list[dict[str, Any]], who: str = "self") -> dict[str, Any]:
    return next(one for one in figures if one["answered_by"] == who)


def own(figures: dict[str, Any], outcome: str) -> dict[str, Any]:
    return next(one for one in figures["outcomes"] if one["outcome_id"] == outcome)


# ---- an outcome ------------------------------------------------------------------------------------------------------
async def test_an_outcome_tells_first_latest_change_mean_n_and_range(life: Life) -> None:
    for number, score in ((1, 3), (8, 2), (15, 6), (22, 7), (29, 6)):
        await life.score(number, score)
    await life.score(30, None)  # words alone count as a check-in, not as a score
    said = await life.of_outcome()
    assert (said["check_ins"], len(said["points"])) == (6, 5)
    figures = line(said["scores"])
    expected = {"n": 5, "mean": 4.8, "lowest": 2, "highest": 7, "change": 3, "change_is": "better", "comparable": True}
    assert {name: figures[name] for name in expected} == expected
    assert (figures["first_on"], figures["last_on"]) == (day(1), day(29))
    assert (figures["baseline"]["score"], figures["baseline"]["on"], figures["latest"]["score"]) == (3, day(1), 6)
    for who in ("person", "coach", "manager", "integration"):
        assert await life.of_outcome(who) == said
    assert own(await life.progress(), life.outcome)["scores"] == said["scores"]


async def test_where_the_person_began_is_the_baseline_and_not_among_the_scores(life: Life, as_: As) -> None:
    life.outcome = await new_outcome(as_("carer"), life.person, baseline_score=2, baseline_words="Not out since the fall")
    figures = line((await life.of_outcome())["scores"])
    assert (figures["n"], figures["mean"], figures["latest"], figures["change"]) == (0, None, None, None)
    await life.score(10, 5)
    await life.score(20, 1)
    await life.score(20, 9, "family")
    scores = (await life.of_outcome())["scores"]
    figures, family = line(scores), line(scores, "family")
    assert (figures["baseline"]["said_in"], figures["baseline"]["on"]) == ("outcome", day(0))
    assert (figures["n"], figures["mean"], figures["change"], figures["change_is"]) == (2, 3.0, -1, "worse")
    assert (family["baseline"]["said_in"], family["n"], family["change"]) == ("check_in", 1, None)
    later = line((await life.of_outcome(from_on=day(5)))["scores"])
    assert (later["baseline"]["score"], later["change"]) == (5, -4)


async def test_who_answered_is_never_one_figure(life: Life) -> None:
    await life.score(1, 2)
    await life.score(2, 8, "family")
    await life.score(3, 5, "team_on_behalf")
    await life.score(4, 4)
    await life.score(5, 10, "family")
    scores = (await life.of_outcome())["scores"]
    assert [(one["answered_by"], one["n"], one["mean"], one["change"]) for one in scores] == [
        ("self", 2, 3.0, 2), ("family", 2, 9.0, 2), ("team_on_behalf", 1, 5.0, None),
    ]  # fmt: skip


async def test_the_last_word_of_an_amendment_counts_on_the_day_of_the_check_in(life: Life) -> None:
    anna = life.as_("carer")
    await life.score(1, 4)
    wrong = await life.score(2, 3)
    await life.score(3, 6)
    for amendment in ({"score": 8}, {"score": 9}, {"words": "I meant nine"}):
        told(await anna.post(f"/check-ins/{wrong}/amendments", amendment | {"because": "I pressed 3"}), 201)
    said = await life.of_outcome()
    figures = line(said["scores"])
    assert (figures["n"], figures["lowest"], figures["highest"], figures["mean"]) == (3, 4, 9, 6.33)
    assert [(p["on"], p["score"], p["amended"]) for p in said["points"]] == [
        (day(1), 4, False), (day(2), 9, True), (day(3), 6, False),
    ]  # fmt: skip


async def test_other_words_for_nought_and_ten_are_another_scale_and_nothing_is_subtracted(life: Life) -> None:
    await life.score(1, 3)
    await life.score(2, 5)
    await life.score(3, 4, zero_words="I never get out")
    figures = line((await life.of_outcome())["scores"])
    assert (figures["n"], figures["comparable"]) == (3, False)
    assert [figures[name] for name in ("change", "change_is", "mean", "lowest", "highest")] == [None] * 5
    assert [(s["zero_words"], s["n"], s["mean"], s["lowest"], s["highest"]) for s in figures["scales"]] == [
        (WALK["zero_words"], 2, 4.0, 3, 5), ("I never get out", 1, 4.0, 4, 4),
    ]  # fmt: skip
    await life.score(4, 6)  # back to the first words: the ends can be compared, the whole has no mean
    figures = line((await life.of_outcome())["scores"])
    assert (figures["comparable"], figures["change"], figures["mean"]) == (True, 3, None)
    assert [s["n"] for s in figures["scales"]] == [3, 1]
    assert line((await life.of_outcome(until_on=day(3)))["scores"])["change"] == 2


async def test_days_narrow_what_is_counted(life: Life) -> None:
    for number in range(5):
        await life.score(number, number)
    figures = line((await life.of_outcome(from_on=day(1), until_on=day(4)))["scores"])
    assert (figures["n"], figures["first_on"], figures["last_on"], figures["change"]) == (3, day(1), day(3), 2)
    assert (await life.progress(from_on=day(200)))["weeks"] == {"scores": []}
    path = f"/outcomes/{life.outcome}/progress"
    refused(await life.as_("carer").get(f"{path}?from_on={day(1)}&until_on={day(1)}"), 422, pointer="?until_on")
    refused(await life.as_("carer").get(f"{path}?from_on=soon"), 422)


async def test_an_outcome_without_a_score_has_no_figures(life: Life) -> None:
    said = await life.of_outcome()
    assert (said["check_ins"], said["scores"], said["points"]) == (0, [], [])


# ---- weeks -----------------------------------------------------------------------------------------------------------
def mondays() -> list[str]:
    last = london_today() - timedelta(days=london_today().weekday())
    return [str(last - timedelta(weeks=n)) for n in range(9, -1, -1)]


async def test_a_week_has_one_score_in_each_voice_and_its_own_comes_first(as_: As, newcomer: Life) -> None:
    person, weeks, life = newcomer.person, mondays(), newcomer
    scale = {"zero_words": "The worst of weeks", "ten_words": "The best of weeks"}
    for week, score, who in ((weeks[0], 4, "self"), (weeks[1], 7, "self"), (weeks[1], 2, "team_on_behalf")):
        body = {"week_on": week, "score": score, "answered_by": who, **scale}
        told(await as_("carer").put(f"/people/{person}/good-week/scores/{new_id()}", body), 201)
    for week, score in ((weeks[1], 1), (weeks[2], 5), (weeks[2], 9)):  # the second week has its own; the third is said twice
        await life.check_in({"about": "week", "week_on": week, "score": score, **scale}, "self")
    said = told(await as_("coach").get(f"/people/{person}/week-progress", params={"from_on": weeks[0]}))
    assert [(p["on"], p["score"]) for p in said["points"] if p["answered_by"] == "self"] == [
        (weeks[0], 4), (weeks[1], 7), (weeks[2], 9),
    ]  # fmt: skip
    figures = line(said["scores"])
    assert (figures["n"], figures["mean"], figures["lowest"], figures["highest"]) == (3, 6.67, 4, 9)
    assert (figures["change"], figures["change_is"]) == (5, "better")
    assert line(said["scores"], "team_on_behalf")["n"] == 1
    assert (await life.progress(from_on=weeks[0]))["weeks"]["scores"] == said["scores"]


# ---- instruments -----------------------------------------------------------------------------------------------------
def ons4(satisfaction: int, anxiety: int) -> dict[str, int]:
    return {"satisfaction": satisfaction, "worthwhile": 7, "happiness": 5, "anxiety": anxiety}


async def test_ons4_is_told_question_by_question_never_summed_and_less_anxiety_is_better(newcomer: Life) -> None:
    life = newcomer
    await life.answers(1, ons4(4, 8))
    await life.answers(20, ons4(6, 5))
    await life.answers(30, ons4(7, 3))
    await life.answers(31, ons4(1, 10), "family")
    said = next(one for one in (await life.progress(from_on=day(0)))["instruments"] if one["instrument"] == "ons4")
    assert (said["totals"], said["never_sum"], said["rule"]) == ([], True, "per_item")
    assert [item["item"] for item in said["items"]] == ["satisfaction", "worthwhile", "happiness", "anxiety"]
    found = {item["item"]: line(item["scores"]) for item in said["items"]}
    rose, fell = found["satisfaction"], found["anxiety"]
    assert (rose["change"], rose["change_is"], fell["change"], fell["change_is"]) == (3, "better", -5, "better")
    assert (found["happiness"]["change"], found["happiness"]["change_is"]) == (0, "same")
    assert (fell["n"], fell["mean"], fell["lowest"], fell["highest"]) == (3, 5.33, 3, 8)
    assert fell["bands"] == [{"band": "high", "n": 1}, {"band": "medium", "n": 1}, {"band": "low", "n": 1}]
    assert (rose["baseline"]["band"], rose["latest"]["band"]) == ("low", "high")
    assert line(said["items"][3]["scores"], "family")["n"] == 1
    params = {"item": "anxiety", "from_on": day(0)}
    item = told(await life.as_("coach").get(f"/people/{life.person}/item-progress", params=params))
    assert (item["direction"], line(item["scores"])) == ("lower_is_better", fell)
    assert [p["score"] for p in item["points"]] == [8, 5, 3, 10]
    refused(await life.as_("coach").get(f"/people/{life.person}/item-progress", params={"item": "nothing"}), 404)


async def test_a_question_that_changed_is_another_scale(life: Life, as_: As) -> None:
    manager, scale = as_("manager"), {"least": 1, "most": 5, "least_words": "never", "most_words": "always"}
    made = told(await manager.post("/instruments", {"key": "pace-of-days", "name": "Pace", "purpose": "How days go"}), 201)["id"]
    asks: list[dict[str, Any]] = [
        {"key": "hurried", "text": "I am hurried", "kind": "scale", "scale": scale, "reversed": True},
        {"key": "heard", "text": "I am heard", "kind": "scale", "scale": scale},
    ]
    for number, text in ((1, "I am heard"), (2, "I am listened to")):
        items = [asks[0], asks[1] | {"text": text}]
        body = {"items": items, "scoring": {"rule": "sum", "direction": "higher_is_better"}}
        version = told(await manager.post(f"/instruments/{made}/versions", body), 201)["id"]
        told(await manager.post(f"/instruments/{made}/versions/{version}/publication"))
        await life.answers(number * 10, {"hurried": 5 - number, "heard": 2 + number}, key="pace-of-days", version=number)
    await life.answers(30, {"hurried": 1, "heard": 5}, key="pace-of-days", version=2)
    said = next(one for one in (await life.progress())["instruments"] if one["instrument"] == "pace-of-days")
    hurried, heard = (line(item["scores"]) for item in said["items"])
    # Turned round for the sum: 4, 3, 1 are told as 2, 3, 5; the same question all along.
    assert (hurried["baseline"]["score"], hurried["latest"]["score"], hurried["change_is"]) == (2, 5, "better")
    assert (heard["comparable"], heard["change"], [s["n"] for s in heard["scales"]]) == (False, None, [1, 2])
    total = line(said["totals"])
    assert (total["n"], total["comparable"], total["mean"]) == (3, False, None)
    assert [(s["instrument_version"], s["mean"]) for s in total["scales"]] == [(1, 5.0), (2, 8.5)]  # 2+3; 3+4 and 5+5
    from_second = next(
        one for one in (await life.progress(from_on=day(15)))["instruments"] if one["instrument"] == said["instrument"]
    )
    assert line(from_second["totals"])["change"] == 3


# ---- who reads it ----------------------------------------------------------------------------------------------------
async def test_family_read_the_outcomes_that_are_shared_and_neither_weeks_nor_answers(life: Life, world: World) -> None:
    karen, member = life.as_("family"), str(world.circles[0].members["Karen Aspinall"])
    await life.score(1, 3)
    await life.score(2, 7)
    await life.answers(3, ons4(5, 5))
    for path in (f"/people/{life.person}/progress", f"/outcomes/{life.outcome}/progress"):
        refused(await karen.get(path), 404)
    await share_outcomes(life.as_("person"), world, member)
    shared, whole = await life.progress("family"), await life.progress("person")
    assert (shared["weeks"], shared["instruments"]) == (None, None)
    assert shared["outcomes"] == whole["outcomes"]
    assert line(own(shared, life.outcome)["scores"])["change"] == 4
    assert any(one["instrument"] == "ons4" for one in whole["instruments"])
    assert await life.of_outcome("family") == await life.of_outcome("person")
    for path in ("week-progress", "item-progress"):
        refused(await karen.get(f"/people/{life.person}/{path}"), 403)


async def test_progress_is_a_look_at_the_person(life: Life, operator: Any) -> None:
    await life.of_outcome()
    await life.progress()
    looks = operator.execute("SELECT operation, person_ids FROM look WHERE kind = 'progress' ORDER BY id DESC LIMIT 2").fetchall()
    assert [(operation, [str(p) for p in people]) for operation, people in looks] == [
        ("get_person_progress", [life.person]), ("get_outcome_progress", [life.person]),
    ]  # fmt: skip
    refused(await life.as_("carer_2").get(f"/outcomes/{life.outcome}/progress"), 404)
    refused(await life.as_("carer_2").get(f"/people/{life.person}/progress"), 404)
    for who in ("connector", "commissioner"):
        refused(await life.as_(who).get(f"/people/{life.person}/progress"), 403)
