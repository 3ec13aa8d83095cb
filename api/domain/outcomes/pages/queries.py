"""The only place that builds statements about printed pages."""

from typing import Final

from api.domain.outcomes.pages.errors import PageFailedError, PageNotMadeError
from api.domain.outcomes.pages.models import PersonPage
from api.domain.outcomes.pages.schemas import PersonPageRead
from api.domain.outcomes.papers.kept import Kept
from api.storage.lists import equals
from api.storage.shape import Shape
from api.storage.wire import plain

PAGE: Final = Shape(PersonPage, PersonPageRead, order=("created_at",), descending=True)
PAGES_FILTERS: Final = {"state": equals(PersonPage.__table__.c.state)}

# Pages of one person are made one after the other.
QUEUE: Final = plain(
    "SELECT queue_job('make_page', jsonb_build_object('page_id', $1::uuid), 'page of ' || $2::uuid::text)", "page_id", "person_id"
)
DOCUMENT: Final = Kept(PersonPage, about="person_id", not_made=PageNotMadeError, failed=PageFailedError)
