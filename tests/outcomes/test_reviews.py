"""Reviews: what people say at them stands, what they decide never vanishes, and whoever is supported has one in time."""

import re
from contextlib import closing
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.outcomes.reviews import queries as q
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.people.saying import As, ended_person, listed, refused, told
from tests.world import Database

TODAY = london_today()
THERE = [{"name": "Siobhan", "as_what": "My daughter"}, {"name": "Anna", "as_what": "From my team"}]
SAID: dict[str, Any] = {
    "planned_on": str(TODAY), "where_words": "Round the kitchen table", "who_was_there": THERE,
    "like_and_admire": ["She makes everybody laugh"], "matters_now": ["Mass on Sundays"],
    "matters_for_the_future": ["To see Mayo again"],
    "working": [{"perspective": "person", "words": "I get up when I want to"}],
    "not_working": [{"perspective": "family", "words": "We never know who comes on Fridays"}],
    "questions": ["Who could drive?"], "top_working": ["I get up when I want to"],
    "top_not_working": ["Nobody knows who comes on Fridays"], "top_for_the_future": ["Mayo", "Singing"],
}  # fmt: skip
CHOIR = {"what": "Find out when the choir meets", "who": "Anna, with Jean", "by_on": str(TODAY + timedelta(days=14))}


def path_of(world: World, name: str = "Jean") -> str:
    return f"/people/{world.person(name).id}/reviews"


def months_ago(months: int) -> date:
    """About so many months ago: on the first of a month, which every month has."""
    whole = TODAY.year * 12 + TODAY.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)


async def share(jean: Any, world: World) -> None:
    """Jean lets her family read her reviews."""
    said = {"purpose": "share_with_circle", "audience": "circle", "items": ["reviews"], "given_how": "spoken"}
    more = {"given_by": "Jean", "evidence": "Said so."}
    told(await jean.post(f"/people/{world.person('Jean').id}/consents", {**said, **more}), 201)


async def held(anna: Any, path: str, on: date = TODAY, **more: Any) -> str:
    review = told(await anna.post(path, {**SAID, "planned_on": str(on), **more}), 201)["id"]
    told(await anna.post(f"{path}/{review}/holding", {"held_on": str(on)}))
    return str(review)


def stand_already(operator: psycopg.Connection[Any], review: str) -> None:
    """As if it had been held the day before yesterday."""
    operator.execute("UPDATE review SET words_stand_from = now() - interval '1 second' WHERE id = %s", [review])


async def newcomer(anna: Any, world: World, since: date, name: str = "Ena") -> str:
    """Somebody of Anna's team, supported since that day."""
    team = str(world.team("Ashbrook North").id)
    body = {"team_id": team, "preferred_name": name, "enquired_on": str(since - timedelta(days=30))}
    person = told(await anna.post("/people", body), 201)["id"]
    for to, on in (("getting_to_know", since - timedelta(days=10)), ("supported", since)):
        told(await anna.post(f"/people/{person}/status-changes", {"to": to, "on": str(on)}))
    return str(person)


async def whose_is_due(caller: Any, world: World, within: int = 28) -> dict[str, dict[str, Any]]:
    where = f"/teams/{world.team('Ashbrook North').id}/reviews-due"
    answer = told(await caller.get(where, params={"within_days": within}))
    assert (answer["on"], answer["within_days"]) == (str(london_today()), within)
    return {one["person_id"]: one for one in answer["people"]}


async def test_a_review_keeps_what_everybody_said_and_family_reads_what_is_shared(as_: As, world: World) -> None:
    jean, path = as_("person"), path_of(world)
    await share(jean, world)
    review = told(await jean.post(path, SAID), 201)
    assert {name: review[name] for name in SAID} == SAID
    assert (review["state"], review["held_on"], review["share_for_change"]) == ("planned", None, False)
    for who in ("carer", "coach", "manager", "integration", "family"):
        assert review["id"] in [r["id"] for r in await listed(as_(who), path)], who
        assert review["id"] in [r["id"] for r in await listed(as_(who), "/reviews", state="planned")], who
    for who in ("connector", "commissioner"):
        refused(await as_(who).get(path), 403)
    refused(await as_("coach").patch(f"{path}/{review['id']}", {"questions": []}, version=1), 403)
    refused(await as_("carer_2").get(f"{path}/{review['id']}"), 404)


