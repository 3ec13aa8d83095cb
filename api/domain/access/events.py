"""The evidence of signing in: who came in or failed to, when, with what and on which device. Kept a year.

Only of accounts that exist: people type passwords where user names belong, and those are not ours to keep.
"""

from typing import Final
from uuid import UUID

from api.domain.access.sign_in_models import SignInWhat
from api.domain.shared.ids import new_id
from api.storage.wire import plain
from api.storage.writing import Writing

# Of nobody nothing is written, with the same statement: what an attempt costs does not tell whether a name exists.
_NOTE: Final = plain(
    """
    INSERT INTO sign_in_event (id, organisation_id, account_id, what, client_name, device, second_factor)
    SELECT $1::uuid, $2::uuid, $3::uuid, $4::text, $5::text, $6::text, $7::boolean WHERE $2::uuid IS NOT NULL
    """,
    "id", "organisation", "account", "what", "client_name", "device", "second_factor",
)  # fmt: skip


def noted(
    work: Writing,
    what: SignInWhat,
    *,
    organisation: UUID | None,
    account: UUID | None,
    client_name: str,
    device: str | None,
    second_factor: bool = False,
) -> None:
    """Queue one event; the caller commits. With no organisation nothing is written, at the same cost."""
    work.do(
        _NOTE, id=new_id(), organisation=organisation, account=account, what=what, client_name=client_name, device=device,
        second_factor=second_factor,
    )  # fmt: skip
