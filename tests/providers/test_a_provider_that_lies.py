"""A provider, or somebody who plays one, that says what is not so: nobody is signed in by any of it."""

import hashlib
import hmac
from collections.abc import Callable
from typing import Any

import httpx2
import psycopg
import pytest

from api.demo.made import World
from api.domain.access.authorizing import challenge_of
from tests.providers.world import (
    OURS,
    Answered,
    Browser,
    Json,
    NewBrowser,
    Provider,
    Register,
    as_jwk,
    b64,
    ec_key,
    part,
    public_pem,
    rsa_key,
    signed,
)
from tests.world import Caller

As = Callable[..., Caller]
Lie = Callable[[Provider, str], str]


async def came_back(browser: Browser, provider: Provider, registered: str, made: Lie, **query: str) -> httpx2.Response:
    """Out, and back with a code for which the provider answers the id token that `made` makes of the nonce."""
    out = await browser.go_out(registered)
    provider.token = lambda _: {"id_token": made(provider, out.said("nonce")), "access_token": "x", "token_type": "Bearer"}
    return await browser.come_back(**{"code": "a-code", "state": out.said("state")} | query)


def good(provider: Provider, nonce: str) -> str:
    return signed(provider.key, provider.claims(nonce))


def saying(**claims: Any) -> Lie:
    """A well-signed token that says something else."""
    return lambda provider, nonce: signed(provider.key, provider.claims(**({"nonce": nonce} | claims)))


def with_header(**header: Any) -> Lie:
    return lambda provider, nonce: signed(provider.key, provider.claims(nonce), **header)


def by_another_key(provider: Provider, nonce: str) -> str:
    return signed(rsa_key(), provider.claims(nonce))


def by_a_key_of_its_own(provider: Provider, nonce: str) -> str:
    key = rsa_key()
    return signed(key, provider.claims(nonce), jwk=as_jwk(key))


def with_no_algorithm(provider: Provider, nonce: str) -> str:
    return f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(provider.claims(nonce))}."


def with_none_and_a_signature(provider: Provider, nonce: str) -> str:
    return f"{part({'alg': 'none', 'kid': 'first'})}.{part(provider.claims(nonce))}.{b64(b'x' * 256)}"


def with_the_public_key_as_secret(provider: Provider, nonce: str) -> str:
    text = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': 'first'})}.{part(provider.claims(nonce))}"
    return f"{text}.{b64(hmac.digest(public_pem(provider.key), text.encode(), hashlib.sha256))}"


def with_another_algorithm_named(provider: Provider, nonce: str) -> str:
    return signed(provider.key, provider.claims(nonce), alg="ES256")


def changed_after_signing(provider: Provider, nonce: str) -> str:
    header, _, signature = signed(provider.key, provider.claims(nonce)).split(".")
    return f"{header}.{part(provider.claims(nonce, sub='subject-2'))}.{signature}"


def without_signature(provider: Provider, nonce: str) -> str:
    return good(provider, nonce).rpartition(".")[0]


def nested_for_ever(provider: Provider, nonce: str) -> str:
    del provider, nonce
    return f"{b64(b'[' * 6000)}.{b64(b'{}')}.{b64(b'x')}"


