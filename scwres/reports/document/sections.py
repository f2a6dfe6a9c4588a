"""What a report says, in order: the one account that the page and the workbook are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.ethnicity.categories import spoken_of
from scwres.metrics.evidence import UNKNOWN_WARNED_ABOVE
from scwres.metrics.standards.indicator import PAY_ORDER_NOT_KNOWN, CountedOf
from scwres.reports.account import reasons, warning_text
from scwres.reports.beside import OF_RATIOS, of_residents, sources
from scwres.reports.document.beyond import headlines, plan_section, years_section
from scwres.reports.document.charts import bands_chart, likelihood_chart, ratio_chart
from scwres.reports.document.document import Breakdown, Document, Section
from scwres.reports.document.phrases import (
    beside_in_words,
    clear_of,
    figure_text,
    names_of,
    numbered,
    of_groups,
    period,
    runs,
    sentences,
    short_name,
    shorthand,
)
from scwres.reports.document.tables import (
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
from scwres.reports.document.words import (
    capital,
    finding_in_words,
    grouped,
    in_terminology,
    is_clear,
    kind_in_words,
    ratio_text,
)
from scwres.reports.notes import EVIDENCE_HEADING, is_of_several_groups, notes
from scwres.results.benchmarks import HIGHER, LOWER, as_published, lines_beside
from scwres.results.results import Results, definitions
from scwres.text.numbers import percentage
from scwres.text.phrases import in_words
from scwres.text.untrusted import file_name
from scwres.text.wording import TERMINOLOGIES, worded
from scwres.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scwres.metrics.standards.indicator import Indicator
    from scwres.plan.evaluation import Evaluation
    from scwres.reports.document.change_charts import Drawable
    from scwres.reports.document.values import Table
    from scwres.results.results import Line, Reported
    from scwres.years.changes import Changes


#: The full name of the standard that reports are titled by.
FULL_NAMES: Mapping[str, str] = {
    "sc-wres": "Social Care Workforce Race Equality Standard",
    "nhs-wres": "NHS Workforce Race Equality Standard",
}


def document_of(
    results: Reported,
    title: str = "",
    *,
    four_fifths: bool = False,
    changes: Changes | None = None,
    evaluation: Evaluation | None = None,
) -> Document:
    """Return what a report of results says.

    Parameters
    ----------
    title
        What it is called; by the standard and the organisation unless said.
    four_fifths
        Whether the chart of all ratios shows the four-fifths range.
    changes
        How they changed from earlier years; None where there are none.
    evaluation
        The plan that they are held against; None where there is none.
    """
    beyond = []
    if changes is not None:
        beyond.append(years_section(results, changes))
    if evaluation is not None:
        beyond.append(plan_section(evaluation))
    news = tuple(headlines(changes, evaluation))
    return _Writer(results, title, four_fifths=four_fifths, beyond=beyond, news=news).document()


class _Writer:
    """Writes the parts of a document, which all speak of the same results."""

    def __init__(
        self,
        results: Reported,
        title: str,
        *,
        four_fifths: bool,
        beyond: Sequence[Section],
        news: Sequence[tuple[str, str]],
    ) -> None:
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
        self.odds = [line for line in self.whole if line.is_of_odds]
        self.beyond = tuple(beyond)
        self.news = news
        self.taken = {section.name for section in beyond}
        self.indicators = definitions(results.standard, results.measures)

    def in_terminology(self, text: str) -> str:
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
                evidence_table(results, ratios, "evidence", "How few people a ratio rests on")
            )
        made = Document(
            title=self.title or f"{FULL_NAMES[family]}{whose}",
            organisation=organisation,
            subtitle=capital(period(settings)),
            notice=results.notice,
            is_internal=isinstance(results, Results),
            standard=results.standard.title,
            headlines=tuple(self._headlines()),
            coverage=tuple(self._coverage()),
            coverage_tables=tuple(self._coverage_tables()),
            glance=self._glance(),
            glance_table=(
                ratios_table(
                    *(results, self.ratios, "ratios", "The ratios of all indicators"),
                    with_benchmarks=True,
                )
                if self.ratios
                else None
            ),
            sections=sections,
            supporting=supporting,
            breakdowns=tuple(self._breakdowns()),
            beyond=self.beyond,
            quality=tuple(self._quality()),
            quality_tables=tuple(quality_tables),
            method=tuple(self._method()),
            method_tables=(settings_table(results, "settings", "Settings of this run"),),
            shorthand=(),
            program=f"scwres {__version__}",
        )
        return made._replace(shorthand=shorthand(made))

    def _headlines(self) -> Iterator[tuple[str, str]]:
        bands = [line for line in self.whole if line.headline == "share"]
        for _, lines in grouped(bands, lambda line: line.group):
            if said := self._spread(lines):
                yield numbered(lines[0]), said
        for line in (*self.ratios, *self.odds):
            if is_clear(line):
                yield numbered(line), " ".join(sentences(line.reading)[:2])
        yield from self.news
        for finding in ("no clear difference", "too few to tell"):
            if found := [line for line in self.ratios if line.finding == finding]:
                yield capital(finding), self._which(found)
        if found := [line for line in self.ratios if line.is_withheld]:
            yield "Not shown, to avoid identifying people", self._which(found)
        titles = self.results.titles
        missing = dict.fromkeys(
            f"{one.indicator} {titles[one.indicator]}"
            for one in self.results.not_computed
            if not one.breakdown
        )
        if missing:
            yield "Not computed", f"{in_words(list(missing))}."
        if not self.whole:
            yield "", "No indicator could be computed."

    def _which(self, lines: Sequence[Line]) -> str:
        """Return which ratios lines are of; of several groups, with the groups."""
        if is_of_several_groups(self.ratios):
            return f"{of_groups(lines)}."
        return f"{in_words(names_of(lines))}."

    def _spread(self, lines: Sequence[Line]) -> str:
        """Return a group's share of the workforce and of the pay bands; empty where withheld."""
        first, spread = lines[0], runs(lines)
        if first.workforce_share is None or not spread:
            return ""
        whom = self.in_terminology(capital(spoken_of(first.group, "staff")))
        return (
            f"{whom} were {percentage(first.workforce_share)} of the workforce. Their share of "
            f"the pay bands runs {spread}."
        )

    def _coverage(self) -> Iterator[str]:
        kinds = [kind_in_words(one.kind) for one in self.results.inputs]
        if kinds:
            yield f"Computed from these extracts: {in_words(list(dict.fromkeys(kinds)))}."
        high = [
            line
            for line in self.ratios
            if max(line.unknown_share or 0, line.unknown_event_share or 0) > UNKNOWN_WARNED_ABOVE
        ]
        if names := names_of(high):
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
        title = capital(clear_of(self.ratios, "ratio"))
        return ratio_chart(
            *(self.results, self.ratios, "glance", title),
            four_fifths=self.four_fifths,
            with_benchmarks=True,
        )

    def _sections(self, lines: Sequence[Line]) -> Iterator[Section]:
        """Give a section for each indicator of the whole, in order."""
        for of, found in grouped(lines, lambda line: line.indicator_key):
            yield self._section(self.indicators[of], found)

    def _how_to_read(self, indicator: Indicator) -> str:
        """Return how a figure is read; nothing of rising pay where its order is not known."""
        is_unordered = self.results.settings.get("pay_order") == PAY_ORDER_NOT_KNOWN
        return (is_unordered and indicator.unordered_reading) or indicator.reading

    def _section(self, indicator: Indicator, lines: list[Line]) -> Section:
        first = lines[0]
        name = self.called(short_name(first))
        readable = [line for line in lines if line.is_of_somebody]
        section = Section(
            name=name,
            title=numbered(first),
            definition=indicator.definition,
            reading=tuple(self._readings(lines)),
            how_to_read=self.in_terminology(self._how_to_read(indicator)),
            national=() if first.is_of_few_people else self._national(indicator, first.decimals),
            beside=tuple(self._beside(indicator.number, first)),
        )
        if all(line.is_withheld for line in lines) and first.headline != "share":
            # Nothing to draw, and nothing to read.
            section = section._replace(how_to_read="")
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
        if all(line.is_withheld for line in lines):
            chart = None
        elif first.is_of_odds:
            chart = ratio_chart(self.results, readable, name, message) if readable else None
        is_one = len(lines) == 1
        return section._replace(
            figure_name=("Gap" if first.headline == "gap" else "Ratio") if is_one else "",
            figure=figure_text(first) if is_one else "",
            figure_said=(
                ("not shown" if first.is_withheld else finding_in_words(first)) if is_one else ""
            ),
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

    def _national(self, indicator: Indicator, decimals: int) -> tuple[str, ...]:
        """Return the published national figures, the latest first, and then their sources.

        As they stand beside ratios of so many decimals.
        """
        figures = indicator.national[::-1]
        if not figures:
            return ()
        years = {one.name: one.year for one in self.results.benchmarks if one.year}
        places = {
            (years[line.benchmark], line.part): line.place
            for line in lines_beside(self.results)
            if line.benchmark in years
            and line.indicator == indicator.number
            and line.place in (HIGHER, LOWER)
        }
        shown = []
        for one in figures:
            place = places.get((one.year, one.part), "")
            part = f"{one.part}: " if one.part else ""
            value = as_published(one, indicator.number).printed_beside(decimals)
            shown.append(f"{part}{value} in {one.year}{f' ({place})' if place else ''}")
        sources_of = "; ".join(dict.fromkeys(figure.source for figure in figures))
        return (f"{', '.join(shown)}.", f"Source: {sources_of}.")

    def _beside(self, number: str, first: Line) -> Iterator[str]:
        """Give what figures from elsewhere say, those published nationally apart."""
        if first.is_of_odds:
            return
        by_name = {one.name: one for one in self.results.benchmarks if not one.year}
        found = [one for one in lines_beside(self.results) if one.indicator == number]
        for name, benchmark in by_name.items():
            # Of every pay band the workbook tells.
            of_one = [one for one in found if one.benchmark == name and not one.part]
            said = [beside_in_words(self.results, one) for one in of_one]
            if said:
                yield f"{name}: {'; '.join(filter(None, said))}. Source: {benchmark.source}."

    def _message(self, lines: Sequence[Line]) -> str:
        """Return what a chart says, in a sentence: the title that it stands under."""
        first = lines[0]
        if first.headline == "share":
            is_of_one, spread = len({line.group for line in lines}) == 1, runs(lines)
            if is_of_one and spread:
                group = self.in_terminology(capital(first.group))
                return f"{group} share of the pay bands: {spread}"
            return f"{first.title}: the share of each group"
        if len(lines) == 1 and not first.is_withheld:
            return sentences(first.reading)[0].partition(": ")[0].rstrip(".")
        return f"{first.title}: {clear_of(lines, 'comparison')}"

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
        yield from self._one_event(line)
        if (
            line.ratio_lowest is not None
            and line.ratio_highest is not None
            and line.unknown_out_of
        ):
            yield (
                "If all whose ethnicity is unknown had told it, the ratio would lie somewhere "
                f"between {ratio_text(line, 'ratio_lowest')} and "
                f"{ratio_text(line, 'ratio_highest')}."
            )

    def _one_event(self, line: Line) -> Iterator[str]:
        """Say what one event fewer and one more would do to a ratio: both, where both can be."""
        ways = {"fewer": line.ratio_one_fewer, "more": line.ratio_one_more}
        can_be = {
            way: ratio_text(line, f"ratio_one_{way}")
            for way, value in ways.items()
            if value is not None
        }
        if not can_be:
            return
        whom = self.in_terminology(
            spoken_of(line.group, self.indicators[line.indicator_key].words.again)
        )
        first, *others = can_be
        also = f", or one {others[0]}," if others else ""
        would = f"make the ratio {' or '.join(can_be.values())}"
        if {*can_be.values()} == {ratio_text(line)}:
            would = f"leave the ratio at {ratio_text(line)}"
        yield f"One event {first} among {whom}{also} would {would}."

    def _breakdowns(self) -> Iterator[Breakdown]:
        lines = [line for line in self.results.lines if line.breakdown]
        for breakdown, of_one in grouped(lines, lambda line: line.breakdown):
            sections = [
                self._broken_down(breakdown, found)
                for _, found in grouped(of_one, lambda line: line.indicator_key)
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
        name = self.called(f"by {breakdown}", short_name(first))
        headed = f"{numbered(first)}, by {breakdown}"
        lines = [line for line in lines if line.is_of_somebody] or lines
        if first.headline == "share":
            return Section(name, headed, tables=(bands_table(self.results, lines, name, headed),))
        message = f"{first.title}, by {breakdown}: {clear_of(lines, 'ratio')}"
        return Section(
            name,
            headed,
            reading=tuple(f"{line.unit}: {line.reading}" for line in lines if is_clear(line)),
            chart=ratio_chart(self.results, lines, name, message),
            tables=(ratios_table(self.results, lines, name, headed),),
        )

    def _quality(self) -> Iterator[str]:
        yield (
            "A ratio shows whether two groups differ, and by how much. It does not show why. A "
            "statistically significant difference is a disparity to be explained."
        )
        small = names_of(
            line for line in self.ratios if not line.is_withheld and line.is_of_few_people
        )
        if small:
            yield f"A group is too small for its figure to be read in {in_words(small)}."
        if answered := self._of_respondents():
            yield f"Only people who answered the survey are counted in {answered}."
        for warning in self.results.warnings:
            yield f"Warning: {warning_text(warning)}"

    def _of_respondents(self) -> str:
        """Return which indicators and measures of these results are of who answered a survey."""
        found = (
            line
            for line in self.whole
            if self.indicators[line.indicator_key].counted_of is CountedOf.RESPONDENTS
        )
        return in_words(names_of(found))

    def _method(self) -> Iterator[str]:
        yield self.in_terminology(self.results.standard.note)
        if lines_beside(self.results):
            yield f"Figures from elsewhere. {OF_RATIOS} {' '.join(sources(self.results))}"
            yield from of_residents(self.results)
        body = EVIDENCE_HEADING if self.whole else ""
        for note in notes(self.results, body) if self.results.lines else ():
            if note not in self.results.standard.note:
                yield self.in_terminology(note)
        if not self.results.standard.name.startswith("sc-wres"):
            return
        programmes = worded("minority ethnic", TERMINOLOGIES[1])
        if self.terminology == TERMINOLOGIES[0]:
            white = {
                "white": "white minorities are counted as white",
                "minority": "white minorities are counted among them",
                "separate": "white minorities stand apart",
            }[str(self.results.settings["white_minorities"])]
            yield (
                f"The SC-WRES programme says '{programmes}'. This report says "
                f"'{self.in_terminology('ethnic minorities')}', and means everybody of an "
                f"ethnic group other than white; {white}."
            )
        else:
            yield (
                f"This report says '{programmes}', as the SC-WRES programme does; the "
                "government's style guide says 'ethnic minorities' of the same people."
            )


#: What stands in place of a reading that is withheld.
WITHHELD_READING = (
    "This figure is not shown, to avoid identifying people, here or elsewhere in the tables."
)
