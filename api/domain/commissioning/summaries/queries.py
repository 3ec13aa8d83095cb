"""The only place that builds SQL about summaries for councils. Whose they are, the database looks up and keeps to itself."""

from typing import Final

from api.domain.access.roles import Role
from api.domain.measures.registry import linked
from api.storage.reader import told
from api.storage.wire import plain

READER: Final = Role.commissioner
FIRST: Final = ("", "00000000-0000-0000-0000-000000000000")
SUMMARIES: Final = plain(
    "SELECT h.item, h.reference, h.provider_id::text FROM (SELECT 1) k LEFT JOIN"
    " council_summaries($1::timestamptz, $2::text, $3::uuid, $4::bigint, $5::uuid, $6::text) WITH ORDINALITY AS h ON true"
    " ORDER BY h.ordinality",
    *("q_updated_since", "after_0", "after_1", "limit", "look", "operation"),
)
SUMMARIES_COUNT: Final = plain("SELECT told::text FROM council_summaries_counted($1::timestamptz)", "q_updated_since")
COUNTED: Final = told(
    "SELECT json_build_object('told', told, 'without_reference', without_reference)::text AS body, '{}'::uuid[] AS ids,"
    " '{}'::uuid[] AS person_ids FROM council_summaries_counted(NULL)",
    "outcome_summary",
    measures=linked("get_outcome_summary_counts"),
)
