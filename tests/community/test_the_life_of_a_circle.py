"""The life of Peggy's circle, as it went through the API: from a remark over the washing-up to standing alone, and after.

It is played once (playing.py), with the tokens that the front ends of Peggy, her son Colin, her granddaughter Bea, Anna of her
team and Lorna, who connects it, have. Each test tells one thing about it. In the last ones access ends, somebody leaves, Peggy
moves, and dies.
"""

import httpx2
import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.community.living import TODAY, Life, Voice, account, ago, all_of_it, clock, signs_in, somebody
from tests.community.playing import KNIT, PURPOSE, REMARK, it_was_lived
from tests.open_referral.saying import everything, found, texts
from tests.people.saying import As, refused, told


@pytest.fixture(name="life", scope="module")
async def _life(as_: As, world: World) -> Life:
    """The life as it was lived."""
    return await it_was_lived(as_, world)


# ---- from the first idea ---------------------------------------------------------------------------------------------
async def test_a_remark_at_a_visit_becomes_a_first_idea_and_she_says_yes_in_her_words(life: Life) -> None:
    assert REMARK in life.of["visit"]["what_happened"]
    begun = life.of["begun"]
    assert (begun["purpose"], begun["decided_by"], begun["status"]) == (PURPOSE, "person", "forming")
    assert REMARK in begun["first_idea"]
    assert begun["gaps"] == ["connector", "facilitator"], "it goes on all the same"


async def test_what_was_missing_was_found_one_after_the_other(life: Life) -> None:
    assert life.of["unseen"] == {"status": 404}, "nobody connects a circle that they were not named for"
    connected, gathered = life.of["connected"], life.of["gathered"]
    assert (connected["connector_name"], connected["gaps"]) == ("Lorna Beswick", ["facilitator"])
    assert (gathered["status"], gathered["gaps"]) == ("meeting", [])


async def test_one_would_rather_not_and_three_are_of_it(life: Life) -> None:
    assert life.of["invited"] == {"colin": 404}, "to be asked in opens nothing"
    for who in (life.peggy, life.colin, life.bea, life.anna, life.lorna):
        found = await who.finds(f"{life.path}/members")
        assert [(m["name"], m["kind"], m["state"], m["facilitator"]) for m in found] == [
            ("Colin Hindle", "family", "joined", False), ("Bea Hindle", "family", "joined", False),
            ("Wilf Ogden", "neighbour", "joined", True), ("Ada Adeyemi", "friend", "declined", False),
        ]  # fmt: skip


# ---- meetings --------------------------------------------------------------------------------------------------------
async def test_three_meetings_were_held_with_lorna_about_six_weeks_apart(life: Life) -> None:
    held = await life.bea.finds(f"{life.path}/meetings", state="held")
    assert [(m["number"], m["held_on"], m["connector_there"]) for m in held] == [
        (3, ago(66), True), (2, ago(108), True), (1, ago(150), True),
    ]  # fmt: skip
    first = held[-1]
    assert (first["agenda"], first["decided"]) == (["What is a good Thursday?", "Who has a key?"], ["Thursdays are Peggy's"])
    assert first["what_happened"] == "Wilf brought a cake. She poured."
    (rained,) = await life.bea.finds(f"{life.path}/meetings", state="cancelled")
    assert (rained["number"], rained["because"]) == (None, "It poured")
    now = await life.lorna.reads(life.path)
    assert (now["meetings_held"], now["meetings_supported"], now["last_met_on"]) == (3, 3, ago(66))
    assert now["due_on"] == ago(66 - 6 * 7)


async def test_no_action_vanishes(life: Life) -> None:
    actions = await life.colin.finds(f"{life.path}/actions")
    assert sorted((a["what"], a["state"], a["because"]) for a in actions) == [
        ("A second teapot", "to_do", None),
        ("Ask chapel about a lift", "carried", "The minister was away"),
        ("Ask chapel about a lift", "done", None),
        ("Find out about the bus", "dropped", "It does not run on a Thursday any more"),
        ("Mend the big kettle", "done", None),
    ]
    carried = next(a for a in actions if a["state"] == "carried")
    went_on = next(a for a in actions if a["id"] == carried["carried_to_id"])
    assert (went_on["carried_from_id"], went_on["who"], went_on["by_on"]) == (carried["id"], "Wilf", ago(70))
    refused(await life.anna.caller.delete(f"{life.path}/actions/{carried['id']}", version="*"), 405)
    overdue = await life.lorna.finds("/circle-actions", overdue="true")
    assert [a["what"] for a in overdue if a["circle_id"] == life.circle] == ["A second teapot"]


