"""Field types that schemas share. Bounds here are those of the columns."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from inspect import get_annotations
from types import new_class
from typing import Annotated, Any, ClassVar, Final

from annotated_types import GroupedMetadata
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    Strict,
    StringConstraints,
)  # fmt: skip
from pydantic.config import JsonDict
from stdnum.exceptions import ValidationError as NumberError
from stdnum.gb import nhs
from typing_extensions import override

from api.domain.shared.clock import london_today, utc_now

NO_CONTROLS: Final = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$"
NO_NUL: Final = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
INT32: Final[JsonDict] = {"format": "int32"}


class Body(BaseModel):
    """Base of everything that a caller sends: an unknown member is a typing mistake, say so."""

    # Its validator is made when the first such body comes: a worker carries hundreds of them and meets a few each hour.
    model_config = ConfigDict(extra="forbid", defer_build=True)


class Shown:
    """Base of everything that we send: PostgreSQL makes the JSON, so these classes are its contract and are never filled.

    They are spelled like Pydantic models and made into such only where the contract is written: a worker carries hundreds of
    them, for the names of their fields alone, and each model would keep 14 KB of it.
    """

    model_config: ClassVar[ConfigDict] = {}

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The fields, those of its bases first."""
        said = (name for each in reversed(cls.__mro__) for name in get_annotations(each) if each is not Shown)
        return tuple(dict.fromkeys(said))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> Any:  # noqa: ANN401 - Pydantic's words
        """As a part of another: what the model of it says."""
        return handler(model_of(cls))


MODELS: Final[dict[type[Shown], type[BaseModel]]] = {}


def model_of(shown: type[Shown]) -> type[BaseModel]:
    """The Pydantic model of what is sent, made once."""
    if shown not in MODELS:
        bases = tuple(model_of(base) for base in shown.__bases__ if base is not Shown) or (BaseModel,)
        said = {name: value for name, value in vars(shown).items() if name not in {"__dict__", "__weakref__"}}
        MODELS[shown] = new_class(shown.__name__, bases, exec_body=lambda namespace: namespace.update(said))
    return MODELS[shown]


def _spelled(form: str, says: str) -> BeforeValidator:
    """Pydantic reads numbers, also in strings, as Unix times; the contract wants the RFC's spelling and nothing else."""
    pattern = re.compile(form)

    def check(value: Any) -> Any:  # noqa: ANN401 - a validator before types
        if isinstance(value, date) or (isinstance(value, str) and pattern.fullmatch(value)):
            return value
        raise ValueError(says)

    return BeforeValidator(check)


FIRST: Final = datetime.min.replace(tzinfo=UTC)
LAST: Final = datetime.max.replace(tzinfo=UTC)
_DAY: Final = r"\d{4}-\d\d-\d\d"
_INSTANT: Final = _DAY + r"[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)"


def _in_utc(value: datetime) -> datetime:
    """The same instant in UTC; at the very ends of the calendar the end itself."""
    try:
        return value.astimezone(UTC)
    except OverflowError:
        return FIRST if value.year == 1 else LAST


class Says(GroupedMetadata):
    """Several constraints as one name in an annotation: `Annotated[str, line(120)]`."""

    def __init__(self, *parts: Any) -> None:  # noqa: ANN401 - whatever pydantic reads in Annotated
        self.parts = parts

    @override
    def __iter__(self) -> Iterator[Any]:
        """The constraints, in the order in which they hold."""
        return iter(self.parts)


def line(longest: int, *, shortest: int = 1) -> StringConstraints:
    """One line of text, not only white space, without control characters."""
    return StringConstraints(min_length=shortest, max_length=longest, pattern=NO_CONTROLS)


def prose(longest: int) -> Says:
    """Text of several lines: somebody's own words, kept to the letter."""
    return Says(StringConstraints(min_length=1, max_length=longest, pattern=NO_NUL), AfterValidator(_not_blank))


def _not_blank(value: str) -> str:
    if not value.strip():
        msg = "Send some words, or leave it out."
        raise ValueError(msg)
    return value


