"""Results are read back from files as they were written, by this version and those before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scwres.errors import InputError
from scwres.results.files import LATER, identity_faults, read_results
from scwres.results.lines import COLUMNS

SAMPLE = Path(__file__).parents[2] / "sample_data"


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--interval", "katz", "--p-value", "fisher"],
        ["--config", "nhs.toml"],
        ["--config", "rate.toml", "--by", "directorate"],
        ["--publish", "--by", "directorate"],
    ],
)
def test_results_written_without_the_columns_of_the_method_are_read_alike(
    write, scwres, tmp_path, options
):
    # As every version before wrote them: how figures were made stood in "method" alone.
    write(
        "nhs.toml",
        'standard = "nhs-wres"\n[pay_groups]\nlower = ["Grade 3"]\n'
        'middle = ["Grade 6"]\nupper = ["Grade 9"]\n',
    )
    write("rate.toml", 'out_of = "in_post"\n')
    options = [str(tmp_path / part) if part.endswith(".toml") else part for part in options]
    file, old = tmp_path / "results.json", tmp_path / "old.json"
    scwres("compute", SAMPLE, *options, "--output", file)
    document = json.loads(file.read_text(encoding="utf-8"))
    rows = [dict(row) for row in document["results"]]
    for row in document["results"]:
        for column in LATER - {"profile"}:
            del row[column]
    old.write_text(json.dumps(document), encoding="utf-8")

    lines = read_results(old).lines
    assert lines == read_results(file).lines
    # Sentences are of the run that wrote them, and marks are made again.
    again = [name for name in COLUMNS if name not in ("reading", "mark")]
    assert [[line.row[name] for name in again] for line in lines] == [
        [row[name] for name in again] for row in rows
    ]


def test_an_inverse_ratio_that_is_not_1_over_the_ratio_is_refused(scwres, tmp_path):
    file = tmp_path / "results.json"
    scwres("compute", SAMPLE, "--indicator", "2", "--output", file)
    document = json.loads(file.read_text(encoding="utf-8"))
    [row] = document["results"]
    assert row["inverse_ratio"] == pytest.approx(1 / row["ratio"])
    assert row["inverse_ratio_lower"] == pytest.approx(1 / row["ratio_upper"])
    assert row["inverse_ratio_upper"] == pytest.approx(1 / row["ratio_lower"])
    row["inverse_ratio"] = row["ratio"]
    file.write_text(json.dumps(document), encoding="utf-8")

    with pytest.raises(InputError, match=r"says inverse_ratio is .* does not match its counts"):
        read_results(file)


@pytest.mark.parametrize(
    ("units", "what"),
    [
        (["S0047113", "S0047114"], "staff numbers"),
        (["Adults", "a.khan@example.gov.uk"], "email addresses"),
        (["Adults", "QQ 12 34 56 C"], "National Insurance numbers"),
    ],
)
def test_results_whose_units_identify_people_are_refused_and_the_units_not_shown(units, what):
    rows = [{"breakdown": "team", "unit": unit, "part": "", "all_out_of": 1} for unit in units]

    (fault,) = identity_faults("results.json", rows)

    assert fault.what == f"holds {what} as units of team, which identify people"
    assert not any(unit in str(fault) for unit in units)


def test_results_by_cost_centre_are_read_though_small_counts_are_withheld():
    rows = [
        {"breakdown": "cost_centre", "unit": unit, "part": "", "all_out_of": people}
        for unit, people in (("12345", None), ("12346", 31))
    ]

    assert identity_faults("results.csv", rows) == []
