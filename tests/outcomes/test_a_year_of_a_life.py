"""A year of Nora's life, as it went through the API: what she wanted, what was tried, what came of it, and who may know.

The year is played once, with the tokens that the front ends of Nora, her niece Tess, Anna of her team and the others have.
Each test tells one thing about it. In the last two she moves to another team, and dies.
"""

from typing import Any

import psycopg
import pytest

from api.demo.made import World
from tests.outcomes.living import HER_WEEK, TODAY, Json, Voice, Year, all_of_it, everybody, reviews_due, week
from tests.people.saying import As, listed, refused, told
from tests.visits.plans import at, plan

SCALE = {"zero_words": "The chair is my whole world", "ten_words": "I go down to the hens by myself"}


@pytest.fixture(name="year", scope="module")
async def _year(as_: As, world: World, operator: psycopg.Connection[Any]) -> Year:
    """The year as it was lived."""
    year = await everybody(as_, world, operator)
    await at_first_she_says_what_a_good_life_is(year)
    await then_it_begins(year)
    await half_way_they_look_back(year)
    await later_it_goes_wrong_and_right(year)
    return year


# ---- the year --------------------------------------------------------------------------------------------------------
async def at_first_she_says_what_a_good_life_is(year: Year) -> None:
    """Her good week in her words, and three things that she wants."""
    nora, anna, of = year.nora, year.anna, year.of
    of["hens"] = await nora.makes_a_week_good(
        "The hens, before breakfast", since=week(1), why_it_matters="They know my voice", how_often="Every morning"
    )
    of["cards"] = await anna.makes_a_week_good("Cards with Ivy", since=week(1), with_whom="Ivy from the corner", helped_by="Anna")
    of["walk"] = await nora.wants(
        "Go down to the hens on my own two feet", since=week(2), why_it_matters="It is my garden", who_helps=["Anna", "Tess"],
        areas=["CA-HABITABLEHOME"], baseline_score=2, baseline_words="I look at them through the window", **SCALE,
    )  # fmt: skip
    of["letters"] = await anna.wants(
        "Write to my brother in Perth", since=week(3), helped_by="Anna", areas=["CA-RELATIONSHIPS"], baseline_score=1,
        zero_words="We are strangers", ten_words="He knows what I had for tea",
    )  # fmt: skip
    of["choir"] = await nora.wants("Sing with the chapel choir again", since=week(4))
    of["rail"] = await anna.tries(of["walk"], "A rail along the path", "Tess's husband", by=week(9))
    of["frame"] = await anna.tries(of["walk"], "A frame with wheels", "Anna", by=week(7))


async def then_it_begins(year: Year) -> None:
    """She checks in herself, Tess when she is invited, and Anna on her behalf; once without signal."""
    nora, tess, anna, of = year.nora, year.tess, year.anna, year.of
    await nora.moves(of["walk"], "on_track", week(6))
    await nora.moves(of["letters"], "on_track", week(6))
    await anna.it_came_to(of["frame"], "dropped", "It sank in the mud. I said some words.", on=week(8))
    of["first"] = await nora.checks_in(
        of["walk"], week(8, 2), 3, "To the back step", working="The morning sun", what_next="The path"
    )
    kept = anna.checks_in_without_signal(of["walk"], week(12), 4, "She stood at the gate and called them")
    of["sent"], of["sent_again"] = await anna.sends(kept, 201), await anna.sends(kept, 200)
    await anna.it_came_to(of["rail"], "done", "It holds, and so do I.", on=week(14))
    of["sharing"] = await nora.lets_family_see(year.tess_is, "outcomes")
    of["invitation"] = await nora.invites(year.tess_is)
    of["from_tess"] = await tess.checks_in(of["walk"], week(15, 6), 7, "She met me at the gate. I cried.")
    of["slip"] = await nora.checks_in(of["walk"], week(16), 1, "All the way, and eggs in my apron", working="The rail")
    of["amendment"] = await nora.amends(of["slip"], "I pressed 1 and meant 8", score=8)
    await nora.checks_in(of["letters"], week(17), 6, "He wrote back. Four pages!")
    of["spring"] = await nora.answers_the_four_questions(week(14, 4), 5, 6, 4, 7)


