"""Engines to read tables from: each started once, and skipped by name where it is absent."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pytest

ENGINES = ("duckdb", "postgres", "spark")


class Engine(Protocol):
    """A database that tests fill and the program reads."""

    url: str

    def load(
        self, table: str, header: Sequence[str], rows: Sequence[Sequence[str | None]]
    ) -> None:
        """Make a table of texts."""

    def execute(self, statement: str) -> None:
        """Run a statement."""

    def answer(self, statement: str) -> list[tuple]:
        """Return the names of the columns of a result, and its rows."""


def _create(table: str, header: Sequence[str], kind: str, quote: str = '"') -> str:
    columns = ", ".join(f"{quote}{name}{quote} {kind}" for name in header)
    return f"CREATE TABLE {quote}{table}{quote} ({columns})"


class DuckDB:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "hr.duckdb"
        self.url = f"duckdb://{self.path}"

    def execute(self, statement: str) -> None:
        import duckdb

        with duckdb.connect(self.path) as connection:
            connection.execute(statement)

    def answer(self, statement: str) -> list[tuple]:
        import duckdb

        with duckdb.connect(self.path) as connection:
            result = connection.execute(statement)
            return [tuple(column[0] for column in result.description), *result.fetchall()]

    def load(self, table, header, rows) -> None:
        import duckdb

        with duckdb.connect(self.path) as connection:
            connection.execute(f'DROP TABLE IF EXISTS "{table}"')
            connection.execute(_create(table, header, "VARCHAR"))
            marks = ", ".join("?" * len(header))
            connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)


class Postgres:
    def __init__(self, folder: Path) -> None:
        self.url = f"postgresql:///postgres?host={folder}&user=postgres"
        self.place = f"host={folder} user=postgres dbname=postgres"

    def execute(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.place) as connection:
            connection.execute(statement)

    def answer(self, statement: str) -> list[tuple]:
        import psycopg

        with psycopg.connect(self.place) as connection:
            result = connection.execute(statement)
            return [tuple(column.name for column in result.description), *result.fetchall()]

    def load(self, table, header, rows) -> None:
        import psycopg

        with psycopg.connect(self.place) as connection:
            connection.execute(f'DROP TABLE IF EXISTS "{table}"')
            connection.execute(_create(table, header, "text"))
            with connection.cursor().copy(f'COPY "{table}" FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)


class Spark:
    url = "local[2]"

    def __init__(self, folder: Path) -> None:
        from pyspark.sql import SparkSession

        self.session = (
            SparkSession.builder.master(self.url)
            .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.log.level", "ERROR")
            .getOrCreate()
        )

    def execute(self, statement: str) -> None:
        self.session.sql(statement)

    def answer(self, statement: str) -> list[tuple]:
        frame = self.session.sql(statement.strip().rstrip(";"))
        return [tuple(frame.columns), *(tuple(row) for row in frame.collect())]

    def load(self, table, header, rows) -> None:
        columns = ", ".join(f"`{name}` STRING" for name in header)
        frame = self.session.createDataFrame([tuple(row) for row in rows], columns)
        frame.createOrReplaceTempView(table)


def _programs_of_postgres() -> Path | None:
    if program := shutil.which("initdb"):
        return Path(program).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """PostgreSQL on a socket in a folder of its own; nobody but its owner may be its server."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    programs = _programs_of_postgres()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp())
    owner = {}
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        owner = {"user": "postgres", "group": "postgres", "extra_groups": []}
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    create = [programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust"]
    create += ["-E", "UTF8", "--locale=C.UTF-8"]
    control = [programs / "pg_ctl", "-D", folder / "data", "-w"]
    try:
        for command in (create, [*control, "-o", options, "-l", folder / "log", "start"]):
            subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **owner)
        yield Postgres(folder)
    finally:
        stop = [*control, "-m", "immediate", "stop"]
        subprocess.run(stop, check=False, cwd=folder, stdout=subprocess.DEVNULL, **owner)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def spark(tmp_path_factory) -> Iterator[Spark]:
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed, which Spark needs")
    engine = Spark(tmp_path_factory.mktemp("spark"))
    yield engine
    engine.session.stop()


@pytest.fixture(scope="session")
def duckdb(tmp_path_factory) -> DuckDB:
    pytest.importorskip("duckdb", reason="DuckDB is not installed")
    return DuckDB(tmp_path_factory.mktemp("duckdb"))


@pytest.fixture(scope="session", params=ENGINES)
def engine(request) -> Engine:
    pytest.importorskip("ibis", reason="ibis is not installed")
    return request.getfixturevalue(request.param)
