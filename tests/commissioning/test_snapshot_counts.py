"""What a snapshot counts, beside the same counts in plain Python over the rows of the world."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.commissioning.figures.registry import COUNTS, FAMILIES, MEANS
from tests.commissioning.councils import agree
from tests.commissioning.plain_counts import Plain
from tests.commissioning.planted import DAY, TODAY, Planted, put

MONDAY = TODAY - timedelta(days=TODAY.weekday())
SPANS = {
    "week": (MONDAY - 14 * DAY, MONDAY - 7 * DAY),
    "quarter": (TODAY - 130 * DAY, TODAY - 40 * DAY),
    "year": (TODAY - 365 * DAY, TODAY),
}
Told = dict[tuple[str, str | None], tuple[dict[str, Any], dict[str, Any]]]


@pytest.fixture(scope="module")
def planted(operator: psycopg.Connection[Any], world: World) -> Planted:
    return Planted(operator, world)


def told(operator: psycopg.Connection[Any], side: str, organisation: UUID, span: tuple[date, date]) -> Told:
    row = operator.execute("SELECT snapshot_cells(%s, %s, %s, %s)", [side, organisation, *span]).fetchone()
    assert row is not None
    found = {}
    for part in row[0]:
        which = (
            {"everyone": "", "place": part["label"]}.get(part["breakdown"])
            if part["breakdown"] in ("everyone", "place")
            else part["part"]
        )
        means = {name: (one["people"], one["n"], one["sum"]) for name, one in part["cells"]["means"].items()}
        found[part["breakdown"], which] = (part["cells"]["counts"], means)
    return found


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("whose", ["provider", "council", "other council"])
def test_every_count_is_that_of_plain_python_over_the_rows(
    planted: Planted, operator: psycopg.Connection[Any], world: World, whose: str, span: str
) -> None:
    organisation = {"provider": world.organisation_id, "council": world.council_id, "other council": planted.other}[whose]
    side = whose.rpartition(" ")[2]
    expected = Plain(operator, side, organisation, *SPANS[span]).parts()
    found = told(operator, side, organisation, SPANS[span])
    assert found.keys() == expected.keys()
    for part, (counts, means) in expected.items():
        assert found[part][0] == counts, part
        rounded = {"cost_pence_per_person_week": 3.0}  # pence, of three teams
        assert found[part][1] == {n: pytest.approx(v, abs=rounded.get(n, 0.001)) for n, v in means.items()}, part


def test_a_year_of_this_world_has_something_of_everything(
    planted: Planted, operator: psycopg.Connection[Any], world: World
) -> None:
    """Otherwise the comparison with plain Python would show nothing of that name."""
    assert planted.people
    counts, means = told(operator, "provider", world.organisation_id, SPANS["year"])["everyone", ""]
    assert {*COUNTS} - {*FAMILIES} - counts.keys() == set()
    assert {*MEANS} - means.keys() == set()


def test_whose_funding_ended_before_and_whom_another_council_funds_is_in_no_count(
    planted: Planted, operator: psycopg.Connection[Any], world: World
) -> None:
    alone = put(operator, "organisation", {"kind": "council", "name": "A council with two people"})
    span = SPANS["week"]
    before = {"organisation_id": world.organisation_id, "council_id": alone, "kind": "joint", "from_on": span[0] - 90 * DAY}
    put(operator, "arrangement", before | {"funded_person_id": planted.people[4].id, "until_on": span[0] - DAY})
    put(operator, "arrangement", before | {"funded_person_id": planted.people[6].id, "from_on": span[1]})
    agree(operator, alone)
    assert told(operator, "council", alone, span) == {}
    put(operator, "arrangement", before | {"funded_person_id": planted.people[7].id, "until_on": span[0]})
    counts, _ = told(operator, "council", alone, span)["everyone", ""]
    assert (counts["people"], counts["person_days"]) == (1, 1)


def test_a_visit_at_midnight_of_the_clocks_going_back_is_in_one_week_only(
    planted: Planted, operator: psycopg.Connection[Any], world: World
) -> None:
    """The day has 25 hours; the weeks on both sides of a boundary take every visit once."""
    assert planted.people
    edges = [MONDAY - 7 * n * DAY for n in range(60, -1, -1)]
    weeks = [
        told(operator, "provider", world.organisation_id, (first, end))
        .get(("everyone", ""), ({}, {}))[0]
        .get("visits_planned", 0)
        for first, end in pairwise(edges)
    ]
    whole = told(operator, "provider", world.organisation_id, (edges[0], edges[-1]))["everyone", ""][0]["visits_planned"]
    assert sum(weeks) == whole
