"""Counts withheld, and seconds, beside tau-argus on the same single tables.

``benchmarks/disclosure.py --argus`` runs it. It needs pytauargus, of the extra ``bench``.

A table is one indicator of an invented council: answers by groups by directorates, with all
totals. It is protected as a publication is, under the profile ``swe``, and by tau-argus with the
same small counts unsafe. We publish who answered yes and who answered at all, so only those are
counted. "No" costs tau-argus next to nothing, and of the rest it withholds as few as will do.

The two do not ask the same:

- Ours asks that every withheld count, small or not, keeps five whole numbers. So it must for the
  one person of a count, and for a reader who knows the rule (where zeros are shown, a withheld
  count is at least 1) and how many gave no answer.
- Tau-argus asks that every small count can be so much less and so much more, in fractions of
  people, by a reader who knows only that counts are not negative. Here that is two less, or as
  many as there are, and as many more as make five values. Of the counts that it withholds beside
  those it asks nothing. Its method OPT, used here, knows nothing of single persons.

Then each attacks both patterns. The audit of tau-argus gives the range of a withheld cell, "no"
included. A cell that can be four more and none less is not safe to it, though five values are
left: so cells that keep fewer whole numbers are counted as well. Ours counts what anybody could
work out, and what only the one person of another count could.
"""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from math import ceil, floor
from pathlib import Path
from random import Random
from typing import NamedTuple

from councils import ITEMS, council
from pytauargus.engine import Engine, run_batch

import scwres
from scwres.counts import NO, YES
from scwres.disclosure.knowledge import (
    ALL,
    OF,
    UNGROUPED,
    Key,
    Publication,
    PublishedLine,
    keys_of,
)
from scwres.disclosure.known import known_to_reader
from scwres.disclosure.protection import protected, simply_withheld
from scwres.disclosure.reader import given_away
from scwres.disclosure.rules import LEAST_CANDIDATES, PROFILES
from scwres.publishing.publish import exact_lines

RULE = PROFILES["swe"]

#: What it costs tau-argus to withhold a count that we publish, and one that we do not.
PUBLISHED_COST, OTHER_COST = 100, 1

#: As tau-argus calls a total, and its three statuses.
TOTAL = "T"
SAFE, UNSAFE, SECONDARY = "S", "U", "M"

METADATA = """\
<SEPARATOR> ";"
<SAFE> "S"
<UNSAFE> "U"
answer "" ""
<RECODEABLE>
<TOTCODE> "T"
who "" ""
<RECODEABLE>
<TOTCODE> "T"
unit "" ""
<RECODEABLE>
<TOTCODE> "T"
people
<NUMERIC>
cost
<NUMERIC> <COST>
status
<STATUS>
less
<NUMERIC> <LOWERPL>
more
<NUMERIC> <UPPERPL>
"""

BATCH = """\
<OPENTABLEDATA> "table.tab"
<OPENMETADATA> "table.rda"
<SPECIFYTABLE> "answer""who""unit"|"people"||"cost"
<SAFETYRULE>
<READTABLE> 0
"""

#: The optimum, in five minutes at most.
SUPPRESS = """\
<SUPPRESS> OPT(1,5)
<WRITETABLE> (1,5,SO+,"protected.tab")
"""

#: The two that are compared.
US, THEM = "scwres", "tau-argus"


class Table(NamedTuple):
    """A table to protect, and which of its counts are small.

    Parameters
    ----------
    counts
        Of all three answers: yes, no and both together.
    """

    name: str
    lines: tuple[PublishedLine, ...]
    counts: Mapping[Key, int]
    small: frozenset[Key]

    @property
    def published(self) -> list[Key]:
        """The counts that both publish."""
        return [key for key in self.counts if key.which != NO]

    @property
    def small_published(self) -> int:
        """How many of those are small."""
        return sum(key in self.small for key in self.published)

    def beside(self, pattern: Pattern) -> int:
        """Return how many of those are withheld beside the small ones."""
        return sum(key in pattern.withheld for key in self.published) - self.small_published


class Pattern(NamedTuple):
    """What is withheld in a table, and how long it took to find."""

    withheld: frozenset[Key]
    seconds: float


