"""What members write about themselves: one-page profiles in versions, and gifts."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.teams import member_schemas as s
from api.domain.teams import members as verbs
from api.domain.teams import queries as q
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.members import MemberId
from api.routers.shared import NewRecordId, TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("members")
ProfilePage = page_of(s.MemberProfileRead)
GiftPage = page_of(s.MemberGiftRead)
Reads = Annotated[Call, Requires("teams:read")]
Writes = Annotated[Call, Requires("teams:write")]
ProfileId = Annotated[UUID, Path(description="The id of a version of the profile.")]
GiftId = Annotated[UUID, Path(description="The gift's id.")]


@router.get("/teams/{team_id}/members/{member_id}/profile", response_model=s.MemberProfileRead)
async def get_member_profile(call: Reads, team_id: TeamId, member_id: MemberId) -> Response:
    """Read a member's one-page profile as it is now.

    Team mates, coaches, the manager, and the people whom the team supports. 404 while there is none.
    """
    return await call.read(q.MEMBER_PROFILE, latest=True, member_id=member_id, team_id=team_id)


@router.get("/teams/{team_id}/members/{member_id}/profile-versions", response_model=ProfilePage)
async def list_member_profiles(
    call: Reads, team_id: TeamId, member_id: MemberId, query: Annotated[s.MemberProfilesQuery, Query()]
) -> Response:
    """List the versions of a member's profile, newest first."""
    return await call.page(q.MEMBER_PROFILES, query, {}, member_id=member_id, team_id=team_id)


@router.post("/teams/{team_id}/members/{member_id}/profile-versions", response_model=s.MemberProfileRead, status_code=201)
async def write_member_profile(call: Writes, team_id: TeamId, member_id: MemberId, body: s.MemberProfileNew) -> Response:
    """Write a new version of your own profile.

    Only the member does: for anybody else it is 403 not-your-page. What stood before stays as a version.
    """

    async def verb(work: Writing) -> UUID:
        return await verbs.write_profile(work, team_id, member_id, body)

    place = f"/teams/{team_id}/members/{member_id}/profile-versions"
    return await call.add(q.MEMBER_PROFILE, verb, place=place, member_id=member_id, team_id=team_id)


@router.get("/teams/{team_id}/members/{member_id}/profile-versions/{profile_id}", response_model=s.MemberProfileRead)
async def get_member_profile_version(call: Reads, team_id: TeamId, member_id: MemberId, profile_id: ProfileId) -> Response:
    """Read one version of a member's profile."""
    return await call.read(q.MEMBER_PROFILE, id=profile_id, member_id=member_id, team_id=team_id)


@router.get("/teams/{team_id}/members/{member_id}/gifts", response_model=GiftPage)
async def list_member_gifts(
    call: Reads, team_id: TeamId, member_id: MemberId, query: Annotated[s.MemberGiftsQuery, Query()]
) -> Response:
    """List a member's gifts of head, heart and hands.

    Team mates, coaches and the manager.
    """
    return await call.page(q.MEMBER_GIFT, query, q.MEMBER_GIFTS_FILTERS, member_id=member_id, team_id=team_id)


@router.post("/teams/{team_id}/members/{member_id}/gifts", response_model=s.MemberGiftRead, status_code=201)
async def add_member_gift(call: Writes, team_id: TeamId, member_id: MemberId, body: s.MemberGiftNew) -> Response:
    """Write down a gift of your own.

    Only the member does: for anybody else it is 403 not-your-page.
    """

    async def verb(work: Writing) -> UUID:
        return await verbs.add_gift(work, team_id, member_id, body)

    place = f"/teams/{team_id}/members/{member_id}/gifts"
    return await call.add(q.MEMBER_GIFT, verb, place=place, member_id=member_id, team_id=team_id)


@router.get("/teams/{team_id}/members/{member_id}/gifts/{gift_id}", response_model=s.MemberGiftRead)
async def get_member_gift(call: Reads, team_id: TeamId, member_id: MemberId, gift_id: GiftId) -> Response:
    """Read a member's gift."""
    return await call.read(q.MEMBER_GIFT, id=gift_id, member_id=member_id, team_id=team_id)


@router.put("/teams/{team_id}/members/{member_id}/gifts/{gift_id}", response_model=s.MemberGiftRead)
async def put_member_gift(
    call: Writes, team_id: TeamId, member_id: MemberId, gift_id: NewRecordId, body: s.MemberGiftCreate
) -> Response:
    """Write down a gift under an id of your own.

    Only the member does. The same body again answers the gift as it is now; with If-Match it replaces what was written.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await verbs.add_gift(work, team_id, member_id, body, id_=gift_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await verbs.change_gift(work, team_id, member_id, gift_id, version, body.model_dump())

    place = f"/teams/{team_id}/members/{member_id}/gifts"
    return await call.put(q.MEMBER_GIFT, gift_id, body, create, replace, place=place, member_id=member_id, team_id=team_id)


@router.patch("/teams/{team_id}/members/{member_id}/gifts/{gift_id}", response_model=s.MemberGiftRead)
async def update_member_gift(
    call: Writes, team_id: TeamId, member_id: MemberId, gift_id: GiftId, body: s.MemberGiftPatch
) -> Response:
    """Change a gift of your own."""

    async def verb(work: Writing, version: int) -> None:
        await verbs.change_gift(work, team_id, member_id, gift_id, version, body.model_dump(exclude_unset=True))

    return await call.change(q.MEMBER_GIFT, gift_id, verb, member_id=member_id, team_id=team_id)


@router.delete("/teams/{team_id}/members/{member_id}/gifts/{gift_id}", status_code=204)
async def remove_member_gift(call: Writes, team_id: TeamId, member_id: MemberId, gift_id: GiftId) -> Response:
    """Take a gift of your own back."""

    async def verb(work: Writing, _: int) -> None:
        await verbs.may_remove_gift(work, team_id, member_id)

    return await call.remove(q.MEMBER_GIFT, gift_id, verb, member_id=member_id, team_id=team_id)
