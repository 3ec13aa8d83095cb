"""The only place that builds SELECTs about the plan of a fund."""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Date, Select, and_, bindparam, func, literal_column, or_, select

from api.domain.access.rules import reach
from api.domain.funds.ledger.models import FundLine
from api.domain.funds.models import Fund, FundBalance, FundPlanItem
from api.domain.funds.plans.schemas import FundPlanItemRead
from api.domain.funds.queries import given
from api.domain.measures.registry import linked
from api.storage.reader import Filter, told
from api.storage.shape import Shape
from api.storage.wire import Statement

MOST_ITEMS: Final = 200
_i = FundPlanItem.__table__.c
_l = FundLine.__table__.c

ITEM = Shape(FundPlanItem, FundPlanItemRead, order=("position",))

_on = bindparam("on", type_=Date())
ITEMS_FILTERS = {"on": Filter(and_(_i.from_on <= _on, or_(_i.until_on.is_(None), _i.until_on >= _on)), ("from_on", "until_on"))}

HOW_MANY = select(func.count()).select_from(FundPlanItem.__table__).where(given(_i.fund_id, "fund"), _i.removed_at.is_(None))
# Held until the verb is done: what is said of it is judged with what stands.
SAYS = (
    select(_i.from_on, _i.until_on, _i.how_often)
    .where(given(_i.id, "id"), given(_i.fund_id, "fund"), _i.removed_at.is_(None))
    .with_for_update()
)
USED: Final[Select[Any]] = (
    select(literal_column("1")).where(given(_l.plan_item_id, "id"), given(_l.fund_id, "fund")).limit(literal_column("1"))
)

_PLAN: Final = """
WITH f AS (SELECT * FROM fund WHERE id = $1::uuid AND removed_at IS NULL AND ({fund})),
b AS (SELECT * FROM fund_balance WHERE fund_id = $1::uuid AND ({fund_balance})),
i AS (SELECT * FROM fund_plan_item WHERE fund_id = $1::uuid AND removed_at IS NULL AND ({fund_plan_item})
       ORDER BY position, id LIMIT {most}),
l AS (SELECT plan_item_id, sum(pence) FILTER (WHERE account IN ('spent_inside', 'spent_outside')) AS spent,
             sum(pence) FILTER (WHERE account = 'committed') AS committed
        FROM fund_line WHERE fund_id = $1::uuid AND plan_item_id IS NOT NULL AND ({fund_line}) GROUP BY plan_item_id)
SELECT jsonb_build_object(
         'fund_id', f.id, 'person_id', f.person_id, 'on', (now() AT TIME ZONE 'Europe/London')::date, 'until_on', f.until_on,
         'fee_kind', f.fee_kind, 'fee_weekly_pence', f.fee_weekly_pence, 'fee_basis_points', f.fee_basis_points,
         'left_pence', b.allocated_pence, 'committed_pence', b.committed_pence,
         'spent_pence', b.spent_inside_pence + b.spent_outside_pence,
         'items', coalesce((
           SELECT jsonb_agg(jsonb_build_object('id', i.id, 'what', i.what, 'inside', i.inside, 'how_often', i.how_often,
                    'pence_each', i.pence_each, 'from_on', i.from_on, 'until_on', i.until_on, 'spent_pence', coalesce(l.spent, 0),
                    'committed_pence', coalesce(l.committed, 0)) ORDER BY i.position, i.id)
             FROM i LEFT JOIN l ON l.plan_item_id = i.id), '[]')) AS body,
       ARRAY[f.id] AS ids, ARRAY[f.person_id] AS person_ids
  FROM f JOIN b ON b.fund_id = f.id
"""


@lru_cache(maxsize=8)
def plan(reader: str) -> Statement:
    """The plan of a fund with what became of it, as far as this role reaches it."""
    rules = {
        str(cls.__tablename__): reach(cls.owner, cls.rules, reader, str(cls.__tablename__))
        for cls in (Fund, FundBalance, FundPlanItem, FundLine)
    }
    return told(_PLAN.format(**rules, most=MOST_ITEMS), "fund", "id", measures=linked("get_fund_plan"))
