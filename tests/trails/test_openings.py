"""Break-glass: one person of another team, to read, while everybody concerned is told. And attacks on it."""
# ruff: noqa: E501 - SQL and bodies read better in one line

from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import uuid4

import httpx2
import psycopg
import pytest

from api.demo.made import DemoPerson, World
from tests.world import Caller

As = Callable[..., Caller]
Connection = psycopg.Connection[Any]


def bare(answer: httpx2.Response) -> dict[str, Any]:
    return {k: v for k, v in answer.json().items() if k != "instance"}


async def opened(as_: As, who: str, person: DemoPerson, **more: Any) -> httpx2.Response:
    body = {"person_id": str(person.id), "reason": "emergency", "words": "His neighbour rang: he has fallen.", **more}
    return await as_(who).post("/openings", body)


@pytest.fixture(name="george")
def _george(world: World) -> DemoPerson:
    return world.person("George")


@pytest.fixture(name="opening")
async def _opening(as_: As, george: DemoPerson, operator: Connection) -> AsyncIterator[dict[str, Any]]:
    """Anna of North has George of South open."""
    answer = await opened(as_, "carer", george, minutes=60)
    assert answer.status_code == 201, answer.text
    yield answer.json()
    operator.execute("UPDATE opening SET closed_at = now() WHERE closed_at IS NULL")


async def test_an_opening_lets_its_carer_read_that_person(as_: As, world: World, george: DemoPerson) -> None:
    assert (await as_("carer").get(f"/people/{george.id}")).status_code == 404
    answer = await opened(as_, "carer", george)
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert answer.headers["location"] == f"/v1/openings/{body['id']}"
    assert (body["name"], body["team_id"], body["is_open"]) == (world.account("carer").name, str(george.team_id), True)
    for part in (
        "",
        "/gifts",
        "/relationships",
        "/risks",
        "/consents",
        "/representatives",
        "/profile-versions",
        "/small-team",
        "/status-changes",
    ):
        seen = await as_("carer").get(f"/people/{george.id}{part}")
        assert seen.status_code == 200, (part, seen.text)
    closed = await as_("carer").post(f"/openings/{body['id']}/closure")
    assert closed.json()["is_open"] is False
    assert (await as_("carer").get(f"/people/{george.id}")).status_code == 404
    assert (await as_("carer").post(f"/openings/{body['id']}/closure")).json() == closed.json()


async def test_the_person_sees_the_opening_in_their_looks(as_: As, george: DemoPerson, opening: dict[str, Any]) -> None:
    await as_("carer").get(f"/people/{george.id}")
    look = (await as_("person_2").get(f"/people/{george.id}/looks", params={"break_glass": "true"})).json()["items"][0]
    assert (look["operation"], look["opening_id"], look["opening_reason"]) == ("get_person", opening["id"], "emergency")
    own = (await as_("carer").get("/looks")).json()["items"]
    assert any(item["opening_id"] == opening["id"] for item in own)
    told = (await as_("person_2").get(f"/openings/{opening['id']}")).json()
    assert told["words"] == "His neighbour rang: he has fallen."


async def test_openings_are_listed_for_those_concerned_and_for_nobody_else(
    as_: As, george: DemoPerson, opening: dict[str, Any]
) -> None:
    for key in ("carer", "carer_2", "person_2", "manager"):
        listed = (await as_(key).get("/openings", params={"person_id": str(george.id), "is_open": "true"})).json()["items"]
        assert [o["id"] for o in listed] == [opening["id"]], key
    for key in ("carer_3", "person", "other_manager", "other_carer"):
        if key == "other_manager":
            assert (await as_(key).get("/openings")).json()["items"] == []
        answers = [await as_(key).get(f"/openings/{id_}") for id_ in (opening["id"], uuid4())]
        assert [a.status_code for a in answers] in ([404, 404], [403, 403]), key
        assert bare(answers[0]) == bare(answers[1])
    for key in ("coach", "family", "connector", "commissioner"):
        assert (await as_(key).get("/openings")).status_code == 403


async def test_one_at_a_time_and_an_id_stays_its_own(as_: As, world: World, opening: dict[str, Any]) -> None:
    second = await opened(as_, "carer", world.people_of(world.team("Millfield Court").id)[0])
    assert (second.status_code, second.json()["type"]) == (409, "/problems/opening-open")
    used = await opened(as_, "carer_3", world.person("Jean"), id=opening["id"])
    assert (used.status_code, used.json()["type"]) == (409, "/problems/id-in-use")


