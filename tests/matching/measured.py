"""How well gifts are matched: the hand-made set through the very function, and at the cut, of the API."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import psycopg
from typing_extensions import override

from api.domain.community.matching.queries import MOST
from api.domain.community.matching.words import words
from api.domain.shared.ids import new_id

SET: Final = json.loads(Path(__file__).with_name("gifts.json").read_text(encoding="utf-8"))
PARTS: Final = ("dev", "held")
Operator = psycopg.Connection[Any]


@dataclass(frozen=True)
class Measured:
    """What was found of what should be, and what was found that should not."""

    of: str
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of what was found, how much should be."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Of what should be found, how much was."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """Both in one figure."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    @override
    def __str__(self) -> str:
        """One line of the command's answer."""
        return (
            f"{self.of:5} precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"
            f"  (right {self.right}, wrong {self.wrong}, missed {self.missed})"
        )


def measured(operator: Operator) -> dict[str, Measured]:
    """Precision and recall on both parts of the set, in a provider of its own. Leaves nothing behind."""
    with operator.transaction(force_rollback=True):
        found = _found(operator)
    return {part: _figures(part, found) for part in PARTS}


def met(operator: Operator) -> dict[str, set[str]]:
    """Which gifts of the set each one sought meets."""
    with operator.transaction(force_rollback=True):
        return _found(operator)


def _figures(part: str, found: dict[str, set[str]]) -> Measured:
    sought = [one for one in SET["seeks"] if one["set"] == part]
    pairs = {(one["id"], other) for one in sought for other in one["meets"]}
    said = {(one["id"], other) for one in sought for other in found[one["id"]]}
    return Measured(part, len(said & pairs), len(said - pairs), len(pairs - said))


def _found(operator: Operator) -> dict[str, set[str]]:
    organisation, team = new_id(), new_id()
    operator.execute("INSERT INTO organisation (id, name, kind) VALUES (%s, 'Set', 'provider')", [organisation])
    operator.execute(
        "INSERT INTO team (id, organisation_id, name, name_key, purpose, setting, started_on)"
        " VALUES (%s, %s, 'Set', 'set', 'x', 'home_care', '2020-01-01')",
        [team, organisation],
    )
    for direction in ("has", "seeks"):
        for one in SET[direction]:
            offer(operator, organisation, team, name=one["id"], direction=direction, **_said(one))
    people: dict[str, UUID] = dict(
        operator.execute("SELECT preferred_name, id FROM person WHERE organisation_id = %s", [organisation]).fetchall()
    )
    operator.execute(
        "SELECT set_config('app.role', 'manager', true), set_config('app.organisation_id', %s, true)", [str(organisation)]
    )
    operator.execute("SET LOCAL ROLE wt_manager")
    return {one["id"]: _ask(operator, people[one["id"]]) for one in SET["seeks"]}


def _said(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in ("part", "words", "tags")}


def _ask(operator: Operator, person: UUID) -> set[str]:
    w = words()
    answer = operator.execute(
        "SELECT body FROM gift_matches('person', %s, NULL, %s, %s, %s, %s, %s, %s)",
        [person, w.labels, w.families, w.narrower, w.known, w.plain, MOST],
    ).fetchone()
    assert answer is not None
    # Two who seek the same passion share it too; the set asks who has what is sought.
    return {item["who"]["name"] for item in answer[0]["items"] if any(on["how"] == "gets" for on in item["on"])}


def offer(
    operator: Operator, organisation: UUID, team: UUID, *, name: str, part: str, words: str, direction: str = "has",
    tags: tuple[str, ...] = (), consent: str | None = "organisation",
) -> UUID:  # fmt: skip
    """Somebody with one gift, which they would share, and consent to it."""
    person = new_id()
    operator.execute(
        "INSERT INTO person (id, organisation_id, team_id, preferred_name, name_key, search_key, status, status_since)"
        " VALUES (%s, %s, %s, %s, %s, %s, 'supported', '2024-01-01')",
        [person, organisation, team, name, name.lower(), name.lower()],
    )
    operator.execute(
        "INSERT INTO gift (id, organisation_id, team_id, person_id, part, direction, words, tags, would_share)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 'yes')",
        [new_id(), organisation, team, person, part, direction, words, list(tags)],
    )
    if consent is not None:
        operator.execute(
            "INSERT INTO consent (id, organisation_id, team_id, person_id, purpose, audience, given_how, given_by)"
            " VALUES (%s, %s, %s, %s, 'share_gifts', %s, 'spoken', 'themself')",
            [new_id(), organisation, team, person, consent],
        )
    return person
