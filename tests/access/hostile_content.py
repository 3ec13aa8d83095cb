"""Hostile tokens that are well signed: what is wrong stands in the header, in a claim or in the JSON itself."""

import json
from collections.abc import Iterator
from typing import Any, Final
from uuid import uuid4

from tests.access.forge import MISSING, Forge, Named, Raw, as_json, stranger

# Wrong for every header field and every claim.
ANYWHERE: Final[dict[str, Any]] = {
    "missing": MISSING,
    "null": None,
    "true": True,
    "zero": 0,
    "negative": -1,
    "a fraction": 0.5,
    "Infinity": Raw("Infinity"),
    "NaN": Raw("NaN"),
    "1e400": Raw("1e400"),
    "a 300-digit number": Raw("9" * 300),
    "an empty text": "",
    "a blank": " ",
    "a NUL": "\x00",
    "an empty list": [],
    "an empty object": {},
    "nested lists": Raw("[" * 150 + "]" * 150),
    "nested objects": Raw('{"a":' * 60 + "1" + "}" * 60),
    "500 letters": "a" * 500,
    "half a surrogate pair": Raw('"\\ud800"'),
}


def fields(forge: Forge) -> Iterator[Named]:
    """Each header field and claim with what is wrong anywhere."""
    for field in forge.header():
        for fault, value in ANYWHERE.items():
            yield f"header {field} is {fault}", forge.token(header={field: value})
        right = forge.header()[field]
        yield f"header {field} is a list of the right one", forge.token(header={field: [right]})
        yield f"header {field} is an object of the right one", forge.token(header={field: {right: right}})
    for claim in forge.claims():
        for fault, value in ANYWHERE.items():
            yield f"claim {claim} is {fault}", forge.token(claims={claim: value})
        right = forge.claims()[claim]
        yield f"claim {claim} is a list of the right one", forge.token(claims={claim: [right]})
        yield f"claim {claim} is an object of the right one", forge.token(claims={claim: {"value": right}})


def header_extras(forge: Forge) -> Iterator[Named]:
    """Header members that we never send, and types that are not ours."""
    own = stranger().public_key().to_dict()
    extras: dict[str, Any] = {
        "crit is empty": {"crit": []},
        "crit is null": {"crit": None},
        "crit names exp": {"crit": ["exp"], "exp": forge.now + 900},
        "crit names b64": {"crit": ["b64"], "b64": False},
        "b64 false": {"b64": False},
        "jku": {"jku": "https://example.com/jwks.json"},
        "x5u": {"x5u": "https://example.com/chain.pem"},
        "x5c": {"x5c": ["MIIB"]},
        "x5t": {"x5t": "aaaa"},
        "jwk": {"jwk": own},
        "jwk null": {"jwk": None},
        "zip": {"zip": "DEF"},
        "zip null": {"zip": None},
        "enc": {"enc": "A256GCM"},
        "cty": {"cty": "JWT"},
        "p2c": {"p2c": 2**31},
        "a claim in the header": {"iss": forge.ring.issuer},
        "an unknown member": {"x": 1},
    }
    for name, extra in extras.items():
        yield f"header has {name}", forge.token(header=extra)
    yield "jwk brings the stranger's key that signed", forge.token(header={"jwk": own}, key=stranger())
    yield "jwk brings the stranger's key, no kid", forge.token(header={"jwk": own, "kid": MISSING}, key=stranger())
    for typ in ("JWT", "jwt", "AT+JWT", "application/at+jwt", "at+jwt ", "at jwt", "logout+jwt", "refresh+jwt", "JOSE"):
        yield f"typ {typ}", forge.token(header={"typ": typ})


def times(forge: Forge) -> Iterator[Named]:
    """Times that do not hold, and times that are not whole seconds."""
    now = forge.now
    faults: dict[str, dict[str, Any]] = {
        "expired a minute ago": {"exp": now - 60, "iat": now - 900, "nbf": now - 900},
        "expired a year ago": {"exp": now - 31_536_000, "iat": now - 31_536_900, "nbf": now - 31_536_900},
        "a second too long": {"exp": now + 901},
        "a day long": {"exp": now + 86_400},
        "for ever": {"exp": 2**63},
        "long because iat is old": {"iat": now - 86_400, "nbf": now - 86_400},
        "made in ten minutes": {"exp": now + 1_500, "iat": now + 600, "nbf": now + 600},
        "valid in ten minutes": {"nbf": now + 600},
        "valid before it was made": {"nbf": now - 600},
        "iat after exp": {"exp": now + 1, "iat": now + 20, "nbf": now + 20},
        "exp is iat": {"exp": now, "iat": now, "nbf": now},
    }
    for name, changes in faults.items():
        yield f"time: {name}", forge.token(claims=changes)
    for claim in ("exp", "iat", "nbf"):
        right = forge.claims()[claim]
        for name, value in {
            "a text": str(right),
            "a whole fraction": float(right),
            "in E notation": Raw(f"{right}e0"),
            "in milliseconds": right * 1_000,
            "negative infinity": Raw("-Infinity"),
            "below any date": -(10**30),
            "beyond any date": 10**30,
            "a date": "2026-01-01T00:00:00Z",
            "an octal": Raw(f"0{right}"),
            "hexadecimal": Raw(hex(right)),
        }.items():
            yield f"time: {claim} is {name}", forge.token(claims={claim: value})


