"""The functions that belong to the kernel role, one file for each theme, in the order in which they can be made."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

FILES: Final = (
    "kernel",
    "visits",
    "series",
    "recording",
    "rostering",
    "hours",
    "figures",
    "calendars",
    "concerns",
    "cycles",
    "jobs",
    "outcomes",
    "check_ins",
    "circles",
    "circle_meetings",
    "open_referral",
    "connections",
    "matching",
    "progress",
    "pages",
    "accounts",
    "sessions",
    "evidence",
    "commissioning",
    "funds",
    "snapshots",
    "papers",
    "summaries",
    "cld",
)
SEPARATOR: Final = "\n--=\n"  # a line of its own between statements, so that tools can split them


def statements() -> Iterator[str]:
    """Every CREATE FUNCTION, in order."""
    folder = Path(__file__).parent
    for name in FILES:
        for part in (folder / f"{name}.sql").read_text().split(SEPARATOR):
            if "CREATE" in part:
                yield part.strip().rstrip(";")
