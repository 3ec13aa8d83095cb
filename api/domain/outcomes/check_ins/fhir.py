"""A check-in as a FHIR R4B QuestionnaireResponse: to an instrument's version, or to the few questions of every check-in. Pure."""

from typing import Any, Final

import orjson

from api.domain.outcomes.instruments import built_in
from api.domain.outcomes.instruments.definition import Answer, Definition
from api.domain.outcomes.instruments.fhir import questionnaire_response

OF_EVERY_CHECK_IN: Final = "urn:wellbeing-teams:check-in"
QUESTIONS: Final = {
    "score": "Where are you, from 0 to 10?",
    "zero_words": "What is 0?",
    "ten_words": "What is 10?",
    "words": "How is it?",
    "working": "What is working?",
    "not_working": "What is not working?",
    "what_next": "What next?",
}


def response_bytes(body: bytes) -> bytes:
    """Of the JSON of a check-in and of the version that was answered."""
    both = orjson.loads(body)
    given, version = both["check_in"], both["version"]
    said = _of_instrument(given, version) if given["instrument"] is not None else _of_words(given)
    subject = {"reference": f"Patient/{given['person_id']}"}
    spoke = {"display": given["answered_by_name"] or given["answered_by"]}
    said |= {"subject": subject, "source": subject if given["answered_by"] == "self" else spoke}
    return orjson.dumps(said)


def _of_instrument(given: dict[str, Any], version: dict[str, Any] | None) -> dict[str, Any]:
    key, number = given["instrument"], given["instrument_version"]
    if version is None:
        id_, definition = str(built_in.id_of(key, number)), built_in.BUILT_IN[key][number]
    else:
        id_, definition = version["id"], Definition.model_validate({"items": version["items"], "scoring": version["scoring"]})
    answers = [Answer.model_validate(answer) for answer in given["answers"]]
    return questionnaire_response(id_, definition, answers, id_=given["id"], authored=given["given_at"])


def _of_words(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "resourceType": "QuestionnaireResponse",
        "id": given["id"],
        "questionnaire": OF_EVERY_CHECK_IN,
        "status": "completed",
        "authored": given["given_at"],
        "item": [
            {"linkId": name, "text": text, "answer": [{"valueInteger" if name == "score" else "valueString": given[name]}]}
            for name, text in QUESTIONS.items()
            if given[name] is not None
        ],
    }
