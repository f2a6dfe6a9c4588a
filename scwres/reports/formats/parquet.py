"""Results as Parquet: a row for each line, typed columns, without pandas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

from scwres.quiet import load_quietly
from scwres.results.lines import COLUMNS
from scwres.results.results import Reported
from scwres.version import __version__

if TYPE_CHECKING:
    from pyarrow import DataType, Table


def as_parquet(results: Reported, width: int | None = None) -> bytes:
    """Return the lines of results as a Parquet file, whatever the width.

    Its metadata say which program made it, of which standard, and who may read it.
    """
    about = {
        "scwres": __version__,
        "standard": results.standard.name,
        "audience": results.audience,
        "notice": results.notice,
    }
    return parquet_of(COLUMNS, (tuple(line.row.values()) for line in results.lines), about)


def parquet_of(
    hints: Mapping[str, Any], rows: Iterable[Sequence[object]], about: Mapping[str, str]
) -> bytes:
    """Return rows as a Parquet file.

    Parameters
    ----------
    hints
        The type of each column by its name: int, float, str or bool, or one of them or None.
    about
        The metadata of the file.
    """
    load_quietly("pyarrow", "pyarrow.csv", "pyarrow.parquet")
    import pyarrow.parquet as pq

    content = io.BytesIO()
    pq.write_table(_table(hints, rows).replace_schema_metadata(dict(about)), content)
    return content.getvalue()


def _table(hints: Mapping[str, Any], rows: Iterable[Sequence[object]]) -> Table:
    """Return rows as an Arrow table, read from CSV text.

    Given Python lists, Arrow would load pandas, which takes longer than everything else.
    """
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    text = io.StringIO()
    csv.writer(text).writerows([tuple(hints), *rows])
    types = {name: _type(hint) for name, hint in hints.items()}
    return arrow_csv.read_csv(
        pa.BufferReader(text.getvalue().encode()),
        read_options=arrow_csv.ReadOptions(use_threads=False),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=False),
    )


def _type(hint: Any) -> DataType:
    """Return the Arrow type of a column from the type hint of a field."""
    import pyarrow as pa

    [kind] = {*get_args(hint)} - {type(None)} or {hint}
    types = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string()}
    return types[kind]
