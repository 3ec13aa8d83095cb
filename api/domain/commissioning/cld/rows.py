"""Rows of Client Level Data out of what was written down. Nothing is guessed: what nobody wrote is empty.

Pure. A service row for each time that a council's arrangement was in force and support had not ended, a review row for each
review held, an assessment row for each assessment ended, all within twelve months. Starts are never reset: they are those of
the arrangement, however long ago. Two team members at one visit make no row, for visits make none.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from api.domain.commissioning.cld.release2 import words
from api.domain.commissioning.models import ArrangementKind as Kind
from api.domain.people.models import AccommodationStatus as Home
from api.domain.people.models import FundingStatus as Funding
from api.domain.people.models import PrimarySupportReason as Reason

Row = dict[str, str]
Facts = Mapping[str, Any]
FORMULA: Final = ("=", "+", "-", "@")
MINUTES: Final = Decimal(60)

SERVICE_TYPE: Final = "Long term support: Community"
COMPONENT: Final = "Home support or domiciliary care"
COMMISSIONED: Final = "CASSR commissioned support"
# Of the kinds that are not here nobody said by which of the three the money goes: the field is optional, and stays empty.
MECHANISMS: Final[Mapping[str, str]] = {
    Kind.individual_service_fund: "CASSR managed personal budget",
    Kind.council_managed_personal_budget: "CASSR managed personal budget",
    Kind.direct_payment: "Direct payment",
    Kind.block_contract: COMMISSIONED,
}
GOES_ON: Final = "Continuation of support or services"
DIED: Final = "NFA: Deceased"

# Our own words where one of the return's says the same, and only there: a rented home may be the council's or not.
HOMES: Final[Mapping[str, str]] = {
    Home.own_home: "Owner occupier or shared ownership scheme",
    Home.with_family: "Settled mainstream housing with family or friends",
    Home.extra_care: "Sheltered housing, extra care housing or other sheltered housing",
    Home.supported_living: "Supported accommodation, supported lodgings or supported group home",
}
REASONS: Final[Mapping[str, str]] = {
    Reason.physical_access_and_mobility: "Physical support: Access and mobility only",
    Reason.physical_personal_care: "Physical support: Personal care support",
    Reason.sensory_visual: "Sensory support: Support for visual impairment",
    Reason.sensory_hearing: "Sensory support: Support for hearing impairment",
    Reason.sensory_dual: "Sensory support: Support for dual impairment",
    Reason.memory_and_cognition: "Support with memory and cognition",
    Reason.learning_disability: "Learning disability support",
    Reason.mental_health: "Mental health support",
    Reason.substance_misuse: "Social support: Substance misuse support",
    Reason.asylum_seeker: "Social support: Asylum seeker support",
    Reason.social_isolation: "Social support: Support for social isolation or other reason",
    Reason.social_support_other: "Social support: Support for social isolation or other reason",
}
PAYS: Final[Mapping[str, str]] = {Funding.self_funded: "Fully client funded"}

ANY: Final = "any"
# What the return wants and a provider has no place to write, by the event: why and how a review was held and what the council
# made of it, why support ended, and the council's own code. Empty, it is nothing the provider lacks: the council fills it in.
LEFT_TO_COUNCIL: Final[Mapping[str, frozenset[str]]] = {
    ANY: frozenset({"LA_Code"}),
    "Review": frozenset({"Review_Reason", "Method_of_Review", "Review_Outcomes_Achieved", "Event_Outcome"}),
    "Service": frozenset({"Event_Outcome"}),
}


def left_to_council(row: Row) -> frozenset[str]:
    """The fields of a row that, where they are empty, the council fills in."""
    return LEFT_TO_COUNCIL[ANY] | LEFT_TO_COUNCIL.get(row["Event_Type"], frozenset())


def rows_of(facts: Facts, person: Facts) -> Iterator[Row]:
    """One person's rows, none of them twice."""
    told = _submission(facts) | _person(person)
    seen: set[tuple[tuple[str, str], ...]] = set()
    for row in (*_services(facts, person, told), *_reviews(person, told), *_assessments(person, told)):
        known = tuple(sorted(row.items()))
        if known not in seen:
            seen.add(known)
            yield {name: text for name, text in row.items() if text}


def _submission(facts: Facts) -> Row:
    return {
        "LA_Code": _free(facts["la_code"]),
        "Reporting_Period_Start_Date": facts["from_on"],
        "Reporting_Period_End_Date": _last(facts).isoformat(),
    }


def _last(facts: Facts) -> date:
    """The last day of the period; `until_on` is the first one after it."""
    return date.fromisoformat(facts["until_on"]) - timedelta(days=1)


