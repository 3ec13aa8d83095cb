"""No number without a purpose: every figure has an entry in the registry, and every entry keeps its word."""

import re
from datetime import date, timedelta
from functools import cache

import pytest

from api.domain.measures.registry import MEASURED, MEASURES, Measure, RegistryError, by_code, linked, links, made
from api.domain.measures.schemas import CODE
from api.domain.shared.clock import london_today
from tests.contract.resources import WORKED_OUT
from tests.measures import figures

# Numbers that are no figures, by their member in whatever schema, with the reason.
NO_FIGURE = {
    "version": "counts the changes of a record, for If-Match",
    "count": "how long a list is, on request",
    "number": "names a version or a wording",
    "wording": "names a wording",
    "instrument_version": "names a version",
    "position": "where the person put it",
    "week": "which week of a working pattern's cycle",
    "latitude": "a place", "longitude": "a place",
    "arrival_latitude": "a place", "arrival_longitude": "a place",
    "departure_latitude": "a place", "departure_longitude": "a place",
    "members_needed": "said when it was planned", "planned_minutes": "the length that was planned",
    "length_minutes": "said when it was planned", "travel_minutes": "said when it was planned",
    "earlier_minutes": "said when it was planned", "later_minutes": "said when it was planned",
    "late_after_minutes": "a team's setting", "contracted_minutes": "a contract", "weekly_minutes": "an agreement",
    "cycle_weeks": "a working pattern", "within_seconds": "echoes what was asked", "within_days": "echoes what was asked",
}  # fmt: skip
# The same for one member of one schema.
NO_FIGURE_HERE = {
    "TravelAssumptions.km_per_hour": "an assumption, told beside what rests on it",
    "TravelAssumptions.detour": "an assumption, told beside what rests on it",
    "Scale.least": "an instrument's scale", "Scale.most": "an instrument's scale", "Scale.step": "an instrument's scale",
    "Band.least": "an instrument's band", "Band.most": "an instrument's band", "Choice.score": "an instrument's rule",
    "QuestionScale.least": "an instrument's scale", "QuestionScale.most": "an instrument's scale",
    "Answer.value": "an answer as it was given", "CheckInAnswerRead.value": "an answer as it was given",
    "CheckInItemResult.value": "an answer as it was given",
    "CheckInRead.score": "as it was given, with the words of its scale",
    "CheckInAmendmentRead.score": "as it was given",
    "GoodWeekScoreRead.score": "as it was given, with the words of its scale",
    "OutcomeRead.baseline_score": "as it was given, with the words of its scale",
    "HoursEntryRead.minutes": "an entry of a bank account, as it was booked",
    "CircleRead.meets_every_weeks": "how often the circle agreed to meet",
    "CommunityGroupRead.lasts_minutes": "how long the group says that it lasts",
    "CommunityGroupRead.cost_pence": "what the group says that it costs",
    "CommunityGroupRead.minimum_age": "for whom the group says that it is",
    "CommunityGroupRead.maximum_age": "for whom the group says that it is",
    **dict.fromkeys(
        ("FundRead.fee_weekly_pence", "FundRead.fee_basis_points", "FundRead.overspend_up_to_pence"), "as the agreement says"
    ),
    "FundPlanItemRead.pence_each": "what the person plans to pay",
    "PlannedItem.pence_each": "what the person plans to pay",
    "FundEntryRead.pence": "an entry of the ledger, as it was written",
    "FundLineRead.pence": "a line of the ledger, as it was written",
    "HandOverRead.weekly_amount_pence": "what the council says that it pays",
    "ArrangementRead.weekly_amount_pence": "as the arrangement says",
    "SmallNumbersRead.threshold": "the rule itself", "SmallNumbersRead.base": "the rule itself",
    "SmallNumbersRead.admission_pence": "an assumption, told with its source",
    "SmallNumbersRead.compared_rate": "an assumption, told with its source",
    **dict.fromkeys(("SmallNumbersRule.threshold", "SmallNumbersRule.base"), "the rule itself"),
    **dict.fromkeys(
        ("FigureAssumption.admission_pence", "FigureAssumption.compared_rate"), "an assumption, told with its source"
    ),
    **dict.fromkeys(("CldExportRead.rows", "CldExportRead.people", "CldExportRead.incomplete"), "how long a file and a list are"),
    "PersonLookRead.records": "how many records a look showed: a line of a log",
    "PersonPageLeftOut.items": "how many lines did not fit on a printed page, told on the page",
}  # fmt: skip


def unnamed(known: dict[str, dict[str, str]], entries: dict[str, Measure]) -> list[str]:
    """The numbers of answers that no measure names and that are not known to be none."""
    named = {(shown.operation, member) for entry in entries.values() for shown in entry.appears for member in shown.members}
    return sorted(
        f"{operation} {path} ({owner})"
        for operation, found in known.items()
        for path, owner in found.items()
        if (operation, path) not in named and not excused(owner)
    )


def excused(owner: str) -> bool:
    """Whether a schema's member is known to be no figure."""
    schema, _, member = owner.partition(".")
    by_name = member in EVERYWHERE or (member in NO_FIGURE and schema not in worked_out_schemas())
    return by_name or owner in NO_FIGURE_HERE


