"""What a world consists of, for those who want to try it: ids, names and credentials."""

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class DemoAccount:
    """Somebody who can sign in. `key` tells those of one role apart, as in carer and carer_2."""

    key: str
    role: str
    username: str
    password: str = field(repr=False)
    name: str
    account_id: UUID
    organisation_id: UUID
    team_ids: tuple[UUID, ...] = ()
    person_id: UUID | None = None
    about: str = ""


@dataclass(frozen=True)
class DemoClient:
    """A machine with a secret of its own."""

    key: str
    client_id: UUID
    client_secret: str = field(repr=False)
    scope: str
    organisation_id: UUID
    team_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class DemoTeam:
    """A team, its members by name, who has left, its shared roles by kind."""

    id: UUID
    organisation_id: UUID
    name: str
    members: dict[str, UUID] = field(default_factory=dict)
    left: dict[str, UUID] = field(default_factory=dict)
    roles: dict[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True)
class DemoPerson:
    """A person who is supported."""

    id: UUID
    team_id: UUID
    name: str
    status: str
    organisation_id: UUID
    nhs_number: str | None = None


@dataclass(frozen=True)
class DemoCircle:
    """A circle around a person. `members` by name."""

    id: UUID
    person_id: UUID
    team_id: UUID
    members: dict[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """One provider with its council and a second provider. `teams`, `people` and `clients` are the first provider's, in order."""

    organisation_id: UUID
    council_id: UUID
    other_organisation_id: UUID
    accounts: tuple[DemoAccount, ...]
    others: tuple[DemoAccount, ...]
    clients: tuple[DemoClient, ...]
    teams: tuple[DemoTeam, ...]
    people: tuple[DemoPerson, ...]
    circles: tuple[DemoCircle, ...]
    other_teams: tuple[DemoTeam, ...]
    other_people: tuple[DemoPerson, ...]
    chapters: dict[str, UUID]
    visits: dict[str, UUID]  # jean_done, jean_next, … as people have them; late, open_1, open_2, cancelled
    concerns: dict[str, UUID]  # acting, restricted
    password: str = field(repr=False)

    def account(self, key: str) -> DemoAccount:
        """The account of this key or of this user name; a bare role is the first of that role."""
        for one in (*self.accounts, *self.others):
            if key in (one.key, one.username):
                return one
        raise KeyError(key)

    def client(self, key: str) -> DemoClient:
        """The client of this key: integration, council_client, other_integration."""
        return next(one for one in self.clients if one.key == key)

    def team(self, name: str) -> DemoTeam:
        """The team of this name, of either provider."""
        return next(one for one in (*self.teams, *self.other_teams) if one.name == name)

    def person(self, name: str) -> DemoPerson:
        """The first person of this preferred or full name, of either provider."""
        return next(one for one in (*self.people, *self.other_people) if name == one.name or one.name.split()[0] == name)

    def people_of(self, team: UUID) -> list[DemoPerson]:
        """The people whom a team supports."""
        return [one for one in (*self.people, *self.other_people) if one.team_id == team]

    def told(self) -> dict[str, Any]:
        """The answer of POST /sandbox, without its id and secret."""
        first = [c for c in self.clients if c.organisation_id == self.organisation_id]
        council = [c for c in self.clients if c.organisation_id == self.council_id]
        return {
            "organisation_id": self.organisation_id,
            "council_id": self.council_id,
            "accounts": [asdict(one) for one in self.accounts],
            "clients": [asdict(one) for one in (*first, *council)],
            "teams": [{"id": one.id, "name": one.name} for one in self.teams],
            "people": [{"id": one.id, "team_id": one.team_id, "name": one.name, "status": one.status} for one in self.people],
            "circles": [{"id": one.id, "person_id": one.person_id} for one in self.circles],
            "others": [asdict(one) for one in self.others],
            "other": {
                "organisation_id": self.other_organisation_id,
                "teams": [{"id": one.id, "name": one.name} for one in self.other_teams],
                "people": [
                    {"id": one.id, "team_id": one.team_id, "name": one.name, "status": one.status} for one in self.other_people
                ],
            },
        }
