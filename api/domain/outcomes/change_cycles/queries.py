"""The only place that builds SELECTs about Working Together for Change."""

from typing import Any, Final

from sqlalchemy import Boolean, bindparam, func, literal_column, select

from api.domain.outcomes.change_cycles import schemas as s
from api.domain.outcomes.change_cycles.models import ChangeCycle, CycleAction, CycleStatement, CycleTheme
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import plain

CYCLE = Shape(ChangeCycle, s.ChangeCycleRead, order=("created_at",), descending=True)
THEME = Shape(CycleTheme, s.CycleThemeRead, order=("created_at",))
ACTION = Shape(CycleAction, s.CycleActionRead, order=("created_at",))

_c = ChangeCycle.__table__.c
_s = CycleStatement.__table__.c
_t = CycleTheme.__table__.c
_a = CycleAction.__table__.c

HIDDEN = func.strpos(_s.words, literal_column("'[name]'")) > literal_column("0")
STATEMENT = Shape(CycleStatement, s.CycleStatementRead, computed={"names_hidden": (HIDDEN, ("words",))}, order=("kind",))

CYCLES_FILTERS = {"step": equals(_c.step)}
STATEMENTS_FILTERS = {"kind": equals(_s.kind), "theme_id": equals(_s.theme_id)}
THEMES_FILTERS = {
    "kind": equals(_t.kind),
    "chosen": Filter(_t.chosen == bindparam("chosen", type_=Boolean()), ("chosen",)),
}
ACTIONS_FILTERS = {"state": equals(_a.state), "theme_id": equals(_a.theme_id)}


def _id(column: Any, name: str) -> Any:  # noqa: ANN401 - a column and a clause
    return column == bindparam(name, type_=column.type)


# Held until the verb is done.
STATE = (
    select(_c.step, _c.gathered_on, _c.feedback, _c.told_on)
    .where(_id(_c.id, "id"), _id(_c.team_id, "team"), _c.removed_at.is_(None))
    .with_for_update()
)
STATEMENT_KIND = select(_s.kind).where(_id(_s.id, "id"), _id(_s.cycle_id, "cycle"), _s.removed_at.is_(None))
THEME_KIND = select(_t.kind).where(_id(_t.id, "id"), _id(_t.cycle_id, "cycle"), _t.removed_at.is_(None))
ACTION_STATE = select(_a.state).where(_id(_a.id, "id"), _id(_a.cycle_id, "cycle"), _a.removed_at.is_(None)).with_for_update()
GATHER: Final = plain("SELECT gather_statements($1::uuid)", "cycle")
