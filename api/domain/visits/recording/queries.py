"""The only place that builds SQL about the records of visits."""

from typing import Any, Final

from sqlalchemy import Boolean, bindparam, func, literal_column, select, update

from api.domain.access.roles import Role
from api.domain.access.rules import uuids
from api.domain.visits.models import Visit
from api.domain.visits.recording.models import VisitAmendment, VisitRecord
from api.domain.visits.recording.schemas import VisitAmendmentRead, VisitRecordRead
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import compiled, plain

RECORD = Shape(VisitRecord, VisitRecordRead, order=("created_at",), descending=True)
AMENDMENT = Shape(VisitAmendment, VisitAmendmentRead, order=("created_at",))

_v = Visit.__table__.c
_r = VisitRecord.__table__.c
_a = VisitAmendment.__table__.c

RECORDS_FILTERS = {
    "member_id": equals(_r.member_id),
    "flagged": Filter((func.cardinality(_r.flags) > literal_column("0")) == bindparam("flagged", type_=Boolean()), ("flags",)),
    "since": Filter(_r.created_at >= bindparam("since", type_=_r.created_at.type), ("created_at",)),
}
AMENDMENTS_FILTERS = {"field": equals(_a.field)}

# ---- what recording asks and writes: carers only ---------------------------------------------------------------------
_visits = Shape(Visit, Visit).visible(Role.carer, opened=False)
_records = Shape(VisitRecord, VisitRecord).visible(Role.carer, opened=False)
_MY_MEMBERS: Final = uuids("member_ids")
_DAY: Final = "(v.planned_start_at AT TIME ZONE 'Europe/London')::date"

# The visit, held until it is written: all recording of one visit is one after the other.
VISIT_COLUMNS: Final = (
    "person_id", "provided_by_team_id", "state", "planned_start_at", "member_ids", "closed_at", "closed_by", "close_reason",
    "close_words", "actual_start_at", "actual_end_at", "delivered_minutes", "flags",
)  # fmt: skip
VISIT: Final = compiled(
    select(*(_v[name] for name in VISIT_COLUMNS))
    .where(_v.id == bindparam("visit", type_=_v.id.type), _v.removed_at.is_(None), _visits)
    .with_for_update(key_share=True)
)

# Its records as they stand, whoever's, and the last word on each time. In a statement of its own: after the lock, so that it
# sees what whoever held it before has written.
RECORD_COLUMNS: Final = (
    "id", "version", "member_id", "arrived_at", "arrived_recorded_at", "arrival_proof", "arrival_words", "arrival_latitude",
    "arrival_longitude", "departed_at", "departed_recorded_at", "departure_proof", "departure_words", "departure_latitude",
    "departure_longitude", "what_happened", "how_they_were", "what_worked", "what_next_time", "made_their_day", "handover",
    "about_others", "note_at", "note_recorded_at", "whole_digest", "created_digest", "flags",
)  # fmt: skip


def _amended(field: str) -> Any:  # noqa: ANN401 - a clause
    """The last word on a time, if it was amended."""
    return (
        select(_a.amended_at)
        .where(_a.record_id == _r.id, _a.field == literal_column(f"'{field}'"), _a.removed_at.is_(None))
        .order_by(_a.id.desc())
        .limit(literal_column("1"))
        .scalar_subquery()
    )


RECORDS: Final = compiled(
    select(*(_r[name] for name in RECORD_COLUMNS), _amended("arrived_at"), _amended("departed_at"))
    .where(_r.visit_id == bindparam("visit", type_=_r.visit_id.type), _r.removed_at.is_(None), _records)
    .order_by(_r.id)
)
LAST_WORDS: Final = plain(
    "SELECT DISTINCT ON (field) field, coalesce(words, words_about_others) FROM visit_amendment"
    " WHERE record_id = $1::uuid AND amended_at IS NULL AND removed_at IS NULL ORDER BY field, id DESC",
    "record",
)

