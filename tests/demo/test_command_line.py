"""The command line as somebody at a terminal uses it: exit codes, what it prints, and the demo as a process of its own."""

import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg
import pytest
from typer.testing import CliRunner

from api.__main__ import app
from api.domain.outcomes.instruments.built_in import ONS4_1
from api.domain.outcomes.instruments.definition import Answer
from api.domain.outcomes.instruments.scoring import scored
from api.settings import settings
from api.storage.provision import create_database
from tests.world import Database, drop

ROOT = Path(__file__).resolve().parents[2]


def environment(folder: Path, **more: str) -> dict[str, str]:
    ours = {"DATABASE_URL", "API_DATABASE_URL", "DEMO", "LOG_LEVEL", "PORT", "HOST", "PUBLIC_URL", "KEYS_FOLDER"}
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    return clean | {"DATA_FOLDER": str(folder), "NO_COLOR": "1", "TERMINAL_WIDTH": "200"} | more


@dataclass
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


def call(*words: str, folder: Path, given: str | None = None, **more: str) -> Said:
    """Run a command in this process: starting another takes longer than most commands."""
    settings.cache_clear()
    try:
        with mock.patch.dict(os.environ, environment(folder, **more), clear=True):
            done = CliRunner().invoke(app, list(words), input=given)
    finally:
        settings.cache_clear()
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Said(done.exit_code, done.stdout, done.stderr)


def process(*words: str, folder: Path, **more: str) -> Said:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "api", *words],
        cwd=ROOT,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def test_the_contract_is_printed_without_a_database(tmp_path: Path) -> None:
    done = process("openapi", folder=tmp_path)
    assert done.code == 0, done.err
    assert json.loads(done.out)["openapi"].startswith("3.1")
    assert list(tmp_path.iterdir()) == []


def test_the_sql_of_the_migrations_is_printed_without_a_database(tmp_path: Path) -> None:
    done = call("migrate", "--sql", folder=tmp_path)
    assert done.code == 0, done.err
    assert "CREATE TABLE person" in done.out
    assert "ENABLE ROW LEVEL SECURITY" in done.out


def test_check_finds_a_good_set_up_good_and_names_each_fault(tmp_path: Path, database: Database, server_url: str) -> None:
    good = process("check", folder=tmp_path, DATABASE_URL=database.admin_url, API_DATABASE_URL=database.api_url)
    assert (good.code, "FAULT" in good.out) == (0, False), good.out + good.err
    superuser = call("check", folder=tmp_path, DATABASE_URL=database.admin_url, API_DATABASE_URL=database.admin_url)
    assert superuser.code == 1
    assert "is a superuser" in superuser.out
    empty = create_database(server_url, "wt_check_empty")
    try:
        unmigrated = call("check", folder=tmp_path, DATABASE_URL=empty, API_DATABASE_URL=database.api_url)
        assert (unmigrated.code, "run `migrate`" in unmigrated.out) == (1, True)
    finally:
        drop(server_url, "wt_check_empty")
    away = call("check", folder=tmp_path, API_DATABASE_URL="postgresql://wt_api:hidden-word@127.0.0.1:1/nowhere")
    assert (away.code, "FAULT" in away.out) == (1, True)
    assert "hidden-word" not in away.out + away.err
    far = call("check", folder=tmp_path, HOST="0.0.0.0", API_DATABASE_URL=database.api_url)  # noqa: S104 - it is what is refused
    assert (far.code, "PUBLIC_URL" in far.out) == (1, True)


def test_keys_open_to_others_are_a_fault(tmp_path: Path, database: Database) -> None:
    assert call("keys", "rotate", folder=tmp_path).code == 0
    listed = call("keys", "list", folder=tmp_path)
    assert re.search(r"^[0-9]+-[0-9a-f]{16}  from .*Z  signs$", listed.out.strip())
    next((tmp_path / "keys").glob("*.pem")).chmod(0o644)
    done = call("check", folder=tmp_path, API_DATABASE_URL=database.api_url)
    assert (done.code, "open to group or others" in done.out) == (1, True)


