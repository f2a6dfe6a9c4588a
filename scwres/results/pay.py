"""What the pay bands show of a group: its share of each, and whether that rises or falls.

Everything is reckoned from the counts that lines show: in a publication, from the rounded ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from scwres.counts import Tally
from scwres.ethnicity.categories import spoken_of
from scwres.metrics.likelihood import EXPECTED_AT_LEAST
from scwres.metrics.standards.indicator import PAY_ORDER_NOT_KNOWN, SHARE
from scwres.metrics.trend import trend
from scwres.results.lines import Line
from scwres.text.numbers import percentage
from scwres.text.phrases import capital, in_words, number_of
from scwres.text.wording import worded

#: Under so many pay bands with people, nothing is said of a trend.
TREND_OF_BANDS = 3


class Direction(StrEnum):
    """Where a share goes as pay rises."""

    RISES = "rises"
    FALLS = "falls"
    NOT_CLEAR = "no clear trend"


class PayTrend(NamedTuple):
    """Where a group's share goes as pay rises, and the p value of that.

    Only a trend that is statistically significant has a direction.
    """

    direction: Direction
    p_value: float


class BandShare(NamedTuple):
    """A group's share of the people in a pay band, those of unknown ethnicity included."""

    band: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PayBands:
    """A group's share of the workforce and of the pay bands.

    Parameters
    ----------
    unit
        The unit of a breakdown; empty for the whole.
    workforce_share
        The group's share of all staff in the pay bands; None where it is withheld.
    lowest, highest
        The bands with the group's lowest and highest share, of those that are shown; None where
        fewer than two are, or where the group has nobody in any.
    shown
        How many bands show a share.
    withheld
        The bands whose share is not shown.
    trend
        None where the order by pay is not known, where a count is withheld, with under three
        bands that have people, or with too few people.
    terminology
        The name of the minority ethnic group in sentences.
    """

    group: str
    unit: str
    workforce_share: float | None
    lowest: BandShare | None
    highest: BandShare | None
    shown: int
    withheld: tuple[str, ...]
    trend: PayTrend | None
    terminology: str


def is_pay_order_known(settings: Mapping[str, object]) -> bool:
    """Return whether the settings of results say where the order of pay bands is known from."""
    return settings.get("pay_order") not in (None, PAY_ORDER_NOT_KNOWN)


def pay_bands_of(lines: Iterable[Line], *, is_order_known: bool) -> list[PayBands]:
    """Return the pay bands of each unit and each group that has people, in the order of lines.

    Parameters
    ----------
    lines
        Lines of results; those that are not of pay bands are passed over.
    is_order_known
        As :func:`is_pay_order_known` gives it.
    """
    lines_of_bands = [
        line for line in lines if line.headline == SHARE and line.part and line.has_people
    ]
    by_group: dict[tuple[str, ...], list[Line]] = {}
    for line in lines_of_bands:
        key = (line.indicator, line.breakdown, line.unit, line.group)
        by_group.setdefault(key, []).append(line)
    return [
        pay_bands(band_lines, is_order_known=is_order_known) for band_lines in by_group.values()
    ]


def pay_bands(lines: Sequence[Line], *, is_order_known: bool) -> PayBands:
    """Return what the lines of the pay bands of one group show, from the lowest paid band up."""
    first = lines[0]
    shares = [BandShare(line.part, line.share) for line in lines if line.share is not None]
    has_range = len(shares) > 1 and any(band.share for band in shares)
    return PayBands(
        group=first.group,
        unit=first.unit,
        workforce_share=first.workforce_share,
        lowest=min(shares, key=lambda band: band.share) if has_range else None,
        highest=max(shares, key=lambda band: band.share) if has_range else None,
        shown=len(shares),
        withheld=tuple(line.part for line in lines if "share" in line.hidden),
        trend=_pay_trend(lines) if is_order_known else None,
        terminology=first.terminology,
    )


def _pay_trend(lines: Sequence[Line]) -> PayTrend | None:
    """Return the trend over pay bands, of people whose ethnicity is known."""
    bands = []
    for line in lines:
        if line.group_count is None or line.compared_with_count is None:
            return None
        bands.append(Tally(line.group_count, line.group_count + line.compared_with_count))
    over_bands = trend(bands)
    if (
        over_bands is None
        or over_bands.smallest_expected < EXPECTED_AT_LEAST
        or sum(band.out_of > 0 for band in bands) < TREND_OF_BANDS
    ):
        return None
    direction = Direction.NOT_CLEAR
    if over_bands.p_value < 1 - lines[0].confidence:
        direction = Direction.RISES if over_bands.z > 0 else Direction.FALLS
    return PayTrend(direction, over_bands.p_value)


def range_in_words(pay: PayBands) -> str:
    """Return the lowest and the highest share of the pay bands; empty where there is no range.

    Bands that are not shown are named: they are often the best paid.
    """
    if pay.lowest is None or pay.highest is None:
        return ""
    of_shown = f" of the {number_of(pay.shown, 'band')} shown" if pay.withheld else ""
    span = (
        f"lowest in {pay.lowest.band} ({percentage(pay.lowest.share)}) and "
        f"highest in {pay.highest.band} ({percentage(pay.highest.share)}){of_shown}"
    )
    hidden = _hidden_in_words(pay)
    return f"{span}; {hidden}" if hidden else span


def _hidden_in_words(pay: PayBands) -> str:
    """Return which bands are not shown; empty where all are."""
    if not pay.withheld:
        return ""
    verb = "is" if len(pay.withheld) == 1 else "are"
    return f"{in_words(list(pay.withheld))} {verb} not shown"


def trend_in_words(pay: PayBands) -> str:
    """Return the sentence on whether the share rises or falls with pay; empty where not known."""
    if pay.trend is None:
        return ""
    if pay.trend.direction is Direction.NOT_CLEAR:
        return "The share does not clearly rise or fall as pay rises."
    direction = pay.trend.direction.value
    return f"The share {direction} as pay rises, and the trend is statistically significant."


def pay_sentences(pay: PayBands) -> tuple[str, ...]:
    """Return what the pay bands of a group show, in a sentence or two.

    No sentence where its share of the workforce is not shown.
    """
    if pay.workforce_share is None:
        return ()
    people = worded(capital(spoken_of(pay.group, "staff")), pay.terminology)
    where = f" in {pay.unit}" if pay.unit else ""
    span = range_in_words(pay)
    text = f"{people} were {percentage(pay.workforce_share)} of the workforce{where}"
    unknown = ", so whether the share rises or falls with pay is not known" if pay.withheld else ""
    return tuple(
        filter(None, (f"{text}, {span}{unknown}." if span else f"{text}.", trend_in_words(pay)))
    )
