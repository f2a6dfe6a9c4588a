"""Figures that others published, computed again from their counts.

Every row of ``tests/published`` names its source. A figure must agree to the last digit
that was printed.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pandas
import pytest

import scwres
from scwres.metrics.standards import standard_called
from scwres.results.lines import COLUMNS
from scwres.text.numbers import percentage, rounded
from scwres.text.wording import ratio_in_words

PUBLISHED = Path(__file__).parent.parent / "published"


def _rows(name: str) -> list[dict[str, str]]:
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _case(row: dict[str, str]) -> str:
    return "-".join(filter(None, [row["case"], row.get("figure"), row.get("interval")]))


#: Figures that publishers print and that are read off a line's counts.
DERIVED = {
    "inverse_ratio": lambda line: 1 / line.ratio,
    "all_likelihood": lambda line: line.all_count / line.all_out_of,
    "compared_with_share": lambda line: line.compared_with_count / line.all_count,
    "compared_with_workforce_share": lambda line: line.compared_with_out_of / line.all_out_of,
}


def _as_printed(value: float | None, like: str, marks: dict[str, str], figure: str) -> str:
    """Return a figure with as many digits as a publisher printed."""
    if value is None:
        return f"[{marks[figure]}]"
    is_percentage = like.endswith("%")
    decimals = len(like.rstrip("%").partition(".")[2])
    return percentage(value, decimals) if is_percentage else rounded(value, decimals)


@pytest.mark.parametrize("row", _rows("figures.csv"), ids=_case)
def test_published_figure_follows_from_its_counts(row):
    # Some publications print those with the event alone.
    everyone = {"everyone": {"disciplinary": True}}
    results = scwres.compute(
        PUBLISHED / "counts" / f"{row['counts']}.csv", interval=row["interval"], settings=everyone
    )
    [line] = [line for line in results.lines if line.indicator == row["indicator"]]
    figure = row["figure"]
    value = getattr(line, figure) if figure in COLUMNS else DERIVED[figure](line)

    if len(row["value"]) > 12:  # printed to the last digit that a computer holds
        assert value == pytest.approx(float(row["value"]), rel=1e-13)
    else:
        assert _as_printed(value, row["value"], line.marks, figure) == row["value"]


@pytest.mark.parametrize("row", _rows("words.csv"), ids=_case)
def test_published_ratio_is_said_in_the_published_words(row):
    assert ratio_in_words(float(row["ratio"])) == row["words"]


@pytest.mark.parametrize("row", _rows("percentages.csv"), ids=_case)
def test_ratio_of_two_published_percentages(row):
    # Percentages as people of ten thousand: the same arithmetic.
    minority_ethnic, white = (
        scwres.Tally(round(float(row[column]) * 100), 10_000)
        for column in ("percent_minority", "percent_white")
    )

    ratio = scwres.relative_likelihood(minority_ethnic, compared_with=white).value

    assert rounded(ratio, 4) == row["ratio"]


@pytest.mark.parametrize("row", _rows("shares.csv"), ids=_case)
def test_published_percentage_follows_from_its_counts(row):
    estimate = scwres.likelihood(scwres.Tally(int(row["count"]), int(row["out_of"])))

    decimals = len(row["percentage"].rstrip("%").partition(".")[2])
    assert percentage(estimate.value, decimals) == row["percentage"]


@pytest.mark.parametrize("row", _rows("nhs.csv"), ids=_case)
def test_published_figure_of_the_nhs_standard_in_its_own_direction(row):
    [item] = [
        one.item
        for one in standard_called("nhs-wres").indicators
        if one.number == row["indicator"]
    ]
    yes, no = (row["part"], "another") if row["part"] else ("yes", "no")
    people = []
    for side, ethnicity in (
        *(("minority", "Minority ethnic"), ("white", "White"), ("unknown", "Not known")),
    ):
        events, out_of = int(row[f"{side}_yes"]), int(row[f"{side}_out_of"])
        people += [[item, yes, ethnicity, events], [item, no, ethnicity, out_of - events]]
    counts = pandas.DataFrame(people, columns=["item", "answer", "ethnicity", "people"])

    results = scwres.compute(counts=counts, standard="nhs-wres", indicators=[row["indicator"]])
    [line] = [line for line in results.lines if line.part == row["part"]]

    value = getattr(line, row["figure"])
    if isinstance(value, str):
        assert row["value"] in value
    else:
        assert _as_printed(value, row["value"], line.marks, row["figure"]) == row["value"]


def test_every_published_row_names_its_source():
    names = ["figures.csv", "words.csv", "percentages.csv", "shares.csv", "nhs.csv"]
    rows = [row for name in names for row in _rows(name)]

    assert len(rows) > 100
    assert all(row["source"].strip() for row in rows)


def test_every_count_file_is_held_against_some_figure():
    used = {row["counts"] for row in _rows("figures.csv")}

    assert used == {path.stem for path in (PUBLISHED / "counts").glob("*.csv")}
