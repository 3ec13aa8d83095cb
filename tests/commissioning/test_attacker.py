"""T23 in small: nobody who sees all that is published works a hidden number out; the same attacker finds what weaker rules tell.

The long run, 20,000 tables: `python -m tests.proof suppression`.
"""

from collections.abc import Callable
from datetime import date

import pytest

from api.domain.commissioning.figures.small_numbers.suppression import ANYTHING, Cell, Rule, group
from api.domain.commissioning.figures.small_numbers.table import Row, counts_of
from tests.commissioning.attacker import Rows, Table, by_the_rule, given_away, tables
from tests.commissioning.attacker_in_time import DAYS, SPANS, Span, given_away_in_time, times, told_in_time
from tests.commissioning.attacker_of_all import given_away_of_all, told_in_world
from tests.commissioning.worlds_in_time import random_world

TABLES = 250


def _each_alone(cell: Callable[[int], Cell]) -> Callable[[Table], Rows]:
    def rule(table: Table) -> Rows:
        rows: list[Row] = []
        for part in table.parts():
            counts = counts_of(part, table.names)
            row = {name: cell(count) for name, count in counts.items()}
            untold = dict.fromkeys(counts, Cell(None, 0, ANYTHING)) | {"people": row["people"]}
            rows.append(row if row["people"].shown or not any(counts.values()) else untold)
        return rows

    return rule


def _exact_from_five(count: int) -> Cell:
    return Cell(None, 1, 4) if 0 < count < 5 else Cell(count, count, count)


each_number_alone = _each_alone(lambda count: group(count, Rule()))
exact_from_five = _each_alone(_exact_from_five)


def share(rule: Callable[[Table], Rows], *, edges: bool, number: int = TABLES) -> float:
    found = [given_away(table, rule) for table in tables(number, 23, edges=edges)]
    return sum(len(known) for known, _ in found) / sum(hidden for _, hidden in found)


@pytest.mark.parametrize("edges", [False, True])
def test_no_hidden_number_of_a_table_can_be_worked_out(*, edges: bool) -> None:
    assert share(by_the_rule, edges=edges) == 0


def test_the_attacker_finds_what_a_weaker_rule_gives_away() -> None:
    assert share(exact_from_five, edges=False, number=40) > 0.05
    assert share(each_number_alone, edges=True, number=80) > 0.001


def test_no_hidden_number_is_worked_out_from_weeks_quarters_and_years_together() -> None:
    some = [*times(20, 2, edges=True), *times(20, 17, edges=True)]
    assert not [time for time in some if given_away_in_time(time)[0]]
    assert [time for time in some if given_away_in_time(time, knowing=False)[0]]


def test_no_hidden_number_is_worked_out_from_the_tables_of_all_times_together() -> None:
    found = [given_away_of_all(random_world(seed, edges=edges)) for seed in (0, 2, 7) for edges in (False, True)]
    assert not [known for known, _ in found if known]
    assert sum(hidden for _, hidden in found) > 100


def test_the_attacker_of_all_finds_what_follows_where_nobody_looked_at_what_was_told_before() -> None:
    world = random_world(334, edges=True)
    assert not given_away_of_all(world)[0]
    assert given_away_of_all(world, lambda one: told_in_world(one, knowing=False))[0]


def test_a_week_of_nothing_is_not_told_where_that_would_tell_of_the_quarter_before() -> None:
    """A quarter of 33 at least, and its weeks of 33 at most: each of them has its most, if the one across the end has none."""
    weeks = [
        span for span in SPANS if span.kind == "week" and date(2026, 1, 1) <= span.from_on and span.until_on <= date(2026, 4, 1)
    ]
    falls = dict(zip((week.from_on for week in weeks), (7, 7, 7, 12), strict=False))
    told = {span: cell.shown for span, cell in told_in_time(dict.fromkeys(DAYS[:-1], 0) | falls)}
    across = next(span for span in SPANS if span.kind == "week" and span.from_on < date(2026, 4, 1) < span.until_on)
    assert [told[week] for week in weeks[:5]] == [None, None, None, 10, 0]
    assert told[Span(date(2026, 4, 1), "quarter", date(2026, 1, 1))] == 35  # 33 to 37
    assert told[across] is None
    falls |= dict.fromkeys([weeks[3].from_on], 8)  # 10 is 8 to 12, and the quarter, 29, is 28 to 32
    told = {span: cell.shown for span, cell in told_in_time(dict.fromkeys(DAYS[:-1], 0) | falls)}
    assert (told[Span(date(2026, 4, 1), "quarter", date(2026, 1, 1))], told[across]) == (30, 0)
