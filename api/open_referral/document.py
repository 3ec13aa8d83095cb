"""The feed's own OpenAPI document, made from the parameters and from one line for each kind of record."""

from collections.abc import Mapping
from typing import Any, Final

from api.open_referral.asking import GIFTS, GROUPS, PAGES, PARAMETERS, PLACES

Schema = dict[str, Any]
_ID: Final = {"type": "string", "format": "uuid"}
# What a member is where it is no plain text. `name[]` is a list of that kind of record, `name` beside `@` one of them.
_KINDS: Final[Mapping[str, Schema]] = {
    "uuid": _ID, "date": {"type": "string", "format": "date"}, "moment": {"type": "string", "format": "date-time"},
    "clock": {"type": "string", "examples": ["10:30:00"]}, "number": {"type": "number"}, "whole": {"type": "integer"},
    "flag": {"type": "boolean"}, "uri": {"type": "string", "format": "uri"}, "email": {"type": "string", "format": "email"},
    "status": {"type": "string", "enum": ["active", "inactive", "defunct", "temporarily closed"]},
    "freq": {"type": "string", "enum": ["WEEKLY", "MONTHLY"]}, "text": {"type": "string"},
}  # fmt: skip
# Members by kind; a star marks those that are always there. Restated from what the feed sends, in the words of the UK profile.
_RECORDS: Final = {
    "service": "id*:uuid name* status*:status organization_id*:uuid description* url:uri email:email fees minimum_age:whole"
    " maximum_age:whole assured_date:date alert last_modified*:moment organization*:@organization schedules:[schedule]"
    " service_areas:[service_area] service_at_locations:[service_at_location] languages:[language] funding:[funding]"
    " cost_options:[cost_option] contacts:[contact] attributes:[attribute] origin_story",
    "service_brief": "id*:uuid last_modified*:moment",
    "organization": "id*:uuid name* description* organization_identifiers:[organization_identifier]",
    "organization_identifier": "id*:uuid identifier_type* identifier*",
    "location": "id*:uuid location_type* name description latitude:number longitude:number addresses:[address]"
    " accessibility:[accessibility] attributes:[attribute]",
    "service_at_location": "id*:uuid service_id*:uuid location_id*:uuid location*:@location service:@service",
    "address": "id*:uuid address_1* city* state_province* postal_code* country* address_type* location_id*:uuid",
    "schedule": "id*:uuid valid_from:date valid_to:date dtstart:date freq:freq interval:whole byday bymonthday description"
    " opens_at:clock closes_at:clock attending_type notes",
    "phone": "id*:uuid number* contact_id:uuid",
    "contact": "id*:uuid service_id*:uuid phones*:[phone]",
    "cost_option": "id*:uuid option amount:number currency amount_description",
    "attribute": "id*:uuid link_id*:uuid link_type* taxonomy_term_id*:uuid taxonomy_term*:@taxonomy_term",
    "taxonomy": "id*:uuid name* description* version",
    "taxonomy_term": "id*:uuid name* description* code* taxonomy* taxonomy_id*:uuid",
    "service_area": "id*:uuid name",
    "language": "id*:uuid code*",
    "funding": "id*:uuid source",
    "accessibility": "id*:uuid description*",
    "problem": "type* title* status*:whole detail* instance*",
    "feed": "version* profile*:uri openapi_url*:uri",
}
# Path to operation id, what it answers, whether a page of it, its parameters, and what it does.
_PATHS: Final[Mapping[str, tuple[str, str, tuple[str, ...] | None, str]]] = {
    "/": ("describe_feed", "feed", None, "Which standard this is."),
    "/services": ("list_services", "service", GROUPS, "Published community groups. Lists leave the arrays out unless full."),
    "/services/{id}": ("get_service", "service", None, "One published group, with all that is public of it."),
    "/taxonomies": ("list_taxonomies", "taxonomy", PAGES, "Gifts of the head, of the heart, of the hands."),
    "/taxonomies/{id}": ("get_taxonomy", "taxonomy", None, "One of the three."),
    "/taxonomy_terms": ("list_taxonomy_terms", "taxonomy_term", GIFTS, "The gifts that published groups seek."),
    "/taxonomy_terms/{id}": ("get_taxonomy_term", "taxonomy_term", None, "One gift that some published group seeks."),
    "/service_at_locations": ("list_service_at_locations", "service_at_location", PLACES, "Published groups that say where."),
    "/service_at_locations/{id}": ("get_service_at_location", "service_at_location", None, "One published group at its place."),
    "/organizations": ("list_organizations", "organization", ("organization_id", *PAGES), "Who publishes."),
}
DESCRIPTION: Final = (
    "Community groups that were published, as Open Referral UK 3.0 (HSDS-UK) has them. Open to everybody, read only, without "
    "a key. Nothing in it is about a person. What was withdrawn is gone from the next answer on: a harvester reads all of it now "
    "and then, and forgets what is no longer there."
)