def test_an_account_is_made_for_the_first_manager_and_its_name_is_taken_then(
    tmp_path: Path, database: Database, operator: psycopg.Connection[Any]
) -> None:
    words = ("account", "first@example.org", "--role", "manager", "--organisation", "A new provider")
    made = call(*words, folder=tmp_path, DATABASE_URL=database.admin_url)
    assert made.code == 0, made.err
    assert len(made.out.strip()) >= 12
    row = operator.execute(
        "SELECT organisation.name, role, password_hash FROM account JOIN account_grant ON account_id = account.id "
        "JOIN organisation ON organisation.id = account.organisation_id WHERE username = 'first@example.org'"
    ).fetchone()
    assert row is not None
    assert row[:2] == ("A new provider", "manager")
    assert row[2].startswith("$argon2id$")
    again = call(*words, folder=tmp_path, DATABASE_URL=database.admin_url)
    assert (again.code, "taken" in again.err) == (2, True)


def test_an_account_takes_its_password_from_standard_input_and_does_not_print_it(tmp_path: Path, database: Database) -> None:
    words = ("account", "second@example.org", "--organisation", "Ashbrook Wellbeing Teams", "--password-stdin")
    done = call(*words, folder=tmp_path, given="rain on the roof\n", DATABASE_URL=database.admin_url)
    assert (done.code, done.out) == (0, ""), done.err


@pytest.mark.parametrize(
    "words", [("account", "x", "--role", "person"), ("account", "x", "--role", "boss"), ("account", "x", "--kind", "shop")]
)
def test_what_the_command_line_does_not_give_is_refused(tmp_path: Path, database: Database, words: tuple[str, ...]) -> None:
    assert call(*words, folder=tmp_path, DATABASE_URL=database.admin_url).code == 2


def test_a_seed_is_counted_and_can_be_signed_in_to(tmp_path: Path, database: Database, operator: psycopg.Connection[Any]) -> None:
    done = call("seed", "--people", "90", folder=tmp_path, DATABASE_URL=database.admin_url)
    assert done.code == 0, done.err
    carer = done.out.split()[0]
    organisation = operator.execute("SELECT organisation_id FROM account WHERE username = %s", [carer]).fetchone()
    assert organisation is not None
    for table, count in (("person", 90), ("team", 3), ("team_member", 24), ("profile_version", 90)):
        row = operator.execute(f"SELECT count(*) FROM {table} WHERE organisation_id = %s".encode(), organisation).fetchone()
        assert row == (count,), table


def seeded_visits(tmp_path: Path, database: Database, operator: psycopg.Connection[Any]) -> tuple[Any, ...]:
    done = call("seed", "--people", "50", "--visits", "6000", folder=tmp_path, DATABASE_URL=database.admin_url)
    assert done.code == 0, done.err
    found = operator.execute("SELECT organisation_id FROM account WHERE username = %s", [done.out.split()[0]]).fetchone()
    assert found is not None
    return tuple(found)


