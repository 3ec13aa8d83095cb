"""The second factor: who is asked for one, how it is set up, and how it is given up."""

import re

import pytest

from tests.sign_in.conftest import App
from tests.sign_in.front_ends import registered
from tests.sign_in.pages import Authenticator, Person, codes_in, events, form_of, key_in, leads_to
from tests.sign_in.world import PASSWORD, WRONG, World

FACTOR = "/sign-in/second-factor?back_to=%2Faccount"
SET_UP = "/sign-in/second-factor/set-up?back_to=%2Faccount"


@pytest.fixture
async def real(world: World) -> World:
    """Organisations that are no sandboxes."""
    await world.asks_second_factor()
    return world


@pytest.fixture
def asha(app: App) -> Person:
    return Person(app)


async def messages(world: World, name: str) -> list[str]:
    found = await world.run(
        "SELECT kind FROM message m JOIN account a ON a.id = m.account_id WHERE username = %s ORDER BY m.id", name
    )
    return [kind for (kind,) in found]


@pytest.mark.parametrize("role", ["manager", "commissioner"])
async def test_a_manager_and_a_commissioner_set_one_up_before_anything_else(real: World, asha: Person, role: str) -> None:
    name = await real.account(role)
    assert leads_to(await asha.signs_in(name)) == SET_UP
    assert leads_to(await asha.opens("/account")) == SET_UP
    page = await asha.opens(SET_UP)
    assert "With your role" in page.text
    assert "Not now" not in page.text
    first = asha.secret
    answer = await asha.fills(page, code=Authenticator(key_in(page)).code())
    codes = codes_in(answer)
    assert len(set(codes)) == 10
    assert all(re.fullmatch("[2-9A-HJ-NP-TV-Z]{5}-[2-9A-HJ-NP-TV-Z]{5}", code) for code in codes)
    assert asha.secret != first
    assert (await asha.opens("/account")).status_code == 200
    assert await events(real, name) == [("signed_in", True)]
    assert await messages(real, name) == ["second_factor_added"]


@pytest.mark.parametrize("role", ["carer", "coach", "connector", "person", "family"])
async def test_everybody_else_may_and_need_not(real: World, asha: Person, role: str) -> None:
    name = await real.account("carer")
    if role not in ("carer", "person"):
        name = await real.account(role)
    assert leads_to(await asha.signs_in(name)) == "/account"
    page = await asha.opens(SET_UP)
    assert 'href="/account">Not now' in page.text


async def test_in_a_sandbox_nobody_is_asked_for_one(world: World, asha: Person) -> None:
    name = await world.account("manager")
    await asha.signed_in(name)
    await asha.sets_up(name)
    await asha.signed_in(name)
    assert (await asha.opens("/account")).status_code == 200


async def test_whoever_has_one_gives_a_code_each_time(real: World, app: App, asha: Person) -> None:
    name = await real.account("carer")
    app2 = await asha.sets_up(name)
    elsewhere = Person(app)
    assert leads_to(await elsewhere.signs_in(name)) == FACTOR
    page = await elsewhere.opens(FACTOR)
    before = elsewhere.secret
    assert leads_to(await elsewhere.fills(page, code=f" {app2.code()[:3]} {app2.code()[3:]} ")) == "/account"
    assert elsewhere.secret != before
    assert (await elsewhere.opens("/account")).status_code == 200
    assert (await events(real, name))[-1] == ("signed_in", True)


async def test_a_code_of_the_step_before_or_after_will_do_and_no_other(real: World, app: App, asha: Person) -> None:
    name = await real.account("carer")
    app2 = await asha.sets_up(name)
    for steps, good in ((-2, False), (2, False), (1, True)):
        person = Person(app)
        await person.signs_in(name)
        answer = await person.fills(await person.opens(FACTOR), code=app2.code(steps))
        assert (answer.status_code == 303) is good, steps


