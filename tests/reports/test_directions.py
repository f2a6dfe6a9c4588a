"""Ratios the other way round, beside the standard's own, and the shares that others publish."""

from __future__ import annotations

import pytest

import scwres as package
from scwres.reports import FORMATS
from scwres.reports.document.sections import document_of
from scwres.reports.workbook.tables import book_tables

BOTH = {"direction": "white-over-minority"}

#: The header of the ratio the other way round, with its interval.
ON_PAGE = "White over minority ethnic (95% confidence interval)"

#: Of 40 applicants from ethnic minorities 6 are appointed (15%), of 100 white ones 30 (30%): the
#: ratio is 0.5 and the other way round 2. Koopman's limits are 0.2239 and 1.0437, and 0.9581 and
#: 4.4657 (statsmodels, the score method without correction). Of 10 of unknown ethnicity 4 are.
COUNTS = (
    "item,answer,ethnicity,people\n"
    "appointed,yes,Indian,6\nappointed,no,Indian,34\n"
    "appointed,yes,White British,30\nappointed,no,White British,70\n"
    "appointed,yes,Not stated,4\nappointed,no,Not stated,6\n"
)

#: The same with nobody appointed from ethnic minorities.
NONE_APPOINTED = COUNTS.replace("yes,Indian,6", "yes,Indian,0").replace(
    "no,Indian,34", "no,Indian,40"
)


def _table(tables, name):
    [table] = [table for table in tables if table.name == name]
    return table


def _row(table, *, row=0):
    return dict(zip(table.headers, table.rows[row], strict=True))


def test_a_ratio_stands_beside_the_same_ratio_white_over_minority_ethnic(scwres, write):
    out = scwres("compute", write("c.csv", COUNTS), *_options(BOTH), "--detail").out

    row = next(line for line in out.splitlines() if "15.0% (6 of 40)" in line)
    assert ON_PAGE in out
    assert "0.50 (0.22 to 1.04)" in row
    assert "2.00 (0.96 to 4.47)" in row
    assert "It is 1 divided by the ratio. The finding is the same for both." in out


def _options(settings):
    return [part for name, value in settings.items() for part in (f"--{name}", value)]


def test_the_other_way_round_is_shown_only_where_it_is_requested(write):
    path = write("c.csv", COUNTS)
    usual = [FORMATS[name].render(package.compute(path)) for name in ("table", "markdown")]

    assert all("White over" not in text for text in usual)


def test_the_figure_of_an_indicator_has_both_directions_with_their_intervals(write):
    summary = document_of(package.compute(write("c.csv", COUNTS), **BOTH)).summary
    row = dict(zip(summary.headers, summary.rows[0], strict=True))

    assert row["Ratio (95% confidence interval)"].beside == "0.50 (0.22 to 1.04)"
    assert row["White over minority ethnic"].beside == "2.00 (0.96 to 4.47)"


def test_page_workbook_and_markdown_show_the_same_inverse(write):
    results = package.compute(write("c.csv", COUNTS), **BOTH)
    [line] = results.lines
    on_page = _row(document_of(results).glance_table)[ON_PAGE]
    row = _row(_table(book_tables(results, None), "ratios"))
    assert on_page.beside == "2.00 (0.96 to 4.47)"
    assert on_page.number == row["White over minority ethnic"].number == line.inverse_ratio == 2
    assert row["White over minority ethnic: from"].number == line.inverse_ratio_lower
    assert row["White over minority ethnic: to"].number == line.inverse_ratio_upper
    assert "2.00 (0.96 to 4.47)" in FORMATS["markdown"].render(results)


def test_the_inverse_of_a_ratio_of_0_is_a_mark_and_not_a_number(write):
    results = package.compute(write("c.csv", NONE_APPOINTED), **BOTH)
    [line] = results.lines
    row = _row(_table(book_tables(results, None), "ratios"))
    on_page = _row(document_of(results).glance_table)[ON_PAGE]

    assert line.ratio == 0
    assert on_page.text == "[z]"
    assert line.marks["inverse_ratio"] == line.marks["inverse_ratio_upper"] == "z"
    assert row["White over minority ethnic"].text == "[z]"
    assert row["White over minority ethnic: to"].text == "[z]"
    assert row["White over minority ethnic: from"].number == 1 / line.ratio_upper


def test_a_standard_that_publishes_white_over_minority_ethnic_is_not_inverted(write):
    # NHS WRES publishes indicator 2 as 2.0 here: that is white over minority ethnic already.
    results = package.compute(write("c.csv", COUNTS), standard="nhs-wres", **BOTH)
    [line] = results.lines

    assert (line.ratio, line.inverse_ratio) == (2, 0.5)
    assert "White over minority ethnic" not in FORMATS["table"].render(results)
    [row] = document_of(results).summary.rows
    assert "2.00 (0.96 to 4.47)" in [cell.beside for cell in row]