# ---- both ways -------------------------------------------------------------------------------------------------------
async def test_what_each_gives_and_gets_lies_side_by_side(life: Life) -> None:
    balance = await life.colin.reads(f"{life.path}/balance")
    assert [(one["name"], one["gives"], one["gets"], one["only"]) for one in balance["everyone"]] == [
        (None, ["The kettle, and an ear"], ["A lift, and noise in the house"], None),
        ("Colin Hindle", ["Mends things"], ["My mother back, on a Thursday"], None),
        ("Bea Hindle", [], [], None),
        ("Wilf Ogden", ["Writes down what was said"], [], "gives"),
    ]


async def test_what_colin_wrote_down_on_the_bus_and_sent_twice_is_there_once(life: Life) -> None:
    where = f"{life.path}/contributions/{new_id()}"
    kept = {"member_id": life.members["Colin"], "way": "gives", "words": "The football results, whether she likes it or not"}
    first = told(await life.colin.caller.put(where, kept), 201)
    assert told(await life.colin.caller.put(where, kept)) == first
    given = await life.peggy.finds(f"{life.path}/contributions", member_id=life.members["Colin"], way="gives")
    assert sorted(c["words"] for c in given) == ["Mends things", kept["words"]]


# ---- community life --------------------------------------------------------------------------------------------------
async def test_her_gift_meets_hetty_and_both_see_why(life: Life) -> None:
    (met,) = [m for m in (await life.peggy.reads(f"{life.peggy.here}/matches"))["items"] if m["who"]["name"] == "Hetty"]
    (on,) = [one for one in met["on"] if one["mine"]["words"] == KNIT]
    assert (met["who"]["kind"], met["who"]["same_team"], on["how"]) == ("person", True, "gives")
    assert {"because": "same_tag", "word": "knitting"} in on["reasons"]
    knit = (await life.colin.reads(f"/community-groups/{life.of['born']['id']}/matches"))["items"]
    assert "Peggy" in [m["who"]["name"] for m in knit], "she lets the organisation know: first name and gift"
    assert "Hetty" not in [m["who"]["name"] for m in knit], "Hetty lets her team know, and nobody else"


async def test_a_group_was_born_from_her_remark_in_one_act(life: Life) -> None:
    peggy, born = life.peggy, life.of["born"]
    assert (born["run_by_me"], born["published_at"], born["origin"]) == (True, None, None), "her story is hers until she says"
    (part,) = await life.colin.finds("/community-groups", q="Peggy's knit")
    assert (part["id"], part["run_by_me"]) == (born["id"], False)
    assert [m["words"] for m in await peggy.finds(f"{peggy.here}/group-memberships")] == ["Mine"]
    assert [g["words"] for g in await life.bea.finds(f"/community-groups/{born['id']}/gifts")] == [
        "Somebody who can carry a tea urn"
    ]
    made = [s["made_or_gave"] for s in await life.coach.finds(f"/community-groups/{born['id']}/sessions")]
    assert made == ["A blanket, nearly", "Nine hats for the baby unit"]
    assert len(await life.anna.finds(f"{peggy.here}/group-attendances")) == 2


async def test_the_public_finds_the_group_and_no_trace_of_whose_remark_it_was(life: Life, api: httpx2.AsyncClient) -> None:
    born = life.of["born"]
    where = f"/community-groups/{born['id']}/publication"
    assert born["name"] not in await found(api)
    refused(await life.peggy.caller.post(where), 403)
    told(await life.anna.caller.post(where))
    assert born["name"] in await found(api)
    said = "\n".join([text async for _, answer in everything(api) for text in texts(answer)])
    assert born["name"] in said
    for hers in (KNIT, REMARK, PURPOSE, life.peggy.person, life.circle, "Hindle"):
        assert hers not in said


async def test_where_it_came_from_is_told_while_she_lets_it_be_told(life: Life) -> None:
    where = f"/community-groups/{life.of['born']['id']}"
    lets = await life.peggy.allows("story", "organisation")
    assert KNIT in (await life.bea.reads(where))["origin"]
    await life.peggy.takes_it_back(lets)
    assert (await life.bea.reads(where))["origin"] is None


