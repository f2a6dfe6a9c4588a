"""A line's figures in the words and letters that every format gives them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from scwres.metrics.difference import NO_CLEAR_DIFFERENCE
from scwres.metrics.standards.indicator import SHARE
from scwres.results.results import INTERVALS_IN_WORDS, TESTS_IN_WORDS
from scwres.text import numbers as rounding
from scwres.text.wording import DECIDED, as_odds, ratio_in_words, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
    from typing import TypeVar

    Key = TypeVar("Key", bound=Hashable)

    from scwres.results.results import Line, Reported

#: What is said of a measure without a worse side.
SIGNIFICANT = "statistically significant"

#: What is said of a group of under ten people.
FEW_PEOPLE = "too few to tell (under 10 people)"

#: What stands in place of a count, a figure or words that are withheld.
WITHHELD = "[c]"


def finding_in_words(line: Line) -> str:
    """Return what may be said of a line, with the ratio in words where there is one."""
    if why := _why_no_finding(line):
        return why
    finding = finding_alone(line)
    if line.ratio is None:
        nobody = f"no events among {line.compared_with}"
        return nobody if finding == NO_CLEAR_DIFFERENCE else f"{finding}: {nobody}"
    words = "no events in the group" if line.ratio == 0 else _ratio_words(line)
    if line.finding in DECIDED:
        return f"{finding}: {words}"
    # The words of a ratio that is not told from 1 stand back, and without its figure.
    return f"{finding} ({words.partition(' (')[0]})"


def finding_alone(line: Line) -> str:
    """Return what may be said of a line, without the ratio in words."""
    if why := _why_no_finding(line):
        return why
    if line.finding:
        return line.finding
    return SIGNIFICANT if line.difference.is_significant else line.difference.value


def _why_no_finding(line: Line) -> str:
    """Return why nothing is found of a line; empty where something is."""
    if line.is_withheld:
        return WITHHELD
    if line.group_out_of == 0 or line.compared_with_out_of == 0:
        return "nobody to compare"
    if line.group_count == 0 and line.compared_with_count == 0:
        return "nothing happened in either group"
    if line.is_of_few_people:
        return FEW_PEOPLE
    if line.is_rate:
        return "a rate: not tested"
    if line.headline != SHARE and not line.difference:
        return "no difference: everybody in both groups"
    return ""


def _ratio_words(line: Line) -> str:
    finding = DECIDED[0] if line.difference.is_significant else ""
    words = ratio_in_words(line.ratio or 0, finding, line.decimals)
    if line.is_of_odds:
        words = as_odds(words)
    return f"{line.group} {words}" if line.is_inverse else words


def is_clear(line: Line) -> bool:
    """Return whether a ratio is significantly different from 1."""
    return line.difference.is_significant


def ratio_text(line: Line, name: str = "ratio") -> str:
    """Return a ratio of a line as it is printed, or the letter that says why it is not there."""
    value: float | None = getattr(line, name)
    return f"[{line.marks[name]}]" if value is None else rounding.ratio_text(value, line.decimals)


def limits_text(line: Line) -> str:
    """Return the interval of a ratio as it is printed; empty where it has none."""
    if line.ratio_lower is None or (line.ratio_upper is None and line.ratio_lower == 0):
        return ""
    lower = rounding.ratio_text(line.ratio_lower, line.decimals)
    if line.ratio_upper is None:
        return f"{lower} or more"
    return f"{lower} to {rounding.ratio_text(line.ratio_upper, line.decimals)}"


def count_text(count: int | None) -> str:
    """Return a count, or that it is withheld."""
    return WITHHELD if count is None else f"{count:,}"


def tally_text(count: int | None, out_of: int | None) -> str:
    """Return a count out of others; nothing where there are none, or both are withheld."""
    if out_of == 0 or (count is None and out_of is None):
        return ""
    return f"of {out_of:,}" if count is None else f"{count:,} of {count_text(out_of)}"


def short_number(number: str, title: str) -> str:
    """Return the number of an indicator; measures go by their title alone."""
    return number if len(number) <= 2 and number != title else ""


def title_with_direction(line: Line, title: str) -> str:
    """Return a title that says which group is over which, where it is not the usual way."""
    return f"{title}, {line.group} over {line.minority}" if line.is_inverse else title


#: What kinds of extracts are called where they are not called by a plain word.
_KINDS: Mapping[str, str] = {
    "fitness_to_practise": "fitness to practise cases",
    "disciplinary": "disciplinary cases",
    "cpd": "training episodes (CPD)",
    "population": "population of the area",
}


def kind_in_words(kind: str) -> str:
    """Return what a kind of extract is called.

    >>> kind_in_words("fitness_to_practise"), kind_in_words("staff")
    ('fitness to practise cases', 'staff')
    """
    return _KINDS.get(kind, kind.replace("_", " "))


def interval_name(line: Line) -> str:
    """Return what the interval of a line is called, with its confidence."""
    return f"{line.confidence * 100:.10g}% interval"


def grouped(lines: Iterable[Line], key: Callable[[Line], Key]) -> list[tuple[Key, list[Line]]]:
    """Return lines of the same key together, in the order of the first of each."""
    found: dict[Key, list[Line]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    return list(found.items())


def in_terminology(results: Reported, text: str) -> str:
    """Return a text of this program's in the terminology that results speak in."""
    return worded(text, str(results.settings["terminology"]))


