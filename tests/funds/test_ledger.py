"""The ledger of a fund: it only grows, always adds up, and what was wrong is turned round."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.funds.ledger.models import MOST_PENCE
from api.domain.funds.models import MOST_HELD
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.funds.keeping import OPENED, Json, balances, entry, opened, posted, stands, summed
from tests.people.saying import As, listed, refused, told
from tests.world import Caller


async def item(caller: Caller, fund: str, what: str, pence: int = 500, **more: Any) -> str:
    body = {"what": what, "pence_each": pence, "from_on": OPENED, **more}
    return str(told(await caller.post(f"/funds/{fund}/plan-items", body), 201)["id"])


def lines(made: Json) -> dict[tuple[str, str], int]:
    """By account and item, how much."""
    return {(line["account"], line["plan_item_id"]): line["pence"] for line in made["lines"]}


async def test_each_kind_moves_money_from_where_it_was_to_where_it_goes(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund = await opened(anna, person)
    await posted(anna, fund, "allocation", 10_000)
    await posted(anna, fund, "carried_in", 1_000)
    await posted(anna, fund, "commitment", 3_000)
    await posted(anna, fund, "release", 500)
    await posted(anna, fund, "spending", 2_000, inside=True, from_committed=True)
    await posted(anna, fund, "spending", 700, inside=False, payee="Ashbrook Baths", evidence="Receipt 118")
    await posted(anna, fund, "carry", 300)
    await posted(anna, fund, "repayment", 200)
    assert await balances(anna, person, fund) == {
        "came_in": 10_800, "allocated": 7_300, "committed": 500, "spent_inside": 2_000, "spent_outside": 700, "fee": 0,
        "carried": 300, "overspent": 0,
    }  # fmt: skip
    assert summed(operator, fund) == stands(operator, fund)
    assert sum(summed(operator, fund).values()) == 0
    for line in await listed(as_("person"), f"/funds/{fund}/entries"):
        assert sum(part["pence"] for part in line["lines"]) == 0
        assert sum(part["pence"] for part in line["lines"] if part["pence"] > 0) == line["pence"]


async def test_what_is_not_there_is_neither_promised_nor_spent_nor_released(as_: As, world: World) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund = await opened(anna, person)
    await posted(anna, fund, "allocation", 1_000)
    await posted(anna, fund, "commitment", 100)
    path = f"/funds/{fund}/entries"
    for kind, more in (("commitment", {}), ("spending", {"inside": True}), ("carry", {}), ("repayment", {})):
        refused(await anna.post(path, entry(kind, 901, **more)), 409, "fund-overspent")
    refused(await anna.post(path, entry("release", 101)), 409, "fund-not-committed")
    refused(await anna.post(path, entry("spending", 101, inside=True, from_committed=True)), 409, "fund-not-committed")
    assert len(await listed(anna, path)) == 2


async def test_a_sum_for_several_items_is_split_to_the_penny(as_: As, world: World) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund = await opened(anna, person)
    await posted(anna, fund, "allocation", 10_000)
    items = [await item(anna, fund, what) for what in ("Swimming", "Bingo", "The bus")]
    splits = [{"plan_item_id": id_, "weight": 1} for id_ in items]
    made = await posted(anna, fund, "spending", 1_000, inside=False, splits=splits)
    spent = {line["plan_item_id"]: line["pence"] for line in made["lines"] if line["account"] == "spent_outside"}
    assert [spent[id_] for id_ in items] == [334, 333, 333]
    left = {line["plan_item_id"]: line["pence"] for line in made["lines"] if line["account"] == "allocated"}
    assert left == {id_: -pence for id_, pence in spent.items()}
    turned = told(await anna.post(f"/funds/{fund}/entries/{made['id']}/reversal", {"words": "Twice"}), 201)
    assert lines(turned) == {key: -pence for key, pence in lines(made).items()}
    assert [e["id"] for e in await listed(anna, f"/funds/{fund}/entries", plan_item_id=items[0])] == [turned["id"], made["id"]]
    tiny = await posted(anna, fund, "spending", 1, inside=False, splits=splits)
    assert len(tiny["lines"]) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "spending"},
        {"kind": "allocation", "inside": True},
        {"kind": "allocation", "from_committed": True},
        {"kind": "fee"},
        {"kind": "reversal"},
        {"pence": 0},
        {"pence": -5},
        {"pence": 1.5},
        {"pence": 10_000_000_001},
        {"on_day": "2999-01-01"},
        {"on_day": "2026-01-04"},
        {"kind": "allocation", "plan_item_id": "01890000-0000-7000-8000-000000000001"},
        {"kind": "commitment", "splits": [{"plan_item_id": "01890000-0000-7000-8000-000000000001", "weight": 1}] * 2},
    ],
)
async def test_an_entry_that_contradicts_itself_is_refused(as_: As, world: World, wrong: dict[str, Any]) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund = await opened(anna, person)
    refused(await anna.post(f"/funds/{fund}/entries", entry("allocation", 5) | wrong), 422)
    assert await listed(anna, f"/funds/{fund}/entries") == []


async def test_an_entry_names_only_items_of_its_own_fund_and_visits_of_its_own_person(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund, beside = await opened(anna, person), await opened(anna, person)
    await posted(anna, fund, "allocation", 1_000)
    path = f"/funds/{fund}/entries"
    gone = await item(anna, fund, "A mistake")
    assert (await anna.delete(f"/funds/{fund}/plan-items/{gone}", version=1)).status_code == 204
    for wrong in (await item(anna, beside, "Elsewhere"), gone, new_id()):
        refused(await anna.post(path, entry("spending", 5, inside=True, plan_item_id=str(wrong))), 404)
    rows = operator.execute("SELECT id, person_id FROM visit WHERE removed_at IS NULL").fetchall()
    foreign = next(id_ for id_, whose in rows if whose != person)
    own = next(id_ for id_, whose in rows if whose == person)
    for visit in (foreign, new_id()):
        refused(await anna.post(path, entry("spending", 5, inside=True, visit_id=str(visit))), 404)
    assert (await posted(anna, fund, "spending", 5, inside=True, visit_id=str(own)))["visit_id"] == str(own)
    refused(await anna.get(f"/funds/{beside}/entries/{(await listed(anna, path))[0]['id']}"), 404)


async def test_the_person_reads_the_ledger_and_never_writes_in_it(as_: As, world: World) -> None:
    anna, jean, person = as_("carer"), as_("person"), world.person("Jean").id
    fund = await opened(anna, person)
    first = await posted(anna, fund, "allocation", 1_000)
    path = f"/funds/{fund}/entries"
    assert told(await jean.get(f"{path}/{first['id']}")) == first
    refused(await jean.post(path, entry("allocation", 5)), 403)
    refused(await jean.put(f"{path}/{new_id()}", entry("allocation", 5)), 403)
    refused(await jean.post(f"{path}/{first['id']}/reversal", {"words": "x"}), 403)
    refused(await jean.post(f"/funds/{fund}/fees", {"from_on": OPENED, "until_on": OPENED}), 403)


async def test_what_was_sent_before_is_answered_as_it_is_and_moves_nothing(as_: As, world: World) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund, other = await opened(anna, person), await opened(anna, person)
    id_, body = new_id(), entry("allocation", 700)
    where = f"/funds/{fund}/entries/{id_}"
    first = told(await anna.put(where, body), 201)
    assert told(await anna.put(where, body)) == first
    refused(await anna.put(where, body | {"pence": 701}), 409, "id-in-use")
    refused(await anna.put(f"/funds/{other}/entries/{id_}", body), 409, "id-in-use")
    refused(await anna.put(where, body, version=1), 409, "fund-entry-stands")
    refused(await anna.put(where, body, version=2), 412)
    path = f"/funds/{fund}/entries"
    answers = [await anna.post(path, entry("allocation", 1), key="entry-1") for _ in range(3)]
    assert {a.json()["id"] for a in answers} == {answers[0].json()["id"]}
    refused(await anna.post(path, entry("allocation", 1) | {"id": str(id_)}), 409, "id-in-use")
    assert (await balances(anna, person, fund))["allocated"] == 701
    await posted(anna, fund, "repayment", 701)
    told(await anna.post(f"/people/{person}/funds/{fund}/closing", {"words": "A new year"}))
    told(await anna.put(where, body))


async def test_an_entry_is_turned_round_once_and_a_reversal_stands(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund = await opened(anna, person)
    came = await posted(anna, fund, "allocation", 1_000)
    spent = await posted(anna, fund, "spending", 400, inside=False)
    path = f"/funds/{fund}/entries"
    refused(await anna.post(f"{path}/{came['id']}/reversal", {"words": "x"}), 409, "fund-overspent")
    before = await anna.get(f"{path}/{spent['id']}")
    turned = told(await anna.post(f"{path}/{spent['id']}/reversal", {"words": "The receipt says 450"}), 201)
    assert (turned["kind"], turned["reverses_id"], turned["pence"]) == ("reversal", spent["id"], 400)
    after = await anna.get(f"{path}/{spent['id']}")
    assert after.json()["reversed_by_id"] == turned["id"]
    assert after.headers["etag"] != before.headers["etag"]
    refused(await anna.post(f"{path}/{spent['id']}/reversal", {"words": "x"}), 409, "fund-entry-reversed")
    refused(await anna.post(f"{path}/{turned['id']}/reversal", {"words": "x"}), 409, "fund-reversal-stands")
    refused(await anna.post(f"{path}/{new_id()}/reversal", {"words": "x"}), 404)
    assert stands(operator, fund) == {"source": -1_000, "allocated": 1_000} == summed(operator, fund)


async def test_no_account_of_a_fund_holds_more_than_the_contract_says(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund = await opened(anna, person)
    for _ in range(MOST_HELD // MOST_PENCE):
        await posted(anna, fund, "allocation", MOST_PENCE)
    refused(await anna.post(f"/funds/{fund}/entries", entry("allocation", 1)), 409, "fund-full")
    refused(await anna.post(f"/funds/{fund}/entries", entry("carried_in", MOST_PENCE)), 409, "fund-full")
    assert stands(operator, fund) == {"source": -MOST_HELD, "allocated": MOST_HELD} == summed(operator, fund)
    await posted(anna, fund, "repayment", 1)
    await posted(anna, fund, "allocation", 1)


async def test_what_was_to_come_is_turned_round_on_its_own_day_and_not_before(as_: As, world: World) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund, today = await opened(anna, person), london_today()
    tomorrow = str(today + timedelta(days=1))
    path = f"/funds/{fund}/entries"
    for on_day, turned_on in ((tomorrow, tomorrow), (OPENED, str(today))):
        came = await posted(anna, fund, "allocation", 1_000, on_day=on_day)
        assert told(await anna.post(f"{path}/{came['id']}/reversal", {"words": "x"}), 201)["on_day"] == turned_on


@pytest.mark.parametrize(
    ("fee", "pence"),
    [
        ({"fee_kind": "weekly", "fee_weekly_pence": 1_000}, 2_143),
        ({"fee_kind": "share", "fee_basis_points": 550}, 55),
    ],
)
async def test_a_fee_is_charged_for_its_days_once_and_anew_when_it_was_turned_round(
    as_: As, world: World, fee: dict[str, Any], pence: int
) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    fund = await opened(anna, person, **fee)
    await posted(anna, fund, "allocation", 10_000)
    wrong = await posted(anna, fund, "spending", 5_000, inside=False, on_day="2026-02-10")
    told(await anna.post(f"/funds/{fund}/entries/{wrong['id']}/reversal", {"words": "Not ours"}), 201)
    await posted(anna, fund, "spending", 1_001, inside=False, on_day="2026-02-10")
    await posted(anna, fund, "spending", 1_001, inside=False, on_day="2026-02-17")
    path, days = f"/funds/{fund}/fees", {"from_on": "2026-02-02", "until_on": "2026-02-16"}
    charged = told(await anna.post(path, days), 201)
    assert (charged["kind"], charged["pence"], charged["fee_from_on"]) == ("fee", pence, "2026-02-02")
    assert charged["words"] == "Our fee from 2 February 2026 to 16 February 2026"
    for again in (days, {"from_on": "2026-02-16", "until_on": "2026-02-20"}, {"from_on": "2026-02-01", "until_on": "2026-03-20"}):
        refused(await anna.post(path, again), 409, "fund-fee-charged")
    told(await anna.post(path, {"from_on": "2026-02-17", "until_on": "2026-02-17"}), 201)
    told(await anna.post(f"/funds/{fund}/entries/{charged['id']}/reversal", {"words": "Too much"}), 201)
    assert told(await anna.post(path, days), 201)["pence"] == pence
    refused(await anna.post(path, {"from_on": "2026-02-17", "until_on": "2026-02-16"}), 422)
    refused(await anna.post(path, {"from_on": "2025-12-01", "until_on": "2025-12-02"}), 422, "fund-entry-day")
    refused(await anna.post(path, {"from_on": str(london_today()), "until_on": "2999-01-01"}), 422)


async def test_an_agreement_without_a_fee_charges_none(as_: As, world: World) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    for terms in ({}, {"fee_kind": "share", "fee_basis_points": 100}):
        fund = await opened(anna, person, **terms)
        refused(await anna.post(f"/funds/{fund}/fees", {"from_on": OPENED, "until_on": OPENED}), 409, "fund-no-fee")
