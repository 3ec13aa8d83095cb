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
# Functions that an API role may call once inside, beside enter() which the login itself calls.
CALLABLE: Final = {
    "open_person(uuid, uuid, text, text, integer, bytea)": ("carer",),
    "close_opening(uuid)": ("carer", "manager"),
    "accept_move(uuid, text)": ("carer", "manager"),
    "enter_homes()": ("carer",),
    "team_to_move_to(uuid)": ("carer", "manager"),
    "name_of(uuid, uuid)": tuple(Role),
    "show_looks()": ("person", "manager"),
    "is_council(uuid)": ("carer", "person"),
    "queue_job(text, jsonb, text)": ("carer", "commissioner", "manager", "person", "integration"),
    "queue_message(uuid, uuid, text, uuid)": ("manager", "desk"),
    "release_visits(uuid, date)": ("carer", "manager"),
    "free_members(uuid)": ("carer", "integration"),
    "plan_occurrences(uuid, uuid[], timestamp[], timestamptz[], date)": ("carer", "integration"),
    "follow_series(uuid, uuid[], timestamp[], timestamptz[], text[])": ("carer", "integration"),
    "faces(uuid[])": ("carer", "coach", "person", "family", "manager", "integration", OPENING),
    "person_status_on(uuid, date)": ("carer", "integration"),
    "enter_record(uuid, uuid, timestamptz)": ("carer",),
    "visit_figures(text, uuid, uuid, date, date)": ("carer", "coach", "person", "manager", "integration"),
    "visit_statement(text, uuid, date)": ("carer", "person", "manager", "integration"),
    "candidate_facts(uuid)": ("carer", "coach", "person", "manager"),
    "absence_figures(uuid, date, date)": ("carer", "coach", "manager"),
    "support_ended_at(uuid)": ("carer", "coach", "connector", "person", "family", "manager", "integration", OPENING),
    "gather_statements(uuid)": ("carer",),
    "leave_circle(uuid, text)": ("family",),
    "connectors()": ("carer", "person"),
    "connector_name(uuid)": ("carer", "coach", "connector", "person", "family", "manager"),
    "origin_of_group(uuid)": ("carer", "coach", "connector", "person", "family", "manager", "integration"),
    "connection_figures(uuid, integer)": ("carer", "coach", "connector", "person", "manager", "integration"),
    "person_reach(uuid)": ("carer", "connector", "person", "manager"),
    "super_connectors(uuid)": ("carer", "manager"),
    "community_figures(text, uuid, text, date, date)": ("carer", "coach", "manager", "integration"),
    "gift_matches(text, uuid, uuid, text[], text[], text[], text, text, integer)": (
        "carer",
        "coach",
        "connector",
        "person",
        "family",
        "manager",
        "integration",
    ),
    "hours_bank(uuid, integer)": ("carer", "coach", "person", "manager", "integration"),
    "outcome_figures(uuid, date, date)": ("carer", "coach", "person", "manager", "integration"),
    "councils()": ("manager",),
    "hand_over_teams()": ("commissioner", "integration"),
    "send_hand_over(uuid, uuid, jsonb, bytea)": ("commissioner", "integration"),
    "enter_statements()": ("carer", "person", "family", "commissioner", "manager", "integration"),
    "provider_ratings()": ("commissioner", "integration"),
    "council_summaries(timestamptz, text, uuid, bigint, uuid, text)": ("commissioner",),
    "council_summaries_counted(timestamptz)": ("commissioner",),
    "post_fund_entry(uuid, uuid, text, date, text, jsonb, jsonb, bytea)": ("carer", "manager", "integration"),
    "reverse_fund_entry(uuid, uuid, uuid, date, text, bytea)": ("carer", "manager", "integration"),
    "definitions_of(text[])": ("carer", "coach", "person", "family", "manager", "integration", OPENING),
    "evidence_of_access(text, uuid, boolean, timestamptz, timestamptz, timestamptz, timestamptz, uuid, bigint)": ("manager",),
    "evidence_of_administrators(timestamptz, timestamptz, uuid, bigint)": ("manager",),
    "evidence_of_clients(boolean, timestamptz, timestamptz, uuid, bigint)": ("manager",),
    "evidence_of_failures(uuid, text, timestamptz, timestamptz, timestamptz, timestamptz, uuid, bigint)": ("manager",),
    "evidence_of_second_factors(boolean, text, timestamptz, timestamptz, uuid, bigint)": ("manager",),
    "own_sessions(timestamptz, timestamptz, uuid, bigint)": tuple(r for r in Role if r is not Role.integration),
    "end_own_session(uuid)": tuple(r for r in Role if r is not Role.integration),
    "end_other_sessions(uuid)": tuple(r for r in Role if r is not Role.integration),
    "sessions_of_account(uuid, timestamptz, timestamptz, uuid, bigint)": ("manager",),
    "end_session_of_account(uuid, uuid)": ("manager",),
    "remove_second_factor(uuid, text)": ("manager",),
}
LOGIN_CALLABLE: Final = (
    "enter(uuid, text, uuid, uuid, boolean)",
    "calendar_of(bytea, text[], uuid, uuid)",
    "expand_looks(integer)",
    "count_requests(uuid[], integer[], integer)",
    "tidy_up()",
    "watch()",
    "watch_jobs()",
    "plan_occurrences(uuid, uuid[], timestamp[], timestamptz[], date)",
    "series_to_plan(date, integer)",
    "mark_late_visits()",
    "credit_hours(uuid)",
    "roster_problem(uuid)",
    "file_proposal(uuid, jsonb)",
    "settle_proposals()",
    "feed_groups(jsonb)",
    "feed_terms(uuid)",
    "feed_publishers(uuid)",
    "page_content(uuid)",
    "file_page(uuid, text, bytea, jsonb)",
    "settle_pages()",
    "tidy_pages()",
    "message_to_send(uuid, bytea)",
    "message_done(uuid, boolean)",
    "snapshots_due(date)",
    "snapshot_rule(uuid)",
    "snapshots_beside(uuid, date, date)",
    "snapshot_parts(uuid)",
    "snapshot_cells(text, uuid, date, date)",
    "file_snapshot(text, uuid, text, date, date, jsonb, jsonb)",
    "statement_facts(uuid)",
    "file_statement(uuid, jsonb, text, bytea)",
    "report_facts(uuid)",
    "file_report(uuid, text, bytea)",
    "settle_papers()",
    "tidy_papers()",
    "cld_facts(uuid, uuid, integer)",
    "file_cld_export(uuid, bytea, integer, uuid[], jsonb)",
    "settle_cld_exports()",
    "tidy_cld_exports()",
)
INTERNAL: Final = (
    "standing_sessions(uuid, timestamptz, timestamptz, uuid, bigint)", "end_session(uuid, uuid)", "managed_organisation()",
    "managed_account(uuid)",
    "circles_of(uuid, text)", "consents_towards(uuid, text)", "shares_with(uuid, text)", "log_change()", "hold_team_size()",
    "end_provider_sessions(uuid, uuid)",
    "end_sessions()", "chapters_shared_with(uuid)", "team_reads_chapter(uuid, uuid)", "hold_chapter_readers()",
    "follow_chapter_consent()", "tell_of_move()", "hold_visit()", "book_hours()", "follow_person_status()", "lapse_offers()",
    "follow_restriction()", "hold_link()", "empty_page()", "follow_leaving()", "hold_check_in()", "hold_invitation()",
    "without_names(text, uuid, uuid)", "may_have_figures(text, uuid, uuid)",
    "roster_members(uuid, timestamptz, timestamptz)", "roster_known(uuid, uuid[])", "roster_homes(uuid[])",
    "may_have_ties(uuid)", "reach_within_two(uuid)",
    "hold_circle_member()", "hold_circle_goes_on()", "hold_circle_meeting()", "hold_circle_action()", "hold_group()",
    "feed_organisations(uuid)", "feed_story(uuid)", "feed_group(uuid, boolean)",
    "gift_said(text)", "gift_terms(text, text[])",
    "hold_arrangement()", "hold_hand_over()", "tell_of_hand_over()", "follow_hand_over()", "funded_people(uuid, date, date)",
    "consented_to_council(uuid, text)", "summarised()", "summary_changed_at(uuid)",
    "follow_fund()", "hold_ledger()", "book_lines()", "hold_fund(uuid)",
    "hold_cld_export()", "cld_is_of(uuid, uuid, uuid, date)",
)  # fmt: skip
# What ends the sign-ins behind it, so that nothing stolen comes back to life when the account is let in again.
ENDINGS: Final = {
    "account": "(NEW.disabled_at IS NOT NULL AND OLD.disabled_at IS NULL)"
    " OR (NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL)",
    "account_grant": "NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL",
    "account_identity": "NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL",
    "identity_provider": "(NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL)"
    " OR (OLD.assures_second_factor AND NOT NEW.assures_second_factor)",
    "client": "NEW.removed_at IS DISTINCT FROM OLD.removed_at OR NEW.secret_hash IS DISTINCT FROM OLD.secret_hash"
    " OR NEW.public IS DISTINCT FROM OLD.public OR NEW.scopes IS DISTINCT FROM OLD.scopes"
    " OR NEW.grants IS DISTINCT FROM OLD.grants",
}
LOGGED_KEYS: Final = ("team_id", "removed_at")  # keys whose change is logged, and readable wherever the record is
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