async def test_to_be_told_of_something_and_to_be_gone_along_with_are_never_one_number(life: Life) -> None:
    peggy, of = life.peggy, life.of
    by_kind = {
        kind: await peggy.finds(f"{peggy.here}/introductions", kind=kind) for kind in ("social_prescribing", "signposting")
    }
    (choir,), (lunch,) = by_kind.values()
    assert (choir["goes_along"], choir["contacts"], choir["attended"], choir["result"]) == ("Wilf", 2, 2, "joined")
    assert (lunch["goes_along"], lunch["contacts"], lunch["result_words"]) == (None, 0, "I eat at one, not at noon")
    assert choir["id"] in of["owed"]["to"], "Lorna was reminded that Dr Patel does not know yet"
    assert (choir["message_owed"], choir["message_back"]) == (False, "She sings on Mondays, and wants you to know.")
    figures = (await life.anna.reads(f"/teams/{life.team}/community-figures"))["introductions"]
    assert set(figures) == {"signposting", "social_prescribing"}
    assert all(one["made"] >= 1 for one in figures.values())


async def test_month_by_month_she_sees_more_people(life: Life) -> None:
    for who in (life.peggy, life.anna, life.coach, life.manager, life.lorna):
        figures = await who.reads(f"{life.peggy.here}/connection-figures", months=9)
        by_month = {m["month"]: m["people_seen"] for m in figures["months"] if m["recorded"]}
        assert by_month == {month: len({n for m, n in life.seen if m == month}) for month, _ in life.seen}, "Wilf counts once"
        change = figures["change"]
        assert (change["first_mean"], change["first_recorded"], change["last_recorded"]) == (1.0, 3, 3)
        assert change["difference"] >= 2
        assert figures["people_seen"]["nothing_recorded"] > 0, "where nothing was written down nothing is known"


# ---- who may know ----------------------------------------------------------------------------------------------------
async def sees(who: Voice) -> set[str]:
    """What somebody is shown of her, beside the circle."""
    places = {"record": "", "gifts": "/gifts", "profile": "/profile-versions", "community": "/introductions"}
    answers = {kind: await who.caller.get(f"{who.here}{place}") for kind, place in places.items()}
    assert all(answer.status_code in (200, 404) for answer in answers.values())
    return {kind for kind, answer in answers.items() if answer.status_code == 200}


async def test_each_sees_what_she_chose_and_nothing_beside(life: Life) -> None:
    assert await sees(life.colin) == {"record", "gifts", "community"}
    assert await sees(life.bea) == await sees(life.lorna) == {"gifts", "community"}
    assert [c["id"] for c in await life.colin.finds("/circles")] == [life.circle]


async def test_the_coach_reads_it_without_how_anybody_is_reached_and_changes_nothing(life: Life) -> None:
    members = await life.coach.finds(f"{life.path}/members")
    assert not any("phone" in m or "email" in m for m in members)
    assert "01942 555 010" in {m["phone"] for m in await life.lorna.finds(f"{life.path}/members")}
    refused(await life.coach.caller.get(f"{life.peggy.here}/connections"), 403)
    for who in (life.coach, life.manager):
        await who.reads(f"{life.path}/balance")
        refused(await who.caller.post(f"{life.path}/status", {"to": "resting"}), 403)
        refused(await who.caller.post(f"{life.path}/members", {"name": "Imran", "kind": "other"}), 403)


@pytest.mark.parametrize(
    ("who", "status"),
    [("commissioner", 403), ("carer_2", 404), ("coach_2", 404), ("person_2", 404), ("family", 404), ("other_manager", 404)],
    ids=["her council", "a carer of another team", "another coach", "a neighbour", "another's daughter", "another provider"],
)
async def test_her_circle_is_nothing_to(who: str, status: int, life: Life, as_: As) -> None:
    places = ("", "/members", "/meetings", "/actions", "/contributions", "/balance")
    for where in [f"{life.path}{place}" for place in places] + [f"{life.peggy.here}/introductions", f"{life.peggy.here}/ties"]:
        refused(await as_(who).get(where), status)


