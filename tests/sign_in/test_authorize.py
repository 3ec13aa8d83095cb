"""Signing in at a front end on our pages: from its request over somebody's answer to its tokens."""

import time
from uuid import UUID

import pytest

from api.domain.access.authorizing import challenge_of
from api.domain.access.keys import KeyRing
from api.domain.access.roles import Role
from api.domain.access.tokens import verify
from tests.sign_in.front_ends import CALLBACK, ISSUER, FrontEnd, Visitor, answer_in, error_in, registered
from tests.sign_in.world import Caller, World, refused, told


async def test_the_challenge_is_the_one_of_the_standard() -> None:
    """RFC 7636 appendix B."""
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


async def test_somebody_agrees_and_the_front_end_has_tokens_of_theirs(
    world: World, visitor: Visitor, rounds: FrontEnd, anna: Caller, ring: KeyRing
) -> None:
    await visitor.signs_in(world, await world.account("carer"))
    page = await visitor.opens(rounds.asks(scope="people:read visits:read home:write"))
    assert page.status_code == 200
    for words in ("Anna", "Rounds", "provider", "rounds.example.org", "Team member", "Read people, profiles"):
        assert words in page.text
    assert "Write the access to a person" not in page.text
    answer = answer_in(await visitor.presses(page, "allow"))
    assert (answer["state"], answer["iss"]) == ("its own word", ISSUER)
    tokens = told(await visitor.redeems(rounds, answer["code"]))
    assert (tokens["scope"], tokens["role"], tokens["token_type"]) == ("people:read visits:read", "carer", "Bearer")
    claims = verify(ring, tokens["access_token"], time.time())
    assert (claims.client_id, claims.role, claims.organisation) == (rounds.id, Role.carer, world.provider)
    rows = await world.run(
        "SELECT client_id, client_name, how, second_factor, device, browser IS NOT NULL, account_id FROM session WHERE id = %s",
        claims.session,
    )
    assert rows == [(UUID(rounds.id), "Rounds", "page", False, "Firefox on Linux", True, claims.subject)]
    again = told(await anna.refresh(tokens["refresh_token"], client_id=rounds.id))
    assert verify(ring, again["access_token"], time.time()).session == claims.session


async def test_a_front_end_with_a_secret_proves_it(world: World, visitor: Visitor, anna: Caller) -> None:
    server = await registered(world, public=False)
    await visitor.signs_in(world, await world.account("carer"))
    code = await visitor.agrees(server)
    assert refused(await visitor.redeems(server, code, client_secret=None), 401) == "invalid_client"
    assert refused(await visitor.redeems(server, code, client_secret="wrong"), 401) == "invalid_client"
    tokens = told(await visitor.redeems(server, code))
    assert refused(await anna.refresh(tokens["refresh_token"], client_id=server.id), 401) == "invalid_client"
    basic = (server.id, str(server.secret))
    again = told(await anna.prove(basic, "token", grant_type="refresh_token", refresh_token=tokens["refresh_token"]))
    assert refused(await anna.post("revoke", client_id=server.id, token=again["refresh_token"]), 401) == "invalid_client"
    assert (await anna.introspect(again["access_token"], basic))["active"]
    assert (await anna.prove(basic, "revoke", token=again["refresh_token"])).status_code == 200


