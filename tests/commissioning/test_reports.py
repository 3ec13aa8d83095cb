"""Reports of figures: what is published to a council, on paper, and nothing that is not."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb
from pypdf import PdfReader

from api.demo.made import World
from api.domain.commissioning.figures.registry import COUNTS, MEANS
from api.domain.outcomes.papers.blocks import Paper, Table
from api.domain.outcomes.papers.web import document
from api.domain.shared.ids import new_id
from api.jobs.reports import forms
from tests.jobs.conftest import queue
from tests.jobs.working import Queue
from tests.people.saying import As, listed, refused, told
from tests.world import Caller

__all__ = ["queue"]  # a fixture of these tests
Operator = psycopg.Connection[Any]
PDF = {"accept": "application/pdf"}
FILE = "SELECT file_snapshot(%s, %s, 'week', %s, %s, %s, %s)"
SECRET = 6173  # a number that stands nowhere else


def cells(**counts: int | None) -> dict[str, Any]:
    return {"counts": dict.fromkeys(COUNTS, 40) | counts, "means": dict.fromkeys(MEANS)}


@pytest.fixture
def snapshots(operator: Operator, world: World) -> dict[str, UUID]:
    """A week of a council, as it is published, and of a provider, as it was."""
    found = {}
    team = str(world.team("Ashbrook North").id)
    mine, other = (
        {"provider_id": str(who), "council_id": str(world.council_id), "admission_pence": 270_000, "admission_source": "A list",
         "compared_rate": rate, "compared_source": "A hospital's own list"}
        for who, rate in ((world.organisation_id, 301), (new_id(), 977))
    )  # fmt: skip
    said = {
        "council": (world.council_id, {"threshold": 7, "base": 5, "assumptions": [mine, other]}, [
            {"breakdown": "everyone", "label": "everyone", "cells": cells(falls=None, stays_unplanned=0), "known": {}},
            {"breakdown": "provider", "part": str(world.organisation_id), "label": "Ashbrook", "cells": cells(), "known": {}},
            {"breakdown": "team", "part": team, "label": "Ashbrook North", "cells": cells(people=None), "known": {}},
            {"breakdown": "place", "label": "Ashbrook", "cells": cells(), "known": {}},
        ]),
        "provider": (world.organisation_id, {"assumptions": []}, [
            {"breakdown": "everyone", "label": "everyone", "cells": cells(falls=SECRET)},
        ]),
    }  # fmt: skip
    for side, (whose, made_with, parts) in said.items():
        operator.execute(FILE, [side, whose, "2020-01-06", "2020-01-13", Jsonb(made_with), Jsonb(parts)])
        row = operator.execute(
            "SELECT id FROM figure_snapshot WHERE organisation_id = %s AND side = %s AND from_on = '2020-01-06'", [whose, side]
        ).fetchone()
        assert row is not None
        found[side] = row[0]
    return found


async def ask(caller: Caller, snapshot: UUID, **more: object) -> str:
    return str(told(await caller.post("/figure-reports", {"snapshot_id": str(snapshot), **more}), 201)["id"])


def work(operator: Operator, report: str) -> bool:
    """What the job does, here and now."""
    row = operator.execute("SELECT report_facts(%s)", [report]).fetchone()
    if row is None or row[0] is None:
        return False
    done = operator.execute("SELECT file_report(%s, %s, %s)", [report, *forms(row[0])]).fetchone()
    return done is not None and bool(done[0])


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.split("<main>")[1]).split())


async def test_what_is_hidden_says_so_and_is_neither_nothing_nor_a_gap(
    as_: As, operator: Operator, snapshots: dict[str, UUID]
) -> None:
    council = as_("commissioner")
    report = await ask(council, snapshots["council"])
    assert work(operator, report)
    screen = await council.get(f"/figure-reports/{report}/document")
    paper = await council.get(f"/figure-reports/{report}/document", headers=PDF)
    shown = words(screen.text)
    printed = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(paper.content)).pages)
    for text in (shown, printed):
        assert "Falls too few to show" in text
        assert "Not planned 0" in text
        assert "from 1 to 7" in text
        assert str(SECRET) not in text


async def test_a_part_is_compared_with_what_its_provider_stated(
    as_: As, operator: Operator, world: World, snapshots: dict[str, UUID]
) -> None:
    council = as_("commissioner")
    of_all = await ask(council, snapshots["council"])
    of_one = await ask(council, snapshots["council"], breakdown="provider", part=str(world.organisation_id))
    shown = []
    for report in (of_all, of_one):
        assert work(operator, report)
        shown.append(words((await council.get(f"/figure-reports/{report}/document")).text))
    assert "Stated rate 1 301 Stated rate 2 977" in shown[0]
    assert "The stated rate 301" in shown[1]
    assert "977" not in shown[1]
    assert "An admission is said to cost £2,700.00: A list" in shown[1]


async def test_each_chart_says_the_same_in_words_and_as_a_table(as_: As, operator: Operator, snapshots: dict[str, UUID]) -> None:
    council = as_("commissioner")
    report = await ask(council, snapshots["council"])
    assert work(operator, report)
    html = (await council.get(f"/figure-reports/{report}/document")).text
    charts = re.findall(r"<svg.*?</svg>\s*</figure>\s*<table>", html, re.DOTALL)
    assert len(charts) == html.count("<svg") > 5
    for chart in charts:
        names = re.search(r'aria-labelledby="(\S+) (\S+)"', chart)
        assert names is not None
        assert f'<title id="{names[1]}">' in chart
        assert f'<desc id="{names[2]}">' in chart
    assert not re.search(r"<(script|img|iframe|a|form)\b|\son\w+=|style=|https?:(?!//www\.w3\.org/2000/svg)", html)


async def test_of_too_few_people_no_number_is_on_paper(
    as_: As, operator: Operator, world: World, snapshots: dict[str, UUID]
) -> None:
    council = as_("commissioner")
    report = await ask(council, snapshots["council"], breakdown="team", part=str(world.team("Ashbrook North").id))
    assert work(operator, report)
    shown = words((await council.get(f"/figure-reports/{report}/document")).text)
    assert "There are too few people here for any number to be shown." in shown
    assert "40" not in shown


async def test_nobody_has_a_report_made_of_figures_that_are_not_theirs(
    as_: As, operator: Operator, world: World, snapshots: dict[str, UUID]
) -> None:
    council, manager = as_("commissioner"), as_("manager")
    asked = {"council": str(snapshots["council"]), "provider": str(snapshots["provider"]), "none": str(new_id())}
    for caller, foreign in ((council, "provider"), (manager, "council"), (council, "none")):
        refused(await caller.post("/figure-reports", {"snapshot_id": asked[foreign]}), 404)
    nowhere = {"snapshot_id": asked["council"], "breakdown": "place", "label": "Nowhere"}
    refused(await council.post("/figure-reports", nowhere), 404)
    refused(await council.post("/figure-reports", {"snapshot_id": asked["council"], "part": str(world.council_id)}), 422)
    report = await ask(manager, snapshots["provider"])
    assert work(operator, report)
    assert f"{SECRET:,}" in words((await manager.get(f"/figure-reports/{report}/document")).text)
    for path in (f"/figure-reports/{report}", f"/figure-reports/{report}/document"):
        refused(await council.get(path), 404)


async def test_a_list_of_reports_says_what_each_is_of(as_: As, world: World, snapshots: dict[str, UUID]) -> None:
    council, team = as_("commissioner"), str(world.team("Ashbrook North").id)
    for breakdown, named, label in (
        ("everyone", {}, "everyone"),
        ("team", {"part": team}, "Ashbrook North"),
        ("place", {"label": "Ashbrook"}, "Ashbrook"),
    ):
        report = await ask(council, snapshots["council"], breakdown=breakdown, **named)
        one = next(found for found in await listed(council, "/figure-reports") if found["id"] == report)
        assert (one["label"], one["span"], one["from_on"], one["until_on"]) == (label, "week", "2020-01-06", "2020-01-13")
        assert one["part"] == named.get("part")


async def test_a_report_taken_away_is_gone_with_its_words(as_: As, operator: Operator, snapshots: dict[str, UUID]) -> None:
    council = as_("commissioner")
    report = await ask(council, snapshots["council"], breakdown="place", label="Ashbrook")
    assert work(operator, report)
    assert report in {found["id"] for found in await listed(council, "/figure-reports")}
    assert (await council.delete(f"/figure-reports/{report}", version="*")).status_code == 204
    refused(await council.get(f"/figure-reports/{report}/document"), 404)
    assert operator.execute("SELECT html, pdf FROM figure_report WHERE id = %s", [report]).fetchone() == (None, None)


async def test_a_report_that_is_not_made_says_so(as_: As, snapshots: dict[str, UUID], queue: Queue) -> None:
    council = as_("commissioner")
    report = await ask(council, snapshots["council"])
    assert len(queue.jobs("make_report")) == 1
    refused(await council.get(f"/figure-reports/{report}/document"), 409, "report-not-made")
    queue.owner.execute("DELETE FROM jobs.procrastinate_jobs WHERE task_name = 'make_report'")
    queue.owner.execute("SELECT settle_papers()")
    refused(await council.get(f"/figure-reports/{report}/document"), 409, "report-failed")


def test_on_a_telephone_each_number_of_a_wide_table_stands_with_the_name_of_its_column() -> None:
    rows = (("Company", "£16.90", "£20.80"), ("Not in the plan", "", "£12.50"))
    html = document(Paper("My money", "Ashbrook", (Table("Planned and spent", ("What for", "Planned", "Spent"), rows),), ""))
    cells = re.findall(r'<td dir="auto" role="cell" data-head="([^"]*)">([^<]*)</td>', html)
    assert cells == [("Planned", "£16.90"), ("Spent", "£20.80"), ("Planned", ""), ("Spent", "£12.50")]
    assert 'role="table"' not in document(
        Paper("My money", "Ashbrook", (Table("Paid", ("Who", "Pounds"), (("A", "£1.00"),)),), "")
    )


async def test_who_accepts_no_form_of_figures_is_told_which_there_are(as_: As) -> None:
    answer = await as_("commissioner").get("/latest-figures", headers={"accept": "application/pdf"})
    refused(answer, 406)
    assert answer.json()["detail"] == "Accept application/json or text/csv."
