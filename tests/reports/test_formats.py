"""What every format owes its reader, whatever the figures."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_back import readable

import scwres
from scwres import Cell, Counts
from scwres.counts import YES
from scwres.extracts.loading import Extract
from scwres.extracts.schema import COUNTS, ITEMS
from scwres.reports import FORMATS
from scwres.reports.formats.csv import csv_text
from scwres.results.compute import results_of
from scwres.results.lines import COLUMNS, MARKS
from scwres.settings.question import question_of
from scwres.settings.settings import Settings
from scwres.text.safety import STARTS, as_meant, neutralised

ETHNICITIES = ("Indian", "Black", "White British", "White", "Not known")

UNITS = ("Adults", "=2+5", "-North", "@home", "café | bar", 'the "old" team', "Not recorded")


@st.composite
def results(draw):
    """Results of any counts, by a breakdown of hostile names."""
    cells = st.builds(
        Cell,
        item=st.sampled_from([name for name, item in ITEMS.items() if item.asks_yes_or_no]),
        answer=st.sampled_from(["yes", "no"]),
        ethnicity=st.sampled_from(ETHNICITIES),
        unit=st.tuples(st.sampled_from([None, *UNITS])),
    )
    bands = st.builds(
        Cell,
        item=st.just("pay_band"),
        answer=st.sampled_from(["Band 2", "Band 10", "+1"]),
        ethnicity=st.sampled_from(ETHNICITIES),
        unit=st.tuples(st.sampled_from([None, *UNITS])),
    )
    people = draw(st.dictionaries(cells | bands, st.integers(0, 30), max_size=25))
    question = question_of(Settings({"by": ["team"]}))
    counts = Counts(people, ("team",))
    extract = Extract(
        name="counts.csv",
        kind=COUNTS,
        counts=counts,
        items=counts.items,
        rows=len(people),
        counted=len(people),
        left_out={},
        blank={},
        columns=("item", "answer", "ethnicity", "people", "team"),
    )
    return results_of(question, [extract])


@pytest.mark.slow
@given(results())
def test_every_missing_figure_has_a_mark_and_no_other(computed):
    for line in computed.lines:
        missing = {name for name in COLUMNS if getattr(line, name) is None}
        assert set(line.marks) == missing
        assert set(line.marks.values()) <= set(MARKS)


@pytest.mark.slow
@given(results(), st.sampled_from([None, 40, 80, 200]))
def test_any_results_can_be_rendered_in_any_format(computed, width):
    for name, format_ in FORMATS.items():
        rendered = format_.render(computed, width)
        text = readable(name, format_.encoded(rendered))
        assert text.endswith("\n")
        assert "nan" not in text.casefold()
        assert "None" not in text
        assert "inf" not in text.casefold()


@pytest.mark.slow
@given(results())
def test_csv_and_json_hold_the_same_figures(computed):
    rows = csv.DictReader(io.StringIO(FORMATS["csv"].render(computed)))
    lines = json.loads(FORMATS["json"].render(computed))["results"]

    for row, line in zip(rows, lines, strict=True):
        assert list(row) == list(line) == list(COLUMNS)
        for name in COLUMNS:
            expected = "" if line[name] is None else str(line[name])
            assert row[name].removeprefix("'") == expected.removeprefix("'")


@pytest.mark.slow
@given(results())
def test_no_text_of_a_csv_is_a_formula(computed):
    for format_ in ("csv", "counts"):
        for row in csv.reader(io.StringIO(FORMATS[format_].render(computed))):
            for field in row:
                if not _is_number(field):
                    assert not field.startswith(STARTS)


@pytest.mark.slow
@given(results())
def test_counts_can_be_read_back(tmp_path_factory, computed):
    path = tmp_path_factory.mktemp("counts") / "counts.csv"
    path.write_text(FORMATS["counts"].render(computed), encoding="utf-8")
    if not computed.counts:
        return
    has_units = any(cell.unit != (None,) for cell in computed.counts.people_by_cell)
    # A few people made up may all have answered yes.
    everyone = Settings({"everyone": dict.fromkeys(computed.counts.items, True)})
    again = scwres.compute(path, by=["team"] if has_units else [], settings=everyone)
    if has_units and _none_beside_units(computed.counts):
        return  # a blank beside units is the unit "Not recorded": a loader makes no such counts
    assert again.lines == computed.lines


def _is_number(field: str) -> bool:
    try:
        float(field)
    except ValueError:
        return False
    return True


def _none_beside_units(counts: Counts) -> bool:
    units = {
        item: {cell.unit[0] for cell in counts.people_by_cell if cell.item == item}
        for item in counts.items
    }
    return any(None in values and len(values) > 1 for values in units.values())


def test_a_text_that_a_spreadsheet_would_compute_is_neutralised_and_numbers_are_not():
    text = csv_text(["a", "b"], [["=1+1", -2], ["+44", -2.5], ["plain", None], ["\tx", 0]])

    assert text == "a,b\n'=1+1,-2\n'+44,-2.5\nplain,\n'\tx,0\n"


@given(st.text(st.sampled_from("'=+-@ab") | st.characters(), max_size=8))
def test_a_neutralised_text_can_be_had_back_and_is_no_formula(text):
    assert as_meant(neutralised(text)) == text
    assert not neutralised(text).startswith(STARTS)


def test_an_event_is_the_answer_that_the_schema_calls_yes():
    from scwres import counts

    assert counts.YES == YES
