"""Lists of what no role reads in a table: a function of the database decides what is told to whom, a page at a time.

Such a function takes its filters first, then the row to go on behind (`p_at`, `p_id`) and how many rows; it answers
`sort_at`, `id` and what the Read model names, newest first.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple, get_args, get_type_hints

from api.domain.shared.fields import Shown
from api.storage.shape import INSTANT
from api.storage.wire import Statement, plain

NEWEST: Final = ("infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff")  # behind nothing: the first page


class FunctionList(NamedTuple):
    """A page of such a list, how many there are in all, and its filters."""

    page: Statement
    counting: Statement
    filters: tuple[str, ...]

    def values(self, **more: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any parameter's value
        """Values for every filter that the caller did not give."""
        return {f"q_{name}": None for name in self.filters} | more


def function_list(
    function: str, model: type[Shown], filters: Mapping[str, str], *, first: Mapping[str, str] | None = None,
    computed: Mapping[str, str] | None = None,
) -> FunctionList:  # fmt: skip
    """The list that a function tells. `filters` and `first` (which come before them): parameters and their types, in order.

    `computed`: members of the model that are worked out of a row `c`; `$current` in it is the first parameter after the rest.
    """
    before = first or {}
    named = {**before, **{f"q_{name}": type_ for name, type_ in filters.items()}}
    given = ", ".join(f"${n}::{type_}" for n, type_ in enumerate(named.values(), 1))
    given += ", " if given else ""
    n = len(named)
    extra = dict(computed or {})
    said = get_type_hints(model, include_extras=True)
    members = {name: extra.get(name) or _column(name, said[name]) for name in model.names()}
    item = ", ".join(f"'{name}', {sql}" for name, sql in members.items())
    parameters = [*named, "after_0", "after_1", "most"]
    if any("$current" in sql for sql in extra.values()):
        parameters.append("current")
        item = item.replace("$current", f"${n + 4}::uuid")
    row = f"{function}({given}${n + 1}::timestamptz, ${n + 2}::uuid, ${n + 3}::bigint)"
    page = (
        "SELECT h.item, h.sort_at::text, h.id::text FROM (SELECT 1) k LEFT JOIN (SELECT c.sort_at, c.id, "  # noqa: S608 - names of ours
        f"json_build_object({item})::text AS item FROM {row} c) h ON true ORDER BY h.sort_at DESC, h.id DESC"
    )
    count = f"SELECT count(*) FROM {function}({given}'{NEWEST[0]}', '{NEWEST[1]}', NULL)"  # noqa: S608 - names of ours
    return FunctionList(plain(page, *parameters), plain(count, *named), tuple(filters))


def _column(name: str, annotation: Any) -> str:  # noqa: ANN401 - any annotation
    return f"to_char(c.{name} AT TIME ZONE 'UTC', {INSTANT})" if _is_instant(annotation) else f"c.{name}"


def _is_instant(annotation: Any) -> bool:  # noqa: ANN401 - any annotation
    return annotation is datetime or any(_is_instant(part) for part in get_args(annotation))
