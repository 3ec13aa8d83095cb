"""Introductions: information, or somebody who goes along; what came of it; and whoever referred hears of it, once."""

from datetime import timedelta

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.circles.around import MARY, Operator, a_circle
from tests.people.saying import As, ended_person, listed, refused, told
from tests.world import Caller

SIGNPOST = {"kind": "signposting", "from_whom": "Dr Patel", "to_words": "The bowls at the park"}
ALONG = {"kind": "social_prescribing", "from_whom": "Dr Patel", "to_words": "The choir", "goes_along": "Dot"}


async def _made(caller: Caller, person: object, body: dict[str, str]) -> str:
    return f"/people/{person}/introductions/{told(await caller.post(f'/people/{person}/introductions', body), 201)['id']}"


async def test_signposting_is_information_and_at_social_prescribing_somebody_goes_along(as_: As, world: World) -> None:
    anna, jean = as_("carer"), world.person("Jean").id
    path = f"/people/{jean}/introductions"
    refused(await anna.post(path, {**SIGNPOST, "goes_along": "Dot"}), 422, "introduction-only-information")
    refused(await anna.post(path, {**ALONG, "goes_along": None}), 422, "introduction-goes-along")
    refused(await anna.post(path, {**SIGNPOST, "to_words": None}), 422, "introduction-to-what")
    refused(await anna.post(path, {**SIGNPOST, "made_on": str(london_today() + timedelta(days=1))}), 422, pointer="/made_on")
    first = told(await anna.post(path, SIGNPOST), 201)
    assert (first["result"], first["message_owed"], first["contacts"]) == (None, False, 0)
    assert first["made_on"] == str(london_today())
    refused(await anna.patch(f"{path}/{first['id']}", {"goes_along": "Dot"}, version=1), 422, "introduction-only-information")
    refused(await anna.patch(f"{path}/{first['id']}", {"kind": "social_prescribing"}, version=1), 422, pointer="/kind")
    refused(await anna.put(f"{path}/{first['id']}", ALONG, version=1), 409, "introduction-kind-stands")
    refused(await anna.delete(f"{path}/{first['id']}", version=1), 405)
    both = await listed(anna, path, kind="signposting")
    assert first["id"] in [i["id"] for i in both]
    assert {i["kind"] for i in both} == {"signposting"}


async def test_what_came_of_it_is_said_and_whoever_referred_is_told_once(as_: As, world: World) -> None:
    anna, jean = as_("carer"), world.person("Jean").id
    it = await _made(anna, jean, ALONG)
    contact = {"on_day": str(london_today()), "words": "We went in together", "attended": True, "went_along": "Dot"}
    before = await anna.get(it)
    told(await anna.post(f"{it}/contacts", contact), 201)
    now = await anna.get(it, if_none_match=before.headers["etag"])
    assert (told(now)["contacts"], told(now)["attended"]) == (1, 1)
    refused(await anna.post(f"{it}/message-back", {"message": "She goes."}), 409, "introduction-no-result")
    long_ago = {"result": "joined", "on": "2020-01-01"}
    refused(await anna.post(f"{it}/result", long_ago), 422, "introduction-days", "/on")
    told(await anna.post(f"{it}/result", {"result": "tried"}))
    assert it.rpartition("/")[2] in [i["id"] for i in await listed(anna, "/introductions", message_owed=True)]
    told(await as_("person").post(f"{it}/result", {"result": "joined", "words": "They kept me a chair"}))
    back = told(await anna.post(f"{it}/message-back", {"message": "She has joined."}))
    assert (back["result"], back["message_owed"], back["message_back_on"]) == ("joined", False, str(london_today()))
    refused(await anna.post(f"{it}/message-back", {"message": "Again."}), 409, "introduction-told-already")
    refused(await anna.post(f"{it}/result", {"result": "not_now"}), 409, "introduction-told-already")
    assert it.rpartition("/")[2] not in [i["id"] for i in await listed(anna, "/introductions", message_owed=True)]
    assert it.rpartition("/")[2] not in [i["id"] for i in await listed(anna, "/introductions", open=True)]


