"""The only place that builds SELECTs about the few who support a person."""

from sqlalchemy import Boolean, Date, and_, bindparam, func, literal_column, or_, select

from api.domain.access.rules import uuids
from api.domain.people.small_teams.models import SmallTeamMember
from api.domain.people.small_teams.schemas import SmallTeamMemberRead
from api.domain.teams.models import TeamMember
from api.storage.reader import Filter
from api.storage.shape import Shape

_s = SmallTeamMember.__table__.c
_m = TeamMember.__table__.c

_both = and_(_s.person_chose, _s.member_chose)
_today = literal_column("(now() AT TIME ZONE 'Europe/London')::date", Date())
_current = and_(_s.since_on <= _today, or_(_s.until_on.is_(None), _s.until_on > _today))

SMALL_TEAM = Shape(
    SmallTeamMember,
    SmallTeamMemberRead,
    order=("since_on",),
    computed={"chose_each_other": (_both, ("person_chose", "member_chose"))},
)
SMALL_TEAM_FILTERS = {
    "current": Filter(_current == bindparam("current", type_=Boolean()), ("since_on", "until_on")),
    "chose_each_other": Filter(_both == bindparam("chose_each_other", type_=Boolean()), ("person_chose", "member_chose")),
}

# A member as the caller sees them: team, until when, name, and whether it is the caller.
MEMBER = select(
    _m.team_id,
    _m.left_on,
    func.coalesce(_m.preferred_name, _m.name),
    literal_column(f"coalesce(id = ANY {uuids('member_ids')}, false)"),
).where(_m.id == bindparam("id", type_=_m.id.type), _m.removed_at.is_(None))
STATE = select(_s.member_id, _s.person_chose, _s.member_chose, _s.words).where(
    _s.id == bindparam("id", type_=_s.id.type),
    _s.person_id == bindparam("person", type_=_s.person_id.type),
    _s.removed_at.is_(None),
)
