import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jose import jwk
from jose.backends.ecdsa_backend import ECDSAECKey

from api.domain.access import key_files
from api.domain.access.keys import AFTERLIFE_SECONDS, KeyRing, KeysRefused, prepare, rotate

NOW = 1_800_000_000
KID = f"{NOW}-0123456789abcdef"


@pytest.fixture
def one(tmp_path: Path) -> Path:
    prepare(tmp_path / "keys", NOW)
    return tmp_path / "keys"


def put(folder: Path, content: bytes, name: str = f"{KID}.pem", mode: int = 0o600) -> None:
    (folder / name).write_bytes(content)
    (folder / name).chmod(mode)


def pem(key: Any, password: bytes | None = None) -> bytes:
    lock = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    content: bytes = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)
    return content


def test_the_first_key_signs_at_once(one: Path) -> None:
    ring = KeyRing.load(one, clock=lambda: NOW)
    assert ring.signing().begin == NOW
    assert [key["kid"] for key in ring.jwks()["keys"]] == [ring.signing().kid]


def test_only_the_owner_can_read_the_folder_and_its_files(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        rotate(tmp_path / "keys", NOW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()} == {0o600}


def test_preparing_twice_changes_nothing(one: Path) -> None:
    before = key_files.fingerprint_of(one)
    prepare(one, NOW + 10**6)
    assert key_files.fingerprint_of(one) == before


def test_workers_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as workers:
        list(workers.map(lambda _: prepare(tmp_path / "keys", NOW), range(32)))
    assert len(list((tmp_path / "keys").glob("*.pem"))) == 1


def test_a_new_key_is_published_at_once_and_signs_after_the_overlap(one: Path) -> None:
    first = KeyRing.load(one).signing(NOW).kid
    second = rotate(one, NOW + 100)
    ring = KeyRing.load(one)
    assert [key["kid"] for key in ring.jwks(NOW + 100)["keys"]] == [first, second]
    assert ring.signing(NOW + 699).kid == first
    assert ring.signing(NOW + 700).kid == second
    assert ring.verification(second, NOW + 100) is not None


def test_a_schedule_on_every_worker_rotates_once(one: Path) -> None:
    kids = {rotate(one, NOW + 100 + worker) for worker in range(8)}
    assert len(kids) == 1
    assert len(list(one.glob("*.pem"))) == 2


def test_a_key_is_trusted_until_its_last_token_is_dead_and_then_deleted(one: Path) -> None:
    first = KeyRing.load(one).signing(NOW).kid
    end = NOW + 700
    rotate(one, NOW + 100)
    ring = KeyRing.load(one)
    retired = end + AFTERLIFE_SECONDS
    assert AFTERLIFE_SECONDS > 15 * 60 + 30
    assert ring.verification(first, retired - 1) is not None
    assert ring.verification(first, retired) is None
    assert first not in str(ring.jwks(retired))
    rotate(one, retired - 1)
    assert (one / f"{first}.pem").exists()
    rotate(one, retired)
    assert not (one / f"{first}.pem").exists()


def test_a_year_of_weekly_rotations_keeps_few_files_and_always_signs(one: Path) -> None:
    for week in range(1, 53):
        rotate(one, NOW + week * 604_800)
        ring = KeyRing.load(one)
        assert len(ring.jwks(NOW + week * 604_800)["keys"]) == 2
        assert ring.signing(NOW + week * 604_800 + 600).begin == NOW + week * 604_800 + 600
    assert len(list(one.glob("*.pem"))) <= 3


def test_a_clock_set_back_still_signs(one: Path) -> None:
    assert KeyRing.load(one).signing(NOW - 86_400).begin == NOW


def test_the_published_keys_hold_no_secret(one: Path) -> None:
    key = KeyRing.load(one).jwks(NOW)["keys"][0]
    assert key.keys() == {"kty", "crv", "x", "y", "kid", "use", "alg"}
    assert (key["kty"], key["crv"], key["use"], key["alg"]) == ("EC", "P-256", "sig", "ES256")


def test_a_ring_does_not_print_its_secrets(one: Path) -> None:
    ring = KeyRing.load(one)
    assert repr(ring.cursor_key) not in repr(ring._snapshot)


def test_the_cursor_key_is_32_bytes_and_stays(one: Path) -> None:
    before = KeyRing.load(one).cursor_key
    rotate(one, NOW + 100)
    assert KeyRing.load(one).cursor_key == before
    assert len(before) == 32


# --- reading again --------------------------------------------------------------------------------------------------------


def test_a_ring_sees_a_rotation(one: Path) -> None:
    ring = KeyRing.load(one)
    assert not ring.reload_if_changed(at_once=True)
    kid = rotate(one, NOW + 100)
    assert ring.verification(kid, NOW) is None
    assert ring.reload_if_changed(at_once=True)
    assert ring.verification(kid, NOW) is not None


def test_a_ring_looks_at_its_folder_once_in_three_seconds(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = KeyRing.load(one)
    rotate(one, NOW + 100)
    tick = ring._next_look
    monkeypatch.setattr("api.domain.access.keys.time.monotonic", lambda: tick - 0.1)
    assert not ring.reload_if_changed()
    monkeypatch.setattr("api.domain.access.keys.time.monotonic", lambda: tick)
    assert ring.reload_if_changed()


def test_a_folder_that_became_unusable_leaves_the_keys_in_use_and_says_so(one: Path, caplog: pytest.LogCaptureFixture) -> None:
    ring = KeyRing.load(one)
    kid = ring.signing(NOW).kid
    (one / f"{kid}.pem").chmod(0o644)
    for _ in range(3):
        assert not ring.reload_if_changed(at_once=True)
    assert ring.signing(NOW).kid == kid
    assert "open to group or others" in str(ring.problem)
    assert len(caplog.records) == 1
    (one / f"{kid}.pem").chmod(0o600)
    ring.reload_if_changed(at_once=True)
    assert ring.problem is None


def test_a_deleted_leaked_key_hands_over_to_the_waiting_one_at_once(one: Path) -> None:
    ring = KeyRing.load(one)
    leaked = ring.signing(NOW).kid
    waiting = rotate(one, NOW + 1)
    (one / f"{leaked}.pem").unlink()
    ring.reload_if_changed(at_once=True)
    assert ring.signing(NOW + 1).kid == waiting
    assert ring.verification(leaked, NOW + 1) is None


def test_a_folder_that_changes_while_it_is_read_is_read_again(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leaked = KeyRing.load(one).signing(NOW).kid
    rotate(one, NOW + 1)
    real = key_files.kids_in

    def and_then_deleted(folder: Path) -> list[str]:
        kids = real(folder)
        (folder / f"{leaked}.pem").unlink(missing_ok=True)
        return kids

    monkeypatch.setattr("api.domain.access.keys.kids_in", and_then_deleted)
    assert len(KeyRing.load(one).jwks(NOW)["keys"]) == 1


# --- what is refused at start ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("an HMAC secret", b"0123456789abcdef0123456789abcdef"),
        ("an empty file", b""),
        ("a JWK", b'{"kty":"oct","k":"c2VjcmV0"}'),
        ("a P-384 key", pem(ec.generate_private_key(ec.SECP384R1()))),
        ("a P-521 key", pem(ec.generate_private_key(ec.SECP521R1()))),
        ("a secp256k1 key", pem(ec.generate_private_key(ec.SECP256K1()))),
        ("an RSA key", pem(rsa.generate_private_key(65537, 2048))),
        ("an encrypted key", pem(ec.generate_private_key(ec.SECP256R1()), b"secret")),
        (
            "a public key",
            ec.generate_private_key(ec.SECP256R1())
            .public_key()
            .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo),
        ),
    ],
)
def test_what_is_not_a_p256_private_key_is_refused(one: Path, name: str, content: bytes) -> None:
    put(one, content)
    with pytest.raises(KeysRefused, match=r"not (a P-256|an unencrypted)") as refused:
        KeyRing.load(one)
    assert KID in str(refused.value), name
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o610])
@pytest.mark.parametrize("pattern", ["*.pem", "cursor.key"])
def test_a_file_that_others_may_read_is_refused(one: Path, mode: int, pattern: str) -> None:
    next(one.glob(pattern)).chmod(mode)
    with pytest.raises(KeysRefused, match="chmod 600"):
        KeyRing.load(one)


