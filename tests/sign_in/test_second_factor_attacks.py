"""What somebody tries who knows the password and has not the phone. Each was seen to succeed once its defence was taken away."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from api.domain.access import second_factors
from api.domain.access.keys import KeyRing
from api.domain.access.second_factors import MOST_FAILURES, plainly, step_of
from api.domain.shared.ids import new_id
from api.storage import embedded
from api.storage.pools import make_pool
from tests.sign_in.conftest import LOGIN, App, Kernel
from tests.sign_in.front_ends import registered
from tests.sign_in.pages import ISSUER, SIGN_IN, Authenticator, Person, codes_in, events, form_of, forms_of, key_in, leads_to
from tests.sign_in.world import PASSWORD, World, refused

FACTOR = "/sign-in/second-factor"
SET_UP = "/sign-in/second-factor/set-up"
# RFC 6238 appendix B, the SHA-1 rows, whose last six digits ours are.
VECTORS = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037"}
RFC_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture(autouse=True)
async def _real(world: World) -> None:
    await world.asks_second_factor()


@pytest.fixture
async def other_worker(server: embedded.Server, ring: KeyRing) -> AsyncIterator[App]:
    async with make_pool(server.url("postgres", "wt_api", LOGIN), size=4, request_seconds=2.5) as pool:
        yield App(Kernel(pool, ring))


@pytest.fixture
async def name(world: World) -> str:
    return await world.account("manager")


@pytest.fixture
async def phone(app: App, name: str) -> Authenticator:
    """The manager's, who has just set it up."""
    return await Person(app).sets_up(name)


async def with_password(app: App, name: str) -> tuple[Person, httpx2.Response]:
    """Somebody who knows the password, before the page that asks for a code."""
    person = Person(app)
    assert leads_to(await person.signs_in(name)).startswith(FACTOR)
    return person, await person.opens(FACTOR)


# ---- codes ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("at", "code"), VECTORS.items())
def test_codes_are_those_of_rfc_6238(at: int, code: str) -> None:
    assert step_of(RFC_KEY, code, at) == at // 30
    assert step_of(RFC_KEY, code, at + 30) == at // 30
    assert step_of(RFC_KEY, code, at + 60) is None
    if at > 90:  # before 1970 there were no steps
        assert step_of(RFC_KEY, code, at - 30) == at // 30
        assert step_of(RFC_KEY, code, at - 60) is None


@pytest.mark.parametrize("text", ["", "28708", "2870820", "٢٨٧٠٨٢", "28708x", "+87082", "287082\x00"])
def test_what_is_no_code_of_six_digits_is_none(text: str) -> None:
    assert step_of(RFC_KEY, plainly(text), 59) is None


