"""What can go wrong with hand-overs, in the field's words."""

from api.domain.people.errors import NumberError
from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class HandOverAnsweredError(ConflictError):
    """The other side was first."""

    code, title, detail = (
        "hand-over-answered",
        "Answered before",
        "This hand-over was answered or withdrawn: read its state. A council asks again by another hand-over.",
    )


class AskedTeamStandsError(ConflictError):
    """A hand-over asks one team."""

    code, title, detail = (
        "hand-over-team-stands",
        "Another team",
        "A hand-over asks one team. Withdraw it and send another one to ask another team.",
    )


class PersonStandsError(ConflictError):
    """Whom the hand-over became is known."""

    code, title, detail = (
        "hand-over-person-stands",
        "Another person",
        "This hand-over has become somebody already. Leave person_id out, or send the id that it shows as made_person_id.",
    )


class PersonElsewhereError(ConflictError):
    """The person named is with another team."""

    code, title, detail = (
        "hand-over-person-elsewhere",
        "With another team",
        "The person named is with another team than the one that was asked. Move them first, or decline.",
    )


class HandOverStateError(InvalidError):
    """State and what belongs to it apart; the verbs hold them together, this is the wall behind."""

    code, title, detail = (
        "hand-over-not-whole",
        "Not whole",
        "An answer has its time, a refusal its reason, an acceptance its person, a withdrawal its time.",
    )


class HandOverAmountError(InvalidError):
    """An amount out of bounds; schemas say so first, this is the wall behind."""

    code, title, detail = (
        "hand-over-amount",
        "Too much, or less than nothing",
        "Send 0 to 10,000,000 pence and 0 to 100,800 minutes a week.",
    )


means(HandOverAnsweredError, "hand_over_state", "hand_over_answered")
means(
    HandOverStateError,
    "ck_hand_over_answered", "ck_hand_over_declined", "ck_hand_over_withdrawn", "ck_hand_over_accepted",
)  # fmt: skip
means(HandOverAmountError, "ck_hand_over_weekly_amount", "ck_hand_over_weekly_minutes")
means(NumberError, "ck_hand_over_nhs_number")

__all__ = [
    "AskedTeamStandsError", "HandOverAmountError", "HandOverAnsweredError", "HandOverStateError", "PersonElsewhereError",
    "PersonStandsError",
]  # fmt: skip
