"""Guessing passwords: how often anybody may, and that strangers' guesses lock out nobody in a browser that is known."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest
from psycopg_pool import AsyncConnectionPool

from api.domain.access import known_devices, passwords
from api.domain.access.keys import KeyRing
from api.domain.access.known_devices import LASTS_DAYS, MOST, device_in, with_device
from api.storage import embedded
from api.storage.pools import make_pool
from api.storage.wire import Wire
from tests.sign_in.conftest import LOGIN, App, Kernel
from tests.sign_in.pages import KNOWN, Person, events
from tests.sign_in.world import PASSWORD, WRONG, World, refused


@pytest.fixture
async def other_worker(server: embedded.Server, ring: KeyRing) -> AsyncIterator[App]:
    """A second worker: a pool of its own, and nothing else that is shared but the database."""
    async with make_pool(server.url("postgres", "wt_api", LOGIN), size=4, request_seconds=2.5) as pool:
        yield App(Kernel(pool, ring))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords without Argon2: what is counted here is not the hashing."""

    def same(text: bytes, stored: str) -> bool:
        return stored != passwords._NOBODY and text == PASSWORD.encode()

    monkeypatch.setattr(passwords._hasher, "verify", same)


async def _wrong(person: Person, name: str, times: int) -> list[int]:
    return [(await person.signs_in(name, WRONG)).status_code for _ in range(times)]


@pytest.mark.usefixtures("quick")
async def test_guesses_on_two_workers_on_the_page_and_at_the_token_endpoint_are_counted_together(
    world: World, app: App, other_worker: App
) -> None:
    name = await world.account("carer")
    guessers = [Person(worker, f"192.0.2.{n}") for n in range(8) for worker in (app, other_worker)]
    at_endpoint = [worker.caller(f"198.51.100.{n}").sign_in(name, WRONG) for n in range(7) for worker in (app, other_worker)]
    answers = await asyncio.gather(*(person.signs_in(name, WRONG) for person in guessers), *at_endpoint)
    counted = Counter(answer.status_code for answer in answers)
    assert counted[422] + counted[400] == 10
    assert counted[429] == 20
    assert (await events(world, name)).count(("limited", False)) == 1
    assert (await events(world, name)).count(("wrong_password", False)) == 10


@pytest.mark.usefixtures("quick")
async def test_strangers_who_guess_do_not_lock_somebody_out_of_their_own_browser(world: World, app: App) -> None:
    name = await world.account("carer")
    asha, mallory = Person(app), Person(app, "198.51.100.9")
    await asha.signed_in(name)
    assert await _wrong(mallory, name, 12) == [422] * 10 + [429] * 2
    await asha.signed_in(name)
    # And that asha came in does not give the strangers a new set of guesses.
    assert await _wrong(mallory, name, 2) == [429] * 2


@pytest.mark.usefixtures("quick")
async def test_strangers_at_ones_own_address_do_not_lock_one_out_either(world: World, app: App) -> None:
    name = await world.account("carer")
    asha, neighbour = Person(app), Person(app)
    await asha.signed_in(name)
    for n in range(5):
        await _wrong(neighbour, f"nobody-{n}", 10)
    assert (await neighbour.signs_in(await world.account("coach"))).status_code == 429
    await asha.signed_in(name)


@pytest.mark.usefixtures("quick")
async def test_a_known_browser_has_ten_tries_of_its_own_and_no_more(world: World, app: App) -> None:
    name = await world.account("carer")
    asha = Person(app)
    await asha.signed_in(name)
    assert await _wrong(asha, name, 12) == [422] * 10 + [429] * 2
    assert (await asha.signs_in(name)).status_code == 429
    # Elsewhere they can still sign in: their own mistakes are not the strangers'.
    await Person(app, "198.51.100.9").signed_in(name)


@pytest.mark.usefixtures("quick")
async def test_to_know_one_account_is_not_to_know_another(world: World, app: App) -> None:
    mine, theirs = await world.account("carer"), await world.account("carer")
    mallory = Person(app)
    await mallory.signed_in(mine)
    assert await _wrong(mallory, theirs, 11) == [422] * 10 + [429]
    assert await _wrong(Person(app, "198.51.100.9"), theirs, 1) == [429]


