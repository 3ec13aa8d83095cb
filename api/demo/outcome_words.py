"""How people tell of what they want, what makes a week good, and how it is. The words themselves stand beside, place by place."""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class GoodThing:
    """Something of a good week. `weeks`: the last twelve, the oldest first: h(appened), p(artly), n(ot), or - for nobody said.

    `whys` take turns where it did not quite happen. `purpose`: what visits are for that are for this. `before`: its first words
    and why they changed. `ended`: days ago, and why.
    """

    what: str
    weeks: str
    when: str | None = None
    whom: str | None = None
    often: str | None = None
    why: str | None = None
    whys: tuple[str, ...] = ()
    purpose: str | None = None
    before: tuple[str, str] | None = None
    ended: tuple[int, str] | None = None


@dataclass(frozen=True)
class Weeks:
    """What somebody gives their weeks: words of their own for 0 and for 10, then the last weeks, the oldest first."""

    zero: str
    ten: str
    scores: tuple[int, ...]
    words: dict[int, str] = field(default_factory=dict)
    family: tuple[int, ...] = ()


@dataclass(frozen=True)
class Said:
    """A check-in: so many days ago, the score, the words. `amended`: (another score, other words, why)."""

    days: int
    score: int | None
    words: str
    working: str | None = None
    not_working: str | None = None
    next: str | None = None
    by: str = "self"
    name: str | None = None
    amended: tuple[int, str, str] | None = None


@dataclass(frozen=True)
class Step:
    """What is tried: what, who, by so many days from now (before now: negative), what has become of it."""

    what: str
    who: str
    days: int
    state: str = "to_do"
    happened: str | None = None


@dataclass(frozen=True)
class Wish:
    """An outcome. `moves` are (days ago, to, why); `scale` is the person's own words for 0 and 10, with where they began.

    `before`: its first words and why they changed.
    """

    statement: str
    started: int
    why: str | None = None
    good: str | None = None
    helps: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    scale: tuple[str, str, int, str] | None = None
    moves: tuple[tuple[int, str, str | None], ...] = ()
    steps: tuple[Step, ...] = ()
    said: tuple[Said, ...] = ()
    purpose: str | None = None
    before: tuple[str, str] | None = None


@dataclass(frozen=True)
class Asked:
    """A question set, ONS4 in two seasons or one: days ago, its answers in their order, whose word it was, who spoke or wrote."""

    days: int
    answers: tuple[int, ...] = ()
    by: str = "self"
    name: str | None = None


@dataclass(frozen=True)
class Life:
    """What one person says of their life."""

    person: str
    good_week: tuple[GoodThing, ...]
    weeks: Weeks | None
    wishes: tuple[Wish, ...]
    asked: tuple[Asked, ...] = ()
    on_weeks: tuple[Said, ...] = ()


COMMUNITY, HOME, FRIENDS, FOOD, WORK = "CA-COMMUNITY", "CA-HABITABLEHOME", "CA-RELATIONSHIPS", "CA-NUTRITION", "CA-WTEV"
SAFE, CLEAN, DRESSED = "CA-HOMESAFETY", "CA-HYGIENE", "CA-CLOTHING"

