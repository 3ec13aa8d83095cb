"""The command line as somebody at a terminal uses it: exit codes and what it prints."""

import json
import re
from pathlib import Path
from typing import Any

import psycopg
import pytest

from api.storage.provision import create_database
from tests.demo.commanding import call, process
from tests.world import Database, drop


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


def test_serving_without_a_login_says_what_is_missing(tmp_path: Path) -> None:
    done = call("serve", folder=tmp_path)
    assert (done.code, "API_DATABASE_URL" in done.err) == (2, True)


def test_there_is_no_token_without_a_demo(tmp_path: Path) -> None:
    done = call("token", folder=tmp_path)
    assert (done.code, "make run" in done.err) == (2, True)
