"""The page for the fridge: asked for, made beside the requests, in the person's words, and gone after a while."""

import re
from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID

import psycopg
import pytest
from pypdf import PdfReader

from api.demo.made import World
from api.domain.outcomes.pages.web import document
from api.domain.shared.clock import london_today
from api.jobs.pages import printed
from tests.jobs.conftest import queue
from tests.jobs.working import Queue, process, until
from tests.people.saying import As, ended_person, listed, refused, told
from tests.world import Caller

__all__ = ["queue"]  # a fixture of these tests
TASK = "make_page"
PDF, HTML = {"accept": "application/pdf"}, {"accept": "text/html"}
Operator = psycopg.Connection[Any]


@pytest.fixture
async def nellie(as_: As, world: World) -> str:
    """Somebody whom Anna's team supports, and of whom nothing is written yet."""
    anna, team = as_("carer"), world.team("Ashbrook North").id
    person = str(told(await anna.post("/people", {"team_id": team, "preferred_name": "Nellie"}), 201)["id"])
    told(await anna.post(f"/people/{person}/status-changes", {"to": "getting_to_know"}))
    return person


async def tell(anna: Caller, person: str, **profile: list[str]) -> None:
    """Some of her words in every place from which a page is made, and in some from which none is."""
    newest = await listed(anna, f"/people/{person}/profile-versions")
    based = {"based_on": newest[-1]["id"]} if newest else {}
    told(await anna.post(f"/people/{person}/profile-versions", {**profile, **based}), 201)


async def ask(caller: Caller, person: str) -> str:
    made = told(await caller.post(f"/people/{person}/pages", {}), 201)
    assert (made["state"], made["made_at"], made["left_out"]) == ("asked", None, [])
    return str(made["id"])


def work(operator: Operator, page: str) -> bool:
    """What the job does, here and now."""
    row = operator.execute("SELECT page_content(%s)", [page]).fetchone()
    if row is None or row[0] is None:
        return False
    made, sheet = printed(row[0])
    left_out = psycopg.types.json.Jsonb([left.told() for left in made.left_out])
    done = operator.execute("SELECT file_page(%s, %s, %s, %s)", [page, document(made), sheet, left_out]).fetchone()
    return done is not None and bool(done[0])


def lines(sheet: bytes) -> list[str]:
    """What can be read on the one sheet, line by line."""
    reader = PdfReader(BytesIO(sheet))
    assert len(reader.pages) == 1
    return [line.strip() for line in reader.pages[0].extract_text().splitlines() if line.strip()]


