"""The only place that builds SELECTs about consents and representatives."""

from typing import Final

from sqlalchemy import Boolean, Date, DateTime, Text, Uuid, and_, bindparam, column, func, literal_column, or_, select, table

from api.domain.access.consent_schemas import ConsentRead, RepresentativeRead
from api.domain.access.consents import Consent, Representative
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import plain

_c = Consent.__table__.c
_r = Representative.__table__.c
# Tables of concepts above this one are known by name only.
_m = table("circle_member", column("id", Uuid()), column("person_id", Uuid()), column("state", Text()), column("removed_at")).c
_s = table("life_story_chapter", column("id", Uuid()), column("person_id", Uuid()), column("removed_at")).c
_p = table("person", column("id", Uuid()), column("preferred_name", Text()), column("removed_at")).c
_NOW = func.now(type_=DateTime(timezone=True))
_TODAY = literal_column("(now() AT TIME ZONE 'Europe/London')::date", Date())
_WINDOW = ("from_at", "until_at", "withdrawn_at")

STANDS = and_(_c.withdrawn_at.is_(None), _c.from_at <= _NOW, or_(_c.until_at.is_(None), _c.until_at > _NOW))
CONSENT = Shape(Consent, ConsentRead, computed={"standing": (STANDS, _WINDOW)}, order=("from_at",), descending=True)
CONSENTS_FILTERS = {
    "purpose": Filter(_c.purpose == bindparam("purpose", type_=_c.purpose.type), ("purpose",)),
    "standing": Filter(bindparam("standing", type_=Boolean()) == STANDS, _WINDOW),
}
CONSENT_STATE = select(_c.withdrawn_at, _c.version).where(
    _c.id == bindparam("id", type_=_c.id.type),
    _c.person_id == bindparam("person_id", type_=_c.person_id.type),
    _c.removed_at.is_(None),
)

AUTHORITY_STANDS = and_(_r.from_on <= _TODAY, or_(_r.until_on.is_(None), _r.until_on >= _TODAY))
REPRESENTATIVE = Shape(
    Representative,
    RepresentativeRead,
    computed={"standing": (AUTHORITY_STANDS, ("from_on", "until_on"))},
    order=("from_on",),
    descending=True,
)
REPRESENTATIVES_FILTERS = {
    "standing": Filter(bindparam("standing", type_=Boolean()) == AUTHORITY_STANDS, ("from_on", "until_on"))
}
AUTHORITY = select(_r.name, _r.kind, _r.scope, AUTHORITY_STANDS).where(
    _r.id == bindparam("id", type_=_r.id.type),
    _r.person_id == bindparam("person_id", type_=_r.person_id.type),
    _r.removed_at.is_(None),
)
KIND_AND_DATES = select(_r.kind, _r.from_on, _r.until_on).where(
    _r.id == bindparam("id", type_=_r.id.type),
    _r.person_id == bindparam("person_id", type_=_r.person_id.type),
    _r.removed_at.is_(None),
)

# Whoever is asked in can be named before they join, so that it is said what they will see; who left or declined cannot.
CIRCLE_MEMBER = select(_m.id).where(
    _m.id == bindparam("id", type_=_m.id.type),
    _m.person_id == bindparam("person_id", type_=_m.person_id.type),
    _m.state.in_([literal_column("'invited'"), literal_column("'joined'")]),
    _m.removed_at.is_(None),
)
CHAPTER = select(_s.id).where(
    _s.id == bindparam("id", type_=_s.id.type),
    _s.person_id == bindparam("person_id", type_=_s.person_id.type),
    _s.removed_at.is_(None),
)
WHOSE_NAME = select(_p.preferred_name).where(_p.id == bindparam("id", type_=_p.id.type), _p.removed_at.is_(None))
IS_COUNCIL: Final = plain("SELECT is_council($1::uuid)", "id")
