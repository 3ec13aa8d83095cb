"""What a visit was for: an outcome, or an item of the person's good week."""

from uuid import UUID

from api.domain.shared.ids import new_id
from api.domain.visits import link_schemas as s
from api.domain.visits.models import VisitLink
from api.storage.writing import Writing


async def link(work: Writing, visit: UUID, body: s.VisitLinkNew) -> UUID:
    """Say what a visit was for, before it or after. The database holds that the target is the person's own."""
    return await work.add(VisitLink, body.model_dump(exclude={"id"}) | {"id": body.id or new_id()}, visit_id=visit)
