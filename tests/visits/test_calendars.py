"""A member's calendar on their phone: read by other programs, over real HTTP, by whoever holds the address and by nobody else."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import psycopg
import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from api.demo.made import World
from api.domain.shared.ids import new_id
from api.http.edge import Edge
from api.http.rates import Rates
from api.settings import Settings
from tests.people.saying import As, listed, refused, told
from tests.process import serving
from tests.visits.test_availability import member_of, path_of

Connection = psycopg.Connection[Any]
DAY = timedelta(days=1)


@pytest.fixture(name="none_yet", autouse=True)
def _none_yet(operator: Connection) -> None:
    """No visits and no addresses."""
    operator.execute("UPDATE visit SET removed_at = now() WHERE removed_at IS NULL")
    operator.execute("UPDATE calendar_feed SET removed_at = now() WHERE removed_at IS NULL")


@pytest.fixture(name="address")
async def _address(as_: As, world: World) -> str:
    """The path of Anna's calendar, as a phone knows it. In a sign-in of its own: some tests end all that she had."""
    made = told(await as_("carer", fresh=True).post(path_of(world, "/calendar"), {}))
    return str(made["url"]).removeprefix("http://testserver")


async def test_a_member_makes_an_address_that_is_shown_once(as_: As, world: World, operator: Connection) -> None:
    anna, path, key = as_("carer"), path_of(world, "/calendar"), str(new_id())
    refused(await anna.get(path), 404)
    answer = await anna.post(path, {"names_shown": "initials"}, key=key)
    made = told(answer)
    assert answer.headers["cache-control"] == "no-store"
    assert made["url"].startswith("http://testserver/calendars/")
    secret = made["url"].removeprefix("http://testserver/calendars/").removesuffix(".ics")
    assert len(secret) == 43, "256 bits"
    refused(await anna.post(path, {"names_shown": "initials"}, key=key), 409, "secret-shown-once")
    shown = told(await anna.get(path))
    assert shown == {name: value for name, value in made.items() if name != "url"}
    for table in ("calendar_feed", "change", "change_value", "idempotency", "look"):
        found = operator.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{secret}%"]).fetchone()
        assert found == (0,), table
    row = operator.execute("SELECT encode(secret_hash, 'hex') FROM calendar_feed WHERE id = %s", [made["id"]]).fetchone()
    assert row is not None
    logged = operator.execute("SELECT count(*) FROM change_value t WHERE t::text LIKE %s", [f"%{row[0]}%"]).fetchone()
    assert logged == (0,), "nor its hash"


async def test_an_address_is_its_members_alone(as_: As, world: World) -> None:
    path = path_of(world, "/calendar")
    told(await as_("carer").post(path, {}))
    refused(await as_("carer_plain").get(path), 404)
    refused(await as_("carer_plain").post(path, {}), 403, "not-your-calendar")
    refused(await as_("carer_plain").delete(path, version=1), 404)
    for who in ("carer_2", "other_carer"):
        refused(await as_(who).get(path), 404)
        refused(await as_(who).post(path, {}), 404)
    for who in ("coach", "manager", "person", "family", "commissioner", "integration"):
        for answer in (await as_(who).get(path), await as_(who).post(path, {}), await as_(who).delete(path, version=1)):
            refused(answer, 403)


async def test_a_new_address_ends_the_old_and_the_end_ends_it(as_: As, world: World, api: httpx2.AsyncClient) -> None:
    anna, path = as_("carer"), path_of(world, "/calendar")
    first = told(await anna.post(path, {}))
    second = told(await anna.post(path, {"names_shown": "preferred_name"}))
    assert (second["id"], second["version"], second["names_shown"]) == (first["id"], 2, "preferred_name")
    assert second["rotated_at"] is not None
    assert (await api.get(first["url"])).status_code == 404
    assert (await api.get(second["url"])).status_code == 200
    refused(await anna.delete(path), 428)
    assert (await anna.delete(path, version=2)).status_code == 204
    assert (await anna.delete(path, version=2)).status_code == 204
    assert (await api.get(second["url"])).status_code == 404
    refused(await anna.get(path), 404)
    assert told(await anna.post(path, {}))["id"] != first["id"]