@pytest.mark.usefixtures("quick")
async def test_a_made_up_or_altered_cookie_is_a_strangers(world: World, app: App) -> None:
    name = await world.account("carer")
    asha = Person(app)
    await asha.signed_in(name)
    good = asha.http.cookies.get(KNOWN) or ""
    await _wrong(Person(app, "198.51.100.9"), name, 11)
    for cookie in ("A" * 40, good[:-1] + ("A" if good[-1] != "A" else "B"), good + ".", good * 2, "", "A" + good[1:]):
        mallory = Person(app, "203.0.113.7")
        mallory.http.cookies.set(KNOWN, cookie, domain="api.example.invalid", path="/")
        assert await _wrong(mallory, name, 1) == [429]


def test_a_browser_is_known_for_half_a_year_to_the_last_six_who_signed_in(ring: KeyRing) -> None:
    cookie = with_device(ring, None, "anna", 20_000)
    assert device_in(ring, cookie, "anna", 20_000 + LASTS_DAYS)
    assert device_in(ring, cookie, "anna", 20_001 + LASTS_DAYS) is None
    assert device_in(ring, cookie, "anna", 19_999) is None
    assert device_in(ring, cookie, "zoe", 20_000) is None
    for n in range(MOST - 1):
        cookie = with_device(ring, cookie, f"somebody-{n}", 20_000)
    assert device_in(ring, cookie, "anna", 20_000)
    assert known_devices.FORM.fullmatch(cookie)
    cookie = with_device(ring, cookie, "one more", 20_000)
    assert device_in(ring, cookie, "anna", 20_000) is None
    assert len(cookie.split(".")) == MOST
    assert "anna" not in cookie


def test_signing_in_again_gives_a_browser_a_new_count(ring: KeyRing) -> None:
    first = with_device(ring, None, "anna", 20_000)
    again = with_device(ring, first, "anna", 20_000)
    assert len(again.split(".")) == 1
    assert device_in(ring, first, "anna", 20_000) != device_in(ring, again, "anna", 20_000)


# ---- the evidence --------------------------------------------------------------------------------------------------
async def test_failures_of_accounts_are_noted_with_what_became_of_them(world: World, app: App) -> None:
    name, disabled = await world.account("carer"), await world.account("carer", disabled=True)
    asha = Person(app)
    await asha.signs_in(name, WRONG)
    await asha.signs_in(disabled, WRONG)
    await asha.signs_in(disabled)
    await asha.signed_in(name)
    assert await events(world, name) == [("wrong_password", False), ("signed_in", False)]
    assert await events(world, disabled) == [("wrong_password", False), ("closed", False)]
    kept = await world.run("SELECT DISTINCT device, client_name FROM sign_in_event WHERE organisation_id = %s", world.provider)
    assert kept == [("Firefox on Linux", "first-party")]


async def test_of_names_that_nobody_has_nothing_is_noted(world: World, app: App) -> None:
    before = await world.run("SELECT count(*) FROM sign_in_event")
    await Person(app).signs_in("a password typed by mistake", WRONG)
    assert await world.run("SELECT count(*) FROM sign_in_event") == before


# ---- the password grant ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("roles", [("manager",), ("commissioner",), ("carer", "manager")])
async def test_a_role_that_must_have_a_second_factor_cannot_sign_in_with_a_password_alone(
    world: World, app: App, roles: tuple[str, ...]
) -> None:
    name = await world.account(*roles)
    await world.asks_second_factor()
    answer = await app.caller().sign_in(name, role=roles[0])
    assert refused(answer) == "invalid_grant"
    assert "/oauth/authorize" in answer.json()["error_description"]
    assert "/oauth/authorize" not in (await app.caller().sign_in(name, WRONG)).json()["error_description"]
    assert await events(world, name) == [("wrong_second_factor", False), ("wrong_password", False)]


async def test_whoever_needs_no_second_factor_signs_in_with_a_password_and_it_is_noted(world: World, app: App) -> None:
    name = await world.account("carer")
    await world.asks_second_factor()
    assert (await app.caller().signed_in(name))["role"] == "carer"
    assert await events(world, name) == [("signed_in", False)]


async def test_pools_are_of_their_own(pool: AsyncConnectionPool[Wire], other_worker: App) -> None:
    assert other_worker.kernel
    assert other_worker.kernel.pool is not pool
