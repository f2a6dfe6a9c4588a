"""What a run does, as far as ``scwres.toml``, the options or the keywords set it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

from scwres.errors import Fault, UsageError
from scwres.ethnicity.categories import grouping_contradiction
from scwres.extracts.cells.pay_order import Bands
from scwres.extracts.rules import (
    ExtractRequest,
    OwnMeasure,
    PostRules,
    ReadingOptions,
    Rules,
    Window,
)
from scwres.extracts.schema import (
    ENDINGS,
    KINDS,
    LISTED_ITEMS,
    POPULATION,
    Kind,
    events_of,
    header_name,
)
from scwres.metrics.standards.indicator import AS_WORSE_WHEN, Indicator, Words
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES, supporting_measure
from scwres.settings.commentary import Commentary, read_commentary
from scwres.settings.fields import EXTRACTS, PAY_GROUPS, Entry, entries, entry_called, keywords
from scwres.settings.logo import Logo, read_logo
from scwres.settings.measures import NEITHER
from scwres.settings.values import Problem, Table, YesNoColumn, amounts_above
from scwres.text.phrases import in_words, nearest


class Publishing(NamedTuple):
    """How results are published.

    Parameters
    ----------
    profile
        The rule's name; empty where none was named.
    zeros
        Whether true zeros are shown everywhere.
    known
        Totals that a reader knows from elsewhere, by the indicator.
    ledger
        The file that keeps what was published.
    period
        The period that figures are of; empty where the snapshot or the window sets it.
    different_from
        Organisations and periods in the ledger that look alike and are others.
    correct
        Why this release corrects an earlier one; empty where it does not.
    draft
        Whether the ledger is left as it is.
    members
        Publications of organisations among those that are published together.
    """

    profile: str = ""
    zeros: bool = False
    known: Mapping[str, int] = {}
    ledger: Path | None = None
    period: str = ""
    different_from: tuple[str, ...] = ()
    correct: str = ""
    draft: bool = False
    members: tuple[Path, ...] = ()


class Reporting(NamedTuple):
    """How a report is made.

    Parameters
    ----------
    title
        Its title; empty where it is called by the standard.
    folder
        Where it is written; None where none was named.
    four_fifths
        Whether charts show the four-fifths range.
    before
        Results of earlier years that it also shows, the earliest first.
    plan
        The action plan that it holds them against; None where none was named.
    logo
        The organisation's logo; None where none was named.
    commentary
        The council's own words; None where no file was named.
    png
        Whether charts are written as PNG too.
    """

    title: str = ""
    folder: Path | None = None
    four_fifths: bool = False
    before: tuple[Path, ...] = ()
    plan: Path | None = None
    logo: Logo | None = None
    commentary: Commentary | None = None
    png: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run does, as far as it was set.

    Parameters
    ----------
    values
        What was set, by the key in the table of settings: as TOML holds it, and checked.
    wishes
        The extracts, with how each is to be read.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    wishes: tuple[ExtractRequest, ...] = ()

    def __getitem__(self, key: str) -> Any:
        """Return the value of a setting, or the one that holds where none is set."""
        entry = entry_called(key)
        return entry.type.read(self.values[key]) if key in self.values else entry.usual

    def of_table(self, table: str, names: Iterable[str]) -> dict[str, Any]:
        """Return what was set in a table of some keys there."""
        return {
            name: self[f"{table}.{name}"] for name in names if f"{table}.{name}" in self.values
        }

    @property
    def window(self) -> Window | None:
        """The window that is set, or the twelve months up to the snapshot."""
        if self["window.from"]:
            return Window(self["window.from"], self["window.to"])
        return year_up_to(self["snapshot"]) if self["snapshot"] else None

    @property
    def rules(self) -> Rules:
        """How extracts are to be read."""
        rules = {
            entry.rule: self[key]
            for key, entry in entries().items()
            if entry.rule and key in self.values
        }
        return Rules(
            **rules,
            window=self.window,
            above=amounts_above(self.values.get("words", {})),
            bands=Bands(
                scheme=self["pay_bands.from_salary"],
                step=self["pay_bands.step"],
                order=self["pay_bands.order"],
            ),
            posts=PostRules(**self.of_table("posts", PostRules._fields)),
            everyone=frozenset(item for item, is_right in self["everyone"].items() if is_right),
            measures=tuple(
                OwnMeasure(
                    name,
                    header_name(measure.get("item", name)),
                    header_name(measure.get("out_of", "")),
                    measure.get("counted_of", ""),
                )
                for name, measure in self["measure"].items()
            ),
        )

    @property
    def measures(self) -> tuple[Indicator, ...]:
        """The user's own measures, beside the standard."""
        return tuple(_measure(name, measure) for name, measure in self["measure"].items())

    @property
    def pay_groups(self) -> dict[str, tuple[str, ...]]:
        """The pay bands of each pay group; empty where they are not set."""
        return self.of_table("pay_groups", PAY_GROUPS)

    @property
    def publishing(self) -> Publishing:
        """How results are published."""
        publishing = Publishing(**self.of_table("publish", Publishing._fields))
        own = self["publish.threshold"], self["publish.base"]
        if publishing.profile or None in own:
            return publishing
        return publishing._replace(profile=f"{own[0]}-{own[1]}")

    @property
    def reporting(self) -> Reporting:
        """How a report of them is made. The logo and the commentary are read and checked.

        Raises
        ------
        FileError
            When the logo or the commentary cannot be read.
        UsageError
            When the logo is not a picture that a page may hold, or the commentary holds what
            it may not.
        """
        reporting = self.of_table("report", Reporting._fields)
        if logo := reporting.get("logo"):
            reporting["logo"] = read_logo(logo)
        if commentary := reporting.get("commentary"):
            reporting["commentary"] = read_commentary(commentary)
        return Reporting(**reporting)

    def replaced(self, changes: Mapping[str, Any]) -> Settings:
        """Return these settings with checked values in place of others; with None, without one.

        Unlike :meth:`with_values`, an empty value is set, and a table is replaced as a whole.
        """
        values = {**self.values, **changes}
        return replace(
            self, values={key: value for key, value in values.items() if value is not None}
        )

    def with_values(self, given: Mapping[str, object]) -> Settings:
        """Return these settings with others in their place, which are checked.

        What is set by name in a table is added to the table. Of the reference and the rule for
        white minorities, one that is given alone decides the other, where the two contradict.

        Raises
        ------
        UsageError
            When a value is wrong: every fault at once.
        """
        own = self.values.get("measure", {})
        plain = {key: entry_called(key).type.plain(value) for key, value in given.items()}
        plain = {key: value for key, value in plain.items() if _is_given(value)}
        faults = [
            Fault("", what, fix, "setting-value")
            for key, value in plain.items()
            for what, fix in _problems_of(entry_called(key), key, value, own)
        ]
        if faults:
            raise UsageError(faults)
        values = {**self.values, **plain}
        for key in plain.keys() & self.values.keys():
            if isinstance(values[key], dict):
                values[key] = {**self.values[key], **values[key]}
        if grouping_contradiction(*(values.get(key, "") for key in GROUPED_BY)):
            others = [key for key in GROUPED_BY if key not in plain]
            if len(others) == 1:
                del values[others[0]]
        return replace(self, values=values)


