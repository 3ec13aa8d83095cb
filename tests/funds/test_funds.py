"""The agreement of a fund: who decides, who holds, what the provider takes, and how it is closed."""

from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.funds.keeping import OPENED, balances, entry, opened, posted
from tests.people.saying import As, listed, refused, told

ROUTES = (
    "/funds", "/people/{person}/funds", "/people/{person}/funds/{fund}", "/funds/{fund}/plan", "/funds/{fund}/plan-items",
    "/funds/{fund}/entries", "/people/{person}/funds/{fund}/history",
)  # fmt: skip


async def test_the_team_and_the_manager_open_a_fund_and_the_person_reads_it(as_: As, world: World) -> None:
    anna, jean, person = as_("carer"), as_("person"), world.person("Jean").id
    said = {
        "name": "My fund", "from_on": OPENED, "fee_kind": "weekly", "fee_weekly_pence": 1500, "fee_words": "For the books",
        "overspend_rule": "allow_up_to", "overspend_up_to_pence": 5000,
    }  # fmt: skip
    fund = told(await anna.post(f"/people/{person}/funds", said), 201)
    assert {k: fund[k] for k in said} == said
    assert set(fund["balances"].values()) == {0}
    assert (fund["decided_by"], fund["held_by"], fund["closed_on"]) == ("person", "provider", None)
    assert told(await jean.get(f"/people/{person}/funds/{fund['id']}")) == fund
    refused(await jean.post(f"/people/{person}/funds", said), 403)
    refused(await as_("integration").post(f"/people/{person}/funds", said), 403)
    refused(await as_("carer_3").post(f"/people/{person}/funds", said), 404)
    by_manager = await opened(as_("manager"), person)
    assert {fund["id"], by_manager} <= {f["id"] for f in await listed(jean, "/funds")}


async def test_nobody_else_reads_a_fund_on_any_route(as_: As, world: World) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund = await opened(anna, person)
    await posted(anna, fund, "allocation", 100)
    for path in (route.format(person=person, fund=fund) for route in ROUTES):
        for who in ("coach", "connector", "commissioner", "council_client"):
            refused(await as_(who).get(path), 403)
        for who in ("carer_3", "other_carer", "other_manager", "person_2", "family"):
            answer = await as_(who).get(path)
            assert answer.status_code == 404 or fund not in answer.text, (who, path, answer.text)


async def test_family_reads_it_once_the_person_shares_it_and_no_longer_when_that_ends(as_: As, world: World) -> None:
    anna, jean, karen, person = as_("carer"), as_("person"), as_("family"), world.person("Jean").id
    fund = await opened(anna, person)
    await posted(anna, fund, "allocation", 100)
    where = f"/people/{person}/funds/{fund}"
    refused(await karen.get(where), 404)
    given = {"purpose": "share_with_family", "audience": "family", "decision": "given", "items": ["funds"], "given_how": "spoken"}
    consent = told(await jean.post(f"/people/{person}/consents", given), 201)["id"]
    assert told(await karen.get(where))["balances"]["allocated_pence"] == 100
    assert told(await karen.get(f"/funds/{fund}/plan"))["left_pence"] == 100
    [line] = await listed(karen, f"/funds/{fund}/entries")
    assert len(line["lines"]) == 2
    refused(await karen.patch(where, {"name": "x"}, version=1), 403)
    refused(await karen.post(f"/funds/{fund}/plan-items", {"what": "x", "pence_each": 1, "from_on": OPENED}), 403)
    told(await jean.post(f"/people/{person}/consents/{consent}/withdrawal", {}))
    refused(await karen.get(where), 404)
    refused(await karen.get(f"/funds/{fund}/plan"), 404)
    refused(await karen.get(f"/funds/{fund}/entries"), 404)


@pytest.mark.parametrize(
    "wrong",
    [
        {"fee_kind": "weekly"},
        {"fee_weekly_pence": 100},
        {"fee_kind": "share", "fee_weekly_pence": 100},
        {"decided_by": "best_interest"},
        {"decided_by": "representative", "decided_words": "Her son decides"},
        {"overspend_rule": "allow_up_to"},
        {"overspend_up_to_pence": 1},
        {"until_on": "2026-01-04"},
    ],
)
async def test_an_agreement_that_contradicts_itself_is_refused_also_by_a_change(
    as_: As, world: World, wrong: dict[str, Any]
) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    path = f"/people/{person}/funds"
    refused(await anna.post(path, {"name": "x", "from_on": OPENED, **wrong}), 422)
    fund = await opened(anna, person)
    refused(await anna.patch(f"{path}/{fund}", wrong, version=1), 422, "fund-agreement")
    assert told(await anna.get(f"{path}/{fund}"))["version"] == 1


