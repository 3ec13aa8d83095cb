"""The only place that builds SELECTs about teams."""

from sqlalchemy import bindparam, select

from api.domain.teams import models as m
from api.domain.teams import schemas as s
from api.storage.reader import Filter
from api.storage.shape import Shape

TEAM = Shape(m.Team, s.TeamRead, order=("name_key",))
_t = m.Team.__table__.c  # type: ignore[attr-defined]

TEAMS_FILTERS = {"setting": Filter(_t.setting == bindparam("setting", type_=_t.setting.type), ("setting",))}

STATE = select(_t.ended_on, _t.version).where(_t.id == bindparam("id", type_=_t.id.type), _t.removed_at.is_(None))