async def test_who_cannot_be_opened_is_not_told_apart(as_: As, world: World) -> None:
    own, foreign = world.person("Jean"), world.other_people[0]
    answers = [await opened(as_, "carer", person) for person in (own, foreign)]
    answers.append(await as_("carer").post("/openings", {"person_id": str(uuid4()), "reason": "other", "words": "x"}))
    assert [a.status_code for a in answers] == [404, 404, 404]
    assert bare(answers[0]) == bare(answers[1]) == bare(answers[2])


async def test_only_carers_open_and_at_most_for_four_hours(as_: As, george: DemoPerson) -> None:
    for key in ("coach", "connector", "person", "family", "commissioner", "manager", "integration"):
        assert (await opened(as_, key, george)).status_code == 403, key
    for wrong in ({"minutes": 241}, {"minutes": 0}, {"reason": "curious"}, {"words": " "}):
        assert (await opened(as_, "carer", george, **wrong)).status_code == 422, wrong


async def test_an_opening_shows_nothing_private_and_nobody_else(
    as_: As, world: World, george: DemoPerson, opening: dict[str, Any]
) -> None:
    _ = opening
    for part in ("/life-story", f"/life-story/{world.chapters['The box at Ashbrook Junction']}", "/access-to-home", "/history"):
        seen = await as_("carer").get(f"/people/{george.id}{part}")
        assert seen.status_code in (403, 404), (part, seen.status_code)
        assert "Junction" not in seen.text
    neighbour = next(p for p in world.people_of(george.team_id) if p.id != george.id)
    assert (await as_("carer").get(f"/people/{neighbour.id}")).status_code == 404
    listed = (await as_("carer").get("/people", params={"limit": 200})).json()["items"]
    assert str(george.id) not in {p["id"] for p in listed}
    assert (await as_("carer").get(f"/teams/{george.team_id}")).status_code == 404
    assert (await as_("carer_plain").get(f"/people/{george.id}")).status_code == 404  # a colleague of the opener
    gift = (await as_("carer_2").get(f"/people/{george.id}/gifts")).json()["items"]
    if gift:  # somebody else's record under the opened person's path, and the other way round
        assert (await as_("carer").get(f"/people/{neighbour.id}/gifts/{gift[0]['id']}")).status_code == 404
        assert (await as_("carer").get(f"/people/{world.person('Jean').id}/gifts/{gift[0]['id']}")).status_code == 404


async def test_an_opening_writes_nothing(
    as_: As, world: World, george: DemoPerson, opening: dict[str, Any], operator: Connection
) -> None:
    _ = opening
    path = f"/people/{george.id}"
    version = (await as_("carer").get(path)).json()["version"]
    last = operator.execute("SELECT max(id) FROM change").fetchone()
    attempts = [
        await as_("carer").patch(path, {"pronouns": "x"}, version=version),
        await as_("carer").post(f"{path}/gifts", {"part": "hands", "words": "x"}),
        await as_("carer").post(f"{path}/gifts", {"part": "hands", "words": "x"}, key="again"),
        await as_("carer").post(f"{path}/status-changes", {"to": "paused"}, version=version),
        await as_("carer").post(
            f"{path}/consents", {"purpose": "photo", "audience": "team", "given_how": "spoken", "evidence": "x"}
        ),
        await as_("carer").post(f"{path}/move-offers", {"to_team_id": str(world.team("Ashbrook North").id)}),
    ]
    assert all(a.status_code in (403, 404) for a in attempts), [a.status_code for a in attempts]
    assert operator.execute("SELECT max(id) FROM change").fetchone() == last


