"""What is sent and shown of invitations, and of links to choose a password anew."""

from enum import StrEnum
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.access.account_schemas import Email, PersonName, Username
from api.domain.access.sign_in_models import LinkKind
from api.domain.shared.fields import Body, Flag, Instant, Shown, Version
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery


class InvitedAs(StrEnum):
    """Whom an account is for."""

    member = "member"
    person = "person"
    circle_member = "circle_member"
    coach = "coach"
    connector = "connector"
    commissioner = "commissioner"
    manager = "manager"


# Who is somebody already: their id comes along.
NAMED: Final = {InvitedAs.member: "member_id", InvitedAs.person: "person_id", InvitedAs.circle_member: "circle_member_id"}
ByHand = Annotated[Flag, Field(description="Show the link in the answer, this once, instead of sending it by email.")]


class InvitationNew(Body):
    """An invitation: for a new account (`username`, `name`) or for one that is there (`account_id`)."""

    id: NewId | None = None
    invited_as: Annotated[InvitedAs, Field(description="Needed for a new account; its role follows from it.")] | None = None
    account_id: Annotated[UUID, Field(description="An account that is there.")] | None = None
    username: Username | None = None
    name: PersonName | None = None
    email: Email | None = None
    member_id: Annotated[UUID, Field(description="With invited_as member, and only then.")] | None = None
    person_id: Annotated[UUID, Field(description="With invited_as person, and only then.")] | None = None
    circle_member_id: Annotated[UUID, Field(description="With invited_as circle_member, and only then.")] | None = None
    by_hand: ByHand = False

    @model_validator(mode="after")
    def _one_account(self) -> "InvitationNew":
        new = (self.username is not None, self.name is not None)
        if new not in {(True, True), (False, False)} or any(new) == (self.account_id is not None):
            msg = "Send username and name for a new account, or account_id for one that is there."
            raise ValueError(msg)
        if self.email is not None and self.account_id is not None:
            msg = "An account that is there has its own email: change it there."
            raise ValueError(msg)
        if self.invited_as is None and self.account_id is None:
            msg = "Send invited_as: whom the new account is for."
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _who_is_named(self) -> "InvitationNew":
        for kind, field in NAMED.items():
            if (self.invited_as is kind) != (getattr(self, field) is not None):
                msg = f"Send {field} with invited_as {kind}, and only then."
                raise ValueError(msg)
        return self


class LinkAnew(Body):
    """How a new link reaches whom it is for."""

    id: NewId | None = None
    by_hand: ByHand = False


class InvitationRead(Shown):
    """A one-time link with which its owner chooses their own password. The link itself is kept nowhere."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    account_id: UUID
    account_name: PersonName
    kind: LinkKind
    expires_at: Instant
    sent_at: Annotated[Instant | None, Field(description="When the email left; null: not yet, or it is handed over.")]
    used_at: Instant | None
    asked_by_self: Annotated[Flag, Field(description="Its owner asked for it, having forgotten their password.")]


class InvitationLinkRead(InvitationRead):
    """An invitation, and the link where it is to be handed over: shown this once and never again."""

    link: Annotated[
        str | None,
        Field(
            min_length=43,
            max_length=2000,
            pattern=r"^https?://[!-~]+$",
            examples=["https://api.example.org/sign-in/link/kVq7ZC0mN3sT1xJ8yB5wQe2RfGh4LpUa9dMiOzXvE6c"],
            description="Left out when it is sent by email.",
        ),
    ] = None


class InvitationsQuery(ListQuery):
    """Filters of the list of invitations."""

    account_id: UUID | None = None
    kind: LinkKind | None = None
    open: Annotated[bool, Field(description="Only what can still be taken up (true), or what cannot (false).")] | None = None
