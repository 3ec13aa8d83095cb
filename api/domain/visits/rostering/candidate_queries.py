"""The only place that asks the database who could take a visit."""

from typing import Final

from api.storage.reader import told

# Who asks sees how well somebody is known, and what they share: a look at the person of the visit.
CANDIDATES: Final = told(
    "SELECT f.facts AS body, ARRAY[$1::uuid] AS ids, ARRAY[(f.facts->'visits'->0->>'person_id')::uuid] AS person_ids"
    " FROM (SELECT candidate_facts($1::uuid) AS facts) f",
    "candidates",
    "visit_id",
)
