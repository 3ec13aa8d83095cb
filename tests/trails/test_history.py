"""The history of a record: who changed what, shown to whom, and narrowed to what they may read today."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from api.routers import ROUTERS
from api.routers.history import HISTORIES
from api.routers.shared import PREFIX
from api.storage import schema
from tests.world import Caller

As = Callable[..., Caller]
Operator = psycopg.Connection[Any]
NO_HISTORY = {  # what can be read by its id and has no history, with the reason
    "/notices/{notice_id}": "nothing of a notice ever changes",
    "/openings/{opening_id}": "opened, until and closed are all that happens to it, and stand in it",
    "/people/{person_id}/profile": "the newest of the profile versions, each with its own history",
    "/teams/{team_id}/members/{member_id}/profile": "as a person's profile",
    "/me": "the token, no record",
    "/connectors": "worked out",
    "/community-groups/{group_id}/dates": "worked out",
    "/circles/{circle_id}/balance": "worked out",
    "/funds/{fund_id}/plan": "worked out",
    "/cld-exports/{export_id}": "asked for and made is all that happens to it, and stands in it",
    "/cld-exports/{export_id}/file": "as the export",
    "/figure-snapshots/{snapshot_id}": "made once, and never changed",
    "/figure-snapshots/{snapshot_id}/figures/{figures_id}": "as the snapshot",
    "/figure-reports/{report_id}": "asked for and made is all that happens to it, and stands in it",
    "/figure-reports/{report_id}/document": "as the report",
    "/fund-statements/{statement_id}": "asked for and made is all that happens to it, and stands in it",
    "/fund-statements/{statement_id}/document": "as the statement",
    "/person-pages/{page_id}": "asked for and made is all that happens to it, and stands in it",
    "/measures/{measure_code}": "a constant of the release",
    **dict.fromkeys(
        (
            "/visits/{visit_id}/candidates",
            "/people/{person_id}/matches",
            "/teams/{team_id}/members/{member_id}/matches",
            "/circle-members/{circle_member_id}/matches",
            "/community-groups/{group_id}/matches",
            "/teams/{team_id}/visit-figures",
            "/people/{person_id}/visit-figures",
            "/teams/{team_id}/members/{member_id}/visit-figures",
            "/teams/{team_id}/visit-statement",
            "/people/{person_id}/visit-statement",
            "/teams/{team_id}/absence-figures",
            "/people/{person_id}/connection-figures",
            "/people/{person_id}/ties",
            "/people/{person_id}/reach",
            "/teams/{team_id}/super-connectors",
            "/teams/{team_id}/community-figures",
            "/community-figures",
            "/outcome-summary-counts",
            "/people/{person_id}/hours",
            "/people/{person_id}/good-week",
            "/people/{person_id}/good-week/weeks",
            "/teams/{team_id}/reviews-due",
            "/people/{person_id}/progress",
            "/people/{person_id}/week-progress",
            "/people/{person_id}/item-progress",
            "/outcomes/{outcome_id}/progress",
            "/teams/{team_id}/outcome-figures",
            "/instruments/{instrument_id}/versions/{version_id}/questionnaire",
            "/check-ins/{check_in_id}/questionnaire-response",
        ),
        "worked out",
    ),
    "/teams/{team_id}/members/{member_id}/free-times": "worked out",
    "/teams/{team_id}/members/{member_id}/absences/{absence_id}/reason": "the member's alone: nobody's log shows it",
    "/teams/{team_id}/members/{member_id}/calendar": "the member's alone: nobody's log shows it",
}


async def changed(as_: As, person: UUID, **values: Any) -> dict[str, Any]:
    """A carer changes a person's record; answers it as it is then."""
    carer = as_("carer")
    version = (await carer.get(f"/people/{person}")).json()["version"]
    answer = await carer.patch(f"/people/{person}", values, version=version)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def items(caller: Caller, path: str, **params: Any) -> list[dict[str, Any]]:
    """The items of a list that must be good."""
    answer = await caller.get(path, params=params)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_every_record_that_can_be_read_has_a_history() -> None:
    read: list[Any] = [r for router in ROUTERS for r in router.routes if "GET" in r.methods]  # type: ignore[attr-defined]
    paths = [(r, r.path.removeprefix(PREFIX).replace(":uuid", "")) for r in read]
    single = {path for r, path in paths if not getattr(r.response_model, "__name__", "").endswith("Page")} - NO_HISTORY.keys()
    listed = {path for path, *_ in HISTORIES}
    assert single == listed
    assert {f"{path}/history" for path in listed} <= {path for _, path in paths}


