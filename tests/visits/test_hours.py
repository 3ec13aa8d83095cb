"""The hours bank: agreed, used, banked, moved; and it always sums."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from api.demo.made import World
from api.domain.shared.clock import london_today, utc_now
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told


def monday(weeks: int = 0) -> date:
    """The Monday of this week, or of one some weeks away."""
    today = london_today()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def visit(
    operator: psycopg.Connection[Any], person: UUID, starts: datetime, minutes: int, *, members: list[UUID] | None = None
) -> UUID:
    """A planned visit, written behind the API."""
    id_ = new_id()
    operator.execute(
        "INSERT INTO visit (id, organisation_id, team_id, person_id, provided_by_team_id, planned_start_at, planned_end_at,"
        " member_ids, purpose, state) SELECT %s, organisation_id, team_id, id, team_id, %s, %s, %s, 'A walk', %s"
        " FROM person WHERE id = %s",
        [id_, starts, starts + timedelta(minutes=minutes), members or [], "planned" if members else "open", person],
    )
    return id_


def sums(bank: dict[str, Any]) -> None:
    """Agreed, less used, put right: that is the balance, and the weeks lead to it."""
    assert bank["balance_minutes"] == bank["agreed_minutes"] - bank["used_minutes"] + bank["adjusted_minutes"]
    for week, before in zip(bank["weeks"], bank["weeks"][1:], strict=False):
        came = week["agreed_minutes"] + week["moved_in_minutes"] + week["adjusted_minutes"]
        assert week["balance_minutes"] == before["balance_minutes"] + came - week["used_minutes"] - week["moved_out_minutes"]


async def test_a_shorter_visit_is_banked_and_not_lost(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    person = [p for p in world.people_of(world.team("Ashbrook North").id) if p.status == "supported"][-2]
    path = f"/people/{person.id}/hours"
    before = told(await as_("carer").get(path))
    agreed = told(await as_("carer").post(f"{path}/agreements", {"weekly_minutes": 300, "from_on": monday(-2)}), 201)
    bank = told(await as_("carer").get(path))
    assert bank["agreed_minutes"] - before["agreed_minutes"] == 900
    id_ = visit(operator, person.id, utc_now() + timedelta(hours=1), 60)
    operator.execute(
        "UPDATE visit SET state = 'completed', actual_start_at = planned_start_at, actual_end_at = planned_start_at + interval"
        " '45 minutes', delivered_minutes = 45 WHERE id = %s",
        [id_],
    )
    operator.execute("UPDATE visit SET delivered_minutes = 50 WHERE id = %s", [id_])  # an amendment
    after = told(await as_("carer").get(path))
    assert after["used_minutes"] - bank["used_minutes"] == 50
    assert after["balance_minutes"] == bank["balance_minutes"] - 50
    sums(after)
    entries = await listed(as_("carer"), f"{path}/entries", visit_id=id_)
    assert sorted(e["minutes"] for e in entries) == [-45, -5]
    told(await as_("carer").get(f"{path}/agreements/{agreed['id']}/history"))


async def test_a_later_agreement_takes_over_and_a_week_is_booked_once(as_: As, world: World) -> None:
    person = [p for p in world.people_of(world.team("Ashbrook North").id) if p.status == "supported"][-1]
    path = f"/people/{person.id}/hours"
    before = told(await as_("carer").get(path))["agreed_minutes"]
    one = told(await as_("carer").post(f"{path}/agreements", {"weekly_minutes": 100, "from_on": monday(-60)}), 201)
    told(await as_("carer").post(f"{path}/agreements", {"weekly_minutes": 200, "from_on": monday(-1)}), 201)
    agreements = {a["id"]: a for a in await listed(as_("carer"), f"{path}/agreements")}
    assert agreements[one["id"]]["until_on"] == str(monday(-1))
    banks = await asyncio.gather(*(as_("carer").get(path) for _ in range(8)))
    assert len({b.content for b in banks}) == 1
    booked = [e for e in await listed(as_("carer"), f"{path}/entries", kind="agreed") if e["on_day"] >= str(monday(-1))]
    assert {e["on_day"] for e in booked} == {str(monday(-1)), str(monday())}
    assert told(banks[0])["agreed_minutes"] >= before
    sums(told(banks[0]))
    refused(
        await as_("carer").post(f"{path}/agreements", {"weekly_minutes": 9, "from_on": monday(-1)}),
        409,
        code="hours-agreed-already",
    )
    refused(await as_("person").post(f"{path}/agreements", {"weekly_minutes": 9, "from_on": monday()}), 403)


async def test_a_person_moves_their_own_hours_from_one_visit_to_another(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    person = world.person("Jean")
    members = list(world.team("Ashbrook North").members.values())
    tomorrow = (utc_now() + timedelta(days=40)).replace(hour=10, minute=0, second=0, microsecond=0)
    short, long_ = (
        visit(operator, person.id, tomorrow, 60, members=members[:1]),
        visit(operator, person.id, tomorrow + timedelta(days=2), 60),
    )
    path = f"/people/{person.id}/hours"
    before = told(await as_("person").get(path))
    entry = told(
        await as_("person").post(
            f"{path}/moves", {"minutes": 40, "from_visit_id": short, "to_visit_id": long_, "words": "Market."}
        ),
        201,
    )
    assert (entry["minutes"], entry["on_day"]) == (40, str((tomorrow + timedelta(days=2)).date()))
    pair = await listed(as_("person"), f"{path}/entries", move_id=entry["move_id"])
    assert sum(e["minutes"] for e in pair) == 0
    lengths = operator.execute(
        "SELECT planned_end_at - planned_start_at, short_reason FROM visit WHERE id IN (%s, %s) ORDER BY planned_start_at",
        [short, long_],
    ).fetchall()
    assert lengths == [(timedelta(minutes=20), "hours_moved"), (timedelta(minutes=100), None)]
    after = told(await as_("person").get(path))
    assert after["balance_minutes"] == before["balance_minutes"]
    sums(after)
    refused(
        await as_("person").post(f"{path}/moves", {"minutes": 16, "from_visit_id": short, "to_on": monday(9)}),
        409,
        code="hours-not-movable",
    )
    refused(await as_("person").post(f"{path}/moves", {"minutes": 5, "from_visit_id": new_id(), "to_on": monday(9)}), 404)
    other = visit(operator, world.people_of(world.team("Ashbrook South").id)[0].id, tomorrow, 60)
    refused(await as_("person").post(f"{path}/moves", {"minutes": 5, "from_visit_id": other, "to_on": monday(9)}), 404)


async def test_longer_than_the_member_is_free_is_refused_and_changes_nothing(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    person, members = world.person("Jean"), list(world.team("Ashbrook North").members.values())
    at = (utc_now() + timedelta(days=50)).replace(hour=10, minute=0, second=0, microsecond=0)
    first = visit(operator, person.id, at, 60, members=members[:1])
    visit(operator, person.id, at + timedelta(minutes=60), 60, members=members[:1])
    path = f"/people/{person.id}/hours"
    before = told(await as_("person").get(path))
    refused(await as_("person").post(f"{path}/moves", {"minutes": 30, "from_on": monday(6), "to_visit_id": first}), 409)
    assert told(await as_("person").get(path)) == before


async def test_the_team_puts_the_bank_right_with_a_reason(as_: As, world: World) -> None:
    path = f"/people/{world.person('Jean').id}/hours"
    before = told(await as_("person").get(path))["balance_minutes"]
    told(await as_("carer").post(f"{path}/adjustments", {"minutes": -15, "on_day": monday(), "words": "Counted twice."}), 201)
    bank = told(await as_("person").get(path))
    assert bank["balance_minutes"] == before - 15
    sums(bank)
    refused(await as_("carer").post(f"{path}/adjustments", {"minutes": 0, "on_day": monday(), "words": "x"}), 422)
    refused(await as_("person").post(f"{path}/adjustments", {"minutes": 9, "on_day": monday(), "words": "x"}), 403)
    refused(await as_("manager").post(f"{path}/adjustments", {"minutes": 9, "on_day": monday(), "words": "x"}), 403)
