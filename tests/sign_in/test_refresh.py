import asyncio
import logging
import time

import pytest

from api.domain.access.keys import KeyRing
from api.domain.access.secrets import digest_of
from api.domain.access.tokens import verify
from tests.sign_in.world import Caller, World, refused, told

AGE = "UPDATE refresh_token SET used_at = used_at - make_interval(secs => %s) WHERE digest = %s"
ENDED = "SELECT ended_at IS NOT NULL FROM session WHERE id = (SELECT session_id FROM refresh_token WHERE digest = %s)"


async def _first(world: World, anna: Caller, *roles: str, **more: str) -> str:
    token: str = (await anna.signed_in(await world.account(*(roles or ("carer",))), **more))["refresh_token"]
    return token


async def _next(anna: Caller, token: str) -> str:
    found: str = told(await anna.refresh(token))["refresh_token"]
    return found


async def _ended(world: World, token: str) -> bool:
    return bool((await world.run(ENDED, digest_of(token)))[0][0])


async def test_each_use_answers_the_next_token_of_the_same_sign_in(world: World, anna: Caller, ring: KeyRing) -> None:
    tokens = await anna.signed_in(await world.account("carer"))
    again = told(await anna.refresh(tokens["refresh_token"]))
    assert again["refresh_token"] != tokens["refresh_token"]
    assert again["scope"] == tokens["scope"]
    before, after = (verify(ring, each["access_token"], time.time()) for each in (tokens, again))
    assert (before.session, before.subject, before.role, before.client_id) == (
        after.session, after.subject, after.role, after.client_id,
    )  # fmt: skip
    assert before.jti != after.jti


async def test_a_lost_answer_can_be_asked_for_again(world: World, anna: Caller) -> None:
    first = await _first(world, anna)
    lost = await _next(anna, first)
    second = await _next(anna, first)
    assert lost != second
    third = await _next(anna, second)
    assert not await _ended(world, third)


