"""A place: a person, their team, and one record of every kind; and nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from typing_extensions import override

from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id


@dataclass(frozen=True)
class Place:
    """What a path and a body can name: a person, their team and organisation, and one record of each kind."""

    name: str
    person: UUID
    team: UUID
    organisation: UUID
    records: Mapping[str, UUID] = field(default_factory=dict)
    nhs_number: str = "9990000018"
    in_small_team: Mapping[str, Any] = field(default_factory=dict)

    def record(self, kind: str) -> UUID:
        """The record of a kind; person and team are records too. A random id where this place has none."""
        return (
            {"person": self.person, "team": self.team, "organisation": self.organisation}.get(kind)
            or self.records.get(kind)
            or new_id()
        )


class Nowhere(Place):
    """Random ids of everything."""

    @override
    def record(self, kind: str) -> UUID:
        """A random id."""
        _ = kind
        return new_id()


def nowhere() -> Place:
    """A place that is not there."""
    return Nowhere("nowhere", new_id(), new_id(), new_id(), nhs_number="9999876544")


def good_week_on() -> date:
    """The Monday of this week in London."""
    return london_today() - timedelta(days=london_today().weekday())