async def half_way_they_look_back(year: Year) -> None:
    """Her review after six months, with two actions."""
    nora, anna, of = year.nora, year.anna, year.of
    of["review"] = await anna.holds_a_review(
        week(26), where_words="On the bench by the run", like_and_admire=["She names every hen, and remembers them all"],
        matters_now=["Mornings"], working=[{"perspective": "person", "words": "I am out before the kettle boils"}],
        not_working=[{"perspective": "family", "words": "We hear of falls last"}], questions=["Who shuts them in on icy days?"],
        top_working=["I am out before the kettle boils"], top_not_working=["I never know whether it is Anna or a stranger"],
        top_for_the_future=["To hear my brother's voice"], share_for_change=True,
    )  # fmt: skip
    of["bell"] = await anna.decides(of["review"], "A bell by the gate", "Tess", by=week(28))
    of["ice"] = await anna.decides(of["review"], "Ask Ivy about icy mornings", "Anna", by=week(30))
    await anna.it_ended(of["bell"], "done", "She rings it for fun.", on=week(27))
    await anna.it_ended(of["ice"], "dropped", "Ivy's own hip. Tess does it now.", on=week(31))
    of["hens_anew"] = await nora.says_it_anew(of["hens"], "The hens, and the new cockerel", because="He came last month")


async def later_it_goes_wrong_and_right(year: Year) -> None:
    """A fall, and back; a letter that was worth it; a choir that was not. Two weeks marked, with why."""
    nora, anna, of = year.nora, year.anna, year.of
    await anna.moves(of["walk"], "off_track", week(34, 3), "She fell on the wet leaves and is afraid of the path")
    await nora.checks_in(of["walk"], week(35), 3, "Back at the window", not_working="Leaves")
    await nora.moves(of["walk"], "on_track", week(39), "Tess swept, and I am cross with the window")
    await nora.checks_in(of["walk"], week(45), 9, "Every morning this week")
    await nora.moves(of["letters"], "achieved", week(44), "We ring each other on Sundays now")
    await nora.moves(of["choir"], "set_aside", week(40), "My voice has gone, and I would rather listen")
    of["autumn"] = await nora.answers_the_four_questions(week(42, 4), 7, 9, 8, 3)
    await nora.marks(of["hens"], week(34), "not", "I was in bed with my hip")
    await anna.marks(of["cards"], week(34), "partly", "Ivy came, and they played on the blanket")
    await nora.gives_the_week(week(34), 2, "Long")
    await nora.marks(of["hens"], week(46), "happened")
    await nora.gives_the_week(week(46), 9, "Mud to the knees")


# ---- her words -------------------------------------------------------------------------------------------------------
async def test_her_good_week_stands_in_her_words_and_the_earlier_words_stand_beside(year: Year) -> None:
    hens = next(item for item in await year.nora.finds("good-week/items") if item["id"] == year.of["hens"]["id"])
    assert (hens["what"], hens["wording"]) == ("The hens, and the new cockerel", 2)
    wordings = await year.anna.finds(f"good-week/items/{hens['id']}/wordings")
    assert [w["what"] for w in wordings] == ["The hens, and the new cockerel", "The hens, before breakfast"]
    assert (wordings[0]["because"], wordings[1]["why_it_matters"]) == ("He came last month", "They know my voice")


async def test_a_bad_week_and_a_good_one_say_why_in_her_words(year: Year) -> None:
    bad, good = [await year.nora.reads(f"{year.nora.here}/good-week", week_on=week(n)) for n in (34, 46)]
    assert {item["what"]: item["mark"] and (item["mark"]["mark"], item["mark"]["why"], item["mark"]["answered_by"])
            for item in bad["items"]} == {
        "The hens, and the new cockerel": ("not", "I was in bed with my hip", "self"),
        "Cards with Ivy": ("partly", "Ivy came, and they played on the blanket", "team_on_behalf"),
    }  # fmt: skip
    assert [(s["score"], s["ten_words"]) for s in (*bad["scores"], *good["scores"])] == [
        (2, HER_WEEK["ten_words"]), (9, HER_WEEK["ten_words"]),
    ]  # fmt: skip
    assert [item["mark"] for item in good["items"] if item["what"] == "Cards with Ivy"] == [None], "nobody said: that is no 'not'"


