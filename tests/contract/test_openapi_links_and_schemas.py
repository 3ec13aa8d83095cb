import copy
from typing import Any

import pytest
from fastapi import Depends, FastAPI

from api.openapi import document, text
from api.openapi_tidy import tidy
from tests.contract.sample import SCOPES, TAGS, PersonRead, Problem, Requires, sample_document

Json = dict[str, Any]


@pytest.fixture(scope="module")
def doc() -> Json:
    return sample_document()


# ---- links -------------------------------------------------------------------------------------------------------
def test_what_was_created_links_to_reading_changing_and_removing_it(doc: Json) -> None:
    links = doc["paths"]["/people"]["post"]["responses"]["201"]["links"]
    this = {"path.person_id": "$response.body#/id"}
    fresh = {**this, "header.If-Match": "$response.header.ETag"}
    assert links == {
        "read": {"operationId": "get_person", "parameters": this},
        "change": {"operationId": "update_person", "parameters": fresh},
        "remove": {"operationId": "end_person", "parameters": fresh},
    }


def test_a_link_into_a_sub_resource_keeps_the_ids_of_the_request(doc: Json) -> None:
    wanted = {"path.person_id": "$request.path.person_id", "path.note_id": "$response.body#/id"}
    assert doc["paths"]["/people/{person_id}/notes"]["post"]["responses"]["201"]["links"]["read"]["parameters"] == wanted
    own = doc["paths"]["/people/{person_id}/notes/{note_id}"]["put"]["responses"]["201"]["links"]["read"]["parameters"]
    assert own == {f"path.{name}": f"$request.path.{name}" for name in ("person_id", "note_id")}


def test_a_verb_that_creates_nothing_has_no_links(doc: Json) -> None:
    assert "links" not in doc["paths"]["/people/{person_id}/pause"]["post"]["responses"]["200"]


def test_the_naming_convention_links_across_paths() -> None:
    app = FastAPI(title="t", version="1.0.0")
    guard = [Depends(Requires("people:write"))]

    async def create_person() -> None: ...

    async def get_person(person_id: str) -> None: ...

    app.add_api_route(
        "/teams/people",
        create_person,
        methods=["POST"],
        status_code=201,
        tags=["people"],
        response_model=PersonRead,
        dependencies=guard,
    )
    app.add_api_route("/people/{person_id}", get_person, tags=["people"], response_model=PersonRead)
    links = document(app, problem=Problem, tags=TAGS, scopes=SCOPES)["paths"]["/teams/people"]["post"]["responses"]["201"][
        "links"
    ]
    assert links == {"read": {"operationId": "get_person", "parameters": {"path.person_id": "$response.body#/id"}}}


# ---- schemas -----------------------------------------------------------------------------------------------------
def test_nullable_members_are_said_with_a_list_of_types(doc: Json) -> None:
    members = doc["components"]["schemas"]["PersonRead"]["properties"]
    assert members["nhs_number"]["type"] == ["string", "null"]
    assert members["nhs_number"]["maxLength"] == 10
    assert members["date_of_birth"] == {"type": ["string", "null"], "format": "date", "maxLength": 10}


def test_formats_bring_their_bounds_and_bounds_their_format(doc: Json) -> None:
    members = doc["components"]["schemas"]["PersonRead"]["properties"]
    assert members["id"] == {"type": "string", "format": "uuid", "maxLength": 36}
    assert members["updated_at"]["maxLength"] == 40
    assert members["version"]["format"] == "int32"


def test_what_a_patch_may_leave_out_but_not_clear_takes_no_null(doc: Json) -> None:
    patch = doc["components"]["schemas"]["PersonPatch"]
    assert patch["properties"]["preferred_name"]["type"] == "string"
    assert "default" not in patch["properties"]["preferred_name"]
    assert patch["properties"]["nhs_number"]["type"] == ["string", "null"]
    assert "required" not in patch


def test_examples_and_properties_with_a_keyword_s_name_are_left_alone() -> None:
    example = {"type": "string", "format": "uuid", "title": "Keep"}
    node: Json = {
        "type": "object",
        "properties": {"title": {"type": "string", "title": "Title"}},
        "examples": [copy.deepcopy(example)],
    }
    tidy(node)
    assert node["examples"] == [example]
    assert node["properties"] == {"title": {"type": "string"}}


def test_no_two_schemas_share_a_name(doc: Json) -> None:
    # Pydantic then tells them apart by their modules; their titles stay the same, and a generator leaves one of them out.
    assert [name for name in doc["components"]["schemas"] if "__" in name] == []


def test_unused_components_are_left_out(doc: Json) -> None:
    whole = text(doc)
    for kind in ("headers", "parameters", "responses", "schemas"):
        for name in doc["components"][kind]:
            assert f'"#/components/{kind}/{name}"' in whole, f"{kind}/{name} is not used"
