"""The good week: what makes it, in the person's words; how each week went; what it was given."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.outcomes.good_weeks import queries as q
from api.domain.outcomes.good_weeks import schemas as s
from api.domain.outcomes.good_weeks import service
from api.domain.outcomes.good_weeks import views as v
from api.domain.outcomes.good_weeks.models import GoodWeekItem
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.lists import ListQuery
from api.storage.writing import Writing

router = make_router("good-weeks")
GoodWeekItemPage = page_of(s.GoodWeekItemRead)
GoodWeekWordingPage = page_of(s.GoodWeekWordingRead)
GoodWeekMarkPage = page_of(s.GoodWeekMarkRead)
GoodWeekScorePage = page_of(s.GoodWeekScoreRead)
# What a good week is belongs to who the person is, as the profile does; how weeks went is told with outcomes.
Reads = Annotated[Call, Requires("people:read")]
Writes = Annotated[Call, Requires("people:write")]
Tells = Annotated[Call, Requires("outcomes:write")]
ItemId = Annotated[UUID, Path(description="The id of an item of the good week.")]
HERE = "/people/{}/good-week"


@router.get("/people/{person_id}/good-week", response_model=v.GoodWeekRead)
async def get_good_week(call: Reads, person_id: PersonId, query: Annotated[v.WeekQuery, Query()]) -> Response:
    """Read a person's week.

    The items of that week, each with how it went or null where nobody has said yet, and the scores by who answered. This week
    if none is named. The person, their team and its coaches, the manager, a provider's client; circle and family where the
    person shares their good week.
    """
    return await call.told(q.week(call.reader), {"person_id": person_id, "week_on": query.week_on or service.this_week()})


@router.get("/people/{person_id}/good-week/weeks", response_model=v.GoodWeeksRead)
async def get_good_week_weeks(call: Reads, person_id: PersonId, query: Annotated[v.WeeksQuery, Query()]) -> Response:
    """Read a person's last weeks in counts.

    The latest first: how many items happened, partly, not, or were not marked, and the scores; whose word it was is kept
    apart, with n everywhere. Words for 0 and 10 stand with each score: a mean over weeks says little once they have changed.
    """
    values = {"person_id": person_id, "week_on": service.this_week(), "weeks": query.weeks}
    return await call.told(q.weeks(call.reader), values)


@router.get("/people/{person_id}/good-week/items", response_model=GoodWeekItemPage)
async def list_good_week_items(call: Reads, person_id: PersonId, query: Annotated[s.GoodWeekItemsQuery, Query()]) -> Response:
    """List what makes a person's week good.

    By position, each in its newest words. ended=false leaves out what no longer does.
    """
    return await call.page(q.ITEM, query, q.ITEM_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/good-week/items", response_model=s.GoodWeekItemRead, status_code=201)
async def add_good_week_item(call: Writes, person_id: PersonId, body: s.GoodWeekItemNew) -> Response:
    """Write down what makes a person's week good.

    In the person's words, which become its first wording. The person, their team, the manager, a provider's client. Refused
    with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.write(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.ITEM, verb, place=f"{HERE.format(person_id)}/items", person_id=person_id)


