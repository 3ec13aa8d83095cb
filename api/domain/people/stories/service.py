"""Verbs about a person's life story. When the team reads a chapter follows from consents; the database sees to it."""

from typing import Any, Final
from uuid import UUID

from api.domain.access.consent_schemas import ConsentCreate
from api.domain.access.consent_service import BY_THE_PERSON, authority
from api.domain.access.consents import Audience, Consent, Decision, Purpose
from api.domain.people.adding import add_for
from api.domain.people.stories import schemas as s
from api.domain.people.stories.models import LifeStoryChapter
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import ForbiddenError, InvalidError
from api.storage.writing import Writing

SHARES_WITH_THE_TEAM: Final[dict[str, Any]] = {
    "purpose": Purpose.life_story_chapter,
    "audience": Audience.team,
    "decision": Decision.given,
}


async def tell(work: Writing, person: UUID, body: s.LifeStoryChapterCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down a chapter; a team's member together with the person's consent, in the same transaction."""
    if body.consent is not None:
        await _consent(work, person, body.consent, id_)
    elif work.reader != "person":
        raise InvalidError("A chapter of somebody's life needs their consent: say how they gave it.", pointer="/consent")
    values = body.model_dump(exclude={"id", "consent"}) | {"id": id_, "created_digest": made_of}
    return await add_for(work, LifeStoryChapter, values, person)


async def _consent(work: Writing, person: UUID, said: s.ChapterConsent, chapter: UUID) -> None:
    """Record that the team may read a chapter that is about to be written down."""
    if "consents:write" not in work.asker.scopes:
        raise ForbiddenError("A consent needs the scope consents:write.", pointer="/consent")
    if work.reader == "person" and said.given_how not in BY_THE_PERSON:
        raise InvalidError("You give your own consent: spoken, written or signed.", pointer="/consent/given_how")
    if said.until_at is not None and said.until_at <= utc_now():
        raise InvalidError("A consent ends in the future, or is left open.", pointer="/consent/until_at")
    if said.representative_id is not None:
        await authority(work, person, ConsentCreate(**said.model_dump(), **SHARES_WITH_THE_TEAM, chapter_id=chapter))
    # Its id follows from the chapter's, so that a chapter sent again records no second consent.
    values = said.model_dump() | SHARES_WITH_THE_TEAM | {"id": UUID(int=chapter.int ^ 1), "chapter_id": chapter}
    work.queue_add(Consent, values, person_id=person)


async def tell_anew(
    work: Writing, person: UUID, chapter: UUID, version: int, body: s.LifeStoryChapterPatch | s.LifeStoryChapterCreate
) -> None:
    """Change a chapter's words: the members sent (a patch), or all of them (a replacement). The log keeps what they were."""
    if isinstance(body, s.LifeStoryChapterCreate) and body.consent is not None:
        raise InvalidError("Consent goes with a new chapter; later ones are recorded as consents.", pointer="/consent")
    changes = body.model_dump(exclude_unset=isinstance(body, s.LifeStoryChapterPatch), exclude={"id", "consent"})
    await work.change(LifeStoryChapter, chapter, version, changes, person_id=person)
