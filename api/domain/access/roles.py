"""Roles and the scopes each may hold: what *kind* of thing a token may do. Whose rows is never in a token."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """The part somebody plays. One token is one role."""

    carer = "carer"
    coach = "coach"
    commissioner = "commissioner"
    connector = "connector"
    person = "person"
    family = "family"
    manager = "manager"
    integration = "integration"


SCOPES: Final[dict[str, str]] = {
    "organisation:read": "Read the own organisation and what it shares with all.",
    "organisation:write": "Change the organisation, start and end teams, name coaches.",
    "people:read": "Read people, profiles, gifts and relationships.",
    "people:write": "Write people, profiles, gifts and relationships.",
    "stories:read": "Read life-story chapters that are shared.",
    "stories:write": "Write life-story chapters.",
    "home:read": "Read the access to a person's home.",
    "home:write": "Write the access to a person's home.",
    "risks:read": "Read positive risks.",
    "risks:write": "Write positive risks.",
    "consents:read": "Read consents and representatives.",
    "consents:write": "Record consents and representatives.",
    "teams:read": "Read teams, members and shared roles.",
    "teams:write": "Write the life of one's own team.",
    "members:write": "Take team members on, see them off, and link their accounts.",
    "coaches:read": "Read how many teams each coach supports.",
    "accounts:read": "Read accounts, grants and clients.",
    "accounts:write": "Make and end accounts, grants and clients.",
    "sessions:read": "Read one's own sign-ins and the devices they are on.",
    "sessions:write": "End one's own sign-ins.",
    "looks:read": "Read who looked at what.",
    "notices:read": "Read what must be told at once.",
    "notices:write": "Say that a notice was read.",
    "visits:read": "Read visits, their records, series and the hours bank.",
    "visits:write": "Plan visits, take, offer and hand them back, and record them.",
    "hours:write": "Move a person's own hours between days.",
    "outcomes:read": "Read outcomes, check-ins, reviews and cycles of change.",
    "outcomes:write": "Write outcomes, reviews, cycles of change, and how weeks went.",
    "check-ins:write": "Check in: on outcomes, weeks, or with an instrument.",
    "instruments:read": "Read instruments: question sets with their scales.",
    "instruments:write": "Write the organisation's instruments, publish and withdraw them.",
    "circles:read": "Read Community Circles: members, meetings, actions, what each gives and gets.",
    "circles:write": "Write Community Circles.",
    "community:read": "Read community groups, introductions, connections, and gifts that meet.",
    "community:write": "Write community groups, introductions and connections.",
    "availability:read": "Read when members can work and when they are away.",
    "availability:write": "Write when members can work and when they are away.",
    "calendars:write": "Make and end one's own secret calendar address.",
    "concerns:read": "Read concerns.",
    "concerns:write": "Raise concerns and say what was done.",
    "hospital-stays:read": "Read stays in hospital and falls.",
    "hospital-stays:write": "Write down stays in hospital and falls, and what was learned.",
    "arrangements:read": "Read who funds whose support, and the rule for small numbers.",
    "arrangements:write": "Write who funds whose support, and the rule for small numbers.",
    "providers:agree": "Agree for one's own council to work with a provider, and end it.",
    "hand-overs:read": "Read hand-overs between councils and teams.",
    "hand-overs:write": "Send hand-overs for one's own council, and withdraw them.",
    "hand-overs:answer": "Answer hand-overs, and make the person's record from them.",
    "summaries:read": "Read summaries of outcomes that people let their council have.",
    "reports:read": "Read weekly figures, and reports made of them.",
    "reports:write": "Have reports made of weekly figures, and take them away.",
    "council-details:read": "Read what a council's return asks of a person.",
    "council-details:write": "Write what a council's return asks of a person.",
    "cld:export": "Make and fetch Client Level Data for a council.",
    "funds:read": "Read funds: agreements, ledgers, plans.",
    "funds:write": "Write funds: agreements, money in, committed and spent.",
    "fund-plans:write": "Change the plan of a fund.",
    "fund-statements:read": "Read statements of funds.",
    "fund-statements:write": "Have statements of funds made.",
    "figures:read": "Read figures.",
    "statements:read": "Read statements of planned and delivered minutes.",
    "openings:read": "Read break-glass openings.",
    "openings:write": "Open one person of another team, with a reason.",
}


def _scopes(text: str) -> frozenset[str]:
    """`people:rw` is short for people:read and people:write; what is neither is spelled out."""
    found: set[str] = set()
    for word in text.split():
        kind, _, letters = word.partition(":")
        found |= {word} if len(letters) > len("rw") else {f"{kind}:{'read' if letter == 'r' else 'write'}" for letter in letters}
    return frozenset(found)


def _signed_in(text: str) -> frozenset[str]:
    """Of a role that people sign in with: they see to their own sign-ins too."""
    return _scopes(f"{text} sessions:rw")


# The access matrix of access.md, as scopes. `integration` is the most that a provider's client may be given.
ROLE_SCOPES: Final[dict[Role, frozenset[str]]] = {
    Role.carer: _signed_in(
        "organisation:r people:rw stories:rw home:r risks:rw consents:rw teams:rw looks:r notices:rw openings:rw members:w"
        " visits:rw hours:w availability:rw calendars:w concerns:rw figures:r statements:r"
        " outcomes:rw check-ins:w instruments:r circles:rw community:rw"
        " hospital-stays:rw hand-overs:r hand-overs:answer reports:r council-details:rw"
        " funds:rw fund-plans:w fund-statements:rw"
    ),
    Role.coach: _signed_in(
        "organisation:r people:r risks:r consents:r teams:r coaches:r looks:r notices:rw"
        " visits:r availability:r concerns:r figures:r outcomes:r instruments:r circles:r community:r"
        " hospital-stays:r reports:r"
    ),
    Role.connector: _signed_in("organisation:r people:r consents:r looks:r notices:rw figures:r circles:rw community:rw"),
    Role.person: _signed_in(
        "organisation:r people:rw stories:rw home:rw risks:rw consents:rw teams:r looks:r notices:rw openings:r"
        " visits:r hours:w concerns:r figures:r statements:r outcomes:rw check-ins:w instruments:r"
        " circles:rw community:rw hospital-stays:r arrangements:r hand-overs:r council-details:rw"
        " funds:r fund-plans:w fund-statements:rw"
    ),
    Role.family: _signed_in(
        "organisation:r people:r stories:r consents:r looks:r notices:rw visits:r outcomes:r check-ins:w circles:rw community:r"
        " funds:r fund-statements:r"
    ),
    Role.commissioner: _signed_in(
        "organisation:r looks:r notices:rw arrangements:r providers:agree hand-overs:rw summaries:r reports:rw fund-statements:r"
    ),
    Role.manager: _signed_in(
        "organisation:rw people:rw home:rw risks:rw consents:r teams:r members:w coaches:r accounts:rw looks:r notices:rw"
        " openings:rw visits:r availability:r concerns:rw figures:r statements:r"
        " outcomes:r instruments:rw circles:rw community:rw hospital-stays:rw arrangements:rw hand-overs:r hand-overs:answer"
        " reports:rw council-details:rw cld:export funds:rw fund-plans:w fund-statements:rw"
    ),
    Role.integration: _scopes(
        "organisation:r people:rw risks:rw consents:r looks:r visits:rw concerns:rw figures:r statements:r"
        " outcomes:rw check-ins:w instruments:r community:rw hospital-stays:rw hand-overs:rw reports:r council-details:rw"
        " cld:export funds:rw fund-statements:rw"
    ),
}

# A council's client can never hold a scope about people: the hand-overs that it sent, and figures, is all it reaches.
COUNCIL_CLIENT_SCOPES: Final = frozenset(
    {"organisation:read", "looks:read", "hand-overs:read", "hand-overs:write", "reports:read"}
)

if missing := frozenset().union(*ROLE_SCOPES.values()) - SCOPES.keys():
    message = f"Scopes without words: {sorted(missing)}"
    raise RuntimeError(message)


def narrowed(role: Role, asked: str | None, ceiling: frozenset[str] | None = None) -> frozenset[str]:
    """Scopes of a token: those of the role, narrowed by what was asked and by the client's ceiling. Never wider."""
    allowed = ROLE_SCOPES[role] if ceiling is None else ROLE_SCOPES[role] & ceiling
    return allowed if not asked else allowed & frozenset(asked.split())
