"""What becomes of a clean extract when it is spoilt: exact, refused, or silently wrong.

Takes a clean staff extract of 500 invented people and makes more than 1,500 spoilt versions
of it, in the classes of the Pollock benchmark (Vitagliano and others, VLDB 2023) and of
files as councils send them. Every version means what the clean file means, as far as it
means anything. It is read as ``scwres compute FILE --by directorate`` reads it, and is

- exact: every figure, count and unit is that of the clean file;
- refused: an error says what is wrong;
- said: something differs, and a note or a warning says what was assumed;
- silently wrong: something differs, and nothing says so.

    python benchmarks/robustness.py [--every N]
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from random import Random

import scwres
from scwres.sample import write_sample

Rows = list[list[str]]
Maker = Callable[[Rows, Random], Iterator[bytes]]

OUTCOMES = ("exact", "refused", "said", "silently wrong")

#: Classes whose intent is plain: all of their versions should be exact.
PLAIN = ("dialect", "encoding", "line ends", "preamble", "footnotes", "blank rows and columns")

_MAKERS: dict[str, Maker] = {}


def made_as(name: str) -> Callable[[Maker], Maker]:
    """Register a function that makes the versions of a class."""

    def register(maker: Maker) -> Maker:
        _MAKERS[name] = maker
        return maker

    return register


def text_of(
    rows: Rows, delimiter: str = ",", end: str = "\n", quoting: int = csv.QUOTE_MINIMAL
) -> str:
    """Return rows as delimited text."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=quoting).writerows(rows)
    return text.getvalue().replace("\n", end)  # no cell holds a line end


def _lines(rows: Rows) -> list[str]:
    return text_of(rows).split("\n")[:-1]


