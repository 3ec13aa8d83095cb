"""The only place that builds SELECTs about one-page profiles."""

from sqlalchemy import bindparam, func, select

from api.domain.people.profiles.models import ProfileVersion
from api.domain.people.profiles.schemas import ProfileVersionRead
from api.storage.shape import Shape

PROFILE = Shape(ProfileVersion, ProfileVersionRead, order=("number",))

_v = ProfileVersion.__table__.c
_of_person = (_v.person_id == bindparam("person", type_=_v.person_id.type), _v.removed_at.is_(None))

# The versions that decide about a new one: the last, and the one that has its id (a repeat), the last one first.
NEWEST = (
    select(_v.id, _v.number, func.bool_or(_v.id == bindparam("id", type_=_v.id.type)).over().label("there"))
    .where(*_of_person)
    .order_by(_v.number.desc())
    .limit(1)
)
TO_SIGN_OFF = select(_v.signed_off_at).where(_v.id == bindparam("id", type_=_v.id.type), *_of_person).with_for_update()
