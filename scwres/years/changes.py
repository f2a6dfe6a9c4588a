"""Results of two years or more, side by side: what changed, and if it is significant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from scwres.errors import Fault, UsageError
from scwres.metrics.change import CANNOT_TELL, Change, change_of, points_of, slope_of, verdict
from scwres.metrics.standards import standard_called
from scwres.metrics.standards.indicator import Indicator
from scwres.metrics.standards.supporting import known_indicators
from scwres.results.files import Year
from scwres.results.lines import Line
from scwres.results.results import NotComputed, html_of
from scwres.text.numbers import RATIO_DECIMALS
from scwres.text.phrases import nearest
from scwres.text.wording import TERMINOLOGIES, worded
from scwres.years.sentences import RatioChange, change_in_words, points_in_words
from scwres.years.years import (
    audience_of,
    definition_change,
    notice_of,
    order_faults,
    pair_of,
    read_years,
    setting_faults,
    with_one_grouping,
    with_one_spelling,
)

#: The verdict on what is not tested.
NOT_TESTED = "not tested"

#: The sentence on the change of a rate: leavers over the staff in post.
OF_A_RATE = "Not tested: this is a rate, which has no confidence interval."


class ChangeLine(NamedTuple):
    """A comparison in an earlier and a later year.

    ``change`` is the later ratio over the earlier, without unit, and ``change_points`` the
    later share less the earlier, 0.05 for five points: for staff in post on a day alone, which
    is not tested. ``slope`` is the factor by which the ratio changes a year, on the line of the
    last of three years or more. What is missing is None.
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

    def is_withheld(self, when: str) -> bool:
        """Return whether a count of a year, ``before`` or ``now``, is withheld."""
        counts = ("group_count", "group_out_of", "compared_with_count", "compared_with_out_of")
        return any(getattr(self, f"{when}_{count}") is None for count in counts)