def test_a_seed_of_visits_keeps_the_rules_of_visits(
    tmp_path: Path, database: Database, operator: psycopg.Connection[Any]
) -> None:
    ours = seeded_visits(tmp_path, database, operator)

    def told(what: str, where: str = "true") -> Any:
        row = operator.execute(f"SELECT {what} FROM visit v WHERE organisation_id = %s AND {where}".encode(), ours).fetchone()
        return row and row[0]

    assert 6000 <= told("count(*)") < 8000
    assert set(told("array_agg(DISTINCT state)")) >= {"planned", "completed", "cancelled", "open"}
    assert told("count(*)", "uuid_send(id) IS NULL OR get_byte(uuid_send(id), 6) >> 4 <> 7") == 0
    assert told("count(*)", "cardinality(member_ids) <> (SELECT count(DISTINCT m) FROM unnest(member_ids) m)") == 0
    strays = "EXISTS (SELECT FROM unnest(member_ids) m LEFT JOIN team_member t ON t.id = m AND t.team_id = v.team_id"
    assert told("count(*)", f"{strays} WHERE t.id IS NULL)") == 0
    assert told("count(*)", "NOT EXISTS (SELECT FROM person p WHERE p.id = v.person_id AND p.team_id = v.team_id)") == 0
    slots = "(SELECT array_agg(member_id ORDER BY member_id) FROM visit_slot WHERE visit_id = v.id)"
    members = "(SELECT array_agg(m ORDER BY m) FROM unnest(member_ids) m)"
    assert told("count(*)", f"state IN ('open', 'planned', 'in_progress') AND {slots} IS DISTINCT FROM {members}") == 0
    assert told("count(*)", f"state NOT IN ('open', 'planned', 'in_progress') AND {slots} IS NOT NULL") == 0
    records = "(SELECT count(*) FROM visit_record WHERE visit_id = v.id)"
    assert told("count(*)", f"state = 'completed' AND {records} <> cardinality(member_ids)") == 0


def test_what_is_seeded_does_not_switch_the_log_off_for_anybody_else(
    tmp_path: Path, database: Database, operator: psycopg.Connection[Any]
) -> None:
    seeded_visits(tmp_path, database, operator)
    seeded_check_ins(tmp_path, database, operator)
    found = operator.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'")
    assert found.fetchone() == (0,)


def seeded_check_ins(tmp_path: Path, database: Database, operator: psycopg.Connection[Any]) -> tuple[Any, ...]:
    done = call("seed", "--people", "20", "--check-ins", "800", folder=tmp_path, DATABASE_URL=database.admin_url)
    assert done.code == 0, done.err
    found = operator.execute("SELECT organisation_id FROM account WHERE username = %s", [done.out.split()[0]]).fetchone()
    assert found is not None
    return tuple(found)


def test_a_seed_of_check_ins_keeps_the_rules_of_outcomes(
    tmp_path: Path, database: Database, operator: psycopg.Connection[Any]
) -> None:
    ours = seeded_check_ins(tmp_path, database, operator)

    def told(table: str, what: str, where: str = "true") -> Any:
        query = f"SELECT {what} FROM {table} t WHERE organisation_id = %s AND {where}"
        row = operator.execute(query.encode(), ours).fetchone()
        return row and row[0]

    assert 700 <= told("check_in", "count(*)") < 900
    assert told("team", "count(*)") == 2
    assert set(told("check_in", "array_agg(DISTINCT about)")) == {"outcome", "week", "instrument"}
    assert set(told("check_in", "array_agg(DISTINCT answered_by)")) == {"self", "family", "team_on_behalf"}
    assert set(told("outcome", "array_agg(DISTINCT status)")) >= {"exploring", "on_track", "off_track", "achieved"}
    assert set(told("review", "array_agg(DISTINCT state)")) == {"planned", "held"}
    for table in ("outcome", "check_in", "good_week_mark", "good_week_score", "review", "check_in_amendment"):
        assert told(table, "count(*)") > 0, table
        assert told(table, "count(*)", "get_byte(uuid_send(id), 6) >> 4 <> 7 OR created_at > now()") == 0, table
        strays = "NOT EXISTS (SELECT FROM person p WHERE p.id = t.person_id AND p.team_id = t.team_id)"
        assert told(table, "count(*)", strays) == 0, table
    theirs = "SELECT FROM outcome o WHERE o.id = t.outcome_id AND o.person_id = t.person_id"
    in_time = "o.started_on <= t.given_at::date AND (o.ended_on IS NULL OR o.ended_on >= t.given_at::date)"
    assert told("check_in", "count(*)", f"about = 'outcome' AND NOT EXISTS ({theirs} AND {in_time})") == 0
    assert told("check_in", "count(*)", "week_on > given_at::date") == 0
    items = "SELECT FROM good_week_item i WHERE i.id = t.item_id AND i.person_id = t.person_id"
    assert told("good_week_mark", "count(*)", f"NOT EXISTS ({items} AND (i.ended_on IS NULL OR i.ended_on >= week_on))") == 0


