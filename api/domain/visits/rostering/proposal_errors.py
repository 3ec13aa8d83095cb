"""What can go wrong with proposals for a week."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class WeekError(InvalidError):
    """A week begins on its Monday, and is this one or one of the next."""

    code, title, detail = (
        "proposal-week",
        "Not a week to propose",
        "Send in week_on the Monday of this week, or of one of the next 26.",
    )


class WithinError(InvalidError):
    """Schemas say so first, this is the wall behind."""

    code, title, detail = "proposal-within", "1 to 60 seconds", "Send in within_seconds how long to look for an answer: 1 to 60."


class LineAnsweredError(ConflictError):
    """A line is answered once."""

    code, title, detail = (
        "proposal-line-answered",
        "Answered already",
        "This line was accepted or declined, or nobody was found for it. Read it.",
    )


class VisitMovedError(ConflictError):
    """What was suggested was another time."""

    code, title, detail = (
        "visit-moved",
        "The visit has moved",
        "The visit was moved to another time since it was proposed. Ask for a new proposal, or take the visit.",
    )


class ProposalTeamError(ConflictError):
    """Only the job that works proposals out can meet it: it looks again."""

    code, title, detail = (
        "proposal-team",
        "Of another team",
        "A visit or a member belongs to another team by now. Ask for a new proposal.",
    )


means(WeekError, "ck_roster_proposal_week")
means(WithinError, "ck_roster_proposal_within")
means(LineAnsweredError, "ck_proposal_line_member")
means(ProposalTeamError, "proposal_of_team")