def test_beside_other_ratios_one_that_is_inverse_already_keeps_its_own(sample_data):
    results = package.compute(sample_data, standard="nhs-wres", **BOTH)
    table = document_of(results).glance_table
    by_title = {row[0].text: dict(zip(table.headers, row, strict=True)) for row in table.rows}
    own = by_title["2 Appointed from shortlisting, white compared with minority ethnic"]
    other = by_title["3 Formal disciplinary process"]

    ratio = "Ratio (95% confidence interval)"
    assert own[ON_PAGE].number == own[ratio].number
    assert other[ON_PAGE].number == pytest.approx(1 / other[ratio].number)
    assert "In 2 and 4 the standard publishes this one itself." in FORMATS["table"].render(results)


def test_findings_are_the_same_in_both_directions(sample_data):
    usual, both = package.compute(sample_data), package.compute(sample_data, **BOTH)

    assert [line.row for line in usual.lines] == [line.row for line in both.lines]
    assert usual.settings | BOTH == both.settings


def test_in_a_publication_the_inverse_is_made_of_shown_figures(sample_data):
    published = package.publish(package.compute(sample_data, **BOTH))
    table = document_of(published).glance_table
    rows = {row[0].text: dict(zip(table.headers, row, strict=True)) for row in table.rows}
    # Rounded counts, as published: 55 of 430 and 195 of 770. 195/770 over 55/430 is 1.98.
    shown = rows["2 Appointed from shortlisting"]
    assert shown[ON_PAGE].number == pytest.approx(195 / 770 / (55 / 430))
    assert shown[ON_PAGE].text == "2.0"
    assert rows["4 Fitness to practise process"][ON_PAGE].beside == "[c]"


def test_groups_are_named_in_the_other_direction_too(write):
    path = write("c.csv", COUNTS)
    several = package.compute(path, groups="five", reference="White British", **BOTH)
    programme = package.compute(path, settings={"terminology": "programme"}, **BOTH)

    several_headers, programme_headers = (
        " ".join(document_of(shown).glance_table.headers) for shown in (several, programme)
    )
    assert "White British over each group" in several_headers
    assert "White British over each group" in FORMATS["table"].render(several)
    assert "White over Black, Asian and minoritised ethnic" in programme_headers


def test_the_table_of_shares_has_the_share_of_those_shortlisted_and_appointed(write, scwres):
    path = write("c.csv", COUNTS)
    # 40 of 150 shortlisted are 26.7%, 6 of 40 appointed are 15%.
    row = _row(document_of(package.compute(path)).shares)
    assert [value.beside for value in row.values()] == [
        "2 Appointed from shortlisting",
        "people shortlisted in the last 12 months",
        "26.7% (40 of 150)",
        "people appointed",
        "15.0% (6 of 40)",
        "-11.7",
    ]
    out = scwres("compute", path, *_options(BOTH), "--detail").out
    assert "Minority ethnic share of the people in each indicator" in out
    [shown] = [line for line in out.splitlines() if "26.7% (40 of 150)" in line]
    assert shown.endswith("-11.7")


def test_shares_of_a_standard_that_is_inverse_are_of_the_minority_all_the_same(write):
    path = write("c.csv", COUNTS)
    usual, nhs = (
        document_of(package.compute(path, standard=name)).shares
        for name in ("sc-wres-2024", "nhs-wres")
    )

    assert [value.beside for value in nhs.rows[0]] == [value.beside for value in usual.rows[0]]


def test_a_withheld_count_of_an_inverse_line_is_withheld_of_the_same_group(sample_data):
    published = package.publish(
        package.compute(sample_data, standard="nhs-wres", by=["directorate"], indicators=["2"])
    )
    for line in published.lines:
        turned = line.of_minority
        assert (turned.group, turned.group_count) == (line.compared_with, line.compared_with_count)
        assert (turned.compared_with_out_of, turned.is_inverse) == (line.group_out_of, False)
        assert (turned.share is None) == (line.compared_with_count is None)
    assert any(line.of_minority.is_withheld for line in published.lines)


def test_shares_of_all_groups_and_of_unknown_ethnicity_add_up(sample_data):
    results = package.compute(sample_data, groups="five")
    for lines in _by_indicator(results):
        shares = [line.share for line in lines] + [lines[0].unknown_event_share]
        white = lines[0].compared_with_count / lines[0].all_count
        assert sum(shares) + white == pytest.approx(1)


def _by_indicator(results):
    numbers = dict.fromkeys(line.indicator for line in results.lines if not line.part)
    return [[line for line in results.lines if line.indicator == number] for number in numbers]
