"""T6: what PostgreSQL's catalogue says of every table, function and role. Each rule was once seen to fail on a planted fault."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from api.domain.access.roles import Role
from api.domain.access.rules import rights
from api.domain.registry import tables
from api.domain.shared.owners import OPENING
from api.storage.functions.callers import CALLABLE, INTERNAL, LOGIN_CALLABLE
from api.storage.queue import JOBS
from api.storage.schema import API, DESK, KERNEL, OPERATOR, group

Rows = list[tuple[Any, ...]]
NOT_OURS = ("alembic_version",)
GROUPS = [group(r) for r in (*Role, OPENING)]

WITHOUT_ROW_SECURITY = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'm')
   AND NOT (relrowsecurity AND relforcerowsecurity) AND relname <> ALL (%s)"""
VIEWS_OF_THEIR_OWNER = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
   AND NOT coalesce(reloptions @> '{security_invoker=true}', false)"""
LOOSE_FUNCTIONS = """
SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
   AND NOT EXISTS (SELECT FROM unnest(proconfig) c WHERE c LIKE 'search_path=public, pg_temp%%')"""
DEFINERS_OF_OTHERS = """
SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef AND pg_get_userbyid(proowner) <> %s"""
FOR_EVERYONE = """
SELECT proname FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
   AND has_function_privilege('public', p.oid, 'execute')
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"""  # an extension's compare values
OWNED_BY_API = """
SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = ANY (%s)
 UNION ALL SELECT proname FROM pg_proc WHERE pg_get_userbyid(proowner) = ANY (%s)"""
CASCADING_DELETES = """
SELECT conrelid::regclass::text || '.' || conname FROM pg_constraint WHERE contype = 'f' AND confdeltype NOT IN ('r', 'a')
   AND connamespace = 'public'::regnamespace"""  # procrastinate's queue forgets a job's events with the job
POLICIES = """
SELECT tablename, policyname, cmd, roles::text[], qual, with_check FROM pg_policies WHERE schemaname = 'public'"""
GRANTED = """
SELECT table_name, privilege_type, grantee FROM information_schema.role_table_grants
 WHERE table_schema = 'public' AND grantee = ANY (%s)"""
COLUMNS_GRANTED = """
SELECT table_name, privilege_type, grantee, array_agg(column_name::text) FROM information_schema.role_column_grants
 WHERE table_schema = 'public' AND grantee = ANY (%s) GROUP BY 1, 2, 3"""
INDEXED_FIRST = """
SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE c.relnamespace = 'public'::regnamespace"""


@pytest.fixture(name="catalogue")
def _catalogue(operator: psycopg.Connection[Any]) -> Iterator[psycopg.Connection[Any]]:
    operator.execute("RESET ROLE")
    yield operator
    operator.execute(f"SET ROLE {OPERATOR}")


def rows(connection: psycopg.Connection[Any], query: str, *values: Any) -> Rows:
    """All rows of a query about the catalogue."""
    return connection.execute(query, values or None).fetchall()


def test_every_table_enables_and_forces_row_security(catalogue: psycopg.Connection[Any]) -> None:
    assert rows(catalogue, WITHOUT_ROW_SECURITY, list(NOT_OURS)) == []
    assert {r[0] for r in rows(catalogue, POLICIES)} == set(tables())


def test_no_view_shows_what_its_owner_may_see(catalogue: psycopg.Connection[Any]) -> None:
    assert rows(catalogue, VIEWS_OF_THEIR_OWNER) == []


def test_definer_functions_fix_their_search_path_and_belong_to_the_kernel(catalogue: psycopg.Connection[Any]) -> None:
    assert rows(catalogue, LOOSE_FUNCTIONS) == []
    assert rows(catalogue, DEFINERS_OF_OTHERS, KERNEL) == []
    assert rows(catalogue, FOR_EVERYONE.replace("%%", "%")) == []


def test_only_named_functions_can_be_called_and_only_by_named_roles(catalogue: psycopg.Connection[Any]) -> None:
    for signature in (*CALLABLE, *LOGIN_CALLABLE, *INTERNAL):
        for role in (API, DESK, JOBS, *GROUPS):
            may = rows(catalogue, "SELECT has_function_privilege(%s, %s, 'execute')", role, f"public.{signature}")[0][0]
            wanted = (role == API and signature in LOGIN_CALLABLE) or role in {group(r) for r in CALLABLE.get(signature, ())}
            assert may is wanted, f"{role} and {signature}"


def test_the_api_login_and_its_group_roles_own_nothing(catalogue: psycopg.Connection[Any]) -> None:
    assert rows(catalogue, OWNED_BY_API, [API, DESK, JOBS, *GROUPS], [API, DESK, JOBS, *GROUPS]) == []


def test_no_role_of_the_service_goes_round_row_security(catalogue: psycopg.Connection[Any]) -> None:
    loose = rows(
        catalogue,
        "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)"
        " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolinherit)",
        [API, KERNEL, OPERATOR, DESK, JOBS, *GROUPS],
    )
    assert loose == []


def test_the_login_does_not_inherit_its_group_roles(catalogue: psycopg.Connection[Any]) -> None:
    if catalogue.info.server_version >= 160000:
        assert (
            rows(catalogue, "SELECT roleid::regrole FROM pg_auth_members WHERE member = %s::regrole AND inherit_option", API)
            == []
        )
    assert rows(catalogue, "SELECT pg_has_role(%s, %s, 'usage')", API, "wt_carer") == [(False,)]
    members = {r[0] for r in rows(catalogue, "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole", API)}
    assert members == {DESK, JOBS, *GROUPS}


def test_nothing_deletes_unseen_rows_by_cascade(catalogue: psycopg.Connection[Any]) -> None:
    assert rows(catalogue, CASCADING_DELETES) == []


def test_every_policy_names_one_role_and_every_right_has_its_policy(catalogue: psycopg.Connection[Any]) -> None:
    found = {(table, name): (cmd, roles, qual, check) for table, name, cmd, roles, qual, check in rows(catalogue, POLICIES)}
    expected = set()
    for name, cls in tables().items():
        for reader, right in rights(cls.owner, cls.rules).items():
            expected.add((name, f"{reader}_read"))
            if right.may_add:
                expected.add((name, f"{reader}_add"))
            if right.may_change and cls.rules.logged:
                expected.add((name, f"{reader}_change"))
    assert {key for key in found if not key[1].startswith("wt_")} == expected
    for (table, name), (_, roles, qual, check) in found.items():
        assert len(roles) == 1, f"{table}.{name}"
        if not name.startswith("wt_"):
            assert "true" not in (qual, check), f"{table}.{name}"


def test_no_api_role_may_write_the_log_or_touch_what_is_the_systems(catalogue: psycopg.Connection[Any]) -> None:
    writes = {(t, p) for t, p, _ in rows(catalogue, GRANTED, [API, DESK, *GROUPS]) if p != "SELECT"}
    writes |= {(t, p) for t, p, *_ in rows(catalogue, COLUMNS_GRANTED, [API, DESK, *GROUPS]) if p != "SELECT"}
    assert not {w for w in writes if w[0] in ("change", "change_value", "person_look", "rate_window")}
    assert not {w for w in writes if w[1] in ("TRUNCATE", "REFERENCES", "TRIGGER")}
    deletes = {(t, r) for t, p, r in rows(catalogue, GRANTED, [API, DESK, *GROUPS]) if p == "DELETE"}
    # What a person takes away is their own means of proof, at the desk; nothing of a record.
    assert deletes <= {(name, DESK) for name in ("sign_in_failure", "second_factor", "recovery_code")}


def test_columns_granted_are_those_of_the_rules(catalogue: psycopg.Connection[Any]) -> None:
    granted = {(t, g): set(c) for t, p, g, c in rows(catalogue, COLUMNS_GRANTED, GROUPS) if p == "SELECT"}
    for name, cls in tables().items():
        for reader, right in rights(cls.owner, cls.rules).items():
            has = granted.pop((name, group(reader)), set())
            if right.columns is None:
                assert has == {c.name for c in cls.__table__.columns}, f"{name} {reader}"
            else:
                assert (
                    not has
                    - set(right.columns)
                    - {
                        "id",
                        "organisation_id",
                        "team_id",
                        "person_id",
                        "circle_id",
                        "version",
                        "created_at",
                        "updated_at",
                        "removed_at",
                        "created_digest",
                    }
                )
    assert granted == {}


def test_every_policy_column_begins_an_index(catalogue: psycopg.Connection[Any]) -> None:
    first = set(rows(catalogue, INDEXED_FIRST))
    # Reached by their primary key only: a log's values by its change, a person's look by person, an account's answers by account.
    elsewhere = {("change_value", "kind"), ("notice_read", "account_id"), ("idempotency", "session_subject")}
    missing = []
    for name, cls in tables().items():
        columns = {c.name for c in cls.__table__.columns}
        for reader in rights(cls.owner, cls.rules):
            policy = rows(
                catalogue, "SELECT qual FROM pg_policies WHERE tablename = %s AND policyname = %s", name, f"{reader}_read"
            )[0][0]
            used = {
                c
                for c in ("team_id", "person_id", "organisation_id", "circle_id", "account_id", "client_id")
                if f"({c} = " in policy and c in columns
            }
            if used and not any((name, c) in first for c in used) and not any((name, c) in elsewhere for c in used):
                missing.append((name, reader, sorted(used)))
    assert missing == []
