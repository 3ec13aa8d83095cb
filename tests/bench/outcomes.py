"""Check-ins at two sizes in one server, round by round in turn: what lists, weeks, progress and a check-in cost among many more.

The load goes round among twelve teams, each asked by its first member, and among their people; the manager's questions are of the
whole organisation. What is given while it is measured is taken back by the next run.
"""

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from api.domain.shared.clock import london_today
from tests.bench import compared, load, outcome_world
from tests.bench.outcome_world import OutcomeWorld
from tests.bench.processes import Served, serving

SAID = {
    "about": "outcome", "score": 7, "words": "It was a good fortnight. We went twice.", "working": "Going early.",
    "answered_by": "self", "answered_by_name": "Sam",
}  # fmt: skip


@dataclass
class Asked:
    """A world being asked, and who may."""

    world: OutcomeWorld
    served: Served
    tokens: list[str] = field(init=False)

    def __post_init__(self) -> None:
        """Sign everybody in: the teams' first members in their order, and the manager."""
        self.tokens = [self.world.token(asker) for asker in (*(team.carer for team in self.world.teams), self.world.manager)]

    @property
    def size(self) -> int:
        """How many check-ins."""
        return self.world.check_ins

    def reads(self, path: str) -> load.Turns:
        """The same question of every team and of each of its people in turn."""
        manager, path, today = path.startswith("manager "), path.removeprefix("manager "), london_today()
        asked = [
            (
                len(self.world.teams) if manager else place,
                path.format(team=team.id, person=person, outcome=outcome, today=today, year=today - timedelta(days=365)),
                "",
            )
            for people in zip(*(zip(team.people, team.outcomes, strict=True) for team in self.world.teams), strict=False)
            for place, (team, (person, outcome)) in enumerate(zip(self.world.teams, people, strict=True))
        ]
        return load.Turns(self.tokens, list(dict.fromkeys(asked)))

    def check_ins(self, most: int) -> load.Turns:
        """So many check-ins to give, in turn on an outcome of each person."""
        sent = [
            (place, f"/v1/people/{person}/check-ins", json.dumps(SAID | {"outcome_id": str(outcome)}))
            for people in zip(*(zip(team.people, team.outcomes, strict=True) for team in self.world.teams), strict=False)
            for place, (person, outcome) in enumerate(people)
        ]
        return load.Turns(self.tokens, [sent[n % len(sent)] for n in range(most)])


# By what a reader asks for. Pages are full in both worlds, and progress is of a year in both: what is compared is finding them.
# (Without a first day progress is of the whole life with the team: as long as that is.)
READS: dict[str, str] = {
    "team's outcomes": "/v1/outcomes?team_id={team}&limit=20",
    "person's outcomes": "/v1/people/{person}/outcomes",
    "team's check-ins": "/v1/check-ins?team_id={team}",
    "person's check-ins": "/v1/people/{person}/check-ins?limit=20",
    "outcome's": "/v1/check-ins?outcome_id={outcome}&limit=5",
    "lately, a carer": "/v1/check-ins?limit=20",
    "this week": "/v1/people/{person}/good-week",
    "twelve weeks": "/v1/people/{person}/good-week/weeks?weeks=12",
    "person's progress": "/v1/people/{person}/progress?from_on={year}",
    "outcome's progress": "/v1/outcomes/{outcome}/progress?from_on={year}",
    "team's figures": "/v1/teams/{team}/outcome-figures",
    "reviews due": "/v1/teams/{team}/reviews-due",
    "manager: due": "manager /v1/teams/{team}/reviews-due",
    "manager: overdue": "manager /v1/reviews?state=planned&planned_before={today}&limit=3",
    "manager: reviews": "manager /v1/reviews?limit=20",
    "manager: check-ins": "manager /v1/check-ins?limit=20",
    "manager: outcomes": "manager /v1/outcomes?limit=20",
}


def measure(folder: Path, few: int, many: int, rounds: int, seconds: float, *, own: bool) -> None:
    """Seed what is not there, measure and print."""
    print(f"\nCheck-ins, {few} and {many} in one server (kept in {folder}; seeding a million takes some minutes)", flush=True)
    server, worlds = outcome_world.prepared(folder, (few, many))
    try:
        with ExitStack() as running:
            sides = [
                Asked(w, running.enter_context(serving("ours", w.settings(), "/readyz", folder / f"{w.check_ins}.log")))
                for w in worlds
            ]
            for name, path in READS.items():
                compared.reads(sides, name, _asking(path), rounds, seconds, own=own)
            compared.writes(sides, "POST a check-in", Asked.check_ins, rounds, seconds, own=own)
    finally:
        server.stop(wait_seconds=300)


def _asking(path: str) -> Callable[[Asked], load.Turns]:
    return lambda side: side.reads(path)