JEAN: Final = Life(
    "Jean Aspinall",
    (
        GoodThing(
            "My needles, and somebody beside me who looks at what I am making", "hhhphhhhnhhh", "In the morning",
            "Anna or Donna", "Most days", "I think with my hands.", ("Wool ran out.", "My hands were too sore to hold them."),
            purpose="Breakfast without hurry, and something on the needles",
        ),
        GoodThing(
            "Walking to the post office by myself", "nnpnphhphhnh", "Friday, after the rush", "Nobody: that is the point",
            "Each week it is dry", "It is the one errand that is still mine.",
            ("Rain.", "I turned round at the corner. My legs, not my head.", "Bins all over the pavement.",
            "As far as Dot's gate."),
            before=("Going to the post office with Donna", "With Donna it was Donna's errand. It is mine."),
        ),
        GoodThing(
            "Karen ringing at six", "hhhhhphhhhhh", "Six o'clock", "Karen", "Every day",
            "I tell her the day and then the day is done.", ("She was on nights. She rang at nine and was tired.",),
        ),
        GoodThing(
            "Chapel, with the flowers seen to", "--h---p---h-", "First Sunday", "Dot, in her nephew's car", "Once a month",
            "Sixty-eight years in the same pew.", ("I heard it on the radio. It is not the same.",),
        ),
        GoodThing(
            "The bus to the market", "pnnn--------", "Tuesday", whys=("They stopped the 610.", "No bus."),
            ended=(56, "They took the 610 off. Dot fetches me my wool now."),
        ),
    ),
    Weeks(
        "Curtains shut and nobody rang.", "Chapel, Karen here, and a row finished.", (5, 5, 6, 5, 6, 7, 8, 6, 4, 7, 6, 8),
        {6: "Post office and back, and I met Elsie who I thought was dead.", 8: "Sore hands. A long week.",
         11: "I would have given nine but for the rain."},
        (6, 6, 6, 6, 7, 7, 8),
    ),
    (
        Wish(
            "I want to walk to the post office on my own on Fridays.", 345,
            "I meet people, and nobody does it for me.",
            "There and back with the pension in my own bag, and a chat in the queue.",
            ("Anna", "Donna", "Dot, who looks out of her window and says nothing"), (COMMUNITY,),
            ("I sit and look at the street", "I go when I like and nobody asks", 2,
            "I fell there, and I have not been since."),
            (
                (330, "on_track", None), (205, "off_track", "A bad week, and then my hip. I lost my nerve more than my legs."),
                (120, "on_track", "I went as far as the pillar box with nobody behind me."),
            ),
            (
                Step("Walk to Dot's gate and back", "Jean, with Anna a good way behind", -300, "done",
                "Every dry day for a month."),
                Step("Ask the council about the kerb at the corner", "Donna", -150, "done",
                "They lowered it. It took four letters."),
                Step("A trolley to lean on", "Karen", -170, "dropped", "I tried it. I looked a hundred."),
                Step("Two Fridays in one month", "Jean", 12, "doing"),
            ),
            (
                Said(320, 3, "To the gate and back. I could have gone on.", "Anna keeps her distance", "That kerb"),
                Said(262, 5, "As far as the corner, twice.", "The sticks", None, "Ask about the kerb"),
                Said(205, 2, "I will not go out on that.", None, "I keep thinking of the fall"),
                Said(
                    160, 3, "Mum says she is fine. She holds the wall all the way.", None, "She will not use the trolley",
                    by="family", name="Karen Aspinall",
                ),
                Said(118, 5, "The pillar box, and I posted something.", "Nobody behind me"),
                Said(90, 6, "She stood at the counter and laughed. We heard her from outside.", by="team_on_behalf",
                name="Donna"),
                Said(
                    62, 7, "There and back before the kettle was cold.", "Dot waves", None, "Two Fridays running",
                    amended=(6, "There and back. I sat on the wall for ten minutes first.", "Anna wrote seven. I had said six."),
                ),
                Said(34, 7, "You can see it has done her good.", by="family", name="Karen Aspinall"),
                Said(8, 8, "I met Elsie. I thought she was dead and she thought I was.", "The kerb", "My hip on the way back"),
            ),
            before=("To be able to go to the post office", "I can be pushed there. I want to walk, and on my own."),
        ),
        Wish(
            "To teach somebody to turn a heel before my hands give out.", 310, "It came from my mother and it stops with me.",
            "A sock that somebody else finished.", ("Holly", "Dot's niece"), (WORK, FRIENDS),
            ("It dies with me", "They teach the next one", 1, "Nobody has ever asked me."),
            ((290, "on_track", None), (75, "achieved", "Holly finished a pair, and they match. Nearly.")),
            (Step("Wednesdays with Holly and four needles", "Holly", -100, "done", "Eleven Wednesdays."),),
            (
                Said(280, 2, "She holds them like chopsticks.", "She laughs at herself"),
                Said(190, 5, "One sock. It would fit nobody living.", "She comes back each week"),
                Said(75, 10, "A pair. She wore them to show me."),
            ),
            purpose="Breakfast without hurry, and something on the needles",
        ),
        Wish(
            "To see the sea at St Annes with Karen and Paul, both of them.", 25,
            "They have not sat in one car since their dad died.",
            "Chips on the wall, and nobody bringing up the house.", ("Karen", "Paul, if he will"), (FRIENDS, COMMUNITY),
            steps=(Step("Ring Paul myself", "Jean", 6),), said=(Said(14, None, "Paul said maybe. He always says maybe.",
            next="Ask him for a day"),),
        ),
    ),
    (Asked(200, (5, 6, 5, 6)), Asked(24, (7, 8, 7, 3)), Asked(23, (7, 7, 8, 2), "family", "Karen Aspinall")),
    (Said(20, 6, "A good one until Thursday.", "Dot came", "My hands"), Said(6, 8, "I was out twice.", "Dry weather")),
)  # fmt: skip