# ---- standing alone --------------------------------------------------------------------------------------------------
async def test_lorna_says_that_it_stands_alone_and_is_not_missed(life: Life) -> None:
    words = {"words": "They rang each other before I did"}
    refused(await life.colin.caller.post(f"{life.path}/standing-alone", words), 403)
    alone = told(await life.lorna.caller.post(f"{life.path}/standing-alone", words))
    assert (alone["stands_alone_on"], alone["stands_alone_words"]) == (str(TODAY), words["words"])
    gone = await life.lorna.caller.post(f"{life.path}/connector/lay-down", {"because": "Others need me more"})
    assert gone.status_code == 204
    refused(await life.lorna.caller.get(life.path), 404)
    assert await sees(life.lorna) == set()
    now = await life.peggy.reads(life.path)
    assert (now["connector_account_id"], now["gaps"]) == (None, []), "who stands alone lacks nobody"
    met = await life.colin.plans_a_meeting(life.circle, ago(24), "Round mine", "The second teapot")
    there = [life.members[name] for name in ("Colin", "Wilf")]
    held = await life.bea.it_was_held(met, there, "We forgot to talk about it. We sang.", connector=False)
    assert (held["number"], held["connector_supports"]) == (4, False)


# ---- access ends -----------------------------------------------------------------------------------------------------
async def test_what_colin_sees_ends_in_the_middle_of_what_he_reads(life: Life) -> None:
    await life.peggy.has_a_gift("Toffee that does not stick", "baking")
    where, one = f"{life.peggy.here}/gifts", {"limit": 1}
    half = await life.colin.reads(where, **one)
    assert half["next"]
    await life.peggy.takes_it_back(life.of["for Colin"])
    assert await sees(life.colin) == {"gifts", "community"}, "what the whole circle sees is his as well"
    await life.peggy.takes_it_back(life.of["for the circle"])
    refused(await life.colin.caller.get(half["next"].removeprefix("/v1")), 404)
    assert await sees(life.colin) == await sees(life.bea) == set()
    refused(await life.colin.caller.get(f"{life.peggy.here}/ties"), 404)
    await life.colin.reads(life.path)  # he is still of the circle
    assert len(await life.anna.finds(where)) == 2, "and her gifts are where they were"


async def test_bea_leaves_for_herself_and_what_she_gave_stays(life: Life) -> None:
    member = life.members["Bea"]
    told(await life.anna.caller.post(f"{life.path}/contributions", {"member_id": member, "way": "gets", "words": "Socks"}), 201)
    refused(await life.bea.caller.post(f"/circle-members/{life.members['Colin']}/leave", {"because": "x"}), 403)
    left = told(await life.bea.caller.post(f"/circle-members/{member}/leave", {"because": "University, in Leeds"}))
    assert (left["state"], left["left_on"]) == ("left", str(TODAY))
    for place in ("", "/members", "/meetings", "/actions"):
        refused(await life.bea.caller.get(f"{life.path}{place}"), 401)
    refused(await life.bea.caller.get("/circles"), 401)  # it was her only one
    second = next(m for m in await life.colin.finds(f"{life.path}/meetings") if m["number"] == 2)
    assert member in second["member_ids"], "she was there, whoever left since"
    assert "Socks" in [c["words"] for c in await life.colin.finds(f"{life.path}/contributions", member_id=member)]


# ---- and after -------------------------------------------------------------------------------------------------------
async def test_the_circle_rests_over_the_winter_and_meets_again(life: Life) -> None:
    refused(await life.colin.caller.post(f"{life.path}/status", {"to": "resting"}), 403)
    rests = await life.peggy.moves_it(life.circle, "resting", "My chest, till the spring")
    assert (rests["status"], rests["due_on"]) == ("resting", None), "who rests is not late"
    refused(await life.anna.caller.post(f"{life.path}/status", {"to": "forming"}), 409, "circle-move-not-allowed")
    meets = await life.peggy.moves_it(life.circle, "meeting")
    assert (meets["status"], meets["due_on"]) == ("meeting", ago(24 - 6 * 7))


