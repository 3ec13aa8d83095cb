"""What people allow, refuse and take back: consents, representatives, and the circles with their families."""

from uuid import UUID

from api.demo import circle_words
from api.demo import people as words
from api.demo.circle_rows import make_circle
from api.demo.made import DemoAccount, DemoCircle, DemoPerson
from api.demo.making import Making
from api.demo.person_rows import make_chapters, say
from api.domain.access.consents import Representative

SHARED_WITH_KAREN = ["record", "profile", "gifts", "relationships", "small_team", "visits"]


def make_sharing(  # noqa: PLR0913 - the people whom sharing is about
    making: Making,
    *,
    jean: DemoPerson,
    george: DemoPerson,
    everyone: list[DemoPerson],
    connector: DemoAccount,
    family: DemoAccount,
    withdrawn: DemoAccount,
    council: UUID,
) -> tuple[tuple[DemoCircle, ...], dict[str, UUID]]:
    """Jean shares with her daughter; George took back what he shared with his nephew. Answers circles, and chapters by title."""
    jeans = make_circle(making, jean, circle_words.JEANS, connector, {family.name: family.account_id})
    georges = make_circle(making, george, circle_words.GEORGES, connector, {withdrawn.name: withdrawn.account_id})
    told = make_chapters(making, jean, words.NORTH[0], ("The mill", "Harold"))
    told |= make_chapters(making, george, words.SOUTH[0], ("The box at Ashbrook Junction",))

    karen, neil = jeans.members["Karen Aspinall"], georges.members["Neil Hartley"]
    say(making, jean, "share_with_family", "circle_member", audience_id=karen, items=SHARED_WITH_KAREN)
    say(making, jean, "share_with_circle", "circle", items=["profile", "gifts"])
    say(making, jean, "share_gifts", "organisation", items=["gifts"])
    say(making, jean, "commissioner_outcomes", "council", audience_id=council)
    say(making, jean, "photo", "public", decision="refused", words="Not my face on a poster.")
    say(making, jean, "life_story_chapter", "family", chapter_id=told["The mill"])
    say(making, george, "share_with_family", "circle_member", audience_id=neil, items=["record", "profile"], ended=True)
    say(making, george, "commissioner_outcomes", "council", audience_id=council, decision="refused")

    known = [p for p in everyone if p.status in ("supported", "paused") and p.id not in (jean.id, george.id)]
    for number, person in enumerate(known):
        if number % 3 != 2:  # noqa: PLR2004 - two in three gave, the third was not asked yet
            say(
                making,
                person,
                "commissioner_outcomes",
                "council",
                audience_id=council,
                decision="refused" if number % 7 == 0 else "given",
            )
        if number % 4 == 0:
            say(making, person, "share_gifts", "team", items=["gifts"], ended=number % 8 == 0)
    _make_representatives(making, everyone)
    by_name = {person.name: person for person in everyone}
    more = [make_circle(making, by_name[each.person], each, connector) for each in circle_words.MORE]
    return (jeans, georges, *more), told


def _make_representatives(making: Making, everyone: list[DemoPerson]) -> None:
    """Who speaks for whom, in which matters, and until when."""
    listed = (
        ("Terry Cunliffe", "Lynn Cunliffe", "lasting_power_of_attorney", ["health_and_welfare", "property_and_finance"], None),
        ("Robin Garside", "Tess Marlow, Ashbrook Advocacy", "advocate", ["speaking_up"], -60),
        ("Dee Eastwood", "Siobhan Eastwood", "appointee", ["benefits"], None),
        ("Edith Hollinshead", "Ruth Hollinshead", "deputy", ["property_and_finance"], 40),
    )
    by_name = {person.name: person for person in everyone}
    for of, name, kind, scope, ended_days_ago in listed:
        person = by_name[of]
        making.rows.add(
            Representative,
            organisation_id=person.organisation_id,
            team_id=person.team_id,
            person_id=person.id,
            name=name,
            kind=kind,
            scope=scope,
            reference=None if kind == "advocate" else "OPG-7000-0000-0000",
            evidence="The document was seen by a team member.",
            phone=next(making.mobile_phone),
            from_on=making.ago(days=400),
            until_on=None if ended_days_ago is None else making.ago(days=ended_days_ago),
        )