async def test_the_key_is_a_picture_with_words_a_link_and_letters(real: World, asha: Person) -> None:
    name = await real.account("carer")
    await asha.signs_in(name)
    page = await asha.opens(SET_UP)
    key = key_in(page)
    assert re.fullmatch("[A-Z2-7]{32}", key)
    assert '<div role="img" aria-label="A QR code' in page.text
    assert "<svg" in page.text
    assert f"secret={key}&amp;issuer=Wellbeing%20Teams" in page.text
    # Each look has another key, so that a page left open on a screen is of no use.
    assert key_in(await asha.opens(SET_UP)) != key


async def test_it_counts_only_once_a_code_of_it_was_right(real: World, app: App, asha: Person) -> None:
    name = await real.account("carer")
    await asha.signs_in(name)
    page = await asha.opens(SET_UP)
    app2 = Authenticator(key_in(page))
    for code in (app2.wrong(), "", "abc"):
        page = await asha.fills(page, code=code)
        assert page.status_code == 422
        assert 'href="#code"' in page.text
    assert app2.key in page.text.replace(" ", "")  # the same key again: the app holds it already
    assert leads_to(await Person(app).signs_in(name)) == "/account"
    assert codes_in(await asha.fills(page, code=app2.code()))
    assert leads_to(await Person(app).signs_in(name)) == FACTOR


async def test_a_recovery_code_lets_in_once_and_says_how_many_are_left(real: World, app: App, asha: Person) -> None:
    name = await real.account("manager")
    app2 = await asha.sets_up(name)
    person = Person(app)
    await person.signs_in(name)
    answer = await person.fills(await person.opens(FACTOR), recovery=app2.codes[3].lower().replace("-", " "))
    assert "You have 9 left" in answer.text
    assert 'href="/account">Go on' in answer.text
    assert (await person.opens("/account")).status_code == 200
    await person.signs_in(name)
    again = await person.fills(await person.opens(FACTOR), recovery=app2.codes[3])
    assert again.status_code == 422
    assert "<details" in again.text
    assert " open>" in again.text


async def test_secrets_are_kept_sealed_and_codes_hashed(real: World, asha: Person) -> None:
    app2 = await asha.sets_up(await real.account("carer"))
    kept = str(await real.run("SELECT f::text FROM second_factor f")) + str(await real.run("SELECT c::text FROM recovery_code c"))
    for secret in (app2.key, *app2.codes):
        for text in (secret, secret.replace("-", "")):
            assert text not in kept
            assert text.encode().hex() not in kept


async def test_a_factor_that_can_no_longer_be_read_takes_no_code_and_breaks_nothing(real: World, app: App, asha: Person) -> None:
    name = await real.account("carer")
    app2 = await asha.sets_up(name)
    await real.run("UPDATE second_factor SET sealed_secret = decode(repeat('00', 60), 'hex')")  # the keys folder was lost
    elsewhere = Person(app)
    await elsewhere.signs_in(name)
    answer = await elsewhere.fills(await elsewhere.opens(FACTOR), code=app2.code())
    assert answer.status_code == 422
    assert (await elsewhere.fills(await elsewhere.opens(FACTOR), code=app2.codes[0])).status_code == 200  # on paper, it is


# ---- changing it: a browser left open is not enough ------------------------------------------------------------------
async def _later(world: World, minutes: int = 6) -> None:
    await world.run("UPDATE browser_sign_in SET password_at = password_at - make_interval(mins => %s)", minutes)


async def test_to_take_it_away_takes_the_password_and_a_code(real: World, app: App, asha: Person) -> None:
    name = await real.account("carer")
    app2 = await asha.sets_up(name)
    await _later(real)
    path = "/sign-in/second-factor/remove"
    for given in (
        {"password": WRONG, "code": app2.code()}, {"password": PASSWORD, "code": app2.wrong()},
        {"password": PASSWORD, "code": ""}, {"password": "", "code": app2.code()},
    ):  # fmt: skip
        assert (await asha.fills(await asha.opens(path), **given)).status_code == 422
    csrf = form_of(await asha.opens(path), "csrf").fields["csrf"]
    assert (await asha.sends(path, {"csrf": csrf})).status_code == 422
    assert leads_to(await asha.fills(await asha.opens(path), password=PASSWORD, code=app2.code())) == "/account"
    assert leads_to(await Person(app).signs_in(name)) == "/account"
    assert await messages(real, name) == ["second_factor_added", "second_factor_removed"]
    assert await real.run("SELECT FROM recovery_code c JOIN account a ON a.id = c.account_id WHERE username = %s", name) == []


