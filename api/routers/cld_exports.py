"""Client Level Data for a council: asked for, made beside the requests, fetched, gone after a week."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access.rules import rights
from api.domain.commissioning.cld import queries as q
from api.domain.commissioning.cld import schemas as s
from api.domain.commissioning.cld import service
from api.domain.shared.errors import ForbiddenError
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.packed import unpacked
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("client-level-data")
CldExportPage = page_of(s.CldExportRead)
CldMissingPage = page_of(s.CldMissingRead)
CSV: Final = "text/csv"
Exports = Annotated[Call, Requires("cld:export")]
ExportsFile = Annotated[Call, Requires("cld:export", also=CSV)]
ExportId = Annotated[UUID, Path(description="The export's id.")]
FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The file.",
        "content": {CSV: {"schema": {"type": "string", "maxLength": 500_000_000, "pattern": r"^[\s\S]*$"}}},
    },
    409: {"description": "It is not made yet, could not be made, or holds somebody whom the caller reaches no longer."},
}


@router.post("/cld-exports", response_model=s.CldExportRead, status_code=201)
async def make_cld_export(call: Exports, body: s.CldExportNew) -> Response:
    """Ask for Client Level Data for a council.

    The manager, of all the provider's people whom the council funds; a provider's client with `cld:export`, of those of its own
    teams. Twelve months that end before `until_on`: a row for each service, review and assessment in them, in the words of the
    collection's release 2. It is made in the background: read it until its state is `made`. What nobody wrote down is empty, and
    /missing tells of whom it is. 404 for a council without an arrangement; cld-period for days that have not come.
    """

    async def verb(work: Writing) -> UUID:
        return await service.ask(work, body, id_=body.id or new_id())

    return await call.add(q.EXPORT, verb, place="/cld-exports")


@router.get("/cld-exports", response_model=CldExportPage)
async def list_cld_exports(call: Exports, query: Annotated[s.CldExportsQuery, Query()]) -> Response:
    """List exports of Client Level Data.

    The newest first, of the last week. The manager all of the provider; a client those that it asked for itself.
    """
    return await call.page(q.EXPORT, query, q.EXPORTS_FILTERS)


@router.get("/cld-exports/{export_id}", response_model=s.CldExportRead)
async def get_cld_export(call: Exports, export_id: ExportId) -> Response:
    """Read how far an export is, and how much is missing.

    The manager; a client its own, as long as it is named for the teams that it is of.
    """
    return await call.read(q.EXPORT, id=export_id)


@router.get("/cld-exports/{export_id}/file", responses=FILE, response_class=Response)
async def get_cld_export_file(call: ExportsFile, export_id: ExportId) -> Response:
    """Fetch the file of an export.

    The manager; a client its own. CSV in UTF-8, every field in quotes, the header in the collection's spelling, days as
    YYYY-MM-DD: check both against the binding workbook of the collection before you send it on. Recorded as a look at everybody
    in it. Refused with cld-export-not-made until it is made, with cld-export-failed if it could not be, and with
    cld-export-out-of-reach once somebody in it has left the teams that the caller reaches: make a new one then.
    """
    if call.reader not in rights(q.EXPORT.table.owner, q.EXPORT.table.rules):
        raise ForbiddenError
    named = {"content-disposition": 'attachment; filename="client-level-data.csv"'}
    return unpacked(
        await call.told(q.file_of(call.reader), {"id": export_id}, shaped=q.packed, media=f"{CSV}; charset=utf-8", headers=named)
    )


@router.get("/cld-exports/{export_id}/missing", response_model=CldMissingPage)
async def list_cld_missing(call: Exports, export_id: ExportId, query: Annotated[s.CldMissingQuery, Query()]) -> Response:
    """List what an export lacks, by person.

    The manager; a client its own. Fields that the return wants and nobody wrote down, and fields that say what cannot be. What
    only the council can fill in is told apart, in `left_to_council`: who lacks nothing else is not in the list, nor who has left
    the caller's teams since. Recorded as a look at everybody who is. 404 until the export is made.
    """
    if call.reader not in rights(q.EXPORT.table.owner, q.EXPORT.table.rules):
        raise ForbiddenError
    return await call.trail(query, q.missing(call.reader), {"id": export_id}, q.missing_count(call.reader), newest=q.BEFORE_ALL)


@router.delete("/cld-exports/{export_id}", status_code=204)
async def remove_cld_export(call: Exports, export_id: ExportId) -> Response:
    """Take an export away.

    The manager. Needs If-Match. All that was in it is gone from here at once; a week after it was asked for that happens anyway.
    """
    return await call.remove(q.EXPORT, export_id)
