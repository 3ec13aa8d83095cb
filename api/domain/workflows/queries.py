"""The only place that builds statements across concepts."""

from sqlalchemy import Date, bindparam, func, literal_column, select, update

from api.domain.access.roles import Role
from api.domain.circles.members.queries import MEMBER as OF_A_CIRCLE
from api.domain.circles.models import CircleMember
from api.domain.people.models import Person
from api.domain.people.small_teams.models import SmallTeamMember
from api.domain.teams import models as teams
from api.domain.teams.queries import MEMBER as OF_A_TEAM
from api.storage.wire import compiled, plain

_p = Person.__table__.c
_s = SmallTeamMember.__table__.c
_m = teams.TeamMember.__table__.c
_c = CircleMember.__table__.c

END_PLACES_OF = compiled(
    update(SmallTeamMember)
    .values(until_on=func.greatest(_s.since_on, bindparam("on", type_=Date())))
    .where(_s.member_id == bindparam("member_id", type_=_s.member_id.type), _s.until_on.is_(None), _s.removed_at.is_(None))
)
_team = bindparam("team_id", type_=_m.team_id.type)
STILL_THERE = select(
    select(func.count(_m.id)).where(_m.team_id == _team, _m.left_on.is_(None), _m.removed_at.is_(None)).scalar_subquery(),
    select(func.count(_p.id))
    .where(_p.team_id == _team, _p.status != literal_column("'ended'"), _p.removed_at.is_(None))
    .scalar_subquery(),
)
# Their visits after that day need somebody else. Before the leaving is written: whoever plans them at that moment waits for it.
RELEASE_VISITS = plain("SELECT release_visits($1::uuid, $2::date)", "member_id", "on")
# Whom an account is joined to, as a manager sees them: their team and who signs in as them.
MEMBER = select(_m.team_id, _m.account_id).where(
    _m.id == bindparam("id", type_=_m.id.type), _m.removed_at.is_(None), OF_A_TEAM.visible(Role.manager, opened=False)
)
CIRCLE_MEMBER = select(_c.account_id).where(
    _c.id == bindparam("id", type_=_c.id.type), _c.removed_at.is_(None), OF_A_CIRCLE.visible(Role.manager, opened=False)
)
