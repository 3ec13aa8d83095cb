"""A published group as HSDS-UK writes it: the service, where it is, when, what it costs, what gifts it seeks.

What has no value is left out: the profile knows no null. Ids of what is a part of a group are derived from the group's, so that
they stay the same from one harvest to the next.

Who runs a group and who made sure of it are free text about somebody, and are not told. A group may be run by a person who is
supported: a directory that names them beside a provider of home care says that they need care, to everybody and for good, and no
consent for that is on record. A number or an address that the group chose to publish is enough to find it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from api.open_referral.schedules import When, schedule

Told = dict[str, Any]
FEED: Final = uuid5(NAMESPACE_URL, "urn:wellbeing-teams:open-referral")
STATUS: Final = {"active": "active", "resting": "temporarily closed"}
RESTS: Final = "It rests at the moment. Ask before you go."
PARTS: Final = {"head": "what somebody knows", "heart": "what somebody loves", "hands": "what somebody can do"}
# Turned over and over again it is the same id: one service is at one place, and the place leads back to it.
_TURN: Final = 0x5E41_A710_C411


def turned(id_: UUID) -> UUID:
    """The id of a service at its location from that of the service, and back."""
    return UUID(int=id_.int ^ _TURN)


def _known(**members: Any) -> Told:  # noqa: ANN401 - any JSON
    return {name: value for name, value in members.items() if value is not None}


# ---- taxonomies: the gifts that groups seek ----------------------------------------------------------------------------
def taxonomy_id(part: str) -> UUID:
    """The id of the taxonomy of a part of a person."""
    return uuid5(FEED, part)


def term_id(part: str, tag: str) -> UUID:
    """The id of a tag of a gift."""
    return uuid5(FEED, f"{part}:{tag}")


def taxonomy(part: str) -> Told:
    """Gifts of the head, of the heart or of the hands."""
    return {
        "id": str(taxonomy_id(part)), "name": f"Gifts of the {part}",
        "description": f"Gifts that groups look for in people: {PARTS[part]}.", "version": "1",
    }  # fmt: skip


def term(part: str, tag: str) -> Told:
    """A gift that some group seeks."""
    return {
        "id": str(term_id(part, tag)), "name": tag.replace("-", " "), "code": tag,
        "description": f"Somebody who brings {tag.replace('-', ' ')} is welcome.",
        "taxonomy": f"Gifts of the {part}", "taxonomy_id": str(taxonomy_id(part)),
    }  # fmt: skip


# ---- organisations -----------------------------------------------------------------------------------------------------
def organization(publisher: Mapping[str, Any]) -> Told:
    """A provider: it tells of the group, and seldom runs it."""
    told = {
        "id": publisher["id"], "name": publisher["name"],
        "description": "Self-managing home-care teams. They tell of community groups near the people they support.",
    }  # fmt: skip
    codes = {"ODS": publisher.get("ods_code"), "CQC provider": publisher.get("cqc_provider_id")}
    found = [
        {"id": str(uuid5(UUID(publisher["id"]), kind)), "identifier_type": kind, "identifier": code}
        for kind, code in codes.items()
        if code
    ]
    return {**told, "organization_identifiers": found} if "ods_code" in publisher else told


# ---- services ----------------------------------------------------------------------------------------------------------
def minimal(group: Mapping[str, Any]) -> Told:
    """Enough to see what changed."""
    return {"id": group["id"], "last_modified": group["modified_at"]}


def service(group: Mapping[str, Any]) -> Told:
    """A group as a list tells of it: no arrays."""
    rests = group["status"] == "resting"
    return _known(
        id=group["id"], organization_id=group["organisation"]["id"], name=group["name"], description=group["what"],
        url=group["website"], email=group["email"], status=STATUS[group["status"]], fees=_fees(group),
        minimum_age=group["minimum_age"], maximum_age=group["maximum_age"], assured_date=group["assured_on"],
        alert=RESTS if rests else None, last_modified=group["modified_at"], organization=organization(group["organisation"]),
    )  # fmt: skip


def whole_service(group: Mapping[str, Any]) -> Told:
    """A group with all that is public of it."""
    at = service_at_location(group, whole=True)
    told = {
        "schedules": list(_schedules(group)),
        "service_areas": [],
        "service_at_locations": [] if at is None else [at],
        "languages": [{"id": _part(group, "language", code), "code": code} for code in group["languages"]],
        "funding": [],
        "cost_options": list(_costs(group)),
        "contacts": list(_contacts(group)),
        "attributes": [_attribute(group, part, tag) for part, tag in group["seeks"]],
    }
    return {**service(group), **told, **_known(origin_story=group["story"])}


def service_at_location(group: Mapping[str, Any], *, whole: bool) -> Told | None:
    """Where a group is; None where that is not said."""
    place = _location(group, whole=whole)
    return place and {
        "id": str(turned(UUID(group["id"]))), "service_id": group["id"], "location_id": place["id"], "location": place,
    }  # fmt: skip


def _part(group: Mapping[str, Any], *kind: object) -> str:
    return str(uuid5(UUID(group["id"]), ":".join(map(str, kind))))


def _schedules(group: Mapping[str, Any]) -> Iterable[Told]:
    first = group["first_on"] and date.fromisoformat(group["first_on"])
    told = schedule(When(group["rrule"], first, group["begins_at"], group["lasts_minutes"], group["when_words"]))
    if told is not None:
        yield {"id": _part(group, "schedule"), **told}


def _pounds(pence: int) -> str:
    return f"£{pence // 100}.{pence % 100:02}" if pence else "Free"


def _fees(group: Mapping[str, Any]) -> str | None:
    words, pence = group["cost_words"], group["cost_pence"]
    found: str | None = words if words or pence is None else _pounds(pence)
    return found


def _costs(group: Mapping[str, Any]) -> Iterable[Told]:
    pence = group["cost_pence"]
    if pence is not None or group["cost_words"]:
        yield {
            "id": _part(group, "cost"),
            **_known(
                option="Each time", amount=None if pence is None else pence / 100, currency=None if pence is None else "GBP",
                amount_description=group["cost_words"],
            ),
        }  # fmt: skip


def _contacts(group: Mapping[str, Any]) -> Iterable[Told]:
    """The number that was published, without a name."""
    if group["phone"]:
        contact = _part(group, "contact")
        phone = {"id": _part(group, "phone"), "number": group["phone"], "contact_id": contact}
        yield {"id": contact, "service_id": group["id"], "phones": [phone]}


def _attribute(group: Mapping[str, Any], part: str, tag: str) -> Told:
    return {
        "id": _part(group, part, tag), "link_id": group["id"], "link_type": "service",
        "taxonomy_term_id": str(term_id(part, tag)), "taxonomy_term": term(part, tag),
    }  # fmt: skip


def _location(group: Mapping[str, Any], *, whole: bool) -> Told | None:
    lines = [group["place_name"], *group["address_lines"], group["town"], group["postcode"]]
    words = ", ".join(line for line in lines if line)
    if not words and group["latitude"] is None and not group["accessibility"]:
        return None
    id_ = _part(group, "location")
    told = _known(
        id=id_, location_type="physical", name=group["place_name"], description=words or None, latitude=group["latitude"],
        longitude=group["longitude"],
    )  # fmt: skip
    if not whole:
        return told
    first = [*group["address_lines"], *filter(None, [group["place_name"]])][:1]
    return told | {
        "addresses": list(_addresses(group, id_, first)),
        "accessibility": [
            {"id": _part(group, "accessibility", place), "description": said} for place, said in enumerate(group["accessibility"])
        ],
        "attributes": [],
    }  # fmt: skip


def _addresses(group: Mapping[str, Any], location: str, first: list[str]) -> Iterable[Told]:
    """An address that a letter would reach. Of less, the location's description tells: the standard has all or nothing."""
    if first and group["town"] and group["postcode"]:
        yield {
            "id": _part(group, "address"), "location_id": location, "address_1": ", ".join(group["address_lines"]) or first[0],
            "city": group["town"], "state_province": "", "postal_code": group["postcode"], "country": "GB",
            "address_type": "physical",
        }  # fmt: skip
