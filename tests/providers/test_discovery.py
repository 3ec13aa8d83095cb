"""What a provider says of itself: fetched from an address that a manager typed, so nothing about it is believed."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.oid import NameOID

from api.domain.access.providers import reaching
from api.domain.access.providers.discovery import KEYS_AGAIN_SECONDS, Providers
from api.domain.access.providers.id_tokens import Expected, verified
from api.domain.access.providers.reaching import MOST_BYTES, NotReachedError, Reach
from api.domain.access.token_parts import TokenRefused
from tests.process import free_port
from tests.providers.world import DISCOVERY, Answered, Json, Provider, Register, as_jwk, ec_key, rsa_key, signed
from tests.world import Caller

As = Callable[..., Caller]


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def providers(clock: Clock) -> Providers:
    return Providers(Reach(loopback=True), clock=clock)


async def refused(providers: Providers, provider: Provider) -> str:
    with pytest.raises(NotReachedError) as caught:
        await providers.metadata(provider.issuer)
    return caught.value.says


async def test_what_is_read_is_kept_for_a_while(providers: Providers, provider: Provider, clock: Clock) -> None:
    for _ in range(3):
        assert (await providers.metadata(provider.issuer)).token_endpoint == f"{provider.issuer}/token"
        await providers.keys(provider.issuer, kid="first", algorithm="RS256")
    assert provider.asked == [DISCOVERY, "/keys"]
    clock.now += 601
    await providers.keys(provider.issuer, kid="first", algorithm="RS256")
    assert provider.asked == [DISCOVERY, "/keys"] * 2


async def test_many_who_ask_at_once_ask_the_provider_once(providers: Providers, provider: Provider) -> None:
    provider.paths[DISCOVERY] = Answered(provider.metadata(), after=0.2)
    await asyncio.gather(*(providers.metadata(provider.issuer) for _ in range(20)))
    assert provider.asked == [DISCOVERY]


@pytest.mark.parametrize(
    "says",
    [
        {"issuer": "https://elsewhere.example"},
        {"issuer": None},
        {"authorization_endpoint": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "http://elsewhere.example/authorize"},
        {"authorization_endpoint": "https://user:word@elsewhere.example/"},
        {"authorization_endpoint": "https://elsewhere.example/;script-src *"},
        {"token_endpoint": "ftp://elsewhere.example/token"},
        {"jwks_uri": ["https://elsewhere.example/keys"]},
        {"id_token_signing_alg_values_supported": ["none", "HS256"]},
        {"response_types_supported": ["id_token"]},
    ],
)
async def test_a_document_that_is_not_as_it_must_be_is_none(says: Json, providers: Providers, provider: Provider) -> None:
    provider.says = says
    assert await refused(providers, provider)


async def test_an_issuer_is_matched_to_the_letter(providers: Providers, provider: Provider) -> None:
    provider.says = {"issuer": provider.issuer + "/"}
    assert "another issuer" in await refused(providers, provider)
    assert (await providers.metadata(provider.issuer + "/")).issuer == provider.issuer + "/"


@pytest.mark.parametrize(
    ("answered", "words"),
    [
        (Answered(status=302, headers={"location": "https://elsewhere.example/"}), "another address"),
        (Answered(status=307, headers={"location": "http://169.254.169.254/latest/meta-data"}), "another address"),
        (Answered(b"x" * (MOST_BYTES + 1)), "longer than"),
        (Answered(b"\x1f\x8b", headers={"content-encoding": "gzip"}), "compressed"),
        (Answered(b"<html>"), "JSON"),
        (Answered(b"[" * 100_000), "JSON"),
        (Answered(b'{"issuer": 1, "issuer": 2}'), "JSON"),
        (Answered(status=404), "404"),
        (Answered(status=500), "500"),
    ],
)
async def test_an_answer_that_is_none_is_refused_in_words(
    answered: Answered, words: str, providers: Providers, provider: Provider
) -> None:
    provider.paths[DISCOVERY] = answered
    assert words in await refused(providers, provider)


async def test_a_provider_that_takes_for_ever_is_not_waited_for(
    providers: Providers, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "SECONDS", 0.3)
    provider.paths[DISCOVERY] = Answered(provider.metadata(), after=30)
    assert "did not answer within" in await refused(providers, provider)
    again = len(provider.asked)
    assert "did not answer within" in await refused(providers, provider)
    assert len(provider.asked) == again, "the others are told at once, and it is left alone for a while"


async def test_nobody_there_is_said_so(providers: Providers) -> None:
    with pytest.raises(NotReachedError) as caught:
        await providers.metadata("http://127.0.0.1:1")
    assert "Nobody answers" in caught.value.says


async def test_new_keys_work_at_once_though_asked_for_at_most_once_a_minute(
    providers: Providers, provider: Provider, clock: Clock
) -> None:
    async def keys(kid: str) -> list[Any]:
        return await providers.keys(provider.issuer, kid=kid, algorithm="RS256")

    assert await keys("first")
    clock.now += KEYS_AGAIN_SECONDS + 1
    provider.published = [as_jwk(rsa_key(), "second")]
    assert await keys("second"), "its first token comes before our ten minutes are over"
    asked = len(provider.asked)
    assert not await keys("made-up")
    assert not await keys("first"), "what it no longer publishes is not believed"
    assert len(provider.asked) == asked
    clock.now += KEYS_AGAIN_SECONDS + 1
    assert not await keys("made-up")
    assert len(provider.asked) == asked + 1


async def test_a_token_that_could_never_be_good_costs_its_provider_no_question(providers: Providers, provider: Provider) -> None:
    await providers.metadata(provider.issuer)
    token = signed(provider.key, provider.claims(aud="another-system"), kid="made-up")
    with pytest.raises(TokenRefused):
        await verified(providers, token, Expected(provider.issuer, frozenset({"wellbeing"}), None), provider.claims()["iat"])
    assert provider.asked == [DISCOVERY]


PRIVATE = [
    "10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",  # noqa: S104
    "255.255.255.255", "192.0.0.1", "198.18.0.1", "::1", "::", "fe80::1", "fd00::1", "fd00:ec2::254", "ff02::1",
    "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a9fe:a9fe::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
async def test_an_inner_address_is_not_asked(address: str) -> None:
    async def inner(_host: str, _port: int) -> list[str]:
        return [address]

    providers = Providers(Reach(lookup=inner))
    with pytest.raises(NotReachedError) as caught:
        await providers.metadata("https://login.example.org")
    assert "inside a network" in caught.value.says
    assert address not in caught.value.says


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_a_public_address_may_be_asked(address: str) -> None:
    assert Reach().permits(ip_address(address))


async def test_one_inner_address_among_public_ones_refuses_the_name() -> None:
    async def both(_host: str, _port: int) -> list[str]:
        return ["8.8.8.8", "10.0.0.1"]

    with pytest.raises(NotReachedError) as caught:
        await Providers(Reach(lookup=both)).metadata("https://login.example.org")
    assert "inside a network" in caught.value.says


def test_an_inner_network_that_is_named_may_be_asked_and_what_hosts_give_themselves_never() -> None:
    reach = Reach("10.20.0.0/16, fd12::/16, 169.254.0.0/16, 0.0.0.0/0, ::/0")
    assert reach.permits(ip_address("10.20.3.4"))
    assert reach.permits(ip_address("fd12::1"))
    assert not reach.permits(ip_address("169.254.169.254"))
    assert not reach.permits(ip_address("::ffff:169.254.169.254"))
    assert not Reach("10.20.0.0/16").permits(ip_address("10.21.0.1"))
    assert not Reach("10.20.0.0/16").permits(ip_address("127.0.0.1"))


async def test_a_name_that_changes_its_answer_is_asked_where_it_was_looked_at(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: good when it is looked at, inner when it is asked. It is looked up once, by us, and by nobody after us."""

    async def looked_up(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    def again(host: str, *_: Any, **__: Any) -> None:
        pytest.fail(f"{host} was looked up again")

    monkeypatch.setattr(socket, "getaddrinfo", again)
    reach = Reach(loopback=True, lookup=looked_up)
    answer = await reach.fetch(provider.issuer.replace("127.0.0.1", "localhost") + DISCOVERY)
    assert answer.status == 200


@pytest.mark.parametrize(("name", "good"), [("login.example.org", True), ("elsewhere.example.org", False)])
async def test_the_certificate_must_be_of_the_name_though_an_address_is_asked(name: str, good: bool, tmp_path: Path) -> None:
    certificate, served = certified("login.example.org", tmp_path)
    port = free_port()
    provider = Provider(port)
    trusting = ssl.create_default_context(cadata=certificate)
    async with await asyncio.start_server(provider.serve, "127.0.0.1", port, ssl=served):

        async def here(_host: str, _port: int) -> list[str]:
            return ["127.0.0.1"]

        reach = Reach(loopback=True, lookup=here)
        with pytest.raises(NotReachedError) as caught:
            await reach.fetch(f"https://{name}:{port}{DISCOVERY}")
        assert "certificate" in caught.value.says, "nobody that we trust has signed it"
        trusted = Reach(loopback=True, lookup=here, tls=trusting)
        if good:
            assert (await trusted.fetch(f"https://{name}:{port}{DISCOVERY}")).status == 200
            return
        with pytest.raises(NotReachedError) as caught:
            await trusted.fetch(f"https://{name}:{port}{DISCOVERY}")
        assert "certificate" in caught.value.says


def certified(name: str, folder: Path) -> tuple[str, ssl.SSLContext]:
    """A certificate that a name signed for itself, and a server's context with it."""
    key = ec_key()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )  # fmt: skip
    file = folder / "server.pem"
    file.write_bytes(private + pem)
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(file)
    return pem.decode(), served