def test_a_folder_that_others_may_enter_is_refused(one: Path) -> None:
    one.chmod(0o750)
    for attempt in (lambda: KeyRing.load(one), lambda: rotate(one, NOW), lambda: prepare(one, NOW)):
        with pytest.raises(KeysRefused, match="chmod 700"):
            attempt()


def test_a_link_to_a_key_is_refused(one: Path, tmp_path: Path) -> None:
    put(tmp_path, pem(ec.generate_private_key(ec.SECP256R1())), "elsewhere")
    (one / f"{KID}.pem").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeysRefused, match="cannot be read"):
        KeyRing.load(one)


@pytest.mark.parametrize("name", ["key.pem", "1-abc.pem", f"{KID}A.pem", ".pem", f"{NOW}-0123456789ABCDEF.pem"])
def test_a_key_under_a_strange_name_is_refused(one: Path, name: str) -> None:
    put(one, pem(ec.generate_private_key(ec.SECP256R1())), name)
    with pytest.raises(KeysRefused, match="is named"):
        KeyRing.load(one)


def test_a_folder_without_keys_or_without_a_cursor_key_is_refused(one: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir(mode=0o700)
    for folder, says in ((tmp_path / "empty", "no signing key"), (tmp_path / "none", "cannot be read")):
        with pytest.raises(KeysRefused, match=says):
            KeyRing.load(folder)
    put(one, b"short", "cursor.key")
    with pytest.raises(KeysRefused, match="must be 32 bytes"):
        KeyRing.load(one)
    (one / "cursor.key").unlink()
    with pytest.raises(KeysRefused, match="cannot be read"):
        KeyRing.load(one)


def test_a_cursor_key_that_is_too_long_is_refused(one: Path) -> None:
    put(one, b"x" * 33, "cursor.key")
    with pytest.raises(KeysRefused, match="must be 32 bytes"):
        KeyRing.load(one)


def test_jose_without_its_cryptography_backend_is_refused(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jwk, "get_key", lambda _: ECDSAECKey)
    with pytest.raises(KeysRefused, match="cryptography backend"):
        KeyRing.load(one)


def test_a_write_that_fails_leaves_nothing_behind(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(one.iterdir())

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("api.domain.access.key_files.os.fsync", full)
    with pytest.raises(OSError, match="no space left"):
        rotate(one, NOW + 100)
    assert sorted(one.iterdir()) == before
