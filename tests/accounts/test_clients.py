"""Clients of providers and councils, and their secrets."""

from collections.abc import Callable
from typing import Any

import httpx2
import psycopg
import pytest

from api.demo.made import DemoClient, World
from api.domain.access.secrets import digest_of
from api.domain.shared.ids import new_id
from tests.world import Caller

As = Callable[..., Caller]


def rota(world: World, **more: Any) -> dict[str, Any]:
    return {"name": "Rota", "scopes": ["people:read"], "team_ids": [str(world.teams[0].id)], **more}


def signing_in(client: dict[str, Any], world: World) -> DemoClient:
    return DemoClient("new", client["id"], "", " ".join(client["scopes"]), world.organisation_id)


async def test_a_secret_is_shown_once_and_kept_as_its_digest(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    manager = as_("manager")
    answer = await manager.post("/clients", rota(world), key="rota")
    assert answer.status_code == 201, answer.text
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    secret = body.pop("client_secret")
    assert len(secret) == 43
    assert (await manager.get(f"/clients/{body['id']}")).json() == body
    repeated = await manager.post("/clients", rota(world), key="rota")
    assert repeated.status_code == 409
    assert repeated.json()["type"].endswith("/secret-shown-once")
    kept = operator.execute("SELECT secret_hash FROM client WHERE id = %s", [body["id"]]).fetchone()
    assert kept == (digest_of(secret),)
    everywhere = operator.execute(
        "SELECT count(*) FROM change_value v JOIN change c ON c.id = v.change_id"
        " WHERE c.record_id = %s AND v::text LIKE '%%secret_hash%%'",
        [body["id"]],
    ).fetchone()
    assert everywhere == (0,), "a secret is never a value of the log"
    assert "client_secret" not in (await manager.get("/clients")).text


async def test_the_secret_signs_in_and_a_new_one_ends_the_old(as_: As, world: World, api: httpx2.AsyncClient) -> None:
    manager = as_("manager")
    first = (await manager.post("/clients", rota(world))).json()

    async def signed_in(secret: str) -> httpx2.Response:
        form = {"grant_type": "client_credentials"}
        return await api.post("/oauth/token", data=form, auth=(first["id"], secret))

    token = (await signed_in(first["client_secret"])).json()["access_token"]
    machine = Caller(api, token)
    teams = {p["team_id"] for p in (await machine.get("/people?limit=200")).json()["items"]}
    assert teams == {str(world.teams[0].id)}
    second = await manager.post(f"/clients/{first['id']}/secret")
    assert second.status_code == 200, second.text
    assert second.json()["client_secret"] != first["client_secret"]
    assert (await machine.get("/people")).status_code == 401
    assert (await signed_in(first["client_secret"])).status_code == 401
    assert (await signed_in(second.json()["client_secret"])).status_code == 200


async def test_teams_count_from_the_next_request_and_scopes_from_the_next_token(as_: As, world: World) -> None:
    manager = as_("manager")
    client = (await manager.post("/clients", rota(world))).json()
    machine = as_(signing_in(client, world), fresh=True)
    place = f"/clients/{client['id']}"
    south = world.teams[1].id
    assert (await manager.patch(place, {"team_ids": [str(south)]}, version=1)).status_code == 200
    assert {p["team_id"] for p in (await machine.get("/people?limit=200")).json()["items"]} == {str(south)}
    assert (await manager.patch(place, {"scopes": ["risks:read"]}, version=2)).status_code == 200
    assert (await machine.get("/people")).status_code == 401


async def test_a_removed_client_ends_at_once(as_: As, world: World) -> None:
    manager = as_("manager")
    client = (await manager.post("/clients", rota(world))).json()
    machine = as_(signing_in(client, world), fresh=True)
    assert (await machine.get("/people")).status_code == 200
    assert (await manager.delete(f"/clients/{client['id']}", version=1)).status_code == 204
    assert (await machine.get("/people")).status_code == 401
    assert (await manager.get(f"/clients/{client['id']}")).status_code == 404


@pytest.mark.parametrize(
    ("who", "body", "pointer"),
    [
        ("manager", {"scopes": ["accounts:write"], "team_ids": []}, "/scopes/0"),
        ("manager", {"scopes": ["people:read", "home:read"], "team_ids": []}, "/scopes/1"),
        ("manager", {"scopes": []}, "/scopes"),
        ("manager", {"scopes": ["people:admin"]}, "/scopes"),
        ("council_manager", {"scopes": ["people:read"], "team_ids": []}, "/scopes/0"),
        ("council_manager", {"scopes": ["organisation:read"]}, "/team_ids"),
        ("other_manager", {}, "/team_ids"),
    ],
)
async def test_a_client_is_given_no_more_than_its_organisation_may(
    who: str, body: dict[str, Any], pointer: str, as_: As, world: World
) -> None:
    answer = await as_(who).post("/clients", rota(world, **body))
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert "admin" not in answer.text


async def test_a_change_stays_within_the_same_bounds(as_: As, world: World) -> None:
    council = as_("council_manager")
    answer = await council.post("/clients", {"name": "Figures", "scopes": ["organisation:read", "organisation:read"]})
    assert answer.json()["scopes"] == ["organisation:read"]
    place = f"/clients/{answer.json()['id']}"
    assert (await council.patch(place, {"scopes": ["people:read"]}, version=1)).status_code == 422
    assert (await council.patch(place, {"team_ids": [str(world.teams[0].id)]}, version=1)).status_code == 422
    assert (await council.patch(place, {"name": "Figures for adults"}, version=1)).status_code == 200
    for stranger in ("manager", "other_manager"):
        assert (await as_(stranger).get(place)).status_code == 404
        assert (await as_(stranger).post(f"{place}/secret")).status_code == 404
    assert (await as_("manager").get(f"/clients/{new_id()}")).status_code == 404


@pytest.mark.parametrize(
    ("field", "address", "good"),
    [
        ("redirect_uris", "https://app.example.org/callback?x=1", True),
        ("redirect_uris", "http://localhost:3000/callback", True),
        ("redirect_uris", "http://[::1]:3000/", True),
        ("redirect_uris", "http://app.example.org/callback", False),
        ("redirect_uris", "http://localhost.evil.example/callback", False),
        ("redirect_uris", "https://app.example.org/#fragment", False),
        ("redirect_uris", "https://*.example.org/callback", False),
        ("redirect_uris", "https://user@app.example.org/", False),
        ("redirect_uris", "https://app.example.org", False),
        ("redirect_uris", "javascript:alert(1)", False),
        ("origins", "https://app.example.org", True),
        ("origins", "http://127.0.0.1:5173", True),
        ("origins", "https://app.example.org/", False),
        ("origins", "http://app.example.org", False),
        ("origins", "*", False),
        ("origins", "null", False),
    ],
)
async def test_addresses_are_https_and_whole(field: str, address: str, good: bool, as_: As, world: World) -> None:
    answer = await as_("manager").post("/clients", rota(world, **{field: [address]}))
    assert answer.status_code == (201 if good else 422), answer.text
    if not good:
        assert answer.json()["errors"][0]["pointer"] == f"/{field}/0"


CALLBACK = "https://app.example.org/callback"


def front_end(**more: Any) -> dict[str, Any]:
    """A front end on phones."""
    return {
        "name": "Rounds", "grants": ["authorization_code"], "public": True, "scopes": ["people:read", "openings:write"],
        "redirect_uris": [CALLBACK], **more,
    }  # fmt: skip


async def test_a_public_front_end_is_registered_without_a_secret(as_: As, operator: psycopg.Connection[Any]) -> None:
    manager = as_("manager")
    answer = await manager.post("/clients", front_end(), key="front-end")
    assert answer.status_code == 201, answer.text
    assert (await manager.post("/clients", front_end(), key="front-end")).json() == answer.json()
    body = answer.json()
    assert "client_secret" not in body
    assert (body["grants"], body["public"], body["redirect_uris"]) == (["authorization_code"], True, [CALLBACK])
    assert operator.execute("SELECT secret_hash FROM client WHERE id = %s", [body["id"]]).fetchone() == (None,)
    renewed = await manager.post(f"/clients/{body['id']}/secret")
    assert renewed.status_code == 409
    assert renewed.json()["type"].endswith("/no-secret")


async def test_a_front_end_of_a_council_holds_what_commissioners_and_managers_may(as_: As) -> None:
    council = as_("council_manager")
    good = front_end(scopes=["organisation:read", "accounts:read"])
    assert (await council.post("/clients", good)).status_code == 201
    assert (await council.post("/clients", front_end(scopes=["visits:write"]))).status_code == 422


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"redirect_uris": []}, "/redirect_uris"),
        ({"grants": ["client_credentials"]}, "/public"),
        ({"grants": ["authorization_code", "client_credentials"]}, "/public"),
        ({"grants": ["authorization_code", "client_credentials"], "public": False}, "/scopes/1"),
        ({"grants": ["authorization_code", "urn:ietf:params:oauth:grant-type:token-exchange"]}, "/public"),
        ({"grants": []}, "/grants"),
        ({"grants": ["password"]}, "/grants/0"),
        ({"grants": ["implicit"]}, "/grants/0"),
        ({"public": "yes"}, "/public"),
        ({"redirect_uris": ["uk.example.rounds:/callback"]}, "/redirect_uris/0"),
    ],
)
async def test_a_front_end_is_what_it_says_and_no_more(more: dict[str, Any], pointer: str, as_: As) -> None:
    answer = await as_("manager").post("/clients", front_end(**more))
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_a_front_end_reaches_no_team_of_its_own(as_: As, world: World) -> None:
    answer = await as_("manager").post("/clients", front_end(team_ids=[str(world.teams[0].id)]))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/team_ids"


