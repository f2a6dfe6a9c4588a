"""The ledger of publications, so that a new release cannot undo an earlier one.

It holds only published values, and is as safe to keep as the publications themselves.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.disclosure.knowledge import COUNT_COLUMNS
from scwres.errors import (
    DisclosureError,
    Fault,
    FileError,
    InputError,
    UsageError,
    cannot_be_read,
)
from scwres.metrics.standards.supporting import SUPPORTING
from scwres.publishing.likeness import (
    Likeness,
    Period,
    bare,
    likeness_of_organisations,
    likeness_of_periods,
)
from scwres.publishing.published import NAME_COLUMNS, publication_of_rows
from scwres.results.files import method_columns, profile_name
from scwres.text.strict_json import read_json

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Publication
    from scwres.results.results import Published

#: The version of the form of the file.
FORM = 1

#: The columns of a line in a ledger: its names, its counts, and how they are read.
KEPT_COLUMNS = (
    *NAME_COLUMNS,
    *COUNT_COLUMNS.values(),
    *("headline", "method", "profile", "statistic", "interval", "p_value_test"),
)

#: The columns that say which measures a release has: lines that differ in them are of others.
_MEASURE_COLUMNS = ("standard", "indicator", "breakdown", "group", "compared_with")


class Unfinished(NamedTuple):
    """Where a publication lies that is not in its place yet.

    Parameters
    ----------
    file
        The file or folder, from the folder of the ledger.
    number
        Its number in the file system: another of the same name has another.
    """

    file: str
    number: int


class Entry(NamedTuple):
    """A release: its organisation, its period, its rule and its figures.

    Parameters
    ----------
    dates
        The first and the last day of the period; empty where the release has none.
    corrects
        The numbers of the releases that it corrects.
    why
        The reason for the correction; empty where it is none.
    unfinished
        Where it lies while it is being written; None once it is out.
    """

    organisation: str
    period: str
    profile: str
    pay_groups: Mapping[str, Sequence[str]]
    results: tuple[Mapping[str, Any], ...]
    dates: tuple[str, ...] = ()
    corrects: tuple[int, ...] = ()
    why: str = ""
    unfinished: Unfinished | None = None

    @property
    def measures(self) -> frozenset[tuple[Any, ...]]:
        """Which measures it has, by which breakdown and of which groups."""
        return frozenset(tuple(row[name] for name in _MEASURE_COLUMNS) for row in self.results)

    def is_as(self, other: Entry) -> bool:
        """Return whether another release shows the same figures by the same rule."""
        return (
            self.profile == other.profile
            and self.results == other.results
            and {name: list(bands) for name, bands in self.pay_groups.items()}
            == {name: list(bands) for name, bands in other.pay_groups.items()}
        )


class Ledger(NamedTuple):
    """All that was published, release by release.

    ``content`` is what the file held, as it was read; None where there was no file.
    """

    name: str
    entries: tuple[Entry, ...] = ()
    content: bytes | None = None

    @property
    def corrected(self) -> dict[int, int]:
        """The number of the release that corrects another, by the number of that."""
        return {
            corrected: number
            for number, entry in enumerate(self.entries, 1)
            for corrected in entry.corrects
        }

    def of_same_people(
        self,
        organisation: str,
        period: Period,
        different_from: Collection[str] = (),
    ) -> dict[int, Entry]:
        """Return the releases of an organisation and a period that still hold, by their number.

        One that was corrected is left out: whatever of it still holds is in its correction.

        Parameters
        ----------
        different_from
            Names of organisations and periods that are near, and are of others.

        Raises
        ------
        UsageError
            When the organisation or the period of a release is near, and nothing says whether
            it is the same.
        """
        others = set(map(bare, different_from))
        corrected = self.corrected
        same, faults = {}, []
        for number, entry in enumerate(self.entries, 1):
            likenesses = _likenesses(entry, organisation, period, others)
            if Likeness.DIFFERENT in likenesses.values() or not entry.results:
                continue
            if near := [name for name, like in likenesses.items() if like is Likeness.NEAR]:
                release = f"release {number} of {self.name}"
                own = {"organisation": organisation, "period": period.name}
                faults += [
                    _near_fault(release, name, getattr(entry, name), own[name]) for name in near
                ]
            elif number not in corrected:
                same[number] = entry
        if faults:
            raise UsageError(faults)
        return same

    def publications(
        self, entries: Mapping[int, Entry], profile: str, standard: str
    ) -> dict[int, Publication]:
        """Return releases as a reader has them, by their number.

        Raises
        ------
        DisclosureError
            When one was made by a different rule, or to a different standard.
        """
        releases = {}
        for number, entry in entries.items():
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
            releases[number] = publication_of_rows(
                name, entry.results, {"pay_groups": entry.pay_groups}
            )
        return releases

    def unnamed(self, organisation: str, period: str) -> list[int]:
        """Return the releases that cannot be compared: one of the two does not say whose it is.

        By their number. Those of another organisation or period are not among them.
        """
        return [
            number
            for number, entry in enumerate(self.entries, 1)
            for pairs in [((entry.organisation, organisation), (entry.period, period))]
            if any(bool(bare(theirs)) != bool(bare(own)) for theirs, own in pairs)
            and all(bare(theirs) == bare(own) for theirs, own in pairs if theirs and own)
        ]

    def with_entry(self, entry: Entry) -> Ledger:
        """Return the ledger with one release more."""
        return self._replace(entries=(*self.entries, entry))


def _likenesses(
    entry: Entry, organisation: str, period: Period, others: Collection[str]
) -> dict[str, Likeness]:
    """Return how the organisation and the period of a release are like others, by its fields."""
    likenesses = {
        "organisation": likeness_of_organisations(entry.organisation, organisation),
        "period": likeness_of_periods(Period(entry.period, entry.dates), period),
    }
    return {
        name: Likeness.DIFFERENT
        if likeness is Likeness.NEAR and bare(getattr(entry, name)) in others
        else likeness
        for name, likeness in likenesses.items()
    }


def _near_fault(release: str, name: str, theirs: str, own: str) -> Fault:
    what = f"{release} has the {name} '{theirs}', and this release has '{own}'"
    where = "organisation" if name == "organisation" else "[publish] period"
    fix = (
        f"If they are the same, set {where} to '{theirs}' in scwres.toml. If not, add '{theirs}' "
        "to [publish] different_from."
    )
    return Fault("", what, fix, "unclear-release")


def entry_of(published: Published, period: str) -> Entry:
    """Return the entry of a publication in a ledger."""
    settings = published.settings
    pay_groups: Any = settings.get("pay_groups") or {}
    written = period_of(settings, period)
    return Entry(
        organisation=organisation_of(settings),
        period=written.name,
        profile=published.profile,
        pay_groups=pay_groups,
        results=tuple(
            {name: getattr(line, name) for name in KEPT_COLUMNS} for line in published.lines
        ),
        dates=written.dates,
    )


def organisation_of(settings: Mapping[str, Any]) -> str:
    """Return the organisation in the settings of results; empty where they have none."""
    return str(settings["organisation"] or "")


def period_of(settings: Mapping[str, Any], name: str) -> Period:
    """Return the period of results: of that name, or named after its dates."""
    window = tuple(settings.get("window") or ())
    return Period(name or " to ".join(window) or settings.get("snapshot") or "", window)


def read_ledger(path: Path) -> Ledger:
    """Return the ledger in a file; an empty one where the file does not exist yet.

    Raises
    ------
    FileError
        When it cannot be read.
    InputError
        When it is not a ledger, or was written by a later version.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Ledger(path.name)
    except OSError as error:
        raise FileError([cannot_be_read(path.name, error)]) from error
    try:
        document = read_json(content)
        form = document.get("scwres ledger", FORM)
        entries = () if form > FORM else tuple(map(_entry, document["releases"]))
        if not all(_is_sound(entry, number) for number, entry in enumerate(entries, 1)):
            raise ValueError  # reported below, like any other problem
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        fix = "Give the ledger that earlier runs wrote, or the name of a new file."
        fault = Fault(path.name, "is not a ledger of scwres", fix, "not-results")
        raise InputError([fault]) from error
    if form > FORM:
        what, fix = "was written by a later version of scwres", "Use that version, or a later one."
        raise InputError([Fault(path.name, what, fix, "other-version")])
    return Ledger(path.name, entries, content)


