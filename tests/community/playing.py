"""How it went with Peggy's circle, chapter by chapter: what each of them did with their own token."""

from api.demo.made import World
from tests.community.living import Json, Life, Voice, ago, everybody, months_ago, signs_in, somebody
from tests.people.saying import As, told

REMARK = "It was always me who had the kettle on. Now they all have one of their own."
PURPOSE = "That I am somebody's kettle again"
KNIT = "My mother's sock, on four needles, without looking"
MEETINGS = (150, 108, 66)  # days ago: six weeks apart


async def it_was_lived(as_: As, world: World) -> Life:
    """The life as it was lived."""
    life = await everybody(as_, world)
    await it_begins_with_a_remark(life)
    await people_are_asked_in(life, as_)
    await she_says_what_they_may_see(life)
    await they_meet_three_times_with_lorna(life)
    await each_gives_and_gets(life)
    await a_group_is_born(life, as_)
    await she_is_introduced(life)
    await she_sees_more_people(life)
    return life


async def it_begins_with_a_remark(life: Life) -> None:
    """Anna writes down what Peggy said at a visit; she starts the circle, and Peggy names who connects it."""
    anna, peggy, of = life.anna, life.peggy, life.of
    of["visit"] = await anna.was_there(f"Peggy said: {REMARK}", ago(185))
    life.circle = await anna.starts(PURPOSE, first_idea=f"She said: {REMARK}")
    of["begun"] = await peggy.reads(life.path)
    of["unseen"] = {"status": (await life.lorna.caller.get(life.path)).status_code}
    of["connected"] = await peggy.names_connector(life.circle, "Lorna Beswick")


async def people_are_asked_in(life: Life, as_: As) -> None:
    """Four are asked, by whoever knows them. One would rather not; a neighbour keeps it going."""
    lorna, anna, peggy, circle, members = life.lorna, life.anna, life.peggy, life.circle, life.members
    members["Colin"] = await peggy.asks_in(circle, "Colin Hindle", "family", ago(175), phone="01942 555 010")
    members["Bea"] = await anna.asks_in(circle, "Bea Hindle", "family", ago(174))
    members["Wilf"] = await lorna.asks_in(circle, "Wilf Ogden", "neighbour", ago(173))
    members["Ada"] = await lorna.asks_in(circle, "Ada Adeyemi", "friend", ago(172))
    for name, signing_in in zip(("Colin", "Bea"), life.accounts, strict=True):
        await signs_in(as_, members[name], signing_in)
    life.of["invited"] = {"colin": (await life.colin.caller.get(life.path)).status_code}
    told(await lorna.caller.post(f"/circle-members/{members['Ada']}/decline", {"because": "I have my own sister to see to"}))
    for name in ("Colin", "Bea", "Wilf"):
        await lorna.says_they_joined(members[name], ago(160))
    told(await lorna.caller.post(f"/circle-members/{members['Wilf']}/facilitator/take-up"))
    life.of["gathered"] = await lorna.moves_it(circle, "meeting")


async def she_says_what_they_may_see(life: Life) -> None:
    """Item by item: the circle her gifts and her community life, Colin her record too, and nobody the rest."""
    peggy = life.peggy
    life.of["for the circle"] = await peggy.allows("share_with_circle", "circle", "gifts", "community")
    colin = {"audience_id": life.members["Colin"]}
    life.of["for Colin"] = await peggy.allows("share_with_family", "circle_member", "record", "gifts", **colin)


async def they_meet_three_times_with_lorna(life: Life) -> None:
    """Three meetings, six weeks apart. What is decided is done, carried over, or dropped with why."""
    lorna, colin, anna, circle, of, members = life.lorna, life.colin, life.anna, life.circle, life.of, life.members
    first, second, third = (ago(days) for days in MEETINGS)
    at_peggys = "At Peggy's, in the kitchen"
    of["first"] = await lorna.plans_a_meeting(circle, first, at_peggys, "What is a good Thursday?", "Who has a key?")
    await lorna.it_was_held(
        of["first"], [members["Colin"], members["Wilf"]], "Wilf brought a cake. She poured.", "Thursdays are Peggy's"
    )
    of["kettle"] = await lorna.will_do(of["first"], "Mend the big kettle", "Colin", ago(120), member_id=members["Colin"])
    of["chapel"] = await lorna.will_do(of["first"], "Ask chapel about a lift", "Wilf", ago(120), member_id=members["Wilf"])
    of["bus"] = await colin.will_do(of["first"], "Find out about the bus", "Bea", ago(130), member_id=members["Bea"])
    await colin.it_is(of["kettle"], "done", ago(140))
    await life.bea.it_is(of["bus"], "dropped", ago(131), "It does not run on a Thursday any more")

    of["second"] = await colin.plans_a_meeting(circle, second, at_peggys, "Who else would like a cup of tea?")
    everyone = [members[name] for name in ("Colin", "Bea", "Wilf")]
    await lorna.it_was_held(of["second"], everyone, "Bea asked to be taught. Out came the needles.", "Knitting in the open")
    of["carried"] = await lorna.carries(of["chapel"], ago(70), "The minister was away")
    of["rain"] = await anna.plans_a_meeting(circle, ago(80), "In the park")
    told(await lorna.caller.post(f"{life.path}/meetings/{of['rain']['id']}/cancellation", {"because": "It poured"}))

    of["third"] = await peggy_plans(life, third)
    await lorna.it_was_held(of["third"], everyone, "Lorna said nothing for an hour, and nobody noticed.", "Wilf writes it down")
    next_one = (await colin.finds(f"{life.path}/actions", state="to_do"))[0]
    await colin.it_is(next_one, "done", ago(71))
    of["open"] = await lorna.will_do(of["third"], "A second teapot", "Wilf", ago(20), member_id=members["Wilf"])
    for meeting, there in (
        ("first", ("Colin", "Wilf")),
        ("second", ("Colin", "Bea", "Wilf")),
        ("third", ("Colin", "Bea", "Wilf")),
    ):
        life.seen |= {(of[meeting]["starts_at"][:7], name) for name in there}


