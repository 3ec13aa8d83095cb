"""A circle of Jean's own for each test: her daughter Karen, who signs in, and Dot from next door; Lorna connects it."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from api.demo.made import DemoPerson, World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id

Operator = psycopg.Connection[Any]
JOINED = london_today() - timedelta(days=120)


class Together(NamedTuple):
    """A circle, and who is of it."""

    id: str
    karen: str
    dot: str

    @property
    def path(self) -> str:
        """The circle's own path."""
        return f"/circles/{self.id}"


def together(operator: Operator, world: World, around: DemoPerson | None = None) -> Together:
    """Make one."""
    person = around or world.person("Jean")
    keys = {"organisation_id": person.organisation_id, "team_id": person.team_id, "person_id": person.id}
    connector, karen = world.account("connector").account_id, world.account("family").account_id
    circle = _add(operator, "circle", **keys, purpose="Tea.", status="meeting", connector_account_id=connector)
    known = {**keys, "circle_id": circle, "state": "joined", "joined_on": JOINED}
    return Together(
        str(circle),
        str(_add(operator, "circle_member", **known, name="Karen Aspinall", kind="family", account_id=karen)),
        str(_add(operator, "circle_member", **known, name="Dot Frayling", kind="neighbour")),
    )


def ends(operator: Operator, circle: Together, days_ago: int = 0) -> None:
    """The circle ended."""
    said = "UPDATE public.circle SET status = 'ended', ended_on = %s, ended_because = 'They meet at chapel.' WHERE id = %s"
    operator.execute(said, [london_today() - timedelta(days=days_ago), circle.id])


def support_ends(operator: Operator, person: UUID) -> None:
    """The person's support ended, somewhere else."""
    operator.execute(
        "UPDATE person SET status = 'ended', ended_reason = 'moved', status_since = current_date - 1 WHERE id = %s", [person]
    )


def _add(operator: Operator, table: str, **values: Any) -> UUID:
    id_ = new_id()
    columns, places = ", ".join(["id", *values]), ", ".join(["%s"] * (len(values) + 1))
    operator.execute(f"INSERT INTO public.{table} ({columns}) VALUES ({places})".encode(), [id_, *values.values()])
    return id_
