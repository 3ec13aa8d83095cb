"""Circles in the words of those who are of them: who, what about, what they met for, what each gives and gets. Invented."""

from dataclasses import dataclass
from typing import Final

Gift = tuple[str, str, str, tuple[str, ...]]  # part, has or seeks, words, tags
FORMED, JOINED = 127, 120  # days ago: when the first were asked, and when they came


@dataclass(frozen=True)
class MemberWords:
    """Somebody of the circle. `since` is days ago; `left` is (days ago, why)."""

    name: str
    kind: str
    state: str = "joined"
    facilitator: bool = False
    invited: int = FORMED
    since: int = JOINED
    left: tuple[int, str] | None = None
    gifts: tuple[Gift, ...] = ()
    gives: tuple[str, ...] = ()
    gets: tuple[str, ...] = ()
    gave: tuple[str, int] | None = None  # what came to an end, and how many days ago


@dataclass(frozen=True)
class MeetingWords:
    """A meeting so many days ago (ahead where negative): held where it is over, unless it says why not."""

    days: int
    where: str
    agenda: tuple[str, ...]
    happened: str | None = None
    decided: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    person: bool = True
    connector: bool = True
    cancelled: str | None = None


@dataclass(frozen=True)
class ActionWords:
    """What the circle will do: `by` and `ended` are days ago. `meeting` and `carried_from` count from the first, 0."""

    what: str
    who: str
    by: int | None
    state: str = "to_do"
    because: str | None = None
    ended: int | None = None
    meeting: int | None = None
    carried_from: int | None = None


@dataclass(frozen=True)
class CircleWords:
    """A circle. `alone` is (days ago, words); `decided` is (by, words); `shares` is what the person lets all of it see."""

    person: str
    purpose: str
    members: tuple[MemberWords, ...]
    status: str = "meeting"
    connected: bool = True
    idea: str | None = None
    meetings: tuple[MeetingWords, ...] = ()
    actions: tuple[ActionWords, ...] = ()
    gives: tuple[str, ...] = ()
    gets: tuple[str, ...] = ()
    alone: tuple[int, str] | None = None
    decided: tuple[str, str] | None = None
    shares: tuple[str, ...] = ()
    began: int = FORMED + 10


JEANS: Final = CircleWords(
    "Jean Aspinall",
    "That Jean keeps her chapel, her street and her needles.",
    (
        MemberWords(
            "Karen Aspinall", "family",
            gives=("Rings at six, every evening", "Drives on the first Sunday"),
            gets=("Her mother's company, and not only her washing",),
        ),
        MemberWords(
            "Dot Frayling", "neighbour", facilitator=True,
            gifts=(("head", "has", "Who is who in Canal Row, and who is not speaking", ("local-history",)),
                   ("hands", "seeks", "To turn a heel without swearing", ("knitting",))),
            gives=("Takes the bins out and the gossip in", "Holds the wool"),
            gets=("A knitting lesson on Tuesdays, and a second cup",),
        ),
        MemberWords(
            "Paul Aspinall", "family",
            gifts=(("hands", "has", "I can put up a shelf that stays up", ("joinery",)),),
            gets=("News from home, in full",),
            gave=("Did the garden before he moved to nights", 60),
        ),
        MemberWords("Sheila Moss", "friend", "invited", invited=9),
        MemberWords("Harry Tunnicliffe", "neighbour", "declined", invited=90),
        MemberWords(
            "Brenda Fazackerley", "other", "left", since=110, left=(30, "She has moved to be near her son, and still writes."),
            gives=("The chapel newsletter, read aloud",),
        ),
    ),
    idea="Dot asked who would walk to chapel with Jean when Karen is away.",
    meetings=(
        MeetingWords(
            110, "Jean's front room", ("What matters to Jean", "Who is missing"),
            "Jean said what she does not want: to be talked about. She laid a map of the street out in wool.",
            ("We meet here, on a Sunday after chapel", "Dot keeps us together"),
            ("Karen Aspinall", "Dot Frayling", "Paul Aspinall"),
        ),
        MeetingWords(
            68, "Jean's front room", ("Chapel in winter", "The post office on Fridays"),
            "Brenda came for the first time. Paul joined on the telephone and was passed round like the biscuits.",
            ("Karen or Dot goes along on first Sundays, in turn",), ("Karen Aspinall", "Dot Frayling", "Brenda Fazackerley"),
        ),
        MeetingWords(
            26, "The chapel schoolroom", ("Knit and natter", "Who drives on Sundays", "Do we still need Lorna?"),
            "Jean showed eleven bonnets. We laughed about Harold's car. Lorna sat at the back on purpose.",
            ("Next time Dot opens the meeting, and Lorna only listens",), ("Karen Aspinall", "Dot Frayling"),
        ),
        MeetingWords(-16, "The chapel schoolroom", ("Christmas", "Standing alone")),
    ),
    actions=(
        ActionWords("Put a second rail by the back step", "Paul", 80, "done", "It held when he sat on it.", 84, 0),
        ActionWords("Ask the minister who drives on Sundays", "Dot", 40, "carried", "The minister was away.", 26, 1),
        ActionWords("Ask the minister who drives on Sundays", "Dot, with Jean", 5, meeting=2, carried_from=1),
        ActionWords("Find blue four-ply on the market", "Karen", -12, meeting=2),
        ActionWords("A coach trip to the lights", "Brenda", 30, "dropped", "Jean would rather have them all here.", 26, 1),
    ),
    gives=("Teaches anybody to knit", "A good tea, and who was whose mother"),
    gets=("Her place in the chapel kept, with somebody in it beside her",),
)  # fmt: skip