# In an answer that is nothing but figures, no number is excused by its name alone, but for these.
EVERYWHERE = {"version", "instrument_version", "position", "within_days"}


@cache
def worked_out_schemas() -> set[str]:
    """The schemas of answers that are nothing but figures."""
    asked = {o for o, held in figures.scopes().items() if held & {"figures:read", "statements:read"}} | WORKED_OUT
    found = {owner for o in asked for owner in figures.answers().get(o, {}).values()}
    return {owner.partition(".")[0] for owner in found if owner.rpartition(".")[2] not in EVERYWHERE}


def test_every_number_in_every_answer_is_a_measure_or_is_known_to_be_none() -> None:
    missing = unnamed(figures.answers(), MEASURES)
    assert missing == [], "Give each an entry in api/domain/measures/entries (docs/measures.md says how)."


def test_a_figure_without_an_entry_is_found() -> None:
    short = {code: entry for code, entry in MEASURES.items() if code != "short-visits"}
    assert {line.split()[1] for line in unnamed(figures.answers(), short)} == {
        "short.n", "short.short", "short.share", "short.reasons.n", "weeks.short",
    }  # fmt: skip
    assert unnamed({"get_team_visit_figures": {"visits.planned_ahead": "VisitCounts.planned_ahead"}}, MEASURES)


def test_what_is_said_to_be_no_figure_is_there() -> None:
    owners = {owner for found in figures.answers().values() for owner in found.values()}
    assert {owner for owner in NO_FIGURE_HERE if owner not in owners} == set()
    assert {name for name in NO_FIGURE if name not in {owner.rpartition(".")[2] for owner in owners}} == set()


def test_every_operation_and_member_that_an_entry_names_is_there() -> None:
    known = figures.answers()
    named = [(e.code, s.operation, member) for e in MEASURES.values() for s in e.appears for member in s.members]
    assert [line for line in named if line[2] not in known.get(line[1], {})] == []


def test_every_worked_out_answer_with_figures_links_to_their_entries() -> None:
    worked_out = {o for o in WORKED_OUT if o in MEASURED}
    doc = figures.document()
    answered = {
        item["get"]["operationId"]: item["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        for item in doc["paths"].values()
        if item.get("get", {}).get("operationId") in worked_out
    }
    schemas = {o: doc["components"]["schemas"][ref.rpartition("/")[2]] for o, ref in answered.items()}
    assert {o for o, schema in schemas.items() if "measures" not in schema["required"]} == set()
    assert len(schemas) == len(worked_out) > 0


@pytest.mark.parametrize("entry", MEASURES.values(), ids=lambda e: e.code)
def test_an_entry_says_all_that_somebody_must_know(entry: Measure) -> None:
    assert re.fullmatch(CODE, entry.code)
    sentences = (entry.purpose, entry.formula, entry.numerator, entry.period, entry.comparison, entry.source, entry.caveat)
    assert [words for words in sentences if not words.endswith(".")] == []
    assert entry.name
    assert entry.unit
    assert all({"who", "what_for"} == use.keys() and use["what_for"].endswith(".") for use in entry.used_by)
    assert entry.used_by


@pytest.mark.parametrize("entry", MEASURES.values(), ids=lambda e: e.code)
def test_an_entry_is_asked_about_again_within_two_years(entry: Measure) -> None:
    days = [entry.changed_on, entry.review_on, *([entry.retire_on] if entry.retire_on else [])]
    assert all(type(day) is date for day in days)
    assert entry.changed_on <= london_today()
    assert timedelta(0) < entry.review_on - entry.changed_on <= timedelta(days=731)
    assert entry.retire_on is None or entry.retire_on > entry.changed_on


def test_a_measure_that_is_retired_is_in_no_answer() -> None:
    assert [entry.code for entry in MEASURES.values() if entry.retired and entry.appears] == []


def test_every_link_leads_to_an_entry() -> None:
    for operation in MEASURED:
        found = links(operation)
        assert found
        assert {place.removeprefix("/v1/measures/") for place in found.values()} <= MEASURES.keys()
        assert "'" not in linked(operation)  # it stands in a statement


def test_a_registry_that_contradicts_itself_does_not_start() -> None:
    entry = next(iter(MEASURES.values()))
    with pytest.raises(RegistryError):
        by_code(iter([entry, entry]))
    fields = {name: getattr(entry, name) for name in entry.__slots__ if name not in ("appears", "code")}
    whole = fields | {"code": "another", "members": {"here": ["n"]}}
    first = made(whole, {"here": ["get_something"]})
    with pytest.raises(RegistryError):
        by_code(iter([first, made(whole | {"code": "a-third"}, {"here": ["get_something"]})]))
    with pytest.raises(RegistryError):
        made(whole, {"elsewhere": ["get_something"]})
    with pytest.raises(RegistryError):
        made({name: value for name, value in whole.items() if name != "caveat"}, {"here": ["get_something"]})
    with pytest.raises(RegistryError):
        made(whole | {"direction": "upwards"}, {"here": ["get_something"]})
