"""Phones of carers that were without signal for days and hand in what they kept, over a road that loses things.

Each visit is sent more than twice: alone as a whole record, or as arrival, departure, note and whole record in any order; each
again and again until an answer comes, and once more after that. Nobody is told what arrived: the database is asked at the end.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from api.demo.made import DemoAccount, World
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from tests.visits.cutting import Road, road, send
from tests.visits.recordings import nothing_yet

PARTS = ("arrival", "departure", "note", "record")
AT_ONCE = 3  # requests that one phone has under way
AGAIN = (None, 503)  # nothing came back, or the service asks to come again


@dataclass(frozen=True)
class Kept:
    """A visit as a phone kept it."""

    id: UUID
    person: UUID
    member: UUID
    body: dict[str, Any]
    planned: bool
    late: bool
    minutes: int


@dataclass
class Phone:
    """Whose phone it is, and what it still has to send: part, visit, idempotency key."""

    token: str
    outbox: list[tuple[str, Kept, str | None]] = field(default_factory=list)


@dataclass
class Result:
    """What was sent, and what was found afterwards."""

    visits: int
    submissions: int
    fates: Counter[str]
    lost: int
    doubled: int
    wrong: int
    refused: Counter[int]

    @property
    def cut(self) -> float:
        """The share of submissions that were cut."""
        return 1 - self.fates["through"] / self.fates.total()

    def held(self) -> bool:
        """Whether the promise was kept."""
        return not (self.lost or self.doubled or self.wrong or self.refused)


class Fleet:
    """Prepares phones, lets them send, and looks behind the API at what came of it."""

    def __init__(
        self, operator: psycopg.Connection[Any], world: World, token: Callable[..., str], *, visits: int, seed: int = 12
    ) -> None:
        self.operator, self.world = operator, world
        self._rng = random.Random(seed)
        self.phones: list[Phone] = []
        self.kept: list[Kept] = []
        self.began = utc_now()
        self._prepare(token, visits)

    def _members(self) -> list[tuple[DemoAccount, UUID, list[UUID], bool]]:
        """Carers with their membership, the people of their team, and whether they have left since."""
        accounts = [a for a in (*self.world.accounts, *self.world.others) if a.role == "carer"]
        found = []
        for team in self.world.teams:
            people = [p.id for p in self.world.people_of(team.id) if p.status == "supported"]
            for name, member in (*team.members.items(), *team.left.items()):
                account = next(a for a in accounts if a.name == name)
                found.append((account, member, people, name in team.left))
        return found

    def _prepare(self, token: Callable[..., str], visits: int) -> None:
        # Who has left did so yesterday; whom they were with, they were with before that.
        gone = [member for team in self.world.teams for member in team.left.values()]
        nothing_yet(self.operator)
        self.operator.execute("UPDATE team_member SET left_on = current_date - 1 WHERE id = ANY (%s)", [gone])
        members = self._members()
        start = utc_now().replace(microsecond=0) - timedelta(days=2)
        for number, (account, member, people, left) in enumerate(members):
            phone = Phone(token(account))
            for turn in range(visits // len(members) + (number < visits % len(members))):
                kept = self._visit(start - timedelta(hours=turn), member, people, left=left)
                self.kept.append(kept)
                parts = self._rng.sample(PARTS, 4) if kept.planned else ["record"]
                phone.outbox += [(part, kept, str(new_id()) if self._rng.random() < 0.5 else None) for part in parts]
                phone.outbox.append(("record", kept, None))
            self._rng.shuffle(phone.outbox)
            self.phones.append(phone)

    def _visit(self, hour: datetime, member: UUID, people: list[UUID], *, left: bool) -> Kept:
        """A visit within the hour: no two of a member's overlap. A fifth of them were planned."""
        arrived = hour + timedelta(seconds=self._rng.randrange(600))
        minutes = self._rng.randrange(10, 45)
        departed = arrived + timedelta(minutes=minutes, seconds=self._rng.randrange(60))
        kept = Kept(new_id(), self._rng.choice(people), member, {}, not left and self._rng.random() < 0.2, left, minutes)
        kept.body.update(
            person_id=str(kept.person), kind="at_home", arrival={"at": arrived.isoformat(), "proof": "qr_code"},
            departure={"at": departed.isoformat(), "proof": "at_the_place", "latitude": 53.5, "longitude": -2.6},
            note={"at": departed.isoformat(), "what_happened": f"Words of {kept.id}", "handover": "Tea is in the blue tin"},
        )  # fmt: skip
        if kept.planned:
            self.operator.execute(
                "INSERT INTO visit (id, organisation_id, team_id, person_id, provided_by_team_id, planned_start_at,"
                " planned_end_at, state, member_ids) SELECT %s, organisation_id, team_id, id, team_id, %s, %s, 'planned', %s"
                " FROM person WHERE id = %s",
                [kept.id, hour, hour + timedelta(hours=1), [member], kept.person],
            )
        return kept

    async def send_all(self, url: str, *, cut: float = 0.4, seed: int = 13) -> Result:
        """Let all phones send until everything was answered, and look at what is there."""
        refused: Counter[int] = Counter()
        async with road(url, cut, seed) as way:
            await asyncio.gather(*(self._empty(phone, way, refused) for phone in self.phones for _ in range(AT_ONCE)))
            return self._found(way, refused)

    async def _empty(self, phone: Phone, way: Road, refused: Counter[int]) -> None:
        while phone.outbox:
            part, kept, key = phone.outbox.pop()
            body = kept.body if part == "record" else kept.body[part]
            method = "PUT" if part in ("record", "note") else "POST"
            path = f"/visits/{kept.id}/{part}"
            status = await send(way.port, phone.token, method, path, json.dumps(body).encode(), key if method == "POST" else None)
            if status in AGAIN or (status == 409 and key):  # the first sending of this key may still be running
                phone.outbox.insert(self._rng.randrange(len(phone.outbox) + 1), (part, kept, key))
            elif status not in ((202,) if kept.late else (200, 201)):
                refused[status or 0] += 1

    def _found(self, way: Road, refused: Counter[int]) -> Result:
        """Compare what is stored with what the phones kept."""
        ids = [kept.id for kept in self.kept]
        visits = {row[0]: row[1:] for row in self._rows(VISITS, ids)}
        records: dict[UUID, list[tuple[Any, ...]]] = {}
        for row in self._rows(RECORDS, ids):
            records.setdefault(row[0], []).append(row[1:])
        amended = self._rows("SELECT count(*) FROM visit_amendment WHERE visit_id = ANY (%s)", ids)[0][0]
        strays = self._rows(f"SELECT count(*) FROM visit WHERE created_at >= '{self.began}' AND id <> ALL (%s)", ids)[0][0]
        lost = sum(kept.id not in visits or kept.id not in records for kept in self.kept)
        doubled = sum(len(rows) - 1 for rows in records.values()) + amended + strays
        wrong = sum(
            visits[kept.id] != expected_visit(kept) or records[kept.id][0] != expected_record(kept)
            for kept in self.kept
            if kept.id in visits and kept.id in records
        )
        return Result(len(ids), way.fates.total(), way.fates, lost, doubled, wrong, refused)

    def _rows(self, query: str, ids: list[UUID]) -> list[tuple[Any, ...]]:
        return self.operator.execute(query.encode(), [ids]).fetchall()


