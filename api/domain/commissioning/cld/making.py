"""A file of Client Level Data: the rows, checked, as CSV, and for each person what is missing."""

import csv
from collections.abc import Iterable, Mapping
from gzip import GzipFile
from hashlib import blake2b
from io import BytesIO, StringIO
from typing import Any, Final, NamedTuple

from api.domain.commissioning.cld import checks
from api.domain.commissioning.cld.release2 import header
from api.domain.commissioning.cld.rows import Row, left_to_council, rows_of

LEVEL: Final = 6


class Made(NamedTuple):
    """An export. `missing`: of each person of whom the provider has something to put right, what it is and what it is not."""

    packed: bytes  # the file as gzip: what a hundred megabytes of the same words come to
    rows: int
    person_ids: list[str]
    missing: list[dict[str, Any]]


class Making:
    """An export in the making, some people after others: all of them at once are more than a process may hold."""

    def __init__(self) -> None:
        self._file = BytesIO()
        self._packing = GzipFile(fileobj=self._file, mode="wb", compresslevel=LEVEL, mtime=0)
        self._packing.write(as_csv(()))
        self._seen: set[bytes] = set()
        self._rows = 0
        self._person_ids: list[str] = []
        self._missing: list[dict[str, Any]] = []

    def add(self, facts: Mapping[str, Any]) -> None:
        """Take the people of these facts in. Those without an event are not in it."""
        for person in facts["people"]:
            rows = [*rows_of(facts, person)]
            if not rows:
                continue
            said = told(rows, again=self._again(rows))
            self._packing.write(as_csv(rows, named=False))
            self._rows += len(rows)
            self._person_ids.append(person["id"])
            # Who lacks only what the council fills in lacks nothing here.
            if said["fields"] or said["wrong"]:
                self._missing.append({"person_id": person["id"], **said})

    def made(self) -> Made:
        """All that was taken in."""
        self._packing.close()
        return Made(self._file.getvalue(), self._rows, self._person_ids, self._missing)

    def _again(self, rows: Iterable[Row]) -> bool:
        """Whether one of these events was said before: told apart by nothing the collection looks at, also of two people."""
        found = False
        for row in rows:
            known = blake2b("\n".join(checks.identity(row)).encode(), digest_size=16).digest()
            found |= known in self._seen
            self._seen.add(known)
        return found


def made_of(facts: Mapping[str, Any]) -> Made:
    """The export that these facts make."""
    making = Making()
    making.add(facts)
    return making.made()


def told(rows: Iterable[Row], *, again: bool = False) -> dict[str, list[str]]:
    """What is missing in somebody's rows, and what is wrong, by field in the file's order. `again`: one was said before.

    A field can be missing twice: in a row where the provider writes it, and in another where only the council can.
    """
    missing: set[str] = set()
    theirs: set[str] = set()
    wrong: set[str] = set()
    for row in rows:
        found, council = checks.check(row), left_to_council(row)
        missing.update(name for name in found.missing if name not in council)
        theirs.update(name for name in found.missing if name in council)
        wrong.update(found.wrong)
    if again:
        wrong.add("Event_Start_Date")
    return {"fields": _in_order(missing), "left_to_council": _in_order(theirs), "wrong": _in_order(wrong)}


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=header().index)


def as_csv(rows: Iterable[Row], *, named: bool = True) -> bytes:
    """Every field in quotes, so that a comma, a line end or a quote in one stays in it. UTF-8, lines end as RFC 4180 has it."""
    out = StringIO(newline="")
    writer = csv.DictWriter(out, header(), restval="", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    if named:
        writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
