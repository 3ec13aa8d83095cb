"""Visits at two sizes in one server, round by round in turn: what lists, figures and writes cost when there are many more.

Reads go round among the teams (a team's first member asks), writes among all their members. Every write is another visit: a
planned one lies after the seeded weeks, an arrival is at a visit that waits for it; the next run of the bench takes both back.
"""

import json
import secrets
import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, islice
from pathlib import Path

import psycopg
from psycopg import sql

from api.commands.seeding_visits import DAYS_AHEAD
from api.domain.shared.clock import LONDON, utc_now
from api.storage import embedded
from tests.bench import compared, load, visit_world
from tests.bench.compared import WRITES_A_SECOND, first_answer, label, spread
from tests.bench.processes import Served, serving
from tests.bench.visit_world import VisitWorld

FIGURES_MILLISECONDS, ARRIVAL_AT_LEAST = 50.0, 0.12
PLAIN_LOGIN = "wt_bench_plain"
# The bare reference's own tables, with the columns, checks, indexes and foreign keys of ours; all its visits wait for somebody.
PLAIN = f"""
CREATE SCHEMA plain;
CREATE TABLE plain.person (LIKE public.person INCLUDING ALL);
CREATE TABLE plain.team_member (LIKE public.team_member INCLUDING ALL);
CREATE TABLE plain.visit (LIKE public.visit INCLUDING ALL);
CREATE TABLE plain.visit_record (LIKE public.visit_record INCLUDING ALL);
INSERT INTO plain.person SELECT * FROM public.person;
INSERT INTO plain.team_member SELECT * FROM public.team_member;
INSERT INTO plain.visit (id, organisation_id, team_id, person_id, provided_by_team_id, created_at, updated_at, kind,
  planned_start_at, planned_end_at, members_needed, member_ids, purpose, travel_minutes, short_reason, state)
SELECT uuidv7(planned_start_at - now()), organisation_id, team_id, person_id, provided_by_team_id, created_at, updated_at, kind,
  planned_start_at, planned_end_at, 1, member_ids, purpose, travel_minutes, short_reason, 'planned'
  FROM public.visit CROSS JOIN generate_series(1, {{copies}}) WHERE cardinality(member_ids) > 0;
ALTER TABLE plain.visit
  ADD FOREIGN KEY (person_id, team_id, organisation_id) REFERENCES plain.person (id, team_id, organisation_id);
ALTER TABLE plain.visit_record ADD FOREIGN KEY (visit_id, person_id) REFERENCES plain.visit (id, person_id);
ALTER TABLE plain.visit_record ADD FOREIGN KEY (member_id) REFERENCES plain.team_member (id);
ALTER TABLE plain.visit_record
  ADD FOREIGN KEY (person_id, team_id, organisation_id) REFERENCES plain.person (id, team_id, organisation_id);
GRANT USAGE ON SCHEMA plain TO {PLAIN_LOGIN};
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA plain TO {PLAIN_LOGIN};
"""
WAITING = """SELECT id, member_ids[1] FROM visit WHERE team_id = ANY (%s) AND state = 'planned' AND planned_start_at > now()
  ORDER BY md5(id::text)"""
WAITING_PLAIN = "SELECT id FROM plain.visit ORDER BY md5(id::text) LIMIT %s"


