"""Whom a council works with: a provider can name any council, and nothing of it is the council's until the council agreed."""

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.commissioning.councils import unknown_council
from tests.commissioning.handing import NORTH, asking
from tests.commissioning.naming import Named, commissioner, kernel
from tests.commissioning.test_cld_exports import fetched
from tests.commissioning.test_cld_exports import work as export
from tests.funds import test_statements as statements
from tests.funds.keeping import opened
from tests.jobs.conftest import queue
from tests.people.saying import As, listed, refused, told
from tests.world import Database

__all__ = ["queue"]  # a fixture of these tests
Operator = psycopg.Connection[Any]
Json = dict[str, Any]
TODAY = london_today()
DAY = timedelta(days=1)
PATH = "/commissioned-providers"
NOTHING = {
    "teams": set(), "ratings": set(), "summaries": [], "statements": set(), "people": set(), "days": set(), "due": 0,
    "cells": 0, "threshold": 7,
}  # fmt: skip


@pytest.fixture
async def named(as_: As, world: World, operator: Operator) -> Named:
    """The manager says that a council funds Jean, and a whole team; Jean lets it have what there is; it never heard of them."""
    ruth, jean, council = as_("manager"), world.person("Jean").id, unknown_council(operator)
    nadia = commissioner(as_, operator, council)
    body = {"council_id": str(council), "from_on": "2024-01-01", "weekly_amount_pence": 70_000}
    one = {"kind": "joint", "funded_person_id": str(jean), "council_reference": f"ELM-{council.hex[:8]}"}
    block = {"kind": "block_contract", "funded_team_id": str(world.team(NORTH).id)}
    for more in (one, block):
        told(await ruth.post("/arrangements", body | more), 201)
    told(await ruth.put(f"/councils/{council}/small-numbers", {"threshold": 20}), 201)
    for purpose in ("commissioner_outcomes", "commissioner_statement"):
        yes = {"purpose": purpose, "audience": "council", "audience_id": str(council), "given_how": "spoken"}
        told(await as_("person").post(f"/people/{jean}/consents", yes), 201)
    assert statements.work(operator, await statements.ask(as_("carer"), await opened(as_("carer"), jean)))
    (row,) = await listed(nadia, PATH)
    return Named(council, nadia, row)


async def seen(operator: Operator, who: Named) -> Json:
    """Whatever of the provider is in an answer to the council, or on the way into one."""
    council, nadia, _ = who
    funded = kernel(operator, "SELECT * FROM funded_people(%s, %s, %s)", council, TODAY - 100 * DAY, TODAY + DAY)
    first = kernel(operator, "SELECT snapshot_cells('council', %s, %s, %s)", council, TODAY - 100 * DAY, TODAY + DAY)[0][0]
    parts = [one["cells"] for one in first if one["breakdown"] == "everyone"]
    return {
        "teams": {one["id"] for one in await listed(nadia, "/hand-over-teams")},
        "ratings": {one["provider_id"] for one in await listed(nadia, "/provider-ratings")},
        "summaries": [one["council_reference"] for one in await listed(nadia, "/outcome-summaries")],
        "statements": {one["id"] for one in await listed(nadia, "/fund-statements")},
        "people": {person for person, *_ in funded},
        "days": {(from_on, until_on) for _, _, from_on, until_on in funded},
        "due": len([r for r in kernel(operator, "SELECT * FROM snapshots_due(%s)", TODAY) if r[1] == council]),
        "cells": len(parts),
        "threshold": kernel(operator, "SELECT snapshot_rule(%s, %s)", council, TODAY)[0][0]["threshold"],
    }


async def agreed(who: Named) -> Json:
    return told(await who.nadia.post(f"{PATH}/{who.row['id']}/agreement"))


async def ended(who: Named, last: date) -> Json:
    return told(await who.nadia.post(f"{PATH}/{who.row['id']}/ending", {"until_on": str(last)}))


async def at_manager(as_: As, council: UUID) -> tuple[str, str | None]:
    """Where the manager is told that a council is."""
    return next((c["state"], c["until_on"]) for c in await listed(as_("manager"), "/councils") if c["id"] == str(council))


