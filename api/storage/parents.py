"""Whether what a list belongs to is there and the caller's: somebody else's person has no list, not even an empty one."""

from functools import lru_cache
from typing import Final

from sqlalchemy import bindparam, exists, literal_column, select

from api.domain.access.roles import Role
from api.domain.shared.table import RECORDS
from api.storage.shape import Shape
from api.storage.wire import Statement, compiled

KINDS: Final = {"member": "team_member", "role": "shared_role"}
# Who reaches a person through a circle may be shown some of what is theirs without the record itself.
THROUGH_CIRCLES: Final = (Role.family, Role.connector)


@lru_cache(maxsize=1024)
def there(reader: str, by: tuple[str, ...]) -> Statement:
    """A row when everything that `by` names (`person_id`, `team_id`, …) is there, of one another, and visible to the reader."""
    clauses = []
    for name in by:
        kind = (
            "circle"
            if name == "person_id" and reader in THROUGH_CIRCLES
            else KINDS.get(name.removesuffix("_id"), name.removesuffix("_id"))
        )
        if kind not in RECORDS:
            continue
        shape = Shape(RECORDS[kind], RECORDS[kind])
        named = {("person_id" if kind == "circle" else "id"): name} | {
            other: other for other in by if other != name and other in shape.columns
        }
        found = select(shape.columns["id"]).where(shape.columns["removed_at"].is_(None), shape.visible(reader))
        clauses.append(
            exists(found.where(*(shape.columns[c] == bindparam(p, type_=shape.columns[c].type) for c, p in named.items())))
        )
    return compiled(select(literal_column("1")).where(*clauses))