async def peggy_plans(life: Life, on: str) -> Json:
    """The third one she calls herself."""
    return await life.peggy.plans_a_meeting(life.circle, on, "Round mine", "Do we need Lorna?")


async def each_gives_and_gets(life: Life) -> None:
    """A circle is no list of helpers."""
    lorna, colin, peggy, circle, members = life.lorna, life.colin, life.peggy, life.circle, life.members
    await peggy.says(circle, "gives", "The kettle, and an ear")
    await peggy.says(circle, "gets", "A lift, and noise in the house")
    await lorna.says(circle, "gives", "Writes down what was said", members["Wilf"])
    await colin.says(circle, "gives", "Mends things", members["Colin"])
    await colin.says(circle, "gets", "My mother back, on a Thursday", members["Colin"])


async def a_group_is_born(life: Life, as_: As) -> None:
    """Her gift meets Hetty's wish, and out of a remark comes a group: the two of them and the needles, in one act."""
    peggy, anna, of = life.peggy, life.anna, life.of
    hetty = Voice(anna.caller, await somebody(as_, life.team, preferred_name="Hetty"))
    await hetty.has_a_gift("Somebody who turns a heel with me", "knitting", direction="seeks")
    await hetty.allows("share_gifts", "team", given_by="Hetty")
    of["alone"] = await peggy.has_a_gift(KNIT, "knitting")
    await peggy.allows("share_gifts", "organisation")
    of["born"] = await peggy.begins_a_group(
        group={
            "name": "Peggy's knit and natter", "what": "We knit, and we talk.", "who_runs_it": "Peggy and Wilf",
            "place_name": "The chapel hall", "postcode": "WN1 1AA", "rrule": "FREQ=WEEKLY;BYDAY=TH", "first_on": ago(90),
            "begins_at": "14:00", "lasts_minutes": 120,
        },
        words=f"Bea held my sock up and said: {KNIT}? Teach me.", membership={"joined_on": ago(90), "words": "Mine"},
        seeks=[{"part": "hands", "words": "Somebody who can carry a tea urn", "tags": ["tea"]}],
    )  # fmt: skip
    sessions = f"/community-groups/{of['born']['id']}/sessions"
    for on, made in ((months_ago(2, 8), "Nine hats for the baby unit"), (months_ago(1, 8), "A blanket, nearly")):
        session = told(await peggy.caller.post(sessions, {"held_on": on, "came": 7, "made_or_gave": made}), 201)
        told(await peggy.caller.post(f"{peggy.here}/group-attendances", {"session_id": session["id"]}), 201)


async def she_is_introduced(life: Life) -> None:
    """Lorna goes the way to the choir with her; about the lunch club she only told her."""
    lorna, anna, of = life.lorna, life.anna, life.of
    of["choir"] = await lorna.introduces(
        "social_prescribing", "Dr Patel, Mill Lane Surgery", ago(100), to_words="The Monday choir", goes_along="Wilf",
        first_step="Listen at the door",
    )  # fmt: skip
    await lorna.on_the_way(of["choir"], ago(97), "We stood in the porch and heard them", attended=True, went_along="Wilf")
    await lorna.on_the_way(of["choir"], ago(90), "In, and a chair at the end of the row", attended=True, went_along="Wilf")
    of["joined"] = await lorna.came_of_it(of["choir"], "joined", "They let me be an alto", ago(60))
    of["owed"] = {"to": [one["id"] for one in await lorna.finds("/introductions", message_owed="true")]}
    of["told back"] = await lorna.tells_back(of["choir"], "She sings on Mondays, and wants you to know.")
    of["lunch"] = await anna.introduces("signposting", "Anna", ago(50), to_words="The lunch club")
    await anna.came_of_it(of["lunch"], "not_for_me", "I eat at one, not at noon", ago(45))


async def she_sees_more_people(life: Life) -> None:
    """First only Wilf over the fence, once a month; in the end the choir and the needles too."""
    anna, peggy, lorna = life.anna, life.peggy, life.lorna
    wilf = await anna.knows("Wilf", "neighbour", months_ago(9, 1), circle_member_id=life.members["Wilf"])
    ivy = await peggy.knows("Ivy", "friend", months_ago(3, 1), group_id=life.of["born"]["id"])
    basses = await lorna.knows("Stan, of the basses", "other", months_ago(3, 2), introduction_id=life.of["choir"]["id"])
    over_the_fence = [months_ago(n, 5) for n in (9, 8, 7)]
    lately = [months_ago(n, day) for n in (3, 2, 1) for day in (5, 12, 19)]
    await anna.saw({wilf: over_the_fence})
    await peggy.saw({wilf: lately, ivy: lately, basses: lately[::3]})
    await peggy.saw({ivy: lately})  # sent again: nothing is doubled
    for name, days in (("Wilf", over_the_fence + lately), ("Ivy", lately), ("Stan", lately[::3])):
        life.seen |= {(day[:7], name) for day in days}
