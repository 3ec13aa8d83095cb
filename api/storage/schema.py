"""The whole schema as SQL, made from the tables and their rules: roles, tables, functions, triggers, row security, grants.

Migrations hold frozen copies of what this page makes; a test compares a migrated database with one made from here.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from api.domain.access.roles import Role
from api.domain.access.rules import reach, rights
from api.domain.registry import tables
from api.domain.shared.owners import OPENING, Owner, Right
from api.domain.shared.table import KEYS, STAMPS
from api.storage.functions import statements as texts
from api.storage.functions.callers import CALLABLE, INTERNAL, LOGIN_CALLABLE
from api.storage.triggers import LOGGED_KEYS, triggers

API: Final = "wt_api"
KERNEL: Final = "wt_kernel"
OPERATOR: Final = "wt_operator"
DESK: Final = "wt_desk"
READERS: Final = (*Role, OPENING)

# For exclusion constraints on an id and a range, and for words that are spelt nearly the same. Trusted since 13: whoever may
# create in the database may make them.
EXTENSIONS: Final = tuple(f"CREATE EXTENSION IF NOT EXISTS {name}" for name in ("btree_gist", "pg_trgm"))

# The sign-in desk: what the token endpoint needs, and nothing about people. Table to its commands.
DESK_TABLES: Final = {
    "organisation": "SELECT", "account": "SELECT, UPDATE (password_hash, password_changed_at)", "account_grant": "SELECT",
    "client": "SELECT", "session": "SELECT, INSERT, UPDATE", "refresh_token": "SELECT, INSERT, UPDATE",
    "sign_in_failure": "SELECT, INSERT, UPDATE, DELETE", "sign_in_event": "INSERT",
    "browser_sign_in": "SELECT, INSERT, UPDATE", "authorization_code": "SELECT, INSERT, UPDATE",
    "second_factor": "SELECT, INSERT, UPDATE, DELETE", "recovery_code": "SELECT, INSERT, UPDATE, DELETE",
    "one_time_link": "SELECT, UPDATE (used_at)", "identity_provider": "SELECT", "account_identity": "SELECT, INSERT",
    "provider_sign_in": "SELECT, INSERT, UPDATE",
}  # fmt: skip
_POSTGRESQL: Any = postgresql.dialect()  # type: ignore[no-untyped-call]


def statements() -> list[str]:
    """Everything, in order, for an empty database. The caller owns the tables."""
    return [*roles(), *EXTENSIONS, *create_tables(), *functions(), *triggers(), *policies()]


def roles() -> list[str]:
    """Group roles (no login). On 16 and newer, membership does not inherit; before, the login is NOINHERIT."""
    names = [KERNEL, OPERATOR, DESK, *(group(r) for r in READERS)]
    made = "\n".join(f"  IF to_regrole('{n}') IS NULL THEN CREATE ROLE {n} NOLOGIN NOINHERIT; END IF;" for n in names)
    members = ", ".join([DESK, *(group(r) for r in READERS)])
    return [
        f"""DO $$ BEGIN
{made}
  IF to_regrole('{API}') IS NULL THEN CREATE ROLE {API} LOGIN NOINHERIT; END IF;
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'GRANT {members} TO {API} WITH INHERIT FALSE, SET TRUE';
    EXECUTE format('GRANT {KERNEL}, {OPERATOR} TO %I WITH INHERIT FALSE, SET TRUE', current_user);
  ELSE
    EXECUTE 'GRANT {members} TO {API}';
    EXECUTE format('GRANT {KERNEL}, {OPERATOR} TO %I', current_user);
  END IF;
