"""Question sets and answers as FHIR: read by another's R4B models, and the same again after a journey there and back."""

from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from api.domain.outcomes.instruments.built_in import INSTRUMENTS, ONS4, ONS4_1, VERSIONS, id_of
from api.domain.outcomes.instruments.definition import Answer, Definition
from api.domain.outcomes.instruments.errors import QuestionnaireError
from api.domain.outcomes.instruments.fhir import MEDIA, questionnaire, questionnaire_response, read_questionnaire
from tests.people.saying import As, refused, told

# https://hl7.org/fhir/R4B/codesystem-item-type.html, valueset-publication-status, valueset-questionnaire-item-control,
# valueset-questionnaire-answers-status
ITEM_TYPES = {
    "group", "display", "question", "boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text", "url",
    "choice", "open-choice", "attachment", "reference", "quantity",
}  # fmt: skip
PUBLICATION = {"draft", "active", "retired", "unknown"}
CONTROLS = {"lower", "upper", "help", "prompt", "unit", "slider"}
EVERY_KIND = Definition.model_validate({
    "items": [
        {
            "key": "scale", "text": "How is it?", "kind": "scale", "help": "Think of today.", "reversed": True,
            "scale": {"least": 1, "most": 9, "step": 2, "least_words": "bad", "most_words": "good"},
            "bands": [{"least": 1, "most": 4, "label": "low"}],
        },
        {
            "key": "choice", "text": "How often?", "kind": "choice", "required": False,
            "choices": [{"value": "often", "label": "Often", "score": 2}, {"value": "other", "label": "Otherwise"}],
        },
        {"key": "text", "text": "What else?", "kind": "text", "required": False},
        {"key": "yes-no", "text": "Did you sleep?", "kind": "yes_no"},
    ],
    "scoring": {"rule": "mean", "direction": "lower_is_better", "bands": [{"least": 0, "most": 9, "label": "all"}]},
})  # fmt: skip


def document(definition: Definition, state: str = "published") -> dict[str, Any]:
    """A version of an instrument of ours as FHIR."""
    instrument = {"key": "all-kinds", "name": "All kinds", "purpose": "To try", "licence_words": None}
    day = None if state == "draft" else "2026-11-01"
    version = {"id": str(id_of("x")), "number": 3, "state": state, "published_on": day} | definition.model_dump(mode="json")
    return questionnaire(instrument, version)


@pytest.mark.parametrize("definition", [ONS4_1, EVERY_KIND])
@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
def test_a_question_set_is_accepted_as_an_r4b_questionnaire(definition: Definition, state: str) -> None:
    """With the codes of FHIR's own lists."""
    said = document(definition, state)
    accepted: Any = Questionnaire.model_validate(said)
    assert accepted.status in PUBLICATION
    assert [item.linkId for item in accepted.item] == [item.key for item in definition.items]
    every = [*accepted.item, *(under for item in accepted.item for under in item.item or [])]
    for one in every:
        assert one.type in ITEM_TYPES
        for extension in one.extension or []:
            if extension.valueCodeableConcept is not None:
                assert {coding.code for coding in extension.valueCodeableConcept.coding} <= CONTROLS
    links = [one.linkId for one in every]
    assert len(links) == len(set(links))


@pytest.mark.parametrize("definition", [ONS4_1, EVERY_KIND])
def test_a_question_set_comes_back_from_fhir_as_it_went(definition: Definition) -> None:
    """Scales, words, bands, the rule, what is never summed; nothing is lost."""
    assert read_questionnaire(document(definition)).definition == definition


def test_answers_are_accepted_as_an_r4b_questionnaire_response() -> None:
    """Each in FHIR's type for it."""
    answers = [
        Answer(item="scale", value=3), Answer(item="choice", value="often"), Answer(item="text", value="Tea."),
        Answer(item="yes-no", value=True),
    ]  # fmt: skip
    said = questionnaire_response(
        str(id_of("x")), EVERY_KIND, answers, id_=str(id_of("y")), authored="2026-11-01T09:00:00Z"
    )  # fmt: skip
    accepted: Any = QuestionnaireResponse.model_validate(said)
    assert accepted.status == "completed"
    given = {item.linkId: item.answer[0] for item in accepted.item}
    assert given["scale"].valueInteger == 3
    assert given["choice"].valueCoding.code == "often"
    assert given["text"].valueString == "Tea."
    assert given["yes-no"].valueBoolean is True


