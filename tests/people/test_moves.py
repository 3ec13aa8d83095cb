"""A person moves to another team: offered by the one, accepted by the other, and everything goes along in one act."""

from typing import Any

import psycopg
import pytest

from api.demo.made import DemoPerson, World
from api.domain.shared.ids import new_id
from tests.people.saying import As, ended_person, listed, refused, told


@pytest.fixture(name="people")
def _people(world: World) -> list[DemoPerson]:
    """People of Ashbrook North who may move, one for each test."""
    return [p for p in world.people_of(world.team("Ashbrook North").id) if p.status == "supported" and p.name != "Jean Aspinall"]


async def test_a_move_takes_everything_along_and_ends_the_old_teams_access(
    as_: As, world: World, people: list[DemoPerson], operator: psycopg.Connection[Any]
) -> None:
    anna, jack, who, south = as_("carer"), as_("carer_2"), people[0], world.team("Ashbrook South")
    path = f"/people/{who.id}"
    before = told(await anna.get(path))
    risk = told(
        await anna.post(
            f"{path}/risks", {"what_i_want": "a", "what_it_brings": "b", "whose": "shared", "review_on": "2027-01-01"}
        ),
        201,
    )
    profile = told(await anna.get(f"{path}/profile"))
    offered = await anna.post(f"{path}/move-offers", {"to_team_id": south.id, "words": "Nearer to her daughter"})
    offer = told(offered, 201)
    where = f"/move-offers/{offer['id']}"
    assert offered.headers["location"] == f"/v1{where}"
    assert (offer["state"], offer["from_team_name"], offer["to_team_name"]) == ("offered", "Ashbrook North", "Ashbrook South")
    assert told(await jack.get(where)) == offer
    refused(await jack.get(path), 404)

    accepted = told(await jack.post(f"{where}/acceptance", {"words": "Very welcome"}))
    assert (accepted["state"], accepted["answer_words"]) == ("accepted", "Very welcome")
    now = told(await jack.get(path))
    assert now["team_id"] == str(south.id)
    assert now["version"] == before["version"] + 1
    assert told(await jack.get(f"{path}/profile")) == profile, "what is theirs goes along as it is, with its version"
    moved = told(await jack.get(f"{path}/risks/{risk['id']}"))
    assert moved["provided_by_team_id"] == str(world.team("Ashbrook North").id), "what happened keeps who provided it"
    assert moved["version"] == risk["version"]
    assert await listed(jack, f"{path}/small-team", current="true") == []
    assert await listed(jack, f"{path}/small-team", current="false")

    for gone in (
        "",
        "/profile",
        "/profile-versions",
        "/gifts",
        "/relationships",
        "/risks",
        f"/risks/{risk['id']}",
        "/status-changes",
        "/life-story",
        "/small-team",
    ):
        refused(await anna.get(f"{path}{gone}"), 404, "not-found")
    assert told(await anna.get(where))["state"] == "accepted", "the old team sees what became of its offer"
    refused(await anna.post(f"{path}/move-offers", {"to_team_id": south.id}), 404)
    left = operator.execute("SELECT count(*) FROM change WHERE person_id = %s AND team_id <> %s", [who.id, south.id]).fetchone()
    assert left == (0,), "the log follows its person"
    kinds = operator.execute("SELECT kind, audience, team_id FROM notice WHERE about_id = %s", [offer["id"]]).fetchall()
    assert ("move_offered", "team", south.id) in kinds
    assert {audience for kind, audience, _ in kinds if kind == "person_moved"} == {"team", "person"}


async def test_the_manager_may_do_both(as_: As, world: World, people: list[DemoPerson]) -> None:
    ruth, millfield = as_("manager"), world.team("Millfield Court")
    offer = told(await ruth.post(f"/people/{people[1].id}/move-offers", {"to_team_id": millfield.id}), 201)["id"]
    assert told(await ruth.post(f"/move-offers/{offer}/acceptance", {}))["state"] == "accepted"
    told(await as_("carer_3").get(f"/people/{people[1].id}"))
    refused(await as_("carer").get(f"/people/{people[1].id}"), 404)
    refused(await as_("coach").get(f"/people/{people[1].id}"), 404)
    told(await as_("coach_2").get(f"/people/{people[1].id}"))


async def test_each_side_says_its_own_word(
    as_: As, world: World, people: list[DemoPerson], operator: psycopg.Connection[Any]
) -> None:
    anna, jack, south = as_("carer"), as_("carer_2"), world.team("Ashbrook South")
    where = f"/people/{people[2].id}/move-offers"
    offer = told(await anna.post(where, {"to_team_id": south.id}), 201)["id"]
    refused(await anna.post(where, {"to_team_id": world.team("Millfield Court").id}), 409, "move-offered")
    for verb in ("acceptance", "decline"):
        refused(await anna.post(f"/move-offers/{offer}/{verb}", {}), 403)
        refused(await as_("carer_3").post(f"/move-offers/{offer}/{verb}", {}), 404)
        refused(await as_("coach").post(f"/move-offers/{offer}/{verb}", {}), 403)
        refused(await as_("other_manager").post(f"/move-offers/{offer}/{verb}", {}), 404)
    refused(await jack.post(f"/move-offers/{offer}/withdrawal", {}), 403)
    declined = told(await jack.post(f"/move-offers/{offer}/decline", {"words": "We are full this winter"}))
    assert declined["state"] == "declined"
    told(await anna.get(f"/people/{people[2].id}"))
    for verb in ("acceptance", "decline"):
        refused(await jack.post(f"/move-offers/{offer}/{verb}", {}), 409, "move-answered")
    refused(await anna.post(f"/move-offers/{offer}/withdrawal", {}), 409, "move-answered")
    again = told(await anna.post(where, {"to_team_id": south.id}), 201)["id"]
    assert told(await anna.post(f"/move-offers/{again}/withdrawal", {}))["state"] == "withdrawn"
    refused(await jack.post(f"/move-offers/{again}/acceptance", {}), 409, "move-answered")
    for id_, kind, team in ((offer, "move_declined", world.team("Ashbrook North")), (again, "move_withdrawn", south)):
        assert (kind, team.id) in operator.execute("SELECT kind, team_id FROM notice WHERE about_id = %s", [id_]).fetchall()


