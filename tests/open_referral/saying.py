"""What the tests about the community feed say again and again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import psycopg
from jsonschema_rs import Draft202012Validator, Registry

from api.domain.shared.ids import new_id

SCHEMAS = Path(__file__).parent / "schemas"
FEED = "/open-referral"
KINDS = {"services": "service", "service_at_locations": "service_at_location", "taxonomies": "taxonomy",
         "taxonomy_terms": "taxonomy_term", "organizations": "organization"}  # fmt: skip
SINGLE = tuple(KINDS)[:4]

_schemas = {path.stem: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
_registry = Registry([(schema["$id"], schema) for schema in _schemas.values()])
_readers = {name: Draft202012Validator(schema, validate_formats=True, registry=_registry) for name, schema in _schemas.items()}


def wrong(kind: str, record: Any) -> list[str]:
    """What the standard has against this record."""
    return [f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in _readers[kind].iter_errors(record)]


async def read(api: httpx2.AsyncClient, path: str, **params: Any) -> Any:
    """An answer that went well."""
    answer = await api.get(FEED + path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def found(api: httpx2.AsyncClient, **params: Any) -> set[str]:
    """Names of the services of a list."""
    return {one["name"] for one in (await read(api, "/services", per_page=100, **params))["contents"]}


async def everything(api: httpx2.AsyncClient) -> Any:
    """Every answer of the feed, by path: lists plain, minimal and full, and each single record."""
    for path in ("/", "/openapi.json", "/organizations"):
        yield path, await read(api, path)
    for kind in SINGLE:
        page: dict[str, Any] = {"contents": []}
        for more in ({}, {"full": "true"}, {"minimal": "true"}):
            page = await read(api, f"/{kind}", per_page=100, **more)
            assert page["last_page"]
            yield f"/{kind}", page
        for one in page["contents"]:
            yield f"/{kind}/{one['id']}", await read(api, f"/{kind}/{one['id']}")


def texts(value: Any) -> Iterator[str]:
    """Every text in an answer, names of members too."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    else:
        yield str(value)


def a_group(operator: psycopg.Connection[Any], organisation: UUID, **values: Any) -> UUID:
    """A group written behind the API, published unless said otherwise."""
    row: dict[str, Any] = {
        "id": new_id(), "organisation_id": organisation, "name": "Chess", "name_key": "chess", "what": "We play.",
        "who_runs_it": "Whoever comes first", "place_name": "The library", **values,
    }  # fmt: skip
    when = "" if "published_at" in row else ", published_at"
    operator.execute(
        f"INSERT INTO community_group ({', '.join(row)}{when}) VALUES ({', '.join(['%s'] * len(row))}{when and ', now()'})",
        list(row.values()),
    )
    id_: UUID = row["id"]
    return id_


# What a directory finds near Wigan: no group of the demo, whose words may change.
NEAR: dict[str, dict[str, Any]] = {
    "Wool": {
        "what": "We knit for babies. Beginners are shown how.", "place_name": "The Corner Café",
        "address_lines": '["1 Mill Lane"]',
        "town": "Wigan", "postcode": "WN1 1AA", "latitude": 53.545, "longitude": -2.632, "rrule": "FREQ=WEEKLY;BYDAY=TH",
        "first_on": "2025-01-02", "begins_at": "10:30", "lasts_minutes": 120, "cost_words": "Free; tea is a pound",
        "cost_pence": 0, "accessibility": ["Step-free", "Hearing loop"], "languages": ["en"], "phone": "01942 555 010",
        "assured_on": "2026-01-05", "assured_by": "The connector",
    },
    "Beans": {
        "what": "Raised beds and a shed with a stove.", "place_name": "The allotments", "town": "Wigan", "postcode": "WN3 5AB",
        "latitude": 53.521, "longitude": -2.641, "rrule": "FREQ=WEEKLY;BYDAY=TU,SA", "first_on": "2025-01-02",
        "begins_at": "09:30", "lasts_minutes": 180, "minimum_age": 18, "email": "plots@example.org",
    },
    "Breath": {
        "what": "Songs that everybody knows.", "place_name": "The hall", "town": "Wigan", "postcode": "WN1 2XY",
        "rrule": "FREQ=MONTHLY;BYDAY=2WE", "first_on": "2025-01-02", "begins_at": "14:00", "lasts_minutes": 90,
        "cost_pence": 200, "website": "https://example.org/singing",
    },
    "Shed": {
        "what": "Bring a lamp or a radio and mend it.", "place_name": "The old tram shed", "postcode": "WN2 1AA",
        "when_words": "When the roof is mended.", "status": "resting", "status_because": "The roof leaks.",
    },
    "Crown": {"what": "A table for whoever would eat alone.", "rrule": "FREQ=WEEKLY;BYDAY=TH", "first_on": "2025-01-02",
              "begins_at": "10:30", "published_at": None},
}  # fmt: skip
SOUGHT: dict[str, tuple[str, list[str]]] = {
    "Wool": ("hands", ["turning-heels", "teaching-knitting"]), "Beans": ("head", ["pruning-trees"]),
    "Crown": ("hands", ["carving-joints"]),
}  # fmt: skip


def near(operator: psycopg.Connection[Any], organisation: UUID) -> dict[str, UUID]:
    """The groups near Wigan with what they seek, by name."""
    made = {name: a_group(operator, organisation, name=name, name_key=name.lower(), **values) for name, values in NEAR.items()}
    for name, (part, tags) in SOUGHT.items():
        operator.execute(
            "INSERT INTO group_gift (id, organisation_id, group_id, part, words, tags) VALUES (%s, %s, %s, %s, 'Somebody', %s)",
            [new_id(), organisation, made[name], part, tags],
        )
    return made
