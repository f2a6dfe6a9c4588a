"""What a reader of a publication knows of every count in it, shown or withheld.

The reader has every line, knows the rule by which counts were withheld and rounded, and
knows which counts add up to which.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Who a count is of, besides the groups that lines name.
UNKNOWN = "*unknown"
ALL = "*all"

#: Which count it is: those with the event, those without, those counted.
YES = "yes"
NO = "no"
OF = "of"


class Key(NamedTuple):
    """Which count: of which indicator and part, in which unit, of whom, and what of them.

    Counts of the same key are the same count wherever they stand.
    """

    standard: str
    indicator: str
    title: str
    part: str
    breakdown: str
    unit: str
    who: str
    which: str

    @property
    def in_words(self) -> str:
        """Which count it is, as a reader would name it."""
        where = [self.part, self.unit, _WHO.get(self.who, self.who), _WHICH[self.which]]
        return f"{self.indicator} {self.title}: {', '.join(filter(None, where))}"


_WHO = {UNKNOWN: "unknown ethnicity", ALL: "everybody"}
_WHICH = {YES: "with the event", NO: "without the event", OF: "counted"}


class Seen(NamedTuple):
    """A line of a publication as a reader sees it.

    Parameters
    ----------
    counts
        The counts that are shown, by column; those that are withheld are None.
    is_share
        Whether it is of a part, such as a pay band, whose shares are published.
    shows_zero
        Whether a true zero would be shown, so that what is withheld is at least 1.
    """

    standard: str
    indicator: str
    title: str
    part: str
    breakdown: str
    unit: str
    group: str
    compared_with: str
    counts: Mapping[str, int | None]
    is_share: bool = False
    shows_zero: bool = False


class Sum(NamedTuple):
    """Counts that add up to another; with ``is_complete`` unset, to no more than it."""

    parts: tuple[Key, ...]
    whole: Key
    is_complete: bool = True


#: The columns of a line that hold counts, by whom and what they are of.
COUNT_COLUMNS: Mapping[tuple[str, str], str] = {
    ("group", YES): "group_count",
    ("group", OF): "group_out_of",
    ("compared_with", YES): "compared_with_count",
    ("compared_with", OF): "compared_with_out_of",
    (UNKNOWN, YES): "unknown_count",
    (UNKNOWN, OF): "unknown_out_of",
    (ALL, YES): "all_count",
    (ALL, OF): "all_out_of",
}


def keys_of(line: Seen) -> dict[str, Key]:
    """Return the key of each count of a line, by its column."""
    names = {"group": line.group, "compared_with": line.compared_with}
    keys = {}
    for (who, which), column in COUNT_COLUMNS.items():
        # Everybody in a band is out of the same workforce.
        part = "" if line.is_share and which == OF else line.part
        keys[column] = Key(
            line.standard,
            line.indicator,
            line.title,
            part,
            line.breakdown,
            line.unit,
            names.get(who, who),
            which,
        )
    return keys


def sums_of(
    publications: Sequence[Sequence[Seen]], *, is_everybody_in_a_group: bool = True
) -> list[Sum]:
    """Return which counts of the lines of publications add up to which.

    Groups, the reference and the unknown to all; those with the event and those without to
    those counted; bands to the workforce; units to the whole. The groups of one publication
    may be others than those of the next, and its units stand in another.
    """
    sums: list[Sum] = []
    for lines in publications:
        keys = [keys_of(line) for line in lines]
        sums += _of_groups(keys, is_complete=is_everybody_in_a_group)
        sums += _of_answers(lines, keys)
        sums += _of_parts(lines, keys)
    known = {key for lines in publications for line in lines for key in keys_of(line).values()}
    sums += _of_units(known | {part for one in sums for part in one.parts})
    return list(dict.fromkeys(sums))


def _of_groups(keys: Iterable[Mapping[str, Key]], *, is_complete: bool) -> list[Sum]:
    parts: dict[Key, dict[Key, None]] = defaultdict(dict)
    for of_line in keys:
        for which in ("count", "out_of"):
            whole = of_line[f"all_{which}"]
            for who in ("group", "compared_with", "unknown"):
                parts[whole][of_line[f"{who}_{which}"]] = None
    return [Sum(tuple(found), whole, is_complete) for whole, found in parts.items()]


def _of_answers(lines: Sequence[Seen], keys: Sequence[Mapping[str, Key]]) -> list[Sum]:
    """Return that those with the event and those without are those counted."""
    sums = []
    for line, of_line in zip(lines, keys, strict=True):
        if line.is_share:
            continue
        for who in ("group", "compared_with", "unknown", "all"):
            yes, of = of_line[f"{who}_count"], of_line[f"{who}_out_of"]
            sums.append(Sum((yes, yes._replace(which=NO)), of))
    return sums


def _of_parts(lines: Sequence[Seen], keys: Sequence[Mapping[str, Key]]) -> list[Sum]:
    parts: dict[Key, dict[Key, None]] = defaultdict(dict)
    for line, of_line in zip(lines, keys, strict=True):
        if line.is_share:
            for who in ("group", "compared_with", "unknown", "all"):
                parts[of_line[f"{who}_out_of"]][of_line[f"{who}_count"]] = None
    return [Sum(tuple(found), whole) for whole, found in parts.items()]


def _of_units(known: Iterable[Key]) -> list[Sum]:
    """Return that the units of a breakdown add up to the whole, where both stand."""
    all_keys = set(known)
    parts: dict[tuple[str, Key], list[Key]] = defaultdict(list)
    for key in sorted(all_keys):
        if key.breakdown:
            parts[key.breakdown, key._replace(breakdown="", unit="")].append(key)
    return [Sum(tuple(found), whole) for (_, whole), found in parts.items() if whole in all_keys]


def is_same_person(key: Key, other: Key) -> bool:
    """Return whether two counts of one person each are of the same one.

    A part, a unit or a group of people lies in another; who had the event, and who had not,
    is among those counted.
    """
    return _lies_in(key, other) or _lies_in(other, key)


def _lies_in(key: Key, other: Key) -> bool:
    return (
        key[:3] == other[:3]
        and other.part in ("", key.part)
        and (other.breakdown, other.unit) in ((key.breakdown, key.unit), ("", ""))
        and other.who in (key.who, ALL)
        and other.which in (key.which, OF)
    )


#: The five census groups that are minority ethnic, which together are the one of two groups.
_FIVE = ("Asian", "Black", "Mixed", "Other")


def in_other_groups(lines: Sequence[Seen]) -> list[Sum]:
    """Return that the five groups of one publication are the minority ethnic of another."""
    keys = {key for line in lines for key in keys_of(line).values()}
    return [
        Sum(tuple(key._replace(who=group) for group in _FIVE), key)
        for key in sorted(keys)
        if key.who == "minority ethnic" and all(key._replace(who=group) in keys for group in _FIVE)
    ]


def of_same_people(lines: Sequence[Seen]) -> list[Sum]:
    """Return the counts that are of the same people by the definitions of indicators.

    Staff in post are those of pay bands and of senior management, and those without the
    event of leaving; staff in the year those of every indicator that covers it.
    """
    keys = {key for line in lines for key in keys_of(line).values()}
    sums = []
    for of, others, which in (("3", ("5", "8"), OF), ("9", ("1",), OF), ("9", ("8",), NO)):
        for key in sorted(keys):
            if key.indicator != of or key.which != OF or not key.standard.startswith("sc-wres"):
                continue
            for number in others:
                sums += [
                    Sum((other._replace(which=which),), key)
                    for other in keys
                    if other.indicator == number
                    and other.which == OF
                    and (other.standard, other.part, *other[4:7])
                    == (key.standard, key.part, *key[4:7])
                ]
    return sums
