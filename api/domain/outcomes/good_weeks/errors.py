"""What can go wrong with a good week, in the field's words."""

from api.domain.people.errors import DatesError
from api.domain.shared.constraints import means
from api.domain.shared.errors import AgainError, ConflictError, InvalidError


class GoodWeekItemEndedError(ConflictError):
    """The item no longer makes the week a good one."""

    code, title, detail = (
        "good-week-item-ended",
        "The item has ended",
        "This was ended. Mark the weeks until then; write a new item if it matters to the person again.",
    )


class GoodWeekItemNotBegunError(ConflictError):
    """The week was over before the item was written down as part of a good week."""

    code, title, detail = (
        "good-week-item-not-begun",
        "Before it began",
        "That week was over before this item began (started_on). Mark the weeks from then on.",
    )


class GoodWeekWordsStandError(ConflictError):
    """The person's words are never overwritten."""

    code, title, detail = (
        "good-week-words-stand",
        "The words stand",
        "The person's words are not overwritten. Add new words with POST …/wordings; change the position with PATCH.",
    )


class GoodWeekMarkedError(ConflictError):
    """The item was marked for that week, under another id."""

    code, title, detail = (
        "good-week-marked",
        "Marked before",
        "This item was marked for this week (id). Read that mark, and correct it with PUT and If-Match if it was something else.",
    )


class GoodWeekScoredError(ConflictError):
    """Somebody's score of that week was kept, under another id."""

    code, title, detail = (
        "good-week-scored",
        "Scored before",
        "There is a score of this week by whoever answered (id). Read it, and correct it with PUT and If-Match if it differs.",
    )


class NotThisItemError(InvalidError):
    """An item of another person, or of nobody."""

    code, title, detail = "not-this-item", "Not an item of theirs", "Send the id of an item of this person's good week."


class NotThisWeekError(InvalidError):
    """A mark or a score stays with its week."""

    code, title, detail = (
        "not-this-week",
        "Another week or item",
        "A correction stays with the week, and a mark with its item. For another week write a new one under a new id.",
    )


class NotAMondayError(InvalidError):
    """Weeks begin on Mondays; schemas say so first, this is the wall behind."""

    code, title, detail = "not-a-monday", "Not a Monday", "Send the Monday of the week, in London."


class ScoreRangeError(InvalidError):
    """Schemas say so first, this is the wall behind."""

    code, title, detail = "score-range", "Out of the scale", "Send a whole number from 0 to 10, on the person's own scale."


means(DatesError, "ck_good_week_item_dates")
means(NotAMondayError, "ck_good_week_mark_week", "ck_good_week_score_week")
means(ScoreRangeError, "ck_good_week_score_score")
# Two at the same moment: the second runs again and is then told of the first.
means(AgainError, "uq_good_week_mark_week", "uq_good_week_score_week", "uq_good_week_wording_number")
