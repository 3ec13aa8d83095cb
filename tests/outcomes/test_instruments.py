"""Instruments: built in, the organisation's own, licensed ones; versions that stand; teams that look at themselves."""

from typing import Any

import pytest

from api.demo.made import World
from api.domain.outcomes.instruments.built_in import ONS4, id_of
from api.domain.outcomes.instruments.definition import Answer, Definition
from api.domain.outcomes.instruments.scoring import scored
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told

LEVELS = [{"value": f"level-{n}", "label": label, "score": n} for n, label in enumerate(("Not yet", "Begun", "Always"))]
STATEMENTS = [
    {"key": key, "text": text, "kind": "choice", "choices": LEVELS}
    for key, text in (("good-week", "We know what a good week is."), ("circles", "We know who is in their life."))
]
SCORING = {"rule": "sum", "bands": [{"least": 0, "most": 2, "label": "begun"}, {"least": 3, "most": 4, "label": "living it"}]}
TEAMS = {"key": "how-we-work", "name": "How we work", "purpose": "A team looks at itself.", "answered_for": "teams"}
QUESTION = {"key": "mood", "text": "How is your mood?", "kind": "text"}


def own(key: str, **more: Any) -> dict[str, Any]:
    """An instrument about people."""
    return {"key": key, "name": "Mood", "purpose": "To hear how it is."} | more


async def published(as_: As, said: dict[str, Any], items: list[dict[str, Any]], scoring: dict[str, Any] | None = None) -> str:
    """The path of a published version of a new instrument."""
    manager = as_("manager")
    made = told(await manager.post("/instruments", said), 201)["id"]
    body = {"items": items, "scoring": scoring or {}}
    path = f"/instruments/{made}/versions"
    version = told(await manager.post(path, body), 201)["id"]
    assert told(await manager.post(f"{path}/{version}/publication"))["state"] == "published"
    return f"{path}/{version}"


async def test_built_in_and_own_instruments_stand_in_one_list(as_: As) -> None:
    made = told(await as_("manager").post("/instruments", own("mood")), 201)
    for who in ("carer", "coach", "person", "manager", "integration"):
        every = await listed(as_(who), "/instruments")
        keys = [one["key"] for one in every]
        assert keys == sorted(keys)
        assert {"ascot", "mood", "ons4", "poet"} <= set(keys)
        assert [one["built_in"] for one in every if one["key"] in {"mood", "ons4"}] == [False, True]
        for one in every:
            assert told(await as_(who).get(f"/instruments/{one['id']}")) == one
    assert made["id"] not in [one["id"] for one in await listed(as_("other_manager"), "/instruments")]
    refused(await as_("other_manager").get(f"/instruments/{made['id']}"), 404)
    refused(await as_("carer").post("/instruments", own("ours")), 403)


async def test_the_list_pages_counts_and_filters_both_kinds(as_: As) -> None:
    carer = as_("carer")
    first = told(await carer.get("/instruments", params={"limit": 2, "count": True}))
    found = [one["key"] for one in first["items"]]
    path = first["next"]
    while path:
        page = told(await carer.get(path.removeprefix("/v1")))
        found += [one["key"] for one in page["items"]]
        path = page["next"]
    assert found == [one["key"] for one in await listed(carer, "/instruments")]
    assert len(found) == first["count"]
    assert "ons4" not in [one["key"] for one in await listed(carer, "/instruments", answered_for="teams")]
    assert "ons4" not in [one["key"] for one in await listed(carer, "/instruments", updated_since="2020-01-01T00:00:00Z")]


async def test_ons4_is_read_like_any_other_and_changed_by_nobody(as_: As) -> None:
    path = f"/instruments/{id_of(ONS4)}"
    manager = as_("manager")
    version = (await listed(as_("person"), f"{path}/versions"))[0]
    assert told(await as_("person").get(f"{path}/versions/{version['id']}")) == version
    assert [item["key"] for item in version["items"]] == ["satisfaction", "worthwhile", "happiness", "anxiety"]
    assert version["scoring"]["never_sum"]
    assert await listed(manager, f"{path}/versions", state="draft") == []
    refused(await manager.patch(path, {"name": "Ours"}, version=1), 403, "built-in")
    refused(await manager.post(f"{path}/versions", {}), 403, "built-in")
    refused(await manager.post(f"{path}/licence", {"words": "Ours"}), 403, "built-in")
    refused(await manager.post(f"{path}/versions/{version['id']}/withdrawal", {"because": "x"}), 403, "built-in")
    refused(await manager.post("/instruments", own("ons4")), 409, "instrument-key-taken")


async def test_a_published_version_is_fixed_and_a_withdrawn_one_stays_readable(as_: As) -> None:
    manager = as_("manager")
    path = await published(as_, own("fixed"), [QUESTION])
    refused(await manager.patch(path, {"items": []}, version=2), 409, "version-fixed")
    refused(await manager.post(f"{path}/publication"), 409, "version-state")
    gone = told(await manager.post(f"{path}/withdrawal", {"because": "Nobody understood it"}))
    assert (gone["state"], gone["withdrawn_because"]) == ("withdrawn", "Nobody understood it")
    refused(await manager.post(f"{path}/withdrawal", {"because": "Again"}), 409, "version-state")
    assert told(await as_("carer").get(path))["items"][0]["key"] == "mood"
    again = told(await manager.post(path.rpartition("/")[0], {"items": [QUESTION]}), 201)
    assert (again["number"], again["state"]) == (2, "draft")
    refused(await as_("carer").post(f"{path}/publication"), 403)


