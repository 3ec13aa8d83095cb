"""Which passwords may be chosen: long ones that nobody guesses first, whatever signs they are made of."""

import gzip
from importlib.resources import files

import pytest

from api.domain.access import password_rules as rules
from api.domain.access.passwords import PasswordRefused

AMINA = ("amina@wellbeing.example", "Amina Patel", "Wellbeing Wigan")


@pytest.mark.parametrize(
    "word",
    [
        "sweet peas by the back door", "lemon-kettle-7", "thirteen long", "köttbullar äro goda", "日本語の長いパスワードです",
        "amina grows tomatoes in wigan", " a space before and after ", "x" + "tomato kettle seven " * 12,
    ],
)  # fmt: skip
def test_words_of_ones_own_may_be_a_password_in_any_script_with_any_signs(word: str) -> None:
    assert rules.refusal(word, AMINA) is None
    assert rules.choose(word, AMINA) == word


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("", rules.TOO_SHORT), ("tea at four", rules.TOO_SHORT), ("n" + "\u0303" + "ame of a c", rules.TOO_SHORT),
        ("tea at four " * 22, rules.TOO_LONG), ("half a pair \ud83c", rules.NO_TEXT), ("nothing here \0 more", rules.NO_TEXT),
        ("password1234", rules.COMMON), ("Password2024!", rules.COMMON), ("P@ssw0rd2024", rules.COMMON),
        ("passwordpassword", rules.COMMON), ("!!!ILoveYou!!!", rules.COMMON), ("liverpoolfc1892", rules.COMMON),
        ("aaaaaaaaaaaa", rules.SIMPLE), ("123123123123", rules.SIMPLE), ("abcdefghijkl", rules.SIMPLE),
        ("lkjhgfdsapoiu", rules.SIMPLE), ("qwertyuiopas", rules.SIMPLE), ("987654321098", rules.SIMPLE),
        ("amina@wellbeing.example", rules.NAMES), ("AminaPatel1987", rules.NAMES), ("Wellbeing-Wigan-26", rules.NAMES),
        ("wellbeingteams!!!", rules.NAMES), ("amina amina amina tea", rules.NAMES),
    ],
)  # fmt: skip
def test_what_is_guessed_first_is_refused_with_what_to_do_instead(word: str, says: str) -> None:
    assert rules.refusal(word, AMINA) == says
    with pytest.raises(PasswordRefused) as refused:
        rules.choose(word, AMINA)
    assert refused.value.says == says
    assert not word or word not in refused.value.says


def test_every_long_word_of_the_list_is_refused() -> None:
    listed = gzip.decompress(files("api.domain.access").joinpath("common_passwords.txt.gz").read_bytes()).decode().split("\n")
    long = [word for word in listed if len(word) >= rules.SHORTEST]
    assert len(listed) > 40_000
    assert len(long) > 300
    assert [word for word in long if rules.refusal(word, ()) is None] == []


def test_a_name_of_two_letters_stands_in_nobodys_way() -> None:
    assert rules.refusal("bo likes to go boating", ("bo", "Bo Li", "Bo")) is None
