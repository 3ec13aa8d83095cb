"""A person's rows: the record and how they came, profile, gifts, relationships, story, home, risk, who supports them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from api.demo.made import DemoPerson, DemoTeam
from api.demo.making import Making
from api.demo.people import MILLFIELD, NORTH, SOUTH, PersonWords
from api.demo.teams import TeamWords
from api.domain.access.consents import Consent
from api.domain.people.gifts.models import Gift
from api.domain.people.homes.models import AccessToHome
from api.domain.people.models import Person, StatusChange
from api.domain.people.profiles.models import ProfileVersion
from api.domain.people.relationships.models import Relationship
from api.domain.people.risks.models import PositiveRisk
from api.domain.people.small_teams.models import SmallTeamMember
from api.domain.people.stories.models import LifeStoryChapter
from api.domain.shared.fields import folded

# How somebody came to be where they are: (status, days ago they asked). Reasons of an end stand beside it.
# A member who was asked for does not always choose the person too.
MOSTLY, HALF = 0.9, 0.5
CHOSEN_AT_ONCE = 3
PATH = ("enquiry", "getting_to_know", "supported")
BIRTHDAY_YEAR = 365.25
# Whoever is known by their own words has a year of life to tell of.
KNOWN = frozenset((*NORTH, *SOUTH, *MILLFIELD))
A_YEAR_AND_MORE = 420


def make_person(
    making: Making,
    team: DemoTeam,
    place: TeamWords,
    words: PersonWords,
    status: str,
    *,
    ended: str | None = None,
    number: int = 0,
) -> DemoPerson:
    """One person with all that is theirs; what is not yet known of somebody who only asked is left out."""
    days = making.dice.randint(20, 60) if status in PATH[:2] else making.dice.randint(200, 900)
    began = making.ago(days=max(days, A_YEAR_AND_MORE) if words in KNOWN else days)
    until = making.ago(days=making.dice.randint(15, 120))
    since = {"enquiry": began, "getting_to_know": began + timedelta(days=6), "supported": began + timedelta(days=24)}.get(
        status, until
    )
    nhs = None if status == "enquiry" else next(making.nhs)
    person = making.rows.add(
        Person,
        organisation_id=team.organisation_id,
        team_id=team.id,
        status=status,
        status_since=since,
        ended_reason=ended,
        date_of_death=since if ended == "died" else None,
        nhs_number=nhs,
        **_record(making, place, words, number, known=status != "enquiry"),
    )
    keys = {"organisation_id": team.organisation_id, "team_id": team.id, "person_id": person}
    _make_path(making, keys, status, began, since, ended)
    if status not in PATH[:1]:
        _make_words(making, keys, words, signed=status not in PATH[:2], day=began + timedelta(days=10))
        _make_home(making, keys, words, number)
    if status in ("supported", "paused"):
        _make_small_team(making, keys, team, since)
    return DemoPerson(person, team.id, f"{words.preferred} {words.family}", status, team.organisation_id, nhs)


def _record(making: Making, place: TeamWords, words: PersonWords, number: int, *, known: bool) -> dict[str, Any]:
    """The columns of the record."""
    street = place.streets[number % len(place.streets)]
    phone = next(making.home_phone)
    record: dict[str, Any] = {
        "preferred_name": words.preferred,
        "given_names": words.given,
        "family_name": words.family,
        "pronouns": words.pronouns,
        "name_key": folded(words.family, words.preferred),
        "search_key": folded(words.preferred, words.given, words.family),
        "phones": [{"number": phone, "what": "home"}],
        "address_lines": [
            f"{'Flat ' if place.setting == 'extra_care' else ''}{number + 3} {street}",
            place.place.split(",", maxsplit=1)[0],
        ],
        "postcode": f"{place.postcode.split()[0]} {1 + number % 9}{'ABDEFGHJLN'[number % 10]}{'PQRSTUWXYZ'[number * 7 % 10]}",
    }
    if not known:
        return record
    born = making.today - timedelta(days=int(words.age * BIRTHDAY_YEAR) + making.dice.randint(10, 350))
    name, what, *_ = words.relationships[0] if words.relationships else ("", "")
    contact = {"name": name, "what_they_are": what, "phone": next(making.mobile_phone), "email": None, "first_to_call": True}
    return record | {
        "date_of_birth": born,
        "nhs_number_status": "verified" if number % 5 else "not_verified",
        "council_reference": f"AB-{1000 + number * 37}",
        "uprn": str(100010000000 + number * 113),
        "latitude": round(53.54 + number * 0.0007, 5),
        "longitude": round(-2.63 - number * 0.0005, 5),
        "first_language": words.language,
        "other_languages": ["en"] if words.language != "en" else [],
        "interpreter_needed": words.language != "en",
        "communication": words.communicate,
        "gp_practice_code": f"P92{100 + number % 4}",
        "gp_practice_name": ("Canal Side Surgery", "Park Medical Practice")[number % 2],
        "key_contacts": [contact] if name else [],
        "accommodation_status": "extra_care"
        if place.setting == "extra_care"
        else ("own_home", "rented_home", "with_family")[number % 3],
        "primary_support_reason": words.reason,
        "has_unpaid_carer": any(r[3] != "none" for r in words.relationships),
        "funding_status": ("council_funded", "council_funded", "self_funded", "joint", "health_funded")[number % 5],
        "gender_identity": {"she/her": "Woman", "he/him": "Man"}.get(words.pronouns, "Non-binary"),
        "ethnicity": words.ethnicity,
        "sexual_orientation": "Prefer not to say" if number % 4 else "Straight",
        "religion": words.religion,
        "group_tags": list(words.tags),
    }


def _make_path(making: Making, keys: dict[str, UUID], status: str, began: date, since: date, ended: str | None) -> None:
    """The moves that led here, the last on the day the status says."""
    steps = [s for s in PATH if s != status]
    if status in PATH:
        steps = list(PATH[: PATH.index(status)])
    elif ended == "declined":
        steps = steps[:1]
    before = None
    for to, day in [*zip(steps, (began, began + timedelta(days=6), began + timedelta(days=24)), strict=False), (status, since)]:
        making.rows.add(
            StatusChange,
            **keys,
            from_status=before,
            to_status=to,
            changed_on=day,
            reason=ended if to == "ended" else None,
            words="A stay with family by the sea." if to == "paused" else None,
            provided_by_team_id=keys["team_id"],
        )
        before = to


def _make_words(making: Making, keys: dict[str, UUID], words: PersonWords, *, signed: bool, day: date) -> None:
    """Profile, gifts, relationships, chapters, risk."""
    add = making.rows.add
    add(
        ProfileVersion,
        **keys,
        number=1,
        appreciate=list(words.appreciate),
        matters=list(words.matters),
        support=list(words.support),
        people_important=[f"{name}: {what}" for name, what, *_ in words.relationships],
        communicate=[words.communicate] if words.communicate else [],
        please_dont=[words.please_dont] if words.please_dont else [],
        helped_by=[words.relationships[0][0]] if words.relationships else [],
        written_on=day,
        signed_off_at=making.at(days=(making.today - day).days - 2) if signed else None,
        signed_off_how="Read aloud together and agreed, word by word." if signed else None,
    )
    for part, direction, gift, share in words.gifts:
        tags = [tag for tag in words.tags if tag[:4] in gift.lower()]  # each gift its own, or all of a person's gifts meet alike
        add(Gift, **keys, part=part, direction=direction, words=gift, tags=tags, would_share=share)
    for name, what, close, part in words.relationships:
        add(
            Relationship,
            **keys,
            name=name,
            what_they_are_to_me=what,
            closeness=close,
            carer_part=part,
            may_be_told=["How I am", "When plans change"] if part != "none" else [],
            phone=next(making.mobile_phone),
        )
    if words.risk:
        want, brings, could = words.risk
        add(
            PositiveRisk,
            **keys,
            what_i_want=want,
            what_it_brings=brings,
            what_could_happen=could,
            whose="person",
            agreed="I carry my phone, and somebody asks me that evening how it went.",
            agreed_with=[r[0] for r in words.relationships[:1]],
            review_on=making.today + timedelta(days=90),
            provided_by_team_id=keys["team_id"],
        )


def make_chapters(making: Making, person: DemoPerson, words: PersonWords, team_reads: tuple[str, ...] = ()) -> dict[str, UUID]:
    """A life story. Nobody reads a chapter before the person says so: consents open those named. Answers ids by title."""
    keys = {"organisation_id": person.organisation_id, "team_id": person.team_id, "person_id": person.id}
    found = {
        title: making.rows.add(LifeStoryChapter, **keys, title=title, words=told, about_when=when or None, position=number)
        for number, (title, told, when) in enumerate(words.chapters)
    }
    for title in team_reads:
        say(making, person, "life_story_chapter", "team", chapter_id=found[title])
    return found


def say(
    making: Making,
    person: DemoPerson,
    purpose: str,
    audience: str,
    *,
    decision: str = "given",
    ended: bool = False,
    words: str | None = None,
    **more: Any,  # noqa: ANN401 - columns of any type
) -> UUID:
    """The person said yes, no, or yes and later no."""
    return making.rows.add(
        Consent,
        organisation_id=person.organisation_id,
        team_id=person.team_id,
        person_id=person.id,
        purpose=purpose,
        audience=audience,
        decision=decision,
        from_at=making.at(days=100),
        given_how="spoken",
        given_by=person.name,
        evidence=words or "Said at the kitchen table; read back and agreed.",
        withdrawn_at=making.at(days=12) if ended else None,
        withdrawn_how="Said so on the telephone." if ended else None,
        **more,
    )


def _make_home(making: Making, keys: dict[str, UUID], words: PersonWords, number: int) -> None:
    if number % 3 != 1:
        making.rows.add(
            AccessToHome,
            **keys,
            key_safe_place="Left of the back door, behind the water butt",
            key_safe_code=f"{making.dice.randint(0, 9999):04}",
            instructions=f"Ring twice and call for {words.preferred} before you open.",
            alarm=None,
        )


def _make_small_team(making: Making, keys: dict[str, UUID], team: DemoTeam, since: date) -> None:
    """At most four, and mostly chosen from both sides."""
    here = list(team.members.items())
    chosen = making.dice.sample(here, k=min(len(here), making.dice.choice((2, 3, 3, 4))))
    for place, (name, member) in enumerate(chosen):
        making.rows.add(
            SmallTeamMember,
            **keys,
            member_id=member,
            member_name=name,
            person_chose=place < CHOSEN_AT_ONCE or making.dice.random() < HALF,
            member_chose=making.dice.random() < MOSTLY,
            words="We both like a quiet start." if place == 0 else None,
            since_on=max(since, making.ago(days=300), making.joined[member]),
        )
