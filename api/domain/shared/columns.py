"""A table's columns from the annotations of its class, in SQLModel's words but without SQLModel.

Rows are read as JSON and written as parameters: nobody maps them to objects, and nothing validates them here. SQLModel makes
each class a Pydantic model, maps it, and brings SQLAlchemy's ORM along: measured, 14 MB of every worker for what nobody asks.
"""

import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from inspect import get_annotations
from typing import Any, ClassVar, Final, NamedTuple, Union, get_args, get_origin
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, DateTime, Float, ForeignKey, Integer, LargeBinary, String, Uuid
from sqlalchemy.types import TypeEngine

# The first that a Python type is a kind of: a bool is an int too, and an instant a date.
KINDS: Final[tuple[tuple[type, TypeEngine[Any]], ...]] = (
    (float, Float()), (bool, Boolean()), (int, Integer()), (datetime, DateTime(timezone=True)), (date, Date()),
    (bytes, LargeBinary()), (UUID, Uuid()),
)  # fmt: skip


class Said(NamedTuple):
    """What is said of a column beside its Python type."""

    default: Any = None
    default_factory: Callable[[], Any] | None = None
    max_length: int | None = None
    nullable: bool | None = None
    primary_key: bool = False
    foreign_key: str | None = None
    ondelete: str | None = None
    sa_type: Any = None
    sa_column_args: tuple[Any, ...] = ()
    sa_column_kwargs: Mapping[str, Any] = {}

    def filled(self) -> Any:  # noqa: ANN401 - a value of any type
        """What stands in the column where nothing is given."""
        return self.default if self.default_factory is None else self.default_factory()

    def column(self, name: str, annotation: Any) -> Column[Any]:  # noqa: ANN401 - a type or a union
        """The column. It may be NULL where the annotation says None, unless it is said otherwise."""
        union = get_origin(annotation) in (Union, types.UnionType)
        kinds = [kind for kind in (get_args(annotation) if union else (annotation,)) if kind is not types.NoneType]
        optional = union and types.NoneType in get_args(annotation)
        further = [ForeignKey(self.foreign_key, ondelete=self.ondelete)] if self.foreign_key else []
        return Column(
            name,
            self.sa_type if self.sa_type is not None else self._type(kinds[0]),
            *further,
            *self.sa_column_args,
            primary_key=self.primary_key,
            nullable=(optional and not self.primary_key) if self.nullable is None else self.nullable,
            default=self.default_factory or self.default,
            **self.sa_column_kwargs,
        )

    def _type(self, kind: type) -> TypeEngine[Any]:
        if issubclass(kind, str):
            return String(self.max_length)
        return next(type_ for each, type_ in KINDS if issubclass(kind, each))


Columns = Mapping[str, tuple[Any, Said]]  # by name: the annotation, and what is said beside it


def Field(**said: Any) -> Any:  # noqa: ANN401, N802 - stands in for a value of any type; SQLModel's word for it
    """What is said of a column: the value of its annotation in a table's class."""
    return Said(**said)


def columns_of(cls: type, inherited: Columns) -> Columns:
    """The columns of a class by name: those of its bases, then its own. A ClassVar takes one of them away."""
    found = dict(inherited)
    for name, annotation in get_annotations(cls, eval_str=True).items():
        kind: Any = get_origin(annotation)
        if kind is ClassVar:
            found.pop(name, None)
            continue
        value = cls.__dict__.get(name)
        found[name] = (annotation, value if isinstance(value, Said) else Said(default=value))
    return found
