"""What is shown to a manager as evidence: who had access when, who administers, what calls, who failed to sign in."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.access import account_schemas as a
from api.domain.access import client_schemas as c
from api.domain.access.roles import Role
from api.domain.access.session_schemas import Device, FrontEnd
from api.domain.shared.fields import Day, Instant, Shown, Timestamp, line, some
from api.storage.lists import ListQuery

GrantName = Annotated[str, line(60), Field(examples=["client_credentials"])]
From = Annotated[Timestamp | None, Field(description="Whose access reached into the time from this instant on.")]
Until = Annotated[Timestamp | None, Field(description="Whose access began before this instant.")]


class EndedBy(StrEnum):
    """What ended a role."""

    left = "left"
    ran_out = "ran_out"
    taken_back = "taken_back"
    account_disabled = "account_disabled"
    account_removed = "account_removed"


class FailedBy(StrEnum):
    """Why a sign-in failed."""

    wrong_password = "wrong_password"  # noqa: S105 - a word of the field, not a secret
    wrong_second_factor = "wrong_second_factor"
    limited = "limited"
    closed = "closed"
    stolen = "stolen"


class AccessEvidence(Shown):
    """A role that an account held: from when, until when, and what ended it."""

    id: Annotated[UUID, Field(description="The grant of the role.")]
    account_id: UUID
    username: a.Username
    name: a.PersonName
    role: Role
    from_at: Instant
    until_at: Annotated[Instant | None, Field(description="From then on every request was refused; null while it stands.")]
    ended_by: EndedBy | None
    left_on: Annotated[
        Day | None,
        Field(description="Of a carer the last day in their last team, of family in their last circle; null while in one."),
    ]
    hands_in_until: Annotated[
        Instant | None, Field(description="Until then a carer who left may hand in records of their days, and do nothing else.")
    ]
    last_sign_in_at: Annotated[Instant | None, Field(description="In this role. Sign-ins are kept for a year after they end.")]
    last_used_at: Annotated[Instant | None, Field(description="When a sign-in in this role was last begun or renewed.")]


class AccessEvidenceQuery(ListQuery):
    """Filters of who had access when."""

    role: Role | None = None
    account_id: UUID | None = None
    ended: Annotated[bool | None, Field(description="Only roles that ended, or only those that stand.")] = None
    from_at: From = None
    until_at: Until = None


class AdministratorEvidence(Shown):
    """Somebody who manages accounts, roles and clients."""

    id: Annotated[UUID, Field(description="The grant of the role.")]
    account_id: UUID
    username: a.Username
    name: a.PersonName
    since_at: Instant
    until_at: Annotated[Instant | None, Field(description="When the role ends by itself.")]
    disabled_at: Instant | None
    second_factor: Annotated[bool, Field(description="Whether they have set one up with us.")]
    last_sign_in_at: Instant | None


class ClientEvidence(Shown):
    """A machine or front end: what it may do, and when it was last used."""

    id: UUID
    name: c.ClientName
    grants: Annotated[list[GrantName], some(20)]
    scopes: Annotated[list[c.Scope], some(100)]
    team_ids: Annotated[list[UUID], some(1000)]
    public: Annotated[bool, Field(description="Whether it has no secret, because it lives in a browser or on a phone.")]
    created_at: Instant
    removed_at: Instant | None
    secret_since_at: Annotated[Instant | None, Field(description="Since when its secret is the one it has; null without one.")]
    last_used_at: Annotated[Instant | None, Field(description="When it, or somebody with it, last signed in or renewed a token.")]


class ClientEvidenceQuery(ListQuery):
    """Filters of the list of clients."""

    removed: Annotated[bool | None, Field(description="Only those that were removed, or only those that stand.")] = None


class SignInFailureEvidence(Shown):
    """A sign-in of a known account that failed."""

    id: UUID
    at: Instant
    what: FailedBy
    account_id: UUID | None
    username: a.Username | None
    name: a.PersonName | None
    client_name: FrontEnd
    device: Annotated[Device | None, Field(description="In a few words of ours; null when it did not say.")]


class SignInFailuresQuery(ListQuery):
    """Filters of the list of failed sign-ins."""

    account_id: UUID | None = None
    what: FailedBy | None = None
    from_at: Annotated[Timestamp | None, Field(description="At or after this instant.")] = None
    until_at: Annotated[Timestamp | None, Field(description="Before this instant.")] = None


class SecondFactorEvidence(Shown):
    """An account that can sign in, and whether it has a second factor."""

    id: Annotated[UUID, Field(description="The account.")]
    username: a.Username
    name: a.PersonName
    roles: Annotated[list[Role], some(20)]
    second_factor: Annotated[bool, Field(description="Whether they have set one up with us.")]
    since_at: Instant | None
    by_provider: Annotated[bool, Field(description="Whether their own sign-in is at a provider that vouches for one.")]
    demanded: Annotated[bool, Field(description="Whether a role of theirs demands one.")]
    missing: Annotated[bool, Field(description="Whether one is demanded and there is none: they set one up at the next sign-in.")]


class SecondFactorEvidenceQuery(ListQuery):
    """Filters of the list of second factors."""

    missing: Annotated[bool | None, Field(description="Only who has none though a role demands it, or only the others.")] = None
    role: Annotated[Role | None, Field(description="Only who holds this role now.")] = None


class EvidenceQuery(ListQuery):
    """A list of evidence without filters of its own."""