#: The two settings that decide who is compared with whom, and can contradict each other.
GROUPED_BY = ("reference", "ethnicity.white_minorities")


def _is_given(value: object) -> bool:
    """Return whether a value sets anything: none, an empty text and an empty list do not."""
    if isinstance(value, (str, list, dict)):
        return bool(value)
    return value is not None


def _problems_of(entry: Entry, key: str, value: object, own: Iterable[str]) -> Iterable[Problem]:
    """Yield what is wrong with a value; ``own`` is the user's measures, which are columns."""
    type_ = entry.type
    if isinstance(type_, Table) and isinstance(type_.key, YesNoColumn):
        type_ = replace(type_, key=type_.key.and_own(own))
    if type_.fits(value):
        yield from type_.problems(value)
    else:
        yield from ((f"{key}: {what}", fix) for what, fix in type_.problems(value))


def combined(
    settings: Settings,
    *,
    paths: Iterable[str | PathLike[str]] = (),
    named: Iterable[tuple[str, str | PathLike[str]]] = (),
    population: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
    window: tuple[date, date] | None = None,
    has_frames: bool = False,
    **given: Any,
) -> Settings:
    """Return settings with the keywords of ``compute()`` in place of what a file sets.

    Extracts that are named as options take the place of all those in the file; how the file
    reads one of them, ``find_sources`` adds.

    Raises
    ------
    TypeError
        When no setting has such a keyword.
    UsageError
        When a value is wrong, or a kind of extract does not exist.
    """
    known = keywords()
    for name in given:
        if name not in known:
            others = ("named", "population", "window", "config", "settings", "strict", "tell")
            question = nearest(name, [*known, *others])
            message = f"there is no keyword '{name}'. {question}".rstrip()
            raise TypeError(message)
    values = {known[name][0]: value for name, value in given.items()}
    if window:
        values |= {"window.from": window[0], "window.to": window[1]}
    settings = settings.with_values(values)
    # How files are read is set for each; these are for all.
    reading = ReadingOptions(**settings.of_table(EXTRACTS, ReadingOptions._fields))
    database = reading.database or settings["database"]
    reading = reading._replace(database=database)
    own = settings["measure"]
    wishes = [request_of(path, None, database) for path in paths]
    wishes += [request_of(path, kind_called(kind, own), database) for kind, path in named]
    extracts = wishes or ([] if has_frames else list(settings.wishes))
    chosen = [wish._replace(reading=reading.or_else(wish.reading)) for wish in extracts]
    residents = [population] if isinstance(population, (str, PathLike)) else list(population)
    if residents:
        # Beside the extracts, wherever those are named.
        chosen = [wish for wish in chosen if wish.kind is not POPULATION or wish in wishes]
        chosen += [ExtractRequest(Path(path), POPULATION) for path in residents]
    return replace(settings, wishes=tuple(chosen))


