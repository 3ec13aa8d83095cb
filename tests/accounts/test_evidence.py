"""The evidence for a manager: who had access when, who administers, what calls, who failed to sign in, second factors."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.access.evidence_schemas import FailedBy
from api.domain.access.sign_in_models import SignInWhat
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from tests.people.saying import listed, refused, told
from tests.world import Caller, Database

As = Callable[..., Caller]
Operator = psycopg.Connection[Any]
Json = dict[str, Any]
LISTS = ("access", "privileged-accounts", "clients", "sign-in-failures", "second-factors")


class Setting:
    """Rows that the operator makes."""

    def __init__(self, operator: Operator, organisation: UUID) -> None:
        self.operator, self.organisation = operator, organisation

    def row(self, table: str, **values: Any) -> UUID:
        values = {"organisation_id": self.organisation, **values}
        if table != "second_factor":
            values = {"id": new_id(), **values}
        else:
            del values["organisation_id"]
        named, marks = ", ".join(values), ", ".join(["%s"] * len(values))
        self.operator.execute(f"INSERT INTO public.{table} ({named}) VALUES ({marks})".encode(), list(values.values()))
        return values.get("id") or values["account_id"]  # type: ignore[no-any-return]

    def account(self, *roles: str) -> UUID:
        """A new account with these roles."""
        id_ = self.row("account", username=f"new.{new_id().hex}@example.org", name="Nia Hope")
        for role in roles:
            self.row("account_grant", account_id=id_, role=role)
        return id_

    def run(self, sql: str, *values: Any) -> None:
        self.operator.execute(sql.encode(), values)


@pytest.fixture(name="here")
def _here(operator: Operator, world: World) -> Setting:
    return Setting(operator, world.organisation_id)


async def of(caller: Caller, what: str, account: UUID, **params: Any) -> list[Json]:
    found = await listed(caller, f"/access-evidence/{what}", **params)
    return [item for item in found if str(account) in (item.get("account_id"), item["id"])]


async def test_of_a_leaver_the_day_they_left_stands_beside_the_instant_their_access_ended(
    as_: As, here: Setting, world: World
) -> None:
    manager, account = as_("manager"), here.account("carer")
    member = here.row(
        "team_member", team_id=world.teams[2].id, account_id=account, name="Nia", name_key="nia", contracted_minutes=600,
        joined_on="2026-01-01",
    )  # fmt: skip
    (standing,) = await of(manager, "access", account)
    assert (standing["role"], standing["until_at"], standing["ended_by"], standing["left_on"]) == ("carer", None, None, None)
    here.run("UPDATE team_member SET left_on = current_date WHERE id = %s", member)
    (found,) = await of(manager, "access", account, ended="true", account_id=account, role="carer")
    assert (found["ended_by"], found["left_on"], found["from_at"]) == ("left", found["until_at"][:10], standing["from_at"])
    assert found["until_at"] < found["hands_in_until"]
    assert await of(manager, "access", account, ended="false") == []
    assert await of(manager, "access", account, from_at=found["until_at"]) == []
    assert await of(manager, "access", account, until_at=found["from_at"]) == []
    assert await of(manager, "access", account, from_at=found["from_at"], until_at=found["until_at"]) == [found]
    assert await of(manager, "access", account, updated_since=found["until_at"]) == [found]


@pytest.mark.parametrize(
    ("sql", "ended_by"),
    [
        ("UPDATE account_grant SET removed_at = now() WHERE account_id = %s", "taken_back"),
        ("UPDATE account_grant SET until = now() WHERE account_id = %s", "ran_out"),
        ("UPDATE account SET disabled_at = now() WHERE id = %s", "account_disabled"),
        ("UPDATE account SET removed_at = now() WHERE id = %s", "account_removed"),
    ],
)
async def test_the_evidence_says_what_ended_a_role(as_: As, here: Setting, sql: str, ended_by: str) -> None:
    account = here.account("coach")
    here.run(sql, account)
    (found,) = await of(as_("manager"), "access", account)
    assert (found["ended_by"], found["hands_in_until"]) == (ended_by, None)
    assert found["until_at"] >= found["from_at"]


async def test_whoever_comes_back_stands_twice_in_the_list_with_the_sign_ins_of_each_time(as_: As, here: Setting) -> None:
    account = here.account("coach")
    here.run("UPDATE account_grant SET created_at = now() - interval '9 days', removed_at = now() - interval '5 days'"
             " WHERE account_id = %s", account)  # fmt: skip
    here.run(
        "INSERT INTO session (id, organisation_id, account_id, client_name, role, scope, created_at, expires_at)"
        " VALUES (gen_random_uuid(), %s, %s, 'x', 'coach', '', now() - interval '7 days', now())", here.organisation, account,
    )  # fmt: skip
    here.row("account_grant", account_id=account, role="coach")
    again, before = await of(as_("manager"), "access", account)
    assert (again["until_at"], again["last_sign_in_at"]) == (None, None)
    assert before["from_at"] < before["last_sign_in_at"] == before["last_used_at"] < before["until_at"]


async def test_the_managers_of_now_are_listed_with_their_second_factor(as_: As, here: Setting) -> None:
    manager, account = as_("manager"), here.account("manager", "coach")
    (found,) = await of(manager, "privileged-accounts", account)
    assert (found["second_factor"], found["last_sign_in_at"], found["disabled_at"]) == (False, None, None)
    here.row("second_factor", account_id=account, sealed_secret=b"x")
    assert not (await of(manager, "privileged-accounts", account))[0]["second_factor"]  # shown, and never yet used
    here.run("UPDATE second_factor SET confirmed_at = now() WHERE account_id = %s", account)
    assert (await of(manager, "privileged-accounts", account))[0]["second_factor"]
    here.run("UPDATE account_grant SET removed_at = now() WHERE account_id = %s AND role = 'manager'", account)
    assert await of(manager, "privileged-accounts", account) == []


async def test_clients_are_listed_with_the_age_of_their_secret_and_their_last_use_also_once_removed(
    as_: As, here: Setting, world: World
) -> None:
    manager = as_("manager")
    client = told(
        await manager.post("/clients", {"name": "A rota", "scopes": ["people:read"], "team_ids": [str(world.teams[0].id)]}), 201
    )
    (found,) = await of(manager, "clients", UUID(client["id"]))
    assert (found["scopes"], found["team_ids"], found["last_used_at"]) == (["people:read"], [str(world.teams[0].id)], None)
    assert (found["public"], found["secret_since_at"][:19], found["removed_at"]) == (False, found["created_at"][:19], None)
    told(await manager.post(f"/clients/{client['id']}/secret"))
    here.row(
        "session", client_id=UUID(client["id"]), client_name="A rota", role="integration", scope="", created_at="2026-01-02",
        expires_at="2026-01-02",
    )  # fmt: skip
    (renewed,) = await of(manager, "clients", UUID(client["id"]))
    assert (renewed["last_used_at"][:10], renewed["secret_since_at"] > found["secret_since_at"]) == ("2026-01-02", True)
    assert (await manager.delete(f"/clients/{client['id']}", version="*")).status_code == 204
    (gone,) = await of(manager, "clients", UUID(client["id"]), removed="true")
    assert gone["removed_at"] is not None
    assert await of(manager, "clients", UUID(client["id"]), removed="false") == []


async def test_failed_sign_ins_are_listed_and_those_that_went_well_are_not(as_: As, here: Setting) -> None:
    manager, account = as_("manager"), here.account("coach")
    for n, what in enumerate(SignInWhat):
        here.row(
            "sign_in_event", account_id=account, what=what, client_name="first-party", device="Safari on iPhone",
            at=f"2026-02-0{n + 1}T10:00:00Z",
        )  # fmt: skip
    found = await of(manager, "sign-in-failures", account)
    assert [f["what"] for f in found] == [what for what in reversed(SignInWhat) if what is not SignInWhat.signed_in]
    assert {f["device"] for f in found} == {"Safari on iPhone"}
    (one,) = await listed(manager, "/access-evidence/sign-in-failures", account_id=account, what="limited")
    assert (one["name"], one["client_name"]) == ("Nia Hope", "first-party")
    some = await listed(
        manager, "/access-evidence/sign-in-failures", account_id=account, from_at=found[2]["at"], until_at=found[0]["at"]
    )
    assert some == found[1:3]


def test_every_failure_has_its_word_in_the_evidence() -> None:
    assert {*map(str, FailedBy)} == {*map(str, SignInWhat)} - {"signed_in"}


async def test_who_must_have_a_second_factor_and_has_none_is_named(as_: As, here: Setting) -> None:
    manager, boss, coach = as_("manager"), here.account("manager", "coach"), here.account("coach")
    here.run("UPDATE organisation SET asks_second_factor = false WHERE id = %s", here.organisation)
    assert not (await of(manager, "second-factors", boss))[0]["demanded"]  # as in a sandbox
    here.run("UPDATE organisation SET asks_second_factor = true WHERE id = %s", here.organisation)
    (found,) = await of(manager, "second-factors", boss, missing="true")
    assert (found["roles"], found["demanded"], found["second_factor"], found["since_at"]) == (
        ["coach", "manager"],
        True,
        False,
        None,
    )
    (free,) = await of(manager, "second-factors", coach, missing="false", role="coach")
    assert (free["demanded"], free["missing"]) == (False, False)
    here.row("second_factor", account_id=boss, sealed_secret=b"x", confirmed_at="2026-02-01")
    (found,) = await of(manager, "second-factors", boss)
    assert (found["missing"], found["second_factor"], found["since_at"][:10]) == (False, True, "2026-02-01")
    here.run("DELETE FROM second_factor WHERE account_id = %s", boss)
    provider = here.row("identity_provider", name="P", issuer="https://id.example.org", client_id="x", assures_second_factor=True)
    here.row("account_identity", account_id=boss, provider_id=provider, subject="boss")
    (found,) = await of(manager, "second-factors", boss)
    assert (found["missing"], found["by_provider"], found["second_factor"]) == (False, True, False)


@pytest.mark.parametrize("what", LISTS)
async def test_evidence_is_the_own_organisations_and_a_managers_alone(as_: As, here: Setting, world: World, what: str) -> None:
    everything: dict[str, list[Json]] = {}
    elsewhere = Setting(here.operator, world.account("other_manager").organisation_id)
    for each in (here, elsewhere):
        account = each.account("manager")
        each.row("sign_in_event", account_id=account, what="closed", client_name="x")
        each.row("client", name="A rota", scopes=[], team_ids=[])
    for who in ("manager", "other_manager"):
        everything[who] = await listed(as_(who), f"/access-evidence/{what}")
    mine, theirs = ({item["id"] for item in found} for found in everything.values())
    assert mine
    assert theirs
    assert not mine & theirs
    for role in ("carer", "coach", "connector", "person", "family", "commissioner", "integration"):
        refused(await as_(role).get(f"/access-evidence/{what}"), 403)


@pytest.mark.parametrize("what", LISTS)
async def test_evidence_goes_on_page_by_page_and_is_counted(as_: As, here: Setting, what: str) -> None:
    manager = as_("manager")
    for _ in range(3):
        account = here.account("manager")
        here.row("sign_in_event", account_id=account, what="closed", client_name="x")
        here.row("client", name="A rota", scopes=[], team_ids=[])
    whole = [item["id"] for item in await listed(manager, f"/access-evidence/{what}")]
    page = told(await manager.get(f"/access-evidence/{what}?limit=2&count=true"))
    assert (page["count"], len(whole)) == (len({*whole}), len({*whole}))
    seen = [item["id"] for item in page["items"]]
    while page["next"] is not None:
        page = told(await manager.get(page["next"].removeprefix("/v1")))
        seen += [item["id"] for item in page["items"]]
    assert seen == whole


FUNCTIONS = (
    "evidence_of_access(NULL, NULL, NULL, NULL, NULL, NULL, 'infinity', NULL, NULL)",
    "evidence_of_administrators(NULL, 'infinity', NULL, NULL)",
    "evidence_of_clients(NULL, NULL, 'infinity', NULL, NULL)",
    "evidence_of_failures(NULL, NULL, NULL, NULL, NULL, 'infinity', NULL, NULL)",
    "evidence_of_second_factors(NULL, NULL, NULL, 'infinity', NULL, NULL)",
    "sessions_of_account(NULL, NULL, 'infinity', NULL, NULL)",
)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_database_alone_tells_evidence_to_managers_only(database: Database, function: str) -> None:
    def asked(group: str, role: str) -> None:
        with psycopg.connect(database.api_url) as connection:
            connection.execute("SELECT set_config('role', %s, true), set_config('app.role', %s, true)", [group, role])
            connection.execute(f"SELECT * FROM {function}".encode())

    for group in ("wt_carer", "wt_family", "wt_integration", "wt_commissioner", "wt_desk"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            asked(group, "manager")
    with pytest.raises(psycopg.DatabaseError) as refusal:
        asked("wt_manager", "carer")
    assert refusal.value.sqlstate == "WT403"


def test_sign_ins_are_kept_a_year_and_of_a_machine_the_last(here: Setting, database: Database) -> None:
    account, client = here.account("coach"), here.row("client", name="A rota", scopes=[], team_ids=[])
    days = {"recent": 364, "old": 366, "last": 30, "before": 31}
    kept = {
        name: here.row(
            "session", client_name="x", role="coach" if name in ("recent", "old") else "integration", scope="",
            **{"account_id": account} if name in ("recent", "old") else {"client_id": client},
            created_at=utc_now() - timedelta(days=since), expires_at=utc_now() - timedelta(days=since),
        )
        for name, since in days.items()
    }  # fmt: skip
    events = [
        here.row("sign_in_event", account_id=account, what="closed", client_name="x", at=utc_now() - timedelta(days=since))
        for since in (364, 366)
    ]
    with psycopg.connect(database.api_url) as connection:
        connection.execute("SELECT tidy_up()")
    found = here.operator.execute("SELECT id FROM session WHERE id = ANY (%s)", [list(kept.values())]).fetchall()
    assert {row[0] for row in found} == {kept["recent"], kept["last"]}
    found = here.operator.execute("SELECT id FROM sign_in_event WHERE id = ANY (%s)", [events]).fetchall()
    assert found == [(events[0],)]
