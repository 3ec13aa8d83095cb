"""Mails: what they say, and how they leave. Plain text, and no word about anybody but the account's owner.

RFC 5321 and 3207 (SMTP, STARTTLS), RFC 8314 (smtps), RFC 3834 (Auto-Submitted: out-of-office answers stay away). Certificates are
checked; a server on another machine that offers no TLS gets nothing, and no password of ours.
"""

import smtplib
import ssl
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from api.domain.access.sign_in_models import MessageKind
from api.domain.shared.clock import utc_now
from api.jobs.mail_words import BODIES, SIGNED, SUBJECTS

SECONDS: Final = 20.0  # for each word of the server
PORTS: Final = {"smtp": 587, "smtps": 465}
HERE: Final = ("localhost", "127.0.0.1", "::1")
LONDON: Final = ZoneInfo("Europe/London")


class MailSettingsError(ValueError):
    """SMTP_URL or MAIL_FROM cannot be used; says why, and never what they are."""


class NeverTaken(Exception):
    """The server will never take this mail; there is no use in trying again."""


class Server(NamedTuple):
    """A mail server, as SMTP_URL names it."""

    host: str
    port: int
    tls_at_once: bool
    username: str | None
    password: str | None

    @property
    def is_here(self) -> bool:
        """On this machine, where nobody listens on the way."""
        return self.host in HERE


class Told(NamedTuple):
    """What a message is about, as `message_to_send()` says."""

    kind: MessageKind
    email: str
    name: str
    organisation: str
    expires_at: datetime | None


def server_of(url: str) -> Server:
    """The server of an SMTP_URL. MailSettingsError."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in PORTS or not parts.hostname or port == 0 or parts.path not in {"", "/"} or parts.query:
        raise MailSettingsError("SMTP_URL is smtp:// or smtps://, then user:password@host:port.")
    user, password = (unquote(part) if part is not None else None for part in (parts.username, parts.password))
    return Server(parts.hostname, port or PORTS[parts.scheme], parts.scheme == "smtps", user, password)


def sender_of(text: str) -> Address:
    """The sender of a MAIL_FROM, with a name beside the address or without. MailSettingsError."""
    name, address = parseaddr(text)
    try:
        found = Address(name, addr_spec=address)
    except (ValueError, IndexError, MessageError):
        found = Address()
    if not found.username or not found.domain:
        raise MailSettingsError("MAIL_FROM is an email address, such as Wellbeing Teams <no-reply@example.org>.")
    return found


def mail_of(told: Told, *, sender: Address, link: str | None) -> EmailMessage:
    """The mail of a message. NeverTaken when there is no sending to that address.

    The policy refuses a line end in a header, whatever a name holds: nobody adds a header or another addressee.
    """
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"] = sender
        mail["To"] = Address(told.name, addr_spec=told.email)
        mail["Subject"] = SUBJECTS[told.kind].format(organisation=told.organisation)
    except (ValueError, IndexError, MessageError) as error:
        raise NeverTaken from error
    mail["Date"] = format_datetime(utc_now())
    mail["Message-ID"] = make_msgid(domain=sender.domain)
    mail["Auto-Submitted"] = "auto-generated"
    until = told.expires_at.astimezone(LONDON).strftime("%H:%M on %A %-d %B %Y") if told.expires_at else ""
    words = BODIES[told.kind].format(name=told.name, organisation=told.organisation, link=link or "", until=until)
    mail.set_content(f"{words}\n{SIGNED}", cte="8bit" if words.isascii() else "quoted-printable")
    return mail


def send(mail: EmailMessage, server: Server) -> None:
    """Hand a mail to the server. NeverTaken when it will never take it; smtplib's and the network's errors for another time."""
    context = ssl.create_default_context()
    where = server.host, server.port
    with (
        smtplib.SMTP_SSL(*where, timeout=SECONDS, context=context)
        if server.tls_at_once
        else smtplib.SMTP(*where, timeout=SECONDS)
    ) as connection:
        if not server.tls_at_once and not server.is_here:
            connection.starttls(context=context)  # refuses a server that offers none
        if server.username is not None:
            connection.login(server.username, server.password or "")
        try:
            connection.send_message(mail)
        except smtplib.SMTPRecipientsRefused as error:
            if all(code >= 500 for code, _ in error.recipients.values()):  # noqa: PLR2004 - SMTP's own line: for good
                raise NeverTaken from error
            raise
        except (smtplib.SMTPDataError, smtplib.SMTPNotSupportedError) as error:
            if getattr(error, "smtp_code", 500) >= 500:  # noqa: PLR2004 - as above
                raise NeverTaken from error
            raise
