"""Who leaves their last team: refused everywhere at the next request, and for a while they hand in what they did there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx2
import psycopg
import pytest

from api.demo.made import DemoAccount, World
from api.domain.access.passwords import hash_password
from api.domain.access.secrets import new_secret
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from tests.access_matrix import harness, table
from tests.access_matrix.leaving import Leaving
from tests.access_matrix.stage import set_up
from tests.people.saying import refused, told
from tests.visits.plans import somebody
from tests.visits.recordings import whole
from tests.world import PASSWORD, Caller

As = Callable[..., Caller]
Operator = psycopg.Connection[Any]
NORTH = "Ashbrook North"


@dataclass
class Leaver:
    """Somebody who was a member until today."""

    account: DemoAccount
    member: UUID
    grant: UUID
    caller: Caller
    leaving: Leaving

    def leaves(self) -> None:
        self.leaving.end("team_member", "left_on = current_date", self.member)

    def grants(self, how: str) -> None:
        self.leaving.end("account_grant", how, self.grant)

    def joins(self, team: UUID) -> UUID:
        return self.leaving.row(
            "team_member", team_id=team, account_id=self.account.account_id, name="S", name_key="s", contracted_minutes=600,
            joined_on="2026-01-01",
        )  # fmt: skip


@pytest.fixture(name="ivy")
def _ivy(operator: Operator, world: World, as_: As) -> Leaver:
    leaving = Leaving(operator, world, as_)
    operator.execute("UPDATE team_member SET removed_at = now() WHERE name = 'S' AND removed_at IS NULL")  # twelve at a time
    account, member, grant = leaving.member(world.team(NORTH).id)
    return Leaver(account, member, grant, as_(account), leaving)


@pytest.fixture(name="nellie")
async def _nellie(as_: As, world: World) -> str:
    return await somebody(as_("carer"), world.team(NORTH).id)


def yesterday() -> datetime:
    return utc_now() - timedelta(days=1)


async def hands_in(caller: Caller, person: str) -> httpx2.Response:
    return await caller.put(f"/visits/{new_id()}/record", whole(person, yesterday()))


async def test_whoever_left_their_last_team_is_refused_by_every_operation_of_the_contract(
    operator: Operator, world: World, ivy: Leaver, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = set_up(operator, world)
    told(await ivy.caller.get("/me"))
    ivy.leaves()
    _, place = stage.cells["carer"]["own"]
    place = replace(place, records={**place.records, "team_member": ivy.member, "account": ivy.account.account_id})
    harness.roll_back(monkeypatch)
    alone = replace(stage, cells={"carer": {"own": (ivy.account, place)}})
    cells = [
        harness.Cell(name, "carer", "own", "401")
        for name, (_, words) in table.rows().items()
        if words["carer"] != "-" and not name.startswith("put_visit_record")
    ]
    answers = await harness.run({("carer", "own"): ivy.caller}, alone, cells)
    assert len(answers) > 100
    # What is not a carer's to do is refused before the database is asked who they are.
    others = [answer.cell for answer in answers if answer.outcome != "401"]
    members = await harness.run({("carer", "own"): as_("carer")}, alone, others)
    assert [f"{a.cell.operation} {a.outcome}" for a in members if a.outcome != "403"] == []
    assert {a.outcome for a in answers} == {"401", "403"}


async def test_whoever_left_hands_in_for_thirty_days_and_is_told_nothing(ivy: Leaver, nellie: str) -> None:
    told(await hands_in(ivy.caller, nellie), 201)
    ivy.leaves()
    answer = await hands_in(ivy.caller, nellie)
    assert (answer.status_code, answer.content) == (202, b"")
    refused(await ivy.caller.get("/me"), 401)
    refused(await ivy.caller.get(f"/people/{nellie}"), 401)
    ivy.grants("hands_in_until = now()")
    refused(await hands_in(ivy.caller, nellie), 401)


@pytest.mark.parametrize("how", ["removed_at = now()", "until = now()"])
async def test_whose_role_the_manager_ended_hands_in_nothing(ivy: Leaver, nellie: str, how: str) -> None:
    ivy.grants(how)
    refused(await hands_in(ivy.caller, nellie), 401)
    ivy.leaves()
    refused(await hands_in(ivy.caller, nellie), 401)


@pytest.mark.parametrize("how", ["disabled_at = now()", "removed_at = now()"])
async def test_whose_account_the_manager_closed_hands_in_nothing(ivy: Leaver, nellie: str, how: str) -> None:
    ivy.leaves()
    assert (await hands_in(ivy.caller, nellie)).status_code == 202
    ivy.leaving.end("account", how, ivy.account.account_id)
    refused(await hands_in(ivy.caller, nellie), 401)


async def test_whoever_is_of_another_team_keeps_working(ivy: Leaver, world: World) -> None:
    other = ivy.joins(world.teams[1].id)
    ivy.leaves()
    told(await ivy.caller.get(f"/teams/{world.teams[1].id}"))
    refused(await ivy.caller.get(f"/teams/{world.team(NORTH).id}"), 404)
    ivy.leaving.end("team_member", "left_on = current_date", other)
    refused(await ivy.caller.get("/me"), 401)


async def test_whoever_comes_back_is_given_the_role_anew_and_works_again(ivy: Leaver, world: World, as_: As, nellie: str) -> None:
    manager, team = as_("manager"), world.team(NORTH).id
    ivy.leaves()
    grants = f"/accounts/{ivy.account.account_id}/grants"
    told(await manager.post(grants, {"role": "carer"}), 201)
    ivy.joins(team)
    back = as_(ivy.account, fresh=True)
    told(await back.get(f"/people/{nellie}"))
    refused(await ivy.caller.get("/me"), 401)  # sign-ins of before stay ended


async def test_whoever_comes_back_and_was_not_given_the_role_anew_hands_in_and_is_told_nothing(
    ivy: Leaver, world: World, nellie: str
) -> None:
    ivy.leaves()
    ivy.joins(world.team(NORTH).id)
    refused(await ivy.caller.get(f"/people/{nellie}"), 401)
    answer = await hands_in(ivy.caller, nellie)
    assert (answer.status_code, answer.content) == (202, b"")


async def test_whose_account_is_taken_from_the_membership_has_left_too(ivy: Leaver) -> None:
    ivy.leaving.end("team_member", "account_id = NULL", ivy.member)
    refused(await ivy.caller.get("/me"), 401)


async def test_family_that_left_their_last_circle_is_refused_everywhere(operator: Operator, world: World, as_: As) -> None:
    leaving = Leaving(operator, world, as_)
    account, _, _, member, _ = leaving.in_circle("family")
    caller = as_(account)
    told(await caller.get("/me"))
    leaving.end("circle_member", "state = 'left', left_on = current_date", member)
    refused(await caller.get("/me"), 401)
    refused(await caller.get("/circles"), 401)


# ---- the phone in the drawer ----------------------------------------------------------------------------------------
def phone(operator: Operator, ivy: Leaver) -> str:
    """A sign-in of theirs; answers its refresh token."""
    session, (text, digest) = new_id(), new_secret()
    operator.execute(
        "INSERT INTO session (id, organisation_id, account_id, client_name, role, scope, created_at, expires_at)"
        " VALUES (%s, %s, %s, 'first-party', 'carer', 'visits:write people:read', now(), now() + interval '60 days')",
        [session, ivy.account.organisation_id, ivy.account.account_id],
    )
    operator.execute("INSERT INTO refresh_token (digest, session_id, created_at) VALUES (%s, %s, now())", [digest, session])
    return text


async def renewed(api: httpx2.AsyncClient, token: str) -> httpx2.Response:
    return await api.post("/oauth/token", data={"grant_type": "refresh_token", "refresh_token": token})


async def test_a_phone_from_a_drawer_renews_its_token_to_hand_in_and_for_nothing_else(
    api: httpx2.AsyncClient, operator: Operator, ivy: Leaver, nellie: str
) -> None:
    kept = phone(operator, ivy)
    ivy.leaves()
    tokens = told(await renewed(api, kept))
    caller = Caller(api, tokens["access_token"])
    assert (await hands_in(caller, nellie)).status_code == 202
    refused(await caller.get("/me"), 401)
    refused(await caller.get(f"/people/{nellie}"), 401)
    ivy.grants("hands_in_until = now()")
    assert (await renewed(api, tokens["refresh_token"])).status_code == 400


@pytest.mark.parametrize(
    ("table", "how"),
    [("account", "disabled_at = now()"), ("account_grant", "removed_at = now()"), ("account_grant", "until = now()")],
)
async def test_a_phone_of_somebody_whose_access_was_ended_renews_nothing(
    api: httpx2.AsyncClient, operator: Operator, ivy: Leaver, table: str, how: str
) -> None:
    kept = phone(operator, ivy)
    ivy.leaving.end(table, how, ivy.account.account_id if table == "account" else ivy.grant)
    assert (await renewed(api, kept)).status_code == 400


async def test_whoever_left_cannot_sign_in_again_nor_does_their_token_pass_as_active(
    api: httpx2.AsyncClient, operator: Operator, ivy: Leaver
) -> None:
    operator.execute("UPDATE account SET password_hash = %s WHERE id = %s", [hash_password(PASSWORD), ivy.account.account_id])
    form = {"grant_type": "password", "username": ivy.account.username, "password": PASSWORD}
    tokens = told(await api.post("/oauth/token", data=form))
    (secret, digest), client = new_secret(), new_id()
    operator.execute(
        "INSERT INTO client (id, organisation_id, name, grants, scopes, secret_hash) VALUES (%s, %s, 'Rota', '{}', '{}', %s)",
        [client, ivy.account.organisation_id, digest],
    )

    async def active(token: str) -> bool:
        return bool(told(await api.post("/oauth/introspect", data={"token": token}, auth=(str(client), secret)))["active"])

    assert await active(tokens["access_token"])
    assert await active(tokens["refresh_token"])
    ivy.leaves()
    assert not await active(tokens["access_token"])
    assert not await active(tokens["refresh_token"])
    assert (await api.post("/oauth/token", data=form)).status_code == 400
