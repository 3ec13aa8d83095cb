"""What PostgreSQL refuses is told in the field's words, and what nobody knows stays a defect."""

import pytest

from api.domain.shared.errors import AgainError, ForbiddenError, NotThereError
from api.storage.reader import translated
from api.storage.wire import QueryError


@pytest.mark.parametrize(
    ("state", "means"), [("23503", NotThereError), ("WT404", NotThereError), ("42501", ForbiddenError), ("40P01", AgainError)]
)
def test_a_refusal_of_which_no_concept_speaks_is_told_by_its_kind(state: str, means: type[Exception]) -> None:
    assert isinstance(translated(QueryError(state, "fk_of_nobody", ""), {}), means)


def test_the_words_of_a_concept_come_before_those_of_the_kind() -> None:
    assert isinstance(translated(QueryError("23503", "fk_of_a_concept", ""), {"fk_of_a_concept": ForbiddenError}), ForbiddenError)


def test_a_person_who_moved_in_this_moment_is_looked_up_again() -> None:
    error = QueryError("23503", "fk_fund_plan_item_person_id_team_id_organisation_id", "")
    assert isinstance(translated(error, {}), AgainError)


def test_a_refusal_that_nobody_foresaw_stays_a_defect() -> None:
    error = QueryError("22012", None, "division by zero")
    assert translated(error, {}) is error
