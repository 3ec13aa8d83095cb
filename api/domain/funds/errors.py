"""What can go wrong with funds, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class FundOverspentError(ConflictError):
    """There is not enough, and the agreement says how far below nothing it may go."""

    code, title = "fund-overspent", "Not enough in the fund"
    detail = (
        "There is not enough there for this, by what the agreement says about overspending. Read the fund's balances: choose a"
        " smaller sum, release what was promised, add money first, or change the agreement."
    )


class FundFullError(ConflictError):
    """No account of a fund holds any sum."""

    code, title = "fund-full", "More than a fund holds"
    detail = (
        "No account of a fund holds more than ten thousand million pounds. Look whether this sum is in pence, and whether what"
        " came in before was written down right; turn round what was not."
    )


class FundNotCommittedError(ConflictError):
    """More is taken from what was promised than was promised."""

    code, title = "fund-not-committed", "Not so much was promised"
    detail = "Less than this stands promised. Read the fund's balances, or leave out from_committed to spend what is there."


class FundSpentBelowNothingError(ConflictError):
    """A correction would leave less than nothing spent."""

    code, title = "fund-spent-below-nothing", "Less than nothing spent"
    detail = "After this, less than nothing would have been spent. Read the entries: this one was turned round already."


class FundClosedError(ConflictError):
    """It ended, and stands as it is."""

    code, title = "fund-closed", "The fund is closed"
    detail = "A fund that was closed stands as it is: it is read, and nothing is written in it. Open another fund."


class FundNotEmptyError(ConflictError):
    """What is left belongs somewhere."""

    code, title = "fund-not-empty", "Not empty yet"
    detail = (
        "Before a fund is closed nothing is left in it, promised or overspent: carry what is left into another fund, or pay it"
        " back (entries of kind carry and repayment), release or spend what is promised, and bring in what was overspent."
    )


class FundLinesError(ConflictError):
    """Money does not go that way."""

    code, title = "fund-lines", "Money does not go that way"
    detail = "An entry of this kind does not move money between these accounts, or its lines do not add up to nothing."


class FundEntryReversedError(ConflictError):
    """Once is enough."""

    code, title = "fund-entry-reversed", "Turned round already"
    detail = "This entry was turned round before. Read its reversed_by_id; write a new entry for what was right."


class ReversalStandsError(ConflictError):
    """A reversal is not turned round."""

    code, title = "fund-reversal-stands", "A reversal stands"
    detail = "A reversal is not turned round. Write the entry anew, as it should have been."


class EntryStandsError(ConflictError):
    """What was written in the ledger stands."""

    code, title = "fund-entry-stands", "The ledger only grows"
    detail = "An entry is not changed. Turn it round (POST …/reversal) and write a new one, as it should have been."


class FeeChargedError(ConflictError):
    """The same days are paid for once."""

    code, title = "fund-fee-charged", "Charged already"
    detail = "A fee was charged for some of these days. Read the entries of kind fee; turn that one round to charge anew."


class NoFeeError(ConflictError):
    """There is nothing to charge."""

    code, title = "fund-no-fee", "No fee"
    detail = "The agreement has no fee, nothing was spent in these days that one is taken of, or it comes to less than a penny."


class PlanItemUsedError(ConflictError):
    """Money was spent on it."""

    code, title = "fund-plan-item-used", "Money was spent on this"
    detail = "Entries name this item. End it instead: send until_on, and why in ended_because."


class PlanFullError(ConflictError):
    """A plan that nobody can take in is none."""

    code, title = "fund-plan-full", "The plan is full"
    detail = "A fund's plan has at most 200 items. Take some away, or put some together."


class FundAgreementError(InvalidError):
    """The agreement contradicts itself; schemas say so first, this is the wall behind."""

    code, title = "fund-agreement", "The agreement contradicts itself"
    detail = (
        "Say who decides in words (and name the representative) where it is not the person; a fee of kind weekly has"
        " fee_weekly_pence, one of kind share has fee_basis_points, and no other has either; overspend_up_to_pence is more than"
        " nothing with allow_up_to, and nothing with refuse; until_on is not before from_on."
    )


class FundEntryError(InvalidError):
    """The entry contradicts itself; schemas say so first, this is the wall behind."""

    code, title = "fund-entry", "The entry contradicts itself"
    detail = (
        "An entry moves from a penny to a hundred million pounds; only a reversal turns round another, and only a fee is of days,"
        " first to last."
    )


class EntryDayError(InvalidError):
    """A day that the entry cannot be of."""

    code, title = "fund-entry-day", "Not on this day"
    detail = "Send a day from the fund's first day on, and not after tomorrow."


class PlanItemError(InvalidError):
    """The item contradicts itself; schemas say so first, this is the wall behind."""

    code, title = "fund-plan-item", "The item contradicts itself"
    detail = "An item costs at least a penny, its last day is not before its first, and what comes once has no last day."


means(FundOverspentError, "ck_fund_balance_overspent")
means(FundFullError, "ck_fund_balance_most")
means(FundNotCommittedError, "ck_fund_balance_committed")
means(FundSpentBelowNothingError, "ck_fund_balance_spent")
means(FundLinesError, "fund_lines", "ck_fund_balance_sums_to_nothing", "ck_fund_line_pence")
means(FundClosedError, "fund_closed")
means(FundEntryReversedError, "uq_fund_entry_reverses")
means(ReversalStandsError, "fund_reversal")
means(FeeChargedError, "fund_fee_charged")
means(
    FundAgreementError,
    "ck_fund_dates", "ck_fund_decided", "ck_fund_representative", "ck_fund_overspend_rule_says", "ck_fund_overspend_up_to",
    "ck_fund_fee_weekly", "ck_fund_fee_share", "ck_fund_fee_pence", "ck_fund_fee_basis_points",
)  # fmt: skip
means(FundEntryError, "ck_fund_entry_pence", "ck_fund_entry_reversal", "ck_fund_entry_fee", "ck_fund_entry_fee_span")
means(PlanItemError, "ck_fund_plan_item_pence", "ck_fund_plan_item_dates", "ck_fund_plan_item_once")

__all__ = [
    "EntryDayError",
    "EntryStandsError",
    "FeeChargedError",
    "FundAgreementError",
    "FundClosedError",
    "FundEntryError",
    "FundEntryReversedError",
    "FundFullError",
    "FundLinesError",
    "FundNotCommittedError",
    "FundNotEmptyError",
    "FundOverspentError",
    "FundSpentBelowNothingError",
    "NoFeeError",
    "PlanFullError",
    "PlanItemError",
    "PlanItemUsedError",
    "ReversalStandsError",
]
