"""Files, folders, standard input and frames; and what several of them hold together."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import pandas
import pytest

import scwres
from scwres import FileError, InputError, UsageError
from scwres.extracts import sources

STAFF = "ethnicity,left\nIndian,Y\nWhite,N\n"
SHORTLISTING = "ethnicity,appointed\nIndian,N\nWhite,Y\n"
SURVEY = "ethnicity,harassment_public\nIndian,N\nWhite,Y\n"
COUNTS = "item,answer,ethnicity,people\ncpd,yes,White,3\n"


def _indicators(results) -> list[str]:
    return [line.indicator for line in results.lines]


def test_each_kind_is_recognised_by_its_columns(write):
    for name, text in (("a", STAFF), ("b", SHORTLISTING), ("c", SURVEY), ("d", COUNTS)):
        path = write(f"{name}.csv", text)
    results = scwres.compute(path.parent)

    kinds = [one.kind for one in results.inputs]
    assert kinds == ["staff", "shortlisting", "survey", "counts"]
    assert _indicators(results) == ["2", "5", "6", "8"]


def test_a_folder_is_its_own_csv_files_and_not_those_below(write):
    path = write("hr.csv", STAFF)
    write("notes.docx", "not an extract")
    write("_SUCCESS.csv", "what another program leaves behind")
    write(".hidden.csv", "neither,is,this\n")
    write("~$hr.csv", "nor,a lock file\n")
    write("old/hr.csv", STAFF)

    assert [one.name for one in scwres.compute(path.parent).inputs] == ["hr.csv"]


def test_a_file_named_twice_is_read_once(write):
    path = write("hr.csv", STAFF)

    assert len(scwres.compute([path, path.parent, str(path)]).inputs) == 1


def test_headers_are_matched_whatever_their_case_and_spacing(write):
    path = write("hr.csv", " Ethnicity ,PAY BAND,Senior-Manager\nIndian,B1,Y\nWhite,B2,N\n")

    assert _indicators(scwres.compute(path)) == ["1", "1", "9"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("ethnicity,left,left\nWhite,N,N\n", "C 'left' has the same name as column B"),
        ("ethnicity,Left,left \nWhite,N,N\n", "C 'left' has the same name as column B"),
        ("ethnicity,left,\nWhite,N,N\n", "C holds values but has no name: row 2"),
        ("ethncity,left\nWhite,N\n", "did you mean 'ethnicity'?"),
        ("ethnicity\nWhite\n", "is not recognised as any kind of extract"),
        ("a,b\n1,2\n", "none of the 2 fields in its first row is a column name"),
        ("Jane,Smith,S1\n", "none of the 3 fields in its first row"),
        ("ethnicity,a\nWhite,2\n", "its header holds 'ethnicity' and 'a'"),
        ("ethnicity,appointed,left\nWhite,N,N\n", "has columns that fit staff and shortlisting"),
        ("PK\x03\x04 and so on", "is a damaged workbook"),
    ],
)
def test_a_header_that_does_not_do_is_refused(write, text, what):
    with pytest.raises(InputError) as error:
        scwres.compute(write("file.csv", text))

    assert what in str(error.value)


def test_ragged_rows_of_an_unknown_table_are_reported_with_it(write):
    with pytest.raises(InputError) as error:
        scwres.compute(write("file.csv", "a,b\n1\n"))

    assert len(error.value.faults) == 2


def test_a_column_that_is_nearly_one_that_is_missing_is_warned_about(write):
    results = scwres.compute(write("hr.csv", "ethnicity,left,discplinary\nWhite,N,Y\n"))

    [warning] = results.warnings
    assert warning.code == "column-not-read"
    assert "'discplinary' is not read. Did you mean 'disciplinary'?" in warning.text


def test_two_files_that_hold_the_same_item_are_a_fault_that_names_both(write):
    paths = [write("hr.csv", STAFF), write("more.csv", STAFF)]
    with pytest.raises(InputError, match=r"hr.csv and more.csv both hold 'left'"):
        scwres.compute(paths)


def test_three_files_that_hold_the_same_item_are_named_with_the_remedy(write):
    paths = [write("a.csv", STAFF), write("b.csv", STAFF)]
    counts = write("c.csv", "item,answer,ethnicity,people\nleft,yes,White,3\n")
    with pytest.raises(InputError) as error:
        scwres.compute([*paths, counts])

    message = str(error.value)
    assert "a.csv, b.csv and c.csv all hold 'left'. Give only one of them." in message


def test_parts_of_one_kind_are_named_with_the_remedy(write):
    paths = [write("a.csv", STAFF), write("b.csv", STAFF)]
    with pytest.raises(InputError, match=r"name each: --as staff=a\.csv --as staff=b\.csv"):
        scwres.compute(paths)


def test_rows_and_counts_of_one_item_are_never_added(write):
    counts = write("c.csv", "item,answer,ethnicity,people\nleft,yes,White,3\n")
    with pytest.raises(InputError, match=r"hr.csv and c.csv both hold 'left'"):
        scwres.compute(named=[("staff", write("hr.csv", STAFF)), ("counts", counts)])


def test_a_file_named_as_two_kinds_is_read_as_each(write):
    path = write("hr.csv", STAFF)
    with pytest.raises(InputError, match=r"hr.csv: cannot be read as survey"):
        scwres.compute(named=[("staff", path), ("survey", path)])


def test_standard_input_is_one_extract_alone():
    with pytest.raises(UsageError, match=r"standard input: is named as several kinds"):
        scwres.compute(named=[("staff", "-"), ("survey", "-")])


def test_two_files_of_one_name_are_told_apart(write):
    paths = [write("a/hr.csv", STAFF), write("b/hr.csv", STAFF)]
    with pytest.raises(InputError, match=r"a/hr.csv and b/hr.csv both hold 'left'"):
        scwres.compute(paths)


def test_files_that_were_named_for_it_are_added(write):
    named = [("staff", write("hr.csv", STAFF)), ("staff", write("more.csv", STAFF))]

    [line] = scwres.compute(named=named).lines
    assert (line.group_count, line.group_out_of) == (2, 2)


def test_nobody_may_be_in_two_files_of_one_council(write):
    text = "staff_id,ethnicity,left\nS1,Indian,Y\n"
    named = [("staff", write("hr.csv", text)), ("staff", write("more.csv", text))]
    with pytest.raises(
        InputError, match="1 person is in both this extract and another of the same kind"
    ):
        scwres.compute(named=named)


def test_a_file_can_be_named_for_what_its_columns_do_not_tell(write):
    path = write("both.csv", "ethnicity,appointed,left\nIndian,N,Y\nWhite,Y,N\n")

    assert _indicators(scwres.compute(named=[("staff", path)])) == ["8"]
    assert _indicators(scwres.compute(path.parent, named=[("shortlisting", path)])) == ["2"]
    with pytest.raises(InputError, match="cannot be read as survey"):
        scwres.compute(named=[("survey", path)])


def test_a_kind_that_does_not_exist_is_refused_with_the_list(write):
    with pytest.raises(UsageError, match="Did you mean 'staff'"):
        scwres.compute(named=[("stuff", write("hr.csv", STAFF))])


def test_what_does_not_exist_is_reported_with_what_does(write):
    path = write("hr.csv", STAFF)
    with pytest.raises(FileError, match=r"does not exist. Did you mean 'hr.csv'"):
        scwres.compute(path.with_name("hr1.csv"))
    with pytest.raises(FileError, match="Check the name"):
        scwres.compute(path.parent / "no" / "such")


def test_a_file_that_cannot_be_read_is_named_and_nothing_is_computed(write, monkeypatch):
    path = write("hr.csv", STAFF)

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("scwres.extracts.sources.open_grid", fail)
    with pytest.raises(FileError, match=r"cannot be read: input/output error"):
        scwres.compute(path)


def test_a_folder_without_extracts_is_refused(tmp_path):
    with pytest.raises(FileError, match="is a folder without extracts"):
        scwres.compute(tmp_path)


def test_what_python_asks_for_and_does_not_exist_is_refused_at_once(sample_data):
    with pytest.raises(UsageError) as error:
        scwres.compute(sample_data, confidence=95, interval="wald", by=["name"])

    assert [fault.what for fault in error.value.faults] == [
        "figures cannot be broken down by 'name': it identifies a person",
        "the confidence level 95 is not between 0 and 1",
        "there is no interval called 'wald'",
    ]


def test_nothing_named_is_refused():
    with pytest.raises(UsageError, match="no extract was given"):
        scwres.compute()


def test_frames_give_the_same_lines_as_files(write, sample_data):
    names = {"staff": "hr", "shortlisting": "shortlisting", "survey": "survey"}
    frames = {
        kind: pandas.read_csv(sample_data / f"{name}.csv", keep_default_na=False)
        for kind, name in names.items()
    }

    assert scwres.compute(**frames).lines == scwres.compute(sample_data).lines


def test_a_frame_of_numbers_truths_and_gaps_is_read_as_text():
    frame = pandas.DataFrame(
        {
            "ethnicity": pandas.Categorical(["Indian", "White", None, "White"]),
            "left": [True, False, False, True],
            "cpd": [1.0, 0.0, None, 1.0],
            "disciplinary": pandas.array([1, 0, None, 0], dtype="Int64"),
            "pay_band": [3, 4, 4, 3],
        }
    )
    results = scwres.compute(staff=frame)

    tallies = {line.indicator: (line.all_count, line.all_out_of) for line in results.lines}
    assert tallies == {"1": (2, 2), "3": (1, 3), "5": (2, 3), "8": (2, 4)}
    assert [line.unknown_out_of for line in results.lines if line.indicator == "8"] == [1]


def test_faults_of_a_frame_have_the_rows_that_a_spreadsheet_would_show():
    frame = pandas.DataFrame({"ethnicity": ["Indian", "Martian"], "left": ["Y", "N"]})
    with pytest.raises(InputError, match="'Martian' in 1 row: row 3"):
        scwres.compute(staff=frame)


def test_a_frame_of_counts_and_a_frame_of_rows_can_be_given_together(write):
    counts = pandas.DataFrame(
        {"item": ["cpd"], "answer": ["yes"], "ethnicity": ["White"], "people": [3]}
    )
    results = scwres.compute(write("hr.csv", STAFF), counts=counts)

    assert _indicators(results) == ["5", "8"]
    assert [one.sha256 is None for one in results.inputs] == [False, True]


def test_results_become_a_tidy_frame(sample_data):
    results = scwres.compute(sample_data, by=["directorate"])
    frame = results.to_frame()

    assert list(frame.columns) == list(results.lines[0].row)
    assert len(frame) == len(results.lines)
    assert frame["ratio"].dtype == "float64"
    assert frame.loc[frame.indicator == "2", "ratio"].iloc[0] == pytest.approx(0.5102, abs=1e-4)


@pytest.mark.parametrize("happens", ["grows", "vanishes", "is replaced"])
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_file_that_changes_while_it_is_read_is_refused_by_name(
    scwres, tmp_path, monkeypatch, happens, ending
):
    path = tmp_path / f"hr.{ending}"
    frame = pandas.DataFrame({"ethnicity": ["Indian"] * 500, "left": ["N"] * 500})
    write = {"csv": frame.to_csv, "parquet": frame.to_parquet}[ending]
    write(path, index=False)
    opened = sources.open_grid

    def meanwhile(name, stream, *others):
        grid = opened(name, stream, *others)
        if happens == "grows":
            with path.open("ab") as file:
                file.write(b"White,N\n")
        else:
            path.unlink()
            if happens == "is replaced":
                frame.iloc[1:].to_csv(path, index=False)
        return grid

    monkeypatch.setattr(sources, "open_grid", meanwhile)
    ran = scwres("compute", path, "--output", tmp_path / "results.json")

    assert ran.status == 6
    assert f"hr.{ending}: cannot be read: changed while it was read" in ran.err
    assert not (tmp_path / "results.json").exists()


def test_a_disk_that_errors_in_the_middle_of_a_file_is_a_file_that_cannot_be_read(
    scwres, tmp_path, monkeypatch
):
    path = tmp_path / "hr.csv"
    path.write_bytes(b"ethnicity,left\n" + b"Indian,N\n" * 100_000)

    class Disk(io.BufferedReader):
        def readinto(self, buffer):
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(
        Path, "open", lambda self, mode: Disk(io.FileIO(self, mode.replace("b", "")))
    )
    ran = scwres("compute", path, "--output", tmp_path / "results.json")

    assert ran.status == 6
    assert "hr.csv: cannot be read: input/output error" in ran.err


@pytest.mark.parametrize("kept", [0.2, 0.9, 0.999])
def test_a_parquet_file_that_was_cut_short_is_a_damaged_one(scwres, tmp_path, kept):
    path = tmp_path / "hr.parquet"
    frame = pandas.DataFrame({"ethnicity": ["Indian", "White"] * 500, "left": ["N"] * 1_000})
    frame.to_parquet(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    ran = scwres("compute", path)

    assert ran.status == 3
    assert "hr.parquet: is a damaged Parquet file" in " ".join(ran.err.split())
