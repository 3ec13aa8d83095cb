"""The only place that builds SQL about ratings."""

from typing import Final

from api.domain.commissioning.ratings.models import QUESTIONS, CqcRating
from api.domain.commissioning.ratings.schemas import CqcRatingRead
from api.storage.shape import Shape
from api.storage.wire import plain

CQC_RATING = Shape(CqcRating, CqcRatingRead, order=("published_on",), descending=True)

_SHOWN: Final = ("id", "provider_id", "provider_name", "published_on", "overall", *QUESTIONS, "report_url")
_ITEM: Final = ", ".join(f"'{name}', r.{name}" for name in _SHOWN)
_OF_PROVIDERS: Final = " FROM provider_ratings() r WHERE ($1::timestamptz IS NULL OR r.updated_at >= $1)"
OF_PROVIDERS: Final = plain(
    "SELECT h.item, h.published_on::text, h.id::text FROM (SELECT 1) k LEFT JOIN ("  # noqa: S608 - our own words
    f"SELECT json_build_object({_ITEM})::text AS item, r.published_on, r.id"
    f"{_OF_PROVIDERS} AND (r.published_on, r.id) < ($2::date, $3::uuid) ORDER BY 2 DESC, 3 DESC LIMIT $4::bigint"
    ") h ON true ORDER BY h.published_on DESC, h.id DESC",
    *("q_updated_since", "after_0", "after_1", "most"),
)
OF_PROVIDERS_COUNT: Final = plain(f"SELECT count(*)::text{_OF_PROVIDERS}", "q_updated_since")
NEWEST: Final = ("9999-12-31", "ffffffff-ffff-ffff-ffff-ffffffffffff")
