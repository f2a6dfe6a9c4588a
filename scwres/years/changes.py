"""Results of two years or more, side by side: what changed, and if it is significant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.errors import Fault, UsageError
from scwres.metrics.change import CANNOT_TELL, Change, change_of, points_of, slope_of, verdict
from scwres.metrics.standards import standard_called
from scwres.metrics.standards.supporting import known_indicators
from scwres.results.results import NotComputed
from scwres.text.numbers import RATIO_DECIMALS
from scwres.text.phrases import nearest
from scwres.text.wording import TERMINOLOGIES, worded
from scwres.years.sentences import RatioChange, change_in_words, points_in_words
from scwres.years.years import (
    audience_of,
    defined_otherwise,
    notice_of,
    of_one_grouping,
    of_one_spelling,
    order_faults,
    pair_of,
    read_years,
    setting_faults,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scwres.metrics.standards.indicator import Indicator
    from scwres.results.results import Line
    from scwres.years.years import Year

#: The verdict on what is not tested.
NOT_TESTED = "not tested"

#: What is said of leavers set against the staff in post.
OF_A_RATE = "A rate, which has no interval: not tested."


class ChangeLine(NamedTuple):
    """One comparison then and now.

    ``change`` is the later ratio over the earlier, without unit, and ``change_points`` the
    later share less the earlier, 0.05 for five points: of who is in post on a day alone, which
    is not tested. ``slope`` is by how much the ratio changes a year, as a factor, on the line
    of the last of three years or more. What is missing is None.
    """

    audience: str
    standard: str
    indicator: str
    title: str
    part: str
    breakdown: str
    unit: str
    group: str
    compared_with: str
    before: str
    now: str
    before_group_count: int | None
    before_group_out_of: int | None
    before_compared_with_count: int | None
    before_compared_with_out_of: int | None
    before_ratio: float | None
    before_ratio_lower: float | None
    before_ratio_upper: float | None
    before_share: float | None
    now_group_count: int | None
    now_group_out_of: int | None
    now_compared_with_count: int | None
    now_compared_with_out_of: int | None
    now_ratio: float | None
    now_ratio_lower: float | None
    now_ratio_upper: float | None
    now_share: float | None
    change: float | None
    change_lower: float | None
    change_upper: float | None
    confidence: float
    p_value: float | None
    change_points: float | None
    verdict: str
    reading: str
    slope: float | None
    slope_lower: float | None
    slope_upper: float | None
    slope_p_value: float | None


class Changes(NamedTuple):
    """What changed over years: a line for each comparison and each later year.

    ``in_post`` are the titles of those that are of who is in post on a day, and not tested;
    ``respelt`` the units and pay bands that a year spells in other capitals or spacing than a
    later one, each with the later spelling.
    """

    years: tuple[Year, ...]
    lines: tuple[ChangeLine, ...]
    not_compared: tuple[NotComputed, ...]
    titles: Mapping[str, str]
    in_post: tuple[str, ...] = ()
    respelt: tuple[tuple[str, str], ...] = ()

    @property
    def audience(self) -> str:
        """For publication where every year is."""
        return audience_of(self.years)

    @property
    def notice(self) -> str:
        """What every output says of itself."""
        return notice_of(self.years)

    @property
    def decimals(self) -> int:
        """With how many decimals ratios are printed: as in the year that has the fewest."""
        return min(
            (line.decimals for year in self.years for line in year.lines), default=RATIO_DECIMALS
        )


def compared(
    paths: Sequence[str | Path],
    *,
    by: Iterable[str] = (),
    indicators: Iterable[str] = (),
    confidence: float | None = None,
    **options: Any,
) -> Changes:
    """Return how the results of two years or more changed, the earliest first.

    Parameters
    ----------
    paths
        JSON results, or extracts such as count files, a year each.
    options
        How extracts are computed: as of :func:`scwres.compute`.

    Raises
    ------
    UsageError
        When there is one year alone, years overlap or are in the wrong order, or are of
        different groups or organisations.
    InputError
        When a file holds no results, or figures that do not follow from its counts.
    FileError
        When it cannot be read.
    """
    if len(paths) < 2:
        raise UsageError([Fault("", "a year is compared with another", "Name two files or more.")])
    said = [name for name, value in options.items() if value is not None]
    if said and all(Path(path).suffix.casefold() == ".json" for path in paths):
        what = f"--{said[0]} says how extracts are computed, and these are results"
        raise UsageError([Fault("", what, "Compute them with it, or leave it out.")])
    if options.get("config") and not any(_is_read_by_settings(Path(path)) for path in paths):
        what = "--config says how extracts are read, and none of these is one"
        raise UsageError([Fault("", what, "Leave it out.")])
    years = read_years(paths, by=by, confidence=confidence, **options)
    return changes_of(years, by=by, indicators=indicators, confidence=confidence)


def changes_of(
    given: Sequence[Year],
    *,
    by: Iterable[str] = (),
    indicators: Iterable[str] = (),
    confidence: float | None = None,
) -> Changes:
    """Return how the results of years that were read changed, the earliest first.

    Raises
    ------
    UsageError
        When years overlap or are in the wrong order, or are of different groups or
        organisations.
    """
    years, respelt = of_one_spelling(of_one_grouping(given))
    if faults := [*order_faults(years), *setting_faults(years)]:
        raise UsageError(faults)
    by = tuple(by)
    wanted, breakdowns = set(map(str, indicators)), {"", *by}
    definitions = [known_indicators(standard_called(year.standard)) for year in years]
    titles = {one.number: one.title for of in definitions for one in of.values()}
    found: list[ChangeLine] = []
    missing: dict[NotComputed, None] = {}
    if faults := [*_unknown_wishes(years, wanted, [*by], titles)]:
        raise UsageError(faults)
    by_key = [{_key(line): line for line in year.lines} for year in years]
    for key, last in by_key[-1].items():
        if last.breakdown not in breakdowns or (wanted and last.indicator not in wanted):
            continue
        why = _why_not(last, [of.get(key) for of in by_key], years)
        if why:
            missing[NotComputed(last.indicator, last.breakdown, last.unit, why)] = None
            continue
        of_years = [of[key] for of in by_key]
        found += _lines(years, of_years, definitions[-1].get(last.indicator), confidence)
    for line in (line for of in by_key[:-1] for key, line in of.items() if key not in by_key[-1]):
        if line.breakdown in breakdowns and (not wanted or line.indicator in wanted):
            why = f"not in {years[-1].label}"
            missing[NotComputed(line.indicator, line.breakdown, line.unit, why)] = None
    titles |= {line.indicator: line.title for year in years for line in year.lines}
    in_post = dict.fromkeys(
        line.title for line in found if _is_of_those_in_post(definitions[-1].get(line.indicator))
    )
    return Changes(tuple(years), tuple(found), tuple(missing), titles, tuple(in_post), respelt)


def _is_read_by_settings(path: Path) -> bool:
    """Return whether a year is an extract: no results, and no settings of its own."""
    return path.suffix.casefold() not in (".json", ".toml")


def _unknown_wishes(
    years: Sequence[Year], wanted: set[str], by: Sequence[str], titles: Mapping[str, str]
) -> Iterator[Fault]:
    """Give a fault for each indicator and breakdown asked for that no year has."""
    known = {*titles, *(line.indicator for year in years for line in year.lines)}
    for number in sorted(wanted - known):
        fix = nearest(number, known) or f"Known: {', '.join(dict.fromkeys(titles))}."
        yield Fault("", f"no year has an indicator '{number}'", fix)
    met = {line.breakdown for year in years for line in year.lines} - {""}
    for name in by:
        if name not in met:
            fix = nearest(name, met) or "Compute the years with --by as well."
            yield Fault("", f"no year has figures by '{name}'", fix)


def _key(line: Line) -> tuple[str, ...]:
    names = (
        *line.indicator_key,
        line.part,
        line.breakdown,
        line.unit,
        line.group,
        line.compared_with,
    )
    return tuple(map(str, names))


def _why_not(line: Line, of_years: Sequence[Line | None], years: Sequence[Year]) -> str:
    """Return why a line cannot be compared over the years; empty where it can."""
    if None in of_years:
        return "not in every year"
    if line.is_of_odds:
        return "of who is in post, largely the same people, and no share of a whole"
    whys = (defined_otherwise(year, years[-1], line.indicator) for year in years[:-1])
    return next(filter(None, whys), "")


# What changed


def _lines(
    years: Sequence[Year],
    of_years: Sequence[Line],
    indicator: Indicator | None,
    confidence: float | None,
) -> Iterator[ChangeLine]:
    """Give a line for each later year, beside the first."""
    first = of_years[0]
    level = confidence or of_years[-1].confidence
    is_tested = len(years) > 2 and not _is_of_those_in_post(indicator)
    slope = _slope(years, of_years, level) if is_tested else None
    for at, (year, line) in enumerate(zip(years[1:], of_years[1:], strict=True), 1):
        is_last = at == len(years) - 1
        yield _change_line(
            (years[0], first), (year, line), indicator, level, slope if is_last else None
        )


def _slope(years: Sequence[Year], of_years: Sequence[Line], confidence: float) -> Change | None:
    if any(line.is_rate for line in of_years):
        return None
    when = [
        (year.period[1].toordinal() / 365.25 if year.period else float(at))
        for at, year in enumerate(years)
    ]
    pairs = [
        (one, pair) for one, line in zip(when, of_years, strict=True) if (pair := pair_of(line))
    ]
    return slope_of(pairs, confidence=confidence)


def _is_of_those_in_post(indicator: Indicator | None) -> bool:
    """Return whether an indicator is of who is in post, and not of what happened in a year."""
    return indicator is not None and indicator.counted_of.is_on_a_day


def _share_of(line: Line) -> tuple[int, int] | None:
    """Return the counts of a line's share; None where it has none."""
    if line.share is None or line.group_count is None or line.all_count is None:
        return None
    return line.group_count, line.all_count


