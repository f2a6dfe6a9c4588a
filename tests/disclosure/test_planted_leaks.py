"""Leaks planted in safe publications: a count that a relation gives away, where others are shown.

Each plant shows large counts alone, all but one of a relation, so that subtraction tells the
small one that is left. The relations below are sums of people; none is taken from the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import invented
import pytest

import scwres
from scwres.disclosure.rules import PROFILES
from scwres.publishing.audit import audit_of
from scwres.publishing.publish import exact_lines, release_of
from scwres.publishing.published import publication_of
from scwres.reports import FORMATS

RULE = PROFILES["swe"]
SIDES = ("group", "compared_with", "unknown", "ungrouped")
OWN = (
    '[measure.appeal]\ntitle = "Appealed"\nitem = "appealed"\nout_of = "disciplinary"\n'
    '[measure.upheld]\ntitle = "Upheld"\nout_of = "appealed"\n'
)
GRADES = '[senior_managers]\ngrades = ["Grade 3", "Grade 4"]\n'


class Cell(NamedTuple):
    """A count of a publication: which row and which column."""

    number: str
    part: str
    breakdown: str
    unit: str
    column: str


class Safe(NamedTuple):
    """A safe publication, the counts that it was made of, and its organisation chart."""

    text: str
    counts: dict[Cell, int]
    nested: dict


def _council(kind: str, seed: int) -> invented.Council:
    random = Random(seed)
    items = ("disciplinary", "cpd", "senior_manager", "left")
    if kind == "senior grades":
        items = ("cpd", "left")
    people = invented.staff(random, 300 + 60 * seed, items=items)
    by, settings = (), ""
    if kind == "units":
        by = ("directorate",)
    elif kind == "own column":
        by = ("office",)
        for person in people:
            person["office"] = random.choice(["North", "South", "South", "West"])
    elif kind == "chart":
        by = ("directorate", "team")
        for person in people:
            part = random.choice("abbb")
            person["team"] = f"{person['directorate']} {part}"
    elif kind == "senior grades":
        settings = GRADES
        for person in people:
            person["pay_band"] = random.choices(["Grade 1", "Grade 3", "Grade 4"], [3, 3, 0.3])[0]
    elif kind in ("measure of an item", "measure of a measure"):
        settings = OWN
        for person in people:
            person["disciplinary"] = "Y" if random.random() < 0.3 else "N"
            person["appealed"] = random.choice("YYN") if person["disciplinary"] == "Y" else ""
            person["upheld"] = random.choice("YN") if person["appealed"] == "Y" else ""
    return invented.Council(people, settings=settings, by=by)


@lru_cache(maxsize=64)
def _safe(kind: str, seed: int) -> Safe:
    council = _council(kind, seed)
    with TemporaryDirectory() as name:
        paths = council.write(Path(name))
        results = scwres.compute(paths, config=Path(name) / "scwres.toml", by=list(council.by))
    text = FORMATS["json"].render(release_of(results, RULE).published)
    counts = {
        _cell(line.indicator, line.part, line.breakdown, line.unit, column): count
        for line in exact_lines(results, RULE)
        for column, count in line.counts.items()
    }
    return Safe(text, counts, dict(results.nested))


def _cell(number: str, part: str, breakdown: str, unit: str, column: str) -> Cell:
    is_whole = number == "1" and column.endswith("_out_of")
    return Cell(number, "" if is_whole else part, breakdown, unit, column)


def _relations(kind: str, safe: Safe) -> Iterator[tuple[Cell, ...]]:
    """Yield cells of which each follows from the others."""
    counts = safe.counts
    for cell in counts:
        side, _, which = cell.column.partition("_" if "with" not in cell.column else "with_")
        if kind == "row" and side == "all":
            yield (cell, *(cell._replace(column=f"{other}_{which}") for other in SIDES))
        elif kind in ("units", "own column") and not cell.breakdown:
            inside = [part for part in counts if part.breakdown and _is_alike(part, cell)]
            yield (cell, *inside)
        elif kind == "chart" and cell.breakdown == "directorate":
            teams = safe.nested[("team", "directorate")][cell.unit]
            inside = [cell._replace(breakdown="team", unit=team) for team in teams]
            yield (cell, *inside)
        elif kind == "leavers" and cell.number == "8" and cell.column.endswith("_count"):
            whole = cell.column.replace("_count", "_out_of")
            yield (
                cell,
                cell._replace(number="3", column=whole),
                cell._replace(number="9", column=whole),
            )
        elif kind == "senior grades" and cell.number == "9" and cell.column.endswith("_count"):
            bands = [cell._replace(number="1", part=band) for band in ("Grade 3", "Grade 4")]
            yield (cell, *bands)
        elif kind in PAIRS and (cell.number, cell.column[-6:]) == (PAIRS[kind][0], "out_of"):
            yes = cell.column.replace("_out_of", "_count")
            yield (cell, cell._replace(number=PAIRS[kind][1], column=yes))


PAIRS = {
    "measure of an item": ("appeal", "3"),
    "measure of a measure": ("upheld", "appeal"),
}


def _is_alike(other: Cell, cell: Cell) -> bool:
    return (other.number, other.part, other.column) == (cell.number, cell.part, cell.column)


def _plants(kind: str, seed: int) -> Iterator[tuple[str, Cell, tuple[Cell, ...]]]:
    """Yield leaks: the text they are planted in, the count given away, and those shown."""
    safe = _safe(kind, seed)
    for cells in _relations(kind, safe):
        for target in cells:
            others = tuple(cell for cell in cells if cell != target)
            if not all(cell in safe.counts for cell in cells):
                continue
            is_small = 0 < safe.counts[target] < RULE.threshold
            if not is_small:
                continue
            # Those counted by one of a pair are the events of the other, whatever is shown.
            if kind not in PAIRS and any(
                0 < safe.counts[cell] < RULE.threshold for cell in others
            ):
                continue
            yield _with_shown(safe, target, others), target, others


def _with_shown(safe: Safe, target: Cell, others: tuple[Cell, ...]) -> str:
    document = json.loads(safe.text)
    for row in document["results"]:
        where = [str(row[name]) for name in ("indicator", "part", "breakdown", "unit")]
        for column in row:
            cell = _cell(*where, column)
            if cell in others:
                row[column] = safe.counts[cell]
            if cell == target:
                row[column] = None
    return json.dumps(document)


def _audit(text: str, nested: dict):
    publication = publication_of("planted.json", text.encode())
    return audit_of([publication._replace(nested=nested)], RULE, {})


def _is_given_away(target: Cell, result) -> bool:
    which = "of" if target.column.endswith("_out_of") else "yes"
    names = (target.number, target.breakdown, target.unit, which)
    return any(
        (key.indicator, key.breakdown, key.unit, key.which) == names and key.part == target.part
        for key in (disclosure.key for disclosure in result.given_away)
    )


KINDS = {
    "row": 14,
    "units": 4,
    "leavers": 5,
    "senior grades": 5,
    "measure of an item": 4,
    "measure of a measure": 6,
    "own column": 20,
    "chart": 5,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_planted_leaks_are_given_away(kind):
    plants = (
        (seed, text, target) for seed in range(1, 13) for text, target, _ in _plants(kind, seed)
    )
    planted = list(islice(plants, KINDS[kind]))
    missed = [
        target
        for seed, text, target in planted
        if not _is_given_away(target, _audit(text, _safe(kind, seed).nested))
    ]

    assert len(planted) == KINDS[kind]
    assert missed == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_found_where_no_leak_was_planted(kind):
    safe = _safe(kind, 1)

    assert _audit(safe.text, safe.nested).is_safe
