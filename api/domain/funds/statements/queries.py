"""The only place that builds statements of SQL about statements of funds."""

from typing import Final

import orjson

from api.domain.funds.models import FundStatement
from api.domain.funds.statements.errors import StatementFailedError, StatementNotMadeError
from api.domain.funds.statements.schemas import FundStatementRead
from api.domain.measures.registry import linked
from api.domain.outcomes.papers.kept import PRINTED, Kept
from api.storage.lists import equals
from api.storage.shape import Shape
from api.storage.wire import plain

STATEMENT: Final = Shape(FundStatement, FundStatementRead, order=("from_on",), descending=True)
STATEMENTS_FILTERS: Final = {"state": equals(FundStatement.__table__.c.state)}
# Statements of one fund are made one after the other.
QUEUE: Final = plain(
    "SELECT queue_job('make_statement', jsonb_build_object('statement_id', $1::uuid), 'statement of ' || $2::uuid::text)",
    "statement_id", "fund_id",
)  # fmt: skip
# Whose statements their council may read, for one transaction.
ENTER: Final = plain("SELECT enter_statements()")
JSON: Final = "application/json"
DOCUMENT: Final = Kept(
    FundStatement, about="person_id", not_made=StatementNotMadeError, failed=StatementFailedError,
    forms={JSON: "content", **PRINTED},
)  # fmt: skip


def as_json(body: bytes) -> bytes:
    """What it says, beside its measures. StatementNotMadeError, StatementFailedError."""
    return orjson.dumps({"measures": orjson.loads(linked("get_fund_statement_document")), **DOCUMENT.content(body)})
