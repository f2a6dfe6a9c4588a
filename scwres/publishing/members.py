"""The publications of a region's members, which its own is published beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scwres.disclosure.knowledge import Organisations, keys_of
from scwres.disclosure.reader import told_outright
from scwres.errors import Fault, FileError, UsageError
from scwres.metrics.standards.supporting import SUPPORTING
from scwres.publishing.likeness import Likeness, Period, bare, likeness_of_periods
from scwres.publishing.published import read_publication
from scwres.results.files import profile_name
from scwres.text.phrases import did_you_mean, in_words, nearest_word
from scwres.text.safety import place_name

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Key, Publication, PublishedLine
    from scwres.disclosure.rules import Profile

#: The endings of files that can hold a publication.
ENDINGS = frozenset({".csv", ".json", ".parquet"})


def paths_of(names: Iterable[str]) -> list[Path]:
    """Return the files of publications: by their paths, their folders, or patterns with ``*``.

    Raises
    ------
    FileError
        When a name leads to no file.
    """
    paths: dict[Path, None] = {}
    faults = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            matches = sorted(each for each in path.iterdir() if each.suffix.casefold() in ENDINGS)
        else:
            matches = [path] if path.exists() else _matches(path)
        if not matches:
            fix = "Name the files of the members' publications, or their folder."
            faults.append(Fault(name, "no publication is here", fix, "file-missing"))
        paths.update(dict.fromkeys(matches))
    if faults:
        raise FileError(faults)
    return list(paths)


def _matches(pattern: Path) -> list[Path]:
    """Return the files that a pattern such as ``published/*.csv`` leads to."""
    parts = pattern.relative_to(pattern.anchor)
    return sorted(Path(pattern.anchor).glob(str(parts))) if parts.parts else []


def named_publications(paths: Iterable[Path]) -> list[Publication]:
    """Return publications, each of which says whose it is: if it does not, as its file is called.

    Raises
    ------
    FileError, InputError
        When a file cannot be read, or holds no results.
    """
    publications = []
    for path in paths:
        publication = read_publication(path)
        whose = publication.organisations
        if not whose.names:
            whose = Organisations((place_name(path.stem),))
        publications.append(publication._replace(organisations=whose))
    return publications


def check_members(
    publications: Sequence[Publication],
    organisations: Organisations,
    dates: tuple[str, ...],
    rule: Profile,
    standard: str,
    counts: Mapping[Key, int],
) -> list[Publication]:
    """Return publications of members under the names that their organisations have.

    Parameters
    ----------
    organisations
        Those that are published together.
    dates
        The first and the last day of that publication; empty where they are not known.
    counts
        The true counts of the organisations.

    Raises
    ------
    UsageError
        When one is of no organisation among them, of another period or standard, made by another
        rule, no publication at all, or of other counts.
    """
    names = {bare(name): name for name in organisations.names}
    faults: list[Fault] = []
    members = []
    for publication in publications:
        whose = publication.organisations.names
        unknown = [name for name in whose if bare(name) not in names]
        if len(unknown) == len(whose):
            faults.append(_unknown_fault(publication.name, whose, organisations.names))
            continue
        called = publication.organisations.called(dict(names), bare)
        member = publication._replace(organisations=called, is_by_others=True)
        faults += _faults(member, dates, rule, standard, counts)
        members.append(member)
    if faults:
        raise UsageError(faults)
    return members


def _unknown_fault(file: str, whose: Sequence[str], names: Sequence[str]) -> Fault:
    called = in_words([f"'{name}'" for name in whose], last="or")
    what = f"is of {called}, which is none of the organisations that are combined"
    fix = did_you_mean(nearest_word(whose[0], names)) or (
        f"Combined are {in_words(list(names))}. Call the file as the organisation is called, or "
        "leave it out."
    )
    return Fault(file, what, fix, "unclear-release")


def _faults(
    member: Publication,
    dates: tuple[str, ...],
    rule: Profile,
    standard: str,
    counts: Mapping[Key, int],
) -> Iterator[Fault]:
    """Yield what is wrong with the publication of a member."""
    if member.profile and member.profile != (own := profile_name(rule.as_published)):
        what = f"was made by {member.profile}, but this publication is by {own}"
        fix = f"Publish by {member.profile}, or leave it out."
        yield Fault(member.name, what, fix, "undoes-earlier")
        return
    standards = {line.standard for line in member.lines} - {SUPPORTING, standard}
    if standards:
        what = f"uses {standards.pop()}, but this publication uses {standard}"
        fix = "Publish by a single standard for each period."
        yield Fault(member.name, what, fix, "undoes-earlier")
        return
    periods = Period(" to ".join(member.dates), member.dates), Period(" to ".join(dates), dates)
    if dates and member.dates and likeness_of_periods(*periods) is Likeness.DIFFERENT:
        what = f"is of {periods[0].name}, but the counts are of {periods[1].name}"
        yield Fault(member.name, what, "Give that of the same period.", "undoes-earlier")
    if any(told_outright(member, rule)):
        what = "shows or tells small counts, so nothing can be protected beside it"
        fix = f"Check it with scwres audit {member.name}. Give what was published of it."
        yield Fault(member.name, what, fix, "not-for-publication")
    elif key := _other_count(member, rule, counts):
        what = f"shows another count of {key.in_words} than the counts of {key.organisation} have"
        fix = "Combine the counts that it was made from, or leave it out."
        yield Fault(member.name, what, fix, "counts-contradict")


def _other_count(member: Publication, rule: Profile, counts: Mapping[Key, int]) -> Key | None:
    """Return the first count of a member that is not as its publication shows it."""
    if len(member.organisations.names) > 1:
        return None
    for line in member.lines:
        placed: PublishedLine = line._replace(organisation=member.organisations.names[0])
        for column, key in keys_of(placed).items():
            shown = line.counts[column]
            if shown is None or key not in counts:
                continue
            least, most = rule.range_of(shown)
            if not least <= counts[key] <= most:
                return key
    return None
