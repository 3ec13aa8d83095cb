"""The list of measures as the kernel pages one. The entries are constants; whether the token still stands, the database says."""

from typing import Final

import orjson

from api.domain.measures.registry import MEASURES, Measure
from api.storage.reader import told
from api.storage.wire import plain

_LISTED: Final = (
    " FROM json_array_elements($1::json) m"
    " WHERE ($2::text IS NULL OR EXISTS (SELECT FROM json_array_elements(m->'appears') a WHERE a->>'operation' = $2))"
    " AND ($3::date IS NULL OR (m->>'review_on')::date < $3)"
    " AND ($4::timestamptz IS NULL OR (m->>'changed_on')::timestamp AT TIME ZONE 'Europe/London' >= $4)"
)
_NAMES: Final = ("said", "q_operation", "q_review_before", "q_updated_since")
LIST: Final = plain(
    f"WITH r AS (SELECT m::text AS body, (m->>'code') COLLATE \"C\" AS code{_LISTED} AND (m->>'code') COLLATE \"C\" > $5::text"  # noqa: S608 - our own words
    " ORDER BY 2 LIMIT $6::bigint)"
    " SELECT body, code FROM r UNION ALL SELECT NULL, '' WHERE NOT EXISTS (SELECT FROM r) ORDER BY 2",
    *_NAMES,
    "after_0",
    "most",
)
COUNT: Final = plain(f"SELECT count(*)::text{_LISTED}", *_NAMES)
ONE: Final = told("SELECT $1::text AS body, '{}'::uuid[] AS ids, '{}'::uuid[] AS person_ids", "measure", "said")


def one(code: str) -> dict[str, str | None]:
    """The value of `ONE` for a code; NULL, which is not there, for an unknown one."""
    found = MEASURES.get(code)
    return {"said": None if found is None else orjson.dumps(found).decode()}


def every() -> dict[str, str | None]:
    """The values of `LIST` and `COUNT` that no caller sends."""
    entries: list[Measure] = list(MEASURES.values())
    return {"said": orjson.dumps(entries).decode(), "q_operation": None, "q_review_before": None}
