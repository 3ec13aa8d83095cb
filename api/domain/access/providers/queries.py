"""The only place that builds SELECTs about providers of identities and who accounts are there."""

from sqlalchemy import Uuid, bindparam, select

from api.domain.access import sign_in_models as m
from api.domain.access.providers import schemas as s
from api.domain.access.roles import Role
from api.storage.reader import Filter
from api.storage.shape import Shape

_p = m.IdentityProvider.__table__.c
_i = m.AccountIdentity.__table__.c

PROVIDER = Shape(m.IdentityProvider, s.IdentityProviderRead, order=("name",))
PROVIDER_STATE = select(_p.issuer, _p.client_id, _p.has_secret).where(
    _p.id == bindparam("id", type_=Uuid()), _p.removed_at.is_(None), PROVIDER.visible(Role.manager)
)
IDENTITY = Shape(m.AccountIdentity, s.AccountIdentityRead)
IDENTITIES_FILTERS = {"provider_id": Filter(_i.provider_id == bindparam("provider_id", type_=Uuid()), ("provider_id",))}