@dataclass
class Asked:
    """A world being asked: who may, and what is left to be written. Nothing is written twice."""

    world: VisitWorld
    served: Served
    tokens: list[str] = field(init=False)
    place: dict[object, int] = field(init=False)
    visits: Iterator[str] = field(init=False)
    arrivals: Iterator[tuple[int, str, str]] = field(init=False)

    def __post_init__(self) -> None:
        """Sign everybody in."""
        words = self.world.tokens()
        self.tokens, self.place = list(words.values()), {member: n for n, member in enumerate(words)}
        self.visits, self.arrivals = self._plans(), iter(self.waiting())

    @property
    def size(self) -> int:
        """How many visits."""
        return self.world.visits

    @property
    def first_day(self) -> datetime:
        """The first of the seeded days that is all ahead, where the people are."""
        return self.world.seeded_at.astimezone(LONDON) + timedelta(days=1)

    def reads(self, path: Callable[["Asked", visit_world.Team, int], str]) -> load.Turns:
        """The same question of every team, about each of its people in turn."""
        asked = [
            (self.place[team.members[0].member], path(self, team, n), "")
            for n in range(len(self.world.teams[0].people)) for team in self.world.teams
        ]  # fmt: skip
        return load.Turns(self.tokens, list(dict.fromkeys(asked)))

    def plans(self, most: int) -> load.Turns:
        """So many visits to plan."""
        made = islice(self.visits, most)
        return load.Turns(
            self.tokens, [(int(who), "/v1/visits", body) for who, _, body in (each.partition(" ") for each in made)]
        )

    def arrivals_at(self, most: int) -> load.Turns:
        """So many arrivals, each of the member who was planned."""
        return load.Turns(self.tokens, list(islice(self.arrivals, most)))

    def _plans(self) -> Iterator[str]:
        """Visits of one member each, in times that nobody has yet: an hour each, from seven to nine in the evening."""
        day = (
            (self.world.seeded_at + timedelta(days=DAYS_AHEAD + 5)).astimezone(LONDON).replace(minute=0, second=0, microsecond=0)
        )
        for number in count():
            turn, team = divmod(number, len(self.world.teams))
            turn, seat = divmod(turn, 8)
            days, hour = divmod(turn, 14)
            start = (day + timedelta(days=days)).replace(hour=7 + hour)
            who = self.world.teams[team]
            body = {
                "person_id": str(who.people[(number // len(self.world.teams)) % len(who.people)]),
                "planned_start_at": start.isoformat(), "planned_end_at": (start + timedelta(minutes=45)).isoformat(),
                "member_ids": [str(who.members[seat].member)], "purpose": "A walk to the shop, and home the long way round.",
                "travel_minutes": 10,
            }  # fmt: skip
            yield f"{self.place[who.members[seat].member]} {json.dumps(body)}"

    def waiting(self) -> list[tuple[int, str, str]]:
        """Arrivals at all the visits that wait for one."""
        with psycopg.connect(self.world.admin_url) as connection:
            found = connection.execute(WAITING, [[team.id for team in self.world.teams]]).fetchall()
        sent = json.dumps({"at": utc_now().isoformat(), "proof": "at_the_place"})
        return [(self.place[member], f"/v1/visits/{visit}/arrival", sent) for visit, member in found]


def _day(asked: Asked, team: visit_world.Team, _: int) -> str:
    return f"/v1/teams/{team.id}/visits?on={asked.first_day:%Y-%m-%d}&limit=100"


def _week(asked: Asked, team: visit_world.Team, n: int) -> str:
    begins, ends = (f"{asked.first_day + timedelta(days=d):%Y-%m-%d}T00:00:00Z" for d in (0, 7))
    return f"/v1/people/{team.people[n % len(team.people)]}/visits?starts_from={begins}&starts_before={ends}"


def _figures(asked: Asked, team: visit_world.Team, _: int) -> str:
    ends = asked.first_day - timedelta(days=1)
    return f"/v1/teams/{team.id}/visit-figures?from_on={ends - timedelta(days=28):%Y-%m-%d}&until_on={ends:%Y-%m-%d}"


READS: dict[str, Callable[[Asked, visit_world.Team, int], str]] = {
    "a team's day": _day,
    "a person's week": _week,
    "the open list": lambda _, team, __: f"/v1/teams/{team.id}/open-visits",
    "the late list": lambda _, team, __: f"/v1/teams/{team.id}/late-visits",
}


def measure(folder: Path, few: int, many: int, rounds: int, seconds: float, *, own: bool) -> None:
    """Seed what is not there, measure and print."""
    print(f"\nVisits, {few} and {many} in one server (kept in {folder}; seeding ten million takes about ten minutes)", flush=True)
    server, worlds = visit_world.prepared(folder, (few, many))
    try:
        with ExitStack() as running:
            asked = [
                Asked(w, running.enter_context(serving("ours", w.settings(), "/readyz", folder / f"{w.visits}.log")))
                for w in worlds
            ]
            for name, path in READS.items():
                compared.reads(asked, name, _asking(path), rounds, seconds, own=own)
            _time_figures(asked[1], rounds, own=own)
            compared.writes(asked, "POST a visit", Asked.plans, rounds, seconds, own=own)
            _compare_arrivals(asked[1], server, worlds[0], rounds, seconds, folder, own=own)
    finally:
        server.stop(wait_seconds=300)


def _asking(path: Callable[[Asked, visit_world.Team, int], str]) -> Callable[[Asked], load.Turns]:
    return lambda asked: asked.reads(path)


def _time_figures(asked: Asked, rounds: int, *, own: bool) -> None:
    turns = asked.reads(_figures)
    first_answer(asked, turns)
    found = [load.run_turns(asked.served.port, turns, 1.0, label(), own=own, connections=1) for _ in range(rounds + 1)][1:]
    p50, p99 = statistics.median(r.p50 for r in found), statistics.median(r.p99 for r in found)
    verdict = "holds" if p50 <= FIGURES_MILLISECONDS else "MISSED"
    print(f"  {'figures, 28 days':<18}{asked.world.visits}: p50 {p50:.1f} ms, p99 {p99:.1f} ms, one at a time", end="")
    print(f"   <= {FIGURES_MILLISECONDS:.0f} ms {verdict}", flush=True)


def _compare_arrivals(
    asked: Asked, server: embedded.Server, small: VisitWorld, rounds: int, seconds: float, folder: Path, *, own: bool
) -> None:
    """Ours among many visits, the bare reference among few: what their number costs is ours to bear.

    Rounds of two seconds at most: the visits that wait for an arrival are as many as a few weeks of some teams bring.
    """
    seconds = min(seconds, 2.0)
    most = int((rounds * seconds + 1) * WRITES_A_SECOND * 2)
    settings = {"PLAIN_URL": _plain(server, small, most)}
    with psycopg.connect(small.admin_url) as connection:
        ids = [one for (one,) in connection.execute(WAITING_PLAIN, [most]).fetchall()]
    sent = json.dumps({"at": utc_now().isoformat(), "proof": "at_the_place"})
    left = iter([(0, f"/v1/visits/{visit}/arrival", sent) for visit in ids])
    found: tuple[list[load.Result], list[load.Result]] = ([], [])
    with serving("bare_visits", settings, "/readyz", folder / "bare.log") as bare:
        _check_arrivals(asked, bare, next(left))
        for turn in range(-1, rounds):
            length = 1.0 if turn < 0 else seconds
            ready = int(length * WRITES_A_SECOND)
            arrivals = asked.arrivals_at(ready // 2)
            if len(arrivals.requests) < ready // 2:  # every visit that waited for one has had its arrival
                break
            ours = load.run_turns(asked.served.port, arrivals, length, label(), own=own)
            theirs = load.run_turns(bare.port, load.Turns(["none"], list(islice(left, ready * 2))), length, label(), own=own)
            if turn >= 0:
                found[0].append(ours)
                found[1].append(theirs)
    ratios = [a.rate / b.rate for a, b in zip(*found, strict=True)]
    verdict = "holds" if statistics.median(ratios) >= ARRIVAL_AT_LEAST else "MISSED"
    for name, results in zip(("an arrival", "bare"), found, strict=True):
        rate, p50 = statistics.median(r.rate for r in results), statistics.median(r.p50 for r in results)
        print(f"  {name:<18}{rate:.0f} a second, p50 {p50:.1f} ms, {sum(r.failed for r in results)} failed", flush=True)
    print(f"  {'':<18}ours to bare {spread(ratios)}   >= {ARRIVAL_AT_LEAST:.2f} {verdict} (aim 0.25)", flush=True)


def _check_arrivals(asked: Asked, bare: Served, theirs: tuple[int, str, str]) -> None:
    """Both answer a record with the same fields."""
    seen = []
    for served, (who, path, sent), words in (
        (asked.served, next(asked.arrivals), asked.tokens), (bare, theirs, ["none"]),
    ):  # fmt: skip
        headers = {"Authorization": f"Bearer {words[who]}", "Content-Type": "application/json", "Idempotency-Key": label()}
        status, body = served.ask("POST", path, headers, sent.encode())
        if status != 200:
            message = f"{served.name} answered {status} to an arrival: {body[:300]!r}"
            raise RuntimeError(message)
        seen.append(frozenset(json.loads(body)))
    if seen[0] != seen[1]:
        message = f"The answers differ in {sorted(seen[0] ^ seen[1])}"
        raise RuntimeError(message)


def _plain(server: embedded.Server, world: VisitWorld, most: int) -> str:
    """The bare reference's copy in the smaller world; its URL."""
    word = secrets.token_hex(16)
    role = sql.Identifier(PLAIN_LOGIN)
    with psycopg.connect(world.admin_url, autocommit=True) as connection:
        known = connection.execute("SELECT to_regrole(%s) IS NOT NULL", [PLAIN_LOGIN]).fetchone()
        verb = sql.SQL("ALTER" if known and known[0] else "CREATE")
        connection.execute(sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(verb, role, sql.Literal(word)))
        connection.execute(PLAIN.replace("{copies}", str(1 + most // world.visits)).encode())
        connection.execute(sql.SQL("ALTER ROLE {} SET search_path = plain").format(role))
        for table in ("person", "team_member", "visit", "visit_record"):
            connection.execute(f"VACUUM (ANALYZE) plain.{table}".encode())
    return server.url(f"visits_{world.visits}", PLAIN_LOGIN, word)