def whole(least: int, most: int) -> Any:  # noqa: ANN401 - pydantic's Field says Any
    """A whole number within bounds."""
    return Field(ge=least, le=most, strict=True, json_schema_extra=INT32)


Flag = Annotated[bool, Strict()]  # true or false; pydantic would also read 0, 1, "yes" and "off"


def some(most: int, *, least: int = 0) -> Any:  # noqa: ANN401 - pydantic's Field says Any
    """Of a list: at most so many."""
    return Field(min_length=least, max_length=most)


def unsent() -> Any:  # noqa: ANN401 - stands in for a value of any type
    """The default of a PATCH member that cannot be cleared: left out is unchanged, and null is refused by its type."""
    return Field(default=None)


Timestamp = Annotated[
    AwareDatetime,
    _spelled(_INSTANT, "Send an RFC 3339 time with its offset, such as 2026-03-29T09:00:00+01:00."),
    AfterValidator(_in_utc),
    Field(examples=["2026-03-29T09:00:00+01:00"]),
]
Instant = Annotated[datetime, Field(examples=["2026-03-29T08:00:00.000000Z"])]
Day = Annotated[date, _spelled(_DAY, "Send a day as YYYY-MM-DD."), Field(examples=["2026-03-29"])]
Version = Annotated[int, Field(ge=1, le=2147483647, json_schema_extra=INT32, examples=[1])]


def _past(value: date) -> date:
    if value > london_today():
        msg = "This day has not come yet."
        raise ValueError(msg)
    return value


PastDay = Annotated[Day, AfterValidator(_past)]
_AHEAD: Final = timedelta(days=1)  # a phone's clock may be wrong; a wrong year is a mistake


def _happened(value: datetime) -> datetime:
    if value > utc_now() + _AHEAD:
        msg = "This has not happened yet: the time is more than a day ahead."
        raise ValueError(msg)
    return value


PastTime = Annotated[Timestamp, AfterValidator(_happened)]


def _nhs_number(value: str) -> str:
    """Check digit by modulus 11 (NHS Data Dictionary); the libraries pass ten equal digits, which are nobody's."""
    try:
        compact: str = nhs.validate(value)
    except NumberError as error:
        msg = "The check digit of this NHS number is wrong. Read it again, all ten digits."
        raise ValueError(msg) from error
    if len(set(compact)) == 1:
        msg = "Ten equal digits are nobody's NHS number."
        raise ValueError(msg)
    return compact


NhsNumber = Annotated[
    str,
    StringConstraints(min_length=10, max_length=10, pattern=r"^[0-9]{10}$"),
    AfterValidator(_nhs_number),
    Field(examples=["9990000018"], description="Ten digits without spaces, with a valid check digit."),
]
_POSTCODE_SENT: Final = r"^([Gg][Ii][Rr] ?0[Aa][Aa]|[A-Za-z]{1,2}[0-9][0-9A-Za-z]? ?[0-9][A-Za-z]{2})$"
_POSTCODE: Final = re.compile(r"(GIR ?0AA|[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2})")


def _postcode(value: str) -> str:
    """Upper case with one space before the last three."""
    compact = value.upper().replace(" ", "")
    if not _POSTCODE.fullmatch(compact):
        msg = "This is not the form of a UK postcode, such as WN1 1AA."
        raise ValueError(msg)
    return f"{compact[:-3]} {compact[-3:]}"


Postcode = Annotated[
    str,
    StringConstraints(min_length=5, max_length=8, pattern=_POSTCODE_SENT),
    AfterValidator(_postcode),
    Field(examples=["WN1 1AA"]),
]


KEY_BYTES: Final = 600  # of each part: some letters fold to eighteen, and a key stands in an index and in a cursor


def folded(*parts: str | None) -> str:
    """A sort or search key: case and accents folded here, because the embedded server has no ICU and text is sorted by bytes."""
    return " ".join(key for part in parts if part and (key := _folded(part)))


def _folded(part: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", part) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split()).encode()[:KEY_BYTES].decode(errors="ignore")
