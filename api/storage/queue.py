"""The queue's schema as SQL: procrastinate's own tables and functions, in a schema that no request's role can look into.

Migrations hold a frozen copy; the test that compares a migrated database with one made from here also tells when a newer
procrastinate brings another schema.
"""

import re
from typing import Final

from api.storage.schema import API, KERNEL

SCHEMA: Final = "jobs"
JOBS: Final = "wt_jobs"
TABLES: Final = ("procrastinate_workers", "procrastinate_jobs", "procrastinate_periodic_defers", "procrastinate_events")
DEFER: Final = "procrastinate_defer_jobs_v1"


def statements() -> list[str]:
    """Everything, in order, for a database that has the foundation. The caller owns the tables."""
    source = _procrastinate()
    names = re.findall(r"^CREATE FUNCTION (\w+)", source, re.MULTILINE)
    return [
        _role(),
        f"CREATE SCHEMA {SCHEMA}",
        # Its statements name things without their schema.
        f"SET search_path = {SCHEMA}",
        source,
        "RESET search_path",
        # Whoever calls one of these finds what it names: queue_job() calls from another path, and so does an operator.
        *(f"ALTER FUNCTION {SCHEMA}.{name} SET search_path = {SCHEMA}, pg_temp" for name in names),
        f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {SCHEMA} FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {JOBS}, {KERNEL}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(f'{SCHEMA}.{table}' for table in TABLES)} TO {JOBS}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {SCHEMA} TO {JOBS}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {SCHEMA} TO {JOBS}",
        # The kernel queues and counts; it neither takes a job nor changes one.
        f"GRANT EXECUTE ON FUNCTION {SCHEMA}.{DEFER} TO {KERNEL}",
        f"GRANT SELECT, INSERT ON {SCHEMA}.procrastinate_jobs TO {KERNEL}",
        f"GRANT INSERT ON {SCHEMA}.procrastinate_events TO {KERNEL}",
        f"GRANT SELECT ON {SCHEMA}.procrastinate_workers TO {KERNEL}",
        f"GRANT USAGE ON SEQUENCE {SCHEMA}.procrastinate_jobs_id_seq, {SCHEMA}.procrastinate_events_id_seq TO {KERNEL}",
    ]


def _role() -> str:
    """The group role of the jobs process. The service's login may become it and does not inherit it."""
    return f"""DO $$ BEGIN
  IF to_regrole('{JOBS}') IS NULL THEN CREATE ROLE {JOBS} NOLOGIN NOINHERIT; END IF;
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'GRANT {JOBS} TO {API} WITH INHERIT FALSE, SET TRUE';
  ELSE
    EXECUTE 'GRANT {JOBS} TO {API}';
  END IF;
END $$"""


def _procrastinate() -> str:
    """The package's own SQL, without its first statement: PL/pgSQL is in every PostgreSQL, and making it needs other rights."""
    from procrastinate.schema import SchemaManager  # noqa: PLC0415 - for those who freeze or compare; a web worker never loads it

    _, mark, kept = SchemaManager.get_schema().partition("-- Enums\n")
    if not mark:
        message = "procrastinate's schema.sql no longer begins as it did: look at it and cut it anew."
        raise RuntimeError(message)
    return kept.strip().rstrip(";").replace("    id bigserial", "    -- squawk-ignore prefer-identity\n    id bigserial")