# Who the caller was there: a member, on the visit's day, of the team that provided it. Recording of one member is one after
# the other too, so that overlapping times find one another. And how support stood that day.
MEMBER: Final = plain(
    "SELECT m.id, person_status_on(v.person_id, d.day),"  # noqa: S608 - our own text
    " pg_advisory_xact_lock(hashtextextended('records:' || m.account_id, 0))::text"
    f" FROM visit v CROSS JOIN LATERAL (SELECT {_DAY} AS day) d"
    " JOIN team_member m ON m.team_id = v.provided_by_team_id AND m.account_id = $2::uuid AND m.removed_at IS NULL"
    "  AND m.joined_on <= d.day AND (m.left_on IS NULL OR m.left_on >= d.day)"
    f" WHERE v.id = $1::uuid AND m.id = ANY ({_MY_MEMBERS}) ORDER BY m.left_on NULLS FIRST LIMIT 1",
    "visit",
    "account",
)
# The same for a whole visit, planned or not, by those who have left since too: for them it widens this transaction's reach.
ENTER_RECORD: Final = plain(
    "SELECT member_id, provided_by_team_id, late, status FROM enter_record($1::uuid, $2::uuid, $3::timestamptz)",
    "visit",
    "person",
    "at",
)
# The caller's record that the same body made: a repeat is answered without holding anything.
SAID_BEFORE: Final = compiled(
    select(_r.id).where(
        _r.visit_id == bindparam("visit", type_=_r.visit_id.type),
        _r.member_id == func.any(literal_column(_MY_MEMBERS)),
        bindparam("digest", type_=_r.whole_digest.type).in_([_r.whole_digest, _r.created_digest]),
        _r.removed_at.is_(None),
        _records,
    )
)
LOCK_MEMBER: Final = plain("SELECT pg_advisory_xact_lock(hashtextextended('records:' || $1::uuid, 0))::text", "account")

WRITTEN_OF_VISIT: Final = (
    "state", "member_ids", "closed_at", "closed_by", "close_reason", "close_words", "actual_start_at", "actual_end_at",
    "delivered_minutes", "flags",
)  # fmt: skip
WRITE_VISIT: Final = compiled(
    update(Visit.__table__)
    .values({name: bindparam(f"to_{name}", type_=_v[name].type) for name in WRITTEN_OF_VISIT})
    .where(_v.id == bindparam("visit", type_=_v.id.type), _visits)
    .returning(_v.id)
)
WRITTEN_OF_RECORD: Final = tuple(n for n in RECORD_COLUMNS if n not in ("id", "version", "member_id", "created_digest"))
WRITE_RECORD: Final = compiled(
    update(VisitRecord.__table__)
    .values({name: bindparam(f"to_{name}", type_=_r[name].type) for name in WRITTEN_OF_RECORD})
    .where(_r.id == bindparam("record", type_=_r.id.type), _records)
    .returning(_r.id)
)
# A member in two places: both records say so. Nobody's record is refused for it.
FLAG_OVERLAPS: Final = plain(
    "WITH other AS (SELECT id FROM visit_record WHERE visit_id <> $1::uuid AND removed_at IS NULL"  # noqa: S608 - our own text
    f" AND member_id = ANY ({_MY_MEMBERS}) AND arrived_at < $4::timestamptz AND departed_at > $3::timestamptz"
    "  AND arrived_at > $3::timestamptz - interval '24 hours')"
    ", said AS (UPDATE visit_record r SET flags = ARRAY(SELECT DISTINCT f FROM unnest(r.flags || '{overlaps}'::text[]) f"
    " ORDER BY f)"
    " WHERE (r.id IN (SELECT id FROM other) OR (r.visit_id = $1::uuid AND r.member_id = $2::uuid AND EXISTS (SELECT FROM other)))"
    " AND 'overlaps' <> ALL (r.flags)) SELECT 1",
    "visit",
    "member",
    "arrived",
    "departed",
)
# Whose record it is and of which visit: asked before the visit is held.
OF_RECORD: Final = compiled(
    select(_r.visit_id, _r.member_id).where(_r.id == bindparam("record", type_=_r.id.type), _r.removed_at.is_(None), _records)
)
