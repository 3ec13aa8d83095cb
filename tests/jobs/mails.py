"""A real mail server on this machine, in which mails can be looked at; and what it can be made to do."""

import asyncio
import email
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.jobs.working import until

LINK = re.compile(r"^http://testserver/sign-in/link/([A-Za-z0-9_-]{43})$", re.MULTILINE)


@dataclass
class Post:
    """The mails that came, and what the server answers: `250 OK` unless told otherwise."""

    port: int
    mails: list[EmailMessage] = field(default_factory=list)
    to: list[list[str]] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    tls: list[bool] = field(default_factory=list)
    says_to_addressee: str = "250 OK"
    hangs: bool = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.says_to_addressee.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.says_to_addressee

    async def handle_DATA(self, _server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        made = email.message_from_bytes(bytes(envelope.original_content or b""), policy=default)
        assert isinstance(made, EmailMessage)
        self.to.append(list(envelope.rcpt_tos))
        self.tls.append(session.ssl is not None)
        self.mails.append(made)
        while self.hangs:  # noqa: ASYNC110 - another thread says when it is enough
            await asyncio.sleep(0.05)
        return "250 OK"

    def authenticated(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        """Whoever says the right password comes in."""
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"hunter two & three", handled=False)

    def came(self, count: int = 1) -> EmailMessage:
        """Wait for so many mails; the last."""
        until(lambda: len(self.mails) >= count, lambda: f"{len(self.mails)} mails came, not {count}")
        return self.mails[-1]

    def link(self, count: int = 1) -> str:
        """The token of the link in the last of so many mails."""
        found = LINK.search(words(self.came(count)))
        assert found is not None
        return found[1]


def words(mail: EmailMessage) -> str:
    """What a mail says, its lines ending as ours do."""
    text: str = mail.get_content()
    return text.replace("\r\n", "\n")


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def office(post: Post, **options: Any) -> Iterator[Post]:
    """The server, open while this lasts."""
    controller = Controller(post, hostname="127.0.0.1", port=post.port, **options)
    controller.start()
    try:
        yield post
    finally:
        post.hangs = False
        controller.stop()


def certificate(folder: Path, host: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate of a host that vouches for itself: as a file for whoever shall trust it, and for the server."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / f"{host}.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )  # fmt: skip
    (folder / "key.pem").write_bytes(secret)
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path, folder / "key.pem")
    return path, context