GEORGES: Final = CircleWords(
    "George Hartley",
    "That George gets to the station once a week.",
    (
        MemberWords("Neil Hartley", "family", gives=("The lift on wet days",)),
        MemberWords(
            "Maureen Platt", "friend", facilitator=True,
            gifts=(("head", "has", "Forty years in the booking office: fares, forms and patience", ("railways",)),),
            gives=("Sits on the platform with him, and lets him be quiet",),
            gets=("Somebody who knows what a distant signal was",),
        ),
        MemberWords(
            "Ravi Menon", "other", invited=75, since=70,
            gifts=(("hands", "has", "I restore old lamps", ("railways", "mending")),
                   ("head", "seeks", "How a lever frame was worked", ("railways",))),
            gets=("The history that is in no book",),
        ),
        MemberWords("Gladys Crook", "neighbour", "invited", invited=20),
        MemberWords("Ted Halsall", "friend", "declined", invited=60),
        MemberWords("Joan Peet", "neighbour", "left", since=118, left=(50, "Her own knees, she says.")),
    ),
    idea="Maureen saw him at the window with the timetable and asked why he was not on the platform.",
    meetings=(
        MeetingWords(
            104, "George's kitchen", ("The ten past nine",),
            "George had the chairs out in the order of a signal box diagram. Nobody dared to move one.",
            ("Wednesdays are station days",), ("Neil Hartley", "Maureen Platt", "Joan Peet"),
        ),
        MeetingWords(
            63, "The station waiting room", ("Winter coats", "Who else loves this line"),
            "Ravi brought a lamp. George took it apart, and put it together better.",
            ("A flask and a blanket live at Maureen's",), ("Maureen Platt", "Ravi Menon", "Joan Peet"),
        ),
        MeetingWords(
            21, "The station waiting room", ("The friends of the station", "Saturdays"),
            "The planters were the talk of it. George will tell the young ones what the old box did.",
            ("George gives a talk in spring",), ("Maureen Platt", "Ravi Menon"), connector=False,
        ),
        MeetingWords(-20, "The station waiting room", ("The talk", "Gladys, if she comes")),
    ),
    actions=(
        ActionWords("Get a key to the waiting room", "Maureen", 70, "done", "The station manager trusts us with it.", 66, 0),
        ActionWords("Photographs of the old box for the talk", "Ravi", 8, meeting=2),
        ActionWords("Ask Gladys again, in person this time", "George", -10, meeting=2),
        ActionWords("A day out to York", "Neil", 25, "carried", "Too cold to sit about.", 21, 1),
        ActionWords("A day out to York", "Maureen and Robin's mum", -90, carried_from=3),
        ActionWords("A scooter for the ramp", "Neil", 40, "dropped", "George walks it, and likes to be seen walking it.", 44, 0),
    ),
    gives=("The railway, from the inside", "News that is true"),
    gets=("An arm to the station, once a week",),
)  # fmt: skip

