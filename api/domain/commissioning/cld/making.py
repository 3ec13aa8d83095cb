"""A file of Client Level Data: the rows, checked, as CSV, and for each person what is missing."""

import csv
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from io import StringIO
from typing import Any, NamedTuple

from api.domain.commissioning.cld import checks
from api.domain.commissioning.cld.release2 import header
from api.domain.commissioning.cld.rows import Row, rows_of


class Made(NamedTuple):
    """An export. `missing`: of each person of whom there is something to say, the fields wanted and empty, and those wrong."""

    csv: bytes
    rows: int
    person_ids: list[str]
    missing: list[dict[str, Any]]


def made_of(facts: Mapping[str, Any]) -> Made:
    """The export that these facts make. People without an event are not in it."""
    people = {person["id"]: list(rows_of(facts, person)) for person in facts["people"]}
    people = {person: rows for person, rows in people.items() if rows}
    rows = [row for own in people.values() for row in own]
    # The same event twice, told apart by nothing that the collection looks at; also of two people with one reference.
    again = {id(row) for row in checks.twice(rows)}
    missing = [{"person_id": person, **told(own, again)} for person, own in people.items()]
    return Made(as_csv(rows), len(rows), [*people], [said for said in missing if said["fields"] or said["wrong"]])


def told(rows: list[Row], again: AbstractSet[int] = frozenset()) -> dict[str, list[str]]:
    """What is missing in somebody's rows, and what is wrong, by field in the file's order. `again`: rows said before."""
    found = [checks.check(row) for row in rows]
    missing = {name for one in found for name in one.missing}
    wrong = {name for one in found for name in one.wrong}
    if any(id(row) in again for row in rows):
        wrong.add("Event_Start_Date")
    return {"fields": _in_order(missing), "wrong": _in_order(wrong)}


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=header().index)


def as_csv(rows: Iterable[Row]) -> bytes:
    """Every field in quotes, so that a comma, a line end or a quote in one stays in it. UTF-8, lines end as RFC 4180 has it."""
    out = StringIO(newline="")
    writer = csv.DictWriter(out, header(), restval="", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
