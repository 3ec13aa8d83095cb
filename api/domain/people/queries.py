"""The only place that builds SELECTs about people."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Select, any_, bindparam, literal_column, select

from api.domain.people import models as m
from api.domain.people import schemas as s
from api.storage.reader import Filter
from api.storage.shape import Shape

PERSON = Shape(m.Person, s.PersonRead, order=("name_key",))
STATUS_CHANGE = Shape(m.StatusChange, s.StatusChangeRead, order=("changed_on",))

_p = m.Person.__table__.c

PEOPLE_FILTERS = {
    "team_id": Filter(_p.team_id == bindparam("team_id", type_=_p.team_id.type), ("team_id",)),
    "status": Filter(_p.status == bindparam("status", type_=_p.status.type), ("status",)),
    "name": Filter(_p.search_key.like(bindparam("name", type_=_p.search_key.type)), ("search_key",)),
    "reference": Filter(_p.council_reference == bindparam("reference", type_=_p.council_reference.type), ("council_reference",)),
    "postcode": Filter(_p.postcode == bindparam("postcode", type_=_p.postcode.type), ("postcode",)),
    "group_tag": Filter(bindparam("group_tag", type_=_p.status.type) == any_(_p.group_tags), ("group_tags",)),
}

BY_NHS_NUMBER = Filter(_p.nhs_number == bindparam("nhs_number", type_=_p.nhs_number.type), ("nhs_number",))

STATE = select(
    _p.status,
    _p.version,
    _p.team_id,
    _p.preferred_name,
    _p.given_names,
    _p.family_name,
    _p.date_of_birth,
    _p.date_of_death,
    _p.status_since,
    _p.ended_reason,
).where(_p.id == bindparam("id", type_=_p.id.type), _p.removed_at.is_(None))
STATE_HELD = STATE.with_for_update()  # until the move of the status is written

# Of the person whose record is added to: whether support has ended, who supports them, what they like to be called.
STATUS = select(_p.status, _p.team_id, _p.preferred_name).where(
    _p.id == bindparam("id", type_=_p.id.type), _p.removed_at.is_(None)
)


@lru_cache(maxsize=16)
def another_with_number(reader: str) -> Select[Any]:
    """Somebody else whom the reader sees with this NHS number."""
    return (
        select(_p.id)
        .where(
            _p.nhs_number == bindparam("nhs_number", type_=_p.nhs_number.type), _p.id != bindparam("but", type_=_p.id.type),
            _p.removed_at.is_(None), PERSON.visible(reader, opened=False),
        )
        .limit(literal_column("1"))
    )  # fmt: skip
