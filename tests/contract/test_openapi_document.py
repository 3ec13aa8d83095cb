import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends, FastAPI

from api.openapi import document, drift, guards, text, write
from tests.contract.clients import OPENAPI
from tests.contract.sample import SCOPES, TAGS, PersonRead, Problem, Requires, sample_app, sample_document

Json = dict[str, Any]


@pytest.fixture(scope="module")
def doc() -> Json:
    return sample_document()


def operations(doc: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in doc["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def codes(doc: Json, path: str, method: str) -> set[int]:
    return {int(code) for code in doc["paths"][path][method]["responses"]}


def names(doc: Json, path: str, method: str) -> dict[str, bool]:
    """Header parameter -> required."""
    given = [p for p in doc["paths"][path][method]["parameters"] if "$ref" in p]
    followed = [doc["components"]["parameters"][p["$ref"].rpartition("/")[2]] for p in given]
    return {p["name"]: p["required"] for p in followed}


def with_route(**route: Any) -> FastAPI:
    app = FastAPI(title="t", version="1.0.0", description="d", openapi_url=None)

    async def get_thing() -> None:
        """Read a thing."""

    app.add_api_route("/things", get_thing, **{"tags": ["people"], "response_model": PersonRead, **route})
    return app


def of(app: FastAPI, **more: Any) -> Json:
    return document(app, **{"problem": Problem, "tags": TAGS, "scopes": SCOPES, **more})


# ---- statuses --------------------------------------------------------------------------------------------------
def test_every_operation_says_the_statuses_that_any_request_can_meet(doc: Json) -> None:
    for path, method, _ in operations(doc):
        assert {401, 403, 406, 422, 429, 431, 500, 503} <= codes(doc, path, method)


def test_statuses_follow_from_the_shape_of_an_operation(doc: Json) -> None:
    note = "/people/{person_id}/notes/{note_id}"
    assert codes(doc, "/people", "get") >= {200, 304, 400}
    assert codes(doc, "/people", "get").isdisjoint({404, 409, 412, 413, 415, 428})
    assert codes(doc, "/people", "post") >= {201, 400, 404, 409, 413, 415}
    assert codes(doc, "/people", "post").isdisjoint({200, 304, 412, 428})
    assert codes(doc, "/people/{person_id}", "get") >= {200, 304, 404, 410}
    assert codes(doc, "/people/{person_id}", "get").isdisjoint({400, 409, 412, 413, 415, 428})
    assert codes(doc, "/people/{person_id}", "patch") >= {200, 400, 404, 409, 412, 413, 415, 428}
    assert codes(doc, "/people/{person_id}", "delete") >= {204, 404, 409, 412, 428}
    assert codes(doc, "/people/{person_id}", "delete").isdisjoint({400, 413, 415})
    assert codes(doc, note, "put") >= {200, 201, 400, 404, 409, 412, 413, 415, 428}
    assert codes(doc, "/people/{person_id}/pause", "post").isdisjoint({400, 413, 415})


def test_every_error_is_the_one_problem_and_nothing_else(doc: Json) -> None:
    found = 0
    for _, _, operation in operations(doc):
        for code, given in operation["responses"].items():
            if code < "400":
                continue
            found += 1
            answer = doc["components"]["responses"][given["$ref"].rpartition("/")[2]] if "$ref" in given else given
            assert answer["content"] == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
            assert answer["description"]
    assert found > 50
    assert "HTTPValidationError" not in text(doc)


def test_a_route_s_own_words_for_an_error_stay_and_its_body_is_still_a_problem(doc: Json) -> None:
    answer = doc["paths"]["/people"]["post"]["responses"]["409"]
    assert answer["description"] == "That NHS number is known."
    assert list(answer["content"]) == ["application/problem+json"]
    assert "Retry-After" in answer["headers"]


def test_a_route_s_error_without_words_gets_ours(doc: Json) -> None:
    assert doc["paths"]["/people/{person_id}"]["get"]["responses"]["410"]["description"] == "Gone for good."


def test_a_put_answers_the_same_body_whether_it_created_or_not(doc: Json) -> None:
    answers = doc["paths"]["/people/{person_id}/notes/{note_id}"]["put"]["responses"]
    assert answers["200"]["content"] == answers["201"]["content"]
    assert "Location" in answers["201"]["headers"]
    assert "Location" not in answers["200"]["headers"]


# ---- headers ---------------------------------------------------------------------------------------------------
def test_request_headers_follow_from_the_method(doc: Json) -> None:
    assert names(doc, "/people", "get") == {"If-None-Match": False}
    assert names(doc, "/people", "post") == {"Idempotency-Key": False}
    assert names(doc, "/people/{person_id}", "patch") == {"If-Match": True}
    assert names(doc, "/people/{person_id}", "delete") == {"If-Match": True}
    assert names(doc, "/people/{person_id}/notes/{note_id}", "put") == {"If-Match": False}


def test_a_header_that_a_handler_declares_itself_is_not_listed_twice() -> None:
    from fastapi import Header

    app = FastAPI(title="t", version="1.0.0")

    @app.get("/things", response_model=PersonRead, tags=["people"])
    async def get_thing(tag: Annotated[str | None, Header(alias="If-None-Match")] = None) -> Any:
        """Read a thing."""

    assert of(app)["paths"]["/things"]["get"]["parameters"] == [{"$ref": "#/components/parameters/If-None-Match"}]


def test_every_answer_carries_the_headers_that_every_answer_has(doc: Json) -> None:
    everywhere = {"Access-Control-Allow-Origin", "RateLimit", "RateLimit-Policy", "Request-Id"}
    for answer in doc["components"]["responses"].values():
        assert everywhere <= set(answer["headers"])
    for _, _, operation in operations(doc):
        for given in operation["responses"].values():
            assert "$ref" in given or everywhere <= set(given["headers"])


def test_answers_carry_the_headers_of_their_kind(doc: Json) -> None:
    people, person = doc["paths"]["/people"], doc["paths"]["/people/{person_id}"]
    assert {"ETag", "Link"} <= set(people["get"]["responses"]["200"]["headers"])
    assert "Link" not in person["get"]["responses"]["200"]["headers"]
    assert {"ETag", "Location", "Idempotency-Replayed"} <= set(people["post"]["responses"]["201"]["headers"])
    assert "Idempotency-Replayed" not in person["patch"]["responses"]["200"]["headers"]
    assert "ETag" in person["get"]["responses"]["304"]["headers"]
    assert "ETag" not in person["delete"]["responses"]["204"]["headers"]
    assert "WWW-Authenticate" in doc["components"]["responses"]["Problem401"]["headers"]
    for code in (429, 503):
        assert "Retry-After" in doc["components"]["responses"][f"Problem{code}"]["headers"]


def test_patch_reads_merge_patch_and_only_that(doc: Json) -> None:
    assert list(doc["paths"]["/people/{person_id}"]["patch"]["requestBody"]["content"]) == ["application/merge-patch+json"]


# ---- who may -----------------------------------------------------------------------------------------------------
def test_scope_and_roles_come_from_the_guard_in_the_signature(doc: Json) -> None:
    listing = doc["paths"]["/people"]["get"]
    assert listing["security"] == [{"oauth2": ["people:read"]}]
    assert listing["x-roles"] == ["carer", "coach"]
    assert "x-roles" not in doc["paths"]["/people/{person_id}/notes"]["post"]


def test_an_operation_without_a_guard_is_shown_as_public(doc: Json) -> None:
    assert doc["paths"]["/healthz"]["get"]["security"] == []


def test_a_guard_on_a_router_or_behind_a_bound_method_is_found_too() -> None:
    class Guard(Requires):
        def check(self) -> None: ...

    async def get_thing() -> None: ...

    app = FastAPI(title="t", version="1.0.0")
    inner = APIRouter(tags=["people"], dependencies=[Depends(Guard("people:write").check)])
    inner.add_api_route("/things", get_thing, response_model=PersonRead)
    outer = APIRouter(dependencies=[Depends(Requires("people:read"))])
    outer.include_router(inner)
    app.include_router(outer)
    assert of(app)["paths"]["/things"]["get"]["security"] == [{"oauth2": ["people:read", "people:write"]}]


def test_the_scope_of_a_dependency_s_lifetime_is_not_taken_for_a_permission() -> None:
    async def session() -> None: ...

    app = with_route(dependencies=[Depends(session, scope="function")])
    route: Any = app.routes[-1]
    assert guards(route) == []


def test_all_flows_say_every_scope_and_where_tokens_come_from(doc: Json) -> None:
    scheme = doc["components"]["securitySchemes"]["oauth2"]
    assert set(scheme["flows"]) == {"authorizationCode", "clientCredentials", "password"}
    for flow in scheme["flows"].values():
        assert flow["scopes"] == SCOPES
        assert flow["tokenUrl"] == "/oauth/token"


def test_the_authorization_code_flow_is_said_first() -> None:
    flows = of(sample_app())["components"]["securitySchemes"]["oauth2"]["flows"]
    assert flows["authorizationCode"]["authorizationUrl"] == "/oauth/authorize"


@pytest.mark.parametrize("missing", ["tags", "scopes"])
def test_a_tag_or_scope_without_words_is_refused(missing: str) -> None:
    with pytest.raises(ValueError, match="no description was given"):
        of(sample_app(), **{missing: {}})


def test_an_operation_id_used_twice_is_refused() -> None:
    app = with_route()
    app.add_api_route("/others", app.routes[-1].endpoint, tags=["people"])  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="get_thing is used twice"):
        of(app)


# ---- words -------------------------------------------------------------------------------------------------------
def test_summary_and_description_come_from_the_docstring(doc: Json) -> None:
    listing = doc["paths"]["/people"]["get"]
    assert (listing["summary"], listing["description"]) == ("List people", "Those whom you may see, oldest first.")
    assert doc["paths"]["/people/{person_id}"]["get"]["description"] == "Read a person."


def test_a_summary_that_the_route_gives_stays() -> None:
    assert of(with_route(summary="Mine"))["paths"]["/things"]["get"]["summary"] == "Mine"


def test_the_common_rules_follow_the_app_s_own_description(doc: Json) -> None:
    assert doc["info"]["description"].startswith(
        "People supported, their teams, visits and outcomes.\n\n## What holds everywhere"
    )
    assert "Request-Id" in doc["info"]["description"]
    assert doc["info"]["license"] == {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    assert doc["servers"][0]["url"] == "/v1"
    assert doc["servers"][0]["x-internal"] is False


# ---- the file ----------------------------------------------------------------------------------------------------
def test_a_prefix_that_is_in_the_server_s_url_is_not_in_the_paths(doc: Json) -> None:
    assert of(sample_app("/v1"), prefix="/v1")["paths"] == doc["paths"]


def test_the_document_is_the_same_in_another_process_with_other_hashes(doc: Json) -> None:
    code = "from tests.contract.sample import sample_document as made; from api.openapi import text; print(end=text(made()))"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=OPENAPI.parent,
            env={"PYTHONHASHSEED": seed},
        )
        assert run.stdout == text(doc)


def test_a_written_document_does_not_drift_and_a_changed_one_says_where(doc: Json, tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    assert drift(doc, path)
    write(doc, path)
    assert drift(doc, path) == ""
    assert json.loads(path.read_text("utf-8")) == doc
    changed = {**doc, "info": {**doc["info"], "version": "2.0.0"}}
    assert '+  "version": "2.0.0"' in drift(changed, path)
