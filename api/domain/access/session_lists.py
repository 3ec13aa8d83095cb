"""Sign-ins as people see them: the list of one's own or of an account's, and ending one, the others, or a lost second factor."""

from typing import Final
from uuid import UUID

from api.domain.access import accounts
from api.domain.access.function_lists import function_list
from api.domain.access.session_schemas import SessionRead
from api.domain.access.sign_in_models import MessageKind
from api.domain.shared.ids import new_id
from api.storage.wire import plain
from api.storage.writing import Writing

_FILTERS: Final = {"updated_since": "timestamptz"}
_COMPUTED: Final = {"current": "c.id = $current"}
OWN: Final = function_list("own_sessions", SessionRead, _FILTERS, computed=_COMPUTED)
OF_ACCOUNT: Final = function_list(
    "sessions_of_account", SessionRead, _FILTERS, first={"account_id": "uuid"}, computed=_COMPUTED
)  # fmt: skip

_END_OWN: Final = plain("SELECT end_own_session($1::uuid)", "session")
_END_OTHERS: Final = plain("SELECT end_other_sessions($1::uuid)", "but")
_END_OF_ACCOUNT: Final = plain("SELECT end_session_of_account($1::uuid, $2::uuid)", "account", "session")
_REMOVE_FACTOR: Final = plain("SELECT remove_second_factor($1::uuid, $2::text)", "account", "reason")
_MESSAGE: Final = plain("SELECT queue_message($1::uuid, $2::uuid, $3::text, NULL)", "id", "account", "kind")


async def end_own(work: Writing, session: UUID) -> None:
    """End one of the asker's own sign-ins; again is fine. NotThereError."""
    await work.rows(_END_OWN, session=session)


async def end_others(work: Writing) -> None:
    """End all sign-ins of the asker's but this one."""
    await work.rows(_END_OTHERS, but=work.asker.session)


async def end_of_account(work: Writing, account: UUID, session: UUID) -> None:
    """End a sign-in of an account of the manager's; again is fine. NotThereError."""
    await work.rows(_END_OF_ACCOUNT, account=account, session=session)


async def remove_second_factor(work: Writing, account: UUID, reason: str) -> None:
    """Take somebody's second factor away, end their sign-ins, and write to them about it. NotThereError; OwnAccountError."""
    accounts.not_own(work, account)
    if (await work.rows(_REMOVE_FACTOR, account=account, reason=reason))[0][0]:
        work.do(_MESSAGE, id=new_id(), account=account, kind=MessageKind.second_factor_removed)