async def test_a_public_front_end_has_no_secret_to_send(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    await visitor.signs_in(world, await world.account("carer"))
    code = await visitor.agrees(rounds)
    assert refused(await visitor.redeems(rounds, code, client_secret="anything"), 401) == "invalid_client"
    assert told(await visitor.redeems(rounds, code))


async def test_who_is_not_signed_in_signs_in_first_and_comes_back(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    sent = await visitor.opens(rounds.asks(state="a&b=c#d", scope="people:read"))
    assert sent.status_code == 303
    await visitor.signs_in(world, await world.account("carer"))
    page = await visitor.comes_back(sent)
    assert page.status_code == 200
    assert answer_in(await visitor.presses(page, "allow"))["state"] == "a&b=c#d"


async def test_who_refuses_is_sent_back_without_a_code(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    await visitor.signs_in(world, await world.account("carer"))
    answer = await visitor.presses(await visitor.opens(rounds.asks()), "refuse")
    assert error_in(answer) == "access_denied"
    assert answer_in(answer)["state"] == "its own word"
    assert await world.run("SELECT count(*) FROM authorization_code WHERE client_id = %s", UUID(rounds.id)) == [(0,)]


async def test_who_has_several_roles_chooses_one(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    await visitor.signs_in(world, await world.account("carer", "connector"))
    page = await visitor.opens(rounds.asks(scope="people:read"))
    assert page.text.count('type="radio"') == 2
    unchosen = await visitor.presses(page, "allow")
    assert unchosen.status_code == 422
    assert 'href="#role"' in unchosen.text
    assert (await visitor.presses(page, "allow", role="manager")).status_code == 422
    code = answer_in(await visitor.presses(page, "allow", role="connector"))["code"]
    assert told(await visitor.redeems(rounds, code))["role"] == "connector"


async def test_a_front_end_for_one_role_asks_for_that_role(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    await visitor.signs_in(world, await world.account("carer", "connector"))
    page = await visitor.opens(rounds.asks(role="carer"))
    assert 'type="radio"' not in page.text
    assert (await visitor.presses(page, "allow", role="connector")).status_code == 422
    code = answer_in(await visitor.presses(page, "allow"))["code"]
    assert told(await visitor.redeems(rounds, code))["role"] == "carer"


async def test_a_role_that_may_nothing_of_what_is_asked_is_not_offered(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    await visitor.signs_in(world, await world.account("carer", "connector"))
    page = await visitor.opens(rounds.asks(scope="visits:write"))
    assert 'name="role" value="carer"' in page.text
    assert "connector" not in page.text


async def test_a_second_factor_that_is_due_comes_first(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    await world.asks_second_factor()
    await visitor.signs_in(world, await world.account("manager"))
    answer = await visitor.opens(rounds.asks())
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in/second-factor/set-up?back_to=%2Foauth%2Fauthorize")


@pytest.mark.parametrize("more", [{"prompt": "login"}, {"prompt": "select_account"}, {"max_age": "60"}, {"max_age": "0"}])
async def test_a_front_end_may_want_them_to_prove_anew_who_they_are(
    more: dict[str, str], world: World, visitor: Visitor, rounds: FrontEnd
) -> None:
    name = await world.account("carer")
    await visitor.signs_in(world, name, ago=120)
    sent = await visitor.opens(rounds.asks(**more))
    assert sent.status_code == 303
    assert (await visitor.comes_back(sent)).headers["location"].startswith("/sign-in?")
    await visitor.signs_in(world, name)
    assert (await visitor.comes_back(sent)).status_code == 200


async def test_who_proved_it_lately_is_not_asked_again(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    await visitor.signs_in(world, await world.account("carer"), ago=120)
    assert (await visitor.opens(rounds.asks(max_age="600"))).status_code == 200


async def test_nobody_is_signed_in_without_being_asked(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    assert error_in(await visitor.opens(rounds.asks(prompt="none"))) == "login_required"
    await visitor.signs_in(world, await world.account("carer"), ago=120)
    assert error_in(await visitor.opens(rounds.asks(prompt="none", max_age="60"))) == "login_required"
    assert error_in(await visitor.opens(rounds.asks(prompt="none"))) == "interaction_required"


async def test_a_query_of_the_registered_address_stays(world: World, visitor: Visitor) -> None:
    rounds = await registered(world, callback=f"{CALLBACK}?of=rounds")
    await visitor.signs_in(world, await world.account("carer"))
    answer = answer_in(await visitor.presses(await visitor.opens(rounds.asks()), "allow"), f"{CALLBACK}?of=rounds")
    assert answer["of"] == "rounds"
    assert told(await visitor.redeems(rounds, answer["code"]))


async def test_the_documentation_signs_in_as_every_front_end_does(
    world: World, visitor: Visitor, anna: Caller, ring: KeyRing
) -> None:
    docs = FrontEnd("docs", callback=f"{ISSUER}/docs/signed-in")
    for organisation, role in ((world.provider, "carer"), (world.council, "commissioner")):
        await visitor.signs_in(world, await world.account(role, organisation=organisation))
        page = await visitor.opens(docs.asks())
        assert "the documentation of this service" in page.text
        code = answer_in(await visitor.presses(page, "allow"), docs.callback)["code"]
        tokens = told(await visitor.redeems(docs, code))
        assert verify(ring, tokens["access_token"], time.time()).client_id == "docs"
        assert refused(await anna.refresh(tokens["refresh_token"], client_id="first-party")) == "invalid_grant"
        assert told(await anna.refresh(tokens["refresh_token"], client_id="docs"))


async def test_signing_out_of_a_front_end_signs_the_browser_out(
    world: World, visitor: Visitor, rounds: FrontEnd, anna: Caller
) -> None:
    await visitor.signs_in(world, await world.account("carer"))
    tokens = told(await visitor.redeems(rounds, await visitor.agrees(rounds)))
    assert (await visitor.opens(rounds.asks())).status_code == 200
    assert (await anna.post("revoke", token=tokens["refresh_token"], client_id=rounds.id)).status_code == 200
    assert (await visitor.opens(rounds.asks())).headers["location"].startswith("/sign-in?")
    assert refused(await anna.refresh(tokens["refresh_token"], client_id=rounds.id)) == "invalid_grant"


async def test_what_is_taken_from_a_front_end_is_gone_from_its_next_tokens(
    world: World, visitor: Visitor, rounds: FrontEnd, anna: Caller
) -> None:
    await visitor.signs_in(world, await world.account("carer"))
    tokens = told(await visitor.redeems(rounds, await visitor.agrees(rounds)))
    added = "UPDATE client SET scopes = scopes || '{risks:read}' WHERE id = %s"
    await world.run(added, UUID(rounds.id))
    again = told(await anna.refresh(tokens["refresh_token"], client_id=rounds.id))
    assert again["scope"] == "people:read visits:read visits:write"
    await world.run("UPDATE client SET scopes = '{people:read,risks:read}' WHERE id = %s", UUID(rounds.id))
    assert refused(await anna.refresh(again["refresh_token"], client_id=rounds.id)) == "invalid_grant"
    await world.run("UPDATE session SET ended_at = NULL WHERE client_id = %s", UUID(rounds.id))  # the second wall by itself
    assert told(await anna.refresh(again["refresh_token"], client_id=rounds.id))["scope"] == "people:read"


async def test_introspection_says_whose_sign_in_it_is_and_where(
    world: World, visitor: Visitor, rounds: FrontEnd, anna: Caller, ring: KeyRing
) -> None:
    await visitor.signs_in(world, await world.account("carer"))
    tokens = told(await visitor.redeems(rounds, await visitor.agrees(rounds)))
    client = await world.client()
    for kind in ("access_token", "refresh_token"):
        found = await anna.introspect(tokens[kind], client)
        assert (found["active"], found["client_id"], found["role"]) == (True, rounds.id, "carer")
        assert found["sub"] == str(verify(ring, tokens["access_token"], time.time()).subject)
    await world.run("UPDATE client SET removed_at = now() WHERE id = %s", UUID(rounds.id))
    for kind in ("access_token", "refresh_token"):
        assert await anna.introspect(tokens[kind], client) == {"active": False}


@pytest.mark.parametrize("callback", ["https://[2001:db8::1]:8443/back", "https://[::ffff:192.0.2.1]/back", "http://[::1]:8000/"])
async def test_an_address_without_a_name_is_sent_back_to_as_well(world: World, visitor: Visitor, callback: str) -> None:
    await visitor.signs_in(world, await world.account("carer"))
    page = await visitor.opens((await registered(world, "people:read", callback=callback)).asks())
    assert page.status_code == 200
    assert callback.rpartition("/")[0].removesuffix("/back") in page.headers["content-security-policy"]
