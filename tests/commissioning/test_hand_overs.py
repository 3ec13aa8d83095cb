"""Hand-overs: a council asks, a team answers, and what the council wrote is written once."""

import asyncio
import re
from typing import Any

import httpx2

from api.demo.made import DemoAccount, World
from api.domain.shared.ids import new_id
from tests.commissioning.handing import HILDA, NORTH, Operator, another_council, asking, made_person, sent
from tests.people.saying import As, listed, refused, told

CARRIED = (
    "preferred_name",
    "given_names",
    "family_name",
    "date_of_birth",
    "nhs_number",
    "council_reference",
    "address_lines",
    "postcode",
)
WELCOME = {"words": "We would love to meet her."}


async def test_a_council_asks_a_team_which_reads_all_of_it(as_: As, world: World) -> None:
    asked = asking(world)
    made = await as_("commissioner").post("/hand-overs", asked, key="hand-over-1")
    shown = told(made, 201)
    assert made.headers["location"] == f"/v1/hand-overs/{shown['id']}"
    assert {name: shown[name] for name in asked} == asked
    assert (shown["state"], shown["council_name"], shown["council_id"]) == (
        "sent",
        "Ashbrook Borough Council",
        str(world.council_id),
    )
    again = await as_("commissioner").post("/hand-overs", asked, key="hand-over-1")
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == shown
    for who in ("carer", "manager"):
        read = told(await as_(who).get(f"/hand-overs/{shown['id']}"))
        assert {name: read[name] for name in shown} == shown
        assert (read["made_person_id"], read["team_id"]) == (None, asked["asked_team_id"])


async def test_nobody_but_the_asked_team_its_manager_and_the_council_reads_it(as_: As, world: World) -> None:
    id_ = (await sent(as_, world))["id"]
    for who in ("carer_2", "carer_3", "other_manager", "other_carer", "person", "council_client"):
        for path in (f"/hand-overs/{id_}", f"/hand-overs/{id_}/history"):
            refused(await as_(who).get(path), 403 if who == "council_client" and "history" in path else 404)
        assert id_ not in {one["id"] for one in await listed(as_(who), "/hand-overs")}
    refused(await as_("council_manager").get(f"/hand-overs/{id_}"), 404)
    for who in ("coach", "connector", "family"):
        refused(await as_(who).get("/hand-overs"), 403)
        refused(await as_(who).get(f"/hand-overs/{id_}"), 403)
    rota = as_("integration", scopes="hand-overs:read hand-overs:write people:read")
    refused(await rota.get(f"/hand-overs/{id_}"), 404)
    refused(await rota.post("/hand-overs", asking(world)), 403)


async def test_only_a_council_asks(as_: As, world: World) -> None:
    for who in ("carer", "manager", "coach", "person", "family", "connector"):
        refused(await as_(who).post("/hand-overs", asking(world)), 403)
        refused(await as_(who).get("/hand-over-teams"), 403)


async def test_a_council_is_told_the_teams_that_it_may_ask_a_page_at_a_time(as_: As, world: World) -> None:
    teams = await listed(as_("commissioner"), "/hand-over-teams")
    assert [t["name"] for t in teams] == sorted(team.name for team in world.teams)
    assert {t["provider_name"] for t in teams} == {"Ashbrook Wellbeing Teams"}
    assert teams[0]["id"] == str(world.team(NORTH).id)
    assert await listed(as_("council_client"), "/hand-over-teams") == teams
    first = told(await as_("commissioner").get("/hand-over-teams", params={"limit": 2, "count": True}))
    rest = told(await as_("commissioner").get(first["next"]))
    assert (first["items"] + rest["items"], rest["next"], first["count"]) == (teams, None, len(teams))
    assert await listed(as_("commissioner"), "/hand-over-teams", updated_since="2999-01-01T00:00:00Z") == []
    assert await listed(as_("integration", scopes="hand-overs:write"), "/hand-over-teams") == [], (
        "a provider has no councils' teams"
    )


async def test_a_team_that_the_council_has_no_arrangement_with_is_not_there(as_: As, world: World) -> None:
    elm = world.other_teams[0].id
    for team in (elm, new_id()):
        refused(await as_("commissioner").post("/hand-overs", asking(world, asked_team_id=str(team))), 404, "not-found")


