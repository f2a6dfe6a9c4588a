"""A connection to a database: opened once for all of its tables, which are looked at as they were.

ibis speaks to the engines. It is an extra, and so is the driver of each engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

from scwres.errors import Fault, FileError
from scwres.quiet import quietly
from scwres.text.phrases import nearest

#: Where a database is: its engine, and what it is called there. A master of Spark may be local.
_URL = re.compile(r"[a-z][a-z0-9+.-]*://.*|local(\[.+\])?")

#: Those of Spark, which ibis is handed as a session.
_SPARK_CONNECT = "sc://"
_SPARK = (_SPARK_CONNECT, "spark://", "local")

#: Those whose database is a file.
_OF_FILES = ("duckdb://", "sqlite://")

#: Options that hold a secret.
_IS_SECRET = re.compile(r"(password|passwd|pwd|token|secret)=", re.IGNORECASE)

#: Engines that are asked through their own driver: what ibis calls is not in all versions of it.
_DIRECT = ("postgres", "duckdb")

#: The number that PostgreSQL has for its type ``character``, whose values are padded.
_CHAR = 1042

#: The schema of tables whose names need none.
_USUAL = ("public", "main")

#: How many rows are fetched at once.
ROWS_FETCHED = 65_536

_CHECK = "Check the database, its name, and that you may read it."


def is_database(url: str) -> bool:
    """Return whether a text can say where a database is."""
    return bool(_URL.fullmatch(url))


def file_of(url: str) -> Path | None:
    """Return the file that a database is; None for one on a server, or in memory."""
    scheme, mark, rest = url.partition("://")
    path = rest.partition("?")[0]
    return Path(path) if path and scheme + mark in _OF_FILES else None


def below(url: str, folder: Path) -> str:
    """Return where a database is; that of a file from a folder."""
    path = file_of(url)
    return url if path is None else url.replace(str(path), str(folder / path), 1)


def place_of(url: str) -> str:
    """Return where a database is, as it may be shown: without a user, a password or options.

    >>> place_of("postgresql://jo:secret@db.example/hr?sslmode=require")
    'postgresql://db.example/hr'
    """
    scheme, mark, rest = url.partition("://")
    server, slash, name = re.split("[?;#]", rest)[0].rpartition("@")[2].partition("/")
    return f"{scheme}{mark}{server}{slash}{name}"


def without_password(url: str) -> str:
    """Return where a database is as settings may hold it.

    >>> without_password("postgresql://jo:secret@db.example/hr?sslmode=require&password=secret")
    'postgresql://jo@db.example/hr?sslmode=require'
    """
    url = re.sub(r"://([^/@:]*):[^@/]*@", r"://\1@", url)
    start, *options = re.split("[?&;]", url)
    kept = [each for each in options if not _IS_SECRET.match(each)]
    return "&".join(["?".join([start, *kept[:1]]), *kept[1:]])


class Database:
    """A database, open inside a with block: blocks inside one another share the connection.

    All tables are seen as they were when it was opened, where the engine can do so; nothing is
    written.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._blocks = 0
        self._backend: Any = None
        self._is_of_others = False

    def __enter__(self) -> Database:
        if not self._blocks:
            with _refusing(place_of(self._url), "cannot be opened", self._url):
                if self._url.startswith(_SPARK):
                    self._backend, self._is_of_others = _session_of_spark(self._url)
                else:
                    self._backend = _opened(self._url)
        self._blocks += 1
        return self

    def __exit__(self, *error: object) -> None:
        self._blocks -= 1
        if not self._blocks and not self._is_of_others:
            self._backend.disconnect()

    @property
    def engine(self) -> str:
        """What the engine is called, such as ``postgres``."""
        return str(self._backend.name)

    def table(self, name: str, query: str = "") -> Any:
        """Return a table as an expression of ibis, or the result of a query.

        Raises
        ------
        FileError
            When there is no such table, or the query is not one that only reads.
        """
        from ibis.common.exceptions import TableNotFound

        *schemas, table = name.split(".")
        with _refusing(name, "cannot be read", self._url):
            if query:
                query = self._reading_query(name, query)
                return self._as_texts(name, self._backend.sql(query, **self._types_of(query)))
            try:
                expression = self._backend.table(table, database=tuple(schemas) or None)
                return self._as_texts(name, expression)
            except TableNotFound:
                names = self._tables()
                alike = [other for other in names if other.endswith(f".{table}")]
                fix = nearest(name, alike or names) or "Check its name, and that of its schema."
                what = f"is not a table of {place_of(self._url)}"
                raise FileError([Fault(name, what, fix, "file-missing")]) from None

    def _reading_query(self, name: str, query: str) -> str:
        """Return a query that is one SELECT: Spark runs any other as soon as it is looked at."""
        from sqlglot import exp, parse

        statements = list(filter(None, parse(query, read=self._backend.dialect)))
        if len(statements) != 1 or not isinstance(statements[0], exp.Query):
            what, fix = "is not a query that only reads", "Write one SELECT."
            raise FileError([Fault(name, what, fix, "file-unreadable")])
        return str(statements[0].sql(self._backend.dialect))

    def _types_of(self, query: str) -> dict[str, Any]:
        """Return the types of a query's columns where ibis would write a view to know them."""
        if self.engine not in _DIRECT:
            return {}
        import ibis

        query = query.strip().rstrip(";")
        connection = self._backend.con
        if self.engine == "duckdb":
            rows = connection.execute(f"DESCRIBE {query}").fetchall()
            mapper = self._backend.compiler.type_mapper
            return {"schema": ibis.schema({row[0]: mapper.from_string(row[1]) for row in rows})}
        columns = connection.execute(f"SELECT * FROM ({query}) AS query LIMIT 0").description
        return {"schema": ibis.schema(self._types({c.name: c.type_code for c in columns}))}

    def _types(self, numbers: Mapping[str, int]) -> dict[str, Any]:
        """Return the types of columns of PostgreSQL, by the numbers that it has for them."""
        from ibis.expr.datatypes import unknown

        known = {name: self._backend.con.adapters.types.get(oid) for name, oid in numbers.items()}
        from_name = self._backend.compiler.type_mapper.from_string
        return {name: from_name(kind.name) if kind else unknown for name, kind in known.items()}

    def _tables(self) -> list[str]:
        """Return the names of tables that there are; none where the engine does not tell."""
        if self.engine not in _DIRECT:
            return []
        places = "SELECT table_schema, table_name FROM information_schema.tables"
        rows = self._backend.con.execute(places).fetchall()
        return [name if schema in _USUAL else f"{schema}.{name}" for schema, name in rows]

    def _as_texts(self, name: str, table: Any) -> Any:
        """Return a table whose columns of types of its own, such as an enum, are text."""
        types = dict(table.schema().items())
        # ibis takes an enum of PostgreSQL for a text, which it is not.
        raw = types | self._types(self._attributes(name, "atttypid"))
        own = {column for column, kind in raw.items() if kind.is_unknown()}
        if not own:
            return table
        from sqlglot import exp

        dialect = self._backend.dialect
        quoted_names = [exp.Identifier(this=column, quoted=True).sql(dialect) for column in types]
        columns = ", ".join(
            f"CAST({quoted} AS TEXT) AS {quoted}" if column in own else quoted
            for column, quoted in zip(types, quoted_names, strict=True)
        )
        select = f"SELECT {columns} FROM ({self._backend.compile(table)}) AS readable"
        texts = types | dict.fromkeys(own, "string")
        return self._backend.sql(select, schema=texts)

    def rows(self, name: str, expression: Any) -> Iterator[list[Sequence[Any]]]:
        """Yield the rows of an expression of ibis, some at once.

        Raises
        ------
        FileError
            When they cannot be read. What the engine says of a row may hold a person's data, so
            only what it says before it reads any is passed on.
        """
        with _refusing(name, "cannot be read", self._url):
            for _ in self._fetched(expression.limit(0)):
                pass
        with _refusing(name, "cannot be read", self._url, of_rows=True):
            yield from self._fetched(expression)

    def _fetched(self, expression: Any) -> Iterator[list[Sequence[Any]]]:
        if self.engine in _DIRECT:
            # As ibis reads, PostgreSQL would count in one process alone.
            cursor = self._backend.con.execute(self._backend.compile(expression))
            while rows := cursor.fetchmany(ROWS_FETCHED):
                yield rows
            return
        with catch_warnings():
            simplefilter("ignore")  # of the versions of other libraries, which no user chose
            batches = self._backend.to_pyarrow_batches(expression, chunk_size=ROWS_FETCHED)
        for batch in batches:
            yield list(zip(*(column.to_pylist() for column in batch.columns), strict=True))

    def hidden(self, name: str) -> dict[str, str]:
        """Return what PostgreSQL hides in columns of a table, by column: padding, a collation."""
        notes = dict.fromkeys(
            (
                column
                for column, kind in self._attributes(name, "atttypid").items()
                if kind == _CHAR
            ),
            "spaces that fill it up at the end are left out",
        )
        is_exact = "(SELECT collisdeterministic FROM pg_collation c WHERE c.oid = attcollation)"
        for column, rule in self._attributes(name, is_exact).items():
            if rule is False:
                notes[column] = "its collation takes some labels that differ for the same"
        return notes

    def _attributes(self, name: str, of: str) -> dict[str, Any]:
        """Return what PostgreSQL holds of the columns of a table; of another engine, nothing."""
        if self.engine != "postgres":
            return {}
        rows = self._backend.con.execute(
            f"SELECT attname, {of} FROM pg_attribute "
            "WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
            [".".join(f'"{part}"' for part in name.split("."))],
        )
        return dict(rows.fetchall())


