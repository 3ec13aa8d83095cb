import httpx2
import pytest
from starlette.applications import Starlette

from api.domain.shared.ids import new_id
from api.settings import Settings
from api.sign_in import forms, sign_in_routes
from tests.sign_in.conftest import App
from tests.sign_in.front_ends import registered
from tests.sign_in.pages import KNOWN, PAGE, SIGN_IN, Person, back_in, events, form_of, leads_to
from tests.sign_in.world import PASSWORD, WRONG, World

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)  # fmt: skip


@pytest.fixture
def asha(app: App) -> Person:
    return Person(app)


async def test_somebody_signs_in_and_goes_on_to_their_account(world: World, asha: Person) -> None:
    name = await world.account("carer")
    assert leads_to(await asha.signs_in(name)) == "/account"
    assert asha.secret
    assert "Anna" in (await asha.opens("/account")).text
    assert await events(world, name) == [("signed_in", False)]


async def test_somebody_goes_on_to_where_they_came_from(world: World, asha: Person) -> None:
    front_end = await registered(world)
    to = f"/oauth/authorize?{httpx2.QueryParams(front_end.asks())}"
    page = await asha.opens(forms.with_back_to("/sign-in", to))
    assert "Rounds" in page.text
    assert "of provider" in page.text
    assert leads_to(await asha.fills(page, username=await world.account("carer"), password=PASSWORD)) == to


@pytest.mark.parametrize(
    "planted",
    [
        "https://evil.example", "//evil.example", "/\\evil.example", "/sign-in", "/account/../sign-out", "/accounts",
        "javascript:1",
        "/oauth/authorize?\\", "/oauth/authorize?a#b", "/account%0d%0aset-cookie:x=1", "/oauth/authorize?" + "a" * 4_000, "",
        "/account\tx", "/oauth/authorize", "/account//evil.example", "\x00/account",
    ],
)  # fmt: skip
async def test_nobody_is_sent_to_somebody_elses_page(world: World, asha: Person, planted: str) -> None:
    page = await asha.opens(f"/sign-in?{httpx2.QueryParams({'back_to': planted})}")
    if page.status_code == 200:
        assert leads_to(await asha.fills(page, username=await world.account("carer"), password=PASSWORD)) == "/account"


async def test_cookies_are_kept_from_scripts_from_plain_http_and_from_other_sites(world: World, asha: Person) -> None:
    page = await asha.opens("/sign-in")
    answer = await asha.fills(page, username=await world.account("carer"), password=PASSWORD)
    set_ = {c.partition("=")[0]: c for r in (page, answer) for c in r.headers.get_list("set-cookie")}
    assert set_.keys() == {PAGE, SIGN_IN, KNOWN}
    for cookie in set_.values():
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
        assert not any(part.startswith("domain") for part in parts)
    assert "max-age" not in set_[SIGN_IN].lower()


async def test_every_page_says_what_may_run_on_it_and_is_kept_nowhere(world: World, asha: Person) -> None:
    name = await world.account("manager")
    await world.asks_second_factor()
    answers = [
        await asha.opens("/sign-in"),
        await asha.signs_in("nobody", WRONG),
        await asha.sends("/sign-in", {}),
        await asha.sends("/sign-in", {}, content_type="text/plain"),
        await asha.signs_in(name),
        await asha.opens("/sign-in/second-factor/set-up"),
        await asha.opens("/sign-in/second-factor"),
        await asha.opens("/sign-in/second-factor/remove"),
        await asha.fills(await asha.opens("/sign-in/second-factor/set-up"), code="1"),
        await asha.sends("/sign-out", {}),
    ]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "<script" not in answer.text
        assert " style=" not in answer.text
        assert " on" not in [part[:3] for part in answer.text.split('"')[::2]]
        if answer.status_code != 303:
            assert answer.headers["content-security-policy"] == POLICY
            assert answer.text.count("<h1>") == 1
            assert '<html lang="en-GB">' in answer.text


async def test_the_style_sheet_is_served_and_nothing_beside_it(asha: Person) -> None:
    page = await asha.opens("/sign-in")
    href = page.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    style = await asha.opens(href)
    assert style.status_code == 200
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in style.headers["cache-control"]
    assert "immutable" not in (await asha.opens(href.partition("?")[0])).headers["cache-control"]
    for other in ("base.html", "../templates/base.html", "%2e%2e%2ftemplates%2fbase.html"):
        assert (await asha.opens(f"/sign-in/assets/{other}")).status_code == 404


