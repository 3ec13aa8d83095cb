"""T10: a thousand leave, in every way there is; each is refused at the next request. Run: python -m tests.proof.leavers."""

import asyncio
import sys
from collections import Counter

from tests.access_matrix.leaving import WAYS, Leaving
from tests.access_matrix.leaving_sign_ins import SIGN_IN_WAYS
from tests.proof.running import running

LEAVERS = 1_000


async def leave(leavers: int) -> int:
    """Let so many leave, print the figures, and answer how many were not refused."""
    stayed: Counter[str] = Counter()
    ways = [*WAYS, *SIGN_IN_WAYS]
    async with running() as here:
        leaving = Leaving(here.operator, here.world, here.as_)
        for number in range(leavers):
            way = ways[number % len(ways)]
            if found := await way(leaving):
                stayed[way.__name__] += 1
                print(way.__name__, found)
    print(f"refused at the next request: {leavers - stayed.total()} of {leavers}, in {len(ways)} ways")
    return stayed.total()


def main() -> None:
    """Fail unless all were refused."""
    sys.exit(1 if asyncio.run(leave(LEAVERS)) else 0)


if __name__ == "__main__":
    main()
