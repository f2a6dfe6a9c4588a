"""The figures of a line in words, as printed, and as cells: the same in every format."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from scwres.metrics.difference import NO_CLEAR_DIFFERENCE
from scwres.metrics.standards import indicator_numbers
from scwres.metrics.standards.indicator import SHARE
from scwres.results.lines import INTERVALS_IN_WORDS, NOT_APPLICABLE, TESTS_IN_WORDS, WITHHELD, Line
from scwres.results.results import BenchmarkLine, Reported
from scwres.settings.fields import BOTH_DIRECTIONS, entries, result_name
from scwres.text import numbers as rounding
from scwres.text import phrases
from scwres.text.phrases import capital as capital
from scwres.text.wording import DECIDED, as_odds, ratio_in_words, worded

Key = TypeVar("Key", bound=Hashable)

#: The finding of a measure without a worse side.
SIGNIFICANT = "statistically significant"

#: The finding for a group of under ten people.
FEW_PEOPLE = "too few to tell (under 10 people)"


def finding_in_words(line: Line) -> str:
    """Return the finding of a line, with the ratio in words where there is one."""
    if why := _why_no_finding(line):
        return why
    finding = finding_alone(line)
    if line.ratio is None:
        no_events = f"no events among {line.compared_with}"
        return no_events if finding == NO_CLEAR_DIFFERENCE else f"{finding}: {no_events}"
    if line.finding in DECIDED:
        return f"{finding}: {_ratio_words(line)}"
    # A ratio that does not differ significantly from 1 is in brackets, without its figure.
    return f"{finding} ({_ratio_words(line, with_figure=False)})"


def finding_alone(line: Line) -> str:
    """Return the finding of a line, without the ratio in words."""
    if why := _why_no_finding(line):
        return why
    if line.finding:
        return line.finding
    return SIGNIFICANT if line.difference.is_significant else line.difference.value


def _why_no_finding(line: Line) -> str:
    """Return why a line has no finding; empty where it has one."""
    if line.is_withheld:
        return WITHHELD
    if line.group_out_of == 0 or line.compared_with_out_of == 0:
        return "nobody to compare"
    if line.group_count == 0 and line.compared_with_count == 0:
        return "no events in either group"
    if line.is_of_few_people:
        return FEW_PEOPLE
    if line.is_rate:
        return "not tested (a rate)"
    if line.headline != SHARE and not line.difference:
        return "no difference: everyone in both groups has the event"
    return ""


def _ratio_words(line: Line, *, with_figure: bool = True) -> str:
    if line.ratio == 0:
        return "no events in the group"
    finding = DECIDED[0] if line.difference.is_significant else ""
    words = ratio_in_words(line.ratio or 0, finding, line.decimals, with_figure=with_figure)
    if line.is_of_odds:
        words = as_odds(words)
    return f"{line.group} {words}" if line.is_inverse else words


def is_clear(line: Line) -> bool:
    """Return whether a ratio is significantly different from 1."""
    return line.difference.is_significant


def ratio_text(line: Line, name: str = "ratio") -> str:
    """Return a ratio of a line as it is printed, or the letter that says why it is missing."""
    value: float | None = getattr(line, name)
    return f"[{line.marks[name]}]" if value is None else rounding.ratio_text(value, line.decimals)


def limits_text(line: Line, name: str = "ratio") -> str:
    """Return the interval of a ratio of a line as it is printed; empty where it has none."""
    lower: float | None = getattr(line, f"{name}_lower")
    upper: float | None = getattr(line, f"{name}_upper")
    if lower is None or (upper is None and lower == 0):
        return ""
    lower_text = rounding.ratio_text(lower, line.decimals)
    if upper is None:
        return f"{lower_text} or more"
    return f"{lower_text} to {rounding.ratio_text(upper, line.decimals)}"


def ratio_in_brief(line: Line) -> str:
    """Return a ratio with its interval, such as "0.51 (0.39 to 0.66)"."""
    return Value(ratio_text(line), detail=limits_text(line)).beside


def count_text(count: int | None) -> str:
    """Return a count as printed, or the mark of a withheld one."""
    return WITHHELD if count is None else f"{count:,}"


def tally_text(count: int | None, out_of: int | None) -> str:
    """Return a count out of a total; empty where the total is 0, or both are withheld."""
    if out_of == 0 or (count is None and out_of is None):
        return ""
    return f"of {out_of:,}" if count is None else f"{count:,} of {count_text(out_of)}"


def comparison_key(line: Line | BenchmarkLine) -> tuple[str, str, str, str]:
    """Return what a line and a figure from elsewhere are matched by."""
    return line.indicator, line.part, line.group, line.compared_with


def short_number(number: str) -> str:
    """Return the number of an indicator; empty for a measure, which has a title only."""
    return number if number in indicator_numbers() else ""


def title_with_direction(line: Line, title: str) -> str:
    """Return a title that says which group is over which, where the ratio is inverse."""
    return f"{title}, {line.group} compared with {line.minority}" if line.is_inverse else title


def has_both_directions(results: Reported, lines: Sequence[Line]) -> bool:
    """Return whether ratios of lines are shown white over minority ethnic too.

    Not where the standard publishes all of them so.
    """
    is_requested = results.settings.get("direction") == BOTH_DIRECTIONS
    return is_requested and not all(line.is_inverse for line in lines)


def white_over_minority(results: Reported, group: str) -> str:
    """Return the name of a ratio of the reference over a group: "white over minority ethnic"."""
    return f"{results.settings['reference']} over {in_terminology(results, group)}"


def white_ratio(line: Line) -> str:
    """Return the name of the figure of a line that is white over minority ethnic.

    Its own ratio where the standard publishes that, and the inverse otherwise.
    """
    return "ratio" if line.is_inverse else "inverse_ratio"


#: The note on shares of the people in indicators.
SHARES_NOTE = "Shares are out of everyone, including people of unknown ethnicity."


def lines_with_shares(lines: Iterable[Line]) -> list[Line]:
    """Return the lines that have a share of the people counted, and one of those with the event.

    All of them are the standard's usual way round, so that the shares are of the same groups. Pay
    bands have a table of their own, and race disparity ratios are of two of them.
    """
    return [line.of_minority for line in lines if line.headline != SHARE and not line.is_of_odds]


def shares_title(results: Reported, lines: Sequence[Line]) -> str:
    """Return the title of a table of shares: whose shares they are."""
    groups = dict.fromkeys(line.minority for line in lines)
    whose = group_name(results, next(iter(groups))) if len(groups) == 1 else "Each group's"
    return f"{whose} share of the people in each indicator"


#: The names of kinds of extracts, where the kind itself is not plain.
_KINDS: Mapping[str, str] = {
    "fitness_to_practise": "fitness to practise cases",
    "disciplinary": "disciplinary cases",
    "cpd": "training episodes (CPD)",
    "population": "population of the area",
}


def kind_in_words(kind: str) -> str:
    """Return the name of a kind of extract.

    >>> kind_in_words("fitness_to_practise"), kind_in_words("staff")
    ('fitness to practise cases', 'staff')
    """
    return _KINDS.get(kind, kind.replace("_", " "))


def interval_name(line: Line) -> str:
    """Return the name of the interval of a line: its confidence."""
    return f"{line.confidence * 100:.10g}% confidence interval"


def lines_by(lines: Iterable[Line], key: Callable[[Line], Key]) -> list[tuple[Key, list[Line]]]:
    """Return lines grouped by a key, in the order of the first line of each group."""
    lines_of: dict[Key, list[Line]] = {}
    for line in lines:
        lines_of.setdefault(key(line), []).append(line)
    return list(lines_of.items())


def in_terminology(results: Reported, text: str) -> str:
    """Return a text of this program in the terminology of the results."""
    return worded(text, str(results.settings["terminology"]))


def group_name(results: Reported, name: str) -> str:
    """Return the name of a group in headings: "Minority ethnic"."""
    return in_terminology(results, capital(name))


#: The names in a report of what results make of several settings.
_OF_SEVERAL: Mapping[str, str] = {
    "window": "Period of events",
    "senior_managers": "Senior managers",
    "pay_groups": "Pay groups",
}

#: Values of settings in words, besides those that the table of settings has.
_VALUES: Mapping[tuple[str, str], str] = {
    **{("interval", name): words for name, words in INTERVALS_IN_WORDS.items()},
    **{("p_value", name): words for name, words in TESTS_IN_WORDS.items()},
    ("p_value", "automatic"): (
        "Pearson chi-squared, or Fisher exact where fewer than 5 events, or 5 people without one, "
        "would be expected in a group"
    ),
}


def settings_in_words(settings: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield each setting that has a value, and the value in words."""
    table = {result_name(key, entry): entry for key, entry in entries().items() if entry.label}
    for name, value in settings.items():
        if value in (None, "", [], {}):
            continue
        entry = table.get(name)
        label = entry.label if entry else _OF_SEVERAL.get(name, name.replace("_", " "))
        words = None
        if name in ("snapshot", "window"):
            days = value if isinstance(value, (list, tuple)) else [value]
            words = " to ".join(day_in_words(str(day)) for day in days)
        elif value == "as given":
            words = "as in the extract"
        elif isinstance(value, str):
            words = _VALUES.get((name, value)) or (entry.words.get(value) if entry else None)
        yield label, words or _value_in_words(value)