async def test_once_its_successor_is_used_a_token_is_spent_and_its_reuse_ends_the_family(
    world: World, anna: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    first = await _first(world, anna)
    second = await _next(anna, first)
    third = await _next(anna, second)
    with caplog.at_level(logging.WARNING):
        assert refused(await anna.refresh(first)) == "invalid_grant"
    assert await _ended(world, first)
    for token in (first, second, third):
        assert refused(await anna.refresh(token)) == "invalid_grant"
        assert token not in caplog.text
    assert caplog.text.count("has ended") == 1


async def test_after_sixty_seconds_a_used_token_is_spent(world: World, anna: Caller) -> None:
    first = await _first(world, anna)
    await _next(anna, first)
    await world.run(AGE, 58, digest_of(first))
    second = await _next(anna, first)
    await world.run(AGE, 2, digest_of(first))
    assert refused(await anna.refresh(first)) == "invalid_grant"
    assert refused(await anna.refresh(second)) == "invalid_grant"
    assert await _ended(world, first)


async def test_when_one_of_two_siblings_is_used_the_other_ends_the_family(world: World, anna: Caller) -> None:
    first = await _first(world, anna)
    thiefs, annas = await _next(anna, first), await _next(anna, first)
    following = await _next(anna, thiefs)
    assert refused(await anna.refresh(annas)) == "invalid_grant"
    assert refused(await anna.refresh(following)) == "invalid_grant"
    assert await _ended(world, first)


async def test_twenty_refreshes_at_once_with_one_token_leave_one_family_that_goes_on(world: World, anna: Caller) -> None:
    first = await _first(world, anna)
    answers = await asyncio.gather(*(anna.refresh(first) for _ in range(20)))
    siblings = [told(answer)["refresh_token"] for answer in answers]
    assert len(set(siblings)) == 20
    assert (await world.run("SELECT count(*) FROM refresh_token WHERE predecessor = %s", digest_of(first))) == [(20,)]
    # All siblings at once: exactly one arrives, and the other nineteen are a theft.
    answers = await asyncio.gather(*(anna.refresh(token) for token in siblings))
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 19
    assert await _ended(world, first)
    (good,) = [answer for answer in answers if answer.status_code == 200]
    assert refused(await anna.refresh(good.json()["refresh_token"])) == "invalid_grant"


async def test_sixty_days_count_from_the_last_use(world: World, anna: Caller) -> None:
    first = await _first(world, anna)
    change = (
        "UPDATE session SET expires_at = now() + %s::interval WHERE id = (SELECT session_id FROM refresh_token WHERE digest = %s)"
    )
    await world.run(change, "1 minute", digest_of(first))
    second = await _next(anna, first)
    (left,) = await world.run(
        "SELECT extract(epoch FROM expires_at - now()) / 86400 FROM session "
        "WHERE id = (SELECT session_id FROM refresh_token WHERE digest = %s)",
        digest_of(first),
    )
    assert 59.9 < left[0] <= 60
    await world.run(change, "-1 second", digest_of(first))
    assert refused(await anna.refresh(second)) == "invalid_grant"


@pytest.mark.parametrize(
    "end",
    [
        "UPDATE account SET disabled_at = now() WHERE username = %s",
        "UPDATE account SET removed_at = now() WHERE username = %s",
        "UPDATE account_grant SET until = now() FROM account a WHERE a.id = account_id AND a.username = %s",
        "UPDATE account_grant SET removed_at = now() FROM account a WHERE a.id = account_id AND a.username = %s",
        "UPDATE account_grant SET role = 'coach' FROM account a WHERE a.id = account_id AND a.username = %s",
        "UPDATE organisation o SET ended_on = current_date FROM account a WHERE a.organisation_id = o.id AND a.username = %s",
    ],
)
async def test_who_no_longer_stands_is_refused(world: World, anna: Caller, end: str) -> None:
    name = await world.account("carer")
    token = (await anna.signed_in(name))["refresh_token"]
    await world.run(end, name)
    assert refused(await anna.refresh(token)) == "invalid_grant"


async def test_an_account_let_back_in_signs_in_anew(world: World, anna: Caller) -> None:
    name = await world.account("carer")
    token = (await anna.signed_in(name))["refresh_token"]
    await world.run("UPDATE account SET disabled_at = now() WHERE username = %s", name)
    assert refused(await anna.refresh(token)) == "invalid_grant"
    await world.run("UPDATE account SET disabled_at = NULL WHERE username = %s", name)
    assert refused(await anna.refresh(token)) == "invalid_grant"
    assert await _next(anna, (await anna.signed_in(name))["refresh_token"])


async def test_a_sign_in_of_another_role_of_the_account_is_not_touched(world: World, anna: Caller) -> None:
    name = await world.account("carer", "connector")
    carer = (await anna.signed_in(name, role="carer"))["refresh_token"]
    connector = (await anna.signed_in(name, role="connector"))["refresh_token"]
    await world.run("UPDATE account_grant SET until = now() WHERE role = 'carer' AND organisation_id = %s", world.provider)
    assert refused(await anna.refresh(carer)) == "invalid_grant"
    assert await _next(anna, connector)


async def test_a_narrower_scope_is_for_one_access_token(world: World, anna: Caller) -> None:
    first = await _first(world, anna, scope="people:read risks:read")
    narrow = told(await anna.refresh(first, scope="people:read people:write"))
    assert narrow["scope"] == "people:read"
    assert told(await anna.refresh(narrow["refresh_token"]))["scope"] == "people:read risks:read"


async def test_a_sign_in_is_never_widened(world: World, anna: Caller) -> None:
    first = await _first(world, anna, scope="people:read")
    assert refused(await anna.refresh(first, scope="people:write")) == "invalid_scope"
    # A refusal uses nothing up.
    assert told(await anna.refresh(first))["scope"] == "people:read"


async def test_role_and_client_may_be_repeated_and_not_changed(world: World, anna: Caller) -> None:
    first = await _first(world, anna, "carer", "connector", role="carer", client_id="docs")
    assert refused(await anna.refresh(first, role="connector")) == "invalid_grant"
    assert refused(await anna.refresh(first, client_id="first-party")) == "invalid_grant"
    assert refused(await anna.refresh(first, client_id="docs", client_secret="x"), 401) == "invalid_client"
    assert told(await anna.refresh(first, role="carer", client_id="docs"))["role"] == "carer"


async def test_unknown_and_ended_tokens_have_one_answer(world: World, anna: Caller) -> None:
    first = await _first(world, anna)
    told_nothing = [await anna.refresh("nonsense"), await anna.refresh("A" * 43)]
    await anna.post("revoke", token=first)
    told_nothing.append(await anna.refresh(first))
    assert len({(answer.status_code, answer.content) for answer in told_nothing}) == 1
