"""The demo's circles and community life: every kind is there, holds together, and is answered to whoever may read it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.circles.meetings.models import CircleActionState, MeetingState
from api.domain.circles.models import CircleMemberKind, CircleMemberState
from api.domain.community.groups.models import GroupStatus
from api.domain.community.groups.schemas import CommunityGroupPatch
from api.domain.community.introductions.models import IntroductionKind, IntroductionResult
from api.domain.shared.fields import folded
from api.domain.shared.recurrence.dates import checked
from tests.people.saying import listed, refused, told
from tests.world import Caller

As = Callable[..., Caller]
Operator = psycopg.Connection[Any]
KINDS = (
    "circle", "circle_member", "circle_member_gift", "circle_meeting", "circle_action", "circle_contribution",
    "community_group", "group_gift", "group_session", "group_origin", "group_membership", "group_attendance",
    "introduction", "introduction_contact", "connection", "connection_seen", "reach_wish",
)  # fmt: skip


def rows(operator: Operator, sql: str) -> list[tuple[Any, ...]]:
    return operator.execute(sql.encode()).fetchall()


def values(operator: Operator, table: str, columns: str) -> set[Any]:
    found = rows(operator, f"SELECT DISTINCT {columns} FROM public.{table}")
    return {row if len(row) > 1 else row[0] for row in found}


@pytest.mark.parametrize("table", KINDS)
def test_every_kind_of_community_life_is_there_and_of_the_first_provider(table: str, world: World, operator: Operator) -> None:
    assert values(operator, table, "organisation_id") == {world.organisation_id}


def test_every_way_a_circle_can_be_is_there(world: World, operator: Operator) -> None:
    assert values(operator, "circle", "status") == {"forming", "meeting", "resting"}
    assert values(operator, "circle", "decided_by") == {"person", "representative"}
    assert values(operator, "circle_member", "kind") == set(CircleMemberKind)
    assert values(operator, "circle_member", "state") == set(CircleMemberState)
    assert values(operator, "circle_meeting", "state") == set(MeetingState)
    assert values(operator, "circle_action", "state") == set(CircleActionState)
    both = {("gives", True), ("gives", False), ("gets", True), ("gets", False)}
    assert values(operator, "circle_contribution", "way, member_id IS NULL") == both
    assert len(rows(operator, "SELECT id FROM public.circle WHERE stands_alone_on IS NOT NULL")) == 1
    assert len(world.circles) == len(rows(operator, "SELECT id FROM public.circle"))


@pytest.mark.parametrize("name", ["Jean", "George"])
async def test_a_circle_met_every_six_weeks_and_meets_again(name: str, world: World, as_: As, operator: Operator) -> None:
    circle = next(one for one in world.circles if one.person_id == world.person(name).id)
    met = f"SELECT held_on FROM circle_meeting WHERE circle_id = '{circle.id}' AND state = 'held' ORDER BY 1"
    held = [row[0] for row in rows(operator, met)]
    assert len(held) == 3
    assert all(timedelta(days=35) <= after - before <= timedelta(days=49) for before, after in pairwise(held))
    manager = as_("manager")
    (planned,) = await listed(manager, f"/circles/{circle.id}/meetings", state="planned")
    assert datetime.fromisoformat(planned["starts_at"]) > datetime.now(UTC)
    assert told(await manager.get(f"/circles/{circle.id}"))["gaps"] == []
    assert len(await listed(manager, "/circle-actions", circle_id=circle.id, overdue=True)) == 1
    carried = [one for one in await listed(manager, f"/circles/{circle.id}/actions") if one["state"] == "carried"]
    assert [one["carried_to_id"] is not None for one in carried] == [True]


async def test_a_circle_that_is_forming_shows_its_gaps(world: World, as_: As) -> None:
    (forming,) = await listed(as_("carer_2"), "/circles", status="forming")
    assert forming["person_id"] == str(world.person("Winston").id)
    assert set(forming["gaps"]) == {"connector", "facilitator"}


def test_groups_are_public_or_not_yet_or_over(operator: Operator) -> None:
    assert 8 <= len(rows(operator, "SELECT id FROM community_group")) <= 10
    assert values(operator, "community_group", "status") == set(GroupStatus)
    unpublished = rows(operator, "SELECT name FROM community_group WHERE published_at IS NULL AND status <> 'ended'")
    assert {name for (name,) in unpublished} == {"Tablet help", "Friends of the station"}
    assert values(operator, "group_gift", "direction") == {"seeks", "has"}
    bare = "place_name IS NULL OR postcode IS NULL OR latitude IS NULL OR cost_words IS NULL OR accessibility = '{}'"
    assert rows(operator, f"SELECT id FROM community_group WHERE {bare}") == []


async def test_what_is_said_of_a_group_is_as_the_service_writes_it(as_: As, operator: Operator) -> None:
    for name, key, rule, on, at in rows(operator, "SELECT name, name_key, rrule, first_on, begins_at FROM community_group"):
        assert key == folded(name)
        first = datetime.fromisoformat(f"{on}T{at}")
        assert checked(rule, first) == rule
        assert rule.startswith("FREQ=MONTHLY") or first.strftime("%a")[:2].upper() in rule
    for group in await listed(as_("carer"), "/community-groups"):
        sent = {name: group[name] for name in CommunityGroupPatch.model_fields if group[name] is not None}
        CommunityGroupPatch.model_validate(sent)


async def test_the_story_of_the_knitting_is_told_while_its_origin_consents(world: World, as_: As) -> None:
    (group,) = [one for one in await listed(as_("family"), "/community-groups") if one["name"] == "Knit and natter"]
    assert "nobody ever taught a lad to knit" in group["origin"]
    assert told(await as_("person").get(f"/community-groups/{group['id']}"))["run_by_me"]
    (origin,) = await listed(as_("carer"), f"/people/{world.person('Ernest').id}/group-origins")
    assert (origin["group_id"], origin["told"]) == (group["id"], True)


def test_who_was_there_took_part_then_and_the_group_met(operator: Operator) -> None:
    stray = "SELECT a.id FROM group_attendance a WHERE NOT EXISTS (SELECT FROM group_membership m WHERE m.group_id = a.group_id"
    within = " AND m.person_id = a.person_id AND a.held_on BETWEEN m.joined_on AND coalesce(m.left_on, current_date))"
    assert rows(operator, stray + within) == []
    came = "(SELECT came FROM group_session WHERE id = session_id)"
    assert rows(operator, f"SELECT session_id FROM group_attendance GROUP BY 1 HAVING count(*) > {came}") == []
    gone = "SELECT s.id FROM group_session s JOIN community_group g ON g.id = s.group_id WHERE g.status <> 'active'"
    assert rows(operator, f"{gone} AND s.held_on > g.status_on") == []
    assert rows(operator, "SELECT id FROM group_session WHERE made_or_gave IS NOT NULL AND came > 0") != []


def test_introductions_of_both_kinds_came_to_everything_they_can(operator: Operator) -> None:
    each = {(kind, result) for kind in IntroductionKind for result in IntroductionResult}
    assert values(operator, "introduction", "kind, result") == each | {("social_prescribing", None)}
    early = "result_on < made_on OR message_back_on < result_on OR made_on > current_date"
    assert rows(operator, f"SELECT id FROM introduction WHERE {early}") == []
    before = "SELECT c.id FROM introduction_contact c JOIN introduction i ON i.id = c.introduction_id WHERE c.on_day < i.made_on"
    assert rows(operator, before) == []


async def test_one_message_back_is_still_owed(world: World, as_: As) -> None:
    (owed,) = await listed(as_("manager"), "/introductions", message_owed=True)
    assert owed["person_id"] == str(world.person("George").id)


def test_people_were_seen_while_they_were_known(operator: Operator) -> None:
    stray = "SELECT s.id FROM connection_seen s JOIN connection c ON c.id = s.connection_id WHERE s.seen_on > current_date"
    assert rows(operator, f"{stray} OR s.seen_on NOT BETWEEN c.since_on AND coalesce(c.until_on, current_date)") == []
    months = rows(operator, "SELECT count(DISTINCT date_trunc('month', seen_on)) FROM connection_seen")
    assert months[0][0] >= 4


async def test_who_wished_for_it_has_a_reach_and_nobody_else(world: World, as_: As) -> None:
    dee = world.person("Dee")
    wish = told(await as_("carer_2").get(f"/people/{dee.id}/reach-wish"))
    assert "talk to anybody" in wish["words"]
    assert told(await as_("carer_2").get(f"/people/{dee.id}/reach"))
    refused(await as_("carer").get(f"/people/{world.person('Jean').id}/reach-wish"), 404)


# Of whom each role reads something, and what: connector and family only what is shared with them.
LISTS = ("group-memberships", "group-attendances", "introductions", "connections", "sightings")
READERS = (
    ("carer", "Jean", LISTS), ("person", "Jean", LISTS), ("person_2", "George", LISTS), ("carer_2", "George", LISTS),
    ("carer_3", "Stan", LISTS), ("manager", "Stan", LISTS), ("connector", "Stan", LISTS),
    ("coach", "Jean", LISTS[:3]), ("integration", "Jean", LISTS[:3]),
)  # fmt: skip


@pytest.mark.parametrize(("key", "name", "kinds"), READERS)
async def test_whoever_may_read_a_persons_community_life_finds_some(
    key: str, name: str, kinds: tuple[str, ...], world: World, as_: As
) -> None:
    caller = as_(key, scopes="community:read") if key == "integration" else as_(key)
    for kind in kinds:
        assert await listed(caller, f"/people/{world.person(name).id}/{kind}"), kind


@pytest.mark.parametrize("key", ["carer", "carer_2", "carer_3", "person", "person_2", "family", "connector", "coach", "manager"])
async def test_whoever_is_of_a_circle_finds_all_that_is_its_own(key: str, as_: As) -> None:
    caller = as_(key)
    whole = [one for one in await listed(caller, "/circles") if one["status"] == "meeting"]
    assert whole
    for circle in whole:
        for kind in ("members", "meetings", "actions", "contributions"):
            assert await listed(caller, f"/circles/{circle['id']}/{kind}"), kind
    gifts = [await listed(caller, f"/circle-members/{one['id']}/gifts") for one in await listed(caller, "/circle-members")]
    assert any(gifts)


async def test_what_is_not_shared_is_not_told(world: World, as_: As) -> None:
    jean, george = world.person("Jean").id, world.person("George").id
    for kind in LISTS:
        for key, person in (("family", jean), ("connector", jean), ("family_withdrawn", george)):
            answer = await as_(key).get(f"/people/{person}/{kind}")
            assert answer.status_code == 404 or answer.json()["items"] == [], (key, kind)


@pytest.mark.parametrize("key", ["carer", "person", "family", "connector", "coach", "manager"])
async def test_everyone_of_the_provider_finds_the_groups_and_what_they_made(key: str, as_: As) -> None:
    caller = as_(key)
    groups = await listed(caller, "/community-groups")
    assert len(groups) == 10
    for group in groups:
        assert await listed(caller, f"/community-groups/{group['id']}/sessions"), group["name"]
    refused(await as_("commissioner").get("/community-groups"), 403)
