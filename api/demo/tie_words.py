"""How people take part, how they came to it, and who they see who is not paid to come. Invented."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class PartWords:
    """A person takes part in a group since so many days ago; they are at every so-manyth session. `left` is (days ago, why)."""

    person: str
    group: str
    since: int
    every: int = 1
    words: str | None = None
    there: str | None = None
    left: tuple[int, str] | None = None


@dataclass(frozen=True)
class IntroductionWords:
    """A step into community life, so many days ago. `to` is a group's key, or words. A contact: (days ago, words, with whom)."""

    person: str
    kind: str
    made: int
    by: str
    to: str
    why: str
    step: str
    along: str | None = None
    contacts: tuple[tuple[int, str, str | None], ...] = ()
    result: tuple[str, int, str] | None = None
    message: tuple[int, str] | None = None


@dataclass(frozen=True)
class ConnectionWords:
    """Somebody outside paid support. Seen every so many days from `since` (at most `SEEN_SINCE`) until `until`, days ago."""

    person: str
    name: str
    kind: str
    since: int
    every: int
    words: str | None = None
    member: str | None = None
    group: str | None = None
    until: int | None = None


SEEN_SINCE: Final = 150  # days ago: sightings were not written down before

PARTS: Final = (
    PartWords("Jean Aspinall", "knit", 150, words="It gets me out on a Thursday, and they do as they are told.",
              there="Showed three of them how to turn a heel."),
    PartWords("Jean Aspinall", "tea", 800, words="First Sunday. I have my chair."),
    PartWords("Ernest Melling", "knit", 150, words="I am on my second scarf. The first was for the dog."),
    PartWords("Edith Hollinshead", "knit", 90, 2, "I read to them while they count."),
    PartWords("Nora Catterall", "allotment", 400, words="I cannot bend now, so I point."),
    PartWords("Jim Jolly", "allotment", 60, 2),
    PartWords("Arthur Bretherton", "shed", 300, 3, "There is always somebody who needs a screw the right length."),
    PartWords("Ken Valentine", "choir", 380, words="Bass. There is never enough bass.", there="We got the hard bar."),
    PartWords("Dee Eastwood", "choir", 200, 2, "They laugh in the same places."),
    PartWords("Stan Isherwood", "band", 310, words="I sit at the end of the cornets, and I still have my lip.",
              there="Played the second half."),
    PartWords("Walter Leyland", "bowls", 360, 2),
    PartWords("George Hartley", "station", 75, words="They ask me things."),
    PartWords("Robin Garside", "station", 40, 2, "The tubs are in a straight line now."),
    PartWords("Sylvia Walmsley", "dominoes", 700, left=(45, "It ended, and nobody has taken it up.")),
    PartWords("Tom Jolly", "choir", 100, left=(58, "Mondays are no good for him.")),
)  # fmt: skip

