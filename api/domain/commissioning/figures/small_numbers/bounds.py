"""What everybody can know of the numbers of a table, given what is shown: bounds of each, and what follows. Pure.

Numbers hang together in sums (a family's total, everyone of all teams) and in limits (no more people with connections than
people). A bound of one narrows the others until nothing more follows. `foreseen` tries a bound, says whether it would leave one
possibility for a number (or too few: `near`), and takes it back.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from api.domain.commissioning.figures.small_numbers.suppression import ANYTHING

TURNS: Final = 12  # sums that go round in a circle narrow each other by ones: what follows from so many turns is enough


class ImpossibleError(Exception):
    """No table has such numbers."""


class Bounds:
    """Numbers by their place in a list, each between two bounds."""

    def __init__(self, numbers: int) -> None:
        self.lowest, self.highest = [0] * numbers, [ANYTHING] * numbers
        self.near = [1] * numbers  # of so few possibilities one of them is as good as known
        self._sums: list[tuple[int, Sequence[int]]] = []
        self._least: list[int] = []
        self._most: list[int] = []
        self._part_of: list[list[int]] = [[] for _ in range(numbers)]
        self._whole_of: list[list[int]] = [[] for _ in range(numbers)]
        self._limits: list[list[tuple[int, int, int]]] = [[] for _ in range(numbers)]
        self._trail: list[tuple[int, int, int]] = []

    def add_sum(self, whole: int, parts: Sequence[int]) -> None:
        """One number is the sum of others."""
        place = len(self._sums)
        self._sums.append((whole, parts))
        self._least.append(sum(self.lowest[part] for part in parts))
        self._most.append(sum(self.highest[part] for part in parts))
        self._whole_of[whole].append(place)
        for part in parts:
            self._part_of[part].append(place)

    def add_limit(self, number: int, times: int, of: int) -> None:
        """One number is at most so many times another."""
        self._limits[number].append((number, times, of))
        self._limits[of].append((number, times, of))

    def is_free(self, number: int) -> bool:
        """Whether no sum of it is narrower than its parts make it: then a bound of it narrows none of them."""
        return not self._whole_of[number] and all(self._says_nothing(one, self._sums[one][0]) for one in self._part_of[number])

    def narrow(self, number: int, lowest: int, highest: int) -> None:
        """Know of a number that it lies between these, and what follows. What cannot be is not followed further."""
        with suppress(ImpossibleError):
            self._follow(number, lowest, highest)
        self._trail.clear()

    def foreseen(self, number: int, lowest: int, highest: int) -> bool | None:
        """Whether that would tell a small number to whoever thinks about it. None: it cannot be."""
        try:
            self._follow(number, lowest, highest)
            return any(self.is_known(one) for one in {number, *(one for one, _, _ in self._trail)})
        except ImpossibleError:
            return None
        finally:
            self._undo()

    def is_known(self, number: int) -> bool:
        """Whether a number has too few possibilities: also a greater one, for a small one follows. That it is 0 may be known."""
        return 0 < self.lowest[number] > self.highest[number] - self.near[number]

    def _follow(self, number: int, lowest: int, highest: int) -> None:
        waiting: list[int] = []
        self._set(number, lowest, highest, waiting)
        turns: dict[int, int] = {}
        while waiting:
            place = waiting.pop()
            turns[place] = turns.get(place, 0) + 1
            if turns[place] > TURNS:
                continue
            if place < 0:  # the limits of a number
                self._limit(~place, waiting)
                continue
            whole, parts = self._sums[place]
            self._set(whole, self._least[place], self._most[place], waiting)
            if self._says_nothing(place, whole):
                continue
            endless = self.highest[whole] >= ANYTHING
            for part in parts:
                less = self._most[place] - self.lowest[whole]
                more = ANYTHING if endless else self.highest[whole] - self._least[place]
                low, high = self.lowest[part], self.highest[part]
                if high - low > less or high - low > more:
                    self._set(part, high - less, low + more, waiting)

    def _says_nothing(self, place: int, whole: int) -> bool:
        """Whether a sum is no narrower than its parts make it. What can be anything is no narrower than many that can."""
        return self.lowest[whole] <= self._least[place] and not self._most[place] > self.highest[whole] < ANYTHING

    def _limit(self, changed: int, waiting: list[int]) -> None:
        for number, times, of in self._limits[changed]:
            self._set(number, 0, times * self.highest[of], waiting)
            self._set(of, -(-self.lowest[number] // times), ANYTHING, waiting)

    def _set(self, number: int, lowest: int, highest: int, waiting: list[int]) -> None:
        low, high = self.lowest[number], self.highest[number]
        lowest, highest = max(lowest, low), min(highest, high)
        if lowest > highest:
            raise ImpossibleError
        if lowest == low and highest == high:
            return
        self._trail.append((number, low, high))
        self._put(number, lowest, highest)
        waiting += self._part_of[number]
        waiting += self._whole_of[number]
        if self._limits[number]:
            waiting.append(~number)

    def _put(self, number: int, lowest: int, highest: int) -> None:
        for place in self._part_of[number]:
            self._least[place] += lowest - self.lowest[number]
            self._most[place] += highest - self.highest[number]
        self.lowest[number], self.highest[number] = lowest, highest

    def _undo(self) -> None:
        while self._trail:
            self._put(*self._trail.pop())
