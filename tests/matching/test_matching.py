"""How well gifts are matched on the hand-made set, and the words they are matched by."""

from typing import Any

import psycopg
import pytest

from api.domain.community.matching.words import families, words
from tests.matching.measured import SET, Measured, measured

# What was reached on 22 November 2026. A change of words or rules that finds less, or more that is wrong, fails here.
FLOORS = {"dev": (0.85, 0.95), "held": (0.60, 0.80)}


@pytest.fixture(name="figures", scope="module")
def _figures(operator: psycopg.Connection[Any]) -> dict[str, Measured]:
    return measured(operator)


@pytest.mark.parametrize("part", sorted(FLOORS))
def test_what_a_person_who_knows_them_all_would_introduce_is_found(figures: dict[str, Measured], part: str) -> None:
    found, (precision, recall) = figures[part], FLOORS[part]
    assert found.right + found.missed == sum(len(one["meets"]) for one in SET["seeks"] if one["set"] == part)
    assert found.precision >= precision, found
    assert found.recall >= recall, found


def test_figures_count_what_is_wrong_and_what_is_missed() -> None:
    some = Measured("x", right=3, wrong=1, missed=3)
    assert (some.precision, some.recall, round(some.f1, 3)) == (0.75, 0.5, 0.6)
    assert str(some).startswith("x     precision 0.750  recall 0.500  F1 0.600")


def test_no_phrase_of_a_family_shrinks_to_one_common_word(operator: psycopg.Connection[Any]) -> None:
    """'put up' without its stop word would be 'put', and half of all gifts would be repairs."""
    phrases = [p for f in families() for p in (*f.says, *f.narrower, *f.not_of_it) if " " in p]
    shrunk = {
        row[0]
        for row in operator.execute(
            "SELECT p FROM unnest(%s::text[]) p WHERE numnode(phraseto_tsquery('english', p)) = 1"
            " AND tsvector_to_array(to_tsvector('english', p)) <@ tsvector_to_array(to_tsvector('english', %s))",
            [phrases, words().plain],
        )
    }
    assert shrunk == set()


def test_no_family_means_everything_and_none_is_said_twice() -> None:
    labels = words().labels
    assert len(labels) == len(set(labels))
    assert all(family.label in family.says for family in families() if " " not in family.label) or labels
    assert all(part for family in families() for part in (*family.says, *family.narrower, *family.not_of_it))


@pytest.mark.parametrize("table", ["gift", "member_gift", "circle_member_gift", "group_gift"])
def test_gifts_are_found_by_an_index_that_the_function_unfolds_to(operator: psycopg.Connection[Any], table: str) -> None:
    with operator.transaction(force_rollback=True):
        operator.execute("RESET ROLE")
        operator.execute("SET LOCAL enable_seqscan = off")
        plan = operator.execute(f"EXPLAIN SELECT id FROM {table} WHERE gift_terms(words, tags) @@ 'knit'").fetchall()
        operator.execute("SET ROLE wt_operator")
    assert f"ix_{table}_terms" in str(plan)
