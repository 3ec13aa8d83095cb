"""What may be asked of the feed: each parameter by name, how it is read, and what the document says of it.

Parameters that the standard does not know are left alone, as the standard has it: a proxy or a harvester adds its own. A known
one that cannot be read is refused with what to send.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.shared.errors import InvalidError

MOST_PER_PAGE: Final = 100
PER_PAGE: Final = 50
LAST_PAGE: Final = 1_000_000
LONGEST_SEARCH: Final = 200
OLDEST: Final = 120
FURTHEST: Final = 1_000_000
DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_POSTCODE: Final = re.compile(r"(GIR0AA|[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2})")
_TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_LONGEST_VALUE: Final = 400


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text) or not least <= int(text) <= most:
            raise ValueError(f"Send a whole number from {least} to {most}.")
        return int(text)

    return read


def _search(text: str) -> str:
    if "\0" in text or len(text) > LONGEST_SEARCH or not text.strip():
        raise ValueError(f"Send words, {LONGEST_SEARCH} letters at most.")
    return text


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ValueError("Send a UUID.") from None


def _day(text: str) -> str:
    if text.upper()[:2] not in DAYS:
        raise ValueError("Send a day of the week: MO, TU, WE, TH, FR, SA or SU.")
    return text.upper()[:2]


def _time(text: str) -> str:
    if not _TIME.fullmatch(text[:5]) or text[5:] not in {"", ":00", "Z", ":00Z"}:
        raise ValueError("Send a time of day in London, such as 10:30.")
    return text[:5]


def _postcode(text: str) -> str:
    compact = text.upper().replace(" ", "")
    if not _POSTCODE.fullmatch(compact):
        raise ValueError("Send a whole UK postcode, such as WN1 1AA.")
    return f"{compact[:-3]} {compact[-3:]}"


def _metres(text: str) -> float:
    try:
        metres = float(text)
    except ValueError:
        metres = -1
    if not isfinite(metres) or not 0 < metres <= FURTHEST:
        raise ValueError(f"Send a distance in metres, up to {FURTHEST}.")
    return metres


def _moment(text: str) -> datetime:
    try:
        # A plus sign in a query is read as a space: taken back, since only an offset has one there.
        found = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    except ValueError:
        raise ValueError("Send a date or a time, such as 2026-09-01 or 2026-09-01T10:00:00Z.") from None
    if not date(1970, 1, 2) < found.date() < date(2200, 1, 1):
        raise ValueError("Send a time of this age.")
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _flag(text: str) -> bool:
    if text.lower() not in {"true", "false", ""}:
        raise ValueError("Send true or false.")
    return text.lower() != "false"


class Parameter(NamedTuple):
    """How one parameter is read, its schema, and what it means."""

    read: Callable[[str], Any]
    schema: Mapping[str, Any]
    says: str


_ID: Final = {"type": "string", "format": "uuid"}
_AGE: Final = {"type": "integer", "minimum": 0, "maximum": OLDEST}
_CLOCK: Final = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:00)?Z?$", "maxLength": 9, "examples": ["10:30"]}
_TRUE: Final = {"type": "boolean"}
PARAMETERS: Final[Mapping[str, Parameter]] = {
    "search": Parameter(
        _search, {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH}, "Words in name, description, place or town."
    ),
    "page": Parameter(
        _whole(1, LAST_PAGE), {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1}, "The number of the page."
    ),
    "per_page": Parameter(
        _whole(1, MOST_PER_PAGE),
        {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
        "How many in one page.",
    ),
    "organization_id": Parameter(_uuid, _ID, "Only what this organization published."),
    "taxonomy_id": Parameter(_uuid, _ID, "Only those that seek some gift of this taxonomy."),
    "taxonomy_term_id": Parameter(_uuid, _ID, "Only those that seek this gift."),
    "minimum_age": Parameter(_whole(0, OLDEST), _AGE, "Open to somebody of this age or older."),
    "maximum_age": Parameter(_whole(0, OLDEST), _AGE, "Open to somebody of this age or younger."),
    "day": Parameter(
        _day, {"type": "string", "minLength": 2, "maxLength": 9, "examples": ["TH"]}, "Meets on this day of the week by its rule."
    ),
    "start_time": Parameter(_time, _CLOCK, "Begins at this time in London or later."),
    "end_time": Parameter(_time, _CLOCK, "Is over by this time in London; where nobody said how long, begins by it."),
    "postcode": Parameter(
        _postcode,
        {"type": "string", "minLength": 5, "maxLength": 8, "examples": ["WN1 1AA"]},
        "With proximity, near it; alone, in the same postcode district.",
    ),
    "proximity": Parameter(
        _metres,
        {"type": "number", "exclusiveMinimum": 0, "maximum": FURTHEST},
        "How far from the postcode in metres, as the crow flies. Where the postcode is follows from published places in it.",
    ),
    "modified_after": Parameter(
        _moment,
        {"type": "string", "maxLength": 40, "examples": ["2026-09-01T10:00:00Z"]},
        "Only what changed since. What was taken back is not told of: read all of it now and then.",
    ),
    "minimal": Parameter(_flag, _TRUE, "Only id and last_modified."),
    "full": Parameter(_flag, _TRUE, "With the arrays, as in the single record."),
}
PAGES: Final = ("page", "per_page")
GIFTS: Final = ("organization_id", "taxonomy_id", "search", *PAGES)
GROUPS: Final = tuple(PARAMETERS)
PLACES: Final = tuple(name for name in PARAMETERS if name != "minimal")


def asked(sent: Mapping[str, str], names: tuple[str, ...]) -> dict[str, Any]:
    """The parameters as values; InvalidError that names the one which cannot be read."""
    found: dict[str, Any] = {"page": 1, "per_page": PER_PAGE}
    for name in names:
        if sent.get(name):  # an empty field of a form asks for nothing
            try:
                found[name] = PARAMETERS[name].read(sent[name][:_LONGEST_VALUE])
            except ValueError as error:
                raise InvalidError(str(error), pointer=f"?{name}") from None
    if "proximity" in found and "postcode" not in found:
        raise InvalidError("Send the postcode that it has to be near.", pointer="?postcode")
    return found


def page_of(contents: list[Any], total: int, ask: Mapping[str, Any]) -> dict[str, Any]:
    """The page object of the standard."""
    pages = -(-total // ask["per_page"])
    return {
        "total_items": total, "total_pages": pages, "page_number": ask["page"], "size": len(contents),
        "first_page": ask["page"] == 1, "last_page": ask["page"] >= pages, "empty": not contents, "contents": contents,
    }  # fmt: skip


def cut(found: list[Any], ask: Mapping[str, Any]) -> dict[str, Any]:
    """One page of a list that is here as a whole."""
    start = (ask["page"] - 1) * ask["per_page"]
    return page_of(found[start : start + ask["per_page"]], len(found), ask)
