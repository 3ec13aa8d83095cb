"""What is shown of changes, looks and notices."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field

from api.domain.access.consents import OpeningReason
from api.domain.access.roles import Role
from api.domain.access.trails import Action, NoticeAudience, NoticeKind
from api.domain.shared.fields import INT32, Instant, Shown, Timestamp, Version, line, prose, some
from api.storage.lists import ListQuery

FieldName = Annotated[str, Field(max_length=63, pattern=r"^[a-z][a-z0-9_]*$", examples=["pronouns"])]
Kind = Annotated[str, Field(min_length=1, max_length=63, pattern=r"^[a-z][a-z0-9_]*$", examples=["person"])]
Operation = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[a-z][a-z0-9_]*$", examples=["get_person"])]
Values = Annotated[dict[FieldName, Any], Field(max_length=200, examples=[{"pronouns": "she/her"}])]


class Who(Shown):
    """Who did it: colleagues and machines by name; anybody else as the role they had."""

    role: Role | None
    account_id: UUID | None
    client_id: UUID | None
    name: Annotated[str, line(120)] | None


class ChangeRead(Shown):
    """One change of a record, narrowed to the fields that the token may read today."""

    model_config = ConfigDict(json_schema_extra=lambda schema: schema["required"].remove("reason"))  # a coach gets none

    at: Instant
    version: Version
    action: Action
    who: Who
    request_id: Annotated[UUID | None, Field(description="The Request-Id of the answer that made it.")]
    reason: Annotated[
        Annotated[str, prose(2000)] | None,
        Field(description="Where one was given. Absent for coaches: reasons are words about a person."),
    ]
    fields: Annotated[
        list[FieldName], some(200), Field(description="What was written. A secret is named and its values are never kept.")
    ]
    before: Annotated[Values, Field(description="What those fields were. Empty for a new record, and after erasure.")]
    after: Annotated[Values, Field(description="What they became.")]


class HistoryQuery(ListQuery):
    """The history of a record has no filters of its own; `updated_since` takes the changes from then on."""


class LookRead(Shown):
    """One answer that showed something about people: who got it, when, and what it showed."""

    id: UUID
    at: Instant
    who: Who
    operation: Annotated[Operation, Field(description="The operation, by its operationId.")]
    kind: Annotated[Kind, Field(description="The kind of record that was shown.")]
    ids: Annotated[list[UUID], some(1000), Field(description="The records that were shown.")]
    person_ids: Annotated[list[UUID], some(1000), Field(description="The people they were about.")]
    opening_id: Annotated[UUID | None, Field(description="The break-glass opening through which it was seen.")]
    request_id: UUID | None


class LooksQuery(ListQuery):
    """Filters of the list of looks."""

    operation: Annotated[Operation | None, Field(description="Only this operation.")] = None
    kind: Annotated[Kind | None, Field(description="Only looks at records of this kind.")] = None
    from_at: Annotated[Timestamp | None, Field(description="At or after this instant.")] = None
    until_at: Annotated[Timestamp | None, Field(description="Before this instant.")] = None
    account_id: Annotated[UUID | None, Field(description="Only this account's. For managers.")] = None
    client_id: Annotated[UUID | None, Field(description="Only this client's. For managers.")] = None
    person_id: Annotated[UUID | None, Field(description="Only looks at this person. For managers.")] = None


class PersonLookRead(Shown):
    """A look, as the person whom it was about reads it."""

    id: UUID
    at: Instant
    who: Who
    operation: Annotated[Operation, Field(description="The operation, by its operationId.")]
    kind: Annotated[Kind, Field(description="The kind of record that was shown.")]
    records: Annotated[
        int, Field(ge=0, le=2147483647, json_schema_extra=INT32, description="How many answers of this kind in that look.")
    ]
    opening_id: Annotated[UUID | None, Field(description="Set when somebody of another team looked, by break-glass.")]
    opening_reason: Annotated[OpeningReason | None, Field(description="The reason they gave for it.")]


class PersonLooksQuery(ListQuery):
    """Filters of the list of looks at a person."""

    operation: Annotated[Operation | None, Field(description="Only this operation.")] = None
    kind: Annotated[Kind | None, Field(description="Only looks at records of this kind.")] = None
    from_at: Annotated[Timestamp | None, Field(description="At or after this instant.")] = None
    until_at: Annotated[Timestamp | None, Field(description="Before this instant.")] = None
    break_glass: Annotated[bool | None, Field(description="Only those through an opening, or only those without.")] = None


class NoticeItem(Shown):
    """Something that must be told at once: ids and a kind, and no words about anybody."""

    id: UUID
    version: Version
    created_at: Instant
    audience: NoticeAudience
    team_id: UUID | None
    person_id: UUID | None
    kind: NoticeKind
    about_kind: Annotated[Kind, Field(description="The kind of record to read about it.")]
    about_id: Annotated[UUID, Field(description="That record's id.")]
    about_person_id: UUID | None
    read_at: Annotated[Instant | None, Field(description="When the asking account said that it read it.")]


class NoticesQuery(ListQuery):
    """Filters of the list of notices."""

    unread: Annotated[
        bool | None, Field(description="Only those that the asking account has not read, or only those that it has.")
    ] = None
    kind: Annotated[NoticeKind | None, Field(description="Only this kind.")] = None
