"""Working Together for Change: from what many said at their reviews to change, and nobody can tell who said what."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.outcomes.change_cycles.models import SMALLEST_GROUP, CycleStep
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told

TODAY = london_today()
STEPS = [str(step) for step in CycleStep]


@pytest.fixture(name="team")
def _team(world: World) -> UUID:
    return world.team("Ashbrook North").id


@pytest.fixture(name="cycles")
def _cycles(team: UUID) -> str:
    return f"/teams/{team}/change-cycles"


@pytest.fixture(autouse=True)
def _nothing_gathered(operator: psycopg.Connection[Any]) -> None:
    """Each test has all periods to itself."""
    operator.execute("UPDATE change_cycle SET gathered_on = NULL, people = NULL")


def spoke(
    operator: psycopg.Connection[Any], world: World, on: date, people: int, *, kinds: int = 3, agreed: bool = True
) -> list[str]:
    """So many people of the team held their reviews on that day. Answers the top words of each."""
    team, words = world.team("Ashbrook North"), []
    for n, person in enumerate(world.people_of(team.id)[:people]):
        said = [f'["{kind} {n} {on}"]' for kind in ("works", "does not", "ahead")[:kinds]]
        words += [one.strip('["]') for one in said]
        operator.execute(
            "INSERT INTO review (id, organisation_id, team_id, person_id, planned_on, held_on, words_stand_from, state,"
            " top_working, top_not_working, top_for_the_future, share_for_change, provided_by_team_id)"
            " SELECT %s, organisation_id, team_id, id, %s, %s, now(), 'held', %s, %s, %s, %s, team_id FROM person WHERE id = %s",
            [new_id(), on, on, *said, *["[]"] * (3 - kinds), agreed, person.id],
        )
    return words


async def begun(anna: Any, cycles: str, first: date, until: date) -> str:
    body = {"name": "What we heard", "from_on": str(first), "until_on": str(until)}
    return f"{cycles}/{told(await anna.post(cycles, body), 201)['id']}"


async def test_a_cycle_goes_from_what_people_said_to_change_and_everybody_hears_of_it(
    as_: As, world: World, operator: psycopg.Connection[Any], cycles: str
) -> None:
    anna, jean = as_("carer"), as_("person")
    words = spoke(operator, world, date(2020, 1, 10), SMALLEST_GROUP)
    here = await begun(anna, cycles, date(2020, 1, 1), date(2020, 2, 1))
    refused(await anna.post(f"{here}/step", {"to": "theming"}), 409, "cycle-step")
    gathered = told(await anna.post(f"{here}/gathering"))
    assert (gathered["people"], gathered["gathered_on"]) == (SMALLEST_GROUP, str(london_today()))
    refused(await anna.post(f"{here}/gathering"), 409, "gathered-already")
    statements = await listed(anna, f"{here}/statements")
    assert sorted(s["words"] for s in statements) == sorted(words)
    told(await anna.post(f"{here}/step", {"to": "theming"}))
    said = {"kind": "not_working", "i_statement": "I know who is coming to me", "root_causes": ["We swap late"], "chosen": True}
    theme = told(await anna.post(f"{here}/themes", said), 201)
    for statement in statements:
        where, themed = f"{here}/statements/{statement['id']}", {"theme_id": theme["id"]}
        if statement["kind"] == "not_working":
            assert told(await anna.patch(where, themed, version=1))["theme_id"] == theme["id"]
        else:
            refused(await anna.patch(where, themed, version=1), 422, "not-this-theme", "/theme_id")
    for step in ("understanding", "success", "planning", "doing"):
        told(await anna.post(f"{here}/step", {"to": step}))
    good = {"success_for_people": "I see a face by Thursday"}
    assert told(await anna.patch(f"{here}/themes/{theme['id']}", good, version=1))["success_for_people"]
    action = {"what": "Photos on the fridge", "who": "Ben", "theme_id": theme["id"]}
    where = f"{here}/actions/{told(await anna.post(f'{here}/actions', action), 201)['id']}"
    refused(await anna.post(f"{where}/end", {"state": "dropped"}), 422)
    told(await anna.post(f"{where}/end", {"state": "done", "what_came_of_it": "Everybody looks at it."}))
    refused(await anna.post(f"{where}/end", {"state": "done"}), 409, "action-ended")
    told(await anna.post(f"{here}/step", {"to": "telling"}))
    refused(await anna.post(f"{here}/step", {"to": "closed"}), 409, "cycle-step")
    version = told(await anna.get(here))["version"]
    told(await anna.patch(here, {"feedback": "You see who comes by Thursday.", "told_on": str(TODAY)}, version=version))
    told(await anna.post(f"{here}/step", {"to": "closed"}))
    refused(await anna.post(f"{here}/actions", action), 409, "cycle-closed")
    # The people of the team see all that came of it, and no statement.
    assert told(await jean.get(here))["feedback"] == "You see who comes by Thursday."
    assert (await listed(jean, f"{here}/themes"))[0]["i_statement"] == said["i_statement"]
    assert (await listed(jean, f"{here}/actions"))[0]["what_came_of_it"] == "Everybody looks at it."
    refused(await jean.get(f"{here}/statements"), 403)


async def test_a_small_group_is_not_gathered(as_: As, world: World, operator: psycopg.Connection[Any], cycles: str) -> None:
    anna = as_("carer")
    spoke(operator, world, date(2020, 3, 10), SMALLEST_GROUP - 1)
    spoke(operator, world, date(2020, 3, 11), SMALLEST_GROUP - 1)  # twice as many words of the same people
    here = await begun(anna, cycles, date(2020, 3, 1), date(2020, 4, 1))
    refused(await anna.post(f"{here}/gathering"), 409, "too-few-people")
    assert await listed(anna, f"{here}/statements") == []
    assert told(await anna.get(here))["people"] is None


async def test_what_fewer_than_five_spoke_of_is_left_out(
    as_: As, world: World, operator: psycopg.Connection[Any], cycles: str
) -> None:
    anna = as_("carer")
    spoke(operator, world, date(2020, 5, 10), SMALLEST_GROUP, kinds=1)
    spoke(operator, world, date(2020, 5, 11), SMALLEST_GROUP - 1, kinds=3)
    here = await begun(anna, cycles, date(2020, 5, 1), date(2020, 6, 1))
    told(await anna.post(f"{here}/gathering"))
    assert {s["kind"] for s in await listed(anna, f"{here}/statements")} == {"working"}


async def test_only_what_people_let_others_learn_from_and_only_of_the_period_is_gathered(
    as_: As, world: World, operator: psycopg.Connection[Any], cycles: str
) -> None:
    anna = as_("carer")
    words = spoke(operator, world, date(2020, 7, 10), SMALLEST_GROUP)
    spoke(operator, world, date(2020, 7, 11), SMALLEST_GROUP, agreed=False)
    spoke(operator, world, date(2020, 8, 1), SMALLEST_GROUP)
    here = await begun(anna, cycles, date(2020, 7, 1), date(2020, 8, 1))
    told(await anna.post(f"{here}/gathering"))
    assert sorted(s["words"] for s in await listed(anna, f"{here}/statements")) == sorted(words)


async def test_two_gatherings_never_differ_by_one_person(
    as_: As, world: World, operator: psycopg.Connection[Any], cycles: str
) -> None:
    anna = as_("carer")
    spoke(operator, world, date(2020, 9, 10), SMALLEST_GROUP + 1)
    first = await begun(anna, cycles, date(2020, 9, 1), date(2020, 10, 1))
    told(await anna.post(f"{first}/gathering"))
    other = await begun(anna, cycles, date(2020, 9, 10), date(2020, 11, 1))
    refused(await anna.post(f"{other}/gathering"), 409, "period-overlaps")
    refused(await anna.patch(first, {"until_on": "2020-10-02"}, version=2), 409, "gathered-already")
    told(await anna.patch(other, {"from_on": "2020-10-01"}, version=1))
    refused(await anna.post(f"{other}/gathering"), 409, "too-few-people")


async def test_nothing_is_gathered_before_the_period_is_over(as_: As, cycles: str) -> None:
    here = await begun(as_("carer"), cycles, TODAY - timedelta(days=30), TODAY + timedelta(days=2))
    refused(await as_("carer").post(f"{here}/gathering"), 409, "period-not-over")


async def test_statements_do_not_tell_whose_they_were(
    as_: As, world: World, operator: psycopg.Connection[Any], cycles: str, team: UUID
) -> None:
    anna = as_("carer")
    spoke(operator, world, date(2020, 12, 10), SMALLEST_GROUP)
    here = await begun(anna, cycles, date(2020, 12, 1), date(2021, 1, 1))
    told(await anna.post(f"{here}/gathering"))
    people = [str(p.id) for p in world.people_of(team)]
    for statement in await listed(anna, f"{here}/statements"):
        logged = (await anna.get(f"{here}/statements/{statement['id']}/history")).text
        assert '"items":[{' in logged
        assert not [one for one in people if one in logged or one in str(statement)]
        assert statement["id"][14] == "4"  # a random id: one that tells the time would tell the order


async def test_names_that_are_known_around_a_person_are_hidden_in_the_copy_and_not_in_the_review(
    as_: As, world: World, operator: psycopg.Connection[Any], cycles: str
) -> None:
    """Jean is Jean Aspinall with a daughter Karen and a neighbour Siân O'Hara; Anna is of the team."""
    anna, jean = as_("carer"), world.person("Jean").id
    spoke(operator, world, date(2020, 5, 10), SMALLEST_GROUP)
    near = {"name": "Siân O'Hara (next door)", "what_they_are_to_me": "my neighbour", "closeness": "known"}
    told(await anna.post(f"/people/{jean}/relationships", near), 201)
    said = [
        "Karen comes on Sundays, and KAREN ASPINALL's cake is good", "anna-marie and Anna wait while I dress",
        "Siân and O\u2019Hara\u2019s dog", "Karenina and jeans stay", "Mrs Aspinall is what I like to be called",
        "A chair by the window",
    ]  # fmt: skip
    kept = [
        "[name] comes on Sundays, and [name]'s cake is good", "[name]-marie and [name] wait while I dress",
        "[name] and [name]\u2019s dog", "Karenina and jeans stay", "Mrs [name] is what I like to be called",
        "A chair by the window",
    ]  # fmt: skip
    for column, two in (("top_working", said[:2]), ("top_not_working", said[2:4]), ("top_for_the_future", said[4:])):
        operator.execute(
            f"UPDATE review SET {column} = %s WHERE person_id = %s AND held_on = '2020-05-10'".encode(),
            [json.dumps(two), jean],
        )
    here = await begun(anna, cycles, date(2020, 5, 1), date(2020, 6, 1))
    told(await anna.post(f"{here}/gathering"))
    gathered = {s["words"]: s["names_hidden"] for s in await listed(anna, f"{here}/statements")}
    assert {words: gathered.get(words) for words in kept} == {words: "[name]" in words for words in kept}
    review = (await listed(anna, f"/people/{jean}/reviews", planned_from="2020-05-10", planned_before="2020-05-11"))[0]
    assert [*review["top_working"], *review["top_not_working"], *review["top_for_the_future"]] == said


async def test_steps_come_one_after_the_other_and_days_in_their_order(as_: As, cycles: str) -> None:
    anna = as_("carer")
    here = await begun(anna, cycles, date(2019, 1, 1), date(2019, 2, 1))
    for step in STEPS:
        refused(await anna.post(f"{here}/step", {"to": step}), 409, "cycle-step")
    refused(await anna.post(cycles, {"name": "Backwards", "from_on": "2019-02-01", "until_on": "2019-02-01"}), 422)
    refused(await anna.patch(here, {"until_on": "2018-12-31"}, version=1), 422, "period-not-valid")


async def test_only_the_team_leads_its_cycle(as_: As, cycles: str) -> None:
    here = await begun(as_("carer"), cycles, date(2018, 1, 1), date(2018, 2, 1))
    for who in ("person", "coach", "manager", "family"):
        refused(await as_(who).post(f"{here}/gathering"), 403)
    refused(await as_("carer_2").post(f"{here}/gathering"), 404)
    for who in ("coach", "manager", "person"):
        told(await as_(who).get(here))
