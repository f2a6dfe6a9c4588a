"""The ledger of publications, so that a new release cannot undo an earlier one.

It holds only published values, and is as safe to keep as the publications themselves.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.disclosure.knowledge import COUNT_COLUMNS, Organisations
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
from scwres.publishing.published import (
    NAME_COLUMNS,
    organisations_of,
    publication_of_rows,
)
from scwres.results.files import method_columns, profile_name
from scwres.text.strict_json import read_json

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Publication
    from scwres.results.results import Published

#: The version of the form of the file.
FORM = 2

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
    organisations
        Those that it counts together, where it is of several; ``organisation`` is empty then.
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
    organisations: Organisations = Organisations()
    dates: tuple[str, ...] = ()
    corrects: tuple[int, ...] = ()
    why: str = ""
    unfinished: Unfinished | None = None

    @property
    def whose(self) -> Organisations:
        """Whose people it counts; none where it does not say."""
        if self.organisations.names or not bare(self.organisation):
            return self.organisations
        return Organisations((self.organisation,))

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

    def relatives(
        self,
        organisations: Organisations,
        period: Period,
        different_from: Collection[str] = (),
    ) -> Relatives:
        """Return the releases that tell of the people of some organisations in a period.

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
        names = {bare(name): name for name in organisations.names}
        corrected = self.corrected
        candidates, faults = {}, []
        for number, entry in enumerate(self.entries, 1):
            of_period = _likeness_of_period(entry, period, others)
            if of_period is Likeness.DIFFERENT or not entry.results:
                continue
            near = list(_near_names(entry.whose, organisations, others))
            whose = entry.whose.called(names, bare)
            is_same = set(whose.names) == set(organisations.names)
            if of_period is Likeness.NEAR and (is_same or near):
                near.append(("period", entry.period, period.name))
            release = f"release {number} of {self.name}"
            faults += [_near_fault(release, *like) for like in near]
            if not near and number not in corrected:
                candidates[number] = entry._replace(organisations=whose)
        if faults:
            raise UsageError(faults)
        same, beside = _told_apart(candidates, set(organisations.names))
        return Relatives(same, beside)

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
            )._replace(organisations=entry.whose, dates=entry.dates)
        return releases

    def unnamed(self, organisations: Organisations, period: str) -> list[int]:
        """Return the releases that cannot be compared: one of the two does not say whose it is.

        By their number. Those of another organisation or period are not among them.
        """
        own = set(map(bare, organisations.names)), set(filter(None, [bare(period)]))
        return [
            number
            for number, entry in enumerate(self.entries, 1)
            for theirs in [
                (set(map(bare, entry.whose.names)), set(filter(None, [bare(entry.period)])))
            ]
            if any(bool(their) != bool(its) for their, its in zip(theirs, own, strict=True))
            and all(their & its for their, its in zip(theirs, own, strict=True) if their and its)
        ]

    def with_entry(self, entry: Entry) -> Ledger:
        """Return the ledger with one release more."""
        return self._replace(entries=(*self.entries, entry))


class Relatives(NamedTuple):
    """The releases that tell of the people of a release that is made, by their number.

    Parameters
    ----------
    same
        Those of the same organisations.
    beside
        Those of organisations among them, of others together with them, and so on.
    """

    same: Mapping[int, Entry]
    beside: Mapping[int, Entry]


def _told_apart(
    candidates: Mapping[int, Entry], names: set[str]
) -> tuple[dict[int, Entry], dict[int, Entry]]:
    """Return the releases of some organisations, and those that have people in common with them.

    Or with others that have, and so on.
    """
    same = {
        number: entry for number, entry in candidates.items() if set(entry.whose.names) == names
    }
    beside: dict[int, Entry] = {}
    met = set(names)
    while True:
        further = {
            number: entry
            for number, entry in candidates.items()
            if number not in same and number not in beside and met & set(entry.whose.names)
        }
        if not further:
            return same, dict(sorted(beside.items()))
        beside |= further
        met.update(name for entry in further.values() for name in entry.whose.names)


def _likeness_of_period(entry: Entry, period: Period, others: Collection[str]) -> Likeness:
    """Return how the period of a release is like another."""
    likeness = likeness_of_periods(Period(entry.period, entry.dates), period)
    is_other = likeness is Likeness.NEAR and bare(entry.period) in others
    return Likeness.DIFFERENT if is_other else likeness


def _near_names(
    whose: Organisations, own: Organisations, others: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield the organisations of a release that are near one of others, with that."""
    known = set(map(bare, own.names))
    for name in whose.names:
        if bare(name) in known or bare(name) in others:
            continue
        for own_name in own.names:
            if likeness_of_organisations(name, own_name) is Likeness.NEAR:
                yield "organisation", name, own_name


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
    organisations = organisations_of(settings)
    several = len(organisations.names) > 1
    return Entry(
        organisation="" if several else str(settings["organisation"] or ""),
        period=written.name,
        profile=published.profile,
        pay_groups=pay_groups,
        results=tuple(
            {name: getattr(line, name) for name in KEPT_COLUMNS} for line in published.lines
        ),
        organisations=organisations if several else Organisations(),
        dates=written.dates,
    )


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
        organisations=organisations_of(release) if "organisations" in release else Organisations(),
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
    if entry.organisations.names:
        yield "organisations", entry.organisations.names
        yield "organisations_left_out", entry.organisations.left_out
    for name in ("dates", "corrects", "why"):
        if value := getattr(entry, name):
            yield name, value
    if by := ledger.corrected.get(number):
        yield "corrected", {"by": by, "why": ledger.entries[by - 1].why}
    if entry.unfinished is not None:
        yield "unfinished", entry.unfinished._asdict()
