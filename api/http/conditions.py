"""ETag, If-Match, If-None-Match (RFC 9110, section 13). The tag of a record is its version, and its view where a role sees a part."""

import re
from typing import Final

from api.domain.shared.errors import InvalidError, StaleError
from api.storage.writing import ANY_VERSION

TAG: Final = re.compile(r'\s*(?:W/)?"([^"]*)"\s*(?:,|$)')
LONGEST: Final = 2000


def etag(version: int, view: str) -> str:
    """The entity tag of a record."""
    return f'"{version}{view}"'


def _tags(header: str) -> list[str]:
    """The opaque tags in a header; a weak mark is dropped, because proxies that compress add it."""
    found, at = [], 0
    while at < len(header):
        match = TAG.match(header, at)
        if match is None:
            raise InvalidError('Send entity tags as they came, with their quotes: If-Match: "3".', pointer="If-Match")
        found.append(match[1])
        at = match.end()
    return found


def wanted_version(header: str) -> int:
    """The version that If-Match names. `*` is any; a tag that is no version of ours is stale."""
    if len(header) > LONGEST or not header.strip():
        raise InvalidError("Send the ETag that you read in If-Match.", pointer="If-Match")
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
    return header.strip() == "*" or tag.strip('"') in (part.strip().removeprefix("W/").strip('"') for part in header.split(","))