def _session_of_spark(url: str) -> tuple[Any, bool]:
    """Return a session of Spark, and whether the program that calls this one had it already."""
    with quietly():  # what Java and the library print as they start
        import ibis
        from pyspark.sql import SparkSession

        active = SparkSession.getActiveSession()
        builder: Any = SparkSession.builder.config("spark.ui.showConsoleProgress", "false")
        at = SparkSession.builder.remote if url.startswith(_SPARK_CONNECT) else builder.master
        return ibis.pyspark.connect(active or at(url).getOrCreate()), active is not None


def _opened(url: str) -> Any:
    """Return a connection of ibis, in a transaction that only reads where the engine has one."""
    import ibis

    if url.startswith("duckdb://"):
        backend = ibis.connect(url, **({"read_only": True} if file_of(url) else {}))
        backend.raw_sql("BEGIN TRANSACTION")
        return backend
    backend = ibis.connect(url)
    if backend.name == "postgres":
        from psycopg import IsolationLevel

        backend.con.isolation_level = IsolationLevel.REPEATABLE_READ
        backend.con.read_only = True
        backend.con.autocommit = False
        # From here on, transactions of ibis are inside this one.
        backend.con.execute("SELECT 1")
    return backend


@contextmanager
def _refusing(name: str, what: str, url: str, *, of_rows: bool = False) -> Iterator[None]:
    """Raise any error as a fault of what is read: every driver has errors of its own."""
    try:
        yield
    except FileError:
        raise
    except ImportError as error:
        what = f"needs the library '{error.name}', which is not installed"
        extra = "spark" if url.startswith(_SPARK) else "database"
        fix = f"Run: pip install 'scwres[{extra}]'"
        raise FileError([Fault(name, what, fix, "file-unreadable")]) from None
    except Exception as error:
        why = type(error).__name__ if of_rows else _without_secrets(str(error), url)
        fault = Fault(name, f"{what}: {why}", _CHECK, "file-unreadable")
        raise FileError([fault]) from None


def _without_secrets(text: str, url: str) -> str:
    """Return the first line of what a driver says, without the credentials of a URL."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    line = lines[0] if lines else "unknown reason"
    place, _, options = url.partition("://")[2].partition("?")
    user, _, password = place.rpartition("@")[0].partition(":")
    for secret in filter(None, (url, options, password, user)):
        line = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", "…", line)
    return line.rstrip(".")
