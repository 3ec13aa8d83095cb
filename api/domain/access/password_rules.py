"""What a password may be: long enough, and none that is guessed first. No rule about which signs it has, and it never grows old.

Cyber Essentials (twelve characters at least, or eight and a list of common ones; here both), NIST SP 800-63B-4 section 3.1.1.2
(length, and a blocklist that holds the service's name and the user name too, with what is made of them; no rules of composition,
no expiry), NCSC's three random words. The same rule wherever a password is set.
"""

import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from api.domain.access.common_passwords import is_common
from api.domain.access.passwords import MAX_CHARACTERS, PasswordRefused

SHORTEST: Final = 12
# What must be left of a password beside names that anybody would try.
BESIDE_NAMES: Final = 8
# Of a name, the shortest part that is looked for: two or three letters stand in many words by chance.
SHORTEST_PART: Final = 4
FEWEST_CHARACTERS: Final = 5  # different ones
LONGEST_UNIT: Final = 6  # what is said again and again
SERVICE: Final = ("wellbeing teams",)
_ROWS: Final = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS: Final = frozenset(
    pair for row in _ROWS for a, b in pairwise(row) for pair in (a + b, b + a)
)  # fmt: skip
_AS_LETTERS: Final = str.maketrans("@4301$5!7", "aaeoissit")

TOO_SHORT: Final = f"Choose at least {SHORTEST} characters. Three or four words that have nothing to do with each other are good."
TOO_LONG: Final = f"Choose at most {MAX_CHARACTERS} characters."
NO_TEXT: Final = "This cannot be a password. Type it again."
COMMON: Final = (
    "Many people use this password, or one much like it, so it is guessed first. Three or four words of your own are good."
)
SIMPLE: Final = (
    "This repeats itself or runs along the keyboard, so it is guessed first. Three or four words of your own are good."
)
NAMES: Final = (
    "This is mostly a name that others know: yours, your user name, your organisation's or ours. Add words of your own."
)


def choose(text: str, names: Iterable[str]) -> str:
    """The password, if it may be one. PasswordRefused with what to do instead.

    `names`: those of the account and of its organisation, which a guesser knows.
    """
    if says := refusal(text, names):
        raise PasswordRefused(says)
    return text


def refusal(text: str, names: Iterable[str]) -> str | None:  # noqa: PLR0911 - one line for each reason
    """Why a text may not be a password, in words for whoever chooses it; None if it may."""
    if len(text) > MAX_CHARACTERS:
        return TOO_LONG
    if any(unicodedata.category(c) == "Cs" for c in text) or "\0" in text:
        return NO_TEXT
    if len(unicodedata.normalize("NFC", text)) < SHORTEST:
        return TOO_SHORT
    word = _folded(text)
    if _is_simple(word):
        return SIMPLE
    if any(is_common(one) for one in _likenesses(word)):
        return COMMON
    if len(_without(word, [*names, *SERVICE])) < BESIDE_NAMES:
        return NAMES
    return None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _is_simple(word: str) -> bool:
    """Few different characters, a short unit again and again, or a walk along the alphabet, the digits or the keyboard."""
    if len(set(word)) < FEWEST_CHARACTERS or len(_unit(word)) <= LONGEST_UNIT:
        return True
    steps = sum(a == b or a + b in _NEIGHBOURS for a, b in pairwise(word))
    return steps * 4 >= (len(word) - 1) * 3


def _unit(word: str) -> str:
    """What the word says again and again; itself if it does not."""
    return word[: (word + word).index(word, 1)]


def _likenesses(word: str) -> set[str]:
    """A word and what it is made of, if somebody only dressed up a common one: doubled it, put signs around it or in it."""
    plain = {word, _unit(word), _bare(word)}
    plain |= {_bare(_unit(word)), _unit(_bare(word))}
    plain |= {one.translate(_AS_LETTERS) for one in plain}
    plain |= {_bare(one) for one in plain}
    return {one for one in plain if len(one) >= SHORTEST_PART}


def _bare(word: str) -> str:
    """Without the digits and signs before and after the letters."""
    letters = [n for n, c in enumerate(word) if c.isalpha()]
    return word[letters[0] : letters[-1] + 1] if letters else word


def _without(word: str, names: Iterable[str]) -> str:
    """The letters and digits of a word that no name accounts for."""
    rest = _squeezed(word)
    parts = {_squeezed(part) for name in names for part in (name, *_folded(name).replace("@", " ").replace(".", " ").split())}
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= SHORTEST_PART:
            rest = rest.replace(part, "")
    return rest


def _squeezed(text: str) -> str:
    return "".join(c for c in _folded(text) if c.isalnum())
