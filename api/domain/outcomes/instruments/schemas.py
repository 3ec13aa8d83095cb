"""What is sent and shown of instruments and their versions."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from api.domain.access.roles import Role
from api.domain.outcomes.instruments.definition import MOST_ITEMS, Item, Scoring, one_key_each
from api.domain.outcomes.instruments.models import InstrumentFor, Licence, VersionState
from api.domain.shared.fields import Body, Day, Instant, Shown, Version, line, prose, some, unsent, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Key = Annotated[
    str,
    StringConstraints(min_length=3, max_length=60, pattern=r"^[a-z][a-z0-9-]{1,58}[a-z0-9]$"),
    Field(description="Names the instrument in check-ins, for ever.", examples=["how-we-work"]),
]
Name = Annotated[str, line(200), Field(examples=["How we work together"])]
Purpose = Annotated[str, prose(1000), Field(description="What it is for.", examples=["A team looks at itself twice a year"])]
For = Annotated[InstrumentFor, Field(description="Who is asked about: people, or a team by itself.", examples=["people"])]
OnLicence = Annotated[
    Licence, Field(description="On what terms its wording is used. A licensed one waits for its licence.", examples=["own"])
]
LicenceWords = Annotated[str, prose(500), Field(description="The licence, or what its authors want to be said.")]
UsedBy = Annotated[
    list[Role], some(len(Role)), Field(description="Roles that answer with it; empty is all.", examples=[["carer"]])
]
Items = Annotated[list[Item], some(MOST_ITEMS), AfterValidator(one_key_each)]
VersionNumber = Annotated[int, whole(1, 2147483647), Field(description="1, 2, 3 … of one instrument.", examples=[1])]
Because = Annotated[str, prose(1000)]


class InstrumentCreate(Body):
    """A question set of the organisation; its questions come in versions."""

    key: Key
    name: Name
    purpose: Purpose
    answered_for: For = InstrumentFor.people
    licence: OnLicence = Licence.own
    licence_words: LicenceWords | None = None
    used_by: UsedBy = []


class InstrumentNew(InstrumentCreate):
    """As InstrumentCreate, with an id of the client's making."""

    id: NewId | None = None


class InstrumentPatch(Body):
    """JSON Merge Patch: left out is unchanged. Key, licence and who is asked about stay: answers were given on them."""

    name: Name = unsent()
    purpose: Purpose = unsent()
    used_by: UsedBy = unsent()


class InstrumentRead(Shown):
    """A question set. A built-in one is the same for every organisation and has no history."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    key: Key
    name: Name
    purpose: Purpose
    answered_for: For
    licence: OnLicence
    licence_words: LicenceWords | None
    licence_confirmed_at: Annotated[Instant, Field(description="When the manager confirmed the organisation's licence.")] | None
    used_by: UsedBy
    built_in: Annotated[bool, Field(description="Comes with the service; cannot be changed.")]


class LicenceConfirmation(Body):
    """The organisation holds a licence for the wording."""

    words: Annotated[str, prose(500), Field(examples=["Licence 4711 of the University of Kent, until March 2028"])]


class InstrumentVersionCreate(Body):
    """A draft: its questions and what is made of the answers."""

    items: Items = []
    scoring: Scoring = Scoring()


class InstrumentVersionNew(InstrumentVersionCreate):
    """As InstrumentVersionCreate, with an id of the client's making."""

    id: NewId | None = None


class InstrumentVersionPatch(Body):
    """JSON Merge Patch of a draft: left out is unchanged; what is sent stands instead of what was there."""

    items: Items = unsent()
    scoring: Scoring = unsent()


class InstrumentVersionRead(Shown):
    """One version of a question set."""

    id: UUID
    instrument_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    number: VersionNumber
    items: Items
    scoring: Scoring
    state: Annotated[VersionState, Field(description="Only a published one is answered.")]
    published_on: Day | None
    withdrawn_on: Day | None
    withdrawn_because: Because | None


class VersionWithdrawal(Body):
    """No longer answered, with why."""

    because: Annotated[Because, Field(examples=["The second question was not understood"])]


class QuestionnaireImport(Body):
    """A FHIR R4B Questionnaire, and what it does not say: under which key, for whom, on what licence.

    With the key of an instrument of yours it becomes a new draft of that one, and only the Questionnaire is read.
    """

    key: Key
    answered_for: For = InstrumentFor.people
    licence: OnLicence = Licence.own
    questionnaire: Annotated[
        dict[str, object],
        Field(
            max_length=100, description="The resource as JSON.", examples=[{"resourceType": "Questionnaire", "status": "draft"}]
        ),
    ]


class InstrumentsQuery(ListQuery):
    """Filters of the list of instruments."""

    answered_for: InstrumentFor | None = None


class InstrumentVersionsQuery(ListQuery):
    """Filters of the list of versions."""

    state: VersionState | None = None