def test_anothers_questionnaire_becomes_questions() -> None:
    """Without a word of ours in it: numbers from 0 to 10 unless it says otherwise."""
    read = read_questionnaire({
        "resourceType": "Questionnaire", "status": "active", "title": "Sleep",
        "item": [
            {"linkId": "1.1", "text": "How was your sleep?", "type": "integer", "required": True},
            {"linkId": "Why?", "text": "Why?", "type": "string"},
            {"linkId": "2", "text": "Rested?", "type": "choice", "answerOption": [{"valueCoding": {"code": "LA33-6"}}]},
        ],
    })  # fmt: skip
    assert read.name == "Sleep"
    first, second, third = read.definition.items
    assert (first.key, first.required, first.scale.most if first.scale else None) == ("1-1", True, 10)
    assert (second.key, second.required) == ("why", False)
    assert third.choices[0].value == "la33-6"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"resourceType": "QuestionnaireResponse"},
        {"resourceType": "Questionnaire"},
        {"resourceType": "Questionnaire", "item": []},
        {"resourceType": "Questionnaire", "item": ["mood"]},
        {"resourceType": "Questionnaire", "item": [{"linkId": "1", "text": "When?", "type": "date"}]},
        {"resourceType": "Questionnaire", "item": [{"linkId": "1", "type": "text"}]},
        {"resourceType": "Questionnaire", "item": [{"linkId": "?", "text": "a", "type": "text"}]},
        {"resourceType": "Questionnaire", "item": [{"linkId": 5, "text": "a", "type": "text"}]},
        {"resourceType": "Questionnaire", "item": [{"linkId": "1", "text": "a", "type": "choice", "answerOption": [{}]}]},
        {"resourceType": "Questionnaire", "item": [{"linkId": "1", "text": "a", "type": "text", "extension": 5}]},
        {"resourceType": "Questionnaire", "item": [{"linkId": "1", "text": "a", "type": ["text"]}]},
    ],
)
def test_what_no_questions_can_be_made_of_is_refused(said: dict[str, Any]) -> None:
    """Never a defect, whatever was sent."""
    with pytest.raises(QuestionnaireError):
        read_questionnaire(said)


async def test_ons4_is_read_as_fhir_by_whoever_asks_for_it(as_: As) -> None:
    """Under FHIR's own media type when asked for, as plain JSON otherwise."""
    version = VERSIONS[id_of(ONS4)][0]["id"]
    path = f"/instruments/{id_of(ONS4)}/versions/{version}/questionnaire"
    answer = await as_("carer").get(path, headers={"accept": MEDIA})
    assert answer.headers["content-type"] == MEDIA
    accepted: Any = Questionnaire.model_validate(told(answer))
    assert accepted.title == INSTRUMENTS[id_of(ONS4)]["name"]
    assert accepted.copyright.endswith("Open Government Licence v3.0.")
    plain = await as_("carer").get(path)
    assert plain.headers["content-type"] == "application/json"
    assert told(plain) == told(answer)


async def test_a_questionnaire_is_taken_in_as_a_draft_and_given_out_the_same(as_: As) -> None:
    """Twice under one key: two drafts of one instrument."""
    manager = as_("manager")
    body = {"key": "taken-in", "questionnaire": document(EVERY_KIND)}
    draft = told(await manager.post("/instruments/questionnaires", body), 201)
    assert (draft["number"], draft["state"]) == (1, "draft")
    again = told(await manager.post("/instruments/questionnaires", body), 201)
    assert (again["instrument_id"], again["number"]) == (draft["instrument_id"], 2)
    path = f"/instruments/{draft['instrument_id']}/versions/{draft['id']}"
    out = told(await manager.get(f"{path}/questionnaire", headers={"accept": MEDIA}))
    Questionnaire.model_validate(out)
    assert read_questionnaire(out).definition == EVERY_KIND
    refused(await as_("other_manager").get(f"{path}/questionnaire"), 404)
    refused(await as_("carer").post("/instruments/questionnaires", body), 403)
    wrong = {**body, "questionnaire": {"resourceType": "Bundle"}}
    refused(await manager.post("/instruments/questionnaires", wrong), 422, "questionnaire-not-read")
    for member in ("title", "description", "copyright"):
        untitled = {"key": "untitled", "questionnaire": document(EVERY_KIND) | {member: "\u0001 "}}
        refused(await manager.post("/instruments/questionnaires", untitled), 422, "questionnaire-not-read")
    refused(await manager.post("/instruments/questionnaires", {**body, "key": "poet"}), 422, "licensed-instrument")
    refused(await manager.post("/instruments/questionnaires", {**body, "key": "ons4"}), 409, "instrument-key-taken")
