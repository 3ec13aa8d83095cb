"""Accepts rows of Client Level Data, or names what is missing and what is wrong.

Written from the field list (cld_release2.json) and from nothing else: every field, condition and list is read there, and a
condition whose words are not known here is a KeyError. It shares no code with what makes the rows.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

Row = Mapping[str, str]
ADULT, PENSION = 18, 65
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Found(NamedTuple):
    """What a check says of one row: fields that are wanted and empty, and fields that say something that cannot be."""

    missing: tuple[str, ...]
    wrong: tuple[str, ...]


@lru_cache(maxsize=1)
def listed() -> dict[str, Any]:
    """The field list."""
    return orjson.loads(Path(__file__).with_name("cld_release2.json").read_bytes())  # type: ignore[no-any-return]


def day(text: str | None) -> date | None:
    """A day as the file writes it, YYYY-MM-DD; None for anything else."""
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.isoformat() == text else None


def _is(event: str) -> Callable[[Row], bool]:
    return lambda row: row.get("Event_Type") == event


def _first_kind(row: Row) -> bool:
    """Whether the row is about somebody who gets support themselves: the first word of client_type."""
    return row.get("Client_Type") in listed()["lists"]["client_type"][:1]


def _cares(row: Row) -> bool:
    return row.get("Client_Type") in listed()["lists"]["client_type"][1:]


def _works_age(row: Row) -> bool:
    """Aged 18 to 64 on the last day of the period, with learning disability support."""
    born, until = day(row.get("Date_of_Birth")), day(row.get("Reporting_Period_End_Date"))
    if born is None or until is None or not _first_kind(row):
        return False
    age = until.year - born.year - ((until.month, until.day) < (born.month, born.day))
    return ADULT <= age < PENSION and row.get("Primary_Support_Reason") == "Learning disability support"


def _costed(row: Row) -> bool:
    kind, component = row.get("Service_Type") or "", row.get("Service_Component") or ""
    short = component in ("Short term residential care", "Short term nursing care")
    return (
        row.get("Event_Type") == "Service"
        and (kind.startswith(("Long term support", "Unpaid carer support")) or short)
        and row.get("Delivery_Mechanism") != "CASSR commissioned support"
    )


CONDITIONS: Final[Mapping[str, Callable[[Row], bool]]] = {
    "Event_Type is not Request": lambda row: row.get("Event_Type") != "Request",
    "Service User aged 18 to 64 with Learning disability support": _works_age,
    "Service User and the event is a Service or a Review": lambda row: (
        _first_kind(row) and row.get("Event_Type") in ("Service", "Review")
    ),
    "Event_Type is not Service, or Date_of_Death is given": lambda row: (
        row.get("Event_Type") != "Service" or bool(row.get("Date_of_Death"))
    ),
    "Request": _is("Request"),
    "Assessment": _is("Assessment"),
    "Service": _is("Service"),
    "Review": _is("Review"),
    "Review with a planned reason": lambda row: (
        row.get("Event_Type") == "Review" and (row.get("Review_Reason") or "").startswith("Planned")
    ),
    "long term, short term residential or nursing, or unpaid carer support, and not CASSR commissioned support": _costed,
    "as Unit_Cost": _costed,
}
APPLIES: Final[Mapping[str, Callable[[Row], bool]]] = {
    "Service User": _first_kind,
    "not Unpaid carer known by association": lambda row: row.get("Client_Type") != listed()["lists"]["client_type"][2],
    "unpaid carers": _cares,
}


def _decimal(text: str) -> bool:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return False
    return number.is_finite() and number >= 0


TYPES: Final[Mapping[str, Callable[[str], bool]]] = {
    "date": lambda text: day(text) is not None,
    "integer": lambda text: text.isascii() and text.isdigit(),
    "decimal": _decimal,
    "decimal pounds": lambda text: _decimal(text) and len(text.partition(".")[2]) <= 2,  # noqa: PLR2004 - pence
}


def check(row: Row) -> Found:
    """What is missing in one row, and what is wrong with it, by field."""
    missing, wrong = [], []
    for field in listed()["fields"]:
        name, text = field["name"], row.get(field["name"]) or ""
        holds = all(rules[field[key]](row) for key, rules in (("when", CONDITIONS), ("applies", APPLIES)) if key in field)
        if not text:
            if field["status"] == "mandatory" and holds:
                missing.append(name)
        elif not _may_stand(field, text, row, holds=holds):
            wrong.append(name)
    unknown = [name for name in row if name not in {field["name"] for field in listed()["fields"]}]
    return Found((*missing,), (*wrong, *(name for name in _days(row) if name not in wrong), *unknown))


def _may_stand(field: Mapping[str, Any], text: str, row: Row, *, holds: bool) -> bool:
    """Whether a text may stand in a field: its type, its list, the event it is for, and nothing that a spreadsheet would run."""
    if text.startswith(FORMULA) or ("type" in field and not TYPES[field["type"]](text)):
        return False
    # Of other events and other people a field stays empty. A condition of when a field is wanted does not forbid it elsewhere.
    elsewhere = field.get("when") in ("Request", "Assessment", "Service", "Review") or "applies" in field
    if elsewhere and not holds:
        return False
    if (
        field["name"] in ("Unit_Cost", "Cost_Frequency_Unit_Type", "Planned_units_per_week")
        and row.get("Event_Type") != "Service"
    ):
        return False
    return "list" not in field or _listed(field["list"], text)


def _listed(name: str, text: str) -> bool:
    known = listed()["lists"].get(name)
    if known is not None:
        return text in known
    # Of a list that is known in part, some words are known by their beginning only.
    return any(text == word or (word.endswith("…") and text.startswith(word[:-1])) for word in listed()["known_in_part"][name])


def _days(row: Row) -> Iterable[str]:
    """Days that cannot be: the end before the beginning or after a death, an event outside the period."""
    begun, ended, died = (day(row.get(name)) for name in ("Event_Start_Date", "Event_End_Date", "Date_of_Death"))
    first, last = (day(row.get(f"Reporting_Period_{name}_Date")) for name in ("Start", "End"))
    if (begun and ended and ended < begun) or (died and ended and ended > died):
        yield "Event_End_Date"
    elif row.get("Event_Type") == "Service":
        if first and ended and ended < first:
            yield "Event_End_Date"
    elif ended and first and last and not first <= ended <= last:
        yield "Event_End_Date"
    if begun and ((last and begun > last) or (died and begun > died)):
        yield "Event_Start_Date"
    born = day(row.get("Date_of_Birth"))
    if died and born and died < born:
        yield "Date_of_Death"


def identity(row: Row) -> tuple[str, ...]:
    """What tells one event from another, as the field list says. Two rows with the same one are the same event twice."""
    told = listed()["event_identity"]
    kind = row.get("Event_Type") or ""
    further = told["Service, single submission only"] if kind == "Service" else ()
    names = [*told["all"], *told.get(kind, ()), *further]
    # A person is told by what the council calls them; of whom it has no word, by the NHS number.
    person = row.get("LA_Person_Unique_Identifier") or row.get("NHS_Number") or ""
    return (kind, *(person if name == "person id" else row.get(name) or "" for name in names))


def twice(rows: Iterable[Row]) -> list[Row]:
    """The rows that say an event a second time."""
    seen: set[tuple[str, ...]] = set()
    again = []
    for row in rows:
        known = identity(row)
        if known in seen:
            again.append(row)
        seen.add(known)
    return again
