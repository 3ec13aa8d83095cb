"""A key ring with a past: a retired key whose file still lies there, one that signs, and one that is about to."""

import time
from pathlib import Path

import pytest

from api.domain.access import tokens
from api.domain.access.key_files import begin_of
from api.domain.access.keys import AFTERLIFE_SECONDS, KeyRing, prepare, rotate


@pytest.fixture
def now() -> int:
    return int(time.time())


@pytest.fixture
def folder(tmp_path: Path, now: int) -> Path:
    keys = tmp_path / "keys"
    long_ago = now - 10 * AFTERLIFE_SECONDS
    prepare(keys, long_ago)
    rotate(keys, long_ago + 60)
    first = min(keys.glob("*.pem"))
    content = first.read_bytes()
    assert begin_of(rotate(keys, now - 1)) > now
    # The rotation deleted the first key, whose tokens are all dead; a copy that somebody puts back is not trusted either.
    assert not first.exists()
    first.touch(mode=0o600)
    first.write_bytes(content)
    return keys


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    tokens._memory.clear()


@pytest.fixture
def ring(folder: Path) -> KeyRing:
    return KeyRing.load(folder)
