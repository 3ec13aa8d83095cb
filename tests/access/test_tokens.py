import time
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from jose import jws, jwt

from api.domain.access import tokens
from api.domain.access.keys import KeyRing, prepare, rotate
from api.domain.access.roles import ROLE_SCOPES, Role
from api.domain.access.tokens import Claims, NoScopeLeft, TokenRefused, bearer, sign, verify
from tests.access.hostile_tokens import battery

SUBJECT, SESSION, ORGANISATION = uuid4(), uuid4(), uuid4()


def token_for(ring: KeyRing, now: float, role: Role = Role.carer, scopes: frozenset[str] = frozenset({"people:read"})) -> str:
    return sign(
        ring,
        subject=SUBJECT,
        session=SESSION,
        client_id="wellbeing-app",
        organisation=ORGANISATION,
        role=role,
        scopes=scopes,
        now=now,
    )


# --- good tokens ----------------------------------------------------------------------------------------------------------


def test_a_signed_token_says_who_it_speaks_for(ring: KeyRing, now: int) -> None:
    claims = verify(ring, token_for(ring, now, scopes=frozenset({"people:read", "teams:write"})), now)
    assert claims[:6] == (SUBJECT, SESSION, "wellbeing-app", ORGANISATION, Role.carer, frozenset({"people:read", "teams:write"}))
    assert claims.expires_at == now + 900
    assert isinstance(claims.subject, UUID)


def test_a_token_has_the_header_and_claims_of_rfc_9068(ring: KeyRing, now: int) -> None:
    token = token_for(ring, now)
    assert jws.get_unverified_header(token) == {"alg": "ES256", "kid": ring.signing(now).kid, "typ": "at+jwt"}
    claims = jwt.get_unverified_claims(token)
    assert claims.keys() == {"iss", "aud", "sub", "client_id", "exp", "iat", "nbf", "jti", "sid", "org", "role", "scope"}
    assert (claims["iss"], claims["aud"], claims["exp"] - claims["iat"]) == (ring.issuer, ring.audience, 900)


def test_anybody_can_check_a_token_with_the_published_keys(ring: KeyRing) -> None:
    token = token_for(ring, time.time())
    kid = jws.get_unverified_header(token)["kid"]
    published = next(key for key in ring.jwks()["keys"] if key["kid"] == kid)
    assert jwt.decode(token, published, algorithms=["ES256"], audience=ring.audience, issuer=ring.issuer)["sub"] == str(SUBJECT)


def test_two_tokens_of_one_second_have_different_ids(ring: KeyRing, now: int) -> None:
    assert verify(ring, token_for(ring, now), now).jti != verify(ring, token_for(ring, now), now).jti


def test_a_token_with_every_scope_of_the_widest_role_fits_the_limit(ring: KeyRing, now: int) -> None:
    for role, scopes in ROLE_SCOPES.items():
        assert verify(ring, token_for(ring, now, role, scopes), now).scopes == scopes


def test_a_token_lives_fifteen_minutes_and_thirty_seconds_of_leeway(ring: KeyRing, now: int) -> None:
    token = token_for(ring, now)
    assert verify(ring, token, now - 30).subject == SUBJECT
    assert verify(ring, token, now + 929).subject == SUBJECT
    for moment in (now - 31, now + 930):
        with pytest.raises(TokenRefused):
            verify(ring, token, moment)


def test_a_token_outlives_a_rotation_but_not_its_keys_retirement(tmp_path: Path, now: int) -> None:
    prepare(tmp_path / "k", now)
    ring = KeyRing.load(tmp_path / "k")
    before = ring.signing(now).kid
    rotate(tmp_path / "k", now)
    ring.reload_if_changed(at_once=True)
    assert ring.signing(now + 599).kid == before
    assert ring.signing(now + 600).kid != before
    last = token_for(ring, now + 599)
    assert verify(ring, last, now + 599 + 929).subject == SUBJECT


def test_a_scope_never_widens_a_role(ring: KeyRing, now: int) -> None:
    claims = verify(ring, token_for(ring, now, Role.coach, frozenset({"people:read", "people:write"})), now)
    assert claims.scopes == {"people:read"}


def test_a_token_without_a_scope_is_not_signed(ring: KeyRing, now: int) -> None:
    with pytest.raises(NoScopeLeft):
        token_for(ring, now, scopes=frozenset())


def test_what_verify_would_refuse_is_not_signed(ring: KeyRing, now: int) -> None:
    with pytest.raises(ValueError, match="scope"):
        token_for(ring, now, scopes=frozenset({"every thing"}))
    with pytest.raises(ValueError, match="too long"):
        token_for(ring, now, scopes=frozenset(f"{'a' * 40}_{chr(97 + each)}:read" for each in range(26)))


