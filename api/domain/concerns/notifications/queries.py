"""The only place that builds statements about notifications to the regulator."""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Select, bindparam, select

from api.domain.access.rules import reach
from api.domain.concerns.falls.models import Fall
from api.domain.concerns.models import Concern
from api.domain.concerns.stays.models import HospitalStay
from api.domain.shared.table import Record
from api.storage.wire import Statement, plain

KINDS: Final[tuple[type[Record], ...]] = (Concern, Fall, HospitalStay)


def _state(cls: type[Record]) -> Select[Any]:
    """What is to be told, and whether it was; held until the answer is written, so that of two the second hears of the first."""
    c = cls.__table__.c
    return (
        select(c.notification, c.notified_at)
        .where(
            c.id == bindparam("id", type_=c.id.type),
            c.person_id == bindparam("person", type_=c.person_id.type),
            c.removed_at.is_(None),
        )
        .with_for_update()
    )


STATES: Final = {cls: _state(cls) for cls in KINDS}


def _every(reader: str) -> str:
    """All that this role reaches, each table by its own rule: a restricted concern is its author's and the manager's alone."""
    return " UNION ALL ".join(
        f"SELECT '{cls.__tablename__}' AS about, id, person_id, team_id, created_at, updated_at, notification, notified_at,"  # noqa: S608 - names of our own tables
        f" notified_reference FROM {cls.__tablename__} WHERE notification IS NOT NULL AND removed_at IS NULL"
        f" AND ({reach(cls.owner, cls.rules, reader, str(cls.__tablename__))})"
        for cls in KINDS
    )


_CHOSEN: Final = "($1::boolean IS NULL OR (n.notified_at IS NULL) = $1) AND ($2::timestamptz IS NULL OR n.updated_at >= $2)"
_UTC: Final = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""


@lru_cache(maxsize=8)
def notifications(reader: str) -> Statement:
    """A page of them, newest first, with a look for each kind of record; a row of nothing for an empty list."""
    item = (
        "json_build_object('about', n.about, 'id', n.id, 'person_id', n.person_id, 'team_id', n.team_id,"
        f" 'noted_at', {_UTC.format('n.created_at')}, 'notification', n.notification,"
        f" 'notified_at', {_UTC.format('n.notified_at')}, 'notified_reference', n.notified_reference)::text"
    )
    return plain(
        f"WITH found AS MATERIALIZED (SELECT {item} AS item, n.about, n.id, n.person_id, n.created_at FROM ({_every(reader)}) n"  # noqa: S608 - our own words
        f" WHERE {_CHOSEN} AND (n.created_at, n.id) < ($3::timestamptz, $4::uuid) ORDER BY n.created_at DESC, n.id DESC"
        " LIMIT $5::bigint"
        # One look can name one kind: the first has the id that the call made.
        "), l AS (INSERT INTO look (id, operation, kind, ids, person_ids)"
        " SELECT CASE WHEN row_number() OVER (ORDER BY s.about) = 1 THEN $6::uuid ELSE gen_random_uuid() END, $7, s.about,"
        " array_agg(s.id), array_agg(DISTINCT s.person_id) FROM (SELECT about, id, person_id FROM found"
        " ORDER BY created_at DESC, id DESC LIMIT $8::bigint) s GROUP BY s.about)"
        " SELECT f.item, f.created_at::text, f.id::text FROM (SELECT 1) one LEFT JOIN found f ON true"
        " ORDER BY f.created_at DESC, f.id DESC",
        *("q_due", "q_updated_since", "after_0", "after_1", "most", "look", "operation", "limit"),
    )


@lru_cache(maxsize=8)
def notifications_count(reader: str) -> Statement:
    """How many there are."""
    return plain(f"SELECT count(*)::text FROM ({_every(reader)}) n WHERE {_CHOSEN}", "q_due", "q_updated_since")  # noqa: S608 - our own words


NEWEST: Final = ("infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff")
EVERY: Final = {"q_due": None}
