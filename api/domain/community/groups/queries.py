"""The only place that builds SELECTs about community groups, what happens in them, and who takes part."""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    Boolean,
    Date,
    Float,
    Select,
    Text,
    and_,
    any_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
)  # fmt: skip

from api.domain.access.rules import BY_ORGANISATION
from api.domain.community.groups import happening_schemas as h
from api.domain.community.groups import schemas as s
from api.domain.community.groups import taking_part_schemas as t
from api.domain.community.groups.models import (
    RUN_BY_ME,
    CommunityGroup,
    GroupAttendance,
    GroupGift,
    GroupMembership,
    GroupOrigin,
    GroupSession,
)  # fmt: skip
from api.storage.lists import equals
from api.storage.reader import Filter, told
from api.storage.shape import Shape

_c = CommunityGroup.__table__.c
_g = GroupGift.__table__.c
_s = GroupSession.__table__.c
_m = GroupMembership.__table__.c
_a = GroupAttendance.__table__.c
_o = GroupOrigin.__table__.c


# ---- groups ----------------------------------------------------------------------------------------------------------
def _says_something(name: str) -> Any:  # noqa: ANN401 - a clause
    """A field's name, where the group has something in it; NULL otherwise."""
    named: Any = literal_column(f"'{name}'", Text())
    column = _c[name]
    if isinstance(column.type, ARRAY):
        return case((func.cardinality(column) > literal_column("0"), named))
    if name == "address_lines":
        return case((func.jsonb_array_length(column) > literal_column("0"), named))
    return named if not column.nullable else case((column.is_not(None), named))


PUBLIC: Final = func.array_remove(
    func.string_to_array(
        func.concat_ws(literal_column("','"), *(_says_something(name) for name in s.PUBLIC_FIELDS)), literal_column("','")
    ),
    literal_column("''"),
)
GROUP = Shape(
    CommunityGroup,
    s.CommunityGroupRead,
    computed={
        "run_by_me": (literal_column(f"coalesce({RUN_BY_ME}, false)", Boolean()), ("run_by_account_id",)),
        "public_fields": (PUBLIC, s.PUBLIC_FIELDS),
        "origin": (func.origin_of_group(_c.id, type_=Text()), ("id",)),
    },
    order=("name_key",),
)

_zero: Any = literal_column("0")
_one: Any = literal_column("1")
_days = func.substring(_c.rrule, literal_column("'BYDAY=([^;]*)'"))
_weekday = bindparam("weekday", type_=Text())
_first_day = func.left(func.to_char(_c.first_on, literal_column("'DY'")), literal_column("2"))


def _every(frequency: str) -> Any:  # noqa: ANN401 - a clause
    return func.starts_with(_c.rrule, literal_column(f"'FREQ={frequency}'"))


# A weekly rule that names no day has that of its first; a daily one has all. Others that name none have no fixed one.
ON_WEEKDAY: Final = case(
    (_days.is_not(None), func.strpos(_days, _weekday) > _zero),
    (_every("WEEKLY"), _first_day == _weekday),
    else_=_every("DAILY"),
)
_lat, _lon = bindparam("latitude", type_=Float()), bindparam("longitude", type_=Float())
_km = bindparam("within_km", type_=Float())
_two: Any = literal_column("2.0")
_arc = func.power(func.sin(func.radians(_c.latitude - _lat) / _two), _two) + func.cos(func.radians(_lat)) * func.cos(
    func.radians(_c.latitude)
) * func.power(func.sin(func.radians(_c.longitude - _lon) / _two), _two)
NEAR: Final = and_(
    func.abs(_c.latitude - _lat) * literal_column("111.0") <= _km,  # a degree is a little more than that: never too narrow
    literal_column("12742.0") * func.asin(func.sqrt(func.least(_one, _arc))) <= _km,
)
_true: Any = literal_column("true", Boolean())
GROUPS_FILTERS: Final = {
    "status": equals(_c.status),
    "q": Filter(
        or_(_c.name_key.like(bindparam("q", type_=Text())), func.lower(_c.what).like(bindparam("q", type_=Text()))),
        ("name_key", "what"),
    ),
    "tag": Filter(
        exists(
            select(_g.id).where(
                _g.group_id == _c.id, _g.direction == literal_column("'seeks'"), _g.removed_at.is_(None),
                bindparam("tag", type_=Text()) == any_(_g.tags),
            )
        ),
        ("id",),
    ),
    "postcode_district": Filter(
        func.split_part(_c.postcode, literal_column("' '"), _one) == bindparam("postcode_district", type_=Text()), ("postcode",)
    ),
    "latitude": Filter(_true, ("latitude",)),
    "longitude": Filter(_true, ("longitude",)),
    "within_km": Filter(NEAR, ("latitude", "longitude")),
    "weekday": Filter(and_(_c.rrule.is_not(None), ON_WEEKDAY), ("rrule", "first_on")),
    "published": Filter(_c.published_at.is_not(None) == bindparam("published", type_=Boolean()), ("published_at",)),
    "assured": Filter(_c.assured_on.is_not(None) == bindparam("assured", type_=Boolean()), ("assured_on",)),
}  # fmt: skip

