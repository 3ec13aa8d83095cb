"""Statements of funds: what happened with a person's money, to the penny, in words that they can follow."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import psycopg
import pytest
from pypdf import PdfReader

from api.demo.made import DemoAccount, World
from tests.commissioning.handing import another_council
from tests.funds.keeping import DAYS, OPENED, TODAY, ask, balances, made, opened, posted, work
from tests.jobs.conftest import queue
from tests.jobs.working import Queue, process, until
from tests.people.saying import As, listed, refused, told

__all__ = ["ask", "queue", "work"]  # a fixture of these tests, and what others ask for too
Operator = psycopg.Connection[Any]
PDF, HTML = {"accept": "application/pdf"}, {"accept": "text/html"}
SUMS = ("spent_inside_pence", "spent_outside_pence", "fee_pence", "carried_pence", "paid_back_pence")


@pytest.fixture
async def lived(as_: As, world: World) -> str:
    """A fund in which everything happened that can happen in one."""
    anna, jean = as_("carer"), world.person("Jean").id
    fee = {"fee_kind": "weekly", "fee_weekly_pence": 1500, "fee_words": "For keeping the books."}
    fund = await opened(anna, jean, **fee)
    item = {"what": "Swimming with Dot", "pence_each": 550, "from_on": OPENED, "inside": False}
    plan = told(await as_("person").post(f"/funds/{fund}/plan-items", item), 201)["id"]
    await posted(anna, fund, "allocation", 120_001)
    await posted(anna, fund, "commitment", 3_000, plan_item_id=plan)
    await posted(anna, fund, "spending", 1_100, inside=False, plan_item_id=plan, payee="Ashbrook Baths", from_committed=True)
    await posted(anna, fund, "spending", 7_777, inside=True)
    wrong = (await posted(anna, fund, "spending", 999, inside=False, payee="Ashbrook Baths"))["id"]
    told(await anna.post(f"/funds/{fund}/entries/{wrong}/reversal", {"words": "Twice by mistake."}), 201)
    told(await anna.post(f"/funds/{fund}/fees", {"from_on": "2026-01-05", "until_on": "2026-01-18"}), 201)
    await posted(anna, fund, "carry", 2_000)
    await posted(anna, fund, "repayment", 1)
    return fund


async def test_the_sums_of_a_statement_meet_the_ledger_to_the_penny(
    as_: As, world: World, operator: Operator, lived: str
) -> None:
    anna = as_("carer")
    said = await made(anna, operator, lived)
    assert said["began_with_pence"] + said["came_in_pence"] - sum(said[name] for name in SUMS) == said["ended_with_pence"]
    stands = await balances(anna, world.person("Jean").id, lived)
    assert said["ended_with_pence"] == stands["allocated"] + stands["committed"]
    assert (said["free_pence"], said["promised_pence"]) == (stands["allocated"], stands["committed"])
    assert said["came_in_pence"] - said["paid_back_pence"] == stands["came_in"] == 120_000
    spent = (said["spent_inside_pence"], said["spent_outside_pence"])
    assert spent == (stands["spent_inside"], stands["spent_outside"]) == (7_777, 1_100)
    assert (said["fee_pence"], said["carried_pence"]) == (stands["fee"], stands["carried"]) == (3_000, 2_000)
    assert sum(spent) == sum(paid["pence"] for paid in said["payees"]) + said["payees_more_pence"]
    assert sum(spent) == sum(item["spent_pence"] for item in said["items"]) + said["unplanned_pence"]
    assert said["ended_with_pence"] - said["began_with_pence"] == sum(e["change_pence"] for e in said["entries"])
    assert [e["put_right"] for e in said["entries"]].count(True) == 1


async def test_the_end_of_one_statement_is_the_beginning_of_the_next(as_: As, operator: Operator, lived: str) -> None:
    anna = as_("carer")
    before = await made(anna, operator, lived, until_on=str(TODAY))
    after = await made(anna, operator, lived, from_on=str(TODAY))
    whole = await made(anna, operator, lived)
    assert before["ended_with_pence"] == after["began_with_pence"]
    assert whole["began_with_pence"] == before["began_with_pence"]
    assert whole["ended_with_pence"] == after["ended_with_pence"]
    for name in ("came_in_pence", *SUMS):
        assert before[name] + after[name] == whole[name]


async def test_all_three_forms_say_the_same_in_plain_words(as_: As, operator: Operator, lived: str) -> None:
    jean = as_("person")
    statement = await ask(jean, lived)
    assert work(operator, statement)
    said = told(await jean.get(f"/fund-statements/{statement}/document"))
    screen = await jean.get(f"/fund-statements/{statement}/document", headers=HTML)
    paper = await jean.get(f"/fund-statements/{statement}/document", headers=PDF)
    assert screen.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert paper.headers["content-type"] == "application/pdf"
    reader = PdfReader(BytesIO(paper.content))
    print_ = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    shown = " ".join(re.sub(r"<[^>]+>", " ", screen.text.split("<main>")[1]).replace("&#x27;", "'").split())
    for sentence in said["sentences"]:
        assert sentence in print_
        assert sentence in shown
    assert "Jean, this is what happened with your money" in print_
    assert "£88.77 was spent." in said["sentences"]
    assert any("took £30.00 for its own work. It was agreed: £15.00 a week." in sentence for sentence in said["sentences"])
    assert "<svg" in screen.text
    assert 'role="img"' in screen.text
    assert not re.search(r"<(script|img|iframe|a|form)\b|\son\w+=|style=|https?:(?!//www\.w3\.org/2000/svg)", screen.text)
    assert max(len(sentence.split()) for sentence in said["sentences"]) < 30


async def test_what_others_wrote_is_text_and_nothing_else(as_: As, world: World, operator: Operator) -> None:
    anna = as_("carer")
    fund = await opened(anna, world.person("Jean").id, name="</title><b>Fund")
    await posted(anna, fund, "allocation", 500, payee="<img src=x>")
    statement = await ask(anna, fund)
    assert work(operator, statement)
    text = (await anna.get(f"/fund-statements/{statement}/document", headers=HTML)).text
    assert "&lt;img src=x&gt;" in text
    assert not re.search(r"<(script|img|b|iframe)\b", text)


async def test_a_statement_stays_as_it_was(as_: As, operator: Operator, lived: str) -> None:
    anna = as_("carer")
    statement = await ask(anna, lived)
    assert work(operator, statement)
    before = (await anna.get(f"/fund-statements/{statement}/document")).content
    await posted(anna, lived, "spending", 5, inside=True)
    assert not work(operator, statement)
    assert (await anna.get(f"/fund-statements/{statement}/document")).content == before


async def test_days_that_have_not_come_and_days_turned_round_are_refused(as_: As, lived: str) -> None:
    anna = as_("carer")
    for days in (
        {"until_on": str(TODAY + timedelta(days=2))},
        {"from_on": DAYS["until_on"]},
        {"from_on": "2020-01-01"},
    ):
        refused(await anna.post(f"/funds/{lived}/statements", DAYS | days), 422, "not-valid")


async def test_what_is_not_made_yet_and_what_failed_say_so(as_: As, lived: str, queue: Queue) -> None:
    anna = as_("carer")
    queue.owner.execute("SELECT settle_papers()")  # those of the demo world, whose jobs are gone with the queue
    statement = await ask(anna, lived)
    assert len(queue.jobs("make_statement")) == 1
    for form in ({}, PDF, HTML):
        refused(await anna.get(f"/fund-statements/{statement}/document", headers=form), 409, "statement-not-made")
    assert queue.owner.execute("SELECT settle_papers()").fetchone() == (0,)
    queue.owner.execute("DELETE FROM jobs.procrastinate_jobs")
    assert queue.owner.execute("SELECT settle_papers()").fetchone() == (1,)
    refused(await anna.get(f"/fund-statements/{statement}/document"), 409, "statement-failed")
    assert told(await anna.get(f"/fund-statements/{statement}"))["state"] == "failed"


async def test_the_jobs_process_makes_it(as_: As, lived: str, queue: Queue, tmp_path: Any) -> None:
    anna = as_("carer")
    statement = await ask(anna, lived)
    with process(queue.database, tmp_path / "log"):
        until(lambda: not queue.jobs("make_statement"), lambda: (tmp_path / "log").read_text()[-2000:])
    assert told(await anna.get(f"/fund-statements/{statement}"))["state"] == "made"


async def test_a_council_reads_it_while_the_person_lets_it_and_no_longer(
    as_: As, world: World, operator: Operator, lived: str, consented: Callable[[], Any]
) -> None:
    anna, council = as_("carer"), as_("commissioner")
    statement = await ask(anna, lived)
    assert work(operator, statement)
    one = f"/fund-statements/{statement}"
    refused(await council.get(one), 404)
    refused(await council.get(f"{one}/document"), 404)
    assert await listed(council, "/fund-statements") == []
    consent_id = await consented()
    assert statement in {found["id"] for found in await listed(council, "/fund-statements")}
    refused(await council.get(f"/funds/{lived}/statements"), 403)
    for form in ({}, PDF, HTML):
        ours, theirs = (
            await anna.get(f"{one}/document", headers=form),
            await council.get(f"{one}/document", headers=form),
        )
        assert theirs.content == ours.content
    operator.execute("SELECT expand_looks(2000)")
    looks = await listed(as_("person"), f"/people/{world.person('Jean').id}/looks")
    seen = [(look["operation"], look["who"]["role"]) for look in looks]
    assert seen.count(("get_fund_statement_document", "commissioner")) == 3
    unmade = await ask(anna, lived)
    refused(await council.get(f"/fund-statements/{unmade}"), 404)
    told(await as_("person").post(f"/people/{world.person('Jean').id}/consents/{consent_id}/withdrawal", {}))
    refused(await council.get(one), 404)
    refused(await council.get(f"{one}/document"), 404)
    assert await listed(council, "/fund-statements") == []


async def test_a_council_reads_nothing_of_money_that_another_one_gives(
    as_: As, world: World, operator: Operator, consented: Callable[[], Any]
) -> None:
    anna, council, jean = as_("carer"), as_("commissioner"), world.person("Jean").id
    arrangement = {"funded_person_id": str(jean), "kind": "joint", "from_on": OPENED}
    statements = []
    for whose in (world.council_id, another_council(operator, world)[0]):
        made = told(await as_("manager").post("/arrangements", arrangement | {"council_id": str(whose)}), 201)["id"]
        fund = await opened(anna, jean, arrangement_id=made)
        statements.append(await ask(anna, fund))
        assert work(operator, statements[-1])
    ours, theirs = statements
    consent_id = await consented()
    said = {found["id"] for found in await listed(council, "/fund-statements")}
    told(await council.get(f"/fund-statements/{ours}/document"))
    refused(await council.get(f"/fund-statements/{theirs}/document"), 404)
    assert (ours in said, theirs in said) == (True, False)
    told(await as_("person").post(f"/people/{jean}/consents/{consent_id}/withdrawal", {}))


async def test_a_block_contract_lets_a_council_read_nothing_of_whose_support_has_ended(
    as_: As, world: World, operator: Operator, lived: str
) -> None:
    jean = world.person("Jean").id
    council, account = another_council(operator, world)
    nadia = as_(DemoAccount("nadia", "commissioner", "", "", "Nadia Crompton", account, council, (), None, ""))
    give = {"purpose": "commissioner_statement", "audience": "council", "audience_id": str(council), "given_how": "written"}
    told(await as_("person").post(f"/people/{jean}/consents", give), 201)
    statement = await ask(as_("carer"), lived)
    assert work(operator, statement)
    one = f"/fund-statements/{statement}/document"
    told(await nadia.get(one))
    operator.execute("UPDATE person SET status = 'ended', ended_reason = 'moved' WHERE id = %s", [jean])
    refused(await nadia.get(one), 404)
    operator.execute("UPDATE person SET status = 'supported', ended_reason = NULL WHERE id = %s", [jean])
    told(await nadia.get(one))


@pytest.fixture
def consented(as_: As, world: World) -> Callable[[], Any]:
    """The person lets her council read her statements. Answers the consent's id."""

    async def give() -> str:
        body = {"purpose": "commissioner_statement", "audience": "council", "audience_id": str(world.council_id)}
        said = await as_("person").post(f"/people/{world.person('Jean').id}/consents", body | {"given_how": "written"})
        return str(told(said, 201)["id"])

    return give