def day_in_words(day: str) -> str:
    """Return a day as it is written in British English.

    >>> day_in_words("2025-09-30")
    '30 September 2025'
    """
    return phrases.day_in_words(date.fromisoformat(day))


def _value_in_words(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_value_in_words(entry)}" for name, entry in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value).replace("_", " ")


class Form(StrEnum):
    """The kind of figure in a cell."""

    TEXT = "text"
    COUNT = "count"
    SIGNED_COUNT = "signed count"
    PERCENTAGE = "percentage"
    POINTS = "points"
    RATIO = "ratio"
    P_VALUE = "p value"


class Value(NamedTuple):
    """The content of a cell.

    Parameters
    ----------
    text
        As it is printed: a rounded figure, or the letter that says why it is missing.
    number
        The figure itself; None where it is missing, and for words.
    form
        What the figure is: a share of 0.05 is a percentage, a gap of 0.05 five points.
    decimals
        The number of decimals printed.
    detail
        What stands behind the text, in brackets where it is beside it.
    is_strong
        Whether it stands out from the cells around it.
    unit
        What the text says behind its number, such as whose people they are.
    rag
        The colour of a status: red, amber, green, blue or grey; empty for anything else.
    """

    text: str
    number: float | None = None
    form: Form = Form.TEXT
    decimals: int = 0
    detail: str = ""
    is_strong: bool = False
    unit: str = ""
    rag: str = ""

    @property
    def beside(self) -> str:
        """The text and its detail on one line."""
        return f"{self.text} ({self.detail})" if self.detail else self.text

    @property
    def below(self) -> str:
        """The text, and its detail on a line of its own."""
        return f"{self.text}\n{self.detail}" if self.detail else self.text