async def test_an_introduction_leads_to_a_group_of_the_own_organisation_only(as_: As, world: World, operator: Operator) -> None:
    jean, groups = world.person("Jean"), {}
    other = operator.execute("SELECT organisation_id FROM account WHERE id = %s", [world.account("other_carer").account_id])
    for whose, organisation in (("ours", jean.organisation_id), ("theirs", other.fetchone()[0])):  # type: ignore[index]
        groups[whose] = new_id()
        operator.execute(
            "INSERT INTO community_group (id, organisation_id, name, name_key, what, who_runs_it)"
            " VALUES (%s, %s, 'Bowls', 'bowls', 'We bowl.', 'Ken')",
            [groups[whose], organisation],
        )
    path = f"/people/{jean.id}/introductions"
    body = {"kind": "signposting", "from_whom": "Anna"}
    told(await as_("carer").post(path, {**body, "group_id": str(groups["ours"])}), 201)
    foreign = refused(await as_("carer").post(path, {**body, "group_id": str(groups["theirs"])}), 404)
    nothing = refused(await as_("carer").post(path, {**body, "group_id": str(new_id())}), 404)
    assert {**foreign, "instance": ""} == {**nothing, "instance": ""}
    refused(
        await as_("carer").post(path, {**body, "group_id": str(groups["ours"]), "to_words": "x"}), 422, "introduction-to-what"
    )


async def test_a_contact_belongs_to_its_own_introduction_and_person(as_: As, world: World) -> None:
    anna = as_("carer")
    hers = await _made(anna, world.person("Jean").id, ALONG)
    marys = await _made(anna, world.person(MARY).id, ALONG)
    contact = {"on_day": str(london_today()), "words": "We looked in"}
    id_ = told(await anna.post(f"{hers}/contacts", contact), 201)["id"]
    refused(await anna.get(f"{marys}/contacts/{id_}"), 404)
    crossed = f"{hers.rpartition('/')[0]}/{marys.rpartition('/')[2]}"
    refused(await anna.get(f"{crossed}/contacts"), 404)
    refused(await anna.post(f"{crossed}/contacts", contact), 404)
    for who in ("coach", "family"):
        refused(await as_(who).post(f"{hers}/contacts", contact), 403)


async def test_a_connector_introduces_whoever_shares_their_community_life_and_nothing_else(as_: As, world: World) -> None:
    anna, lorna, mary = as_("carer"), as_("connector"), world.person(MARY).id
    await a_circle(as_, world)
    path = f"/people/{mary}/introductions"
    refused(await lorna.post(path, ALONG), 404)
    said = {
        "purpose": "share_with_circle", "audience": "circle", "items": ["community"], "given_how": "spoken", "given_by": "Mary",
        "evidence": "Said so.",
    }  # fmt: skip
    consent = told(await anna.post(f"/people/{mary}/consents", said), 201)["id"]
    refused(await lorna.get(f"/people/{mary}"), 404)  # her record is not shared: only her community life
    made = told(await lorna.post(path, ALONG), 201)
    assert made["provided_by_team_id"] == str(world.person(MARY).team_id)
    told(await lorna.post(f"{path}/{made['id']}/result", {"result": "not_now"}))
    assert made["id"] in [i["id"] for i in await listed(lorna, "/introductions")]
    told(await anna.post(f"/people/{mary}/consents/{consent}/withdrawal", {"how": "spoken"}))
    refused(await lorna.get(f"{path}/{made['id']}"), 404)
    refused(await lorna.post(f"{path}/{made['id']}/message-back", {"message": "x"}), 404)
    assert made["id"] not in [i["id"] for i in await listed(lorna, "/introductions")]


async def test_nothing_is_added_or_owed_once_support_has_ended(as_: As, world: World, operator: Operator) -> None:
    anna = as_("carer")
    gone = await ended_person(anna, str(world.person("Jean").team_id))
    refused(await anna.post(f"/people/{gone}/introductions", SIGNPOST), 409, "person-ended")
    refused(await anna.post(f"/people/{gone}/connections", {"name": "Dot", "kind": "friend"}), 409, "person-ended")
    refused(await anna.put(f"/people/{gone}/reach-wish", {}), 409, "person-ended")
    it = await _made(anna, world.person(MARY).id, ALONG)
    assert told(await anna.post(f"{it}/result", {"result": "tried"}))["message_owed"] is True
    operator.execute("UPDATE introduction SET person_id = %s WHERE id = %s", [gone, it.rpartition("/")[2]])
    found = told(await anna.get(f"/people/{gone}/introductions/{it.rpartition('/')[2]}"))
    assert (found["result"], found["message_owed"]) == ("tried", False)
