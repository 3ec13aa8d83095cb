"""Verbs that make and end clients: machines and front ends that call for an organisation."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from api.domain.access import account_errors as errors
from api.domain.access import account_queries as q
from api.domain.access import account_schemas as s
from api.domain.access import models as m
from api.domain.access.accounts import kind_of_organisation
from api.domain.access.roles import COUNCIL_CLIENT_SCOPES, ROLE_SCOPES, Role
from api.domain.shared.ids import new_id
from api.storage.writing import Writing

CEILINGS: Final[dict[str, frozenset[str]]] = {
    m.OrganisationKind.provider: ROLE_SCOPES[Role.integration],
    m.OrganisationKind.council: COUNCIL_CLIENT_SCOPES,
}
GRANTS: Final = ("client_credentials",)


async def register(work: Writing, body: s.ClientNew, digest: bytes) -> UUID:
    """Register a client under the digest of its secret."""
    await _within_bounds(work, body.scopes, body.team_ids)
    values = body.model_dump(exclude={"id"}) | {"id": body.id or new_id(), "grants": list(GRANTS), "secret_hash": digest}
    return await work.add(m.Client, values)


async def change(work: Writing, client: UUID, version: int, body: s.ClientPatch) -> None:
    """Change what a client is called, may do and reaches. Other scopes end the sign-ins of before."""
    values: dict[str, Any] = body.model_dump(exclude_unset=True)
    await _within_bounds(work, values.get("scopes", ()), values.get("team_ids", ()))
    await work.change(m.Client, client, version, values)


async def renew_secret(work: Writing, client: UUID, version: int, digest: bytes) -> None:
    """Another secret; the one before, and all sign-ins with it, end at once."""
    await work.change(m.Client, client, version, {"secret_hash": digest})


async def _within_bounds(work: Writing, scopes: Sequence[str], team_ids: Sequence[UUID]) -> None:
    """A provider's client reaches teams of its own; a council's none, and holds no scope about people."""
    kind = await kind_of_organisation(work)
    for i, scope in enumerate(scopes):
        if scope not in CEILINGS[kind]:
            raise errors.ScopesTooWideError(pointer=f"/scopes/{i}")
    if not team_ids:
        return
    known = await work.find(q.TEAMS, ids=list(team_ids))
    if kind != m.OrganisationKind.provider or known is None or known[0] != len(team_ids):
        raise errors.ClientTeamsError(pointer="/team_ids")
