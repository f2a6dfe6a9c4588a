"""The ledger of publications, so that a new release cannot undo an earlier one.

It holds only published values, and is as safe to keep as the publications themselves.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.disclosure.knowledge import COUNT_COLUMNS
from scwres.errors import DisclosureError, Fault, FileError, InputError, cannot_be_read
from scwres.metrics.standards.supporting import SUPPORTING
from scwres.publishing.published import NAME_COLUMNS, publication_of_rows
from scwres.results.files import method_columns, profile_name

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Publication
    from scwres.results.results import Published

#: The columns of a line in a ledger: its names, its counts, and how they are read.
KEPT_COLUMNS = (
    *NAME_COLUMNS,
    *COUNT_COLUMNS.values(),
    *("headline", "method", "profile", "statistic", "interval", "p_value_test"),
)


class Entry(NamedTuple):
    """A release: its organisation, its period, its rule and its figures."""

    organisation: str
    period: str
    profile: str
    pay_groups: Mapping[str, Sequence[str]]
    results: tuple[Mapping[str, Any], ...]


class Ledger(NamedTuple):
    """All that was published, release by release."""

    name: str
    entries: tuple[Entry, ...] = ()

    def of_same_people(
        self, settings: Mapping[str, Any], period: str, profile: str, standard: str
    ) -> list[Publication]:
        """Return the releases of the same organisation and period, as a reader has them.

        Raises
        ------
        DisclosureError
            When one was made by a different rule, or to a different standard.
        """
        people = str(settings["organisation"] or ""), period or _period(settings)
        releases = []
        for number, entry in enumerate(self.entries, 1):
            if (entry.organisation, entry.period) != people or not entry.results:
                continue
            name = f"release {number} of {self.name}"
            if entry.profile != profile:
                earlier, now = map(profile_name, (entry.profile, profile))
                what = f"{name} was made by {earlier}, but this release is by {now}"
                fix = f"Publish by {earlier} again."
                raise DisclosureError([Fault("", what, fix, "undoes-earlier")])
            standards = {str(row["standard"]) for row in entry.results} - {SUPPORTING, standard}
            if standards:
                # The same people under other names: which counts are the same is not known.
                what = f"{name} uses {standards.pop()}, but this release uses {standard}"
                fix = "Publish by a single standard for each period."
                raise DisclosureError([Fault("", what, fix, "undoes-earlier")])
            releases.append(
                publication_of_rows(name, entry.results, {"pay_groups": entry.pay_groups})
            )
        return releases

    def with_entry(self, entry: Entry) -> Ledger:
        """Return the ledger with a release, which it may have already."""
        return self if entry in self.entries else Ledger(self.name, (*self.entries, entry))


def entry_of(published: Published, period: str) -> Entry:
    """Return the entry of a publication in a ledger."""
    settings = published.settings
    pay_groups: Any = settings.get("pay_groups") or {}
    return Entry(
        organisation=str(settings["organisation"] or ""),
        period=period or _period(settings),
        profile=published.profile,
        pay_groups=pay_groups,
        results=tuple(
            {name: getattr(line, name) for name in KEPT_COLUMNS} for line in published.lines
        ),
    )


def _period(settings: Mapping[str, Any]) -> str:
    """Return the period in settings; empty where they have none."""
    window = settings.get("window")
    return " to ".join(window) if window else settings.get("snapshot") or ""


def read_ledger(path: Path) -> Ledger:
    """Return the ledger in a file; an empty one where the file does not exist yet.

    Raises
    ------
    FileError
        When it cannot be read.
    InputError
        When it is not a ledger.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Ledger(path.name)
    except OSError as error:
        raise FileError([cannot_be_read(path.name, error)]) from error
    try:
        releases = json.loads(content)["releases"]
        entries = tuple(
            Entry(
                organisation=str(release["organisation"]),
                period=str(release["period"]),
                profile=str(release["profile"]),
                pay_groups=dict(release["pay_groups"]),
                results=tuple(
                    {name: whole[name] for name in KEPT_COLUMNS}
                    for row in release["results"]
                    for whole in [{**row, **method_columns(row)}]
                ),
            )
            for release in releases
        )
        if not all(map(_is_sound, entries)):
            raise ValueError  # reported below, like any other problem
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        fix = "Give the ledger that earlier runs wrote, or the name of a new file."
        fault = Fault(path.name, "is not a ledger of scwres", fix, "not-results")
        raise InputError([fault]) from error
    return Ledger(path.name, entries)


def _is_sound(entry: Entry) -> bool:
    """Return whether the rows of a release, and its pay groups, have the right types."""
    return all(map(_is_sound_row, entry.results)) and all(
        isinstance(bands, list) and all(isinstance(band, str) for band in bands)
        for bands in entry.pay_groups.values()
    )


def _is_sound_row(row: Mapping[str, Any]) -> bool:
    """Return whether the names of a row are texts, and its counts whole numbers or empty."""
    counts = [row[name] for name in COUNT_COLUMNS.values()]
    texts = [row[name] for name in KEPT_COLUMNS if name not in COUNT_COLUMNS.values()]
    return all(isinstance(text, str) for text in texts) and all(
        count is None or (type(count) is int and count >= 0) for count in counts
    )


def as_text(ledger: Ledger) -> str:
    """Return a ledger as JSON text, with each line of results on its own line."""
    releases = []
    for entry in ledger.entries:
        head = [(name, value) for name, value in entry._asdict().items() if name != "results"]
        parts = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in head]
        rows = ",\n".join(json.dumps(row) for row in entry.results)
        releases.append("{" + ", ".join(parts) + ',\n"results": [\n' + rows + "\n]}")
    return '{"scwres ledger": 1, "releases": [\n' + ",\n".join(releases) + "\n]}\n"
