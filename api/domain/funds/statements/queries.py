"""The only place that builds statements of SQL about statements of funds."""

from base64 import b64decode
from functools import lru_cache
from typing import Final

import orjson

from api.domain.access.rules import reach
from api.domain.funds.models import FundStatement, StatementState
from api.domain.funds.statements.errors import StatementFailedError, StatementNotMadeError
from api.domain.funds.statements.schemas import FundStatementRead
from api.domain.measures.registry import linked
from api.storage.lists import equals
from api.storage.reader import told
from api.storage.shape import Shape
from api.storage.wire import Statement, plain

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
HTML: Final = "text/html"
PDF: Final = "application/pdf"
FORMS: Final = {JSON: "content", HTML: "to_jsonb(html)", PDF: "to_jsonb(encode(pdf, 'base64'))"}


@lru_cache(maxsize=32)
def form(reader: str, media: str) -> Statement:
    """What a statement says in one of its forms, with its state, as far as this role reaches it."""
    rule = reach(FundStatement.owner, FundStatement.rules, reader, "fund_statement")
    return told(
        f"SELECT jsonb_build_object('state', state, 'form', {FORMS[media]}) AS body, ARRAY[id] AS ids,"  # noqa: S608 - our own words
        f" ARRAY[person_id] AS person_ids FROM fund_statement WHERE id = $1::uuid AND removed_at IS NULL AND ({rule})",
        "fund_statement",
        "id",
    )


def as_json(body: bytes) -> bytes:
    """What it says. StatementNotMadeError, StatementFailedError."""
    return b'{"measures":' + linked("get_fund_statement_document").encode() + b"," + orjson.dumps(_form(body))[1:]


def as_html(body: bytes) -> bytes:
    """The document. StatementNotMadeError, StatementFailedError."""
    return str(_form(body)).encode()


def as_pdf(body: bytes) -> bytes:
    """The pages. StatementNotMadeError, StatementFailedError."""
    return b64decode(str(_form(body)))


def _form(body: bytes) -> object:
    told_ = orjson.loads(body)
    if told_["state"] == StatementState.failed:
        raise StatementFailedError
    if told_["form"] is None:
        raise StatementNotMadeError
    return told_["form"]
