"""Client Level Data from the records to the file: whose, of when, for whom, and gone after a week."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.commissioning.cld import checks
from api.domain.shared.clock import london_today
from api.jobs.cld import make
from tests.commissioning.handing import another_council
from tests.jobs.conftest import queue
from tests.jobs.working import Queue, process, until
from tests.people.saying import As, listed, refused, told
from tests.world import Caller

__all__ = ["queue"]  # a fixture of these tests
TASK = "export_cld"
Operator = psycopg.Connection[Any]
CSV = {"accept": "text/csv"}
DETAILS = {
    "gender": "Female",
    "ethnicity": "White: Irish",
    "accommodation_status": "Tenant: Private landlord",
    "funding_status": "Fully social care funded",
    "primary_support_reason": "Physical support: Personal care support",
}


async def ask(caller: Caller, world: World, **more: Any) -> str:
    body = {"council_id": str(world.council_id), **more}
    made = told(await caller.post("/cld-exports", body), 201)
    assert (made["state"], made["rows"], made["people"], made["incomplete"]) == ("asked", None, None, None)
    return str(made["id"])


async def work(operator: Operator, export: str) -> bool:
    """What the job does, here and now, and with few people at a time."""

    async def call(sql: LiteralString, *values: Any) -> list[tuple[Any, ...]]:
        return operator.execute(sql, values).fetchall()

    return await make(UUID(export), call, at_once=2)


async def fetched(caller: Caller, export: str) -> list[dict[str, str]]:
    answer = await caller.get(f"/cld-exports/{export}/file", headers=CSV)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.text, newline="")))


async def test_the_file_holds_whom_the_council_funds_and_nobody_else(as_: As, world: World, operator: Operator) -> None:
    ruth = as_("manager")
    export = await ask(ruth, world)
    refused(await ruth.get(f"/cld-exports/{export}/file", headers=CSV), 409, "cld-export-not-made")
    refused(await ruth.get(f"/cld-exports/{export}/missing"), 404)
    assert await work(operator, export)
    assert not await work(operator, export), "it is made once"
    rows = await fetched(ruth, export)
    assert rows
    assert {(r["LA_Code"], r["Client_Type"]) for r in rows} == {("999", checks.listed()["lists"]["client_type"][0])}
    funded = operator.execute(
        "SELECT p.nhs_number FROM person p WHERE EXISTS (SELECT FROM arrangement a WHERE a.council_id = %s"
        " AND a.removed_at IS NULL AND (a.funded_person_id = p.id OR a.funded_team_id = p.team_id))",
        [world.council_id],
    ).fetchall()
    assert {r["NHS_Number"] for r in rows} <= {str(n) for (n,) in funded}
    now = told(await ruth.get(f"/cld-exports/{export}"))
    assert (now["state"], now["rows"]) == ("made", len(rows))
    assert now["people"] >= now["incomplete"] > 0
    assert checks.twice([*rows]) == []
    assert [found.wrong for found in map(checks.check, rows) if found.wrong] == []


async def test_what_is_missing_is_told_by_person_until_somebody_writes_it_down(as_: As, world: World, operator: Operator) -> None:
    ruth, jean = as_("manager"), world.person("Jean")
    first = await ask(ruth, world)
    await work(operator, first)
    lacks = next(m for m in await listed(ruth, f"/cld-exports/{first}/missing") if m["person_id"] == str(jean.id))
    assert "Gender" in lacks["fields"]
    assert lacks["wrong"] == []
    told(await as_("person").put(f"/people/{jean.id}/council-details", DETAILS), 201)
    told(await as_("carer").patch(f"/people/{jean.id}", {"has_unpaid_carer": True}, version=await version(as_, jean.id)))
    operator.execute("UPDATE arrangement SET weekly_amount_pence = 31505 WHERE funded_person_id = %s", [jean.id])
    again = await ask(ruth, world)
    await work(operator, again)
    found = [m for m in await listed(ruth, f"/cld-exports/{again}/missing") if m["person_id"] == str(jean.id)]
    left = {name for m in found for name in m["fields"]}
    assert left.isdisjoint({"Gender", "Ethnicity", "Accommodation_Status", "Has_Unpaid_Carer", "Client_Funding_Status"})
    services = [r for r in await fetched(ruth, again) if r["Gender"] == "Female" and r["Event_Type"] == "Service"]
    assert services
    assert {checks.check({k: v for k, v in r.items() if v}).missing for r in services} == {()}, "a service lacks nothing now"


async def test_the_reference_of_another_council_is_told_to_none(as_: As, world: World, operator: Operator) -> None:
    ruth, jean = as_("manager"), world.person("Jean")
    elmfield, _ = another_council(operator, world)
    body = {"kind": "joint", "from_on": "2025-01-06", "council_id": str(elmfield), "funded_person_id": str(jean.id)}
    arrangement = told(await ruth.post("/arrangements", body), 201)
    made = told(await ruth.post("/cld-exports", {"council_id": str(elmfield)}), 201)["id"]
    assert await work(operator, made)
    said = {r["LA_Person_Unique_Identifier"] for r in await fetched(ruth, made) if r["NHS_Number"] == jean.nhs_number}
    assert said == {""}, "what stands in her record is the other council's"
    mine = {"council_reference": "ELM-7"}
    told(await ruth.patch(f"/arrangements/{arrangement['id']}", mine, version=arrangement["version"]))
    made = told(await ruth.post("/cld-exports", {"council_id": str(elmfield)}), 201)["id"]
    assert await work(operator, made)
    said = {r["LA_Person_Unique_Identifier"] for r in await fetched(ruth, made) if r["NHS_Number"] == jean.nhs_number}
    assert said == {"ELM-7"}
    operator.execute("UPDATE arrangement SET removed_at = now() WHERE council_id = %s", [elmfield])


async def version(as_: As, person: UUID) -> int:
    return int(told(await as_("carer").get(f"/people/{person}"))["version"])


async def test_a_machine_exports_the_people_of_its_teams_only(as_: As, world: World, operator: Operator) -> None:
    rota = as_("integration", scopes="cld:export")
    export = await ask(rota, world)
    assert told(await rota.get(f"/cld-exports/{export}"))["team_ids"] == [str(world.team("Ashbrook North").id)]
    await work(operator, export)
    people = {m["person_id"] for m in await listed(rota, f"/cld-exports/{export}/missing")}
    assert people
    teams = operator.execute("SELECT DISTINCT team_id FROM person WHERE id = ANY (%s)", [[*map(UUID, people)]]).fetchall()
    assert teams == [(world.team("Ashbrook North").id,)]
    assert str(export) in {x["id"] for x in await listed(as_("manager"), "/cld-exports")}
    of_all = await ask(as_("manager"), world)
    for path in (f"/cld-exports/{of_all}", f"/cld-exports/{of_all}/missing"):
        refused(await rota.get(path), 404)
    refused(await rota.get(f"/cld-exports/{of_all}/file", headers=CSV), 404)


async def test_a_machine_that_loses_a_team_loses_its_exports(as_: As, world: World, operator: Operator) -> None:
    rota = as_("integration", scopes="cld:export")
    export = await ask(rota, world)
    await work(operator, export)
    told(await rota.get(f"/cld-exports/{export}"))
    operator.execute(
        "UPDATE client SET team_ids = %s WHERE id = %s",
        [[world.team("Ashbrook South").id], world.client("integration").client_id],
    )
    refused(await rota.get(f"/cld-exports/{export}/file", headers=CSV), 404)


async def test_a_machine_is_told_no_more_of_somebody_who_has_left_its_teams(as_: As, world: World, operator: Operator) -> None:
    rota, ruth = as_("integration", scopes="cld:export"), as_("manager")
    operator.execute(
        "UPDATE client SET team_ids = %s WHERE id = %s",
        [[world.team("Ashbrook North").id], world.client("integration").client_id],
    )
    export = await ask(rota, world)
    assert await work(operator, export)
    lacking = {m["person_id"] for m in await listed(rota, f"/cld-exports/{export}/missing")}
    moved = min(lacking)
    there = [world.team("Ashbrook South").id, moved]
    operator.execute("UPDATE person SET team_id = %s WHERE id = %s", there)
    refused(await rota.get(f"/cld-exports/{export}/file", headers=CSV), 409, "cld-export-out-of-reach")
    assert {m["person_id"] for m in await listed(rota, f"/cld-exports/{export}/missing")} == lacking - {moved}
    counted = told(await rota.get(f"/cld-exports/{export}/missing?count=true&limit=1"))
    assert counted["count"] == len(lacking) - 1
    assert await fetched(ruth, export), "the manager reaches them still"
    again = await ask(rota, world)
    assert await work(operator, again)
    assert await fetched(rota, again)
    operator.execute("UPDATE person SET team_id = %s WHERE id = %s", [world.team("Ashbrook North").id, moved])
    assert await fetched(rota, export), "who has come back is reached again"


async def test_what_is_missing_is_read_by_page_and_never_all_of_it(as_: As, world: World, operator: Operator) -> None:
    ruth = as_("manager")
    export = await ask(ruth, world)
    assert await work(operator, export)
    whole = await listed(ruth, f"/cld-exports/{export}/missing")
    first = told(await ruth.get(f"/cld-exports/{export}/missing?limit=3"))
    second = told(await ruth.get(f"/cld-exports/{export}/missing?limit=3&cursor={first['next']}"))
    assert first["items"] + second["items"] == whole[:6]
    assert told(await ruth.get(f"/cld-exports/{export}"))["incomplete"] == len(whole)
    kept = operator.execute(
        "SELECT count(*) FROM pg_attribute WHERE attrelid = 'cld_export'::regclass AND attname = 'missing' AND NOT attisdropped"
    )
    assert kept.fetchone() == (0,), "it does not stand in one piece beside the file"


async def test_only_the_manager_and_a_machine_allowed_to_export(as_: As, world: World) -> None:
    body = {"council_id": str(world.council_id)}
    for who in ("carer", "coach", "connector", "person", "family", "commissioner"):
        refused(await as_(who).post("/cld-exports", body), 403)
        refused(await as_(who).get("/cld-exports"), 403)
    export = await ask(as_("manager"), world)
    refused(await as_("other_manager").get(f"/cld-exports/{export}"), 404)
    refused(await as_("other_manager").post("/cld-exports", {"council_id": str(world.team("Ashbrook North").id)}), 404)
    far = str(london_today().replace(year=london_today().year + 1, day=1))
    refused(await as_("manager").post("/cld-exports", {**body, "until_on": far}), 422, "cld-period")


async def test_everybody_in_a_fetched_file_was_looked_at(as_: As, world: World, operator: Operator) -> None:
    ruth, jean = as_("manager"), world.person("Jean")
    export = await ask(ruth, world)
    await work(operator, export)
    await fetched(ruth, export)
    looks = await listed(as_("person"), f"/people/{jean.id}/looks")
    assert "get_cld_export_file" in {look["operation"] for look in looks}


async def test_an_export_that_is_removed_is_empty(as_: As, world: World, operator: Operator) -> None:
    ruth = as_("manager")
    export = await ask(ruth, world)
    await work(operator, export)
    assert (await ruth.delete(f"/cld-exports/{export}", version=2)).status_code == 204
    old = await ask(ruth, world)
    await work(operator, old)
    operator.execute("UPDATE cld_export SET created_at = now() - interval '8 days' WHERE id = %s", [old])
    operator.execute("SELECT tidy_cld_exports()")
    for gone in (export, old):
        refused(await ruth.get(f"/cld-exports/{gone}"), 404)
        left = operator.execute("SELECT csv, person_ids FROM cld_export WHERE id = %s", [gone]).fetchone()
        assert left == (None, [])
        assert operator.execute("SELECT count(*) FROM cld_missing WHERE export_id = %s", [gone]).fetchone() == (0,)


async def test_an_export_that_no_job_will_make_has_failed(as_: As, world: World, queue: Queue) -> None:
    ruth = as_("manager")
    settle = "SELECT settle_cld_exports()"
    queue.owner.execute(settle)  # those of other tests
    export = await ask(ruth, world)
    assert queue.owner.execute(settle).fetchone() == (0,)
    queue.owner.execute("UPDATE jobs.procrastinate_jobs SET status = 'failed' WHERE args->>'export_id' = %s", [export])
    assert queue.owner.execute(settle).fetchone() == (1,)
    assert told(await ruth.get(f"/cld-exports/{export}"))["state"] == "failed"
    refused(await ruth.get(f"/cld-exports/{export}/file", headers=CSV), 409, "cld-export-failed")
    assert not await work(queue.owner, export)


async def test_an_export_broken_off_on_the_way_holds_nothing_and_is_made_anew_and_once(
    as_: As, world: World, operator: Operator
) -> None:
    export = await ask(as_("manager"), world)
    turns: list[int] = []

    async def call(sql: LiteralString, *values: Any) -> list[tuple[Any, ...]]:
        turns.append(len(turns))
        if len(turns) > 2:
            raise ConnectionError
        return operator.execute(sql, values).fetchall()

    with pytest.raises(ConnectionError):
        await make(UUID(export), call, at_once=2)
    held = operator.execute("SELECT state, csv, rows, person_ids, incomplete FROM cld_export WHERE id = %s", [export]).fetchone()
    assert held == ("asked", None, None, [], None)
    assert operator.execute("SELECT count(*) FROM cld_missing WHERE export_id = %s", [export]).fetchone() == (0,)
    assert [await work(operator, export), await work(operator, export)] == [True, False]
    rows = await fetched(as_("manager"), export)
    assert len({tuple(row.items()) for row in rows}) == len(rows) > 2, "nobody is in it twice"


async def test_the_jobs_process_makes_it_and_neither_queue_nor_log_hold_a_word(
    as_: As, world: World, queue: Queue, tmp_path: Path
) -> None:
    ruth, log = as_("manager"), tmp_path / "jobs.log"
    export = await ask(ruth, world)
    assert set(queue.jobs(TASK)[0]["args"]) == {"export_id", "organisation_id", "account_id"}
    with process(queue.database, log):
        until(lambda: queue.jobs(TASK) == [], lambda: log.read_text()[-2000:])
    assert told(await ruth.get(f"/cld-exports/{export}"))["state"] == "made"
    rows = await fetched(ruth, export)
    said = {r[name] for r in rows for name in ("NHS_Number", "Postcode", "LA_Person_Unique_Identifier") if r[name]}
    logged = queue.owner.execute(
        "SELECT c, v FROM change c LEFT JOIN change_value v ON v.change_id = c.id WHERE c.record_id = %s", [export]
    )
    everything = str(logged.fetchall()) + log.read_text()
    assert said
    assert [word for word in said if word in everything] == []


def test_nobody_but_the_jobs_process_reads_facts_or_files_an_export(queue: Queue) -> None:
    for sql in (
        "SELECT cld_facts(NULL, NULL, 1)",
        "SELECT file_cld_export(NULL, NULL, NULL, NULL, NULL)",
        "SELECT settle_cld_exports()",
        "SELECT tidy_cld_exports()",
    ):
        for role in ("wt_carer", "wt_manager", "wt_integration", "wt_jobs"):
            with queue.asked_by(role) as request, pytest.raises(psycopg.errors.InsufficientPrivilege):
                request.execute(sql.encode())
        with queue.asked_by("none") as request:
            request.execute(sql.encode())