def test_the_opening_role_writes_nothing_and_reads_one_person(world: World, operator: Connection, george: DemoPerson) -> None:
    def under(sql: str) -> list[Any]:
        with operator.transaction(force_rollback=True):
            operator.execute("SELECT set_config('app.opened_ids', %s, true)", [f"{{{george.id}}}"])
            operator.execute("SELECT set_config('app.organisation_id', %s, true)", [str(world.organisation_id)])
            operator.execute("SET LOCAL ROLE wt_opening")
            return operator.execute(sql.encode()).fetchall()

    assert under("SELECT id FROM person") == [(george.id,)]
    tables = [
        r[0]
        for r in operator.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
    ]
    for table in tables:
        for attack in (f"DELETE FROM {table}", f"TRUNCATE {table}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                under(attack)
    may_write = "has_any_column_privilege('wt_opening', oid, 'INSERT') OR has_any_column_privilege('wt_opening', oid, 'UPDATE')"
    writable = operator.execute(
        f"SELECT relname FROM pg_class WHERE relname = ANY (%s) AND ({may_write})".encode(), [tables]
    ).fetchall()
    assert writable == [("look",)]
    for private in (
        "life_story_chapter",
        "access_to_home",
        "circle",
        "circle_member",
        "change",
        "change_value",
        "team",
        "opening",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            under(f"SELECT * FROM {private}")


@pytest.mark.parametrize(
    "ending",
    [
        "UPDATE opening SET until_at = now() - interval '1 second', created_at = now() - interval '2 hours' WHERE closed_at IS NULL",
        "UPDATE team_member SET left_on = current_date WHERE account_id = %(account)s AND left_on IS NULL",
        "UPDATE team_member SET joined_on = current_date + 3 WHERE account_id = %(account)s AND left_on IS NULL",
        "UPDATE account_grant SET removed_at = now() WHERE account_id = %(account)s",
        "UPDATE account_grant SET until = now() WHERE account_id = %(account)s",
        "UPDATE account SET disabled_at = now(), disabled_reason = 'left' WHERE id = %(account)s",
        "UPDATE session SET ended_at = now() WHERE account_id = %(account)s",
        "UPDATE organisation SET ended_on = current_date WHERE id = %(organisation)s",
    ],
)
async def test_an_opening_ends_at_once_with_what_it_stands_on(
    as_: As, world: World, george: DemoPerson, opening: dict[str, Any], operator: Connection, ending: str
) -> None:
    _ = opening
    caller = as_("carer", fresh=True)
    assert (await caller.get(f"/people/{george.id}")).status_code == 200
    account = world.account("carer")
    operator.execute(ending.encode(), {"account": account.account_id, "organisation": world.organisation_id})
    try:
        assert (await caller.get(f"/people/{george.id}")).status_code in (401, 404)
    finally:
        for undo in (
            "UPDATE team_member SET left_on = NULL WHERE account_id = %(account)s AND left_on = current_date",
            "UPDATE team_member SET joined_on = current_date - 100 WHERE account_id = %(account)s AND joined_on > current_date",
            "UPDATE account_grant SET removed_at = NULL, until = NULL WHERE account_id = %(account)s",
            "UPDATE account SET disabled_at = NULL, disabled_reason = NULL WHERE id = %(account)s",
            "UPDATE session SET ended_at = NULL WHERE account_id = %(account)s",
            "UPDATE organisation SET ended_on = NULL WHERE id = %(organisation)s",
        ):
            operator.execute(undo, {"account": account.account_id, "organisation": world.organisation_id})


async def test_who_comes_to_ones_own_team_needs_no_opening(as_: As, world: World, operator: Connection) -> None:
    someone = [p for p in world.people_of(world.team("Ashbrook South").id) if p.status == "supported"][-1]
    assert (await opened(as_, "carer", someone)).status_code == 201
    south = world.team("Ashbrook South")
    try:
        offer = await as_("carer_2").post(
            f"/people/{someone.id}/move-offers", {"to_team_id": str(world.team("Ashbrook North").id)}
        )
        assert offer.status_code == 201, offer.text
        accepted = await as_("carer").post(f"/move-offers/{offer.json()['id']}/acceptance", {})
        assert accepted.status_code == 200, accepted.text
        mine = await as_("carer").post(f"/people/{someone.id}/gifts", {"part": "hands", "words": "Bakes"})
        assert mine.status_code == 201, mine.text
        assert (await as_("carer_2").get("/openings", params={"person_id": str(someone.id)})).json()["items"][0][
            "team_id"
        ] == str(south.id)
    finally:
        operator.execute("UPDATE opening SET closed_at = now() WHERE closed_at IS NULL")


async def test_a_manager_closes_an_opening_and_the_team_cannot(as_: As, george: DemoPerson, opening: dict[str, Any]) -> None:
    path = f"/openings/{opening['id']}/closure"
    refused = await as_("carer_2").post(path)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/not-your-opening")
    assert (await as_("other_manager").post(path)).status_code == 404
    assert (await as_("manager").post(path)).json()["is_open"] is False
    assert (await as_("carer").get(f"/people/{george.id}")).status_code == 404


async def test_the_same_key_opens_once(as_: As, world: World, operator: Connection) -> None:
    someone = world.people_of(world.team("Millfield Court").id)[0]
    body = {"person_id": str(someone.id), "reason": "person_asked", "words": "Asked us at the market."}
    try:
        first = await as_("carer").post("/openings", body, key="one-opening")
        again = await as_("carer").post("/openings", body, key="one-opening")
        assert first.status_code == again.status_code == 201, again.text
        assert again.json() == first.json()
        assert again.headers["idempotency-replayed"] == "true"
        told = operator.execute("SELECT count(*) FROM notice WHERE about_id = %s", [first.json()["id"]]).fetchone()
        assert told == (3,)
    finally:
        operator.execute("UPDATE opening SET closed_at = now() WHERE closed_at IS NULL")
