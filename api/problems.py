"""Every refusal as RFC 9457 problem details. The only table of status codes, and the text of each problem's page."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final
from uuid import UUID

import orjson
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.domain.shared import errors
from api.domain.shared.errors import DomainError

MEDIA_TYPE: Final = "application/problem+json"
_PRINTABLE: Final = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"


def _says(longest: int, **more: Any) -> Any:  # noqa: ANN401 - an annotation
    """Our own words, bounded."""
    return Field(max_length=longest, pattern=_PRINTABLE, **more)


class FieldError(BaseModel):
    """One thing that is wrong in a request. Never the rejected value."""

    pointer: Annotated[
        str, _says(500, description="JSON pointer into the body, or `?name` for a parameter.", examples=["/preferred_name"])
    ]
    code: Annotated[str, _says(100, description="Stable; programs switch on this.", examples=["missing"])]
    detail: Annotated[str, _says(500, examples=["Field required"])]


class Problem(BaseModel):
    """RFC 9457 problem details: what went wrong and what to do."""

    type: Annotated[str, _says(500, description="Page about this problem; ends in the code.", examples=["/problems/not-found"])]
    title: Annotated[str, _says(200, examples=["Not found"])]
    status: Annotated[int, Field(ge=400, le=599, json_schema_extra={"format": "int32"}, examples=[404])]
    detail: Annotated[
        str, _says(1000, description="What to do.", examples=["There is nothing here that you may see. Check the id."])
    ]
    instance: Annotated[str, _says(100, description="This occurrence: urn:uuid: and the Request-Id.")]
    errors: Annotated[list[FieldError], Field(max_length=100)] = []
    current_version: Annotated[
        int | None,
        Field(ge=1, le=2147483647, json_schema_extra={"format": "int32"}, description="With 412: the version it has now."),
    ] = None


_UNPRINTABLE: Final = re.compile(r"[^\x20-\x7e]")

# Kind of refusal to status. A concept's error takes its kind's; order does not matter, the nearest class wins.
STATUS: Final[dict[type[DomainError], int]] = {
    errors.MalformedError: 400,
    errors.SignInNeededError: 401,
    errors.ForbiddenError: 403,
    errors.NotThereError: 404,
    errors.ConflictError: 409,
    errors.GoneError: 410,
    errors.StaleError: 412,
    errors.InvalidError: 422,
    errors.VersionNeededError: 428,
    errors.TooManyError: 429,
    errors.AwayError: 503,
}

# Problems that come from HTTP itself: status to code, title, what to do.
HTTP: Final[dict[int, tuple[str, str, str]]] = {
    400: ("malformed", "Cannot be read", "Send valid JSON in UTF-8, at most 1,000 levels deep, with finite numbers."),
    401: ("token-refused", "Sign in again", "Send a valid access token: Authorization: Bearer …"),
    403: ("not-allowed", "Not allowed", "The role and scopes of this token do not allow this operation."),
    404: ("not-found", "Not found", "There is nothing here that you may see. Check the path and the id."),
    405: ("method-not-allowed", "Method not allowed", "Use one of the methods in Allow."),
    406: ("not-acceptable", "Cannot answer in that media type", "Accept application/json."),
    413: ("too-large", "Too large", "Send at most 1 MiB in one request."),
    415: ("media-type", "Cannot read that media type", "Send application/json; for PATCH application/merge-patch+json."),
    422: ("not-valid", "Not valid", "Mend the fields named in errors and send it again."),
    431: ("header-too-large", "Header too large", "Send less than 64 KB of header."),
    500: ("our-fault", "Our fault", "Nothing was stored. Tell us the Request-Id."),
    503: (
        "temporarily-away",
        "Temporarily away",
        "Nothing was stored. Send it again after Retry-After seconds; it will not be doubled.",
    ),
}


def status_of(error: DomainError) -> int:
    """The status of a domain error: that of the nearest class in the table."""
    return next(STATUS[cls] for cls in type(error).__mro__ if cls in STATUS)


def all_problems() -> dict[str, tuple[str, int, str]]:
    """Code to title, status and what to do: for the problem pages."""

    def below(cls: type[DomainError]) -> list[type[DomainError]]:
        return [cls, *(c for sub in cls.__subclasses__() for c in below(sub))]

    found = {code: (title, status, detail) for status, (code, title, detail) in HTTP.items()}
    for kind in STATUS:
        for cls in below(kind):
            found.setdefault(cls.code, (cls.title, next(STATUS[c] for c in cls.__mro__ if c in STATUS), cls.detail))
    return dict(sorted(found.items()))


def respond(
    status: int, code: str, title: str, detail: str, request_id: UUID, headers: Mapping[str, str] | None = None,
    **more: Any,  # noqa: ANN401 - extension members
) -> Response:  # fmt: skip
    """A problem as a response."""
    body = {
        "type": f"/problems/{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": f"urn:uuid:{request_id}",
        **more,
    }
    return Response(orjson.dumps(body), status, {"cache-control": "no-store", **(headers or {})}, MEDIA_TYPE)


def of_http(
    status: int, request_id: UUID, headers: Mapping[str, str] | None = None, detail: str | None = None,
    **more: Any,  # noqa: ANN401 - extension members
) -> Response:  # fmt: skip
    """A problem that HTTP itself has. `detail`: where more can be said than of all calls."""
    code, title, said = HTTP[status]
    detail = detail or said
    if status == 401:  # noqa: PLR2004 - the status says itself
        headers = {"www-authenticate": 'Bearer realm="wellbeing"', **(headers or {})}
    return respond(status, code, title, detail, request_id, headers, **more)


def of_domain(error: DomainError, request_id: UUID) -> Response:
    """A domain error as a response."""
    status = status_of(error)
    headers: dict[str, str] = {}
    if status == 401:  # noqa: PLR2004 - the status says itself
        headers["www-authenticate"] = 'Bearer realm="wellbeing", error="invalid_token"'
    if (wait := getattr(error, "retry_after", None)) is not None:
        headers["retry-after"] = str(wait)
    more: dict[str, Any] = dict(error.extra)
    if error.pointer is not None:
        more["errors"] = [{"pointer": error.pointer, "code": error.code, "detail": error.says}]
    return respond(status, error.code, error.title, error.says, request_id, headers, **more)


def of_validation(found: list[dict[str, Any]], request_id: UUID) -> Response:
    """FastAPI's and Pydantic's findings, without a word of what was sent."""
    listed = []
    for item in found[:100]:
        place, *steps = item["loc"]
        words = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
        pointer = words if place == "body" else f"?{'.'.join(map(str, steps))}"
        pointer = _UNPRINTABLE.sub("?", pointer)  # the name of an unknown member is the caller's
        detail = {
            "uuid_parsing": "Send a UUID.",
            "extra_forbidden": "Unknown member or parameter; check its spelling.",
            "value_error": str(item.get("ctx", {}).get("error", "")),
        }
        listed.append({"pointer": pointer[:500], "code": item["type"], "detail": (detail.get(item["type"]) or item["msg"])[:500]})
    return of_http(422, request_id, errors=listed)
