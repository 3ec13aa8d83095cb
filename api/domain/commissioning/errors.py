"""What can go wrong with arrangements, settings of figures and ratings, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import AgainError, ConflictError, InvalidError


class WhoIsFundedError(InvalidError):
    """One person, or one team, and never both."""

    code, title, detail = (
        "person-or-team",
        "A person or a team",
        "Send funded_person_id or, for a block contract, funded_team_id: one of the two.",
    )


class BlockContractError(InvalidError):
    """A block contract is a team's; every other kind is a person's."""

    code, title, detail = (
        "block-contract-of-a-team",
        "A block contract is a team's",
        "A block contract names a team (funded_team_id), every other kind a person (funded_person_id).",
    )


class CouncilNeededError(InvalidError):
    """Only what is self-funded, or a personal health budget, has no council behind it."""

    code, title, detail = (
        "council-needed",
        "Which council?",
        "Send council_id: only self_funded and personal_health_budget stand without a council.",
    )


class ArrangementDatesError(InvalidError):
    """An arrangement does not end before it begins."""

    code, title, detail = ("arrangement-dates", "Ends before it begins", "Send an until_on that is not before from_on.")


class WeeklyAmountError(InvalidError):
    """What no week costs."""

    code, title, detail = ("weekly-amount", "Out of bounds", "Send from 0 to 10,000,000 pence, and from 0 to 100,800 minutes.")


class AnotherArrangementError(ConflictError):
    """Who is funded by whom stands as it was made."""

    code, title, detail = (
        "another-arrangement",
        "Another arrangement",
        "Who is funded, and by which council, stands as it was made. End this arrangement (until_on) and make another.",
    )


class OnlyStricterError(InvalidError):
    """The rule for small numbers can be made stricter than 7 and 5, never looser."""

    code, title, detail = ("only-stricter", "Only stricter", "Send a threshold from 7 to 50, and a base of 5 or 10.")


class AssumptionError(InvalidError):
    """A number that others will reckon with says where it is from."""

    code, title, detail = (
        "source-needed",
        "Where is it from?",
        "Send admission_source with admission_pence, and compared_source with compared_rate; numbers within their bounds.",
    )


class SmallNumbersWrittenError(AgainError):
    """Somebody wrote it down in this moment: run again, it is there, and may be what was sent."""


class RatedThatDayError(ConflictError):
    """One rating of a provider is published on one day."""

    code, title, detail = ("rated-that-day", "Rated that day", "A rating of this day is here already. Change that one.")


class ReportUrlError(InvalidError):
    """Where the report is."""

    code, title, detail = ("report-url", "Not an address", "Send an address that begins with https://.")


means(WhoIsFundedError, "ck_arrangement_person_or_team")
means(BlockContractError, "ck_arrangement_block_contract")
means(CouncilNeededError, "ck_arrangement_council")
means(ArrangementDatesError, "ck_arrangement_dates")
means(WeeklyAmountError, "ck_arrangement_weekly_amount", "ck_arrangement_weekly_minutes")
means(OnlyStricterError, "ck_figure_setting_threshold", "ck_figure_setting_base")
means(
    AssumptionError,
    "ck_figure_setting_admission",
    "ck_figure_setting_compared",
    "ck_figure_setting_admission_source",
    "ck_figure_setting_compared_source",
)
means(SmallNumbersWrittenError, "uq_figure_setting_now")
means(RatedThatDayError, "uq_cqc_rating_on")
means(ReportUrlError, "ck_cqc_rating_report_url")

__all__ = ["AnotherArrangementError"]
