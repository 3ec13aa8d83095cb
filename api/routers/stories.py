"""A person's life story, chapter by chapter."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.people.stories import queries as q
from api.domain.people.stories import schemas as s
from api.domain.people.stories import service
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("life-story")
LifeStoryChapterPage = page_of(s.LifeStoryChapterRead)
Reads = Annotated[Call, Requires("stories:read")]
Writes = Annotated[Call, Requires("stories:write")]


@router.get("/people/{person_id}/life-story", response_model=LifeStoryChapterPage)
async def list_life_story(call: Reads, person_id: PersonId, query: Annotated[s.LifeStoryQuery, Query()]) -> Response:
    """List the chapters of a life that you may read.

    The person reads all of them. Their team reads a chapter while a consent of purpose life_story_chapter for the team stands,
    family while one for the circle, the family or them does; a refusal wins, and withdrawing counts at the next request. Never
    shown to coach, connector, commissioner or manager.
    """
    return await call.page(q.CHAPTER, query, {}, person_id=person_id)


@router.post("/people/{person_id}/life-story", response_model=s.LifeStoryChapterRead, status_code=201)
async def tell_life_story_chapter(call: Writes, person_id: PersonId, body: s.LifeStoryChapterNew) -> Response:
    """Tell a chapter of a life.

    The person tells it for themself, and nobody else reads it until they consent. A member of their team writes it down only
    together with the person's consent that the team reads it (`consent`), which is recorded in the same act.
    """

    async def verb(work: Writing) -> UUID:
        return await service.tell(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.CHAPTER, verb, place=f"/people/{person_id}/life-story", person_id=person_id)


@router.get("/people/{person_id}/life-story/{record_id}", response_model=s.LifeStoryChapterRead)
async def get_life_story_chapter(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read a chapter of a life.

    404 for whoever the person has not let in, as if it were not there.
    """
    return await call.read(q.CHAPTER, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/life-story/{record_id}", response_model=s.LifeStoryChapterRead)
async def put_life_story_chapter(
    call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.LifeStoryChapterCreate
) -> Response:
    """Tell a chapter under an id of your own.

    For phones without signal: the same body again, at any later time, answers the chapter as it is now. With If-Match it replaces
    what it says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.tell(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.tell_anew(work, person_id, record_id, version, body)

    return await call.put(
        q.CHAPTER, record_id, body, create, replace, place=f"/people/{person_id}/life-story", person_id=person_id
    )


@router.patch("/people/{person_id}/life-story/{record_id}", response_model=s.LifeStoryChapterRead)
async def update_life_story_chapter(
    call: Writes, person_id: PersonId, record_id: RecordId, body: s.LifeStoryChapterPatch
) -> Response:
    """Change the words of a chapter.

    The person, and their team while it reads the chapter. Who reads it is changed by consents. Needs If-Match; the log keeps
    what it said before, for the person.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.tell_anew(work, person_id, record_id, version, body)

    return await call.change(q.CHAPTER, record_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/life-story/{record_id}", status_code=204)
async def remove_life_story_chapter(call: Writes, person_id: PersonId, record_id: RecordId) -> Response:
    """Take a chapter out of the life story.

    The person, and their team while it reads the chapter.
    """
    return await call.remove(q.CHAPTER, record_id, person_id=person_id)
