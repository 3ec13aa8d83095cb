import pytest

from api.domain.access.secrets import digest_of
from tests.sign_in.world import Caller, World, refused, told

INACTIVE = {"active": False}


async def test_revoking_either_token_ends_the_sign_in(world: World, anna: Caller) -> None:
    client = await world.client()
    for kind in ("access_token", "refresh_token"):
        tokens = await anna.signed_in(await world.account("carer"))
        assert (await anna.introspect(tokens["access_token"], client))["active"]
        answer = await anna.post("revoke", token=tokens[kind], token_type_hint=kind, client_id="first-party")
        assert (answer.status_code, answer.content, answer.headers["cache-control"]) == (200, b"", "no-store")
        assert await anna.introspect(tokens["access_token"], client) == INACTIVE
        assert await anna.introspect(tokens["refresh_token"], client) == INACTIVE
        assert refused(await anna.refresh(tokens["refresh_token"])) == "invalid_grant"


async def test_a_used_up_refresh_token_still_signs_out(world: World, anna: Caller) -> None:
    first = (await anna.signed_in(await world.account("carer")))["refresh_token"]
    second = told(await anna.refresh(first))["refresh_token"]
    third = told(await anna.refresh(second))["refresh_token"]
    assert (await anna.post("revoke", token=first)).status_code == 200
    assert refused(await anna.refresh(third)) == "invalid_grant"


@pytest.mark.parametrize("token", ["nonsense", "a.b.c", "x" * 8000, "…"])
async def test_revoking_what_is_no_token_is_fine(world: World, anna: Caller, token: str) -> None:
    assert (await anna.post("revoke", token=token)).status_code == 200
    assert await anna.introspect(token, await world.client()) == INACTIVE


async def test_revoking_twice_is_fine_and_keeps_the_first_end(world: World, anna: Caller) -> None:
    token = (await anna.signed_in(await world.account("carer")))["refresh_token"]
    ends = []
    for _ in range(2):
        assert (await anna.post("revoke", token=token)).status_code == 200
        ends += await world.run(
            "SELECT ended_at FROM session WHERE id = (SELECT session_id FROM refresh_token WHERE digest = %s)", digest_of(token)
        )
    assert ends[0] == ends[1]


async def test_a_client_revokes_its_own_token_and_no_others(world: World, anna: Caller) -> None:
    mine, other = await world.client("people:read"), await world.client("people:read")
    token = told(await anna.prove(mine, "token", grant_type="client_credentials"))["access_token"]
    assert refused(await anna.prove(other, "revoke", token=token)) == "invalid_grant"
    assert refused(await anna.prove((mine[0], "wrong"), "revoke", token=token), 401) == "invalid_client"
    assert refused(await anna.post("revoke", client_id=mine[0], token=token), 401) == "invalid_client"
    assert (await anna.introspect(token, other))["active"]
    assert (await anna.prove(mine, "revoke", token=token)).status_code == 200
    assert await anna.introspect(token, other) == INACTIVE


async def test_introspection_says_what_a_token_is(world: World, anna: Caller) -> None:
    client = await world.client()
    tokens = await anna.signed_in(await world.account("carer"), scope="people:read", client_id="docs")
    access = await anna.introspect(tokens["access_token"], client)
    assert access.pop("exp") - access.pop("iat") == 900
    assert access.pop("nbf")
    assert access.pop("jti")
    refresh = await anna.introspect(tokens["refresh_token"], client)
    assert refresh.pop("exp")
    assert access.pop("token_type") == "Bearer"
    assert access.pop("aud") == "https://api.example.invalid/v1"
    assert access == refresh
    assert access.pop("sub") != access.pop("sid")
    assert access == {
        "active": True, "iss": "https://api.example.invalid", "client_id": "docs", "org": str(world.provider), "role": "carer",
        "scope": "people:read",
    }  # fmt: skip


async def test_a_token_of_another_organisation_is_like_one_that_never_was(world: World, anna: Caller) -> None:
    tokens = await anna.signed_in(await world.account("carer"))
    council = await world.client(organisation=world.council)
    answers = [await anna.prove(council, "introspect", token=t) for t in (tokens["access_token"], tokens["refresh_token"], "x")]
    assert {answer.content for answer in answers} == {b'{"active":false}'}
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}


async def test_active_means_that_it_stands_this_moment(world: World, anna: Caller) -> None:
    client = await world.client()
    name = await world.account("carer")
    tokens = await anna.signed_in(name)
    await world.run("UPDATE account SET disabled_at = now() WHERE username = %s", name)
    for kind in ("access_token", "refresh_token"):
        assert await anna.introspect(tokens[kind], client) == INACTIVE
    await world.run("UPDATE account SET disabled_at = NULL WHERE username = %s", name)
    for kind in ("access_token", "refresh_token"):  # an account let back in signs in anew
        assert await anna.introspect(tokens[kind], client) == INACTIVE
    assert (await anna.introspect((await anna.signed_in(name))["access_token"], client))["active"]


async def test_a_spent_refresh_token_is_inactive_and_asking_ends_nothing(world: World, anna: Caller) -> None:
    client = await world.client()
    first = (await anna.signed_in(await world.account("carer")))["refresh_token"]
    second = told(await anna.refresh(first))["refresh_token"]
    assert (await anna.introspect(first, client))["active"]
    third = told(await anna.refresh(second))["refresh_token"]
    assert await anna.introspect(first, client) == INACTIVE
    assert (await anna.introspect(third, client))["active"]


async def test_a_removed_clients_token_is_inactive(world: World, anna: Caller) -> None:
    mine, other = await world.client("people:read"), await world.client()
    token = told(await anna.prove(mine, "token", grant_type="client_credentials"))["access_token"]
    await world.run("UPDATE client SET removed_at = now() WHERE id = %s", mine[0])
    assert await anna.introspect(token, other) == INACTIVE


async def test_only_a_client_with_its_secret_may_introspect(world: World, anna: Caller) -> None:
    token = (await anna.signed_in(await world.account("manager")))["access_token"]
    id_, _ = await world.client()
    for more in ({}, {"client_id": "docs"}, {"client_id": id_}, {"client_id": id_, "client_secret": "wrong"}):
        assert refused(await anna.post("introspect", token=token, **more), 401) == "invalid_client"
