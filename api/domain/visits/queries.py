"""The only place that builds SELECTs about visits."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    TIMESTAMP,
    Boolean,
    Date,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    cast,
    extract,
    func,
    select,
    text,
)
from sqlalchemy import literal_column as literal
from sqlalchemy.dialects.postgresql import JSONB

from api.domain.people.models import Person
from api.domain.shared.clock import LONDON
from api.domain.shared.table import UuidType
from api.domain.teams.models import Team, TeamMember
from api.domain.visits.link_schemas import VisitLinkRead
from api.domain.visits.models import MOST_HOURS, Visit, VisitLink
from api.domain.visits.schemas import LateVisitRead, VisitRead
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import plain

_v = Visit.__table__.c
_m = TeamMember.__table__.c
_p = Person.__table__.c
_t = Team.__table__.c


def _id(column: Any, name: str) -> Any:  # noqa: ANN401 - a column and a clause
    return column == bindparam(name, type_=column.type)


# ---- how a visit is shown ----------------------------------------------------------------------------------------
_planned_minutes = cast(extract("epoch", _v.planned_end_at - _v.planned_start_at) / literal("60"), Integer)
COMPUTED = {
    "faces": (func.faces(_v.member_ids, type_=JSONB), ("member_ids",)),
    "planned_minutes": (_planned_minutes, ("planned_start_at", "planned_end_at")),
}
VISIT = Shape(Visit, VisitRead, computed=COMPUTED, order=("planned_start_at",))

# ---- lists -------------------------------------------------------------------------------------------------------
_on = bindparam("on", type_=Date())


def _midnight(day: Any) -> Any:  # noqa: ANN401 - a clause
    """When a day begins where the people are. A range, so that an index serves it."""
    return func.timezone(literal(f"'{LONDON.key}'"), cast(day, TIMESTAMP()))


VISITS_FILTERS = {
    "team_id": equals(_v.team_id),
    "person_id": equals(_v.person_id),
    "member_id": Filter(bindparam("member_id", type_=UuidType()) == func.any(_v.member_ids), ("member_ids",)),
    "state": Filter(_v.state == func.any(bindparam("state", type_=ARRAY(Text))), ("state",)),
    "kind": equals(_v.kind),
    "series_id": equals(_v.series_id),
    "starts_from": Filter(_v.planned_start_at >= bindparam("starts_from", type_=_v.planned_start_at.type), ("planned_start_at",)),
    "starts_before": Filter(
        _v.planned_start_at < bindparam("starts_before", type_=_v.planned_start_at.type), ("planned_start_at",)
    ),
    "on": Filter(
        and_(_v.planned_start_at >= _midnight(_on), _v.planned_start_at < _midnight(_on + literal("1"))), ("planned_start_at",)
    ),
}

# Where a list over several teams begins if nobody says: an index holds one team's visits in order, not those of several, so all
# of their years would be read and sorted to show the first page (a quarter of a second at ten million visits).
LATELY = Filter(_v.planned_start_at >= func.now() - text("interval '28 days'"), ("planned_start_at",))
# The states of the short lists are literals: a parameter could be any state, and the partial indexes would not be used.
OPEN = Filter(_v.state == literal("'open'"), ("state",))
_over = bindparam("over", type_=Boolean())
_ever: Any = literal("'-infinity'::timestamptz")
OPEN_FILTERS = {
    "over": Filter(
        and_(
            _v.planned_start_at > case((_over, _ever), else_=func.now() - text(f"interval '{MOST_HOURS} hours'")),
            _v.planned_end_at > case((_over, _ever), else_=func.now()),
        ),
        ("planned_start_at", "planned_end_at"),
    ),
    "person_id": VISITS_FILTERS["person_id"],
    "starts_before": VISITS_FILTERS["starts_before"],
}

# The tolerance of the team whose list it is: looked up once for the whole list.
_tolerance = func.make_interval(
    literal("0"), literal("0"), literal("0"), literal("0"), literal("0"),
    select(_t.late_after_minutes).where(_id(_t.id, "team_id")).scalar_subquery(),
)  # fmt: skip
_due = func.greatest(_v.planned_start_at, _v.latest_at)
LATE = Filter(
    and_(_v.state == literal("'planned'"), _v.planned_start_at < func.now(), _due + _tolerance < func.now()),
    ("state", "late_at"),
)
LATE_VISIT = Shape(
    Visit,
    LateVisitRead,
    computed={
        **COMPUTED,
        "minutes_late": (cast(func.floor(extract("epoch", func.now() - _due) / literal("60")), Integer), ("late_at",)),
        "seems_missed": (func.greatest(_v.planned_end_at, _v.latest_at) + _tolerance < func.now(), ("late_at",)),
    },
    order=("planned_start_at",),
)
LATE_FILTERS = {"member_id": VISITS_FILTERS["member_id"]}

# ---- what the verbs ask --------------------------------------------------------------------------------------------
# The plan and state of a visit, held until the verb has written: two who change it wait for one another.
STATE = (
    select(
        _v.person_id, _v.team_id, _v.provided_by_team_id, _v.series_id, _v.state, _v.planned_start_at, _v.planned_end_at,
        _v.earliest_at, _v.latest_at, _v.members_needed, _v.member_ids, _v.short_reason, _v.close_reason, _v.flags,
    )
    .where(_id(_v.id, "id"), _v.removed_at.is_(None))
    .with_for_update(key_share=True)
)  # fmt: skip
# Whom a visit is with; and how support stands, held so that a pause or an end waits for the visit that is being planned.
PERSON_OF = select(_v.person_id).where(_id(_v.id, "id"), _v.removed_at.is_(None))
PERSON_STATUS = select(_p.status).where(_id(_p.id, "id"), _p.removed_at.is_(None)).with_for_update(read=True)
# Those of its members who are in the team that day and free at that time; they stay free until this is written.
FREE_MEMBERS = plain("SELECT free_members($1::uuid)", "id")

# ---- what a visit was for ------------------------------------------------------------------------------------------
LINK = Shape(VisitLink, VisitLinkRead)
LINKS_FILTERS = {"kind": equals(VisitLink.__table__.c.kind)}
