"""Verbs that make and end clients: machines and front ends that call for an organisation."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from api.domain.access import account_errors as errors
from api.domain.access import account_queries as q
from api.domain.access import client_schemas as s
from api.domain.access import models as m
from api.domain.access.accounts import ROLES, kind_of_organisation
from api.domain.access.models import ClientGrant
from api.domain.access.roles import COUNCIL_CLIENT_SCOPES, ROLE_SCOPES, Role
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import Writing

# The most that a machine may be given, which signs in as itself.
CEILINGS: Final[dict[str, frozenset[str]]] = {
    m.OrganisationKind.provider: ROLE_SCOPES[Role.integration],
    m.OrganisationKind.council: COUNCIL_CLIENT_SCOPES,
}
# The most that a front end may be given: what any account of the organisation may. Whoever signs in there narrows it to a role.
FRONT_END_CEILINGS: Final[dict[str, frozenset[str]]] = {
    kind: frozenset[str]().union(*(ROLE_SCOPES[role] for role in roles)) for kind, roles in ROLES.items()
}


async def register(work: Writing, body: s.ClientNew, digest: bytes) -> UUID:
    """Register a client, under the digest of its secret unless it is public."""
    values = body.model_dump(exclude={"id"}) | {"id": body.id or new_id(), "secret_hash": None if body.public else digest}
    await _within_bounds(work, values)
    return await work.add(m.Client, values)


async def change(work: Writing, client: UUID, version: int, body: s.ClientPatch) -> None:
    """Change what a client is called, may do and reaches. One that becomes public loses its secret."""
    known = await work.find(q.CLIENT_STATE, id=client)
    if known is None:
        raise NotThereError
    values: dict[str, Any] = body.model_dump(exclude_unset=True)
    await _within_bounds(work, dict(zip(_BOUND, known, strict=True)) | values)
    if values.get("public"):
        values["secret_hash"] = None
    await work.change(m.Client, client, version, values)


async def renew_secret(work: Writing, client: UUID, version: int, digest: bytes) -> None:
    """Another secret; the one before, and all sign-ins with it, end at once."""
    known = await work.find(q.CLIENT_STATE, id=client)
    if known is not None and known[_BOUND.index("public")]:
        raise errors.NoSecretError
    await work.change(m.Client, client, version, {"secret_hash": digest})


# What is bounded together, as CLIENT_STATE answers it.
_BOUND: Final = ("grants", "public", "scopes", "team_ids", "redirect_uris")


async def _within_bounds(work: Writing, client: dict[str, Any]) -> None:
    """Each of its grants allows each of its scopes; a machine of a provider reaches teams of its own, and nobody else any."""
    kind, grants = await kind_of_organisation(work), set(client["grants"])
    if client["public"] and grants != {ClientGrant.authorization_code}:
        raise errors.PublicMachineError(pointer="/public")
    if ClientGrant.authorization_code in grants and not client["redirect_uris"]:
        raise errors.RedirectNeededError(pointer="/redirect_uris")
    ceiling = frozenset.intersection(*(_ceiling(kind, grant) for grant in grants))
    for i, scope in enumerate(client["scopes"]):
        if scope not in ceiling:
            raise errors.ScopesTooWideError(pointer=f"/scopes/{i}")
    if client["team_ids"]:
        await _teams_are_own(work, kind, grants, client["team_ids"])


def _ceiling(kind: str, grant: str) -> frozenset[str]:
    return (CEILINGS if grant == ClientGrant.client_credentials else FRONT_END_CEILINGS)[kind]


async def _teams_are_own(work: Writing, kind: str, grants: Iterable[str], team_ids: list[UUID]) -> None:
    known = await work.find(q.TEAMS, ids=team_ids)
    machine = kind == m.OrganisationKind.provider and ClientGrant.client_credentials in grants
    if not machine or known is None or known[0] != len(team_ids):
        raise errors.ClientTeamsError(pointer="/team_ids")