async def test_what_cannot_be_a_hand_over_is_refused(as_: As, world: World) -> None:
    wrongs: tuple[tuple[str, Any], ...] = (
        ("nhs_number", "9990000019"), ("date_of_birth", "2999-01-01"), ("postcode", "nowhere"), ("needs", " "),
        ("funding_kind", "lottery"), ("weekly_amount_pence", -1), ("weekly_minutes", 100_801), ("preferred_name", None),
    )  # fmt: skip
    for name, wrong in wrongs:
        refused(await as_("commissioner").post("/hand-overs", asking(world, **{name: wrong})), 422, pointer=f"/{name}")
    body = asking(world)
    del body["asked_team_id"]
    refused(await as_("commissioner").post("/hand-overs", body), 422, pointer="/asked_team_id")


async def test_a_council_sends_under_its_own_id_corrects_and_keeps_the_team(as_: As, world: World) -> None:
    david, path, body = as_("commissioner"), f"/hand-overs/{new_id()}", asking(world)
    made = told(await david.put(path, body), 201)
    assert told(await david.put(path, body)) == made
    refused(await david.put(path, {**body, "needs": "Something else."}), 409, "id-in-use")
    refused(await as_("council_client").put(path, body), 409, "id-in-use")
    changed = told(await david.patch(path, {"needs": "And company.", "phone": None}, version=1))
    assert (changed["needs"], changed["phone"], changed["what_matters"]) == ("And company.", None, body["what_matters"])
    refused(await david.patch(path, {"needs": None}, version=2), 422, pointer="/needs")
    refused(await david.patch(path, {"asked_team_id": body["asked_team_id"]}, version=2), 422)
    refused(await david.patch(path, {"needs": "x"}, version=1), 412)
    refused(await david.patch(path, {"needs": "x"}), 428)
    replaced = told(await david.put(path, {name: body[name] for name in ("asked_team_id", "preferred_name", "needs")}, version=2))
    assert (replaced["needs"], replaced["what_matters"], replaced["address_lines"]) == (body["needs"], None, [])
    south = str(world.team("Ashbrook South").id)
    refused(await david.put(path, {**body, "asked_team_id": south}, version=3), 409, "hand-over-team-stands")
    refused(await as_("carer").patch(path, {"needs": "x"}, version=3), 403)
    refused(await david.put(f"/hand-overs/{new_id()}", {**body, "preferred_name": "Nobody"}, version=1), 404)


async def test_a_councils_client_has_those_that_it_sent_itself_alone(as_: As, world: World) -> None:
    own, davids = await sent(as_, world, "council_client"), await sent(as_, world)
    client = as_("council_client")
    assert [one["id"] for one in await listed(client, "/hand-overs")] == [own["id"]]
    refused(await client.get(f"/hand-overs/{davids['id']}"), 404)
    refused(await client.patch(f"/hand-overs/{davids['id']}", {"needs": "x"}, version=1), 404)
    refused(await client.post(f"/hand-overs/{davids['id']}/withdrawal", {}), 404)
    assert {own["id"], davids["id"]} <= {one["id"] for one in await listed(as_("commissioner"), "/hand-overs")}
    told(await as_("carer").post(f"/hand-overs/{own['id']}/refusal", {"because": "no_room"}))
    assert told(await client.get(f"/hand-overs/{own['id']}"))["declined_because"] == "no_room"


async def test_another_council_reads_and_moves_nothing_of_it(as_: As, world: World, operator: Operator) -> None:
    council, account = another_council(operator, world)
    nadia = as_(DemoAccount("nadia", "commissioner", "", "", "Nadia Crompton", account, council, (), None, ""))
    davids, own = (await sent(as_, world))["id"], told(await nadia.post("/hand-overs", asking(world)), 201)
    assert own["council_name"] == "Elmfield Council"
    refused(await nadia.get(f"/hand-overs/{davids}"), 404)
    refused(await nadia.patch(f"/hand-overs/{davids}", {"needs": "x"}, version=1), 404)
    refused(await nadia.post(f"/hand-overs/{davids}/withdrawal", {}), 404)
    assert [one["id"] for one in await listed(nadia, "/hand-overs")] == [own["id"]]
    refused(await as_("commissioner").get(f"/hand-overs/{own['id']}"), 404)
    of = await listed(as_("manager"), "/hand-overs", council_id=str(council))
    assert [one["id"] for one in of] == [own["id"]]