# ---- what she wanted -------------------------------------------------------------------------------------------------
async def test_one_thing_was_achieved_one_set_aside_and_one_goes_on_each_with_its_reason(year: Year) -> None:
    found = {one["id"]: one for one in await year.nora.finds("outcomes")}
    walk, letters, choir = (found[year.of[name]["id"]] for name in ("walk", "letters", "choir"))
    assert (walk["status"], letters["status"], choir["status"]) == ("on_track", "achieved", "set_aside")
    assert (letters["ended_on"], choir["ended_on"], walk["ended_on"]) == (week(44), week(40), None)
    moves = await year.anna.finds(f"outcomes/{walk['id']}/status-changes")
    assert [(m["to_status"], m["moved_on"], m["reason"]) for m in moves] == [
        ("exploring", week(2), None), ("on_track", week(6), None),
        ("off_track", week(34, 3), "She fell on the wet leaves and is afraid of the path"),
        ("on_track", week(39), "Tess swept, and I am cross with the window"),
    ]  # fmt: skip


async def test_what_did_not_work_is_kept_beside_what_did(year: Year) -> None:
    steps = await year.nora.finds(f"outcomes/{year.of['walk']['id']}/steps")
    assert {s["what"]: (s["state"], s["what_happened"]) for s in steps} == {
        "A rail along the path": ("done", "It holds, and so do I."),
        "A frame with wheels": ("dropped", "It sank in the mud. I said some words."),
    }


async def test_nobody_adds_to_what_was_achieved(year: Year) -> None:
    said = {"about": "outcome", "outcome_id": year.of["letters"]["id"], "words": "He rang on a Tuesday"}
    refused(await year.nora.caller.post(f"{year.nora.here}/check-ins", said), 409, "outcome-ended-before")


async def test_a_visit_says_that_it_is_for_the_walk(year: Year) -> None:
    visit = told(await year.anna.caller.post("/visits", plan(year.nora.person, at(3, 9))), 201)["id"]
    link = {"kind": "outcome", "target_id": year.of["walk"]["id"]}
    told(await year.anna.caller.post(f"/visits/{visit}/links", link), 201)
    told(
        await year.anna.caller.post(f"/visits/{visit}/links", {"kind": "good_week_item", "target_id": year.of["hens"]["id"]}), 201
    )
    assert {one["target_id"] for one in await listed(year.nora.caller, f"/visits/{visit}/links")} == {
        year.of["walk"]["id"], year.of["hens"]["id"],
    }  # fmt: skip


# ---- how it was ------------------------------------------------------------------------------------------------------
async def test_her_own_word_family_s_and_the_team_s_are_kept_apart(year: Year) -> None:
    walk = year.of["walk"]["id"]
    said = {
        whose: [c["score"] for c in await year.nora.finds("check-ins", outcome_id=walk, answered_by=whose)]
        for whose in ("self", "family", "team_on_behalf")
    }
    assert said == {"self": [9, 3, 1, 3], "family": [7], "team_on_behalf": [4]}  # the newest first; the slip stands as it was
    assert {(c["zero_words"], c["ten_words"]) for c in await year.nora.finds("check-ins", outcome_id=walk)} == {
        (SCALE["zero_words"], SCALE["ten_words"])
    }


async def test_what_was_said_without_signal_and_sent_twice_is_there_once(year: Year) -> None:
    assert year.of["sent_again"] == year.of["sent"]
    assert year.of["sent"]["given_at"][:10] == week(12) < year.of["sent"]["created_at"][:10]


async def test_a_slip_of_the_thumb_is_amended_and_both_stand(year: Year) -> None:
    slip = year.of["slip"]
    assert await year.coach.reads(f"/check-ins/{slip['id']}") == slip
    amended = await listed(year.coach.caller, f"/check-ins/{slip['id']}/amendments")
    assert [(a["score"], a["because"]) for a in amended] == [(8, "I pressed 1 and meant 8")]


async def test_in_spring_she_was_afraid_and_in_autumn_less_and_nothing_is_added_up(year: Year) -> None:
    bands = {
        season: {line["item"]: (line["value"], line["band"]) for line in year.of[season]["results"]["items"]}
        for season in ("spring", "autumn")
    }
    assert bands == {
        "spring": {"satisfaction": (5, "medium"), "worthwhile": (6, "medium"), "happiness": (4, "low"), "anxiety": (7, "high")},
        "autumn": {
            "satisfaction": (7, "high"), "worthwhile": (9, "very high"), "happiness": (8, "high"), "anxiety": (3, "low"),
        },
    }  # fmt: skip
    for season in ("spring", "autumn"):
        results = year.of[season]["results"]
        assert results["total"] is None
        assert [line["item"] for line in results["items"] if line["direction"] == "lower_is_better"] == ["anxiety"]


