"""Makes records of a resource where the contract's tests may spoil them, and knows the paths to them."""

from itertools import count
from typing import Any
from uuid import UUID

import httpx2
import psycopg

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.access_matrix.harness import KINDS
from tests.access_matrix.operations import Operation, operations
from tests.access_matrix.places import Place
from tests.access_matrix.stage import Stage
from tests.contract.resources import Json, Resource
from tests.world import Caller

_numbers = count(1)


class Made:
    """One resource at its place: its paths, its operations, new bodies."""

    def __init__(self, resource: Resource, stage: Stage, place: Place) -> None:
        self.resource, self.stage, self.place = resource, stage, place
        self.collection = filled(resource.path, place)
        every = operations().values()
        same = [o for o in every if shape_of(o.path) == shape_of(resource.path)]
        self.at_collection: dict[str, Operation] = {o.method: o for o in same}
        deeper = [o for o in every if shape_of(o.path) == [*shape_of(resource.path), "{}"]]
        self.at_item: dict[str, Operation] = self.at_collection if resource.only else {o.method: o for o in deeper}

    def item(self, id_: UUID | str) -> str:
        """The path of a record."""
        return self.collection if self.resource.only else f"{self.collection}/{id_}"

    def known(self) -> str:
        """The path of a record that is there."""
        return self.item(self.place.record(self.resource.kind))

    def body(self) -> Json:
        """A new body, unlike all before."""
        assert self.resource.body is not None
        return self.resource.body(next(_numbers), self.place)

    async def new(self, caller: Caller) -> httpx2.Response:
        """A new record, made with POST or, where there is none, with PUT under a new id."""
        if "POST" in self.at_collection:
            answer = await caller.post(self.collection, self.body())
        else:
            answer = await caller.put(self.item(new_id()), self.body())
        assert answer.status_code in (200, 201), answer.text
        return answer


def shape_of(path: str) -> list[str]:
    """A path's parts, whatever the parameters are called."""
    return ["{}" if part.startswith("{") else part for part in path.strip("/").split("/")]


def filled(path: str, place: Place) -> str:
    """A path with the place's ids."""
    for part in (p for p in path.split("/") if p.startswith("{")):
        path = path.replace(part, str(place.record(KINDS[part[1:-1]])))
    return path


def enquiry(operator: psycopg.Connection[Any], world: World) -> Place:
    """Somebody of Anna's team whom nobody has written a profile for yet, with places in the small team for all members."""
    team = world.team("Ashbrook North")
    person = next(p for p in world.people_of(team.id) if p.status == "enquiry")
    here = [id_ for name, id_ in team.members.items() if name != "Ivy Rigby"]
    records = {f"member_{n}": here[n % len(here)] for n in range(2000)}
    _ = operator
    return Place("enquiry", person.id, team.id, person.organisation_id, records)
