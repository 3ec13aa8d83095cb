"""Rows of Client Level Data: what stands in the records and nothing else, accepted by checks that know the field list alone."""

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.commissioning.cld import checks
from api.domain.commissioning.cld.making import as_csv, made_of
from api.domain.commissioning.cld.release2 import header, words
from api.domain.commissioning.cld.rows import rows_of

FIRST, LAST, AFTER = "2025-10-01", "2026-09-30", "2026-10-01"
DETAILS = {
    "gender": "Female", "ethnicity": "White: Irish", "accommodation_status": "Shared Lives scheme", "employment_status": None,
    "autism": "No", "visual_impairment": "No visual impairment", "hearing_impairment": "Hard of hearing", "dementia": "Unknown",
    "funding_status": "Joint client and social care funded", "primary_support_reason": "Mental health support",
}  # fmt: skip
NOT_WRITTEN = {"Review_Reason", "Method_of_Review", "Event_Outcome"}  # the council's words, for which there is no field
ASSESSED = {
    "started_on": "2025-09-20", "ended_on": "2025-10-10", "assessment_type": "Long term assessment",
    "needs_identified": "Eligible needs identified", "method": "Face to face",
    "outcome": "Progress to support planning or services",
}  # fmt: skip


def arranged(from_on: str = "2019-04-01", until_on: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "kind": "individual_service_fund", "from_on": from_on, "until_on": until_on,
        "weekly_amount_pence": 31505, "weekly_minutes": 840, **more,
    }  # fmt: skip


def person(**more: Any) -> dict[str, Any]:
    """Somebody of whom all is written down."""
    return {
        "id": "00000000-0000-7000-8000-000000000001", "nhs_number": "9990000018", "gp_practice_code": "P92001",
        "date_of_birth": "1940-02-29", "date_of_death": None, "died": False, "ended_on": None, "supported_from": "2019-04-08",
        "postcode": "WN1 1AA", "has_unpaid_carer": True, "ethnicity": None, "accommodation_status": None,
        "primary_support_reason": None, "funding_status": "not_known", "council_reference": "WG-104-77", "details": DETAILS,
        "services": [arranged()], "reviews": [], "assessments": [], **more,
    }  # fmt: skip


def facts(*people: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"la_code": "999", "cqc_location_id": "1-1000000002", "from_on": FIRST, "until_on": AFTER, "people": [*people], **more}


def rows(**more: Any) -> list[dict[str, str]]:
    return list(rows_of(facts(), person(**more)))


def accepted(found: list[dict[str, str]]) -> bool:
    return all(checks.check(row) == ((), ()) for row in found) and checks.twice(found) == []


def test_a_fund_that_goes_on_is_one_open_service_since_it_began() -> None:
    (row,) = rows()
    assert accepted([row])
    assert (row["Event_Type"], row["Event_Start_Date"], row.get("Event_End_Date")) == ("Service", "2019-04-01", None)
    assert (row["Delivery_Mechanism"], row["Service_Type"]) == ("CASSR managed personal budget", "Long term support: Community")
    assert (row["Unit_Cost"], row["Cost_Frequency_Unit_Type"], row["Planned_units_per_week"]) == ("315.05", "Weekly", "1")
    assert (row["Reporting_Period_Start_Date"], row["Reporting_Period_End_Date"]) == (FIRST, LAST)
    assert row["LA_Person_Unique_Identifier"] == "WG-104-77"


def test_the_start_is_not_reset_when_the_year_turns() -> None:
    starts = set()
    for year in (2024, 2025, 2026):
        told = facts(from_on=f"{year - 1}-04-01", until_on=f"{year}-04-01")
        starts |= {row["Event_Start_Date"] for row in rows_of(told, person())}
    assert starts == {"2019-04-01"}


@pytest.mark.parametrize(
    ("kind", "mechanism"),
    [
        ("council_managed_personal_budget", "CASSR managed personal budget"),
        ("direct_payment", "Direct payment"),
        ("block_contract", "CASSR commissioned support"),
        ("joint", None),
    ],
)
def test_how_the_money_is_held_is_told_where_the_return_has_a_word_for_it(kind: str, mechanism: str | None) -> None:
    (row,) = rows(services=[arranged(kind=kind)])
    assert accepted([row])
    assert row.get("Delivery_Mechanism") == mechanism


def test_of_a_block_contract_a_service_begins_when_the_person_came_and_has_no_cost_of_its_own() -> None:
    (row,) = rows(services=[arranged(kind="block_contract")])
    assert (row["Event_Start_Date"], row.get("Unit_Cost")) == ("2019-04-08", None)


def test_where_only_hours_are_known_the_price_is_missing() -> None:
    (row,) = rows(services=[arranged(weekly_amount_pence=None)])
    assert (row["Cost_Frequency_Unit_Type"], row["Planned_units_per_week"]) == ("Hourly", "14.00")
    assert checks.check(row) == (("Unit_Cost",), ())


