"""The words that gifts are matched by: families that mean the same, and words that say nothing. Data, in two text files."""

from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).parent


class Family(NamedTuple):
    """Words and phrases that mean the same to somebody who shares gifts; and what only sounds like them."""

    label: str
    says: tuple[str, ...]
    narrower: tuple[str, ...]  # each meets what the family says, and they do not meet one another
    not_of_it: tuple[str, ...]

    def itself(self) -> str:
        """What the family says, as PostgreSQL's to_tsquery() reads it: any of these, and nothing that only sounds like it."""
        return self._query(self.says)

    def narrow(self) -> str:
        """What is only a part of it."""
        return self._query(self.narrower) if self.narrower else ""

    def _query(self, meant: tuple[str, ...]) -> str:
        said = " | ".join(_quoted(words) for words in meant)
        return f"({said})" + "".join(f" & !{_quoted(words)}" for words in self.not_of_it)


class Words(NamedTuple):
    """What is sent with each ask."""

    labels: list[str]
    families: list[str]
    narrower: list[str]
    known: str  # the single words of all families
    plain: str  # words that say nothing


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """All families, in the order of the file."""
    return tuple(_family(line) for line in _lines("families.txt"))


@lru_cache(maxsize=1)
def words() -> Words:
    """Both files, read once."""
    known = {said for family in families() for said in (*family.says, *family.narrower) if " " not in said}
    return Words(
        [family.label for family in families()],
        [family.itself() for family in families()],
        [family.narrow() for family in families()],
        " ".join(sorted(known)),
        " ".join(_lines("plain.txt")),
    )


def _family(line: str) -> Family:
    label, _, said = line.partition(":")
    parts = [part.strip() for part in said.split(",")]
    return Family(
        label.strip(),
        tuple(part for part in parts if part[0] not in "+-"),
        tuple(part[1:] for part in parts if part.startswith("+")),
        tuple(part[1:] for part in parts if part.startswith("-")),
    )


def _lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _quoted(words_: str) -> str:
    """One word, or a phrase, so that none of its letters is an operator."""
    return "'" + words_.replace("\\", "\\\\").replace("'", "''") + "'"
