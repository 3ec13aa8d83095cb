"""Looking at a provider for its manager: what is right and what is wrong, in words, before anybody stands at its door."""

from typing import Any, Final

from api.domain.access.providers.discovery import Metadata, Providers
from api.domain.access.providers.reaching import NotReachedError

CALLBACK: Final = "/sign-in/provider/callback"


def callback_of(issuer: str) -> str:
    """Our redirect URI at every provider."""
    return issuer.rstrip("/") + CALLBACK


async def looked_at(providers: Providers, issuer: str, *, ours: str, has_secret: bool) -> dict[str, Any]:
    """Fetch what it says of itself and its keys, anew, and say what was found."""
    findings: list[dict[str, Any]] = []
    try:
        metadata = await providers.metadata(issuer, anew=True)
    except NotReachedError as error:
        findings.append(_finding("discovery", error.says, right=False))
    else:
        findings.append(_finding("discovery", "It answers, and calls itself by this issuer."))
        findings.append(await _keys(providers, issuer))
        findings += _habits(metadata, has_secret=has_secret)
    return {"right": all(one["right"] for one in findings), "redirect_uri": callback_of(ours), "findings": findings}


async def _keys(providers: Providers, issuer: str) -> dict[str, Any]:
    try:
        keys = await providers.keys(issuer, anew=True)
    except NotReachedError as error:
        return _finding("keys", error.says, right=False)
    if not keys:
        return _finding(
            "keys", "None of its keys can check an id token: RSA of 2048 to 8192 bits, or P-256, for signing.", right=False
        )
    return _finding("keys", f"{len(keys)} of its keys can check id tokens.")


def _habits(metadata: Metadata, *, has_secret: bool) -> list[dict[str, Any]]:
    """What it says it does; nothing here stops a sign-in."""
    pkce = "It knows PKCE (S256)." if metadata.says_pkce else "It does not say that it knows PKCE (S256); we send it."
    proof = "We prove ourselves with the client secret." if has_secret else "We have no client secret: PKCE alone proves us."
    issuer = (
        "It names itself when it sends people back (RFC 9207)."
        if metadata.sends_issuer
        else "It does not name itself when it sends people back; the id token does."
    )
    return [
        _finding("signatures", f"It signs id tokens with {', '.join(sorted(metadata.algorithms))}."),
        _finding("pkce", pkce, right=metadata.says_pkce or has_secret),
        _finding("secret", proof),
        _finding("issuer", issuer),
    ]


def _finding(about: str, says: str, *, right: bool = True) -> dict[str, Any]:
    return {"about": about, "right": right, "says": says}
