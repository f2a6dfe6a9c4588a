"""The content of a report, in order: the page, the workbook and Markdown are made from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scwres.errors import UsageError
from scwres.ethnicity.categories import spoken_of
from scwres.metrics.standards.indicator import PAY_ORDER_NOT_KNOWN, SHARE, Indicator
from scwres.plan.evaluation import Evaluation
from scwres.reports.document.about import AboutTheData
from scwres.reports.document.beyond import PLAN as PLAN_SECTION
from scwres.reports.document.beyond import further_headlines, plan_section, years_section
from scwres.reports.document.breakdowns import Breakdowns, is_wholly_withheld
from scwres.reports.document.charts import Drawable, bands_charts, likelihood_chart, ratio_chart
from scwres.reports.document.document import Document, Section
from scwres.reports.document.overview import NOT_SHOWN
from scwres.reports.document.phrases import (
    benchmark_in_words,
    numbered_title,
    period,
    short_name,
    shorthand,
    significant_count,
)
from scwres.reports.document.profile import profile_section
from scwres.reports.document.summary import (
    headlines,
    how_to_read_ratios,
    people_covered,
    summary_table,
)
from scwres.reports.document.tables import (
    bands_table,
    evidence_table,
    likelihoods_table,
    ratios_table,
    settings_table,
    shares_table,
    workforce_table,
)
from scwres.reports.document.units import (
    standings_by_breakdown,
)
from scwres.reports.document.words import (
    Table,
    capital,
    finding_alone,
    group_name,
    in_terminology,
    is_clear,
    lines_by,
    lines_with_shares,
    ratio_text,
    text_cell,
)
from scwres.reports.notes import (
    EVIDENCE_HEADING,
)
from scwres.results.benchmarks import HIGHER, LOWER, as_published, lines_beside
from scwres.results.lines import WITHHELD, Line
from scwres.results.pay import is_pay_order_known, pay_bands, pay_sentences, range_in_words
from scwres.results.results import Reported, Results, definitions
from scwres.settings.commentary import (
    IMPLICATIONS,
    PLAN,
    PURPOSE,
    RECOMMENDATIONS,
    SECTIONS,
    Commentary,
    misplaced_sections,
)
from scwres.text.phrases import in_words
from scwres.text.untrusted import file_name
from scwres.version import __version__
from scwres.years.changes import Changes


def document_of(
    results: Reported,
    title: str = "",
    *,
    four_fifths: bool = False,
    changes: Changes | None = None,
    evaluation: Evaluation | None = None,
    logo: str = "",
    commentary: Commentary | None = None,
) -> Document:
    """Return the content of a report of results.

    Parameters
    ----------
    title
        The title; if empty, the name of the standard and the organisation.
    four_fifths
        Whether the chart of all ratios shows the four-fifths range.
    changes
        How they changed from earlier years; None without earlier years.
    evaluation
        The plan evaluated against them; None without a plan.
    logo
        The organisation's logo as a data URI; empty for none.
    commentary
        The council's own words; None for none.

    Raises
    ------
    UsageError
        When the commentary has a section that is of no indicator of the results.
    """
    beyond = []
    if results.workforce_profile is not None:
        beyond.append(profile_section(results, results.workforce_profile))
    if changes is not None:
        beyond.append(years_section(results, changes))
    if evaluation is not None:
        beyond.append(plan_section(evaluation))
    document = _Writer(
        results,
        title,
        four_fifths=four_fifths,
        beyond=beyond,
        further_headlines=tuple(further_headlines(changes, evaluation)),
        changes=changes,
        commentary=commentary,
    ).document()
    return replace(document, logo=logo)


class _Writer:
    """Writes the parts of a document, all from the same results."""

    def __init__(
        self,
        results: Reported,
        title: str,
        *,
        four_fifths: bool,
        beyond: Sequence[Section],
        further_headlines: Sequence[tuple[str, str]],
        changes: Changes | None,
        commentary: Commentary | None,
    ) -> None:
        self.results = results
        self.title = title
        self.four_fifths = four_fifths
        self.whole = [line for line in results.lines if not line.breakdown]
        self.ratios = [
            line
            for line in self.whole
            if line.headline != SHARE and not line.is_supporting and not line.is_of_odds
        ]
        self.standings = standings_by_breakdown(results)
        self.commentary = commentary or Commentary("", ())
        self.further_headlines = further_headlines
        self.changes = changes
        self._check_commentary(has_plan=any(each.name == PLAN_SECTION for each in beyond))
        self.beyond = tuple(
            replace(section, commentary=self.commentary.section(PLAN, "plan"))
            if section.name == PLAN_SECTION
            else section
            for section in beyond
        )
        self.names_taken = {section.name for section in beyond}
        self.indicators = definitions(results.standard, results.measures)

    def in_terminology(self, text: str) -> str:
        """Return a text of this program in the terminology of the results."""
        return in_terminology(self.results, text)

    def unique_name(self, *texts: str) -> str:
        """Return a short name that no other section has."""
        stem = "-".join(filter(None, map(file_name, texts))) or "section"
        name, number = stem, 2
        while name in self.names_taken:
            name, number = f"{stem}-{number}", number + 1
        self.names_taken.add(name)
        return name

    def document(self) -> Document:
        results = self.results
        settings = results.settings
        organisation = str(settings.get("organisation") or "")
        owner = f": {organisation}" if organisation else ""
        standard = [line for line in self.whole if not line.is_supporting]
        supporting = [line for line in self.whole if line.is_supporting]
        quality_tables = []
        if ratios := [line for line in self.whole if line.headline != SHARE]:
            quality_tables.append(evidence_table(results, ratios, "evidence", EVIDENCE_HEADING))
        about = AboutTheData(results, self.whole, self.ratios)
        breakdowns = Breakdowns(results, self.standings, self.unique_name).breakdowns()
        document = Document(
            title=self.title or f"{results.standard.full_name}{owner}",
            organisation=organisation,
            subtitle=capital(period(settings)),
            notice=results.notice,
            is_internal=isinstance(results, Results),
            standard=results.standard.title,
            covered=people_covered(results, self.whole),
            headlines=tuple(
                headlines(results, self.whole, self.standings, self.further_headlines)
            ),
            summary=summary_table(results, self.whole, self.changes),
            coverage=tuple(about.coverage()),
            coverage_tables=tuple(about.coverage_tables()),
            glance=self._glance(),
            glance_table=(
                ratios_table(
                    results,
                    self.ratios,
                    "ratios",
                    "The ratios of all indicators",
                    with_benchmarks=True,
                )
                if self.ratios
                else None
            ),
            how_to_read=(tuple(how_to_read_ratios(results, self.ratios)) if self.ratios else ()),
            shares=self._shares(),
            sections=tuple(self._sections(standard)),
            withheld=self._withheld_table(),
            supporting=tuple(self._sections(supporting)),
            supporting_table=(
                ratios_table(results, supporting, "measures", "The ratios of supporting measures")
                if supporting
                else None
            ),
            breakdowns=tuple(breakdowns),
            beyond=self.beyond,
            quality=tuple(about.quality()),
            quality_tables=tuple(quality_tables),
            method=tuple(about.method()),
            method_tables=(settings_table(results, "settings", "Settings used"),),
            shorthand=(),
            purpose=self.commentary.section(PURPOSE),
            recommendations=self.commentary.section(RECOMMENDATIONS),
            implications=self.commentary.section(IMPLICATIONS),
            withheld_commentary=tuple(self._withheld_commentary()),
            program=f"scwres {__version__}",
        )
        return replace(document, shorthand=shorthand(document))

    def _glance(self) -> Drawable | None:
        if not self.ratios:
            return None
        title = capital(significant_count(self.ratios, "ratio"))
        return ratio_chart(
            self.results,
            self.ratios,
            "glance",
            title,
            four_fifths=self.four_fifths,
            with_benchmarks=True,
        )

    def _shares(self) -> Table | None:
        lines = [line for line in lines_with_shares(self.whole) if line.has_people]
        return shares_table(self.results, lines, "shares") if lines else None

    def _sections(self, lines: Sequence[Line]) -> Iterator[Section]:
        """Yield a section for each indicator that is shown, in order."""
        for key, indicator_lines in lines_by(lines, lambda line: line.indicator_key):
            if not is_wholly_withheld(indicator_lines):
                yield self._section(self.indicators[key], indicator_lines)

    def _check_commentary(self, *, has_plan: bool) -> None:
        """Refuse a commentary on what is not in the report, or with two sections on one thing."""
        names = {name: name.capitalize() for name in SECTIONS}
        if has_plan:
            names |= dict.fromkeys((PLAN, "plan"), PLAN.capitalize())
        names |= {name: numbered_title(line) for line in self.whole for name in _names_of(line)}
        if faults := list(misplaced_sections(self.commentary, names)):
            raise UsageError(faults)

    def _withheld_commentary(self) -> Iterator[Section]:
        for _, lines in lines_by(self.whole, lambda line: line.indicator_key):
            words = self.commentary.section(*_names_of(lines[0]))
            if words and is_wholly_withheld(lines):
                title = numbered_title(lines[0])
                yield Section(name=self.unique_name(title), title=title, commentary=words)

    def _withheld_table(self) -> Table | None:
        """Return the table of the indicators that are wholly withheld; None where none is."""
        rows = [
            (text_cell(numbered_title(lines[0])), text_cell(self.indicators[key].definition))
            for key, lines in lines_by(self.whole, lambda line: line.indicator_key)
            if is_wholly_withheld(lines)
        ]
        if not rows:
            return None
        headers = ("Indicator", "What it measures")
        return Table("not-shown", "The indicators that are not shown", headers, tuple(rows))

    def _how_to_read(self, indicator: Indicator) -> str:
        """Return how to read a figure; without rising pay where the pay order is not known."""
        is_unordered = self.results.settings.get("pay_order") == PAY_ORDER_NOT_KNOWN
        return (is_unordered and indicator.unordered_reading) or indicator.reading

    def _section(self, indicator: Indicator, lines: list[Line]) -> Section:
        first = lines[0]
        name = self.unique_name(short_name(first))
        readable = [line for line in lines if line.has_people]
        section = Section(
            name=name,
            title=numbered_title(first),
            definition=indicator.definition,
            reading=tuple(self._readings(lines)),
            how_to_read=self.in_terminology(self._how_to_read(indicator)),
            national=self._national(indicator, lines),
            beside=tuple(self._beside(indicator.number, first)),
            commentary=self.commentary.section(*_names_of(first)),
        )
        message = self._message(readable or lines)
        if first.headline == SHARE:
            groups = lines_by(readable or lines, lambda line: line.group)
            band_lines = [line for _, group_lines in groups for line in group_lines]
            return replace(
                section,
                charts=tuple(bands_charts(self.results, band_lines, name, message)),
                tables=(
                    bands_table(self.results, band_lines, name, first.title),
                    workforce_table(
                        self.results, band_lines, f"{name}-workforce", "The workforce"
                    ),
                ),
            )
        subtitle = f"Likelihood: {indicator.event}, out of {indicator.population}"
        chart: Drawable | None = likelihood_chart(
            self.results, readable or lines, name, message, subtitle
        )
        if first.is_of_odds:
            chart = ratio_chart(self.results, readable, name, message) if readable else None
        likelihoods = likelihoods_table(
            self.results, readable or lines, f"{name}-likelihoods", f"{first.title}: likelihoods"
        )
        tables = [likelihoods]
        if len(lines) > 1 or first.is_of_odds:
            tables.append(
                ratios_table(
                    self.results, readable or lines, f"{name}-ratios", f"{first.title}: ratios"
                )
            )
        return replace(
            section,
            caveats=tuple(self._caveats(first)) if len(lines) == 1 else (),
            is_in_table=len(lines) == 1 and not first.is_of_odds,
            charts=(chart,) if chart else (),
            tables=tuple(tables),
        )

    def _national(self, indicator: Indicator, lines: Sequence[Line]) -> tuple[str, ...]:
        """Return the published national figures, the latest first, and then their sources.

        Printed with as many decimals as the ratios of these results. Empty where the table of
        all indicators has them: for a ratio of two groups.
        """
        figures = indicator.national[::-1]
        if not figures or (len(lines) == 1 and lines[0].headline != SHARE):
            return ()
        years = {
            benchmark.name: benchmark.year
            for benchmark in self.results.benchmarks
            if benchmark.year
        }
        places = {
            (years[line.benchmark], line.part): line.place
            for line in lines_beside(self.results)
            if line.benchmark in years
            and line.indicator == indicator.number
            and line.place in (HIGHER, LOWER)
        }
        shown = []
        for figure in figures:
            place = places.get((figure.year, figure.part), "")
            part = f"{figure.part}: " if figure.part else ""
            value = as_published(figure, indicator.number).printed_beside(lines[0].decimals)
            shown.append(f"{part}{value} in {figure.year}{f' ({place})' if place else ''}")
        sources = "; ".join(dict.fromkeys(figure.source for figure in figures))
        return (f"{', '.join(shown)}.", f"Source: {sources}.")

    def _beside(self, number: str, first: Line) -> Iterator[str]:
        """Yield a sentence for each benchmark that is not a published national figure."""
        if first.is_of_odds:
            return
        benchmarks = {
            benchmark.name: benchmark
            for benchmark in self.results.benchmarks
            if not benchmark.year
        }
        benchmark_lines = [line for line in lines_beside(self.results) if line.indicator == number]
        for name, benchmark in benchmarks.items():
            # The workbook has the figures of each pay band.
            figures = [
                benchmark_in_words(self.results, line)
                for line in benchmark_lines
                if line.benchmark == name and not line.part
            ]
            if figures:
                yield f"{name}: {'; '.join(filter(None, figures))}. Source: {benchmark.source}."

    def _message(self, lines: Sequence[Line]) -> str:
        """Return the message of a chart, in a sentence: its title."""
        first = lines[0]
        if first.headline == SHARE:
            span = range_in_words(pay_bands(lines, is_order_known=False))
            if len({line.group for line in lines}) == 1 and span:
                group = self.in_terminology(capital(first.group))
                return f"{group} share of the pay bands: {span}"
            return f"{first.title}: the share of each group"
        if len(lines) == 1:
            return first.message
        return f"{first.title}: {significant_count(lines, 'comparison')}"

    def _readings(self, lines: Sequence[Line]) -> Iterator[str]:
        """Yield what lines say, in sentences; for pay bands, one for each group."""
        if lines[0].headline == SHARE:
            groups = lines_by(lines, lambda line: line.group)
            is_order_known = is_pay_order_known(self.results.settings)
            for _, group_lines in groups:
                pay = pay_bands(group_lines, is_order_known=is_order_known)
                if sentences := pay_sentences(pay):
                    yield " ".join(sentences)
            return
        if len(lines) == 1:
            yield lines[0].reading
            return
        # Of several groups, only what is clear is read: the chart has the others.
        yield from (line.reading for line in lines if is_clear(line))
        others = [line for line in lines if line.has_people and not is_clear(line)]
        for finding, finding_lines in lines_by(others, finding_alone):
            words = NOT_SHOWN if finding == WITHHELD else capital(finding)
            names = [group_name(self.results, line.minority) for line in finding_lines]
            yield f"{words}: {in_words(names)}."

    def _caveats(self, line: Line) -> Iterator[str]:
        """Yield what could change a ratio, where that is known."""
        if line.ratio is None or not line.is_readable:
            return
        if isinstance(self.results, Results):
            # Of rounded counts, one event is less than the rounding.
            yield from self._one_event_caveat(line)
        if (
            line.ratio_lowest is not None
            and line.ratio_highest is not None
            and line.unknown_out_of
        ):
            yield (
                "If everyone's ethnicity were known, the ratio would be between "
                f"{ratio_text(line, 'ratio_lowest')} and {ratio_text(line, 'ratio_highest')}."
            )

    def _one_event_caveat(self, line: Line) -> Iterator[str]:
        """Yield what one event fewer and one more would do to a ratio, where they are possible."""
        ways = {"fewer": line.ratio_one_fewer, "more": line.ratio_one_more}
        ratios = {
            way: ratio_text(line, f"ratio_one_{way}")
            for way, value in ways.items()
            if value is not None
        }
        if not ratios:
            return
        people = self.in_terminology(
            spoken_of(line.group, self.indicators[line.indicator_key].words.again)
        )
        first, *others = ratios
        also = f", or one {others[0]}," if others else ""
        would = f"make the ratio {' or '.join(ratios.values())}"
        if {*ratios.values()} == {ratio_text(line)}:
            would = f"leave the ratio at {ratio_text(line)}"
        yield f"One event {first} among {people}{also} would {would}."


def _names_of(line: Line) -> tuple[str, ...]:
    """Return what a commentary may call an indicator: its number, its title, or both."""
    title = numbered_title(line)
    return (title, line.title) if line.is_supporting else (line.indicator, line.title, title)