async def test_a_page_says_what_she_said_and_nothing_private(as_: As, nellie: str, operator: Operator) -> None:
    anna = as_("carer")
    await tell(anna, nellie, appreciate=["An older answer"], wellness=["My tablets are in the tin"])
    await tell(
        anna, nellie, appreciate=["My laugh"], matters=["Tŷ a gŵr", "Kawa o dziesiątej"], support=["Knock and wait"],
        wellness=["My tablets are in the tin"],
    )  # fmt: skip
    item = {"what": "Bingo", "when_words": "Thursdays", "with_whom": "Dot", "how_often": "Weekly"}
    told(await anna.post(f"/people/{nellie}/good-week/items", item), 201)
    gone = told(await anna.post(f"/people/{nellie}/good-week/items", {"what": "Dancing at the Ritz"}), 201)["id"]
    told(await anna.post(f"/people/{nellie}/good-week/items/{gone}/end", {"because": "My knees."}))
    told(await anna.post(f"/people/{nellie}/outcomes", {"statement": "See the sea", "who_helps": ["Amira", "Joan"]}), 201)
    ended = told(await anna.post(f"/people/{nellie}/outcomes", {"statement": "A new cooker"}), 201)["id"]
    told(await anna.post(f"/people/{nellie}/outcomes/{ended}/status-changes", {"to": "achieved", "reason": "It came."}))
    told(
        await anna.post(
            f"/people/{nellie}/risks",
            {"what_i_want": "Smoke in bed", "what_it_brings": "Joy", "whose": "person", "review_on": "2099-01-01"},
        ),
        201,
    )
    page = await ask(anna, nellie)
    assert work(operator, page)

    made = told(await anna.get(f"/person-pages/{page}"))
    assert (made["state"], made["left_out"], made["person_id"]) == ("made", [], nellie)
    assert made["made_at"] is not None
    sheet = await anna.get(f"/person-pages/{page}", headers=PDF)
    assert sheet.headers["content-type"] == "application/pdf"
    today = london_today()
    assert lines(sheet.content) == [
        "Nellie",
        "What people appreciate about me", "My laugh",
        "What matters to me", "Tŷ a gŵr", "Kawa o dziesiątej",
        "How to support me well", "Knock and wait",
        "My good week", "Bingo (Thursdays; Dot; Weekly)",
        "What I want in my life", "See the sea (who helps: Amira, Joan)",
        f"Made on {today.day} {today:%B %Y} with Ashbrook North",
    ]  # fmt: skip
    told_ = PdfReader(BytesIO(sheet.content))
    assert told_.metadata is not None
    assert (told_.metadata.title, told_.metadata.author) == ("Nellie: my page", "Ashbrook North")
    root: Any = told_.trailer["/Root"]
    assert (root["/Lang"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == ("en-GB", True)


async def test_the_document_carries_no_script_and_says_only_what_it_may_load(as_: As, nellie: str, operator: Operator) -> None:
    anna = as_("carer")
    await tell(anna, nellie, matters=["<script>alert(1)</script>", "\"Tea\" & 'toast'"])
    told(await anna.patch(f"/people/{nellie}", {"preferred_name": "</title><b>Nell"}, version="*"))
    page = await ask(anna, nellie)
    assert work(operator, page)
    answer = await anna.get(f"/person-pages/{page}", headers=HTML)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["vary"] == "Authorization, Accept"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; ")
    said = answer.text
    assert '<html lang="en-GB">' in said
    assert '<li dir="auto">&lt;script&gt;alert(1)&lt;/script&gt;</li>' in said
    assert "&quot;Tea&quot; &amp; &#x27;toast&#x27;" in said
    assert "<title>&lt;/title&gt;&lt;b&gt;Nell: my page</title>" in said
    assert not re.search(r"<(script|b|img|iframe|a|form)\b|\son\w+=|style=|https?:", said)
    assert "size: A4" in said
    style = re.search(r"<style>(.*)</style>", said, re.DOTALL)
    assert style is not None
    assert f"style-src 'sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}'" in said


async def test_a_page_of_nothing_says_so_kindly(as_: As, nellie: str, operator: Operator) -> None:
    page = await ask(as_("carer"), nellie)
    assert work(operator, page)
    said = lines((await as_("carer").get(f"/person-pages/{page}", headers=PDF)).content)
    assert said[:2] == ["Nellie", "This page is still waiting for my words."]
    assert "waiting for my words" in (await as_("carer").get(f"/person-pages/{page}", headers=HTML)).text


async def test_a_page_that_is_not_made_yet_says_so_and_one_that_failed_too(as_: As, nellie: str, queue: Queue) -> None:
    anna = as_("carer")
    page = await ask(anna, nellie)
    for form in (PDF, HTML):
        refused(await anna.get(f"/person-pages/{page}", headers=form), 409, "page-not-made")
    settle = "SELECT settle_pages()"
    assert queue.owner.execute(settle).fetchone() == (0,)
    queue.owner.execute("UPDATE jobs.procrastinate_jobs SET status = 'failed' WHERE args->>'page_id' = %s", [page])
    assert queue.owner.execute(settle).fetchone() == (1,)
    assert told(await anna.get(f"/person-pages/{page}"))["state"] == "failed"
    refused(await anna.get(f"/person-pages/{page}", headers=PDF), 409, "page-failed")
    assert queue.owner.execute("SELECT page_content(%s)", [page]).fetchone() == (None,)


async def test_the_jobs_process_makes_it_and_again_after_a_failure(as_: As, nellie: str, queue: Queue, tmp_path: Any) -> None:
    anna, log = as_("carer"), tmp_path / "jobs.log"
    await tell(anna, nellie, matters=["My knitting"])
    queue.owner.execute("ALTER TABLE person_page ADD CONSTRAINT none_today CHECK (state <> 'made') NOT VALID")
    page = await ask(anna, nellie)
    with process(queue.database, log):
        until(lambda: [j["attempts"] > 0 for j in queue.jobs(TASK)] == [True], lambda: log.read_text()[-2000:])
        assert told(await anna.get(f"/person-pages/{page}"))["state"] == "asked"
        assert "knitting" not in log.read_text()
        queue.owner.execute("ALTER TABLE person_page DROP CONSTRAINT none_today")
        until(lambda: queue.jobs(TASK) == [], lambda: log.read_text()[-2000:])
    assert told(await anna.get(f"/person-pages/{page}"))["state"] == "made"
    assert "My knitting" in lines((await anna.get(f"/person-pages/{page}", headers=PDF)).content)
    assert not work(queue.owner, page)  # a job that runs twice changes nothing


async def test_no_page_is_made_once_support_has_ended(as_: As, world: World, nellie: str, operator: Operator) -> None:
    anna = as_("carer")
    gone = await ended_person(anna, world.team("Ashbrook North").id)
    refused(await anna.post(f"/people/{gone}/pages", {}), 409, "person-ended")
    assert await listed(anna, f"/people/{gone}/pages") == []
    page = await ask(anna, nellie)
    told(await anna.post(f"/people/{nellie}/status-changes", {"to": "ended", "reason": "died"}))
    assert not work(operator, page)
    assert told(await anna.get(f"/person-pages/{page}"))["state"] == "failed"


async def test_she_asks_for_her_own_page_and_who_does_not_support_her_for_none(as_: As, world: World, operator: Operator) -> None:
    jean = str(world.person("Jean").id)
    page = await ask(as_("person"), jean)
    assert work(operator, page)
    for role in ("person", "carer", "manager"):
        assert (await as_(role).get(f"/person-pages/{page}", headers=PDF)).status_code == 200
    for role in ("coach", "family", "connector", "commissioner", "integration", "other_carer"):
        for form in (PDF, HTML, {}):
            assert (await as_(role).get(f"/person-pages/{page}", headers=form)).status_code in {403, 404}, role
    for role in ("manager", "coach", "family", "integration"):
        refused(await as_(role).post(f"/people/{jean}/pages", {}), 403)
    other = next(p for p in world.people_of(world.team("Millfield Court").id) if p.status == "supported")
    for role in ("person", "carer"):
        refused(await as_(role).post(f"/people/{other.id}/pages", {}), 404)


async def test_each_reading_of_a_page_is_a_look_at_her(as_: As, nellie: str, operator: Operator) -> None:
    page = await ask(as_("carer"), nellie)
    assert work(operator, page)
    for form in (PDF, HTML, {}):
        before = looks(operator, nellie)
        assert (await as_("carer").get(f"/person-pages/{page}", headers=form)).status_code == 200
        assert looks(operator, nellie) == before + 1


def looks(operator: Operator, person: str) -> int:
    sql = "SELECT count(*) FROM look WHERE kind = 'person_page' AND %s = ANY (person_ids)"
    row = operator.execute(sql, [UUID(person)]).fetchone()
    assert row is not None
    return int(row[0])


async def test_a_page_that_is_taken_away_or_old_leaves_no_words(as_: As, nellie: str, operator: Operator) -> None:
    anna = as_("carer")
    old, fresh, away = [await ask(anna, nellie) for _ in range(3)]
    assert all(work(operator, page) for page in (old, fresh, away))
    operator.execute("UPDATE person_page SET created_at = now() - interval '31 days' WHERE id = %s", [old])
    assert operator.execute("SELECT tidy_pages()").fetchone() == (1,)
    answer = await anna.delete(f"/person-pages/{away}", version=told(await anna.get(f"/person-pages/{away}"))["version"])
    assert answer.status_code == 204
    for page in (old, away):
        refused(await anna.get(f"/person-pages/{page}"), 404)
        row = operator.execute("SELECT html, pdf FROM person_page WHERE id = %s", [page]).fetchone()
        assert row == (None, None)
    assert [page["id"] for page in await listed(anna, f"/people/{nellie}/pages")] == [fresh]
    assert [page["id"] for page in await listed(anna, f"/people/{nellie}/pages", state="asked")] == []


async def test_neither_the_queue_nor_the_change_log_holds_her_words(
    as_: As, nellie: str, queue: Queue, operator: Operator
) -> None:
    anna = as_("carer")
    await tell(anna, nellie, matters=["The blue four-ply"])
    page = await ask(anna, nellie)
    assert set(queue.jobs(TASK)[0]["args"]) == {"page_id", "organisation_id", "account_id"}
    assert work(operator, page)
    logged = operator.execute("SELECT * FROM change WHERE record_id = %s", [page]).fetchall()
    assert logged
    assert "four-ply" not in str(logged)


def test_nobody_but_the_jobs_process_reads_for_a_page_or_files_one(queue: Queue) -> None:
    for sql in (
        "SELECT page_content(NULL)",
        "SELECT file_page(NULL, NULL, NULL, NULL)",
        "SELECT settle_pages()",
        "SELECT tidy_pages()",
    ):
        for role in ("wt_carer", "wt_person", "wt_manager", "wt_jobs"):
            with queue.asked_by(role) as request, pytest.raises(psycopg.errors.InsufficientPrivilege):
                request.execute(sql.encode())
        with queue.asked_by("none") as request:
            request.execute(sql.encode())


def test_a_person_can_queue_their_page_and_nothing_else(queue: Queue) -> None:
    with queue.asked_by("wt_person") as request:
        request.execute("SELECT set_config('app.role', 'person', true)")
        request.execute("SELECT queue_job('make_page', '{}', NULL)")
        with pytest.raises(psycopg.errors.InvalidParameterValue):
            request.execute("SELECT queue_job('tidy', '{}', NULL)")
