import asyncio
import time
from collections import Counter
from typing import Any

import httpx2
import pytest

from api.domain.access import passwords
from api.domain.access.keys import KeyRing
from api.domain.access.roles import ROLE_SCOPES, Role
from api.domain.access.tokens import verify
from api.storage.writing import at_the_desk
from tests.sign_in.conftest import App
from tests.sign_in.world import PASSWORD, WRONG, Caller, World, refused, told


async def test_a_carer_signs_in(world: World, anna: Caller, ring: KeyRing) -> None:
    answer = await anna.sign_in(await world.account("carer"))
    tokens = told(answer)
    assert answer.headers["cache-control"] == "no-store"
    assert tokens["token_type"] == "Bearer"
    assert tokens["expires_in"] == 900
    assert tokens["role"] == "carer"
    assert set(tokens["scope"].split()) == ROLE_SCOPES[Role.carer]
    claims = verify(ring, tokens["access_token"], time.time())
    assert (claims.organisation, claims.role, claims.client_id) == (world.provider, Role.carer, "first-party")
    rows = await world.run(
        "SELECT account_id, client_id, client_name, role, scope, extract(epoch FROM expires_at - created_at) / 86400 "
        "FROM session WHERE id = %s", claims.session,
    )  # fmt: skip
    assert rows == [(claims.subject, None, "first-party", "carer", tokens["scope"], 60)]


async def test_neither_password_nor_refresh_token_is_stored(world: World, anna: Caller) -> None:
    tokens = await anna.signed_in(await world.account("carer"))
    for table in ("session", "refresh_token", "sign_in_failure"):
        kept = str(await world.run(f"SELECT {table}::text FROM {table}"))
        assert tokens["refresh_token"] not in kept
        assert PASSWORD not in kept


@pytest.mark.parametrize("more", [{}, {"client_id": "first-party"}, {"client_id": "docs"}])
async def test_our_own_front_ends_need_no_secret(world: World, anna: Caller, more: dict[str, str]) -> None:
    assert (await anna.signed_in(await world.account("carer"), **more))["role"] == "carer"


async def test_a_public_client_may_name_itself_in_the_header(world: World, anna: Caller) -> None:
    name = await world.account("carer")
    answer = await anna.prove(("docs", ""), "token", grant_type="password", username=name, password=PASSWORD)
    assert told(answer)["role"] == "carer"


async def test_another_client_cannot_sign_people_in(world: World, anna: Caller) -> None:
    name, (client, secret) = await world.account("carer"), await world.client("people:read", grants=["password"])
    assert refused(await anna.sign_in(name, client_id=client)) == "unauthorized_client"
    assert refused(await anna.sign_in(name, client_id="shop")) == "unauthorized_client"
    assert refused(await anna.sign_in(name, client_id=client, client_secret=secret), 401) == "invalid_client"
    assert refused(await anna.sign_in(name, client_id="docs", client_secret="guess"), 401) == "invalid_client"


async def test_who_has_several_roles_says_which(world: World, anna: Caller) -> None:
    name = await world.account("carer", "connector")
    answer = await anna.sign_in(name)
    assert refused(answer) == "invalid_request"
    assert "role=" in answer.json()["error_description"]
    assert "carer, connector" in answer.json()["error_description"]
    assert (await anna.signed_in(name, role="connector"))["role"] == "connector"
    assert await world.failures() == [0]


async def test_a_role_one_does_not_have_is_refused(world: World, anna: Caller) -> None:
    name = await world.account("carer")
    for role in ("manager", "integration", "wizard"):
        assert refused(await anna.sign_in(name, role=role)) == "invalid_grant"
    assert await world.failures() == [0]


async def test_nobody_signs_in_as_a_machine(world: World, anna: Caller) -> None:
    assert refused(await anna.sign_in(await world.account("integration"))) == "invalid_grant"


async def test_scopes_narrow_and_never_widen(world: World, anna: Caller) -> None:
    name = await world.account("coach")
    assert (await anna.signed_in(name, scope="people:read people:write accounts:write"))["scope"] == "people:read"
    assert refused(await anna.sign_in(name, scope="accounts:write nonsense")) == "invalid_scope"
    assert await world.failures() == [0]


