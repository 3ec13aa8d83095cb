"""How a record is shown: the Read model's fields as columns, narrowed to what each role may read.

One shape serves GET, the list, and the answer to a write, so a resource has one representation and one place that makes it.
The application's own wall is here: the row rule in WHERE and the column choice, beside the same rules in PostgreSQL.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from sqlalchemy import TIMESTAMP, ColumnElement, Select, and_, func, literal_column, or_, select, text
from sqlalchemy.sql.elements import ColumnClause

from api.domain.access.roles import Role
from api.domain.access.rules import reach, rights
from api.domain.shared.fields import Shown
from api.domain.shared.owners import OPENING
from api.domain.shared.table import KEYS, CircleOwned, PersonOwned, Record

INSTANT: Final = '\'YYYY-MM-DD"T"HH24:MI:SS.US"Z"\''


SHAPES: Final[list["Shape"]] = []


@dataclass(frozen=True, eq=False)
class Shape:
    """A table, the Read model that shows it, fields that are computed, and the sort key of its lists.

    `about`: the column that names the person in a table that is not a person's own, so that reading it is a look at them.
    `apart`: an answer is a look at a person whose id this reader is not told: the kernel finds them by the record.
    `computed`: field to (expression, columns it needs): a role that may not read a needed column does not get the field.
    """

    table: type[Record]
    model: type[Shown | Record]
    computed: Mapping[str, tuple[ColumnElement[Any], tuple[str, ...]]] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    descending: bool = False
    where: tuple[ColumnElement[bool], ...] = ()
    about: str | None = None
    apart: bool = False

    def __post_init__(self) -> None:
        """Remember the shape: the contract asks which fields every reader of it gets."""
        if self.model is not self.table:
            SHAPES.append(self)

    def always(self) -> set[str]:
        """The fields that every role with any right to it gets; the others can be absent."""
        seen = [{name for name, _ in self.fields(reader)} for reader in (*Role, OPENING) if self.readable(reader) != frozenset()]
        return set.intersection(*seen)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields of the whole record, in the Read model's order."""
        return self.model.names()

    @cached_property
    def kind(self) -> str:
        """The record's kind: the table's name."""
        return str(self.table.__tablename__)

    @property
    def living(self) -> bool:
        """Whether what is shown can change without the record itself: then its tag is of what is shown beside the version."""
        return bool(self.computed)

    @cached_property
    def personal(self) -> bool:
        """Whether an answer with it is a look at a person."""
        return self.apart or self.about is not None or issubclass(self.table, PersonOwned | CircleOwned)

    @cached_property
    def columns(self) -> Mapping[str, Any]:
        """The table's columns by name."""
        return dict(self.table.__table__.columns.items())

    @cached_property
    def person_column(self) -> Any:  # noqa: ANN401 - a column
        """The column that names the person, if there is one."""
        if self.apart:
            return literal_column("NULL::uuid")
        if self.about is not None:
            return self.columns[self.about]
        return self.columns["id"] if self.kind == "person" else self.columns.get("person_id")

    def readable(self, reader: str) -> frozenset[str] | None:
        """Columns that a role may read; None is all of them. A role without any right gets nothing at all."""
        if reader not in self._readable:
            right = rights(self.table.owner, self.table.rules).get(reader)
            if right is None:
                self._readable[reader] = frozenset()
            else:
                self._readable[reader] = None if right.columns is None else frozenset({*right.columns, *KEYS})
        return self._readable[reader]

    @cached_property
    def _readable(self) -> dict[str, frozenset[str] | None]:
        """By reader: every read asks."""
        return {}

    def fields(self, reader: str) -> list[tuple[str, ColumnElement[Any]]]:
        """Field names and expressions in the Read model's order."""
        allowed = self.readable(reader)
        found = []
        for name in self.names:
            expression, needs = self.computed.get(name) or (self.columns[name], (name,))
            if allowed is None or allowed.issuperset(needs):
                found.append((name, shown(expression)))
        return found

    def view(self, reader: str) -> str:
        """The ETag's suffix where a role sees only a part."""
        known = self._views.get(reader)
        if known is None:
            whole = set(self.names)
            known = self._views[reader] = "" if {name for name, _ in self.fields(reader)} == whole else f".{reader}"
        return known

    @cached_property
    def _views(self) -> dict[str, str]:
        """By reader: every answer asks."""
        return {}

    def visible(self, reader: str, *, opened: bool = True, written: bool = False) -> ColumnElement[bool]:
        """The application's own row filter: the same rule that row security holds, in the query itself.

        `opened`: with what break-glass lets a carer read; nothing is ever written by it. `written`: only what may be written too.
        """
        owner = self.table.owner
        rules = self.table.rules
        if reader not in rights(owner, rules):
            return literal_column("false")
        rule = text(f"({reach(owner, rules, reader, self.kind)})")
        further = rights(owner, rules)[reader].write_where
        if written and further is not None:
            return and_(rule, text(f"({further})"))
        if opened and reader == "carer" and OPENING in rights(owner, rules):
            return or_(rule, text(f"({reach(owner, rules, OPENING, self.kind)})"))
        return and_(rule)

    def select(self, reader: str, *, also: tuple[ColumnElement[Any], ...] = ()) -> Select[Any]:
        """SELECT of the visible, not removed rows: the fields, and `_id`, `_version`, `_person` beside them."""
        person = self.person_column
        if self.about is not None and self.about not in (self.readable(reader) or (self.about,)):
            person = None  # they are not told whom it is about, and what they are told is about nobody
        return (
            select(
                self.columns["id"].label("_id"),
                self.columns["version"].label("_version"),
                (person if person is not None else literal_column("NULL::uuid")).label("_person"),
                *also,
                *(expression.label(name) for name, expression in self.fields(reader)),
            )
            .where(self.columns["removed_at"].is_(None), *self.where, self.visible(reader))
        )  # fmt: skip

    def json(self, reader: str, source: str = "q") -> str:
        """SQL that turns a row of `source` into JSON text."""
        names = ", ".join(f'{source}."{name}"' for name, _ in self.fields(reader))
        return f"(SELECT row_to_json(r) FROM (SELECT {names}) r)::text"  # noqa: S608 - names of our own fields


def shown(expression: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column as the contract shows it: instants in UTC with `Z` and six digits, the rest as PostgreSQL's JSON does."""
    if isinstance(expression.type, TIMESTAMP):
        clause: ColumnClause[Any] = literal_column(INSTANT)
        return func.to_char(func.timezone(literal_column("'UTC'"), expression), clause)
    return expression