def _entry(release: Mapping[str, Any]) -> Entry:
    """Return a release as it stands in a ledger."""
    unfinished = release.get("unfinished")
    return Entry(
        organisation=str(release["organisation"]),
        period=str(release["period"]),
        profile=str(release["profile"]),
        pay_groups=dict(release["pay_groups"]),
        results=tuple(
            {name: whole[name] for name in KEPT_COLUMNS}
            for row in release["results"]
            for whole in [{**row, **method_columns(row)}]
        ),
        dates=tuple(release.get("dates", ())),
        corrects=tuple(release.get("corrects", ())),
        why=str(release.get("why", "")),
        unfinished=None
        if unfinished is None
        else Unfinished(str(unfinished["file"]), int(unfinished["number"])),
    )


def _is_sound(entry: Entry, number: int) -> bool:
    """Return whether everything in a release has the right type, and corrects earlier ones."""
    return (
        all(map(_is_sound_row, entry.results))
        and all(
            isinstance(bands, list) and all(isinstance(band, str) for band in bands)
            for bands in entry.pay_groups.values()
        )
        and all(isinstance(day, str) for day in entry.dates)
        and all(type(other) is int and 0 < other < number for other in entry.corrects)
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
    for number, entry in enumerate(ledger.entries, 1):
        parts = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in _head(ledger, number)]
        rows = ",\n".join(json.dumps(row) for row in entry.results)
        releases.append("{" + ", ".join(parts) + ',\n"results": [\n' + rows + "\n]}")
    return f'{{"scwres ledger": {FORM}, "releases": [\n' + ",\n".join(releases) + "\n]}\n"


def _head(ledger: Ledger, number: int) -> Iterator[tuple[str, object]]:
    """Yield what a ledger says of a release beside its figures, by the key.

    That a release is corrected follows from its correction, and is written for readers.
    """
    entry = ledger.entries[number - 1]
    for name in ("organisation", "period", "profile", "pay_groups"):
        yield name, getattr(entry, name)
    for name in ("dates", "corrects", "why"):
        if value := getattr(entry, name):
            yield name, value
    if by := ledger.corrected.get(number):
        yield "corrected", {"by": by, "why": ledger.entries[by - 1].why}
    if entry.unfinished is not None:
        yield "unfinished", entry.unfinished._asdict()
