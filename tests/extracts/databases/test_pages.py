"""The pages on databases are tried as they are written, in DuckDB, PostgreSQL and Spark."""

from __future__ import annotations

import csv
import shlex

import pytest
from shown import blocks_of, follows, steps_of

pytest.importorskip("ibis", reason="ibis is not installed")
pytestmark = [
    pytest.mark.slow,
    *(
        pytest.mark.filterwarnings(f"ignore::{sort}")
        for sort in ("DeprecationWarning", "UserWarning", "FutureWarning")
    ),
]


def _consoles(page: str) -> list[tuple[str, str]]:
    blocks = [block for block in blocks_of(page) if block.language == "console"]
    return [step for block in blocks for step in steps_of(block)]


def _fill(engine, root) -> None:
    for name in ("hr", "shortlisting", "survey"):
        with (root / "sample_data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        engine.load(name, header, [[cell or None for cell in row] for row in rows])


def _follow(scwres, page: str, place: str = "", url: str = "") -> None:
    for command, shown in _consoles(page):
        if "compute counts.csv" in command:
            continue
        words = [url if word == place else word for word in shlex.split(command)[1:]]
        ran = scwres(*words)
        assert ran.status == 0, (command, ran.err)
        assert follows(shown, ran.err + ran.out), (command, ran.err + ran.out)


@pytest.mark.parametrize("name", ["duckdb", "postgres"])
def test_the_page_on_tables_is_as_it_happens(name, request, root, scwres, tmp_path, monkeypatch):
    engine = request.getfixturevalue(name)
    _fill(engine, root)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    _follow(scwres, "howto/database.md", "duckdb://hr.duckdb", engine.url)


def test_the_page_on_spark_is_as_it_happens(spark, root, scwres, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    frame = spark.session.read.csv(str(root / "sample_data" / "hr.csv"), header=True)
    frame.write.parquet(str(tmp_path / "staff.parquet"))
    [settings] = [b.text for b in blocks_of("howto/spark.md") if b.language == "toml"]
    settings = settings.replace("`staff.parquet`", f"`{tmp_path}/staff.parquet`")
    (tmp_path / "spark.toml").write_text(settings, "utf-8")

    _follow(scwres, "howto/spark.md")


def test_the_page_on_statements_is_as_it_happens(postgres, root, scwres, tmp_path, monkeypatch):
    _fill(postgres, root)
    monkeypatch.chdir(tmp_path)
    [settings] = [b.text for b in blocks_of("howto/sql.md") if b.language == "toml"]
    (tmp_path / "statement.toml").write_text(settings, "utf-8")

    _follow(scwres, "howto/sql.md")
    with (tmp_path / "counts.csv").open("w", encoding="utf-8", newline="") as file:
        statement = (tmp_path / "counts.sql").read_text("utf-8")
        csv.writer(file).writerows(postgres.answer(statement))
    [command] = [c for c, _ in _consoles("howto/sql.md") if "compute" in c]
    assert scwres(*shlex.split(command)[1:]).status == 0