# Nobody connects it and nobody facilitates it yet: a gap to be seen.
WINSTONS: Final = CircleWords(
    "Winston Francis",
    "That my cricket friends come here now that I cannot go there.",
    (
        MemberWords("Gloria Francis", "family", invited=16, since=14, gives=("The rice and peas",), gets=("A Saturday off",)),
        MemberWords("Desmond Clarke", "friend", "invited", invited=12),
        MemberWords("Pastor Joy Bailey", "other", "invited", invited=8),
    ),
    status="forming",
    connected=False,
    idea="Gloria said at the review that the house is too quiet on Saturdays.",
    meetings=(MeetingWords(-9, "Winston's front room", ("Who we are", "Saturdays")),),
    actions=(ActionWords("Ring the old team, one by one", "Gloria", -6),),
    gives=("Stories, scores and pepper sauce",),
    began=18,
)

STANS: Final = CircleWords(
    "Stan Isherwood",
    "That Stan sits with a band again, and gets home after.",
    (
        MemberWords(
            "Brian Isherwood", "family", facilitator=True, invited=330, since=326, gives=("Mends the scooter",),
            gets=("His dad laughing",),
        ),
        MemberWords(
            "Agnes Speakman", "neighbour", invited=330, since=324, gives=("Knocks on band nights",),
            gets=("A seat at the front",),
            gifts=(("heart", "has", "I turn pages, and never too soon", ("brass-band",)),),
        ),
        MemberWords("Clifford Rudd", "friend", invited=280, since=275, gives=("Keeps a cornet oiled for him",)),
    ),
    idea="His son asked whether anybody from the band was still alive.",
    meetings=(
        MeetingWords(320, "Flat 12", ("The band room",), "Stan played four bars and the corridor applauded.",
                     ("Thursdays are for the band",), ("Brian Isherwood", "Agnes Speakman")),
        MeetingWords(278, "The band room", ("The crossing at the lights",), "We timed the lights. They can be done.", (),
                     ("Brian Isherwood", "Agnes Speakman")),
        MeetingWords(236, "The band room", ("Do we need Lorna?",), "Lorna asked who would notice if she did not come.",
                     ("We go on by ourselves",), ("Brian Isherwood", "Agnes Speakman", "Clifford Rudd")),
        MeetingWords(55, "Flat 12", ("Christmas carols",), "Band practice in the flat, windows shut.",
                     ("Carols in the lounge, with cornet",), ("Agnes Speakman", "Clifford Rudd"), connector=False),
        MeetingWords(12, "The band room", ("Carols",), cancelled="The heating at the band room is off."),
        MeetingWords(-4, "The band room", ("Carols",)),
    ),
    actions=(
        ActionWords("Ask for a longer green at the crossing", "Brian", 200, "done", "Eleven seconds became eighteen.", 190, 1),
        ActionWords("Carol sheets in large print", "Agnes", -3, meeting=3),
    ),
    gives=("A tune for every birthday on the corridor",),
    gets=("Company on the way home, once it is dark",),
    alone=(230, "Brian rings everybody, and Agnes has the key. They have not needed me since spring."),
    shares=("community",),
    began=340,
)  # fmt: skip

# Who decided for him, and how, is recorded: his circle is his all the same.
TERRYS: Final = CircleWords(
    "Terry Cunliffe",
    "That Terry plays, and the dog and he get out.",
    (
        MemberWords("Lynn Cunliffe", "family", invited=400, since=395, gives=("The day on the board",),
                    gets=("An hour of her own",)),
        MemberWords(
            "Steve Ollerton", "friend", invited=400, since=390, gives=("Plays bass, badly, on purpose",),
            gets=("The only band that would have him",), gifts=(("heart", "has", "Bass guitar", ("music",)),),
        ),
    ),
    status="resting",
    meetings=(
        MeetingWords(380, "The garage", ("The set list",), "Three chords and all the words, which nobody expected.", (),
                     ("Lynn Cunliffe", "Steve Ollerton")),
        MeetingWords(150, "The garage", ("A rest until spring",), "Lynn is tired and said so. We rest, and ring each other.",
                     ("Steve rings on Sundays",), ("Lynn Cunliffe", "Steve Ollerton"), connector=False),
    ),
    actions=(ActionWords("Write the chords out large", "Steve", 340, "done", "On the garage wall.", 338, 0),),
    gives=("Sixties guitar, by heart",),
    gets=("Friends who wait for the word",),
    decided=("representative", "Terry smiled at every name on the list; Lynn decided with him, as his attorney for welfare."),
    shares=("profile", "community"),
    began=410,
)  # fmt: skip

MORE: Final = (WINSTONS, STANS, TERRYS)
