"""Sends one message of the outbox: makes the link, which is kept nowhere but in the mail, and hands the mail over.

A process killed on the way leaves the message unsent; the queue runs its job again, which makes another link. At worst it is sent
twice, and the older link is dead.
"""

import asyncio
import smtplib
from typing import Any
from uuid import UUID

from api.domain.access.links import address_of
from api.domain.access.secrets import new_secret
from api.domain.access.sign_in_models import MessageKind
from api.jobs.app import call_kernel
from api.jobs.mail import MailSettingsError, NeverTaken, Told, mail_of, send, sender_of, server_of
from api.logs import get_logger
from api.settings import settings

log = get_logger("api.jobs")


class MailAway(Exception):
    """The mail server is away, or takes nothing now. No word of its: it may name the addressee."""


async def send_message(message: UUID) -> bool:
    """Send one message. False when there is nothing to send (any more), or no way to send it."""
    s = settings()
    if s.smtp_url is None:
        await call_kernel("SELECT message_done(%s, false)", message)
        return False
    try:
        server, sender = server_of(s.smtp_url.get_secret_value()), sender_of(s.mail_from)
    except MailSettingsError as error:
        log.error("mail settings", says=str(error))  # noqa: TRY400 - its words, and not the value that they are about
        raise MailAway from None
    token, digest = new_secret()
    rows: list[tuple[Any, ...]] = await call_kernel(
        "SELECT kind, email, name, organisation, expires_at FROM message_to_send(%s, %s)", message, digest
    )
    if not rows:
        await call_kernel("SELECT message_done(%s, false)", message)
        return False
    kind, *rest = rows[0]
    told = Told(MessageKind(kind), *rest)
    try:
        mail = mail_of(told, sender=sender, link=address_of(s.issuer, token) if told.expires_at else None)
        await asyncio.to_thread(send, mail, server)
    except NeverTaken:
        log.warning("mail never taken", message=str(message), about=kind)
        await call_kernel("SELECT message_done(%s, false)", message)
        return False
    except (smtplib.SMTPException, OSError) as error:
        log.warning("mail server away", message=str(message), kind=type(error).__name__)
        raise MailAway from None
    await call_kernel("SELECT message_done(%s, true)", message)
    return True
