"""Statements of funds: what happened with a person's money, in plain words."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access.roles import Role
from api.domain.access.rules import rights
from api.domain.funds.statements import queries as q
from api.domain.funds.statements import schemas as s
from api.domain.funds.statements import service
from api.domain.outcomes.papers.kept import HTML, PDF
from api.domain.outcomes.papers.web import POLICY
from api.domain.shared.errors import ForbiddenError
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.funds import FundId
from api.routers.shared import router as make_router
from api.storage.wire import Statement
from api.storage.writing import Writing

router = make_router("fund-statements")
FundStatementPage = page_of(s.FundStatementRead)
Reads = Annotated[Call, Requires("fund-statements:read")]
ReadsForms = Annotated[Call, Requires("fund-statements:read", also=(HTML, PDF))]
Writes = Annotated[Call, Requires("fund-statements:write")]
StatementId = Annotated[UUID, Path(description="The statement's id.")]
PLACE: Final = "/fund-statements"
VARY: Final = {"vary": "Authorization, Accept"}
SHAPED: Final = {q.JSON: q.as_json, HTML: q.DOCUMENT.as_html, PDF: q.DOCUMENT.as_pdf}
DOCUMENT: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {
            HTML: {"schema": {"type": "string", "maxLength": 3_000_000, "pattern": r"^[\s\S]*$"}},
            PDF: {"schema": {"type": "string", "format": "binary", "maxLength": 10_000_000}},
        }
    },
    409: {"description": "It is not made yet, or could not be made."},
}


def _entered(call: Call) -> Statement | None:
    """A commissioner's reach is looked up anew at each reading: consent taken back is taken back at once."""
    return q.ENTER if call.reader == Role.commissioner else None


@router.post("/funds/{fund_id}/statements", response_model=s.FundStatementRead, status_code=201)
async def make_fund_statement(call: Writes, fund_id: FundId, body: s.FundStatementNew) -> Response:
    """Have a statement of a fund made.

    Of the days from from_on up to the day before until_on, two years at the most: what was there, what came in, what it was for
    and who got it, the provider's fee, what is left and how long it lasts. The person, their team, the manager, a provider's
    client. It is made in the background from the ledger as it is then: read it until its state is `made`. It is kept as it was:
    what is put right later stands in the next one.
    """

    async def verb(work: Writing) -> UUID:
        return await service.make(work, fund_id, body, id_=body.id or new_id())

    return await call.add(q.STATEMENT, verb, place=PLACE)


@router.get("/funds/{fund_id}/statements", response_model=FundStatementPage)
async def list_fund_statements(call: Reads, fund_id: FundId, query: Annotated[s.FundStatementsQuery, Query()]) -> Response:
    """List the statements of a fund.

    The latest days first. The person, their team, a provider's client, the manager, family if funds are shared. A commissioner
    knows no fund: theirs is the list of all.
    """
    if call.reader == Role.commissioner:
        raise ForbiddenError
    return await call.page(q.STATEMENT, query, q.STATEMENTS_FILTERS, fund_id=fund_id)


@router.get(PLACE, response_model=FundStatementPage)
async def list_all_fund_statements(call: Reads, query: Annotated[s.FundStatementsQuery, Query()]) -> Response:
    """List all statements of funds that you reach.

    The latest days first. A commissioner those that are made, of people whom their council funds and who let it read them
    (consent `commissioner_statement`), for as long as they do.
    """
    return await call.page(q.STATEMENT, query, q.STATEMENTS_FILTERS, before=_entered(call))


@router.get(f"{PLACE}/{{statement_id}}", response_model=s.FundStatementRead)
async def get_fund_statement(call: Reads, statement_id: StatementId) -> Response:
    """Read how far a statement of a fund is.

    What it says is its document.
    """
    return await call.read(q.STATEMENT, id=statement_id, before=_entered(call))


@router.get(f"{PLACE}/{{statement_id}}/document", response_model=s.FundStatementDocument, responses=DOCUMENT)
async def get_fund_statement_document(call: ReadsForms, statement_id: StatementId) -> Response:
    """Read what a statement of a fund says.

    As JSON; ask for `application/pdf` to get it for paper, for `text/html` to get it for a screen or a screen reader. All three
    say the same, and a council gets what the person gets. Refused with statement-not-made until it is made, and with
    statement-failed if it could not be. Recorded as a look at the person. Whoever may list it; a commissioner while consent
    stands.
    """
    media = next(filter(call.wants, (PDF, HTML)), q.JSON)
    if call.reader not in rights(q.STATEMENT.table.owner, q.STATEMENT.table.rules):
        raise ForbiddenError
    named = {}
    if media != q.JSON:
        named = {
            "content-disposition": f'inline; filename="statement.{"pdf" if media == PDF else "html"}"',
            "content-security-policy": POLICY,
        }
    return await call.told(
        q.DOCUMENT.form(call.reader, media), {"id": statement_id}, shaped=SHAPED[media], before=_entered(call),
        headers=VARY | named, media=f"{media}; charset=utf-8" if media == HTML else media,
    )  # fmt: skip
