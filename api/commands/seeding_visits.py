"""Visits for a seed: two years and six weeks of a team's days, made by the server itself, some days at a time.

A team's day is a timetable of nine times with each member, so that nobody is ever in two places; who is with whom, how long and
how it went is decided by a hash of day and seat, so that the same seed makes the same weeks. Not made: the change log, the hours
bank, and records older than `RECORD_DAYS`. A record is read soon after its visit or with one visit of the past; two months are
what teams, coaches and figures look back on, and they keep the seed at the size that visits themselves need.
"""

from datetime import date, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import psycopg

from api.commands.seeding_batches import Batches

MEMBERS: Final = 8
DAYS_BACK, DAYS_AHEAD = 730, 42
RECORD_DAYS: Final = 60
# What the timetable and its dice come to; `seed` says how many there were in the end.
VISITS_A_DAY: Final = 1.545
ROWS_AT_ONCE: Final = 50_000

# Visits that a member can begin on a day: minutes after midnight, minutes until the next may begin. `nth` is which of the
# member's five people it is for, `with_member` whose people they are: one's own first, then those whom one also sees.
TIMES: Final = (
    (420, 75, 0, 0), (495, 75, 1, 0), (570, 75, 2, 0), (645, 135, 3, 0), (780, 75, 4, 0),
    (855, 75, 0, 3), (930, 135, 0, 5), (1065, 75, 1, 3), (1140, 135, 2, 3),
)  # fmt: skip
WHY: Final = (
    "Up, washed and dressed in my own time, and breakfast together.",
    "A walk to the shop, and home the long way round.",
    "Dinner cooked together; I do the peeling.",
    "A bath, without hurry.",
    "Tablets in my hand, and a proper chat.",
    "Company at the club, and back before dark.",
    "Letters and the bank, read out loud.",
    "Settled for the evening, doors checked, the radio on.",
)
SEATS, FILL, BESIDE = Path(__file__).with_suffix(".sql").read_text().split("\n--=\n")


def people_for(visits: int) -> int:
    """How many people so many visits need over two years and six weeks."""
    return max(1, ceil(visits / ((DAYS_BACK + DAYS_AHEAD) * VISITS_A_DAY)))


def days_for(visits: int, people: int) -> tuple[int, int]:
    """How many days back and ahead so many visits of so many people fill."""
    days = ceil(visits / (people * VISITS_A_DAY))
    ahead = min(DAYS_AHEAD, days // 2)
    return days - ahead, ahead


class Visits(Batches):
    """The visits of one seeded provider."""

    def __init__(self, connection: psycopg.Connection[Any], organisation: UUID, teams: list[UUID], mark: int) -> None:
        super().__init__(connection, "visit", "visit_record", "visit_slot")
        self.organisation, self.teams, self.mark = organisation, teams, mark

    def write(self, visits: int, people: int, now: datetime, today: date, progress: Any) -> int:  # noqa: ANN401 - rich's
        """Write them, oldest first, every batch committed: what breaks off leaves whole days. Answers how many."""
        begins, lasts, nth, with_member = (list(column) for column in zip(*TIMES, strict=True))
        given = {"teams": self.teams, "begins": begins, "lasts": lasts, "nth": nth, "with": with_member}
        self.connection.execute(SEATS.encode(), given)
        self.connection.execute("ANALYZE seed_seat")
        self.connection.commit()
        back, ahead = days_for(visits, people)
        step = timedelta(days=max(1, int(ROWS_AT_ONCE / (people * VISITS_A_DAY))))
        first, end, done = today - timedelta(days=back), today + timedelta(days=ahead), 0
        task = progress.add_task("visit", total=visits)
        while first < end:
            last = min(first + step, end) - timedelta(days=1)
            done += self._fill(first, last, now, beside=last >= today - timedelta(days=RECORD_DAYS))
            first += step
            progress.update(task, completed=done)
        self.settle("person", "team_member")
        return done

    def _fill(self, first: date, last: date, now: datetime, *, beside: bool) -> int:
        given = {
            "organisation": self.organisation, "first": first, "last": last, "now": now, "mark": self.mark, "why": list(WHY),
        }  # fmt: skip
        return self.batch(f"WITH made AS ({FILL} RETURNING *) {BESIDE}" if beside else FILL, given, counts=beside)
