"""Papers that the jobs process made and that are kept in their row, read in one of their forms: pages, statements, reports."""

from base64 import b64decode
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

import orjson

from api.domain.access.rules import reach
from api.domain.shared.errors import DomainError
from api.storage.reader import told
from api.storage.wire import Statement

HTML: Final = "text/html"
PDF: Final = "application/pdf"
PRINTED: Final = MappingProxyType({HTML: "to_jsonb(html)", PDF: "to_jsonb(encode(pdf, 'base64'))"})
FAILED: Final = "failed"  # the word of every paper's state


class Kept:
    """A table of papers. `forms`: media types to the SQL of what is kept; `about`: the column of whom it is about, if anybody."""

    def __init__(
        self,
        table: Any,  # noqa: ANN401 - any table class with state, html and pdf
        *,
        not_made: type[DomainError],
        failed: type[DomainError],
        about: str | None = None,
        forms: Mapping[str, str] = PRINTED,
    ) -> None:
        self.table, self._not_made, self._failed = table, not_made, failed
        self.people = f"ARRAY[{about}]" if about else "'{}'::uuid[]"
        self.forms = forms

    def form(self, reader: str, media: str) -> Statement:
        """The paper in one of its forms, with its state, as far as this role reaches it; a look, where it is about somebody."""
        return _form(self.table, self.people, self.forms[media], reader)

    def content(self, body: bytes) -> Any:  # noqa: ANN401 - text, or what JSON holds
        """What is kept. Raises the table's own errors when it is not made yet, or could not be."""
        kept = orjson.loads(body)
        if kept["state"] == FAILED:
            raise self._failed
        if kept["form"] is None:
            raise self._not_made
        return kept["form"]

    def as_html(self, body: bytes) -> bytes:
        """The document."""
        return str(self.content(body)).encode()

    def as_pdf(self, body: bytes) -> bytes:
        """The pages of paper."""
        return b64decode(str(self.content(body)))


@lru_cache(maxsize=64)
def _form(table: Any, people: str, form: str, reader: str) -> Statement:  # noqa: ANN401 - as above
    name = table.__tablename__
    rule = reach(table.owner, table.rules, reader, name)
    return told(
        f"SELECT jsonb_build_object('state', state, 'form', {form}) AS body, ARRAY[id] AS ids, {people} AS person_ids"  # noqa: S608 - our own words
        f" FROM {name} WHERE id = $1::uuid AND removed_at IS NULL AND ({rule})",
        name,
        "id",
    )