async def test_a_council_is_asked_by_being_named_and_reads_who_asks_and_on_what_terms(
    as_: As, world: World, named: Named
) -> None:
    row = named.row
    assert (row["provider_id"], row["provider_name"]) == (str(world.organisation_id), "Ashbrook Wellbeing Teams")
    assert (row["state"], row["agreed_at"], row["agreed_by_account_id"], row["until_on"]) == ("asked", None, None, None)
    assert told(await named.nadia.get(f"{PATH}/{row['id']}")) == row
    assert await listed(named.nadia, PATH, state="asked") == [row]
    assert await listed(named.nadia, PATH, state="agreed") == []
    terms = await listed(named.nadia, "/arrangements")
    assert {one["kind"] for one in terms} == {"joint", "block_contract"}
    assert not {"funded_person_id", "funded_team_id", "words"} & {name for one in terms for name in one}
    assert row in await listed(as_("manager"), PATH)
    assert await at_manager(as_, named.council) == ("asked", None)
    assert row not in await listed(as_("other_manager"), PATH)
    for who in ("carer", "coach", "connector", "family", "integration", "council_client"):
        refused(await as_(who).get(PATH), 403)


async def test_before_the_council_agreed_nothing_of_the_provider_is_its_and_after_it_everything(
    as_: As, world: World, operator: Operator, named: Named
) -> None:
    assert await seen(operator, named) == NOTHING
    refused(await named.nadia.post("/hand-overs", asking(world)), 404)
    now = await agreed(named)
    assert (now["state"], now["until_on"], now["version"]) == ("agreed", None, 2)
    assert now["agreed_by_account_id"] is not None
    found = await seen(operator, named)
    assert str(world.team(NORTH).id) in found["teams"]
    assert found["ratings"] == {str(world.organisation_id)}
    assert len(found["summaries"]) == 1
    assert len(found["statements"]) > 0
    here = kernel(operator, "SELECT id FROM person WHERE team_id = %s AND removed_at IS NULL", world.team(NORTH).id)
    assert found["people"] == {id_ for (id_,) in here}
    assert found["days"] == {(TODAY - 100 * DAY, TODAY + DAY)}, "all days of the arrangements, whenever the council agreed"
    assert (found["due"], found["cells"], found["threshold"]) == (6, 1, 20)
    told(await named.nadia.post("/hand-overs", asking(world)), 201)
    assert await at_manager(as_, named.council) == ("agreed", None)
    assert await listed(named.nadia, PATH, state="agreed") == [now]


async def test_days_after_the_end_are_the_councils_no_more_and_days_before_it_stay(
    as_: As, operator: Operator, named: Named
) -> None:
    await agreed(named)
    before = await seen(operator, named)
    last = TODAY - 40 * DAY
    now = await ended(named, last)
    assert (now["state"], now["until_on"]) == ("ended", str(last))
    after = await seen(operator, named)
    assert after["days"] == {(TODAY - 100 * DAY, last + DAY)}
    assert after["people"] == before["people"]
    assert {name: after[name] for name in ("teams", "ratings", "summaries", "statements", "threshold")} == {
        name: NOTHING[name] for name in ("teams", "ratings", "summaries", "statements", "threshold")
    }
    assert kernel(operator, "SELECT snapshot_rule(%s, %s)", named.council, last)[0][0]["threshold"] == 20
    spans = kernel(operator, "SELECT from_on FROM snapshots_due(%s) WHERE organisation_id = %s", TODAY, named.council)
    assert all(from_on <= last for (from_on,) in spans)
    assert await at_manager(as_, named.council) == ("ended", str(last))
    assert await listed(named.nadia, PATH, state="ended") == [now]
    assert (await agreed(named))["until_on"] is None
    assert await seen(operator, named) == before, "agreed again, it is as if it had not ended"