@router.get("/people/{person_id}/good-week/items/{record_id}", response_model=s.GoodWeekItemRead)
async def get_good_week_item(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read an item of a person's good week."""
    return await call.read(q.ITEM, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/good-week/items/{record_id}", response_model=s.GoodWeekItemRead)
async def put_good_week_item(call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.GoodWeekItemCreate) -> Response:
    """Write down an item under an id of your own.

    For phones without signal: the same body again, at any later time, answers the item as it is now. It does not replace:
    with If-Match it is refused with good-week-words-stand, because the person's words are never overwritten.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.write(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.refuse_replacement(work, person_id, record_id, version)

    place = f"{HERE.format(person_id)}/items"
    return await call.put(q.ITEM, record_id, body, create, replace, place=place, person_id=person_id)


@router.patch("/people/{person_id}/good-week/items/{record_id}", response_model=s.GoodWeekItemRead)
async def update_good_week_item(call: Writes, person_id: PersonId, record_id: RecordId, body: s.GoodWeekItemPatch) -> Response:
    """Change where an item stands.

    Its position only: new words are a new wording. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        values = body.model_dump(exclude_unset=True)
        await work.change(GoodWeekItem, record_id, version, values, person_id=person_id)

    return await call.change(q.ITEM, record_id, verb, person_id=person_id)


@router.post("/people/{person_id}/good-week/items/{record_id}/end", response_model=s.GoodWeekItemRead)
async def end_good_week_item(call: Writes, person_id: PersonId, record_id: RecordId, body: s.GoodWeekItemEnd) -> Response:
    """Say that an item is no longer part of a good week.

    With the day and why. It stays readable with its marks, and later weeks are no longer marked. Refused with
    good-week-item-ended the second time.
    """

    async def verb(work: Writing) -> None:
        await service.end(work, person_id, record_id, body)

    return await call.do(q.ITEM, verb, record=record_id, person_id=person_id)


@router.get("/people/{person_id}/good-week/items/{item_id}/wordings", response_model=GoodWeekWordingPage)
async def list_good_week_wordings(
    call: Reads, person_id: PersonId, item_id: ItemId, query: Annotated[ListQuery, Query()]
) -> Response:
    """List the wordings of an item.

    The newest first. They are never changed or taken away.
    """
    return await call.page(q.WORDING, query, item_id=item_id, person_id=person_id)


@router.post("/people/{person_id}/good-week/items/{item_id}/wordings", response_model=s.GoodWeekWordingRead, status_code=201)
async def add_good_week_wording(call: Writes, person_id: PersonId, item_id: ItemId, body: s.GoodWeekWordingNew) -> Response:
    """Write down new words for an item.

    The whole of its words, who helped, and why they changed. The item shows them from now on; the earlier ones stand. Refused
    with good-week-item-ended for an item that has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.say_anew(work, person_id, item_id, body)

    place = f"{HERE.format(person_id)}/items/{item_id}/wordings"
    return await call.add(q.WORDING, verb, place=place, item_id=item_id, person_id=person_id)


@router.get("/people/{person_id}/good-week/items/{item_id}/wordings/{record_id}", response_model=s.GoodWeekWordingRead)
async def get_good_week_wording(call: Reads, person_id: PersonId, item_id: ItemId, record_id: RecordId) -> Response:
    """Read a wording of an item."""
    return await call.read(q.WORDING, id=record_id, item_id=item_id, person_id=person_id)


@router.get("/people/{person_id}/good-week/marks", response_model=GoodWeekMarkPage)
async def list_good_week_marks(call: Reads, person_id: PersonId, query: Annotated[s.GoodWeekMarksQuery, Query()]) -> Response:
    """List how the items of a person's good week went.

    The latest week first.
    """
    return await call.page(q.MARK_SHAPE, query, q.MARK_FILTERS, person_id=person_id)


@router.get("/people/{person_id}/good-week/marks/{record_id}", response_model=s.GoodWeekMarkRead)
async def get_good_week_mark(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read how an item went in a week."""
    return await call.read(q.MARK_SHAPE, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/good-week/marks/{record_id}", response_model=s.GoodWeekMarkRead)
async def put_good_week_mark(call: Tells, person_id: PersonId, record_id: NewRecordId, body: s.GoodWeekMarkCreate) -> Response:
    """Say how an item went in a week.

    Under an id of your own, at once or once there is signal: the same body again answers the mark as it is now. With If-Match
    it corrects what was said; the log keeps it. One mark per item and week: a second is refused with good-week-marked, which
    names the first. Not for a week to come, before the item began or after it ended, nor once support has ended. The person,
    their team, a provider's client.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.mark(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.mark_anew(work, person_id, record_id, version, body)

    place = f"{HERE.format(person_id)}/marks"
    return await call.put(q.MARK_SHAPE, record_id, body, create, replace, place=place, person_id=person_id)


@router.get("/people/{person_id}/good-week/scores", response_model=GoodWeekScorePage)
async def list_good_week_scores(call: Reads, person_id: PersonId, query: Annotated[s.GoodWeekScoresQuery, Query()]) -> Response:
    """List what a person's weeks were given.

    The latest week first, each with whose word it is.
    """
    return await call.page(q.SCORE, query, q.SCORE_FILTERS, person_id=person_id)


@router.get("/people/{person_id}/good-week/scores/{record_id}", response_model=s.GoodWeekScoreRead)
async def get_good_week_score(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read what a week was given."""
    return await call.read(q.SCORE, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/good-week/scores/{record_id}", response_model=s.GoodWeekScoreRead)
async def put_good_week_score(call: Tells, person_id: PersonId, record_id: NewRecordId, body: s.GoodWeekScoreCreate) -> Response:
    """Say what a week was, from 0 to 10.

    On the person's own scale: their words for 0 and 10 are sent with it. Under an id of your own; the same body again answers
    the score as it is now, and with If-Match it corrects what was said. One score per week and answerer: a second is refused
    with good-week-scored, which names the first. Not for a week to come, nor once support has ended.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.score(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.score_anew(work, person_id, record_id, version, body)

    place = f"{HERE.format(person_id)}/scores"
    return await call.put(q.SCORE, record_id, body, create, replace, place=place, person_id=person_id)
