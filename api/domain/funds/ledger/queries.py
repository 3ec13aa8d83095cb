"""The only place that builds SELECTs about the ledger of a fund."""

from typing import Final

from sqlalchemy import Date, any_, bindparam, func, literal_column, select
from sqlalchemy.dialects.postgresql import JSONB

from api.domain.funds.ledger.models import FundEntry, FundLine
from api.domain.funds.ledger.schemas import FundEntryRead
from api.domain.funds.queries import given
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import plain

_e = FundEntry.__table__.c
_l = FundLine.__table__.c
_turned = FundEntry.__table__.alias("turned")

_LINE: Final = "jsonb_build_object('account', account, 'pence', pence, 'plan_item_id', plan_item_id) ORDER BY pence, account, id"
_LINES = (
    select(literal_column(f"jsonb_agg({_LINE})", JSONB()))
    .select_from(FundLine.__table__)
    .where(_l.entry_id == _e.id)
    .correlate(FundEntry.__table__)
    .scalar_subquery()
)
_REVERSED_BY = select(_turned.c.id).where(_turned.c.reverses_id == _e.id).correlate(FundEntry.__table__).scalar_subquery()

ENTRY = Shape(
    FundEntry,
    FundEntryRead,
    computed={"lines": (_LINES, ("id",)), "reversed_by_id": (_REVERSED_BY, ("id",))},
    order=("on_day",),
    descending=True,
)
ENTRIES_FILTERS = {
    "kind": equals(_e.kind),
    "visit_id": equals(_e.visit_id),
    "plan_item_id": Filter(
        bindparam("plan_item_id", type_=_l.plan_item_id.type)
        == any_(select(_l.plan_item_id).where(_l.entry_id == _e.id).correlate(FundEntry.__table__).scalar_subquery()),
        ("id",),
    ),
    "from_on": Filter(_e.on_day >= bindparam("from_on", type_=Date()), ("on_day",)),
    "until_on": Filter(_e.on_day <= bindparam("until_on", type_=Date()), ("on_day",)),
}

# What was spent on some days, corrections taken off: each reversal is of the day of what it turns round.
_day_of = func.coalesce(_turned.c.on_day, _e.on_day)
SPENT = (
    select(func.coalesce(func.sum(_l.pence), literal_column("0")))
    .select_from(
        FundLine.__table__.join(FundEntry.__table__, _e.id == _l.entry_id).outerjoin(_turned, _turned.c.id == _e.reverses_id)
    )
    .where(
        given(_l.fund_id, "fund"),
        _l.account.in_([literal_column("'spent_inside'"), literal_column("'spent_outside'")]),
        _day_of >= bindparam("first", type_=Date()),
        _day_of <= bindparam("last", type_=Date()),
    )
)

POST: Final = plain(
    "SELECT post_fund_entry($1::uuid, $2::uuid, $3::text, $4::date, $5::text, $6::jsonb, $7::jsonb, $8::bytea)",
    "id", "fund", "kind", "on_day", "words", "lines", "more", "made_of",
)  # fmt: skip
REVERSE: Final = plain(
    "SELECT reverse_fund_entry($1::uuid, $2::uuid, $3::uuid, $4::date, $5::text, $6::bytea)",
    "id", "fund", "entry", "on_day", "words", "made_of",
)  # fmt: skip