async def test_an_arrangement_and_a_representative_are_the_persons_own(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    rows = operator.execute("SELECT id, funded_person_id FROM arrangement WHERE funded_person_id IS NOT NULL").fetchall()
    foreign = next(id_ for id_, whose in rows if whose != person)
    path = f"/people/{person}/funds"
    for wrong in (foreign, new_id()):
        refused(await anna.post(path, {"name": "x", "from_on": OPENED, "arrangement_id": wrong}), 404)
    decided = {"decided_by": "representative", "decided_words": "Her son decides", "representative_id": new_id()}
    refused(await anna.post(path, {"name": "x", "from_on": OPENED, **decided}), 404)
    fund = await opened(anna, person)
    refused(await anna.patch(f"{path}/{fund}", {"arrangement_id": str(foreign)}, version=1), 404)
    refused(await anna.patch(f"{path}/{fund}", decided, version=1), 404)


async def test_a_fund_is_closed_when_nothing_is_left_in_it_and_then_stands(as_: As, world: World) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund = await opened(anna, person)
    where = f"/people/{person}/funds/{fund}"
    first = await posted(anna, fund, "allocation", 1000)
    await posted(anna, fund, "commitment", 400)
    refused(await anna.post(f"{where}/closing", {"words": "A new year"}), 409, "fund-not-empty")
    await posted(anna, fund, "release", 400)
    refused(await anna.post(f"{where}/closing", {"words": "A new year"}), 409, "fund-not-empty")
    await posted(anna, fund, "carry", 600)
    await posted(anna, fund, "repayment", 400)
    refused(await anna.post(f"{where}/closing", {"on": "2026-01-04", "words": "A new year"}), 422, "fund-entry-day")
    closed = told(await anna.post(f"{where}/closing", {"words": "A new year"}))
    assert (closed["closed_on"], closed["closed_words"]) == (str(london_today()), "A new year")
    refused(await anna.post(f"{where}/closing", {"words": "A new year"}), 409, "fund-closed")
    refused(await anna.patch(where, {"name": "x"}, version=closed["version"]), 409, "fund-closed")
    refused(await anna.post(f"/funds/{fund}/entries", entry("allocation", 1)), 409, "fund-closed")
    refused(await anna.post(f"/funds/{fund}/entries/{first['id']}/reversal", {"words": "x"}), 409, "fund-closed")
    item = {"what": "x", "pence_each": 1, "from_on": OPENED}
    refused(await anna.post(f"/funds/{fund}/plan-items", item), 409, "fund-closed")
    assert (await balances(anna, person, fund))["came_in"] == 600
    assert fund not in [f["id"] for f in await listed(anna, f"/people/{person}/funds", closed="false")]
    assert fund in [f["id"] for f in await listed(anna, f"/people/{person}/funds", closed="true")]


async def test_overspending_is_refused_or_allowed_as_agreed_and_shown(as_: As, world: World) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    path = f"/people/{person}/funds"
    fund = await opened(anna, person)
    await posted(anna, fund, "allocation", 1000)
    refused(await anna.post(f"/funds/{fund}/entries", entry("spending", 1001, inside=True)), 409, "fund-overspent")
    may = {"overspend_rule": "allow_up_to", "overspend_up_to_pence": 300}
    told(await anna.patch(f"{path}/{fund}", may, version=1))
    await posted(anna, fund, "spending", 1200, inside=True)
    assert await balances(anna, person, fund) == {
        "came_in": 1000, "allocated": -200, "committed": 0, "spent_inside": 1200, "spent_outside": 0, "fee": 0, "carried": 0,
        "overspent": 200,
    }  # fmt: skip
    assert fund in [f["id"] for f in await listed(anna, "/funds", overspent="true")]
    refused(await anna.post(f"/funds/{fund}/entries", entry("spending", 101, inside=False)), 409, "fund-overspent")
    for less in ({"overspend_up_to_pence": 199}, {"overspend_rule": "refuse", "overspend_up_to_pence": 0}):
        refused(await anna.patch(f"{path}/{fund}", less, version=2), 409, "fund-overspent")
    assert told(await anna.patch(f"{path}/{fund}", {"overspend_up_to_pence": 200}, version=2))["version"] == 3


async def test_a_fund_moves_with_its_person(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    anna, ben = as_("carer"), as_("carer_2")
    # Nobody of the front row: the other tests want those where they are.
    jean = world.person("Jean")
    whose = next(p for p in world.people_of(jean.team_id) if p.status == "supported" and p.id != jean.id)
    there = world.person("George").team_id
    fund = await opened(anna, whose.id)
    first = await posted(anna, fund, "allocation", 1000)
    where = f"/people/{whose.id}/funds/{fund}"
    refused(await ben.get(where), 404)
    operator.execute("UPDATE person SET team_id = %s WHERE id = %s", [there, whose.id])
    refused(await anna.get(where), 404)
    refused(await anna.get(f"/funds/{fund}/entries"), 404)
    refused(await anna.post(f"/funds/{fund}/entries", entry("allocation", 1)), 404)
    refused(await anna.post(f"/funds/{fund}/entries/{first['id']}/reversal", {"words": "x"}), 404)
    assert told(await ben.get(where))["balances"]["allocated_pence"] == 1000
    again = await posted(ben, fund, "spending", 10, inside=True)
    assert [again["provided_by_team_id"], first["provided_by_team_id"]] == [str(there), str(whose.team_id)]
    assert [e["id"] for e in await listed(as_("manager"), f"/funds/{fund}/entries", kind="allocation")] == [first["id"]]


async def test_a_look_at_a_fund_stands_in_the_persons_log(as_: As, world: World) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund = await opened(anna, person)
    told(await anna.get(f"/funds/{fund}/plan"))
    looks = await listed(as_("person"), f"/people/{person}/looks")
    assert "get_fund_plan" in {look["operation"] for look in looks}
