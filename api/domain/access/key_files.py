"""The folder of signing keys on disk: making, rotating and reading its files; keys.py says what they mean.

A key is one file, `<begin>-<random>.pem`, where `begin` is the Unix second at which it starts to sign. Its end is the next
key's begin, so no file is ever edited and there is no second file to disagree with: one rename makes a key, one unlink ends it.
Deleting the file of a leaked key (after `rotate`) refuses its tokens within seconds.
"""

import fcntl
import os
import re
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

TOKEN_LIFETIME_SECONDS: Final = 15 * 60
LEEWAY_SECONDS: Final = 30
# A new key is in the JWKS this long before it signs: longer than any worker or verifier keeps what it has read.
OVERLAP_SECONDS: Final = 10 * 60
# After its last signature a key must outlive that token, its leeway, and workers whose clocks or reloads lag a little.
AFTERLIFE_SECONDS: Final = TOKEN_LIFETIME_SECONDS + 2 * LEEWAY_SECONDS + 60

CURSOR_FILE: Final = "cursor.key"
CURSOR_BYTES: Final = 32
_MAX_FILE_BYTES: Final = 4_096
_PEM_NAME: Final = re.compile(r"(?P<kid>[0-9]{9,11}-[0-9a-f]{16})\.pem", re.ASCII)

# Name, inode, modification and change time of each key file.
Fingerprint = frozenset[tuple[str, int, int, int]]


class KeysRefused(Exception):
    """The key folder is not one to sign with; the message says which file and why, never what is in it."""


def prepare(folder: Path, now: float) -> None:
    """Make the folder, its first key and the cursor key where they are missing; any number of workers may call it at once."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder):
        _ensure_cursor_key(folder)
        if not kids_in(folder):
            _write_key(folder, int(now))


def rotate(folder: Path, now: float, *, overlap_seconds: int = OVERLAP_SECONDS) -> str:
    """Publish a new key that signs after the overlap, delete keys whose last token is dead; answer the new key's kid.

    The first key signs at once. While a key is still waiting to sign, that one is answered and none is added, so a
    schedule that fires on every worker rotates once. Raises `KeysRefused` on an unsafe folder.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder):
        _ensure_cursor_key(folder)
        kids = kids_in(folder)
        if kids and begin_of(kids[-1]) > now:
            newest = kids[-1]
        else:
            newest = _write_key(folder, int(now) + (overlap_seconds if kids else 0))
            kids.append(newest)
        for kid, successor in pairwise(kids):
            if now >= begin_of(successor) + AFTERLIFE_SECONDS:
                (folder / f"{kid}.pem").unlink()
        _sync(folder)
    return newest


def begin_of(kid: str) -> int:
    """Answer the Unix second at which a key starts to sign."""
    return int(kid.partition("-")[0])


def kids_in(folder: Path) -> list[str]:
    """Answer the kids in the folder in order of their begin; any other `.pem` is refused rather than passed over."""
    kids = []
    for path in folder.glob("*.pem"):
        match = _PEM_NAME.fullmatch(path.name)
        if match is None:
            raise KeysRefused(f"{path}: a key's file is named <begin>-<16 hex digits>.pem")
        kids.append(match["kid"])
    return sorted(kids, key=lambda kid: (begin_of(kid), kid))


def read_private(path: Path) -> bytes:
    """Read a small file that only its owner may read. Mode and content come from the one descriptor."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise KeysRefused(f"{path}: cannot be read ({error.strerror})") from error
    with os.fdopen(descriptor, "rb") as file:
        _demand_private(path, os.fstat(descriptor), stat.S_ISREG)
        return file.read(_MAX_FILE_BYTES)


def _demand_private(path: Path, status: os.stat_result, is_kind: Callable[[int], bool]) -> None:
    if not is_kind(status.st_mode):
        raise KeysRefused(f"{path}: not what it should be (a folder of regular files)")
    if status.st_mode & 0o077:
        raise KeysRefused(f"{path}: open to group or others; chmod {'700' if stat.S_ISDIR(status.st_mode) else '600'}")
    if status.st_uid not in {os.geteuid(), 0}:
        raise KeysRefused(f"{path}: belongs to another user")


def fingerprint_of(folder: Path) -> Fingerprint:
    """Name, inode, change and modification time of every key file: sees a new, replaced, edited or opened-up file."""
    try:
        _demand_private(folder, folder.lstat(), stat.S_ISDIR)
        with os.scandir(folder) as entries:
            kept = [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries if entry.name.endswith((".pem", ".key"))]
    except OSError as error:
        raise KeysRefused(f"{folder}: cannot be read ({error.strerror})") from error
    return frozenset((name, status.st_ino, status.st_mtime_ns, status.st_ctime_ns) for name, status in kept)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder alone among all processes of this machine."""
    _demand_private(folder, folder.lstat(), stat.S_ISDIR)
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _ensure_cursor_key(folder: Path) -> None:
    if not (folder / CURSOR_FILE).exists():
        _write(folder / CURSOR_FILE, secrets.token_bytes(CURSOR_BYTES))


def _write_key(folder: Path, begin: int) -> str:
    kid = f"{begin}-{secrets.token_hex(8)}"
    _write(folder / f"{kid}.pem", pem_of(ec.generate_private_key(ec.SECP256R1())))
    return kid


def pem_of(private: ec.EllipticCurvePrivateKey) -> bytes:
    """Answer a private key as unencrypted PKCS #8; its file is what protects it."""
    return private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def _write(path: Path, content: bytes) -> None:
    """Make the file whole or not at all, never readable by others, and on disk before anyone signs with it."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        draft.rename(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
