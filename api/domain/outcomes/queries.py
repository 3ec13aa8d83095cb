"""The only place that builds SELECTs about outcomes, their wordings, moves and steps."""

from typing import Any

from sqlalchemy import Boolean, Text, bindparam, func, select

from api.domain.outcomes import schemas as s
from api.domain.outcomes.models import Outcome, OutcomeMove, OutcomeStep, OutcomeWording
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape

_o = Outcome.__table__.c
_w = OutcomeWording.__table__.c
_m = OutcomeMove.__table__.c
_s = OutcomeStep.__table__.c


def _id(column: Any, name: str) -> Any:  # noqa: ANN401 - a column and a clause
    return column == bindparam(name, type_=column.type)


OUTCOME = Shape(Outcome, s.OutcomeRead, order=("created_at",))
WORDING = Shape(OutcomeWording, s.OutcomeWordingRead, order=("number",))
MOVE = Shape(OutcomeMove, s.OutcomeMoveRead, order=("moved_on",))
STEP = Shape(OutcomeStep, s.OutcomeStepRead, order=("created_at",))

OUTCOMES_FILTERS = {
    "team_id": equals(_o.team_id),
    "person_id": equals(_o.person_id),
    "status": equals(_o.status),
    "area": Filter(bindparam("area", type_=Text()) == func.any(_o.areas), ("areas",)),
    "ended": Filter(_o.ended_on.is_not(None) == bindparam("ended", type_=Boolean()), ("ended_on",)),
}
WORDINGS_FILTERS: dict[str, Filter] = {}
MOVES_FILTERS = {"to_status": equals(_m.to_status)}
STEPS_FILTERS = {
    "state": equals(_s.state),
    "by_before": Filter(_s.by_on < bindparam("by_before", type_=_s.by_on.type), ("by_on",)),
}

# How an outcome stands, held until the verb has written: wordings are counted one after the other, and nothing is added to
# one that ends at the same moment.
STATE = (
    select(
        _o.status, _o.status_since, _o.wording, _o.statement, _o.why_it_matters, _o.what_good_looks_like, _o.who_helps,
        _o.started_on, _o.zero_words, _o.ten_words, _o.baseline_score, _o.ended_on,
    )
    .where(_id(_o.id, "id"), _id(_o.person_id, "person"), _o.removed_at.is_(None))
    .with_for_update(key_share=True)
)  # fmt: skip
STEP_STATE = (
    select(_s.state)
    .where(_id(_s.id, "id"), _id(_s.outcome_id, "outcome"), _id(_s.person_id, "person"), _s.removed_at.is_(None))
    .with_for_update(key_share=True)
)
# The first time that it moved; the day it was first spoken of is no move.
FIRST_MOVED = select(_m.moved_on).where(_id(_m.outcome_id, "outcome"), _m.from_status.is_not(None)).order_by(_m.moved_on, _m.id)
