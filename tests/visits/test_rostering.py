"""Self-rostering: members take, hand back, offer and swap visits themselves, and nobody approves."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import DemoAccount, World
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told
from tests.world import Caller

AT = (utc_now() + timedelta(days=90)).replace(hour=10, minute=0, second=0, microsecond=0)
_hours = iter(range(10_000))


class Rota:
    """Ashbrook North's visits, written behind the API, and its members with their callers."""

    def __init__(self, as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
        self.as_, self.operator, self.team = as_, operator, world.team("Ashbrook North")
        self.people = [p for p in world.people_of(self.team.id) if p.status == "supported"]
        rows = operator.execute(
            "SELECT m.account_id, m.id, m.name, m.organisation_id FROM team_member m"
            " JOIN account_grant g ON g.account_id = m.account_id AND g.role = 'carer'"
            " WHERE m.team_id = %s AND m.left_on IS NULL AND m.removed_at IS NULL ORDER BY m.id",
            [self.team.id],
        ).fetchall()
        self.members: list[tuple[Caller, UUID]] = [
            (as_(DemoAccount(name, "carer", "", "", name, account, organisation)), member)
            for account, member, name, organisation in rows
        ]

    def visit(self, *members: UUID, starts: datetime | None = None, needed: int = 1) -> UUID:
        """A visit of an hour, at a time of its own unless one is given."""
        id_, starts = new_id(), starts or AT + timedelta(hours=2 * next(_hours))
        self.operator.execute(
            "INSERT INTO visit (id, organisation_id, team_id, person_id, provided_by_team_id, planned_start_at, planned_end_at,"
            " members_needed, member_ids, purpose, state) SELECT %s, organisation_id, team_id, id, team_id, %s, %s, %s, %s,"
            " 'A walk', %s FROM person WHERE id = %s",
            [
                id_, starts, starts + timedelta(hours=1), needed, list(members),
                "planned" if len(members) >= needed else "open", self.people[0].id,
            ],
        )  # fmt: skip
        return id_

    def on(self, visit: UUID) -> tuple[str, list[UUID]]:
        """Its state and who is on it."""
        found = self.operator.execute("SELECT state, member_ids FROM visit WHERE id = %s", [visit]).fetchone()
        assert found is not None
        return found[0], found[1]


@pytest.fixture(name="rota", scope="module")
def _rota(as_: As, world: World, operator: psycopg.Connection[Any]) -> Rota:
    return Rota(as_, world, operator)


async def test_a_member_takes_an_open_visit_and_hands_it_back(rota: Rota) -> None:
    (anna, member), visit = rota.members[0], rota.visit()
    taken = told(await anna.post(f"/visits/{visit}/claim", {"words": "I pass there anyway."}))
    assert (taken["state"], taken["member_ids"]) == ("planned", [str(member)])
    refused(await anna.post(f"/visits/{visit}/claim", {}), 409, code="on-it-already")
    refused(await rota.members[1][0].post(f"/visits/{visit}/claim", {}), 409, code="visit-taken")
    refused(await rota.members[1][0].post(f"/visits/{visit}/hand-back", {}), 409, code="not-on-it")
    back = told(await anna.post(f"/visits/{visit}/hand-back", {"words": "The car broke down."}))
    assert (back["state"], back["member_ids"]) == ("open", [])
    history = await listed(anna, f"/visits/{visit}/history")
    assert {"I pass there anyway.", "The car broke down."} <= {h["reason"] for h in history}


async def test_of_a_visit_for_two_each_takes_a_place(rota: Rota) -> None:
    visit = rota.visit(needed=2)
    (anna, first), (ben, second), (chidi, _) = rota.members[:3]
    assert told(await anna.post(f"/visits/{visit}/claim", {}))["state"] == "open"
    assert told(await ben.post(f"/visits/{visit}/claim", {}))["member_ids"] == [str(first), str(second)]
    refused(await chidi.post(f"/visits/{visit}/claim", {}), 409, code="visit-taken")


async def test_nobody_takes_a_visit_while_they_are_elsewhere(rota: Rota) -> None:
    anna, member = rota.members[0]
    at = AT + timedelta(hours=2 * next(_hours))
    rota.visit(member, starts=at)
    problem = refused(
        await anna.post(f"/visits/{rota.visit(starts=at + timedelta(minutes=30))}/claim", {}), 409, code="double-booked"
    )
    assert str(rota.people[0].id) not in str(problem)
    told(await anna.post(f"/visits/{rota.visit(starts=at + timedelta(minutes=60))}/claim", {}))


async def test_many_members_who_want_the_same_visits_get_each_to_one_and_hear_of_no_deadlock(rota: Rota) -> None:
    base = AT + timedelta(days=400)
    # Half of them overlap with their neighbours: whoever has one cannot have the next.
    visits = [rota.visit(starts=base + timedelta(minutes=40 * n)) for n in range(24)]
    tries = [(caller, visit) for visit in visits for caller, _ in rota.members]
    gate = asyncio.Semaphore(16)

    async def claim(caller: Caller, visit: UUID) -> int:
        async with gate:
            return (await caller.post(f"/visits/{visit}/claim", {})).status_code

    answers = await asyncio.gather(*(claim(c, v) for c, v in sorted(tries, key=lambda t: str(t[1])[-5:] + str(id(t[0])))))
    assert set(answers) == {200, 409}
    assert answers.count(200) == len(visits)
    for visit in visits:
        state, members = rota.on(visit)
        assert (state, len(members)) == ("planned", 1)


async def test_an_offer_to_a_team_mate_changes_hands_when_they_accept(rota: Rota) -> None:
    (anna, first), (ben, second), (chidi, _) = rota.members[:3]
    visit = rota.visit(first)
    offer = told(await anna.post(f"/visits/{visit}/offers", {"to_member_id": second, "words": "Could you?"}), 201)
    assert rota.on(visit) == ("planned", [first])
    refused(await anna.post(f"/visits/{visit}/offers", {}), 409, code="visit-offered-already")
    refused(await chidi.post(f"/visit-offers/{offer['id']}/acceptance", {}), 409, code="not-yours-to-answer")
    refused(await anna.post(f"/visit-offers/{offer['id']}/acceptance", {}), 409, code="not-yours-to-answer")
    accepted = told(await ben.post(f"/visit-offers/{offer['id']}/acceptance", {"words": "Gladly."}))
    assert (accepted["state"], accepted["answered_by_member_id"]) == ("accepted", str(second))
    assert rota.on(visit) == ("planned", [second])
    refused(await ben.post(f"/visit-offers/{offer['id']}/acceptance", {}), 409, code="visit-offer-answered")


async def test_an_offer_is_declined_withdrawn_or_lapses(rota: Rota) -> None:
    (anna, first), (ben, second) = rota.members[:2]
    visit = rota.visit(first)
    offer = told(await anna.post(f"/visits/{visit}/offers", {"to_member_id": second}), 201)["id"]
    refused(await anna.post(f"/visit-offers/{offer}/decline", {}), 409, code="not-yours-to-answer")
    assert told(await ben.post(f"/visit-offers/{offer}/decline", {}))["state"] == "declined"
    offer = told(await anna.post(f"/visits/{visit}/offers", {}), 201)["id"]
    refused(await ben.post(f"/visit-offers/{offer}/withdrawal", {}), 409, code="not-yours-to-answer")
    assert told(await anna.post(f"/visit-offers/{offer}/withdrawal", {}))["state"] == "withdrawn"
    offer = told(await anna.post(f"/visits/{visit}/offers", {}), 201)["id"]
    told(await anna.post(f"/visits/{visit}/hand-back", {}))
    assert told(await ben.get(f"/visit-offers/{offer}"))["state"] == "lapsed"
    refused(await ben.post(f"/visit-offers/{offer}/acceptance", {}), 409, code="visit-offer-answered")
    assert offer in [o["id"] for o in await listed(ben, f"/teams/{rota.team.id}/visit-offers", state="lapsed")]


async def test_two_visits_at_the_same_time_are_swapped_as_one(rota: Rota) -> None:
    (anna, first), (ben, second) = rota.members[:2]
    at = AT + timedelta(hours=2 * next(_hours))
    one, other = rota.visit(first, starts=at), rota.visit(second, starts=at)
    offer = told(await anna.post(f"/visits/{one}/offers", {"to_member_id": second, "for_visit_id": other}), 201)["id"]
    told(await ben.post(f"/visit-offers/{offer}/acceptance", {}))
    assert (rota.on(one), rota.on(other)) == (("planned", [second]), ("planned", [first]))


async def test_a_swap_that_does_not_fit_changes_neither(rota: Rota) -> None:
    (anna, first), (ben, second) = rota.members[:2]
    at = AT + timedelta(hours=4 * 500 + 2 * next(_hours))
    one, other = rota.visit(first, starts=at), rota.visit(second, starts=at + timedelta(hours=5))
    rota.visit(second, starts=at + timedelta(minutes=30))
    offer = told(await anna.post(f"/visits/{one}/offers", {"to_member_id": second, "for_visit_id": other}), 201)["id"]
    refused(await ben.post(f"/visit-offers/{offer}/acceptance", {}), 409, code="double-booked")
    assert (rota.on(one), rota.on(other)) == (("planned", [first]), ("planned", [second]))
    assert told(await ben.get(f"/visit-offers/{offer}"))["state"] == "offered"
    for body in ({"for_visit_id": other}, {"to_member_id": second, "for_visit_id": one}):
        told(await anna.get(f"/visits/{one}"))
        refused(await anna.post(f"/visits/{one}/offers", body), 422, code="visit-swap")
    refused(await anna.post(f"/visits/{one}/offers", {"to_member_id": second, "for_visit_id": new_id()}), 404)


async def test_who_is_no_member_takes_nothing(rota: Rota, as_: As) -> None:
    visit = rota.visit()
    refused(await as_("carer_2").post(f"/visits/{visit}/claim", {}), 404)
    for who in ("coach", "manager", "person", "family"):
        refused(await as_(who).post(f"/visits/{visit}/claim", {}), 403)
    refused(await as_("person").get("/visit-offers"), 403)
    begun = rota.visit(rota.members[0][1], starts=utc_now() - timedelta(hours=3))
    refused(await rota.members[0][0].post(f"/visits/{begun}/hand-back", {}), 409, code="visit-over")
