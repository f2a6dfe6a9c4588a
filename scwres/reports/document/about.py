"""What a report says of its data, of their limits, and of the method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scwres.metrics.evidence import UNKNOWN_WARNED_ABOVE
from scwres.metrics.standards.indicator import CountedOf
from scwres.metrics.standards.sc_wres import FAMILY
from scwres.reports.account import reasons, warning_text
from scwres.reports.document.phrases import (
    names_of,
)
from scwres.reports.document.tables import (
    inputs_table,
    unknown_table,
)
from scwres.reports.document.words import (
    Table,
    in_terminology,
    kind_in_words,
)
from scwres.reports.notes import (
    EVIDENCE_HEADING,
    RATIOS_NOTE,
    Note,
    benchmark_sources,
    notes,
    residents_notes,
)
from scwres.results.benchmarks import lines_beside
from scwres.results.cautions import UNKNOWN_ETHNICITY
from scwres.results.lines import Line
from scwres.results.results import Reported, Results, definitions
from scwres.text.numbers import percentage
from scwres.text.phrases import in_words
from scwres.text.wording import TERMINOLOGIES, worded


class AboutTheData:
    """Writes what a document says of its data, from the same results as the rest of it.

    Parameters
    ----------
    whole
        The lines of the whole.
    ratios
        Those of them that are ratios of the standard.
    """

    def __init__(self, results: Reported, whole: Sequence[Line], ratios: Sequence[Line]) -> None:
        self.results = results
        self.whole = whole
        self.ratios = ratios
        self.terminology = str(results.settings["terminology"])
        self.indicators = definitions(results.standard, results.measures)

    def in_terminology(self, text: str) -> str:
        """Return a text of this program in the terminology of the results."""
        return in_terminology(self.results, text)

    def coverage(self) -> Iterator[str]:
        """Yield what the data cover, in sentences."""
        kinds = [kind_in_words(extract.kind) for extract in self.results.inputs]
        if kinds:
            yield f"Calculated from these extracts: {in_words(list(dict.fromkeys(kinds)))}."
        often_unknown = [
            line
            for line in self.ratios
            if max(line.unknown_share or 0, line.unknown_event_share or 0) > UNKNOWN_WARNED_ABOVE
        ]
        if names := names_of(often_unknown):
            yield (
                f"Ethnicity is unknown for more than {percentage(UNKNOWN_WARNED_ABOVE, 0)} of "
                f"the people counted, or of those with the event, in {in_words(names)}. Read "
                "these figures with care."
            )
        missing = [f"{number} {reason}".strip() for number, reason in reasons(self.results)]
        if missing:
            yield f"Not calculated: {'; '.join(missing)}."

    def coverage_tables(self) -> Iterator[Table]:
        """Yield the tables of what the data cover."""
        title = "How complete ethnicity records are, by indicator"
        lines = [line for line in self.whole if not line.is_of_odds]
        if lines:
            yield unknown_table(self.results, lines, "ethnicity-known", title)
        if isinstance(self.results, Results):
            yield inputs_table(self.results, "rows-read", "Rows counted and left out")

    def quality(self) -> Iterator[str]:
        """Yield what limits the figures, in sentences."""
        yield (
            "A ratio shows whether two groups differ, and by how much. It does not show why. A "
            "statistically significant difference is a disparity that needs explaining."
        )
        small = names_of(
            line for line in self.ratios if not line.is_withheld and line.is_of_few_people
        )
        if small:
            yield f"A group has too few people for a reliable figure in {in_words(small)}."
        if answered := self._survey_titles():
            yield f"Only people who answered the survey are counted in {answered}."
        for warning in self.results.warnings:
            if warning.code == UNKNOWN_ETHNICITY:
                continue  # What is said of the data says so, with a table.
            yield f"Warning: {warning_text(warning)}"

    def _survey_titles(self) -> str:
        """Return the indicators and measures that count only people who answered a survey."""
        lines = (
            line
            for line in self.whole
            if self.indicators[line.indicator_key].counted_of is CountedOf.RESPONDENTS
        )
        return in_words(names_of(lines))

    def method(self) -> Iterator[Note]:
        """Yield the notes on the method."""
        for note in self._notes():
            yield note._replace(text=self.in_terminology(note.text))
        yield from map(Note, self._terms())

    def _notes(self) -> Iterator[Note]:
        """Yield notes in the usual terminology."""
        yield Note(self.results.standard.note)
        if lines_beside(self.results):
            sources = " ".join(benchmark_sources(self.results))
            yield Note(f"Comparisons with other figures. {RATIOS_NOTE} {sources}")
            yield from map(Note, residents_notes(self.results))
        body = EVIDENCE_HEADING if self.whole else ""
        for note in notes(self.results, body) if self.results.lines else ():
            if note.text not in self.results.standard.note:
                yield note

    def _terms(self) -> Iterator[str]:
        """Yield what the SC-WRES programme calls the people of this report."""
        if self.results.standard.family != FAMILY:
            return
        programmes = worded("minority ethnic", TERMINOLOGIES[1])
        if self.terminology == TERMINOLOGIES[0]:
            white = {
                "white": "White minorities are counted as white",
                "minority": "White minorities are counted among them",
                "separate": "White minorities are a separate group",
            }[str(self.results.settings["white_minorities"])]
            yield (
                f"The SC-WRES programme says '{programmes}'. This report says "
                f"'{self.in_terminology('ethnic minorities')}', meaning everyone from an ethnic "
                f"group other than white. {white}."
            )
        else:
            yield (
                f"This report says '{programmes}', as the SC-WRES programme does. The "
                "government's style guide says 'ethnic minorities' for the same people."
            )
