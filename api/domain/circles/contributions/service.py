"""Verbs about what each of a circle gives and gets."""

from uuid import UUID

from api.domain.circles.contributions import errors
from api.domain.circles.contributions import schemas as s
from api.domain.circles.contributions.models import CircleContribution
from api.domain.circles.service import goes_on
from api.storage.writing import Writing


async def say(work: Writing, circle: UUID, body: s.CircleContributionCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down what somebody gives or gets. The id is tried before what may have changed since."""
    if body.since_on is not None and body.until_on is not None and body.until_on < body.since_on:
        raise errors.ContributionDaysError(pointer="/until_on")
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}
    contribution = await work.add(CircleContribution, values, circle_id=circle)
    await goes_on(work, circle)
    return contribution


async def say_anew(
    work: Writing, circle: UUID, contribution: UUID, version: int, body: s.CircleContributionPatch | s.CircleContributionCreate
) -> None:
    """Change what is said: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.CircleContributionPatch), exclude={"id"})
    await work.change(CircleContribution, contribution, version, changes, circle_id=circle)
