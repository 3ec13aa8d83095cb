"""The only place that builds SELECTs about teams."""

from typing import Any

from sqlalchemy import Boolean, Date, bindparam, case, cast, exists, false, func, literal_column, or_, select, true, update

from api.domain.access import models as a
from api.domain.shared.clock import LONDON
from api.domain.teams import coach_schemas as cs
from api.domain.teams import member_schemas as ms
from api.domain.teams import models as m
from api.domain.teams import role_schemas as rs
from api.domain.teams import schemas as s
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import compiled

_t = m.Team.__table__.c
_m = m.TeamMember.__table__.c
_g = m.MemberGift.__table__.c
_p = m.MemberProfile.__table__.c
_r = m.SharedRole.__table__.c
_h = m.RoleHolding.__table__.c
_a = m.Agreement.__table__.c
_c = m.Coaching.__table__.c
_account = a.Account.__table__.c
_grant = a.AccountGrant.__table__.c

# Which day it is where the people are, whatever the server's time zone.
TODAY = cast(func.timezone(literal_column(f"'{LONDON.key}'"), func.now()), Date)


def _id(column: Any, name: str) -> Any:  # noqa: ANN401 - a column and a clause
    return column == bindparam(name, type_=column.type)


def _is(clause: Any, name: str) -> Any:  # noqa: ANN401 - clauses
    """A filter that is true or false as the caller asks."""
    return clause == bindparam(name, type_=Boolean())


# ---- teams -----------------------------------------------------------------------------------------------------
TEAM = Shape(m.Team, s.TeamRead, order=("name_key",))
TEAMS_FILTERS = {
    "setting": Filter(_id(_t.setting, "setting"), ("setting",)),
    "ended": Filter(_is(_t.ended_on.is_not(None), "ended"), ("ended_on",)),
}
STATE = select(_t.ended_on, _t.version, _t.started_on).where(_id(_t.id, "id"), _t.removed_at.is_(None))

# ---- members ---------------------------------------------------------------------------------------------------
MEMBER = Shape(m.TeamMember, ms.MemberRead, order=("name_key",))
MEMBERS_FILTERS = {"active": Filter(_is(_m.left_on.is_(None), "active"), ("left_on",))}
MEMBER_STATE = select(_m.account_id, _m.joined_on, _m.left_on, _m.name, _m.preferred_name).where(
    _id(_m.id, "id"), _id(_m.team_id, "team_id"), _m.removed_at.is_(None)
)
# A member who can sign in: then the team acts for itself.
CAN_ACT = (
    select(_m.id)
    .join_from(m.TeamMember, a.Account, _account.id == _m.account_id)
    .join(a.AccountGrant, _grant.account_id == _account.id)
    .where(
        _id(_m.team_id, "team_id"), _m.left_on.is_(None), _m.removed_at.is_(None),
        _account.disabled_at.is_(None), _account.removed_at.is_(None),
        _grant.role == literal_column("'carer'"), _grant.removed_at.is_(None),
        or_(_grant.until.is_(None), _grant.until > func.now()),
    )
    .limit(literal_column("1"))
)  # fmt: skip
MEMBER_PROFILE = Shape(m.MemberProfile, ms.MemberProfileRead, order=("number",))
MEMBER_PROFILES = Shape(m.MemberProfile, ms.MemberProfileRead, order=("number",), descending=True)
NEXT_NUMBER = select(func.coalesce(func.max(_p.number), literal_column("0")) + literal_column("1")).where(
    _id(_p.member_id, "member_id")
)
MEMBER_GIFT = Shape(m.MemberGift, ms.MemberGiftRead)
MEMBER_GIFTS_FILTERS = {name: Filter(_id(_g[name], name), (name,)) for name in ("part", "direction", "would_share")}

