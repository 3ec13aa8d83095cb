"""What a visit was for."""

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told
from tests.visits.plans import at, plan
from tests.world import Caller


async def wanted(caller: Caller, person: object) -> str:
    """Something that a person wants."""
    return str(told(await caller.post(f"/people/{person}/outcomes", {"statement": "Walk to Mass"}), 201)["id"])


async def looked_forward_to(caller: Caller, person: object) -> str:
    """Something that makes a person's week good."""
    return str(told(await caller.post(f"/people/{person}/good-week/items", {"what": "Knitting with Dot"}), 201)["id"])


async def test_a_visit_says_what_it_was_for_and_takes_it_back(as_: As, world: World) -> None:
    anna, jean = as_("carer"), world.person("Jean").id
    outcome, target = await wanted(anna, jean), await looked_forward_to(anna, jean)
    visit = told(await anna.post("/visits", plan(jean, at(40, 9))), 201)["id"]
    path = f"/visits/{visit}/links"
    assert await listed(anna, path) == []
    answer = await anna.post(path, {"kind": "good_week_item", "target_id": target})
    made = told(answer, 201)
    assert answer.headers["location"] == f"/v1{path}/{made['id']}"
    assert (made["visit_id"], made["person_id"], made["target_id"]) == (visit, str(jean), target)
    refused(await anna.post(path, {"kind": "good_week_item", "target_id": target}), 409, "visit-link-there")
    told(await anna.post(path, {"kind": "outcome", "target_id": outcome}), 201)
    for who in ("person", "coach", "manager"):
        assert [one["kind"] for one in await listed(as_(who), path, kind="good_week_item")] == ["good_week_item"]
    refused(await as_("person").post(path, {"kind": "outcome", "target_id": outcome}), 403)
    refused(await as_("carer_2").get(path), 404)
    refused(await as_("carer_2").post(path, {"kind": "outcome", "target_id": outcome}), 404)
    refused(await anna.delete(f"{path}/{made['id']}"), 428)
    assert (await anna.delete(f"{path}/{made['id']}", version=1)).status_code == 204
    assert [one["kind"] for one in await listed(anna, path)] == ["outcome"]
    told(await anna.post(path, {"kind": "good_week_item", "target_id": target}), 201)


async def test_a_link_is_found_under_its_own_visit_only(as_: As, world: World) -> None:
    anna, jean = as_("carer"), world.person("Jean").id
    one, other = [told(await anna.post("/visits", plan(jean, at(41, hour))), 201)["id"] for hour in (9, 12)]
    link = told(await anna.post(f"/visits/{one}/links", {"kind": "outcome", "target_id": await wanted(anna, jean)}), 201)["id"]
    told(await anna.get(f"/visits/{one}/links/{link}"))
    refused(await anna.get(f"/visits/{other}/links/{link}"), 404)
    refused(await anna.delete(f"/visits/{other}/links/{link}", version=1), 404)
    refused(await anna.get(f"/visits/{new_id()}/links"), 404)
    refused(await anna.post(f"/visits/{one}/links", {"kind": "walk", "target_id": new_id()}), 422, pointer="/kind")


async def test_a_visit_is_for_what_is_the_persons_own(as_: As, world: World) -> None:
    anna, ben, jean = as_("carer"), as_("carer_2"), world.person("Jean").id
    links = f"/visits/{told(await anna.post('/visits', plan(jean, at(42, 9))), 201)['id']}/links"
    outcome, item = await wanted(anna, jean), await looked_forward_to(anna, jean)
    neighbour = next(p.id for p in world.people_of(world.person("Jean").team_id) if p.id != jean and p.status == "supported")
    theirs, elsewhere = await wanted(anna, neighbour), await wanted(ben, world.person("George").id)
    for target in (theirs, elsewhere, str(new_id()), item):
        refused(await anna.post(links, {"kind": "outcome", "target_id": target}), 422, "visit-link-not-theirs")
    for target in (await looked_forward_to(anna, neighbour), str(new_id()), outcome):
        refused(await anna.post(links, {"kind": "good_week_item", "target_id": target}), 422, "visit-link-not-theirs")
    assert await listed(anna, links) == []
    told(await anna.post(f"/people/{jean}/outcomes/{outcome}/status-changes", {"to": "achieved", "reason": "She walks"}))
    told(await anna.post(links, {"kind": "outcome", "target_id": outcome}), 201)
    told(await anna.post(links, {"kind": "good_week_item", "target_id": item}), 201)
