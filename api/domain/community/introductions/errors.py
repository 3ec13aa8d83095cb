"""What can go wrong with introductions, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError, NotThereError


class IntroductionToError(InvalidError):
    """To a group, or to something in words."""

    code, title, detail = (
        "introduction-to-what",
        "Say to what",
        "Send either group_id, a group of the organisation, or to_words. Not both, and not neither.",
    )


class GoesAlongError(InvalidError):
    """Social prescribing, and nobody goes along."""

    code, title, detail = (
        "introduction-goes-along",
        "Say who goes along",
        "At social_prescribing somebody goes along and comes back to it: send goes_along. Where nobody does, it is signposting.",
    )


class OnlyInformationError(InvalidError):
    """Signposting, and somebody goes along."""

    code, title, detail = (
        "introduction-only-information",
        "Signposting is information only",
        "Leave goes_along out, or, if somebody goes along, make an introduction of the kind social_prescribing.",
    )


class IntroductionKindError(ConflictError):
    """The two kinds are never counted together, so none becomes the other."""

    code, title, detail = (
        "introduction-kind-stands",
        "What kind it was stands",
        "An introduction keeps its kind. If somebody goes along after all, make another introduction.",
    )


class MessageBackSentError(ConflictError):
    """Whoever referred was told already."""

    code, title, detail = (
        "introduction-told-already",
        "Told already",
        "Whoever referred has been told what came of this: its result and the message stand. Make another introduction.",
    )


class NoResultYetError(ConflictError):
    """There is nothing to tell yet."""

    code, title, detail = (
        "introduction-no-result",
        "No result yet",
        "Say first what came of it (POST …/result), then tell whoever referred.",
    )


class ResultDayError(InvalidError):
    """Something came of it before it was made."""

    code, title, detail = (
        "introduction-days",
        "Days out of order",
        "Send days that are not before the day on which the introduction was made.",
    )


means(IntroductionToError, "ck_introduction_to_what")
means(GoesAlongError, "ck_introduction_goes_along")
means(OnlyInformationError, "ck_introduction_only_information")
means(NoResultYetError, "ck_introduction_message_after_result", "ck_introduction_message_back", "ck_introduction_result_on")
# A group of another organisation, or another person's introduction, is one that is not there.
means(
    NotThereError,
    "fk_introduction_group_id_organisation_id",
    "fk_introduction_contact_introduction_id_person_id",
)
