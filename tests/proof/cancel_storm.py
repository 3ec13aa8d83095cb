"""T8: 20,000 requests of several teams, 70 % of them hung up half-way, against the real server.

0 foreign context, 0 wrong rows, pool whole.
"""

import asyncio
import json
import random
import time
from urllib.parse import urlsplit

from tests.process import serving
from tests.proof.standing import standing

REQUESTS = 20_000
HANG_UP = 0.7
AT_ONCE = 48


async def _storm(url: str, carers: list[tuple[str, set[str]]], requests: int, hang_up: float = HANG_UP) -> tuple[int, int, int]:
    """Answers read, people of other teams in them, and answers that were not 200."""
    where = urlsplit(url)
    rng = random.Random(8)
    gate = asyncio.Semaphore(AT_ONCE)
    read = foreign = other = 0

    async def one() -> None:
        nonlocal read, foreign, other
        token, teams = rng.choice(carers)
        async with gate:
            reader, writer = await asyncio.open_connection(where.hostname, where.port)
            try:
                writer.write(
                    "GET /v1/people?limit=200 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    f"Authorization: Bearer {token}\r\n\r\n".encode()
                )
                await writer.drain()
                if rng.random() < hang_up:
                    await asyncio.sleep(rng.random() * 0.02)
                    return
                head, _, body = (await reader.read()).partition(b"\r\n\r\n")
                if b" 200 " not in head[:20]:
                    other += 1
                    return
                read += 1
                foreign += sum(person["team_id"] not in teams for person in json.loads(body)["items"])
            finally:
                writer.transport.abort()

    await asyncio.gather(*(one() for _ in range(requests)))
    return read, foreign, other


def main(requests: int = REQUESTS) -> bool:
    """Run the storm and print what it left. True when nothing foreign was seen."""
    with standing() as stand, serving(stand.settings) as url:
        carers = [(stand.token(a), {str(t) for t in a.team_ids}) for a in stand.world.accounts if a.role == "carer"]
        began = time.monotonic()
        read, foreign, other = asyncio.run(_storm(url, carers, requests))
        after, foreign_after, other_after = asyncio.run(_storm(url, carers, 200, hang_up=0))
        left = stand.operator.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'wellbeing' AND state <> 'idle'"
        ).fetchone()
    print(
        f"{requests} requests, {HANG_UP:.0%} hung up, {time.monotonic() - began:.0f} s: "
        f"{read} answers read, {foreign} foreign rows, {other} not 200"
    )
    print(
        f"afterwards: {after} of 200 answered, {foreign_after} foreign rows, {other_after} not 200; "
        f"{left[0] if left else '?'} connections not idle"
    )
    return foreign == foreign_after == other_after == 0 and after == 200


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
