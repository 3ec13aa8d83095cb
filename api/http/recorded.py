"""The answer to a PUT whose record has another id than its path: shown as a GET of it would, made or as it stood."""

from typing import Final
from uuid import UUID

from starlette.responses import Response

from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.conditions import etag, wanted_version
from api.http.listing import JSON, PRIVATE
from api.storage.shape import Shape
from api.storage.writing import Writing

CREATED: Final = 201
OK: Final = 200
ACCEPTED: Final = 202


def if_match(call: Call) -> int | None:
    """The version that the caller read, if they say one."""
    header = call.request.headers.get("if-match")
    return None if header is None else wanted_version(header)


async def recorded(call: Call, work: Writing, shape: Shape, record: UUID, *, created: bool, place: str) -> Response:
    """Commit, and answer the record as it is now: 201 with its own path when it was made, else 200."""
    found = await work.show(shape, operation=call.operation, look=new_id(), id=record)
    await work.commit()
    headers = {**PRIVATE, "etag": etag(found.version, found.view)}
    if created:
        headers["location"] = f"/v1{place}/{record}"
    return Response(found.body, CREATED if created else OK, headers, JSON)


async def accepted(work: Writing) -> Response:
    """Commit, and say nothing but that it is stored: the caller reads nothing here any more."""
    await work.commit()
    return Response(None, ACCEPTED, PRIVATE)
