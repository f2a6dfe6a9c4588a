"""How long tables of a database take, beside the engine's own GROUP BY of the same columns.

    python benchmarks/databases.py duckdb
    python benchmarks/databases.py postgres --url postgresql:///hr?host=/tmp/hr&user=postgres
    python benchmarks/databases.py spark --master local[2]

The engines count the 1.7 million rows of an NHS year, without staff numbers. Spark counts those,
and ten times as many; ``--workers 2`` starts a master and workers of its own.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

ROWS = 1_700_000

#: The columns that are read, and a few that are not.
SELECT = """
SELECT
  (ARRAY['White British', 'Indian', 'Black African', 'Pakistani', 'Any other White background',
    'Not stated'])[1 + i % 6] AS ethnicity,
  'Band ' || (2 + (i * 7) % 11) AS pay_band,
  CASE WHEN i % 41 = 0 THEN 'Yes' ELSE 'No' END AS disciplinary,
  CASE WHEN i % 9 = 0 THEN 'Y' ELSE 'N' END AS "left",
  'Council ' || (i % 153) AS directorate,
  'free text ' || i AS remark
"""
COLUMNS = ("ethnicity", "pay_band", "disciplinary", '"left"')
GROUPED = f"SELECT {', '.join(COLUMNS)}, count(*) FROM staff GROUP BY {', '.join(COLUMNS)}"


def _command(url: str) -> list[str]:
    return [*(sys.executable, "-m", "scwres", "compute", "staff"), "--database", url, "-q"]


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def _compare(name: str, ours: list[str], native: list[str], pairs: int) -> None:
    """Print the time of the whole command beside a process that only asks the engine."""
    for command in (ours, native):
        _seconds(command)
    times = [(_seconds(ours), _seconds(native)) for _ in range(pairs)]
    own, others = (median(column) for column in zip(*times, strict=True))
    print(f"{name}: {own:.2f} s; the engine's own client: {others:.2f} s; {own / others:.2f} x")


def _phases(name: str, url: str) -> None:
    """Print how long the engine takes for what is asked of it, beside its own GROUP BY."""
    from scwres.extracts.databases.connection import Database
    from scwres.extracts.databases.table_grid import TableGrid
    from scwres.extracts.files.counting import CountRequest

    with Database(url) as database:
        table = database.table("staff")
        header = tuple(table.columns)
        times = []
        for _ in range(9):
            grid = TableGrid("staff", database, table)
            start = time.perf_counter()
            grid.counting(CountRequest(header, (0, 1, 2, 3), None))
            for _ in grid.blocks():
                pass
            asked = time.perf_counter()
            database._backend.con.execute(GROUPED).fetchall()
            times.append((asked - start, time.perf_counter() - asked))
    own, others = (median(column) for column in zip(*times, strict=True))
    print(f"{name}, counting alone: {own:.3f} s; GROUP BY: {others:.3f} s; {own / others:.2f} x")


def duckdb(pairs: int) -> None:
    """Print how long DuckDB takes."""
    import duckdb as engine

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hr.duckdb"
        with engine.connect(path) as connection:
            made = SELECT.replace("ARRAY[", "[").replace("'])[1", "'])[1")
            connection.execute(f"CREATE TABLE staff AS {made} FROM range({ROWS}) AS r(i)")
        ask = (
            f"import duckdb; duckdb.connect({str(path)!r}, read_only=True)"
            f".execute({GROUPED!r}).fetchall()"
        )
        url = f"duckdb://{path}"
        _compare("DuckDB", _command(url), [sys.executable, "-c", ask], pairs)
        _phases("DuckDB", url)


def postgres(url: str, pairs: int) -> None:
    """Print how long PostgreSQL takes."""
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute("DROP TABLE IF EXISTS staff")
        connection.execute(f"CREATE TABLE staff AS {SELECT} FROM generate_series(1, {ROWS}) i")
        connection.execute("ANALYZE staff")
    ask = f"import psycopg; psycopg.connect({url!r}).execute({GROUPED!r}).fetchall()"
    _compare("PostgreSQL", _command(url), [sys.executable, "-c", ask], pairs)
    _phases("PostgreSQL", url)


def spark(master: str, workers: int) -> None:
    """Print the time and the memory of this process for the rows, and for ten times as many."""
    import pyspark

    home = Path(pyspark.__file__).parent
    started = []
    if workers:
        start = [str(home / "bin" / "spark-class")]
        here = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        place = ("--host", "127.0.0.1", "--port", "7177", "--webui-port", "0")
        deploy = "org.apache.spark.deploy"
        master = "spark://127.0.0.1:7177"
        commands = [[f"{deploy}.master.Master", *place]]
        size = ("--cores", "1", "--memory", "2g", "--webui-port", "0")
        commands += [[f"{deploy}.worker.Worker", *size, master]] * workers
        for command in commands:
            started.append(subprocess.Popen([*start, *command], env=here, **quiet))
            time.sleep(8)
    try:
        for rows in (ROWS, 10 * ROWS):
            own = [sys.executable, __file__, "spark-run", "--master", master, "--rows", str(rows)]
            subprocess.run(own, check=True)
    finally:
        for process in started:
            process.terminate()


def spark_run(master: str, rows: int) -> None:
    """Count so many rows in Spark, and print the time and the memory of this process."""
    from pyspark.sql import SparkSession

    import scwres

    session = (
        SparkSession.builder.master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.sql.shuffle.partitions", "8")
        .getOrCreate()
    )
    labels = "'White British', 'Indian', 'Black African', 'Pakistani', 'Arab', 'Not stated'"
    session.range(rows, numPartitions=16).selectExpr(
        f"array({labels})[id % 6] AS ethnicity",
        "concat('Band ', 2 + (id * 7) % 11) AS pay_band",
        "CASE WHEN id % 41 = 0 THEN 'Yes' ELSE 'No' END AS disciplinary",
        "concat('Council ', id % 153) AS directorate",
    ).createOrReplaceTempView("staff")
    scwres.compute("staff", database=master, by=["directorate"], indicators=["1", "3"])
    start = time.perf_counter()
    scwres.compute("staff", database=master, by=["directorate"], indicators=["1", "3"])
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Spark, {rows:,} rows of 153 councils: {seconds:.1f} s, {peak:.0f} MB of memory")
    session.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("engine", choices=["duckdb", "postgres", "spark", "spark-run"])
    parser.add_argument("--url", default=os.environ.get("DATABASE_URL", ""))
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--pairs", type=int, default=5)
    options = parser.parse_args()
    if options.engine == "duckdb":
        duckdb(options.pairs)
    elif options.engine == "postgres":
        postgres(options.url, options.pairs)
    elif options.engine == "spark":
        spark(options.master, options.workers)
    else:
        spark_run(options.master, options.rows)
