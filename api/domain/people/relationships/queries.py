"""The only place that builds SELECTs about a person's relationships."""

from api.domain.people.relationships.models import Relationship
from api.domain.people.relationships.schemas import RelationshipRead
from api.storage.lists import equals
from api.storage.shape import Shape

RELATIONSHIP = Shape(Relationship, RelationshipRead, order=("created_at",))

_r = Relationship.__table__.c

RELATIONSHIPS_FILTERS = {"closeness": equals(_r.closeness), "carer_part": equals(_r.carer_part)}
