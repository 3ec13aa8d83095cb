"""What people try against the authorization endpoint (RFC 6819, RFC 9700), each refused."""

import re
from uuid import UUID

import httpx2
import pytest

from api.domain.access.authorizing import challenge_of
from api.domain.access.secrets import digest_of
from api.domain.shared.ids import new_id
from tests.sign_in.front_ends import CALLBACK, ISSUER, VERIFIER, FrontEnd, Visitor, answer_in, error_in, registered
from tests.sign_in.world import World, told


@pytest.fixture
async def visitor(visitor: Visitor, world: World) -> Visitor:
    """Somebody who is signed in as a team member."""
    await visitor.signs_in(world, await world.account("carer"))
    return visitor


# ---- where people are sent to ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "address",
    [
        "https://rounds.example.org/signed-in/",
        "https://rounds.example.org/signed-in/more",
        "https://rounds.example.org/signed-i",
        "https://rounds.example.org/",
        "https://rounds.example.org/signed-in?next=https://evil.example",
        "https://rounds.example.org/signed-in#at",
        "https://rounds.example.org/signed-in%23",
        "https://evil.example@rounds.example.org/signed-in",
        "https://rounds.example.org@evil.example/signed-in",
        "https://rounds.example.org:8443/signed-in",
        "https://rounds.example.org:443/signed-in",
        "https://rounds.example.org/open/../signed-in",
        "https://rounds.example.org/signed-in/../open",
        "https://ROUNDS.example.org/signed-in",
        "https://rounds.example.org/Signed-in",
        "https://rounds.example.org/signed%2Din",
        "https://rounds.example.org.evil.example/signed-in",
        "https://evil.example/signed-in",
        "http://rounds.example.org/signed-in",
        "//rounds.example.org/signed-in",
        "https:/rounds.example.org/signed-in",
        "https://rounds.example.org\\@evil.example/signed-in",
        " https://rounds.example.org/signed-in",
        "https://rounds.example.org/signed-in\r\nLocation: https://evil.example",
        "javascript:alert(1)//rounds.example.org/signed-in",
        "data:text/html,signed-in",
        "/docs/signed-in",
        None,
    ],
)
async def test_nobody_is_sent_to_an_address_that_is_not_registered_letter_by_letter(
    address: str | None, visitor: Visitor, rounds: FrontEnd
) -> None:
    for more in ({}, {"prompt": "none"}, {"response_type": "token"}, {"state": "x" * 5000}):
        answer = await visitor.opens(rounds.asks(**{"redirect_uri": address, **more}))
        assert answer.status_code == 400
        assert "location" not in answer.headers
        assert "evil.example" not in answer.text
        assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("name", ["unknown", "upper", "removed", "organisation ended", "first-party", "nonsense", None])
async def test_nobody_is_sent_anywhere_for_a_client_that_is_none(
    name: str | None, world: World, visitor: Visitor, rounds: FrontEnd
) -> None:
    client_id: str | None = {"unknown": str(new_id()), "upper": rounds.id.upper()}.get(name or "", name)
    if name == "removed":
        client_id = rounds.id
        await world.run("UPDATE client SET removed_at = now() WHERE id = %s", UUID(rounds.id))
    if name == "organisation ended":
        council = await registered(world, "organisation:read", organisation=world.council)
        client_id = council.id
        await world.run("UPDATE organisation SET ended_on = current_date WHERE id = %s", world.council)
    answer = await visitor.opens(rounds.asks(client_id=client_id))
    assert (answer.status_code, "location" in answer.headers) == (400, False)