VISITS = """
SELECT v.id, v.person_id, v.state, v.unplanned, v.member_ids, v.actual_start_at, v.actual_end_at, v.delivered_minutes, v.flags,
       (SELECT coalesce(-sum(minutes), 0) FROM hours_entry h WHERE h.visit_id = v.id AND h.kind = 'used')
  FROM visit v WHERE v.id = ANY (%s)
"""
RECORDS = """
SELECT visit_id, member_id, arrived_at, arrival_proof, departed_at, departure_proof, departure_latitude, departure_longitude,
       what_happened, handover, about_others, note_at, flags FROM visit_record WHERE visit_id = ANY (%s)
"""


def expected_visit(kept: Kept) -> tuple[Any, ...]:
    """A visit as it must stand, whatever the road did."""
    arrived, departed = (datetime.fromisoformat(kept.body[end]["at"]) for end in ("arrival", "departure"))
    flags = ["late_record"] if kept.late else []
    return (
        kept.person, "completed", not kept.planned, [kept.member], arrived, departed, kept.minutes, flags, kept.minutes,
    )  # fmt: skip


def expected_record(kept: Kept) -> tuple[Any, ...]:
    """Its record as it must stand."""
    arrived, departed = (datetime.fromisoformat(kept.body[end]["at"]) for end in ("arrival", "departure"))
    said = kept.body["note"]
    flags = ["late_record"] if kept.late else []
    return (
        kept.member, arrived, "qr_code", departed, "at_the_place", 53.5, -2.6, said["what_happened"], said["handover"], None,
        departed, flags,
    )  # fmt: skip
