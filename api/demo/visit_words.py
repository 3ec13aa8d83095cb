"""Who comes when, what for, and what was written afterwards. Invented, as everything here."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class NoteWords:
    """A note: what happened, how the person was, and what else was worth writing."""

    happened: str
    how: str
    worked: str | None = None
    next_time: str | None = None
    made_their_day: str | None = None
    handover: str | None = None


@dataclass(frozen=True)
class WeekWords:
    """Visits that come each week: of whom, on which days, from when (wall time), how long, what for."""

    person: str
    days: str
    at: tuple[int, int]
    minutes: int
    purpose: str
    notes: tuple[NoteWords, ...]
    kind: str = "at_home"
    members: int = 1
    window: tuple[int, int] = (0, 0)
    series: bool = False
    short: tuple[str, str] | None = None
    travel: int = 10


JEANS: Final = (
    NoteWords(
        "Breakfast, her own buttons, and then she turned the heel of a sock while I held the wool.",
        "Bright. She laughed at my casting on.",
        "Radio on before the kettle, as she asks.",
        "She wants the blue four-ply from the market.",
        "The girl next door came to show the cardigan Jean knitted her.",
        "Wool bag is behind the window seat.",
    ),
    NoteWords(
        "Porridge and a long talk about the mill. I could not hear a word at one point and she read my lips instead.",
        "A little tired, and said so herself.",
        "Waiting. She gets there.",
        made_their_day="Karen rang at nine and not at six, just to say she had dreamt of her.",
    ),
    NoteWords(
        "We walked as far as Dot's gate and back, on her arm and not on mine.",
        "Steady on her feet.",
        next_time="The post office on Friday, if it is dry.",
        handover="She has decided about Friday herself: please do not offer to go for her.",
    ),
    NoteWords("Breakfast, hair, and the chapel flowers to be ordered by telephone.", "Looking forward to Sunday."),
)
ARTHURS: Final = (
    NoteWords(
        "Up the loft ladder together, four steps. Two young ones have paired off.",
        "Steady, and pleased with the birds.",
        "I stood below and kept quiet, as agreed.",
        made_their_day="The blue hen was back from Stafford before we had our coffee.",
    ),
    NoteWords("Tablets in his hand, tea, and the corn delivered. He counted the sacks.", "Dry as ever."),
    NoteWords(
        "He mended the toaster and I held the torch.", "Good, though his knee was bad on the ladder.",
        next_time="Ask about the knee before he climbs.", handover="Sheila has the telephone number of the corn man.",
    ),
)  # fmt: skip
RAHIMAS: Final = (
    NoteWords("Washed and dressed, then spinach from her pots cooked with her.", "Peaceful.", "Shoes off, and slowly."),
    NoteWords(
        "Read two letters of the council with Salma on the telephone.", "Worried at first, then relieved.",
        made_their_day="Her grandson sent his school report.",
    ),
)  # fmt: skip
TERRYS: Final = (
    NoteWords(
        "Round the block with the dog. He led; I walked behind, and he found the way home.",
        "Calm. Two words were missing and both came.",
        "The day on the board before we set out.",
        made_their_day="The driver of the 362 stopped and shouted his name.",
    ),
    NoteWords("Rain, so guitar: four songs and the whole of a fifth.", "Happy while he played."),
)
MARLENES: Final = (NoteWords("A proper tea at five, and I was told what I do wrong with the pot.", "Sharp as a tack."),)
GEORGES: Final = (
    NoteWords("He shaved himself. The ten past nine was four minutes late and he wrote it down.", "In good order."),
    NoteWords(
        "A clean shirt, and then he explained block signalling to me with the cruets.", "Patient with me.",
        made_their_day="Maureen brought a photograph of the box in the snow.",
    ),
)  # fmt: skip
DEES: Final = (
    NoteWords(
        "Hoist with two, talking to her all the way. Then to Mass, and she knew half the pew.",
        "Tired afterwards, and glad of it.",
        "Both of us on her side of the chair.",
        made_their_day="Siobhan was saving her a seat.",
    ),
    NoteWords("Nails done, in red. Hoist with two.", "In good voice."),
)
WINSTONS: Final = (NoteWords("Sunday best on, tie from 1966. Church, and pepper sauce with dinner.", "Full of stories."),)
ROBINS: Final = (
    NoteWords(
        "Robin cooked the pasta from the cards, all six of them, and did not need the last two.", "Quiet and sure.",
        "Saying at the door what will happen next.", "The card for the oven.",
    ),
)  # fmt: skip
EDITHS: Final = (
    NoteWords("Crossword before ten: eleven across is still open. Read her two letters, on paper.", "As quick as ever."),
    NoteWords("The doctor's letter, all of it, small print too. She asked what it meant and I told her.", "Thoughtful."),
)
STANS: Final = (
    NoteWords(
        "To band practice and back, by scooter, on the road.", "Tired, and humming.",
        made_their_day="They let him take the solo in the second hymn tune.",
    ),
)  # fmt: skip

# The first of these and George's are series; the others are planned week by week.
WEEKS: Final = (
    WeekWords(
        "Jean Aspinall", "MO,WE,FR", (9, 0), 60, "Breakfast without hurry, and something on the needles", JEANS,
        window=(15, 30), series=True,
    ),
    WeekWords("Arthur Bretherton", "TU,TH", (8, 30), 45, "Up to the pigeons, then tablets and tea", ARTHURS),
    WeekWords("Mrs Begum Begum", "MO,TH", (11, 0), 60, "Washed in peace, and dinner cooked fresh", RAHIMAS),
    WeekWords(
        "Terry Cunliffe", "TU,SA", (14, 0), 90, "Out every day, rain or not: the dog, then the guitar", TERRYS,
        kind="in_the_community",
    ),
    WeekWords("Marlene Dootson", "TH", (16, 30), 45, "A proper tea at five", MARLENES),
    WeekWords("George Hartley", "TU,TH,SA", (8, 15), 60, "A shave and the ten past nine", GEORGES, window=(10, 20), series=True),
    WeekWords("Dee Eastwood", "WE,SA", (16, 30), 120, "Up with the hoist, with two, and to Mass on Saturday", DEES, members=2),
    WeekWords("Winston Francis", "SU", (9, 0), 75, "Sunday best on Sunday", WINSTONS),
    WeekWords("Robin Garside", "FR", (15, 0), 60, "One good dinner, learnt step by step", ROBINS),
    WeekWords("Edith Hollinshead", "MO,WE", (9, 30), 45, "The crossword before ten, and the post read out", EDITHS, travel=0),
    WeekWords(
        "Edith Hollinshead", "FR", (18, 0), 20, "Eye drops, and a word", (NoteWords("Eye drops, and a word.", "Well."),),
        short=("person_chose", "Edith wants the drops done and her evening to herself."), travel=0,
    ),
    WeekWords(
        "Stan Isherwood", "TU", (18, 30), 90, "Band practice, even to listen", STANS, kind="in_the_community", travel=5
    ),
)  # fmt: skip
# Visits that still need somebody: of whom, in how many days, from when, how long, what for.
OPEN: Final = (
    ("Arthur Bretherton", 2, (15, 0), 60, "The match on the radio, with somebody who knows the offside rule"),
    ("Marlene Dootson", 4, (10, 30), 90, "Bingo, with a partner"),
)
LATE: Final = (60, "Tea, and the paper read together")
CANCELLED: Final = ("Mrs Begum Begum", 1, (17, 0), 60, "Dinner for the family", "The family came from Oldham and cooked for her.")
# What the person and the team agreed to move: (minutes, words).
MOVED: Final = (60, "Jean keeps an hour of last week for Karen's birthday on Saturday.")
AGREED: Final = (210, "Three mornings, and half an hour to save up.")
CONCERN: Final = (
    "Arthur Bretherton", "health", "Twice this week his knee gave way on the second step of the loft ladder.",
    "Sheila knows. The physiotherapist comes on Monday; until then somebody stands below.",
)  # fmt: skip
RESTRICTED: Final = (
    "Marlene Dootson", "money",
    "Her purse was empty on Thursday and full on Monday. Her brother had only borrowed it, she said, and then: say nothing.",
)  # fmt: skip
AWAY: Final = ("Ewan Lowe", 3, 6, "Wigan away, and then my mother's seventieth in Whitby.")
