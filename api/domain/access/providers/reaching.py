"""Fetching from an address that a manager typed: nothing about it is believed (OWASP: server-side request forgery).

The name is resolved by us, once; every address it has must be public, and the connection goes to the very address that was
looked at, while TLS and the Host header speak of the name. So a name that points inwards, or that answers differently the second
time (DNS rebinding), reaches nothing. No redirect is followed, no proxy of the environment is used, no compression is taken, and
an answer is short and comes soon, or not at all. Councils whose provider stands on an inner network name that network in a
setting; addresses that hosts give to themselves (link-local, where clouds keep their metadata) are refused whatever it says.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from httpx2 import Response

SECONDS: Final = 5.0  # for all that one step fetches
MOST_BYTES: Final = 256 * 1024
MOST_ADDRESSES: Final = 4
SLOW: Final = f"It did not answer within {SECONDS:.0f} seconds."
LOCAL_NAMES: Final = frozenset({"localhost", "127.0.0.1", "::1"})

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Lookup = Callable[[str, int], Awaitable[list[str]]]

# Where clouds and hosts speak to themselves. No setting opens these.
_NEVER: Final = tuple(ip_network(n) for n in ("169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128", "0.0.0.0/8", "::/128"))
_NAT64: Final = IPv6Network("64:ff9b::/96")


class NotReachedError(Exception):
    """It did not answer as a provider does. `says` is for the manager, and holds nothing of what was answered."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    media: str
    body: bytes


async def look_up(host: str, port: int) -> list[str]:
    """The addresses of a name, as this machine resolves it."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Reach:
    """Which addresses may be asked: public ones, and the networks that are named."""

    def __init__(
        self, networks: str = "", *, loopback: bool = False, lookup: Lookup = look_up, tls: ssl.SSLContext | None = None
    ) -> None:
        named = [n.strip() for n in networks.split(",") if n.strip()]
        if loopback:
            named += ["127.0.0.0/8", "::1/128"]
        self.networks: tuple[Network, ...] = tuple(ip_network(n, strict=False) for n in named)
        self._lookup = lookup
        self._tls = tls

    def permits(self, address: Address) -> bool:
        """Whether this address may be asked, and every address that it stands for."""
        return all(self._permits(one) for one in (address, *_within(address)))

    def _permits(self, address: Address) -> bool:
        if any(address in network for network in _NEVER if network.version == address.version):
            return False
        if any(address in network for network in self.networks if network.version == address.version):
            return True
        if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
            return True  # judged by the address within
        # NAT64 is reserved, and how a machine without addresses of version 4 reaches those: judged by the one within.
        reserved = address.is_reserved and not (isinstance(address, IPv6Address) and address in _NAT64)
        return address.is_global and not address.is_multicast and not reserved

    async def fetch(self, url: str, *, form: Mapping[str, str] | None = None, basic: tuple[str, str] | None = None) -> Answer:
        """GET, or POST of a form; the answer whole. NotReachedError."""
        async with in_time():
            return await self._fetch(url, form, basic)

    async def _fetch(self, url: str, form: Mapping[str, str] | None, basic: tuple[str, str] | None) -> Answer:
        import httpx2  # noqa: PLC0415 - sixteen megabytes that a worker needs only where a provider of identities is in use

        host, port = parts(url)
        addresses = await self._addresses(host, port)
        if self._tls is None:
            self._tls = httpx2.create_ssl_context()
        asked = httpx2.URL(url)
        headers = {"host": asked.netloc.decode("ascii"), "accept": "application/json", "accept-encoding": "identity"}
        transport = httpx2.AsyncHTTPTransport(verify=self._tls, trust_env=False)
        why = ""
        async with httpx2.AsyncClient(
            transport=transport, trust_env=False, follow_redirects=False, timeout=SECONDS, auth=basic
        ) as http:
            for address in addresses:
                request = http.build_request(
                    "GET" if form is None else "POST", asked.copy_with(host=address), headers=headers, data=form,
                    extensions={"sni_hostname": host},
                )  # fmt: skip
                try:
                    response = await http.send(request, stream=True)
                    try:
                        return await _read(response)
                    finally:
                        await response.aclose()
                except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                    why = _why(error)
                    if not isinstance(error, httpx2.ConnectError):
                        break
        raise NotReachedError(why)

    async def _addresses(self, host: str, port: int) -> list[str]:
        """The addresses to connect to, in turn. One that is refused among them refuses the name: who answers so plays a trick."""
        try:
            found = [ip_address(one.partition("%")[0]) for one in await self._lookup(host, port)]
        except (OSError, ValueError, UnicodeError):
            raise NotReachedError("Its name has no address. Check the spelling.") from None
        if not found:
            raise NotReachedError("Its name has no address. Check the spelling.")
        if not all(self.permits(one) for one in found):
            raise NotReachedError(
                "Its name leads to an address inside a network. Only public addresses are asked, unless whoever runs this service"
                " names that network in PROVIDER_NETWORKS."
            )
        return [str(one) for one in found[:MOST_ADDRESSES]]


@asynccontextmanager
async def in_time() -> AsyncIterator[None]:
    """All that is asked of a provider for one request comes within one time. NotReachedError."""
    try:
        async with asyncio.timeout(SECONDS):
            yield
    except TimeoutError:
        raise NotReachedError(SLOW) from None


def parts(url: str) -> tuple[str, int]:
    """Host and port of an address that may be asked at all. NotReachedError."""
    try:
        split = urlsplit(url)
        host, port = split.hostname or "", split.port
    except ValueError:
        host, port, split = "", None, urlsplit("")
    local = host in LOCAL_NAMES
    if not host or split.scheme not in ("https", "http") or split.username is not None or split.password is not None:
        raise NotReachedError("One of its addresses is no web address.")
    if split.scheme == "http" and not local:
        raise NotReachedError("One of its addresses is without https.")
    return host, port or (443 if split.scheme == "https" else 80)


def _within(address: Address) -> Iterator[Address]:
    """Addresses of version 4 that one of version 6 stands for: mapped (RFC 4291), 6to4 (3056), Teredo (4380), NAT64 (6052)."""
    if isinstance(address, IPv4Address):
        return
    if address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if address in _NAT64:
        yield IPv4Address(int(address) & 0xFFFF_FFFF)


async def _read(response: "Response") -> Answer:
    if response.is_redirect:
        raise NotReachedError("It sends callers on to another address. Give the address that answers itself.")
    if response.headers.get("content-encoding", "identity") != "identity":
        raise NotReachedError("It answers compressed, though asked not to.")
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > MOST_BYTES:
            raise NotReachedError(f"Its answer is longer than {MOST_BYTES // 1024} KB.")
    media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(response.status_code, media, bytes(body))


def _why(error: Exception) -> str:
    """In words, without an address or anything that was answered."""
    if isinstance(error.__cause__, ssl.SSLError) or "CERTIFICATE" in str(error) or "SSL" in str(error):
        return "Its certificate is not one that can be trusted, or is for another name."
    if "Timeout" in type(error).__name__:
        return SLOW
    return "Nobody answers there, or the answer broke off."
