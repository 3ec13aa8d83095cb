"""What every list takes: limit, cursor, updated_since, count; a list's own filters are further fields of its query model."""

from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, bindparam

from api.domain.shared.fields import Timestamp
from api.storage.reader import Filter
from api.storage.shape import Shape


class ListQuery(BaseModel):
    """Parameters of a list. An unknown parameter is refused."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    limit: Annotated[int, Field(ge=1, le=200, description="Page size.", json_schema_extra={"format": "int32"})] = 50
    cursor: Annotated[str | None, Field(max_length=2000, pattern=r"^[A-Za-z0-9_-]+$", description="Opaque; from `next`.")] = None
    updated_since: Annotated[Timestamp | None, Field(description="Only what changed at or after this instant.")] = None
    count: Annotated[bool, Field(description="Also count the whole list.")] = False

    @staticmethod
    def updated_since_filter(shape: Shape) -> Filter:
        """The filter that every list has."""
        return _updated_since(shape)

    def parameters(self, given: dict[str, Any]) -> dict[str, Any]:
        """Values of the filters that were given, for the statement. A list overrides it where a value is folded first."""
        return given


@lru_cache(maxsize=256)
def _updated_since(shape: Shape) -> Filter:
    column = shape.columns["updated_at"]
    return Filter(column >= bindparam("updated_since", type_=column.type), ("updated_at",))


def equals(column: ColumnElement[Any]) -> Filter:
    """The filter that a column has the value given under its own name."""
    return Filter(column == bindparam(str(column.key), type_=column.type), (str(column.key),))
