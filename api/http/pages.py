"""The envelope of a list."""

from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from api.domain.shared.fields import INT32

NextPath = Annotated[
    str | None, Field(max_length=4000, pattern=r"^/v1/[!-~]+$", description="Path of the next page; null on the last.")
]
Count = Annotated[int, Field(ge=0, le=2147483647, json_schema_extra=INT32, description="Only with count=true.")]


@cache
def page_of(item: type[BaseModel]) -> Any:  # noqa: ANN401 - a model made here
    """A page of items: `{"items": […], "next": path or null}`, and `count` when it was asked for."""
    name = item.__name__.removesuffix("Read") + "Page"
    items: Any = Annotated[list[item], Field(max_length=200)]  # type: ignore[valid-type]  # made here, for each item
    members: dict[str, Any] = {"items": (items, ...), "next": (NextPath, ...), "count": (Count | None, None)}
    unbuilt = ConfigDict(defer_build=True)  # as Shown: never filled
    return create_model(name, __config__=unbuilt, __doc__="A page of a list. Follow `next` until it is null.", **members)
