"""Whatever a group says of itself comes out in the standard's shape."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from api.open_referral import shapes
from api.open_referral.document import document
from api.open_referral.schedules import When, schedule
from tests.open_referral.saying import wrong

LINE = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40)
DAYS = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=7, unique=True).map(",".join)
RULES = st.one_of(
    st.none(),
    st.builds("FREQ={};BYDAY={}".format, st.sampled_from(["WEEKLY", "DAILY", "MONTHLY"]), DAYS),
    st.builds("FREQ={};INTERVAL={};BYMONTHDAY={}".format, st.sampled_from(["MONTHLY", "DAILY", "YEARLY"]), st.integers(1, 6),
              st.integers(1, 28)),
    st.builds("FREQ={};{}".format, st.sampled_from(["WEEKLY", "MONTHLY", "YEARLY", "DAILY"]),
              st.sampled_from(["COUNT=3", "UNTIL=20270101", "UNTIL=20270701T233000Z", "UNTIL=20270101T103000", "BYMONTH=5",
                               "INTERVAL=2"])),
    st.just("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2"), st.just("FREQ=MONTHLY;BYDAY=-1FR"), st.just("FREQ=HOURLY"), st.just("nonsense"),
)  # fmt: skip
ORGANISATION = {"id": str(uuid4()), "name": "Ashbrook"}


@st.composite
def groups(draw: st.DrawFn) -> dict[str, Any]:
    """A group as feed_group() tells of it, with anything absent that can be."""

    def maybe(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.one_of(st.none(), strategy))

    rrule, coordinates = draw(RULES), maybe(st.tuples(st.floats(49, 61), st.floats(-9, 2)))
    begins = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
    first = st.dates(date(2006, 1, 1), date(2028, 1, 1)).map(date.isoformat)
    return {
        "id": str(draw(st.uuids())), "name": draw(LINE), "what": draw(LINE), "place_name": maybe(LINE),
        "address_lines": draw(st.lists(LINE, max_size=3)), "town": maybe(LINE), "postcode": maybe(st.just("WN1 1AA")),
        "latitude": coordinates and coordinates[0], "longitude": coordinates and coordinates[1], "rrule": rrule,
        "first_on": draw(first) if rrule else maybe(first), "begins_at": draw(begins) if rrule else maybe(begins),
        "lasts_minutes": maybe(st.integers(1, 1440)), "when_words": maybe(LINE), "cost_words": maybe(LINE),
        "cost_pence": maybe(st.integers(0, 1_000_000)), "accessibility": draw(st.lists(LINE, max_size=3)),
        "languages": draw(st.lists(st.sampled_from(["en", "q4", "cy"]), max_size=3, unique=True)),
        "minimum_age": maybe(st.integers(0, 120)),
        "maximum_age": maybe(st.integers(0, 120)), "phone": maybe(st.just("01942 555 010")),
        "email": maybe(st.just("a@example.org")), "website": maybe(st.just("https://example.org/x")), "assured_on": maybe(first),
        "status": draw(st.sampled_from(["active", "resting"])), "organisation": ORGANISATION,
        "modified_at": "2026-01-01T10:00:00.123456+00:00", "story": maybe(LINE),
        "seeks": draw(st.lists(st.tuples(st.sampled_from(["head", "heart", "hands"]), st.sampled_from(["knitting", "a-b"])),
                               max_size=3, unique=True)),
    }  # fmt: skip


def _document(record: str) -> Draft202012Validator:
    schemas = document("https://example.org/open-referral")["components"]
    return Draft202012Validator({"$ref": f"#/components/schemas/{record}", "components": schemas}, validate_formats=True)


OURS = _document("service")
KNOWN = {name: set(schema["properties"]) for name, schema in document("https://example.org")["components"]["schemas"].items()}


@given(groups())
def test_any_group_is_a_service_of_the_standard_and_of_our_document(group: dict[str, Any]) -> None:
    for told in (shapes.service(group), shapes.whole_service(group)):
        assert wrong("service", told) == []
        assert list(OURS.iter_errors(told)) == []
        assert told.keys() <= KNOWN["service"]
        assert None not in told.values()
    whole = shapes.whole_service(group)
    ids = [one["id"] for kind in ("schedules", "languages", "cost_options", "contacts", "attributes") for one in whole[kind]]
    assert len(set(ids)) == len(ids)
    assert shapes.whole_service(group) == whole
    for one in whole["schedules"]:
        assert one.keys() <= KNOWN["schedule"]
        assert "freq" in one or "description" in one or "notes" in one
    at = shapes.service_at_location(group, whole=False)
    assert (at is None) == (whole["service_at_locations"] == [])
    assert at is None or wrong("service_at_location", at) == []


@given(st.uuids())
def test_the_id_of_a_place_leads_back_to_its_service(id_: UUID) -> None:
    assert shapes.turned(id_) != id_
    assert shapes.turned(shapes.turned(id_)) == id_


def test_rules_are_told_as_the_standard_writes_them() -> None:
    def said(rule: str) -> tuple[Any, ...]:
        told = schedule(When(rule, date(2026, 1, 1), "22:30", 120, None)) or {}
        return tuple(told.get(name) for name in ("freq", "interval", "byday", "bymonthday", "valid_to"))

    assert said("FREQ=WEEKLY;INTERVAL=2") == ("WEEKLY", 2, "TH", None, None)
    assert said("FREQ=DAILY;UNTIL=20260630T233000Z") == ("WEEKLY", 1, "MO,TU,WE,TH,FR,SA,SU", None, "2026-07-01")
    assert said("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2,-1") == ("MONTHLY", 1, "2TU,-1TU", None, None)
    assert said("FREQ=MONTHLY;BYDAY=-1FR") == ("MONTHLY", 1, "-1FR", None, None)
    assert said("FREQ=MONTHLY") == ("MONTHLY", 1, None, "1", None)
    for rule in ("FREQ=YEARLY", "FREQ=WEEKLY;COUNT=3", "FREQ=DAILY;INTERVAL=3", "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"):
        told = schedule(When(rule, date(2026, 1, 1), "22:30", 120, None)) or {}
        assert "freq" not in told
        assert told["notes"] == f"RFC 5545: {rule}"
        assert (told["opens_at"], told["closes_at"]) == ("22:30:00", "00:30:00")
    assert schedule(When(None, None, None, None, None)) is None
    assert schedule(When(None, None, None, None, "When it is dry")) == {
        "attending_type": "in person",
        "description": "When it is dry",
    }


def test_what_it_costs_is_said_in_words_or_in_pounds() -> None:
    bare: dict[str, Any] = {"cost_words": None}
    assert [shapes._fees({**bare, "cost_pence": pence}) for pence in (None, 0, 250)] == [None, "Free", "£2.50"]
    assert shapes._fees({"cost_words": "A pound if you can", "cost_pence": 100}) == "A pound if you can"


def test_gifts_of_the_same_name_are_apart_by_part() -> None:
    assert shapes.term_id("hands", "music") != shapes.term_id("heart", "music")
    assert shapes.term("hands", "diy-repairs")["name"] == "diy repairs"
    assert wrong("taxonomy", shapes.taxonomy("head")) == wrong("taxonomy_term", shapes.term("head", "x")) == []


def test_the_schemas_can_refuse() -> None:
    assert wrong("service", {"id": "x", "name": "A", "status": "open"})
    assert wrong("schedule", {"id": str(uuid4()), "opens_at": "10:30", "freq": "DAILY"})
    assert wrong("page", {})