async def test_arthur_who_cannot_say_it_in_words_does_not_lose_his_circle(life: Life, as_: As, world: World) -> None:
    anna, lorna = as_("carer"), as_("connector")
    arthur = Voice(anna, await somebody(as_, life.team, preferred_name="Arthur"))
    said = {"purpose": "That I am where the noise is", "decided_by": "best_interest"}
    refused(await anna.post(f"{arthur.here}/circles", said), 422, "decision-without-words")
    how = "His sister, Dr Patel and Anna met. He reaches for her hand and laughs when the others come in."
    circle = await arthur.starts(**said, decided_words=how, meets_every_weeks=4)
    await arthur.names_connector(circle, "Lorna Beswick")
    assert (await arthur.reads(f"/circles/{circle}"))["decided_words"] == how
    for who in ("coach", "connector"):
        assert not (told(await as_(who).get(f"/circles/{circle}"))).get("decided_words")
    ruby = await arthur.asks_in(circle, "Ruby Platt", "family", ago(30))
    await arthur.says_they_joined(ruby, ago(29))
    theirs = await account(as_, world, "Ruby Platt", {"role": "family"})
    await signs_in(as_, ruby, theirs)
    assert (await lorna.post(f"/circles/{circle}/connector/lay-down", {})).status_code == 204
    mine = Voice(as_(theirs), arthur.person)
    now = await mine.reads(f"/circles/{circle}")
    assert (now["status"], now["gaps"]) == ("forming", ["connector", "facilitator"])
    lacking = [c["id"] for c in await arthur.finds("/circles", gap="connector")]
    assert circle in lacking
    assert life.circle not in lacking
    met = await mine.plans_a_meeting(circle, ago(3), "In the garden", "What he liked this month")
    held = await mine.it_was_held(met, [ruby], "The dog came.", connector=False)
    assert (held["state"], held["person_there"]) == ("held", True)


async def test_she_moves_to_another_team_and_her_circle_goes_with_her(life: Life, as_: As, world: World) -> None:
    anna, jack, south = life.anna, Voice(as_("carer_2"), life.peggy.person), world.team("Ashbrook South").id
    before = await all_of_it(anna, life)
    assert all(before.values())
    offer = told(await anna.caller.post(f"{anna.here}/move-offers", {"to_team_id": south, "words": "Nearer to Colin"}), 201)["id"]
    told(await jack.caller.post(f"/move-offers/{offer}/acceptance", {}))
    assert await all_of_it(jack, life) == await all_of_it(life.peggy, life) == before
    for place in ("", "/members", "/meetings"):
        refused(await anna.caller.get(f"{life.path}{place}"), 404)
    choir = await jack.reads(f"{jack.here}/introductions/{life.of['choir']['id']}")
    assert (choir["team_id"], choir["provided_by_team_id"]) == (str(south), life.team), "who was there then stays said"
    assert (await life.colin.reads(life.path))["team_id"] == str(south), "for Colin it is the same circle"


async def test_she_dies_and_nothing_is_overdue_and_the_words_stay(life: Life, as_: As) -> None:
    team = (await life.manager.reads(life.peggy.here))["team_id"]
    hers = life.anna if team == life.team else Voice(as_("carer_2"), life.peggy.person)
    owed = await hers.introduces("social_prescribing", "Dr Patel", ago(10), to_words="The allotment", goes_along="Wilf")
    await hers.came_of_it(owed, "tried", "Mud", ago(5))
    assert [a["what"] for a in await hers.finds(f"{life.path}/actions", overdue="true")] == ["A second teapot"]
    assert owed["id"] in [i["id"] for i in await hers.finds("/introductions", message_owed="true")]
    await hers.plans_a_meeting(life.circle, ago(-14), "Round mine", "Mince pies")
    told(await hers.caller.post(f"/circle-members/{life.members['Wilf']}/facilitator/lay-down"))
    now = await hers.reads(life.path)
    assert (now["gaps"], now["next_meeting_at"][:10]) == (["facilitator"], ago(-14))
    before = await all_of_it(hers, life)

    died = {"to": "ended", "reason": "died", "date_of_death": str(TODAY)}
    told(await hers.caller.post(f"{hers.here}/status-changes", died))

    assert await hers.finds(f"{life.path}/actions", overdue="true") == []
    for who in (hers, life.colin):
        now = await who.reads(life.path)
        assert (now["due_on"], now["next_meeting_at"], now["gaps"]) == (None, None, []), "nobody is reminded of anything"
    assert life.circle not in [c["id"] for c in await hers.finds("/circles", gap="facilitator")]
    assert owed["id"] not in [i["id"] for i in await hers.finds("/introductions", message_owed="true")]
    for place, body in (
        (f"{life.path}/members", {"name": "Edna", "kind": "friend"}),
        (f"{life.path}/meetings", {"starts_at": clock(ago(-7))}),
        (f"{life.path}/actions", {"what": "Flowers", "who": "Wilf"}),
        (f"{hers.here}/connections", {"name": "Edna", "kind": "friend"}),
    ):
        refused(await hers.caller.post(place, body), 409, "person-ended")
    assert await all_of_it(hers, life) == before
