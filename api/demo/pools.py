"""Words from which the rest of a world's people are made: what somebody loves, and what follows from it."""

from typing import Final

WOMEN: Final = ("Doris", "Sheila", "Barbara", "Joyce", "Irene", "Pat", "Brenda", "Eileen", "Hilda", "Vera", "Margaret", "Sylvia", "Nora", "Betty",
                "Olive", "Beryl", "Winifred", "Maureen", "Audrey", "Freda", "Thelma", "Rita", "Elsie", "Gwen", "Phyllis", "Susan")  # fmt: skip
MEN: Final = ("Harry", "Frank", "Ken", "Ronnie", "Alf", "Derek", "Albert", "Jack", "Tom", "Ernest", "Norman", "Cyril", "Bill", "Fred",
              "Walter", "Roy", "Gordon", "Leslie", "Colin", "Raymond", "Dennis", "Eric", "Jim", "Vernon", "Malcolm", "Keith")  # fmt: skip
FAMILIES: Final = ("Ainscough", "Barlow", "Battersby", "Birchall", "Catterall", "Crompton", "Derbyshire", "Duckworth", "Fairhurst", "Farrimond",
                   "Gerrard", "Grundy", "Halliwell", "Haslam", "Hindley", "Hurst", "Jolly", "Kay", "Leyland", "Livesey", "Lomax", "Makinson",
                   "Marsh", "Melling", "Naylor", "Ogden", "Parr", "Pilkington", "Prescott", "Ramsdale", "Rothwell", "Scholes", "Sharrock",
                   "Taberner", "Topping", "Turton", "Valentine", "Walmsley", "Westhead", "Yates")  # fmt: skip

# what, tag, what people appreciate, what matters, how to support me, (part, gift), (chapter, words)
LOVES: Final = (
    ("gardening", "My sweet peas, which I give away.", "Ten minutes in the garden, whatever the weather.", "Leave my boots by the back door.",
     ("hands", "Growing anything from seed"), ("The allotment", "Plot nine, from my father, and a queue for it now.")),
    ("rugby-league", "I can make a whole room argue and then laugh.", "The match on Sunday, with company.", "Tell me the score before you tell me anything else.",
     ("head", "Every result since 1958"), ("Central Park", "I was lifted over the turnstile at seven.")),
    ("baking", "Nobody leaves without a scone.", "My own kitchen, my own oven.", "Let me sit and stir; you lift.",
     ("hands", "Pastry that holds"), ("The shop", "Up at three, closed by one, for thirty-one years.")),
    ("dogs", "I am patient with anything on four legs.", "Bess, and Bess being walked.", "Say hello to the dog first.",
     ("heart", "Training dogs without a raised voice"), ("Whippets", "There was always one under the table.")),
    ("choir", "My voice, still.", "Singing with other people.", "Morning is slow: start with the radio.",
     ("heart", "Alto, and I read music"), ("The Messiah", "Every December, standing for the Hallelujah.")),
    ("painting", "I see colours others walk past.", "North light and a clean brush.", "Do not throw anything away that has paint on it.",
     ("hands", "Watercolour"), ("Night school", "A miner, a nurse and me, drawing a cabbage.")),
    ("walking", "I know every path round the flashes.", "Out of the door once a day.", "Bring my stick, not my chair, unless I ask.",
     ("head", "Footpaths and their history"), ("Kinder", "We walked it in our work boots.")),
    ("radio", "I keep up with the world.", "The news at one, uninterrupted.", "Turn it down to talk; do not turn it off.",
     ("head", "Amateur radio"), ("Call sign", "I spoke with a man in Chile from the back bedroom.")),
    ("dancing", "I can still lead.", "Music I can move to.", "Offer an arm, not a hand under mine.",
     ("heart", "Ballroom, gold medal"), ("The Empress", "The floor was sprung and so were we.")),
    ("sewing", "I fix what you thought was ruined.", "Good light and my machine.", "Thread the needle for me, and then leave me to it.",
     ("hands", "Dressmaking"), ("Piecework", "Forty collars an hour, and singing.")),
    ("grandchildren", "I have time for people.", "Photographs on the wall, up to date.", "Ask me about them, I like to be asked.",
     ("heart", "Listening to young people"), ("Six of us in two rooms", "And never once bored.")),
    ("cards", "A quick mind and no mercy.", "Dominoes or crib, twice a week.", "Let me win nothing.",
     ("head", "Crib"), ("The club", "My name is still on the board.")),
)  # fmt: skip

REASONS: Final = ("physical_access_and_mobility", "physical_personal_care", "physical_personal_care", "memory_and_cognition", "sensory_hearing",
                  "mental_health", "social_isolation")  # fmt: skip
KIN: Final = (
    ("daughter", "close", "main"),
    ("son", "close", "none"),
    ("neighbour", "known", "none"),
    ("niece", "known", "none"),
    ("friend from church", "close", "none"),
)
APPRECIATE: Final = (
    "I am glad to see people.",
    "I keep a secret.",
    "I do not complain, but I notice.",
    "I make a good cup of tea.",
    "I know when to say nothing.",
)
MATTERS: Final = (
    "That the same few people come.",
    "Being warm.",
    "Knowing who is coming.",
    "My own front door.",
    "Saying goodnight to somebody.",
)
SUPPORT: Final = ("Give me a minute to find the word.", "Check that my phone is where I can reach it.", "Ask what sort of night I had.", "Put things back where you found them.",
                  "Shut the gate.")  # fmt: skip
