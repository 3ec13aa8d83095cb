"""What somebody tries who is not the one whose password it is. Each was seen to succeed once its defence was taken away."""

from typing import Any

import httpx2
import pytest

from api.domain.access import passwords
from api.domain.access.keys import KeyRing
from tests.sign_in.conftest import App
from tests.sign_in.pages import PAGE, SIGN_IN, Person, form_of, leads_to
from tests.sign_in.world import PASSWORD, WRONG, World

EVIL = "https://evil.example"
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 191 }}",
    "{% include 'base.html' %}",
    "javascript:1",
)


@pytest.fixture
def asha(app: App) -> Person:
    return Person(app)


@pytest.fixture
def mallory(app: App) -> Person:
    return Person(app, "198.51.100.9")


# ---- login CSRF ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "sent",
    [
        {"origin": EVIL, "sec-fetch-site": "cross-site"},
        {"origin": EVIL},
        {"origin": "null"},
        {"origin": "https://api.example.invalid.evil.example"},
        {"origin": "http://api.example.invalid"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "origin": "https://api.example.invalid"},
        {"referer": "https://api.example.invalid/sign-in"},
        {},
    ],
)
async def test_a_form_from_somebody_elses_site_signs_nobody_in(world: World, asha: Person, sent: dict[str, str]) -> None:
    name = await world.account("carer")
    page = await asha.opens("/sign-in")
    asha.own = sent
    answer = await asha.fills(page, username=name, password=PASSWORD)
    assert answer.status_code == 403
    assert "This form was not accepted" in answer.text
    assert asha.secret is None


@pytest.mark.parametrize("sent", [{"origin": "https://api.example.invalid"}, {"sec-fetch-site": "same-origin"}])
async def test_older_browsers_that_say_only_one_of_the_two_can_sign_in(world: World, asha: Person, sent: dict[str, str]) -> None:
    asha.own = sent
    await asha.signed_in(await world.account("carer"))


async def test_a_form_with_anothers_token_or_none_signs_nobody_in(world: World, app: App, asha: Person, mallory: Person) -> None:
    name = await world.account("carer")
    token = form_of(await mallory.opens("/sign-in"), "csrf").fields["csrf"]
    await asha.opens("/sign-in")
    for csrf in ({"csrf": token}, {"csrf": ""}, {}, {"csrf": "0" * 64}, {"csrf": "é"}):
        answer = await asha.sends("/sign-in", {"username": name, "password": PASSWORD, **csrf})
        assert answer.status_code == 403
    without_cookies = Person(app)
    assert (await without_cookies.sends("/sign-in", {"username": name, "password": PASSWORD, "csrf": token})).status_code == 403


async def test_a_form_from_before_somebody_else_signed_in_here_does_nothing_for_them(world: World, asha: Person) -> None:
    await asha.signed_in(await world.account("carer"))
    before = form_of(await asha.opens("/account"), "csrf").fields["csrf"]
    await asha.signed_in(await world.account("carer"))
    assert (await asha.sends("/sign-out", {"csrf": before})).status_code == 403
    assert (await asha.opens("/account")).status_code == 200


# ---- session fixation ----------------------------------------------------------------------------------------------
async def test_a_planted_cookie_never_becomes_somebodys(world: World, asha: Person, mallory: Person) -> None:
    await mallory.signed_in(await world.account("carer"))
    for planted in (mallory.secret or "", "A" * 43, "x", "A" * 400):
        asha.http.cookies.set(SIGN_IN, planted, domain="api.example.invalid", path="/")
        await asha.signed_in(await world.account("coach"))
        assert asha.secret not in (planted, None)
    # What was planted ended when somebody signed in over it: mallory does not even keep their own.
    assert leads_to(await mallory.opens("/account")).startswith("/sign-in")


async def test_a_planted_page_cookie_is_no_sign_in(world: World, asha: Person, mallory: Person) -> None:
    await mallory.opens("/sign-in")
    planted = mallory.http.cookies.get(PAGE) or ""
    asha.http.cookies.set(PAGE, planted, domain="api.example.invalid", path="/")
    await asha.signed_in(await world.account("carer"))
    mallory.http.cookies.set(SIGN_IN, planted, domain="api.example.invalid", path="/")
    assert leads_to(await mallory.opens("/account")).startswith("/sign-in")


async def test_each_proof_has_a_new_secret_and_the_one_before_is_dead(world: World, app: App, asha: Person) -> None:
    name = await world.account("carer")
    await asha.signed_in(name)
    first = asha.secret or ""
    await asha.signed_in(name)
    assert asha.secret != first
    thief = Person(app)
    thief.http.cookies.set(SIGN_IN, first, domain="api.example.invalid", path="/")
    assert leads_to(await thief.opens("/account")).startswith("/sign-in")


async def test_no_secret_of_a_browser_is_stored(world: World, asha: Person) -> None:
    await asha.signed_in(await world.account("carer"))
    kept = str(await world.run("SELECT b::text FROM browser_sign_in b"))
    assert asha.secret
    assert asha.secret not in kept


