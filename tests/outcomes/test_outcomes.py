"""Outcomes: what people want in their lives. The words stay theirs, a move says why, and what has ended stays as it was."""

import asyncio
from datetime import timedelta

from api.demo.made import World
from api.domain.outcomes.models import ENDED, OUTCOME_MOVES, OutcomeStatus
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.people.saying import As, ended_person, listed, refused, told

MASS = {
    "statement": "Walk to Mass on my own again", "why_it_matters": "I meet people on the way",
    "what_good_looks_like": "I go on a Sunday", "who_helps": ["Anna"], "helped_by": "Siobhan", "areas": ["CA-COMMUNITY"],
    "started_on": "2026-01-05", "zero_words": "Stuck indoors", "ten_words": "I go where I like", "baseline_score": 3,
    "baseline_words": "Not out alone since the fall",
}  # fmt: skip
WALK = {"statement": "Walk wherever I like", "because": "It is the walk that I want"}
REASON = "She went three Sundays running"


def path_of(world: World, name: str = "Jean") -> str:
    return f"/people/{world.person(name).id}/outcomes"


async def test_a_person_writes_what_they_want_and_those_who_support_them_read_it(as_: As, world: World) -> None:
    jean, path = as_("person"), path_of(world)
    answer = await jean.post(path, MASS)
    made = told(answer, 201)
    assert answer.headers["location"] == f"/v1{path}/{made['id']}"
    assert (made["status"], made["status_since"], made["wording"], made["ended_on"]) == ("exploring", "2026-01-05", 1, None)
    assert {k: made[k] for k in MASS if k != "helped_by"} == {k: v for k, v in MASS.items() if k != "helped_by"}
    for who in ("carer", "coach", "manager", "integration"):
        assert made["id"] in [one["id"] for one in await listed(as_(who), path)]
        assert made["id"] in [one["id"] for one in await listed(as_(who), "/outcomes", person_id=str(world.person("Jean").id))]
    for who in ("coach", "manager", "family"):
        refused(await as_(who).post(path, MASS), 403)
    refused(await as_("carer_2").get(f"{path}/{made['id']}"), 404)
    refused(await as_("carer_2").post(path, MASS), 404)
    refused(await as_("connector").get(path), 403)