def test_support_that_ended_is_no_open_service() -> None:
    (row,) = rows(ended_on="2026-05-01")
    assert row["Event_End_Date"] == "2026-05-01"
    assert checks.check(row) == (("Event_Outcome",), ()), "why it ended is the council's to say"
    assert rows(ended_on="2025-09-30") == [], "it is of the year before"


def test_nothing_goes_on_after_a_death() -> None:
    (row,) = rows(date_of_death="2026-06-02", died=True, ended_on="2026-06-04")
    assert accepted([row])
    assert (row["Event_End_Date"], row["Event_Outcome"]) == ("2026-06-02", "NFA: Deceased")
    (late,) = rows(date_of_death="2026-10-02", died=True, ended_on="2026-10-04")
    assert (late["Event_End_Date"], checks.check(late)) == ("2026-10-02", ((), ()))


def test_an_end_that_is_yet_to_come_is_open() -> None:
    (row,) = rows(services=[arranged(until_on="2026-12-31")])
    assert accepted([row])
    assert "Event_End_Date" not in row


def test_another_amount_is_another_row_and_support_goes_on() -> None:
    found = rows(services=[arranged(until_on="2026-03-31"), arranged("2026-04-01", weekly_amount_pence=32000)])
    assert accepted(found)
    assert [row["Event_Outcome"] for row in found] == ["Continuation of support or services"] * 2
    assert [row["Event_Start_Date"] for row in found] == ["2019-04-01", "2026-04-01"]


def test_the_same_arrangement_written_twice_is_one_row() -> None:
    assert len(rows(services=[arranged(), arranged()])) == 1
    assert len(rows(services=[], reviews=["2026-01-15", "2026-01-15"])) == 1


def test_two_people_with_one_reference_are_told_of() -> None:
    made = made_of(facts(person(), person(id="00000000-0000-7000-8000-000000000002", nhs_number="9990000026")))
    assert made.rows == 2
    assert [(m["person_id"][-1], m["wrong"]) for m in made.missing] == [("2", ["Event_Start_Date"])]


def test_a_review_is_a_row_and_says_what_nobody_wrote_down() -> None:
    found = rows(reviews=["2026-01-15", "2026-07-20"])
    reviews = [row for row in found if row["Event_Type"] == "Review"]
    assert [(r["Event_Start_Date"], r["Event_End_Date"]) for r in reviews] == [("2026-01-15",) * 2, ("2026-07-20",) * 2]
    assert {(frozenset(checks.check(row).missing), checks.check(row).wrong) for row in reviews} == {(frozenset(NOT_WRITTEN), ())}


def test_an_assessment_that_ended_is_accepted() -> None:
    found = rows(assessments=[ASSESSED])
    assert accepted(found)
    assert {row["Event_Type"] for row in found} == {"Service", "Assessment"}
    (bare,) = rows(services=[], assessments=[{**ASSESSED, "needs_identified": None, "method": None, "outcome": None}])
    assert checks.check(bare) == (("Event_Outcome", "Method_of_Assessment"), ())


def test_nothing_is_guessed_of_whom_nothing_is_known() -> None:
    nobody = dict.fromkeys(person()) | {
        "id": "00000000-0000-7000-8000-000000000009", "died": False, "funding_status": "not_known",
        "services": [arranged(weekly_amount_pence=None, weekly_minutes=None)], "reviews": [], "assessments": [],
    }  # fmt: skip
    (row,) = rows_of(facts(la_code=None, cqc_location_id=None), nobody)
    assert set(row) == {
        "Reporting_Period_Start_Date", "Reporting_Period_End_Date", "Client_Type", "Event_Type", "Event_Start_Date",
        "Event_Outcome", "Service_Type", "Service_Component", "Delivery_Mechanism",
    }  # fmt: skip
    (said,) = made_of(facts(nobody, la_code=None)).missing
    assert set(said["fields"]) == {
        "NHS_Number", "LA_Person_Unique_Identifier", "Gender", "Ethnicity", "Date_of_Birth", "Primary_Support_Reason",
        "Postcode", "Accommodation_Status", "Has_Unpaid_Carer", "Client_Funding_Status",
        "Unit_Cost", "Cost_Frequency_Unit_Type", "Planned_units_per_week",
    }  # fmt: skip
    assert said["left_to_council"] == ["LA_Code"]


def test_our_own_words_stand_in_only_where_they_say_the_same() -> None:
    ours = {"accommodation_status": "extra_care", "primary_support_reason": "sensory_dual", "funding_status": "self_funded"}
    (row,) = rows(details=None, ethnicity="White: Irish", **ours)
    assert (row["Accommodation_Status"], row["Primary_Support_Reason"], row["Client_Funding_Status"], row["Ethnicity"]) == (
        "Sheltered housing, extra care housing or other sheltered housing",
        "Sensory support: Support for dual impairment",
        "Fully client funded",
        "White: Irish",
    )
    (vague,) = rows(details=None, ethnicity="Irish", accommodation_status="rented_home", funding_status="council_funded")
    assert not {"Accommodation_Status", "Client_Funding_Status", "Ethnicity"} & set(vague)