async def test_an_end_to_come_changes_nothing_until_then_and_may_be_another_day(operator: Operator, named: Named) -> None:
    await agreed(named)
    before = await seen(operator, named)
    assert (await ended(named, TODAY + 30 * DAY))["state"] == "agreed"
    assert await seen(operator, named) == before
    today = await ended(named, TODAY)
    assert today["state"] == "agreed", "its last day is a day like others"
    assert await ended(named, TODAY) == today, "said again, nothing changes"
    assert await seen(operator, named) == before
    await ended(named, TODAY - DAY)
    assert (await seen(operator, named))["teams"] == set()


async def test_what_a_team_costs_ends_with_the_council_before_its_arrangement(operator: Operator, named: Named) -> None:
    """A block contract is paid by the day, whoever is supported: of days after the end there is nothing to pay."""
    await agreed(named)

    def cost() -> Json:
        first, end = TODAY - 100 * DAY, TODAY
        found = kernel(operator, "SELECT snapshot_cells('council', %s, %s, %s)", named.council, first, end)[0][0]
        (whole,) = [one["cells"]["means"]["cost_pence_per_person_week"] for one in found if one["breakdown"] == "everyone"]
        return dict(whole)

    whole = cost()
    await ended(named, TODAY - 51 * DAY)
    half = cost()
    assert half["sum"] == pytest.approx(whole["sum"] / 2, abs=2)
    assert half["n"] < whole["n"]


async def test_an_arrangement_that_begins_after_the_end_counts_on_no_day(
    as_: As, world: World, operator: Operator, named: Named
) -> None:
    await agreed(named)
    george = world.person("George").id
    late = {"kind": "joint", "council_id": str(named.council), "funded_person_id": str(george), "weekly_amount_pence": 7}
    told(await as_("manager").post("/arrangements", late | {"from_on": str(TODAY - 10 * DAY)}), 201)
    assert george in (await seen(operator, named))["people"]
    await ended(named, TODAY - 40 * DAY)
    assert george not in (await seen(operator, named))["people"]


async def test_nobody_agrees_for_a_council_but_the_council(as_: As, operator: Operator, named: Named) -> None:
    at, ending = f"{PATH}/{named.row['id']}", {"until_on": str(TODAY)}
    refused(await named.nadia.post(f"{at}/ending", ending), 409, "provider-not-agreed")
    other = commissioner(as_, operator, unknown_council(operator))
    for stranger in (as_("commissioner"), other):
        unknown = f"{PATH}/{new_id()}"
        for path, body in (("agreement", None), ("ending", ending)):
            answers = [refused(await stranger.post(f"{one}/{path}", body), 404) for one in (at, unknown)]
            assert answers[0] | {"instance": ""} == answers[1] | {"instance": ""}
        refused(await stranger.get(at), 404)
    for who in ("manager", "other_manager", "council_manager", "council_client", "integration"):
        refused(await as_(who).post(f"{at}/agreement"), 403)
        refused(await as_(who).post(f"{at}/ending", ending), 403)
    everything = as_("manager", scopes="arrangements:read arrangements:write providers:agree")
    refused(await everything.post(f"{at}/agreement"), 403)
    assert told(await named.nadia.get(at)) == named.row
    assert (await seen(operator, named)) == NOTHING


@pytest.fixture
def login(database: Database) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(database.api_url) as connection:
        yield connection


def test_no_words_of_sql_let_a_provider_agree(world: World, named: Named, login: psycopg.Connection[Any]) -> None:
    agree = "UPDATE commissioned_provider SET agreed_at = now(), agreed_by_account_id = gen_random_uuid()"
    make = (
        "INSERT INTO commissioned_provider (id, organisation_id, council_id, provider_name, agreed_at, agreed_by_account_id)"
        f" VALUES (gen_random_uuid(), '{world.organisation_id}', '{world.council_id}', 'Us', now(), gen_random_uuid())"
    )
    for role in ("manager", "carer", "integration", "person"):
        for statement in (agree, make, "DELETE FROM commissioned_provider"):
            _as(login, role, world.organisation_id)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                login.execute(statement.encode())
            login.rollback()
    _as(login, "commissioner", world.council_id)
    changed = login.execute(f"{agree} WHERE id = %s".encode(), [named.row["id"]])
    assert changed.rowcount == 0, "another council's"
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        login.execute(b"UPDATE commissioned_provider SET organisation_id = organisation_id")
    login.rollback()
    _as(login, "commissioner", named.council)
    assert login.execute(f"{agree} WHERE id = %s".encode(), [named.row["id"]]).rowcount == 1
    login.rollback()