LIES: dict[str, Lie] = {
    "another issuer": saying(iss="https://elsewhere.example"),
    "the issuer with a slash": lambda p, n: signed(p.key, p.claims(n, iss=p.issuer + "/")),
    "another audience": saying(aud="another-system"),
    "no audience": saying(aud=[]),
    "an audience of ours and of somebody else": saying(aud=["wellbeing", "another-system"], azp="wellbeing"),
    "made for another, though for us": saying(azp="another-system"),
    "expired": lambda p, n: signed(p.key, p.claims(n, exp=p.claims()["iat"] - 60, iat=p.claims()["iat"] - 120)),
    "from the future": lambda p, n: signed(p.key, p.claims(n, iat=p.claims()["iat"] + 120)),
    "older than ten minutes": lambda p, n: signed(p.key, p.claims(n, iat=p.claims()["iat"] - 700)),
    "not yet good": lambda p, n: signed(p.key, p.claims(n, nbf=p.claims()["iat"] + 120)),
    "no end": saying(exp=None),
    "no beginning": saying(iat=None),
    "an end that is no number": saying(exp="9999999999"),
    "an end beyond numbers": saying(exp=True),
    "another nonce": saying(nonce="another"),
    "no nonce": saying(nonce=None),
    "no subject": saying(sub=None),
    "an empty subject": saying(sub=""),
    "a subject that is too long": saying(sub="s" * 256),
    "a subject that is a list": saying(sub=["subject-1"]),
    "no algorithm": with_no_algorithm,
    "no algorithm and a signature": with_none_and_a_signature,
    "the public key as a shared secret": with_the_public_key_as_secret,
    "another algorithm named": with_another_algorithm_named,
    "another key": by_another_key,
    "a key that came along": by_a_key_of_its_own,
    "an address of a key": with_header(jku="https://elsewhere.example/keys"),
    "a certificate's address": with_header(x5u="https://elsewhere.example/cert"),
    "something critical": with_header(crit=["exp"]),
    "an access token's type": with_header(typ="at+jwt"),
    "a key that is not there": with_header(kid="another"),
    "a key's name that is a path": with_header(kid="../../etc/passwd"),
    "a key's name that is a list": with_header(kid=["first"]),
    "changed after it was signed": changed_after_signing,
    "without its signature": without_signature,
    "nested for ever": nested_for_ever,
    "no token at all": lambda _p, _n: "x",
}


@pytest.mark.parametrize("lie", LIES)
async def test_an_id_token_that_is_not_good_signs_nobody_in(
    lie: str, browser: Browser, provider: Provider, register: Register, world: World
) -> None:
    registered = await register(provider.issuer, account=world.account("carer").account_id)
    back = await came_back(browser, provider, registered["id"], LIES[lie])
    assert back.status_code == 403, back.text
    assert "could not be sure" in back.text
    assert not await browser.is_in()
    # The same provider, saying what is so: it was the lie that was refused.
    assert (await came_back(browser, provider, registered["id"], good)).status_code == 303
    assert await browser.is_in()


async def test_keys_of_both_kinds_sign_people_in(browser: Browser, provider: Provider, register: Register, world: World) -> None:
    registered = await register(provider.issuer, account=world.account("carer").account_id)
    curve = ec_key()
    provider.published = [as_jwk(provider.key), as_jwk(curve, "second", use="sig", alg="ES256")]
    back = await came_back(browser, provider, registered["id"], lambda p, n: signed(curve, p.claims(n), kid="second"))
    assert back.status_code == 303, back.text


@pytest.mark.parametrize("published", ["weak", "for encryption", "of another algorithm", "twice without a name"])
async def test_keys_that_are_weak_or_for_something_else_are_none(
    published: str, browser: Browser, provider: Provider, register: Register, world: World
) -> None:
    registered = await register(provider.issuer, account=world.account("carer").account_id)
    kid: str | None = "first"
    match published:
        case "weak":
            provider.key = rsa_key(1024)
            provider.published = [as_jwk(provider.key)]
        case "for encryption":
            provider.published = [as_jwk(provider.key, use="enc")]
        case "of another algorithm":
            provider.published = [as_jwk(provider.key, alg="RS512")]
        case _:
            kid = None
            provider.published = [as_jwk(provider.key, None), as_jwk(rsa_key(), None)]
    back = await came_back(browser, provider, registered["id"], lambda p, n: signed(p.key, p.claims(n), kid=kid))
    assert back.status_code == 403
    assert not await browser.is_in()


async def test_keys_that_are_made_up_do_not_make_us_ask_again(
    browser: Browser, provider: Provider, register: Register, world: World
) -> None:
    registered = await register(provider.issuer, account=world.account("carer").account_id)
    assert (await came_back(browser, provider, registered["id"], good)).status_code == 303
    asked = provider.asked.count("/keys")
    for _ in range(3):
        assert (await came_back(browser, provider, registered["id"], with_header(kid="made-up"))).status_code == 403
    assert provider.asked.count("/keys") == asked, "a minute has not passed since they were read"


async def test_a_state_is_good_once(browser: Browser, provider: Provider, register: Register, world: World) -> None:
    registered = await register(provider.issuer, account=world.account("carer").account_id)
    out = await browser.go_out(registered["id"])
    provider.token = lambda _: {"id_token": good(provider, out.said("nonce"))}
    assert (await browser.come_back(code="a-code", state=out.said("state"))).status_code == 303
    again = await browser.come_back(code="another-code", state=out.said("state"))
    assert again.status_code == 403
    assert "Please begin again" in again.text
    assert len(provider.forms) == 1, "the second code was shown to nobody"


