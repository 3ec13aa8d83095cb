"""A browser on our pages, a provider that can be made to lie, and the keys that it signs with."""

import asyncio
import base64
import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx2
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

OURS = "http://testserver"
CALLBACK = f"{OURS}/sign-in/provider/callback"
ACCOUNT = "/account"
DISCOVERY = "/.well-known/openid-configuration"

RsaKey = rsa.RSAPrivateKey
EcKey = ec.EllipticCurvePrivateKey
Json = dict[str, Any]


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def part(members: Mapping[str, Any]) -> str:
    return b64(json.dumps(members).encode())


def rsa_key(bits: int = 2048) -> RsaKey:
    return rsa.generate_private_key(65537, bits)


def ec_key() -> EcKey:
    return ec.generate_private_key(ec.SECP256R1())


def public_pem(key: RsaKey | EcKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def as_jwk(key: RsaKey | EcKey, kid: str | None = "first", **more: Any) -> Json:
    """The public half as a provider publishes it."""
    if isinstance(key, rsa.RSAPrivateKey):
        numbers = key.public_key().public_numbers()
        found: Json = {"kty": "RSA", "n": b64(_bytes(numbers.n)), "e": b64(_bytes(numbers.e))}
    else:
        point = key.public_key().public_numbers()
        found = {"kty": "EC", "crv": "P-256", "x": b64(point.x.to_bytes(32, "big")), "y": b64(point.y.to_bytes(32, "big"))}
    return found | ({} if kid is None else {"kid": kid}) | more


def _bytes(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def signed(key: RsaKey | EcKey, claims: Mapping[str, Any], **header: Any) -> str:
    """A token by hand: a library would refuse to make some of these."""
    algorithm = "RS256" if isinstance(key, rsa.RSAPrivateKey) else "ES256"
    members = {"alg": algorithm, "typ": "JWT", "kid": "first"} | header
    text = f"{part({k: v for k, v in members.items() if v is not None})}.{part(claims)}"
    if isinstance(key, rsa.RSAPrivateKey):
        signature = key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    else:
        r, s = decode_dss_signature(key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    return f"{text}.{b64(signature)}"


@dataclass
class Answered:
    """What a provider of ours answers one request."""

    body: bytes | Json = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0.0


class Provider:
    """A provider on a port of its own that says what it is told to, and counts who asks."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.key: RsaKey | EcKey = rsa_key()
        self.published: list[Json] = [as_jwk(self.key)]
        self.asked: list[str] = []
        self.forms: list[dict[str, str]] = []
        self.token: Callable[[dict[str, str]], Json | Answered] = lambda _: {}
        self.paths: dict[str, Answered | Json] = {}
        self.says: Json = {}

    def metadata(self) -> Json:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
            "code_challenge_methods_supported": ["S256"],
        } | self.says

    def claims(self, nonce: str | None = None, **more: Any) -> Json:
        """What a good id token of now says; a value of None takes a claim away."""
        now = int(time.time())
        found = {"iss": self.issuer, "aud": "wellbeing", "sub": "subject-1", "iat": now, "exp": now + 300, "nonce": nonce} | more
        return {name: value for name, value in found.items() if value is not None}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, and the connection is closed."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            target = head.split(" ")[1]
            length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
            body = await reader.readexactly(int(length[1])) if length else b""
            self.asked.append(target)
            answered = self._answer(urlsplit(target).path, dict(parse_qsl(body.decode())))
            if answered.after:
                await asyncio.sleep(answered.after)
            content = answered.body if isinstance(answered.body, bytes) else json.dumps(answered.body).encode()
            named = {"content-type": "application/json", "content-length": str(len(content)), "connection": "close"}
            lines = [f"HTTP/1.1 {answered.status} x", *(f"{k}: {v}" for k, v in (named | answered.headers).items()), "", ""]
            writer.write("\r\n".join(lines).encode() + content)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def _answer(self, path: str, form: dict[str, str]) -> Answered:
        found: Answered | Json
        if path in self.paths:
            found = self.paths[path]
        elif path == DISCOVERY:
            found = self.metadata()
        elif path == "/keys":
            found = {"keys": self.published}
        elif path == "/token":
            self.forms.append(form)
            found = self.token(form)
        else:
            found = Answered(status=404)
        return found if isinstance(found, Answered) else Answered(found)


@dataclass
class Out:
    """Where a browser was sent."""

    address: str

    def said(self, name: str) -> str:
        """A parameter of it."""
        return parse_qs(urlsplit(self.address).query)[name][0]


class Browser:
    """Somebody's browser, without JavaScript: it keeps cookies, sends forms with their hidden fields, follows what it is told."""

    def __init__(self, http: httpx2.AsyncClient) -> None:
        self.http = http

    async def go_out(self, provider: str, back_to: str = ACCOUNT, **fields: str) -> Out:
        """Press the button of a provider."""
        answer = await self.press(provider, back_to, **fields)
        assert answer.status_code == 200, answer.text
        found = re.fullmatch(r"0; url=(.+)", answer.headers["refresh"])
        assert found is not None
        assert found[1] in unescape(answer.text), "the page has a link too"
        return Out(found[1])

    async def press(self, provider: str, back_to: str = ACCOUNT, **fields: str) -> httpx2.Response:
        shown = await self.http.get(f"{OURS}/sign-in/provider/{provider}", params={"back_to": back_to})
        token = re.search(r'name="csrf" value="([0-9a-f]+)"', shown.text)
        where = re.search(r'action="([^"]+)"', shown.text)
        if token is None or where is None:
            return shown
        form = {"csrf": token[1], **fields}
        return await self.http.post(f"{OURS}{unescape(where[1])}", data=form, headers={"origin": OURS})

    async def come_back(self, **query: str) -> httpx2.Response:
        return await self.http.get(CALLBACK, params=query)

    async def is_in(self) -> bool:
        """Whether somebody is signed in."""
        return (await self.http.get(f"{OURS}{ACCOUNT}")).status_code == 200


NewBrowser = Callable[[], Browser]
Register = Callable[..., Awaitable[Json]]