SP, SIGN = "social_prescribing", "signposting"
INTRODUCTIONS: Final = (
    IntroductionWords(
        "Ernest Melling", SP, 160, "Dr Anwar, Canal Street surgery", "knit", "He sees nobody between Sundays.",
        "Holly takes him a ball of wool and the time", "Holly, the first two times",
        ((157, "Holly went round with wool.", None), (153, "Stayed the whole morning.", "Holly Unsworth")),
        ("joined", 150, "I thought they would laugh. They did, with me."), (148, "He goes every Thursday, by himself now."),
    ),
    IntroductionWords(
        "Dee Eastwood", SP, 215, "Social prescriber at the surgery", "choir", "She used to sing, and misses it.",
        "Ring about the hoist and the side door", "Siobhan", ((209, "Sat at the back and sang from there.", "Siobhan Eastwood"),),
        ("tried", 200, "Lovely, and every other week is enough."), (198, "She goes every other week."),
    ),
    IntroductionWords(
        "Brenda Battersby", SP, 120, "Dr Anwar, Canal Street surgery", "allotment", "She walked every day until the fall.",
        "Look at the path together", "Gareth", ((112, "We got as far as the gate; the cinders shift.", "Gareth Pugh"),),
        ("not_for_me", 110, "I like other people's gardens."), (108, "Not gardening. She would walk, with somebody."),
    ),
    IntroductionWords(
        "Terry Cunliffe", SP, 70, "Memory clinic", "shed", "His hands remember.", "Go when it is quiet, on a Friday", "Lynn",
        ((62, "Looked in through the window and went home.", "Lynn Cunliffe"),), ("not_now", 60, "When it is lighter."),
        (58, "Not before spring; we ask again in March."),
    ),
    IntroductionWords(
        "George Hartley", SP, 90, "Lorna Beswick", "station", "They need somebody who knows the line.",
        "Maureen walks down with him on a Saturday", "Maureen",
        ((82, "He corrected the sign. They painted it again.", "Maureen Platt"),),
        ("joined", 75, "They ask me things."),  # and Lorna was not told yet: a message is owed
    ),
    IntroductionWords(
        "Stan Isherwood", SIGN, 330, "His son", "band", "He wanted a band to sit with.", "A note under the band room door",
        result=("joined", 310, "I sit at the end of the cornets."), message=(309, "He is in. Come and hear him."),
    ),
    IntroductionWords(
        "Jean Aspinall", SIGN, 45, "Anna Kowalska", "Tai chi in the library", "She asked what there was on a Monday.",
        "The leaflet, read out", result=("tried", 30, "Too slow for me, and no tea."), message=(29, "Once was enough."),
    ),
    IntroductionWords(
        "Rita Farrimond", SIGN, 50, "The council's helpline", "tablets", "Her telephone locked her out.", "Umar's card",
        result=("not_now", 40, "My grandson is coming at Christmas."), message=(38, "Not now: family helps first."),
    ),
    IntroductionWords(
        "Irene Gerrard", SIGN, 85, "Kath Molyneux", "choir", "She hums.", "Monday's time on the fridge",
        result=("not_for_me", 70, "I hum for myself."), message=(69, "Not for her."),
    ),
    IntroductionWords(
        "Jim Jolly", SP, 12, "Ward four, on going home", "shed", "He made furniture all his life.", "A look at the benches",
        "Sam", ((5, "Rang the shed: Wednesday is quieter.", None),),
    ),
)  # fmt: skip

CONNECTIONS: Final = (
    ConnectionWords("Jean Aspinall", "Karen", "family", 9000, 10, "My daughter, and my friend", "Karen Aspinall"),
    ConnectionWords("Jean Aspinall", "Dot", "neighbour", 9000, 4, "Next door, forty years", "Dot Frayling"),
    ConnectionWords("Jean Aspinall", "Paul", "family", 9000, 40, "When his nights allow", "Paul Aspinall"),
    ConnectionWords("Jean Aspinall", "The Thursday lot", "group", 150, 7, "I know all their mothers", group="knit"),
    ConnectionWords("Jean Aspinall", "Amina from the corner", "neighbour", 55, 9, "She brings her homework"),
    ConnectionWords("Jean Aspinall", "Brenda", "faith", 2000, 14, "She read me the newsletter", "Brenda Fazackerley", until=30),
    ConnectionWords("George Hartley", "Maureen", "friend", 5000, 7, "A friend from the line", "Maureen Platt"),
    ConnectionWords("George Hartley", "Ravi", "friend", 70, 14, "He brings lamps", "Ravi Menon"),
    ConnectionWords("George Hartley", "The station gardeners", "group", 75, 14, group="station"),
    ConnectionWords("Stan Isherwood", "Brian", "family", 9000, 7, "My son", "Brian Isherwood"),
    ConnectionWords("Stan Isherwood", "Agnes", "neighbour", 324, 7, "She has the key", "Agnes Speakman"),
    ConnectionWords("Stan Isherwood", "The cornets", "group", 310, 7, group="band"),
    ConnectionWords("Terry Cunliffe", "Steve", "friend", 9000, 14, "Bass", "Steve Ollerton"),
    ConnectionWords("Ernest Melling", "Dot", "friend", 120, 7, "She laughs at my purl", group="knit"),
    ConnectionWords("Dee Eastwood", "Siobhan", "family", 9000, 5, "My sister"),
    ConnectionWords("Dee Eastwood", "Father Tomasz", "faith", 900, 7, "Mass on Saturday"),
    ConnectionWords("Ken Valentine", "The basses", "group", 380, 7, group="choir"),
    ConnectionWords("Nora Catterall", "The Tuesday lot at the plot", "group", 400, 7, group="allotment"),
)  # fmt: skip

# Somebody who asked to be known as one who brings people together.
WISH: Final = ("Dee Eastwood", 60, "I can talk to anybody, so let me. Ask me who should meet whom.")
