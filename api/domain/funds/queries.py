"""The only place that builds SELECTs about funds."""

from typing import Any, Final

from sqlalchemy import Boolean, Date, and_, bindparam, literal_column, or_, select
from sqlalchemy.dialects.postgresql import JSONB

from api.domain.funds.models import Fund, FundBalance
from api.domain.funds.schemas import FundRead
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape

_f = Fund.__table__.c
_b = FundBalance.__table__.c


def given(column: Any, name: str) -> Any:  # noqa: ANN401 - a column and a clause
    """The column has the value given under this name."""
    return column == bindparam(name, type_=column.type)


_AMOUNTS: Final = """jsonb_build_object(
 'came_in_pence', -fund_balance.source_pence, 'allocated_pence', fund_balance.allocated_pence,
 'committed_pence', fund_balance.committed_pence, 'spent_inside_pence', fund_balance.spent_inside_pence,
 'spent_outside_pence', fund_balance.spent_outside_pence, 'fee_pence', fund_balance.fee_pence,
 'carried_pence', fund_balance.carried_pence, 'overspent_pence', greatest(0, -fund_balance.allocated_pence))"""
_BALANCES = (
    select(literal_column(_AMOUNTS, JSONB()))
    .select_from(FundBalance.__table__)
    .where(_b.fund_id == _f.id)
    .correlate(Fund.__table__)
    .scalar_subquery()
)
_OVERSPENT = (
    select(literal_column("true", Boolean()))
    .where(_b.fund_id == _f.id, _b.allocated_pence < literal_column("0"))
    .correlate(Fund.__table__)
    .exists()
)

FUND = Shape(Fund, FundRead, computed={"balances": (_BALANCES, ("id",))}, order=("from_on",), descending=True)

_on = bindparam("on", type_=Date())
FUNDS_FILTERS = {
    "closed": Filter(_f.closed_on.is_not(None) == bindparam("closed", type_=Boolean()), ("closed_on",)),
    "on": Filter(
        and_(_f.from_on <= _on, or_(_f.until_on.is_(None), _f.until_on >= _on)),
        ("from_on", "until_on"),
    ),
}
ALL_FUNDS_FILTERS = {
    **FUNDS_FILTERS,
    "team_id": equals(_f.team_id),
    "overspent": Filter(bindparam("overspent", type_=Boolean()) == _OVERSPENT, ("id",)),
}

# The agreement as it is, held until the verb is done: a change is judged with all that stands beside it.
AGREEMENT_COLUMNS: Final = (
    "name", "arrangement_id", "decided_by", "decided_words", "representative_id", "held_by", "holder_name", "fee_kind",
    "fee_weekly_pence", "fee_basis_points", "fee_words", "overspend_rule", "overspend_up_to_pence", "from_on", "until_on",
    "words",
)  # fmt: skip
AGREEMENT = (
    select(_f.closed_on, *(_f[name] for name in AGREEMENT_COLUMNS))
    .where(given(_f.id, "id"), given(_f.person_id, "person"), _f.removed_at.is_(None))
    .with_for_update()
)
# Of whom a fund is, its days, its fee, and whether it is closed: only of one that the reader reaches (row security).
STATE = select(_f.person_id, _f.from_on, _f.until_on, _f.closed_on, _f.fee_kind, _f.fee_weekly_pence, _f.fee_basis_points).where(
    given(_f.id, "id"), _f.removed_at.is_(None)
)
LEFT = select(_b.allocated_pence, _b.committed_pence).where(given(_b.fund_id, "id"))

__all__ = [
    "AGREEMENT", "AGREEMENT_COLUMNS", "ALL_FUNDS_FILTERS", "FUND", "FUNDS_FILTERS", "LEFT", "STATE",
    "given",
]  # fmt: skip
