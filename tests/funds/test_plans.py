"""The plan of a fund: the person's to say and to change, beside what became of it."""

from datetime import date
from typing import Any

import psycopg
import pytest

from api.demo.made import DemoPerson, World
from api.domain.funds.plans.schemas import FundPlanRead
from api.domain.shared.clock import london_today
from api.domain.shared.fields import model_of
from api.domain.shared.ids import new_id
from tests.funds.keeping import OPENED, opened, posted
from tests.people.saying import As, listed, refused, told

SWIMMING = {"what": "Swimming with Dot", "pence_each": 550, "from_on": OPENED, "inside": False, "payee": "Ashbrook Baths"}


async def test_the_person_changes_their_plan_and_nobody_has_to_approve_it(as_: As, world: World) -> None:
    anna, jean, person = as_("carer"), as_("person"), world.person("Jean").id
    fund = await opened(anna, person)
    path = f"/funds/{fund}/plan-items"
    made = told(await jean.post(path, SWIMMING), 201)
    assert {k: made[k] for k in SWIMMING} == SWIMMING
    where = f"{path}/{made['id']}"
    told(await jean.patch(where, {"pence_each": 600, "why": "I sleep when I have swum"}, version=1))
    told(await anna.patch(where, {"position": 2}, version=2))
    ended = told(await jean.patch(where, {"until_on": "2026-06-30", "ended_because": "The baths have closed"}, version=3))
    assert (ended["version"], ended["until_on"]) == (4, "2026-06-30")
    assert len(await listed(jean, f"{where}/history")) == 4
    assert made["id"] in [i["id"] for i in await listed(jean, path, on="2026-06-30")]
    assert made["id"] not in [i["id"] for i in await listed(jean, path, on="2026-07-01")]
    for who in ("coach", "connector", "commissioner", "integration", "family"):
        refused(await as_(who).post(path, SWIMMING), 403)
    for who in ("carer_3", "person_2", "other_manager"):
        refused(await as_(who).post(path, SWIMMING), 404)
        refused(await as_(who).patch(where, {"pence_each": 1}, version=4), 404)


