"""The registry as data: one file for each part of the field, read once when the process starts.

A file names answers (operations that show the same figures) and measures; a measure names the members of those answers that it
explains, as paths without brackets: `weeks.short` is `short` of each of the `weeks`. A member belongs to one measure. Tests hold
all of it to the contract: a number that no measure names fails them.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final

import orjson

from api.domain.shared.clock import london_today

PLACE: Final = "/v1/measures"


class MeasureDirection(StrEnum):
    """Which way is better. `neither`: it describes, and says nothing about good or bad."""

    more = "more"
    less = "less"
    neither = "neither"


@dataclass(frozen=True, slots=True)
class Appearance:
    """An operation and the members of its answer that are figures of this measure."""

    operation: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One entry. `numerator` is what is counted or added up; without a `denominator` it is not divided by anything."""

    code: str
    name: str
    purpose: str
    used_by: tuple[dict[str, str], ...]
    formula: str
    symbols: str | None
    numerator: str
    denominator: str | None
    unit: str
    period: str
    comparison: str
    source: str
    reference: str | None
    caveat: str
    direction: MeasureDirection
    changed_on: date
    review_on: date
    retire_on: date | None
    appears: tuple[Appearance, ...]

    @property
    def retired(self) -> bool:
        """Whether its last day has passed: its entry is still read, and no answer gives it any more."""
        return self.retire_on is not None and self.retire_on <= london_today()


class RegistryError(Exception):
    """A file of the registry contradicts itself or another one."""


def _read() -> Iterator[Measure]:
    folder = files(__package__) / "entries"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            said = tomllib.loads(file.read_text(encoding="utf-8"))
            for entry in said["measures"]:
                yield made(said["defaults"] | entry, said["answers"])


def made(said: Mapping[str, Any], answers: Mapping[str, list[str]]) -> Measure:
    """An entry of a file. RegistryError when it says too little, too much, or of answers that the file does not name."""
    values = {"symbols": None, "denominator": None, "reference": None, "retire_on": None, **said}
    members: dict[str, list[str]] = values.pop("members", {})
    try:
        appears = tuple(Appearance(o, tuple(shown)) for name, shown in members.items() for o in answers[name])
        return Measure(
            **values
            | {"appears": appears, "used_by": tuple(values["used_by"]), "direction": MeasureDirection(values["direction"])}
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RegistryError(str(said.get("code")), *error.args) from error


def by_code(entries: Iterator[Measure]) -> dict[str, Measure]:
    """Entries by their code, in its order. RegistryError for a code twice, or a member of an answer in two entries."""
    found: dict[str, Measure] = {}
    owner: dict[tuple[str, str], str] = {}
    for entry in entries:
        if entry.code in found:
            raise RegistryError(entry.code, "This code is there twice.")
        found[entry.code] = entry
        for shown in entry.appears:
            for member in shown.members:
                if (other := owner.setdefault((shown.operation, member), entry.code)) != entry.code:
                    raise RegistryError(entry.code, f"{shown.operation} {member} belongs to {other} already.")
    return dict(sorted(found.items()))


MEASURES: Final = by_code(_read())
# Operations whose answers give figures; those that are records or lists say so in a header (see http/route.py).
MEASURED: Final = frozenset(shown.operation for measure in MEASURES.values() for shown in measure.appears if not measure.retired)


def links(operation: str) -> dict[str, str]:
    """The member `measures` of an operation's answer: each figure's path to the address of its entry."""
    return dict(
        sorted(
            (member, f"{PLACE}/{measure.code}")
            for measure in MEASURES.values()
            if not measure.retired
            for shown in measure.appears
            if shown.operation == operation
            for member in shown.members
        )
    )


def linked(operation: str) -> str:
    """The same as text, for the statement that makes the answer."""
    return orjson.dumps(links(operation)).decode()
