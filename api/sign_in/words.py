"""How the pages call things, for people: roles, days, times."""

from datetime import datetime
from typing import Final

from api.domain.access.roles import Role
from api.domain.shared.clock import LONDON, london_today

ROLES: Final = {
    Role.carer: "Team member",
    Role.coach: "Coach",
    Role.commissioner: "Commissioner",
    Role.connector: "Connector",
    Role.person: "Person who is supported",
    Role.family: "Member of a circle",
    Role.manager: "Manager",
    Role.integration: "Machine",
}


def role(name: str) -> str:
    """A role as people call it."""
    return ROLES[Role(name)]


def day(at: datetime) -> str:
    """The day of an instant where the people are: 22 November 2026."""
    local = at.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}"


def moment(at: datetime) -> str:
    """Day and time of an instant where the people are."""
    local = at.astimezone(LONDON)
    return f"{'today' if local.date() == london_today() else day(at)} at {local:%H:%M}"