def _as(login: psycopg.Connection[Any], role: str, organisation: UUID) -> None:
    for name, value in (("role", f"wt_{role}"), ("app.role", role), ("app.organisation_id", str(organisation))):
        login.execute("SELECT set_config(%s, %s, true)", [name, value])


async def test_a_council_is_asked_once_however_many_arrangements_name_it_at_once(
    as_: As, world: World, operator: Operator
) -> None:
    council = unknown_council(operator)
    nadia = commissioner(as_, operator, council)
    body = {"kind": "joint", "council_id": str(council), "funded_person_id": str(world.person("Jean").id)}
    days = [body | {"from_on": f"2026-01-{n:02}"} for n in range(1, 9)]
    answers = await asyncio.gather(*(as_("manager").post("/arrangements", one) for one in days))
    assert {answer.status_code for answer in answers} == {201}
    assert len(await listed(nadia, PATH)) == 1
    assert len(await listed(nadia, "/notices", kind="council_named")) == 1


async def test_each_side_is_told_what_the_other_said_and_the_manager_reads_it_in_its_history(as_: As, named: Named) -> None:
    (asked,) = await listed(named.nadia, "/notices")
    assert (asked["kind"], asked["about_kind"], asked["about_id"]) == (
        "council_named", "commissioned_provider", named.row["id"],
    )  # fmt: skip
    await agreed(named)
    await agreed(named)
    await ended(named, TODAY)
    heard = [n["kind"] for n in await listed(as_("manager"), "/notices") if n["about_id"] == named.row["id"]]
    assert sorted(heard) == ["council_agreed", "council_ended"]
    assert len(await listed(named.nadia, "/notices")) == 1
    changes = await listed(as_("manager"), f"{PATH}/{named.row['id']}/history")
    assert [change["action"] for change in changes] == ["changed", "changed", "created"]
    assert changes[0]["after"] == {"until_on": str(TODAY)}
    assert changes[1]["who"]["role"] == "commissioner"
    refused(await named.nadia.get(f"{PATH}/{named.row['id']}/history"), 403)


async def test_client_level_data_is_made_for_a_council_that_agreed_and_of_days_until_its_end(
    as_: As, operator: Operator, named: Named
) -> None:
    ruth, body = as_("manager"), {"council_id": str(named.council)}
    refused(await ruth.post("/cld-exports", body), 409, "council-not-agreed")
    await agreed(named)
    made = told(await ruth.post("/cld-exports", body), 201)
    last = date.fromisoformat(made["until_on"]) - 100 * DAY
    await ended(named, last)
    assert await export(operator, made["id"])
    rows = await fetched(ruth, made["id"])
    ends = {row["Event_End_Date"] for row in rows if row["Event_Type"] == "Service"}
    assert ends
    assert all(end and date.fromisoformat("-".join(reversed(end.split("/")))) <= last for end in ends)
    await ended(named, date(2020, 1, 1))
    refused(await ruth.post("/cld-exports", body), 409, "council-not-agreed")


async def test_a_council_out_of_a_world_for_trying_out_is_there_for_that_world_alone(
    as_: As, world: World, operator: Operator
) -> None:
    council = unknown_council(operator)
    operator.execute("UPDATE organisation SET sandbox_secret_hash = '\\x01' WHERE id = %s", [council])
    body = {"kind": "joint", "from_on": "2026-01-05", "council_id": str(council)}
    refused(await as_("manager").post("/arrangements", body | {"funded_person_id": str(world.person("Jean").id)}), 404)
    assert kernel(operator, "SELECT id FROM commissioned_provider WHERE council_id = %s", council) == []
