"""The demo as a process of its own: only a real start and a real stop show that it leaves nothing running and keeps its data."""

import json
import re
import shutil
import signal
import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.storage.provision import create_database
from tests.demo.commanding import Demo, call, process
from tests.world import Database, drop


def test_the_demo_does_not_write_into_somebodys_own_server_unasked(tmp_path: Path, database: Database) -> None:
    done = call("demo", folder=tmp_path, DATABASE_URL=database.admin_url)
    assert (done.code, "--demo" in done.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    made = Demo(tmp_path / "data")
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.stop()
        # Where the server lives when the system user cannot reach the folder.
        from api.storage import embedded

        embedded.start(made.folder / "postgres", durable=False).destroy()


def postgres_of(folder: Path) -> bool:
    """Whether the demo's PostgreSQL still runs."""
    from api.storage import embedded, embedded_account

    home = embedded._home((folder / "postgres").absolute(), embedded_account.server_account())
    return (home / "data" / "postmaster.pid").exists()


def test_the_demo_starts_from_nothing_tells_how_to_sign_in_stops_cleanly_and_keeps_its_data(demo: Demo) -> None:
    assert demo.start() < 45
    told = demo.told()
    assert all(
        f"  {role:<13}" in told
        for role in ("carer", "coach", "connector", "person", "family", "commissioner", "manager", "integration")
    )
    first = "\n".join(re.findall(r"^  (TOKEN=.*|  -d .*|curl .*)$", told, re.MULTILINE))
    answer = subprocess.run(["bash", "-c", first], capture_output=True, text=True, check=True, timeout=20)
    assert [person["preferred_name"] for person in json.loads(answer.stdout)["items"]][:1] == ["Jean"]
    token = call("token", "--role", "coach", folder=demo.folder)
    assert token.out.count(".") == 2, token.err
    accounts = demo.json("/docs/demo-accounts.json")["items"]
    assert {a["role"] for a in accounts} >= {"carer", "manager"}
    for name in ("demo.json", "service-password"):
        assert stat.S_IMODE((demo.folder / name).stat().st_mode) == 0o600
    twin = process("demo", folder=demo.folder)
    assert (twin.code, "already" in twin.err) == (2, True)
    assert demo.json("/livez") == {"status": "ok"}
    assert demo.stop() == 0
    assert not postgres_of(demo.folder)
    assert "Traceback" not in demo.err.read_text()

    assert demo.start() < 20
    assert demo.json("/docs/demo-accounts.json")["items"] == accounts
    assert "migrations" not in demo.err.read_text()
    signed_in = demo.json(
        "/oauth/token", grant_type="password", username=accounts[0]["username"], password=accounts[0]["password"]
    )
    assert signed_in["role"] == accounts[0]["role"]
    assert demo.stop(signal.SIGTERM) == 0
    assert not postgres_of(demo.folder)


def test_the_demo_says_at_once_that_its_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = call("demo", folder=tmp_path / "data", PORT=str(taken.getsockname()[1]))
    assert (done.code, "another port" in done.err) == (2, True)
    assert not (tmp_path / "data").exists()


def test_with_the_demo_spelled_out_a_server_of_ones_own_is_used_and_can_begin_twice(tmp_path: Path, server_url: str) -> None:
    url = create_database(server_url, "wt_spelled_out")
    demo = Demo(tmp_path / "data", DATABASE_URL=url)
    try:
        demo.start("--demo")
        accounts = demo.json("/docs/demo-accounts.json")["items"]
        assert demo.stop() == 0
        shutil.rmtree(demo.folder)
        demo.start("--demo")
        assert {a["username"] for a in demo.json("/docs/demo-accounts.json")["items"]}.isdisjoint(a["username"] for a in accounts)
        assert demo.stop() == 0
    finally:
        if demo.process.poll() is None:
            demo.process.kill()
        drop(server_url, "wt_spelled_out")
