"""Tables of a database: what is read of them, what is refused, and what is never shown."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

import scwres as package
from scwres.errors import FileError, InputError, UsageError

pytest.importorskip("ibis", reason="ibis is not installed")

#: ibis calls what newer drivers have since deprecated: no fault of ours.
pytestmark = [
    pytest.mark.filterwarnings(f"ignore::{sort}")
    for sort in ("DeprecationWarning", "UserWarning", "FutureWarning")
]

HEADER = ("staff_id", "name", "ethnicity", "pay_band", "disciplinary")
ROWS = [
    (f"S{number}", f"Jo {number}", "Indian" if number % 4 == 0 else "White British", band, event)
    for number in range(60)
    for band, event in [(f"Grade {number % 3 + 1}", "Yes" if number % 10 == 0 else "No")]
]


def _loaded(engine, rows: Sequence[Sequence[str | None]] = ROWS) -> None:
    engine.load("staff", HEADER, rows)


@pytest.fixture
def statements(monkeypatch) -> list[str]:
    """What is asked of ibis' engines, as text."""
    from scwres.extracts.databases.connection import Database

    asked: list[str] = []
    fetched = Database._fetched

    def noting(self, expression):
        asked.append(str(self._backend.compile(expression)))
        return fetched(self, expression)

    monkeypatch.setattr(Database, "_fetched", noting)
    return asked


def test_what_identifies_people_is_never_selected(duckdb, statements, scwres):
    _loaded(duckdb)

    run = scwres("compute", "staff", "--database", duckdb.url)

    assert run.status == 0, run.err
    assert statements
    assert not any('"name"' in statement for statement in statements)


def test_only_what_is_wanted_leaves_the_engine_and_grouped(duckdb, statements):
    rows = [(row[2], "A comment", row[3]) for row in ROWS]
    duckdb.load("staff", ("ethnicity", "comment", "pay_band"), rows)

    package.compute("staff", database=duckdb.url, indicators=["1"])

    counting = [statement for statement in statements if "COUNT(*)" in statement]
    assert len(counting) == 2  # the first for no row, so that a refusal tells of no row
    assert all("comment" not in statement for statement in counting)


def test_a_blank_row_is_judged_with_the_columns_that_are_not_read(duckdb, write):
    rows = [("Indian", "x", "Grade 1"), (None, "only a note", " "), (None, None, "")] * 3
    duckdb.load("staff", ("ethnicity", "note", "pay_band"), rows)
    lines = [",".join(cell or "" for cell in row) for row in rows]
    file = write("staff.csv", "\n".join(["ethnicity,note,pay_band", *lines, ""]))

    by_table = json.loads(package.compute("staff", database=duckdb.url).to_json())["inputs"][0]
    by_file = json.loads(package.compute(file).to_json())["inputs"][0]

    assert by_table["left_out"] == by_file["left_out"]
    assert by_table["left_out"]["blank row"] == 3
    assert by_table["rows"] == by_file["rows"] == 9


@pytest.mark.parametrize("text", ["Total", "Grand total"])
def test_a_row_of_totals_is_found_in_a_column_that_is_not_read(text, duckdb):
    rows = [("Adults", "Indian", "Grade 1"), (text, None, None)]
    duckdb.load("staff", ("unit", "ethnicity", "pay_band"), rows)

    with pytest.raises(InputError) as refused:
        package.compute("staff", database=duckdb.url)

    [fault] = refused.value.faults
    assert (fault.code, fault.rows, fault.number_of_rows) == ("not-one-table", (), 1)
    assert fault.rows_in_words() == ": 1 row"