def triggers() -> list[str]:
    """Version stamps and the change log, on every table that is logged; the size of a team."""
    made = []
    for name, cls in tables().items():
        if not cls.rules.logged:
            continue
        coach = rights(cls.owner, cls.rules).get(Role.coach)
        openly = "" if coach is None else "*" if coach.columns is None else ",".join((*coach.columns, *LOGGED_KEYS))
        secret = ",".join(cls.rules.secret)
        # A row that only follows its person to another team keeps its version and leaves no row in the log.
        stays = (
            "WHEN (OLD.team_id IS NOT DISTINCT FROM NEW.team_id) "
            if cls.model_fields.keys() & {"person_id", "made_person_id"} and "team_id" in cls.model_fields
            else ""
        )
        log = f"FOR EACH ROW {{}}EXECUTE FUNCTION log_change('{secret}', '{openly}')"
        made += [
            f"CREATE TRIGGER stamp BEFORE UPDATE ON {name} FOR EACH ROW {stays}EXECUTE FUNCTION stamp()",
            f"CREATE TRIGGER log_insert AFTER INSERT ON {name} {log.format('')}",
            f"CREATE TRIGGER log_update AFTER UPDATE ON {name} {log.format(stays)}",
        ]
    made += [
        f"CREATE TRIGGER end_sessions AFTER UPDATE ON {name} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION end_sessions()"
        for name, when in ENDINGS.items()
    ]
    made += [
        (
            "CREATE TRIGGER hold_chapter_readers BEFORE INSERT ON life_story_chapter FOR EACH ROW"
            " EXECUTE FUNCTION hold_chapter_readers()"
        ),
        (
            "CREATE TRIGGER follow_chapter_consent AFTER INSERT OR UPDATE ON consent FOR EACH ROW"
            " WHEN (NEW.chapter_id IS NOT NULL) EXECUTE FUNCTION follow_chapter_consent()"
        ),
        (
            "CREATE TRIGGER follow_leaving AFTER UPDATE OF left_on, removed_at, account_id ON team_member FOR EACH ROW"
            " WHEN (OLD.account_id IS NOT NULL AND OLD.left_on IS NULL AND OLD.removed_at IS NULL AND (NEW.left_on IS NOT NULL"
            " OR NEW.removed_at IS NOT NULL OR NEW.account_id IS DISTINCT FROM OLD.account_id)) EXECUTE FUNCTION follow_leaving()"
        ),
        (
            "CREATE TRIGGER follow_leaving AFTER UPDATE OF state, removed_at, account_id ON circle_member FOR EACH ROW"
            " WHEN (OLD.account_id IS NOT NULL AND OLD.state <> 'left' AND OLD.removed_at IS NULL AND (NEW.state = 'left'"
            " OR NEW.removed_at IS NOT NULL OR NEW.account_id IS DISTINCT FROM OLD.account_id)) EXECUTE FUNCTION follow_leaving()"
        ),
        "CREATE TRIGGER tell_of_offer AFTER INSERT ON move_offer FOR EACH ROW EXECUTE FUNCTION tell_of_move()",
        (
            "CREATE TRIGGER tell_of_answer AFTER UPDATE ON move_offer FOR EACH ROW"
            " WHEN (OLD.state = 'offered' AND NEW.state IN ('declined', 'withdrawn')) EXECUTE FUNCTION tell_of_move()"
        ),
    ]
    made += [
        "CREATE TRIGGER hold_visit AFTER INSERT ON visit FOR EACH ROW EXECUTE FUNCTION hold_visit()",
        (
            "CREATE TRIGGER hold_visit_again AFTER UPDATE OF state, member_ids, planned_start_at, planned_end_at, removed_at,"
            " provided_by_team_id ON visit FOR EACH ROW EXECUTE FUNCTION hold_visit()"
        ),
        (
            "CREATE TRIGGER book_hours AFTER INSERT ON visit FOR EACH ROW WHEN (NEW.delivered_minutes <> 0)"
            " EXECUTE FUNCTION book_hours()"
        ),
        (
            "CREATE TRIGGER book_hours_again AFTER UPDATE OF delivered_minutes ON visit FOR EACH ROW"
            " WHEN (NEW.delivered_minutes <> OLD.delivered_minutes) EXECUTE FUNCTION book_hours()"
        ),
        (
            "CREATE TRIGGER lapse_offers AFTER UPDATE OF state, member_ids ON visit FOR EACH ROW"
            " WHEN (NEW.state IS DISTINCT FROM OLD.state OR NEW.member_ids <> OLD.member_ids) EXECUTE FUNCTION lapse_offers()"
        ),
        (
            "CREATE TRIGGER follow_person_status AFTER UPDATE OF status ON person FOR EACH ROW"
            " WHEN (NEW.status <> OLD.status) EXECUTE FUNCTION follow_person_status()"
        ),
        (
            "CREATE TRIGGER follow_restriction AFTER UPDATE OF restricted ON concern FOR EACH ROW"
            " WHEN (NEW.restricted <> OLD.restricted) EXECUTE FUNCTION follow_restriction()"
        ),
        "CREATE TRIGGER hold_link AFTER INSERT ON visit_link FOR EACH ROW EXECUTE FUNCTION hold_link()",
        (
            "CREATE TRIGGER hold_circle_member BEFORE INSERT OR UPDATE OF account_id ON circle_member FOR EACH ROW"
            " WHEN (NEW.account_id IS NOT NULL) EXECUTE FUNCTION hold_circle_member()"
        ),
        *(
            f"CREATE TRIGGER hold_circle_goes_on AFTER INSERT ON {name} FOR EACH ROW EXECUTE FUNCTION hold_circle_goes_on()"
            for name in ("circle_meeting", "circle_action", "circle_contribution")
        ),
        (
            "CREATE TRIGGER hold_circle_meeting AFTER INSERT OR UPDATE OF held_on, member_ids ON circle_meeting FOR EACH ROW"
            " EXECUTE FUNCTION hold_circle_meeting()"
        ),
        (
            "CREATE TRIGGER hold_circle_action AFTER INSERT OR UPDATE OF meeting_id, member_id ON circle_action FOR EACH ROW"
            " EXECUTE FUNCTION hold_circle_action()"
        ),
        (
            "CREATE TRIGGER hold_group BEFORE INSERT OR UPDATE OF assured_on, assured_by, published_at ON community_group"
            " FOR EACH ROW WHEN (current_setting('role') = 'wt_person') EXECUTE FUNCTION hold_group()"
        ),
        (
            "CREATE TRIGGER empty_page BEFORE UPDATE OF removed_at ON person_page FOR EACH ROW"
            " WHEN (NEW.removed_at IS NOT NULL) EXECUTE FUNCTION empty_page()"
        ),
        (
            "CREATE TRIGGER empty_page BEFORE UPDATE OF removed_at ON figure_report FOR EACH ROW"
            " WHEN (NEW.removed_at IS NOT NULL) EXECUTE FUNCTION empty_page()"
        ),
        (
            "CREATE TRIGGER hold_check_in AFTER INSERT ON check_in FOR EACH ROW WHEN (NEW.outcome_id IS NOT NULL)"
            " EXECUTE FUNCTION hold_check_in()"
        ),
        (
            "CREATE TRIGGER hold_arrangement BEFORE INSERT OR UPDATE OF council_id, funded_person_id, funded_team_id"
            " ON arrangement FOR EACH ROW EXECUTE FUNCTION hold_arrangement()"
        ),
        (
            "CREATE TRIGGER hold_cld_export BEFORE INSERT ON cld_export FOR EACH ROW"
            " WHEN (current_setting('app.role', true) <> '') EXECUTE FUNCTION hold_cld_export()"
        ),
        (
            "CREATE TRIGGER empty_cld_export BEFORE UPDATE OF removed_at ON cld_export FOR EACH ROW"
            " WHEN (NEW.removed_at IS NOT NULL) EXECUTE FUNCTION hold_cld_export()"
        ),
        "CREATE TRIGGER hold_hand_over BEFORE UPDATE ON hand_over FOR EACH ROW EXECUTE FUNCTION hold_hand_over()",
        "CREATE TRIGGER tell_of_hand_over AFTER INSERT ON hand_over FOR EACH ROW EXECUTE FUNCTION tell_of_hand_over()",
        (
            "CREATE TRIGGER tell_of_answer AFTER UPDATE OF state ON hand_over FOR EACH ROW WHEN (NEW.state <> OLD.state)"
            " EXECUTE FUNCTION tell_of_hand_over()"
        ),
        # After the log of this very change: triggers of one kind run by name.
        (
            "CREATE TRIGGER w_follow_hand_over AFTER UPDATE OF made_person_id ON hand_over FOR EACH ROW"
            " WHEN (OLD.made_person_id IS NULL AND NEW.made_person_id IS NOT NULL) EXECUTE FUNCTION follow_hand_over()"
        ),
        (
            "CREATE TRIGGER follow_fund AFTER INSERT OR UPDATE OF overspend_up_to_pence, arrangement_id ON fund FOR EACH ROW"
            " EXECUTE FUNCTION follow_fund()"
        ),
        *(
            f"CREATE TRIGGER hold_ledger BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW EXECUTE FUNCTION hold_ledger()"
            for name in ("fund_entry", "fund_line")
        ),
        (
            "CREATE TRIGGER book_lines AFTER INSERT ON fund_line REFERENCING NEW TABLE AS made FOR EACH STATEMENT"
            " EXECUTE FUNCTION book_lines()"
        ),
        "CREATE TRIGGER hold_invitation AFTER INSERT ON check_in_invitation FOR EACH ROW EXECUTE FUNCTION hold_invitation()",
    ]
    made.append(
        "CREATE TRIGGER hold_team_size BEFORE INSERT OR UPDATE ON team_member FOR EACH ROW EXECUTE FUNCTION hold_team_size()"
    )
    return made


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
