"""Check-ins: how it is, in the person's words; given late and twice; amended, never changed; by family when invited."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from api.demo.made import World
from api.domain.outcomes.check_ins.models import CheckIn
from api.domain.outcomes.check_ins.queries import LAST_SCORE
from api.domain.outcomes.instruments.fhir import MEDIA
from api.domain.shared.clock import london_today, utc_now
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told
from tests.world import Caller

WALK = {"statement": "Walk to chapel on my own again", "zero_words": "I am stuck indoors", "ten_words": "I go where I like"}
SCALE = {"zero_words": "The worst of weeks", "ten_words": "The best of weeks"}
CLIENT = "check-ins:write outcomes:read"
ONS4 = [
    {"item": "satisfaction", "value": 7}, {"item": "worthwhile", "value": 8}, {"item": "happiness", "value": 4},
    {"item": "anxiety", "value": 2},
]  # fmt: skip


def ago(**time: float) -> str:
    return (utc_now() - timedelta(**time)).isoformat()


def monday() -> str:
    return str(london_today() - timedelta(days=london_today().weekday()))


def path_of(world: World, name: str = "Jean") -> str:
    return f"/people/{world.person(name).id}/check-ins"


async def outcome_of(caller: Caller, world: World, name: str = "Jean", **said: Any) -> str:
    return str(told(await caller.post(f"/people/{world.person(name).id}/outcomes", WALK | said), 201)["id"])


def on(outcome: str, **said: Any) -> dict[str, Any]:
    return {"about": "outcome", "outcome_id": outcome, "words": "To the corner and back", **said}


# ---- what is said --------------------------------------------------------------------------------------------------
async def test_a_person_checks_in_on_their_outcome_in_their_own_words(as_: As, world: World) -> None:
    jean, path = as_("person"), path_of(world)
    outcome = await outcome_of(jean, world)
    said = on(outcome, score=6, working="Anna waits", not_working="The kerb", what_next="The other side")
    given = told(await jean.post(path, said), 201)
    assert {name: given[name] for name in said} == said
    assert (given["answered_by"], given["zero_words"], given["ten_words"]) == (
        "self", "I am stuck indoors", "I go where I like",
    )  # fmt: skip
    assert given["provided_by_team_id"] == str(world.person("Jean").team_id)
    for who in ("carer", "coach", "manager", "integration"):
        assert told(await as_(who).get(f"/check-ins/{given['id']}")) == given
        assert given["id"] in [c["id"] for c in await listed(as_(who), path, outcome_id=outcome)]
        assert given["id"] in [c["id"] for c in await listed(as_(who), "/check-ins")]
    for who in ("coach", "manager"):
        refused(await as_(who).post(path, said), 403)
    refused(await as_("carer_2").get(f"/check-ins/{given['id']}"), 404)
    refused(await as_("carer_2").post(path, said), 404)
    refused(await as_("commissioner").get(path), 403)


async def test_a_score_needs_its_scale(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    bare = await outcome_of(anna, world, zero_words=None, ten_words=None)
    refused(await anna.post(path, on(bare, score=5)), 422, "check-in-scale", "/zero_words")
    refused(await anna.post(path, on(bare, score=5, zero_words="Stuck")), 422, "check-in-scale", "/ten_words")
    given = told(await anna.post(path, on(bare, score=5, zero_words="Stuck", ten_words="Free")), 201)
    assert (given["score"], given["zero_words"], given["ten_words"]) == (5, "Stuck", "Free")
    unscored = told(await anna.post(path, on(bare)), 201)
    refused(await anna.post(f"/check-ins/{unscored['id']}/amendments", {"score": 3, "because": "x"}), 422, "check-in-scale")
    refused(await anna.post(path, on(bare, score=11, **SCALE)), 422, pointer="/score")


async def test_a_week_is_scored_on_its_monday(as_: As, world: World) -> None:
    jean, path = as_("person"), path_of(world)
    week = {"about": "week", "week_on": monday(), "score": 8, **SCALE}
    given = told(await jean.post(path, week), 201)
    assert (given["week_on"], given["outcome_id"], given["score"]) == (monday(), None, 8)
    assert given["id"] in [c["id"] for c in await listed(jean, path, about="week", week_on=monday())]
    day_after = str(london_today() - timedelta(days=london_today().weekday() - 1))
    ahead = str(london_today() + timedelta(days=7 - london_today().weekday()))
    for wrong in (day_after, ahead):
        refused(await jean.post(path, week | {"week_on": wrong}), 422, "check-in-week", "/week_on")
    refused(await jean.post(path, {"about": "week", "week_on": monday(), "score": 8}), 422, "check-in-scale")


@pytest.mark.parametrize(
    ("said", "code", "pointer"),
    [
        ({"about": "outcome", "words": "Well."}, "check-in-parts", "/outcome_id"),
        ({"about": "week", "week_on": "2026-01-05", "outcome_id": str(new_id())}, "check-in-parts", "/outcome_id"),
        ({"about": "week", "words": "Well."}, "check-in-parts", "/week_on"),
        ({"about": "week", "week_on": "2026-01-05"}, "check-in-empty", "/words"),
        ({"about": "week", "week_on": "2026-01-05", "words": "Well.", "answers": ONS4}, "check-in-parts", "/answers"),
        ({"about": "instrument", "instrument": "ons4", "answers": ONS4}, "check-in-parts", "/instrument_version"),
        ({"about": "instrument", "instrument": "ons4", "instrument_version": 1}, "check-in-empty", "/answers"),
        (
            {"about": "instrument", "instrument": "ons4", "instrument_version": 1, "answers": ONS4, "score": 5, **SCALE},
            "check-in-parts", "/score",
        ),
        (
            {"about": "instrument", "instrument": "nobodys", "instrument_version": 1, "answers": ONS4},
            "no-such-instrument", "/instrument",
        ),
        (
            {"about": "instrument", "instrument": "ons4", "instrument_version": 1, "answers": [ONS4[0] | {"value": 11}]},
            "answer-not-valid", "/answers/0/value",
        ),
        ({"about": "week", "week_on": "2026-01-05", "words": "W.", "answered_by": "self"}, "answered-by", "/answered_by_name"),
        ({"about": "week", "week_on": "2026-01-05", "words": "W.", "answered_by": "family"}, "answered-by", "/answered_by_name"),
    ],
)  # fmt: skip
async def test_parts_that_do_not_fit_are_named(said: dict[str, Any], code: str, pointer: str, as_: As, world: World) -> None:
    refused(await as_("carer").post(path_of(world), said), 422, code, pointer)


async def test_answers_to_an_instrument_are_kept_with_what_they_came_to(as_: As, world: World) -> None:
    jean, path = as_("person"), path_of(world)
    said = {"about": "instrument", "instrument": "ons4", "instrument_version": 1, "answers": ONS4, "words": "Not a bad week"}
    given = told(await jean.post(path, said), 201)
    assert [(a["item"], a["value"]) for a in given["answers"]] == [(a["item"], a["value"]) for a in ONS4]
    results = given["results"]
    assert results["total"] is None  # never summed
    assert [(line["band"], line["direction"]) for line in results["items"]] == [
        ("high", "higher_is_better"), ("high", "higher_is_better"), ("low", "higher_is_better"), ("low", "lower_is_better"),
    ]  # fmt: skip
    assert given["id"] in [c["id"] for c in await listed(as_("coach"), path, instrument="ons4")]


async def test_a_check_in_is_read_as_a_questionnaire_response(as_: As, world: World) -> None:
    jean, path = as_("person"), path_of(world)
    said = {"about": "instrument", "instrument": "ons4", "instrument_version": 1, "answers": ONS4}
    answered = told(await jean.post(path, said), 201)["id"]
    on_outcome = told(await jean.post(path, on(await outcome_of(jean, world), score=6)), 201)["id"]
    for id_, links in ((answered, [a["item"] for a in ONS4]), (on_outcome, ["score", "zero_words", "ten_words", "words"])):
        read = await as_("carer").get(f"/check-ins/{id_}/questionnaire-response", headers={"accept": MEDIA})
        assert read.headers["content-type"] == MEDIA
        document: Any = QuestionnaireResponse.model_validate_json(read.content)
        assert [item.linkId for item in document.item] == links
        assert document.subject.reference == document.source.reference == f"Patient/{world.person('Jean').id}"
        refused(await as_("carer_2").get(f"/check-ins/{id_}/questionnaire-response"), 404)


async def test_an_instrument_of_the_organisation_is_answered_while_it_is_published(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    jean, path, instrument, version = as_("person"), path_of(world), new_id(), new_id()
    organisation = world.organisation_id
    operator.execute(
        "INSERT INTO instrument (id, organisation_id, key, name, purpose) VALUES (%s, %s, 'sleep', 'Sleep', 'To sleep')",
        [instrument, organisation],
    )
    operator.execute(
        "INSERT INTO instrument_version (id, organisation_id, instrument_id, number, state, items)"
        """ VALUES (%s, %s, %s, 1, 'draft', '[{"key": "slept", "text": "Did you sleep?", "kind": "yes_no"}]')""",
        [version, organisation, instrument],
    )
    answers = [{"item": "slept", "value": True}]
    said = {"about": "instrument", "instrument": "sleep", "instrument_version": 1, "answers": answers}
    refused(await jean.post(path, said), 409, "version-not-answerable")
    operator.execute("UPDATE instrument_version SET state = 'published', published_on = now() WHERE id = %s", [version])
    id_, in_time = new_id(), ago(minutes=1)
    body = said | {"person_id": str(world.person("Jean").id)}
    given = told(await jean.put(f"/check-ins/{id_}", body), 201)
    assert given["answers"][0]["value"] is True
    refused(await jean.post(path, said | {"answers": []}), 422, "check-in-empty")
    operator.execute("UPDATE instrument_version SET state = 'withdrawn', withdrawn_on = now() WHERE id = %s", [version])
    refused(await jean.post(path, said), 409, "version-withdrawn")
    told(await jean.post(path, said | {"given_at": in_time}), 201)  # given before, sent after
    assert told(await jean.put(f"/check-ins/{id_}", body)) == given
    operator.execute("UPDATE instrument_version SET state = 'published', withdrawn_on = NULL WHERE id = %s", [version])
    operator.execute("UPDATE instrument SET licence = 'licensed' WHERE id = %s", [instrument])
    refused(await jean.post(path, said), 409, "licence-not-confirmed")


# ---- whose word it is ----------------------------------------------------------------------------------------------
async def test_whose_word_it_is_is_kept_apart(as_: As, world: World) -> None:
    jean, anna, path = as_("person"), as_("carer"), path_of(world)
    outcome = await outcome_of(anna, world)
    refused(await jean.post(path, on(outcome, answered_by="team_on_behalf")), 422, "answered-by", "/answered_by")
    assert told(await anna.post(path, on(outcome)), 201)["answered_by"] == "team_on_behalf"
    assert told(await as_("integration", scopes=CLIENT).post(path, on(outcome)), 201)["answered_by"] == "team_on_behalf"
    written = on(outcome, answered_by="self", answered_by_name="Anna wrote down what Jean said")
    hers = told(await anna.post(path, written), 201)["id"]
    assert [c["id"] for c in await listed(anna, path, outcome_id=outcome, answered_by="self")] == [hers]
    assert len(await listed(anna, path, outcome_id=outcome, answered_by="team_on_behalf")) == 2


# ---- late, twice, and over -----------------------------------------------------------------------------------------
async def test_a_check_in_arrives_late_and_twice_and_is_one(as_: As, world: World) -> None:
    jean, id_ = as_("person"), new_id()
    outcome = await outcome_of(jean, world)
    body = {"person_id": str(world.person("Jean").id), **on(outcome, score=4, given_at=ago(days=3))}
    first = told(await jean.put(f"/check-ins/{id_}", body), 201)
    assert first["given_at"] < first["created_at"]
    told(await jean.post(f"/check-ins/{id_}/amendments", {"score": 8, "because": "I pressed 4 and meant 8"}), 201)
    assert told(await jean.put(f"/check-ins/{id_}", body)) == first
    refused(await jean.put(f"/check-ins/{id_}", body | {"score": 5}), 409, "id-in-use")
    refused(await jean.put(f"/check-ins/{id_}", body | {"score": 5}, version=1), 409, "check-in-stands")
    refused(await jean.put(f"/check-ins/{id_}", body, version=9), 412)
    refused(await as_("carer_2").put(f"/check-ins/{id_}", body), 404)
    assert [c["id"] for c in await listed(jean, path_of(world), outcome_id=outcome)] == [str(id_)]


async def test_nobody_checks_in_ahead_of_time(as_: As, world: World) -> None:
    jean, path = as_("person"), path_of(world)
    outcome = await outcome_of(jean, world)
    refused(await jean.post(path, on(outcome, given_at=ago(minutes=-6))), 422, "check-in-future", "/given_at")
    told(await jean.post(path, on(outcome, given_at=ago(minutes=-4))), 201)  # clocks differ


async def test_nothing_is_given_on_an_outcome_that_had_ended_and_what_was_given_before_is_taken(as_: As, world: World) -> None:
    jean, path = as_("person"), path_of(world)
    outcome = await outcome_of(jean, world)
    id_, body = new_id(), {"person_id": str(world.person("Jean").id), **on(outcome, given_at=ago(seconds=1))}
    told(await jean.put(f"/check-ins/{id_}", body), 201)
    in_time = ago(seconds=1)
    moved = {"to": "achieved", "reason": "I walked there three Sundays"}
    told(await jean.post(f"{path.replace('check-ins', 'outcomes')}/{outcome}/status-changes", moved))
    refused(await jean.post(path, on(outcome)), 409, "outcome-ended-before")
    told(await jean.post(path, on(outcome, given_at=in_time)), 201)
    told(await jean.put(f"/check-ins/{id_}", body))


async def test_nobody_checks_in_for_a_person_whose_support_had_ended(as_: As, world: World) -> None:
    anna, team = as_("carer"), world.team("Ashbrook North").id
    person = told(await anna.post("/people", {"team_id": team, "preferred_name": "Somebody"}), 201)["id"]
    outcome = told(await anna.post(f"/people/{person}/outcomes", WALK), 201)["id"]
    id_, body = new_id(), {"person_id": person, **on(outcome)}
    told(await anna.put(f"/check-ins/{id_}", body), 201)
    in_time = ago(seconds=0)
    told(await anna.post(f"/people/{person}/status-changes", {"to": "ended", "reason": "declined"}))
    refused(await anna.post(f"/people/{person}/check-ins", on(outcome)), 409, "support-ended-before")
    refused(
        await anna.post(f"/people/{person}/check-ins", {"about": "week", "week_on": monday(), "words": "x"}),
        409, "support-ended-before",
    )  # fmt: skip
    told(await anna.post(f"/people/{person}/check-ins", on(outcome, given_at=in_time)), 201)
    told(await anna.put(f"/check-ins/{id_}", body))


async def test_check_ins_are_found_by_when_they_were_given(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world)
    outcome = await outcome_of(anna, world)
    given = [told(await anna.post(path, on(outcome, given_at=ago(days=days))), 201)["id"] for days in (60, 40, 20)]
    assert [c["id"] for c in await listed(anna, path, outcome_id=outcome)] == given[::-1]
    between = {"given_from": ago(days=50), "given_until": ago(days=30)}
    assert [c["id"] for c in await listed(anna, path, outcome_id=outcome, **between)] == [given[1]]
    lately = [c["id"] for c in await listed(anna, "/check-ins")]
    assert given[2] in lately
    assert given[1] not in lately
    assert given[1] in [c["id"] for c in await listed(anna, "/check-ins", given_from=ago(days=50))]


# ---- amended, never changed ----------------------------------------------------------------------------------------
async def test_an_amendment_stands_beside_what_it_corrects(as_: As, world: World) -> None:
    jean, anna, path = as_("person"), as_("carer"), path_of(world)
    outcome = await outcome_of(anna, world)
    given = told(await jean.post(path, on(outcome, score=3)), 201)
    where = f"/check-ins/{given['id']}/amendments"
    refused(await jean.post(where, {"because": "Nothing is otherwise"}), 422, "check-in-empty")
    refused(await jean.post(where, {"score": 8}), 422, pointer="/because")
    amended = told(await jean.post(where, {"score": 8, "because": "I pressed 3 and meant 8"}), 201)
    assert (amended["score"], amended["words"], amended["check_in_id"]) == (8, None, given["id"])
    assert told(await anna.get(f"/check-ins/{given['id']}")) == given
    assert await listed(as_("coach"), where) == [amended]
    refused(await as_("coach").post(where, {"words": "x", "because": "x"}), 403)
    refused(await as_("integration", scopes=CLIENT).post(where, {"words": "x", "because": "x"}), 403)
    refused(await as_("carer_2").post(where, {"words": "x", "because": "x"}), 404)
    theirs = told(await anna.post(path, on(outcome)), 201)["id"]
    refused(await jean.post(f"/check-ins/{theirs}/amendments", {"words": "No", "because": "x"}), 403, "not-yours-to-amend")


async def test_figures_count_the_last_score_that_was_said(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    jean, path = as_("person"), path_of(world)
    outcome = await outcome_of(jean, world)
    given = [told(await jean.post(path, on(outcome, score=score)), 201)["id"] for score in (3, 4)]
    for said in ({"score": 8}, {"score": 9}, {"words": "It was a Tuesday"}):
        told(await jean.post(f"/check-ins/{given[0]}/amendments", said | {"because": "Read again"}), 201)
    counted = select(CheckIn.__table__.c.id, LAST_SCORE).where(CheckIn.__table__.c.outcome_id == outcome)
    dialect: Any = postgresql
    sql = str(counted.compile(dialect=dialect.dialect(), compile_kwargs={"literal_binds": True}))
    assert {str(id_): score for id_, score in operator.execute(sql.encode())} == {given[0]: 9, given[1]: 4}


# ---- family, when invited ------------------------------------------------------------------------------------------
async def share_outcomes(jean: Caller, world: World, member: str) -> None:
    allowed = {
        "purpose": "share_with_family", "audience": "circle_member", "audience_id": member, "items": ["outcomes"],
        "given_how": "spoken", "given_by": "Jean", "evidence": "Said so.",
    }  # fmt: skip
    told(await jean.post(f"/people/{world.person('Jean').id}/consents", allowed), 201)


async def test_family_check_in_while_they_are_invited_and_no_longer(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    jean, karen, path = as_("person"), as_("family"), path_of(world)
    person, member = world.person("Jean").id, str(world.circles[0].members["Karen Aspinall"])
    invitations = f"/people/{person}/check-in-invitations"
    outcome = await outcome_of(jean, world)
    refused(await karen.post(path, on(outcome)), 404)  # not shared
    await share_outcomes(jean, world, member)
    refused(await karen.post(path, on(outcome)), 403, "not-invited")
    invitation = told(await jean.post(invitations, {"circle_member_id": member}), 201)
    refused(await jean.post(invitations, {"circle_member_id": member}), 409, "invited-already")
    given = told(await karen.post(path, on(outcome, score=7)), 201)
    assert (given["answered_by"], given["provided_by_team_id"]) == ("family", str(world.person("Jean").team_id))
    assert given["id"] in [c["id"] for c in await listed(karen, path, answered_by="family")]
    # Outcomes are shared, so what is said on them is; her weeks are hers.
    week = told(await jean.post(path, {"about": "week", "week_on": monday(), "words": "Too quiet."}), 201)
    amended = told(await jean.post(f"/check-ins/{week['id']}/amendments", {"words": "Quiet.", "because": "Not too."}), 201)
    assert week["id"] not in [c["id"] for c in await listed(karen, path)]
    for one in (f"/check-ins/{week['id']}", f"/check-ins/{week['id']}/amendments/{amended['id']}"):
        refused(await karen.get(one), 404)
    id_, body = new_id(), {"person_id": str(person), **on(outcome)}
    told(await karen.put(f"/check-ins/{id_}", body), 201)
    told(await karen.put(f"/check-ins/{id_}", body))
    refused(await karen.post(path, on(outcome, answered_by="self")), 422, "answered-by")
    refused(await karen.post(path, {"about": "week", "week_on": monday(), "words": "x"}), 403, pointer="/about")
    # Family check in on outcomes only: no instrument is answered by them, and its questions are not theirs to read.
    refused(
        await karen.post(path, {"about": "instrument", "instrument": "ons4", "instrument_version": 1, "answers": ONS4}),
        403, pointer="/about",
    )  # fmt: skip
    for questions in ("/instruments", f"/instruments/{new_id()}/versions"):
        refused(await karen.get(questions), 403)
    refused(await karen.post(path_of(world, "Mrs Begum Begum"), on(outcome)), 404)
    refused(await karen.post(f"/check-ins/{given['id']}/amendments", {"words": "x", "because": "x"}), 403)
    refused(await karen.get(invitations), 403)
    withdrawn = told(await jean.post(f"{invitations}/{invitation['id']}/withdrawal", {"words": "Not for now"}))
    assert withdrawn["withdrawn_at"] is not None
    refused(await karen.post(path, on(outcome)), 403, "not-invited")
    refused(await jean.post(f"{invitations}/{invitation['id']}/withdrawal", {}), 409, "invitation-withdrawn")
    told(await jean.post(invitations, {"circle_member_id": member}), 201)
    told(await karen.post(path, on(outcome)), 201)
    operator.execute("UPDATE circle_member SET state = 'left', left_on = now() WHERE id = %s", [member])
    refused(await karen.post(path, on(outcome)), 401)  # out of her only circle: the role ended with it
    operator.execute("UPDATE circle_member SET state = 'joined', left_on = NULL WHERE id = %s", [member])
    operator.execute(
        "UPDATE account_grant SET until = NULL, hands_in_until = NULL WHERE account_id = %s", [world.account("family").account_id]
    )
    assert given["id"] in [c["id"] for c in await listed(jean, path)]  # what was said stands


async def test_an_invitation_is_for_somebody_of_the_circle_and_says_how_it_was_wished(as_: As, world: World) -> None:
    anna, person = as_("carer"), world.person("Jean").id
    path, member = f"/people/{person}/check-in-invitations", str(world.circles[0].members["Paul Aspinall"])
    refused(await anna.post(path, {"circle_member_id": member}), 422, "invitation-words", "/words")
    stranger = {"circle_member_id": str(new_id()), "words": "She asked"}
    refused(await anna.post(path, stranger), 422, "not-in-the-circle", "/circle_member_id")
    georges = str(world.circles[1].members["Maureen Platt"])
    refused(await as_("person").post(path, {"circle_member_id": georges}), 422, "not-in-the-circle")
    wished = {"circle_member_id": member, "words": "She asked for Paul to have a say"}
    refused(await anna.post(path, wished | {"until_at": ago(minutes=1)}), 422, "invitation-dates", "/until_at")
    invited = told(await anna.post(path, wished | {"until_at": ago(days=-7)}), 201)
    assert invited["id"] in [i["id"] for i in await listed(anna, path, standing="true")]
    assert invited["id"] not in [i["id"] for i in await listed(anna, path, standing="false")]
    assert told(await as_("manager").get(f"{path}/{invited['id']}")) == invited
    for who in ("coach", "integration", "family"):
        refused(await as_(who).get(path), 403)
    refused(await as_("carer_2").post(f"{path}/{invited['id']}/withdrawal", {}), 404)
