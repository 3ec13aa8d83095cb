"""The only place that builds statements about Client Level Data."""

from base64 import b64decode
from functools import lru_cache
from typing import Final
from uuid import UUID

import orjson
from sqlalchemy import Boolean, Integer, bindparam, case, func, select

from api.domain.access.rules import reach
from api.domain.commissioning.cld.errors import CldExportFailedError, CldExportNotMadeError, CldExportOutOfReachError
from api.domain.commissioning.cld.models import CareAssessment, CldExport, CldMissing, CouncilDetails, ExportState
from api.domain.commissioning.cld.schemas import CareAssessmentRead, CldExportRead, CouncilDetailsRead
from api.domain.people.models import Person
from api.storage.lists import equals
from api.storage.reader import Filter, told
from api.storage.shape import Shape
from api.storage.wire import Statement, plain

_d, _a, _x = CouncilDetails.__table__.c, CareAssessment.__table__.c, CldExport.__table__.c

DETAILS: Final = Shape(CouncilDetails, CouncilDetailsRead)
DETAILS_NOW: Final = select(_d.id, _d.created_digest).where(
    _d.person_id == bindparam("person", type_=_d.person_id.type), _d.removed_at.is_(None)
)

ASSESSMENT: Final = Shape(CareAssessment, CareAssessmentRead, order=("started_on",), descending=True)
ASSESSMENTS_FILTERS: Final = {"ended": Filter(_a.ended_on.is_not(None) == bindparam("ended", type_=Boolean()), ("ended_on",))}

EXPORT: Final = Shape(
    CldExport,
    CldExportRead,
    computed={
        "people": (case((_x.state == ExportState.made, func.cardinality(_x.person_ids, type_=Integer()))), ("person_ids",)),
    },
    order=("created_at",),
    descending=True,
)
EXPORTS_FILTERS: Final = {"council_id": equals(_x.council_id), "state": equals(_x.state)}

# Exports of one council are made one after the other.
QUEUE: Final = plain(
    "SELECT queue_job('export_cld', jsonb_build_object('export_id', $1::uuid), 'cld of ' || $2::uuid::text)",
    "export_id",
    "council_id",
)
# A machine's teams, and which machine it is, as the database knows them.
MACHINE: Final = plain(
    "SELECT current_setting('app.client_id')::uuid, coalesce(NULLIF(current_setting('app.team_ids', true), ''), '{}')::uuid[]"
)


@lru_cache(maxsize=16)
def file_of(reader: str) -> Statement:
    """The file itself with its state, as far as this role reaches it: a look at everybody in it.

    A file stands for a week, and people move on. Whoever may not read one of them any more does not get the file: to find that
    out costs one look into an index for each, little beside the file and the look that is written of all of them. It is not made
    again here: what was asked for is a file of that day, and asking for another is one call.
    """
    rule = reach(CldExport.owner, CldExport.rules, reader, "cld_export")
    whom = reach(Person.owner, Person.rules, reader, "person")
    return told(
        "SELECT jsonb_build_object("  # noqa: S608 - our own words
        "'state', state, 'csv', CASE WHEN known THEN encode(csv, 'base64') END, 'known', known) AS body,"
        " ARRAY[id] AS ids, CASE WHEN known THEN person_ids ELSE '{}' END AS person_ids"
        " FROM (SELECT x.id, x.state, x.csv, x.person_ids, cardinality(x.person_ids) = (SELECT count(*) FROM person"
        f" WHERE person.id = ANY (x.person_ids) AND person.removed_at IS NULL AND ({whom})) AS known"
        f" FROM (SELECT id, state, csv, person_ids FROM cld_export WHERE id = $1::uuid AND removed_at IS NULL AND ({rule})) x) f",
        "cld_export",
        "id",
    )


def packed(body: bytes) -> bytes:
    """The file, still packed. CldExportNotMadeError, CldExportFailedError, CldExportOutOfReachError."""
    found = orjson.loads(body)
    if found["state"] == ExportState.failed:
        raise CldExportFailedError
    if not found["known"]:
        raise CldExportOutOfReachError
    if found["csv"] is None:
        raise CldExportNotMadeError
    return b64decode(found["csv"])


_MADE: Final = "cld_export WHERE id = $1::uuid AND removed_at IS NULL AND state = 'made'"
# No join: the index has these rows in their order, and a page of them ends where it is full.
_SAID: Final = (
    "cld_missing m WHERE m.export_id = $1::uuid AND EXISTS (SELECT FROM e WHERE $2::timestamptz IS NULL OR e.updated_at >= $2)"
)


@lru_cache(maxsize=16)
def missing(reader: str) -> Statement:
    """For each person what is missing, a page of it with its look; a row of nothing for an export that lacks nothing."""
    rule = reach(CldExport.owner, CldExport.rules, reader, "cld_export")
    whom = reach(CldMissing.owner, CldMissing.rules, reader, "cld_missing")
    return plain(
        f"WITH e AS MATERIALIZED (SELECT updated_at FROM {_MADE} AND ({rule})), found AS MATERIALIZED ("  # noqa: S608 - our own words
        "SELECT jsonb_build_object('person_id', m.person_id, 'fields', m.fields, 'left_to_council', m.left_to_council,"
        " 'wrong', m.wrong)::text AS item,"
        " m.person_id AS person"
        f" FROM {_SAID} AND ({whom}) AND m.person_id > $3::uuid ORDER BY m.person_id LIMIT $4::bigint"
        "), l AS (INSERT INTO look (id, operation, kind, ids, person_ids)"
        " SELECT $5::uuid, $6, 'cld_export', ARRAY[$1::uuid], array_agg(person)"
        " FROM (SELECT person FROM found ORDER BY person LIMIT $7::bigint) s HAVING count(*) > 0)"
        " SELECT found.item, found.person::text FROM e LEFT JOIN found ON true ORDER BY found.person",
        *("id", "q_updated_since", "after_0", "most", "look", "operation", "limit"),
    )


@lru_cache(maxsize=16)
def missing_count(reader: str) -> Statement:
    """Of how many people something is missing."""
    rule = reach(CldExport.owner, CldExport.rules, reader, "cld_export")
    whom = reach(CldMissing.owner, CldMissing.rules, reader, "cld_missing")
    return plain(
        f"WITH e AS (SELECT updated_at FROM {_MADE} AND ({rule})) SELECT count(*)::text FROM {_SAID} AND ({whom})",  # noqa: S608 - our own words
        *("id", "q_updated_since"),
    )


BEFORE_ALL: Final = (str(UUID(int=0)),)