# --- what is remembered ---------------------------------------------------------------------------------------------------


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tokens whose signature was really checked."""
    seen: list[str] = []
    real = jws.verify

    def counting(token: str, *rest: Any) -> Any:
        seen.append(token)
        return real(token, *rest)

    monkeypatch.setattr(jws, "verify", counting)
    return seen


def test_a_good_token_is_checked_once_a_minute(ring: KeyRing, now: int, checked: list[str]) -> None:
    token = token_for(ring, now)
    answers = [verify(ring, token, now + second) for second in (0, 1, 59.9)]
    assert (len(set(answers)), len(checked)) == (1, 1)
    assert verify(ring, token, now + 60) == answers[0]
    assert len(checked) == 2


def test_what_is_remembered_never_outlives_the_token(ring: KeyRing, now: int, checked: list[str]) -> None:
    token = token_for(ring, now)
    verify(ring, token, now + 890)
    verify(ring, token, now + 899)
    assert len(checked) == 1
    verify(ring, token, now + 901)  # within the leeway, and checked again
    assert len(checked) == 2
    with pytest.raises(TokenRefused):
        verify(ring, token, now + 930)


def test_a_clock_set_back_does_not_use_what_is_remembered(ring: KeyRing, now: int) -> None:
    token = token_for(ring, now)
    verify(ring, token, now)
    with pytest.raises(TokenRefused):
        verify(ring, token, now - 31)


def test_deleting_a_leaked_key_refuses_its_remembered_tokens(ring: KeyRing, folder: Path, now: int) -> None:
    token = token_for(ring, now)
    verify(ring, token, now)
    (folder / f"{ring.signing(now).kid}.pem").unlink()
    assert ring.reload_if_changed(at_once=True)
    with pytest.raises(TokenRefused, match="access token") as refused:
        verify(ring, token, now)
    assert refused.value.reason == "unknown or retired key"


def test_another_ring_does_not_share_what_is_remembered(ring: KeyRing, folder: Path, now: int) -> None:
    token = token_for(ring, now)
    verify(ring, token, now)
    with pytest.raises(TokenRefused):
        verify(KeyRing.load(folder, audience="https://example.com"), token, now)


def test_a_refusal_is_not_remembered(ring: KeyRing, now: int) -> None:
    for _, token in battery(ring, now):
        with pytest.raises(TokenRefused):
            verify(ring, token, now)
    assert len(tokens._memory) == 0


def test_memory_is_bounded_and_the_least_used_goes_first(
    ring: KeyRing, now: int, monkeypatch: pytest.MonkeyPatch, checked: list[str]
) -> None:
    monkeypatch.setattr(tokens, "_memory", tokens._Memory(2))
    first, second, third = (token_for(ring, now) for _ in range(3))
    for token in (first, second, first, third, first):
        verify(ring, token, now)
    assert len(tokens._memory) == 2
    assert checked == [first, second, third]
    verify(ring, second, now)
    assert checked[-1] == second


# --- the header -----------------------------------------------------------------------------------------------------------


def test_the_bearer_token_is_read_from_the_header() -> None:
    assert bearer(b"Bearer a.b.c") == "a.b.c"
    assert bearer(b"bearer a.b.c") == "a.b.c"  # RFC 9110 section 11.1
    assert len(bearer(b"Bearer " + b"a" * 2_048)) == 2_048


@pytest.mark.parametrize(
    "header",
    [
        None,
        b"",
        b"Bearer",
        b"Bearer ",
        b"Bearer  a.b.c",
        b"Bearer a.b.c ",
        b"Bearer\ta.b.c",
        b"Bearer a.b.c\t",
        b" Bearer a.b.c",
        b"Bearer a.b.c, Bearer d.e.f",
        b"Basic YTpi",
        b"DPoP a.b.c",
        b"Token a.b.c",
        b"Bearera.b.c",
        b"Bearer: a.b.c",
        b"a.b.c",
        b"Bearer a.b.c\xff",
        b"Bearer a.b\x00.c",
        b"Bearer " + b"a" * 2_049,
        b"Bearer " + b"a" * 16_384,
        b"Bearer Bearer a.b.c",
    ],
)
def test_any_other_header_is_refused(header: bytes | None) -> None:
    with pytest.raises(TokenRefused):
        bearer(header)


def test_claims_cannot_be_changed(ring: KeyRing, now: int) -> None:
    claims = verify(ring, token_for(ring, now), now)
    assert isinstance(claims, Claims)
    with pytest.raises(AttributeError):
        claims.role = Role.manager  # type: ignore[misc]
