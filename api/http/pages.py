"""The envelope of a list."""

from functools import cache
from typing import Annotated, Any

from pydantic import Field

from api.domain.shared.fields import INT32, Shown

NextPath = Annotated[
    str | None, Field(max_length=4000, pattern=r"^/v1/[!-~]+$", description="Path of the next page; null on the last.")
]
Count = Annotated[int, Field(ge=0, le=2147483647, json_schema_extra=INT32, description="Only with count=true.")]


@cache
def page_of(item: type[Shown]) -> type[Shown]:
    """A page of items: `{"items": […], "next": path or null}`, and `count` when it was asked for."""
    items: Any = Annotated[list[item], Field(max_length=200)]  # type: ignore[valid-type]  # made here, for each item
    members = {"items": items, "next": NextPath, "count": Count | None}
    words = "A page of a list. Follow `next` until it is null."
    name = item.__name__.removesuffix("Read") + "Page"
    return type(name, (Shown,), {"__annotations__": members, "__doc__": words, "count": None})
