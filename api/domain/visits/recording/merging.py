"""How what is sent comes to stand in a record, in whatever order and however often it arrives. No database here.

What stands is never overwritten unseen: a second word that says the same changes nothing, one that fills a gap fills it, one
that says something else becomes an amendment beside the first.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import orjson
from pydantic import BaseModel

from api.domain.people.errors import CoordinatesError
from api.domain.visits.models import MOVES, Flag, VisitState
from api.domain.visits.recording.errors import NothingSaidError, ProofWordsError, RecordTimesError
from api.domain.visits.recording.models import LOCKS_AFTER_HOURS, MOST_SKEW_SECONDS, NoteField, Proof
from api.domain.visits.recording.schemas import Moment, Note

SENT_AGAIN: Final = "sent again"
NOTE_PARTS: Final = (
    "what_happened", "how_they_were", "what_worked", "what_next_time", "made_their_day", "handover", "about_others",
)  # fmt: skip
LONGEST: Final = timedelta(hours=24)


@dataclass(frozen=True)
class End:
    """The columns of one end of a visit."""

    name: str
    at: NoteField
    told: str

    def columns(self, moment: Moment) -> dict[str, Any]:
        """What the moment says, by column."""
        return {
            str(self.at): moment.at, f"{self.name}_proof": str(moment.proof), f"{self.name}_words": moment.words,
            f"{self.name}_latitude": moment.latitude, f"{self.name}_longitude": moment.longitude,
        }  # fmt: skip


ARRIVAL: Final = End("arrival", NoteField.arrived_at, "arrived_recorded_at")
DEPARTURE: Final = End("departure", NoteField.departed_at, "departed_recorded_at")


@dataclass
class Merged:
    """A member's record as it stood, what changes in it, and the amendments that come beside it."""

    stood: Mapping[str, Any]
    now: datetime
    last_words: Mapping[str, str] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)
    amendments: list[dict[str, Any]] = field(default_factory=list)

    def value(self, column: str) -> Any:  # noqa: ANN401 - any column's value
        """A column as it will stand."""
        return self.changes[column] if column in self.changes else self.stood.get(column)

    def last(self, end: End) -> Any:  # noqa: ANN401 - a time or none
        """The last word on a time: what figures use."""
        amended = [a["amended_at"] for a in self.amendments if a["field"] == end.at and a["amended_at"] is not None]
        return amended[-1] if amended else self.stood.get(f"{end.at}_amended") or self.value(end.at)

    def flag(self, flag: Flag) -> None:
        """Say that somebody should look at it."""
        self.changes["flags"] = sorted({*(self.value("flags") or []), str(flag)})

    def told(self, device_now: datetime | None) -> None:
        """Compare the device's clock with ours."""
        if device_now is not None and abs((device_now - self.now).total_seconds()) > MOST_SKEW_SECONDS:
            self.flag(Flag.clock_differs)

    def fill(self, end: End, moment: Moment) -> bool:
        """Take an end that nobody has told yet. Whether it was taken."""
        if self.stood.get(end.at) is not None:
            return False
        self.changes |= end.columns(moment) | {end.told: self.now}
        return True

    def says_the_same(self, end: End, moment: Moment) -> bool:
        """Whether the moment is what was told first."""
        return all(self.stood.get(name) == value for name, value in end.columns(moment).items())

    def beside(self, end: End, moment: Moment) -> None:
        """Take a whole record's end: what is told otherwise stands beside the first word."""
        if self.fill(end, moment) or self.says_the_same(end, moment):
            return
        proof = self.stood.get(f"{end.name}_proof")
        if moment.at not in (self.stood.get(end.at), self.last(end)) or str(moment.proof) != proof:
            self.amend(end.at, amended_at=moment.at, words=str(moment.proof) if str(moment.proof) != proof else None)
        self.flag(Flag.sent_again)

    def amend(self, name: NoteField, *, amended_at: datetime | None = None, words: str | None = None) -> None:
        """Another word beside the first."""
        about_others = name is NoteField.about_others
        self.amendments.append({
            "field": str(name), "amended_at": amended_at, "words": None if about_others else words,
            "words_about_others": words if about_others else None, "because": SENT_AGAIN,
        })  # fmt: skip

    def locked(self) -> bool:
        """Whether the note is older than a day."""
        told = self.stood.get("note_recorded_at")
        return told is not None and self.now - told >= timedelta(hours=LOCKS_AFTER_HOURS)

    def note_beside(self, note: Note) -> None:
        """Take a whole record's note: parts that nobody wrote are filled, others stand beside what was written."""
        sent = {name: words for name in NOTE_PARTS if (words := getattr(note, name)) is not None}
        if self.stood.get("note_recorded_at") is None:
            self.changes |= {**sent, "note_at": note.at, "note_recorded_at": self.now}
            return
        for name, words in sent.items():
            known = self.stood.get(name)
            if words in (known, self.last_words.get(name)):
                continue
            if known is None and not self.locked():
                self.changes[name] = words
            else:
                self.amend(NoteField(name), words=words)
                self.flag(Flag.sent_again)

    def write_note(self, note: Note) -> None:
        """Take the note as a whole: what it does not say is not said any more (the change log keeps it)."""
        self.changes |= {name: getattr(note, name) for name in NOTE_PARTS} | {"note_at": note.at}
        if self.stood.get("note_recorded_at") is None:
            self.changes["note_recorded_at"] = self.now

    def says_the_note(self, note: Note) -> bool:
        """Whether the note is the one that stands."""
        return self.stood.get("note_at") == note.at and all(self.stood.get(n) == getattr(note, n) for n in NOTE_PARTS)

    def check_times(self) -> None:
        """Refuse a departure that is not within a day of the arrival, by the first words and by the last."""
        for arrived, departed in (
            (self.value(ARRIVAL.at), self.value(DEPARTURE.at)),
            (self.last(ARRIVAL), self.last(DEPARTURE)),
        ):
            in_order(arrived, departed)


