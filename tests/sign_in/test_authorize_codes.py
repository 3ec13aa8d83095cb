"""What people try with codes and with what codes gave (RFC 6749 section 4.1.2, RFC 7636, RFC 9700), each refused."""

import asyncio
import logging
from uuid import UUID

import pytest

from api.domain.access.authorizing import challenge_of
from api.domain.access.secrets import digest_of
from tests.sign_in.front_ends import CALLBACK, ISSUER, VERIFIER, FrontEnd, Visitor, registered
from tests.sign_in.world import Caller, World, refused, told

USED = "SELECT used_at IS NOT NULL, session_id IS NOT NULL FROM authorization_code WHERE digest = %s"
ENDED = "SELECT s.ended_at IS NOT NULL FROM session s JOIN authorization_code c ON c.session_id = s.id WHERE c.digest = %s"


@pytest.fixture
async def visitor(visitor: Visitor, world: World) -> Visitor:
    """Somebody who is signed in as a team member."""
    await visitor.signs_in(world, await world.account("carer"))
    return visitor


# ---- the code -------------------------------------------------------------------------------------------------------
async def test_a_code_that_is_used_twice_ends_what_it_gave(
    world: World, visitor: Visitor, rounds: FrontEnd, anna: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    code = await visitor.agrees(rounds)
    tokens = told(await visitor.redeems(rounds, code))
    with caplog.at_level(logging.WARNING):
        assert refused(await visitor.redeems(rounds, code)) == "invalid_grant"
    assert await world.run(ENDED, digest_of(code)) == [(True,)]
    assert refused(await anna.refresh(tokens["refresh_token"], client_id=rounds.id)) == "invalid_grant"
    assert await anna.introspect(tokens["access_token"], await world.client()) == {"active": False}
    assert "has ended" in caplog.text
    assert code not in caplog.text


async def test_a_code_that_a_thief_shows_after_its_owner_ends_what_it_gave(
    world: World, visitor: Visitor, rounds: FrontEnd
) -> None:
    code = await visitor.agrees(rounds)
    assert told(await visitor.redeems(rounds, code))
    assert refused(await visitor.redeems(FrontEnd("docs", callback=f"{ISSUER}/docs/signed-in"), code)) == "invalid_grant"
    assert await world.run(ENDED, digest_of(code)) == [(True,)]


async def test_of_ten_uses_at_once_one_wins_and_what_it_gave_ends(
    world: World, visitor: Visitor, rounds: FrontEnd, anna: Caller
) -> None:
    code = await visitor.agrees(rounds)
    answers = await asyncio.gather(*(visitor.redeems(rounds, code) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 9
    (good,) = [answer.json() for answer in answers if answer.status_code == 200]
    assert await world.run(ENDED, digest_of(code)) == [(True,)]
    assert refused(await anna.refresh(good["refresh_token"], client_id=rounds.id)) == "invalid_grant"
    assert await world.run("SELECT count(*) FROM session WHERE client_id = %s", UUID(rounds.id)) == [(1,)]


async def test_a_code_runs_out_after_a_minute(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    code = await visitor.agrees(rounds)
    assert await world.run(
        "SELECT extract(epoch FROM expires_at - created_at)::int FROM authorization_code WHERE digest = %s", digest_of(code)
    ) == [(60,)]
    await world.run("UPDATE authorization_code SET expires_at = now() WHERE digest = %s", digest_of(code))
    assert refused(await visitor.redeems(rounds, code)) == "invalid_grant"


@pytest.mark.parametrize(
    "more",
    [
        {"code_verifier": "b" * 43},
        {"code_verifier": "short"},
        {"code_verifier": challenge_of(VERIFIER)},
        {"code_verifier": VERIFIER + "\n"},
        {"redirect_uri": f"{CALLBACK}/"},
        {"redirect_uri": "https://evil.example/"},
        {"client_id": "docs"},
    ],
)
async def test_a_code_at_the_wrong_door_is_used_up(
    more: dict[str, str], world: World, visitor: Visitor, rounds: FrontEnd
) -> None:
    code = await visitor.agrees(rounds)
    assert refused(await visitor.redeems(rounds, code, **more)) == "invalid_grant"
    assert await world.run(USED, digest_of(code)) == [(True, False)]
    assert refused(await visitor.redeems(rounds, code)) == "invalid_grant"
    assert await world.run("SELECT count(*) FROM session WHERE client_id = %s", UUID(rounds.id)) == [(0,)]


async def test_a_code_goes_with_the_address_that_it_was_sent_to_and_with_no_other_of_the_front_end(
    world: World, visitor: Visitor, rounds: FrontEnd
) -> None:
    other = "https://rounds.example.org/other"
    await world.run("UPDATE client SET redirect_uris = redirect_uris || %s WHERE id = %s", [other], UUID(rounds.id))
    code = await visitor.agrees(rounds)
    assert refused(await visitor.redeems(rounds, code, redirect_uri=other)) == "invalid_grant"


@pytest.mark.parametrize("name", ["code", "code_verifier", "redirect_uri"])
async def test_what_proves_a_code_is_never_left_out(name: str, visitor: Visitor, rounds: FrontEnd) -> None:
    code = await visitor.agrees(rounds)
    assert refused(await visitor.redeems(rounds, code, **{name: None})) == "invalid_request"
    assert told(await visitor.redeems(rounds, code))


async def test_a_code_is_no_good_to_another_front_end(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    for public in (True, False):
        other = await registered(world, public=public)
        code = await visitor.agrees(rounds)
        assert refused(await visitor.redeems(other, code)) == "invalid_grant"
    code = await visitor.agrees(rounds)
    assert refused(await visitor.redeems(rounds, code, client_id=None), 401) == "invalid_client"
    machine = await registered(world, grants=("client_credentials",), public=False)
    assert refused(await visitor.redeems(machine, code)) == "unauthorized_client"
    assert told(await visitor.redeems(rounds, code))


async def test_unknown_used_and_foreign_codes_have_one_answer(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    used, foreign = await visitor.agrees(rounds), await visitor.agrees(await registered(world))
    told(await visitor.redeems(rounds, used))
    answers = [await visitor.redeems(rounds, code) for code in (used, foreign, "A" * 43, "nonsense")]
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1


@pytest.mark.parametrize(
    "end",
    [
        "UPDATE account SET disabled_at = now() FROM code WHERE account.id = code.account_id",
        "UPDATE account_grant SET until = now() FROM code WHERE account_grant.account_id = code.account_id",
        "UPDATE account_grant SET removed_at = now() FROM code WHERE account_grant.account_id = code.account_id",
        "UPDATE browser_sign_in SET ended_at = now() FROM code WHERE browser_sign_in.digest = code.browser",
        "UPDATE client SET redirect_uris = '{https://new.example/}' FROM code WHERE client.id = code.client_id",
    ],
)
async def test_who_no_longer_stands_when_the_code_is_used_is_refused(
    end: str, world: World, visitor: Visitor, rounds: FrontEnd
) -> None:
    code = await visitor.agrees(rounds)
    await world.run(f"WITH code AS (SELECT * FROM authorization_code WHERE digest = %s) {end}", digest_of(code))
    assert refused(await visitor.redeems(rounds, code)) == "invalid_grant"


async def test_an_account_let_back_in_within_the_minute_signs_in_anew(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    code = await visitor.agrees(rounds)
    account = (await world.run("SELECT account_id FROM authorization_code WHERE digest = %s", digest_of(code)))[0][0]
    await world.run("UPDATE account SET disabled_at = now() WHERE id = %s", account)
    await world.run("UPDATE account SET disabled_at = NULL WHERE id = %s", account)
    assert refused(await visitor.redeems(rounds, code)) == "invalid_grant"


@pytest.mark.parametrize(
    ("end", "status", "error"),
    [
        ("UPDATE client SET removed_at = now() WHERE id = %s", 401, "invalid_client"),
        ("UPDATE organisation SET ended_on = current_date WHERE id = (SELECT organisation_id FROM client WHERE id = %s)", 401,
         "invalid_client"),
        ("UPDATE client SET grants = '{client_credentials}' WHERE id = %s", 400, "unauthorized_client"),
    ],
)  # fmt: skip
async def test_a_front_end_that_has_ended_meanwhile_is_refused(
    end: str, status: int, error: str, world: World, visitor: Visitor, rounds: FrontEnd, anna: Caller
) -> None:
    tokens = told(await visitor.redeems(rounds, await visitor.agrees(rounds)))
    code = await visitor.agrees(rounds)
    await world.run(end, UUID(rounds.id))
    assert refused(await visitor.redeems(rounds, code), status) == error
    assert (await anna.refresh(tokens["refresh_token"], client_id=rounds.id)).status_code in {400, 401}


# ---- the tokens -----------------------------------------------------------------------------------------------------
async def test_a_refresh_token_is_no_good_to_another_front_end(
    world: World, visitor: Visitor, rounds: FrontEnd, anna: Caller
) -> None:
    token = told(await visitor.redeems(rounds, await visitor.agrees(rounds)))["refresh_token"]
    other = await registered(world)
    for client_id in (other.id, "docs", "first-party"):
        assert refused(await anna.refresh(token, client_id=client_id)) == "invalid_grant"
    assert refused(await anna.refresh(token)) == "invalid_grant"
    assert refused(await anna.refresh(token, client_id=rounds.id, client_secret="x"), 401) == "invalid_client"
    assert refused(await anna.refresh(token, client_id="nonsense"), 401) == "invalid_client"
    assert refused(await anna.post("revoke", token=token, client_id=other.id)) == "invalid_grant"
    assert told(await anna.refresh(token, client_id=rounds.id))


async def test_a_sign_in_of_our_own_is_no_good_to_a_front_end(world: World, rounds: FrontEnd, anna: Caller) -> None:
    token = (await anna.signed_in(await world.account("carer")))["refresh_token"]
    assert refused(await anna.refresh(token, client_id=rounds.id)) == "invalid_grant"
    assert told(await anna.refresh(token, client_id="first-party"))


async def test_a_public_front_end_cannot_ask_about_tokens(visitor: Visitor, rounds: FrontEnd, anna: Caller) -> None:
    token = told(await visitor.redeems(rounds, await visitor.agrees(rounds)))["access_token"]
    for more in ({}, {"client_secret": ""}, {"client_secret": "x"}):
        assert refused(await anna.post("introspect", token=token, client_id=rounds.id, **more), 401) == "invalid_client"


async def test_a_front_end_takes_no_password(world: World, rounds: FrontEnd, anna: Caller) -> None:
    answer = await anna.sign_in(await world.account("carer"), client_id=rounds.id)
    assert refused(answer) == "unauthorized_client"
