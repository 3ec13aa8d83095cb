"""What those of Ashbrook North who are known by their own words say of their lives, beside Jean."""

from typing import Final

from api.demo.outcome_words import (
    COMMUNITY,
    FOOD,
    FRIENDS,
    HOME,
    JEAN,
    SAFE,
    WORK,
    Asked,
    GoodThing,
    Life,
    Said,
    Step,
    Weeks,
    Wish,
)

ARTHUR: Final = Life(
    "Arthur Bretherton",
    (
        GoodThing(
            "Up to the pigeons before anybody talks to me", "hhhhphhpnnpp", "First thing", "The birds", "Every day",
            "Without them I do not know what day it is.", ("The knee. Sheila fed them.", "Halfway up and down again.",
            "Rained in."),
            purpose="Up to the pigeons, then tablets and tea",
        ),
        GoodThing(
            "The match, with somebody who knows the offside rule", "phnhpnhhnphn", "Saturday at three", "Ewan, if he is on",
            "Each match",
            "You cannot shout at a radio alone.", ("Ewan was off.", "Postponed.", "Donna listened. She asked who was winning."),
        ),
    ),
    Weeks("Lying here listening to them up there", "A bird back from Rennes", (8, 8, 7, 8, 7, 7, 8, 6, 4, 3, 5, 5),
    {9: "Three days and I have not seen them."}),
    (
        Wish(
            "To get up to my birds by myself, as long as there is a ladder.", 350, "It is four steps. I built them.",
            "Corn in my pocket and the door shut behind me.", ("Sheila, who does not look", "Gareth"), (HOME, WORK),
            ("Somebody else feeds them", "I do the lot and nobody knows", 7, "I manage. I go slow."),
            ((340, "on_track", None), (70, "off_track", "The knee went twice on the second step.")),
            (
                Step("A rail on the left, where the good hand is", "Gareth", -210, "done",
                "Two coach bolts. It would hold a horse."),
                Step("Exercises, the boring ones", "Arthur", 20, "doing"),
                Step("Ask about the knee", "Sheila", 5),
            ),
            (
                Said(300, 7, "No trouble.", "The rail"), Said(200, 8, "Up and down twice, and mucked out.", "The rail"),
                Said(68, 4, "It went. I sat on the step till it came back.", None, "The knee"),
                Said(40, 3, "He will not say it hurts. He goes up backwards.", None, "Waiting for the clinic", by="family",
                name="Sheila Bretherton"),
                Said(10, 4, "Somebody stands below. I pretend they are not there.", "They keep quiet", "The knee",
                "The physiotherapist on Monday"),
            ),
            purpose="Up to the pigeons, then tablets and tea",
        ),
        Wish(
            "To race one more season.", 330, "I never retired. I only stopped.", None, ("The club",), (WORK, COMMUNITY),
            ("Selling the clock", "A card on the wall", 4, "The clock works. I am not sure that I do."),
            (
                (280, "on_track", None), (180, "off_track",
                "You cannot be at Stafford at five in the morning with a tablet box."),
                (130, "changed", "Not to race. To breed two good ones and let the lad next door race them."),
            ),
            (Step("Ask the club what a season costs now", "Arthur", -240, "done", "More than the birds."),),
            (Said(270, 6, "Eleven in training."), Said(175, 2, "Missed three."), Said(131, 5, "The lad has hands for it.")),
        ),
        Wish(
            "To breed two good ones for the lad next door to race.", 130, "He has the hands and no loft.", None,
            ("Kyle next door",), (FRIENDS,),
            moves=((110, "on_track", None),), said=(Said(50, None, "Blue hen has two. He named them. You do not name them.",
            "He comes every night"),),
        ),
    ),
    (Asked(210, (7, 8, 7, 2)), Asked(30, (5, 7, 4, 5))),
)  # fmt: skip
RAHIMA: Final = Life(
    "Mrs Begum Begum",
    (
        GoodThing("Prayer in peace, five times", "hhhhhhhhphhh", "At its times", None, "Every day", "It holds the day up.",
        ("Workmen in the hall.",)),
        GoodThing(
            "Food from my own pots, cooked the same day", "nnpphhhhhhph", "Before noon", "Farida", "Twice a week",
            "I know what is in it.",
            ("Nothing ripe yet.", "Slugs had the coriander."), purpose="Washed in peace, and dinner cooked fresh",
        ),
    ),
    Weeks("No voice I know in the house", "All thirty of them here and fed", (6, 6, 7, 7, 7, 8, 8, 9, 8, 8, 7, 8)),
    (
        Wish(
            "I want to read the letters of the council before my daughter-in-law does.", 240, "They are about me.",
            "I open it, I read it, then I tell Salma.", ("Salma", "Edith's niece at the library"), (WORK,),
            ("I hand it over shut", "I answer it", 1, "I know my name and the word bill."),
            ((220, "on_track", None),),
            (
                Step("Ten words a week on the fridge", "Farida", -120, "done", "A hundred and forty by now."),
                Step("The class at the library", "Rahima, and Salma the first time", 15, "doing"),
            ),
            (
                Said(200, 2, "Council. Tax. Final. I did not like final.", "The fridge"),
                Said(110, 5, "I read the whole of the bin letter.", "Slowly", "Small print"),
                Said(20, 6, "She read it first and told me what it says. It was right.", by="family", name="Salma Begum"),
            ),
        ),
    ),
    (Asked(205, (7, 7, 6, 4), "self", "Mrs Begum"), Asked(26, (8, 8, 8, 2), "self", "Mrs Begum")),
)  # fmt: skip
TERRY: Final = Life(
    "Terry Cunliffe",
    (
        GoodThing(
            "Round the block with the dog, me leading", "hhhhhphhhphh", "After dinner", "The dog", "Rain or not",
            "I am still the one who walks the dog.",
            ("Lynn came too. Not the same.", "Wrong turn at the chip shop. The dog knew."),
            purpose="Out every day, rain or not: the dog, then the guitar",
        ),
        GoodThing("A whole song, start to end", "phphhnhphhpp", "When it rains", None, "Twice a week", None, ("Lost the middle.",
        "No strings.")),
    ),
    Weeks("Sat where I am put", "On the top deck, front seat", (7, 6, 7, 8, 7, 6, 7, 6, 7, 6, 6, 7), {5: "Two bad days in it."},
    (6, 6, 7, 7, 6, 5, 6)),
    (
        Wish(
            "Stay the one who walks the dog.", 280, "Otherwise it is her dog.", "Out of the gate on my own and home by four.",
            ("Lynn", "Every driver of the 362"),
            (COMMUNITY, SAFE), ("The lead hangs up", "Any road I like", 6, "I do the block."), ((270, "on_track", None),),
            (Step("A tag with our number, for the dog and for me", "Lynn", -200, "done", "He wears his and I carry mine."),
            Step("Walk it once more with somebody who times it", "Ben", 9)),
            (
                Said(240, 7, "Fine.", "The dog"), Said(150, 6, "Forgot the word for it. Got home.", None, "The new road works"),
                Said(45, 6, "Forty minutes and not twenty. He was cheerful and I was not.", None, None,
                "When the road works are over", by="family", name="Lynn Cunliffe"),
                Said(11, 7, "He led, I walked behind, and he found the way home.", "The day on the board first",
                by="team_on_behalf", name="Ben"),
            ),
            purpose="Out every day, rain or not: the dog, then the guitar",
        ),
        Wish(
            "Play one Thursday at the Swan.", 260, "I did it for nine years.", None, ("The lads",), (COMMUNITY, FRIENDS),
            ("Guitar under the bed", "Last orders and they want another", 3, "I play in the kitchen."),
            ((230, "on_track", None), (95, "set_aside",
            "It was too loud and I cried. I would rather play here and have them round.")),
            (Step("Have the lads round on a Sunday", "Lynn", -60, "done", "Four of them and a cake."),), (Said(225, 5,
            "Three songs."), Said(97, 1, "No.")),
        ),
    ),
    (Asked(215, (6, 6, 7, 4)), Asked(35, (6, 5, 6, 5)), Asked(35, (5, 5, 6, 6), "team_on_behalf", "Ben")),
)  # fmt: skip
MARLENE: Final = Life(
    "Marlene Dootson",
    (
        GoodThing("A proper tea at five", "hhhhphhhhhhp", "Five", None, "Thursday and Sunday", "Half past is supper.",
        ("Twenty past five.", "Weak."), purpose="A proper tea at five"),
        GoodThing("Bingo", "hnnnpnnnnpnn", "Thursday", "A partner", "Each week", None, ("Nobody to go with.", "Stayed at home."),
        before=("Bingo with Flo", "Flo died.")),
    ),
    Weeks("A bad pot and nobody to tell", "A full house", (5, 4, 4, 4, 5, 4, 5, 4, 4, 6, 5, 4)),
    (
        Wish(
            "Somebody to go to bingo with who can count.", 180, "I am not going to sit there with an empty chair.", None,
            ("Alan, if he remembers",), (COMMUNITY, FRIENDS),
            ("Dealing patience", "Two books each and a taxi home", 2, "I have not been since Flo."),
            ((150, "on_track", None), (100, "off_track", "The woman they sent talked all through the third house.")),
            (Step("Ask in the other teams who plays", "Donna", 10, "doing"), Step("The woman from the church", "Ewan", -105,
            "dropped", "She talks.")),
            (Said(148, 5, "A woman called Pat. We shall see."), Said(98, 1, "Never again."), Said(15, 2, "Same.", None,
            "It is always Thursday and they are always busy")),
        ),
        Wish("To cook one Sunday dinner for Alan.", 60, None, "Yorkshires that rise.", (), (FOOD, HOME), said=(Said(30, None,
        "The oven first. It is older than him."),)),
    ),
    (Asked(28, (4, 5, 5, 3)),),
)  # fmt: skip
NORTH: Final = (JEAN, ARTHUR, RAHIMA, TERRY, MARLENE)