# ---- enumeration ---------------------------------------------------------------------------------------------------
async def _failures(world: World) -> dict[str, tuple[str, str]]:
    ended = await world.account("carer")
    await world.run("UPDATE account_grant SET until = now() FROM account a WHERE a.id = account_id AND a.username = %s", ended)
    without = await world.account("carer")
    await world.run("UPDATE account SET password_hash = NULL WHERE username = %s", without)
    return {
        "wrong": (await world.account("carer"), WRONG),
        "wrong, a manager": (await world.account("manager"), WRONG),
        "unknown": ("nobody@example.invalid", PASSWORD),
        "disabled": (await world.account("carer", disabled=True), PASSWORD),
        "no role left": (ended, PASSWORD),
        "no password yet": (without, PASSWORD),
        "too long for a name": ("n" * 300, PASSWORD),
        "too long for a password": (await world.account("carer"), "p" * 300),
        "odd letters": ("ﬀ\u202e\x1b[0m@example.invalid", PASSWORD),
    }


async def test_every_failure_has_the_same_page_to_the_byte(world: World, asha: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    await world.asks_second_factor()
    runs: list[int] = []
    real = passwords._hasher.verify

    def counting(text: Any, stored: Any) -> bool:
        runs.append(1)
        return real(text, stored)

    monkeypatch.setattr(passwords._hasher, "verify", counting)
    seen: dict[tuple[Any, ...], list[str]] = {}
    for why, (name, password) in (await _failures(world)).items():
        runs.clear()
        answer = await asha.signs_in(name, password)
        hashed = len(runs) if len(password) <= passwords.MAX_CHARACTERS else 1
        seen.setdefault((answer.status_code, tuple(answer.headers.multi_items()), answer.content, hashed), []).append(why)
    assert len(seen) == 1, list(seen.values())
    assert next(iter(seen))[0] == 422


async def test_when_the_tries_are_used_up_the_page_is_the_same_for_a_name_that_nobody_has(
    world: World, asha: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords._hasher, "verify", lambda *_: False)
    seen = []
    for name in (await world.account("carer"), "nobody", await world.account("carer", disabled=True)):
        for _ in range(10):
            assert (await asha.signs_in(name, WRONG)).status_code == 422
        refused = await asha.signs_in(name, WRONG)
        seen.append((refused.status_code, refused.content, refused.headers["content-security-policy"]))
    assert seen[0][0] == 429
    assert len(set(seen)) == 1


# ---- what is sent is never shown -----------------------------------------------------------------------------------
@pytest.mark.parametrize("payload", PAYLOADS)
async def test_nothing_that_is_sent_is_shown_again(world: World, asha: Person, payload: str) -> None:
    await asha.signed_in(await world.account("carer"))
    query = httpx2.QueryParams({"back_to": payload, payload: payload, "error": payload, "client_id": payload})
    deep = httpx2.QueryParams({"back_to": f"/oauth/authorize?client_id={payload}&state={payload}"})
    pages = [
        await asha.opens(f"/sign-in?{query}"),
        await asha.opens(f"/sign-in?{deep}"),
        await asha.opens(f"/sign-in/second-factor/set-up?{deep}"),
        await asha.signs_in(payload, payload),
        await asha.fills(await asha.opens(f"/sign-in?{query}"), username=payload, password=payload),
        await asha.fills(await asha.opens("/sign-in/second-factor/set-up"), code=payload, key=payload),
        await asha.fills(await asha.opens("/sign-in/second-factor/set-up"), code=payload),
        await asha.sends("/sign-in", {"csrf": payload, payload: payload}),
    ]
    for page in pages:
        # A front end's own request is carried along, within an address of ours.
        assert payload not in page.text.replace(f"client_id={payload}", "").replace(f"state={payload}", "")
        assert "1337" not in page.text
        assert "<img" not in page.text
        assert page.text.count("<!doctype html>") <= 1


async def test_names_that_people_have_are_shown_as_text(world: World, asha: Person) -> None:
    name = await world.account("carer", username='"><script>alert(1)</script>@example.invalid')
    await asha.signed_in(name)
    page = await asha.opens("/sign-in/second-factor/set-up")
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text


# ---- forms that nobody can have filled in ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"", None, 403),
        (b"", "application/x-www-form-urlencoded", 403),
        (b"csrf=%00", "application/x-www-form-urlencoded", 400),
        (b"username=a%00b&password=c", "application/x-www-form-urlencoded", 400),
        (b"username=%ff", "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"csrf=a&csrf=b", "application/x-www-form-urlencoded", 400),
        (b"&".join(b"f%d=" % n for n in range(40)), "application/x-www-form-urlencoded", 400),
        (b"username=" + b"a" * 20_000, "application/x-www-form-urlencoded", 413),
        (b'{"username": "a"}', "application/json", 400),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x", 400),
    ],
)
async def test_what_is_no_form_of_ours_is_refused_on_a_page(asha: Person, body: bytes, media: str | None, status: int) -> None:
    await asha.opens("/sign-in")
    for path in ("/sign-in", "/sign-out", "/sign-in/second-factor", "/sign-in/second-factor/set-up"):
        answer = await asha.http.post(path, content=body, headers=asha.own | ({"content-type": media} if media else {}))
        assert answer.status_code == status, path
        assert "<h1>" in answer.text
        assert len(answer.content) < 2_000


async def test_a_form_opened_elsewhere_is_bound_to_the_keys_of_the_service(asha: Person, ring: KeyRing) -> None:
    token = form_of(await asha.opens("/sign-in"), "csrf").fields["csrf"]
    assert ring.cursor_key.hex() not in token
    assert asha.http.cookies.get(PAGE) not in (None, token)
