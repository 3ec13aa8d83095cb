"""The field list of Client Level Data, release 2, as the file beside this page has it: fields, conditions, lists of words."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import orjson
from pydantic import AfterValidator, Field, StringConstraints

from api.domain.shared.fields import Says

FILE: Final = Path(__file__).with_name("cld_release2.json")


@lru_cache(maxsize=1)
def release() -> dict[str, Any]:
    """The whole list."""
    return orjson.loads(FILE.read_bytes())  # type: ignore[no-any-return]


def header() -> tuple[str, ...]:
    """The names of the fields, in the collection's order and spelling."""
    return tuple(one["name"] for one in release()["fields"])


def words(name: str) -> tuple[str, ...]:
    """The words of a list. Of one that is known in part, those that are known."""
    return tuple(release()["lists"].get(name) or release()["known_in_part"][name])


def one_word(name: str) -> Says:
    """Of a field that takes a word of a list, spelt as it stands there."""
    known = words(name)

    def check(value: str) -> str:
        if value not in known:
            msg = "Send one of the words of this list, spelt as it stands there."
            raise ValueError(msg)
        return value

    return Says(
        StringConstraints(min_length=1, max_length=160), AfterValidator(check), Field(json_schema_extra={"enum": [*known]})
    )