# ---- shared roles ----------------------------------------------------------------------------------------------
_held = (_h.role_id == _r.id, _h.until_on.is_(None), _h.removed_at.is_(None))
_holder = (
    select(
        func.json_build_object(
            literal_column("'member_id'"), _m.id, literal_column("'name'"), func.coalesce(_m.preferred_name, _m.name),
            literal_column("'since_on'"), _h.since_on,
        )
    )
    .join_from(m.RoleHolding, m.TeamMember, _m.id == _h.member_id)
    .where(*_held)
    .correlate(m.SharedRole)
    .scalar_subquery()
)  # fmt: skip
_gap = ~exists(select(_h.id).where(*_held).correlate(m.SharedRole))
SHARED_ROLE = Shape(
    m.SharedRole, rs.SharedRoleRead, order=("name_key",), computed={"holder": (_holder, ("name",)), "gap": (_gap, ("name",))}
)
SHARED_ROLES_FILTERS = {
    "kind": Filter(_id(_r.kind, "kind"), ("kind",)),
    "gap": Filter(case((_gap, true()), else_=false()) == bindparam("gap", type_=Boolean()), ("name",)),
}
ROLE_STATE = select(_r.kind, _r.name, _r.version).where(_id(_r.id, "id"), _id(_r.team_id, "team_id"), _r.removed_at.is_(None))
_member_name = (
    select(func.coalesce(_m.preferred_name, _m.name)).where(_m.id == _h.member_id).correlate(m.RoleHolding).scalar_subquery()
)
HOLDING = Shape(
    m.RoleHolding, rs.HoldingRead, order=("since_on",), descending=True, computed={"member_name": (_member_name, ("member_id",))}
)
HOLDINGS_FILTERS = {"member_id": Filter(_id(_h.member_id, "member_id"), ("member_id",))}
HOLDING_STATE = select(_h.since_on, _h.until_on, _h.member_id).where(
    _id(_h.id, "id"), _id(_h.role_id, "role_id"), _id(_h.team_id, "team_id"), _h.removed_at.is_(None)
)
# The last day on which anybody's holding of the role began or ended.
LAST_HELD = select(func.max(func.greatest(_h.since_on, _h.until_on))).where(_id(_h.role_id, "role_id"), _h.removed_at.is_(None))
HELD_NOW = select(_h.id, _h.member_id).where(_id(_h.role_id, "role_id"), _h.until_on.is_(None), _h.removed_at.is_(None))

# Who holds a role is part of how the role is shown: what changes the one is a new version of the other.
RESTAMP_ROLE = compiled(update(m.SharedRole).values(what_it_is=_r.what_it_is).where(_id(_r.id, "role_id")))
RESTAMP_ROLES_OF = compiled(
    update(m.SharedRole)
    .values(what_it_is=_r.what_it_is)
    .where(_r.id.in_(select(_h.role_id).where(_id(_h.member_id, "member_id"), _h.until_on.is_(None), _h.removed_at.is_(None))))
)
END_HOLDINGS_OF = compiled(
    update(m.RoleHolding)
    .values(until_on=func.greatest(_h.since_on, bindparam("on", type_=Date())))
    .where(_id(_h.member_id, "member_id"), _h.until_on.is_(None), _h.removed_at.is_(None))
)
END_HOLDINGS_IN = compiled(
    update(m.RoleHolding)
    .values(until_on=func.greatest(_h.since_on, bindparam("on", type_=Date())))
    .where(_id(_h.role_id, "role_id"), _h.until_on.is_(None), _h.removed_at.is_(None))
)

# ---- agreements ------------------------------------------------------------------------------------------------
AGREEMENT = Shape(m.Agreement, rs.AgreementRead, order=("agreed_on",), descending=True)
AGREEMENTS_FILTERS = {"standing": Filter(_is(_a.ended_on.is_(None), "standing"), ("ended_on",))}
AGREEMENT_STATE = select(_a.agreed_on, _a.look_again_on, _a.ended_on).where(
    _id(_a.id, "id"), _id(_a.team_id, "team_id"), _a.removed_at.is_(None)
)

# ---- coaches ---------------------------------------------------------------------------------------------------
_now = (_c.removed_at.is_(None), _c.since_on <= TODAY, or_(_c.until_on.is_(None), _c.until_on > TODAY))
_coaching = case((or_(_c.since_on > TODAY, _c.until_on <= TODAY), false()), else_=true())
COACHING = Shape(m.Coaching, cs.CoachingRead, order=("since_on",))
COACHINGS_FILTERS = {"current": Filter(_is(_coaching, "current"), ("since_on", "until_on"))}
COACHING_STATE = select(_c.since_on, _c.until_on, TODAY).where(
    _id(_c.id, "id"), _id(_c.team_id, "team_id"), _c.removed_at.is_(None)
)
COACHING_AFTER = (
    select(_c.id)
    .where(
        _id(_c.team_id, "team_id"), _id(_c.account_id, "account_id"), _c.removed_at.is_(None),
        or_(_c.until_on.is_(None), _c.until_on > bindparam("since_on", type_=Date())),
    )
    .limit(literal_column("1"))
)  # fmt: skip
END_COACHINGS_OF = compiled(
    update(m.Coaching)
    .values(until_on=func.greatest(_c.since_on, bindparam("on", type_=Date())))
    .where(
        _id(_c.team_id, "team_id"),
        _c.removed_at.is_(None),
        or_(_c.until_on.is_(None), _c.until_on > bindparam("on", type_=Date())),
    )
)
_load = (
    select(func.count(_c.team_id.distinct())).where(_c.account_id == _account.id, *_now).correlate(a.Account).scalar_subquery()
)
COACH = Shape(
    a.Account,
    cs.CoachRead,
    order=("name",),
    computed={"load": (_load, ("name",))},
    where=(
        _account.disabled_at.is_(None),
        exists(
            select(_grant.id)
            .where(
                _grant.account_id == _account.id, _grant.role == literal_column("'coach'"), _grant.removed_at.is_(None),
                or_(_grant.until.is_(None), _grant.until > func.now()),
            )
            .correlate(a.Account)
        ),
    ),
)  # fmt: skip