def in_order(arrived: datetime | None, departed: datetime | None) -> None:
    """Refuse times that cannot be."""
    if arrived is not None and departed is not None and not arrived <= departed <= arrived + LONGEST:
        raise RecordTimesError


def check_moment(moment: Moment, pointer: str = "") -> None:
    """Refuse what the parts of a moment say only together."""
    if moment.proof == Proof.by_hand and moment.words is None:
        raise ProofWordsError(pointer=f"{pointer}/words")
    if (moment.latitude is None) is not (moment.longitude is None):
        raise CoordinatesError(pointer=f"{pointer}/latitude")


def check_note(note: Note, pointer: str = "") -> None:
    """Refuse a note that says nothing."""
    if all(getattr(note, name) is None for name in NOTE_PARTS):
        raise NothingSaidError(pointer=f"{pointer}/what_happened")


def digest(body: BaseModel) -> bytes:
    """What a body is known by. The device's clock as it sends is another each time, and not what is recorded."""
    said = body.model_dump(mode="json", exclude={"device_now"})
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).digest()


@dataclass(frozen=True)
class There:
    """When a member was there, by the last word."""

    member: UUID
    arrived: datetime | None
    departed: datetime | None


def visit_after(visit: Mapping[str, Any], there: Iterable[There], flags: Iterable[str]) -> dict[str, Any]:
    """What recording changes in the visit itself: a function of its records alone, whatever order they came in."""
    were = [one for one in there if one.arrived is not None or one.departed is not None]
    present = [one for one in were if one.departed is None]
    state = was = VisitState(visit["state"])
    if were:
        wanted = VisitState.in_progress if present else VisitState.completed
        state = wanted if wanted in MOVES[was] else was
    values: dict[str, Any] = {
        "state": str(state),
        "member_ids": [*visit["member_ids"], *sorted({o.member for o in were} - {*visit["member_ids"]})],
        "actual_start_at": min((o.arrived for o in were if o.arrived is not None), default=None),
        "actual_end_at": None if present else max((o.departed for o in were if o.departed is not None), default=None),
        "delivered_minutes": sum(minutes(o.arrived, o.departed) for o in were),
    }
    marks = {*visit["flags"], *flags}
    if was in (VisitState.missed, VisitState.cancelled) and state != was:
        marks.add(str(Flag.was_closed))
        values |= dict.fromkeys(("closed_at", "closed_by", "close_reason", "close_words"))
    values["flags"] = sorted(marks)
    return values


def minutes(arrived: datetime | None, departed: datetime | None) -> int:
    """Whole minutes there; 0 while one of the times is not known."""
    return 0 if arrived is None or departed is None else int((departed - arrived).total_seconds() // 60)
