"""Verbs about circles: starting one, naming who connects it, where it goes, and saying that it stands alone."""

from typing import Any
from uuid import UUID

from api.domain.access import consent_queries as representatives
from api.domain.access.consents import RepresentativeKind, RepresentativeScope
from api.domain.access.errors import RepresentativeNotStandingError, RepresentativeScopeError
from api.domain.access.roles import Role
from api.domain.circles import errors
from api.domain.circles import queries as q
from api.domain.circles import schemas as s
from api.domain.circles.models import MEETINGS_SUPPORTED, MOVES, Circle, CircleStatus, DecidedBy
from api.domain.people.adding import add_for
from api.domain.people.errors import PersonEndedError
from api.domain.shared.clock import london_today
from api.domain.shared.errors import ForbiddenError, InvalidError, NotThereError
from api.storage.writing import ANY_VERSION, Writing

BEGINNING = ("first_idea", "decided_by", "decided_words", "representative_id")
MAY_DECIDE = (RepresentativeKind.lasting_power_of_attorney, RepresentativeKind.deputy)


def names_connectors(reader: str) -> None:
    """Who names a connector is shown them: the team, and the person."""
    if reader not in (Role.carer, Role.person):
        raise ForbiddenError("A team member or the person names who connects a circle.")


async def start(
    work: Writing, person: UUID, body: s.CircleNew | s.CircleCreate, *, id_: UUID, made_of: bytes | None = None
) -> UUID:
    """Start a circle around a person. The id is tried before what may have changed since: a repeat is answered as it is now."""
    _decided(work, body)
    values = body.model_dump(exclude={"id", "person_id"}) | {"id": id_, "created_digest": made_of}
    circle = await add_for(work, Circle, values, person)
    if body.representative_id is not None:
        await _may_decide(work, person, body.representative_id)
    await _connects(work, body.connector_account_id)
    return circle


async def replace(work: Writing, circle: UUID, version: int, body: s.CircleCreate) -> None:
    """Say it anew, by who may start one. How it began stands."""
    if work.reader not in (Role.carer, Role.person):
        await work.version_of(Circle, circle, person_id=body.person_id)
        raise ForbiddenError
    _decided(work, body)
    changes = body.model_dump(exclude={"person_id", *BEGINNING})
    await work.change(Circle, circle, version, changes, person_id=body.person_id)
    if await work.find(q.BEGINNING, id=circle) != tuple(getattr(body, name) for name in BEGINNING):
        raise errors.DecisionStandsError
    await _connects(work, body.connector_account_id)
    await not_ended(work, circle)


async def say_anew(work: Writing, circle: UUID, version: int, body: s.CirclePatch) -> None:
    """Change its purpose, how often it meets, or who connects it."""
    changes = body.model_dump(exclude_unset=True)
    if work.reader == Role.connector and "connector_account_id" in changes:
        raise ForbiddenError(
            "The person and their team name who connects a circle. You may lay it down.", pointer="/connector_account_id"
        )
    await work.change(Circle, circle, version, changes)
    await _connects(work, body.connector_account_id)
    await not_ended(work, circle)


async def move(work: Writing, circle: UUID, body: s.CircleMove) -> None:
    """The circle meets, rests or ends."""
    found = await _state(work, circle)
    if body.to not in MOVES[CircleStatus(found[0])]:
        raise errors.CircleEndedError if found[0] == CircleStatus.ended else errors.CircleMoveError
    values: dict[str, Any] = {"status": body.to}
    if body.to is CircleStatus.ended:
        if body.because is None:
            raise errors.CircleReasonError(pointer="/because")
        values |= {"ended_on": london_today(), "ended_because": body.because}
    if body.because is not None:
        work.because(body.because)
    await work.change(Circle, circle, ANY_VERSION, values)


async def stand_alone(work: Writing, circle: UUID, body: s.CircleAlone) -> None:
    """The connector says that the circle needs them no more: after the first meetings, which they were at."""
    status, alone_on, supported = await _state(work, circle)
    if work.reader != Role.connector:
        raise ForbiddenError("That a circle stands alone is its connector's to say.")
    if status == CircleStatus.ended:
        raise errors.CircleEndedError
    if alone_on is not None:
        raise errors.StandsAloneError
    if supported < MEETINGS_SUPPORTED:
        raise errors.NotYetAloneError(extra={"meetings_supported": supported})
    await work.change(Circle, circle, ANY_VERSION, {"stands_alone_on": london_today(), "stands_alone_words": body.words})


async def lay_down(work: Writing, circle: UUID, body: s.ConnectorLeaving) -> None:
    """The connector connects this circle no more: it has a gap, unless it stands alone."""
    await _state(work, circle)
    if work.reader != Role.connector:
        raise ForbiddenError("Its connector lays a circle down. Change connector_account_id to name another.")
    if body.because is not None:
        work.because(body.because)
    await work.change(Circle, circle, ANY_VERSION, {"connector_account_id": None})


async def not_ended(work: Writing, circle: UUID) -> None:
    """CircleEndedError for a circle that has ended."""
    if (await _state(work, circle))[0] == CircleStatus.ended:
        raise errors.CircleEndedError


async def goes_on(work: Writing, circle: UUID) -> None:
    """CircleEndedError, or PersonEndedError: neither gets anything new once it has ended, the circle or the support."""
    found = await work.find(q.goes_on(work.reader), id=circle)
    if found is None:
        raise NotThereError
    if found[0] == CircleStatus.ended:
        raise errors.CircleEndedError
    if found[1] is not None:
        raise PersonEndedError


# ---- what fits together ----------------------------------------------------------------------------------------------
async def _state(work: Writing, circle: UUID) -> tuple[str, object, int]:
    found = await work.find(q.state(work.reader), id=circle)
    if found is None:
        raise NotThereError
    return found[0], found[1], found[2]


def _decided(work: Writing, body: s.CircleNew | s.CircleCreate) -> None:
    """Who decided, and how: nobody decides for somebody without a word."""
    if work.reader == Role.person and body.decided_by is not DecidedBy.person:
        raise InvalidError("You decide about your own circle: send decided_by person, or leave it out.", pointer="/decided_by")
    if (body.decided_by is DecidedBy.representative) is (body.representative_id is None):
        raise errors.DeciderError(pointer="/representative_id")
    if body.decided_by is not DecidedBy.person and body.decided_words is None:
        raise errors.DecisionWordsError(pointer="/decided_words")


async def _may_decide(work: Writing, person: UUID, representative: UUID) -> None:
    """Whoever decides for the person stands today, and may decide about their welfare."""
    found = await work.find(representatives.AUTHORITY, id=representative, person_id=person)
    if found is None or not found[3]:
        raise RepresentativeNotStandingError(pointer="/representative_id")
    if found[1] not in MAY_DECIDE or RepresentativeScope.health_and_welfare not in found[2]:
        raise RepresentativeScopeError(
            "Only an attorney or a deputy for health and welfare decides about a circle.", pointer="/representative_id"
        )


async def _connects(work: Writing, account: UUID | None) -> None:
    if account is not None and not (await work.rows(q.IS_CONNECTOR, id=account))[0][0]:
        raise errors.NotAConnectorError