class Table(NamedTuple):
    """A table with one row of headers, whose first column names its rows.

    Parameters
    ----------
    name
        A short name: lower case, words joined by hyphens.
    note
        A note for the reader; may be empty.
    series
        The columns that a chart draws, each with whose figures they are.
    has_funnels
        Whether its rows are units with the limits of a funnel, which charts draw.
    """

    name: str
    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""
    series: Mapping[int, str] = {}
    has_funnels: bool = False


class Row(NamedTuple):
    """A row of a brief table: its number, title, figures and remark."""

    number: str
    title: str
    cells: Sequence[Value] = ()
    remark: str = ""


class BriefTable(NamedTuple):
    """A brief table.

    Parameters
    ----------
    title_header, remark_header
        The headers of the titles and the remarks; without the second there are no remarks.
    heading, note
        What stands above it and below it; may be empty.
    """

    title_header: str
    headers: Sequence[str]
    remark_header: str
    rows: Sequence[Row]
    heading: str = ""
    note: str = ""


def text_cell(words: str) -> Value:
    """Return a cell of words."""
    return Value(words)


def detailed_cell(words: str, detail: str) -> Value:
    """Return a cell of words with a detail, which may be empty."""
    return Value(words, detail=detail)


def tally_cell(value: Value, count: int | None, out_of: int | None) -> Value:
    """Return a cell with the tally that its figure is of as its detail."""
    return value._replace(detail=tally_text(count, out_of))


