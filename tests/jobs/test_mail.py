"""Mails: they come to whom they are for and to nobody else; nothing is lost while the mail server is away; no link is logged."""

import logging
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest
from pydantic import SecretStr

from api.domain.access.sign_in_models import MessageKind
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from api.jobs import mail
from api.main import create_app
from api.settings import Settings
from tests.jobs.mails import Post, certificate, free_port, office, words
from tests.jobs.working import Queue, process, until
from tests.world import Caller

As = Callable[..., Caller]
FROM = "Ashbrook <no-reply@ashbrook.example>"


@pytest.fixture(scope="module", name="port")
def _port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def service_settings(service_settings: Settings, port: int) -> Settings:
    """The service as everywhere, with a mail server."""
    return service_settings.model_copy(update={"smtp_url": SecretStr(f"smtp://127.0.0.1:{port}"), "mail_from": FROM})


@pytest.fixture(name="post")
def _post(port: int) -> Post:
    return Post(port)


@pytest.fixture(name="log")
def _log(tmp_path: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the jobs process writes; it sends through the server of this test."""
    for name, value in {
        "SMTP_URL": f"smtp://127.0.0.1:{port}", "MAIL_FROM": FROM, "PUBLIC_URL": "http://testserver",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    path = tmp_path / "jobs.log"
    yield path
    assert "/sign-in/link/" not in path.read_text()
    assert "example.org" not in path.read_text(), "no address is logged"


async def invited(manager: Caller, **more: Any) -> dict[str, Any]:
    body = {"username": f"new.{new_id()}@example.org", "name": "Nia Hope", "invited_as": "coach", **more}
    answer = await manager.post("/invitations", body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found | {"username": body["username"]}


async def is_good(api: httpx2.AsyncClient, token: str) -> bool:
    answer = await api.get(f"/sign-in/link/{token}")
    assert answer.status_code in (200, 410)
    return answer.status_code == 200


async def test_an_invitation_goes_out_by_email_and_says_when_it_left(
    as_: As, api: httpx2.AsyncClient, queue: Queue, post: Post, log: Path
) -> None:
    manager = as_("manager")
    body = await invited(manager, name="Zoë O'Brien")
    assert "link" not in body
    assert body["sent_at"] is None
    with office(post), process(queue.database, log):
        came = post.came()
        until(lambda: queue.jobs("send_message") == [])
    assert post.to == [[body["username"]]]
    assert str(came["from"]) == FROM
    assert str(came["to"]) == f"Zoë O'Brien <{body['username']}>"
    assert came["subject"] == "Your invitation from Ashbrook Wellbeing Teams"
    assert (came["auto-submitted"], came.get_content_type()) == ("auto-generated", "text/plain")
    assert came["message-id"].endswith("@ashbrook.example>")
    assert "Hello Zoë O'Brien\n" in words(came)
    assert (await manager.get(f"/invitations/{body['id']}")).json()["sent_at"] is not None
    assert await is_good(api, post.link())


async def test_a_repeat_of_an_invitation_by_email_is_answered_again(as_: As) -> None:
    manager = as_("manager")
    body = {"username": f"new.{new_id()}@example.org", "name": "Nia Hope", "invited_as": "coach"}
    first = await manager.post("/invitations", body, key="by-email")
    again = await manager.post("/invitations", body, key="by-email")
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == first.json()


async def test_a_link_is_handed_over_where_that_is_asked_for_and_who_has_no_address_needs_that(
    as_: As, api: httpx2.AsyncClient, queue: Queue
) -> None:
    manager = as_("manager")
    new = {"username": f"nia-{new_id()}", "name": "Nia Hope", "invited_as": "coach"}
    nowhere = await manager.post("/invitations", new)
    assert nowhere.status_code == 422
    assert nowhere.json()["type"].endswith("/email-needed")
    handed = await manager.post("/invitations", new | {"by_hand": True})
    assert await is_good(api, handed.json()["link"].rpartition("/")[2])
    assert queue.jobs("send_message") == []


async def test_nothing_is_lost_while_the_mail_server_is_away(as_: As, queue: Queue, post: Post, log: Path) -> None:
    manager = as_("manager")
    bodies = [await invited(manager) for _ in range(3)]
    with process(queue.database, log):
        until(lambda: [(j["attempts"], j["later"]) for j in queue.jobs("send_message")] == [(1, True)] * 3)
        with office(post):
            queue.owner.execute("UPDATE jobs.procrastinate_jobs SET scheduled_at = now() WHERE scheduled_at > now()")
            queue.owner.execute("UPDATE jobs.procrastinate_jobs SET attempts = 60 WHERE task_name = 'send_message'")
            post.came(3)
            until(lambda: queue.jobs("send_message") == [])
    assert sorted(to for [to] in post.to) == sorted(b["username"] for b in bodies)
    assert "mail server away" in log.read_text()  # noqa: ASYNC240 - a few lines


async def test_of_a_mail_sent_twice_because_its_process_was_killed_only_the_newer_link_is_good(
    as_: As, api: httpx2.AsyncClient, queue: Queue, post: Post, log: Path
) -> None:
    await invited(as_("manager"))
    post.hangs = True
    with office(post):
        with process(queue.database, log) as first:
            older = post.link()
            first.kill()
            first.wait()
        assert await is_good(api, older)
        post.hangs = False
        queue.owner.execute("UPDATE jobs.procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")
        with process(queue.database, log):
            newer = post.link(2)
            until(lambda: queue.jobs("send_message") == [])
    assert not await is_good(api, older)
    assert await is_good(api, newer)


async def test_what_the_server_will_never_take_is_given_up_and_what_it_does_not_take_now_is_sent_later(
    as_: As, queue: Queue, post: Post, log: Path, operator: psycopg.Connection[Any]
) -> None:
    manager = as_("manager")
    body = await invited(manager)
    post.says_to_addressee = "451 Come back later"
    with office(post), process(queue.database, log):
        until(lambda: [j["attempts"] for j in queue.jobs("send_message")] == [1])
        post.says_to_addressee = "550 Nobody of that name"
        queue.owner.execute("UPDATE jobs.procrastinate_jobs SET scheduled_at = now() WHERE scheduled_at > now()")
        until(lambda: queue.jobs("send_message") == [])
    row = operator.execute("SELECT sent_at, failed_at IS NOT NULL FROM message WHERE link_id = %s", [body["id"]]).fetchone()
    assert row == (None, True)
    assert post.mails == []


async def test_what_is_withdrawn_or_closed_meanwhile_is_not_sent(as_: As, queue: Queue, post: Post, log: Path) -> None:
    manager = as_("manager")
    withdrawn, closed, kept = [await invited(manager) for _ in range(3)]
    await manager.delete(f"/invitations/{withdrawn['id']}", version=1)
    await manager.post(f"/accounts/{closed['account_id']}/disabling", {"reason": "Left"})
    with office(post), process(queue.database, log):
        until(lambda: queue.jobs("send_message") == [])
    assert post.to == [[kept["username"]]]


async def test_without_a_mail_server_a_message_is_settled_as_not_sent(
    queue: Queue, log: Path, as_: As, monkeypatch: pytest.MonkeyPatch, operator: psycopg.Connection[Any]
) -> None:
    body = await invited(as_("manager"))
    monkeypatch.delenv("SMTP_URL")
    with process(queue.database, log):
        until(lambda: queue.jobs("send_message") == [])
    row = operator.execute("SELECT sent_at, failed_at IS NOT NULL FROM message WHERE link_id = %s", [body["id"]]).fetchone()
    assert row == (None, True)


def told(**more: Any) -> mail.Told:
    values = {"kind": MessageKind.reset, "email": "nia@example.org", "name": "Nia", "organisation": "Ashbrook"}
    return mail.Told(**{**values, "expires_at": utc_now(), **more})


SENDER = mail.sender_of(FROM)


@pytest.mark.parametrize("kind", list(MessageKind))
def test_each_message_has_its_words_and_names_nobody_but_its_owner(kind: MessageKind) -> None:
    made = mail.mail_of(told(kind=kind), sender=SENDER, link="http://testserver/x")
    says = words(made)
    assert says.startswith("Hello Nia\n")
    assert "Ashbrook" in says
    assert ("\nhttp://testserver/x\n" in says) == (kind in (MessageKind.invitation, MessageKind.reset))
    assert "{" not in says + made["subject"]


@pytest.mark.parametrize(
    "more",
    [
        {"email": "nia@example.org\r\nBcc: all@example.org"}, {"email": "nia@example.org, all@example.org"},
        {"email": "Nia <nia@example.org>"}, {"email": "nia"}, {"email": "@example.org"}, {"email": "nia hope@example.org"},
        {"name": "Nia\r\nBcc: all@example.org"},
        {"organisation": "Ashbrook\nBcc: all@example.org", "kind": MessageKind.invitation},
    ],
)  # fmt: skip
def test_no_name_and_no_address_adds_a_header_or_an_addressee(more: dict[str, Any]) -> None:
    with pytest.raises(mail.NeverTaken):
        mail.mail_of(told(**more), sender=SENDER, link="http://testserver/x")


@pytest.mark.parametrize(
    "url",
    ["http://mail.example", "smtp://:25", "smtp://mail.example:port", "mail.example", "smtp://mail.example/x", "smtp://m:0"],
)
def test_a_mail_server_that_cannot_be_meant_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(mail.MailSettingsError) as refused:
        mail.server_of(url)
    assert url not in str(refused.value)


def test_a_mail_server_is_read_with_its_user_and_password() -> None:
    found = mail.server_of("smtps://no-reply%40ashbrook:hunter%20two@mail.example")
    assert found == ("mail.example", 465, True, "no-reply@ashbrook", "hunter two")
    assert mail.server_of("smtp://localhost:1025") == ("localhost", 1025, False, None, None)
    for wrong in ("", "nobody", "@ashbrook.example", "a b@ashbrook.example"):
        with pytest.raises(mail.MailSettingsError):
            mail.sender_of(wrong)


class Elsewhere:
    """Another machine, as far as names go: mail.ashbrook.example is this one."""

    name = "mail.ashbrook.example"

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path, *, trusted: bool) -> None:
        asked = socket.getaddrinfo
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda host, *more, **named: asked("127.0.0.1" if host == self.name else host, *more, **named)
        )
        path, self.context = certificate(folder, self.name)
        other = folder / "other"
        other.mkdir()
        monkeypatch.setenv("SSL_CERT_FILE", str(path if trusted else certificate(other, "else.example")[0]))

    def server(self, post: Post, scheme: str = "smtp", user: str = "") -> mail.Server:
        return mail.server_of(f"{scheme}://{user}{self.name}:{post.port}")


def test_a_server_on_another_machine_is_spoken_to_under_tls_and_only_then_told_our_password(
    post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = Elsewhere(monkeypatch, tmp_path, trusted=True)
    options = {"tls_context": elsewhere.context, "require_starttls": True, "authenticator": post.authenticated}
    with office(post, **options, auth_required=True):
        mail.send(
            mail.mail_of(told(), sender=SENDER, link="x"), elsewhere.server(post, user="ashbrook:hunter%20two%20%26%20three@")
        )
        with pytest.raises(smtplib.SMTPAuthenticationError):
            mail.send(mail.mail_of(told(), sender=SENDER, link="x"), elsewhere.server(post, user="ashbrook:guessed@"))
    assert post.tls == [True]
    assert post.logins[0] == (b"ashbrook", b"hunter two & three")


def test_smtps_is_tls_from_the_first_byte(post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = Elsewhere(monkeypatch, tmp_path, trusted=True)
    with office(post, ssl_context=elsewhere.context):
        mail.send(mail.mail_of(told(), sender=SENDER, link="x"), elsewhere.server(post, "smtps"))
    assert len(post.mails) == 1


def test_a_server_that_offers_no_tls_or_is_not_who_it_says_gets_nothing(
    post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # aiosmtpd's, about handshakes that end early
    elsewhere = Elsewhere(monkeypatch, tmp_path, trusted=False)
    with office(post), pytest.raises(smtplib.SMTPNotSupportedError):
        mail.send(mail.mail_of(told(), sender=SENDER, link="x"), elsewhere.server(post))
    with office(post, tls_context=elsewhere.context), pytest.raises(ssl.SSLCertVerificationError):
        mail.send(mail.mail_of(told(), sender=SENDER, link="x"), elsewhere.server(post))
    assert post.mails == []


@pytest.mark.parametrize("wrong", [{"mail_from": ""}, {"smtp_url": SecretStr("mail.example")}])
async def test_the_service_does_not_start_with_a_mail_server_that_it_could_not_use(
    wrong: dict[str, Any], service_settings: Settings
) -> None:
    edge = create_app(service_settings.model_copy(update=wrong))
    with pytest.raises(mail.MailSettingsError):
        async with edge.app.router.lifespan_context(edge.app):  # type: ignore[attr-defined]
            pass