# ---- does life get better --------------------------------------------------------------------------------------------
def line(figures: list[Json], whose: str = "self") -> Json:
    """The one line of figures of whoever answered."""
    (found,) = [one for one in figures if one["answered_by"] == whose]
    return found


async def test_her_progress_tells_where_she_began_and_where_she_is_in_each_voice_apart(year: Year) -> None:
    progress = await year.nora.reads(f"{year.nora.here}/progress")
    assert progress == await year.coach.reads(f"{year.nora.here}/progress")
    walk = next(one for one in progress["outcomes"] if one["outcome_id"] == year.of["walk"]["id"])
    hers = line(walk["scores"])
    assert (hers["n"], hers["mean"], hers["lowest"], hers["highest"]) == (4, 5.75, 3, 9)  # 3, the amended 8, 3 and 9
    assert (hers["baseline"]["score"], hers["latest"]["score"], hers["change"], hers["change_is"]) == (2, 9, 7, "better")
    assert (hers["baseline"]["said_in"], hers["latest"]["ten_words"]) == ("outcome", SCALE["ten_words"])
    for whose, score in (("family", 7), ("team_on_behalf", 4)):
        theirs = line(walk["scores"], whose)
        assert (theirs["n"], theirs["mean"], theirs["change"]) == (1, score, None), "one score alone is no change"
    weeks = line(progress["weeks"]["scores"])
    assert (weeks["n"], weeks["lowest"], weeks["highest"], weeks["change_is"]) == (2, 2, 9, "better")


async def test_her_four_answers_are_told_one_by_one_and_less_anxiety_is_better(year: Year) -> None:
    progress = await year.nora.reads(f"{year.nora.here}/progress")
    (ons4,) = progress["instruments"]
    assert (ons4["n"], ons4["never_sum"], ons4["totals"]) == (2, True, [])
    assert {one["item"]: (line(one["scores"])["change"], line(one["scores"])["change_is"]) for one in ons4["items"]} == {
        "satisfaction": (2, "better"), "worthwhile": (3, "better"), "happiness": (4, "better"), "anxiety": (-4, "better"),
    }  # fmt: skip


async def test_the_walk_is_told_point_by_point_and_drawn(year: Year) -> None:
    where = f"/outcomes/{year.of['walk']['id']}/progress"
    points = (await year.nora.reads(where))["points"]
    assert [(p["on"], p["score"], p["answered_by"], p["amended"]) for p in points] == [
        (week(8, 2), 3, "self", False), (week(12), 4, "team_on_behalf", False), (week(15, 6), 7, "family", False),
        (week(16), 8, "self", True), (week(35), 3, "self", False), (week(45), 9, "self", False),
    ]  # fmt: skip
    drawn = await year.nora.caller.get(where, headers={"accept": "image/svg+xml"})
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert "<svg" in drawn.text
    assert SCALE["ten_words"] in drawn.text, "a picture without her words says nothing"


# ---- looking back ----------------------------------------------------------------------------------------------------
async def test_what_her_review_decided_never_vanishes(year: Year) -> None:
    actions = await year.nora.finds(f"reviews/{year.of['review']['id']}/actions")
    assert {a["what"]: (a["state"], a["words"]) for a in actions} == {
        "A bell by the gate": ("done", "She rings it for fun."),
        "Ask Ivy about icy mornings": ("dropped", "Ivy's own hip. Tess does it now."),
    }


async def test_her_second_review_is_overdue_until_it_is_held(year: Year) -> None:
    late = (await reviews_due(year))[year.nora.person]
    assert (late["last_held_on"], late["overdue"], late["preferred_name"]) == (week(26), True, "Nora")
    assert set(await reviews_due(year, year.nora)) == {year.nora.person}, "and she sees it herself"
    held = await year.anna.holds_a_review(str(TODAY), top_working=["Nobody hurries me"], top_not_working=["Ice"])
    assert held["held_on"] == str(TODAY)
    assert year.nora.person not in await reviews_due(year)


