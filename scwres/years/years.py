"""The results of years, and whether they can be compared."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from scwres.counts import Tally, spelling
from scwres.errors import Fault, InputError
from scwres.ethnicity.categories import MINORITY_ETHNIC, SEPARATE
from scwres.metrics.change import Pair
from scwres.metrics.standards import standard_called
from scwres.metrics.standards.indicator import Indicator
from scwres.metrics.standards.supporting import known_indicators
from scwres.results.compute import compute
from scwres.results.files import Year, read_results, rule_of, setting_differences
from scwres.results.lines import INTERNAL, PUBLICATION, Line
from scwres.results.results import INTERNAL_NOTICE, Reported
from scwres.text.phrases import in_words
from scwres.text.safety import place_name


def read_year(path: Path, **options: Any) -> Year:
    """Return the results of a year: those in a file, or computed from its extracts.

    Raises
    ------
    InputError
        When a file holds none, or figures that do not follow from its counts.
    """
    if path.suffix.casefold() == ".json":
        return read_results(path)
    options = {name: value for name, value in options.items() if value is not None}
    if path.suffix.casefold() == ".toml":
        # Every year has a file called scwres.toml: its folder tells which.
        name = place_name(f"{Path(os.path.realpath(path)).parent.name}/{path.name}")
        return year_of(compute(**{**options, "config": path}), name)
    return year_of(compute([path], **options), place_name(path.name))


def read_years(sources: Iterable[str | Path | Year], **options: Any) -> list[Year]:
    """Return the results of years, as :func:`read_year` does; a year that was read stays.

    Raises
    ------
    InputError
        When files hold none, or figures that do not follow from their counts: the faults of
        all of them.
    """
    faults: list[Fault] = []
    years = []
    for source in sources:
        try:
            year = source if isinstance(source, Year) else read_year(Path(source), **options)
            years.append(year)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return years


def year_of(results: Reported, name: str = "") -> Year:
    """Return results as those of a year, under the name of their file."""
    return Year(
        name=name,
        standard=results.standard.name,
        audience=results.audience,
        settings=results.settings,
        lines=results.lines,
        missing={
            not_computed.indicator: not_computed.why
            for not_computed in results.not_computed
            if not not_computed.breakdown
        },
        measures=results.measures,
    )


# The audience of several years


def audience_of(years: Iterable[Year]) -> str:
    """Return the audience of figures of years: for publication where every year is."""
    return PUBLICATION if all(year.is_public for year in years) else INTERNAL


def notice_of(years: Sequence[Year]) -> str:
    """Return the notice of figures of years: the rules that they were published by."""
    if audience_of(years) == INTERNAL:
        return INTERNAL_NOTICE
    profiles = dict.fromkeys(str(year.settings.get("profile") or "") for year in years)
    notices = (
        rule.notice if (rule := rule_of(profile)) else f"For publication: {profile}."
        for profile in profiles
        if profile
    )
    return " ".join(notices) or "For publication."


# Whether years can be compared


def definition_change(before: Year, now: Year, number: str) -> str:
    """Return how the definition of an indicator differs between two years; empty if it does not.

    By the version of the standard, or by the settings that its item was read by.
    """
    definitions = [_definitions(year).get(number) for year in (before, now)]
    texts = {
        f"{indicator.event}, out of {indicator.population}"
        for indicator in definitions
        if indicator and indicator.population
    }
    if len(texts) > 1:
        return f"defined differently: {' / '.join(sorted(texts))}"
    indicator = next((indicator for indicator in definitions if indicator), None)
    item = indicator.item if indicator else number
    blanks = [_blank(year, item) for year in (before, now)]
    if blanks[0] != blanks[1]:
        meanings = " and then ".join(f"'{blank}'" for blank in blanks)
        return f"read differently: a blank meant {meanings}"
    setting, words = indicator.read_by if indicator else ("", "")
    values = [year.settings.get(setting, "as given") for year in (before, now)]
    if setting and values[0] != values[1]:
        return f"read differently: the years differ in {words}"
    return ""


def _blank(year: Year, item: str) -> str:
    """Return the meaning of a blank in the column of an item."""
    blanks = year.settings.get("blank")
    return str(blanks.get(item, "no answer")) if isinstance(blanks, dict) else "no answer"


def _definitions(year: Year) -> dict[str, Indicator]:
    """Return the indicators and measures that a year knows, by number."""
    own_measures = {measure.number: measure for measure in year.measures}
    return known_indicators(standard_called(year.standard)) | own_measures


def order_faults(years: Sequence[Year]) -> Iterator[Fault]:
    """Yield a fault for each year that overlaps the one before it, or comes before it."""
    for before, now in pairwise(years):
        if before.period is None or now.period is None:
            continue
        if now.period[1] < before.period[0]:
            what = f"covers {_days(now)}, which is before {before.name} ({_days(before)})"
            yield Fault(now.name, what, "Give the earlier year first.", "not-comparable")
        elif (before.period[1] - now.period[0]).days >= _days_shared(before, now):
            what = f"covers {_days(now)}, which overlaps {before.name} ({_days(before)})"
            fix = "Compare years that have no day in common."
            yield Fault(now.name, what, fix, "not-comparable")


#: Two snapshots, each on the last Friday of a month, can be fewer days short of a year apart.
A_WEEK = 7


def _days_shared(before: Year, now: Year) -> int:
    """Return the number of shared days from which two years overlap: a week between snapshots."""
    is_by_snapshot = all(year.settings.get("snapshot") for year in (before, now))
    return A_WEEK if is_by_snapshot else 0


def _days(year: Year) -> str:
    assert year.period is not None
    return f"{year.period[0]} to {year.period[1]}"


def setting_faults(years: Sequence[Year]) -> Iterator[Fault]:
    """Yield a fault for each difference between years that would itself make a change."""
    last = years[-1]
    families = {standard_called(year.standard).family for year in years}
    if len(families) > 1:
        names = in_words([f"{year.name} uses {year.standard}" for year in years])
        fix = "Compare years of one standard."
        yield Fault("", f"the years have different standards: {names}", fix, "not-comparable")
    for year in years[:-1]:
        earlier, later = (str(each.settings.get("organisation") or "") for each in (year, last))
        if earlier and later and earlier != later:
            what = f"is from {earlier}, but {last.name} is from {later}"
            fix = "Compare years of one organisation."
            yield Fault(year.name, what, fix, "not-comparable")
        differences = setting_differences(year.settings, last.settings)
        for name, words, earlier_value, later_value in differences:
            what = f"differs from {last.name} in {words}: {earlier_value}, but {later_value} there"
            yield Fault(year.name, what, f"Compute both with the same {name}.", "not-comparable")


def with_one_grouping(years: Sequence[Year]) -> list[Year]:
    """Return years of five groups restated as of two, where another is of two."""
    groupings = {year.settings.get("groups") for year in years}
    five_group_years = [year for year in years if year.settings.get("groups") == "five"]
    if groupings != {"two", "five"} or not all(map(_can_be_restated, five_group_years)):
        return list(years)
    return [_restated(year) if year.settings.get("groups") == "five" else year for year in years]


def with_one_spelling(years: Sequence[Year]) -> tuple[list[Year], tuple[tuple[str, str], ...]]:
    """Return years whose units and pay bands are spelt as in the last year that has them.

    Also returns each spelling that was replaced, with the one that replaces it: they differ in
    capitals or spacing alone. Two that one year keeps apart stay apart.
    """
    last_spellings: dict[_NameKey, str] = {}
    distinct: set[_NameKey] = set()
    for year in years:
        spellings: dict[_NameKey, str] = {}
        for line in year.lines:
            for key, name in _names(line):
                if spellings.setdefault(key, name) != name:
                    distinct.add(key)
        last_spellings |= spellings
    last_spellings = {key: name for key, name in last_spellings.items() if key not in distinct}
    replaced: dict[tuple[str, str], None] = {}
    respelt_years = []
    for year in years:
        lines = []
        for line in year.lines:
            (unit_key, unit), (part_key, part) = _names(line)
            new_unit = last_spellings.get(unit_key, unit)
            new_part = last_spellings.get(part_key, part)
            for old_name, new_name in ((unit, new_unit), (part, new_part)):
                if old_name != new_name:
                    replaced[old_name, new_name] = None
            lines.append(replace(line, unit=new_unit, part=new_part))
        respelt_years.append(replace(year, lines=tuple(lines)))
    return respelt_years, tuple(replaced)


#: The kind of a name, its breakdown or indicator, and its spelling without capitals and spaces.
_NameKey: TypeAlias = tuple[str, str, str]


def _names(line: Line) -> tuple[tuple[_NameKey, str], tuple[_NameKey, str]]:
    """Return the unit and the pay band of a line, each with its key before it."""
    return (
        (("unit", line.breakdown, spelling(line.unit)), line.unit),
        (("part", line.indicator, spelling(line.part)), line.part),
    )


def _can_be_restated(year: Year) -> bool:
    """Return whether the five groups hold all minority ethnic people, and nobody else."""
    is_separate = year.settings.get("white_minorities") == SEPARATE
    return not is_separate and not any(line.ungrouped_out_of for line in year.lines)


def _restated(year: Year) -> Year:
    """Return a year with the four minority ethnic groups added up, as of two groups."""
    lines_by_key: dict[tuple[str, ...], list[Line]] = {}
    for line in year.lines:
        key = tuple(map(str, (*line.indicator_key, line.part, line.breakdown, line.unit)))
        lines_by_key.setdefault(key, []).append(line)
    lines = map(_together, lines_by_key.values())
    settings = {**year.settings, "groups": "two"}
    return replace(year, lines=tuple(lines), settings=settings)


def _together(lines: Sequence[Line]) -> Line:
    """Return the lines of the groups of an indicator as the line of all of them."""
    first, side = lines[0], lines[0].sides[0]
    names = {f"{side}_count", f"{side}_out_of"}
    withheld = {name for line in lines for name in names & line.withheld}
    tallies = [
        line.comparison.compared_tally if line.is_inverse else line.comparison.group_tally
        for line in lines
    ]
    together = sum(tallies[1:], start=tallies[0])
    changed: dict[str, Any] = (
        {"compared_with": MINORITY_ETHNIC, "compared_tally": together}
        if first.is_inverse
        else {"group": MINORITY_ETHNIC, "group_tally": together}
    )
    comparison = replace(first.comparison, **changed)
    return replace(first, comparison=comparison, withheld=first.withheld | withheld)


def pair_of(line: Line) -> Pair | None:
    """Return the two tallies of a line; None where a count is withheld, or it is a rate."""
    if line.is_withheld or line.is_rate:
        return None
    group, compared_with = line.comparison.group_tally, line.comparison.compared_tally
    return Pair(Tally(group.count, group.out_of), Tally(compared_with.count, compared_with.out_of))
