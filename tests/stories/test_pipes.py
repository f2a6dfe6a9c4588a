"""Every command through a pipe in a process of its own: results, and nothing else.

What a library prints below Python reaches a pipe and not the streams of other tests, so the
command runs here as a user's shell runs it, with the libraries that were installed.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest

SCWRES = [sys.executable, "-Im", "scwres"]

JSON, CSV, PARQUET, MARKDOWN = "json", "csv", "parquet", "markdown"
TABLE, COUNTS = "table", "counts"


def _piped(*arguments: object, stdin: bytes = b"", status: int = 0) -> bytes:
    """Return what a run writes to a pipe; what it says on standard error must be nothing."""
    run = subprocess.run(
        [*SCWRES, *map(str, arguments)], input=stdin, capture_output=True, check=False
    )
    assert run.stderr.decode() == ""
    assert run.returncode == status
    return run.stdout


def _check_of(format_: str, content: bytes, *, first: str) -> None:
    """Look that an output is of its format, from the first byte to the last."""
    if format_ == PARQUET:
        from pyarrow import parquet

        assert content.startswith(b"PAR1")
        assert content.endswith(b"PAR1")
        assert parquet.read_table(io.BytesIO(content)).num_rows > 0
        return
    text = content.decode()
    if format_ == JSON:
        assert json.loads(text)
        assert text[0] == "{"
    elif format_ in (CSV, COUNTS):
        header, *rows = csv.reader(io.StringIO(text), strict=True)
        assert header[0] == first
        assert rows
        assert {len(row) for row in rows} == {len(header)}
    else:
        assert text.startswith(first)
        assert "HiGHS" not in text


FIRST = {
    CSV: "standard",
    COUNTS: "item",
    MARKDOWN: "# Social Care Workforce Race Equality Standard\n",
    TABLE: "SC-WRES 2024\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("format_", [JSON, CSV, PARQUET, MARKDOWN, TABLE, COUNTS])
def test_compute_writes_results_and_nothing_else(format_, sample_data):
    content = _piped("compute", sample_data, "--quiet", "--format", format_)

    _check_of(format_, content, first=FIRST.get(format_, ""))


@pytest.mark.slow
@pytest.mark.parametrize("format_", [JSON, CSV, PARQUET, MARKDOWN, TABLE])
def test_a_publication_is_written_and_nothing_else_and_so_is_its_audit(
    format_, sample_data, tmp_path
):
    few = ["--indicator", "2", "--indicator", "9"] if format_ != JSON else []
    content = _piped("compute", sample_data, "--publish", "-q", "--format", format_, *few)
    _check_of(format_, content, first=FIRST.get(format_, ""))

    if format_ in (JSON, CSV, PARQUET):
        published = tmp_path / f"published.{format_}"
        published.write_bytes(content)
        assert _piped("audit", published, "--quiet").startswith(
            f"Files checked: {published.name}\n".encode()
        )
        assert json.loads(_piped("audit", published, "--format", "json"))


@pytest.mark.slow
@pytest.mark.parametrize("options", [[], ["--internal"]])
def test_a_report_is_written_without_a_word(options, sample_data, tmp_path, monkeypatch):
    # matplotlib looks for fonts anew, and says so unless it is told not to.
    monkeypatch.setenv("MPLCONFIGDIR", str(tmp_path / "fonts"))
    output = tmp_path / "report"

    assert _piped("report", sample_data, "-q", "-o", output, *options) == b""
    assert (output / "report.html").is_file()
    json.loads((output / "results.json").read_text())


@pytest.mark.slow
def test_a_plan_is_written_in_every_format_and_nothing_else(sample_data):
    plan = ["plan", sample_data / "plan.toml"]
    years = [
        *("--before", sample_data / "2024" / "scwres.toml"),
        *("--now", sample_data / "2025" / "scwres.toml"),
    ]
    assert _piped(*plan, "--quiet").startswith(b"Workforce race equality action plan")
    for format_ in (JSON, CSV, PARQUET):
        _check_of(format_, _piped(*plan, *years, "--format", format_), first="audience")


@pytest.mark.slow
def test_years_compared_are_written_in_every_format_and_nothing_else(sample_data, tmp_path):
    years = []
    for year in ("2024", "2025"):
        path = tmp_path / f"{year}.json"
        extracts = sample_data / year
        settings = ["--config", extracts / "scwres.toml"]
        path.write_bytes(_piped("compute", *settings, "-q", "--format", "json"))
        years.append(path)
    assert _piped("compare", *years, "--quiet").startswith(b"Years compared, ")
    for format_ in (JSON, CSV, PARQUET):
        _check_of(format_, _piped("compare", *years, "--format", format_), first="audience")


@pytest.mark.slow
@pytest.mark.parametrize("publish", [[], ["--publish"]])
def test_organisations_combined_are_written_and_nothing_else(publish, sample_data, tmp_path):
    organisations = []
    for name in ("2024", "2025"):
        settings = ["--config", sample_data / name / "scwres.toml", "--indicator", "3"]
        path = tmp_path / f"{name}.csv"
        path.write_bytes(_piped("compute", *settings, "-q", "--format", "counts"))
        organisations.append(path)
    for format_ in (JSON, CSV):
        content = _piped("combine", *organisations, "-q", *publish, "--format", format_)
        _check_of(format_, content, first="standard")


def test_the_other_commands_say_what_was_asked_and_nothing_else(sample_data, tmp_path):
    assert json.loads(_piped("check", sample_data, "--format", "json"))
    assert _piped("check", sample_data / "hr.csv", "-q").startswith(b"hr.csv: staff\n")
    assert _piped("explain", "3").startswith(b"3  Formal disciplinary process\n")
    staff = (sample_data / "hr.csv").read_bytes()
    assert json.loads(_piped("compute", "-", "-q", "--format", "json", stdin=staff))


def test_sample_says_what_it_wrote_and_nothing_else(tmp_path):
    run = subprocess.run(
        [*SCWRES, "sample", tmp_path, "--staff", "50"], capture_output=True, text=True, check=True
    )

    assert run.stdout == ""
    *wrote, next_step = run.stderr.splitlines()
    assert [line.split()[0] for line in wrote] == ["Wrote"] * 3
    assert next_step.endswith(f"scwres check {tmp_path}")


def test_publishing_from_python_prints_nothing_of_its_own(sample_data):
    program = (
        "import scwres\n"
        "print('before')\n"
        f"published = scwres.publish(scwres.compute({str(sample_data / 'hr.csv')!r}))\n"
        "print('after', len(published.lines) > 0)\n"
    )
    run = subprocess.run(
        [sys.executable, "-Ic", program], capture_output=True, text=True, check=False
    )

    assert (run.stdout, run.stderr) == ("before\nafter True\n", "")
