"""A year of a fund: what came in, what it was for, what was wrong and turned round. Every line adds up."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from api.demo.made import DemoPerson
from api.demo.making import Making
from api.demo.outcome_rows import keys_of, on_day
from api.domain.funds.ledger.models import FundEntry, FundLine
from api.domain.funds.models import Fund, FundPlanItem

YEAR: Final = 364  # days ago that it began: 52 weeks
FOUR_WEEKS: Final = 28
CAME_IN: Final = 72_000  # in four weeks, in pence
FEE: Final = 800  # a week
ALLOWED: Final = {"overspend_rule": "allow_up_to", "overspend_up_to_pence": 5_000}


@dataclass
class Keeping:
    """The books of one fund."""

    making: Making
    keys: dict[str, Any]
    by: UUID

    def post(self, kind: str, days: int, pence: int, words: str, way: tuple[str, str], **more: Any) -> UUID:  # noqa: ANN401 - any column's value
        """An entry of so many days ago with its two lines. The plan's item stands on both."""
        item = more.pop("plan_item_id", None)
        written = on_day(self.making, days)
        entry = self.making.rows.add(
            FundEntry, **self.keys, **written, kind=kind, on_day=self.making.ago(days=days), pence=pence, words=words,
            account_id=self.by, provided_by_team_id=self.keys["team_id"], **more,
        )  # fmt: skip
        for account, moved in zip(way, (-pence, pence), strict=True):
            self.making.rows.add(
                FundLine, **self.keys, **written, entry_id=entry, account=account, pence=moved, plan_item_id=item
            )
        return entry

    def plan(self, position: int, what: str, pence: int, **more: Any) -> UUID:  # noqa: ANN401 - any column's value
        """An item of the plan."""
        said = {"what": what, "pence_each": pence, "position": position, "from_on": self.making.ago(days=YEAR), **more}
        return self.making.rows.add(FundPlanItem, **self.keys, **on_day(self.making, YEAR), **said)


def make_fund(making: Making, person: DemoPerson, by: UUID, arrangement: UUID | None = None) -> UUID:
    """The fund of somebody who decides for themselves."""
    fund = making.rows.add(
        Fund, **keys_of(person), **on_day(making, YEAR), **ALLOWED, arrangement_id=arrangement, name="My fund, this year",
        decided_words="I decide. Siobhan looks over the sums with me.", fee_kind="weekly", fee_weekly_pence=FEE,
        fee_words="For paying the bills and keeping the books.", from_on=making.ago(days=YEAR),
        words="What is left at the end goes into next year's.", provided_by_team_id=person.team_id,
    )  # fmt: skip
    books = Keeping(making, {**keys_of(person), "fund_id": fund}, by)
    company = books.plan(1, "Company to go out with, two hours a week", 13_000, why="So that I am not only indoors")
    taxi = books.plan(2, "The taxi to chapel", 1_800, inside=False, payee="Ashbrook Cars")
    wool = books.plan(3, "Wool, and tea after the knitting group", 2_200, inside=False, why="I never come with empty hands")
    shoes = books.plan(4, "Walking shoes", 8_900, inside=False, how_often="once", from_on=making.ago(days=200))
    south = books.plan(
        5, "Two nights in Southport with Dot", 24_000, inside=False, how_often="once", from_on=making.ago(days=-40)
    )  # fmt: skip
    books.post("carried_in", YEAR, 12_450, "Left over from last year", ("source", "allocated"))
    for days in range(YEAR, 0, -FOUR_WEEKS):
        books.post("allocation", days, CAME_IN, "Four weeks from the council", ("source", "allocated"), payee="The council")
    spent = ("allocated", "spent_inside"), ("allocated", "spent_outside")
    for days in range(YEAR - FOUR_WEEKS, -1, -FOUR_WEEKS):
        books.post("spending", days, 4 * 13_000, "Company, four weeks", spent[0], plan_item_id=company)
        books.post(
            "spending", days, 4 * 1_800, "Taxi to chapel, four Sundays", spent[1], plan_item_id=taxi, payee="Ashbrook Cars"
        )  # fmt: skip
        _charge(books, days)
    for number in range(51):
        if number % 9:  # away, or unwell
            books.post("spending", YEAR - 3 - 7 * number, 2_200, "Wool and tea", spent[1], plan_item_id=wool)
    wrong = books.post("spending", 199, 9_800, "Walking shoes", spent[1], plan_item_id=shoes, evidence="Receipt 41")
    back = "spent_outside", "allocated"
    books.post("reversal", 197, 9_800, "The receipt says 89 pounds, not 98", back, plan_item_id=shoes, reverses_id=wrong)
    books.post("spending", 197, 8_900, "Walking shoes", spent[1], plan_item_id=shoes, evidence="Receipt 41")
    books.post("spending", 90, 1_250, "Flowers for the chapel", spent[1], payee="The market")
    books.post("commitment", 20, 6_000, "Deposit for Southport", ("allocated", "committed"), plan_item_id=south)
    return fund


def _charge(books: Keeping, days: int) -> None:
    """The fee of the four weeks before."""
    last: date = books.making.ago(days=days + 1)
    first = last - timedelta(days=FOUR_WEEKS - 1)
    words = f"Our fee from {first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
    books.post("fee", days, 4 * FEE, words, ("allocated", "fee"), fee_from_on=first, fee_until_on=last)
