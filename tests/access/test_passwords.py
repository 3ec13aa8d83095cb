import asyncio
import threading
import time
from typing import Any

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from api.domain.access import passwords
from api.domain.access.passwords import PasswordRefused, hash_password, hash_password_aside, needs_rehash, verify_password


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Each run of the hash function: against which hash, on which thread."""
    seen: list[tuple[str, str]] = []
    real = passwords._hasher.verify

    def counting(text: Any, stored: Any) -> bool:
        seen.append((stored, threading.current_thread().name))
        return real(text, stored)

    monkeypatch.setattr(passwords._hasher, "verify", counting)
    return seen


async def test_a_password_is_known_again_and_another_is_not() -> None:
    stored = hash_password("tea at four")
    assert await verify_password(stored, "tea at four")
    assert not await verify_password(stored, "tea at five")


def test_hashes_are_argon2id_with_the_agreed_cost_and_their_own_salt() -> None:
    first, second = hash_password("tea at four"), hash_password("tea at four")
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second


async def test_an_unknown_account_costs_the_same_work_and_is_refused(runs: list[tuple[str, str]]) -> None:
    stored = hash_password("tea at four")
    assert not await verify_password(None, "tea at four")
    assert not await verify_password(stored, "tea at five")
    assert [against for against, _ in runs] == [passwords._NOBODY, stored]


async def test_even_the_unknown_accounts_own_password_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_NOBODY", hash_password("tea at four"))
    assert not await verify_password(None, "tea at four")


def test_the_unknown_account_has_todays_parameters() -> None:
    assert not needs_rehash(passwords._NOBODY)


@pytest.mark.parametrize("stored", ["", "tea at four", "$2b$12$abcdefghijklmnopqrstuv", "$argon2id$v=19$m=19456,t=2,p=1$"])
async def test_a_damaged_hash_is_a_refusal_and_not_an_error(stored: str, runs: list[tuple[str, str]]) -> None:
    assert not await verify_password(stored, "tea at four")
    assert len(runs) == 1


@pytest.mark.parametrize("text", ["", "a" * 257, "a" * 10**6, "\ud800"])
async def test_what_no_password_can_be_is_refused_without_work(text: str, runs: list[tuple[str, str]]) -> None:
    with pytest.raises(PasswordRefused):
        hash_password(text)
    assert not await verify_password(hash_password("tea at four"), text)
    assert not await verify_password(None, text)
    assert runs == []


async def test_the_longest_password_counts_to_its_last_character() -> None:
    stored = hash_password("é" * 256)
    assert await verify_password(stored, "é" * 256)
    assert not await verify_password(stored, "é" * 255 + "e")


async def test_a_password_typed_on_another_keyboard_is_the_same_password() -> None:
    assert await verify_password(hash_password("caf\u00e9 at four"), "cafe\u0301 at four")


async def test_work_is_off_the_event_loop_and_two_at_once(runs: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock = 0, 0, threading.Lock()

    def slow(*_: Any) -> bool:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
            runs.append(("", threading.current_thread().name))
        time.sleep(0.01)
        with lock:
            running -= 1
        return False

    monkeypatch.setattr(passwords._hasher, "verify", slow)
    await asyncio.gather(*(verify_password(None, "tea at four") for _ in range(12)))
    assert most == passwords.AT_ONCE == 2
    assert {name.split("_")[0] for _, name in runs} == {"argon2"}


async def test_a_caller_who_gives_up_while_waiting_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    gate, started, runs = threading.Event(), threading.Semaphore(0), list[int]()

    def held(*_: Any) -> bool:
        runs.append(1)
        started.release()
        return gate.wait(5) and False

    monkeypatch.setattr(passwords._hasher, "verify", held)
    tasks = [asyncio.create_task(verify_password(None, "tea at four")) for _ in range(10)]
    await asyncio.to_thread(lambda: [started.acquire(timeout=5) for _ in range(2)])
    for task in tasks[2:]:
        task.cancel()
    await asyncio.gather(*tasks[2:], return_exceptions=True)
    gate.set()
    await asyncio.gather(*tasks[:2])
    assert len(runs) == 2


async def test_hashing_aside_runs_on_the_same_two_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = passwords._hasher.hash

    def noting(text: Any) -> str:
        seen.append(threading.current_thread().name)
        return real(text)

    monkeypatch.setattr(passwords._hasher, "hash", noting)
    assert await verify_password(await hash_password_aside("tea at four"), "tea at four")
    assert seen[0].startswith("argon2")


def test_a_hash_of_other_parameters_or_another_kind_is_made_again() -> None:
    assert not needs_rehash(hash_password("tea at four"))
    assert needs_rehash(Argon2Hasher(time_cost=1, memory_cost=1_024, parallelism=1).hash("tea at four"))
    assert needs_rehash("$2b$12$abcdefghijklmnopqrstuv")
