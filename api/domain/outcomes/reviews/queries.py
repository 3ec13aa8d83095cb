"""The only place that builds SELECTs about reviews and their actions."""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import bindparam, func, select

from api.domain.access.roles import Role
from api.domain.access.rules import reach, uuid, uuids
from api.domain.outcomes.reviews.models import MONTHS_BETWEEN, Review, ReviewAction
from api.domain.outcomes.reviews.schemas import ReviewActionRead, ReviewRead
from api.domain.people.models import Person, StatusChange
from api.storage.lists import equals
from api.storage.reader import Filter, told
from api.storage.shape import Shape
from api.storage.wire import Statement

REVIEW = Shape(Review, ReviewRead, order=("planned_on",), descending=True)
ACTION = Shape(ReviewAction, ReviewActionRead, order=("created_at",))

_r = Review.__table__.c
_a = ReviewAction.__table__.c

REVIEWS_FILTERS = {
    "state": equals(_r.state),
    "planned_from": Filter(_r.planned_on >= bindparam("planned_from", type_=_r.planned_on.type), ("planned_on",)),
    "planned_before": Filter(_r.planned_on < bindparam("planned_before", type_=_r.planned_on.type), ("planned_on",)),
}
ALL_REVIEWS_FILTERS = {**REVIEWS_FILTERS, "team_id": equals(_r.team_id)}
ACTIONS_FILTERS = {"state": equals(_a.state)}


def _id(column: Any, name: str) -> Any:  # noqa: ANN401 - a column and a clause
    return column == bindparam(name, type_=column.type)


# Held until the verb is done, so that of two who say that it was held the second hears that it was. What is said of the words:
# whether they stand, and how many were there.
STATE = (
    select(_r.state, _r.words_stand_from <= func.now(), func.jsonb_array_length(_r.who_was_there))
    .where(_id(_r.id, "id"), _id(_r.person_id, "person"), _r.removed_at.is_(None))
    .with_for_update()
)
ACTION_STATE = (
    select(_a.state)
    .where(_id(_a.id, "id"), _id(_a.review_id, "review"), _id(_a.person_id, "person"), _a.removed_at.is_(None))
    .with_for_update()
)

# Whose reviews are due: people of the team who are supported now. Nobody who is paused, whose support ended, who died or moved
# away. Row security holds beneath; the same rules stand in the words, as in every other query.
_DUE: Final = """
WITH today AS (SELECT (now() AT TIME ZONE 'Europe/London')::date AS on_day),
whom AS (
  SELECT id, preferred_name, status_since FROM person
   WHERE team_id = $1::uuid AND status = 'supported' AND removed_at IS NULL AND ({person})
), known AS (
  SELECT p.id, p.preferred_name,
         coalesce((SELECT min(changed_on) FROM status_change WHERE person_id = p.id AND to_status = 'supported'
                      AND removed_at IS NULL AND ({status_change})), p.status_since) AS since,
         (SELECT max(held_on) FROM review WHERE person_id = p.id AND state = 'held' AND removed_at IS NULL AND ({review})) AS last
    FROM whom p
), due AS (
  SELECT k.id, k.preferred_name, k.since, k.last, (coalesce(k.last, k.since) + make_interval(months => {months}))::date AS due_on
    FROM known k
), listed AS (
  SELECT d.*, (SELECT jsonb_build_object('id', id, 'planned_on', planned_on) FROM review
                WHERE person_id = d.id AND state = 'planned' AND removed_at IS NULL AND ({review})
                ORDER BY planned_on, id LIMIT 1) AS planned
    FROM due d, today t WHERE d.due_on <= t.on_day + $2::integer
)
SELECT jsonb_build_object('team_id', $1::uuid, 'on', t.on_day, 'within_days', $2::integer, 'people', coalesce((
         SELECT jsonb_agg(jsonb_build_object('person_id', l.id, 'preferred_name', l.preferred_name, 'supported_since', l.since,
                  'last_held_on', l.last, 'due_on', l.due_on, 'overdue', l.due_on < t.on_day, 'planned', l.planned)
                ORDER BY l.due_on, l.id) FROM listed l), '[]')) AS body,
       ARRAY(SELECT l.id FROM listed l) AS ids, ARRAY(SELECT l.id FROM listed l) AS person_ids
  FROM today t WHERE {team}
"""
# A provider's client reads no team's own life, and may ask about the people of its teams all the same.
_OF_THE_TEAM: Final = f"$1::uuid = ANY {uuids('team_ids')}"
_OF_THE_ORGANISATION: Final = (
    f"EXISTS (SELECT 1 FROM team WHERE id = $1::uuid AND removed_at IS NULL AND organisation_id = {uuid('organisation_id')})"  # noqa: S608 - our own words
)
ASK_WHO_IS_DUE: Final = frozenset({Role.carer, Role.coach, Role.person, Role.manager, Role.integration})


@lru_cache(maxsize=8)
def due(reader: str) -> Statement:
    """Whose reviews are due, as far as this role reaches them."""
    rules = {
        str(cls.__tablename__): reach(cls.owner, cls.rules, reader, str(cls.__tablename__))
        for cls in (Person, StatusChange, Review)
    }
    team = _OF_THE_ORGANISATION if reader == Role.manager else _OF_THE_TEAM
    return told(_DUE.format(**rules, team=team, months=MONTHS_BETWEEN), "review", "team", "days")
