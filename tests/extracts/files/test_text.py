"""Text to records: what is well formed is read as the standard library reads it, and what
is not is a fault with its row."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scwres.errors import FaultLog
from scwres.extracts.files import text as csv_text
from scwres.extracts.files.text import RecordReader


def _read(content: bytes, size: int = 1 << 18) -> tuple[list[list[str]], FaultLog]:
    log = FaultLog("file.csv")
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    reader = RecordReader(iter(pieces), ",", log)
    return [record for block in reader.blocks() for record in _records(block)], log


def _records(block):
    """Return a block cell by cell: plain text comes as it stands."""
    return block if isinstance(block, list) else block.records()


def _written(records: list[list[str]], *, line_end: str = "\n", quote_all: bool = False) -> str:
    """Return records as CSV text; the library's writer leaves a lone line end unquoted."""

    def quoted(field: str) -> str:
        doubled = field.replace('"', '""')
        return f'"{doubled}"' if quote_all or set(field) & set(',"\r\n') else field

    return "".join(",".join(map(quoted, record)) + line_end for record in records)


#: A space before a field is no part of it. Control-Z is left out: at the end of a file it is the
#: end that old systems write.
fields = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\x1a")
    | st.sampled_from(',"\n\r \u2028\x85'),
    max_size=12,
).map(lambda text: text.lstrip(" "))
#: Two fields at least: a record of one empty field cannot be told from a blank line.
tables = st.lists(st.lists(fields, min_size=2, max_size=5), max_size=20)


@pytest.mark.slow
@given(
    tables,
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
    st.integers(1, 400),
    st.booleans(),
)
def test_what_was_written_is_read_back_however_it_is_cut(records, line_end, quote_all, size, mark):
    text = _written(records, line_end=line_end, quote_all=quote_all)
    content = ("\ufeff" if mark else "").encode() + text.encode()
    found, log = _read(content, size)

    assert found == records
    assert not log


@given(tables)
def test_reading_record_by_record_is_reading_at_once(records):
    text = _written(records)
    log = FaultLog("file.csv")

    found, rest = RecordReader(iter([]), ",", log)._take_carefully(text, at_end=True)

    assert found == records
    assert (rest, len(log)) == ("", 0)


@given(st.text(st.sampled_from('ab,"\n\r'), max_size=60), st.integers(1, 70))
def test_any_text_is_read_strictly_or_has_faults_however_it_is_cut(text, size):
    found, log = _read(text.encode(), size)
    again, log_again = _read(text.encode())

    assert found == again
    assert log.faults() == log_again.faults()
    if not log:
        # Well formed: the standard library, strict, agrees, and no quote was left in doubt.
        lines = io.StringIO(text, newline="")
        assert found == list(csv.reader(lines, strict=True, skipinitialspace=True))


@given(st.binary(max_size=200), st.integers(1, 60))
def test_any_bytes_are_read_without_failing(content, size):
    found, _ = _read(content, size)

    assert all(isinstance(field, str) for record in found if record for field in record)


@pytest.mark.parametrize(
    ("content", "what", "rows"),
    [
        (b'a,b\n1,o"b\n2,3\n', "quotation mark is inside", (2,)),
        (b'a,b\n"1"x,2\n2,3\n', "quotation mark is inside", (2,)),
        (b'a,b\n1,2\n"3,4\n5,6\n', "never closed", (3,)),
        (b'a,b\n1,2\n3,"4', "never closed", (3,)),
        (b"a,b\n1,\0\n3,4\n", "NUL", (2,)),
        (b"a,b\n1,2\n3," + b"x" * 200_000 + b"\n", "more than 32,767 characters", (3,)),
        (b'a,b\n"x\ny",2\n1,2"\n', "quotation mark is inside", (3,)),
    ],
)
def test_a_spoilt_row_is_a_fault_with_the_number_that_a_spreadsheet_shows(content, what, rows):
    for size in (7, 1 << 18):
        _, log = _read(content, size)
        [fault] = log.faults()
        assert what in fault.what
        assert fault.rows == rows


def test_rows_around_a_spoilt_one_are_still_read():
    found, log = _read(b'a,b\n1,"2"3\n4,5\n6,"7"\n')

    assert found == [["a", "b"], None, ["4", "5"], ["6", "7"]]
    assert log.faults()[0].number_of_rows == 1


def test_five_rows_of_a_fault_are_named_and_the_others_counted():
    _, log = _read(b"a,b\n" + b'1,x"y\n' * 40)
    [fault] = log.faults()

    assert fault.rows == (2, 3, 4, 5, 6)
    assert fault.rows_in_words() == ": rows 2, 3, 4, 5, 6 and 35 more"


def test_a_file_spoilt_throughout_is_not_read_to_its_end():
    read = 0

    def chunks():
        nonlocal read
        yield "a,b\n"
        for _ in range(100):
            read += 1
            yield '1,x"y\n' * 1_000

    log = FaultLog("file.csv")
    for _ in RecordReader(chunks(), ",", log).blocks():
        pass

    assert read < 10
    assert "was not read further" in log.faults()[0].what


@pytest.mark.slow
def test_a_lost_quote_does_not_hold_a_whole_file_in_memory():
    # The quote of row 2 is closed by none: what follows is given up after a while.
    row = "1,2\n"
    log = FaultLog("file.csv")
    reader = RecordReader(iter(['a,b\n"1,2\n', *[row * 10_000] * 60]), ",", log)
    records = sum(len(_records(block)) for block in reader.blocks())

    assert [fault.rows for fault in log.faults()] == [(2,)]
    assert records == 600_002
    assert csv_text.LONGEST_RECORD < 60 * 40_000