async def test_a_change_is_told_with_who_when_and_from_what_to_what(as_: As, world: World) -> None:
    jean, carer = world.person("Jean"), world.account("carer")
    before = (await as_("carer").get(f"/people/{jean.id}")).json()
    now = await changed(as_, jean.id, pronouns="they/them", council_reference="WG-1")
    newest = (await items(as_("carer"), f"/people/{jean.id}/history"))[0]
    assert newest["version"] == now["version"]
    assert newest["at"].endswith("Z")
    assert newest["action"] == "changed"
    assert newest["who"] == {"role": "carer", "account_id": str(carer.account_id), "client_id": None, "name": carer.name}
    assert newest["fields"] == ["council_reference", "pronouns"]
    assert newest["before"] == {"pronouns": before["pronouns"], "council_reference": before["council_reference"]}
    assert newest["after"] == {"pronouns": "they/them", "council_reference": "WG-1"}
    assert str(UUID(newest["request_id"])) == newest["request_id"]


async def test_a_coach_reads_of_a_history_what_a_coach_reads_of_the_record(as_: As, world: World) -> None:
    jean = world.person("Jean")
    await changed(as_, jean.id, preferred_name="Jeannie", religion="Methodist")
    await changed(as_, jean.id, religion="Quaker")
    found = await items(as_("coach"), f"/people/{jean.id}/history")
    assert found[0]["fields"] == ["preferred_name"]  # the change of religion alone is left out
    assert found[0]["after"] == {"preferred_name": "Jeannie"}
    assert all("reason" not in item for item in found)
    assert "Quaker" not in str(found)
    assert "Methodist" not in str(found)


async def test_what_a_coach_may_not_read_stays_behind_each_wall_alone(
    as_: As, world: World, operator: Operator, monkeypatch: Any
) -> None:
    jean = world.person("Jean")
    await changed(as_, jean.id, preferred_name="Jeanette", ethnicity="Any other White background")
    from api.domain.history import changes as history

    shape = HISTORIES[0][1]
    monkeypatch.setattr(history, "shown_fields", lambda shape, _reader: [n for n in shape.names if n in shape.columns])
    monkeypatch.setattr(history, "_rule", lambda *_: "true")
    history.history.cache_clear()
    try:  # the application's wall is down: row security alone
        found = await items(as_("coach"), f"/people/{jean.id}/history")
        assert found[0]["after"] == {"preferred_name": "Jeanette"}
        assert "Any other White" not in str(found)
    finally:
        monkeypatch.undo()
        history.history.cache_clear()
    statement = history.history(shape, "coach", ("id",)).sql.decode()  # the database's wall is down: the application alone
    for number, value in ((1, jean.id), (2, None), (3, 2**62), (4, 50), (5, new_id()), (6, "attack")):
        statement = statement.replace(f"${number}:", f"'{value}':" if value is not None else "NULL:").replace(
            f"${number},", f"'{value}',"
        )
    with operator.transaction():
        operator.execute("SET LOCAL ROLE NONE")  # a superuser: row security does not hold it
        operator.execute("SELECT set_config('app.team_ids', %s, true)", [f"{{{jean.team_id}}}"])
        operator.execute("SELECT set_config('app.organisation_id', %s, true)", [str(jean.organisation_id)])
        rows = operator.execute(statement.encode()).fetchall()
    assert "Jeanette" in str(rows)
    assert "Any other White" not in str(rows)


async def test_a_person_reads_who_changed_their_record_and_why(as_: As, world: World) -> None:
    george = world.person("George")
    path = f"/people/{george.id}"
    version = (await as_("manager").get(path)).json()["version"]
    answer = await as_("manager").post(
        f"{path}/status-changes", {"to": "paused", "words": "In hospital for his hip."}, version=version
    )
    assert answer.status_code == 200, answer.text
    newest = (await items(as_("person_2"), f"{path}/history"))[0]
    assert newest["reason"] == "In hospital for his hip."
    assert newest["who"]["name"] == world.account("manager").name
    assert newest["after"]["status"] == "paused"


async def test_family_connectors_and_commissioners_read_no_histories(as_: As, world: World) -> None:
    for key in ("family", "connector", "commissioner"):
        for person in (world.person("Jean").id, uuid4()):
            answer = await as_(key).get(f"/people/{person}/history")
            assert answer.status_code == 403, key


async def test_a_foreign_history_and_no_history_are_not_told_apart(as_: As, world: World) -> None:
    foreign, random = world.person("George").id, uuid4()
    answers = [await as_("carer").get(f"/people/{id_}/history") for id_ in (foreign, random)]
    assert [a.status_code for a in answers] == [404, 404]
    bodies = [{k: v for k, v in a.json().items() if k != "instance"} for a in answers]
    assert bodies[0] == bodies[1]
    other = await as_("other_manager").get(f"/people/{foreign}/history")
    assert other.status_code == 404


async def test_the_history_of_a_removed_record_goes_with_it(as_: As, world: World) -> None:
    jean = world.person("Jean").id
    made = await as_("carer").post(f"/people/{jean}/gifts", {"part": "hands", "words": "Knits socks"})
    assert made.status_code == 201, made.text
    path = f"/people/{jean}/gifts/{made.json()['id']}"
    assert [i["action"] for i in await items(as_("carer"), f"{path}/history")] == ["created"]
    assert (await as_("carer").delete(path, version=1)).status_code == 204
    assert (await as_("carer").get(f"{path}/history")).status_code == 404