def ratio_and_interval_cell(line: Line, name: str = "ratio") -> Value:
    """Return the cell of a ratio of a line, with its interval."""
    value: float | None = getattr(line, name)
    text, limits = ratio_text(line, name), limits_text(line, name)
    decimals = 0 if value is None else rounding.ratio_decimals(value, line.decimals)
    return Value(text, value, Form.RATIO, decimals, limits)


def points_cell(gap: float | None, missing: str = NOT_APPLICABLE) -> Value:
    """Return a cell of a difference of shares in points, or of what stands in its place."""
    if gap is None:
        return Value(missing, form=Form.POINTS)
    return Value(rounding.points(gap), gap, Form.POINTS, 1)


def share_cell(share: float | None, missing: str = WITHHELD) -> Value:
    """Return a cell of a share, or of what stands in its place."""
    if share is None:
        return Value(missing, form=Form.PERCENTAGE)
    return Value(rounding.percentage(share), share, Form.PERCENTAGE, 1)


def count_cell(number: int | None) -> Value:
    """Return a cell of a number of people, or of the mark of a withheld one."""
    if number is None:
        return Value(WITHHELD, form=Form.COUNT)
    return Value(f"{number:,}", number, Form.COUNT)


def figure_cell(line: Line, name: str, form: Form) -> Value:
    """Return a figure of a line by its name, or the letter that says why it is missing."""
    value: float | None = getattr(line, name)
    if value is None:
        return Value(f"[{line.marks[name]}]", form=form)
    if form is Form.PERCENTAGE:
        return Value(rounding.percentage(value), value, form, 1)
    if form is Form.POINTS:
        return Value(rounding.points(value), value, form, 1)
    if form is Form.P_VALUE:
        return p_value_cell(value)
    if form is Form.COUNT:
        return Value(f"{value:,}", value, form)
    return ratio_cell(value, line.decimals)


def workforce_share_cell(line: Line) -> Value:
    """Return a cell of the group's share of all who were counted, with its counts."""
    value = figure_cell(line, "workforce_share", Form.PERCENTAGE)
    return tally_cell(value, line.group_out_of, line.all_out_of)


def event_share_cell(line: Line) -> Value:
    """Return a cell of the group's share of all who had the event, with its counts."""
    return tally_cell(
        figure_cell(line, "share", Form.PERCENTAGE), line.group_count, line.all_count
    )


def p_value_cell(value: float) -> Value:
    """Return a cell of a p value, with the decimals it is printed with."""
    shown, decimals = rounding.p_value_text(value), rounding.p_value_decimals(value)
    return Value(shown, value, Form.P_VALUE, decimals)


def ratio_cell(value: float, decimals: int = rounding.RATIO_DECIMALS) -> Value:
    """Return a cell of a ratio or a limit of one, with the decimals it is printed with."""
    shown, printed = (
        rounding.ratio_text(value, decimals),
        rounding.ratio_decimals(value, decimals),
    )
    return Value(shown, value, Form.RATIO, printed)