def _change_line(
    earlier: tuple[Year, Line],
    later: tuple[Year, Line],
    indicator: Indicator | None,
    confidence: float,
    slope: Change | None,
) -> ChangeLine:
    (before_year, before), (now_year, now) = earlier, later
    change = Change(None, None, None, None, confidence)
    points = None
    if _is_of_those_in_post(indicator):
        points = points_of(_share_of(before), now=_share_of(now))
        said, reading = NOT_TESTED, points_in_words(before, now, points)
    elif now.is_rate or before.is_rate:
        said, reading = NOT_TESTED, OF_A_RATE
    elif (first := pair_of(before)) is None or (second := pair_of(now)) is None:
        said, reading = CANNOT_TELL, "[c]"
    else:
        change = change_of(first, now=second, confidence=confidence)
        said = verdict(first, now=second, change=change)
        reading = change_in_words(
            RatioChange(before, now, (first, second), change, said, indicator)
        )
    return ChangeLine(
        audience=now.audience,
        standard=now.standard,
        indicator=now.indicator,
        title=now.title,
        part=now.part,
        breakdown=now.breakdown,
        unit=now.unit,
        group=now.group,
        compared_with=now.compared_with,
        before=before_year.label,
        now=now_year.label,
        **_of_year("before", before),
        **_of_year("now", now),
        change=change.value,
        change_lower=change.lower,
        change_upper=change.upper,
        confidence=confidence,
        p_value=change.p_value,
        change_points=points,
        verdict=said,
        reading=worded(reading, str(now_year.settings.get("terminology") or TERMINOLOGIES[0])),
        slope=slope.value if slope else None,
        slope_lower=slope.lower if slope else None,
        slope_upper=slope.upper if slope else None,
        slope_p_value=slope.p_value if slope else None,
    )


def _of_year(name: str, line: Line) -> dict[str, Any]:
    columns = (
        *("group_count", "group_out_of", "compared_with_count", "compared_with_out_of"),
        *("ratio", "ratio_lower", "ratio_upper", "share"),
    )
    return {f"{name}_{column}": getattr(line, column) for column in columns}