class ArgusAudit(NamedTuple):
    """Of the withheld cells, how many are not safe, and how many keep too few whole numbers."""

    cells: int
    not_safe: int
    few_values: int


class OurAudit(NamedTuple):
    """How many counts anybody can work out, and how many more the one person of a count."""

    by_anybody: int
    by_one_person: int


def table_of(seed: int) -> Table:
    """Return a table of one indicator that was made up."""
    random = Random(seed)
    groups, units = random.choice(["two", "five"]), random.randint(2, 6)
    staff, item = random.choice([150, 300, 600, 1_200]), random.choice(list(ITEMS))
    rows = council(seed, staff, units, bands=3).splitlines()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "counts.csv"
        wanted = [row for row in rows if row.startswith(("item,", f"{item},"))]
        file.write_text("\n".join(wanted) + "\n", encoding="utf-8")
        results = scwres.compute(file, by=["directorate"], groups=groups)
    lines = exact_lines(results, RULE)
    shows_zero = {key: line.shows_zero for line in lines for key in keys_of(line).values()}
    counts = {
        key: line.counts[column] or 0 for line in lines for column, key in keys_of(line).items()
    }
    # Nobody is in no group, and that is said: a made-up council has no label that is too broad.
    counts = {key: count for key, count in counts.items() if key.who != UNGROUPED}
    small = simply_withheld(lines, RULE)
    for key in [key for key in counts if key.which == OF]:
        no = key._replace(which=NO)
        counts[no] = counts[key] - counts[key._replace(which=YES)]
        if counts[no] < RULE.threshold and not (shows_zero[key] and not counts[key]):
            small.add(no)
    return Table(f"{item}, {groups} groups, {staff} staff", lines, counts, frozenset(small))


def protected_by_us(table: Table) -> Pattern:
    """Withhold counts as a publication does, its proof included."""
    start = time.perf_counter()
    lines = protected(table.lines, RULE).lines
    seconds = time.perf_counter() - start
    withheld = {
        key
        for line in lines
        for column, key in keys_of(line).items()
        if line.counts[column] is None
    }
    return Pattern(frozenset(withheld), seconds)


