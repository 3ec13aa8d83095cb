"""The only place that asks the database for figures and statements about visits."""

from typing import Final

from api.domain.measures.registry import linked
from api.storage.reader import told

# Figures of a person are a look at them; those of a team or a member are counts about nobody in particular.
LOOKED_AT: Final = {"team": "'{}'::uuid[]", "member": "'{}'::uuid[]", "person": "ARRAY[$1::uuid]"}
FIGURES: Final = {
    of: told(
        f"SELECT visit_figures('{of}', $1::uuid, $2::uuid, $3::date, $4::date)::text AS body, ARRAY[$1::uuid] AS ids,"
        f" {people} AS person_ids",
        "visit_figures",
        "id",
        "within",
        "from_on",
        "until_on",
        measures=linked(f"get_{of}_visit_figures"),
    )
    for of, people in LOOKED_AT.items()
}
STATEMENT: Final = {
    of: told(
        "SELECT s.body::text AS body, ARRAY[$1::uuid] AS ids,"  # noqa: S608 - our own words
        " ARRAY(SELECT (l->>'person_id')::uuid FROM jsonb_array_elements(s.body->'lines') l) AS person_ids"
        f" FROM (SELECT visit_statement('{of}', $1::uuid, $2::date) AS body) s",
        "visit_statement",
        "id",
        "month",
        measures=linked(f"get_{of}_visit_statement"),
    )
    for of in ("team", "person")
}
ABSENCES: Final = told(
    "SELECT absence_figures($1::uuid, $2::date, $3::date)::text AS body, ARRAY[$1::uuid] AS ids, '{}'::uuid[] AS person_ids",
    "absence_figures",
    "id",
    "from_on",
    "until_on",
    measures=linked("get_team_absence_figures"),
)