def request_of(
    path: str | PathLike[str], kind: Kind | None, database: str | None
) -> ExtractRequest:
    """Return a request for a file; where a database is named, for a table if there is no file."""
    file = Path(path)
    is_file = str(path) == "-" or file.suffix.casefold() in ENDINGS or file.exists()
    if is_file or not database:
        return ExtractRequest(file, kind)
    return ExtractRequest(file, kind, reading=ReadingOptions(database=database), is_table=True)


def _measure(name: str, setting: Mapping[str, str]) -> Indicator:
    """Return a measure of the user's own.

    One that uses a supporting measure's own column is worded as that measure.
    """
    usual = next((measure for measure in SUPPORTING_MEASURES if measure.number == name), None)
    title, out_of = setting["title"], setting.get("out_of", "")
    words = Words(
        "people",
        "people",
        f"be counted under '{title}'",
        f"case of '{title}'",
        f"cases of '{title}'",
    )
    lags_when = setting.get("lags_when", AS_WORSE_WHEN)
    is_usual = usual is not None and setting.get("item", name) == name and not out_of
    return supporting_measure(
        name,
        title,
        usual.population
        if usual and is_usual
        else f"people whose {out_of} is yes"
        if out_of
        else "people with an answer",
        f"people whose {setting.get('item', name)} is yes",
        setting.get("worse_when"),
        usual.words if usual and is_usual else words,
        lags_when=None if lags_when == NEITHER else lags_when,
    )


def year_up_to(day: date) -> Window:
    """Return the twelve months that end on a day.

    >>> year_up_to(date(2025, 9, 30)).start
    datetime.date(2024, 10, 1)
    """
    after = day + timedelta(days=1)
    try:
        return Window(after.replace(year=after.year - 1), day)
    except ValueError:  # the day after 28 February of a leap year
        return Window(date(after.year - 1, 3, 1), day)


def kind_called(name: str, own: Iterable[str] = ()) -> Kind:
    """Return the kind of extract of that name, or of the list of the events of an item.

    ``own`` is the user's own measures, which are items too.

    Raises
    ------
    UsageError
        When there is none.
    """
    spelt = name.strip().casefold().replace("-", "_").replace(" ", "_")
    listed = [*LISTED_ITEMS, *own]
    if spelt not in KINDS and spelt in listed:
        return events_of(spelt)
    if spelt not in KINDS:
        what = f"there is no kind of extract called '{name}'"
        fix = nearest(spelt, [*KINDS, *listed]) or (
            f"Expected {in_words(list(KINDS), last='or')}."
        )
        raise UsageError([Fault("", what, fix, "setting-value")])
    return KINDS[spelt]
