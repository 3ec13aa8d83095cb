"""The outbox: what an account's owner is written about. The message waits in the caller's transaction; the jobs process sends it.

A message holds no words and no secret. A one-time link is made when its message is sent, and kept nowhere but in that mail.
"""

from typing import Final
from uuid import UUID

from api.domain.access.sign_in_models import MessageKind
from api.domain.shared.ids import new_id
from api.storage.wire import plain
from api.storage.writing import Writing

_QUEUE: Final = plain("SELECT queue_message($1::uuid, $2::uuid, $3, $4::uuid)", "id", "account", "kind", "link")


def queue(work: Writing, account: UUID | None, kind: MessageKind, *, link: UUID | None = None) -> None:
    """Queue a message to an account, or to nobody at the same cost; as the sign-in desk or as a manager. The caller commits."""
    work.do(_QUEUE, id=new_id(), account=account, kind=kind, link=link)