async def test_a_change_is_held_against_all_that_the_client_is(as_: As, world: World) -> None:
    manager = as_("manager")
    made = (await manager.post("/clients", front_end())).json()
    place = f"/clients/{made['id']}"
    changes: list[dict[str, list[str]]] = [
        {"redirect_uris": []}, {"grants": ["client_credentials"]}, {"team_ids": [str(world.teams[0].id)]},
    ]  # fmt: skip
    for change in changes:
        assert (await manager.patch(place, change, version=1)).status_code == 422, change
    machine = (await manager.post("/clients", rota(world))).json()
    assert (await manager.patch(f"/clients/{machine['id']}", {"public": True}, version=1)).status_code == 422
    assert (await manager.patch(f"/clients/{machine['id']}", {"grants": ["authorization_code"]}, version=1)).status_code == 422


async def test_one_that_becomes_public_loses_its_secret_and_has_a_new_one_only_once_it_is_not(
    as_: As, operator: psycopg.Connection[Any]
) -> None:
    manager = as_("manager")
    made = (await manager.post("/clients", front_end(public=False))).json()
    assert len(made["client_secret"]) == 43
    place = f"/clients/{made['id']}"
    assert (await manager.patch(place, {"public": True}, version=1)).json()["public"] is True
    assert operator.execute("SELECT secret_hash FROM client WHERE id = %s", [made["id"]]).fetchone() == (None,)
    assert (await manager.post(f"{place}/secret")).status_code == 409
    assert (await manager.patch(place, {"public": False}, version=2)).status_code == 200
    assert (await manager.post(f"{place}/secret")).status_code == 200
