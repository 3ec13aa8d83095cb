"""What a resource is to the tests: apart from the lists of them, so that each list can be read on its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from typing_extensions import override

from tests.access_matrix.places import Place

Json = dict[str, Any]
# A body for the n-th record that a test makes under this place.
Bodies = Callable[[int, Place], Json]


@dataclass(frozen=True)
class Resource:
    """A kind of record: its collection's path, a body for a new one, what a patch says, who writes it, who is a stranger to it.

    `place`: under whom the tests write. `only`: there is one under its parent, found by the path itself. `patcher`: who changes
    it, if it is not who makes it. Without a body it is made by a verb of its own.
    """

    kind: str
    path: str
    body: Bodies | None = None
    patch: Json = field(default_factory=dict)
    writer: str = "carer"
    stranger: str | None = "carer_3"
    forbidden: str | None = "commissioner"
    place: str = "begum"
    only: bool = False
    patcher: str | None = None

    @override
    def __str__(self) -> str:
        """Its name in a test's id."""
        return self.kind


def numbered(name: str, **more: Any) -> Bodies:
    return lambda n, _place: {name: f"Number {n}", **more}
