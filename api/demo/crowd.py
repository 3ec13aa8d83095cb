"""The rest of a team's people, made from what somebody loves: enough of each status to try every move."""

from api.demo import pools
from api.demo.made import DemoPerson, DemoTeam
from api.demo.making import Making
from api.demo.people import PersonWords
from api.demo.person_rows import make_chapters, make_person
from api.demo.teams import TeamWords

# The last of each team, from the end: an ended one, an enquiry, somebody the team is getting to know, one who is away.
ENDS = ("ended", "enquiry", "getting_to_know", "paused", "ended", "getting_to_know")
REASONS = ("died", "moved", "declined", "no_longer_needed")


def make_people(
    making: Making, team: DemoTeam, place: TeamWords, known: tuple[PersonWords, ...], count: int, *, first: int
) -> list[DemoPerson]:
    """So many people of one team: those who are known by their own words first, all of them supported."""
    found = []
    for number in range(count):
        place_from_end = count - 1 - number
        words = known[number] if number < len(known) else invented(making, first + number)
        status = (
            ENDS[place_from_end] if place_from_end < min(len(ENDS), count - len(known)) and count > len(ENDS) else "supported"
        )
        ended = REASONS[(first + number) % len(REASONS)] if status == "ended" else None
        person = make_person(making, team, place, words, status, ended=ended, number=first + number)
        # The first two people's stories are told chapter by chapter in sharing.py.
        if status not in ("enquiry", "ended") and words.preferred not in ("Jean", "George"):
            make_chapters(making, person, words, tuple(title for title, *_ in words.chapters[: number % 2]))
        found.append(person)
    return found


def invented(making: Making, number: int) -> PersonWords:
    """Somebody from the pools; the same number and seed give the same person."""
    dice = making.dice
    woman = number % 5 < 3  # noqa: PLR2004 - three in five
    names = pools.WOMEN if woman else pools.MEN
    tag, appreciate, matters, support, (part, gift), (title, told) = pools.LOVES[number % len(pools.LOVES)]
    given = names[number % len(names)]
    family = pools.FAMILIES[number * 7 % len(pools.FAMILIES)]
    kin, close, carer = pools.KIN[number % len(pools.KIN)]
    relative = (pools.MEN if kin == "son" else pools.WOMEN)[(number + 9) % 26]
    surname = family if kin in ("son", "daughter", "niece") else pools.FAMILIES[(number * 7 + 3) % len(pools.FAMILIES)]
    return PersonWords(
        given,
        given,
        family,
        dice.randint(61, 96),
        "she/her" if woman else "he/him",
        (appreciate, dice.choice(pools.APPRECIATE)),
        (matters, dice.choice(pools.MATTERS)),
        (support, dice.choice(pools.SUPPORT)),
        gifts=((part, "has", gift, "yes" if number % 3 else "not_now"),),
        chapters=((title, told, ""),) if number % 2 else (),
        relationships=((f"{relative} {surname}", f"My {kin}", close, carer),),
        reason=pools.REASONS[number % len(pools.REASONS)],
        religion="Church of England" if number % 4 == 0 else None,
        tags=(tag,),
    )