async def test_a_history_goes_on_page_by_page_and_loses_nothing(as_: As, world: World) -> None:
    jean = world.person("Jean").id
    for number in range(5):
        await changed(as_, jean, council_reference=f"WG-{number}")
    whole = [i["version"] for i in await items(as_("carer"), f"/people/{jean}/history")]
    assert whole == sorted(whole, reverse=True)
    seen, path = [], f"/v1/people/{jean}/history?limit=2&count=true"
    while path:
        page = (await as_("carer").get(path)).json()
        assert page["count"] == len(whole)
        seen += [i["version"] for i in page["items"]]
        path = page["next"]
    assert seen == whole
    first = (await as_("carer").get(f"/people/{jean}/history?limit=2")).json()["next"]
    assert (await as_("carer").get(first.replace(str(jean), str(world.person("Jean").team_id)))).status_code == 400


async def test_reading_a_history_is_a_look_at_the_person(as_: As, world: World, operator: Operator) -> None:
    jean = world.person("Jean").id
    answer = await as_("manager").get(f"/people/{jean}/history")
    look = operator.execute(
        "SELECT operation, kind, ids, person_ids FROM look WHERE request_id = %s", [answer.headers["request-id"]]
    ).fetchall()
    assert look == [("list_person_history", "person", [jean], [jean])]


async def test_a_secret_is_named_and_never_a_value(as_: As, world: World, operator: Operator) -> None:
    jean = world.person("Jean").id
    path = f"/people/{jean}/access-to-home"
    there = await as_("person").get(path)
    body = {"key_safe_place": "Behind the drainpipe", "key_safe_code": "4711X"}
    answer = await as_("person").put(path, body, version=there.json()["version"] if there.status_code == 200 else None)
    assert answer.status_code in (200, 201), answer.text
    newest = (await items(as_("person"), f"{path}/history"))[0]
    assert "key_safe_code" in newest["fields"]
    assert newest["before"] == newest["after"] == {}
    kept = operator.execute("SELECT count(*) FROM change_value WHERE before::text || after::text LIKE '%%4711X%%'").fetchone()
    assert kept == (0,)


def test_the_log_of_a_home_is_closed_to_carers_in_the_database_too(world: World, operator: Operator) -> None:
    jean = world.person("Jean")
    with operator.transaction():
        operator.execute("SELECT set_config('app.team_ids', %s, true)", [f"{{{jean.team_id}}}"])
        operator.execute("SET LOCAL ROLE wt_carer")
        seen = operator.execute("SELECT DISTINCT kind FROM change WHERE person_id = %s", [jean.id]).fetchall()
        kinds = {row[0] for row in seen}
    assert "person" in kinds
    assert kinds.isdisjoint({"access_to_home", "life_story_chapter"})


async def test_a_machine_reads_of_a_consent_what_it_allows_and_not_how_it_was_given(
    as_: As, world: World, operator: Operator
) -> None:
    jean = world.person("Jean")
    body = {"purpose": "photo", "audience": "team", "given_how": "spoken", "evidence": "Whispered to Anna."}
    made = await as_("carer").post(f"/people/{jean.id}/consents", body)
    assert made.status_code == 201, made.text
    path = f"/people/{jean.id}/consents/{made.json()['id']}"
    assert "Whispered" in str(await items(as_("carer"), f"{path}/history"))
    for key in ("integration", "coach"):
        found = await items(as_(key), f"{path}/history")
        assert found[0]["after"]["purpose"] == "photo"
        assert "Whispered" not in str(found)
        with operator.transaction():
            operator.execute("SELECT set_config('app.team_ids', %s, true)", [f"{{{jean.team_id}}}"])
            operator.execute(f"SET LOCAL ROLE wt_{key}".encode())
            rows = operator.execute("SELECT before, after FROM change_value WHERE kind = 'consent'").fetchall()
        assert "photo" in str(rows)
        assert "Whispered" not in str(rows)
        assert "given_by" not in str(rows)


async def test_teams_and_accounts_have_histories_for_those_who_keep_them(as_: As, world: World) -> None:
    team, account = world.team("Ashbrook North").id, world.account("carer").account_id
    assert (await as_("carer").get(f"/teams/{team}/history")).status_code == 200
    assert (await as_("person").get(f"/teams/{team}/history")).status_code == 403
    assert (await as_("carer_2").get(f"/teams/{team}/history")).status_code == 404
    found = await items(as_("manager"), f"/accounts/{account}/history")
    assert "password_hash" not in str(found)
    assert (await as_("manager").get("/organisation/history")).status_code == 200
    assert (await as_("carer").get("/organisation/history")).status_code == 403


async def test_what_a_role_may_read_of_the_log_is_not_worked_out_for_each_request(
    as_: As, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = f"/people/{world.person('Jean').id}/history"
    assert (await as_("carer").get(history)).status_code == 200

    def worked_out() -> dict[str, Any]:
        message = "Every table was gone through again."
        raise AssertionError(message)

    monkeypatch.setattr(schema, "tables", worked_out)
    assert (await as_("carer").get(history)).status_code == 200
