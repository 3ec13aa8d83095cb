"""The only place that asks the database for instruments. Built-in ones have no row: they come in as JSON, beside the rows."""

from functools import lru_cache
from typing import Final

from sqlalchemy import bindparam, func, literal_column, select

from api.domain.access.rules import BY_ORGANISATION
from api.domain.outcomes.instruments.assessment_schemas import TeamAssessmentRead
from api.domain.outcomes.instruments.models import Instrument, InstrumentVersion, TeamAssessment
from api.domain.outcomes.instruments.schemas import InstrumentRead, InstrumentVersionRead
from api.storage.lists import equals
from api.storage.reader import told
from api.storage.shape import Shape
from api.storage.wire import Statement, compiled, plain, wrapped

INSTRUMENT = Shape(Instrument, InstrumentRead, computed={"built_in": (literal_column("false"), ())}, order=("key",))
VERSION = Shape(InstrumentVersion, InstrumentVersionRead, order=("number",), descending=True)
ASSESSMENT = Shape(TeamAssessment, TeamAssessmentRead, order=("held_on",), descending=True)

_i = Instrument.__table__.c
_v = InstrumentVersion.__table__.c
_a = TeamAssessment.__table__.c
VERSIONS_FILTERS = {"state": equals(_v.state)}
ASSESSMENTS_FILTERS = {"instrument": equals(_a.instrument)}

# What comes before the first row by (key, id), and by (number, id).
BEFORE_ALL: Final = ("", "00000000-0000-0000-0000-000000000000")
# `q`: all rows of the organisation, a handful. An instrument of its own stands for a built-in one of the same key.
_BOTH: Final = (
    "), a AS (SELECT {body} AS body, q._key AS key, q._id AS id, q._for AS answered_for, q._updated AS updated_at FROM q"
    " UNION ALL SELECT b::text, b->>'key', (b->>'id')::uuid, b->>'answered_for', (b->>'updated_at')::timestamptz"
    " FROM json_array_elements({{0}}::json) b WHERE b->>'key' NOT IN (SELECT q._key FROM q)),"
    " f AS (SELECT * FROM a WHERE ({{1}}::text IS NULL OR answered_for = {{1}}::text)"
    " AND ({{2}}::timestamptz IS NULL OR updated_at >= {{2}}::timestamptz))"
)
_FILTERS: Final = ("built_in", "q_answered_for", "q_updated_since")


@lru_cache(maxsize=16)
def instruments(reader: str) -> Statement:
    """A page of the organisation's own and the built-in ones, by key; a row without JSON when there is none."""
    tail = (
        ", r AS (SELECT body, key, id FROM f WHERE (key, id) > ({{3}}::text, {{4}}::uuid) ORDER BY key, id LIMIT {{5}}::bigint)"
        " SELECT body, key, id::text FROM r UNION ALL SELECT NULL, '', '' WHERE NOT EXISTS (SELECT FROM r) ORDER BY 2, 3"
    )
    return _both(reader, tail, "after_0", "after_1", "most")


@lru_cache(maxsize=16)
def instruments_count(reader: str) -> Statement:
    """How many the whole list has."""
    return _both(reader, " SELECT count(*)::text FROM f")


def _both(reader: str, tail: str, *names: str) -> Statement:
    own = INSTRUMENT.select(
        reader, also=(_i.key.label("_key"), _i.answered_for.label("_for"), _i.updated_at.label("_updated"))
    )  # fmt: skip
    after = (_BOTH + tail).format(body=INSTRUMENT.json(reader))
    return wrapped("WITH q AS MATERIALIZED (", compiled(own), after, *_FILTERS, *names)


# Built-in ones, answered through the database all the same: whether the token still stands is asked there.
BUILT_IN_ONE: Final = told(
    "SELECT $1::text AS body, '{}'::uuid[] AS ids, '{}'::uuid[] AS person_ids", "instrument", "said",
)  # fmt: skip
_LISTED: Final = (
    " FROM json_array_elements($1::json) b WHERE ($2::text IS NULL OR b->>'state' = $2)"
    " AND ($3::timestamptz IS NULL OR (b->>'updated_at')::timestamptz >= $3)"
)
_LIST_NAMES: Final = ("said", "q_state", "q_updated_since")
BUILT_IN_VERSIONS: Final = plain(
    f"WITH r AS (SELECT b::text AS body, b->>'id' AS id{_LISTED} AND b->>'id' > $4::text ORDER BY 2 LIMIT $5::bigint)"  # noqa: S608 - our own words
    " SELECT body, id FROM r UNION ALL SELECT NULL, '' WHERE NOT EXISTS (SELECT FROM r) ORDER BY 2",
    *_LIST_NAMES,
    "after_0",
    "most",
)
BUILT_IN_VERSIONS_COUNT: Final = plain(f"SELECT count(*)::text{_LISTED}", *_LIST_NAMES)

# An instrument and one of its versions together, for what is made of both.
WHOLE: Final = told(
    "SELECT json_build_object('instrument', row_to_json(i), 'version', row_to_json(v))::text AS body,"  # noqa: S608 - our own words
    " '{}'::uuid[] AS ids, '{}'::uuid[] AS person_ids"
    " FROM instrument i JOIN instrument_version v ON v.instrument_id = i.id"
    f" WHERE i.id = $1::uuid AND v.id = $2::uuid AND {BY_ORGANISATION.format(organisation='i.organisation_id')}"
    " AND i.removed_at IS NULL AND v.removed_at IS NULL",
    "instrument_version",
    "instrument",
    "id",
)

_theirs = (
    _i.organisation_id == bindparam("organisation", type_=_i.organisation_id.type), _i.removed_at.is_(None),
)  # fmt: skip
STATE = select(_i.licence, _i.licence_confirmed_at).where(_i.id == bindparam("id", type_=_i.id.type), *_theirs)
BY_KEY = select(_i.id).where(_i.key == bindparam("key", type_=_i.key.type), *_theirs)
NEXT_NUMBER = select(func.coalesce(func.max(_v.number), 0) + 1).where(
    _v.instrument_id == bindparam("id", type_=_v.instrument_id.type)
)
VERSION_STATE = select(_v.state, func.jsonb_array_length(_v["items"])).where(
    _v.id == bindparam("id", type_=_v.id.type),
    _v.instrument_id == bindparam("instrument", type_=_v.instrument_id.type),
    _v.removed_at.is_(None),
)
ANSWERED_WITH = (
    select(_v["items"], _v.scoring, _v.state, _i.answered_for, _i.licence, _i.licence_confirmed_at, _i.used_by)
    .join_from(Instrument.__table__, InstrumentVersion.__table__, _v.instrument_id == _i.id)
    .where(
        _i.key == bindparam("key", type_=_i.key.type), _v.number == bindparam("number", type_=_v.number.type),
        *_theirs, _v.removed_at.is_(None),
    )
)  # fmt: skip
ASSESSED = select(_a.instrument, _a.instrument_version).where(
    _a.id == bindparam("id", type_=_a.id.type),
    _a.team_id == bindparam("team", type_=_a.team_id.type),
    _a.removed_at.is_(None),
)
