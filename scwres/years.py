"""The results of years, and whether they can be compared."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.counts import Tally
from scwres.errors import Fault, in_words
from scwres.ethnicity import MINORITY_ETHNIC
from scwres.metrics.change import Pair
from scwres.metrics.comparison import Comparison
from scwres.pipeline import compute
from scwres.results_files import ResultsFile, read_results, setting_differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from scwres.report import Line, Reported


class Year(NamedTuple):
    """The results of one year.

    Parameters
    ----------
    name
        The file.
    label
        The year as it is called: the end of its period, or the file's name.
    period
        Its first and last day; None where the file does not say.
    missing
        Why an indicator has no figures of the whole, by its number.
    """

    name: str
    label: str
    period: tuple[date, date] | None
    standard: str
    audience: str
    settings: Mapping[str, Any]
    lines: tuple[Line, ...]
    missing: Mapping[str, str] = {}


def read_year(path: Path, **options: Any) -> Year:
    """Return the results that a file holds, or that its extracts give.

    Raises
    ------
    InputError
        When it holds none, or figures that do not follow from its counts.
    """
    if path.suffix.casefold() == ".json":
        return year_of(read_results(path))
    options = {name: value for name, value in options.items() if value is not None}
    if path.suffix.casefold() == ".toml":
        return year_of(compute(**{**options, "config": path}), path.name)
    return year_of(compute([path], **options), path.name)


def year_of(results: Reported | ResultsFile, name: str = "") -> Year:
    """Return the results of a year, called by the end of its period or by the file's name."""
    if isinstance(results, ResultsFile):
        found = results
    else:
        standard, settings = results.standard.name, results.settings
        missing = {one.indicator: one.why for one in results.not_computed if not one.breakdown}
        found = ResultsFile(name, standard, results.audience, settings, results.lines, missing)
    label = str(found.period[1].year) if found.period else Path(found.name).stem
    return Year(
        *(found.name, label, found.period, found.standard, found.audience),
        *(found.settings, found.lines, found.missing),
    )


# Whether years can be compared


def order_faults(years: Sequence[Year]) -> Iterator[Fault]:
    """Give a fault for each year that overlaps the one before it, or comes before it."""
    for before, now in pairwise(years):
        if before.period is None or now.period is None:
            continue
        if now.period[1] < before.period[0]:
            what = f"is of {_days(now)}, before {before.name} of {_days(before)}"
            yield Fault(now.name, what, "Name the earlier year first.")
        elif now.period[0] <= before.period[1]:
            what = f"is of {_days(now)}, which overlaps {before.name} of {_days(before)}"
            yield Fault(now.name, what, "Compare years that have no day in common.")


def _days(year: Year) -> str:
    assert year.period is not None
    return f"{year.period[0]} to {year.period[1]}"


def setting_faults(years: Sequence[Year]) -> Iterator[Fault]:
    """Give a fault for each thing in which years differ that would make a change of its own."""
    last = years[-1]
    families = {year.standard.partition("-")[0] for year in years}
    if len(families) > 1:
        named = in_words([f"{year.name} of {year.standard}" for year in years])
        yield Fault("", f"the standards are not one: {named}", "Compare years of one standard.")
    for year in years[:-1]:
        names = (str(one.settings.get("organisation") or "") for one in (year, last))
        earlier, later = names
        if earlier and later and earlier != later:
            what = f"is of {earlier}, and {last.name} of {later}"
            yield Fault(year.name, what, "Compare years of one organisation.")
        for name, words, *said in setting_differences(year.settings, last.settings):
            what = f"differs from {last.name} in {words}: {said[0]}, and {said[1]}"
            yield Fault(year.name, what, f"Compute both with the same {name}.")


def of_one_grouping(years: Sequence[Year]) -> list[Year]:
    """Return years of five groups restated as of two, where another is of two."""
    groupings = {year.settings.get("groups") for year in years}
    if groupings != {"two", "five"}:
        return list(years)
    return [_restated(year) if year.settings.get("groups") == "five" else year for year in years]


def _restated(year: Year) -> Year:
    """Return the four groups of each line together: the minority ethnic of two groups."""
    together: dict[tuple[str, ...], list[Line]] = {}
    for line in year.lines:
        key = tuple(map(str, (*line.of, line.part, line.breakdown, line.unit)))
        together.setdefault(key, []).append(line)
    lines = []
    for of_one in together.values():
        first = of_one[0]
        sums: dict[str, Any] = {}
        side, _ = first.sides
        for name in (f"{side}_count", f"{side}_out_of"):
            counts = [getattr(line, name) for line in of_one]
            sums[name] = None if None in counts else sum(counts)
        sums[side] = MINORITY_ETHNIC
        lines.append(first._replace(**sums))
    settings = {**year.settings, "groups": "two"}
    return year._replace(lines=tuple(map(_with_figures, lines)), settings=settings)


def _with_figures(line: Line) -> Line:
    """Return a line with the figures that follow from its counts."""
    pair, share = pair_of(line), None
    if line.group_count is not None and line.all_count:
        share = line.group_count / line.all_count
    if pair is None:
        nothing: dict[str, Any] = {"ratio": None, "ratio_lower": None, "ratio_upper": None}
        return line._replace(**nothing, share=share)
    kind = Comparison(line.group, line.compared_with, *pair, Tally(0, 0), Tally(0, 0))
    ratio = kind.ratio(line.confidence)
    limits: dict[str, Any] = {"ratio_lower": ratio.lower, "ratio_upper": ratio.upper}
    return line._replace(ratio=ratio.value, share=share, **limits)


def pair_of(line: Line) -> Pair | None:
    """Return the two tallies of a line; None where a count is withheld."""
    if line.is_withheld:
        return None
    return Pair(
        Tally(line.group_count or 0, line.group_out_of or 0),
        Tally(line.compared_with_count or 0, line.compared_with_out_of or 0),
    )