class Argus:
    """A table as tau-argus reads it."""

    def __init__(self, table: Table, folder: Path) -> None:
        self._table, self._folder = table, folder
        self._codes = {ALL: TOTAL, OF: TOTAL, "": TOTAL, YES: "yes", NO: "no"}
        for names in ({key.who for key in table.counts}, {key.unit for key in table.counts}):
            for index, name in enumerate(sorted(names)):
                self._codes.setdefault(name, f"c{index}")
        (folder / "table.rda").write_text(METADATA, encoding="utf-8")

    def _cell(self, key: Key) -> tuple[str, str, str]:
        return self._codes[key.which], self._codes[key.who], self._codes[key.unit]

    def _run(self, steps: str, withheld: Collection[Key] = ()) -> Engine:
        rows = []
        for key, people in self._table.counts.items():
            if not people and key not in self._table.small:
                continue  # a zero that is shown: a cell that tau-argus is not given is empty
            status = SECONDARY if key in withheld else SAFE
            if key in self._table.small:
                status = UNSAFE
            cost = OTHER_COST if key.which == NO else PUBLISHED_COST
            less = min(people, (LEAST_CANDIDATES - 1) // 2)
            more = LEAST_CANDIDATES - 1 - less
            row = [*self._cell(key), people, cost, status, less, more]
            rows.append(";".join(map(str, row)))
        (self._folder / "table.tab").write_text("\n".join(rows) + "\n", encoding="utf-8")
        batch = self._folder / "batch.arb"
        batch.write_text(BATCH + steps, encoding="utf-8")
        with contextlib.chdir(self._folder):  # where it leaves its logs
            return run_batch(batch)

    def protected(self) -> Pattern:
        """Withhold as few counts as will do."""
        start = time.perf_counter()
        self._run(SUPPRESS)
        seconds = time.perf_counter() - start
        keys = {self._cell(key): key for key in self._table.counts}
        withheld = set()
        for row in (self._folder / "protected.tab").read_text(encoding="utf-8").splitlines():
            values = [value.strip(' "') for value in row.split(";")]
            if values[-3] in (UNSAFE, SECONDARY):
                withheld.add(keys[values[0], values[1], values[2]])
        return Pattern(frozenset(withheld), seconds)

    def audit(self, withheld: Collection[Key]) -> ArgusAudit:
        """Attack a publication that withholds these counts, and with them what they hide."""
        hidden = {*withheld, *(key._replace(which=NO) for key in withheld)}
        engine = self._run("", hidden)
        with contextlib.chdir(self._folder):
            cells = engine.audit(0)
        few = sum(
            floor(cell["max"] + 1e-6) - ceil(cell["min"] - 1e-6) + 1 < LEAST_CANDIDATES
            for cell in cells
        )
        return ArgusAudit(len(cells), sum(bool(cell["unsafe"]) for cell in cells), few)


def our_audit(table: Table, withheld: Collection[Key]) -> OurAudit:
    """Attack a publication that withholds these counts as an audit of ours does."""
    lines = tuple(
        line._replace(
            counts={
                column: None if key in withheld else line.counts[column]
                for column, key in keys_of(line).items()
            }
        )
        for line in table.lines
    )
    true = {
        key: line.counts[column] or 0
        for line in table.lines
        for column, key in keys_of(line).items()
    }
    ones = {key for key, people in table.counts.items() if people == 1}
    knowledge = known_to_reader([Publication("", lines, is_protected=True)], RULE, true=true)
    found = given_away(knowledge, RULE, is_protected=True, ones=ones)
    by_anybody = {each.key for each in found if each.by is None}
    return OurAudit(len(by_anybody), len({each.key for each in found} - by_anybody))


class Comparison(NamedTuple):
    """What one of the two withholds in a table, and what the attacks of both find in that."""

    table: Table
    pattern: Pattern
    argus_audit: ArgusAudit
    our_audit: OurAudit


def compared(table: Table) -> dict[str, Comparison]:
    """Protect a table twice, and attack each pattern twice."""
    with tempfile.TemporaryDirectory() as folder:
        argus = Argus(table, Path(folder))
        patterns = {US: protected_by_us(table), THEM: argus.protected()}
        return {
            name: Comparison(
                table, pattern, argus.audit(pattern.withheld), our_audit(table, pattern.withheld)
            )
            for name, pattern in patterns.items()
        }


def print_table(table: Table, comparisons: Mapping[str, Comparison]) -> None:
    """Print what each withholds in one table, and how long that takes."""
    costs = (
        f"{name} {table.beside(each.pattern)} in {each.pattern.seconds:.2f} s"
        for name, each in comparisons.items()
    )
    print(
        f"{table.name}: {len(table.published)} counts, {table.small_published} small; "
        f"beside them {', '.join(costs)}",
        flush=True,
    )


def print_totals(name: str, comparisons: Sequence[Comparison]) -> None:
    """Print the sums over all tables of what one withholds, and what the attacks find."""
    beside = sum(each.table.beside(each.pattern) for each in comparisons)
    seconds = sum(each.pattern.seconds for each in comparisons)
    cells, not_safe, few_values = map(
        sum, zip(*(each.argus_audit for each in comparisons), strict=True)
    )
    anybody, one_person = map(sum, zip(*(each.our_audit for each in comparisons), strict=True))
    print(
        f"{name}: {beside:,} withheld beside the small ones, {seconds:.1f} s\n"
        f"    audit of tau-argus: of {cells:,} withheld cells {not_safe:,} not safe, "
        f"{few_values:,} with fewer than {LEAST_CANDIDATES} whole numbers\n"
        f"    our own audit: {anybody:,} worked out by anybody, "
        f"{one_person:,} more by one person"
    )


def compare(number: int) -> None:
    """Compare so many tables, and print each and the sums."""
    compared(table_of(0))  # so that no table has to wait for libraries to load
    tables = [table_of(seed) for seed in range(number)]
    comparisons = []
    for table in tables:
        comparisons.append(compared(table))
        print_table(table, comparisons[-1])
    counts = sum(len(table.published) for table in tables)
    small = sum(table.small_published for table in tables)
    print(f"\n{number} tables: {counts:,} counts, {small:,} of them small")
    for name in (US, THEM):
        print_totals(name, [each[name] for each in comparisons])