def group_name(results: Reported, name: str) -> str:
    """Return what a group is called in headings: "Minority ethnic"."""
    return in_terminology(results, capital(name))


def capital(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


#: What each setting is called; those that are not named here go by their own name.
_SETTINGS: Mapping[str, str] = {
    "organisation": "Organisation",
    "snapshot": "Day of the staff extract",
    "window": "Events counted from and to",
    "indicators": "Indicators asked for",
    "by": "Broken down by",
    "groups": "Groups compared",
    "reference": "Compared with",
    "white_minorities": "White minorities counted as",
    "confidence": "Confidence of intervals",
    "interval": "Interval of a ratio",
    "p_value": "Test of the p value",
    "terminology": "Terminology",
    "out_of": "Leavers are out of",
    "blank": "A blank means",
    "pay_bands": "Pay bands",
    "senior_managers": "Senior managers",
    "regulated": "Regulated professionals",
    "profile": "Disclosure control",
    "pay_groups": "Pay groups",
}


#: Values that are names of this program's, in a reader's words.
_VALUES: Mapping[tuple[str, object], str] = {
    ("terminology", "gov"): "that of the government's style guide",
    ("terminology", "programme"): "that of the SC-WRES programme",
    ("out_of", "employed"): "everybody employed in the year",
    ("out_of", "in_post"): "the staff in post",
    **{
        (name, "as given"): "as the extract has them"
        for name in ("pay_bands", "senior_managers", "regulated")
    },
    **{("interval", name): words for name, words in INTERVALS_IN_WORDS.items()},
    **{("p_value", name): words for name, words in TESTS_IN_WORDS.items()},
    ("p_value", "automatic"): (
        "Pearson chi-squared, or Fisher exact where under 5 events (or people without one) would "
        "be expected in a group"
    ),
}


def settings_in_words(settings: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Give each setting that was said, or that is usual, and its value in words."""
    for name, value in settings.items():
        if value not in (None, "", [], {}):
            known = _VALUES.get((name, value)) if isinstance(value, str) else None
            if name in ("snapshot", "window"):
                days = value if isinstance(value, (list, tuple)) else [value]
                known = " to ".join(day_in_words(str(day)) for day in days)
            yield _SETTINGS.get(name, name.replace("_", " ")), known or _value_in_words(value)


def day_in_words(day: str) -> str:
    """Return a day as it is written in British English.

    >>> day_in_words("2025-09-30")
    '30 September 2025'
    """
    found = date.fromisoformat(day)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


#: In English whatever the machine's own language is.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def _value_in_words(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_value_in_words(one)}" for name, one in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value).replace("_", " ")