async def test_whoever_leaves_a_field_empty_is_told_which_and_it_is_no_failure(world: World, asha: Person) -> None:
    answer = await asha.fills(await asha.opens("/sign-in"), username=" ", password="")
    assert answer.status_code == 422
    assert '<a href="#username">Enter your user name.</a>' in answer.text
    assert 'aria-describedby="password-error"' in answer.text
    assert "<title>Error: Sign in" in answer.text
    assert await world.failures() == []


async def test_a_forgotten_password_is_mailed_about_only_where_there_is_mail(asha: Person) -> None:
    page = await asha.opens("/sign-in")
    assert "/sign-in/forgotten" not in page.text
    assert "ask your manager" in page.text


async def test_with_mail_the_page_leads_to_a_reset(app: App, asha: Person) -> None:
    given = Settings.model_validate({"smtp_url": "smtp://localhost", "mail_from": "us@example.invalid"})
    app.inner = Starlette(routes=list(sign_in_routes(given)))
    assert 'href="/sign-in/forgotten"' in (await asha.opens("/sign-in")).text


async def test_an_organisations_own_provider_is_offered_where_its_front_end_sends_people(world: World, asha: Person) -> None:
    front_end, other = await registered(world), await registered(world, organisation=world.council)
    id_ = new_id()
    await world.run(
        "INSERT INTO identity_provider (id, organisation_id, name, issuer, client_id)"
        " VALUES (%s, %s, 'Our <b> sign-in', %s, 'us')",
        id_, world.provider, f"https://{id_}.example",
    )  # fmt: skip
    to = f"/oauth/authorize?{httpx2.QueryParams(front_end.asks())}"
    page = await asha.opens(forms.with_back_to("/sign-in", to))
    assert f'action="/sign-in/provider/{id_}?back_to=' in page.text
    assert "Our &lt;b&gt; sign-in" in page.text
    elsewhere = f"/oauth/authorize?{httpx2.QueryParams(other.asks())}"
    for path in ("/sign-in", forms.with_back_to("/sign-in", elsewhere), f"/sign-in?back_to=/oauth/authorize?client_id={id_}"):
        assert "/sign-in/provider/" not in (await asha.opens(path)).text


async def test_signing_out_ends_the_sign_in_and_not_only_the_cookie(world: World, asha: Person) -> None:
    await asha.signed_in(await world.account("carer"))
    old = asha.secret
    page = await asha.opens("/account")
    answer = await asha.sends("/sign-out", {"csrf": form_of(page, "csrf").fields["csrf"]})
    assert "You are signed out" in answer.text
    assert asha.secret is None
    asha.http.cookies.set(SIGN_IN, old or "", domain="api.example.invalid", path="/")
    assert leads_to(await asha.opens("/account")).startswith("/sign-in")


async def test_whoever_is_not_the_one_signed_in_signs_out_and_in_on_their_way(world: World, asha: Person) -> None:
    await asha.signed_in(await world.account("carer"))
    to = f"/oauth/authorize?{httpx2.QueryParams((await registered(world)).asks())}"
    page = await asha.opens("/account")
    answer = await asha.sends(forms.with_back_to("/sign-out", to), {"csrf": form_of(page, "csrf").fields["csrf"]})
    assert back_in(leads_to(answer)) == to


@pytest.mark.parametrize(("column", "ago"), [("expires_at", "1 second"), ("created_at", "12 hours 1 second")])
async def test_a_browser_left_alone_or_open_too_long_signs_in_again(world: World, asha: Person, column: str, ago: str) -> None:
    await asha.signed_in(await world.account("carer"))
    await world.run(f"UPDATE browser_sign_in SET {column} = now() - interval '{ago}'")
    for path in ("/account", "/sign-in/second-factor/set-up"):
        assert leads_to(await asha.opens(path)).startswith("/sign-in?")


async def test_while_the_service_starts_or_the_database_is_away_there_is_a_page_that_says_so() -> None:
    starting = Person(App(None))
    answer = await starting.opens("/sign-in")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert "Please try again" in answer.text
    answer = await starting.sends("/sign-in", {"csrf": "0"})
    assert answer.status_code == 503
