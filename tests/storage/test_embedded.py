"""The embedded PostgreSQL: started, attached to, killed, and closed to strangers."""

import multiprocessing
import os
import re
import shutil
import signal
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from api.storage import embedded, embedded_account
from api.storage.embedded_process import Cluster

AS_ROOT = os.geteuid() == 0


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    # Not pytest's tmp_path: that is 0700 for root, and the server's own user could not pass through.
    made = Path(tempfile.mkdtemp(prefix="wellbeing-test-"))
    made.chmod(0o711)
    yield made / "postgres"
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[embedded.Server]:
    server = embedded.start(folder, tcp=True)
    yield server
    if server.folder.exists():
        server.destroy()


@pytest.fixture
def server(running: embedded.Server) -> embedded.Server:
    if running.pid is None:
        embedded.start(running.folder, tcp=True)
    return running


def ask(url: str, question: str) -> Any:
    with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[arg-type,unused-ignore]
    return row[0] if row else None


def do(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True, connect_timeout=5) as connection:
        connection.execute(statement)  # type: ignore[arg-type,unused-ignore]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def start_in_child(folder: Path, pids: Any) -> None:
    server = embedded.start(folder, durable=False)
    pids.put((server.pid, server.started))


def test_it_is_postgresql_18_in_utf8_with_checksums_and_its_extensions(server: embedded.Server) -> None:
    assert server.started
    assert server.version.startswith("18.")
    assert ask(server.superuser_url, "show server_version") == server.version
    assert ask(server.superuser_url, "show server_encoding") == "UTF8"
    assert ask(server.superuser_url, "show data_checksums") == "on"
    wanted = "select count(*) from pg_available_extensions where name in ('btree_gist', 'pg_trgm', 'citext')"
    assert ask(server.superuser_url, wanted) == 3


def test_it_is_durable_unless_told_otherwise(server: embedded.Server) -> None:
    assert [ask(server.superuser_url, f"show {name}") for name in ("fsync", "synchronous_commit", "full_page_writes")] == [
        "on"
    ] * 3
    assert ask(server.superuser_url, "show timezone") == "UTC"


@pytest.mark.parametrize("tcp", [False, True])
def test_nobody_comes_in_without_the_password(server: embedded.Server, tcp: bool) -> None:
    assert ask(server.url("postgres", tcp=tcp), "select 1") == 1
    for url in (server.url("postgres", "postgres", "wrong", tcp=tcp), server.url("postgres", "postgres", tcp=tcp)):
        with pytest.raises(psycopg.OperationalError, match="password"):
            ask(url, "select 1")


def test_the_password_is_in_no_repr(server: embedded.Server) -> None:
    assert server.password in server.superuser_url
    assert server.password not in repr(server)


def test_only_the_servers_user_gets_at_sockets_data_password_and_log(server: embedded.Server) -> None:
    assert mode(server.socket_folder) == 0o700
    assert mode(server.folder / "data") == 0o700
    assert mode(server.folder / "password") == 0o600
    assert mode(server.folder / "log") == 0o600
    owner = server.cluster.account.owner
    assert {path.stat().st_uid for path in (server.socket_folder, server.folder / "data", server.folder / "password")} == {owner}
    assert (owner != 0) or not AS_ROOT
    assert mode(server.folder) == (0o711 if AS_ROOT else 0o700)


def test_the_log_keeps_no_persons_name(server: embedded.Server) -> None:
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        connection.execute("create table people (name text primary key)")
        for _ in range(2):
            try:
                connection.execute("insert into people values ('Mrs Penhaligon')")
            except psycopg.errors.UniqueViolation as error:
                assert "Penhaligon" in str(error)  # noqa: PT017 - the first time it does not fail
        connection.execute("drop table people")
    log = (server.folder / "log").read_text(encoding="utf-8")
    assert "duplicate key" in log
    assert "Penhaligon" not in log


def test_a_second_start_attaches_to_the_running_server(server: embedded.Server) -> None:
    again = embedded.start(server.folder, durable=False)
    assert not again.started
    assert (again.pid, again.port, again.socket_folder) == (server.pid, server.port, server.socket_folder)
    assert ask(again.superuser_url, "select 1") == 1


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_what_was_committed_is_there_after_a_restart(server: embedded.Server, how: Any) -> None:
    before = server.pid
    do(server.superuser_url, f"create table kept_{how} as select 7 as n")
    server.restart(how)
    assert server.pid != before
    assert ask(server.superuser_url, f"select n from kept_{how}") == 7


def test_a_killed_server_is_started_again_over_its_stale_pid_file(server: embedded.Server) -> None:
    do(server.superuser_url, "create table survived as select 7 as n")
    pid = server.pid
    assert pid is not None
    with closing(psycopg.connect(server.superuser_url)):  # an open session holds the shared memory a moment longer
        os.kill(pid, signal.SIGKILL)
        again = embedded.start(server.folder, tcp=True)
    assert again.started
    assert again.pid != pid
    assert again.port == server.port, "the TCP port is kept for those who wrote it down"
    assert ask(again.superuser_url, "select n from survived") == 7


