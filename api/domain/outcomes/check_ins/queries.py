"""The only place that builds SELECTs about check-ins, their amendments and invitations."""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Boolean, Select, and_, bindparam, func, literal_column, or_, select, text

from api.domain.access.rules import uuids
from api.domain.circles.models import CircleMember
from api.domain.outcomes.check_ins import schemas as s
from api.domain.outcomes.check_ins.models import CheckIn, CheckInAmendment, CheckInInvitation
from api.domain.outcomes.instruments.models import Instrument, InstrumentVersion
from api.domain.outcomes.models import Outcome
from api.storage.lists import equals
from api.storage.reader import Filter, told
from api.storage.shape import Shape
from api.storage.wire import Statement, plain

_c = CheckIn.__table__.c
_a = CheckInAmendment.__table__.c
_i = CheckInInvitation.__table__.c
_o = Outcome.__table__.c
_n = Instrument.__table__.c
_v = InstrumentVersion.__table__.c
_k = CircleMember.__table__.c


def _id(column: Any, name: str) -> Any:  # noqa: ANN401 - a column and a clause
    return column == bindparam(name, type_=column.type)


CHECK_IN = Shape(CheckIn, s.CheckInRead, order=("given_at",), descending=True)
AMENDMENT = Shape(CheckInAmendment, s.CheckInAmendmentRead, order=("created_at",))
INVITATION = Shape(CheckInInvitation, s.CheckInInvitationRead, order=("from_at",))

CHECK_INS_FILTERS = {
    "team_id": equals(_c.team_id),
    "person_id": equals(_c.person_id),
    "about": equals(_c.about),
    "outcome_id": equals(_c.outcome_id),
    "week_on": equals(_c.week_on),
    "instrument": equals(_c.instrument),
    "answered_by": equals(_c.answered_by),
    "given_from": Filter(_c.given_at >= bindparam("given_from", type_=_c.given_at.type), ("given_at",)),
    "given_until": Filter(_c.given_at < bindparam("given_until", type_=_c.given_at.type), ("given_at",)),
}
# Where a list over several teams begins if nobody says: an index holds one team's in order, not those of several.
LATELY = Filter(_c.given_at >= func.now() - text("interval '28 days'"), ("given_at",))
AMENDMENTS_FILTERS: dict[str, Filter] = {}
_stands = and_(_i.withdrawn_at.is_(None), or_(_i.until_at.is_(None), _i.until_at > func.now()))
INVITATIONS_FILTERS = {
    "circle_member_id": equals(_i.circle_member_id),
    "standing": Filter(_stands == bindparam("standing", type_=Boolean()), ("withdrawn_at", "until_at")),
}

# The score that figures count: the last amendment that says one, or the check-in's own. It is of the check-in's day (given_at).
LAST_SCORE: Final = func.coalesce(
    select(_a.score)
    .where(_a.check_in_id == _c.id, _a.score.is_not(None), _a.removed_at.is_(None))
    .order_by(_a.created_at.desc(), _a.id.desc())
    .limit(literal_column("1"))
    .correlate(CheckIn.__table__)
    .scalar_subquery(),
    _c.score,
)


def _over_by(recorded: Any, day: Any) -> Any:  # noqa: ANN401 - clauses
    """When something was over: at the latest when it was recorded, and when its day was over."""
    midnight = func.timezone(literal_column("'Europe/London'"), day + literal_column("interval '1 day'"))
    return func.least(recorded, midnight)


@lru_cache(maxsize=16)
def outcome(reader: str) -> Select[Any]:
    """The outcome that the reader checks in on: its scale."""
    shape = Shape(Outcome, Outcome)
    return select(_o.zero_words, _o.ten_words).where(
        _id(_o.id, "id"), _id(_o.person_id, "person"), _o.removed_at.is_(None), shape.visible(reader, opened=False)
    )


@lru_cache(maxsize=16)
def amended(reader: str) -> Select[Any]:
    """What a check-in that the reader amends has said so far: whether its score has a scale, and whose word it is."""
    return select(_c.zero_words, _c.answered_by).where(
        _id(_c.id, "id"), _c.removed_at.is_(None), CHECK_IN.visible(reader, opened=False)
    )


@lru_cache(maxsize=16)
def response(reader: str) -> Statement:
    """A check-in with the version that it answers: null where there is none, or a built-in one."""
    return told(
        "SELECT json_build_object('check_in', row_to_json(c), 'version', ("  # noqa: S608 - our own words
        " SELECT json_build_object('id', v.id, 'items', v.items, 'scoring', v.scoring)"
        " FROM instrument i JOIN instrument_version v ON v.instrument_id = i.id"
        " WHERE i.key = c.instrument AND i.organisation_id = c.organisation_id AND v.number = c.instrument_version"
        " AND i.removed_at IS NULL AND v.removed_at IS NULL))::text AS body, ARRAY[c.id] AS ids, ARRAY[c.person_id] AS person_ids"
        " FROM (SELECT id, organisation_id, person_id, instrument, instrument_version, answers, score, zero_words, ten_words,"
        " words, working, not_working, what_next, answered_by, answered_by_name, given_at FROM check_in"
        f" WHERE id = $1::uuid AND removed_at IS NULL AND {CHECK_IN.visible(reader, opened=False)}) c",
        "check_in",
        "id",
    )


INVITED: Final = plain(f"SELECT $1::uuid = ANY {uuids('invited_person_ids')}", "person")
SUPPORT_ENDED_AT: Final = plain("SELECT support_ended_at($1::uuid)", "person")

# A version of one of the organisation's instruments.
VERSION = (
    select(
        _v["items"], _v.scoring, _v.state, _n.answered_for, _n.licence, _n.licence_confirmed_at,
        _over_by(_v.updated_at, _v.withdrawn_on),
    )
    .join_from(InstrumentVersion.__table__, Instrument.__table__, _n.id == _v.instrument_id)
    .where(_id(_n.key, "key"), _id(_v.number, "number"), _id(_n.organisation_id, "organisation"))
    .where(_n.removed_at.is_(None), _v.removed_at.is_(None))
)  # fmt: skip

# Somebody who has joined a circle of the person and not left it; who is only invited is not of it yet.
IN_THE_CIRCLE = select(_k.id).where(
    _id(_k.id, "id"), _id(_k.person_id, "person"), _k.state == literal_column("'joined'"), _k.removed_at.is_(None)
)
WITHDRAWN = select(_i.withdrawn_at.is_not(None)).where(_id(_i.id, "id"), _id(_i.person_id, "person"), _i.removed_at.is_(None))