async def test_a_state_of_another_browser_signs_nobody_in(
    browser: Browser, new_browser: NewBrowser, provider: Provider, register: Register, world: World
) -> None:
    """Login cross-site request forgery: somebody is led to come back with an attacker's own code and state."""
    registered = await register(provider.issuer, account=world.account("carer").account_id)
    attacker, victim = browser, new_browser()
    out = await attacker.go_out(registered["id"])
    await victim.go_out(registered["id"])
    provider.token = lambda _: {"id_token": good(provider, out.said("nonce"))}
    led = await victim.come_back(code="a-code", state=out.said("state"))
    assert led.status_code == 403
    assert not await victim.is_in()
    assert not provider.forms
    bare = new_browser()
    assert (await bare.come_back(code="a-code", state=out.said("state"))).status_code == 403
    assert (await attacker.come_back(code="a-code", state=out.said("state"))).status_code == 303, "theirs it still is"


@pytest.mark.parametrize("query", [{}, {"state": "x" * 43}, {"state": "x" * 5000, "code": "c"}, {"code": "c"}])
async def test_coming_back_with_nothing_of_ours_is_refused(query: Json, browser: Browser) -> None:
    assert (await browser.come_back(**query)).status_code == 403


async def test_a_parameter_twice_is_refused(browser: Browser, provider: Provider, register: Register) -> None:
    registered = await register(provider.issuer)
    out = await browser.go_out(registered["id"])
    address = f"{OURS}/sign-in/provider/callback?code=a&code=b&state={out.said('state')}"
    assert (await browser.http.get(address)).status_code == 403
    assert not provider.forms


async def test_a_code_of_another_sign_in_is_not_redeemed(
    browser: Browser, provider: Provider, register: Register, world: World
) -> None:
    """Code injection: a stolen code is put into one's own sign-in. The verifier and the nonce are not those it was made for."""
    registered = await register(provider.issuer, account=world.account("carer").account_id)
    challenges: dict[str, str] = {}

    def redeemed(form: dict[str, str]) -> Json | Answered:
        if challenge_of(form["code_verifier"]) != challenges[form["code"]]:
            return Answered({"error": "invalid_grant"}, 400)
        return {"id_token": good(provider, mine.said("nonce"))}

    provider.token = redeemed
    stolen = await browser.go_out(registered["id"])
    mine = await browser.go_out(registered["id"])
    challenges |= {"stolen": stolen.said("code_challenge"), "mine": mine.said("code_challenge")}
    assert stolen.said("code_challenge_method") == "S256"
    injected = await browser.come_back(code="stolen", state=mine.said("state"))
    assert injected.status_code == 503, "their provider refuses it"
    assert not await browser.is_in()
    mine = await browser.go_out(registered["id"])
    challenges["mine"] = mine.said("code_challenge")
    assert (await browser.come_back(code="mine", state=mine.said("state"))).status_code == 303


async def test_who_comes_back_from_another_provider_is_not_let_in(
    browser: Browser, provider: Provider, second_provider: Provider, register: Register, world: World
) -> None:
    """Mix-up: a code of an honest provider is sent on to the one of an attacker, who wants it redeemed there."""
    honest = await register(provider.issuer, account=world.account("carer").account_id)
    evil = await register(second_provider.issuer, name="Elsewhere", account=world.account("coach").account_id)
    second_provider.token = lambda _: {"id_token": good(provider, out.said("nonce"))}
    out = await browser.go_out(evil["id"])
    named = await browser.come_back(code="of-the-honest-one", state=out.said("state"), iss=provider.issuer)
    assert named.status_code == 403
    assert not second_provider.forms, "the code was not shown to it"
    # One that does not name who answers: then the id token does.
    out = await browser.go_out(evil["id"])
    assert (await browser.come_back(code="c", state=out.said("state"))).status_code == 403
    # And one that says it always names itself must.
    provider.says = {"authorization_response_iss_parameter_supported": True}
    out = await browser.go_out(honest["id"])
    provider.token = lambda _: {"id_token": good(provider, out.said("nonce"))}
    assert (await browser.come_back(code="c", state=out.said("state"), iss=provider.issuer)).status_code == 303


