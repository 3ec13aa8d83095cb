"""What router files have in common: the router class with our route, path ids, and the public path of a new record."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Path

from api.domain.shared.ids import NewId
from api.http.route import Route

PREFIX: Final = "/v1"


def router(tag: str) -> APIRouter:
    """A router whose routes are guarded. They bear the whole path: a router that is included is built a second time."""
    return APIRouter(route_class=Route, prefix=PREFIX, tags=[tag])  # type: ignore[arg-type]  # it is called, and kept as it is


PersonId = Annotated[UUID, Path(description="The person's id.")]
TeamId = Annotated[UUID, Path(description="The team's id.")]
RecordId = Annotated[UUID, Path(description="The record's id.")]
NewRecordId = Annotated[NewId, Path(description="A UUIDv7 of your own making for a new record, or the id of one that is there.")]

__all__ = ["NewId", "NewRecordId", "PersonId", "RecordId", "TeamId", "router"]
