"""The only place that builds SELECTs about organisations, accounts, grants and clients."""

from typing import Any

from sqlalchemy import ARRAY, Boolean, Uuid, any_, bindparam, column, exists, func, or_, select, table, update

from api.domain.access import account_schemas as s
from api.domain.access import client_schemas as c
from api.domain.access import models as m
from api.domain.access.roles import Role
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import compiled

_o = m.Organisation.__table__.c
_a = m.Account.__table__.c
_g = m.AccountGrant.__table__.c
_c = m.Client.__table__.c
# Tables of concepts above this one, by name; row security says which rows there are.
_person = table("person", column("id", Uuid()), column("removed_at"))
_team = table("team", column("id", Uuid()), column("removed_at"))


def _id(of: Any, name: str) -> Any:  # noqa: ANN401 - a column and a clause
    return of == bindparam(name, type_=of.type)


def _standing(role: Any) -> tuple[Any, ...]:  # noqa: ANN401 - clauses
    return (
        _g.account_id == _a.id, _g.role == role, _g.removed_at.is_(None), or_(_g.until.is_(None), _g.until > func.now()),
    )  # fmt: skip


ORGANISATION = Shape(m.Organisation, s.OrganisationRead)
ORGANISATION_KIND = select(_o.kind).where(_id(_o.id, "id"))

ACCOUNT = Shape(m.Account, s.AccountRead, order=("username",))
ACCOUNTS_FILTERS = {
    "username": Filter(_id(_a.username, "username"), ("username",)),
    "role": Filter(
        exists(select(_g.id).where(*_standing(bindparam("role", type_=_g.role.type))).correlate(m.Account)), ("username",)
    ),
    "disabled": Filter(_a.disabled_at.is_not(None) == bindparam("disabled", type_=Boolean()), ("disabled_at",)),
}
ACCOUNT_STATE = select(_a.disabled_at, _a.version).where(_id(_a.id, "id"), _a.removed_at.is_(None))
# The name of an account that may sign in with a role.
ROLE_HELD = (
    select(_a.name)
    .join(m.AccountGrant, _g.account_id == _a.id)
    .where(_id(_a.id, "id"), _a.removed_at.is_(None), _a.disabled_at.is_(None), *_standing(bindparam("role", type_=_g.role.type)))
)

GRANT = Shape(m.AccountGrant, s.GrantRead)
# One grant of a role at a time: what ran out makes room. Its sign-ins ended with it.
END_GRANTS_OVER = compiled(
    update(m.AccountGrant)
    .values(removed_at=func.now())
    .where(
        _id(_g.account_id, "account_id"), _id(_g.role, "role"), _g.removed_at.is_(None), _g.until <= func.now(),
        GRANT.visible(Role.manager, opened=False),
    )
)  # fmt: skip
GRANTS_FILTERS = {"role": Filter(_id(_g.role, "role"), ("role",))}
GRANT_STATE = select(_g.role).where(_id(_g.id, "id"), _id(_g.account_id, "account_id"), _g.removed_at.is_(None))
PERSON = select(_person.c.id).where(_id(_person.c.id, "id"), _person.c.removed_at.is_(None))

CLIENT = Shape(m.Client, c.ClientRead, order=("name",))
CLIENT_STATE = select(_c.grants, _c.public, _c.scopes, _c.team_ids, _c.redirect_uris).where(
    _id(_c.id, "id"), _c.removed_at.is_(None)
)
TEAMS = select(func.count(_team.c.id)).where(
    _team.c.id == any_(bindparam("ids", type_=ARRAY(Uuid()))), _team.c.removed_at.is_(None)
)