async def test_an_accepted_hand_over_is_the_persons_record_word_for_word(as_: As, world: World) -> None:
    asked = await sent(as_, world)
    accepted = told(await as_("carer").post(f"/hand-overs/{asked['id']}/acceptance", WELCOME))
    assert (accepted["state"], accepted["answer_words"], accepted["version"]) == ("accepted", WELCOME["words"], 2)
    person = told(await as_("carer").get(f"/people/{accepted['made_person_id']}"))
    assert {name: person[name] for name in CARRIED} == {name: asked[name] for name in CARRIED}
    assert person["phones"] == [{"number": asked["phone"], "what": "home"}]
    assert (person["funding_status"], person["status"], person["team_id"]) == (
        "council_funded",
        "getting_to_know",
        asked["asked_team_id"],
    )
    moves = await listed(as_("carer"), f"/people/{person['id']}/status-changes")
    assert [(m["from_status"], m["to_status"]) for m in moves] == [(None, "enquiry"), ("enquiry", "getting_to_know")]
    assert person["id"] in {p["id"] for p in await listed(as_("carer"), "/people", name="rothwell")}
    of = await listed(as_("manager"), "/hand-overs", made_person_id=person["id"])
    assert [one["needs"] for one in of] == [asked["needs"]]
    refused(await as_("commissioner").get("/hand-overs", params={"made_person_id": person["id"]}), 403)
    refused(await as_("commissioner").get(f"/people/{person['id']}"), 403)


async def test_a_team_gets_to_know_somebody_first_and_then_answers(as_: As, world: World) -> None:
    path = f"/hand-overs/{(await sent(as_, world))['id']}"
    met = told(await as_("carer").post(f"{path}/getting-to-know", WELCOME))
    refused(await as_("carer").post(f"{path}/getting-to-know", {}), 409, "hand-over-answered")
    refused(await as_("commissioner").patch(path, {"needs": "x"}, version=2), 409, "hand-over-answered")
    another = world.person("Jean").id
    refused(await as_("carer").post(f"{path}/acceptance", {"person_id": str(another)}), 409, "hand-over-person-stands")
    accepted = told(await as_("manager").post(f"{path}/acceptance", {"person_id": met["made_person_id"]}))
    assert (accepted["made_person_id"], accepted["answer_words"]) == (met["made_person_id"], None)
    for verb, body in (("refusal", {"because": "other"}), ("acceptance", {}), ("getting-to-know", {})):
        refused(await as_("carer").post(f"{path}/{verb}", body), 409, "hand-over-answered")
    refused(await as_("commissioner").post(f"{path}/withdrawal", {}), 409, "hand-over-answered")


async def test_a_team_that_cannot_says_why_and_writes_nobody_down(as_: As, world: World) -> None:
    asked = await sent(as_, world)
    path = f"/hand-overs/{asked['id']}"
    refused(await as_("carer").post(f"{path}/refusal", {}), 422, pointer="/because")
    told(await as_("carer").post(f"{path}/refusal", {"because": "too_far", "words": "It is an hour away."}))
    seen = told(await as_("commissioner").get(path))
    assert (seen["state"], seen["declined_because"], seen["answer_words"]) == ("declined", "too_far", "It is an hour away.")
    assert not told(await as_("carer").post("/people/lookup", {"nhs_number": asked["nhs_number"]}))["items"]
    refused(await as_("carer").post(f"{path}/acceptance", {}), 409, "hand-over-answered")


async def test_a_council_withdraws_until_there_is_a_last_answer(as_: As, world: World) -> None:
    for first in (None, "getting-to-know"):
        path = f"/hand-overs/{(await sent(as_, world))['id']}"
        if first:
            told(await as_("carer").post(f"{path}/{first}", {}))
        gone = told(await as_("commissioner").post(f"{path}/withdrawal", {"words": "She lives with her son now."}))
        assert (gone["state"], gone["withdrawn_words"]) == ("withdrawn", "She lives with her son now.")
        assert gone["withdrawn_at"] is not None
        refused(await as_("carer").post(f"{path}/acceptance", {}), 409, "hand-over-answered")
        refused(await as_("commissioner").post(f"{path}/withdrawal", {}), 409, "hand-over-answered")


async def test_only_the_asked_team_and_its_manager_answer(as_: As, world: World) -> None:
    path = f"/hand-overs/{(await sent(as_, world))['id']}"
    answers: tuple[tuple[str, dict[str, Any]], ...] = (
        ("getting-to-know", {}), ("acceptance", {}), ("refusal", {"because": "no_room"}),
    )  # fmt: skip
    for verb, body in answers:
        for who in ("carer_2", "carer_3", "other_manager", "leaver"):
            refused(await as_(who).post(f"{path}/{verb}", body), 404)
        for who in ("commissioner", "council_client", "coach", "person", "family", "connector", "integration"):
            refused(await as_(who).post(f"{path}/{verb}", body), 403)
    refused(await as_("carer").post(f"{path}/withdrawal", {}), 403)
    assert told(await as_("carer").get(path))["state"] == "sent"