def test_settings_name_tables_and_queries_once_for_all(duckdb, write):
    _loaded(duckdb)
    settings = write(
        "scwres.toml",
        f'database = "{duckdb.url}"\n[[extracts]]\ntable = "staff"\n'
        "[extracts.columns]\ndisciplinary = 'disciplinary'\n",
    )
    of_query = write(
        "query.toml",
        f'[[extracts]]\ndatabase = "{duckdb.url}"\nquery = """SELECT *\nFROM staff;"""\n',
    )

    by_table = package.compute(settings=settings).to_json()
    by_query = package.compute(settings=of_query).to_json()

    named = by_query.replace("query of extract 1", "staff")
    assert by_table == named
    assert [(i["name"], i["sha256"]) for i in json.loads(by_table)["inputs"]] == [("staff", None)]


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ('table = "staff"\npath = "hr.csv"', "an extract has path and table"),
        ('table = "staff"\nquery = "SELECT 1"', "an extract has table and query"),
        ('path = "hr.csv"\ndatabase = "duckdb://hr.duckdb"', "a file is in no database"),
        ('table = "staff"\ndatabase = "secret"', "is not where a database is"),
        ('table = "staff"', "is a table, and no database is named"),
    ],
)
def test_what_settings_say_of_a_place_must_be_one_place(lines, what, write):
    settings = write("scwres.toml", f"[[extracts]]\n{lines}\n")

    with pytest.raises(UsageError, match=what) as refused:
        package.compute(settings=settings)

    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE staff",
        "SELECT 1; DELETE FROM staff",
        "",
        "INSERT INTO staff SELECT * FROM staff",
    ],
)
def test_a_query_that_does_more_than_read_is_refused(query, duckdb, write):
    _loaded(duckdb)
    extract = {"database": duckdb.url, "query": query}

    with pytest.raises((FileError, UsageError)):
        package.compute(settings={"extracts": [extract]})

    assert package.compute("staff", database=duckdb.url)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://jo:hunter2@127.0.0.1:1/hr",
        "postgresql://127.0.0.1:1/hr?user=jo&password=hunter2",
        "nothing://jo:hunter2@127.0.0.1:1/hr",
        "duckdb:///nowhere/hunter2/../hr.duckdb?token=hunter2",
        "postgresql://jo:hunter2@[x/hr",
    ],
)
def test_no_connection_is_told_without_credentials(url, scwres):
    run = scwres("compute", "staff", "--database", url)

    assert run.status == 6, run.err
    assert "cannot be opened" in run.err
    assert "hunter2@" not in run.err
    assert "=hunter2" not in run.err
    assert "jo:" not in run.err


def test_a_missing_table_is_told_with_the_nearest_name(engine, scwres):
    _loaded(engine)

    run = scwres("compute", "stafff", "--database", engine.url)

    assert run.status == 6
    assert "stafff: is not a table of" in run.err
    if engine.url != "local[2]":
        assert "Did you mean 'staff'?" in run.err


def test_what_an_engine_says_of_rows_is_not_passed_on(duckdb, scwres, write):
    _loaded(duckdb)
    query = "SELECT ethnicity, CAST(name AS INTEGER) AS pay_band FROM staff"
    settings = write(
        "scwres.toml", f'[[extracts]]\ndatabase = "{duckdb.url}"\nquery = "{query}"\n'
    )

    run = scwres("compute", "--config", settings)

    assert run.status == 6
    assert "cannot be read: ConversionException" in run.err
    assert "Jo " not in run.err


def test_a_column_of_no_text_is_refused_where_it_is_read_and_only_there(duckdb):
    duckdb.execute(
        "CREATE OR REPLACE TABLE odd AS SELECT 'Indian' AS ethnicity, ['Grade 1'] AS pay_band, "
        "'x'::BLOB AS photo"
    )

    with pytest.raises(InputError) as refused:
        package.compute("odd", database=duckdb.url)

    assert [fault.column for fault in refused.value.faults] == ["pay_band"]


def test_types_of_a_database_are_read_as_files_write_them(postgres, scwres):
    postgres.execute("DROP SCHEMA IF EXISTS hr CASCADE")
    postgres.execute("CREATE SCHEMA hr")
    postgres.execute("CREATE TYPE hr.grade AS ENUM ('Grade 1', 'Grade 2')")
    postgres.execute(
        "CREATE TABLE hr.staff (ethnicity char(20), pay_band hr.grade, disciplinary boolean, "
        "started timestamptz, salary numeric(10, 2), cpd int)"
    )
    postgres.execute(
        "INSERT INTO hr.staff SELECT CASE i % 3 WHEN 0 THEN 'Indian' ELSE 'White British' END, "
        "(CASE i % 2 WHEN 0 THEN 'Grade 1' ELSE 'Grade 2' END)::hr.grade, i % 20 = 0, "
        "'2025-06-30 23:30:00+00', 30000, i % 2 FROM generate_series(1, 200) i"
    )

    run = scwres("check", "hr.staff", "--database", postgres.url)

    assert run.status == 0, run.out
    assert "'ethnicity': spaces that fill it up at the end are left out" in run.out
    assert "'disciplinary': true and false are read as yes and no" in run.out
    assert "'cpd': numbers are read as yes and no: 1 and 0" in run.out
    assert "Indian                66 rows" in run.out


