"""The guard of a route, visible in its signature: `call: Annotated[Call, Requires("people:read")]`."""

from typing import Any

from fastapi import Depends, Request

from api.http.call import Call


class Guard:
    """Says which scope a route needs. The check itself runs before the body is read (see http/route.py)."""

    def __init__(self, scope: str, also: tuple[str, ...] = ()) -> None:
        self.scope, self.also = scope, also

    async def __call__(self, request: Request) -> Call:
        """The call that the route's own checks made."""
        call: Call = request.scope["wellbeing.call"]
        return call


def Requires(scope: str = "", *, also: str | tuple[str, ...] = ()) -> Any:  # noqa: ANN401, N802 - reads like the noun it is in a signature
    """The scope that a token must have; without one: any valid token.

    `also`: a form of the answer beside JSON (`text/csv`), or several.
    """
    return Depends(Guard(scope, (also,) if isinstance(also, str) else also))
