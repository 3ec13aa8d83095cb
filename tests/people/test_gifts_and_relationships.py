"""Gifts of head, heart and hands, and who is in a person's life."""

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.people.saying import As, ended_person, listed, refused, told

KNITTING = {"part": "hands", "words": "I knit anything", "tags": ["knitting"], "would_share": "yes"}
KAREN = {"name": "Karen", "what_they_are_to_me": "my daughter", "closeness": "closest", "carer_part": "main"}


async def test_a_gift_is_written_down_found_changed_and_taken_off(as_: As, world: World) -> None:
    jean, path = as_("person"), f"/people/{world.person('Jean').id}/gifts"
    made = await jean.post(path, KNITTING, key="gift-1")
    gift = told(made, 201)
    assert (await jean.post(path, KNITTING, key="gift-1")).headers["idempotency-replayed"] == "true"
    told(await jean.post(path, {"part": "head", "direction": "seeks", "words": "Somebody who knows trains"}), 201)
    anna = as_("carer")
    assert gift["id"] in [
        g["id"] for g in await listed(anna, path, tag="knitting", part="hands", would_share="yes", direction="has")
    ]
    assert {g["direction"] for g in await listed(anna, path, direction="seeks")} == {"seeks"}
    changed = await anna.patch(f"{path}/{gift['id']}", {"would_share": "not_now"}, version=1)
    assert told(changed)["would_share"] == "not_now"
    assert changed.json()["words"] == KNITTING["words"]
    replaced = told(await anna.put(f"{path}/{gift['id']}", {"part": "hands", "words": "I knit and crochet"}, version=2))
    assert (replaced["tags"], replaced["would_share"]) == ([], "not_now")
    refused(await jean.delete(f"{path}/{gift['id']}"), 428)
    refused(await jean.delete(f"{path}/{gift['id']}", version=1), 412)
    for _ in range(2):
        assert (await jean.delete(f"{path}/{gift['id']}", version=3)).status_code == 204
    refused(await jean.get(f"{path}/{gift['id']}"), 404)


async def test_what_cannot_be_a_gift_is_refused(as_: As, world: World) -> None:
    anna, path = as_("carer"), f"/people/{world.person('Jean').id}/gifts"
    refused(await anna.post(path, {**KNITTING, "part": "feet"}), 422, pointer="/part")
    refused(await anna.post(path, {**KNITTING, "tags": ["Not A Tag"]}), 422, pointer="/tags/0")
    refused(await anna.post(path, {"part": "hands"}), 422, pointer="/words")
    gift = told(await anna.post(path, KNITTING), 201)
    refused(await anna.patch(f"{path}/{gift['id']}", {"words": None}, version=1), 422, pointer="/words")
    refused(await anna.patch(f"{path}/{gift['id']}", {"tags": None}, version=1), 422, pointer="/tags")


async def test_gifts_are_seen_by_whom_the_person_shares_them_with(as_: As, world: World) -> None:
    jean, george = world.person("Jean").id, world.person("George").id
    for who in ("coach", "manager", "family", "connector", "integration"):
        assert await listed(as_(who), f"/people/{jean}/gifts"), who
    refused(await as_("family_withdrawn").get(f"/people/{george}/gifts"), 404)
    refused(await as_("family").get(f"/people/{george}/gifts"), 404)
    refused(await as_("carer_2").get(f"/people/{jean}/gifts"), 404)
    refused(await as_("coach").post(f"/people/{jean}/gifts", KNITTING), 403)
    refused(await as_("carer_2").post(f"/people/{jean}/gifts", KNITTING), 404)
    refused(await as_("carer").post(f"/people/{new_id()}/gifts", KNITTING), 404)


async def test_a_gift_of_one_person_is_not_found_under_another(as_: As, world: World) -> None:
    anna, here = as_("carer"), f"/people/{world.person('Jean').id}/gifts"
    other = next(
        p for p in world.people_of(world.team("Ashbrook North").id) if p.name != "Jean Aspinall" and p.status == "supported"
    )
    gift = told(await anna.post(here, KNITTING), 201)["id"]
    there = f"/people/{other.id}/gifts"
    refused(await anna.get(f"{there}/{gift}"), 404)
    refused(await anna.patch(f"{there}/{gift}", {"words": "x"}, version=1), 404)
    refused(await anna.delete(f"{there}/{gift}", version=1), 404)
    refused(await anna.put(f"{there}/{gift}", KNITTING), 409, "id-in-use")


async def test_a_gift_sent_twice_by_a_phone_is_one_gift_also_after_support_ended(as_: As, world: World) -> None:
    anna, team = as_("carer"), world.team("Ashbrook North").id
    person = told(await anna.post("/people", {"team_id": team, "preferred_name": "Short stay"}), 201)["id"]
    where = f"/people/{person}/gifts/{new_id()}"
    told(await anna.put(where, KNITTING), 201)
    told(await anna.post(f"/people/{person}/status-changes", {"to": "ended", "reason": "declined"}))
    told(await anna.put(where, KNITTING), 200)
    refused(await anna.post(f"/people/{person}/gifts", KNITTING), 409, "person-ended")


async def test_relationships_say_who_how_close_and_what_they_may_be_told(as_: As, world: World) -> None:
    anna, path = as_("carer"), f"/people/{world.person('Jean').id}/relationships"
    made = told(await anna.post(path, {**KAREN, "may_be_told": ["when I am poorly"], "phone": "01632 960001"}), 201)
    told(await anna.put(f"{path}/{new_id()}", {**KAREN, "name": "Dot", "closeness": "known", "carer_part": "none"}), 201)
    assert {r["carer_part"] for r in await listed(anna, path, carer_part="main")} == {"main"}
    assert {r["closeness"] for r in await listed(anna, path, closeness="known")} == {"known"}
    changed = told(await as_("person").patch(f"{path}/{made['id']}", {"phone": None, "closeness": "close"}, version=1))
    assert (changed["phone"], changed["closeness"], changed["may_be_told"]) == (None, "close", ["when I am poorly"])
    refused(await anna.patch(f"{path}/{made['id']}", {"name": None}, version=2), 422, pointer="/name")
    refused(await anna.patch(f"{path}/{made['id']}", {"email": "not one"}, version=2), 422, pointer="/email")
    assert (await anna.delete(f"{path}/{made['id']}", version=2)).status_code == 204


async def test_a_coach_does_not_see_who_is_in_a_persons_life(as_: As, world: World) -> None:
    path = f"/people/{world.person('Jean').id}/relationships"
    shown = (await listed(as_("carer"), path))[0]["id"]
    refused(await as_("coach").get(path), 403)
    refused(await as_("coach").get(f"{path}/{shown}"), 403)
    assert told(await as_("family").get(f"{path}/{shown}"))
    refused(await as_("connector").get(f"{path}/{shown}"), 404)
    refused(await as_("carer_2").get(f"{path}/{shown}"), 404)


async def test_nobody_is_added_to_the_life_of_a_person_whose_support_ended(as_: As, world: World) -> None:
    person = await ended_person(as_("carer"), world.team("Ashbrook North").id)
    refused(await as_("carer").post(f"/people/{person}/relationships", KAREN), 409, "person-ended")