async def test_sixteen_who_accept_at_once_make_one_person(as_: As, world: World) -> None:
    asked = await sent(as_, world)
    path = f"/hand-overs/{asked['id']}/acceptance"
    answers = await asyncio.gather(*(as_("carer" if n % 2 else "manager").post(path, {}) for n in range(16)))
    assert sorted(a.status_code for a in answers) == [200] + [409] * 15
    assert len(told(await as_("manager").post("/people/lookup", {"nhs_number": asked["nhs_number"]}))["items"]) == 1


async def test_an_acceptance_sent_again_with_its_key_is_answered_again(as_: As, world: World) -> None:
    path = f"/hand-overs/{(await sent(as_, world))['id']}/acceptance"
    first = told(await as_("carer").post(path, {}, key="accept-1"))
    again = await as_("carer").post(path, {}, key="accept-1")
    assert (told(again), again.headers["idempotency-replayed"]) == (first, "true")


async def test_somebody_whom_the_team_knows_is_named_and_not_written_twice(as_: As, world: World) -> None:
    team = str(world.team(NORTH).id)
    body = {"team_id": team, "preferred_name": "Hil", "nhs_number": asking(world)["nhs_number"], "postcode": "WN1 9ZZ"}
    known = told(await as_("carer").post("/people", body), 201)
    asked = await sent(as_, world, nhs_number=known["nhs_number"])
    path = f"/hand-overs/{asked['id']}"
    twin = refused(await as_("carer").post(f"{path}/acceptance", {}), 409, "nhs-number-in-use", "/person_id")
    assert "person_id" in twin["detail"]
    refused(await as_("carer").post(f"{path}/acceptance", {"person_id": str(new_id())}), 404, pointer="/person_id")
    south = world.people_of(world.team("Ashbrook South").id)[0].id
    refused(await as_("carer").post(f"{path}/acceptance", {"person_id": str(south)}), 404, pointer="/person_id")
    refused(await as_("manager").post(f"{path}/acceptance", {"person_id": str(south)}), 409, "hand-over-person-elsewhere")
    told(await as_("carer").post(f"{path}/acceptance", {"person_id": known["id"]}))
    now = told(await as_("carer").get(f"/people/{known['id']}"))
    assert (now["preferred_name"], now["postcode"], now["status"]) == ("Hil", "WN1 9ZZ", "getting_to_know")
    assert (now["family_name"], now["council_reference"]) == (asked["family_name"], asked["council_reference"])
    assert now["address_lines"] == [], "the lines of one address never stand under the postcode of another"


def masked(answer: httpx2.Response) -> tuple[int, str, list[tuple[str, str]]]:
    """What came over the wire, with ids, times and numbers of this very hand-over masked."""
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[0-9:.]+Z|Hilda \d+|WG-900-\d+|\"\d{10}\"", "*", answer.text)
    headers = [(k, re.sub(r"[0-9a-f-]{12,}", "*", v)) for k, v in answer.headers.items() if k not in ("request-id", "ratelimit")]
    return answer.status_code, text, headers


async def test_a_council_cannot_tell_somebody_known_from_somebody_new(as_: As, world: World) -> None:
    seen: list[Any] = []
    for knows in (False, True):
        david, asked = as_("commissioner"), asking(world)
        body: dict[str, Any] = {}
        if knows:
            known = {"team_id": asked["asked_team_id"], "preferred_name": "Hil", "nhs_number": asked["nhs_number"]}
            body = {"person_id": told(await as_("carer").post("/people", known), 201)["id"]}
        made = await david.post("/hand-overs", asked)
        path = f"/hand-overs/{made.json()['id']}"
        told(await as_("carer").post(f"{path}/getting-to-know", body | WELCOME))
        met = await david.get(path)
        told(await as_("carer").post(f"{path}/acceptance", WELCOME))
        answers = [
            made,
            met,
            await david.get(path),
            await david.post(f"{path}/withdrawal", {}),
            await david.get(f"{path}/history"),
        ]
        seen.append([masked(answer) for answer in answers])
        person = await made_person(as_, made.json()["id"])
        for answer in answers:
            assert person not in answer.text + str(answer.headers)
            assert "made_person_id" not in answer.text
    assert seen[0] == seen[1]
    assert HILDA["needs"] in seen[0][0][1]