def _person(person: Facts) -> Row:
    said = person["details"] or {}
    ethnicity = person["ethnicity"] if person["ethnicity"] in words("ethnicity") else None
    return {
        "NHS_Number": person["nhs_number"] or "",
        "LA_Person_Unique_Identifier": _free(person["council_reference"]),
        "GP_Practice_Code": _free(person["gp_practice_code"]),
        "Gender": said.get("gender") or "",
        "Ethnicity": said.get("ethnicity") or ethnicity or "",
        "Date_of_Birth": person["date_of_birth"] or "",
        "Date_of_Death": person["date_of_death"] or "",
        "Client_Type": words("client_type")[0],
        "Primary_Support_Reason": said.get("primary_support_reason") or REASONS.get(person["primary_support_reason"], ""),
        "Postcode": person["postcode"] or "",
        "Accommodation_Status": said.get("accommodation_status") or HOMES.get(person["accommodation_status"], ""),
        "Employment_Status": said.get("employment_status") or "",
        "Has_Unpaid_Carer": {True: "Yes", False: "No"}.get(person["has_unpaid_carer"], ""),
        "Autism_Spectrum_Disorder_ASD": said.get("autism") or "",
        "Visual_Impairment": said.get("visual_impairment") or "",
        "Hearing_Impairment": said.get("hearing_impairment") or "",
        "Dementia": said.get("dementia") or "",
    }


def _pays(person: Facts) -> Row:
    said = person["details"] or {}
    return {"Client_Funding_Status": said.get("funding_status") or PAYS.get(person["funding_status"], "")}


def _services(facts: Facts, person: Facts, told: Row) -> Iterator[Row]:
    first, last = date.fromisoformat(facts["from_on"]), _last(facts)
    for service in person["services"]:
        begun, ended = _times(person, service)
        if begun > last or (ended is not None and (ended < begun or ended < first)):
            continue
        # Known already and yet to come: at the end of the period it is open. After a death nothing is.
        shown = ended if ended is not None and (ended <= last or person["date_of_death"]) else None
        yield {
            **told,
            **_pays(person),
            **_cost(service),
            "Event_Type": "Service",
            "Event_Start_Date": begun.isoformat(),
            "Event_End_Date": shown.isoformat() if shown else "",
            "Event_Outcome": GOES_ON if shown is None else _outcome(person, service, shown),
            "Service_Type": SERVICE_TYPE,
            "Service_Component": COMPONENT,
            "Delivery_Mechanism": MECHANISMS.get(service["kind"], ""),
            "Provider_CQC_Location_ID": _free(facts["cqc_location_id"]),
        }


def _times(person: Facts, service: Facts) -> tuple[date, date | None]:
    """Its first and last day: as arranged, and not after support ended. Of a block contract, from when they came."""
    begun = date.fromisoformat(service["from_on"])
    if service["kind"] == Kind.block_contract and person["supported_from"] is not None:
        begun = max(begun, date.fromisoformat(person["supported_from"]))
    ends = [service["until_on"], person["ended_on"], person["date_of_death"]]
    return begun, min((date.fromisoformat(end) for end in ends if end is not None), default=None)


def _outcome(person: Facts, service: Facts, ended: date) -> str:
    """What came of a service that ended, if it stands in the records. Why else support ended is the council's to say."""
    if person["died"] and ended.isoformat() in (person["date_of_death"], person["ended_on"]):
        return DIED
    others: Sequence[Facts] = [other for other in person["services"] if other is not service]
    goes_on = any(b <= ended + timedelta(days=1) and (e is None or e > ended) for b, e in (_times(person, o) for o in others))
    return GOES_ON if goes_on else ""


def _cost(service: Facts) -> Row:
    """What a week costs; where only the hours are known, so many units of an hour, whose price nobody wrote down."""
    if service["kind"] == Kind.block_contract:  # of a whole team, and nobody's own
        return {}
    pence, minutes = service["weekly_amount_pence"], service["weekly_minutes"]
    if pence is not None:
        return {
            "Unit_Cost": f"{pence // 100}.{pence % 100:02d}",
            "Cost_Frequency_Unit_Type": "Weekly",
            "Planned_units_per_week": "1",
        }
    if minutes is not None:
        units = (Decimal(minutes) / MINUTES).quantize(Decimal("0.01"))
        return {"Cost_Frequency_Unit_Type": "Hourly", "Planned_units_per_week": f"{units:f}"}
    return {}


def _reviews(person: Facts, told: Row) -> Iterator[Row]:
    """Why it was held, how, and what the council made of it are the council's words (LEFT_TO_COUNCIL)."""
    for held_on in person["reviews"]:
        yield {**told, **_pays(person), "Event_Type": "Review", "Event_Start_Date": held_on, "Event_End_Date": held_on}


def _assessments(person: Facts, told: Row) -> Iterator[Row]:
    for found in person["assessments"]:
        yield {
            **told,
            "Event_Type": "Assessment",
            "Event_Start_Date": found["started_on"],
            "Event_End_Date": found["ended_on"],
            "Event_Outcome": found["outcome"] or "",
            "Assessment_Type": found["assessment_type"],
            "Eligible_Needs_Identified": found["needs_identified"] or "",
            "Method_of_Assessment": _free(found["method"]),
        }


def _free(text: str | None) -> str:
    """Somebody's own text. What a spreadsheet would take for a formula is left out, and so named as missing."""
    return "" if text is None or text.lstrip().startswith(FORMULA) else text.strip()
