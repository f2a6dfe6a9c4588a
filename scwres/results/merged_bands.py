"""Pay bands that the settings merge into fewer, so that fewer counts are small.

Bands are merged after extracts are read, in the answers and in the units alike. What the
settings say of bands, such as who is a senior manager, they say of bands as extracts have them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from scwres.counts import PAY_BAND, Cell, Counts, natural_order, spelling
from scwres.errors import Fault, UsageError
from scwres.extracts.cells.derived import least_pay_by_band
from scwres.extracts.cells.pay_order import PayOrder
from scwres.extracts.cells.values import plain
from scwres.settings.question import Question
from scwres.text.phrases import in_words, nearest

#: The setting, as messages name it.
SETTING = "[pay_bands] merged"


def band_names(question: Question, counts: Counts) -> dict[str, str]:
    """Return the name of the merged band that each pay band counts under, by the band.

    Bands that are not merged have none. Empty where the settings merge no bands, or nobody's
    pay band is known.

    Raises
    ------
    UsageError
        When a band does not exist or is merged twice; when a merged band has the name of another;
        or when bands of senior managers, or of a pay group, are merged with others.
    """
    merged = question.merged_bands
    bands = _bands(counts)
    if not merged or not bands:
        return {}
    if faults := list(_faults(question, merged, bands)):
        raise UsageError(faults)
    names = {
        spelling(member): name for name, members in merged.items() for member in (name, *members)
    }
    return {band: names[spelling(band)] for band in sorted(bands) if spelling(band) in names}


def _bands(counts: Counts) -> set[str]:
    """Return the pay bands that people are in, now or before they left."""
    bands = set(counts.answers(PAY_BAND))
    if bands and PAY_BAND in counts.breakdowns:
        position = counts.breakdowns.index(PAY_BAND)
        bands |= {name for cell in counts.people_by_cell if (name := cell.unit[position])}
    return bands


def with_merged_bands(counts: Counts, names: Mapping[str, str]) -> Counts:
    """Return counts with the people of bands under the names of the merged ones.

    >>> counts = Counts({Cell("pay_band", "G1", "Indian"): 3, Cell("pay_band", "G2", "Indian"): 4})
    >>> with_merged_bands(counts, {"G1": "G1 to G2", "G2": "G1 to G2"}).people_by_cell
    {Cell(item='pay_band', answer='G1 to G2', ethnicity='Indian', unit=()): 7}
    """
    if not names:
        return counts
    position = counts.breakdowns.index(PAY_BAND) if PAY_BAND in counts.breakdowns else None
    people_by_cell: Counter[Cell] = Counter()
    for cell, people in counts.people_by_cell.items():
        merged = cell
        if cell.item == PAY_BAND:
            merged = merged._replace(answer=names.get(cell.answer, cell.answer))
        if position is not None and (unit := cell.unit[position] or "") in names:
            before, after = cell.unit[:position], cell.unit[position + 1 :]
            merged = merged._replace(unit=(*before, names[unit], *after))
        people_by_cell[merged] += people
    return Counts(dict(people_by_cell), counts.breakdowns)


def order_of_merged(order: PayOrder, names: Mapping[str, str]) -> PayOrder:
    """Return the order of pay bands with each merged band where the lowest of its bands was.

    >>> order_of_merged(PayOrder(("G1", "G2", "G3"), "names"), {"G1": "low", "G2": "low"}).bands
    ('low', 'G3')
    """
    bands = tuple(dict.fromkeys(names.get(band, band) for band in order.bands))
    return order._replace(bands=bands)


def _faults(
    question: Question, merged: Mapping[str, Sequence[str]], bands: set[str]
) -> Iterator[Fault]:
    """Yield what is wrong with the bands that are to be merged."""
    exist = {spelling(band) for band in bands}
    homes: dict[str, str] = {}
    for name, members in merged.items():
        existing = [band for band in members if spelling(band) in exist]
        # A count file that was written with this setting holds the merged band alone.
        if not existing and spelling(name) in exist:
            continue
        for band in members:
            if band not in existing:
                what = f"{SETTING} names '{band}', and nobody is in that pay band"
                listed = f"The bands are {in_words(sorted(bands, key=natural_order))}."
                yield Fault("", what, nearest(band, bands) or listed, "setting-value")
            if homes.setdefault(spelling(band), name) != name:
                what = f"{SETTING} puts '{band}' in both '{homes[spelling(band)]}' and '{name}'"
                yield Fault("", what, "Leave it in one of them.", "settings-conflict")
        if spelling(name) in exist - {spelling(band) for band in members}:
            what = f"{SETTING}: '{name}' is also the name of a pay band that is not part of it"
            yield Fault("", what, "Choose another name.", "settings-conflict")
        if are_apart(existing, lambda band: is_senior(question, band)):
            what = f"{SETTING}: '{name}' merges bands of senior managers with other bands"
            fix = "Keep senior managers in bands of their own, so that their figures still agree."
            yield Fault("", what, fix, "settings-conflict")
        if has_pay_groups(question) and are_apart(existing, question.pay_group):
            what = f"{SETTING}: '{name}' merges bands of different pay groups"
            fix = "Merge only bands of one pay group, or change [pay_groups]."
            yield Fault("", what, fix, "settings-conflict")


def are_apart(bands: Sequence[str], kind: Callable[[str], object]) -> bool:
    """Return whether bands are of more than one kind."""
    return len({kind(band) for band in bands}) > 1


def has_pay_groups(question: Question) -> bool:
    """Return whether race disparity ratios between pay groups may be computed."""
    return question.standard.disparity is not None and bool(question.pay_groups)


def is_senior(question: Question, band: str) -> bool:
    """Return whether the settings make senior managers of the staff in a pay band."""
    rules = question.rules
    if rules.senior_salary is not None:
        least = {spelling(name): pay for name, pay in least_pay_by_band(rules.bands).items()}
        return least.get(spelling(band), -1) >= rules.senior_salary
    return plain(band) in {plain(grade) for grade in rules.senior_grades}