async def test_http_is_for_this_machine_alone() -> None:
    for url in ("http://login.example.org/", "https://user:word@login.example.org/", "file:///etc/passwd", "https://", "x"):
        with pytest.raises(NotReachedError):
            await Reach().fetch(url)


async def test_the_check_says_in_words_what_is_right_and_what_is_wrong(as_: As, provider: Provider, register: Register) -> None:
    registered = await register(provider.issuer)
    manager = as_("manager")

    async def checked() -> Json:
        answer = await manager.post(f"/identity-providers/{registered['id']}/check")
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    good = await checked()
    assert good["right"]
    assert good["redirect_uri"] == "http://testserver/sign-in/provider/callback"
    assert {one["about"] for one in good["findings"]} == {"discovery", "keys", "signatures", "pkce", "secret", "issuer"}
    provider.published = [as_jwk(rsa_key(1024))]
    weak = await checked()
    assert not weak["right"]
    assert [one["about"] for one in weak["findings"] if not one["right"]] == ["keys"]
    provider.says = {"issuer": "https://elsewhere.example"}
    wrong = await checked()
    assert [one["about"] for one in wrong["findings"]] == ["discovery"]
    assert "elsewhere" not in str(wrong), "what it answered is told to nobody: it may be something inside a network"
    provider.paths[DISCOVERY] = Answered(status=500)
    assert not (await checked())["right"]
