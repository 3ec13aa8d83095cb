"""The only place that builds SELECTs about the hours bank."""

from sqlalchemy import Date, DateTime, any_, bindparam, func, literal_column, select
from sqlalchemy.dialects.postgresql import array

from api.domain.measures.registry import linked
from api.domain.visits.hours.models import HoursAgreement, HoursEntry
from api.domain.visits.hours.schemas import HoursAgreementRead, HoursEntryRead
from api.domain.visits.models import Visit
from api.storage.lists import equals
from api.storage.reader import Filter, told
from api.storage.shape import Shape
from api.storage.wire import compiled

_a = HoursAgreement.__table__.c
_e = HoursEntry.__table__.c
_v = Visit.__table__.c

AGREEMENT = Shape(HoursAgreement, HoursAgreementRead, order=("from_on",), descending=True)
ENTRY = Shape(HoursEntry, HoursEntryRead, order=("on_day",), descending=True)
ENTRY_FILTERS = {
    "kind": equals(_e.kind),
    "visit_id": equals(_e.visit_id),
    "move_id": equals(_e.move_id),
    "from_on": Filter(_e.on_day >= bindparam("from_on", type_=Date()), ("on_day",)),
    "until_on": Filter(_e.on_day < bindparam("until_on", type_=Date()), ("on_day",)),
}
BANK = told(
    "SELECT hours_bank($1::uuid, $2::int)::text AS body, ARRAY[$1::uuid] AS ids, ARRAY[$1::uuid] AS person_ids",
    "hours_bank",
    "person_id",
    "weeks",
    measures=linked("get_hours_bank"),
)

_person = bindparam("person_id", type_=_a.person_id.type)
AGREED = select(_a.weekly_minutes, _a.from_on).where(
    _a.id == bindparam("id", type_=_a.id.type), _a.person_id == _person, _a.removed_at.is_(None)
)
# The agreement that a new one takes over from: the one in force on the day before it begins.
BEFORE = select(_a.id).where(
    _a.person_id == _person,
    _a.removed_at.is_(None),
    _a.from_on < bindparam("from_on", type_=Date()),
    (_a.until_on.is_(None)) | (_a.until_on > bindparam("from_on", type_=Date())),
)
AFTER = select(_a.from_on).where(
    _a.person_id == _person, _a.removed_at.is_(None), _a.from_on > bindparam("from_on", type_=Date())
).order_by(_a.from_on).limit(literal_column("1"))  # fmt: skip
# Both visits of a move, locked in one order; times in UTC, the day in London.
MOVABLE = compiled(
    select(
        _v.id,
        _v.state,
        _v.planned_start_at > func.now(),
        _v.planned_start_at,
        _v.planned_end_at,
        func.timezone(literal_column("'Europe/London'"), _v.planned_start_at, type_=DateTime()).cast(Date()),
        _v.short_reason,
    )
    .where(
        _v.person_id == _person,
        _v.removed_at.is_(None),
        _v.id == any_(array([bindparam("one", type_=_v.id.type), bindparam("other", type_=_v.id.type)])),
    )
    .order_by(_v.id)
    .with_for_update()
)
