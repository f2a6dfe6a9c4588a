"""What a report says, in order: the one account that the page and the workbook are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres import __version__
from scwres.errors import in_words
from scwres.ethnicity import spoken_of
from scwres.metrics.evidence import UNKNOWN_WARNED_ABOVE
from scwres.render.account import reasons, warning_text
from scwres.render.document.charts import bands_chart, likelihood_chart, ratio_chart
from scwres.render.document.tables import (
    across_table,
    bands_table,
    evidence_table,
    inputs_table,
    likelihoods_table,
    ratios_table,
    settings_table,
    unknown_table,
    workforce_table,
)
from scwres.render.document.words import (
    capital,
    finding_in_words,
    grouped,
    in_terminology,
    interval_name,
    is_clear,
    limits_text,
    ratio_text,
)
from scwres.render.notes import EVIDENCE_HEADING, is_of_several_groups, notes
from scwres.render.untrusted import file_name
from scwres.report import MARKS, Results, definitions
from scwres.rounding import percentage, points
from scwres.wording import TERMINOLOGIES, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scwres.metrics.indicator import Indicator
    from scwres.render.document.charts import Drawable
    from scwres.render.document.values import Table
    from scwres.report import Line, Reported


class Section(NamedTuple):
    """A section of one indicator, of the whole or of a breakdown.

    Parameters
    ----------
    name
        What it is called where names are short.
    definition, how_to_read
        The official definition, and how its figure is read; empty in a breakdown.
    figure_name, figure, figure_said
        The figure that the standard publishes: what it is, it, and what is said of it.
    reading
        What the figures say, in sentences; of several groups a sentence each.
    caveats
        What could make the figure another one.
    national
        The published national figures, with their source.
    """

    name: str
    title: str
    definition: str = ""
    figure_name: str = ""
    figure: str = ""
    figure_said: str = ""
    reading: tuple[str, ...] = ()
    how_to_read: str = ""
    caveats: tuple[str, ...] = ()
    national: tuple[str, ...] = ()
    chart: Drawable | None = None
    tables: tuple[Table, ...] = ()


class Breakdown(NamedTuple):
    """A breakdown: a section an indicator, and the units taken together."""

    name: str
    title: str
    sections: tuple[Section, ...]
    across: Table | None


class Document(NamedTuple):
    """A report before it is written in any form.

    Parameters
    ----------
    subtitle
        Whose figures they are, and of when.
    notice
        Who may read it.
    headlines
        What was found: of what, and in sentences.
    coverage
        What the data cover, in sentences, with tables in ``coverage_tables``.
    glance, glance_table
        The ratios of all indicators; None where there are none, or too many.
    sections, supporting
        A section an indicator; a section a measure beside the standard.
    quality, method
        Paragraphs, each with its tables.
    shorthand
        The letters that stand for figures that are missing, and what they mean: those used.
    """

    title: str
    subtitle: str
    notice: str
    is_internal: bool
    standard: str
    headlines: tuple[tuple[str, str], ...]
    coverage: tuple[str, ...]
    coverage_tables: tuple[Table, ...]
    glance: Drawable | None
    glance_table: Table | None
    sections: tuple[Section, ...]
    supporting: tuple[Section, ...]
    breakdowns: tuple[Breakdown, ...]
    quality: tuple[str, ...]
    quality_tables: tuple[Table, ...]
    method: tuple[str, ...]
    method_tables: tuple[Table, ...]
    shorthand: tuple[tuple[str, str], ...]
    program: str

    @property
    def all_sections(self) -> Iterator[Section]:
        """Every section, those of breakdowns last."""
        yield from self.sections
        yield from self.supporting
        for breakdown in self.breakdowns:
            yield from breakdown.sections

    @property
    def charts(self) -> Iterator[Drawable]:
        """Every chart, in order."""
        if self.glance:
            yield self.glance
        for section in self.all_sections:
            if section.chart:
                yield section.chart

    @property
    def tables(self) -> Iterator[Table]:
        """Every table, in order."""
        yield from self.coverage_tables
        if self.glance_table:
            yield self.glance_table
        for section in self.all_sections:
            yield from section.tables
        for breakdown in self.breakdowns:
            if breakdown.across:
                yield breakdown.across
        yield from self.quality_tables
        yield from self.method_tables


#: The full name of the standard that reports are titled by.
FULL_NAMES: Mapping[str, str] = {
    "sc-wres": "Social Care Workforce Race Equality Standard",
    "nhs-wres": "NHS Workforce Race Equality Standard",
}


def document_of(results: Reported, title: str = "", *, four_fifths: bool = False) -> Document:
    """Return what a report of results says.

    Parameters
    ----------
    title
        What it is called; by the standard and the organisation unless said.
    four_fifths
        Whether the chart of all ratios shows the four-fifths range.
    """
    return _Writer(results, title, four_fifths=four_fifths).document()


class _Writer:
    """Writes the parts of a document, which all speak of the same results."""

    def __init__(self, results: Reported, title: str, *, four_fifths: bool) -> None:
        self.results = results
        self.title = title
        self.four_fifths = four_fifths
        self.terminology = str(results.settings["terminology"])
        self.whole = [line for line in results.lines if not line.breakdown]
        self.ratios = [
            line
            for line in self.whole
            if line.headline != "share" and not line.is_supporting and not line.is_of_odds
        ]
        self.taken: set[str] = set()
        self.indicators = definitions(results.standard, results.measures)

    def said(self, text: str) -> str:
        """Return a text of this program's own in the terminology that was asked for."""
        return in_terminology(self.results, text)

    def called(self, *texts: str) -> str:
        """Return a short name that no other section has."""
        stem = "-".join(filter(None, map(file_name, texts))) or "section"
        name, number = stem, 2
        while name in self.taken:
            name, number = f"{stem}-{number}", number + 1
        self.taken.add(name)
        return name

    def document(self) -> Document:
        results = self.results
        settings = results.settings
        family = next(name for name in FULL_NAMES if results.standard.name.startswith(name))
        organisation = str(settings.get("organisation") or "")
        whose = f": {organisation}" if organisation else ""
        sections = tuple(self._sections([one for one in self.whole if not one.is_supporting]))
        supporting = tuple(self._sections([one for one in self.whole if one.is_supporting]))
        quality_tables = []
        if ratios := [line for line in self.whole if line.headline != "share"]:
            quality_tables.append(
                evidence_table(results, ratios, "evidence", "What the ratios rest on")
            )
        made = Document(
            title=self.title or f"{FULL_NAMES[family]}{whose}",
            subtitle=", ".join(filter(None, [organisation, _period(settings)])),
            notice=results.notice,
            is_internal=isinstance(results, Results),
            standard=results.standard.title,
            headlines=tuple(self._headlines()),
            coverage=tuple(self._coverage()),
            coverage_tables=tuple(self._coverage_tables()),
            glance=self._glance(),
            glance_table=(
                ratios_table(results, self.ratios, "ratios", "The ratios of all indicators")
                if self.ratios
                else None
            ),
            sections=sections,
            supporting=supporting,
            breakdowns=tuple(self._breakdowns()),
            quality=tuple(self._quality()),
            quality_tables=tuple(quality_tables),
            method=tuple(self._method()),
            method_tables=(settings_table(results, "settings", "Settings of this run"),),
            shorthand=(),
            program=f"scwres {__version__}",
        )
        return made._replace(shorthand=_shorthand(made))

    def _headlines(self) -> Iterator[tuple[str, str]]:
        bands = [line for line in self.whole if line.headline == "share"]
        for _, lines in grouped(bands, lambda line: line.group):
            if said := self._spread(lines):
                yield _numbered(lines[0]), said
        for line in self.ratios:
            if is_clear(line):
                yield _numbered(line), " ".join(_sentences(line.reading)[:2])
        for finding in ("no clear difference", "too few to tell"):
            if found := [line for line in self.ratios if line.finding == finding]:
                yield capital(finding), self._which(found)
        if found := [line for line in self.ratios if line.is_withheld]:
            yield "Withheld, so that nobody can be recognised", self._which(found)
        if not self.whole:
            yield "", "No indicator could be computed."

    def _which(self, lines: Sequence[Line]) -> str:
        """Return which ratios lines are of; of several groups, how many."""
        if is_of_several_groups(self.ratios):
            return f"{len(lines)} of {len(self.ratios)} ratios."
        return f"{in_words(_names(lines))}."

    def _spread(self, lines: Sequence[Line]) -> str:
        """Return a group's share of the workforce and of the pay bands; empty where withheld."""
        first, runs = lines[0], _runs(lines)
        if first.workforce_share is None or not runs:
            return ""
        whom = self.said(capital(spoken_of(first.group, "staff")))
        return (
            f"{whom} were {percentage(first.workforce_share)} of the workforce. Their share of "
            f"the pay bands runs {runs}."
        )

    def _coverage(self) -> Iterator[str]:
        kinds = [one.kind for one in self.results.inputs]
        if kinds:
            yield f"Computed from these extracts: {in_words(list(dict.fromkeys(kinds)))}."
        high = [
            line
            for line in self.ratios
            if max(line.unknown_share or 0, line.unknown_event_share or 0) > UNKNOWN_WARNED_ABOVE
        ]
        if names := _names(high):
            yield (
                f"Ethnicity is unknown for more than {percentage(UNKNOWN_WARNED_ABOVE, 0)} of "
                f"those counted, or of those with the event, in {in_words(names)}: read with "
                "care."
            )
        missing = [line.strip() for line in reasons(self.results)]
        if missing:
            yield "Not computed: " + "; ".join(" ".join(line.split()) for line in missing) + "."

    def _coverage_tables(self) -> Iterator[Table]:
        title = "How complete ethnicity is, by indicator"
        lines = [line for line in self.whole if not line.is_of_odds]
        if lines:
            yield unknown_table(self.results, lines, "ethnicity-known", title)
        if isinstance(self.results, Results):
            yield inputs_table(self.results, "rows-read", "What became of every row")

    def _glance(self) -> Drawable | None:
        if not self.ratios:
            return None
        title = capital(_clear_of(self.ratios, "ratio"))
        return ratio_chart(
            self.results, self.ratios, "glance", title, four_fifths=self.four_fifths
        )

    def _sections(self, lines: Sequence[Line]) -> Iterator[Section]:
        """Give a section for each indicator of the whole, in order."""
        for of, found in grouped(lines, lambda line: line.of):
            yield self._section(self.indicators[of], found)

    def _section(self, indicator: Indicator, lines: list[Line]) -> Section:
        first = lines[0]
        name = self.called(_name(first))
        readable = [line for line in lines if line.is_of_somebody]
        section = Section(
            name=name,
            title=_numbered(first),
            definition=indicator.definition,
            reading=tuple(self._readings(lines)),
            how_to_read=self.said(indicator.reading),
            national=tuple(
                f"{figure.ratio} in {figure.year}. {figure.source}."
                for figure in indicator.national
            ),
        )
        message = self._message(readable or lines)
        if first.headline == "share":
            groups = grouped(readable or lines, lambda line: line.group)
            shown = [line for _, of_group in groups for line in of_group]
            return section._replace(
                chart=bands_chart(self.results, shown, name, message),
                tables=(
                    bands_table(self.results, shown, name, first.title),
                    workforce_table(self.results, shown, f"{name}-workforce", "The workforce"),
                ),
            )
        subtitle = f"Likelihood: {indicator.event}, out of {indicator.population}"
        chart: Drawable | None = likelihood_chart(
            self.results, readable or lines, name, message, subtitle
        )
        if first.is_of_odds:
            chart = ratio_chart(self.results, readable, name, message) if readable else None
        is_one = len(lines) == 1
        return section._replace(
            figure_name=("Gap" if first.headline == "gap" else "Ratio") if is_one else "",
            figure=_figure(first) if is_one else "",
            figure_said=finding_in_words(first) if is_one else "",
            caveats=tuple(self._caveats(first)) if is_one else (),
            chart=chart,
            tables=(
                likelihoods_table(
                    self.results,
                    readable or lines,
                    f"{name}-likelihoods",
                    f"{first.title}: likelihoods",
                ),
                *(
                    ()
                    if is_one
                    else (
                        ratios_table(
                            self.results,
                            readable or lines,
                            f"{name}-ratios",
                            f"{first.title}: ratios",
                        ),
                    )
                ),
            ),
        )

    def _message(self, lines: Sequence[Line]) -> str:
        """Return what a chart says, in a sentence: the title that it stands under."""
        first = lines[0]
        if first.headline == "share":
            is_of_one, runs = len({line.group for line in lines}) == 1, _runs(lines)
            if is_of_one and runs:
                group = self.said(capital(first.group))
                return f"{group} share of the pay bands: {runs}"
            return f"{first.title}: the share of each group"
        if len(lines) == 1 and not first.is_withheld:
            return _sentences(first.reading)[0].partition(": ")[0].rstrip(".")
        return f"{first.title}: {_clear_of(lines, 'comparison')}"

    def _readings(self, lines: Sequence[Line]) -> Iterator[str]:
        """Give what lines say; of pay bands, those that stand out alone."""
        if lines[0].headline == "share":
            groups = grouped(lines, lambda line: line.group)
            yield from filter(None, (self._spread(of_group) for _, of_group in groups))
            return
        for line in lines:
            if line.is_of_somebody or len(lines) == 1:
                yield WITHHELD_READING if line.is_withheld else line.reading

    def _caveats(self, line: Line) -> Iterator[str]:
        """Give what could make a ratio another one, where that is known."""
        if line.is_withheld or line.ratio is None or not line.is_readable:
            return
        if line.ratio_one_fewer is not None and line.ratio_one_more is not None:
            yield (
                f"One event fewer among {self.said('ethnic minorities')}, or one more, would make "
                f"the ratio {ratio_text(line, 'ratio_one_fewer')} or "
                f"{ratio_text(line, 'ratio_one_more')}."
                if line.minority == "minority ethnic"
                else ""
            )
        if (
            line.ratio_lowest is not None
            and line.ratio_highest is not None
            and line.unknown_out_of
        ):
            yield (
                "Whatever the ethnicity of those of whom it is unknown, the ratio lies between "
                f"{ratio_text(line, 'ratio_lowest')} and {ratio_text(line, 'ratio_highest')}, "
                "chance apart."
            )

    def _breakdowns(self) -> Iterator[Breakdown]:
        lines = [line for line in self.results.lines if line.breakdown]
        for breakdown, of_one in grouped(lines, lambda line: line.breakdown):
            sections = [
                self._broken_down(breakdown, found)
                for _, found in grouped(of_one, lambda line: line.of)
            ]
            called = self.called(f"by {breakdown}")
            yield Breakdown(
                called,
                f"By {breakdown}",
                tuple(sections),
                across_table(
                    self.results, breakdown, f"{called}-across", f"Across the units of {breakdown}"
                ),
            )

    def _broken_down(self, breakdown: str, lines: list[Line]) -> Section:
        first = lines[0]
        name = self.called(f"by {breakdown}", _name(first))
        headed = f"{_numbered(first)}, by {breakdown}"
        lines = [line for line in lines if line.is_of_somebody] or lines
        if first.headline == "share":
            return Section(name, headed, tables=(bands_table(self.results, lines, name, headed),))
        message = f"{first.title}, by {breakdown}: {_clear_of(lines, 'ratio')}"
        return Section(
            name,
            headed,
            reading=tuple(f"{line.unit}: {line.reading}" for line in lines if is_clear(line)),
            chart=ratio_chart(self.results, lines, name, message),
            tables=(ratios_table(self.results, lines, name, headed),),
        )

    def _quality(self) -> Iterator[str]:
        yield (
            "A ratio tells that two groups differ, and how far; it does not tell why. What is "
            "clear of chance is a disparity to be explained."
        )
        small = _names(
            line for line in self.ratios if not line.is_withheld and not line.is_readable
        )
        if small:
            yield f"A group is too small for its figure to be read in {in_words(small)}."
        if any(one.kind == "survey" for one in self.results.inputs):
            yield "Indicators 6, 7a and 7b speak for those who answered the survey."
        for warning in self.results.warnings:
            yield f"Warning: {warning_text(warning)}"

    def _method(self) -> Iterator[str]:
        yield self.said(self.results.standard.note)
        body = EVIDENCE_HEADING if self.whole else ""
        for note in notes(self.results, body) if self.results.lines else ():
            if note not in self.results.standard.note:
                yield self.said(note)
        programmes = worded("minority ethnic", TERMINOLOGIES[1])
        yield (
            f"The SC-WRES programme says '{programmes}'. This report says "
            f"{self.said('ethnic minorities')}, and means everybody of an ethnic group other than "
            "white, unless white minorities are said to be counted with them."
            if self.terminology == TERMINOLOGIES[0]
            else f"This report says '{programmes}', as the SC-WRES programme does; the "
            "government's style guide says 'ethnic minorities' of the same people."
        )


