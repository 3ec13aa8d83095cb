"""Tokens that must be refused, each for one fault: `battery(ring)`. Everything but the fault is right, and mostly well signed.

Sources: RFC 8725 (JWT best current practice), RFC 7515 appendix A, CVE-2015-9235 (alg none, HS256 with a public key),
CVE-2022-21449 (psychic signatures), CVE-2024-33663 and CVE-2024-33664 (python-jose: key confusion, zip bombs).
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from functools import cache
from typing import Final

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from api.domain.access.keys import KeyRing
from tests.access.forge import Forge, Named, b64, stranger
from tests.access.hostile_content import contents, fields, header_extras, times, twins

# The order n of the group of P-256 (FIPS 186-5, SP 800-186).
ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@cache
def _rsa() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def good(ring: KeyRing, now: float | None = None) -> str:
    """Make a token as the battery does, without a fault: if this one is refused the battery proves nothing."""
    return Forge(ring, int(time.time() if now is None else now)).token()


def battery(ring: KeyRing, now: float | None = None) -> list[Named]:
    """Answer (name, token) of every hostile token. Made for `now` (default this second); they stay bad for minutes."""
    forge = Forge(ring, int(time.time() if now is None else now))
    parts = (fields, header_extras, times, contents, twins, _algorithms, _keys, _signatures, _shapes, _spellings)
    return [named for part in parts for named in part(forge)]


def sendable(token: str) -> bool:
    """Whether HTTP can carry the token in a header at all (RFC 9110 section 5.5): visible ASCII and blanks within."""
    return token.isascii() and token.isprintable() and token == token.strip()


def _algorithms(forge: Forge) -> Iterator[Named]:
    for alg in ("none", "None", "NONE", "nOnE", "none "):
        unsigned = forge.with_signature(b"", {"alg": alg})
        yield f"alg {alg!r}, no signature", unsigned
        yield f"alg {alg!r}, two segments", unsigned.rstrip(".")
        yield f"alg {alg!r}, our signature", forge.token(header={"alg": alg})
    for alg in ("es256", "ES256 ", "ES384", "ES512", "ES256K", "EdDSA", "PS256", "RS256", "HS256", "dir", "A128KW", "RSA-OAEP"):
        yield f"alg {alg!r}, our signature", forge.token(header={"alg": alg})
    public = forge.ring.signing(forge.now).public
    pem = public.to_pem()
    loaded = serialization.load_pem_public_key(pem)
    der = loaded.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    point = loaded.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    published = forge.ring.jwks(forge.now)
    secrets = {
        "PEM": pem,
        "PEM without its last line end": pem.strip(),
        "PEM with CR LF": pem.replace(b"\n", b"\r\n"),
        "DER": der,
        "point": point,
        "JWK": json.dumps(published["keys"][0]).encode(),
        "JWK without blanks": json.dumps(published["keys"][0], separators=(",", ":")).encode(),
        "key set": json.dumps(published).encode(),
        "x": public.to_dict()["x"].encode(),
        "kid": forge.ring.signing(forge.now).kid.encode(),
        "empty secret": b"\x00",
    }
    for name, secret in secrets.items():
        for alg, digest in (("HS256", hashlib.sha256), ("HS384", hashlib.sha384), ("HS512", hashlib.sha512)):
            unsigned = forge.with_signature(b"", {"alg": alg})[:-1]
            yield f"{alg} with the public key's {name}", f"{unsigned}.{b64(hmac.new(secret, unsigned.encode(), digest).digest())}"
    unsigned = forge.with_signature(b"", {"alg": "RS256"})[:-1]
    yield "RS256 of a stranger", f"{unsigned}.{b64(_rsa().sign(unsigned.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def _keys(forge: Forge) -> Iterator[Named]:
    kid = forge.ring.signing(forge.now).kid
    yield "our kid, a stranger's signature", forge.token(key=stranger())
    tricks = {
        "unknown": "1700000000-0123456789abcdef",
        "path": "../../../../dev/null",
        "absolute path": "/etc/passwd",
        "path to our key": f"./{kid}",
        "with .pem": f"{kid}.pem",
        "address": "https://example.com/key.pem",
        "SQL": "' union select 'a' --",
        "shell": "|/usr/bin/id",
        "in capitals": kid.upper() if kid != kid.upper() else f"{kid}A",
        "with a blank": f"{kid} ",
        "with a line end": f"{kid}\n",
        "with NUL": f"{kid}\x00",
        "half": kid[: len(kid) // 2],
        "twice": kid * 2,
        "dunder": "__class__",
        "full-width digits": "".join(chr(ord(letter) + 0xFEE0) if letter.isdigit() else letter for letter in kid),
    }
    for name, trick in tricks.items():
        yield f"kid {name}", forge.token(header={"kid": trick})
        yield f"kid {name}, a stranger's signature", forge.token(header={"kid": trick}, key=stranger())
    for index, other in enumerate(forge.ring._snapshot.keys):
        if other.kid == kid:
            continue
        yield f"kid of key {index}, our signature", forge.token(header={"kid": other.kid})
        yield f"our kid, signature of key {index}", forge.token(key=other.private)
        if other.is_retired(forge.now):
            yield f"kid and signature of retired key {index}", forge.token(header={"kid": other.kid}, key=other.private)


def _signatures(forge: Forge) -> Iterator[Named]:
    right = forge.token()
    unsigned, _, last = right.rpartition(".")
    signature = base64.urlsafe_b64decode(f"{last}==")

    def pair(r: int, s: int) -> bytes:
        return r.to_bytes(32, "big") + s.to_bytes(32, "big")

    asn1 = ec.generate_private_key(ec.SECP256R1()).sign(b"x", ec.ECDSA(hashes.SHA256()))
    for name, content in {
        "none": b"",
        "64 zeros": bytes(64),
        "psychic: r = s = 0 in ASN.1": bytes.fromhex("3006020100020100"),
        "r = 0": pair(0, 1),
        "s = 0": pair(1, 0),
        "r = s = 1": pair(1, 1),
        "r = s = n": pair(ORDER, ORDER),
        "r = n": pair(ORDER, 1),
        "r = s = n - 1": pair(ORDER - 1, ORDER - 1),
        "all ones": b"\xff" * 64,
        "ASN.1": asn1,
        "cut by a byte": signature[:-1],
        "longer by a byte": signature + b"\x00",
        "twice": signature * 2,
        "halves swapped": signature[32:] + signature[:32],
        "first bit turned": bytes([signature[0] ^ 0x80]) + signature[1:],
        "last bit turned": signature[:-1] + bytes([signature[-1] ^ 1]),
    }.items():
        yield f"signature: {name}", f"{unsigned}.{b64(content)}"
    other = forge.token()
    yield "signature of another token", f"{unsigned}.{other.rpartition('.')[2]}"
    yield "claims of another token", ".".join((right.split(".")[0], other.split(".")[1], last))


def _shapes(forge: Forge) -> Iterator[Named]:
    right = forge.token()
    header, payload, signature = right.split(".")
    yield from {
        "empty": "",
        "one dot": ".",
        "two dots": "..",
        "three dots": "...",
        "a word": "token",
        "three letters": "a.b.c",
        "the word null": "null",
        "an opaque token": "tGzv3JOkF0XG5Qx2TlKWIA",
        "header alone": header,
        "two segments": f"{header}.{payload}",
        "two segments and a dot": f"{header}.{payload}.",
        "no payload": f"{header}..{signature}",
        "no header": f".{payload}.{signature}",
        "header and payload swapped": f"{payload}.{header}.{signature}",
        "four segments": f"{right}.{signature}",
        "a dot in front": f".{right}",
        "a dot behind": f"{right}.",
        "JWE of five segments": ".".join((b64('{"alg":"dir","enc":"A256GCM"}'), "", b64("i" * 12), payload, b64("t" * 16))),
        "JWE with zip": ".".join((b64('{"alg":"dir","enc":"A256GCM","zip":"DEF"}'), "", b64("i" * 12), payload, b64("t" * 16))),
        "JWS in JSON": json.dumps({"payload": payload, "protected": header, "signature": signature}),
        "twice": right * 2,
        "16 KB of one letter": "a" * 16_384,
        "16 KB of dots": "." * 16_384,
        "16 KB, well signed": forge.token(claims={"x": "a" * 12_288}),
        "a letter over the limit": "a" * 2_049,
        "nested header": f"{b64('[' * 1_200)}.{payload}.{signature}",
        "nested header, closed": f"{b64('[' * 500 + ']' * 500)}.e30.AA",
        "nested objects in the header": b64('{"a":' * 220) + ".e30.AA",
        "nested alg, unsigned": b64('{"alg":' + "[" * 1_100) + ".e30.AA",
        "a long number in the header": b64('{"alg":' + "9" * 1_400 + "}") + ".e30.AA",
        "header is a list": f"{b64('[]')}.{payload}.{signature}",
        "header is null": f"{b64('null')}.{payload}.{signature}",
        "header is a text": b64('"ES256"') + f".{payload}.{signature}",
        "header is an empty object": f"{b64('{}')}.{payload}.{signature}",
        "header is not UTF-8": b64(b'{"alg":"\xff"}') + f".{payload}.{signature}",
        "header is not JSON": f"{b64('alg=ES256')}.{payload}.{signature}",
    }.items()
    for each in range(0, len(right), 61):
        yield f"cut at character {each}", right[:each] + ("" if each else " ")


def _spellings(forge: Forge) -> Iterator[Named]:
    right = forge.token()
    header, payload, signature = right.split(".")
    # 64 bytes leave four unused bits in the last character: the same bytes spelled otherwise.
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    respelled = signature[:-1] + alphabet[alphabet.index(signature[-1]) + 1]
    yield "spelling: unused bits of the signature", f"{header}.{payload}.{respelled}"
    yield "spelling: padding behind", f"{right}=="
    yield "spelling: padding in each segment", f"{header}==.{payload}==.{signature}=="
    for name, letter in {
        "a blank": " ",
        "a tab": "\t",
        "a line end": "\n",
        "a return": "\r",
        "NUL": "\x00",
        "an exclamation mark": "!",
        "a plus": "+",
        "a zero-width space": "\u200b",
        "a byte order mark": "\ufeff",
        "a Cyrillic a": "\u0430",
        "half a surrogate pair": "\ud800",
        "an emoji": "\U0001f600",
    }.items():
        yield f"spelling: {name} in front", f"{letter}{right}"
        yield f"spelling: {name} behind", f"{right}{letter}"
        yield f"spelling: {name} in the header", f"{header[:9]}{letter}{header[9:]}.{payload}.{signature}"
        yield f"spelling: {name} in the signature", f"{header}.{payload}.{signature[:9]}{letter}{signature[9:]}"
    yield "spelling: full-width dots", right.replace(".", "\uff0e")
    yield "spelling: percent-encoded dots", right.replace(".", "%2E")
    yield "spelling: in quotes", f'"{right}"'
    yield "spelling: Bearer twice", f"Bearer {right}"
    yield "spelling: two tokens", f"{right},{right}"
    yield "spelling: in capitals", right.upper()
