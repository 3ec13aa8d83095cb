"""Community groups: what is going on locally, when, who runs it; whether it is public, rests or has ended."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.community.groups import queries as q
from api.domain.community.groups import schemas as s
from api.domain.community.groups import service, taking_part, telling
from api.domain.community.groups import taking_part_schemas as t
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("community-groups")
CommunityGroupPage = page_of(s.CommunityGroupRead)
GroupOriginPage = page_of(t.GroupOriginRead)
Reads = Annotated[Call, Requires("community:read")]
Writes = Annotated[Call, Requires("community:write")]
GroupId = Annotated[UUID, Path(description="The group's id.")]
NewGroupId = Annotated[NewId, Path(description="A UUIDv7 of your own making for a new group, or the id of one that is there.")]
PLACE: Final = "/community-groups"


@router.get("/community-groups", response_model=CommunityGroupPage)
async def list_community_groups(call: Reads, query: Annotated[s.CommunityGroupsQuery, Query()]) -> Response:
    """List community groups, by name.

    Everyone of the provider. By words in name and what, a tag of the gifts sought, the first half of a postcode, how near as the
    crow flies, a day of the week in the rule, whether public, whether assured.
    """
    return await call.page(q.GROUP, query, q.GROUPS_FILTERS)


@router.post("/community-groups", response_model=s.CommunityGroupRead, status_code=201)
async def add_community_group(call: Writes, body: s.CommunityGroupNew) -> Response:
    """Write a community group down.

    Team members, connectors, the manager, a client of a team; a person writes one that they run. It is the organisation's alone
    until it is published. Refused with group-rule for a rule that gives no day; only who supports people says it was assured.
    """

    async def verb(work: Writing) -> UUID:
        return await service.begin(work, body, id_=body.id or new_id())

    return await call.add(q.GROUP, verb, place=PLACE)


@router.get("/community-groups/{group_id}", response_model=s.CommunityGroupRead)
async def get_community_group(call: Reads, group_id: GroupId) -> Response:
    """Read a community group.

    Everyone of the provider. Its origin is there while the person it was born from consents to the story being told.
    """
    return await call.read(q.GROUP, id=group_id)


@router.put("/community-groups/{group_id}", response_model=s.CommunityGroupRead)
async def put_community_group(call: Writes, group_id: NewGroupId, body: s.CommunityGroupCreate) -> Response:
    """Write a community group down under an id of your own.

    For phones without signal: the same body again, at any later time, answers the group as it is now. With If-Match it replaces
    what is said of it; status and publication stay.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.begin(work, body, id_=group_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_anew(work, group_id, version, body)

    return await call.put(q.GROUP, group_id, body, create, replace, place=PLACE)


@router.patch("/community-groups/{group_id}", response_model=s.CommunityGroupRead)
async def update_community_group(call: Writes, group_id: GroupId, body: s.CommunityGroupPatch) -> Response:
    """Change what is said of a community group.

    Whoever writes groups; a person those that they run. Needs If-Match. Of a public group the change is public at once. Refused
    with group-not-findable if a public one would have neither place nor contact.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_anew(work, group_id, version, body)

    return await call.change(q.GROUP, group_id, verb)


@router.get("/community-groups/{group_id}/dates", response_model=s.GroupDatesRead)
async def get_community_group_dates(call: Reads, group_id: GroupId) -> Response:
    """Read when a group meets next.

    Everyone of the provider. The next five times of its rule, in London wall time: half past ten stays half past ten in summer.
    """
    return await call.told(q.DATES, {"id": group_id}, shaped=telling.next_dates)


@router.post("/community-groups/{group_id}/publication", response_model=s.CommunityGroupRead)
async def publish_community_group(call: Writes, group_id: GroupId) -> Response:
    """Make a group public.

    Team members, connectors, the manager, a client of a team; not the person who runs it. From then on everybody reads the fields
    named in `public_fields`, phone and email among them (read them first), and the tags of the gifts it seeks. Never public: its
    origin without the person's consent, who runs it, sessions, who takes part. Refused with group-not-findable without a place or
    a contact, group-publication the second time, group-ended once it has ended.
    """

    async def verb(work: Writing) -> None:
        await service.publish(work, group_id)

    return await call.do(q.GROUP, verb, record=group_id)


@router.post("/community-groups/{group_id}/withdrawal", response_model=s.CommunityGroupRead)
async def withdraw_community_group(call: Writes, group_id: GroupId, body: s.GroupWithdrawal) -> Response:
    """Take a group back from the public.

    Whoever writes groups; a person those that they run, since it may be their own number. The reason stands in the change log.
    Refused with group-publication if it is not public.
    """

    async def verb(work: Writing) -> None:
        await service.withdraw(work, group_id, body.because)

    return await call.do(q.GROUP, verb, record=group_id)


@router.post("/community-groups/{group_id}/status", response_model=s.CommunityGroupRead)
async def move_community_group(call: Writes, group_id: GroupId, body: s.GroupStatusMove) -> Response:
    """Let a group rest, end it, take it up again.

    Whoever writes groups; a person those that they run. A rest or an end says why. What ends is public no more and nobody
    joins it; it stays readable. Refused with group-move-not-allowed if it is so already.
    """

    async def verb(work: Writing) -> None:
        await service.move(work, group_id, body)

    return await call.do(q.GROUP, verb, record=group_id)


@router.post("/people/{person_id}/community-groups", response_model=s.CommunityGroupRead, status_code=201)
async def begin_group_from_person(call: Writes, person_id: PersonId, body: t.CommunityGroupBirth) -> Response:
    """Begin a group that is born from a person.

    In one act: the group, the person's remark in their words, their membership, the gift that it came of, what the group seeks;
    all of it or nothing. The person (who then runs it), their team, a connector with whom they share, the manager. The remark is
    shown with the group only while the person consents (purpose story, audience organisation or public). Refused with
    person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await taking_part.born(work, person_id, body)

    return await call.add(q.GROUP, verb, place=PLACE)


@router.get("/people/{person_id}/group-origins", response_model=GroupOriginPage)
async def list_group_origins(call: Reads, person_id: PersonId, query: Annotated[t.GroupOriginsQuery, Query()]) -> Response:
    """List which groups were born from a person.

    The person, their team, the manager; family and a connector while the person shares their community life.
    """
    return await call.page(q.ORIGIN, query, person_id=person_id)


@router.get("/people/{person_id}/group-origins/{record_id}", response_model=t.GroupOriginRead)
async def get_group_origin(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read what a group was born from."""
    return await call.read(q.ORIGIN, id=record_id, person_id=person_id)


@router.patch("/people/{person_id}/group-origins/{record_id}", response_model=t.GroupOriginRead)
async def update_group_origin(call: Writes, person_id: PersonId, record_id: RecordId, body: t.GroupOriginPatch) -> Response:
    """Put the remark in other words.

    The person, their team, the manager, a connector with whom they share. What it said before stays in the change log.
    """

    async def verb(work: Writing, version: int) -> None:
        await taking_part.say_origin_anew(work, person_id, record_id, version, body)

    return await call.change(q.ORIGIN, record_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/group-origins/{record_id}", status_code=204)
async def remove_group_origin(call: Writes, person_id: PersonId, record_id: RecordId) -> Response:
    """Take the remark away.

    The group goes on without it, from the next request on. To stop its being told and keep it, withdraw the consent instead.
    """
    return await call.remove(q.ORIGIN, record_id, person_id=person_id)
