"""What the world's people say of their lives: every kind is there, holds together, and is answered to whoever may read it."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.outcomes.change_cycles.models import SMALLEST_GROUP
from api.domain.outcomes.instruments.built_in import ONS4
from api.domain.outcomes.models import OUTCOME_MOVES, OutcomeStatus
from tests.demo.test_world import rows
from tests.world import Caller

As = Callable[..., Caller]
KINDS = [
    "good_week_item", "good_week_wording", "good_week_mark", "good_week_score", "outcome", "outcome_wording", "outcome_move",
    "outcome_step", "check_in", "check_in_amendment", "check_in_invitation", "instrument", "instrument_version",
    "team_assessment",
    "review", "review_action", "change_cycle", "cycle_statement", "cycle_theme", "cycle_action", "visit_link",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_world_has_some_of_every_kind(kind: str, operator: psycopg.Connection[Any]) -> None:
    assert rows(operator, f"SELECT count(*) > 0 FROM {kind}") == [(True,)]


def test_outcomes_stand_in_every_state_and_got_there_by_moves_that_are_allowed(operator: psycopg.Connection[Any]) -> None:
    assert {status for (status,) in rows(operator, "SELECT DISTINCT status FROM outcome")} == set(OutcomeStatus)
    moves = rows(operator, "SELECT DISTINCT from_status, to_status FROM outcome_move WHERE from_status IS NOT NULL")
    assert all(to in OUTCOME_MOVES[OutcomeStatus(before)] for before, to in moves)
    without = "to_status NOT IN ('exploring', 'on_track') AND reason IS NULL"
    assert rows(operator, f"SELECT id FROM outcome_move WHERE {without}") == []
    last = "SELECT DISTINCT ON (outcome_id) outcome_id, to_status, moved_on FROM outcome_move "
    last += "ORDER BY outcome_id, moved_on DESC, created_at DESC"
    strays = f"SELECT o.id FROM outcome o JOIN ({last}) m ON m.outcome_id = o.id"
    assert rows(operator, f"{strays} WHERE o.status <> m.to_status OR o.status_since <> m.moved_on") == []


def test_the_words_shown_are_those_of_the_newest_wording(operator: psycopg.Connection[Any]) -> None:
    newest = "w.number = (SELECT max(number) FROM {0}_wording n WHERE n.{1} = o.id)"
    for table, key, words in (("outcome", "outcome_id", "statement"), ("good_week", "item_id", "what")):
        shown = "outcome" if table == "outcome" else "good_week_item"
        joined = f"FROM {shown} o JOIN {table}_wording w ON w.{key} = o.id AND {newest.format(table, key)}"
        assert rows(operator, f"SELECT o.id {joined} WHERE o.wording <> w.number OR o.{words} <> w.{words}") == []
        assert rows(operator, f"SELECT count(*) > 0 {joined} WHERE w.number > 1 AND w.because IS NOT NULL") == [(True,)]


def test_weeks_went_well_partly_and_not_and_it_is_said_why(operator: psycopg.Connection[Any]) -> None:
    marks = Counter(dict(rows(operator, "SELECT mark, count(*)::int FROM good_week_mark GROUP BY 1")))
    assert marks["happened"] > marks["partly"] > 20
    assert marks["not"] > 20
    said = rows(operator, "SELECT count(why)::float / count(*) FROM good_week_mark WHERE mark <> 'happened'")
    assert said[0][0] > 0.6
    assert rows(operator, "SELECT max(week_on) - min(week_on) FROM good_week_mark") == [(77,)]
    early = "SELECT m.id FROM good_week_mark m JOIN good_week_item i ON i.id = m.item_id WHERE m.week_on + 6 < i.started_on"
    assert rows(operator, f"{early} OR m.week_on > i.ended_on") == []


def test_nothing_was_said_before_support_began_after_it_ended_or_in_the_future(operator: psycopg.Connection[Any]) -> None:
    began = "(SELECT min(changed_on) FROM status_change s WHERE s.person_id = c.person_id AND to_status = 'supported')"
    assert rows(operator, f"SELECT id FROM check_in c WHERE given_at > now() OR given_at::date < {began}") == []
    assert rows(operator, f"SELECT id FROM outcome c WHERE started_on < {began}") == []
    ended = "SELECT c.id FROM check_in c JOIN outcome o ON o.id = c.outcome_id WHERE c.given_at::date > o.ended_on"
    assert rows(operator, ended) == []
    assert rows(operator, "SELECT count(*) > 0 FROM check_in WHERE given_at < now() - interval '300 days'") == [(True,)]


def test_check_ins_are_the_persons_the_familys_and_the_teams_and_somebody_said_whose(operator: psycopg.Connection[Any]) -> None:
    whose = Counter(dict(rows(operator, "SELECT answered_by, count(*)::int FROM check_in GROUP BY 1")))
    assert whose["self"] > whose["family"] > 3
    assert whose["team_on_behalf"] > 3
    nameless = (
        "SELECT DISTINCT p.preferred_name FROM check_in c JOIN person p ON p.id = c.person_id WHERE answered_by_name IS NULL"
    )
    assert {name for (name,) in rows(operator, nameless)} == {"Jean", "George"}, "they have accounts of their own"


def test_ons4_was_asked_in_two_seasons_and_is_never_summed(operator: psycopg.Connection[Any]) -> None:
    asked = f"FROM check_in WHERE instrument = '{ONS4}' AND answered_by = 'self'"
    twice = rows(operator, f"SELECT person_id {asked} GROUP BY 1 HAVING max(given_at) - min(given_at) > interval '150 days'")
    assert len(twice) >= 5
    assert rows(operator, f"SELECT DISTINCT results->>'total', jsonb_array_length(results->'items') {asked}") == [(None, 4)]


async def test_reviews_are_held_due_and_overdue_and_mostly_in_time(world: World, as_: As) -> None:
    due = []
    for team, who in ((world.team("Ashbrook South"), "carer_2"), (world.team("Ashbrook North"), "carer")):
        due += (await as_(who).get(f"/teams/{team.id}/reviews-due", params={"within_days": 28})).json()["people"]
    names = {one["preferred_name"]: one["overdue"] for one in due}
    assert names == {"Winston": True, "Dee": False}
    assert next(one for one in due if one["preferred_name"] == "Dee")["planned"]


def test_a_cycle_was_gathered_from_enough_people_and_they_were_told(world: World, operator: psycopg.Connection[Any]) -> None:
    north = world.team("Ashbrook North").id
    of_period = "r.provided_by_team_id = c.team_id AND r.share_for_change AND r.held_on >= c.from_on AND r.held_on < c.until_on"
    ((people, spoke, step, told),) = rows(
        operator,
        f"SELECT people, (SELECT count(DISTINCT person_id) FROM review r WHERE {of_period}), step, told_on IS NOT NULL "
        f"FROM change_cycle c WHERE team_id = '{north}'",
    )
    assert people == spoke >= SMALLEST_GROUP
    assert (step, told) == ("telling", True)
    assert (
        rows(
            operator, "SELECT DISTINCT s.kind FROM cycle_statement s JOIN cycle_theme t ON t.id = s.theme_id AND t.kind <> s.kind"
        )
        == []
    )


def reads(world: World) -> dict[str, str]:
    """What a front end asks for, by name."""
    jean, team = f"/people/{world.person('Jean').id}", f"/teams/{world.team('Ashbrook North').id}"
    return {
        "outcomes": f"{jean}/outcomes", "items": f"{jean}/good-week/items", "marks": f"{jean}/good-week/marks",
        "scores": f"{jean}/good-week/scores", "check-ins": f"{jean}/check-ins", "reviews": f"{jean}/reviews",
        "assessments": f"{team}/assessments", "cycles": f"{team}/change-cycles", "instruments": "/instruments",
        "links": f"/visits/{world.visits['jean_done']}/links",
    }  # fmt: skip


@pytest.mark.parametrize(("who", "but"), [("carer", ()), ("coach", ()), ("manager", ()), ("person", ("assessments",))])
async def test_every_list_says_something_to_whoever_may_read_it(who: str, but: tuple[str, ...], world: World, as_: As) -> None:
    for name, path in reads(world).items():
        answer = await as_(who).get(path)
        if name in but:
            assert answer.status_code == 403, f"{who} {name}"
        else:
            assert (answer.status_code, bool(answer.json()["items"])) == (200, True), f"{who} {name}: {answer.text}"


@pytest.mark.parametrize("who", ["carer", "coach", "person"])
async def test_what_stands_below_an_outcome_a_check_in_a_review_and_a_cycle_is_there_too(who: str, world: World, as_: As) -> None:
    caller, found = as_(who), reads(world)
    jean = world.person("Jean").id

    async def listed(path: str, **params: str) -> list[dict[str, Any]]:
        answer = await caller.get(path, params={"limit": "200", **params})
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    walk = next(one for one in await listed(found["outcomes"]) if "post office" in one["statement"])
    for part in ("wordings", "status-changes", "steps"):
        assert await listed(f"{found['outcomes']}/{walk['id']}/{part}"), part
    assert {said["answered_by"] for said in await listed(found["check-ins"], outcome_id=walk["id"])} == {
        "self", "family", "team_on_behalf",
    }  # fmt: skip
    amended = [said for said in await listed(found["check-ins"]) if await listed(f"/check-ins/{said['id']}/amendments")]
    assert len(amended) == 1
    held = (await listed(found["reviews"], state="held"))[0]
    assert {one["state"] for one in await listed(f"{found['reviews']}/{held['id']}/actions")} == {"to_do", "done", "dropped"}
    weeks = (await caller.get(f"/people/{jean}/good-week/weeks")).json()["weeks"]
    assert len(weeks) == 12
    cycle = f"{found['cycles']}/{(await listed(found['cycles']))[0]['id']}"
    assert await listed(f"{cycle}/themes")
    assert await listed(f"{cycle}/actions")


async def test_an_instrument_of_ones_own_is_answered_and_a_licensed_one_waits(world: World, as_: As) -> None:
    manager = as_("manager")
    known = {one["key"]: one for one in (await manager.get("/instruments", params={"limit": 200})).json()["items"]}
    assert known["swemwbs"]["licence_confirmed_at"] is None
    versions = (await manager.get(f"/instruments/{known['time-together']['id']}/versions")).json()["items"]
    assert [one["state"] for one in versions] == ["published"]
    given = await as_("coach").get(f"/people/{world.person('Jean').id}/check-ins", params={"instrument": "time-together"})
    assert [line["value"] for line in given.json()["items"][0]["results"]["items"]][:2] == [4, "sometimes"]
