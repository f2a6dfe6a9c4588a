"""Work beside other work, and the same results where the system starts no thread."""

from __future__ import annotations

import threading

import pytest
from pyarrow import csv, parquet

from scwres.extracts.files.workers import threads_exist, workers


@pytest.fixture
def no_threads(monkeypatch):
    """Refuse to start a thread, as a browser does and a system at its limit."""

    def refused(_: threading.Thread) -> None:
        message = "can't start new thread"
        raise RuntimeError(message)

    monkeypatch.setattr(threading.Thread, "start", refused)


@pytest.fixture
def one_thread(monkeypatch):
    """Start one thread, and refuse another."""
    start, started = threading.Thread.start, []

    def start_the_first(thread: threading.Thread) -> None:
        if started:
            message = "can't start new thread"
            raise RuntimeError(message)
        started.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", start_the_first)


def test_work_is_done_in_threads_of_its_own():
    with workers(2) as start:
        where = [start(threading.get_ident) for _ in range(4)]
        assert threading.get_ident() not in [wait() for wait in where]


def test_work_is_done_at_once_where_there_are_no_threads(no_threads):
    done = []

    assert not threads_exist()
    with workers(2) as start:
        wait = start(done.append, 1)
        assert done == [1]
        assert wait() is None


def test_one_thread_does_all_the_work_where_the_system_starts_no_more(one_thread):
    with workers(2) as start:
        where = {wait() for wait in [start(threading.get_ident) for _ in range(5)]}

    assert len(where) == 1
    assert threading.get_ident() not in where


@pytest.mark.parametrize("fixture", ["no_threads", None])
def test_what_work_raises_is_raised_where_its_result_is_waited_for(request, fixture):
    if fixture:
        request.getfixturevalue(fixture)
    with workers(1) as start:
        wait = start(int, "many")
        with pytest.raises(ValueError, match="many"):
            wait()


def test_work_that_nobody_waits_for_any_more_is_dropped():
    done, goes_on = [], threading.Event()
    with workers(1) as start:
        start(goes_on.wait)
        for number in range(100):
            start(done.append, number)
        threading.Timer(0.2, goes_on.set).start()

    assert done == []


#: More rows than are looked at one by one, with an id a row.
ROWS = 6_000


@pytest.fixture(scope="module")
def staff(tmp_path_factory):
    """Return the same staff as text, as Parquet of several groups, and as a workbook."""
    import xlsxwriter

    folder = tmp_path_factory.mktemp("staff")
    ethnicities = ("Indian", "White British", "Caribbean", "Not stated")
    lines = [
        f"E{number},{ethnicities[number % 4]},{'Y' if number % 7 == 0 else 'N'}"
        for number in range(ROWS)
    ]
    text = folder / "hr.csv"
    text.write_text("\n".join(["staff_id,ethnicity,left", *lines, ""]))
    parquet.write_table(csv.read_csv(text), folder / "hr.parquet", row_group_size=2_000)
    with xlsxwriter.Workbook(folder / "hr.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        for row, line in enumerate(["staff_id,ethnicity,left", *lines]):
            sheet.write_row(row, 0, line.split(","))
    return folder


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("hr.csv", ["--engine", "standard"]),
        ("hr.csv", ["--engine", "arrow"]),
        ("hr.parquet", []),
        ("hr.xlsx", []),
    ],
)
@pytest.mark.parametrize("fixture", ["no_threads", "one_thread"])
def test_an_extract_is_read_the_same_with_fewer_threads_or_none(
    scwres, staff, request, name, options, fixture
):
    usual = scwres("compute", staff / name, *options, "--format", "counts")
    request.getfixturevalue(fixture)

    ran = scwres("compute", staff / name, *options, "--format", "counts")

    assert usual.status == 0
    assert ran == usual


def test_a_large_group_of_rows_is_decoded_without_threads_where_there_are_none(
    scwres, staff, no_threads, monkeypatch
):
    from scwres.extracts.files import parquet as our_parquet

    uses_threads = []
    read = parquet.ParquetFile.iter_batches

    def reading(*arguments, **options):
        uses_threads.append(options["use_threads"])
        return read(*arguments, **options)

    monkeypatch.setattr(our_parquet, "ROWS_TOGETHER", 500)
    monkeypatch.setattr(parquet.ParquetFile, "iter_batches", reading)

    assert scwres("compute", staff / "hr.parquet").status == 0
    assert uses_threads
    assert not any(uses_threads)


def test_arrow_does_not_read_text_where_there_are_no_threads(
    scwres, staff, no_threads, monkeypatch
):
    # Its reader of text starts one of its own, in C++, and the process ends where it cannot.
    monkeypatch.setattr(csv, "read_csv", lambda *_, **__: pytest.fail("Arrow reads"))

    assert scwres("compute", staff / "hr.csv", "--engine", "arrow").status == 0