async def test_real_parsers_read_it_over_real_http_and_no_log_knows_the_address(
    service_settings: Settings, world: World, operator: Connection, address: str, tmp_path: Path
) -> None:
    jean = visit(operator, world, "Jean", 2 * DAY, "planned")
    call = visit(operator, world, "Jean", 3 * DAY, "cancelled", kind="phone_or_video")
    visit(operator, world, "Jean", 200 * DAY, "planned")
    visit(operator, world, "Jean", -40 * DAY, "completed")
    visit(operator, world, "Jean", 4 * DAY, "planned", member="Ben Fairclough")
    log = tmp_path / "log"
    loud = service_settings.model_copy(update={"log_level": "info"})
    with serving(loud, log=log) as url, httpx2.Client(base_url=url) as phone:
        answer = phone.get(address)
        head = phone.head(address)
        assert phone.get(address.replace(".ics", "x.ics")).status_code == 404
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "private" in answer.headers["cache-control"]
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == answer.headers["etag"]
    events = {str(e["uid"]): e for e in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert set(events) == {f"{jean}@testserver", f"{call}@testserver"}
    planned, off = events[f"{jean}@testserver"], events[f"{call}@testserver"]
    assert (str(planned["summary"]), str(planned["status"]), planned["sequence"]) == ("JA, at home", "CONFIRMED", 1)
    assert (str(off["summary"]), str(off["status"])) == ("JA, by phone or video", "CANCELLED")
    row = operator.execute("SELECT planned_start_at FROM visit WHERE id = %s", [jean]).fetchone()
    assert row is not None
    assert planned.decoded("dtstart") == row[0].replace(microsecond=0)
    assert {e.uid for e in IcsCalendarStream.calendar_from_ics(StringIO(answer.text).read()).events} == set(events)
    for word in ("Jean", "Aspinall", world.person("Jean").name):
        assert word not in answer.text
    lines = log.read_text()
    assert "/calendars/{secret}.ics" in lines or '"other"' in lines, "the request stands in the log"
    assert address.removeprefix("/calendars/").removesuffix(".ics") not in lines


async def test_a_phone_that_knows_it_is_told_nothing_new(
    as_: As, world: World, operator: Connection, api: httpx2.AsyncClient, address: str
) -> None:
    id_ = visit(operator, world, "Jean", 2 * DAY, "planned")
    first = await api.get(address)
    tag = first.headers["etag"]
    assert (await api.get(address)).content == first.content
    for header in (tag, f"W/{tag}", f'"x", {tag}'):
        same = await api.get(address, headers={"if-none-match": header})
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    assert (await api.get(address, headers={"if-none-match": '"x"'})).status_code == 200
    operator.execute("UPDATE visit SET planned_end_at = planned_end_at + interval '15 minutes' WHERE id = %s", [id_])
    changed = await api.get(address, headers={"if-none-match": tag})
    assert changed.status_code == 200
    (event,) = Calendar.from_ical(changed.content).walk("VEVENT")
    assert (str(event["uid"]), event["sequence"]) == (f"{id_}@testserver", 2)
    told(await as_("carer").post(path_of(world, "/calendar"), {"names_shown": "preferred_name"}))


async def test_what_is_handed_back_leaves_the_calendar_and_what_is_off_stays_as_off(
    world: World, operator: Connection, api: httpx2.AsyncClient, address: str
) -> None:
    mine, off = (visit(operator, world, "Jean", days * DAY, "planned") for days in (2, 3))
    operator.execute("UPDATE visit SET state = 'open', member_ids = '{}' WHERE id = %s", [mine])
    operator.execute(
        "UPDATE visit SET state = 'cancelled', close_reason = 'person_asked', closed_at = now() WHERE id = %s", [off]
    )
    (event,) = Calendar.from_ical((await api.get(address)).content).walk("VEVENT")
    assert (str(event["uid"]), str(event["status"]), event["sequence"]) == (f"{off}@testserver", "CANCELLED", 2)


async def test_names_are_shown_if_the_member_wants_them(
    as_: As, world: World, operator: Connection, api: httpx2.AsyncClient
) -> None:
    url = told(await as_("carer").post(path_of(world, "/calendar"), {"names_shown": "preferred_name"}))["url"]
    visit(operator, world, "Jean", 2 * DAY, "planned", kind="night")
    (event,) = Calendar.from_ical((await api.get(url)).content).walk("VEVENT")
    assert str(event["summary"]) == "Jean, at night"


async def test_each_fetch_is_a_look_also_of_what_the_phone_knows_already(
    as_: As, world: World, operator: Connection, api: httpx2.AsyncClient, address: str
) -> None:
    id_, jean = visit(operator, world, "Jean", 2 * DAY, "planned"), world.person("Jean").id
    answer = await api.get(address)
    again = await api.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    mine = [look for look in await listed(as_("carer"), "/looks") if look["operation"] == "read_calendar"]
    of_it = [look for look in mine if look["ids"] == [str(id_)]]
    assert [look["request_id"] for look in of_it] == [again.headers["request-id"], answer.headers["request-id"]]
    assert {(look["kind"], *look["person_ids"]) for look in of_it} == {("visit", str(jean))}
    seen = [look for look in await listed(as_("person"), f"/people/{jean}/looks") if look["id"] == of_it[0]["id"]]
    assert [look["who"]["name"] for look in seen] == [world.account("carer").name]


ENDINGS = {
    "left": ("team_member", "left_on", "id = %(member)s"),
    "disabled": ("account", "disabled_at", "id = %(account)s"),
    "no carer any more": ("account_grant", "removed_at", "account_id = %(account)s AND role = 'carer'"),
}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
async def test_whoever_does_not_belong_to_the_team_any_more_has_no_calendar(
    world: World, operator: Connection, api: httpx2.AsyncClient, address: str, ending: tuple[str, str, str]
) -> None:
    table, column, where = ending
    who = {"member": member_of(world), "account": world.account("carer").account_id}
    assert (await api.get(address)).status_code == 200
    operator.execute(f"UPDATE {table} SET {column} = now() WHERE {where}".encode(), who)
    try:
        gone = await api.get(address)
        nobody = await api.get(f"/calendars/{'A' * 43}.ics")
        assert gone.status_code == nobody.status_code == 404
        assert gone.json() | {"instance": ""} == nobody.json() | {"instance": ""}
    finally:
        operator.execute(f"UPDATE {table} SET {column} = NULL WHERE {where}".encode(), who)
        # Who leaves their last team holds the role no longer: a manager gives it anew.
        given = "UPDATE account_grant SET until = NULL, hands_in_until = NULL WHERE account_id = %(account)s"
        operator.execute(given, who)
    assert (await api.get(address)).status_code == 200


async def test_an_address_that_nobody_has_is_not_there_however_it_is_spelled(api: httpx2.AsyncClient, address: str) -> None:
    nobody = await api.get(f"/calendars/{'A' * 43}.ics")
    assert nobody.headers["content-type"] == "application/problem+json"
    for secret in ("x", "%00", "A" * 400, "é", "..%2f", address.removeprefix("/calendars/").removesuffix(".ics").swapcase()):
        found = await api.get(f"/calendars/{secret}.ics")
        assert found.status_code == 404
    assert (await api.post(address)).status_code == 405
    assert (await api.get(address, headers={"authorization": "Bearer x"})).status_code == 200, "no token is looked at"


async def test_who_tries_addresses_is_slowed_down(service: Edge, api: httpx2.AsyncClient, address: str) -> None:
    usual, service.kernel.rates = service.kernel.rates, Rates(3)
    try:
        answers = [(await api.get(f"/calendars/{n}.ics")).status_code for n in range(3)]
        slowed = await api.get(address)
        refused(slowed, 429, "too-many-requests")
        assert int(slowed.headers["retry-after"]) > 0
        assert answers == [404, 404, 404]
    finally:
        service.kernel.rates = usual


def visit(
    operator: Connection, world: World, name: str, ahead: timedelta, state: str, *, kind: str = "at_home",
    member: str = "Anna Kowalska",
) -> UUID:  # fmt: skip
    """A visit with one member, so long from now."""
    id_, start = new_id(), datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + ahead
    reason = "person_asked" if state == "cancelled" else None
    operator.execute(
        "INSERT INTO visit (id, organisation_id, team_id, person_id, provided_by_team_id, planned_start_at, planned_end_at,"
        " member_ids, state, kind, close_reason)"
        " SELECT %s, organisation_id, team_id, id, team_id, %s, %s, %s, %s, %s, %s FROM person WHERE id = %s",
        [id_, start, start + timedelta(hours=1), [member_of(world, member)], state, kind, reason, world.person(name).id],
    )
    return id_
