"""Printed pages: a person's one-page profile and plan, for the fridge."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access.rules import rights
from api.domain.outcomes.pages import queries as q
from api.domain.outcomes.pages import schemas as s
from api.domain.outcomes.pages import service
from api.domain.outcomes.pages.web import POLICY
from api.domain.outcomes.papers.kept import HTML, PDF
from api.domain.shared.errors import ForbiddenError
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import PersonId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("printed-pages")
PrintedPages = page_of(s.PersonPageRead)
Reads = Annotated[Call, Requires("outcomes:read")]
ReadsForms = Annotated[Call, Requires("outcomes:read", also=(HTML, PDF))]
Writes = Annotated[Call, Requires("outcomes:write")]
PageId = Annotated[UUID, Path(description="The page's id.")]
PLACE: Final = "/person-pages"
ONE: Final = f"{PLACE}/{{page_id}}"
VARY: Final = {"vary": "Authorization, Accept"}
FORMS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {
            HTML: {"schema": {"type": "string", "maxLength": 200_000, "pattern": r"^[\s\S]*$"}},
            PDF: {"schema": {"type": "string", "format": "binary", "maxLength": 10_000_000}},
        }
    },
    409: {"description": "The page itself was asked for, and it is not made yet or could not be made."},
}


@router.post("/people/{person_id}/pages", response_model=s.PersonPageRead, status_code=201)
async def ask_for_person_page(call: Writes, person_id: PersonId, body: s.PersonPageNew) -> Response:
    """Ask for a person's page to print.

    The person, their team. One sheet of A4 in large letters, in the person's own words: what people appreciate about them, what
    matters, how to support them well, their good week, and the outcomes that stand. It is made in the background from the record
    as it is then: read it until its state is `made`. Letters become smaller down to 14 points; then whole items are left out,
    the last ones of the fullest part first, and the page says what is not on it. Nothing private and no risk is ever on it. A
    page is kept for 30 days. Refused with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.ask(work, person_id, id_=body.id or new_id())

    return await call.add(q.PAGE, verb, place=PLACE)


@router.get(PLACE, response_model=PrintedPages)
async def list_all_person_pages(call: Reads, query: Annotated[s.PersonPagesQuery, Query()]) -> Response:
    """List all printed pages that you reach.

    The newest first, of the last 30 days. Your own, those of your team's people, of the organisation for a manager.
    """
    return await call.page(q.PAGE, query, q.PAGES_FILTERS)


@router.get("/people/{person_id}/pages", response_model=PrintedPages)
async def list_person_pages(call: Reads, person_id: PersonId, query: Annotated[s.PersonPagesQuery, Query()]) -> Response:
    """List a person's printed pages.

    The newest first, of the last 30 days. The person, their team, the manager.
    """
    return await call.page(q.PAGE, query, q.PAGES_FILTERS, person_id=person_id)


@router.get(ONE, response_model=s.PersonPageRead, responses=FORMS)
async def get_person_page(call: ReadsForms, page_id: PageId) -> Response:
    """Read a printed page.

    As JSON: its state, and what it left out. Ask for `application/pdf` to get the sheet, for `text/html` to get the same page as
    a document for a screen or a screen reader; both are refused with page-not-made until it is made, and with page-failed if it
    could not be. Recorded as a look at the person. The person, their team, the manager.
    """
    media = next(filter(call.wants, (PDF, HTML)), None)
    if media is None:
        return await call.read(q.PAGE, id=page_id)
    if call.reader not in rights(q.PAGE.table.owner, q.PAGE.table.rules):
        raise ForbiddenError
    named = {
        "content-disposition": f'inline; filename="page.{"pdf" if media == PDF else "html"}"',
        "content-security-policy": POLICY,
    }
    return await call.told(
        q.DOCUMENT.form(call.reader, media), {"id": page_id}, shaped=q.DOCUMENT.as_pdf if media == PDF else q.DOCUMENT.as_html,
        media=media if media == PDF else f"{HTML}; charset=utf-8", headers=VARY | named,
    )  # fmt: skip


@router.delete(ONE, status_code=204)
async def remove_person_page(call: Writes, page_id: PageId) -> Response:
    """Take a printed page away.

    The person, their team. Needs If-Match. Its words are gone from here at once; they stay in the records that they are from.
    """
    return await call.remove(q.PAGE, page_id)
