"""The ledger: what was published, so that a new release cannot undo an earlier one.

It holds published values alone, and is as safe to keep as the publications themselves.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.disclosure.knowledge import COUNT_COLUMNS
from scwres.errors import DisclosureError, Fault, FileError, InputError, cannot_be_read
from scwres.metrics.standards.supporting import SUPPORTING
from scwres.publishing.published import publication_of_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from scwres.disclosure.knowledge import Publication
    from scwres.results.results import Published

#: What is kept of a line: whose counts they are, how they are read, and the counts.
KEPT = (
    *("standard", "indicator", "title", "part", "breakdown", "unit", "group", "compared_with"),
    *COUNT_COLUMNS.values(),
    *("headline", "method", "profile"),
)


class Entry(NamedTuple):
    """A release: whose figures, of which period, by which rule."""

    organisation: str
    period: str
    profile: str
    pay_groups: Mapping[str, Sequence[str]]
    results: tuple[Mapping[str, Any], ...]


class Ledger(NamedTuple):
    """What was published, release by release."""

    name: str
    entries: tuple[Entry, ...] = ()

    def of_same_people(
        self, settings: Mapping[str, Any], period: str, profile: str, standard: str
    ) -> list[Publication]:
        """Return the releases of the same organisation and period, as a reader has them.

        Raises
        ------
        DisclosureError
            When one was made by another rule, or to another standard.
        """
        whose = str(settings["organisation"] or ""), period or _period(settings)
        found = []
        for number, entry in enumerate(self.entries, 1):
            if (entry.organisation, entry.period) != whose or not entry.results:
                continue
            name = f"release {number} of {self.name}"
            if entry.profile != profile:
                said, now = (text.partition(":")[0] for text in (entry.profile, profile))
                what = f"{name} was made by {said}, and this one is by {now}"
                raise DisclosureError([Fault("", what, f"Publish by {said} again.")])
            standards = {str(row["standard"]) for row in entry.results} - {SUPPORTING, standard}
            if standards:
                # The same people under other names: which counts are the same is not known.
                what = f"{name} is of {standards.pop()}, and this one of {standard}"
                raise DisclosureError([Fault("", what, "Publish one of them for a period.")])
            found.append(
                publication_of_rows(name, entry.results, {"pay_groups": entry.pay_groups})
            )
        return found

    def with_entry(self, entry: Entry) -> Ledger:
        """Return the ledger with a release, which it may have already."""
        return self if entry in self.entries else Ledger(self.name, (*self.entries, entry))


def entry_of(published: Published, period: str) -> Entry:
    """Return what a ledger keeps of a publication."""
    settings = published.settings
    pay_groups: Any = settings.get("pay_groups") or {}
    return Entry(
        organisation=str(settings["organisation"] or ""),
        period=period or _period(settings),
        profile=published.profile,
        pay_groups=pay_groups,
        results=tuple({name: getattr(line, name) for name in KEPT} for line in published.lines),
    )


def _period(settings: Mapping[str, Any]) -> str:
    """Return the period that settings tell; empty where they tell none."""
    window = settings.get("window")
    return " to ".join(window) if window else settings.get("snapshot") or ""


def read_ledger(path: Path) -> Ledger:
    """Return the ledger that a file holds; an empty one where there is none yet.

    Raises
    ------
    FileError
        When it cannot be read.
    InputError
        When it is no ledger.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Ledger(path.name)
    except OSError as error:
        raise FileError([cannot_be_read(path.name, error, "Name a file.")]) from error
    try:
        releases = json.loads(content)["releases"]
        entries = tuple(
            Entry(
                organisation=str(one["organisation"]),
                period=str(one["period"]),
                profile=str(one["profile"]),
                pay_groups=dict(one["pay_groups"]),
                results=tuple({name: row[name] for name in KEPT} for row in one["results"]),
            )
            for one in releases
        )
        if not all(map(_is_sound, entries)):
            raise ValueError  # said below, like whatever else is wrong
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        fix = "Name the ledger that earlier runs wrote, or a new file."
        raise InputError([Fault(path.name, "is no ledger of scwres", fix)]) from error
    return Ledger(path.name, entries)


def _is_sound(entry: Entry) -> bool:
    """Return whether the rows of a release, and its pay groups, are what they should be."""
    return all(map(_is_sound_row, entry.results)) and all(
        isinstance(bands, list) and all(isinstance(band, str) for band in bands)
        for bands in entry.pay_groups.values()
    )


def _is_sound_row(row: Mapping[str, Any]) -> bool:
    """Return whether a row holds texts, and counts or nothing."""
    counts = [row[name] for name in COUNT_COLUMNS.values()]
    texts = [row[name] for name in KEPT if name not in COUNT_COLUMNS.values()]
    return all(isinstance(text, str) for text in texts) and all(
        count is None or (type(count) is int and count >= 0) for count in counts
    )


def as_text(ledger: Ledger) -> str:
    """Return a ledger as JSON text, a line of results a line."""
    releases = []
    for entry in ledger.entries:
        head = [(name, value) for name, value in entry._asdict().items() if name != "results"]
        parts = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in head]
        rows = ",\n".join(json.dumps(row) for row in entry.results)
        releases.append("{" + ", ".join(parts) + ',\n"results": [\n' + rows + "\n]}")
    return '{"scwres ledger": 1, "releases": [\n' + ",\n".join(releases) + "\n]}\n"
