"""Who asks, and the first statement of every transaction."""

from typing import Final, NamedTuple
from uuid import UUID

from api.domain.access.roles import Role
from api.storage.wire import Call, Statement, encode, plain


class Asker(NamedTuple):
    """Who asks, as the token says; `enter()` says whether it still stands and which rows that reaches."""

    session: UUID
    subject: UUID
    organisation: UUID
    role: Role
    scopes: frozenset[str]
    client: str
    request: UUID


ENTER: Final = plain(
    "SELECT set_config('role', enter($1::uuid, $2, $3::uuid, $4::uuid, $5::boolean), true)",
    "session",
    "role",
    "request",
    "person",
    "reading",
)
# Said before entering, by the one route with which whoever has left all teams still hands in what they did there.
HANDING_IN: Final = plain("SELECT set_config('app.handing_in', 'on', true)")
DESK: Final = plain("SELECT set_config('role', 'wt_desk', true)")
BEGIN: Final = plain("BEGIN")
COMMIT: Final = plain("COMMIT")


NOBODY: Final = Asker(UUID(int=0), UUID(int=0), UUID(int=0), Role.family, frozenset(), "", UUID(int=0))


def entering(asker: Asker, *, person: UUID | None, reading: bool, statement: Statement = ENTER) -> Call:
    """The call that enters. `person`: the one in the request's path, for break-glass."""
    return statement, [
        encode(asker.session), asker.role.encode(), encode(asker.request),
        encode(person) if person else None, b"t" if reading else b"f",
    ]  # fmt: skip