async def test_a_provider_that_says_it_names_itself_must(
    browser: Browser, provider: Provider, register: Register, world: World
) -> None:
    provider.says = {"authorization_response_iss_parameter_supported": True}
    registered = await register(provider.issuer, account=world.account("carer").account_id)
    assert (await came_back(browser, provider, registered["id"], good)).status_code == 403
    assert (await came_back(browser, provider, registered["id"], good, iss=provider.issuer)).status_code == 303


async def test_who_declines_there_is_not_in_here(browser: Browser, provider: Provider, register: Register) -> None:
    registered = await register(provider.issuer)
    out = await browser.go_out(registered["id"])
    back = await browser.come_back(error="access_denied", state=out.said("state"))
    assert back.status_code == 403
    assert "did not sign you in" in back.text
    assert (await browser.come_back(error="access_denied", state=out.said("state"))).status_code == 403


async def test_a_subject_of_another_organisation_is_nobody_here(
    browser: Browser, provider: Provider, register: Register, world: World
) -> None:
    """Two organisations at one issuer: each joined its own people, and the same subject is two of them."""
    elsewhere = await register(
        provider.issuer, by="other_manager", client_id="other", account=world.account("other_manager").account_id
    )
    here = await register(provider.issuer)
    assert elsewhere["issuer"] == here["issuer"]
    back = await came_back(browser, provider, here["id"], good)
    assert back.status_code == 403
    assert "we do not yet" in back.text
    back = await came_back(browser, provider, elsewhere["id"], good)
    assert back.status_code == 403, "made for our other client there"
    assert not await browser.is_in()


async def test_who_signed_in_must_have_pressed_the_button_on_our_page(
    browser: Browser, provider: Provider, register: Register
) -> None:
    registered = await register(provider.issuer)
    for headers in ({"origin": "https://elsewhere.example"}, {}, {"origin": OURS}):
        answer = await browser.http.post(f"{OURS}/sign-in/provider/{registered['id']}", data={"csrf": "0" * 64}, headers=headers)
        assert answer.status_code == 403
    assert not provider.asked


@pytest.mark.usefixtures("second_factors")
@pytest.mark.parametrize(
    ("claims", "assured"),
    [
        ({}, True),
        ({"amr": ["pwd", "otp"]}, True),
        ({"amr": ["mfa"]}, True),
        ({"amr": ["hwk", "pin"]}, True),
        ({"acr": "https://refeds.org/profile/mfa"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": []}, False),
        ({"amr": "mfa"}, False),
        ({"acr": "0"}, False),
        ({"amr": ["pin", "kba"], "acr": "1"}, False),
    ],
)
async def test_a_token_that_tells_how_somebody_signed_in_must_tell_of_a_second_factor(
    claims: Json, assured: bool, browser: Browser, provider: Provider, register: Register, world: World
) -> None:  # fmt: skip
    registered = await register(provider.issuer, account=world.account("manager").account_id, assures_second_factor=True)
    assert (await came_back(browser, provider, registered["id"], saying(**claims))).status_code == 303
    page = await browser.http.get(f"{OURS}/account")
    assert page.status_code == (200 if assured else 303)


async def test_our_secret_goes_to_the_token_endpoint_and_nowhere_else(
    browser: Browser, provider: Provider, register: Register, world: World, operator: psycopg.Connection[Any]
) -> None:
    provider.says = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    registered = await register(provider.issuer, account=world.account("carer").account_id, client_secret="a very secret word")
    assert (await came_back(browser, provider, registered["id"], good)).status_code == 303
    assert provider.forms[0]["client_secret"] == "a very secret word"
    assert "a+very" not in "".join(provider.asked)
    kept = operator.execute("SELECT sealed_secret FROM identity_provider WHERE id = %s", [registered["id"]]).fetchone()
    assert kept is not None
    assert b"secret" not in kept[0]


async def test_a_secret_that_was_sealed_for_another_provider_is_of_no_use(
    browser: Browser, provider: Provider, second_provider: Provider, register: Register, operator: psycopg.Connection[Any]
) -> None:
    """Whoever writes in the database, and has no key, cannot send one provider's secret to another."""
    first = await register(provider.issuer)
    second = await register(second_provider.issuer)
    operator.execute(
        "UPDATE identity_provider SET sealed_secret = (SELECT sealed_secret FROM identity_provider WHERE id = %s) WHERE id = %s",
        [first["id"], second["id"]],
    )
    assert (await came_back(browser, second_provider, second["id"], good)).status_code == 503
    assert not second_provider.forms
