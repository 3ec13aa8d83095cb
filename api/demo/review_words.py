"""What was said at reviews, what a team made of it, and what is asked with question sets. Invented, as everything here."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class ReviewWords:
    """One review. `days` ago it was held; `actions` are (what, who, by so many days from now, state, words)."""

    person: str
    days: int
    where: str
    there: tuple[tuple[str, str], ...]
    admire: tuple[str, ...]
    now: tuple[str, ...]
    future: tuple[str, ...]
    working: tuple[tuple[str, str], ...]
    not_working: tuple[tuple[str, str], ...]
    questions: tuple[str, ...] = ()
    actions: tuple[tuple[str, str, int, str, str | None], ...] = ()


REVIEWS: Final = (
    ReviewWords(
        "Jean Aspinall", 96, "At Jean's, round the kitchen table",
        (("Karen", "My daughter"), ("Dot", "Next door, forty years"), ("Anna", "From my team")),
        ("She remembers what you told her last time.", "She says no and means it.", "Half the street wears her cardigans."),
        ("The window seat.", "Karen at six.", "Being asked, not told."),
        ("To walk to the post office on my own and nobody watching.", "To see the sea with both my children."),
        (("person", "Anna keeps a good way behind and does not talk at me."), ("family",
        "Mum rings me with news now, not with worries.")),
        (("person", "I do not know who comes on a Sunday until they are in the hall."), ("team",
        "We offer to go to the shop for her. She has told us twice.")),
        ("Could Paul drive, if somebody asked him nicely?",),
        (
            ("Put Sunday's face on the fridge by Thursday", "Anna", -80, "done", "There is a photograph and a name."),
            ("Write to the council about the kerb", "Donna, with Jean", -60, "done", "It is lowered."),
            ("Ask Paul", "Jean herself", 14, "to_do", None),
            ("A trolley", "Karen", -50, "dropped", "She does not want one."),
        ),
    ),
    ReviewWords(
        "Arthur Bretherton", 100, "In the loft, then in the kitchen because of the wind",
        (("Sheila", "My wife"), ("Gareth", "From my team")), ("A dry joke when it is needed.",
        "He can mend anything but himself."),
        ("The birds, first thing.",), ("To go up that ladder for as long as there is a ladder.",),
        (("person", "They stand below and keep quiet."),), (("person",
        "On Monday I am told Friday's name and on Friday it is another."), ("family", "Nobody rings when they are late.")),
        ("Who feeds them if it is ever not me?",), (("A rail on the left", "Gareth", -90, "done", "Two coach bolts."),
        ("Ring Sheila when it is more than ten minutes", "Everybody", -30, "done", "Twice so far, and she put the pan back on.")),
    ),
    ReviewWords(
        "Mrs Begum Begum", 110, "In the front room, shoes off", (("Salma", "My daughter-in-law"), ("Farida", "From my team")),
        ("She keeps a family of thirty together.",), ("Prayer in peace.", "Women only for washing."),
        ("To read what is written about me.",),
        (("person", "Farida waits until I have finished my prayer."),), (("person",
        "Once a man came. He was kind and he went away again."),), (),
        (("Say it on the rota, in red", "Chidi", -100, "done", "It has not happened since."),),
    ),
    ReviewWords(
        "Terry Cunliffe", 90, "On a bench by the flashes", (("Lynn", "My wife and my memory"), ("Ben", "From my team")),
        ("Calm, on any road.",), ("Out every day.",), ("To stay the one who walks the dog.",),
        (("person", "They write the day on the board."), ("team", "He finds the way home if we say nothing.")), (("person",
        "Too many faces. I know four and then I do not."),), ("What do we do on the day he is late home?",),
        (("Agree what Lynn does when it is an hour", "Lynn and Ben", -60, "done", "She rings the depot. They know him."),),
    ),
    ReviewWords(
        "Marlene Dootson", 104, "Over tea, at five", (("Alan", "My brother"),), ("She says what she thinks.",), ("Tea at five.",),
        ("Bingo, with somebody who can count.",), (("person", "The tea is hot since I said something."),),
        (("person", "I am told who is coming when they are here."),), (), (("Find a partner who plays", "Donna", 20, "carried",
        "Asked twice, nobody yet. It goes to her next review."),),
    ),
    ReviewWords(
        "George Hartley", 85, "On the platform", (("Maureen", "From the line"), ("Qasim", "From my team")),
        ("Forty years and never lost a train.",), ("The ten past nine.", "News that is true."),
        ("To sit there once a week until I have seen enough.",), (("person", "They come on time or they ring."),),
        (("person", "They moved the timetable from the table. Twice."),), (), (("Leave the timetable where it is", "Everybody",
        -84, "done", "Chalked round it."),),
    ),
    ReviewWords(
        "Edith Hollinshead", 70, "By the window, with good light", (("Ruth", "My niece"),),
        ("She taught half the town to read.",), ("The crossword before ten.",), ("That my letters are answered.",), (("person",
        "I am read the small print too."),), (("person", "They do not say who they are when they come in."),),
    ),
)  # fmt: skip
# (person, in so many days): planned ones; the longest wait is of somebody who was not yet asked.
PLANNED: Final = (("Jean Aspinall", 80), ("Dee Eastwood", 9), ("Arthur Bretherton", 70))
OVERDUE_SINCE, DUE_IN = 215, 172  # days since the last one was held, of whoever is overdue and of whoever is due soon
OVERDUE: Final = "Winston Francis"
DUE: Final = "Dee Eastwood"
HELD: Final = (
    ("I get up when I want to.", "The same two come, and I know their step.", "They ask what sort of night I had."),
    (
        "I do not know who is coming until they are in the hall.",
        "Weekends are somebody else each time.",
        "I am told the day after.",
    ),
    ("To go out without it being an outing.", "To hear on Thursday how the week will be.", "My own bed, to the end."),
)
# The three themes: kind, the 'I' statement, why it is so, what success looks like for the people, the team and the provider.
CYCLE_NAME: Final = "What we heard this half year"
THEMES: Final = (
    (
        "not_working", "I know who is coming to me, and when.",
        ("We swap late and tell each other, not the person.", "The rota is on our phones and not on their fridge."),
        ("I see a face and a name by Thursday.", "Nobody of us is asked at a door who they are.",
        "Fewer calls on a Saturday morning."), True,
    ),
    (
        "working", "The same few people come, and they wait for me.", ("We chose each other at the start.",),
        ("It stays like that.", "We say no to a fifth face.", None), False,
    ),
    (
        "important_for_the_future", "I go out when I like, on my own feet.", ("We do it for people because it is quicker.",
        "Kerbs."),
        ("I go, and somebody knows I went.", "We walk behind.", None), True,
    ),
)  # fmt: skip
CYCLE_ACTIONS: Final = (
    ("A photograph and a name on every fridge by Thursday evening", "Anna", 0, -20, "done",
    "Nineteen of twenty-two. Three did not want one."),
    ("Ring the person, not the office, when we swap", "Everybody", 0, 10, "to_do", None),
    ("List every kerb that stops somebody, and send it with one letter", "Donna", 2, -12, "done", "Six kerbs. Two are lowered."),
)  # fmt: skip
FEEDBACK: Final = (
    "You told us that you do not know who is coming. Since this month there is a face and a name on your fridge by Thursday;"
    " if we swap after that, we ring you and not the office. You told us you want to go out on your own feet: we sent the"
    " council a list of six kerbs, and two are lowered. What works, we keep: the same few of us, and we wait."
)

OWN_KEY: Final = "time-together"
OWN_NAME: Final = "How our time together feels"
OWN_PURPOSE: Final = "So that the team hears from each person, twice a year, whether the time is theirs."
OWN_ITEMS: Final = (
    {
        "key": "yours", "text": "Is the time we are here yours?", "kind": "scale",
        "scale": {"least": 0, "most": 4, "least_words": "No, it is yours", "most_words": "Yes, all of it", "step": 1},
    },
    {
        "key": "expected", "text": "Does the one come whom you expect?", "kind": "choice",
        "choices": [
            {"value": "always", "label": "Always", "score": 4}, {"value": "mostly", "label": "Mostly", "score": 3},
            {"value": "sometimes", "label": "Sometimes", "score": 1}, {"value": "never", "label": "Never", "score": 0},
        ],
    },
    {"key": "waited", "text": "Did we wait for you?", "kind": "yes_no", "required": False},
    {"key": "else", "text": "What should we stop doing?", "kind": "text", "required": False},
)  # fmt: skip
# (person, days ago, answers): in the words of each.
OWN_ANSWERS: Final = (
    ("Jean Aspinall", 26, {"yours": 4, "expected": "sometimes", "waited": True, "else": "Offering to go to the shop for me."}),
    ("Arthur Bretherton", 31, {"yours": 3, "expected": "mostly", "waited": True, "else": "Whistling in the loft."}),
    ("George Hartley", 20, {"yours": 4, "expected": "always", "waited": True}),
    ("Edith Hollinshead", 28, {"yours": 3, "expected": "mostly", "waited": False, "else": "Coming in without a name."}),
)  # fmt: skip
LICENSED: Final = (
    "swemwbs", "Short Warwick-Edinburgh wellbeing scale", "To compare with what the council publishes.",
    "Asked for four months ago. No answer yet, so no wording is loaded and nobody answers it.",
)  # fmt: skip
LOOK_KEY: Final = "our-progress"
LOOK_NAME: Final = "Where we are, as a team"
LOOK_PURPOSE: Final = "A team looks at itself, once a year, and says how it knows."
LEVELS: Final = ("We have not started", "We try it", "We do it mostly", "It is how we work")
LOOK_ITEMS: Final = (
    ("words", "What people say is written in their words, and nobody tidies it."),
    ("faces", "Nobody sees more of us than they chose."),
    ("decide", "We decide our own week, and we put right what goes wrong."),
)
LOOKS: Final = (
    ("Ashbrook North", ((3, "We read five notes aloud. Four were hers."), (2, "Sundays are still anybody."), (4,
    "Nobody asked anybody."))),
    ("Ashbrook South", ((2, "Two of us tidy."), (3, "Four each, but for Dee, who needs two at a time."), (3, "Mostly."))),
)  # fmt: skip
LOOK_ACTION: Final = "Ask one person a week how we wrote it down, and read it to them"