#: What stands in place of a reading that is withheld.
WITHHELD_READING = "[c] A count is too small, and the figure is withheld with it."


def _runs(lines: Sequence[Line]) -> str:
    """Return from and to which share the pay bands run; empty where all are withheld."""
    known = [line for line in lines if line.share is not None]
    if not known:
        return ""
    low = min(known, key=lambda line: line.share or 0)
    high = max(known, key=lambda line: line.share or 0)
    return (
        f"from {percentage(low.share or 0)} ({low.part}) to "
        f"{percentage(high.share or 0)} ({high.part})"
    )


def _clear_of(lines: Sequence[Line], what: str) -> str:
    """Return how many lines are clear of chance, of those that are shown."""
    shown = [line for line in lines if not line.is_withheld]
    if not shown:
        return f"every {what} is withheld"
    decided = sum(map(is_clear, shown))
    clear = f"{decided or 'none'} of {len(shown)} {what}s clear of chance"
    if len(shown) == 1:
        clear = f"the one {what} {'is' if decided else 'is not'} clear of chance"
    return f"{clear}, {len(lines) - len(shown)} withheld" if len(shown) < len(lines) else clear


def _figure(line: Line) -> str:
    """Return the ratio with its interval; before it the gap, where the standard publishes that."""
    limits = limits_text(line)
    ratio = f"{ratio_text(line)}{f' ({interval_name(line)} {limits})' if limits else ''}"
    if line.headline != "gap":
        return ratio
    gap = f"[{line.marks['gap']}]" if line.gap is None else f"{points(line.gap)} points"
    return f"{gap}; ratio {ratio}"