def test_seeded_outcomes_stand_where_their_moves_led_and_answers_come_to_what_their_version_says(
    tmp_path: Path, database: Database, operator: psycopg.Connection[Any]
) -> None:
    ours = seeded_check_ins(tmp_path, database, operator)
    found = operator.execute(
        "SELECT o.id, o.status, array_agg(m.from_status ORDER BY m.moved_on), array_agg(m.to_status ORDER BY m.moved_on) "
        "FROM outcome o LEFT JOIN outcome_move m ON m.outcome_id = o.id WHERE o.organisation_id = %s GROUP BY o.id",
        ours,
    ).fetchall()
    for outcome, status, begins, ends in found:
        assert (begins[0], [*begins[1:], status]) == (None, ends), outcome
    given = operator.execute("SELECT answers, results FROM check_in WHERE organisation_id = %s AND results IS NOT NULL", ours)
    for answers, results in given:
        assert scored(ONS4_1, [Answer(**answer) for answer in answers]) == results


@pytest.mark.parametrize(
    ("words", "needed"), [(("--visits", "100000"), "need 84 people"), (("--check-ins", "1000"), "need 10 people")]
)
def test_more_than_so_few_people_can_have_is_refused(
    tmp_path: Path, database: Database, words: tuple[str, ...], needed: str
) -> None:
    done = call("seed", "--people", "1", *words, folder=tmp_path, DATABASE_URL=database.admin_url)
    assert (done.code, needed in done.err) == (2, True), done.err


def test_serving_without_a_login_says_what_is_missing(tmp_path: Path) -> None:
    done = call("serve", folder=tmp_path)
    assert (done.code, "API_DATABASE_URL" in done.err) == (2, True)


def test_the_demo_does_not_write_into_somebodys_own_server_unasked(tmp_path: Path, database: Database) -> None:
    done = call("demo", folder=tmp_path, DATABASE_URL=database.admin_url)
    assert (done.code, "--demo" in done.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_there_is_no_token_without_a_demo(tmp_path: Path) -> None:
    done = call("token", folder=tmp_path)
    assert (done.code, "make run" in done.err) == (2, True)


class Demo:
    """A demo in a process of its own."""

    def __init__(self, folder: Path, **more: str) -> None:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = trial.getsockname()[1]
        self.folder, self.more = folder, {"PORT": str(self.port), **more}
        self.base = f"http://127.0.0.1:{self.port}"
        self.out, self.err = folder.with_suffix(".out"), folder.with_suffix(".err")

    def start(self, *words: str) -> float:
        """Start it; answers after how many seconds it was ready."""
        began = time.monotonic()
        with self.out.open("w") as out, self.err.open("w") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "api", "demo", *words],
                cwd=ROOT,
                env=environment(self.folder, **self.more),
                stdout=out,
                stderr=err,
            )
        while time.monotonic() - began < 60:
            assert self.process.poll() is None, self.err.read_text()
            try:
                with urllib.request.urlopen(f"{self.base}/readyz", timeout=2) as answer:  # noqa: S310 - our own process
                    assert answer.status == 200
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.05)
        raise AssertionError(self.err.read_text())

    def told(self) -> str:
        """What it printed, once that is complete."""
        end = time.monotonic() + 10
        while "A token for any role" not in self.out.read_text() and time.monotonic() < end:
            time.sleep(0.05)
        return self.out.read_text()

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(30)

    def json(self, path: str, **form: str) -> Any:
        body = urllib.parse.urlencode(form).encode() if form else None
        with urllib.request.urlopen(f"{self.base}{path}", body, timeout=5) as answer:  # noqa: S310 - our own process
            return json.load(answer)


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
