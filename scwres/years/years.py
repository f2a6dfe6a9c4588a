"""The results of years, and whether they can be compared."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from scwres.counts import Odds, Rate, Tally, spelling
from scwres.errors import Fault, InputError
from scwres.ethnicity.categories import MINORITY_ETHNIC, SEPARATE
from scwres.metrics.change import Pair
from scwres.metrics.comparison import Comparison
from scwres.metrics.standards import standard_called
from scwres.metrics.standards.supporting import known_indicators
from scwres.results.compute import compute
from scwres.results.files import ResultsFile, read_results, setting_differences
from scwres.results.results import INTERNAL, INTERNAL_NOTICE, PUBLICATION
from scwres.text.phrases import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from scwres.metrics.standards.indicator import Indicator
    from scwres.results.results import Line, Reported


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
    measures
        The user's own, where settings told them.
    """

    name: str
    label: str
    period: tuple[date, date] | None
    standard: str
    audience: str
    settings: Mapping[str, Any]
    lines: tuple[Line, ...]
    missing: Mapping[str, str] = {}
    measures: tuple[Indicator, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether it holds what was published, and no exact counts."""
        return self.audience == PUBLICATION


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
        # A scwres.toml says nothing by its name: its folder does.
        name = f"{path.resolve().parent.name}/{path.name}"
        return year_of(compute(**{**options, "config": path}), name)
    return year_of(compute([path], **options), path.name)


def read_years(given: Iterable[str | Path | Year], **options: Any) -> list[Year]:
    """Return the results of years, as :func:`read_year` does; those read already stay.

    Raises
    ------
    InputError
        When files hold none, or figures that do not follow from their counts: the faults of
        all of them.
    """
    faults: list[Fault] = []
    years = []
    for one in given:
        try:
            years.append(one if isinstance(one, Year) else read_year(Path(one), **options))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return years


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
        () if isinstance(results, ResultsFile) else results.measures,
    )


# What years are together


def audience_of(years: Iterable[Year]) -> str:
    """Return for whom figures of years are: for publication where every year is."""
    return PUBLICATION if all(year.is_public for year in years) else INTERNAL


def notice_of(years: Sequence[Year]) -> str:
    """Return what figures of years say of themselves: the rules that they were published by."""
    if audience_of(years) == INTERNAL:
        return INTERNAL_NOTICE
    said = (str(year.settings.get("profile") or "") for year in years)
    return f"For publication: {'; '.join(dict.fromkeys(filter(None, said)))}."


# Whether years can be compared


#: The settings by which an item is read, and what they are of.
READ_BY = {
    "pay_band": ("pay_bands", "how pay bands are made"),
    "senior_manager": ("senior_managers", "who is a senior manager"),
    "fitness_to_practise": ("regulated", "who is a regulated professional"),
}


def defined_otherwise(before: Year, now: Year, number: str) -> str:
    """Return in what an indicator differs between two years; empty where it does not.

    By the version of the standard, or by the settings that its item was read by.
    """
    definitions = [_definitions(year).get(number) for year in (before, now)]
    said = {(one.population, one.event) for one in definitions if one and one.population}
    if len(said) > 1:
        differ = " / ".join(sorted({f"{event}, out of {people}" for people, event in said}))
        return f"defined otherwise: {differ}"
    item = next((one.item for one in definitions if one), number)
    blanks = [_blank(year, item) for year in (before, now)]
    if blanks[0] != blanks[1]:
        return f"read otherwise: a blank is {blanks[0]}, and {blanks[1]}"
    setting, words = READ_BY.get(item, ("", ""))
    values = [year.settings.get(setting, "as given") for year in (before, now)]
    if setting and values[0] != values[1]:
        return f"read otherwise: {words} differs"
    return ""


def _blank(year: Year, item: str) -> str:
    said = year.settings.get("blank")
    return str(said.get(item, "no answer")) if isinstance(said, dict) else "no answer"


def _definitions(year: Year) -> dict[str, Indicator]:
    own = {one.number: one for one in year.measures}
    return known_indicators(standard_called(year.standard)) | own


def order_faults(years: Sequence[Year]) -> Iterator[Fault]:
    """Give a fault for each year that overlaps the one before it, or comes before it."""
    for before, now in pairwise(years):
        if before.period is None or now.period is None:
            continue
        if now.period[1] < before.period[0]:
            what = f"is of {_days(now)}, before {before.name} of {_days(before)}"
            yield Fault(now.name, what, "Name the earlier year first.")
        elif (before.period[1] - now.period[0]).days >= _days_shared(before, now):
            what = f"is of {_days(now)}, which overlaps {before.name} of {_days(before)}"
            yield Fault(now.name, what, "Compare years that have no day in common.")


#: Days that two snapshots, each on the last Friday of a month, may be short of a year apart.
A_WEEK = 7


def _days_shared(before: Year, now: Year) -> int:
    """Return from how many shared days on two years overlap: a few where they follow snapshots."""
    is_by_snapshot = all(year.settings.get("snapshot") for year in (before, now))
    return A_WEEK if is_by_snapshot else 0


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
    of_five = [year for year in years if year.settings.get("groups") == "five"]
    if groupings != {"two", "five"} or not all(map(_can_be_restated, of_five)):
        return list(years)
    return [_restated(year) if year.settings.get("groups") == "five" else year for year in years]


def of_one_spelling(years: Sequence[Year]) -> tuple[list[Year], tuple[tuple[str, str], ...]]:
    """Return years whose units and pay bands are spelt as in the last year that has them.

    Also returns each spelling that went, and the one that stays: they differ in capitals or
    spacing alone. Two that one year keeps apart stay apart.
    """
    kept: dict[_Spelt, str] = {}
    apart: set[_Spelt] = set()
    for year in years:
        of_year: dict[_Spelt, str] = {}
        for line in year.lines:
            for of, name in _names(line):
                if of_year.setdefault(of, name) != name:
                    apart.add(of)
        kept |= of_year
    kept = {of: name for of, name in kept.items() if of not in apart}
    gone: dict[tuple[str, str], None] = {}
    respelt = []
    for year in years:
        lines = []
        for line in year.lines:
            (of_unit, unit), (of_part, part) = _names(line)
            stay = kept.get(of_unit, unit), kept.get(of_part, part)
            gone |= {two: None for two in zip((unit, part), stay, strict=True) if two[0] != two[1]}
            lines.append(line._replace(unit=stay[0], part=stay[1]))
        respelt.append(year._replace(lines=tuple(lines)))
    return respelt, tuple(gone)


#: What a name is of, and what all ways to write it share.
_Spelt: TypeAlias = tuple[str, str, str]


def _names(line: Line) -> tuple[tuple[_Spelt, str], tuple[_Spelt, str]]:
    """Return the unit and the pay band of a line, each with what it is of before it."""
    return (
        (("unit", line.breakdown, spelling(line.unit)), line.unit),
        (("part", line.indicator, spelling(line.part)), line.part),
    )


def _can_be_restated(year: Year) -> bool:
    """Return whether the five groups hold all who are minority ethnic, and nobody else."""
    is_apart = year.settings.get("white_minorities") == SEPARATE
    return not is_apart and not any(line.ungrouped_out_of for line in year.lines)


def _restated(year: Year) -> Year:
    """Return the four groups of each line together: the minority ethnic of two groups."""
    together: dict[tuple[str, ...], list[Line]] = {}
    for line in year.lines:
        key = tuple(map(str, (*line.indicator_key, line.part, line.breakdown, line.unit)))
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
    share = workforce = None
    if line.group_count is not None and line.all_count:
        share = line.group_count / line.all_count
    if line.group_out_of is not None and line.all_out_of:
        workforce = line.group_out_of / line.all_out_of
    shares: dict[str, Any] = {"share": share, "workforce_share": workforce}
    if line.is_withheld:
        nothing: dict[str, Any] = {"ratio": None, "ratio_lower": None, "ratio_upper": None}
        return line._replace(**nothing, **shares)
    of = Rate if line.is_rate else Odds if line.is_of_odds else Tally
    pair = (
        of(line.group_count or 0, line.group_out_of or 0),
        of(line.compared_with_count or 0, line.compared_with_out_of or 0),
    )
    made = Comparison(line.group, line.compared_with, *pair, Tally(0, 0), Tally(0, 0))
    ratio = made.ratio(line.confidence, "katz" if line.method.startswith("Katz") else "koopman")
    limits: dict[str, Any] = {"ratio_lower": ratio.lower, "ratio_upper": ratio.upper}
    return line._replace(ratio=ratio.value, **limits, **shares)


def pair_of(line: Line) -> Pair | None:
    """Return the two tallies of a line; None where a count is withheld, or it is a rate."""
    if line.is_withheld or line.is_rate:
        return None
    return Pair(
        Tally(line.group_count or 0, line.group_out_of or 0),
        Tally(line.compared_with_count or 0, line.compared_with_out_of or 0),
    )
