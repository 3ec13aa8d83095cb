"""Risks that people want to take: the person's stay theirs."""

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.people.saying import As, ended_person, listed, refused, told

WALK = {
    "what_i_want": "Walk to chapel on my own again", "what_it_brings": "I am myself on the way", "whose": "person",
    "agreed": "I ring when I am there", "agreed_with": ["Anna"], "review_on": "2027-01-15",
}  # fmt: skip


def path_of(world: World, name: str = "Jean") -> str:
    return f"/people/{world.person(name).id}/risks"


async def test_a_person_writes_their_own_risk_and_the_team_and_coach_read_it(as_: As, world: World) -> None:
    jean, path = as_("person"), path_of(world)
    risk = told(await jean.post(path, WALK), 201)
    assert risk["provided_by_team_id"] == str(world.person("Jean").team_id)
    for who in ("carer", "coach", "manager", "integration"):
        assert risk["id"] in [r["id"] for r in await listed(as_(who), path)]
    for who in ("family", "connector", "commissioner"):
        refused(await as_(who).get(path), 403)
    refused(await as_("carer_2").get(f"{path}/{risk['id']}"), 404)
    refused(await as_("coach").patch(f"{path}/{risk['id']}", {"agreed": "x"}, version=1), 403)
    changed = told(await jean.patch(f"{path}/{risk['id']}", {"agreed": None, "review_on": "2027-02-01"}, version=1))
    assert (changed["agreed"], changed["review_on"]) == (None, "2027-02-01")
    refused(await jean.patch(f"{path}/{risk['id']}", {"review_on": None}, version=2), 422, pointer="/review_on")
    assert (await jean.delete(f"{path}/{risk['id']}", version=2)).status_code == 204
    assert (await jean.delete(f"{path}/{risk['id']}", version=2)).status_code == 204


async def test_a_person_does_not_write_the_organisations_risk(as_: As, world: World) -> None:
    jean, anna, path = as_("person"), as_("carer"), path_of(world)
    for whose in ("organisation", "shared"):
        refused(await jean.post(path, {**WALK, "whose": whose}), 403, pointer="/whose")
    shared = told(await anna.post(path, {**WALK, "whose": "shared"}), 201)
    where = f"{path}/{shared['id']}"
    told(await jean.get(where))
    refused(await jean.patch(where, {"agreed": "x"}, version=1), 403)
    refused(await jean.patch(where, {"whose": "person"}, version=1), 403)
    refused(await jean.put(where, WALK, version=1), 403)
    refused(await jean.post(f"{where}/end", {}), 403)
    refused(await jean.delete(where, version=1), 403)
    assert told(await anna.get(where))["version"] == 1
    own = told(await jean.post(path, WALK), 201)["id"]
    refused(await jean.patch(f"{path}/{own}", {"whose": "organisation"}, version=1), 403, pointer="/whose")


async def test_a_risk_that_is_no_longer_taken_ends_once_and_stays_readable(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    risk = told(await anna.put(f"{path}/{new_id()}", WALK), 201)["id"]
    refused(await anna.post(f"{path}/{risk}/end", {"on": "2999-01-01"}), 422, pointer="/on")
    ended = told(await anna.post(f"{path}/{risk}/end", {"on": "2026-11-01", "words": "She walks with Dot now"}))
    assert ended["ended_on"] == "2026-11-01"
    refused(await anna.post(f"{path}/{risk}/end", {}), 409, "risk-ended")
    refused(await anna.post(f"{path}/{new_id()}/end", {}), 404)
    assert risk in [r["id"] for r in await listed(anna, path, ended="true")]
    assert risk not in [r["id"] for r in await listed(anna, path, ended="false")]


async def test_risks_are_found_by_when_to_look_at_them_again(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    soon = told(await anna.post(path, {**WALK, "review_on": "2026-12-01"}), 201)["id"]
    found = await listed(anna, path, review_before="2026-12-02", whose="person")
    assert soon in [r["id"] for r in found]
    assert all(r["review_on"] < "2026-12-02" for r in found)
    refused(await anna.get(path, params={"review_before": "soon"}), 422, pointer="?review_before")


async def test_no_risk_is_added_once_support_has_ended(as_: As, world: World) -> None:
    person = await ended_person(as_("carer"), world.team("Ashbrook North").id)
    refused(await as_("carer").post(f"/people/{person}/risks", WALK), 409, "person-ended")
