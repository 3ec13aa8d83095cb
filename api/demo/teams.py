"""Who works in the teams of a world. Backgrounds are as the sector's claims have them: six in ten never worked in care."""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class MemberWords:
    """A team member. `since` is years ago, `gift` is (part, words, would share), `left` is (years ago, reason)."""

    name: str
    came_from: str
    hours: int
    since: float
    gift: tuple[str, str, str]
    matters: str
    roles: tuple[str, ...] = ()
    left: tuple[float, str] | None = None


@dataclass(frozen=True)
class TeamWords:
    """A team in its own words. `once` names who held a role that nobody holds now: a gap."""

    name: str
    setting: str
    place: str
    postcode: str
    purpose: str
    values: tuple[str, ...]
    since: float
    own_role: str
    agreements: tuple[tuple[str, str], ...]
    members: tuple[MemberWords, ...]
    once: tuple[tuple[str, str], ...] = ()
    streets: tuple[str, ...] = field(default=("High Street",))


PURPOSE: Final = "To help people live well at home and be part of their community."
KINDNESS: Final = ("Compassion", "Responsibility", "Collaboration", "Curiosity", "Creativity", "Flourishing")

NORTH: Final = TeamWords(
    "Ashbrook North",
    "home_care",
    "Ashbrook, north of the canal",
    "WN1 2AB",
    PURPOSE,
    KINDNESS,
    4.2,
    "Tea and cake",
    (
        (
            "We ring each other before we ring in sick, so that nobody finds a gap in the rota alone.",
            "Two Mondays in spring went badly.",
        ),
        ("A person sees at most four of us, and chooses which four.", "Faces matter more than minutes."),
        ("What is said in the on-track meeting stays there until we all agree.", "We want to be able to say what is hard."),
    ),
    (
        MemberWords(
            "Anna Kowalska",
            "outside_care",
            30,
            4.0,
            ("hands", "I bake bread and teach it", "yes"),
            "A walk before my first visit",
            ("planner",),
        ),
        MemberWords(
            "Ben Fairclough",
            "outside_care",
            25,
            3.6,
            ("heart", "I sing tenor with the Ashbrook choir", "yes"),
            "Home for my children's tea",
            ("finance",),
        ),
        MemberWords(
            "Chidi Okafor",
            "health",
            37,
            3.1,
            ("head", "I can read a medicines chart backwards", "yes"),
            "Sunday church",
            ("learning",),
        ),
        MemberWords(
            "Donna Seddon",
            "home_care",
            30,
            4.1,
            ("hands", "Hairdressing, fifteen years in my own shop", "yes"),
            "That we laugh every day",
            ("wellbeing",),
        ),
        MemberWords(
            "Ewan Lowe",
            "not_working",
            20,
            1.2,
            ("heart", "Wigan Athletic, home and away", "not_now"),
            "Knowing my week by Thursday",
            ("recruitment",),
        ),
        MemberWords(
            "Farida Begum",
            "outside_care",
            30,
            2.0,
            ("hands", "I cook for forty without blinking", "yes"),
            "Friday prayers",
            ("own",),
        ),
        MemberWords("Gareth Pugh", "other_care", 37, 2.7, ("head", "First aid trainer", "yes"), "My allotment on Saturday"),
        MemberWords(
            "Holly Unsworth",
            "outside_care",
            22,
            0.3,
            ("heart", "I knit anything from a photograph", "yes"),
            "Somebody to ask when I am new",
        ),
        MemberWords(
            "Ivy Rigby", "outside_care", 30, 3.9, ("hands", "Upholstery", "not_now"), "Quiet mornings", (), (0.4, "study")
        ),
    ),
    (("quality", "Gareth Pugh"),),
    ("Canal Row", "Chapel Lane", "Sycamore Avenue", "Bold Street", "Ladysmith Terrace"),
)

