"""One-page profiles, in versions that stand."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.people.profiles import queries as q
from api.domain.people.profiles import schemas as s
from api.domain.people.profiles import service
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("profiles")
ProfileVersionPage = page_of(s.ProfileVersionRead)
Reads = Annotated[Call, Requires("people:read")]
Writes = Annotated[Call, Requires("people:write")]


@router.get("/people/{person_id}/profile", response_model=s.ProfileVersionRead)
async def get_profile(call: Reads, person_id: PersonId) -> Response:
    """Read a person's one-page profile as it is now.

    The latest version: what people appreciate about me, what matters to me, how to support me well, and About Me. 404 when
    none was written. The person, their team and its coaches, the manager; family and a connector while the person shares it.
    """
    return await call.read(q.PROFILE, latest=True, person_id=person_id)


@router.get("/people/{person_id}/profile-versions", response_model=ProfileVersionPage)
async def list_profile_versions(call: Reads, person_id: PersonId, query: Annotated[s.ProfileVersionsQuery, Query()]) -> Response:
    """List all versions of a person's one-page profile.

    Newest last.
    """
    return await call.page(q.PROFILE, query, {}, person_id=person_id)


@router.post("/people/{person_id}/profile-versions", response_model=s.ProfileVersionRead, status_code=201)
async def add_profile_version(call: Writes, person_id: PersonId, body: s.ProfileVersionNew) -> Response:
    """Write a new version of a one-page profile.

    In the person's own words: they, their team, the manager. The server numbers it. `based_on` names the version that it was
    written from; if there is a newer one, the answer is profile-written-meanwhile, so that nobody's words are overwritten
    unseen. Refused with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.write(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.PROFILE, verb, place=f"/people/{person_id}/profile-versions", person_id=person_id)


@router.get("/people/{person_id}/profile-versions/{record_id}", response_model=s.ProfileVersionRead)
async def get_profile_version(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read one version of a person's one-page profile."""
    return await call.read(q.PROFILE, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/profile-versions/{record_id}", response_model=s.ProfileVersionRead)
async def put_profile_version(
    call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.ProfileVersionCreate
) -> Response:
    """Write a new version under an id of your own.

    For phones without signal: the same body again, at any later time, answers the version as it is now. A version is never
    changed: with If-Match the answer is profile-stands.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.write(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.refuse_change(work, person_id, record_id, version)

    return await call.put(
        q.PROFILE, record_id, body, create, replace, place=f"/people/{person_id}/profile-versions", person_id=person_id
    )


@router.post("/people/{person_id}/profile-versions/{record_id}/sign-off", response_model=s.ProfileVersionRead)
async def sign_off_profile(call: Writes, person_id: PersonId, record_id: RecordId, body: s.ProfileSignOff) -> Response:
    """Record the person's sign-off of a version.

    With the person's own token it needs no words. Anybody else writes down who signed it off and how they said so. A version
    is signed off once: profile-signed-off after that.
    """

    async def verb(work: Writing) -> None:
        await service.sign_off(work, person_id, record_id, body)

    return await call.do(q.PROFILE, verb, record=record_id, person_id=person_id)
