"""Advice before publishing: other ways to publish, what each shows, and which shows more.

Everything here is data and arithmetic. Each way is a change of settings; results are made and
protected anew for it elsewhere, and what comes of that is compared here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.counts import spelling
from scwres.disclosure.rules import PROFILES, USUAL, Profile
from scwres.ethnicity.categories import GROUPS
from scwres.extracts.cells.derived import least_pay_by_band
from scwres.metrics.difference import BETTER, NO_CLEAR_DIFFERENCE, WORSE
from scwres.metrics.standards.indicator import PAY_ORDER_NOT_KNOWN, SHARE
from scwres.results.merged_bands import has_pay_groups, is_senior
from scwres.settings.fields import entry_called, flag
from scwres.settings.values import Texts
from scwres.text.phrases import toml_string

if TYPE_CHECKING:
    from scwres.extracts.cells.pay_order import Bands
    from scwres.results.lines import Line
    from scwres.results.results import Published, Results
    from scwres.settings.question import Question

#: The settings that other ways to publish change.
BY, GROUPS_SETTING, PROFILE = "by", "groups", "publish.profile"
MERGED, FROM_SALARY = "pay_bands.merged", "pay_bands.from_salary"

#: At most so many other ways are listed.
MOST_LISTED = 5

#: The findings that say something of a difference.
_TELLING = (WORSE, BETTER, NO_CLEAR_DIFFERENCE)

QUARTILES = "quartiles"


class Change(StrEnum):
    """What another way to publish changes. Of each kind at most one is listed for a breakdown."""

    MERGED_BANDS = "pay bands merged"
    QUARTILES = "quartiles of pay"
    COARSER = "coarser breakdown"
    LEFT_OUT = "breakdown left out"
    GROUPS = "fewer groups"
    PROFILE = "another rule"
    TOGETHER = "bands and breakdown"


class Alternative(NamedTuple):
    """Another way to publish the same extracts.

    Parameters
    ----------
    words
        What to do, as a sentence without a full stop.
    changes
        The value of each setting that it changes, by the setting's key; None where the setting is
        to be removed.
    about
        What the change is made to: a breakdown, or empty.
    note
        What else to know about it; may be empty.
    """

    change: Change
    words: str
    changes: Mapping[str, Any]
    about: str = ""
    note: str = ""

    @property
    def toml(self) -> str:
        """The settings to add to ``scwres.toml``, as it is written there."""
        return "\n".join(self.toml_lines)

    @property
    def toml_lines(self) -> list[str]:
        """The lines of those settings."""
        top, tables = [], []
        for key, value in self.changes.items():
            table, _, name = key.rpartition(".")
            if value is None:
                continue
            if isinstance(value, Mapping):
                rows = [f"{toml_string(row)} = {_toml(entry)}" for row, entry in value.items()]
                tables += [f"[{key}]", *rows]
            elif table:
                tables += [f"[{table}]", f"{name} = {_toml(value)}"]
            else:
                top.append(f"{name} = {_toml(value)}")
        return [*top, *tables]

    @property
    def removed(self) -> list[str]:
        """The settings to remove, by their keys."""
        return [key for key, value in self.changes.items() if value is None]

    @property
    def options(self) -> str:
        """The options that do the same; empty where there are none, or an option is left out."""
        words = []
        for key, value in self.changes.items():
            entry = entry_called(key)
            if entry.option is None or value is None:
                return ""
            for text in value if isinstance(entry.type, Texts) else [value]:
                words.append(f"{flag(key, entry)} {text}")
        return " ".join(words)


def _toml(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(toml_string(text) for text in value)}]"
    return toml_string(str(value))


class Readable(NamedTuple):
    """How much of an indicator can be read: of the figures that exist, those that are shown.

    Parameters
    ----------
    shown, of
        Figures of the whole: one, or one for each pay band and group. By a breakdown: units.
    """

    shown: int
    of: int

    @property
    def is_whole(self) -> bool:
        """Whether all of them are shown."""
        return self.shown == self.of


class Outcome(NamedTuple):
    """What a publication shows.

    Parameters
    ----------
    shown, withheld
        Its counts, each once.
    whole
        How much of each indicator can be read of the whole, by the indicator.
    by_unit
        The same of the units, by the breakdown and the indicator.
    findings_kept, findings
        How many findings on differences the publication has as the exact figures have them, and
        how many those have.
    hidden_bands
        The pay bands of the whole of which a share is withheld.
    """

    shown: int
    withheld: int
    whole: Mapping[str, Readable]
    by_unit: Mapping[tuple[str, str], Readable]
    findings_kept: int
    findings: int
    hidden_bands: tuple[str, ...] = ()

    @property
    def readable(self) -> list[str]:
        """The indicators of which every figure of the whole is shown."""
        return [number for number, figures in self.whole.items() if figures.is_whole]

    @property
    def rank(self) -> tuple[Fraction, int, int]:
        """A key that grows with what is shown: indicators first, then findings, then counts.

        An indicator counts once for the whole and once for each breakdown, or the part of it that
        is shown.
        """
        figures = (*self.whole.values(), *self.by_unit.values())
        indicators = sum((Fraction(each.shown, each.of) for each in figures), Fraction())
        return indicators, self.findings_kept, self.shown


def outcome_of(results: Results, published: Published, counts: tuple[int, int]) -> Outcome:
    """Return what a publication of results shows.

    Parameters
    ----------
    counts
        How many of its counts are shown, and how many withheld.
    """
    exact = {_place(line): line for line in results.lines}
    pairs = [(exact[place], line) for line in published.lines if (place := _place(line)) in exact]
    whole: dict[str, list[bool]] = {}
    hidden_bands: dict[str, None] = {}
    units: dict[tuple[str, str], dict[str, list[bool]]] = {}
    for before, line in pairs:
        if getattr(before, before.headline) is None:
            continue
        is_shown = getattr(line, line.headline) is not None
        if line.breakdown:
            of_units = units.setdefault((line.breakdown, line.indicator), {})
            of_units.setdefault(line.unit, []).append(is_shown)
        else:
            whole.setdefault(line.indicator, []).append(is_shown)
            if line.headline == SHARE and line.part and not is_shown:
                hidden_bands[line.part] = None
    telling = [(before, line) for before, line in pairs if before.finding in _TELLING]
    shown, withheld = counts
    return Outcome(
        shown=shown,
        withheld=withheld,
        whole={number: Readable(sum(each), len(each)) for number, each in whole.items()},
        by_unit={
            pair: Readable(sum(map(all, of_units.values())), len(of_units))
            for pair, of_units in units.items()
        },
        findings_kept=sum(before.finding == line.finding for before, line in telling),
        findings=len(telling),
        hidden_bands=tuple(hidden_bands),
    )


def _place(line: Line) -> tuple[str, ...]:
    return (
        *(line.standard, line.indicator, line.part),
        *(line.breakdown, line.unit, line.group, line.compared_with),
    )


def can_be_merged(results: Results, question: Question) -> bool:
    """Return whether pay bands can be merged: where the order of their pay is known."""
    is_known = results.settings["pay_order"] not in (None, PAY_ORDER_NOT_KNOWN)
    return is_known and question.rules.bands.scheme != QUARTILES


def merging(parts: Sequence[Sequence[Band]], rules: Bands) -> Alternative:
    """Return the way to publish in which the bands of each part count as one."""
    merged = {
        merged_name(part, rules): [name for band in part for name in band.pay_bands]
        for part in parts
    }
    merged = {name: members for name, members in merged.items() if len(members) > 1}
    bands = sum(map(len, parts))
    words = f"Merge pay bands: {bands} into {len(parts)}"
    return Alternative(Change.MERGED_BANDS, words, {MERGED: merged})


class Band(NamedTuple):
    """A pay band, with how many people of each group are in it.

    Parameters
    ----------
    groups
        People of each group, the reference group among them.
    unknown
        People of unknown ethnicity.
    members
        The bands of the extract that are merged in it; empty where it is one of them.
    kind
        What only its like may be merged with.
    """

    name: str
    groups: tuple[int, ...]
    unknown: int = 0
    members: tuple[str, ...] = ()
    kind: tuple[Any, ...] = ()

    @property
    def pay_bands(self) -> tuple[str, ...]:
        """The bands of the extract that it is made of."""
        return self.members or (self.name,)


def bands_of(results: Results, question: Question) -> list[Band]:
    """Return the pay bands of the whole, in the order of their pay where it is known."""
    lines: dict[str, list[Line]] = {}
    for line in results.lines:
        if line.headline == SHARE and not line.breakdown and line.part:
            lines.setdefault(line.part, []).append(line)
    return [
        Band(
            name,
            (*(line.group_count or 0 for line in each), each[0].compared_with_count or 0),
            each[0].unknown_count or 0,
            members := tuple(question.merged_bands.get(name, ())),
            (
                is_senior(question, next(iter(members), name)),
                question.pay_group(name) if has_pay_groups(question) else "",
            ),
        )
        for name, each in lines.items()
    ]


def merged_name(bands: Sequence[Band], rules: Bands) -> str:
    """Return the name of neighbouring bands together: by their pay where they are made of it.

    >>> from scwres.extracts.cells.pay_order import Bands
    >>> merged_name([Band("Grade 3", ()), Band("Grade 4", ())], Bands())
    'Grade 3 to Grade 4'
    >>> merged_name([Band("£0 to £9,999", ()), Band("£10,000 to £19,999", ())], Bands("steps"))
    '£0 to £19,999'
    """
    if len(bands) == 1:
        return bands[0].name
    first, last = bands[0].pay_bands[0], bands[-1].pay_bands[-1]
    least = {spelling(name): pay for name, pay in least_pay_by_band(rules).items()}
    start, end = least.get(spelling(first)), least.get(spelling(last))
    if rules.scheme == "steps" and start is not None and end is not None:
        return f"£{start:,} to £{end + rules.step - 1:,}"
    return f"{first} to {last}"


def until_none_is_small(bands: Sequence[Band], least: int) -> list[list[Band]]:
    """Return neighbouring bands merged, until each part has enough people of every group.

    >>> bands = [Band("1", (12, 90)), Band("2", (4, 50)), Band("3", (7, 40)), Band("4", (2, 9))]
    >>> [[band.name for band in part] for part in until_none_is_small(bands, 10)]
    [['1'], ['2', '3', '4']]
    """
    parts: list[list[Band]] = []
    for _, segment in groupby(bands, key=lambda band: band.kind):
        start, part = len(parts), list[Band]()
        for band in segment:
            part.append(band)
            people = zip(*(each.groups for each in part), strict=True)
            if all(sum(group) >= least for group in people):
                parts.append(part)
                part = []
        if part and len(parts) > start:
            parts[-1] = [*parts[-1], *part]
        elif part:
            parts.append(part)
    return parts


def merged_further(
    parts: Sequence[Sequence[Band]], hidden: Collection[str], rules: Bands
) -> list[list[Band]]:
    """Return parts of which each that is hidden is merged with its smaller neighbour.

    The smallest first, and each part once: what else to merge shows when the result was tried.

    Parameters
    ----------
    hidden
        The names of parts whose figures are withheld.

    Examples
    --------
    >>> from scwres.extracts.cells.pay_order import Bands
    >>> parts = [[Band("G1", (50,))], [Band("G2", (60,))], [Band("G3", (5,))], [Band("G4", (9,))]]
    >>> [[band.name for band in part] for part in merged_further(parts, {"G3"}, Bands())]
    [['G1'], ['G2'], ['G3', 'G4']]
    """
    people = [sum(sum(band.groups) + band.unknown for band in part) for part in parts]
    partner: dict[int, int] = {}
    places = [place for place, part in enumerate(parts) if merged_name(part, rules) in hidden]
    for place in sorted(places, key=people.__getitem__):
        neighbours = [
            other
            for other in (place - 1, place + 1)
            if 0 <= other < len(parts)
            and other not in partner
            and parts[other][0].kind == parts[place][0].kind
        ]
        if place not in partner and neighbours:
            other = min(neighbours, key=people.__getitem__)
            partner[place], partner[other] = other, place
    merged: list[list[Band]] = []
    for place, part in enumerate(parts):
        if partner.get(place) == place - 1:
            merged[-1] = [*merged[-1], *part]
        else:
            merged.append(list(part))
    return merged


def other_ways(
    question: Question,
    rule: Profile,
    coarser: Mapping[str, Sequence[str]],
    *,
    has_salaries: bool,
) -> Iterator[Alternative]:
    """Yield other ways to publish, without those that merge pay bands.

    Parameters
    ----------
    coarser
        The coarser columns that can take the place of each breakdown.
    has_salaries
        Whether an extract has salaries to make pay bands of.
    """
    if has_salaries and question.rules.bands.scheme != QUARTILES:
        changes = {FROM_SALARY: QUARTILES, **({MERGED: None} if question.merged_bands else {})}
        yield Alternative(
            Change.QUARTILES, "Use quartiles of pay as the pay bands", changes, note=_QUARTILE_NOTE
        )
    breakdowns = question.breakdowns
    for breakdown in breakdowns:
        for column in coarser.get(breakdown, ()):
            if column not in breakdowns:
                by = [column if name == breakdown else name for name in breakdowns]
                words = f"Break down by {column} in place of {breakdown}"
                yield Alternative(Change.COARSER, words, {BY: by}, breakdown)
        by = [name for name in breakdowns if name != breakdown]
        words = f"Leave out the breakdown by {breakdown}"
        yield Alternative(Change.LEFT_OUT, words, {BY: by}, breakdown)
    for name in GROUPS[: GROUPS.index(question.grouping.name)]:
        yield Alternative(
            Change.GROUPS, f"Compare {name} groups", {GROUPS_SETTING: name}, note=_GROUPS_NOTE
        )
    own = ("publish.threshold", "publish.base")
    without_own = {key: None for key in own if question.values[key] is not None}
    for name, profile in PROFILES.items():
        if name != rule.name:
            yield Alternative(
                Change.PROFILE,
                f"Publish by the rule {name}",
                {PROFILE: name, **without_own},
                note=_about(profile),
            )


_QUARTILE_NOTE = "The extracts have salaries. Each quartile holds about a quarter of the staff."
_GROUPS_NOTE = "Differences within the larger groups are no longer visible."


def _about(profile: Profile) -> str:
    """Return what a rule means, in words."""
    rest = (
        "Other counts are exact, so more are hidden beside the small ones."
        if profile.base == 1
        else f"Other counts are rounded to the nearest {profile.base}."
    )
    weaker = f" This rule is weaker than {USUAL.name}." if profile.is_weaker_than_usual else ""
    return f"Counts under {profile.threshold} are withheld. {rest}{weaker}"


class Trial(NamedTuple):
    """Another way to publish that was tried.

    Parameters
    ----------
    outcome
        What it shows; None where it cannot be published.
    why_not
        Why it cannot be published; empty where it can.
    """

    alternative: Alternative
    outcome: Outcome | None
    why_not: str = ""


def together(best: Sequence[Trial]) -> Alternative | None:
    """Return the best change of bands and the best of a breakdown as one; None without both."""
    changes = [
        next((way for trial in best if (way := trial.alternative).change in kinds), None)
        for kinds in (_OF_BREAKDOWNS, _OF_BANDS)
    ]
    breakdown, bands = changes
    if breakdown is None or bands is None:
        return None
    words = f"{breakdown.words}, and {bands.words[0].lower()}{bands.words[1:]}"
    return Alternative(
        Change.TOGETHER, words, {**breakdown.changes, **bands.changes}, note=bands.note
    )


_OF_BREAKDOWNS = (Change.COARSER, Change.LEFT_OUT)
_OF_BANDS = (Change.MERGED_BANDS, Change.QUARTILES)


def best_first(trials: Sequence[Trial], present: Outcome | None) -> list[Trial]:
    """Return the trials that show more than the present way, the best first.

    Of each kind of change, to one breakdown, only the best is listed.

    Parameters
    ----------
    present
        What is shown now; None where the present way cannot be published.
    """
    better = [
        (trial.outcome.rank, trial)
        for trial in trials
        if trial.outcome is not None and (present is None or trial.outcome.rank > present.rank)
    ]
    # Stable: of equals, the first tried.
    better.sort(key=lambda pair: pair[0], reverse=True)
    best: dict[tuple[Change, str], Trial] = {}
    for _, trial in better:
        best.setdefault((trial.alternative.change, trial.alternative.about), trial)
    return list(best.values())[:MOST_LISTED]
