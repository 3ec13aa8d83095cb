"""The people of a world, in their own words. Invented, every one."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class PersonWords:
    """Someone who is supported, as they tell it. `gifts` are (part, has or seeks, words, would share)."""

    preferred: str
    given: str
    family: str
    age: int
    pronouns: str
    appreciate: tuple[str, ...]
    matters: tuple[str, ...]
    support: tuple[str, ...]
    gifts: tuple[tuple[str, str, str, str], ...] = ()
    chapters: tuple[tuple[str, str, str], ...] = ()
    relationships: tuple[tuple[str, str, str, str], ...] = ()
    risk: tuple[str, str, str] | None = None
    reason: str = "physical_personal_care"
    communicate: str | None = None
    please_dont: str | None = None
    religion: str | None = None
    ethnicity: str = "White: English, Welsh, Scottish, Northern Irish or British"
    language: str = "en"
    tags: tuple[str, ...] = ()


# The first of these is the person who signs in, and the person of the examples.
NORTH: Final = (
    PersonWords(
        "Jean",
        "Jean Margaret",
        "Aspinall",
        84,
        "she/her",
        (
            "I listen and I remember what you told me.",
            "My knitting: half the street wears it.",
            "I never let anyone leave hungry.",
        ),
        (
            "My daughter Karen ringing at six.",
            "The window seat and something on the needles.",
            "Chapel on the first Sunday.",
            "Being asked, not told.",
        ),
        (
            "Knock, wait, and call my name.",
            "Let me do my own buttons: it takes as long as it takes.",
            "Put the radio on before you put the kettle on.",
        ),
        (
            ("hands", "has", "Knitting: I can teach anybody", "yes"),
            ("head", "has", "Every family in Canal Row since 1951", "yes"),
            ("heart", "seeks", "Company that stays for a second cup", "yes"),
        ),
        (
            (
                "The mill",
                "I started at fifteen, on the carding engines. You learned to read lips, it was that loud, and I still can.",
                "1956 to 1961",
            ),
            ("Harold", "He asked me to dance because I was the only one laughing. We had fifty-one years.", "1960 to 2011"),
            ("The year I will not talk about", "I am writing this one down for myself.", "1974"),
        ),
        (
            ("Karen Aspinall", "My daughter, and my friend", "closest", "main"),
            ("Paul Aspinall", "My son, in Leeds", "close", "none"),
            ("Dot Frayling", "Next door, forty years", "close", "none"),
        ),
        (
            "I want to walk to the post office on my own on Fridays.",
            "It is the one errand that is still mine, and I meet people.",
            "I fell there in March and might again.",
        ),
        communicate="Face me when you speak: I read lips as well as I hear.",
        please_dont="Please don't call me 'dear'.",
        religion="Methodist",
        tags=("knitting", "chapel"),
    ),
    PersonWords(
        "Arthur",
        "Arthur",
        "Bretherton",
        79,
        "he/him",
        ("A dry joke when it is needed.", "I mend what others throw away."),
        ("My pigeons, first thing.", "The match on the radio.", "My own chair."),
        ("Give me the tablets in my hand and leave me to it.", "Tell me on Monday who is coming on Friday."),
        (("hands", "has", "Racing pigeons: sixty years of it", "yes"),),
        (("Sixty years of pigeons", "My best bird came home from Rennes in a thunderstorm.", "1963 to now"),),
        (("Sheila Bretherton", "My wife", "closest", "main"),),
        (
            "I climb the loft ladder myself.",
            "Without the birds I do not know what day it is.",
            "The ladder is four steps and I am unsteady.",
        ),
        tags=("pigeons",),
    ),
    PersonWords(
        "Mrs Begum",
        "Rahima",
        "Begum",
        71,
        "she/her",
        ("I keep a family of thirty together.", "My garden in pots."),
        ("Prayer five times, in peace.", "Fresh food, cooked the same day."),
        ("Women only for washing, please.", "Shoes off at the door.", "Speak Sylheti, or slowly."),
        (("hands", "has", "Embroidery", "yes"), ("head", "seeks", "Reading English, a little more", "yes")),
        (("The boat and the cold", "Nobody had told us about the cold.", "1972"),),
        (("Salma Begum", "My daughter-in-law", "closest", "shares"),),
        None,
        reason="physical_access_and_mobility",
        communicate="Sylheti first. My daughter-in-law helps with letters.",
        religion="Muslim",
        ethnicity="Asian or Asian British: Bangladeshi",
        language="syl",
        tags=("gardening",),
    ),
    PersonWords(
        "Terry",
        "Terence",
        "Cunliffe",
        63,
        "he/him",
        ("I was a bus driver: I know everybody.", "I keep calm."),
        ("Getting out every day, rain or not.", "My guitar."),
        ("Remind me of the word, then wait.", "Write the day on the board."),
        (("heart", "has", "Sixties guitar", "yes"),),
        (("The 362", "Up Standishgate at six in the morning with the whole town asleep.", "1979 to 2014"),),
        (("Lynn Cunliffe", "My wife and my memory", "closest", "main"),),
        ("I go round the block with the dog alone.", "I am still the one who walks the dog.", "I might lose the way back."),
        reason="memory_and_cognition",
        communicate="One thing at a time.",
        tags=("music", "dogs"),
    ),
    PersonWords(
        "Marlene",
        "Marlene",
        "Dootson",
        88,
        "she/her",
        ("I say what I think.",),
        ("A proper tea at five.", "Bingo on Thursday."),
        ("Ask before you tidy.",),
        (("head", "has", "Mental arithmetic", "yes"), ("heart", "seeks", "A partner for bingo", "yes")),
        (),
        (("Alan Dootson", "My brother", "close", "none"),),
        None,
        tags=("bingo",),
    ),
)

SOUTH: Final = (
    PersonWords(
        "George",
        "George Edward",
        "Hartley",
        81,
        "he/him",
        ("I was a signalman for forty years and never lost a train.", "I explain things well."),
        ("The ten past nine going by.", "A clean shirt.", "News that is true."),
        ("Come on time, or ring.", "Let me shave myself."),
        (
            ("head", "has", "Railway signalling, and the history of the line", "yes"),
            ("heart", "seeks", "Somebody to walk to the station with", "yes"),
        ),
        (
            (
                "The box at Ashbrook Junction",
                "Forty levers and a stove. In the snow of 1963 I slept there four nights.",
                "1960 to 2001",
            ),
            ("My father", "He never spoke of the war, so I shall, a little.", "1947"),
        ),
        (("Neil Hartley", "My nephew", "known", "none"), ("Maureen Platt", "A friend from the line", "close", "none")),
        (
            "I sit on the platform on my own for an hour.",
            "It is my whole working life, going past.",
            "I get cold and forget the time.",
        ),
        please_dont="Please don't move the timetable from the table.",
        tags=("railways",),
    ),
    PersonWords(
        "Dee",
        "Deirdre",
        "Eastwood",
        58,
        "she/her",
        ("I make people feel welcome.",),
        ("Mass on Saturday evening.", "My nails done."),
        ("Use the hoist with two, always.", "Talk to me, not over me."),
        (("heart", "has", "I can talk to anybody", "yes"),),
        (("Galway", "Nine of us and one bicycle.", "1970s"),),
        (("Siobhan Eastwood", "My sister", "closest", "shares"),),
        None,
        religion="Roman Catholic",
        ethnicity="White: Irish",
        tags=("choir",),
    ),
    PersonWords(
        "Winston",
        "Winston",
        "Francis",
        76,
        "he/him",
        ("My cricket stories.", "I pray for people and tell them so."),
        ("Sunday best on Sunday.", "Pepper sauce."),
        ("Feed me what I like or not at all.",),
        (("head", "has", "Scoring cricket", "yes"), ("hands", "has", "Tailoring", "yes")),
        (("From Mandeville to Manchester", "My mother packed a suit for the weather she imagined.", "1966"),),
        (("Gloria Francis", "My wife", "closest", "main"),),
        (
            "I have my rum on Saturday, tablets or no tablets.",
            "It is one glass, with my friends, as it always was.",
            "It does not go with the tablets.",
        ),
        religion="Pentecostal",
        ethnicity="Black or Black British: Caribbean",
        tags=("cricket", "church"),
    ),
    PersonWords(
        "Robin",
        "Robin",
        "Garside",
        34,
        "they/them",
        ("I notice what others miss.",),
        ("The same route each time.", "My trains, in order."),
        ("Say what will happen next.", "No surprises at the door."),
        (("head", "has", "Timetables", "yes"), ("hands", "seeks", "Learning to cook one good dinner", "yes")),
        (),
        (("Judith Garside", "My mum", "closest", "main"),),
        ("I travel to York by train alone.", "I planned it and I can do it.", "A cancelled train would be hard."),
        reason="learning_disability",
        communicate="Write it down. Short sentences.",
        tags=("railways", "cooking"),
    ),
)

MILLFIELD: Final = (
    PersonWords(
        "Edith",
        "Edith",
        "Hollinshead",
        92,
        "she/her",
        ("I taught half this town to read.",),
        ("The crossword before ten.", "A letter, on paper."),
        ("Read me the small print.", "Tell me the truth about my heart."),
        (("head", "has", "Teaching reading", "yes"),),
        (("Standard Three", "Forty-four children and one coal fire.", "1954"),),
        (("Ruth Hollinshead", "My niece", "close", "none"),),
        None,
        reason="sensory_visual",
        communicate="Say who you are when you come in.",
        tags=("reading",),
    ),
    PersonWords(
        "Stan",
        "Stanley",
        "Isherwood",
        86,
        "he/him",
        ("Forty years in the brass band.",),
        ("Band practice, even to listen.", "Bacon on Sunday."),
        ("Loud is fine, slow is better.",),
        (("heart", "has", "Cornet, and I still have my lip", "yes"), ("heart", "seeks", "A band to sit with", "yes")),
        (("Whit Friday", "Eleven villages in one night, and beer in nine.", "1958 to 1999"),),
        (("Brian Isherwood", "My son", "close", "shares"),),
        (
            "I keep my mobility scooter for the road.",
            "The band room is a mile and I will not be driven to it.",
            "The crossing at the lights.",
        ),
        reason="sensory_hearing",
        tags=("brass-band",),
    ),
)

OTHER: Final = (
    PersonWords(
        "Connie",
        "Constance",
        "Jolley",
        83,
        "she/her",
        ("I am good at being happy.",),
        ("The church clock, and being on time for it.",),
        ("Warm hands, please.",),
        (("hands", "has", "Lace", "yes"),),
        (("The lace", "My grandmother's bobbins.", "1948"),),
        (("Ann Jolley", "My sister", "closest", "none"),),
        None,
        tags=("lace",),
    ),
)