def test_a_stranger_with_the_pid_of_the_dead_server_is_neither_believed_nor_harmed(server: embedded.Server) -> None:
    server.stop()
    assert server.pid is None
    server.stop()  # stopping twice is no error
    (server.folder / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{server.folder / 'data'}\n", encoding="utf-8")
    assert server.pid is None
    server.stop()
    again = embedded.start(server.folder, tcp=True)
    assert again.started
    assert ask(again.superuser_url, "select 1") == 1


def test_two_programs_that_start_at_once_get_one_server(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    pids = context.Queue()
    twice = folder.parent / "twice"
    children = [context.Process(target=start_in_child, args=(twice, pids)) for _ in range(2)]
    for child in children:
        child.start()
    answers = [pids.get(timeout=30) for _ in children]
    for child in children:
        child.join(10)
    attached = embedded.start(twice)
    try:
        assert {pid for pid, _ in answers} == {attached.pid}
        assert sorted(started for _, started in answers) == [False, True]
        assert attached.port == 5432
        assert ask(attached.superuser_url, "show listen_addresses") == "", "without tcp=True nothing listens on the network"
        with pytest.raises(embedded.ServerFailed, match="no TCP port"):
            attached.url(tcp=True)
    finally:
        attached.destroy()
    assert not twice.exists()


def test_a_long_path_and_an_unreachable_folder_still_get_a_server(folder: Path) -> None:
    # 0700 and ours: as root, the server's user cannot pass, so the server lives elsewhere and this folder stays as it was.
    private = folder.parent / ("x" * 120)
    private.mkdir(mode=0o700)
    server = embedded.start(private / "postgres", durable=False, settings={"application_name": "it's"})
    try:
        assert ask(server.superuser_url, "show fsync") == "off"
        assert ask(server.superuser_url, "select reset_val from pg_settings where name = 'application_name'") == "it's"
        assert mode(private) == 0o700
        assert server.folder.is_relative_to("/var/lib/wellbeing-teams") == AS_ROOT
        assert len(os.fsencode(server.socket_folder)) <= embedded.LONGEST_SOCKET_FOLDER
        assert mode(server.socket_folder) == 0o700
        assert ask(server.superuser_url, "select 1") == 1
        assert embedded.start(private / "postgres").pid == server.pid
    finally:
        server.destroy()


def test_data_of_another_major_version_is_refused_in_words(server: embedded.Server) -> None:
    cluster = Cluster(server.folder, server.cluster.programs, server.cluster.account)
    with pytest.raises(embedded.ServerFailed, match=re.escape("was made by PostgreSQL 18, this is 15.14")):
        cluster.make("15.14", sync=False)


def test_a_wrong_setting_is_told_with_the_servers_own_words(server: embedded.Server) -> None:
    server.stop()
    with pytest.raises(embedded.ServerFailed, match="work_mem"):
        embedded.start(server.folder, settings={"work_mem": "much"}, wait_seconds=5)
    with pytest.raises(embedded.ServerFailed, match="is not a setting"):
        embedded.start(server.folder, settings={"work_mem = 1\nfsync": "off"})


def test_nothing_of_the_callers_environment_reaches_the_server(server: embedded.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/nowhere")
    server.restart("immediate")
    environment = Path(f"/proc/{server.pid}/environ").read_bytes()
    assert b"PGPORT=" not in environment
    assert "LD_LIBRARY_PATH" not in embedded_account.ENVIRONMENT


@pytest.mark.skipif(not embedded.find_servers_on_machine(), reason="this machine has no PostgreSQL of its own")
def test_another_postgresql_of_this_machine_can_be_used(folder: Path) -> None:
    programs = embedded.find_servers_on_machine()[0]
    server = embedded.start(folder.parent / "other", durable=False, binaries=programs)
    try:
        began = time.monotonic()
        assert ask(server.superuser_url, "show server_version").split()[0] == server.version
        assert time.monotonic() - began < 5
    finally:
        server.destroy()


def test_ctrl_c_in_our_terminal_does_not_reach_the_server(server: embedded.Server) -> None:
    assert server.pid is not None
    assert os.getsid(server.pid) != os.getsid(0)


@pytest.mark.skipif(not AS_ROOT, reason="only root runs the server as another user")
def test_programs_the_servers_user_cannot_reach_are_copied_to_where_it_can(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = folder.parent / "private"
    private.mkdir(mode=0o700)
    package = embedded_account.embedded_programs().parent.parent
    for part in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, private / part.name, symlinks=True)
    programs = private / package.name / "pginstall" / "bin"
    monkeypatch.setattr(embedded_account, "embedded_programs", lambda: programs)
    monkeypatch.setattr(embedded_account, "SHARED_FOLDER", folder.parent / "shared")
    account = embedded_account.server_account()
    copied = embedded_account.reachable_programs(programs, account)
    assert copied.is_relative_to(folder.parent / "shared")
    assert embedded_account.version_of(copied, account).startswith("18.")
    assert embedded_account.reachable_programs(programs, account) == copied
    assert mode(private) == 0o700
