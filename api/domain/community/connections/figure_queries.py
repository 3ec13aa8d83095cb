"""The only place that asks the database for figures about community life, for ties, and for reach."""

from functools import lru_cache
from typing import Final

from api.domain.access.roles import Role
from api.domain.access.rules import reach, rights, uuids
from api.domain.measures.registry import linked
from api.domain.shared.owners import Reader
from api.domain.shared.table import RECORDS
from api.storage.reader import told
from api.storage.wire import Statement

CONNECTION_FIGURES: Final = told(
    "SELECT connection_figures($1::uuid, $2::integer)::text AS body, ARRAY[$1::uuid] AS ids, ARRAY[$1::uuid] AS person_ids",
    "connection_figures",
    "person",
    "months",
    measures=linked("get_connection_figures"),
)
PERSON_REACH: Final = told(
    "SELECT person_reach($1::uuid)::text AS body, ARRAY[$1::uuid] AS ids, ARRAY[$1::uuid] AS person_ids",
    "person_reach",
    "person",
    measures=linked("get_reach"),
)
SUPER_CONNECTORS: Final = told(
    "SELECT s.body::text AS body, ARRAY[$1::uuid] AS ids,"
    " ARRAY(SELECT (p->>'person_id')::uuid FROM jsonb_array_elements(s.body->'super_connectors') p) AS person_ids"
    " FROM (SELECT super_connectors($1::uuid) AS body) s",
    "super_connectors",
    "team",
    measures=linked("get_super_connectors"),
)
# Figures of a team are nobody's in particular, but for those who are named in them.
COMMUNITY_FIGURES: Final = {
    of: told(
        "SELECT s.body::text AS body, array_remove(ARRAY[$1::uuid], NULL) AS ids,"  # noqa: S608 - our own words
        " ARRAY(SELECT (p->>'person_id')::uuid FROM jsonb_array_elements(CASE jsonb_typeof(s.body->'people'->'without_tie_named')"
        " WHEN 'array' THEN s.body->'people'->'without_tie_named' ELSE '[]' END) p) AS person_ids"
        f" FROM (SELECT community_figures('{of}', $1::uuid, $2, $3::date, $4::date) AS body) s",
        "community_figures",
        "team",
        "place",
        "from_on",
        "until_on",
        measures=linked(operation),
    )
    for of, operation in (("team", "get_team_community_figures"), ("place", "get_community_figures"))
}

# What stands around a person, each part with the scope and the tables that it needs. `{table}` is that table's row rule.
_PARTS: Final = {
    "circles": ("circles:read", ("circle", "circle_member"), """
        circles AS (SELECT id, purpose FROM circle
                     WHERE person_id = $1::uuid AND status <> 'ended' AND removed_at IS NULL AND ({circle})),
        members AS (SELECT id, circle_id, name FROM circle_member
                     WHERE person_id = $1::uuid AND state = 'joined' AND removed_at IS NULL AND ({circle_member})
                       AND circle_id IN (SELECT id FROM circles))"""),
    "groups": ("community:read", ("group_membership", "community_group"), """
        groups AS (SELECT id, name FROM community_group
                    WHERE removed_at IS NULL AND ({community_group}) AND id IN (
                      SELECT group_id FROM group_membership
                       WHERE person_id = $1::uuid AND left_on IS NULL AND removed_at IS NULL AND ({group_membership})))"""),
    "connections": ("community:read", ("connection",), """
        known AS (SELECT id, name, circle_member_id, group_id FROM connection
                   WHERE person_id = $1::uuid AND removed_at IS NULL AND ({connection})
                     AND (until_on IS NULL OR until_on > (now() AT TIME ZONE 'Europe/London')::date))"""),
    "visits": ("visits:read", ("visit",), """
        faces AS (SELECT (f->>'member_id')::uuid AS id, f->>'name' AS name FROM jsonb_array_elements(faces(ARRAY(
                    SELECT DISTINCT unnest(member_ids) FROM visit
                     WHERE person_id = $1::uuid AND removed_at IS NULL AND state IN ('completed', 'in_progress') AND ({visit})
                       AND planned_start_at > now() - interval '84 days' AND planned_start_at <= now()))) f)"""),
}  # fmt: skip
_NODES: Final = {
    "circles": "SELECT id, 'circle', purpose FROM circles UNION ALL SELECT id, 'circle_member', name FROM members",
    "groups": "SELECT id, 'group', name FROM groups",
    "connections": "SELECT id, 'connection', name FROM known",
    "visits": "SELECT id, 'team_member', name FROM faces",
}
_EDGES: Final = {
    "circles": "SELECT $1::uuid, id, 'has_circle' FROM circles UNION ALL SELECT circle_id, id, 'of_circle' FROM members",
    "groups": "SELECT $1::uuid, id, 'takes_part' FROM groups",
    "connections": "SELECT $1::uuid, id, 'knows' FROM known",
    "visits": "SELECT $1::uuid, id, 'visited_by' FROM faces",
}
# Between parts: only where both of them are shown.
_BETWEEN: Final = {
    (
        "connections",
        "circles",
    ): "SELECT known.id, members.id, 'is_the_same' FROM known JOIN members ON members.id = circle_member_id",
    ("connections", "groups"): "SELECT known.id, groups.id, 'sees_there' FROM known JOIN groups ON groups.id = group_id",
}
_SHARED: Final = f"$1::uuid = ANY {uuids('shared_community')}"