async def test_a_sign_in_that_ends_while_the_code_is_looked_at_does_not_go_on(
    app: App, world: World, name: str, phone: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the password is reset, or everything else signed out, at that very moment."""
    person, page = await with_password(app, name)
    looked_at = second_factors.prove

    async def ended_before(*given: Any) -> second_factors.Proof:
        await world.run("UPDATE browser_sign_in SET ended_at = now() WHERE ended_at IS NULL")
        return await looked_at(*given)

    monkeypatch.setattr(second_factors, "prove", ended_before)
    assert leads_to(await person.fills(page, code=phone.code())).startswith("/sign-in?")
    assert leads_to(await person.opens("/account")).startswith("/sign-in?")


async def test_a_code_is_good_once(app: App, name: str, phone: Authenticator) -> None:
    code = phone.code()
    first, page = await with_password(app, name)
    assert leads_to(await first.fills(page, code=code)) == "/account"
    second, page = await with_password(app, name)
    assert (await second.fills(page, code=code)).status_code == 422
    assert (await second.fills(page, code=phone.code(-1))).status_code == 422  # nor one from before it


async def test_the_code_with_which_it_was_set_up_is_used_up(app: App, name: str) -> None:
    owner = Person(app)
    await owner.signs_in(name)
    page = await owner.opens(SET_UP)
    phone = Authenticator(key_in(page))
    code = phone.code(1)
    assert codes_in(await owner.fills(page, code=code))
    thief, asked = await with_password(app, name)
    assert (await thief.fills(asked, code=code)).status_code == 422


async def test_of_many_who_send_one_code_at_once_on_two_workers_one_comes_in(
    app: App, other_worker: App, name: str, phone: Authenticator
) -> None:
    before = [await with_password(worker, name) for worker in (app, other_worker) for _ in range(2)]
    code = phone.code()
    answers = await asyncio.gather(*(person.fills(page, code=code) for person, page in before))
    assert Counter(answer.status_code for answer in answers) == {303: 1, 422: 3}


async def test_of_many_who_send_one_recovery_code_at_once_one_comes_in(
    app: App, other_worker: App, name: str, phone: Authenticator
) -> None:
    before = [await with_password(worker, name) for worker in (app, other_worker) for _ in range(2)]
    answers = await asyncio.gather(*(person.fills(page, recovery=phone.codes[0]) for person, page in before))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 422: 3}


async def test_a_recovery_code_of_somebody_else_is_none(world: World, app: App, name: str, phone: Authenticator) -> None:
    theirs = await Person(app).sets_up(await world.account("carer"))
    person, page = await with_password(app, name)
    assert (await person.fills(page, recovery=theirs.codes[0])).status_code == 422
    assert (await person.fills(page, code=theirs.code())).status_code == 422
    assert leads_to(await person.fills(page, code=phone.code())) == "/account"


# ---- guessing ------------------------------------------------------------------------------------------------------
async def test_five_wrong_codes_in_a_quarter_of_an_hour_are_all_on_all_workers(
    world: World, app: App, other_worker: App, name: str, phone: Authenticator
) -> None:
    before = [await with_password(worker, name) for worker in (app, other_worker) for _ in range(5)]
    wrong = phone.wrong()
    answers = await asyncio.gather(
        *(person.fills(page, **{"code" if n % 2 else "recovery": wrong}) for n, (person, page) in enumerate(before))
    )
    assert Counter(answer.status_code for answer in answers) == {422: 5, 429: 5}
    noted = Counter(what for what, _ in await events(world, name))
    assert (noted["wrong_second_factor"], noted["limited"]) == (5, 1)
    person, page = before[0]
    assert (await person.fills(page, code=phone.code())).status_code == 429
    # A new sign-in with the password does not begin a new count.
    person, page = await with_password(app, name)
    assert (await person.fills(page, code=phone.code())).status_code == 429
    await world.run("UPDATE sign_in_failure SET since = since - interval '15 minutes 1 second'")
    assert leads_to(await person.fills(page, code=phone.code())) == "/account"


async def test_after_a_hundred_wrong_codes_in_a_row_no_code_is_taken_any_more(
    world: World, app: App, name: str, phone: Authenticator
) -> None:
    await world.run(
        "UPDATE second_factor f SET failures = %s FROM account a WHERE a.id = f.account_id AND username = %s",
        MOST_FAILURES - 1, name,
    )  # fmt: skip
    person, page = await with_password(app, name)
    assert (await person.fills(page, code=phone.wrong())).status_code == 422
    assert (await person.fills(page, code=phone.code())).status_code == 422
    assert (await person.fills(page, recovery=phone.codes[0])).status_code == 422


async def test_a_good_code_forgets_the_wrong_ones(world: World, app: App, name: str, phone: Authenticator) -> None:
    person, page = await with_password(app, name)
    for _ in range(4):
        await person.fills(page, code=phone.wrong())
    assert leads_to(await person.fills(page, code=phone.code())) == "/account"
    rows = await world.run("SELECT failures FROM second_factor f JOIN account a ON a.id = f.account_id WHERE username = %s", name)
    assert rows == [(0,)]
    person, page = await with_password(app, name)
    for _ in range(4):
        assert (await person.fills(page, code=phone.wrong())).status_code == 422


# ---- going round it ------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("phone")
async def test_with_the_password_alone_no_page_lets_anybody_in(world: World, app: App, name: str) -> None:
    front_end = await registered(world)
    thief, page = await with_password(app, name)
    query = httpx2.QueryParams(front_end.asks())
    for path in ("/account", f"/oauth/authorize?{query}", SET_UP, f"{FACTOR}/remove", f"{FACTOR}/recovery-codes"):
        assert leads_to(await thief.opens(path)).startswith(FACTOR + "?back_to="), path
    csrf = form_of(page, "csrf").fields["csrf"]
    for path in ("/account/password", "/account/sessions/end", f"/oauth/authorize?{query}", SET_UP, f"{FACTOR}/remove"):
        sent = {"csrf": csrf, "answer": "allow", "role": "manager", "password": PASSWORD, "key": "x", "session": str(new_id())}
        answer = await thief.sends(path, sent)
        assert answer.status_code in (303, 403, 404, 405), path
        if answer.status_code == 303:
            assert leads_to(answer).startswith(FACTOR)
    assert await world.run("SELECT FROM authorization_code WHERE client_id = %s", front_end.id) == []


@pytest.mark.usefixtures("phone")
async def test_with_the_password_alone_there_is_no_token_either(app: App, name: str) -> None:
    assert refused(await app.caller().sign_in(name)) == "invalid_grant"


async def test_who_has_one_without_having_to_is_not_let_in_by_the_password_grant(world: World, app: App) -> None:
    name = await world.account("carer")
    await Person(app).sets_up(name)
    assert refused(await app.caller().sign_in(name)) == "invalid_grant"


async def test_nobody_sets_up_a_second_one_over_the_first_without_proving_that(app: App, name: str) -> None:
    thief, owner = Person(app), Person(app)
    await thief.signs_in(name)
    offered = await thief.opens(SET_UP)  # before the owner had one
    await owner.sets_up(name)
    answer = await thief.fills(offered, code=Authenticator(key_in(offered)).code())
    assert answer.status_code == 303  # they are asked for the owner's code first
    assert leads_to(answer).startswith(FACTOR)


async def test_a_first_set_up_that_is_overtaken_does_not_replace_what_is_there(
    app: App, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    thief, owner = Person(app), Person(app)
    await thief.signs_in(name)
    offered = await thief.opens(SET_UP)
    real = second_factors.set_up

    async def overtaken(*given: object) -> tuple[str, list[str]]:
        monkeypatch.setattr(second_factors, "set_up", real)
        await owner.sets_up(name)
        return await real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(second_factors, "set_up", overtaken)
    answer = await thief.fills(offered, code=Authenticator(key_in(offered)).code())
    assert answer.status_code == 409
    assert leads_to(await thief.opens("/account")).startswith(FACTOR)


async def test_a_key_is_good_only_in_the_browser_that_it_was_shown_to(world: World, app: App) -> None:
    mine, theirs = Person(app), Person(app)
    await mine.signs_in(await world.account("carer"))
    await theirs.signs_in(await world.account("carer"))
    page = await mine.opens(SET_UP)
    planted = form_of(page, "key").fields["key"]
    code = Authenticator(key_in(page)).code()
    for key in (planted, planted[:-4] + "AAAA", "", "é", "A" * 200):
        answer = await theirs.fills(await theirs.opens(SET_UP), key=key, code=code)
        assert answer.status_code == 409
    assert codes_in(await mine.fills(page, code=code))
    # Once it is set up the page is spent: the same form again changes nothing.
    assert (await mine.sends(form_of(page, "key").action, form_of(page, "key").fields | {"code": code})).status_code == 403


async def test_a_key_shown_half_an_hour_ago_is_no_longer_good(app: App, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = Person(app)
    await owner.signs_in(name)
    page = await owner.opens(SET_UP)
    monkeypatch.setattr(second_factors, "OFFER_SECONDS", -1)
    assert (await owner.fills(page, code=Authenticator(key_in(page)).code())).status_code == 409


async def test_the_secret_from_before_the_code_is_dead_after_it(app: App, name: str, phone: Authenticator) -> None:
    person, page = await with_password(app, name)
    planted = person.secret or ""
    await person.fills(page, code=phone.code())
    thief = Person(app)
    thief.http.cookies.set(SIGN_IN, planted, domain="api.example.invalid", path="/")
    assert leads_to(await thief.opens("/account")).startswith("/sign-in?")


async def test_a_proved_browser_of_one_account_is_not_one_of_another(world: World, app: App, phone: Authenticator) -> None:
    other = await world.account("commissioner", organisation=world.council)
    person = Person(app)
    await person.sets_up(await world.account("manager"))
    assert leads_to(await person.signs_in(other)).startswith(SET_UP)
    assert phone.key


async def test_every_form_of_these_pages_is_refused_from_elsewhere(app: App, name: str, phone: Authenticator) -> None:
    person, asked = await with_password(app, name)
    person.own = {"origin": "https://evil.example"}
    assert (await person.fills(asked, code=phone.code())).status_code == 403
    person.own = {"origin": ISSUER}
    assert leads_to(await person.fills(asked, code=phone.code())) == "/account"
    person.own = {"origin": "https://evil.example"}
    for path in (SET_UP, f"{FACTOR}/recovery-codes"):
        page = await person.opens(path)
        for form in forms_of(page):
            assert (await person.sends(form.action, form.fields | {"code": phone.code(1)})).status_code == 403