async def test_a_name_is_known_however_it_is_spelt(world: World, anna: Caller) -> None:
    await world.account("carer", username="zoé@example.invalid")
    assert (await anna.signed_in(" ZOE\u0301@Example.Invalid "))["role"] == "carer"
    await world.account("coach", username="Old.Spelling")
    assert (await anna.signed_in("Old.Spelling"))["role"] == "coach"


async def _nobodies(world: World) -> dict[str, tuple[str, str]]:
    """Who cannot sign in, and what they try."""
    ended = await world.account("carer")
    await world.run("UPDATE account_grant SET until = now() FROM account a WHERE a.id = account_id AND a.username = %s", ended)
    removed = await world.account("carer")
    await world.run("UPDATE account SET removed_at = now() WHERE username = %s", removed)
    without = await world.account("carer")
    await world.run("UPDATE account SET password_hash = NULL WHERE username = %s", without)
    council = await world.account("commissioner", organisation=world.council)
    await world.run("UPDATE organisation SET ended_on = current_date WHERE id = %s", world.council)
    return {
        "wrong password": (await world.account("carer"), WRONG),
        "unknown": ("nobody@example.invalid", PASSWORD),
        "disabled": (await world.account("carer", disabled=True), PASSWORD),
        "disabled, wrong": (await world.account("carer", disabled=True), WRONG),
        "no role left": (ended, PASSWORD),
        "removed": (removed, PASSWORD),
        "no password yet": (without, PASSWORD),
        "organisation ended": (council, PASSWORD),
    }


