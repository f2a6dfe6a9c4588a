"""The statement of a count file gives the figures of the rows that it counts, or is refused."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path

import pytest

pytest.importorskip("ibis", reason="ibis is not installed")
pytestmark = [
    pytest.mark.filterwarnings(f"ignore::{sort}")
    for sort in ("DeprecationWarning", "UserWarning", "FutureWarning")
]

_spec = importlib.util.spec_from_file_location("messy", Path(__file__).with_name("messy.py"))
messy = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(messy)

GOLDEN = Path(__file__).parents[2] / "golden"

ITEMS_OF_STAFF = (
    *("senior_manager", "regulated_professional", "disciplinary", "fitness_to_practise", "cpd"),
    "left",
)
HARASSMENT = ("harassment_public", "harassment_colleagues", "harassment_managers")


def _extract(table: str, kind: str, *columns: str, **headers: str) -> str:
    named = {column: column for column in columns} | headers
    pairs = ", ".join(f'{name} = "{header}"' for name, header in named.items())
    return f'[[extracts]]\ntable = "{table}"\nkind = "{kind}"\ncolumns = {{ {pairs} }}\n'


SAMPLE = "\n".join(
    [
        'by = ["directorate"]',
        "[window]\nfrom = 2024-10-01\nto = 2025-09-30",
        _extract(
            *("hr", "staff", "staff_id", "ethnicity", "pay_band", *ITEMS_OF_STAFF, "directorate")
        ),
        _extract("shortlisting", "shortlisting", "ethnicity", "appointed", "directorate"),
        _extract("survey", "survey", "ethnicity", *HARASSMENT, "directorate"),
    ]
)

MESSY = "\n".join(
    [
        "[window]\nfrom = 2024-10-01\nto = 2025-09-30",
        _extract(
            *("staff", "staff", "disciplinary"),
            staff_id="Staff ID",
            ethnicity="Ethnic Origin",
            pay_band="Pay Band",
        ),
        _extract("shortlisting", "applications", "ethnicity", "shortlisted", "appointed"),
        _extract("survey", "survey", "ethnicity", "harassment_public", "harassment_colleagues"),
        _extract("leavers", "leavers", "staff_id", "ethnicity", "leaving_date"),
    ]
)


@pytest.fixture
def counts(scwres, tmp_path):
    """Return the count file that an engine makes with the statement of settings."""

    def make(settings: str, engine, dialect: str) -> Path:
        config = tmp_path / "sql.toml"
        config.write_text(settings, "utf-8")
        printed = scwres("sql", "--config", config, "--dialect", dialect)
        assert printed.status == 0, printed.err
        path = tmp_path / "counts.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(engine.answer(printed.out))
        return path

    return make


def _load(engine, folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        engine.load(name, header, [[cell or None for cell in row] for row in rows])


def _dialect(engine) -> str:
    return {"DuckDB": "duckdb", "Postgres": "postgres", "Spark": "spark"}[type(engine).__name__]


@pytest.mark.slow
def test_a_statement_gives_the_figures_of_the_sample_council(engine, counts, scwres, root):
    names = ("hr", "shortlisting", "survey")
    _load(engine, root / "sample_data", names)
    made = counts(SAMPLE, engine, _dialect(engine))
    options = ("--by", "directorate", "--format", "csv")

    by_counts = scwres("compute", made, *options)
    files = [root / "sample_data" / f"{name}.csv" for name in names]
    by_rows = scwres("compute", *files, *options, "--window", "2024-10-01:2025-09-30")

    assert by_counts.status == by_rows.status == 0, by_counts.err
    assert by_counts.out == by_rows.out


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_a_statement_gives_the_figures_of_a_messy_council_or_is_refused(
    seed, duckdb, counts, scwres, tmp_path
):
    council = messy.council(seed)
    messy.write(council, tmp_path)
    _load(duckdb, tmp_path, tuple(council))
    made = counts(MESSY, duckdb, "duckdb")

    by_counts = scwres("compute", made, "--format", "csv")
    files = [tmp_path / f"{name}.csv" for name in council]
    window = ("--window", "2024-10-01:2025-09-30")
    by_rows = scwres("compute", *files, "--format", "csv", *window)

    if seed % 2 == 0 and seed % 3:  # one post a person, and no mistakes
        assert by_rows.status == 0, by_rows.err
        assert by_counts.out == by_rows.out, by_counts.err
    elif by_counts.status == 0:
        assert by_counts.out == by_rows.out, by_rows.err
    else:
        assert by_counts.status == 3


@pytest.mark.parametrize("dialect", ["postgres", "spark", "tsql", "oracle", "bigquery"])
def test_a_statement_in_each_dialect_is_as_it_was_reviewed(dialect, scwres, tmp_path, request):
    from sqlglot import exp, parse

    config = tmp_path / "sql.toml"
    config.write_text(MESSY, "utf-8")
    printed = scwres("sql", "--config", config, "--dialect", dialect)

    assert printed.status == 0, printed.err
    [statement, *rest] = parse(printed.out, read=dialect)
    assert not list(filter(None, rest))
    assert statement.find(exp.Group)
    assert "\r" not in printed.out
    golden = GOLDEN / f"sql-{dialect}.sql"
    if request.config.getoption("--remake-golden", default=False):
        golden.write_text(printed.out, "utf-8")
    assert printed.out == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("settings", "what"),
    [
        ('[[extracts]]\ntable = "hr"\n', "a statement needs its kind and its columns"),
        (
            '[pay_bands]\nfrom_salary = "national"\n' + _extract("hr", "staff", "ethnicity"),
            "no statement is made with [pay_bands] made of salaries",
        ),
        (_extract("hr", "staff", "ethnicity", "start_date"), "no statement reads 'start_date'"),
        (_extract("l", "leavers", "ethnicity"), "is a list without staff_id"),
        (
            _extract("hr", "staff", "staff_id", "ethnicity")
            + _extract("l", "leavers", "staff_id", "leaving_date"),
            "is a list with dates, and no period is set",
        ),
        (
            '[[extracts]]\npath = "hr.csv"\nkind = "staff"\ncolumns = { ethnicity = "e" }\n',
            "a statement needs a table, not a file or a query",
        ),
        (
            '[[extracts]]\nquery = "SELECT 1"\nkind = "staff"\ncolumns = { ethnicity = "e" }\n',
            "a statement needs a table, not a file or a query",
        ),
        (_extract("l", "leavers", "staff_id"), "is a list without a staff extract"),
        (_extract("c", "counts", "ethnicity"), "no statement is made of counts"),
        (
            _extract("hr", "staff", "ethnicity") + _extract("hr2", "staff", "ethnicity"),
            "is one of several of its kind",
        ),
        (
            '[[extracts]]\ntable = "l"\nkind = "staff"\nonly = { Case = ["x"] }\n'
            'columns = { ethnicity = "e" }\n',
            "no statement selects rows by settings",
        ),
    ],
)
def test_what_no_statement_does_is_refused_by_name(settings, what, scwres, tmp_path):
    config = tmp_path / "sql.toml"
    config.write_text(settings, "utf-8")

    printed = scwres("sql", "--config", config, "--dialect", "tsql")

    assert printed.status == 2
    assert what in " ".join(printed.err.split())
    assert not printed.out


PEOPLE = {
    "staff": [
        ("staff_id", "ethnicity", "pay_band", "salary", "regulated_professional", "left"),
        *[
            (
                f"S{n}",
                "Indian" if n % 3 else "White - British",
                f"Grade {n % 4}",
                "30000",
                reg,
                "N",
            )
            for n in range(60)
            for reg in ["Registered" if n % 2 else "no"]
        ],
        # Second posts: one paid more, one paid less, one that was left.
        ("S1", "indian", "Grade 9", "55000", "no", "N"),
        ("S2", "Indian", "Grade 0", "12000.50", "yes", "N"),
        ("S4", "Indian", "Grade 8", "90000", "yes", "Leaver"),
    ],
    "cases": [
        ("staff_id", "date", "stage"),
        ("S1", "2025-01-31", "Formal hearing"),
        ("S1", "31/01/2025", "informal"),
        ("S3", "2025-02-28", "informal"),
        ("S4", "2019-02-28", "formal"),
        ("S5", "30.09.2025", "first-written-warning"),
        ("S99", "2025-03-01", "formal"),
    ],
    "courses": [
        ("staff_id", "date", "funded", "mandatory"),
        *[(f"S{n}", "2025-05-05", "Yes", "non-mandatory") for n in range(0, 60, 4)],
        ("S7", "2025-05-05", "self-funded", "N"),
        ("S9", "2025-05-05", "Y", "statutory"),
    ],
    "referrals": [
        ("staff_id", "date", "stage"),
        *[(f"S{n}", "2025-05-05", "referred") for n in (1, 3, 5)],
    ],
    "leavers": [
        ("staff_id", "ethnicity", "leaving_date", "regulated_professional"),
        *[
            (f"L{n}", "Pakistani" if n % 2 else "White British", "2025-04-01", "n")
            for n in range(9)
        ],
        ("L10", "Pakistani", "2024-04-01", "Y"),
        ("S5", "Indian", "2025-04-01", "Y"),
    ],
}
KINDS = {
    **{"staff": "staff", "cases": "disciplinary", "courses": "cpd", "leavers": "leavers"},
    "referrals": "fitness_to_practise",
}


def _write_people(people: dict, duckdb, tmp_path: Path) -> list[str]:
    named = []
    for name, (header, *rows) in people.items():
        duckdb.load(name, header, [[cell or None for cell in row] for row in rows])
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        named += ["--as", f"{KINDS[name]}={tmp_path / f'{name}.csv'}"]
    return named


def test_posts_stages_and_lists_count_in_a_statement_as_in_files(duckdb, counts, scwres, tmp_path):
    named = _write_people(PEOPLE, duckdb, tmp_path)
    settings = "[window]\nfrom = 2024-10-01\nto = 2025-09-30\n" + "".join(
        _extract(name, KINDS[name], *rows[0]) for name, rows in PEOPLE.items()
    )

    by_counts = scwres("compute", counts(settings, duckdb, "duckdb"), "--format", "csv")
    by_rows = scwres("compute", *named, "--window", "2024-10-01:2025-09-30", "--format", "csv")

    assert by_counts.status == by_rows.status == 0, by_counts.err + by_rows.err
    assert by_counts.out == by_rows.out


@pytest.mark.parametrize(
    ("table", "row", "what"),
    [
        ("staff", ("S6", "Indian", "Grade 7", "30000", "", "N"), "posts of a person differ in"),
        (
            "staff",
            ("S6", "Arab", "Grade 2", "10", "", "N"),
            "posts of a person differ in ethnicity",
        ),
        ("staff", ("", "Arab", "Grade 2", "10", "", "N"), "a row has no staff number"),
        ("staff", ("unknown", "Arab", "Grade 2", "10", "", "N"), "a row has no staff number"),
        ("staff", ("S61", "Arab", "Grade 2", "10", "perhaps", "N"), "holds an unknown word"),
        ("staff", ("S61", "Arab", "Grade 2", "10", "", "gone"), "left holds an unknown word"),
        ("cases", ("S6", "31/02/2025", "formal"), "a date is not written as"),
        ("cases", ("S6", "", "formal"), "an event has no date"),
        ("cases", ("S6", "2025-02-01", "odd"), "stage holds an unknown word"),
        ("cases", ("", "2025-02-01", "formal"), "a row has no staff number"),
        ("leavers", ("S1", "Arab", "1st of May", "N"), "a date is not written as"),
    ],
)
def test_what_a_statement_cannot_read_is_refused_with_its_counts(
    table, row, what, duckdb, counts, scwres, tmp_path
):
    people = {**PEOPLE, table: [*PEOPLE[table], row]}
    _write_people(people, duckdb, tmp_path)
    settings = "[window]\nfrom = 2024-10-01\nto = 2025-09-30\n" + "".join(
        _extract(name, KINDS[name], *rows[0]) for name, rows in people.items()
    )

    made = counts(settings, duckdb, "duckdb")
    refused = scwres("compute", made)

    assert refused.status == 3
    assert what in made.read_text("utf-8")