async def test_an_address_of_one_front_end_is_none_of_another(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    other = await registered(world, callback="https://other.example.org/")
    assert (await visitor.opens(rounds.asks(redirect_uri=other.callback))).status_code == 400


async def test_the_state_sends_nobody_anywhere(visitor: Visitor, rounds: FrontEnd) -> None:
    state = "&redirect_uri=https://evil.example/#@evil.example/?code=x"
    answer = await visitor.presses(await visitor.opens(rounds.asks(state=state)), "allow")
    told_there = answer_in(answer)
    assert told_there["state"] == state
    assert told_there["code"] != "x"
    assert answer.headers["location"].startswith(f"{CALLBACK}?")


@pytest.mark.parametrize("state", ["a\r\nSet-Cookie: sign-in=planted", "a\nb", "a\x7fb", "ünïcode", "x" * 1001])
async def test_a_state_that_could_break_a_header_or_is_overlong_is_not_given_back(
    state: str, visitor: Visitor, rounds: FrontEnd
) -> None:
    answer = await visitor.opens(rounds.asks(state=state))
    assert error_in(answer) == "invalid_request"
    assert "state" not in answer_in(answer)
    assert "set-cookie" not in answer.headers


async def test_a_request_that_is_longer_than_can_be_carried_along_is_refused(visitor: Visitor, rounds: FrontEnd) -> None:
    assert error_in(await visitor.opens(rounds.asks(scope="people:read " * 400))) == "invalid_request"


# ---- what is sent ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["client_id", "redirect_uri"])
async def test_who_asks_is_named_once(name: str, visitor: Visitor, rounds: FrontEnd) -> None:
    query = str(httpx2.QueryParams(rounds.asks()))
    for second in (rounds.asks()[name], "", "https://evil.example/"):
        answer = await visitor.opens(f"{query}&{httpx2.QueryParams({name: second})}")
        assert (answer.status_code, "location" in answer.headers) == (400, False)


@pytest.mark.parametrize(
    "name", ["state", "scope", "response_type", "code_challenge", "code_challenge_method", "prompt", "other"]
)
async def test_no_parameter_is_sent_twice(name: str, visitor: Visitor, rounds: FrontEnd) -> None:
    query = str(httpx2.QueryParams(rounds.asks(**{name: rounds.asks().get(name, "login")})))
    answer = await visitor.opens(f"{query}&{name}=another")
    assert error_in(answer) == "invalid_request"
    assert ("state" in answer_in(answer)) == (name != "state")


@pytest.mark.parametrize("query", ["%ff=1", "a=%00", "&".join(f"n{i}=1" for i in range(40)), ""])
async def test_what_nobody_can_read_goes_nowhere(query: str, visitor: Visitor) -> None:
    assert (await visitor.opens(query)).status_code == 400


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"response_type": None}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code token"}, "unsupported_response_type"),
        ({"response_type": "id_token"}, "unsupported_response_type"),
        ({"response_mode": "fragment"}, "invalid_request"),
        ({"response_mode": "form_post"}, "invalid_request"),
        ({"request": "e30.e30."}, "invalid_request"),
        ({"request_uri": "https://evil.example/request"}, "invalid_request"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": None, "code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": "plain", "code_challenge": VERIFIER}, "invalid_request"),
        ({"code_challenge_method": "s256"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge": challenge_of(VERIFIER) + "="}, "invalid_request"),
        ({"prompt": "none login"}, "invalid_request"),
        ({"prompt": "create"}, "invalid_request"),
        ({"max_age": "-1"}, "invalid_request"),
        ({"max_age": "1e9"}, "invalid_request"),
        ({"role": "integration"}, "invalid_request"),
        ({"role": "admin"}, "invalid_request"),
        ({"scope": "accounts:write home:read"}, "invalid_scope"),
        ({"scope": "nonsense"}, "invalid_scope"),
    ],
)
async def test_the_front_end_is_told_what_was_wrong_and_by_whom(
    more: dict[str, str | None], error: str, visitor: Visitor, rounds: FrontEnd
) -> None:
    answer = await visitor.opens(rounds.asks(**more))
    assert error_in(answer) == error
    assert answer_in(answer)["state"] == "its own word"


async def test_a_client_that_may_not_sign_people_in_does_not(world: World, visitor: Visitor) -> None:
    machine = await registered(world, grants=("client_credentials",))
    assert error_in(await visitor.opens(machine.asks())) == "unauthorized_client"


# ---- somebody's answer ----------------------------------------------------------------------------------------------
async def test_no_other_site_frames_the_page_or_presses_its_buttons(visitor: Visitor, rounds: FrontEnd) -> None:
    page = await visitor.opens(rounds.asks())
    policy = page.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert "form-action 'self' https://rounds.example.org;" in policy
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["cache-control"] == "no-store"
    assert not re.search(r"<script|\son[a-z]+=|\sstyle=", page.text)
    action = f"/oauth/authorize?{page.url.query.decode()}"
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert csrf
    for headers, form in (
        ({"origin": "https://evil.example"}, {"csrf": csrf[1]}),
        ({"origin": ISSUER, "sec-fetch-site": "cross-site"}, {"csrf": csrf[1]}),
        ({"origin": ISSUER, "sec-fetch-site": "same-origin"}, {}),
        ({"origin": ISSUER, "sec-fetch-site": "same-origin"}, {"csrf": "0" * 64}),
    ):
        answer = await visitor.http.post(
            action, data=form | {"answer": "allow", "role": "carer"}, headers=visitor._sent() | headers
        )
        assert (answer.status_code, "location" in answer.headers) == (403, False)


async def test_a_page_shown_to_one_is_not_answered_by_another(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    page = await visitor.opens(rounds.asks())
    await visitor.signs_in(world, await world.account("carer"))
    assert (await visitor.presses(page, "allow")).status_code == 403


async def test_who_signs_out_before_answering_signs_in_again(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    page = await visitor.opens(rounds.asks())
    await world.run("UPDATE browser_sign_in SET ended_at = now() WHERE digest = %s", digest_of(visitor.cookies["__Host-sign-in"]))
    answer = await visitor.presses(page, "allow")
    assert answer.headers["location"].startswith("/sign-in?")


async def test_an_account_of_another_organisation_does_not_sign_in_there(world: World, visitor: Visitor) -> None:
    council = await registered(world, "organisation:read", organisation=world.council)
    page = await visitor.opens(council.asks())
    assert "another organisation" in page.text
    assert 'value="allow"' not in page.text
    assert (await visitor.presses(page, "allow", role="carer")).status_code == 403
    assert error_in(await visitor.presses(page, "refuse")) == "access_denied"


async def test_a_role_that_somebody_does_not_have_is_not_given(world: World, visitor: Visitor, rounds: FrontEnd) -> None:
    page = await visitor.opens(rounds.asks(role="manager"))
    assert "You do not have that role" in page.text
    assert (await visitor.presses(page, "allow", role="manager")).status_code == 403
    page = await visitor.opens(rounds.asks())
    for role in ("manager", "integration", "", "carer,manager"):
        assert (await visitor.presses(page, "allow", role=role)).status_code == 422
    assert await world.run("SELECT count(*) FROM authorization_code WHERE client_id = %s", UUID(rounds.id)) == [(0,)]


async def test_a_front_end_has_no_more_than_was_registered_and_the_role_may(world: World, visitor: Visitor) -> None:
    wide = await registered(world, "people:read", "accounts:write", "organisation:write")
    asked = "people:read people:write accounts:write organisation:write visits:read"
    tokens = told(await visitor.redeems(wide, await visitor.agrees(wide, scope=asked)))
    assert tokens["scope"] == "people:read"


async def test_what_was_taken_from_the_front_end_meanwhile_is_not_in_its_tokens(
    world: World, visitor: Visitor, rounds: FrontEnd
) -> None:
    code = await visitor.agrees(rounds)
    await world.run("UPDATE client SET scopes = '{people:read,risks:read}' WHERE id = %s", UUID(rounds.id))
    assert told(await visitor.redeems(rounds, code))["scope"] == "people:read"