@pytest.mark.parametrize("part", ["top_working", "top_not_working", "top_for_the_future"])
async def test_of_each_the_two_most_important_are_kept_and_no_third(as_: As, world: World, part: str) -> None:
    refused(await as_("carer").post(path_of(world), {**SAID, part: ["One", "Two", "Three"]}), 422, pointer=f"/{part}")


async def test_a_review_is_planned_from_a_phone_and_sent_again(as_: As, world: World) -> None:
    anna, where = as_("carer"), f"{path_of(world)}/{new_id()}"
    told(await anna.put(where, SAID), 201)
    told(await anna.put(where, SAID))
    refused(await anna.put(where, {**SAID, "questions": []}), 409, "id-in-use")
    assert told(await anna.put(where, {**SAID, "questions": []}, version=1))["questions"] == []


async def test_a_review_is_held_by_those_who_were_there_once_and_not_in_the_future(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    where = f"{path}/{told(await anna.post(path, {'planned_on': str(TODAY)}), 201)['id']}"
    refused(await anna.post(f"{where}/holding", {}), 422, "nobody-there")
    told(await anna.patch(where, {"who_was_there": THERE}, version=1))
    refused(await anna.post(f"{where}/holding", {"held_on": str(TODAY + timedelta(days=2))}), 422, pointer="/held_on")
    assert told(await anna.post(f"{where}/holding", {}))["held_on"] == str(london_today())
    refused(await anna.post(f"{where}/holding", {}), 409, "review-state")
    refused(await anna.post(f"{where}/cancellation", {"words": "No."}), 409, "review-state")
    refused(await anna.patch(where, {"who_was_there": []}, version=3), 422, "nobody-there", "/who_was_there")
    assert (await anna.delete(where, version=3)).status_code == 405


async def test_what_was_said_can_be_completed_for_a_day_and_then_stands(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    anna, path = as_("carer"), path_of(world)
    review = await held(anna, path)
    where = f"{path}/{review}"
    assert told(await anna.patch(where, {"questions": ["And who else?"]}, version=2))["questions"] == ["And who else?"]
    stand_already(operator, review)
    version = told(await anna.get(where))["version"]
    refused(await anna.patch(where, {"questions": []}, version=version), 409, "review-stands")
    refused(await anna.put(where, SAID, version=version), 409, "review-stands")
    # Whether others may learn from it is not what was said: the person changes their mind when they like.
    assert told(await as_("person").patch(where, {"share_for_change": True}, version=version))["share_for_change"]
    told(await anna.post(f"{where}/actions", CHOIR), 201)
    assert told(await anna.get(where))["questions"] == ["And who else?"]


async def test_a_review_that_is_cancelled_keeps_why_and_stays_as_it_is(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    where = f"{path}/{told(await anna.post(path, SAID), 201)['id']}"
    refused(await anna.post(f"{where}/cancellation", {}), 422, pointer="/words")
    why = "Jean would rather wait for her son."
    assert told(await anna.post(f"{where}/cancellation", {"words": why}))["state"] == "cancelled"
    assert (await listed(anna, f"{where}/history"))[0]["reason"] == why
    refused(await anna.patch(where, {"questions": []}, version=2), 409, "review-state")
    refused(await anna.post(f"{where}/holding", {}), 409, "review-state")
    refused(await anna.post(f"{where}/actions", CHOIR), 409, "review-state")


@pytest.mark.parametrize("state", ["done", "dropped", "carried"])
async def test_an_action_ends_once_with_what_came_of_it_and_never_vanishes(as_: As, world: World, state: str) -> None:
    anna, path = as_("carer"), path_of(world)
    actions = f"{path}/{await held(anna, path)}/actions"
    action = told(await anna.post(actions, CHOIR), 201)
    assert {name: action[name] for name in CHOIR} == CHOIR
    where = f"{actions}/{action['id']}"
    assert told(await as_("person").patch(where, {"who": "Ben", "by_on": None}, version=1))["by_on"] is None
    if state != "done":
        refused(await anna.post(f"{where}/end", {"state": state}), 422)
    ended = told(await anna.post(f"{where}/end", {"state": state, "words": "She sings on Tuesdays."}))
    assert (ended["state"], ended["words"], ended["ended_on"]) == (state, "She sings on Tuesdays.", str(london_today()))
    refused(await anna.post(f"{where}/end", {"state": "done"}), 409, "action-ended")
    refused(await anna.patch(where, {"who": "Ben"}, version=3), 409, "action-ended")
    assert (await anna.delete(where, version=3)).status_code == 405
    await share(as_("person"), world)
    assert [a["id"] for a in await listed(as_("family"), actions, state=state)] == [action["id"]]
    assert await listed(anna, actions, state="to_do") == []


async def test_an_action_of_one_review_is_not_found_under_another(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    one, other = await held(anna, path), await held(anna, path)
    action = told(await anna.post(f"{path}/{one}/actions", CHOIR), 201)["id"]
    refused(await anna.get(f"{path}/{other}/actions/{action}"), 404)
    refused(await anna.post(f"{path}/{other}/actions/{action}/end", {"state": "done"}), 404)
    refused(await anna.get(f"{path}/{new_id()}/actions"), 404)


async def test_no_review_is_planned_once_support_has_ended(as_: As, world: World) -> None:
    person = await ended_person(as_("carer"), world.team("Ashbrook North").id)
    refused(await as_("carer").post(f"/people/{person}/reviews", SAID), 409, "person-ended")


async def test_reviews_are_found_by_team_state_and_day(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    later = told(await anna.post(path, {**SAID, "planned_on": "2031-05-05"}), 201)["id"]
    team = str(world.team("Ashbrook North").id)
    days = {"planned_from": "2031-05-05", "planned_before": "2031-05-06"}
    assert [r["id"] for r in await listed(anna, "/reviews", team_id=team, state="planned", **days)] == [later]
    assert await listed(anna, "/reviews", team_id=str(new_id()), **days) == []
    assert await listed(anna, "/reviews", state="held", **days) == []
    assert await listed(anna, path, planned_before="2031-05-05", planned_from="2031-05-05") == []


# ---- whose is due ----------------------------------------------------------------------------------------------------


async def test_a_first_review_is_due_six_months_after_support_began(as_: As, world: World) -> None:
    anna = as_("carer")
    old, new = await newcomer(anna, world, months_ago(8)), await newcomer(anna, world, TODAY - timedelta(days=20))
    found = await whose_is_due(anna, world)
    due = months_ago(2)
    assert found[old] == {
        "person_id": old, "preferred_name": "Ena", "supported_since": str(months_ago(8)), "last_held_on": None,
        "due_on": str(due), "overdue": True, "planned": None,
    }  # fmt: skip
    assert new not in found
    soon = (await whose_is_due(anna, world, 200))[new]
    assert soon["overdue"] is False


async def test_a_review_that_was_held_moves_the_next_one_and_a_planned_one_is_named(as_: As, world: World) -> None:
    anna = as_("carer")
    person = await newcomer(anna, world, months_ago(20))
    path = f"/people/{person}/reviews"
    await held(anna, path, months_ago(7))
    await held(anna, path, months_ago(12))
    planned = told(await anna.post(path, {"planned_on": str(TODAY + timedelta(days=3))}), 201)["id"]
    one = (await whose_is_due(anna, world))[person]
    assert (one["last_held_on"], one["due_on"], one["overdue"]) == (str(months_ago(7)), str(months_ago(1)), True)
    assert one["planned"] == {"id": planned, "planned_on": str(TODAY + timedelta(days=3))}
    told(await anna.post(f"{path}/{planned}/cancellation", {"words": "Not now."}))
    assert (await whose_is_due(anna, world))[person]["planned"] is None
    await held(anna, path)
    assert person not in await whose_is_due(anna, world)


@pytest.mark.parametrize(
    "move",
    [
        {"to": "paused"},
        {"to": "ended", "reason": "moved"},
        {"to": "ended", "reason": "died", "date_of_death": str(TODAY - timedelta(days=1))},
    ],
    ids=["paused", "moved", "died"],
)
async def test_nobody_is_reminded_of_whoever_is_paused_has_moved_or_died(as_: As, world: World, move: dict[str, str]) -> None:
    anna = as_("carer")
    person = await newcomer(anna, world, months_ago(9))
    assert person in await whose_is_due(anna, world)
    told(await anna.post(f"/people/{person}/status-changes", move))
    assert person not in await whose_is_due(anna, world)


async def test_a_pause_does_not_begin_the_six_months_anew(as_: As, world: World) -> None:
    anna = as_("carer")
    person = await newcomer(anna, world, months_ago(9))
    for to in ("paused", "supported"):
        told(await anna.post(f"/people/{person}/status-changes", {"to": to}))
    assert (await whose_is_due(anna, world))[person]["supported_since"] == str(months_ago(9))


async def test_whose_review_is_due_is_for_the_team_and_of_a_person_their_own(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    anna, north = as_("carer"), world.team("Ashbrook North")
    person = await newcomer(anna, world, months_ago(9))
    everybody = await whose_is_due(anna, world, 366)
    for who in ("coach", "manager", "integration"):
        assert await whose_is_due(as_(who), world, 366) == everybody, who
    assert set(await whose_is_due(as_("person"), world, 366)) == {str(world.person("Jean").id)}
    refused(await as_("family").get(f"/teams/{north.id}/reviews-due"), 403)
    for who in ("carer_2", "other_manager", "other_carer"):
        refused(await as_(who).get(f"/teams/{north.id}/reviews-due"), 404)
    refused(await anna.get(f"/teams/{new_id()}/reviews-due"), 404)
    refused(await anna.get(f"/teams/{north.id}/reviews-due", params={"within_days": 367}), 422, pointer="?within_days")
    looked = operator.execute(
        "SELECT person_ids FROM look WHERE operation = 'get_reviews_due' AND %s = ANY (person_ids)", [UUID(person)]
    ).fetchall()
    assert len(looked) >= 4


def test_people_and_reviews_that_are_due_are_found_by_indexes(database: Database, world: World) -> None:
    inner = q.due("manager").sql.partition(b"), l AS (INSERT")[0].removeprefix(b"WITH q AS MATERIALIZED (")
    with closing(psycopg.connect(database.admin_url)) as connection:
        # Two indexes would do; which one is better only figures of the table say.
        connection.execute("ANALYZE review")
        connection.execute("SET LOCAL enable_seqscan = off")
        connection.execute(b"PREPARE asked AS " + inner)
        told_ = connection.execute(f"EXPLAIN EXECUTE asked('{world.team('Ashbrook North').id}', 28)".encode()).fetchall()
    said = [line.strip() for (line,) in told_]
    found = "\n".join(said)
    assert "Seq Scan" not in found, found
    for column, table in (("team_id", "person"), ("person_id", "review"), ("person_id", "status_change")):
        assert re.search(rf"ix_{table}_{column}\w*", found), found
    assert sum(line.startswith("Index Cond: (person_id = ") for line in said) >= 3, found
