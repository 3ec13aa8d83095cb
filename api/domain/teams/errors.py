"""What can go wrong with teams, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, ForbiddenError, InvalidError, NotThereError


class TeamEndedError(ConflictError):
    """A team that has ended takes nobody on."""

    code, title, detail = "team-ended", "The team has ended", "This team has ended. Choose a team that is working."


class NoTeamsHereError(ForbiddenError):
    """Councils pay for support and do not give it."""

    code, title, detail = (
        "no-teams-here",
        "A provider's",
        "Teams belong to providers. A council reads figures about those it funds.",
    )


class TeamFullError(ConflictError):
    """A team holds at most twelve; it stays small enough to talk round one table."""

    code, title = "team-full", "The team is full"
    detail = "A team has at most 12 members. Start a second team, or wait until somebody has left."


class TeamDecidesError(ConflictError):
    """A manager acts for a team only while nobody in it can."""

    code, title = "team-decides", "The team decides"
    detail = "This team has members who can sign in: they take people on and see them off themselves. Ask one of them."


class TeamStillWorkingError(ConflictError):
    """A team does not end over the heads of those in it."""

    code, title = "team-still-working", "The team is still working"
    detail = (
        "Record the leaving of its members, and move the people it supports to another team or end their support. "
        "Then end the team."
    )


class TeamLifeError(ForbiddenError):
    """A manager starts and ends teams and does not edit them."""

    code, title = "team-life", "The team's own"
    detail = (
        "What a team says of itself is its members' to change. A manager starts and ends teams; send no If-Match to start one."
    )


class AlreadyMemberError(ConflictError):
    """An account is one member of a team at a time."""

    code, title, detail = (
        "already-a-member",
        "Already a member",
        "This account is a member of the team already. Change that member, or record their leaving.",
    )


class MemberLeftError(ConflictError):
    """Whoever has left stays as they were."""

    code, title = "member-left", "They have left"
    detail = "This member has left the team. Their record stays readable; if they come back, let them join anew."


class NotOwnPageError(ForbiddenError):
    """A profile and gifts are their owner's words."""

    code, title, detail = (
        "not-your-page",
        "Not your page",
        "Only the member writes their own profile and gifts. Team mates read them.",
    )


class AccountLinkError(ForbiddenError):
    """Whose account a member has decides who reads about people."""

    code, title = "account-link", "The manager's to link"
    detail = (
        "Only a manager says which account a member signs in with, because it opens the records of the people the team supports."
    )


class MembersOwnError(ForbiddenError):
    """A manager links accounts and changes nothing else of a member."""

    code, title = "members-own", "The team's own"
    detail = "A manager changes account_id only. The rest of a member's record is kept by the team."


class AccountNotCarerError(InvalidError):
    """Members sign in as carers."""

    code, title, detail = (
        "account-not-carer",
        "Not a carer's account",
        "Name an account of your organisation that holds the role carer.",
    )


class AccountNotCoachError(InvalidError):
    """Only who holds the role coaches."""

    code, title, detail = (
        "account-not-coach",
        "Not a coach's account",
        "Name an account of your organisation that holds the role coach.",
    )


class ContractError(InvalidError):
    """Team members are salaried."""

    code, title, detail = (
        "contracted-minutes",
        "Contracted hours",
        "Send at least one minute a week: members are salaried, never on zero hours.",
    )


class TeamDaysError(InvalidError):
    """Days in an order that cannot be."""

    code, title, detail = (
        "team-days-out-of-order",
        "Days out of order",
        "Check the days: nothing ends, or is looked at again, before it began.",
    )


class HolderNotActiveError(InvalidError):
    """A role is held by somebody who is there."""

    code, title = "holder-not-a-member", "Not a member now"
    detail = "Name a member of this team who has not left, and a day on which they were a member."


class LateAfterError(InvalidError):
    """When a visit counts as late; schemas say so first, this is the wall behind."""

    code, title, detail = "late-after", "One minute to four hours", "Send late_after_minutes between 1 and 240."


class RoleHeldError(ConflictError):
    """One holder at a time."""

    code, title = "role-held", "Handed over meanwhile"
    detail = "Somebody has held this role since that day or later. Read its holdings and hand it over from a later day."


class HoldingEndedError(ConflictError):
    """Ended is ended."""

    code, title, detail = "holding-ended", "Already ended", "This holding has ended. Read the role to see who holds it now."


class StandardRoleError(ConflictError):
    """Every team shares out the same six jobs; beside these it names its own."""

    code, title = "standard-role", "One of the six"
    detail = (
        "Planner, finance, quality, recruitment, learning and wellbeing keep their names and stay: let one have a gap instead. "
        "Say in what_it_is how your team does it."
    )


class RoleThereError(ConflictError):
    """One of each of the six."""

    code, title, detail = "role-there", "The team has this role", "This team has that role already."


class AlreadyCoachError(ConflictError):
    """One coaching of a team by a coach at a time."""

    code, title, detail = (
        "already-coaching",
        "Already coaching",
        "This coach supports the team already, or did on that day. End that first, or name a later day.",
    )


class CoachingEndedError(ConflictError):
    """Ended is ended."""

    code, title, detail = "coaching-ended", "Already ended", "This coaching has ended. Name the coach anew if they come back."


class AgreementEndedError(ConflictError):
    """What was agreed then stays as it was."""

    code, title, detail = "agreement-ended", "Already ended", "This agreement has ended. Make a new one."


class ProfileMovedOnError(ConflictError):
    """Two versions at the same moment."""

    code, title, detail = (
        "profile-moved-on",
        "A newer version came first",
        "Another version was written at the same moment. Read the profile and send yours again.",
    )


means(TeamEndedError, "team_ended")
means(TeamFullError, "team_size")
means(AlreadyMemberError, "uq_team_member_now")
means(ContractError, "ck_team_member_contracted")
means(TeamDaysError, "ck_team_dates", "ck_team_member_dates", "ck_role_holding_dates", "ck_agreement_dates", "ck_coaching_dates")
means(LateAfterError, "ck_team_late_after")
means(RoleThereError, "uq_shared_role_kind")
means(RoleHeldError, "uq_role_holding_now")
means(AlreadyCoachError, "uq_coaching_now")
means(ProfileMovedOnError, "uq_member_profile_member_id_number")
means(AccountNotCarerError, "fk_team_member_account_id_organisation_id")
means(AccountNotCoachError, "fk_coaching_account_id_organisation_id")
means(
    NotThereError,
    "fk_member_profile_member_id_team_id",
    "fk_member_gift_member_id_team_id",
    "fk_role_holding_member_id_team_id",
    "fk_role_holding_role_id_team_id",
)
