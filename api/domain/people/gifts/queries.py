"""The only place that builds SELECTs about a person's gifts."""

from sqlalchemy import Text, any_, bindparam

from api.domain.people.gifts.models import Gift
from api.domain.people.gifts.schemas import GiftRead
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape

GIFT = Shape(Gift, GiftRead, order=("created_at",))

_g = Gift.__table__.c

GIFTS_FILTERS = {
    "part": equals(_g.part),
    "direction": equals(_g.direction),
    "would_share": equals(_g.would_share),
    "tag": Filter(bindparam("tag", type_=Text()) == any_(_g.tags), ("tags",)),
}