async def test_within_five_minutes_of_the_password_a_code_will_do_and_never_nothing(real: World, asha: Person) -> None:
    app2 = await asha.sets_up(await real.account("carer"))
    page = await asha.opens("/sign-in/second-factor/remove")
    assert 'type="password"' not in page.text
    assert (await asha.fills(page, code=app2.wrong())).status_code == 422
    assert leads_to(await asha.fills(page, code=app2.code())) == "/account"


async def test_whoever_must_have_one_replaces_it_and_does_not_take_it_away(real: World, app: App, asha: Person) -> None:
    name = await real.account("manager")
    old = await asha.sets_up(name)
    for answer in (
        await asha.opens("/sign-in/second-factor/remove"),
        await asha.sends("/sign-in/second-factor/remove", {"csrf": form_of(await asha.opens("/account"), "csrf").fields["csrf"]}),
    ):
        assert answer.status_code == 403
        assert "Set up another one" in answer.text
    await _later(real)
    asked = await asha.opens(SET_UP)
    assert "<svg" not in asked.text
    page = await asha.fills(asked, password=PASSWORD, code=old.code())
    new = Authenticator(key_in(page))
    person = Person(app)
    assert leads_to(await person.signs_in(name)) == FACTOR  # until the new one is confirmed, the old one counts
    new.codes = codes_in(await asha.fills(page, code=new.code()))
    asked = await person.opens(FACTOR)
    assert (await person.fills(asked, code=old.code(1))).status_code == 422
    assert (await person.fills(asked, recovery=old.codes[0])).status_code == 422
    assert leads_to(await person.fills(asked, code=new.code(1))) == "/account"


async def test_new_recovery_codes_end_the_old_ones(real: World, app: App, asha: Person) -> None:
    name = await real.account("carer")
    app2 = await asha.sets_up(name)
    path = "/sign-in/second-factor/recovery-codes?back_to=/account"
    assert codes_in(await asha.opens(path)) == []
    new = codes_in(await asha.fills(await asha.opens(path), code=app2.codes[0]))
    assert len(new) == 10
    person = Person(app)
    await person.signs_in(name)
    asked = await person.opens(FACTOR)
    assert (await person.fills(asked, recovery=app2.codes[1])).status_code == 422
    assert (await person.fills(asked, recovery=new[0])).status_code == 200


async def test_to_set_up_the_first_one_long_after_the_password_takes_it_again(real: World, asha: Person) -> None:
    await asha.signs_in(await real.account("carer"))
    await _later(real, 31)
    asked = await asha.opens(SET_UP)
    assert "<svg" not in asked.text
    assert "<svg" not in (await asha.fills(asked, password=WRONG)).text
    assert "<svg" in (await asha.fills(asked, password=PASSWORD)).text


async def test_the_front_end_that_somebody_came_for_is_in_the_evidence(real: World, asha: Person) -> None:
    name, front_end = await real.account("manager"), await registered(real)
    await asha.sets_up(name)
    to = f"%2Foauth%2Fauthorize%3Fclient_id%3D{front_end.id}"
    assert leads_to(await asha.signs_in(name, back_to=to)).endswith(to)
    await asha.fills(await asha.opens(f"/sign-in/second-factor?back_to={to}"), code="000")
    rows = await real.run("SELECT what, client_name FROM sign_in_event WHERE organisation_id = %s ORDER BY id", real.provider)
    assert rows == [("signed_in", "first-party"), ("wrong_second_factor", "Rounds")]