class Changes(NamedTuple):
    """The changes over years: a line for each comparison and each later year.

    ``in_post`` are the titles of the indicators of staff in post on a day, which are not tested;
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
        """The notice that stands in every output."""
        return notice_of(self.years)

    def _repr_html_(self) -> str:
        return html_of(self)

    @property
    def decimals(self) -> int:
        """The number of decimals of printed changes: as in the year that has the fewest."""
        return min(self.decimals_of(year.label) for year in self.years)

    def decimals_of(self, label: str) -> int:
        """Return the number of decimals of the printed ratios of a year, by its label.

        They are the same wherever the ratio is printed. All lines of a year have as many.
        """
        lines = (line for year in self.years if year.label == label for line in year.lines)
        return next((line.decimals for line in lines), RATIO_DECIMALS)


def compare_years(
    paths: Sequence[str | Path],
    *,
    by: Iterable[str] = (),
    indicators: Iterable[str] = (),
    confidence: float | None = None,
    **options: Any,
) -> Changes:
    """Return how results changed over two years or more, the earliest first.

    Parameters
    ----------
    paths
        For each year, JSON results or an extract such as a count file.
    options
        How extracts are computed, as for :func:`scwres.compute`.

    Raises
    ------
    UsageError
        When there is only one year, when years overlap or are in the wrong order, or when their
        groups or organisations differ.
    InputError
        When a file does not hold results, or holds figures that do not match its counts.
    FileError
        When it cannot be read.
    """
    if len(paths) < 2:
        what, fix = "a comparison needs two years", "Give at least two, the earliest first."
        raise UsageError([Fault("", what, fix, "setting-value")])
    names = [name for name, value in options.items() if value is not None]
    if names and all(Path(path).suffix.casefold() == ".json" for path in paths):
        what = f"--{names[0]} applies to extracts, but all files are results"
        fix = "Compute the results with it, or leave it out."
        raise UsageError([Fault("", what, fix, "settings-conflict")])
    if options.get("config") and not any(_is_extract(Path(path)) for path in paths):
        what = "--config applies to extracts, but no file is an extract"
        raise UsageError([Fault("", what, "Leave it out.", "settings-conflict")])
    years = read_years(paths, by=by, confidence=confidence, **options)
    return changes_of(years, by=by, indicators=indicators, confidence=confidence)


def changes_of(
    years: Sequence[Year],
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
    years, respelt = with_one_spelling(with_one_grouping(years))
    if faults := [*order_faults(years), *setting_faults(years)]:
        raise UsageError(faults)
    by, numbers = tuple(by), set(map(str, indicators))
    breakdowns = {"", *by}
    definitions = [known_indicators(standard_called(year.standard)) for year in years]
    titles = {
        indicator.number: indicator.title
        for by_number in definitions
        for indicator in by_number.values()
    }
    if faults := [*_unknown_name_faults(years, numbers, by, titles)]:
        raise UsageError(faults)
    lines: list[ChangeLine] = []
    not_compared: dict[NotComputed, None] = {}
    *earlier_lines, last_lines = [{_key(line): line for line in year.lines} for year in years]
    for key, last in last_lines.items():
        if last.breakdown not in breakdowns or (numbers and last.indicator not in numbers):
            continue
        year_lines = [*(lines_by_key.get(key) for lines_by_key in earlier_lines), last]
        if why := _why_not_compared(last, year_lines, years):
            not_compared[NotComputed(last.indicator, last.breakdown, last.unit, why)] = None
            continue
        indicator = definitions[-1].get(last.indicator)
        lines += _lines(years, [line for line in year_lines if line], indicator, confidence)
    for lines_by_key in earlier_lines:
        for key, line in lines_by_key.items():
            is_chosen = not numbers or line.indicator in numbers
            if key not in last_lines and line.breakdown in breakdowns and is_chosen:
                why = f"not in {years[-1].label}"
                not_compared[NotComputed(line.indicator, line.breakdown, line.unit, why)] = None
    titles |= {line.indicator: line.title for year in years for line in year.lines}
    in_post = dict.fromkeys(
        line.title for line in lines if _is_of_staff_in_post(definitions[-1].get(line.indicator))
    )
    return Changes(
        years=tuple(years),
        lines=tuple(lines),
        not_compared=tuple(not_compared),
        titles=titles,
        in_post=tuple(in_post),
        respelt=respelt,
    )


def _is_extract(path: Path) -> bool:
    """Return whether a year is an extract: neither results nor settings of its own."""
    return path.suffix.casefold() not in (".json", ".toml")


def _unknown_name_faults(
    years: Sequence[Year], numbers: set[str], by: Sequence[str], titles: Mapping[str, str]
) -> Iterator[Fault]:
    """Yield a fault for each requested indicator and breakdown that no year has."""
    known = {*titles, *(line.indicator for year in years for line in year.lines)}
    for number in sorted(numbers - known):
        fix = nearest(number, known) or f"Known: {', '.join(dict.fromkeys(titles))}."
        yield Fault("", f"no year has an indicator '{number}'", fix, "setting-value")
    breakdowns = {line.breakdown for year in years for line in year.lines} - {""}
    for name in by:
        if name not in breakdowns:
            fix = nearest(name, breakdowns) or f"Compute the years with --by {name} as well."
            yield Fault("", f"no year has figures by '{name}'", fix, "setting-value")


def _key(line: Line) -> tuple[str, ...]:
    """Return what a line has in common with the same comparison of another year."""
    names = (
        *line.indicator_key,
        line.part,
        line.breakdown,
        line.unit,
        line.group,
        line.compared_with,
    )
    return tuple(map(str, names))


def _why_not_compared(line: Line, year_lines: Sequence[Line | None], years: Sequence[Year]) -> str:
    """Return why a line cannot be compared over the years; empty where it can."""
    if None in year_lines:
        return "not in every year"
    if line.is_of_odds:
        return "mostly the same staff in both years"
    whys = (definition_change(year, years[-1], line.indicator) for year in years[:-1])
    return next(filter(None, whys), "")


# What changed


def _lines(
    years: Sequence[Year],
    year_lines: Sequence[Line],
    indicator: Indicator | None,
    confidence: float | None,
) -> Iterator[ChangeLine]:
    """Yield a line for each later year, compared with the first."""
    first = year_lines[0]
    level = confidence or year_lines[-1].confidence
    is_tested = len(years) > 2 and not _is_of_staff_in_post(indicator)
    slope = _slope(years, year_lines, level) if is_tested else None
    for year, line in zip(years[1:], year_lines[1:], strict=True):
        is_last = year is years[-1]
        yield _change_line(
            (years[0], first), (year, line), indicator, level, slope if is_last else None
        )


def _slope(years: Sequence[Year], year_lines: Sequence[Line], confidence: float) -> Change | None:
    """Return the factor by which a ratio changes a year; None for a rate."""
    if any(line.is_rate for line in year_lines):
        return None
    times = [
        (year.period[1].toordinal() / 365.25 if year.period else float(index))
        for index, year in enumerate(years)
    ]
    pairs = [
        (time, pair)
        for time, line in zip(times, year_lines, strict=True)
        if (pair := pair_of(line))
    ]
    return slope_of(pairs, confidence=confidence)


def _is_of_staff_in_post(indicator: Indicator | None) -> bool:
    """Return whether an indicator is of staff in post, and not of what happened in a year."""
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
    """Return the line of a comparison in two years, each a year and its line."""
    (before_year, before), (now_year, now) = earlier, later
    change = Change(None, None, None, None, confidence)
    points = None
    if _is_of_staff_in_post(indicator):
        points = points_of(_share_of(before), now=_share_of(now))
        change_verdict, reading = NOT_TESTED, points_in_words(before, now, points)
    elif now.is_rate or before.is_rate:
        change_verdict, reading = NOT_TESTED, OF_A_RATE
    elif (first := pair_of(before)) is None or (second := pair_of(now)) is None:
        change_verdict, reading = CANNOT_TELL, "[c]"
    else:
        change = change_of(first, now=second, confidence=confidence)
        change_verdict = verdict(first, now=second, change=change)
        reading = change_in_words(
            RatioChange(before, now, (first, second), change, change_verdict, indicator)
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
        **_year_columns("before", before),
        **_year_columns("now", now),
        change=change.value,
        change_lower=change.lower,
        change_upper=change.upper,
        confidence=confidence,
        p_value=change.p_value,
        change_points=points,
        verdict=change_verdict,
        reading=worded(reading, str(now_year.settings.get("terminology") or TERMINOLOGIES[0])),
        slope=slope.value if slope else None,
        slope_lower=slope.lower if slope else None,
        slope_upper=slope.upper if slope else None,
        slope_p_value=slope.p_value if slope else None,
    )


def _year_columns(prefix: str, line: Line) -> dict[str, Any]:
    """Return the columns of one year of a line, by name."""
    columns = (
        "group_count",
        "group_out_of",
        "compared_with_count",
        "compared_with_out_of",
        "ratio",
        "ratio_lower",
        "ratio_upper",
        "share",
    )
    return {f"{prefix}_{column}": getattr(line, column) for column in columns}
