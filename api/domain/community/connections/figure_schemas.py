"""What is asked and shown of figures about community life, of ties, and of reach."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from api.domain.measures.schemas import Measures
from api.domain.shared.fields import Body, Day, Shown, line, prose

MOST_DAYS = 1096
Count = Annotated[int, Field(ge=0, le=2147483647, json_schema_extra={"format": "int32"})]
Mean = Annotated[float, Field(ge=0, le=100000, examples=[3.67])]
Month = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", min_length=7, max_length=7, examples=["2026-10"])]
PersonName = Annotated[str, line(120), Field(examples=["Jean"])]


def _district(value: str) -> str:
    return value.upper()


District = Annotated[
    str,
    StringConstraints(min_length=2, max_length=4, pattern=r"^[A-Za-z]{1,2}[0-9][0-9A-Za-z]?$"),
    AfterValidator(_district),
    Field(description="A postcode district; the whole organisation if left out.", examples=["WN1"]),
]


class ConnectionFiguresQuery(Body):
    """How far back."""

    months: Annotated[
        int, Field(ge=1, le=36, json_schema_extra={"format": "int32"}, description="Whole months before this one.")
    ] = 12


class CommunityFiguresQuery(Body):
    """The days of figures, in London; the last twelve months up to today if left out."""

    from_on: Annotated[Day, Field(description="The first day.", examples=["2026-01-01"])] | None = None
    until_on: (
        Annotated[Day, Field(description="The first day no longer counted, at most 1096 days later.", examples=["2026-04-01"])]
        | None
    ) = None

    @model_validator(mode="after")
    def _in_order(self) -> "CommunityFiguresQuery":
        if self.from_on is not None and self.until_on is not None and not 0 < (self.until_on - self.from_on).days <= MOST_DAYS:
            msg = f"until_on is 1 to {MOST_DAYS} days after from_on."
            raise ValueError(msg)
        return self


class PlaceFiguresQuery(CommunityFiguresQuery):
    """The days of figures, and where."""

    place: District | None = None


class MonthOfPeople(Shown):
    """One month. Where nothing was recorded nothing is known: null, and not 0."""

    month: Month
    so_far: Annotated[bool, Field(description="This month, which is not over: in no mean.")]
    recorded: bool
    people_seen: Annotated[Count, Field(description="Different people outside paid support.")] | None
    groups_attended: Annotated[Count, Field(description="Different groups at whose sessions the person was.")] | None
    connections_made: Count
    connections_ended: Count


class PeopleSeen(Shown):
    """Different people seen in a month, over the whole months; n is `recorded`."""

    months: Count
    recorded: Count
    nothing_recorded: Annotated[Count, Field(description="Months of which nothing is known, kept apart from 0.")]
    mean: Mean | None
    least: Count | None
    most: Count | None


class ChangeOfPeople(Shown):
    """The first three whole months against the last three, each mean with its n. Null where nothing was recorded."""

    first_recorded: Annotated[int, Field(ge=0, le=3, json_schema_extra={"format": "int32"})]
    first_mean: Mean | None
    last_recorded: Annotated[int, Field(ge=0, le=3, json_schema_extra={"format": "int32"})]
    last_mean: Mean | None
    difference: Annotated[float, Field(ge=-100000, le=100000, description="last_mean - first_mean.")] | None


class ConnectionCounts(Shown):
    """How many connections: going on now, made in the time asked for, of those kept until today, and ended in that time."""

    now: Count
    made: Count
    kept: Count
    ended: Count


class ConnectionFigures(Shown):
    """How many people outside paid support a person sees in a month, and how that moves.

    Seen: somebody of a connection on a day that is written down, or a member of the circle at a meeting where the person was.
    Whoever is both counts once. To have been at the same session of a group is not to have seen somebody: where they do, that
    is a connection.
    """

    measures: Measures
    person_id: UUID
    from_month: Month
    until_month: Month
    months: Annotated[list[MonthOfPeople], Field(max_length=37)]
    people_seen: PeopleSeen
    change: Annotated[ChangeOfPeople, Field(description="With six months or more.")] | None
    connections: ConnectionCounts
    groups_attended: Count


class Reach(Shown):
    """Whom a person reaches within two steps: through their connections, their circles, and the groups where they take part.

    People outside paid support, each once, and other people supported who take part in the same groups. What somebody else's ties
    are is not counted: that is theirs to tell.
    """

    people: Annotated[Count, Field(description="outside_paid_support + through_groups.")]
    outside_paid_support: Annotated[Count, Field(description="Of connections and circles; whoever is in both once.")]
    through_groups: Annotated[Count, Field(description="Other people supported who take part in the same groups.")]
    connections: Count
    in_circles: Count
    groups: Count


class PersonReach(Reach):
    """The reach of a person who asked to be known for it."""

    measures: Measures
    person_id: UUID


class SuperConnector(Reach):
    """Somebody who asked to be known for bringing people together."""

    person_id: UUID
    name: PersonName
    since_on: Day
    words: Annotated[str, prose(1000)] | None


class SuperConnectors(Shown):
    """Who asked to be known for bringing people together: by name, and never in an order of reach."""

    measures: Measures
    team_id: UUID
    super_connectors: Annotated[list[SuperConnector], Field(max_length=10000)]


class TieKind(StrEnum):
    """What stands around a person."""

    person = "person"
    circle = "circle"
    circle_member = "circle_member"
    group = "group"
    connection = "connection"
    team_member = "team_member"


class TieWay(StrEnum):
    """How two are tied."""

    has_circle = "has_circle"
    of_circle = "of_circle"
    takes_part = "takes_part"
    knows = "knows"
    is_the_same = "is_the_same"
    sees_there = "sees_there"
    visited_by = "visited_by"


class TieNode(Shown):
    """Somebody, or something, around a person."""

    id: UUID
    kind: TieKind
    name: Annotated[str, prose(1000), Field(description="A circle's is its purpose.")] | None


class TieEdge(Shown):
    """How two of them are tied."""

    one: UUID
    other: UUID
    way: TieWay


class Ties(Shown):
    """What stands around a person: as much of it as the asker may read. Team members: who visited in the last twelve weeks."""

    person_id: UUID
    nodes: Annotated[list[TieNode], Field(max_length=10000)]
    edges: Annotated[list[TieEdge], Field(max_length=20000)]


class WithoutTie(Shown):
    """Somebody without any tie."""

    person_id: UUID
    name: PersonName


class PeopleAndTies(Shown):
    """How many of the people supported have no connection, no circle that goes on with somebody in it, and no group."""

    supported: Count
    without_tie: Count
    without_tie_named: (
        Annotated[list[WithoutTie], Field(max_length=10000, description="A team's, for its members and the manager; else null.")]
        | None
    )


class CircleCounts(Shown):
    """Circles by status, and what those that have not ended lack. One that stands alone has no gap for want of a connector."""

    forming: Count
    meeting: Count
    resting: Count
    ended: Count
    without_connector: Count
    without_facilitator: Count
    standing_alone: Count


class GroupCounts(Shown):
    """Active groups; without tie: nobody supported takes part, no session in twelve weeks, and never an introduction."""

    active: Count
    without_tie: Count


class IntroductionCounts(Shown):
    """Introductions of one kind that were made in the time asked for, by what came of them."""

    made: Count
    open: Annotated[Count, Field(description="Nothing came of it yet.")]
    joined: Count
    tried: Count
    not_for_me: Count
    not_now: Count
    told_back: Annotated[Count, Field(description="Whoever referred was told.")]


class IntroductionsByKind(Shown):
    """Never added up: one is information, at the other someone goes along."""

    signposting: IntroductionCounts
    social_prescribing: IntroductionCounts


class CommunityFigures(Shown):
    """Community life of a team, of the organisation, or of a place. People, circles and groups as they are today."""

    measures: Measures
    team_id: UUID | None
    place: Annotated[str, line(4)] | None
    from_on: Day
    until_on: Day
    people: PeopleAndTies
    circles: CircleCounts
    groups: GroupCounts
    introductions: IntroductionsByKind
    connections: ConnectionCounts
