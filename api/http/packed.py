"""An answer that is kept packed (gzip), and told unpacked piece by piece: a file of any size takes no more of a worker."""

import zlib
from collections.abc import AsyncIterator
from typing import Final

from starlette.responses import Response, StreamingResponse

PIECE: Final = 1 << 18
GZIP: Final = 16 + zlib.MAX_WBITS
SIZE: Final = slice(-4, None)  # where gzip says how long it is unpacked


def unpacked(answer: Response) -> Response:
    """The same answer, its body unpacked while it is sent. One without a body stays as it is."""
    body = bytes(answer.body)
    if not body:
        return answer
    headers = {**answer.headers, "content-length": str(int.from_bytes(body[SIZE], "little"))}
    return StreamingResponse(_pieces(body), answer.status_code, headers)


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    unpacking, left = zlib.decompressobj(GZIP), body
    while left:
        piece = unpacking.decompress(left, PIECE)
        left = unpacking.unconsumed_tail
        if piece:
            yield piece
    if rest := unpacking.flush():
        yield rest
