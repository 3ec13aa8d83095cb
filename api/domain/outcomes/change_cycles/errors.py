"""What can go wrong with Working Together for Change, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class GatheredError(ConflictError):
    """Statements are gathered once, and the period stands from then on."""

    code, title, detail = (
        "gathered-already",
        "Gathered already",
        "This cycle's statements have been gathered and its period stands. Begin another cycle over a later period.",
    )


class PeriodNotOverError(ConflictError):
    """Some of its reviews may still be held."""

    code, title, detail = (
        "period-not-over",
        "The period is not over",
        "Gather when until_on has come: statements are gathered once. Until then the cycle's period can be changed.",
    )


class OverlapError(ConflictError):
    """Two gatherings that differ by a few reviews would tell who said what."""

    code, title, detail = (
        "period-overlaps",
        "Gathered before",
        "A part of this period was gathered in another cycle. Choose a period without any part of it.",
    )


class TooFewError(ConflictError):
    """In a small group everybody knows who said it."""

    code, title, detail = (
        "too-few-people",
        "Too few people",
        "Fewer than five people let you learn from what they said in this period. Choose a longer period, or ask them.",
    )


class StepError(ConflictError):
    """Steps come in their order."""

    code, title = "cycle-step", "Not from here"
    detail = (
        "Steps come one after the other: gathering (with statements gathered), theming, understanding, success, planning, doing,"
        " telling (with feedback and told_on), closed. Read the cycle, and send the step that comes next."
    )


class CycleClosedError(ConflictError):
    """Everybody was told, and it is over."""

    code, title, detail = ("cycle-closed", "Closed", "This cycle is closed. Begin another one.")


class PeriodError(InvalidError):
    """Days in an order that cannot be."""

    code, title, detail = ("period-not-valid", "Days out of order", "A period's until_on is after its from_on.")


class OtherThemeError(InvalidError):
    """The theme is not one of this cycle, or about something else."""

    code, title, detail = ("not-this-theme", "Another theme", "Name a theme of this cycle and, for a statement, of its kind.")


class CycleActionNeedsWordsError(InvalidError):
    """Nothing is dropped in silence; schemas say so first, this is the wall behind."""

    code, title = "cycle-action-needs-words", "Say why"
    detail = "An action that is dropped, or carried to another cycle, needs what_came_of_it."


means(GatheredError, "cycle_gathered", "ck_change_cycle_gathered")
means(PeriodNotOverError, "cycle_period")
means(OverlapError, "cycle_overlap")
means(TooFewError, "cycle_too_few")
means(PeriodError, "ck_change_cycle_dates")
means(CycleActionNeedsWordsError, "ck_cycle_action_words")
