"""Verbs about statements of funds."""

from uuid import UUID

from api.domain.funds.models import FundStatement
from api.domain.funds.statements import queries as q
from api.domain.funds.statements.schemas import FundStatementNew
from api.storage.writing import Writing


async def make(work: Writing, fund: UUID, body: FundStatementNew, *, id_: UUID) -> UUID:
    """Ask for a statement. It is queued in the same transaction: both are there, or neither. Also of a fund that is closed."""
    await work.add(FundStatement, {"id": id_, "from_on": body.from_on, "until_on": body.until_on}, fund_id=fund)
    work.do(q.QUEUE, statement_id=id_, fund_id=fund)
    return id_
