"""A sheet of figures: a row for each measure of each part, of the same numbers as the answer in JSON.

It is long (a page has tens of thousands of rows), so what the rows of a part have in common is written once, and put before each
by joining them. Only that and what is assumed is text that somebody wrote; the rest are names and numbers of our own.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

import orjson

from api.domain.commissioning.figures.telling import NAMES, Told, means_of, rates_beside
from api.domain.shared.sheets import END, quoted

# Of the snapshot only what it is of: whoever is told may be told of one for each time.
OURS: Final = ("span", "from_on", "until_on", "breakdown", "part")
COLUMNS: Final = (
    *OURS, "threshold", "label", "measure", "value", "n", "numerator", "denominator", "lowest", "highest", "suppressed",
    "assumption",
)  # fmt: skip
Ends = tuple[object, object]
NO_ENDS: Final[Ends] = (None, None)
SAID: Final = {False: "false", True: "true"}
# Of a comparison: its measure, and where its interval stands.
COMPARED: Final = (("expected", "", ""), ("fewer", "", ""), ("ratio", "ratio_low", "ratio_high"))
SAVED: Final = (("pence", "low_pence", "high_pence"), ("pence_per_person_week", "", ""))


def sheet_of_part(body: bytes) -> bytes:
    """The sheet of one part alone."""
    return as_sheet([body])


def as_sheet(parts: Sequence[bytes]) -> bytes:
    """All rows of these parts. What is hidden has no value and says so; what nobody was asked has none either."""
    return (quoted(COLUMNS) + "".join(map(_part, parts)) + END).encode()


def _part(body: bytes) -> str:
    said = orjson.loads(body)
    rule, counts = said["rule"], said["cells"]["counts"]
    ours = ",".join(_text(said[name]) for name in OURS)
    head = f"{END}{ours},{rule['threshold'] if rule else ''},{quoted([said['label']])},"
    rates = rates_beside(said)
    rows = chain(
        _counts(counts),
        _means(means_of(said["cells"], exact=rule is None)),
        _shares(rates["shares"], counts),
        _rates(rates, counts),
    )
    return head + head.join(rows)


def _counts(counts: Told) -> Iterable[str]:
    return [
        f"counts.{name},,,,,,,true," if (count := counts[name]) is None else f"counts.{name},{count},,,,,,false,"
        for name in NAMES
    ]


def _means(means: Told) -> Iterator[str]:
    for name, mean in means.items():
        yield f"means.{name},{_text(mean['mean'])},{_text(mean['n'])},,,,,{SAID[mean['suppressed']]},"


def _shares(shares: Told, counts: Told) -> Iterator[str]:
    for name, one in shares.items():
        value, part, whole = one["share"], counts[one["numerator"]], counts[one["denominator"]]
        told = "" if value is None else value
        yield f"rates.shares.{name}.share,{told},,{_text(part)},{_text(whole)},,,{SAID[one['suppressed']]},"


def _rates(rates: Told, counts: Told) -> Iterator[str]:
    stays, falls, left = rates["admissions"], rates["falls"], rates["turnover"]
    fell, stayed, gone = (_parted(one, counts) for one in (falls, stays, left))
    ends = (falls["low"], falls["high"])
    yield _rate("falls.per_1000_days", falls["per_1000_days"], fell, ends, hidden=falls["suppressed"])
    yield _rate("turnover.average_members", left["average_members"], hidden=counts["member_days"] is None)
    yield _rate("turnover.share", left["share"], gone, hidden=left["suppressed"])
    hidden, ends = stays["suppressed"], (stays["low"], stays["high"])
    yield _rate("admissions.person_years", stays["person_years"], hidden=counts["person_days"] is None)
    yield _rate("admissions.per_person_year", stays["per_person_year"], stayed, hidden=hidden)
    yield _rate("admissions.per_1000_person_years", stays["per_1000_person_years"], stayed, ends, hidden=hidden)
    for one in stays["compared"]:
        assumed = f"{one['compared_rate']} per 1,000 person-years: {one['compared_source']}"
        for name, low, high in COMPARED:
            ends = one.get(low), one.get(high)
            yield _rate(f"admissions.compared.{name}", one[name], stayed, ends, hidden=hidden, assumed=assumed)
        if (saved := one["saved"]) is not None:
            assumed = f"{assumed}; {saved['admission_pence']} pence an admission: {saved['admission_source']}"
            for name, low, high in SAVED:
                ends = saved.get(low), saved.get(high)
                yield _rate(f"admissions.compared.saved.{name}", saved[name], stayed, ends, hidden=hidden, assumed=assumed)


def _parted(rate: Told, counts: Told) -> str:
    """What a rate is of: the two counts that it names."""
    return f"{_text(counts[rate['numerator']])},{_text(counts[rate['denominator']])}"


def _rate(
    measure: str, value: object, of: str = ",", ends: Ends = NO_ENDS, *, hidden: bool, assumed: str | None = None
) -> str:  # fmt: skip
    low, high = map(_text, ends)
    return f"rates.{measure},{_text(value)},,{of},{low},{high},{SAID[hidden]},{'' if assumed is None else quoted([assumed])}"


def _text(value: object) -> str:
    return "" if value is None else str(value)