END $$""",
        f"GRANT USAGE ON SCHEMA public TO {API}, {KERNEL}, {OPERATOR}, {members}",
    ]


def group(reader: str) -> str:
    """The PostgreSQL role of a role."""
    return f"wt_{reader}"


def create_tables() -> list[str]:
    """Tables and their indexes."""
    made = []
    for cls in tables().values():
        made.append(str(CreateTable(cls.__table__).compile(dialect=_POSTGRESQL)).strip())
        made += [
            str(CreateIndex(i).compile(dialect=_POSTGRESQL)) for i in sorted(cls.__table__.indexes, key=lambda i: str(i.name))
        ]
    return made


def functions() -> list[str]:
    """The kernel's functions, owned by the kernel role and callable by nobody else unless named here."""
    found = [f"GRANT CREATE ON SCHEMA public TO {KERNEL}"]
    found += texts()
    for signature in dict.fromkeys((*CALLABLE, *LOGIN_CALLABLE, *INTERNAL, "stamp()")):
        found.append(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
        if signature != "stamp()":
            found.append(f"ALTER FUNCTION {signature} OWNER TO {KERNEL}")
    found.append(f"REVOKE CREATE ON SCHEMA public FROM {KERNEL}")
    found += [f"GRANT EXECUTE ON FUNCTION {s} TO {', '.join(group(r) for r in readers)}" for s, readers in CALLABLE.items()]
    found += [f"GRANT EXECUTE ON FUNCTION {s} TO {API}, {OPERATOR}" for s in LOGIN_CALLABLE]
    return found


def policies() -> list[str]:
    """Row security and grants of every table."""
    return [line for name in tables() for line in table_policies(name)]


@cache
def log_kinds(reader: str) -> Mapping[str, str]:
    """SQL lists of the kinds whose log a reader may read, and of those of whose values it may read the open and the full layer.

    A layer is read whole or not at all: the open one by who reads every column that a coach reads, the full one by who reads
    the others. Worked out once: every reading of a history asks, and all tables are gone through for it.
    """
    known = tables()
    found: dict[str, list[str]] = {"readable": readable_kinds(reader), "open": [], "full": []}
    for kind in found["readable"]:
        cls = known[kind]
        given = rights(cls.owner, cls.rules)
        coach, own = given.get(Role.coach), given[reader]
        logged = {*columns_of(cls), *LOGGED_KEYS} - {*KEYS, *cls.rules.secret, "name_key", "search_key"}
        openly = set() if coach is None else logged if coach.columns is None else logged & set(coach.columns)
        if own.columns is None or openly <= set(own.columns):
            found["open"].append(kind)
        if own.columns is None or logged - openly <= set(own.columns):
            found["full"].append(kind)
    return MappingProxyType({name: ", ".join(f"'{kind}'" for kind in kinds) or "NULL" for name, kinds in found.items()})


def readable_kinds(reader: str) -> list[str]:
    """The logged tables that a reader may read: the log shows no other kind."""
    return sorted(
        name
        for name, cls in tables().items()
        if cls.rules.logged and cls.owner is not Owner.private and reader in rights(cls.owner, cls.rules)
    ) + (["life_story_chapter"] if reader == Role.person else [])


def table_policies(name: str) -> Iterator[str]:
    """Row security of one table: one simple policy for each role and command."""
    cls = tables()[name]
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"
    for role in (KERNEL, OPERATOR):
        yield f"CREATE POLICY {role} ON {name} TO {role} USING (true) WITH CHECK (true)"
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO {role}"
    if name in DESK_TABLES:
        yield f"CREATE POLICY {DESK} ON {name} TO {DESK} USING (true) WITH CHECK (true)"
        yield f"GRANT {DESK_TABLES[name]} ON {name} TO {DESK}"
    for reader, right in rights(cls.owner, cls.rules).items():
        rule = reach(cls.owner, cls.rules, reader, name, log_kinds(reader))
        role = group(reader)
        yield f"CREATE POLICY {reader}_read ON {name} FOR SELECT TO {role} USING ({rule})"
        yield f"GRANT SELECT {listed(cls, right.columns)}ON {name} TO {role}"
        if right.write_where is not None:
            rule = f"{rule} AND {right.write_where}"
        if right.may_add:
            yield f"CREATE POLICY {reader}_add ON {name} FOR INSERT TO {role} WITH CHECK ({rule})"
            yield f"GRANT INSERT ({', '.join(addable(cls, right))}) ON {name} TO {role}"
        if right.may_change and cls.rules.logged:
            yield f"CREATE POLICY {reader}_change ON {name} FOR UPDATE TO {role} USING ({rule}) WITH CHECK ({rule})"
            yield f"GRANT UPDATE ({', '.join(changeable(cls, right))}) ON {name} TO {role}"


def columns_of(cls: Any) -> list[str]:  # noqa: ANN401 - any table class
    """All column names of a table."""
    return [c.name for c in cls.__table__.columns]


def addable(cls: Any, right: Right) -> tuple[str, ...]:  # noqa: ANN401 - any table class
    """Columns a role may give a new row: all but the stamps; a logged record's keys always."""
    if not cls.rules.logged:
        return right.write if isinstance(right.write, tuple) else tuple(columns_of(cls))
    return tuple(c for c in columns_of(cls) if c not in (*STAMPS, "removed_at"))


def changeable(cls: Any, right: Right) -> tuple[str, ...]:  # noqa: ANN401 - any table class
    """Columns a role may change: never keys or stamps; removing is a change."""
    allowed = columns_of(cls) if right.write is True else [*(right.write or ()), "removed_at"]
    return tuple(c for c in columns_of(cls) if c in allowed and (c not in KEYS or (c == "removed_at" and not cls.rules.kept)))


def listed(cls: Any, columns: tuple[str, ...] | None) -> str:  # noqa: ANN401 - any table class
    """A column list for GRANT SELECT; none means the whole table.

    Keys and stamps are readable wherever the record is, and nowhere writable.
    """
    if columns is None:
        return ""
    own = columns_of(cls)
    chosen = [c for c in own if c in columns or (c in KEYS and cls.rules.logged)] if columns else [c for c in own if c in KEYS]
    return f"({', '.join(chosen)}) "