def _sentences(reading: str) -> list[str]:
    parts = reading.split(". ")
    return [part if part.endswith(".") else f"{part}." for part in parts]


def _numbered(line: Line) -> str:
    if line.is_supporting:
        return line.title
    return f"{line.indicator} {line.title}" if not line.is_of_odds else line.title


def _name(line: Line) -> str:
    if line.is_supporting:
        return f"measure {line.title}"
    return f"{line.indicator} disparity" if line.is_of_odds else f"indicator {line.indicator}"


def _names(lines: Iterable[Line]) -> list[str]:
    return list(dict.fromkeys(_numbered(line) for line in lines))


def _period(settings: Mapping[str, object]) -> str:
    """Return the snapshot and the window that were said, in words."""
    window, snapshot = settings.get("window"), settings.get("snapshot")
    said = []
    if snapshot:
        said.append(f"staff in post on {snapshot}")
    if isinstance(window, (list, tuple)):
        said.append(f"events from {window[0]} to {window[1]}")
    return ", ".join(said)


def _shorthand(document: Document) -> tuple[tuple[str, str], ...]:
    """Return the letters that are used in tables and sentences, and what each means."""
    used = "".join(
        [
            *(value.text for table in document.tables for row in table.rows for value in row),
            *(section.figure for section in document.all_sections),
            *(said for section in document.all_sections for said in section.reading),
        ]
    )
    return tuple(
        (f"[{letter}]", meaning) for letter, meaning in MARKS.items() if f"[{letter}]" in used
    )
