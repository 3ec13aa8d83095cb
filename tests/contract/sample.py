"""A small app in the house style, to try the contract's tools on. Nothing here is the product."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, Path, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api.openapi import document

Line = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f]+$", examples=["Jean"])]
NhsNumber = Annotated[str, Field(min_length=10, max_length=10, pattern=r"^[0-9]{10}$")]
Cursor = Annotated[str | None, Query(max_length=500, pattern=r"^[A-Za-z0-9_=-]+$", description="From `next`.")]
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
PersonId = Annotated[UUID, Path(description="The person's id.")]
NoteId = Annotated[UUID, Path(description="The note's id.")]

TAGS = {"people": "People supported.", "system": "The service itself."}
SCOPES = {"people:read": "Read people.", "people:write": "Write people.", "notes:write": "Write notes."}


class Stand(BaseModel):
    """One thing that is wrong in a request."""

    pointer: Annotated[str, Field(max_length=500, json_schema_extra={"format": "json-pointer"})]
    code: Line
    detail: Line


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: Annotated[str, Field(max_length=500, json_schema_extra={"format": "uri-reference"})]
    title: Line
    status: Annotated[int, Field(ge=400, le=599)]
    detail: Line | None = None
    instance: Annotated[str, Field(max_length=45, json_schema_extra={"format": "uri"})]
    errors: Annotated[list[Stand], Field(max_length=100)] = []


class Requires:
    """The shape of the kernel's guard: what the document looks for."""

    def __init__(self, scope: str, *roles: str) -> None:
        self.scope, self.roles = scope, frozenset(roles)

    def __call__(self) -> str:
        return "call"


class PersonStatus(StrEnum):
    supported = "supported"
    ended = "ended"


class PersonCreate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    preferred_name: Line
    nhs_number: NhsNumber | None = None
    date_of_birth: date | None = None


class PersonPatch(BaseModel):
    model_config = ConfigDict(extra="forbid")

    preferred_name: Line = None  # type: ignore[assignment]  # may be left out, may not be null
    nhs_number: NhsNumber | None = None


class PersonRead(BaseModel):
    id: UUID
    preferred_name: Line
    nhs_number: NhsNumber | None
    date_of_birth: date | None
    status: PersonStatus
    version: Annotated[int, Field(ge=1, le=2**31 - 1)]
    updated_at: datetime


class PersonPage(BaseModel):
    items: Annotated[list[PersonRead], Field(max_length=200)]
    next: Annotated[str | None, Field(max_length=2000, json_schema_extra={"format": "uri-reference"})]


class NoteWrite(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: Line
    occurred_at: AwareDatetime


class NoteRead(NoteWrite):
    model_config = ConfigDict(extra="ignore")

    id: UUID


class Health(BaseModel):
    status: Line


router = APIRouter(prefix="/people", tags=["people"])
Reads = Annotated[str, Depends(Requires("people:read", "carer", "coach"))]
Writes = Annotated[str, Depends(Requires("people:write", "carer"))]
Notes = Annotated[str, Depends(Requires("notes:write"))]


@router.get("", response_model=PersonPage)
async def list_people(call: Reads, limit: Limit = 50, cursor: Cursor = None) -> Any:
    """List people.

    Those whom you may see, oldest first.
    """


@router.post("", status_code=201, response_model=PersonRead, responses={409: {"description": "That NHS number is known."}})
async def create_person(call: Writes, body: PersonCreate) -> Any:
    """Add a person."""


@router.get("/{person_id}", response_model=PersonRead, responses={410: {}})
async def get_person(call: Reads, person_id: PersonId) -> Any:
    """Read a person."""


@router.patch("/{person_id}", response_model=PersonRead)
async def update_person(call: Writes, person_id: PersonId, body: PersonPatch) -> Any:
    """Change a person."""


@router.delete("/{person_id}", status_code=204)
async def end_person(call: Writes, person_id: PersonId) -> None:
    """End a person's support."""


@router.post("/{person_id}/notes", status_code=201, response_model=NoteRead)
async def add_note(call: Notes, person_id: PersonId, body: NoteWrite) -> Any:
    """Add a note."""


@router.get("/{person_id}/notes/{note_id}", response_model=NoteRead)
async def get_note(call: Reads, person_id: PersonId, note_id: NoteId) -> Any:
    """Read a note."""


@router.put("/{person_id}/notes/{note_id}", status_code=201, response_model=NoteRead)
async def put_note(call: Notes, person_id: PersonId, note_id: NoteId, body: NoteWrite) -> Any:
    """Write a note under your own id."""


@router.post("/{person_id}/pause", response_model=PersonRead)
async def pause_person(call: Writes, person_id: PersonId) -> Any:
    """Pause a person's support."""


def sample_app(prefix: str = "") -> FastAPI:
    app = FastAPI(
        title="Wellbeing Teams API",
        version="1.0.0",
        description="People supported, their teams, visits and outcomes.",
        contact={"name": "API team", "url": "https://example.org/contact", "email": "api@example.org"},
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.include_router(router, prefix=prefix)

    @app.get(f"{prefix}/healthz", tags=["system"], response_model=Health)
    async def get_health() -> Any:
        """Say whether the service is up."""
        return {"status": "ok"}

    return app


def sample_document() -> dict[str, Any]:
    return document(sample_app(), problem=Problem, tags=TAGS, scopes=SCOPES)
