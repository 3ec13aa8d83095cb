"""Verbs of consent: record, withdraw; and of those who speak for a person."""

from typing import Any
from uuid import UUID

from api.domain.access import consent_queries as q
from api.domain.access import consent_schemas as s
from api.domain.access.consents import (
    Audience,
    Consent,
    GivenHow,
    Purpose,
    Representative,
    RepresentativeKind,
    RepresentativeScope,
    SharedItem,
)  # fmt: skip
from api.domain.access.errors import (
    AudienceError,
    AuthorityDatesError,
    ChapterNotFoundError,
    ConsentKeptError,
    RepresentativeNotStandingError,
    RepresentativeScopeError,
)  # fmt: skip
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import InvalidError, NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import Writing

BY_THE_PERSON = (GivenHow.spoken, GivenHow.written, GivenHow.signed)


async def record(
    work: Writing, person: UUID, body: s.ConsentCreate, *, id_: UUID | None = None, made_of: bytes | None = None
) -> UUID:
    """Record a consent or a refusal. It counts from the next request on."""
    name = await work.find(q.WHOSE_NAME, id=person)
    if name is None:
        raise NotThereError
    given_by = body.given_by or name[0]
    if work.reader == "person":
        if body.given_how not in BY_THE_PERSON:
            raise InvalidError("You give your own consent: spoken, written or signed.", pointer="/given_how")
    elif body.evidence is None:
        raise InvalidError("Say in evidence what was said or seen, and where it is kept.", pointer="/evidence")
    if body.representative_id is not None:
        given_by = body.given_by or await authority(work, person, body)
    await _audience(work, person, body)
    if body.until_at is not None and body.until_at <= (body.from_at or utc_now()):
        raise AuthorityDatesError(pointer="/until_at")
    values = body.model_dump(exclude={"id", "from_at", "given_by"})
    values |= {
        "id": id_ or getattr(body, "id", None) or new_id(),
        "given_by": given_by,
        "created_digest": made_of,
    }
    if body.from_at is not None:  # else the database's clock, which says what stands
        values["from_at"] = body.from_at
    return await work.add(Consent, values, person_id=person)


async def refuse_change(work: Writing, person: UUID, consent: UUID, version: int) -> None:
    """A consent is never edited; what is not there, or not theirs, is not told apart."""
    await work.version_of(Consent, consent, expected=version, person_id=person)
    raise ConsentKeptError


async def withdraw(work: Writing, person: UUID, consent: UUID, version: int, body: s.Withdrawal) -> None:
    """Withdraw: it counts no more at the next request. Again is fine and changes nothing."""
    now = await work.find(q.CONSENT_STATE, id=consent, person_id=person)
    if now is None:
        raise NotThereError
    if now[0] is not None:
        return
    if body.how is None and work.reader != "person":
        raise InvalidError("Say in how the person let you know.", pointer="/how")
    await work.change(Consent, consent, version, {"withdrawn_at": utc_now(), "withdrawn_how": body.how}, person_id=person)


async def authority(work: Writing, person: UUID, body: s.ConsentCreate) -> str:
    """The name of a representative who stands and may decide this."""
    found = await work.find(q.AUTHORITY, id=body.representative_id, person_id=person)
    if found is None or not found[3]:
        raise RepresentativeNotStandingError(pointer="/representative_id")
    name, kind, scope, _ = found
    decides = kind in (RepresentativeKind.lasting_power_of_attorney, RepresentativeKind.deputy)
    if not decides or not needed(body) <= set(scope):
        raise RepresentativeScopeError(pointer="/representative_id")
    return str(name)


def needed(body: s.ConsentCreate) -> set[RepresentativeScope]:
    """The authority that a decision takes (Mental Capacity Act 2005, sections 9 and 16: welfare, property and affairs)."""
    found: set[RepresentativeScope] = set()
    if body.purpose is Purpose.commissioner_statement or SharedItem.funds in body.items:
        found.add(RepresentativeScope.property_and_finance)
    if body.purpose is not Purpose.commissioner_statement and set(body.items) != {SharedItem.funds}:
        found.add(RepresentativeScope.health_and_welfare)
    return found


async def _audience(work: Writing, person: UUID, body: s.ConsentCreate) -> None:
    """Whoever is named is somebody: a member of this person's circle, a council, a chapter of theirs."""
    if (
        body.audience is Audience.circle_member
        and await work.find(q.CIRCLE_MEMBER, id=body.audience_id, person_id=person) is None
    ):
        raise AudienceError(pointer="/audience_id")
    if body.audience is Audience.council and not (await work.rows(q.IS_COUNCIL, id=body.audience_id))[0][0]:
        raise AudienceError(pointer="/audience_id")
    if body.chapter_id is not None and await work.find(q.CHAPTER, id=body.chapter_id, person_id=person) is None:
        raise ChapterNotFoundError(pointer="/chapter_id")


async def appoint(
    work: Writing, person: UUID, body: s.RepresentativeCreate, *, id_: UUID | None = None, made_of: bytes | None = None
) -> UUID:
    """Write down who speaks for a person, with the evidence seen."""
    values = body.model_dump(exclude={"id"})
    values |= {"id": id_ or getattr(body, "id", None) or new_id(), "created_digest": made_of}
    return await work.add(Representative, values, person_id=person)


async def correct(work: Writing, person: UUID, representative: UUID, version: int, body: s.RepresentativePatch) -> None:
    """Change what is known of a representative; scopes stay within what their kind may hold."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=True)
    await _fits(work, person, representative, changes)
    await work.change(Representative, representative, version, changes, person_id=person)


async def rewrite(work: Writing, person: UUID, representative: UUID, version: int, body: s.RepresentativeCreate) -> None:
    """Replace what is known of a representative."""
    await work.change(Representative, representative, version, body.model_dump(exclude={"id"}), person_id=person)


async def _fits(work: Writing, person: UUID, representative: UUID, changes: dict[str, Any]) -> None:
    if not changes.keys() & {"scope", "until_on"}:
        return
    found = await work.find(q.KIND_AND_DATES, id=representative, person_id=person)
    if found is None:
        raise NotThereError
    kind, from_on, _ = found
    if not set(changes.get("scope", ())) <= s.SCOPES[RepresentativeKind(kind)]:
        raise InvalidError("Somebody of this kind cannot hold that scope.", pointer="/scope")
    until = changes.get("until_on")
    if until is not None and until < from_on:
        raise AuthorityDatesError(pointer="/until_on")