def parts_for(reader: Reader, scopes: frozenset[str]) -> tuple[str, ...]:
    """Which parts of the picture a token reads: the scope, and the right of its role to the tables."""
    return tuple(
        part
        for part, (scope, tables, _) in _PARTS.items()
        if scope in scopes and all(reader in rights(RECORDS[t].owner, RECORDS[t].rules) for t in tables)
    )


@lru_cache(maxsize=64)
def ties(reader: Reader, parts: tuple[str, ...]) -> Statement:
    """What stands around a person, read with the asker's own reach, table by table.

    Nothing where the person is not theirs; connector and family read it of whoever shares their community life with them.
    """
    by_circle = reader in (Role.connector, Role.family)
    theirs = _SHARED if by_circle else _rule("person", reader)
    name = f"(SELECT preferred_name FROM person WHERE id = $1::uuid AND removed_at IS NULL AND ({_rule('person', reader)}))"  # noqa: S608 - our own words
    made = [_PARTS[part][2].format(**{table: _rule(table, reader) for table in _PARTS[part][1]}) for part in parts]
    nodes = [f"SELECT $1::uuid AS id, 'person' AS kind, {name} AS name", *(_NODES[part] for part in parts)]
    edges = ["SELECT NULL::uuid AS one, NULL::uuid AS other, NULL AS way WHERE false", *(_EDGES[part] for part in parts)]
    edges += [edge for (one, other), edge in _BETWEEN.items() if one in parts and other in parts]
    there = "SELECT" if by_circle else "SELECT FROM person WHERE id = $1::uuid AND removed_at IS NULL AND"
    mine = f"{there} WHERE ({theirs})" if by_circle else f"{there} ({theirs})"
    return told(
        f"WITH {''.join(f'{part}, ' for part in made)} nodes AS ({' UNION ALL '.join(nodes)}),"  # noqa: S608 - our own words
        f" edges AS ({' UNION ALL '.join(edges)})"
        " SELECT CASE WHEN EXISTS (" + mine + ") THEN json_build_object('person_id', $1::uuid,"
        " 'nodes', (SELECT json_agg(json_build_object('id', id, 'kind', kind, 'name', name) ORDER BY kind, name, id) FROM nodes),"
        " 'edges', (SELECT coalesce(json_agg(json_build_object('one', one, 'other', other, 'way', way) ORDER BY way, one, other),"
        " '[]') FROM edges))::text END AS body, ARRAY[$1::uuid] AS ids, ARRAY[$1::uuid] AS person_ids",
        "ties",
        "person",
    )


def _rule(table: str, reader: Reader) -> str:
    """The application's own wall: the row rule of a role, beside the same one in PostgreSQL."""
    record = RECORDS[table]
    return reach(record.owner, record.rules, reader, table)