def contents(forge: Forge) -> Iterator[Named]:
    """Claims of the right type with a wrong value, and payloads that are no claims."""
    ring = forge.ring
    some_id = str(uuid4())
    wrong: dict[str, dict[str, Any]] = {
        "iss": {"stranger": "https://example.com", "with a slash": f"{ring.issuer}/", "capitals": ring.issuer.upper()},
        "aud": {
            "stranger": "https://example.com",
            "list with ours": [ring.audience, "https://example.com"],
            "longer": f"{ring.audience}/x",
            "shorter": ring.audience[:-1],
        },
        "client_id": {"with a blank": "a b", "with a line end": "app\n", "too long": "a" * 129, "not ASCII": "äpp"},
        "jti": {"short": "abc", "long": "a" * 65, "with a blank": "0123456789 abcdef", "not ASCII": "é" * 20},
        "role": {
            "unknown": "god",
            "capitals": "Carer",
            "two": "carer manager",
            "with a line end": "carer\n",
            "a list": ["carer", "manager"],
        },
        "scope": {
            "a star": "*",
            "no verb": "people",
            "commas": "people:read,people:write",
            "two blanks": "people:read  people:write",
            "a blank at the end": "people:read ",
            "a line end": "people:read\n",
            "a tab": "people:read\tpeople:write",
            "capitals": "People:Read",
        },
    }
    for claim in ("sub", "sid", "org"):
        wrong[claim] = {
            "not a UUID": "carer-1",
            "an address": "jean@example.com",
            "in braces": f"{{{some_id}}}",
            "a URN": f"urn:uuid:{some_id}",
            "without hyphens": some_id.replace("-", ""),
            "in capitals": "ABCDEF00-0000-4000-8000-ABCDEF000000",
            "with a line end": f"{some_id}\n",
            "a digit short": some_id[:-1],
            "a digit long": f"{some_id}0",
            "SQL": "' or 1=1 --",
        }
    for claim, faults in wrong.items():
        for name, value in faults.items():
            yield f"claim {claim}: {name}", forge.token(claims={claim: value})
    header = as_json(forge.header())
    for name, payload in {
        "empty": b"",
        "null": b"null",
        "a list": b"[]",
        "a text": b'"a"',
        "a number": b"1",
        "an empty object": b"{}",
        "cut": as_json(forge.claims()).encode()[:-1],
        "two objects": as_json(forge.claims()).encode() + b"{}",
        "not UTF-8": as_json(forge.claims()).encode()[:-1] + b',"x":"\xff"}',
        "UTF-16": as_json(forge.claims()).encode("utf-16"),
        "after a byte order mark": b"\xef\xbb\xbf" + as_json(forge.claims()).encode(),
        "deeply nested": b"[" * 1_000,
        "claims in a list": f"[{as_json(forge.claims())}]".encode(),
    }.items():
        yield f"payload is {name}", forge.signed(header, payload)


def twins(forge: Forge) -> Iterator[Named]:
    """Members that come twice (RFC 8725 section 2.4)."""
    header, claims = as_json(forge.header()), as_json(forge.claims())
    for name, more in {"alg": '"alg":"none"', "kid": '"kid":"x"', "typ": '"typ":"JWT"'}.items():
        yield f"header {name} twice, bad first", forge.signed("{" + more + "," + header[1:], claims)
        yield f"header {name} twice, bad last", forge.signed(header[:-1] + "," + more + "}", claims)
    yield "header alg twice, both right", forge.signed(header[:-1] + ',"alg":"ES256"}', claims)
    yield "header alg twice, one escaped", forge.signed(header[:-1] + ',"\\u0061lg":"ES256"}', claims)
    for name in forge.claims():
        yield f"claim {name} twice", forge.signed(header, claims[:-1] + f',"{name}":{json.dumps(forge.claims()[name])}' + "}")
    yield "an unknown claim twice", forge.signed(header, claims[:-1] + ',"x":1,"x":2}')
    yield "a member twice deep in a claim", forge.signed(header, claims[:-1] + ',"x":{"y":1,"y":2}}')
