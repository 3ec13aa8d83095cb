"""The only place that builds statements about invitations, as a manager makes them."""

from typing import Any, Final

from sqlalchemy import Boolean, and_, bindparam, func, select, update

from api.domain.access import invitation_schemas as s
from api.domain.access import models as m
from api.domain.access.roles import Role
from api.domain.access.sign_in_models import OneTimeLink
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import compiled

_l = OneTimeLink.__table__.c
_a = m.Account.__table__.c
_g = m.AccountGrant.__table__.c

_NAME = select(_a.name).where(_a.id == _l.account_id).correlate(OneTimeLink).scalar_subquery()
INVITATION = Shape(OneTimeLink, s.InvitationRead, {"account_name": (_NAME, ("account_id",))}, descending=True)
INVITATIONS_FILTERS: Final = {
    "account_id": equals(_l.account_id),
    "kind": equals(_l.kind),
    "open": Filter(
        and_(_l.used_at.is_(None), _l.expires_at > func.now()) == bindparam("open", type_=Boolean()), ("used_at", "expires_at")
    ),
}
STATE = select(_l.account_id, _l.kind, _l.used_at).where(
    _l.id == bindparam("id", type_=_l.id.type), _l.removed_at.is_(None), INVITATION.visible(Role.manager, opened=False)
)
# A newer link takes the place of the one before.
RETIRE = compiled(
    update(OneTimeLink)
    .values(removed_at=func.now())
    .where(
        _l.account_id == bindparam("account_id", type_=_l.account_id.type), _l.used_at.is_(None), _l.removed_at.is_(None),
        INVITATION.visible(Role.manager, opened=False),
    )
)  # fmt: skip
# Whether an account is closed, and whether there is an address to write to.
ACCOUNT: Any = select(
    _a.disabled_at.is_not(None), func.coalesce(_a.email, _a.username).contains("@")
).where(_a.id == bindparam("id", type_=_a.id.type), _a.removed_at.is_(None))  # fmt: skip
# A role that an account holds now, and who they are by it.
HELD = select(_g.person_id).where(
    _g.account_id == bindparam("account_id", type_=_g.account_id.type), _g.role == bindparam("role", type_=_g.role.type),
    _g.removed_at.is_(None), (_g.until.is_(None)) | (_g.until > func.now()),
)  # fmt: skip
