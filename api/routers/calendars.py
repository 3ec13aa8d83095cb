"""A member's secret calendar address; and, outside /v1, the calendar itself, for phones that cannot sign in."""

import asyncio
from typing import Annotated, Final
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.domain.access.secrets import digest_of, new_secret
from api.domain.shared.constraints import CONSTRAINTS
from api.domain.shared.errors import AwayError, NotThereError
from api.domain.shared.ids import new_id
from api.domain.visits.calendars import queries as q
from api.domain.visits.calendars import schemas as s
from api.domain.visits.calendars import service
from api.http.call import Call
from api.http.conditions import same
from api.http.guard import Requires
from api.routers.members import MemberId
from api.routers.shared import TeamId
from api.routers.shared import router as make_router
from api.storage.pools import connection
from api.storage.reader import translated
from api.storage.wire import QueryError
from api.storage.writing import Writing

router = make_router("calendars")
Own = Annotated[Call, Requires("calendars:write")]
CALENDAR: Final = "/teams/{team_id}/members/{member_id}/calendar"
MEDIA: Final = "text/calendar; charset=utf-8"
# No cache between: an address that has ended has to be gone at once. No page that a reader opens next is told the address.
HEADERS: Final = {"cache-control": "private, no-cache", "referrer-policy": "no-referrer", "x-robots-tag": "noindex"}
MOST_TAGS: Final = 10


@router.get(CALENDAR, response_model=s.CalendarRead)
async def get_calendar(call: Own, team_id: TeamId, member_id: MemberId) -> Response:
    """Read whether you have a calendar address.

    Your own only, and not the address itself: that is shown once, when it is made. 404 while there is none.
    """
    return await call.read(q.FEED, member_id=member_id, team_id=team_id)


@router.post(CALENDAR, response_model=s.CalendarSecretRead)
async def make_calendar(call: Own, team_id: TeamId, member_id: MemberId, body: s.CalendarCreate) -> Response:
    """Make your calendar address, or make it anew.

    Your own only (403 not-your-calendar). The answer shows `url` this once; a repeat with the same Idempotency-Key is 409
    secret-shown-once. An address made before ends at once. A phone subscribes to it without signing in: it shows your visits
    from four weeks back to twenty-six ahead, each with initials (or the preferred name) and the kind, never an address. Visits
    handed back leave it; those that are off stay, as cancelled. Each fetch is a look of yours.
    """
    text, digest = new_secret()
    url = f"{call.kernel.ring.issuer}/calendars/{text}.ics"

    async def verb(work: Writing) -> UUID:
        return await service.make(work, team_id, member_id, body, digest)

    return await call.add(
        q.FEED, verb, status=200, secret=lambda shown: shown.update(url=url), member_id=member_id, team_id=team_id
    )


@router.delete(CALENDAR, status_code=204)
async def end_calendar(call: Own, team_id: TeamId, member_id: MemberId) -> Response:
    """End your calendar address.

    Your own only. Needs If-Match. Phones that know it are told nothing from then on.
    """

    async def named(work: Writing) -> UUID:
        return await service.named(work, team_id, member_id)

    return await call.remove(q.FEED, named, member_id=member_id, team_id=team_id)


def calendar_routes() -> list[BaseRoute]:
    """GET /calendars/{secret}.ics: for whoever has the address."""
    return [Route("/calendars/{secret}.ics", feed, methods=["GET"], name="read_calendar")]


async def feed(request: Request) -> Response:
    """The calendar of a secret address. An unknown address and one that has ended are alike, in bytes and in work."""
    kernel = request.scope["wellbeing.kernel"]
    if kernel is None:  # still starting
        raise AwayError
    address = (request.scope.get("client") or ("", 0))[0]
    kernel.rates.count(uuid5(NAMESPACE_URL, address), request.scope)  # no token to count: the caller's address
    header = request.headers.get("if-none-match", "")
    known = [part.strip().removeprefix("W/").strip('"') for part in header.split(",")][:MOST_TAGS]
    values = {
        "hash": digest_of(request.path_params["secret"]), "known": known, "look": new_id(),
        "request": request.scope["wellbeing.request_id"],
    }  # fmt: skip
    deadline = asyncio.get_running_loop().time() + kernel.request_seconds
    async with connection(kernel.pool, deadline) as wire:
        try:
            found = wire.rows((await wire.send([(q.CALENDAR_OF, q.CALENDAR_OF.values(values))], deadline))[-1])
        except QueryError as error:
            raise translated(error, CONSTRAINTS) from error
    if not found:
        raise NotThereError
    tag, names_shown, entries = found[0]
    headers = {**HEADERS, "etag": f'"{tag}"'}
    if entries is None or same(header or None, headers["etag"]):
        return Response(None, 304, headers)
    host = urlsplit(kernel.ring.issuer).hostname or "localhost"
    body = await asyncio.to_thread(service.rendered, names_shown, entries, host)  # a long calendar takes a tenth of a second
    return Response(body, 200, headers, MEDIA)