async def test_a_score_needs_its_scale(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    refused(await anna.post(path, {**MASS, "zero_words": None}), 422, "score-without-scale", pointer="/zero_words")
    refused(await anna.post(path, {**MASS, "ten_words": None}), 422, "score-without-scale", pointer="/ten_words")
    refused(await anna.post(path, {**MASS, "baseline_score": 11}), 422, pointer="/baseline_score")
    bare = told(await anna.post(path, {"statement": "See the sea"}), 201)
    assert (bare["started_on"], bare["areas"], bare["who_helps"]) == (str(london_today()), [], [])
    where = f"{path}/{bare['id']}"
    refused(await anna.patch(where, {"baseline_score": 3}, version=1), 422, "score-without-scale")
    scale = {"zero_words": "Never", "ten_words": "Every summer", "baseline_score": 0}
    assert told(await anna.patch(where, scale, version=1))["baseline_score"] == 0
    refused(await anna.patch(where, {"zero_words": None}, version=2), 422, "score-without-scale")


async def test_the_words_are_never_overwritten(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    where = f"{path}/{told(await anna.post(path, MASS), 201)['id']}"
    refused(await anna.patch(where, {"statement": "Other words"}, version=1), 422, pointer="/statement")
    refused(await anna.post(f"{where}/wordings", {"statement": "Walk"}), 422, pointer="/because")
    answer = await as_("person").post(f"{where}/wordings", {**WALK, "helped_by": "Anna"})
    second = told(answer, 201)
    assert answer.headers["location"] == f"/v1{where}/wordings/{second['id']}"
    assert told(await anna.get(f"{where}/wordings/{second['id']}")) == second
    now = told(await anna.get(where))
    assert (now["statement"], now["wording"], now["why_it_matters"], now["who_helps"]) == (WALK["statement"], 2, None, [])
    first, newest = await listed(as_("coach"), f"{where}/wordings")
    assert (first["number"], first["statement"], first["helped_by"], first["because"]) == (1, MASS["statement"], "Siobhan", None)
    assert first["who_helps"] == ["Anna"]
    assert (newest["number"], newest["because"], newest["helped_by"]) == (2, WALK["because"], "Anna")
    refused(await as_("carer_2").get(f"{where}/wordings"), 404)
    refused(await as_("carer_2").post(f"{where}/wordings", WALK), 404)


async def test_two_who_write_new_words_at_once_are_counted_one_after_the_other(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    where = f"{path}/{told(await anna.post(path, MASS), 201)['id']}"
    said = [f"Words {n}" for n in range(6)]
    answers = await asyncio.gather(*(anna.post(f"{where}/wordings", {**WALK, "statement": words}) for words in said))
    assert [a.status_code for a in answers] == [201] * 6
    kept = await listed(anna, f"{where}/wordings")
    assert [one["number"] for one in kept] == [1, 2, 3, 4, 5, 6, 7]
    assert sorted(one["statement"] for one in kept[1:]) == said
    now = told(await anna.get(where))
    assert (now["wording"], now["statement"]) == (7, kept[-1]["statement"])


async def test_an_outcome_moves_only_as_the_field_says_and_with_a_reason(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    allowed = set()
    for first in (OutcomeStatus.exploring, OutcomeStatus.on_track, OutcomeStatus.off_track):
        for to in OutcomeStatus:
            where = f"{path}/{told(await anna.post(path, MASS), 201)['id']}"
            if first != OutcomeStatus.exploring:
                told(await anna.post(f"{where}/status-changes", {"to": first, "reason": REASON}))
            answer = await anna.post(f"{where}/status-changes", {"to": to, "reason": REASON})
            if answer.status_code == 200:
                allowed.add((first, to))
                now = told(answer)
                assert (now["status"], now["status_since"]) == (to, str(london_today()))
                assert now["ended_on"] == (str(london_today()) if to in ENDED else None)
            else:
                refused(answer, 409, "outcome-move-not-allowed")
    assert allowed == {(one, to) for one, following in OUTCOME_MOVES.items() for to in following}
    where = f"{path}/{told(await anna.post(path, MASS), 201)['id']}/status-changes"
    refused(await anna.post(where, {"to": "off_track"}), 422, "outcome-reason-needed", pointer="/reason")
    told(await anna.post(where, {"to": "on_track"}))
    refused(await anna.post(where, {"to": "achieved"}), 422, "outcome-reason-needed")
    refused(await as_("carer_2").post(where, {"to": "achieved", "reason": REASON}), 404)
    refused(await as_("coach").post(where, {"to": "achieved", "reason": REASON}), 403)


async def test_moves_follow_one_another_and_are_kept_with_their_days(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    made = told(await anna.post(path, MASS), 201)["id"]
    where, moves = f"{path}/{made}", f"{path}/{made}/status-changes"
    tomorrow = str(london_today() + timedelta(days=1))
    refused(await anna.post(moves, {"to": "on_track", "on": tomorrow}), 422, pointer="/on")
    refused(await anna.post(moves, {"to": "on_track", "on": "2026-01-04"}), 422, "outcome-day-order", pointer="/on")
    assert told(await anna.patch(where, {"started_on": "2026-01-12"}, version=1))["status_since"] == "2026-01-12"
    told(await anna.post(moves, {"to": "on_track", "on": "2026-02-02"}))
    told(await as_("person").post(moves, {"to": "off_track", "on": "2026-03-02", "reason": "My knee"}))
    refused(await anna.post(moves, {"to": "on_track", "on": "2026-03-01", "reason": "x"}), 422, "outcome-day-order")
    refused(await anna.patch(where, {"started_on": "2026-02-03"}, version="*"), 422, "outcome-day-order", pointer="/started_on")
    moved_back = told(await anna.patch(where, {"started_on": "2026-02-02"}, version="*"))
    assert (moved_back["started_on"], moved_back["status_since"]) == ("2026-02-02", "2026-03-02")
    seen = [(m["from_status"], m["to_status"], m["moved_on"], m["reason"]) for m in await listed(as_("coach"), moves)]
    assert seen == [
        (None, "exploring", "2026-01-05", None),
        ("exploring", "on_track", "2026-02-02", None),
        ("on_track", "off_track", "2026-03-02", "My knee"),
    ]
    assert [m["reason"] for m in await listed(anna, moves, to_status="off_track")] == ["My knee"]


async def test_an_outcome_that_has_ended_takes_no_new_words_steps_or_moves(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    where = f"{path}/{told(await anna.post(path, MASS), 201)['id']}"
    step = told(await anna.post(f"{where}/steps", {"what": "Walk to the corner", "who": "Anna"}), 201)["id"]
    told(await anna.post(f"{where}/status-changes", {"to": "achieved", "on": "2026-06-01", "reason": REASON}))
    refused(await anna.post(f"{where}/wordings", WALK), 409, "outcome-ended")
    refused(await anna.post(f"{where}/steps", {"what": "Rest", "who": "Anna"}), 409, "outcome-ended")
    refused(await anna.post(f"{where}/status-changes", {"to": "on_track", "reason": "x"}), 409, "outcome-ended")
    assert told(await anna.get(where))["ended_on"] == "2026-06-01"
    told(await anna.post(f"{where}/steps/{step}/end", {"state": "done", "what_happened": "She ran"}))
    made = where.rpartition("/")[2]
    assert made in [one["id"] for one in await listed(anna, path, ended="true")]
    assert made not in [one["id"] for one in await listed(anna, path, ended="false")]


async def test_a_step_is_tried_begun_and_ends_once_with_what_happened(as_: As, world: World) -> None:
    anna, jean, path = as_("carer"), as_("person"), path_of(world)
    where = f"{path}/{told(await anna.post(path, MASS), 201)['id']}/steps"
    answer = await jean.post(where, {"what": "Walk to the corner", "who": "Me", "by_on": "2026-12-01"})
    step = told(answer, 201)
    assert (step["state"], step["ended_on"], answer.headers["location"]) == ("to_do", None, f"/v1{where}/{step['id']}")
    begun = told(await anna.patch(f"{where}/{step['id']}", {"doing": True, "who": "Jean and Anna", "by_on": None}, version=1))
    assert (begun["state"], begun["who"], begun["by_on"]) == ("doing", "Jean and Anna", None)
    refused(await anna.post(f"{where}/{step['id']}/end", {"state": "done"}), 422, pointer="/what_happened")
    refused(await anna.post(f"{where}/{step['id']}/end", {"state": "doing", "what_happened": "x"}), 422, pointer="/state")
    ended = told(await anna.post(f"{where}/{step['id']}/end", {"state": "dropped", "what_happened": "Rain", "on": "2026-11-01"}))
    assert (ended["state"], ended["what_happened"], ended["ended_on"]) == ("dropped", "Rain", "2026-11-01")
    again = {"state": "done", "what_happened": "x"}
    refused(await anna.post(f"{where}/{step['id']}/end", again), 409, "step-ended")
    refused(await anna.patch(f"{where}/{step['id']}", {"who": "Ben"}, version="*"), 409, "step-ended")
    other = told(await anna.post(path, MASS), 201)["id"]
    refused(await anna.get(f"{path}/{other}/steps/{step['id']}"), 404)
    refused(await anna.post(f"{path}/{other}/steps/{step['id']}/end", again), 404)
    told(await anna.post(where, {"what": "Ring the priest", "who": "Anna", "doing": True, "by_on": "2026-12-24"}), 201)
    assert [one["what"] for one in await listed(anna, where, state="doing")] == ["Ring the priest"]
    assert [one["what"] for one in await listed(anna, where, by_before="2026-12-25")] == ["Ring the priest"]


async def test_an_outcome_written_without_signal_arrives_once(as_: As, world: World) -> None:
    anna, where = as_("carer"), f"{path_of(world)}/{new_id()}"
    told(await anna.put(where, MASS), 201)
    told(await anna.post(f"{where}/wordings", WALK), 201)
    assert told(await anna.put(where, MASS))["wording"] == 2
    assert len(await listed(anna, f"{where}/wordings")) == 2
    refused(await anna.put(where, {**MASS, "areas": []}), 409, "id-in-use")
    refused(await anna.put(where, MASS, version="*"), 409, "words-by-wording")
    replaced = told(await anna.put(where, {"statement": WALK["statement"], "areas": ["CA-WTEV", "CA-WTEV"]}, version="*"))
    assert (replaced["areas"], replaced["baseline_score"], replaced["started_on"]) == (["CA-WTEV"], None, "2026-01-05")


async def test_outcomes_of_everyone_reached_are_found_by_team_status_and_area(as_: As, world: World) -> None:
    anna, path, jean = as_("carer"), path_of(world), world.person("Jean")
    made = told(await anna.post(path, {**MASS, "areas": ["CA-NUTRITION", "CA-HYGIENE"]}), 201)["id"]
    told(await anna.post(f"{path}/{made}/status-changes", {"to": "off_track", "reason": "x"}))

    async def found(**filters: str) -> bool:
        return made in [one["id"] for one in await listed(anna, "/outcomes", **filters)]

    assert await found(team_id=str(jean.team_id), status="off_track", area="CA-HYGIENE", ended="false")
    assert not await found(team_id=str(new_id()))
    assert not await found(status="on_track")
    assert not await found(area="CA-CLOTHING")
    assert not await found(ended="true")
    assert made not in [one["id"] for one in await listed(as_("carer_2"), "/outcomes")]
    refused(await anna.get("/outcomes", params={"area": "CA-JOY"}), 422)


async def test_nothing_new_is_wanted_of_somebody_whose_support_has_ended(as_: As, world: World) -> None:
    anna = as_("carer")
    person = await ended_person(anna, str(world.person("Jean").team_id))
    refused(await anna.post(f"/people/{person}/outcomes", MASS), 409, "person-ended")
    assert await listed(anna, f"/people/{person}/outcomes") == []
    living = told(await anna.post("/people", {"team_id": str(world.person("Jean").team_id), "preferred_name": "Elsie"}), 201)[
        "id"
    ]
    where = f"/people/{living}/outcomes/{new_id()}"
    told(await anna.put(where, MASS), 201)
    told(await anna.post(f"/people/{living}/status-changes", {"to": "ended", "reason": "died"}))
    refused(await anna.post(f"{where}/wordings", WALK), 409, "person-ended")
    refused(await anna.post(f"{where}/steps", {"what": "Rest", "who": "Anna"}), 409, "person-ended")
    refused(await anna.post(f"{where}/status-changes", {"to": "on_track"}), 409, "person-ended")
    assert told(await anna.get(where))["status"] == "exploring"
    assert told(await anna.put(where, MASS))["wording"] == 1


async def test_family_reads_what_is_shared_and_the_person_takes_it_back(as_: As, world: World) -> None:
    jean, family, person = as_("person"), as_("family"), world.person("Jean").id
    where = f"{path_of(world)}/{told(await jean.post(path_of(world), MASS), 201)['id']}"
    refused(await family.get(where), 404)
    said = {"purpose": "share_with_circle", "audience": "circle", "items": ["outcomes"], "given_how": "spoken"}
    consents = f"/people/{person}/consents"
    given = told(await jean.post(consents, {**said, "given_by": "Jean", "evidence": "Said so."}), 201)["id"]
    assert told(await family.get(where))["statement"] == MASS["statement"]
    for part in ("wordings", "status-changes", "steps"):
        assert len(await listed(family, f"{where}/{part}")) == (0 if part == "steps" else 1)
    refused(await family.post(f"{where}/wordings", WALK), 403)
    told(await jean.post(f"{consents}/{given}/withdrawal", {"how": "Said so."}))
    refused(await family.get(where), 404)
    refused(await family.get(f"{where}/wordings"), 404)
