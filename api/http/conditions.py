"""ETag, If-Match, If-None-Match (RFC 9110, section 13).

The tag of a record is its version, and its view where a role sees a part.
"""

import re
from typing import Final

from api.domain.shared.errors import InvalidError, StaleError
from api.storage.writing import ANY_VERSION

TAGS: Final = r"^[\x20-\x7e]+$"  # what the contract says of both headers
LONGEST: Final = 200
_TAGS: Final = re.compile(TAGS)


def etag(version: int, view: str) -> str:
    """The entity tag of a record."""
    return f'"{version}{view}"'


def checked(name: str, header: str | None) -> str | None:
    """A header of entity tags as it came; InvalidError when it is none."""
    if header is not None and (len(header) > LONGEST or not _TAGS.fullmatch(header)):
        raise InvalidError(f'Send the ETag as it came, with its quotes: {name}: "3".', pointer=name)
    return header


def _tags(header: str) -> list[str]:
    """The opaque tags; a weak mark is dropped, because proxies that compress add it, and forgotten quotes are forgiven."""
    return [part.strip().removeprefix("W/").strip('"') for part in header.split(",")]


def wanted_version(header: str) -> int:
    """The version that If-Match names. `*` is any; a tag that is no version of ours is stale."""
    if header.strip() == "*":
        return ANY_VERSION
    versions = [part for tag in _tags(header) if (part := tag.split(".")[0]).isascii() and part.isdigit() and len(part) < 10]  # noqa: PLR2004 - an int32
    if not versions:
        raise StaleError
    return int(versions[0])


def same(header: str | None, tag: str) -> bool:
    """Whether If-None-Match names this tag, so that 304 is the answer."""
    if header is None:
        return False
    return header.strip() == "*" or tag.strip('"') in _tags(header)
