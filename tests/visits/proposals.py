"""A team with an empty week, and what the tests about proposals do with it again and again."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.jobs.working import Queue, process, until
from tests.people.saying import As, listed, told
from tests.visits.plans import at, plan, somebody
from tests.world import Caller, Database

Operator = psycopg.Connection[Any]
TASK = "propose_week"


def monday(weeks: int = 1) -> date:
    """The Monday of a week from this one."""
    return london_today() + timedelta(days=7 * weeks - london_today().weekday())


def on(day: int, hour: int, minute: int = 0, weeks: int = 1) -> datetime:
    """A time in next week."""
    return at((monday(weeks) - london_today()).days + day, hour, minute)


@dataclass
class Week:
    """A team with an empty week, its queue, and somebody to visit."""

    caller: Caller
    team: UUID
    person: str
    operator: Operator
    queue: Queue
    log: Path

    async def open(self, start: datetime, minutes: int = 60, **more: Any) -> str:
        """An open visit; its id."""
        return str(told(await self.caller.post("/visits", plan(self.person, start, minutes, **more)), 201)["id"])

    async def ask(self, **more: Any) -> dict[str, Any]:
        """Ask for next week."""
        body = {"week_on": monday().isoformat(), "within_seconds": 2, **more}
        return told(await self.caller.post(f"/teams/{self.team}/roster-proposals", body), 201)

    async def read(self, proposal: object) -> dict[str, Any]:
        """As it is now."""
        return told(await self.caller.get(f"/roster-proposals/{proposal}"))

    async def ready(self, proposal: object) -> dict[str, Any]:
        """Let a jobs process work until the proposal's job is done; answers the proposal."""
        with process(self.queue.database, self.log):
            until(lambda: self.queue.jobs(TASK) == [], lambda: self.log.read_text()[-3000:])
        found = await self.read(proposal)
        assert found["state"] == "ready"
        return found

    async def proposed(self, **more: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """A proposal that is ready, and its lines."""
        made = await self.ready((await self.ask(**more))["id"])
        return made, await listed(self.caller, f"/roster-proposals/{made['id']}/lines")

    async def answer(self, line: dict[str, Any], verb: str = "acceptance", who: Caller | None = None) -> Any:
        """The team's answer to a line."""
        return await (who or self.caller).post(f"/roster-proposals/{line['proposal_id']}/lines/{line['id']}/{verb}", {})

    def only(self, *members: UUID) -> None:
        """Everybody else is away all the week."""
        self.operator.execute(
            "INSERT INTO absence (id, organisation_id, team_id, member_id, kind, starts_at, ends_at)"
            " SELECT gen_random_uuid(), organisation_id, team_id, id, 'leave', %s, %s FROM team_member"
            " WHERE team_id = %s AND left_on IS NULL AND removed_at IS NULL AND id <> ALL (%s)",
            [on(-3, 0), on(11, 0), self.team, list(members)],
        )

    def close_friends(self, *members: UUID) -> None:
        """They are the person's small team."""
        for member in members:
            self.operator.execute(
                "INSERT INTO small_team_member (id, organisation_id, team_id, person_id, member_id, member_name, since_on)"
                " SELECT %s, organisation_id, team_id, id, %s, 'Somebody', %s FROM person WHERE id = %s",
                [new_id(), member, london_today(), self.person],
            )


@pytest.fixture(name="queue")
def queue_of_ones_own(database: Database) -> Iterator[Queue]:
    with closing(psycopg.connect(database.admin_url, autocommit=True)) as owner:
        for table in ("procrastinate_periodic_defers", "procrastinate_jobs", "procrastinate_workers"):
            owner.execute(f"DELETE FROM jobs.{table}".encode())
        yield Queue(database, owner)


@pytest.fixture(name="week")
async def empty_week(as_: As, world: World, operator: Operator, queue: Queue, tmp_path: Path) -> Week:
    team = world.team("Ashbrook North").id
    for table in ("working_pattern", "absence", "visit"):
        operator.execute(f"UPDATE {table} SET removed_at = now() WHERE team_id = %s AND removed_at IS NULL".encode(), [team])
    operator.execute("DELETE FROM visit_slot")
    return Week(as_("carer"), team, await somebody(as_("carer"), team), operator, queue, tmp_path / "jobs.log")
