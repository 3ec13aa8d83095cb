"""What the rest of a world's people want, after what they love: one wish each, one thing of a good week, and how it went."""

from typing import Final, NamedTuple

from api.demo.outcome_words import COMMUNITY, FOOD, FRIENDS, HOME, WORK


class Wanted(NamedTuple):
    """What somebody who loves this wants, the words for 0 and 10, what makes a week good, and what they say of it."""

    wish: str
    area: str
    zero: str
    ten: str
    thing: str
    good: str
    bad: str


# In the order of pools.LOVES, which is how a person of the crowd is made.
WANTED: Final = (
    Wanted("One more row of sweet peas, planted by me.", HOME, "Concrete", "Armfuls to give away", "Ten minutes in the garden",
           "I got my hands in it.", "Rain, and nobody had time."),
    Wanted("To stand on the hill at a home match again.", COMMUNITY, "The score on the wireless", "On the hill, hoarse",
    "The match, with company",
           "Won by two and we talked till six.", "Watched it alone. That is not watching it."),
    Wanted("Scones for the whole landing, out of my own oven.", FOOD, "Shop cake", "Not one left", "Something in the oven",
           "They rose.", "The oven was off by the time I got to it."),
    Wanted("To have a dog about me, even if it is not mine.", FRIENDS, "A picture of one", "One at my feet", "Bess coming round",
           "She slept on my feet.", "She was at the vet's."),
    Wanted("To sing the Messiah once more.", COMMUNITY, "Humming", "The Hallelujah, standing", "Singing with other people",
           "We got to the Amen.", "No voice."),
    Wanted("To paint the flashes before the light changes.", WORK, "Brushes gone hard", "Hung where I can see it",
    "An hour at the window with a brush",
           "I got the water right.", "Grey all week."),
    Wanted("Out of my own door once a day, weather or no.", COMMUNITY, "Four walls", "Round the flashes", "Out once a day",
           "As far as the bench.", "Stick was in the other room."),
    Wanted("To talk to that man in Chile again.", FRIENDS, "Static", "Santiago, loud and clear", "The news at one, uninterrupted",
           "All of it, and we argued after.", "Somebody hoovered."),
    Wanted("One waltz, to a proper band.", COMMUNITY, "A chair by the wall", "The whole floor", "Music I can move to",
           "Round the kitchen twice.", "The knees said no."),
    Wanted("To make the curtains for our Susan.", WORK, "They buy them", "They hang straight",
    "An hour at my machine in good light",
           "One hem done, and it is straight.", "Nobody threaded it."),
    Wanted("All of them at one table, the little ones too.", FRIENDS, "A card at Christmas", "A chair short",
    "One of the children ringing",
           "She told me about her test.", "They were busy. They are always busy."),
    Wanted("To play crib for money again, on a Wednesday.", FRIENDS, "Patience", "My name on the board", "A hand of crib",
           "Fifteen two, fifteen four.", "They let me win."),
)  # fmt: skip
# How a wish of the crowd has moved: (days ago, to, why), in each state; and the scores that were given on the way.
WAYS: Final = (
    (((160, "on_track", None),), (3, 4, 6)),
    (((170, "on_track", None), (60, "off_track", "We said we would, and then nobody did.")), (4, 5, 3)),
    ((), (2, 3)),
    (((165, "on_track", None), (35, "achieved", "I did it, and I would do it again.")), (3, 6, 9)),
    (((150, "on_track", None),), (5, 5, 5)),
    (((158, "off_track", "I had not the legs for it."), (90, "on_track", "I have my legs back.")), (4, 3, 7)),
    (((140, "on_track", None), (50, "set_aside", "I thought I wanted it. I wanted to be asked.")), (4, 2)),
    (((155, "on_track", None), (80, "changed", "Smaller, and here, and sooner.")), (3, 4)),
    (((130, "off_track", "I have not been well enough, and that is that."),), (5, 2, 2)),
)  # fmt: skip
WEEKS: Final = ("hphhnh", "hhhphh", "nphnph", "hhnhpn", "-hhphh", "pnnphn", "hhhhph")