async def test_every_failure_looks_alike_and_costs_the_same(world: World, anna: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed, opened = [], []
    real, real_desk = passwords._hasher.verify, at_the_desk

    def counting(text: Any, stored: Any) -> bool:
        hashed.append(1)
        return real(text, stored)

    def counting_desk(*given: Any) -> Any:
        opened.append(1)
        return real_desk(*given)

    monkeypatch.setattr(passwords._hasher, "verify", counting)
    monkeypatch.setattr("api.domain.access.proving.at_the_desk", counting_desk)
    answers = set()
    nobodies = await _nobodies(world)
    for name, password in nobodies.values():
        answer = await anna.sign_in(name, password)
        assert refused(answer) == "invalid_grant"
        answers.add((answer.status_code, tuple(answer.headers.multi_items()), answer.content, len(hashed), len(opened)))
        hashed.clear()
        opened.clear()
    ((*_, runs, transactions),) = answers
    assert (runs, transactions) == (1, 2)
    assert await world.failures() == [1] * len(nobodies) + [len(nobodies)]


async def test_forty_wrong_passwords_at_once_are_ten_guesses(world: World, anna: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    name, runs = await world.account("carer"), []

    def counting(*_: Any) -> bool:
        runs.append(1)
        return False

    monkeypatch.setattr(passwords._hasher, "verify", counting)
    answers = await asyncio.gather(*(anna.sign_in(name, WRONG) for _ in range(40)))
    assert Counter(answer.status_code for answer in answers) == {400: 10, 429: 30}
    assert len(runs) == 10
    assert await world.failures() == [10, 11]  # the first refusal is counted too, so that it is noted once
    late = next(answer for answer in answers if answer.status_code == 429)
    assert refused(late, 429) == "temporarily_unavailable"
    assert 880 <= int(late.headers["retry-after"]) <= 900


async def test_the_right_password_waits_too_and_works_again_after_fifteen_minutes(world: World, app: App) -> None:
    name = await world.account("carer")
    for i in range(10):
        assert refused(await app.caller(f"192.0.2.{i}").sign_in(name, WRONG)) == "invalid_grant"
    assert refused(await app.caller().sign_in(name.upper()), 429) == "temporarily_unavailable"
    await world.run("UPDATE sign_in_failure SET since = since - interval '14 minutes 50 seconds'")
    answer = await app.caller().sign_in(name)
    assert refused(answer, 429) == "temporarily_unavailable"
    assert 1 <= int(answer.headers["retry-after"]) <= 10
    await world.run("UPDATE sign_in_failure SET since = since - interval '10 seconds'")
    assert (await app.caller().signed_in(name))["role"] == "carer"


async def test_a_name_nobody_has_is_locked_like_one_somebody_has(world: World, anna: Caller) -> None:
    answers = [(await anna.sign_in("nobody", WRONG)).status_code for _ in range(12)]
    assert answers == [400] * 10 + [429] * 2
    assert await world.failures() == [10, 11]


async def test_an_address_has_fifty_failures_over_all_names(world: World, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords._hasher, "verify", lambda *_: False)
    names = [f"nobody-{i}" for i in range(60)]
    answers = await asyncio.gather(*(app.caller("2001:db8::1").sign_in(name, WRONG) for name in names))
    assert Counter(answer.status_code for answer in answers) == {400: 50, 429: 10}
    assert (await app.caller("2001:db8::2").sign_in("next door")).status_code == 429
    assert (await app.caller("2001:db8:0:1::1").sign_in("another street", WRONG)).status_code == 400
    # What was refused unread was counted for nobody; the first refusal of the address itself, so that it is noted once.
    assert await world.failures() == [1] * 52 + [51]


async def test_an_address_in_v6_dress_is_the_same_address(world: World, app: App) -> None:
    await app.caller("192.0.2.7").sign_in("nobody", WRONG)
    await app.caller("::ffff:192.0.2.7").sign_in("nobody", WRONG)
    assert await world.failures() == [2, 2]


async def test_success_forgets_the_accounts_failures_and_gives_the_address_its_one_back(world: World, anna: Caller) -> None:
    name = await world.account("carer")
    for _ in range(3):
        await anna.sign_in(name, WRONG)
    await anna.sign_in("somebody else", WRONG)
    assert await world.failures() == [1, 3, 4]
    await anna.signed_in(name)
    assert await world.failures() == [1, 4]


async def test_fifty_people_at_one_address_can_sign_in_at_once(
    world: World, anna: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords._hasher, "verify", lambda *_: True)
    names = [await world.account("carer") for _ in range(50)]
    answers = await asyncio.gather(*(anna.sign_in(name) for name in names))
    assert Counter(answer.status_code for answer in answers) == {200: 50}
    assert await world.failures() == [0]


async def test_counters_hold_neither_names_nor_addresses(world: World, anna: Caller) -> None:
    await anna.sign_in("anna", WRONG)
    for (subject,) in await world.run("SELECT subject FROM sign_in_failure"):
        assert len(subject) == 32
    assert refused(await anna.sign_in("anna", WRONG)) == "invalid_grant"


async def test_a_password_changed_while_it_is_checked_is_wrong(
    world: World, anna: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = await world.account("carer")

    async def slowly(*_: Any) -> bool:
        await world.run("UPDATE account SET password_hash = 'another' WHERE username = %s", name)
        return True

    monkeypatch.setattr("api.domain.access.proving.verify_password", slowly)
    assert refused(await anna.sign_in(name)) == "invalid_grant"
    assert await world.failures() == [1, 1]


async def test_a_sign_in_that_waits_too_long_for_its_turn_is_not_a_failure(
    world: World, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: Any) -> bool:
        await asyncio.sleep(60)
        return True

    monkeypatch.setattr("api.domain.access.proving.verify_password", never)
    assert app.kernel
    app.kernel.request_seconds = 0.7
    assert refused(await app.caller().sign_in(await world.account("carer")), 503) == "temporarily_unavailable"
    assert await world.failures() == [0, 0]


async def test_no_connection_is_held_while_a_password_is_checked(world: World, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    names, idle = [await world.account("carer") for _ in range(8)], asyncio.Event()

    async def together(*_: Any) -> bool:
        waiting.append(1)
        if len(waiting) == len(names):  # twice as many as the pool has connections
            idle.set()
        await idle.wait()
        return True

    waiting: list[int] = []
    monkeypatch.setattr("api.domain.access.proving.verify_password", together)
    answers: list[httpx2.Response] = await asyncio.gather(*(app.caller().sign_in(name) for name in names))
    assert {answer.status_code for answer in answers} == {200}
