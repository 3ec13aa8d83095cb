"""The only place that builds SELECTs about what each of a circle gives and gets."""

from functools import lru_cache
from typing import Final

from api.domain.access.rules import reach
from api.domain.circles.contributions.models import CircleContribution
from api.domain.circles.contributions.schemas import CircleContributionRead
from api.domain.circles.models import Circle, CircleMember
from api.storage.lists import equals
from api.storage.reader import told
from api.storage.shape import Shape
from api.storage.wire import Statement

CONTRIBUTION = Shape(CircleContribution, CircleContributionRead, order=("created_at",))

_c = CircleContribution.__table__.c
CONTRIBUTIONS_FILTERS = {"way": equals(_c.way), "member_id": equals(_c.member_id)}

# Row security holds beneath; the same rules stand in the words, as in every other query.
_BALANCE: Final = """
WITH today AS (SELECT (now() AT TIME ZONE 'Europe/London')::date AS on_day),
about AS (SELECT id, person_id FROM public.circle WHERE id = $1::uuid AND removed_at IS NULL AND ({circle})),
whom AS (
  SELECT NULL::uuid AS id, NULL::text AS name, 0 AS place, NULL::timestamptz AS since FROM about
  UNION ALL
  SELECT id, name, 1, created_at FROM circle_member
   WHERE circle_id IN (SELECT id FROM about) AND state = 'joined' AND removed_at IS NULL AND ({circle_member})
), said AS (
  SELECT id, member_id, way, words, created_at FROM circle_contribution, today
   WHERE circle_id IN (SELECT id FROM about) AND removed_at IS NULL AND ({circle_contribution})
     AND coalesce(since_on <= on_day, true) AND coalesce(until_on >= on_day, true)
), each AS (
  SELECT w.*,
         coalesce((SELECT jsonb_agg(s.words ORDER BY s.created_at, s.id) FROM said s
                    WHERE s.member_id IS NOT DISTINCT FROM w.id AND s.way = 'gives'), '[]') AS gives,
         coalesce((SELECT jsonb_agg(s.words ORDER BY s.created_at, s.id) FROM said s
                    WHERE s.member_id IS NOT DISTINCT FROM w.id AND s.way = 'gets'), '[]') AS gets
    FROM whom w
)
SELECT jsonb_build_object('circle_id', a.id, 'person_id', a.person_id, 'on', t.on_day, 'everyone', (
         SELECT jsonb_agg(jsonb_build_object('member_id', e.id, 'name', e.name, 'gives', e.gives, 'gets', e.gets, 'only',
                  CASE WHEN e.gives <> '[]' AND e.gets = '[]' THEN 'gives' WHEN e.gives = '[]' AND e.gets <> '[]' THEN 'gets' END)
                ORDER BY e.place, e.since, e.id) FROM each e)) AS body,
       ARRAY(SELECT id FROM said) AS ids, ARRAY[a.person_id] AS person_ids
  FROM about a, today t
"""


@lru_cache(maxsize=16)
def balance(reader: str) -> Statement:
    """What each of a circle gives and gets today, as far as this role reaches the circle."""
    kinds = (Circle, CircleMember, CircleContribution)
    rules = {str(cls.__tablename__): reach(cls.owner, cls.rules, reader, str(cls.__tablename__)) for cls in kinds}
    return told(_BALANCE.format(**rules), "circle_contribution", "circle")
