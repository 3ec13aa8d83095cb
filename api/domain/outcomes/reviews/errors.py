"""What can go wrong with reviews, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class ReviewMoveError(ConflictError):
    """A review is planned, and then held or cancelled."""

    code, title, detail = (
        "review-state",
        "Not from here",
        "Read the review as it is now: one that is planned is held or cancelled, once. Plan another one if there is more to say.",
    )


class WordsStandError(ConflictError):
    """What people said at a review stands."""

    code, title = "review-stands", "What was said stands"
    detail = (
        "24 hours after it was said that the review was held, its words stand. What comes up later is an action of this review,"
        " or said at another review. share_for_change can still be changed."
    )


class NobodyThereError(InvalidError):
    """A review that was held was held by somebody."""

    code, title, detail = (
        "nobody-there",
        "Who was there?",
        "A review that was held needs who was there. Send who_was_there by PATCH first.",
    )


class ActionEndedError(ConflictError):
    """What became of it was said already."""

    code, title, detail = (
        "action-ended",
        "Ended already",
        "What became of this action has been said. Add another action if there is more to do.",
    )


class ActionNeedsWordsError(InvalidError):
    """Nothing that was decided is dropped in silence; schemas say so first, this is the wall behind."""

    code, title, detail = (
        "action-needs-words",
        "Say why",
        "An action that is dropped, or carried to another review, needs words.",
    )


means(ReviewMoveError, "ck_review_held", "ck_review_stand")
means(ActionNeedsWordsError, "ck_review_action_words")

__all__ = ["ActionEndedError", "ActionNeedsWordsError", "NobodyThereError", "ReviewMoveError", "WordsStandError"]