async def test_what_she_said_is_learned_from_with_others_without_her_name_and_she_hears_what_came_of_it(
    year: Year, world: World
) -> None:
    anna = year.anna.caller
    others = [p for p in world.people_of(world.team("Ashbrook North").id) if p.status == "supported"][:4]
    for n, other in enumerate(others):
        said = {"top_working": [f"It works {n}"], "top_not_working": [f"It does not {n}"], "top_for_the_future": [f"One day {n}"]}
        await Voice(anna, str(other.id)).holds_a_review(week(25), share_for_change=True, **said)
    cycles = f"/teams/{year.team}/change-cycles"
    begun = {"name": "What we heard half way", "from_on": week(25), "until_on": week(27)}
    here = f"{cycles}/{told(await anna.post(cycles, begun), 201)['id']}"
    assert told(await anna.post(f"{here}/gathering"))["people"] >= 5
    hers = [
        s for s in await listed(anna, f"{here}/statements") if s["words"] == "I never know whether it is [name] or a stranger"
    ]
    assert [(s["kind"], s["names_hidden"]) for s in hers] == [("not_working", True)]
    review = await year.nora.reads(f"{year.nora.here}/reviews/{year.of['review']['id']}")
    assert review["top_not_working"] == ["I never know whether it is Anna or a stranger"], "her own review keeps her words"

    told(await anna.post(f"{here}/step", {"to": "theming"}))
    theme = {"kind": "not_working", "i_statement": "I know who is coming to me", "chosen": True}
    theme_id = told(await anna.post(f"{here}/themes", theme), 201)["id"]
    told(await anna.patch(f"{here}/statements/{hers[0]['id']}", {"theme_id": theme_id}, version=1))
    for step in ("understanding", "success", "planning"):
        told(await anna.post(f"{here}/step", {"to": step}))
    photo = {"what": "A photo of who comes next, on the fridge", "who": "All of us", "theme_id": theme_id}
    action = told(await anna.post(f"{here}/actions", photo), 201)["id"]
    told(await anna.post(f"{here}/actions/{action}/end", {"state": "done", "what_came_of_it": "Everybody has one"}))
    for step in ("doing", "telling"):
        told(await anna.post(f"{here}/step", {"to": step}))
    heard = {"feedback": "You said you never know who comes. Now there is a photo.", "told_on": str(TODAY)}
    version = told(await anna.get(here))["version"]
    told(await anna.patch(here, heard, version=version))
    told(await anna.post(f"{here}/step", {"to": "closed"}))
    assert (await year.nora.reads(here))["feedback"] == heard["feedback"]
    refused(await year.nora.caller.get(f"{here}/statements"), 403)


# ---- who may know ----------------------------------------------------------------------------------------------------
LIFE = ("good-week", "outcomes", "check-ins", "reviews", "progress")


async def test_the_coach_and_the_manager_read_and_change_nothing(year: Year) -> None:
    for who in (year.coach, year.manager):
        for place in LIFE:
            await who.reads(f"{who.here}/{place}")
        said = {"about": "outcome", "outcome_id": year.of["walk"]["id"], "words": "Well done"}
        refused(await who.caller.post(f"{who.here}/check-ins", said), 403)
        moved = {"to": "achieved", "reason": "She walks"}
        refused(await who.caller.post(f"{who.here}/outcomes/{year.of['walk']['id']}/status-changes", moved), 403)


@pytest.mark.parametrize("place", LIFE)
@pytest.mark.parametrize(
    ("who", "status"),
    [("commissioner", 403), ("carer_2", 404), ("person", 404), ("other_carer", 404), ("other_manager", 404)],
    ids=["her council", "a carer of another team", "a neighbour", "a carer of elsewhere", "a manager of elsewhere"],
)
async def test_her_life_is_nothing_to(who: str, status: int, place: str, year: Year, as_: As) -> None:
    refused(await as_(who).get(f"{year.nora.here}/{place}"), status)


