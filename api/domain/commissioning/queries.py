"""The only place that builds SQL about arrangements and councils."""

from typing import Final

from sqlalchemy import Date, bindparam, or_, select

from api.domain.commissioning.models import Arrangement
from api.domain.commissioning.schemas import ArrangementRead
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import plain

_a = Arrangement.__table__.c

ARRANGEMENT = Shape(
    Arrangement,
    ArrangementRead,
    computed={"provider_id": (_a.organisation_id, ("organisation_id",))},
    order=("from_on",),
    descending=True,
    about="funded_person_id",
)
_on = bindparam("on", type_=Date())
PERSON_ARRANGEMENTS_FILTERS = {
    **{name: equals(_a[name]) for name in ("council_id", "kind", "model")},
    "on": Filter((_a.from_on <= _on) & or_(_a.until_on.is_(None), _a.until_on >= _on), ("from_on", "until_on")),
}
ARRANGEMENTS_FILTERS = {
    **PERSON_ARRANGEMENTS_FILTERS,
    **{name: equals(_a[name]) for name in ("funded_person_id", "funded_team_id")},
}

# Who is funded by whom, held until what was sent is compared with it.
FUNDED = (
    select(_a.council_id, _a.funded_person_id, _a.funded_team_id)
    .where(_a.id == bindparam("id", type_=_a.id.type), _a.removed_at.is_(None))
    .with_for_update()
)

_COUNCILS: Final = " FROM councils() c WHERE ($1::timestamptz IS NULL OR c.updated_at >= $1)"
COUNCILS: Final = plain(
    "SELECT h.item, h.name, h.id::text FROM (SELECT 1) k LEFT JOIN ("  # noqa: S608 - our own words
    "SELECT json_build_object('id', c.id, 'name', c.name, 'la_code', c.la_code,"
    " 'state', c.state, 'until_on', c.until_on)::text AS item, c.name COLLATE \"C\" AS name, c.id"
    f'{_COUNCILS} AND (c.name COLLATE "C", c.id) > ($2::text, $3::uuid) ORDER BY 2, 3 LIMIT $4::bigint'
    ") h ON true ORDER BY h.name, h.id",
    *("q_updated_since", "after_0", "after_1", "most"),
)
COUNCILS_COUNT: Final = plain(f"SELECT count(*)::text{_COUNCILS}", "q_updated_since")
BEFORE_ALL: Final = ("", "00000000-0000-0000-0000-000000000000")