def _joined(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _places(rows: Rows, random: Random, number: int) -> list[int]:
    """Return some rows below the header, in order."""
    return sorted(random.sample(range(1, len(rows)), number))


@made_as("dialect")
def _dialect(rows: Rows, random: Random) -> Iterator[bytes]:
    quotings = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
    for delimiter, end, quoting in product(",;\t|", ("\n", "\r\n", "\r"), quotings):
        yield text_of(rows, delimiter, end, quoting).encode()
    for delimiter in (", ", "; ", "| "):
        yield text_of(rows, "\x1f").replace("\x1f", delimiter).encode()
    for quoted in range(len(rows[0])):
        lines = []
        for row in rows:
            cells = [f'"{one}"' if i == quoted else one for i, one in enumerate(row)]
            lines.append(",".join(cells))
        yield _joined(lines)


@made_as("other separators")
def _other_separators(rows: Rows, random: Random) -> Iterator[bytes]:
    for delimiter, quoting in product(":^~#/ \x1f", (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)):
        yield text_of(rows, delimiter, quoting=quoting).encode()
    for delimiter in ("||", ";;", "::", " | ", "\t\t", ",,"):
        yield text_of(rows, "\x1f").replace("\x1f", delimiter).encode()
    for place in _places(rows, random, 40):
        lines = _lines(rows)
        lines[place] = lines[place].replace(",", random.choice(";|\t"))
        yield _joined(lines)


@made_as("quotes")
def _quotes(rows: Rows, random: Random) -> Iterator[bytes]:
    for quote in "'`\u201c\u2018":
        yield _joined([",".join(f"{quote}{one}{quote}" for one in row) for row in rows])
        yield _joined([",".join([f"{quote}{row[0]}{quote}", *row[1:]]) for row in rows])
    yield _joined([f'"{line}"' for line in _lines(rows)])
    for place in _places(rows, random, 40):
        lines = _lines(rows)
        lines[place] = f'"{lines[place]}"'
        yield _joined(lines)


@made_as("stray quotes")
def _stray_quotes(rows: Rows, random: Random) -> Iterator[bytes]:
    for place in _places(rows, random, 160):
        lines = _lines(rows)
        at = random.randrange(len(lines[place]) + 1)
        lines[place] = f'{lines[place][:at]}"{lines[place][at:]}'
        yield _joined(lines)


@made_as("escapes")
def _escapes(rows: Rows, random: Random) -> Iterator[bytes]:
    for place in _places(rows, random, 60):
        lines = _lines(rows)
        column = random.randrange(len(rows[0]))
        cells = [*rows[place]]
        cells[column] = random.choice(
            ['"{0} \\"x\\""', '"{0}\\", \\""', "{0}\\,", '"{0}\\"']
        ).format(cells[column])
        lines[place] = ",".join(cells)
        yield _joined(lines)


@made_as("line ends")
def _line_ends(rows: Rows, random: Random) -> Iterator[bytes]:
    for end in ("\r\n", "\r", "\n"):
        yield text_of(rows, end=end).encode()
        yield text_of(rows, end=end).rstrip("\r\n").encode()
        for more in (1, 2, 5):
            yield (text_of(rows, end=end) + end * more).encode()
    for _ in range(30):
        ends = [random.choice(["\n", "\r\n", "\r"]) for _ in rows]
        yield "".join(line + end for line, end in zip(_lines(rows), ends, strict=True)).encode()


@made_as("other record ends")
def _other_record_ends(rows: Rows, random: Random) -> Iterator[bytes]:
    for end in ("\x1e", "\x0b", "\x0c", "\u2028", "\x85", ";\n", ",\n", "|\n", " \n", "\\n"):
        yield text_of(rows, end=end).encode()
    for place in _places(rows, random, 40):
        lines = _lines(rows)
        lines[place] = random.choice(["\x0b", "\x0c", "\u2028", "\x1e"]).join(
            [lines[place], lines.pop(place + 1) if place + 1 < len(lines) else ""]
        )
        yield _joined(lines)


@made_as("encoding")
def _encoding(rows: Rows, random: Random) -> Iterator[bytes]:
    for encoding, delimiter, end in product(
        ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"),
        ",;\t",
        ("\n", "\r\n"),
    ):
        yield text_of(rows, delimiter, end).encode(encoding)


@made_as("other encodings")
def _other_encodings(rows: Rows, random: Random) -> Iterator[bytes]:
    plain = text_of(rows)
    for encoding in ("utf-32", "utf-7", "cp037", "cp500", "mac-roman", "cp850", "cp437"):
        yield plain.encode(encoding, "replace")
    yield plain.encode().decode("cp1252").encode()
    for place in _places(rows, random, 40):
        content = [line.encode() for line in _lines(rows)]
        content[place] += random.choice([b"\xe9", b"\x81", b"\xff", b"\xc3"])
        yield b"\n".join(content) + b"\n"


@made_as("preamble")
def _preamble(rows: Rows, random: Random) -> Iterator[bytes]:
    titles = [
        "Social care workforce",
        "Run on,1 October 2025",
        "",
        ",,",
        "Prepared by HR",
        '"A, b"',
    ]
    for number in range(1, 29, 3):
        for _ in range(5):
            yield _joined([*random.choices(titles, k=number), *_lines(rows)])


@made_as("preamble of several cells")
def _wide_preamble(rows: Rows, random: Random) -> Iterator[bytes]:
    for cells in range(3, 11):
        for _ in range(3):
            title = ",".join(random.choices(["Run", "by", "HR", "2025", "x"], k=cells))
            yield _joined([title, *_lines(rows)])
    yield _joined([*["x"] * 31, *_lines(rows)])


@made_as("header in several rows")
def _several_header_rows(rows: Rows, random: Random) -> Iterator[bytes]:
    header, body = rows[0], rows[1:]
    groups = ["Person"] * 4 + ["Post"] * 2 + ["Process"] * (len(header) - 6)
    yield text_of([groups, header, *body]).encode()
    yield text_of([header, groups, *body]).encode()
    yield text_of([header, ["text"] * len(header), *body]).encode()
    yield text_of([header, ["Y/N"] * len(header), *body]).encode()
    yield text_of([header, [str(i) for i, _ in enumerate(header, 1)], *body]).encode()
    for cut in range(1, len(header)):
        top = [one if i < cut else "" for i, one in enumerate(header)]
        below = [one if i >= cut else "" for i, one in enumerate(header)]
        yield text_of([top, below, *body]).encode()
        yield text_of([below, top, *body]).encode()
    for _ in range(10):
        halves = [one.partition("_") for one in header]
        yield text_of([[h[0] for h in halves], [h[2] for h in halves], *body]).encode()


@made_as("repeated header")
def _repeated_header(rows: Rows, random: Random) -> Iterator[bytes]:
    for place in _places(rows, random, 80):
        again = random.choice([rows[0], [one.upper() for one in rows[0]]])
        yield text_of([*rows[:place], again, *rows[place:]]).encode()


@made_as("no header")
def _no_header(rows: Rows, random: Random) -> Iterator[bytes]:
    for first in range(1, 31):
        yield text_of(rows[first:]).encode()


@made_as("footnotes")
def _footnotes(rows: Rows, random: Random) -> Iterator[bytes]:
    notes = [
        *("Source: HR system", "Note: agency workers are left out", "* as at 30 September"),
        *("Printed on 1 October 2025", "(confidential) not for onward sharing", "[1] see above"),
        "Data extracted from the payroll system by the workforce team",
    ]
    padding = "," * (len(rows[0]) - 1)
    for note, before, is_padded in product(notes, (0, 1, 3), (True, False)):
        end = padding if is_padded else ""
        yield _joined([*_lines(rows), *[end] * before, note + end])
    for first, second in product(notes[:4], notes[:4]):
        yield _joined([*_lines(rows), "", first, second])


@made_as("several tables")
def _several_tables(rows: Rows, random: Random) -> Iterator[bytes]:
    for size in (2, 5, 50, len(rows)):
        for blanks in (0, 1, 2):
            yield _joined([*_lines(rows), *[""] * blanks, *_lines(rows[:size])])
            other = [["pay_band", "people"], *([f"Grade {i}", str(i)] for i in range(size))]
            yield _joined([*_lines(rows), *[""] * blanks, *_lines(other)])
            yield _joined([*_lines(other), *[""] * blanks, *_lines(rows)])
            wide = [[*one, *[""] * (len(rows[0]) - 2)] for one in other]
            yield _joined([*_lines(rows), *[""] * blanks, *_lines(wide)])
    for size in (2, 20, 200):
        beside = [["", "ethnicity", "people"], *([["", "White", str(i)] for i in range(size)])]
        beside += [["", "", ""]] * len(rows)
        yield text_of([[*one, *two] for one, two in zip(rows, beside, strict=False)]).encode()


@made_as("ragged rows: fewer cells")
def _fewer_cells(rows: Rows, random: Random) -> Iterator[bytes]:
    for place in _places(rows, random, 130):
        cells = [*rows[place]]
        for _ in range(random.choice([1, 1, 2])):
            cells.pop(random.randrange(len(cells)))
        yield text_of([*rows[:place], cells, *rows[place + 1 :]]).encode()


@made_as("ragged rows: more cells")
def _more_cells(rows: Rows, random: Random) -> Iterator[bytes]:
    for place in _places(rows, random, 130):
        cells = [*rows[place]]
        for _ in range(random.choice([1, 1, 2])):
            cells.insert(random.randrange(len(cells) + 1), random.choice(["", "N", "x"]))
        yield text_of([*rows[:place], cells, *rows[place + 1 :]]).encode()


@made_as("shifted rows")
def _shifted(rows: Rows, random: Random) -> Iterator[bytes]:
    # Among the yes/no columns nothing could tell: the last answer would be lost for good.
    for place in _places(rows, random, 80):
        at = random.randrange(1, 5)
        cells = [*rows[place][:at], "", *rows[place][at:-1]]
        yield text_of([*rows[:place], cells, *rows[place + 1 :]]).encode()


@made_as("lost line ends")
def _lost_line_ends(rows: Rows, random: Random) -> Iterator[bytes]:
    for place in _places(rows[:-1], random, 60):
        lines = _lines(rows)
        lines[place] += random.choice(["", ",", " "]) + lines.pop(place + 1)
        yield _joined(lines)
    for place in _places(rows, random, 40):
        lines = _lines(rows)
        at = lines[place].index(",", random.randrange(len(lines[place]) // 2))
        lines[place] = f"{lines[place][:at]}\n{lines[place][at:]}"
        yield _joined(lines)


@made_as("blank rows and columns")
def _blanks(rows: Rows, random: Random) -> Iterator[bytes]:
    for column in range(len(rows[0]) + 1):
        yield text_of([[*row[:column], "", *row[column:]] for row in rows]).encode()
    for place in _places(rows, random, 40):
        blank = [""] * random.choice([0, len(rows[0])])
        yield text_of([*rows[:place], blank, *rows[place:]]).replace('""\n', "\n").encode()


@made_as("total rows")
def _totals(rows: Rows, random: Random) -> Iterator[bytes]:
    words = ("Total", "TOTAL", "Grand total", "Totals", "Subtotal", "total")
    for word, column in product(words, range(6)):
        total = [""] * len(rows[0])
        total[column] = word
        total[-1] = random.choice(["1", "", "500"])
        yield text_of([*rows, total]).encode()
    for place in _places(rows, random, 20):
        total = ["Total", *[""] * (len(rows[0]) - 2), "1"]
        yield text_of([*rows[:place], total, *rows[place:]]).encode()


@made_as("NUL and control characters")
def _controls(rows: Rows, random: Random) -> Iterator[bytes]:
    for place in _places(rows, random, 60):
        lines = _lines(rows)
        at = random.randrange(len(lines[place]) + 1)
        character = random.choice("\0\0\x01\x07\x1a\x1b")
        lines[place] = lines[place][:at] + character + lines[place][at:]
        yield _joined(lines)


@made_as("header written otherwise")
def _header_variants(rows: Rows, random: Random) -> Iterator[bytes]:
    ways: tuple[Callable[[str], str], ...] = (
        *(str.upper, str.title, str.swapcase),
        *(lambda one: one.replace("_", " "), lambda one: one.replace("_", "-")),
        *(lambda one: f" {one} ", lambda one: f"{one}:", lambda one: f"{one}?"),
        *(lambda one: one.replace("_", "\n"), lambda one: one.replace("_", "\u00a0")),
        *(lambda one: one.replace("_", ""), lambda one: one[:-1], lambda one: f"{one} (Y/N)"),
    )
    for way in ways:
        yield text_of([[way(one) for one in rows[0]], *rows[1:]]).encode()
    for _ in range(20):
        order = random.sample(range(len(rows[0])), len(rows[0]))
        yield text_of([[row[i] for i in order] for row in rows]).encode()
    for column in range(1, len(rows[0])):
        header = [*rows[0]]
        header[column] = header[column - 1]
        yield text_of([header, *rows[1:]]).encode()


@made_as("damage by a spreadsheet")
def _damage(rows: Rows, random: Random) -> Iterator[bytes]:
    damages = [
        "#REF!",
        "########",
        "#N/A",
        "02-Jan",
        "2024-02-01",
        "1E+05",
        '="{0}"',  # the band itself, as programs write it so that Excel keeps it: no damage
        "Jan-24",
    ]
    band = rows[0].index("pay_band")
    for place in _places(rows, random, 60):
        cells = [*rows[place]]
        cells[band] = random.choice(damages).format(cells[band])
        yield text_of([*rows[:place], cells, *rows[place + 1 :]]).encode()
    for place in _places(rows, random, 40):
        cells = [*rows[place]]
        cells[random.randrange(1, len(cells))] = random.choice(["#REF!", "#VALUE!", "########"])
        yield text_of([*rows[:place], cells, *rows[place + 1 :]]).encode()


@made_as("words written otherwise")
def _words(rows: Rows, random: Random) -> Iterator[bytes]:
    for yes, no in [("Yes", "No"), ("TRUE", "FALSE"), ("1", "0"), ("y", "n"), (" Y ", " N ")]:
        words = {"Y": yes, "N": no}
        yield text_of(
            [rows[0], *([words.get(one, one) for one in row] for row in rows[1:])]
        ).encode()
    columns = range(6, len(rows[0]))
    for place, column in zip(
        _places(rows, random, 60), random.choices(columns, k=60), strict=True
    ):
        cells = [*rows[place]]
        cells[column] = random.choice(
            ["maybe", "J", "2", "Y?", "t.b.c?", "Yes and no", "--", "ja"]
        )
        yield text_of([*rows[:place], cells, *rows[place + 1 :]]).encode()


@made_as("labels written otherwise")
def _labels(rows: Rows, random: Random) -> Iterator[bytes]:
    at = rows[0].index("ethnicity")
    ways: tuple[Callable[[str], str], ...] = (
        *(str.upper, str.lower, lambda one: f"  {one} ", lambda one: one.replace(" ", "  ")),
        *(lambda one: one.replace(" - ", ": "), lambda one: one.replace("White - ", "White/")),
    )
    for way in ways:
        changed = [[*row[:at], way(row[at]), *row[at + 1 :]] for row in rows[1:]]
        yield text_of([rows[0], *changed]).encode()
    for place in _places(rows, random, 60):
        cells = [*rows[place]]
        cells[at] = random.choice(["Other", "British", "Wite British", "Martian", "B", "12", "Y"])
        yield text_of([*rows[:place], cells, *rows[place + 1 :]]).encode()


@made_as("people twice")
def _people_twice(rows: Rows, random: Random) -> Iterator[bytes]:
    left = rows[0].index("left")
    for place in _places(rows, random, 50):
        yield text_of([*rows, rows[place]]).encode()
        other = [*rows[place]]
        other[rows[0].index("ethnicity")] = "Arab"
        if rows[place][left] == "N":
            yield text_of([*rows, other]).encode()


def versions(rows: Rows) -> Iterator[tuple[str, bytes]]:
    """Give every spoilt version, with its class."""
    for kind, make in _MAKERS.items():
        for content in make(rows, Random(kind)):
            yield kind, content


def clean_rows(folder: Path) -> Rows:
    """Return the clean extract: 500 people, with a unit whose name is not in ASCII."""
    write_sample(folder, staff=500, seed=1)
    with (folder / "hr.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    at = rows[0].index("directorate")
    for row in rows[1:]:
        row[at] = row[at].replace("Children", "Caf\u00e9 Children")
    return rows


def results_of(path: Path) -> tuple[object, bool]:
    """Return what is computed from a file, and whether it says what it assumed."""
    results = scwres.compute(path, by=["directorate"])
    figures = [line.comparison for line in results.lines], results.counts
    [account] = results.inputs
    codes = {warning.code for warning in results.warnings} - {"unknown-ethnicity"}
    return figures, bool(account.notes or codes)


def outcome(path: Path, clean: object) -> str:
    """Return what becomes of a version, beside what the clean file gives."""
    try:
        figures, says_so = results_of(path)
    except scwres.ScwresError:
        return "refused"
    if figures == clean:
        return "exact"
    return "said" if says_so else "silently wrong"


def measure(every: int = 1, keep: Path | None = None) -> dict[str, Counter[str]]:
    """Return how often each class of versions has each outcome; every n-th version."""
    found: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = clean_rows(folder / "sample")
        path = folder / "hr.csv"
        path.write_text(text_of(rows), encoding="utf-8")
        clean, _ = results_of(path)
        for number, (kind, content) in enumerate(versions(rows)):
            if number % every:
                continue
            path.write_bytes(content)
            became = outcome(path, clean)
            found.setdefault(kind, Counter())[became] += 1
            if became in ("silently wrong", "said") and keep:
                (keep / f"{became}-{kind.replace(':', '')}-{number}.csv").write_bytes(content)
    return found


def main() -> None:
    """Print the outcomes of each class, and of all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1, help="read every n-th version alone")
    parser.add_argument("--keep", type=Path, help="a folder for versions read otherwise")
    arguments = parser.parse_args()
    found = measure(arguments.every, arguments.keep)
    print(f"{'class':<30}" + "".join(f"{one:>16}" for one in OUTCOMES))
    for kind, outcomes in found.items():
        print(f"{kind:<30}" + "".join(f"{outcomes[one]:>16,}" for one in OUTCOMES))
    total = sum(found.values(), Counter())
    print(
        f"{f'{total.total():,} versions':<30}" + "".join(f"{total[one]:>16,}" for one in OUTCOMES)
    )
    sys.exit(1 if total["silently wrong"] else 0)


if __name__ == "__main__":
    main()
