"""What is going on in Ashbrook: groups, in the words of those who run them. No such place, no such group."""

from dataclasses import dataclass
from typing import Final

SESSIONS_SINCE: Final = 75  # days ago: what happened earlier was not written down


@dataclass(frozen=True)
class GroupWords:
    """A group. `place` is (name, line, postcode, latitude, longitude), `assured` (days ago, by), a session (what, made)."""

    key: str
    name: str
    what: str
    runs: str
    place: tuple[str, str, str, float, float]
    rule: str
    at: str
    minutes: int
    began: int
    cost: str
    pence: int
    access: tuple[str, ...]
    seeks: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    has: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    assured: tuple[int, str] | None = None
    sessions: tuple[tuple[str, str | None], ...] = ()
    came: int = 8
    published: int | None = None
    status: tuple[str, int, str] = ("active", 0, "")
    words: str | None = None
    languages: tuple[str, ...] = ("en",)
    ages: tuple[int | None, int | None] = (None, None)
    website: str | None = None


LORNA: Final = "Lorna Beswick, who went along"

GROUPS: Final = (
    GroupWords(
        "knit", "Knit and natter", "We knit for the baby unit, put each other right, and talk.", "Jean and Dot",
        ("Canal Row chapel, schoolroom", "2 Canal Row", "WN1 1AA", 53.5512, -2.6291),
        "FREQ=WEEKLY;BYDAY=TH", "10:30", 120, 155, "Free; tea is a pound", 0,
        ("Step-free", "Hearing loop"),
        (("hands", "Somebody who can read a crochet pattern", ("crochet",)),
        ("head", "A driver for the bonnets once a month", ("driving",))),
        (("hands", "We teach anybody to knit", ("knitting", "teaching")),),
        (140, LORNA),
        (
            ("Heels, all morning. Nobody dropped more than they could find.", "Four pairs of socks for the night shelter"),
            ("A bag of blue wool came without a note. We think we know who.", "Eleven bonnets for the baby unit"),
            ("Two new faces, who sat down as if they had always been here.", None),
            ("Mostly nattering.", "A blanket, one square short"),
        ),
        9, 150, website="https://example.org/knit-and-natter",
    ),
    GroupWords(
        "bowls", "Crown green bowls for all", "Bowls at the park, with lighter woods for those who like them.", "Walter and Jim",
        ("Park green pavilion", "Park View", "WN5 8TT", 53.5449, -2.6417),
        "FREQ=WEEKLY;BYDAY=WE,SA", "14:00", 120, 600, "Two pounds a game", 200,
        ("Ramp to the green", "Bench every ten yards", "No toilet that takes a wheelchair yet"),
        (("hands", "A steady hand to mark the cards", ("bowls",)),
        ("hands", "Somebody to mend the bench", ("joinery", "mending"))),
        (), (400, "The parks team of the council"),
        (("A close one, and the rain held off.", None), ("Three beginners, and nobody laughed until they did.", None)),
        12, 500, ("resting", 20, "The green is being relaid until spring"), "From March to October",
    ),
    GroupWords(
        "tea", "Chapel tea", "Tea after the service. Come for the service, or just for the tea.", "The chapel stewards",
        ("Canal Row chapel", "2 Canal Row", "WN1 1AA", 53.5512, -2.6291),
        "FREQ=MONTHLY;BYDAY=1SU", "12:00", 90, 900, "Free", 0,
        ("Step-free at the side door", "Hearing loop", "Toilet for wheelchairs"),
        (("hands", "Bakers, one Sunday in three", ("baking",)), ("heart", "Somebody to play the piano", ("piano", "music"))),
        (), (300, LORNA),
        (("Thirty scones and no crumbs.", "A hamper for the food bank"), ("Sang three that nobody had asked for.", None)),
        22, 600,
    ),
    GroupWords(
        "allotment", "Canal side allotment",
        "Plot nine and ten, dug together and eaten together.", "Nora, with the Tuesday lot",
        ("Canal side allotments, plot nine", "Tow Path Lane", "WN1 2BQ", 53.5543, -2.6238),
        "FREQ=WEEKLY;BYDAY=TU", "10:00", 150, 420, "Free; take some leeks home", 0,
        ("Raised beds at chair height", "Cinder path", "Portable toilet"),
        (("hands", "Somebody who prunes without fear", ("gardening",)),
        ("head", "How to keep pigeons off peas", ("gardening", "pigeons"))),
        (("hands", "We will show you how to sow", ("gardening", "teaching")),), (200, "Gareth Pugh, who has a plot there"),
        (
            ("Dug the last of the potatoes. A robin supervised.", "Two crates for the community pantry"),
            ("Too wet to dig, so we cleaned the pots and argued about slugs.", None),
            ("Garlic in.", "Onion sets for the school"),
        ),
        7, 400,
    ),
    GroupWords(
        "choir", "Ashbrook all-comers' choir",
        "No auditions. If you can talk, you can sing.", "Ben, tenor, and Miss Cho at the piano",
        ("St Jude's hall", "14 Wesley Street", "WN5 8TR", 53.5467, -2.6379),
        "FREQ=WEEKLY;BYDAY=MO", "19:00", 90, 700, "Three pounds, or nothing", 300,
        ("Level floor", "Words in large print",
        "You may stay sitting"),
        (("heart", "Altos, as ever", ("choir", "singing")), ("hands", "Somebody to turn pages", ("music",))),
        (), (350, LORNA),
        (
            ("The Hallelujah, in November, with the heating off.", "Sang at the hospital on the way home"),
            ("Sorted the altos from the sopranos, more or less.", None),
        ),
        24, 650, website="https://example.org/all-comers-choir",
    ),
    GroupWords(
        "shed", "The shed on Bold Street",
        "Benches, tools, a kettle. Mend something, make something, or sit.", "Arthur's bench rota",
        ("The old sorting office, back yard", "31 Bold Street", "WN1 2AE", 53.5498, -2.6325),
        "FREQ=WEEKLY;BYDAY=WE,FR", "09:30", 180, 500, "A pound for the tea tin", 100,
        ("Wide doors", "Ear defenders", "Benches at two heights"),
        (("hands", "Sharpening, properly", ("mending",)),
        ("head", "Wiring: somebody with the papers for it", ("electrics",))),
        (("hands", "We mend what others throw away", ("mending", "joinery")),), (250, LORNA),
        (
            ("Bird boxes, a clock, and one man's opinion of decimal money.", "Six bird boxes for the school"),
            ("Nobody made anything. It was one of the good ones.", None),
        ),
        10, 450,
    ),
    GroupWords(
        "tablets", "Tablet help", "Bring the thing that will not do as it is told. We are patient.", "Umar and two sixth-formers",
        ("Millfield Court, lounge", "Millfield Court", "WN3 4NE", 53.5331, -2.6402),
        "FREQ=WEEKLY;BYDAY=FR", "15:30", 60, 60, "Free", 0, ("Step-free", "Quiet corner", "Large keyboards"),
        (("head", "Somebody who can explain passwords without sighing", ("computers",)),), (), None,
        (("Three photographs sent to Canada, and one to the wrong niece.", None),), 4, languages=("en", "ur"),
    ),
    GroupWords(
        "band", "Old Band, open practice",
        "The second hour of band practice is for whoever wants to sit with us.", "The bandmaster",
        ("The band room", "Mill Brow", "WN3 4PA", 53.5362, -2.6349),
        "FREQ=WEEKLY;BYDAY=TH", "19:30", 60, 1200, "Free", 0, ("Loud", "Two steps, and a ramp we put down",
        "Parking for scooters"),
        (("heart", "Second cornets of any age", ("brass-band", "music")),),
        (("heart", "A band to sit with", ("brass-band", "music")),),
        (220, "Sam Tyldesley, who took his dog"),
        (("Hymn tunes, then the one with the hard bar.", "A tune for a golden wedding, from the steps"),
        ("Carols already.", None)),
        16, 700, ages=(9, None),
    ),
    GroupWords(
        "station", "Friends of the station", "We plant the tubs, paint the bench and know when it is late.", "Maureen",
        ("Ashbrook station, platform one", "Station Road", "WN5 8TQ", 53.5431, -2.6455),
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "10:00", 90, 80, "Free", 0, ("Ramp to platform one", "No toilet"),
        (("head", "The history of the line, from somebody who worked it", ("railways", "local-history")),
         ("hands", "Weeding", ("gardening",))),
        (), (40, LORNA), (("Bulbs in, forty of them. The ten past nine hooted.", "Four tubs planted"),), 5,
    ),
    GroupWords(
        "dominoes", "Dominoes at the Institute", "Fives and threes, for matches.", "Sylvia and whoever had the key",
        ("The Institute", "8 Ladysmith Terrace", "WN1 2AH", 53.5521, -2.6342),
        "FREQ=WEEKLY;BYDAY=MO", "13:30", 120, 800, "Fifty pence", 50, ("Four steps, no ramp",),
        (), (), (500, LORNA), (("The last hand went to the caretaker.", "Gave the tables to the shed"),), 6,
        status=("ended", 45, "The Institute was sold"),
    ),
)  # fmt: skip

# Whose remark `knit` was born from. He lets it be told within the organisation.
ORIGIN: Final = (
    "Ernest Melling", "knit",
    "I can turn a collar, but nobody ever taught a lad to knit. I said I would like to sit with people who make things.",
    "Tell it. Somebody else may be wanting to ask.",
)  # fmt: skip
