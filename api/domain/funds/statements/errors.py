"""What can go wrong with statements of funds."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError


class StatementNotMadeError(ConflictError):
    """It is made in the background."""

    code, title, detail = (
        "statement-not-made",
        "Not made yet",
        "The statement is still being made. Read it until its state is `made`, which takes a few seconds, and ask again.",
    )


class StatementFailedError(ConflictError):
    """Making it was given up."""

    code, title, detail = (
        "statement-failed", "It could not be made", "This statement could not be made. Ask for another one."
    )  # fmt: skip


class StatementStateError(ConflictError):
    """Only the job that makes statements can meet it."""

    code, title, detail = "statement-state", "Not a state of a statement", "Read the statement as it is now."


class StatementDaysError(ConflictError):
    """The body is checked before: only a change of the rules meets this."""

    code, title, detail = "statement-days", "Not days for a statement", "until_on is the first day after the last: after from_on."


means(StatementStateError, "ck_fund_statement_made", "ck_fund_statement_forms")
means(StatementDaysError, "ck_fund_statement_dates")