WHEN = ("rrule", "first_on", "begins_at")
_theirs = (_c.organisation_id == bindparam("organisation", type_=_c.organisation_id.type), _c.removed_at.is_(None))
STATE = select(_c.status, _c.published_at, *(_c[name] for name in WHEN)).where(
    _c.id == bindparam("id", type_=_c.id.type), *_theirs
)
DATES: Final = told(
    "SELECT json_build_object('status', g.status, 'rrule', g.rrule, 'first_on', g.first_on, 'begins_at', g.begins_at,"  # noqa: S608 - our own words
    " 'lasts_minutes', g.lasts_minutes)::text AS body, '{}'::uuid[] AS ids, '{}'::uuid[] AS person_ids FROM community_group g"
    f" WHERE g.id = $1::uuid AND {BY_ORGANISATION.format(organisation='g.organisation_id')} AND g.removed_at IS NULL",
    "community_group",
    "id",
)

# ---- what happens in them --------------------------------------------------------------------------------------------
GIFT = Shape(GroupGift, h.GroupGiftRead, order=("created_at",))
SESSION = Shape(GroupSession, h.GroupSessionRead, order=("held_on",), descending=True)
GIFTS_FILTERS: Final = {
    "part": equals(_g.part),
    "direction": equals(_g.direction),
    "tag": Filter(bindparam("tag", type_=Text()) == any_(_g.tags), ("tags",)),
}


def _held(column: Any) -> dict[str, Filter]:  # noqa: ANN401 - a column
    return {
        "held_from": Filter(column >= bindparam("held_from", type_=Date()), ("held_on",)),
        "held_until": Filter(column <= bindparam("held_until", type_=Date()), ("held_on",)),
    }


SESSIONS_FILTERS: Final = _held(_s.held_on)
# Also one that was taken away: what was sent before is answered as it is now.
SESSION_STATE = select(_s.group_id, _s.held_on, _s.removed_at.is_not(None)).where(
    _s.id == bindparam("id", type_=_s.id.type), _s.organisation_id == bindparam("organisation", type_=_s.organisation_id.type)
)


# ---- who takes part --------------------------------------------------------------------------------------------------
def _name_of(column: Any) -> Any:  # noqa: ANN401 - a clause
    return select(_c.name).where(_c.id == column).scalar_subquery()


MEMBERSHIP = Shape(
    GroupMembership, t.GroupMembershipRead, computed={"group_name": (_name_of(_m.group_id), ("group_id",))},
    order=("joined_on",), descending=True,
)  # fmt: skip
ATTENDANCE = Shape(
    GroupAttendance, t.GroupAttendanceRead, computed={"group_name": (_name_of(_a.group_id), ("group_id",))},
    order=("held_on",), descending=True,
)  # fmt: skip
ORIGIN = Shape(
    GroupOrigin, t.GroupOriginRead,
    computed={
        "group_name": (_name_of(_o.group_id), ("group_id",)),
        "told": (func.origin_of_group(_o.group_id, type_=Text()).is_not(None), ("group_id",)),
    },
    order=("created_at",),
)  # fmt: skip
MEMBERSHIPS_FILTERS: Final = {"now": Filter(_m.left_on.is_(None) == bindparam("now", type_=Boolean()), ("left_on",))}
ATTENDANCES_FILTERS: Final = _held(_a.held_on)


@lru_cache(maxsize=16)
def membership_state(reader: str) -> Select[Any]:
    """Since when and until when, of one that the reader sees."""
    return select(_m.joined_on, _m.left_on).where(
        _m.id == bindparam("id", type_=_m.id.type), _m.person_id == bindparam("person", type_=_m.person_id.type),
        _m.removed_at.is_(None), MEMBERSHIP.visible(reader, opened=False),
    )  # fmt: skip
