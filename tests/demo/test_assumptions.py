"""The demo world shows how admissions are compared, which pot saved, and that the numbers for it are examples."""

import psycopg

from api.demo.made import World
from api.jobs import reports
from tests.people.saying import As, listed
from tests.world import Database

EXAMPLE = "An example for trying out, not a published "


async def test_the_commissioner_reads_what_admissions_are_compared_with_and_which_pot_saved(as_: As, world: World) -> None:
    (year,) = await listed(as_("commissioner"), "/latest-figures", span="year")
    admissions = year["rates"]["admissions"]
    assert (admissions["suppressed"], admissions["low"] < admissions["per_1000_person_years"] < admissions["high"]) == (
        False,
        True,
    )
    (compared,) = admissions["compared"]
    assert (compared["provider_ids"], compared["council_ids"]) == ([str(world.organisation_id)], [str(world.council_id)])
    assert compared["ratio_low"] < compared["ratio"] < compared["ratio_high"]
    saved = compared["saved"]
    assert (saved["payer"], saved["low_pence"] < saved["pence"] < saved["high_pence"]) == ("nhs", True)
    assert saved["cost_pence_per_person_week"] > 0
    for source in (compared["compared_source"], saved["admission_source"]):
        assert source.startswith(EXAMPLE)


async def test_a_quarter_says_what_it_would_be_compared_with_and_hides_the_few(as_: As) -> None:
    (quarter,) = await listed(as_("commissioner"), "/latest-figures", span="quarter")
    admissions = quarter["rates"]["admissions"]
    (compared,) = admissions["compared"]
    assert (admissions["suppressed"], compared["ratio"], compared["saved"]["pence"]) == (True, None, None)
    assert compared["saved"]["admission_pence"] > 0


async def test_the_report_on_paper_shows_it_with_its_sources(as_: As, database: Database) -> None:
    david = as_("commissioner")
    year = (await listed(david, "/figure-snapshots", span="year"))[0]
    report = (await david.post("/figure-reports", {"snapshot_id": year["id"], "breakdown": "everyone"})).json()
    with psycopg.connect(database.admin_url) as owner:
        (facts,) = owner.execute("SELECT report_facts(%s)", [report["id"]]).fetchone() or (None,)
        owner.rollback()
    *_, html, pdf = reports.forms(facts)
    assert html.count(EXAMPLE) >= 2
    assert "95 %" in html
    assert pdf.startswith(b"%PDF")
