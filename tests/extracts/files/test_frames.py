"""Frames of pandas, and of any library that hands on an Arrow stream."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pandas
import pyarrow
import pyarrow.parquet
import pytest

import scwres
from scwres import InputError
from scwres.errors import StrictError

STAFF = {
    "staff_id": [101, 102, 103, 104, 105, 106],
    "ethnicity": ["Indian", "White British", None, "White British", "Pakistani", "Indian"],
    "left": [True, False, False, True, None, False],
    "salary": [Decimal("30000.00"), Decimal("41000.50"), None, Decimal("29000.00")] + [None] * 2,
    "pay_band": [3, 4, 4, 3, 3, None],
}
CASES = {
    "staff_id": [101, 104],
    "disciplinary_date": [date(2024, 5, 1), date(2024, 6, 1)],
}


def _with_polars(columns):
    polars = pytest.importorskip("polars")
    return polars.DataFrame(columns).with_columns(
        polars.col("^ethnicity$").cast(polars.Categorical)
    )


def _duckdb():
    """Return DuckDB; skip where its relations hand on no Arrow stream yet."""
    duckdb = pytest.importorskip("duckdb")
    if not hasattr(duckdb.DuckDBPyRelation, "__arrow_c_stream__"):
        pytest.skip("a DuckDB of before Arrow streams")
    return duckdb


def _with_duckdb(columns):
    duckdb = _duckdb()
    staff = pyarrow.table(columns)  # noqa: F841 (DuckDB finds it by its name)
    return duckdb.sql("select * from staff")


def _with_pyarrow(columns):
    table = pyarrow.table(columns)
    return pyarrow.table(
        [column.dictionary_encode() for column in table.columns], table.column_names
    )


MAKERS = {
    "pandas": pandas.DataFrame,
    "pyarrow": pyarrow.table,
    "dictionaries": _with_pyarrow,
    "reader": lambda columns: pyarrow.table(columns).to_reader(),
    "polars": _with_polars,
    "duckdb": _with_duckdb,
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_frame_gives_the_same_lines_as_the_csv_of_its_rows(make, write):
    paths = []
    for name, columns in (("staff", STAFF), ("cases", CASES)):
        rows = zip(*columns.values(), strict=True)
        texts = [",".join("" if value is None else str(value) for value in row) for row in rows]
        paths.append(write(f"{name}.csv", "\n".join([",".join(columns), *texts])))
    from_frames = scwres.compute(staff=make(STAFF), disciplinary=make(CASES))
    from_files = scwres.compute(paths)

    assert from_frames.lines == from_files.lines
    assert [one.rows for one in from_frames.inputs] == [6, 2]
    assert {line.indicator for line in from_frames.lines} >= {"1", "3", "8"}


def test_a_relation_of_duckdb_is_read_without_being_fetched_first():
    duckdb = _duckdb()
    counts = duckdb.sql(
        "select 'cpd' as item, answer, 'White' as ethnicity, sum(n)::decimal(9, 2) as people "
        "from (values ('yes', 2), ('yes', 1), ('no', 4)) as rows(answer, n) group by answer"
    )
    [line] = scwres.compute(counts=counts).lines

    assert (line.all_count, line.all_out_of) == (3, 7)


@pytest.mark.parametrize("make", [MAKERS["pandas"], MAKERS["pyarrow"], MAKERS["polars"]])
@pytest.mark.parametrize(
    ("columns", "message"),
    [({"ethnicity": [], "left": []}, "holds no rows below its header"), ({}, "holds no values")],
)
def test_an_empty_frame_is_refused_as_an_empty_file_is(make, columns, message):
    with pytest.raises(InputError, match=f"the staff frame: {message}"):
        scwres.compute(staff=make(columns))


def _cases(zone, hour):
    day = datetime(2024, 6, 30, hour, tzinfo=zone)
    return {"staff_id": [101, 104], "disciplinary_date": [day, day - timedelta(days=40)]}


@pytest.mark.parametrize("make", [MAKERS["pandas"], MAKERS["pyarrow"], MAKERS["polars"]])
def test_times_in_a_zone_are_read_where_they_are_on_the_same_day_in_london(make):
    window = (date(2024, 6, 30), date(2024, 7, 1))
    results = scwres.compute(staff=make(STAFF), disciplinary=make(_cases(UTC, 0)), window=window)

    assert [line.all_count for line in results.lines if line.indicator == "3"] == [1]


@pytest.mark.parametrize(
    ("make", "fix"),
    [("pandas", "tz_convert"), ("pyarrow", "Give dates instead"), ("polars", "convert_time_zone")],
)
def test_times_on_another_day_in_london_are_refused_with_the_column_and_the_fix(make, fix):
    # A day in summer, kept in UTC, starts at 23:00 of the day before.
    with pytest.raises(InputError) as refused:
        scwres.compute(staff=MAKERS[make](STAFF), disciplinary=MAKERS[make](_cases(UTC, 23)))

    message = str(refused.value)
    assert "the disciplinary frame: column disciplinary_date has times in UTC" in message
    assert "rows 2 and 3" in message
    assert fix in message


def test_a_fixed_offset_is_a_zone_too():
    zone = timezone(timedelta(hours=5))
    with pytest.raises(InputError, match="another day in London"):
        scwres.compute(staff=pandas.DataFrame(STAFF), disciplinary=pyarrow.table(_cases(zone, 1)))


def test_times_in_a_column_that_is_not_read_are_of_no_matter():
    late = datetime(2024, 6, 30, 23, tzinfo=UTC)
    frame = pandas.DataFrame(STAFF).assign(exported_at=late)

    assert scwres.compute(staff=frame).lines == scwres.compute(staff=pandas.DataFrame(STAFF)).lines


def test_a_named_index_is_named_with_what_to_do():
    frame = pandas.DataFrame(STAFF).drop(columns="staff_id")
    frame.index.name = "payroll"
    results = scwres.compute(staff=frame)

    [warning] = [one for one in results.warnings if one.code == "index-not-read"]
    assert "'payroll'" in warning.text
    assert "reset_index()" in warning.text
    with pytest.raises(StrictError, match="index-not-read"):
        scwres.compute(staff=frame, indicators=["8"], strict=True)
    accepted = scwres.compute(staff=frame.rename_axis(None))
    assert "index-not-read" not in {one.code for one in accepted.warnings}


def test_a_column_that_is_needed_and_is_the_index_is_named():
    frame = pandas.DataFrame({"ethnicity": ["Indian", "White"], "left": ["Y", "N"]})
    with pytest.raises(
        InputError, match=r"'ethnicity' as its index, not as a column.*reset_index"
    ):
        scwres.compute(staff=frame.set_index("ethnicity"))


@pytest.mark.parametrize(
    ("thing", "message"),
    [
        ("staff.csv", r"staff= expects a data frame .* not str\. Give the path"),
        ([1, 2], r"not list\. Convert it to a data frame first"),
        (pandas.Series(["Indian"]), r"not Series\. An extract needs more than one column"),
        (pyarrow.array(["Indian"]), "not StringArray"),
        (pyarrow.chunked_array([["Indian"]]), "not ChunkedArray"),
    ],
    ids=["path", "list", "series", "array", "chunks"],
)
def test_anything_else_is_no_frame(thing, message):
    with pytest.raises(TypeError, match=message):
        scwres.compute(staff=thing)


def test_a_lazy_frame_is_to_be_collected():
    polars = pytest.importorskip("polars")
    with pytest.raises(TypeError, match=r"not LazyFrame\. Call collect\(\) first"):
        scwres.compute(staff=polars.DataFrame(STAFF).lazy())


def test_dir_shows_the_public_names_alone():
    program = "import scwres; print(*dir(scwres)); import sys; print('pandas' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert run.stdout.splitlines() == [" ".join(sorted(scwres.__all__)), "False"]


@pytest.mark.parametrize("make", [pandas.DataFrame, pyarrow.table], ids=["pandas", "arrow"])
def test_a_frame_without_its_kind_is_refused_with_how_to_name_it(make):
    with pytest.raises(TypeError, match=r"a data frame needs its kind, as in compute\(staff="):
        scwres.compute(make({"ethnicity": ["Indian"], "left": [True]}))


def test_results_written_from_python_are_read_by_the_commands(tmp_path, sample_data, monkeypatch):
    from click.testing import CliRunner

    from scwres.cli import commands

    for year, folder in (("2024", sample_data / "2024"), ("2025", sample_data / "2025")):
        results = scwres.compute(folder, settings=folder / "scwres.toml")
        (tmp_path / f"{year}.json").write_text(results.to_json(), encoding="utf-8")
    published = scwres.publish(results)
    (tmp_path / "published.json").write_text(published.to_json(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    years = CliRunner().invoke(commands, ["compare", "2024.json", "2025.json", "--format", "csv"])
    audit = CliRunner().invoke(commands, ["audit", "published.json"])

    assert years.exit_code == 0
    assert len(years.output.splitlines()) > 9
    assert audit.exit_code == 0


def test_what_was_published_is_not_published_again(sample_data):
    published = scwres.publish(scwres.compute(sample_data / "hr.csv"))

    with pytest.raises(TypeError, match=r"expected results of scwres\.compute, not Published"):
        scwres.publish(published)


@pytest.mark.parametrize("by", [[], ["team"]], ids=["counted", "row by row"])
def test_times_of_a_parquet_file_on_another_day_in_london_are_refused(tmp_path, by):
    # 31 March 2025 in London, which a database keeps in UTC as 23:00 of the day before.
    times = [datetime(2025, 3, 30, 23, tzinfo=UTC), datetime(2025, 1, 5, tzinfo=UTC), None]
    left = pyarrow.array(times, pyarrow.timestamp("ms", "UTC"))
    table = pyarrow.table(
        {
            "ethnicity": ["Indian", "White British", "Indian"],
            "leaving_date": left,
            "team": ["A"] * 3,
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "staff.parquet")

    with pytest.raises(InputError) as refused:
        scwres.compute(tmp_path / "staff.parquet", by=by)

    problem = refused.value.faults[0]
    assert problem.what == "has times in UTC that fall on another day in London"
    assert (problem.column, problem.rows, problem.code) == ("leaving_date", (2,), "not-a-date")


def test_times_of_a_parquet_file_on_the_same_day_in_london_are_read(tmp_path):
    times = [datetime(2025, 7, 30, 12, tzinfo=UTC), datetime(2025, 1, 5, tzinfo=UTC)]
    left = pyarrow.array(times, pyarrow.timestamp("us", "UTC"))
    table = pyarrow.table({"ethnicity": ["Indian", "White British"], "leaving_date": left})
    pyarrow.parquet.write_table(table, tmp_path / "leavers.parquet")

    [leavers] = scwres.compute(tmp_path / "leavers.parquet").inputs
    assert leavers.counted == 2
