"""Whether what a list belongs to is there and the caller's: somebody else's person has no list, not even an empty one."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from sqlalchemy import ColumnElement, any_, bindparam, exists, literal_column, select

from api.domain.access.roles import Role
from api.domain.access.rules import uuids
from api.domain.shared.table import RECORDS, CircleOwned, UuidType
from api.storage.shape import Shape
from api.storage.wire import Statement, compiled

KINDS: Final = {
    "funded_person": "person",
    "member": "team_member",
    "item": "good_week_item",
    "role": "shared_role",
    "record": "visit_record",
    "proposal": "roster_proposal",
    "cycle": "change_cycle",
    "group": "community_group",
    "session": "group_session",
}
# Who reaches a person through a circle may be shown some of what is theirs without the record itself.
THROUGH_CIRCLES: Final = (Role.family, Role.connector)


@lru_cache(maxsize=1024)
def there(shape: Shape, reader: str, by: tuple[str, ...]) -> Statement:
    """A row when everything that `by` names (`person_id`, `team_id`, …) is there, of one another, and the reader's."""
    clauses = []
    for name in by:
        if name == "person_id" and reader in THROUGH_CIRCLES:
            clauses.append(_shared(shape, reader))
            continue
        kind = KINDS.get(name.removesuffix("_id"), name.removesuffix("_id"))
        if kind == "team_member" and issubclass(shape.table, CircleOwned):
            kind = "circle_member"
        if kind in RECORDS:
            parent = Shape(RECORDS[kind], RECORDS[kind])
            named = {"id": name} | {other: other for other in by if other != name and other in parent.columns}
            clauses.append(_any(parent, reader, named))
    return compiled(select(literal_column("1")).where(*clauses))


def _shared(shape: Shape, reader: str) -> ColumnElement[bool]:
    """Whether the person shares this kind with the reader; of what is shared one by one, whether anything is."""
    shared_as = shape.table.rules.shared_as
    if shared_as is None:
        return _any(shape, reader, {"person_id": "person_id"})
    return bindparam("person_id", type_=UuidType()) == any_(literal_column(uuids(f"shared_{shared_as}")))


def _any(shape: Shape, reader: str, named: Mapping[str, str]) -> ColumnElement[bool]:
    """Whether there is a record that the reader sees with these columns."""
    found = select(shape.columns["id"]).where(shape.columns["removed_at"].is_(None), shape.visible(reader))
    return exists(found.where(*(shape.columns[c] == bindparam(p, type_=shape.columns[c].type) for c, p in named.items())))