def test_a_text_that_a_spreadsheet_would_run_is_left_out_and_told_of() -> None:
    for text in ("=1+1", "+44", "-1", "@SUM(A1)", "  =cmd"):
        (row,) = rows(council_reference=text)
        assert checks.check(row) == (("LA_Person_Unique_Identifier",), ())
    for name in ("LA_Person_Unique_Identifier", "Provider_CQC_Location_ID"):
        (row,) = rows()
        assert checks.check(row | {name: "=1+1"}).wrong == (name,)


def test_the_file_has_the_fields_of_the_list_and_each_in_quotes() -> None:
    found = rows(council_reference='WG "1", 2')
    lines = as_csv(found).decode().split("\r\n")
    assert lines[0] == ",".join(f'"{field["name"]}"' for field in checks.listed()["fields"])
    assert '"WG ""1"", 2"' in lines[1]
    (read,) = csv.DictReader(StringIO(as_csv(found).decode(), newline=""))
    assert {name: text for name, text in read.items() if text} == found[0]
    assert len(header()) == len(checks.listed()["fields"]) == 46


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"Gender": "female"}, "Gender"),
        ({"Date_of_Birth": "29/02/1940"}, "Date_of_Birth"),
        ({"Event_End_Date": "2019-03-31"}, "Event_End_Date"),
        ({"Event_End_Date": "2025-09-30"}, "Event_End_Date"),
        ({"Date_of_Death": "2026-01-01", "Event_End_Date": "2026-01-02"}, "Event_End_Date"),
        ({"Event_Start_Date": "2026-10-01"}, "Event_Start_Date"),
        ({"Date_of_Death": "1939-01-01", "Event_End_Date": ""}, "Date_of_Death"),
        ({"Unit_Cost": "£315.05"}, "Unit_Cost"),
        ({"Unit_Cost": "315.055"}, "Unit_Cost"),
        ({"Assessment_Type": "Long term assessment"}, "Assessment_Type"),
        ({"Total_Hrs_Caring_per_week": "20"}, "Total_Hrs_Caring_per_week"),
        ({"Nickname": "Jean"}, "Nickname"),
    ],
)
def test_the_checks_refuse_what_cannot_be(change: dict[str, str], wrong: str) -> None:
    (row,) = rows()
    assert wrong in checks.check(row | change).wrong


@pytest.mark.parametrize(
    "field", [f["name"] for f in checks.listed()["fields"] if f["status"] == "mandatory" and "when" not in f]
)
def test_the_checks_miss_what_is_always_wanted(field: str) -> None:
    (row,) = rows()
    assert field in row
    assert field in checks.check({name: text for name, text in row.items() if name != field}).missing


def test_every_condition_and_list_of_the_field_list_is_known_to_the_checks() -> None:
    fields = checks.listed()["fields"]
    assert {f["when"] for f in fields if "when" in f} == set(checks.CONDITIONS)
    assert {f["applies"] for f in fields if "applies" in f} == set(checks.APPLIES)
    assert {f["type"] for f in fields if "type" in f} <= set(checks.TYPES)
    for name in {f["list"] for f in fields if "list" in f}:
        assert words(name)


def test_employment_is_asked_of_people_of_working_age_with_learning_disability_support() -> None:
    said = DETAILS | {"primary_support_reason": "Learning disability support"}
    for born, asked in (("1961-10-01", True), ("1961-09-30", False), ("2008-09-30", True), ("2008-10-01", False)):
        (row,) = rows(details=said, date_of_birth=born)
        assert ("Employment_Status" in checks.check(row).missing) is asked, born


days = st.dates(date(2024, 1, 1), date(2027, 12, 31)).map(date.isoformat)
services = st.lists(
    st.builds(
        lambda from_on, length, kind, pence: arranged(
            from_on,
            None if length is None else str(date.fromisoformat(from_on) + timedelta(days=length)),
            kind=kind,
            weekly_amount_pence=pence,
        ),
        days,
        st.none() | st.integers(0, 900),
        st.sampled_from(["individual_service_fund", "direct_payment", "block_contract", "joint", "self_funded"]),
        st.none() | st.integers(0, 10_000_000),
    ),
    max_size=4,
)


@given(services, st.none() | days, st.none() | days, st.none() | days)
def test_whatever_was_arranged_no_row_says_what_cannot_be(
    arrangements: list[dict[str, Any]], ended_on: str | None, died_on: str | None, supported_from: str | None
) -> None:
    told = person(
        services=arrangements, ended_on=ended_on, date_of_death=died_on, died=died_on is not None, supported_from=supported_from
    )
    for row in rows_of(facts(), told):
        assert checks.check(row).wrong == ()
        assert row["Event_Start_Date"] in {a["from_on"] for a in arrangements} | {supported_from}
        assert ("Event_End_Date" in row) or died_on is None
