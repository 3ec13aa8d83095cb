"""Question sets as FHIR R4B Questionnaires and answers as QuestionnaireResponses. Plain JSON, and pure.

What FHIR has no word for (steps, which way is better, bands, the scoring rule) goes in extensions of ours, so that a question
set that went out comes back the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import orjson
from pydantic import ValidationError

from api.domain.outcomes.instruments.definition import FURTHEST, MOST_ITEMS, Answer, Definition, Item, Kind, Scoring
from api.domain.outcomes.instruments.errors import LicenceError, QuestionnaireError

MEDIA: Final = "application/fhir+json"
STATUS: Final = {"draft": "draft", "published": "active", "withdrawn": "retired"}
CORE: Final = "http://hl7.org/fhir/StructureDefinition"
LEAST, MOST, STEP = f"{CORE}/minValue", f"{CORE}/maxValue", f"{CORE}/questionnaire-sliderStepValue"
ORDINAL, CONTROL = f"{CORE}/ordinalValue", f"{CORE}/questionnaire-itemControl"
CONTROLS: Final = "http://hl7.org/fhir/questionnaire-item-control"
OURS: Final = "urn:wellbeing-teams:instrument"
TYPES: Final = {Kind.scale: "integer", Kind.choice: "choice", Kind.text: "text", Kind.yes_no: "boolean"}
WORDS: Final = {"string", "text"}


class Read(NamedTuple):
    """What a Questionnaire says."""

    name: str
    purpose: str
    copyright: str | None
    definition: Definition


def questionnaire(instrument: Mapping[str, Any], version: Mapping[str, Any]) -> dict[str, Any]:
    """A version of a question set as a Questionnaire."""
    definition = Definition.model_validate({"items": version["items"], "scoring": version["scoring"]})
    said = {
        "resourceType": "Questionnaire",
        "id": str(version["id"]),
        "url": f"urn:uuid:{version['id']}",
        "version": str(version["number"]),
        "name": "".join(part.capitalize() for part in instrument["key"].split("-")),
        "title": instrument["name"],
        "status": STATUS[version["state"]],
        "date": version["published_on"],
        "description": instrument["purpose"],
        "copyright": instrument["licence_words"],
        "extension": [_ours("scoring", definition.scoring.model_dump(mode="json"))],
        "item": [_item(item) for item in definition.items],
    }
    return {name: value for name, value in said.items() if value}


def questionnaire_bytes(body: bytes) -> bytes:
    """The same, of JSON of both. LicenceError for wording that the organisation may not use yet."""
    both = orjson.loads(body)
    instrument = both["instrument"]
    if instrument["licence"] == "licensed" and instrument["licence_confirmed_at"] is None:
        raise LicenceError
    return orjson.dumps(questionnaire(instrument, both["version"]))


def questionnaire_response(
    version_id: str, definition: Definition, answers: Sequence[Answer], *, id_: str, authored: str, status: str = "completed"
) -> dict[str, Any]:
    """Answers as a QuestionnaireResponse to the Questionnaire of that version. `authored`: when they were given (RFC 3339)."""
    items = {item.key: item for item in definition.items}
    return {
        "resourceType": "QuestionnaireResponse",
        "id": id_,
        "questionnaire": f"urn:uuid:{version_id}",
        "status": status,
        "authored": authored,
        "item": [
            {"linkId": answer.item, "text": items[answer.item].text, "answer": [_answer(items[answer.item], answer)]}
            for answer in answers
        ],
    }


def read_questionnaire(said: Mapping[str, Any]) -> Read:
    """A question set of a Questionnaire, ours or another's. QuestionnaireError when none can be made of it."""
    if said.get("resourceType") != "Questionnaire":
        raise QuestionnaireError(pointer="/questionnaire/resourceType")
    items = said.get("item")
    if not isinstance(items, list) or not 0 < len(items) <= MOST_ITEMS:
        raise QuestionnaireError(pointer="/questionnaire/item")
    try:
        read = [_read_item(item) for item in items]
        scoring = Scoring.model_validate(_ours_in(said, "scoring") or {})
        name = str(said.get("title") or said.get("name") or "Questionnaire")[:200].strip()
        purpose = str(said.get("purpose") or said.get("description") or name)[:1000]
        rights = str(said["copyright"])[:500] if said.get("copyright") else None
        return Read(name, purpose, rights, Definition.model_validate({"items": read, "scoring": scoring}))
    except (ValidationError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise QuestionnaireError(pointer="/questionnaire/item") from error


def _item(item: Item) -> dict[str, Any]:
    said: dict[str, Any] = {
        "linkId": item.key, "text": item.text, "type": TYPES[item.kind], "required": item.required
    }  # fmt: skip
    extensions, under = [], []
    if item.scale is not None:
        scale = item.scale
        extensions += [
            {"url": LEAST, "valueInteger": scale.least},
            {"url": MOST, "valueInteger": scale.most},
            {"url": STEP, "valueInteger": scale.step},
        ]
        under += [_display(item, "lower", scale.least_words), _display(item, "upper", scale.most_words)]
    if item.help is not None:
        under.append(_display(item, "help", item.help))
    if item.reversed or item.bands:
        extensions.append(_ours("item", item.model_dump(mode="json", include={"reversed", "bands"})))
    if extensions:
        said["extension"] = extensions
    if item.choices:
        said["answerOption"] = [{"valueCoding": _coding(c.value, c.label, c.score)} for c in item.choices]
    if under:
        said["item"] = under
    return said


def _coding(value: str, label: str, score: int | None) -> dict[str, Any]:
    counted = {} if score is None else {"extension": [{"url": ORDINAL, "valueDecimal": score}]}
    return {**counted, "code": value, "display": label}


def _display(item: Item, control: str, words: str) -> dict[str, Any]:
    """Words beside a question: at the ends of its scale, or to help with it."""
    concept = {"coding": [{"system": CONTROLS, "code": control}]}
    extension = [{"url": CONTROL, "valueCodeableConcept": concept}]
    return {"extension": extension, "linkId": f"{item.key}.{control}", "text": words, "type": "display"}


def _ours(name: str, value: Mapping[str, Any]) -> dict[str, Any]:
    return {"url": f"{OURS}-{name}", "valueString": orjson.dumps(value).decode()}


def _extension(said: Mapping[str, Any], url: str, member: str) -> Any:  # noqa: ANN401 - whatever was sent
    return next((one.get(member) for one in said.get("extension") or [] if one.get("url") == url), None)


def _ours_in(said: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = _extension(said, f"{OURS}-{name}", "valueString")
    return dict(orjson.loads(found)) if found else {}


def _answer(item: Item, answer: Answer) -> dict[str, Any]:
    if item.kind is Kind.choice:
        choice = next(choice for choice in item.choices if choice.value == answer.value)
        return {"valueCoding": _coding(choice.value, choice.label, choice.score)}
    member = {Kind.scale: "valueInteger", Kind.yes_no: "valueBoolean"}.get(item.kind, "valueString")
    return {member: answer.value}


def _read_item(said: Mapping[str, Any]) -> dict[str, Any]:
    ours = _ours_in(said, "item")
    read: dict[str, Any] = {
        "key": _key(said["linkId"]), "text": said["text"], "required": said.get("required") is True,
        "reversed": ours.get("reversed", False), "bands": ours.get("bands", []), "help": _words(said, "help"),
    }  # fmt: skip
    kind = said["type"]
    if kind in {"integer", "decimal"}:
        return read | {"kind": Kind.scale, "scale": _scale(said)}
    if kind == "choice":
        options = [option["valueCoding"] for option in said["answerOption"]]
        return read | {"kind": Kind.choice, "choices": [_choice(option) for option in options]}
    if kind == "boolean":
        return read | {"kind": Kind.yes_no}
    if kind in WORDS:
        return read | {"kind": Kind.text}
    raise ValueError(kind)


def _scale(said: Mapping[str, Any]) -> dict[str, Any]:
    """Its ends; a question without them goes from 0 to 10, one without words for them says the numbers."""
    least, most = _whole(_extension(said, LEAST, "valueInteger"), 0), _whole(_extension(said, MOST, "valueInteger"), 10)
    return {
        "least": least, "most": most, "step": _whole(_extension(said, STEP, "valueInteger"), 1),
        "least_words": _words(said, "lower") or str(least), "most_words": _words(said, "upper") or str(most),
    }  # fmt: skip


def _whole(found: object, otherwise: int) -> int:
    return found if isinstance(found, int) and not isinstance(found, bool) and abs(found) <= FURTHEST else otherwise


def _choice(coding: Mapping[str, Any]) -> dict[str, Any]:
    score = _extension(coding, ORDINAL, "valueDecimal")
    counted = {} if score is None or int(score) != score else {"score": int(score)}
    return {"value": _key(coding["code"]), "label": coding.get("display") or coding["code"], **counted}


def _words(said: Mapping[str, Any], control: str) -> str | None:
    """The text of the display under a question that has this control."""
    for under in said.get("item") or []:
        concept = _extension(under, CONTROL, "valueCodeableConcept") or {}
        if any(coding.get("code") == control for coding in concept.get("coding") or []):
            return str(under["text"])
    return None


def _key(link: str) -> str:
    """A linkId as a key: other signs become hyphens."""
    kept = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in link.lower())
    return kept.strip("-_")[:60]
