import base64
import json
import re
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import ANY

import pytest
from cryptography.hazmat.primitives import serialization
from jose import jws, jwt
from jose.exceptions import JWTError

from api.domain.access import tokens
from api.domain.access.keys import KeyRing
from api.domain.access.tokens import TokenRefused, verify
from tests.access.forge import Forge, as_json
from tests.access.hostile_tokens import battery, good, sendable

Verify = Callable[[KeyRing, str, float], object]


def slipped_through(ring: KeyRing, now: float, check: Verify) -> dict[str, str]:
    """Answer what a check did to hostile tokens other than refuse them."""
    slips = {}
    for name, token in battery(ring, now):
        try:
            check(ring, token, now)
        except TokenRefused:
            continue
        except Exception as error:  # noqa: BLE001 - the battery is looking for just these
            slips[name] = type(error).__name__
        else:
            slips[name] = "accepted"
    return slips


# --- the battery ----------------------------------------------------------------------------------------------------------


def test_every_hostile_token_is_refused_and_nothing_else_is_raised(ring: KeyRing, now: int) -> None:
    assert slipped_through(ring, now, verify) == {}


def test_the_battery_is_large_and_each_token_has_its_own_name(ring: KeyRing, now: int) -> None:
    names = [name for name, _ in battery(ring, now)]
    assert len(names) == len(set(names)) >= 200
    assert any("retired key" in name for name in names)


def test_the_battery_without_a_fault_is_a_good_token(ring: KeyRing, now: int) -> None:
    assert verify(ring, good(ring, now), now).role == "carer"
    assert verify(ring, good(ring), time.time()).role == "carer"
    forge = Forge(ring, now)
    assert verify(ring, forge.signed(as_json(forge.header()), as_json(forge.claims(unknown={"a": [1]}))), now).role == "carer"


def test_most_of_the_battery_can_travel_in_a_header(ring: KeyRing, now: int) -> None:
    assert sum(sendable(token) for _, token in battery(ring, now)) >= 200


def test_a_wrong_claim_is_refused_for_that_claim_and_not_for_the_signature(ring: KeyRing, now: int) -> None:
    for name, token in battery(ring, now):
        if re.match(r"(claim |time:|payload|header [a-z]+ is|typ)", name):
            with pytest.raises(TokenRefused) as refused:
                verify(ring, token, now)
            assert refused.value.reason != "signature", name


def test_hostile_tokens_stay_refused_while_a_good_one_is_remembered(ring: KeyRing, now: int) -> None:
    token = good(ring, now)
    verify(ring, token, now)
    assert slipped_through(ring, now, verify) == {}
    assert verify(ring, token, now)


def test_a_refusal_tells_the_outside_nothing(ring: KeyRing, now: int) -> None:
    said = set()
    for _, token in battery(ring, now):
        with pytest.raises(TokenRefused) as refused:
            verify(ring, token, now)
        said.add((str(refused.value), refused.value.detail, refused.value.code, refused.value.title))
        assert refused.value.__cause__ is None
        assert len(refused.value.reason) < 60
    assert len(said) == 1


@pytest.mark.parametrize("token", [None, 7, b"a.b.c", [], {}])
def test_what_is_not_text_is_refused(ring: KeyRing, now: int, token: Any) -> None:
    with pytest.raises(TokenRefused):
        verify(ring, token, now)


# --- the battery can fail: each weakened check lets something through --------------------------------------------------------


def algorithm_from_the_header(ring: KeyRing, token: str, now: float) -> object:
    """The classic: the algorithm is the token's own choice, the key is what lies at hand (DER, which jose takes as a secret)."""
    pem = ring.signing(now).public.to_pem()
    der = serialization.load_pem_public_key(pem).public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    try:
        algorithm = jws.get_unverified_header(token)["alg"]
        key: Any = der if algorithm.startswith("HS") else pem.decode()
        return jwt.decode(token, key, algorithms=[algorithm], audience=ring.audience, issuer=ring.issuer)
    except JWTError as error:
        raise TokenRefused("jose") from error


def as_in_the_manual(ring: KeyRing, token: str, now: float) -> object:
    """What python-jose's manual shows, with the right key."""
    try:
        return jwt.decode(token, ring.signing(now).public, algorithms=["ES256"], audience=ring.audience, issuer=ring.issuer)
    except JWTError as error:
        raise TokenRefused("jose") from error


def test_the_battery_catches_an_algorithm_taken_from_the_header(ring: KeyRing, now: int) -> None:
    slips = slipped_through(ring, now, algorithm_from_the_header)
    assert slips["HS256 with the public key's DER"] == "accepted"


def test_the_battery_catches_the_manuals_way(ring: KeyRing, now: int) -> None:
    slips = slipped_through(ring, now, as_in_the_manual)
    assert {
        slips.get(name)
        for name in ("typ JWT", "header has jku", "claim sub: not a UUID", "time: a day long", "claim exp is missing")
    } == {"accepted"}
    assert "RecursionError" in slips.values()
    assert slips["claim exp is Infinity"] == "OverflowError"


@pytest.mark.parametrize(
    ("weakness", "target", "planted", "caught"),
    [
        (
            "any header member",
            "_HEADER_MEMBERS",
            ANY,
            "header has jku",
        ),
        ("any type", "TYPE", ANY, "typ JWT"),
        ("a life of a year", "TOKEN_LIFETIME_SECONDS", 31_536_000, "time: a day long"),
        ("a leeway of an hour", "LEEWAY_SECONDS", 3_600, "time: expired a minute ago"),
        ("no limit of length", "MAX_TOKEN_CHARACTERS", 10**9, "16 KB, well signed"),
        ("ids of any text", "uuid_in", lambda members, name: members[name], "claim sub: not a UUID"),
        ("times of any type", "seconds_in", lambda members, name: int(members[name]), "time: exp is a text"),
        ("texts out of lists", "text_in", lambda members, name: "".join(members[name]), "claim role is a list of the right one"),
        ("any pattern", "matching_in", lambda members, name, _: str(members[name]), "claim scope: a star"),
        ("twins", "json_object", json.loads, "claim sub twice"),
        (
            "loose base64",
            "segment",
            lambda text: base64.urlsafe_b64decode(f"{text}=="),
            "spelling: unused bits of the signature",
        ),
    ],
)
def test_the_battery_catches(
    ring: KeyRing, now: int, monkeypatch: pytest.MonkeyPatch, weakness: str, target: str, planted: Any, caught: str
) -> None:
    assert weakness
    monkeypatch.setattr(tokens, target, planted)
    assert slipped_through(ring, now, verify).get(caught) == "accepted"


def test_the_battery_catches_exceptions_that_are_let_through(ring: KeyRing, now: int) -> None:
    assert {"RecursionError", "UnicodeEncodeError"} <= set(slipped_through(ring, now, tokens._verify).values())


def test_the_battery_catches_a_key_used_after_its_retirement(ring: KeyRing, now: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeyRing, "verification", lambda self, kid, _now: self._snapshot.by_kid.get(kid))
    assert slipped_through(ring, now, verify) == {"kid and signature of retired key 0": "accepted"}