def document(base: str) -> Schema:
    """The whole document, for a feed at this address."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Community feed", "version": "3.0", "description": DESCRIPTION},
        "servers": [{"url": base}],
        "security": [],
        "paths": {path: {"get": _operation(path, *words)} for path, words in _PATHS.items()},
        "components": {"schemas": {name: _record(words) for name, words in _RECORDS.items()}},
    }


def _operation(path: str, name: str, record: str, parameters: tuple[str, ...] | None, says: str) -> Schema:
    shown: Schema = {"$ref": f"#/components/schemas/{record}"}
    if name == "list_services":
        shown = {"anyOf": [shown, {"$ref": "#/components/schemas/service_brief"}]}
    taken = [_parameter(one) for one in parameters or ()]
    if "{id}" in path:
        taken.append({"name": "id", "in": "path", "required": True, "schema": _ID})
    refusals = {"429": "Too many requests from this address.", "503": "The database is away.", "default": "What to do instead."}
    if "{id}" in path:
        refusals["404"] = "Not there, or not public."
    if parameters:
        refusals["422"] = "A parameter cannot be read; errors names it."
    return {
        "operationId": name, "summary": says, "parameters": taken,
        "responses": {
            "200": _answer(says, "application/json", shown if parameters is None else _page(shown)),
            "304": {"description": "As you know it (If-None-Match)."},
            **{status: _answer(said, "application/problem+json", _ref("problem")) for status, said in sorted(refusals.items())},
        },
    }  # fmt: skip


def _answer(says: str, media: str, schema: Schema) -> Schema:
    return {"description": says, "content": {media: {"schema": schema}}}


def _ref(record: str) -> Schema:
    return {"$ref": f"#/components/schemas/{record}"}


def _parameter(name: str) -> Schema:
    known = PARAMETERS[name]
    return {"name": name, "in": "query", "description": known.says, "schema": dict(known.schema)}


def _page(of: Schema) -> Schema:
    whole, flag = _KINDS["whole"], _KINDS["flag"]
    members = {
        "total_items": whole, "total_pages": whole, "page_number": whole, "size": whole, "first_page": flag, "last_page": flag,
        "empty": flag, "contents": {"type": "array", "items": of},
    }  # fmt: skip
    return {"type": "object", "required": list(members), "properties": members}


def _record(words: str) -> Schema:
    members, always = {}, []
    for word in words.split():
        name, _, kind = word.partition(":")
        if name.endswith("*"):
            name = name.removesuffix("*")
            always.append(name)
        members[name] = _kind(kind or "text")
    return {"type": "object", "required": always, "properties": members}


def _kind(kind: str) -> Schema:
    if kind.startswith("@"):
        return _ref(kind[1:])
    return {"type": "array", "items": _ref(kind[1:-1])} if kind.startswith("[") else dict(_KINDS[kind])