async def test_both_teams_list_what_goes_out_and_what_comes_in(as_: As, world: World, people: list[DemoPerson]) -> None:
    anna, jack, south = as_("carer"), as_("carer_2"), world.team("Ashbrook South")
    offer = told(await anna.post(f"/people/{people[3].id}/move-offers", {"to_team_id": south.id}), 201)["id"]
    for who in (anna, jack, as_("manager"), as_("coach")):
        assert offer in [o["id"] for o in await listed(who, "/move-offers", state="offered", person_id=str(people[3].id))]
    assert offer in [o["id"] for o in await listed(jack, "/move-offers", to_team_id=str(south.id))]
    assert offer not in [o["id"] for o in await listed(jack, "/move-offers", from_team_id=str(south.id))]
    for stranger in ("carer_3", "other_manager", "person"):
        assert offer not in [o["id"] for o in await listed(as_(stranger), "/move-offers")]
    for barred in ("family", "connector", "commissioner", "integration"):
        refused(await as_(barred).get("/move-offers"), 403)


async def test_a_person_sees_the_offer_about_them_and_does_not_make_it(as_: As, world: World) -> None:
    jean, where = world.person("Jean"), f"/people/{world.person('Jean').id}/move-offers"
    refused(await as_("person").post(where, {"to_team_id": world.team("Ashbrook South").id}), 403)
    offer = told(await as_("carer").post(where, {"to_team_id": world.team("Ashbrook South").id}), 201)["id"]
    assert told(await as_("person").get(f"/move-offers/{offer}"))["person_id"] == str(jean.id)
    refused(await as_("person").post(f"/move-offers/{offer}/acceptance", {}), 403)
    told(await as_("carer").post(f"/move-offers/{offer}/withdrawal", {}))


async def test_nobody_is_offered_where_they_cannot_go(
    as_: As, world: World, people: list[DemoPerson], operator: psycopg.Connection[Any]
) -> None:
    anna, where = as_("carer"), f"/people/{people[4].id}/move-offers"
    refused(await anna.post(where, {"to_team_id": world.team("Ashbrook North").id}), 422, "same-team", "/to_team_id")
    refused(await anna.post(where, {"to_team_id": world.other_teams[0].id}), 404, pointer="/to_team_id")
    refused(await anna.post(where, {"to_team_id": new_id()}), 404, pointer="/to_team_id")
    refused(await as_("carer_2").post(where, {"to_team_id": world.team("Ashbrook South").id}), 404)
    refused(await as_("coach").post(where, {"to_team_id": world.team("Ashbrook South").id}), 403)
    millfield = world.team("Millfield Court").id
    offer = told(await anna.post(where, {"to_team_id": millfield}), 201)["id"]
    operator.execute("UPDATE team SET ended_on = current_date WHERE id = %s", [millfield])
    refused(await as_("manager").post(f"/move-offers/{offer}/acceptance", {}), 409, "team-ended")
    told(await anna.post(f"/move-offers/{offer}/withdrawal", {}))
    refused(await anna.post(where, {"to_team_id": millfield}), 409, "team-ended", "/to_team_id")
    operator.execute("UPDATE team SET ended_on = NULL WHERE id = %s", [millfield])


async def test_a_person_whose_support_ended_does_not_move(as_: As, world: World) -> None:
    anna, south = as_("carer"), world.team("Ashbrook South").id
    gone = await ended_person(anna, world.team("Ashbrook North").id)
    refused(await anna.post(f"/people/{gone}/move-offers", {"to_team_id": south}), 409, "person-ended")
    person = told(await anna.post("/people", {"team_id": world.team("Ashbrook North").id, "preferred_name": "Bert"}), 201)["id"]
    offer = told(await anna.post(f"/people/{person}/move-offers", {"to_team_id": south}), 201)["id"]
    told(await anna.post(f"/people/{person}/status-changes", {"to": "ended", "reason": "declined"}))
    refused(await as_("carer_2").post(f"/move-offers/{offer}/acceptance", {}), 409, "person-ended")


async def test_an_acceptance_sent_twice_answers_the_same(as_: As, world: World, people: list[DemoPerson]) -> None:
    jack, south = as_("carer_2"), world.team("Ashbrook South").id
    offer = told(await as_("carer").post(f"/people/{people[5].id}/move-offers", {"to_team_id": south}, key="offer-5"), 201)["id"]
    first = await jack.post(f"/move-offers/{offer}/acceptance", {}, key="accept-5")
    told(first)
    again = await jack.post(f"/move-offers/{offer}/acceptance", {}, key="accept-5")
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == first.json()
    refused(await jack.post(f"/move-offers/{offer}/acceptance", {}), 409, "move-answered")
