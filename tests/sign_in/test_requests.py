"""What is sent to the endpoints, and what they say of themselves."""

import asyncio
import time
from collections.abc import AsyncIterator

import httpx2
import pytest
from jose import jws

from api.domain.access.keys import KeyRing
from api.domain.access.roles import SCOPES
from api.storage.pools import make_pool
from tests.sign_in.conftest import App, Kernel
from tests.sign_in.world import PASSWORD, Caller, World, refused, told

FORM = "application/x-www-form-urlencoded"
ENDPOINTS = ("token", "revoke", "introspect")


async def _send(caller: Caller, body: bytes, path: str = "token", media: str = FORM, query: str = "") -> httpx2.Response:
    return await caller.http.post(f"/oauth/{path}{query}", content=body, headers={"content-type": media})


@pytest.mark.parametrize(
    "body",
    [
        b"", b"&&&", b"=", b"grant_type", b"grant_type=", b"grant_type=password", b"grant_type=password&username=anna",
        b"grant_type=password&username=&password=x", b"grant_type=password&username=anna&password=",
        b"grant_type=refresh_token", b"grant_type=password&grant_type=password&username=a&password=b",
        b"grant_type=password&username=a&username=a&password=b", b"grant_type=password&username=a&username=&password=b",
        b"grant_type=password&username=a%00&password=b", b"grant_type=password&username=a&password=b%00",
        b"grant_type=password&username=a\x00&password=b", b"grant_type=password&username=%ff&password=b",
        b"grant_type=password&username=\xff&password=b", b"grant_type=password&username=%ED%A0%80&password=b",
        b"grant_type=password&username=%zz&password=b", b"grant_type=password&username=%&password=b",
        b"grant_type=password&password=b&username=" + b"a" * 255, b"grant_type=password&username=a&password=" + b"b" * 257,
        b"grant_type=refresh_token&refresh_token=" + b"a" * 257, b"grant_type=password&username=a&password=b&role=" + b"r" * 21,
        b"&".join(b"p%d=1" % i for i in range(33)) + b"&grant_type=password",
    ],
)  # fmt: skip
async def test_a_form_that_is_not_as_it_should_be_is_refused_and_not_repeated(world: World, anna: Caller, body: bytes) -> None:
    answer = await _send(anna, body)
    assert refused(answer) == "invalid_request"
    assert "aaa" not in answer.text
    assert await world.failures() == []


@pytest.mark.parametrize("path", ENDPOINTS)
async def test_only_forms_are_read(anna: Caller, path: str) -> None:
    for media in ("application/json", "multipart/form-data; boundary=x", "text/plain", "", f"{FORM}x"):
        assert refused(await _send(anna, b"token=x", path, media)) == "invalid_request"


async def test_a_forms_media_type_may_name_utf_8(world: World, anna: Caller) -> None:
    form = {"grant_type": "password", "username": await world.account("carer"), "password": PASSWORD, "unknown": "ignored"}
    body = str(httpx2.QueryParams(form)).encode()
    assert told(await _send(anna, body, media="Application/X-WWW-Form-Urlencoded; charset=UTF-8"))["role"] == "carer"


@pytest.mark.parametrize("path", ENDPOINTS)
async def test_parameters_in_the_address_are_refused(anna: Caller, path: str) -> None:
    assert refused(await _send(anna, b"token=x", path, query="?client_secret=x")) == "invalid_request"


@pytest.mark.parametrize("path", ENDPOINTS)
async def test_a_long_body_is_not_read_to_its_end(anna: Caller, path: str) -> None:
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 1024
            yield b"a" * 1024

    answer = await anna.http.post(f"/oauth/{path}", content=body(), headers={"content-type": FORM})
    assert refused(answer, 413) == "invalid_request"
    assert sent < 20 * 1024
    assert len((await _send(anna, b"token=" + b"a" * (16 * 1024 - 6), path)).content) < 500


@pytest.mark.parametrize("path", ENDPOINTS)
async def test_other_methods_are_not_allowed(anna: Caller, path: str) -> None:
    for method in ("GET", "PUT", "DELETE"):
        answer = await anna.http.request(method, f"/oauth/{path}")
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("grant", ["Authorization_code", "implicit", "Password", "urn:ietf:params:oauth:grant-type:device_code"])
async def test_other_grants_are_not_supported(anna: Caller, grant: str) -> None:
    assert refused(await anna.post("token", grant_type=grant)) == "unsupported_grant_type"


async def test_a_token_to_revoke_or_introspect_must_be_there(world: World, anna: Caller) -> None:
    assert refused(await anna.post("revoke")) == "invalid_request"
    assert refused(await anna.prove(await world.client(), "introspect")) == "invalid_request"


async def test_when_the_database_is_away_the_answer_says_when_to_come_back(ring: KeyRing) -> None:
    pool = make_pool("postgresql://wt_api@127.0.0.1:1/none", size=2, request_seconds=0.3)
    await pool.open(wait=False)
    try:
        away = App(Kernel(pool, ring, 0.3)).caller()
        began = time.monotonic()
        answers = await asyncio.gather(
            away.sign_in("anna"),
            away.refresh("A" * 43),
            away.post("revoke", token="A" * 43),
            away.prove(("0198c5a0-0000-7000-8000-000000000000", "x"), "introspect", token="x"),
        )
        assert time.monotonic() - began < 2
    finally:
        await pool.close()
    for answer in answers:
        assert refused(answer, 503) == "temporarily_unavailable"


async def test_before_the_keys_are_read_the_answer_is_to_come_back() -> None:
    starting = App(None).caller()
    assert refused(await starting.sign_in("anna"), 503) == "temporarily_unavailable"
    for path in ("jwks.json", "oauth-authorization-server"):
        assert refused(await starting.http.get(f"/.well-known/{path}"), 503) == "temporarily_unavailable"


async def test_a_token_is_verified_with_the_published_keys(world: World, anna: Caller) -> None:
    token = (await anna.signed_in(await world.account("carer")))["access_token"]
    answer = await anna.http.get("/.well-known/jwks.json")
    keys = told(answer)["keys"]
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert all(key.keys() == {"kty", "crv", "x", "y", "kid", "use", "alg"} for key in keys)  # no private member
    (key,) = [key for key in keys if key["kid"] == jws.get_unverified_header(token)["kid"]]
    assert jws.verify(token, key, ["ES256"])


async def test_the_metadata_names_what_is_there(anna: Caller) -> None:
    found = told(await anna.http.get("/.well-known/oauth-authorization-server"))
    assert found["issuer"] == "https://api.example.invalid"
    assert {"authorization_code", "password", "refresh_token", "client_credentials"} <= set(found["grant_types_supported"])
    assert found["authorization_endpoint"] == "https://api.example.invalid/oauth/authorize"
    assert found["code_challenge_methods_supported"] == ["S256"]
    assert found["authorization_response_iss_parameter_supported"] is True
    assert found["scopes_supported"] == sorted(SCOPES)
    assert found["response_types_supported"] == ["code"]
    assert found["response_modes_supported"] == ["query"]
    for name in ENDPOINTS:
        endpoint = {"token": "token", "revoke": "revocation", "introspect": "introspection"}[name]
        assert found[f"{endpoint}_endpoint"] == f"https://api.example.invalid/oauth/{name}"
        assert "client_secret_basic" in found[f"{endpoint}_endpoint_auth_methods_supported"]
        assert (await anna.post(name)).status_code in {400, 401}
    assert (await anna.http.get(found["jwks_uri"])).status_code == 200
