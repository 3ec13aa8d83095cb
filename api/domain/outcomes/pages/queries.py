"""The only place that builds statements about printed pages."""

from base64 import b64decode
from functools import lru_cache
from typing import Final

import orjson

from api.domain.access.rules import reach
from api.domain.outcomes.pages.errors import PageFailedError, PageNotMadeError
from api.domain.outcomes.pages.models import PageState, PersonPage
from api.domain.outcomes.pages.schemas import PersonPageRead
from api.storage.lists import equals
from api.storage.reader import told
from api.storage.shape import Shape
from api.storage.wire import Statement, plain

PAGE: Final = Shape(PersonPage, PersonPageRead, order=("created_at",), descending=True)
PAGES_FILTERS: Final = {"state": equals(PersonPage.__table__.c.state)}

# Pages of one person are made one after the other.
QUEUE: Final = plain(
    "SELECT queue_job('make_page', jsonb_build_object('page_id', $1::uuid), 'page of ' || $2::uuid::text)", "page_id", "person_id"
)
FORMS: Final = {"text/html": "to_jsonb(html)", "application/pdf": "to_jsonb(encode(pdf, 'base64'))"}


@lru_cache(maxsize=16)
def form(reader: str, media: str) -> Statement:
    """The page itself in one of its forms, with its state, as far as this role reaches it."""
    rule = reach(PersonPage.owner, PersonPage.rules, reader, "person_page")
    return told(
        f"SELECT jsonb_build_object('state', state, 'form', {FORMS[media]}) AS body, ARRAY[id] AS ids,"  # noqa: S608 - our own words
        f" ARRAY[person_id] AS person_ids FROM person_page WHERE id = $1::uuid AND removed_at IS NULL AND ({rule})",
        "person_page",
        "id",
    )


def as_html(body: bytes) -> bytes:
    """The document. PageNotMadeError, PageFailedError."""
    return _form(body).encode()


def as_pdf(body: bytes) -> bytes:
    """The sheet. PageNotMadeError, PageFailedError."""
    return b64decode(_form(body))


def _form(body: bytes) -> str:
    told_ = orjson.loads(body)
    if told_["state"] == PageState.failed:
        raise PageFailedError
    if told_["form"] is None:
        raise PageNotMadeError
    return str(told_["form"])
