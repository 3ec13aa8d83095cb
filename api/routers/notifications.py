"""What the regulator must be told of, and was: over concerns, falls and stays in hospital."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api.domain.access.roles import Role
from api.domain.concerns.notifications import queries as q
from api.domain.concerns.notifications import schemas as s
from api.domain.shared.errors import ForbiddenError
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router

router = make_router("notifications")
NotificationPage = page_of(s.NotificationRead)


@router.get("/notifications", response_model=NotificationPage)
async def list_notifications(
    call: Annotated[Call, Requires("concerns:read")], query: Annotated[s.NotificationsQuery, Query()]
) -> Response:
    """List what the regulator must be told of, and was.

    The newest first. The manager all of the provider, the team that of the people it supports; of restricted concerns their
    author and the manager alone. Each stands in the concern, fall or stay that it is about: say there that it was told.
    """
    if call.asker.role not in (Role.carer, Role.manager):
        raise ForbiddenError
    page, counting = q.notifications(call.reader), q.notifications_count(call.reader)
    return await call.trail(query, page, q.EVERY, counting, newest=q.NEWEST)