SOUTH: Final = TeamWords(
    "Ashbrook South",
    "home_care",
    "Ashbrook, between the park and the station",
    "WN5 8TQ",
    PURPOSE,
    KINDNESS[:4],
    3.0,
    "Bike repairs",
    (
        ("We start each meeting with what went well for someone we support.", "It is why we came."),
        ("Whoever hears of a change tells the small team the same day.", "Nobody should learn it at the door."),
    ),
    (
        MemberWords(
            "Jack Winstanley", "outside_care", 30, 2.9, ("hands", "Joinery", "yes"), "Being outdoors once a day", ("planner",)
        ),
        MemberWords(
            "Kath Molyneux",
            "home_care",
            25,
            2.9,
            ("heart", "Line dancing", "yes"),
            "My grandchildren on Wednesdays",
            ("quality",),
        ),
        MemberWords(
            "Lewis Adeyemi",
            "outside_care",
            37,
            2.2,
            ("head", "I do everyone's tax return", "yes"),
            "A straight answer",
            ("finance",),
        ),
        MemberWords("Mina Patel", "other_care", 30, 1.8, ("hands", "Mehndi", "yes"), "Time to read", ("learning",)),
        MemberWords(
            "Niamh Doyle", "outside_care", 20, 1.0, ("heart", "Tin whistle", "yes"), "Live music once a month", ("wellbeing",)
        ),
        MemberWords("Owen Bibby", "not_working", 30, 0.6, ("head", "Birds of the flashes", "yes"), "Early starts", ("own",)),
        MemberWords(
            "Pauline Critchley",
            "home_care",
            25,
            2.5,
            ("hands", "Jam and chutney", "yes"),
            "That promises are kept",
            ("recruitment",),
        ),
    ),
    (),
    ("Station Road", "Park View", "Mill Brow", "Wesley Street"),
)

MILLFIELD: Final = TeamWords(
    "Millfield Court",
    "extra_care",
    "Millfield Court, forty flats round a garden",
    "WN3 4NE",
    "To make Millfield Court a place where people know their neighbours and decide their own day.",
    KINDNESS[2:],
    1.6,
    "Garden",
    (("Every flat is somebody's front door: we knock and wait.", "A neighbour told us what it is like when we do not."),),
    (
        MemberWords(
            "Qasim Hussain", "outside_care", 37, 1.6, ("head", "Chess", "yes"), "A plan, and the right to change it", ("planner",)
        ),
        MemberWords(
            "Rosie Ashcroft", "health", 30, 1.5, ("hands", "Massage and nails", "yes"), "Swimming on Tuesdays", ("wellbeing",)
        ),
        MemberWords(
            "Sam Tyldesley",
            "outside_care",
            30,
            1.4,
            ("heart", "Northern Soul, the records and the steps", "yes"),
            "My dog",
            ("recruitment",),
        ),
        MemberWords(
            "Tracy Entwistle",
            "home_care",
            20,
            1.1,
            ("hands", "Flower arranging", "yes"),
            "School holidays with my boys",
            ("finance",),
        ),
        MemberWords(
            "Umar Farooq",
            "outside_care",
            30,
            0.9,
            ("head", "Computers and telephones of every age", "yes"),
            "Learning something each month",
            ("learning",),
        ),
        MemberWords("Val Gaskell", "outside_care", 25, 0.2, ("heart", "Amateur dramatics", "yes"), "A proper cup of tea"),
    ),
    (("quality", "Rosie Ashcroft"),),
    ("Millfield Court",),
)

OTHER: Final = TeamWords(
    "Elmhurst",
    "home_care",
    "Elmhurst and the villages",
    "BL6 7SX",
    PURPOSE,
    ("Kindness", "Honesty"),
    2.0,
    "Minibus",
    (("We decide by consent.", "Nobody's objection is a nuisance."),),
    (
        MemberWords(
            "Yvonne Tasker", "other_care", 30, 1.9, ("head", "Local history", "yes"), "Fair turns at Christmas", ("planner",)
        ),
        MemberWords("Zac Horrocks", "outside_care", 30, 1.2, ("hands", "Bicycles", "yes"), "Fresh air", ("finance",)),
        MemberWords(
            "Wendy Openshaw", "outside_care", 20, 0.8, ("heart", "Brass bands", "not_now"), "Band practice", ("wellbeing",)
        ),
    ),
    (),
    ("Church Brow",),
)

TEAMS: Final = (NORTH, SOUTH, MILLFIELD)
ROLE_WORDS: Final = {
    "planner": ("Planner", "Keeps the rota fair and within what we agreed."),
    "finance": ("Finance", "Tells us each month how we stand, in plain words."),
    "quality": ("Quality", "Asks people what is working and not working."),
    "recruitment": ("Recruitment", "Looks after everyone who wants to join us."),
    "learning": ("Learning", "Knows what each of us wants to learn next."),
    "wellbeing": ("Wellbeing", "Notices how we are."),
}
