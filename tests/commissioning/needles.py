"""What of a world is nobody's business outside it: names, dates of birth, numbers, addresses, words. And finding it in an answer.

All of it is kept as short runs of words, so that a thousand answers are searched in a moment: a name is one word, in its own
case; a number, a date or an address is a run of its words; of longer words, such as a note, every four that follow one another.
"""

import io
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import httpx2
import orjson
import psycopg
from psycopg import sql
from pypdf import PdfReader

from api.domain.measures.registry import MEASURES
from api.domain.registry import tables
from api.domain.shared.owners import Owner

LIVES: Final = (Owner.person, Owner.private, Owner.home, Owner.circle, Owner.fund, Owner.team)
NAMES: Final = frozenset({"preferred_name", "given_names", "family_name", "name"})
NUMBERS: Final = frozenset({"nhs_number", "phone", "phones", "email", "address_lines", "postcode", "key_safe_code", "uprn"})
# A team's own name and place are told to whoever may ask it; a council's reference is the council's. Kept documents are made of
# what stands elsewhere, in the service's own words.
TOLD: Final = frozenset({
    ("team", "name"), ("team", "place"), ("person", "council_reference"), ("circle", "connector_name"),
    ("arrangement", "council_reference"), ("arrangement", "purchaser"), ("fund", "name"),
    ("arrangement", "council_name"), ("arrangement", "provider_name"),
    ("person_page", "html"), ("fund_statement", "html"), ("fund_statement", "content"),
})  # fmt: skip
RUN: Final = 4
ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # ids are looked for as such, those of people
COUNTS: Final = re.compile("content-length|ratelimit.*")  # headers that are numbers
WORD: Final = re.compile(r"\w+")
Run = tuple[str, ...]
MONTHS: Final = "January February March April May June July August September October November December".split()  # noqa: SIM905 - reads


def folded(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def runs(text: str) -> Iterator[Run]:
    """Every four words that follow one another; of two or three words those."""
    words = folded(text)
    if len(words) >= RUN:
        yield from (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    elif len(words) > 1:
        yield tuple(words)


def name_words(text: str) -> Iterator[Run]:
    yield from ((word,) for word in WORD.findall(text) if len(word) > 2 and word[0].isupper())


def of_day(day: date) -> Iterator[Run]:
    """A day as machines and as people write it."""
    yield tuple(day.isoformat().split("-"))
    yield (str(day.day), MONTHS[day.month - 1].casefold(), str(day.year))


def of_id(id_: UUID) -> Run:
    """The four last parts: the first is when it was made, which many share."""
    return tuple(str(id_).split("-")[1:])


def of_column(name: str, value: object) -> Iterator[Run]:
    """The runs of a value."""
    if isinstance(value, date):
        yield from of_day(value) if name == "date_of_birth" else ()
        return
    for text in leaves(value):
        if ID.fullmatch(text):
            continue
        if name in NAMES:
            yield from name_words(text)
            yield from runs(text)
        elif name in NUMBERS:
            words = folded(text)
            yield from runs(text) if len(words) > 1 else [(word,) for word in words if word.isalnum() and not word.isalpha()]
        elif len(folded(text)) >= RUN:
            yield from runs(text)


def leaves(value: object) -> Iterator[str]:
    """The texts in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield str(name)
            yield from leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner)
    elif value is not None:
        yield str(value)


def of_world(operator: psycopg.Connection[Any]) -> frozenset[Run]:
    """Everything that is written about anybody, whom anybody is with, and who they are."""
    found: set[Run] = set()
    for name, cls in tables().items():
        if cls.owner not in LIVES and name not in ("account", "arrangement"):
            continue
        columns = [
            column.name for column in cls.__table__.columns
            if (column.type.python_type in (str, list, dict, object) or column.name == "date_of_birth")
            and not column.name.endswith(("_hash", "_key", "_at"))
            and (name, column.name) not in TOLD
        ]  # fmt: skip
        if columns:
            found |= of_table(operator, name, columns)
    found |= {of_id(row[0]) for row in operator.execute("SELECT id FROM person").fetchall()}
    called = of_table(operator, "person", ["preferred_name", "given_names", "family_name"])
    return frozenset((found - spoken() | called) - public(operator))


@cache
def spoken() -> frozenset[Run]:
    """What the service itself says: words that begin small ("The" of "The lads" is nobody's name), and what measures are for."""
    told = Path("openapi/openapi.json").read_text(encoding="utf-8")
    small = frozenset((word.capitalize(),) for word in WORD.findall(told) if word.islower())
    measured = (getattr(entry, name) for entry in MEASURES.values() for name in entry.__slots__)
    return small | {run for value in measured for text in leaves(value) for run in runs(text)}


def of_table(operator: psycopg.Connection[Any], table: str, columns: list[str], where: str = "true") -> set[Run]:
    """The runs of a table's columns."""
    query = sql.SQL("SELECT {} FROM public.{} WHERE " + where).format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(table)
    )
    return {
        run for row in operator.execute(query).fetchall() for name, value in zip(columns, row, strict=True)
        for run in of_column(name, value)
    }  # fmt: skip


def public(operator: psycopg.Connection[Any]) -> set[Run]:
    """Names of organisations and teams, of those who work for a council, and words that are nobody's."""
    texts = [
        *operator.execute("SELECT name FROM organisation UNION SELECT name FROM team UNION SELECT place FROM team"),
        *operator.execute(
            "SELECT a.name FROM account a JOIN organisation o ON o.id = a.organisation_id WHERE o.kind = 'council'"
        ),
    ]
    return {run for (text,) in texts if text for run in (*name_words(text), *runs(text))}


def written(answer: httpx2.Response) -> str:
    """Everything that an answer says: its headers, and its body in whatever form."""
    kind, said = (
        answer.headers.get("content-type", ""),
        " ".join(f"{name} {value}" for name, value in answer.headers.items() if not COUNTS.fullmatch(name)),
    )
    if "json" in kind and answer.content:
        return " | ".join((said, *leaves(orjson.loads(answer.content))))
    if "pdf" in kind:
        return " | ".join((said, *(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)))
    return f"{said} | {answer.text}"


def found_in(text: str, needles: AbstractSet[Run]) -> set[Run]:
    """Which of the needles a text holds: names in their own case, the rest in any."""
    ids, text = ID.findall(text), ID.sub(" | ", text)
    words = folded(text)
    held: set[Run] = {(word,) for word in WORD.findall(text)} | {(word,) for word in words}
    held |= {of_id(UUID(found)) for found in ids}
    for length in range(2, RUN + 1):
        held.update(zip(*(words[i:] for i in range(length)), strict=False))
    return held & needles
