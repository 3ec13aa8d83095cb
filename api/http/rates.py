"""The general limit: counted per worker, reconciled with the other workers each second."""

from collections.abc import MutableMapping
from time import time
from typing import Any, Final
from uuid import UUID

from api.domain.shared.errors import TooManyError

MINUTE: Final = 60


class Rates:
    """Requests of each subject in this minute: our own since the last reconciliation, and all workers' as last heard."""

    def __init__(self, per_minute: int, *, enforced: bool = True) -> None:
        self.per_minute, self.enforced = per_minute, enforced
        self.policy_header = b'"default";q=%d;w=%d' % (per_minute, MINUTE)
        self._minute = 0
        self._heard: dict[UUID, int] = {}
        self._new: dict[UUID, int] = {}

    def count(self, subject: UUID, scope: MutableMapping[str, Any]) -> None:
        """Count one request; TooManyError over the limit. Leaves what is left in the scope, for the RateLimit header."""
        now = time()
        minute = int(now // MINUTE)
        if minute != self._minute:
            self._minute, self._heard, self._new = minute, {}, {}
        used = self._heard.get(subject, 0) + self._new.get(subject, 0) + 1
        self._new[subject] = self._new.get(subject, 0) + 1
        left = self.per_minute - used
        wait = MINUTE - int(now % MINUTE)
        scope["wellbeing.rate"] = (max(left, 0), wait)
        if left < 0 and self.enforced:
            raise TooManyError(wait)

    def take(self) -> tuple[int, dict[UUID, int]]:
        """What was counted since the last call, for the shared count of that minute."""
        new, self._new = self._new, {}
        for subject, count in new.items():
            self._heard[subject] = self._heard.get(subject, 0) + count
        return self._minute, new

    def hear(self, minute: int, totals: dict[UUID, int]) -> None:
        """What all workers counted together."""
        if minute == self._minute:
            self._heard.update(totals)
