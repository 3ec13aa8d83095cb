"""Check-ins for a seed, and the lives that they are about: outcomes and their moves, good weeks with marks and scores, reviews.

Every person of a team of twelve has four outcomes and a check-in on one of them a fortnight, now and then one on the week or with
ONS4; most weeks are marked and scored, and a review is held every six months. All of it is decided by a hash, so that the same
seed makes the same years. Not made: steps, the change log and looks.
"""

from datetime import date, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from api.commands.seeding_batches import Batches

PEOPLE_PER_TEAM: Final = 12
FORTNIGHTS: Final = 78  # three years
CHECK_INS_A_FORTNIGHT: Final = 1 + 1 / 4 + 1 / 6
ROWS_AT_ONCE: Final = 50_000

WISHES: Final = (
    "I want to swim again on Fridays.",
    "I want to cook Sunday dinner for my sister.",
    "I want to go to chapel and sing.",
    "I want my own garden chair outside, and sit in it.",
    "I want to see the sea with Derek.",
    "I want to know my neighbours by name.",
    "I want to do my own shopping.",
    "I want to teach somebody to knit.",
)
ITEMS: Final = ("Coffee at the market.", "A walk by the canal.", "A call with my brother.", "Choir.", "A bath, without hurry.")
WORDS: Final = (
    "It was a good fortnight. We went twice.",
    "Once, and it rained.",
    "Slow, but it is getting there.",
    "I met two people from the old street.",
    "My legs were tired, so we sat and watched.",
    "Better than I thought it would be.",
    "Nothing came of it this time.",
    "I could do this every day.",
)
TABLES: Final = (
    "outcome", "outcome_wording", "outcome_move", "good_week_item", "good_week_wording", "review", "review_action",
    "check_in", "check_in_amendment", "good_week_mark", "good_week_score",
)  # fmt: skip
(
    NEW_ID, PEOPLE, WISHED, MOVED, OUTCOMES, WORDINGS, MOVES, ITEMISED, GOOD_WEEKS, ITEM_WORDINGS, REVIEWS, CHECK_INS, WEEKS,
) = Path(__file__).with_suffix(".sql").read_text().split("\n--=\n")  # fmt: skip


def fortnights_for(check_ins: int, people: int) -> int:
    """How many fortnights so many check-ins of so many people fill."""
    return max(1, ceil(check_ins / (people * CHECK_INS_A_FORTNIGHT)))


def people_for_check_ins(check_ins: int) -> int:
    """How many people so many check-ins need over three years."""
    return max(1, ceil(check_ins / (FORTNIGHTS * CHECK_INS_A_FORTNIGHT)))


class Outcomes(Batches):
    """The outcomes, check-ins, weeks and reviews of one seeded provider."""

    def __init__(self, connection: psycopg.Connection[Any], organisation: UUID, mark: int) -> None:
        super().__init__(connection, *TABLES)
        self.organisation, self.mark = organisation, mark

    def write(self, check_ins: int, people: int, now: datetime, today: date, progress: Any) -> int:  # noqa: ANN401 - rich's
        """Write them, oldest first, every batch committed. Answers how many check-ins."""
        slots = fortnights_for(check_ins, people)
        first = today - timedelta(days=14 * slots)
        given = self._given() | {"slots": slots, "first": first, "today": today, "now": now}
        self.connection.execute(NEW_ID.encode())
        for temporary, name in ((PEOPLE, "life"), (WISHED, "wish"), (MOVED, "move"), (ITEMISED, "item")):
            self.connection.execute(temporary.encode(), given)
            self.connection.execute(f"ANALYZE seed_{name}".encode())
        self.connection.commit()
        for statement in (OUTCOMES, WORDINGS, MOVES, GOOD_WEEKS, ITEM_WORDINGS, REVIEWS):
            self.batch(statement, given)
        step, done = max(1, int(ROWS_AT_ONCE / (people * CHECK_INS_A_FORTNIGHT))), 0
        task = progress.add_task("check_in", total=check_ins)
        monday = first + timedelta(days=-first.weekday() % 7)  # the first whole week
        for slot in range(0, slots, step):
            last = min(slot + step, slots) - 1
            done += self.batch(CHECK_INS, given | {"from": slot, "until": last}, counts=True)
            weeks = {"from_week": monday + timedelta(days=14 * slot), "until_week": monday + timedelta(days=14 * last + 7)}
            self.batch(WEEKS, given | weeks | {"until_week": min(weeks["until_week"], today)})
            progress.update(task, completed=done)
        self.settle("person", "team_member")
        return done

    def _given(self) -> dict[str, Any]:
        from api.domain.outcomes.instruments.built_in import ONS4_1  # noqa: PLC0415 - for those who seed
        from api.domain.outcomes.instruments.definition import Answer  # noqa: PLC0415 - as above
        from api.domain.outcomes.instruments.scoring import scored  # noqa: PLC0415 - as above
        from api.domain.outcomes.models import WellbeingArea  # noqa: PLC0415 - as above

        sets = [
            [Answer(item=item.key, value=(n * (place + 3)) % 11) for place, item in enumerate(ONS4_1.items)] for n in range(16)
        ]
        return {
            "organisation": self.organisation, "mark": self.mark,
            "wishes": list(WISHES), "items": list(ITEMS), "words": list(WORDS),
            "areas": [area.value for area in WellbeingArea],
            "answers": [Jsonb([answer.model_dump(mode="json") for answer in answers]) for answers in sets],
            "results": [Jsonb(scored(ONS4_1, answers)) for answers in sets],
        }  # fmt: skip
