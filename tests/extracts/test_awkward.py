"""The same awkward inputs go to every kind of extract."""

from __future__ import annotations

import pytest

import scwres
from scwres import InputError

#: An ordinary file of each kind: header and rows, both groups in them.
KINDS = {
    "staff": (
        "staff_id,ethnicity,pay_band,senior_manager,regulated_professional,disciplinary,"
        "fitness_to_practise,cpd,left",
        ["S1,Indian,B1,N,Y,Y,N,N,N", "S2,White,B2,Y,Y,N,N,Y,N", "S3,Not stated,B1,N,N,N,,N,Y"],
    ),
    "shortlisting": ("ethnicity,appointed", ["Indian,N", "White,Y", ",N"]),
    "survey": (
        "ethnicity,harassment_public,harassment_colleagues,harassment_managers",
        ["Indian,Y,N,N", "White,N,Y,N", ",N,N,Y"],
    ),
    "counts": (
        "item,answer,ethnicity,people",
        ["left,yes,Indian,3", "left,no,White,40", "left,no,Not known,2"],
    ),
}

kinds = pytest.mark.parametrize("kind", KINDS)


def _text(kind: str, *, line_end: str = "\n") -> str:
    header, rows = KINDS[kind]
    return line_end.join([header, *rows, ""])


def _faults(path) -> str:
    with pytest.raises(InputError) as error:
        scwres.compute(path)
    return " ".join(str(fault) for fault in error.value.faults)


@kinds
def test_an_empty_file_is_refused(kind, write):
    assert "is empty" in _faults(write("file.csv", ""))


@kinds
def test_a_header_alone_is_refused(kind, write):
    header, _ = KINDS[kind]

    assert "no rows below its header" in _faults(write("file.csv", f"{header}\n"))
    assert "no rows below its header" in _faults(write("file.csv", header))


@kinds
def test_blank_rows_alone_are_refused(kind, write):
    header, _ = KINDS[kind]
    blank = "," * header.count(",")

    assert "no rows below its header" in _faults(write("file.csv", f"{header}\n{blank}\n\n"))


@kinds
def test_an_extract_without_one_of_the_groups_has_no_ratio(kind, write):
    header, rows = KINDS[kind]
    for missing in ("Indian", "White"):
        text = "\n".join([header, *(row for row in rows if missing not in row), ""])
        results = scwres.compute(write("file.csv", text))
        assert results.lines
        for line in results.lines:
            assert line.ratio is None
            assert line.marks["ratio"] == "x"
            assert line.finding == ""


@kinds
@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_any_line_ends_give_the_same_lines(kind, line_end, write):
    expected = scwres.compute(write("expected.csv", _text(kind)))
    results = scwres.compute(write("file.csv", _text(kind, line_end=line_end)))

    assert results.lines == expected.lines


@kinds
def test_a_byte_order_mark_gives_the_same_lines(kind, write):
    expected = scwres.compute(write("expected.csv", _text(kind)))
    results = scwres.compute(write("file.csv", b"\xef\xbb\xbf" + _text(kind).encode()))

    assert results.lines == expected.lines


@kinds
def test_quotation_marks_around_every_field_give_the_same_lines(kind, write):
    expected = scwres.compute(write("expected.csv", _text(kind)))
    quoted = "\n".join(
        ",".join(f'"{field}"' for field in line.split(","))
        for line in _text(kind).split("\n")[:-1]
    )
    results = scwres.compute(write("file.csv", quoted))

    assert results.lines == expected.lines


@kinds
def test_a_missing_last_line_end_gives_the_same_lines(kind, write):
    expected = scwres.compute(write("expected.csv", _text(kind)))

    assert scwres.compute(write("file.csv", _text(kind).rstrip("\n"))).lines == expected.lines


@kinds
def test_line_ends_inside_quotation_marks_are_part_of_the_field(kind, write):
    header, rows = KINDS[kind]
    if kind == "counts":
        header, rows = f"{header},team", [f'{row},"North\nside"' for row in rows]
    else:
        header, rows = f"{header},notes", [f'{row},"one\ntwo, ""three"""' for row in rows]
    results = scwres.compute(write("file.csv", "\n".join([header, *rows])))

    assert results.lines == scwres.compute(write("expected.csv", _text(kind))).lines
    assert results.inputs[0].rows == len(rows)


@kinds
def test_a_field_of_200_000_characters_is_refused_with_its_row(kind, write):
    _, rows = KINDS[kind]
    first, comma, others = rows[1].partition(",")
    text = _text(kind).replace(rows[1], f"{first}{'x' * 200_000}{comma}{others}")

    assert "a field of more than 32,767 characters: row 3" in _faults(write("file.csv", text))


@kinds
def test_a_nul_is_refused_with_its_row(kind, write):
    text = f"{_text(kind)[:-1]}\0\n"

    assert "a NUL character: row 4" in _faults(write("file.csv", text))


@kinds
def test_a_row_too_short_and_one_too_long_are_refused_with_their_rows(kind, write):
    header, rows = KINDS[kind]
    spoilt = [header, rows[0].rpartition(",")[0], rows[1], f"{rows[2]},"]
    faults = _faults(write("file.csv", "\n".join(spoilt)))

    assert ": row 2" in faults
    assert ": row 4" in faults


@kinds
def test_bytes_of_no_known_encoding_are_refused(kind, write):
    header, rows = KINDS[kind]
    # 0x81 is no letter of Windows-1252, and no beginning of one in UTF-8.
    content = "\n".join([f"{header},notes", *(f"{row},\x81" for row in rows), ""])

    assert "is not all in UTF-8 or Windows-1252" in _faults(
        write("file.csv", content.encode("latin-1"))
    )