async def test_an_item_is_for_an_outcome_of_the_same_person(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    jean, person = as_("person"), world.person("Jean").id
    fund = await opened(as_("carer"), person)
    path = f"/funds/{fund}/plan-items"
    rows = operator.execute("SELECT id, person_id FROM outcome WHERE removed_at IS NULL").fetchall()
    own, foreign = (next(id_ for id_, whose in rows if (whose == person) is mine) for mine in (True, False))
    for outcome in (foreign, new_id()):
        refused(await jean.post(path, SWIMMING | {"outcome_id": str(outcome)}), 404)
    made = told(await jean.post(path, SWIMMING | {"outcome_id": str(own)}), 201)
    refused(await jean.patch(f"{path}/{made['id']}", {"outcome_id": str(foreign)}, version=1), 404)
    assert told(await jean.patch(f"{path}/{made['id']}", {"outcome_id": None}, version=1))["outcome_id"] is None


@pytest.mark.parametrize(
    "wrong", [{"until_on": "2026-01-04"}, {"how_often": "once", "until_on": "2026-02-01"}, {"from_on": "2026-02-01"}]
)
async def test_an_item_that_contradicts_itself_is_refused_also_by_a_change(as_: As, world: World, wrong: dict[str, Any]) -> None:
    jean = as_("person")
    fund = await opened(as_("carer"), world.person("Jean").id)
    path = f"/funds/{fund}/plan-items"
    body = SWIMMING | {"until_on": "2026-01-20"}
    refused(await jean.post(path, body | wrong), 422)
    made = told(await jean.post(path, body), 201)["id"]
    refused(await jean.patch(f"{path}/{made}", wrong, version=1), 422, "fund-plan-item")


async def test_an_item_that_money_was_spent_on_is_ended_and_not_taken_away(as_: As, world: World) -> None:
    anna, jean, person = as_("carer"), as_("person"), world.person("Jean").id
    fund = await opened(anna, person)
    await posted(anna, fund, "allocation", 1_000)
    path = f"/funds/{fund}/plan-items"
    used, mistake = [told(await jean.post(path, SWIMMING), 201)["id"] for _ in range(2)]
    await posted(anna, fund, "commitment", 10, plan_item_id=used)
    refused(await jean.delete(f"{path}/{used}", version=1), 409, "fund-plan-item-used")
    for _ in range(2):
        assert (await jean.delete(f"{path}/{mistake}", version=1)).status_code == 204


async def test_the_plan_says_what_was_planned_what_was_spent_and_how_long_it_lasts(as_: As, world: World) -> None:
    anna, jean, person = as_("carer"), as_("person"), world.person("Jean").id
    today = str(london_today())
    fund = await opened(anna, person, fee_kind="share", fee_basis_points=1_000)
    await posted(anna, fund, "allocation", 10_000)
    path = f"/funds/{fund}/plan-items"
    swim = told(await jean.post(path, SWIMMING | {"from_on": today, "pence_each": 1_000}), 201)["id"]
    once = {"what": "A bicycle", "pence_each": 2_500, "from_on": today, "how_often": "once", "position": 2}
    bike = told(await jean.post(path, once), 201)["id"]
    await posted(anna, fund, "commitment", 3_000, plan_item_id=swim)
    await posted(anna, fund, "spending", 1_000, inside=False, from_committed=True, plan_item_id=swim)
    wrong = await posted(anna, fund, "spending", 900, inside=False, plan_item_id=bike)
    told(await anna.post(f"/funds/{fund}/entries/{wrong['id']}/reversal", {"words": "Not bought"}), 201)
    await posted(anna, fund, "spending", 70, inside=True)
    plan = told(await jean.get(f"/funds/{fund}/plan"))
    shown = {name: plan[name] for name in plan if name.endswith("_pence")}
    assert shown == {
        "per_week_pence": 1_000, "per_year_pence": 52_000, "fee_per_year_pence": 5_200, "planned_pence": 3_500,
        "spent_pence": 1_070, "spent_unplanned_pence": 70, "left_pence": 6_930, "committed_pence": 2_000,
    }  # fmt: skip
    assert [(i["id"], i["planned_pence"], i["spent_pence"], i["committed_pence"]) for i in plan["items"]] == [
        (swim, 1_000, 1_000, 2_000), (bike, 2_500, 0, 0),
    ]  # fmt: skip
    assert plan["forecast"]["runs_out_on"] is not None
    assert "no more money comes in" in plan["forecast"]["assumption"]
    assert {"left_pence", "items.spent_pence"} <= plan["measures"].keys()
    refused(await as_("carer_3").get(f"/funds/{fund}/plan"), 404)
    refused(await jean.get(f"/funds/{new_id()}/plan"), 404)


async def test_a_plan_has_at_most_two_hundred_items(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    jean, person = as_("person"), world.person("Jean")
    fund = await opened(as_("carer"), person.id)
    planned(operator, person, fund, 199, pence_each=1, from_on=london_today())
    path = f"/funds/{fund}/plan-items"
    told(await jean.post(path, SWIMMING), 201)
    refused(await jean.post(path, SWIMMING), 409, "fund-plan-full")
    assert len(told(await jean.get(f"/funds/{fund}/plan"))["items"]) == 200


async def test_a_plan_of_ages_adds_up_within_what_the_contract_says(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    jean, person = as_("person"), world.person("Jean")
    fund = await opened(as_("carer"), person.id)
    told(await jean.post(f"/funds/{fund}/plan-items", SWIMMING | {"pence_each": 100_000_000, "from_on": "0001-01-01"}), 201)
    planned(operator, person, fund, 199, pence_each=100_000_000, from_on=date.min)
    plan = told(await jean.get(f"/funds/{fund}/plan"))
    model_of(FundPlanRead).model_validate(plan)
    assert plan["planned_pence"] == sum(item["planned_pence"] for item in plan["items"]) > 2_000_000_000_000_000


def planned(
    operator: psycopg.Connection[Any], person: DemoPerson, fund: str, times: int, *, pence_each: int, from_on: date
) -> None:
    """The same weekly item, many times."""
    operator.execute(
        "INSERT INTO fund_plan_item (id, organisation_id, team_id, person_id, fund_id, what, pence_each, from_on)"
        " SELECT gen_random_uuid(), %s, %s, %s, %s, 'x', %s, %s FROM generate_series(1, %s)",
        [person.organisation_id, person.team_id, person.id, fund, pence_each, from_on, times],
    )