def test_a_collation_that_merges_labels_is_told(postgres, scwres):
    postgres.execute(
        "CREATE COLLATION IF NOT EXISTS careless (provider = icu, locale = 'und-u-ks-level2', "
        "deterministic = false)"
    )
    postgres.execute("DROP TABLE IF EXISTS collated")
    postgres.execute("CREATE TABLE collated (ethnicity text COLLATE careless, pay_band text)")
    postgres.execute("INSERT INTO collated VALUES ('Indian', 'G1'), ('INDIAN', 'G1')")

    run = scwres("check", "collated", "--database", postgres.url)

    assert "its collation takes some labels that differ for the same" in " ".join(run.out.split())


def test_no_right_to_read_a_column_matters_where_it_is_read(postgres, scwres):
    _loaded(postgres)
    postgres.execute("DO $$ BEGIN CREATE ROLE reader LOGIN; EXCEPTION WHEN OTHERS THEN END $$")
    postgres.execute("GRANT SELECT (ethnicity, pay_band) ON staff TO reader")
    url = postgres.url.replace("user=postgres", "user=reader")

    run = scwres("compute", "staff", "--database", url)
    assert run.status == 6
    assert "staff: cannot be read: permission denied for table staff" in run.err

    postgres.execute("GRANT SELECT (staff_id, disciplinary) ON staff TO reader")
    assert scwres("compute", "staff", "--database", url).status == 0


def test_tables_are_seen_as_they_were_at_the_start(postgres):
    from scwres.extracts.databases.connection import Database

    _loaded(postgres)
    with Database(postgres.url) as database:
        table = database.table("staff")
        before = [
            rows for batch in database.rows("staff", table.count().as_table()) for rows in batch
        ]
        postgres.execute("DELETE FROM staff")
        after = [
            rows for batch in database.rows("staff", table.count().as_table()) for rows in batch
        ]

    assert before == after == [(60,)]


def test_a_database_that_is_a_file_is_not_written_over(scwres, tmp_path):
    path = tmp_path / "hr.json"
    settings = tmp_path / "scwres.toml"
    settings.write_text('[[extracts]]\ntable = "staff"\ndatabase = "duckdb://hr.json"\n', "utf-8")

    by_option = scwres("compute", "staff", "--database", f"duckdb://{path}", "-o", path)
    by_settings = scwres("compute", "--config", settings, "-o", path)

    for run in (by_option, by_settings):
        assert run.status == 2
        assert "would overwrite a database" in run.err


def test_init_writes_settings_without_a_password_and_they_are_ready(duckdb, scwres, tmp_path):
    _loaded(duckdb)
    output = tmp_path / "scwres.toml"

    run = scwres("init", "staff", "--database", f"{duckdb.url}?password=hunter2", "-o", output)

    assert run.status == 0, run.err
    text = output.read_text(encoding="utf-8")
    assert f'table = "staff"\ndatabase = "{duckdb.url}"\n' in text
    assert "hunter2" not in text
    assert scwres("check", "--config", output).status == 0


def test_a_manifest_and_results_hold_no_place_of_a_database(duckdb, scwres, tmp_path):
    _loaded(duckdb)
    output = tmp_path / "results.json"

    run = scwres(
        *("compute", "staff", "--database", duckdb.url, "--publish", "-o", output),
    )

    assert run.status == 0, run.err
    for file in tmp_path.rglob("*.json"):
        assert str(duckdb.path) not in file.read_text(encoding="utf-8")


def test_what_looks_personal_is_told_by_the_number_of_its_rows(duckdb, scwres):
    rows = [(*row[:3], "07700 900123", row[4]) if not n else row for n, row in enumerate(ROWS)]
    _loaded(duckdb, rows)

    run = scwres("check", "staff", "--database", duckdb.url)

    assert "what looks like a phone number in 1 row." in " ".join(run.out.split())


def test_a_column_that_cannot_be_read_matters_only_where_it_is_wanted(duckdb, scwres):
    duckdb.execute(
        "CREATE OR REPLACE TABLE odd AS SELECT 'Indian' AS ethnicity, 'Grade 1' AS pay_band, "
        "'\\xff\\xfe'::BLOB AS photo, [1, 2] AS marks FROM range(30)"
    )
    duckdb.execute(
        "CREATE OR REPLACE TABLE asked AS SELECT 'Indian' AS ethnicity, 'Never' AS "
        "harassment_public, '\\xff\\xfe'::BLOB AS photo, [1, 2] AS marks FROM range(30)"
    )

    for table in ("odd", "asked"):
        run = scwres("check", table, "--database", duckdb.url)
        assert run.status in (0, 3), run.err
        assert "30 rows read" in run.out
        assert "photo" not in run.out.partition("Problems")[2]
