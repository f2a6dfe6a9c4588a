"""The order of pay bands by pay: from the settings, from salaries, or from numbers in the names.

Where none of the three gives it, the order is not known, and no text may mention rising pay.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from scwres.counts import natural_order

#: The source of the order; empty where it is not known.
SALARIES, SETTINGS, NAMES, NOT_KNOWN = "salaries", "settings", "names", ""

_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(k(?![^\W_]))?")
_LESS = re.compile(r"<|≤|\b(?:under|below|less than|up to|at most)\b")
_MORE = re.compile(r">|≥|\+|\b(?:over|above|more than|at least|from|or more|upwards)\b")


class PayOrder(NamedTuple):
    """Pay bands from the lowest to the highest paid, and the source of the order.

    Where the order is not known, the bands are sorted by name.
    """

    bands: tuple[str, ...]
    known_from: str

    @property
    def is_known(self) -> bool:
        """Whether pay rises from one band to the next."""
        return bool(self.known_from)


def place_by_name(band: str) -> tuple[Any, ...]:
    """Return a key that sorts pay bands by the words and then the numbers in their names.

    >>> sorted(["£40,000+", "£20,000 to £29,999", "<£20,000"], key=place_by_name)
    ['<£20,000', '£20,000 to £29,999', '£40,000+']
    >>> sorted(["Band 10", "Band 8b", "Band 8a", "Band 2"], key=place_by_name)
    ['Band 2', 'Band 8a', 'Band 8b', 'Band 10']
    """
    series, least, most = _numbers(band)
    return (series, least, most, natural_order(band))


def series_of(band: str) -> str | None:
    """Return the words before the number of a band; None without a number.

    >>> series_of("Grade 5"), series_of("over £40k"), series_of("Director")
    ('grade', '', None)
    """
    return _numbers(band)[0] if _NUMBER.search(band.casefold()) else None


def _numbers(band: str) -> tuple[str, float, float]:
    """Return the words before the numbers of a band, and the least and the most it reaches."""
    text = band.casefold()
    numbers = [
        float(match[1].replace(",", "")) * (1_000 if match[2] else 1)
        for match in _NUMBER.finditer(text)
    ]
    first = _NUMBER.search(text)
    before = text[: first.start()] if first else text
    words = " ".join(re.findall(r"[^\W_]+", _MORE.sub(" ", _LESS.sub(" ", before))))
    if not numbers:
        return words, -1.0, -1.0
    if len(numbers) == 1 and _LESS.search(text):
        return words, -1.0, numbers[0]
    if len(numbers) == 1 and _MORE.search(text):
        return words, numbers[0], math.inf
    return words, numbers[0], numbers[1] if len(numbers) > 1 else numbers[0]


def pay_order(
    bands: Collection[str], rules: Bands, pounds_by_band: Mapping[str, tuple[int, int]]
) -> PayOrder:
    """Return the order of the bands that people are in.

    Parameters
    ----------
    pounds_by_band
        By band, how many people have a salary, and the sum of their salaries.

    Examples
    --------
    >>> from scwres.extracts.cells.pay_order import Bands
    >>> pay_order(["Director", "Grade 5"], Bands(), {}).is_known
    False
    """
    bands_in_settings = {band.casefold() for band in rules.order}
    is_set = bands_in_settings.issuperset(band.casefold() for band in bands)
    if bands_in_settings and is_set and not rules.scheme:
        return PayOrder(tuple(sorted(bands, key=rules.place)), SETTINGS)
    if bands and all(pounds_by_band.get(band, (0, 0))[0] for band in bands):
        means = {band: pounds_by_band[band][1] / pounds_by_band[band][0] for band in bands}
        ordered = sorted(bands, key=lambda band: (means[band], place_by_name(band)))
        return PayOrder(tuple(ordered), SALARIES)
    ordered = sorted(bands, key=rules.place)
    if rules.scheme:
        return PayOrder(tuple(ordered), SALARIES)
    series = {series_of(band) for band in bands}
    is_known = len(bands) < 2 or (
        len(series) == 1 and None not in series and not bands_in_settings
    )
    return PayOrder(tuple(ordered), NAMES if is_known else NOT_KNOWN)


class Bands(NamedTuple):
    """How pay bands are made: as they are in the extract, or from salaries.

    ``scheme`` is empty, ``national`` (under £30,000; £30,000 to £69,999; £70,000 and over),
    ``steps`` of ``step`` pounds, or ``quartiles`` of the staff in post. ``order`` names
    bands from the lowest to the highest, where their names do not show it.
    """

    scheme: str = ""
    step: int = 10_000
    order: tuple[str, ...] = ()

    def place(self, band: str) -> tuple[Any, ...]:
        """Return a key that grows with the pay of a band; those not in ``order`` come last."""
        folded = [name.casefold() for name in self.order]
        known = band.casefold() in folded
        return (not known, folded.index(band.casefold()) if known else 0, place_by_name(band))