async def test_her_niece_sees_the_outcomes_that_she_shares_and_nothing_else_of_her_life(year: Year) -> None:
    tess, of = year.tess, year.of
    assert {one["id"] for one in await tess.finds("outcomes")} == {of[name]["id"] for name in ("walk", "letters", "choir")}
    said = await tess.finds("check-ins")
    assert {c["about"] for c in said} == {"outcome"}
    assert {of["first"]["id"], of["from_tess"]["id"]} <= {c["id"] for c in said}
    for hers in (f"/check-ins/{of['spring']['id']}", f"{tess.here}/reviews/{of['review']['id']}", f"{tess.here}/good-week"):
        refused(await tess.caller.get(hers), 404)
    for place in ("reviews", "good-week/items"):
        refused(await tess.caller.get(f"{tess.here}/{place}"), 404)
    progress = await tess.reads(f"{tess.here}/progress")
    assert {one["outcome_id"] for one in progress["outcomes"]} == {of[name]["id"] for name in ("walk", "letters", "choir")}
    assert (progress["weeks"], progress["instruments"]) == (None, None)


async def test_family_lose_it_the_moment_that_she_ends_it(year: Year) -> None:
    tess, walk = year.tess, year.of["walk"]
    where, said = f"{tess.here}/check-ins", {"about": "outcome", "outcome_id": walk["id"], "words": "I still come on Sundays"}
    told(await year.nora.caller.post(f"{tess.here}/check-in-invitations/{year.of['invitation']['id']}/withdrawal", {}))
    refused(await tess.caller.post(where, said), 403, "not-invited")
    await tess.finds("outcomes")
    await year.nora.takes_it_back(year.of["sharing"])
    for gone in ("outcomes", f"outcomes/{walk['id']}", "check-ins", "progress"):
        refused(await tess.caller.get(f"{tess.here}/{gone}"), 404)
    for gone in (f"/check-ins/{year.of['from_tess']['id']}", f"/outcomes/{walk['id']}/progress"):
        refused(await tess.caller.get(gone), 404)
    refused(await tess.caller.post(where, said), 404)
    stands = await year.nora.reads(f"/check-ins/{year.of['from_tess']['id']}")
    assert stands["words"] == "She met me at the gate. I cried.", "what she said stands"


# ---- what comes after ------------------------------------------------------------------------------------------------
async def test_she_moves_to_another_team_and_nothing_is_lost(year: Year, as_: As, world: World) -> None:
    anna, jack, south = year.anna, Voice(as_("carer_2"), year.nora.person), world.team("Ashbrook South").id
    before = await all_of_it(anna)
    assert all(before.values())
    offer = told(await anna.caller.post(f"{anna.here}/move-offers", {"to_team_id": south, "words": "Nearer to Tess"}), 201)["id"]
    told(await jack.caller.post(f"/move-offers/{offer}/acceptance", {}))
    assert await all_of_it(jack) == await all_of_it(year.nora) == before
    assert {c["provided_by_team_id"] for c in before["check-ins"]} == {year.team}, "who was there then stays said"
    for place in LIFE:
        refused(await anna.caller.get(f"{anna.here}/{place}"), 404)
    said = {"about": "outcome", "outcome_id": year.of["walk"]["id"], "words": "She showed me the cockerel"}
    since = told(await jack.caller.post(f"{jack.here}/check-ins", said), 201)
    assert since["provided_by_team_id"] == str(south), "and from now on it is the other team"


async def test_she_dies_and_nobody_is_reminded_of_anything_and_her_words_stay(year: Year, as_: As) -> None:
    team = (await year.manager.reads(year.nora.here))["team_id"]
    hers = year.anna if team == year.team else Voice(as_("carer_2"), year.nora.person)
    told(await hers.caller.post("/visits", plan(hers.person, at(5, 9))), 201)
    due_in_a_year = {"within_days": 366}
    reminded = await hers.reads(f"/teams/{team}/reviews-due", **due_in_a_year)
    assert hers.person in [one["person_id"] for one in reminded["people"]]
    before = await all_of_it(hers)

    died = {"to": "ended", "reason": "died", "date_of_death": str(TODAY)}
    told(await hers.caller.post(f"{hers.here}/status-changes", died))

    reminded = await hers.reads(f"/teams/{team}/reviews-due", **due_in_a_year)
    assert hers.person not in [one["person_id"] for one in reminded["people"]]
    for state in ("planned", "open"):
        assert await listed(hers.caller, "/visits", person_id=hers.person, state=state) == []
    said = {"about": "outcome", "outcome_id": year.of["walk"]["id"], "words": "We shut the hens in for her"}
    refused(await hers.caller.post(f"{hers.here}/check-ins", said), 409, "support-ended-before")
    assert await all_of_it(hers) == before