async def test_a_draft_changes_and_needs_a_question_before_it_is_published(as_: As) -> None:
    manager = as_("manager")
    instrument = told(await manager.post("/instruments", own("draft")), 201)["id"]
    draft = told(await manager.post(f"/instruments/{instrument}/versions", {}), 201)
    path = f"/instruments/{instrument}/versions/{draft['id']}"
    refused(await manager.post(f"{path}/publication"), 409, "nothing-asked")
    refused(await manager.patch(path, {"items": [QUESTION, QUESTION]}, version=1), 422)
    refused(await manager.patch(path, {"scoring": {"rule": "sum", "never_sum": True}}, version=1), 422)
    changed = told(await manager.patch(path, {"items": [QUESTION]}, version=1))
    assert changed["items"][0]["text"] == QUESTION["text"]
    told(await manager.post(f"{path}/publication"))
    refused(await manager.post("/instruments", own("draft")), 409, "instrument-key-taken")


@pytest.mark.parametrize("key", ["ascot", "poet"])
async def test_a_licensed_instrument_waits_for_its_wording_and_its_licence(as_: As, key: str) -> None:
    manager = as_("manager")
    slot = next(one for one in await listed(manager, "/instruments") if one["key"] == key)
    assert (slot["built_in"], slot["licence"]) == (True, "licensed")
    assert await listed(manager, f"/instruments/{slot['id']}/versions") == []
    refused(await manager.post("/instruments", own(key)), 422, "licensed-instrument", "/licence")
    made = told(await manager.post("/instruments", own(key, licence="licensed")), 201)["id"]
    assert [one["id"] for one in await listed(manager, "/instruments") if one["key"] == key] == [made]
    path = f"/instruments/{made}/versions"
    draft = told(await manager.post(path, {"items": [QUESTION]}), 201)["id"]
    refused(await manager.post(f"{path}/{draft}/publication"), 409, "licence-not-confirmed")
    refused(await manager.get(f"{path}/{draft}/questionnaire"), 409, "licence-not-confirmed")
    confirmed = told(await manager.post(f"/instruments/{made}/licence", {"words": "Licence 4711"}))
    assert confirmed["licence_words"] == "Licence 4711"
    assert confirmed["licence_confirmed_at"] is not None
    told(await manager.post(f"{path}/{draft}/publication"))


async def test_an_own_instrument_has_no_licence_to_confirm(as_: As) -> None:
    manager = as_("manager")
    made = told(await manager.post("/instruments", own("free")), 201)["id"]
    refused(await manager.post(f"/instruments/{made}/licence", {"words": "x"}), 409, "no-licence-needed")


async def test_a_team_sees_itself_with_levels_evidence_and_actions(as_: As, world: World) -> None:
    version = await published(as_, TEAMS, STATEMENTS, SCORING)
    team = next(t.id for t in world.teams if t.id == world.person("Jean").team_id)
    path, anna = f"/teams/{team}/assessments", as_("carer")
    answers = [
        {"item": "good-week", "value": "level-2", "words": "Each of us can say Jean's."},
        {"item": "circles", "value": "level-1"},
    ]
    body = {
        "instrument": "how-we-work", "instrument_version": 1, "held_on": "2026-11-01", "who_was_there": ["Anna"],
        "answers": answers, "actions": [{"what": "Draw a map of relationships", "who": "Anna", "by_on": "2026-12-01"}],
    }  # fmt: skip
    held = told(await anna.post(path, body), 201)
    assert held["answers"][0]["words"] == "Each of us can say Jean's."
    for who in ("carer", "coach", "manager"):
        assert held["id"] in [one["id"] for one in await listed(as_(who), path)]
    refused(await as_("person").get(f"{path}/{held['id']}"), 403)
    refused(await as_("coach").post(path, body), 403)
    wrong = {**body, "answers": [{"item": "good-week", "value": "level-9"}, answers[1]]}
    refused(await anna.post(path, wrong), 422, "answer-not-valid", "/answers/0/value")
    refused(await anna.post(path, {**body, "answers": answers[:1]}), 422, "answer-not-valid", "/answers")
    refused(await anna.post(path, {**body, "instrument_version": 7}), 422, "no-such-instrument")
    refused(await anna.post(path, {**body, "instrument": "ons4"}), 409, "version-not-answerable")
    refused(await anna.post(path, {**body, "instrument": "poet-2"}), 422, "no-such-instrument")
    told(await as_("manager").post(f"{version}/withdrawal", {"because": "A better one is there"}))
    refused(await anna.post(path, body), 409, "version-not-answerable")
    where = f"{path}/{held['id']}"
    better = [answers[0], {"item": "circles", "value": "level-2"}]
    assert told(await anna.patch(where, {"answers": better}, version=1))["answers"][1]["value"] == "level-2"
    refused(await anna.patch(where, {"answers": better[:1]}, version=2), 422, "answer-not-valid")
    assert told(await anna.put(where, {**body, "answers": better}, version=2))["version"] == 3
    refused(await anna.put(f"{path}/{new_id()}", body), 409, "version-not-answerable")


async def test_the_levels_of_a_team_come_to_a_figure_with_its_band(as_: As) -> None:
    path = await published(as_, {**TEAMS, "key": "levels"}, STATEMENTS, SCORING)
    shown = told(await as_("carer").get(path))
    definition = Definition.model_validate({"items": shown["items"], "scoring": shown["scoring"]})
    figures = scored(definition, [Answer(item="good-week", value="level-2"), Answer(item="circles", value="level-1")])
    assert (figures["total"], figures["band"], figures["n"]) == (3, "living it", 2)
