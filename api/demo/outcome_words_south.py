"""What those of Ashbrook South and Millfield Court who are known by their own words say of their lives."""

from typing import Final

from api.demo.outcome_words import CLEAN, COMMUNITY, DRESSED, FOOD, FRIENDS, WORK, Asked, GoodThing, Life, Said, Step, Weeks, Wish

GEORGE: Final = Life(
    "George Hartley",
    (
        GoodThing(
            "A shave by my own hand and a clean shirt", "hhhhhhphhhhh", "Before nine", None, "Every day",
            "A man is ready or he is not.", ("Cut myself. They lent a hand.",),
            purpose="A shave and the ten past nine",
        ),
        GoodThing(
            "An hour on the platform", "nhnphhnhhphh", "When the ten past nine is due", "Maureen, or nobody", "Once a week",
            "It is my whole working life, going past.",
            ("Strike. No trains at all.", "Too cold, they said. They were right.", "Twenty minutes. Bench was wet."),
            before=("Going to the station", "I do not want to go to it. I want to sit there."),
        ),
    ),
    Weeks("A day with no trains in it", "The box, a stove, and snow", (5, 6, 5, 6, 7, 7, 5, 7, 8, 7, 7, 8),
    {8: "A steam special. Nobody had told me."}),
    (
        Wish(
            "I want to get to the station once a week, and sit until I have seen enough.", 300,
            "Everything else about me is past.", "An hour, dry, and the right time on the board.",
            ("Maureen", "Qasim"), (COMMUNITY, FRIENDS), ("Hearing it from the bedroom", "Every week, whatever they say", 1,
            "Neil took me once."),
            ((285, "on_track", None), (190, "off_track", "Three weeks of strikes and then a chest."), (110, "on_track",
            "Back on my bench.")),
            (
                Step("A coat that the wind does not know about", "Maureen", -250, "done", "British Rail issue, 1984."),
                Step("Ask the stationmaster for a key to the waiting room", "George", -30, "done",
                "There is no stationmaster. There is a man in Leeds. He said yes."),
                Step("The steam special, when it comes", "Qasim", 40),
            ),
            (
                Said(270, 4, "Forty minutes. Two freights.", "The coat"), Said(186, 1, "Nothing ran.", None, "Everything"),
                Said(105, 5, "Back on my bench.", "Maureen brings a flask"),
                Said(60, 6, "He told the whole platform how a block bell works. They clapped.", by="team_on_behalf",
                name="Qasim"), Said(12, 8, "Every week this month.", "The key"),
            ),
        ),
        Wish("To write down the box so that somebody could work it.", 40, "There is nobody left who could.", None,
        ("Robin, who asks the right questions",), (WORK,), steps=(Step("Draw the frame, all forty levers", "George and Robin",
        25),)),
    ),
    (Asked(195, (5, 5, 4, 4)), Asked(18, (7, 7, 8, 2))),
)  # fmt: skip
DEE: Final = Life(
    "Dee Eastwood",
    (
        GoodThing(
            "Mass on Saturday evening, in my own coat", "hhphhhhnhhhh", "Half past five", "Siobhan", "Every Saturday", None,
            ("The hoist needed mending.", "Only one of them came, so we were late."),
            purpose="Up with the hoist, with two, and to Mass on Saturday",
        ),
        GoodThing("My nails done", "hnhnhhnhphhh", None, "Jack, who is better at it than he looks", "When they chip", None,
        ("No time.", "One hand only.")),
    ),
    Weeks("Talked over", "Talked to, and asked to sing", (6, 5, 6, 7, 7, 8, 8, 5, 8, 8, 9, 9), {10: "Solo."}),
    (
        Wish(
            "To sing at the front again, chair and all.", 270, "God never said standing.", "A verse by myself.", ("Siobhan",
            "Father Kevin"), (COMMUNITY, FRIENDS),
            ("Humming in the corridor", "They turn round in their seats", 2, "I sing at the back."), ((250, "on_track", None),
            (30, "achieved", "Two verses, and they did turn round.")),
            (Step("A ramp to the choir stalls", "Father Kevin", -110, "done", "Two planks and a blessing."),),
            (Said(230, 3, "The back, but loud."), Said(140, 6, "They moved a pew.", "Two planks", "Draughts"), Said(31, 10,
            "Two verses.", "All of it")),
            purpose="Up with the hoist, with two, and to Mass on Saturday",
        ),
        Wish("That whoever washes me talks to me.", 230, "I am not a car.", None, ("Everybody",), (CLEAN,), moves=((225,
        "on_track", None),), said=(Said(100, 7, "Six in seven do."),), scale=("A car wash", "Two friends and a flannel", 3,
        "They talk to each other.")),
    ),
    (Asked(208, (6, 6, 6, 3)), Asked(22, (8, 9, 9, 2))),
)  # fmt: skip
WINSTON: Final = Life(
    "Winston Francis",
    (GoodThing("Sunday best on Sunday, and out in it", "hhphhhhhhnhh", "Sunday", "Gloria", "Every Sunday",
    "You dress for who you are meeting.", ("The tie was at the cleaner's.", "Chest."), purpose="Sunday best on Sunday"),),
    Weeks("A tray", "Gloria across the table, and pepper sauce", (7, 7, 6, 8, 7, 8, 8, 7, 8, 4, 6, 7)),
    (
        Wish(
            "To score one whole match, first ball to last.", 220, "I have never left before the end.", None,
            ("The lads at the ground",), (COMMUNITY, WORK), ("Reading it in the paper", "My name at the bottom of the sheet", 3,
            "I do twenty overs and then I tire."),
            ((200, "on_track", None), (85, "off_track", "My eyes. I wrote a six as a nought and they were kind about it."), (50,
            "set_aside", "I taught the boy to score instead. He sits by me.")),
            said=(Said(190, 5, "Thirty overs."), Said(84, 2, "They were kind about it."), Said(50, 6, "His figures are neat.")),
        ),
        Wish("Pepper sauce at every dinner, wherever the dinner comes from.", 150, None, None, ("Gloria",), (FOOD,), moves=((149,
        "on_track", None), (60, "achieved", "A bottle in each bag and one at the ground."))),
    ),
    (Asked(33, (7, 8, 7, 3)),),
)  # fmt: skip
ROBIN: Final = Life(
    "Robin Garside",
    (
        GoodThing("One dinner I cooked", "pphphhhhphhh", "Friday", "Whoever is on, not talking", "Once", "I eat what I know.",
        ("Card four was missing.", "Somebody helped before I asked."), purpose="One good dinner, learnt step by step"),
        GoodThing("The same route each time", "hhhhhhnhhhhh", "Always", None, "Every day", None, ("Road closed. I went home.",)),
    ),
    Weeks("Surprises", "Everything when it said", (6, 6, 7, 7, 8, 8, 4, 8, 7, 8, 9, 9), {6: "Road closed."}),
    (
        Wish(
            "York and back by train, alone.", 320, "I planned it and I can do it.", "The 09:22, the museum, the 15:48.",
            ("Mum, not on the train", "George, for the timetable"), (COMMUNITY,), ("Mum drives", "I choose the train", 2,
            "With Mum, twice."),
            ((310, "on_track", None), (240, "off_track", "A cancelled train in the practice. I sat down on the floor."), (170,
            "on_track", "Card for a cancelled train: step one, sit; step two, next one."), (44, "achieved",
            "I went. The 15:48 was the 15:56.")),
            (Step("To Bolton and back", "Robin, Jack two seats behind", -200, "done", "Jack fell asleep."),
            Step("A card for when it is cancelled", "George and Robin", -175, "done", "Six steps.")),
            (Said(300, 3, "Bolton with Jack."), Said(238, 1, "Cancelled."), Said(120, 6, "Leeds.", "The card"), Said(44, 10,
            "York.", "The card", "A loud man")),
        ),
        Wish("Cook three different dinners.", 90, None, "Pasta, eggs, and the one with rice.", ("Jack",), (FOOD,), moves=((85,
        "on_track", None),), steps=(Step("Rice", "Robin", 14, "doing"),), said=(Said(9, 5, "Two of three.", "Cards"),),
        scale=("Toast", "Three", 2, "Pasta."), purpose="One good dinner, learnt step by step"),
    ),
    (Asked(199, (5, 6, 6, 8)), Asked(29, (7, 8, 8, 5))),
)  # fmt: skip
EDITH: Final = Life(
    "Edith Hollinshead",
    (GoodThing("The crossword before ten, and no help unless I ask", "hhphhhhhphhh", "Before ten", None, "Six days",
    "I taught this town to read.", ("Eleven across.", "A word that is not a word."),
    purpose="The crossword before ten, and the post read out"),),
    Weeks("Read to like a child", "A letter from someone I taught", (7, 7, 6, 7, 8, 7, 7, 8, 6, 7, 8, 8)),
    (
        Wish(
            "To answer my letters in my own hand.", 250, "A letter that is typed is a bill.", None, ("Ruth",), (FRIENDS, WORK),
            ("Silence", "A page, both sides", 4, "I write large and off the edge."),
            ((240, "on_track", None), (140, "changed", "My eyes have gone past it. I say it, somebody writes it, I sign it.")),
            said=(Said(230, 4, "Three lines."), Said(141, 2, "I wrote over what I had written.")),
        ),
        Wish("To say my letters and sign them, one a week.", 140, None, "The pile gets smaller.", ("Ruth", "Whoever spells"),
        (FRIENDS,), ("A drawer of them", "An empty drawer", 3, "Nineteen in the drawer."), ((135, "on_track", None),),
        said=(Said(70, 5, "Eleven left."), Said(7, 7, "Four.")), purpose="The crossword before ten, and the post read out"),
    ),
    (Asked(27, (7, 8, 7, 2)),),
)  # fmt: skip
STAN: Final = Life(
    "Stan Isherwood",
    (GoodThing("Band practice, by road, under my own steam", "hhhphhnhhhph", "Tuesday", "The band", "Every Tuesday", None,
    ("Battery.", "The road was up.", "Brian drove me. I let him."), purpose="Band practice, even to listen"),),
    Weeks("A room with no brass in it", "Whit Friday", (6, 6, 7, 6, 7, 8, 5, 7, 8, 8, 7, 9)),
    (
        Wish(
            "To sit with a band and play what I still can.", 210, "I still have my lip.", "Second cornet. I do not need first.",
            ("Brian", "The band"), (COMMUNITY,), ("Records", "In the march", 3, "I listen from the door."),
            ((200, "on_track", None),), (Step("Ask for the second cornet part, large print", "Brian", -90, "done",
            "Sixteen point."), Step("Whit Friday, one village", "Stan", 60)),
            (Said(180, 4, "Listened."), Said(80, 7, "Second cornet in two hymns."), Said(20, 8,
            "They gave him the solo. He pretended to be surprised.", by="family", name="Brian Isherwood")),
            purpose="Band practice, even to listen",
        ),
        Wish("A uniform that fits.", 100, None, None, (), (DRESSED,), moves=((20, "off_track",
        "They want it back before they mend it."),)),
    ),
    (Asked(202, (6, 7, 7, 3)), Asked(31, (8, 8, 8, 2))),
)  # fmt: skip
SOUTH: Final = (GEORGE, DEE, WINSTON, ROBIN)
MILLFIELD: Final = (EDITH, STAN)
