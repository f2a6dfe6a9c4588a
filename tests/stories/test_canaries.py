"""Canaries: what identifies a person, planted wherever an extract has a place, and looked for.

Every byte that a run leaves behind is searched: both streams, every file, archives unpacked. A
person's name has no form, so names are planted as columns full of them; where they stand in a
column of units, which figures show, nothing can know them (docs/explanation/personal-data.md).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

ROWS = 40
NUMBERS = range(ROWS)

#: The ids of the extracts themselves, which stand in their column of ids in every run.
IDS = [f"S00471{number:02}" for number in NUMBERS]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

CANARIES: Mapping[str, Sequence[str]] = {
    "ids": IDS,
    "emails": [f"canary.{number:02}@example.gov.uk" for number in NUMBERS],
    "national insurance": [f"QQ {number:02} 34 56 C" for number in NUMBERS],
    "dates of birth": [f"{1 + number % 28:02}/05/{1950 + number}" for number in NUMBERS],
    "names": [
        f"Zephyrine {_LETTERS[number % 26].upper()}{_LETTERS[number // 26]}quillfeather"
        for number in NUMBERS
    ],
}

#: What a canary leaves in a text, whatever is done to its capitals, points and spaces.
_TRACES = re.compile(
    r"s00471\d\d|canary.{0,3}\d\d|qq.?\d\d.?34.?56.?c|\d\d[^\d]05[^\d]19[5-8]\d"
    r"|19[5-8]\d[^\d]05[^\d]\d\d|quillfeather",
    re.IGNORECASE | re.DOTALL,
)


def _traces(*texts: str) -> set[str]:
    return {match for text in texts for match in _TRACES.findall(text)}


def _contents(folder: Path) -> Iterator[str]:
    """Yield every name and every byte of a folder's files as texts, archives unpacked."""
    for path in sorted(folder.rglob("*")):
        yield path.relative_to(folder).as_posix()
        if path.is_file():
            content = path.read_bytes()
            yield content.decode("latin-1")
            if zipfile.is_zipfile(io.BytesIO(content)):
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    for name in archive.namelist():
                        yield archive.read(name).decode("utf-8", "replace")


def _column(*values: str) -> list[str]:
    return [values[number % len(values)] for number in NUMBERS]


_ETHNICITY = _column("Indian", "White British", "Black African", "White British")
_TEAM = _column("Access", "Reablement")

#: A sound extract of each kind, by the columns that it can hold.
EXTRACTS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "staff": {
        "staff_id": IDS,
        "ethnicity": _ETHNICITY,
        "team": _TEAM,
        "pay_band": _column("Grade 5", "Grade 6"),
        "job_role": _column("Social worker", "Manager"),
        "employment_type": _column("Permanent"),
        "regulated_professional": _column("Y", "N"),
        "disciplinary": _column("N", "N", "N", "N", "Y"),
        "cpd": _column("N", "Y", "Y"),
        "left": _column("N", "N", "N", "Y"),
        "salary": _column("31000", "36000"),
    },
    "shortlisting": {
        "ethnicity": _ETHNICITY,
        "appointed": _column("Y", "N", "N"),
        "team": _TEAM,
        "application_date": _column("2025-05-04", "2025-06-07"),
    },
    "applications": {
        "ethnicity": _ETHNICITY,
        "shortlisted": _column("Y", "Y", "N"),
        "appointed": _column("Y", "N", "N"),
        "team": _TEAM,
    },
    "survey": {
        "ethnicity": _ETHNICITY,
        "harassment_public": _column("Yes", "No", "No"),
        "team": _TEAM,
    },
    "joiner_survey": {
        "ethnicity": _ETHNICITY,
        "feels_included": _column("Yes", "No", "No"),
        "team": _TEAM,
    },
    "disciplinary": {
        "staff_id": IDS,
        "ethnicity": _ETHNICITY,
        "disciplinary_stage": _column("Formal", "Informal"),
        "disciplinary_date": _column("2025-05-04", "2025-06-07"),
        "team": _TEAM,
    },
    "fitness_to_practise": {
        "staff_id": IDS,
        "ethnicity": _ETHNICITY,
        "fitness_to_practise_stage": _column("Formal", "Informal"),
        "team": _TEAM,
    },
    "cpd": {
        "staff_id": IDS,
        "ethnicity": _ETHNICITY,
        "funded": _column("Y", "N"),
        "mandatory": _column("N"),
        "team": _TEAM,
    },
    "leavers": {
        "staff_id": IDS,
        "ethnicity": _ETHNICITY,
        "leaving_date": _column("2025-05-04", "2025-06-07"),
        "team": _TEAM,
    },
    "counts": {
        "item": _column("left"),
        "answer": _column("yes", "no"),
        "ethnicity": _column("Indian", "Indian", "White British", "White British"),
        "team": [f"Team {_LETTERS[number // 4]}" for number in NUMBERS],
        "people": ["1"] * ROWS,
    },
    "population": {
        "ethnicity": _ETHNICITY,
        "age": _column("16 to 64", "65 and over"),
        "people": [str(1000 + number) for number in NUMBERS],
    },
}

#: Columns whose values are the units, bands and roles of figures: a name in them is one of those.
SHOWN = ("team", "pay_band", "job_role", "answer")


def _text(columns: Mapping[str, Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return out.getvalue()


def _workbook(path: Path, sheet: str, columns: Mapping[str, Sequence[str]]) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as workbook:
        other = workbook.add_worksheet(f"old {sheet}"[:31])
        other.write(0, 0, "notes")
        table = workbook.add_worksheet(sheet)
        for place, (header, values) in enumerate(columns.items()):
            table.write_column(0, place, [header, *values])
    return path


def _planted(kind: str, canaries: str) -> Iterator[tuple[str, bool, dict[str, Sequence[str]]]]:
    """Yield the extract of a kind with canaries in a column, in all rows or in one."""
    for column, values in EXTRACTS[kind].items():
        if column == "staff_id":
            continue
        planted = CANARIES[canaries]
        if not (canaries == "names" and column in SHOWN):
            yield column, True, {**EXTRACTS[kind], column: planted}
        if canaries != "names":
            yield column, False, {**EXTRACTS[kind], column: [*values[:-1], planted[-1]]}


@pytest.mark.slow
@pytest.mark.parametrize("canaries", CANARIES)
@pytest.mark.parametrize("kind", EXTRACTS)
def test_no_message_check_or_settings_file_holds_what_a_column_says_of_a_person(
    scwres: Callable, tmp_path: Path, kind: str, canaries: str
):
    extract = tmp_path / f"{kind}.csv"
    by = ["--by", "team"] if "team" in EXTRACTS[kind] else []
    leaks = []
    for number, (column, is_whole, columns) in enumerate(_planted(kind, canaries)):
        extract.write_text(_text(columns), encoding="utf-8")
        figures = scwres("compute", "--as", f"{kind}={extract}", *by, "--detail")
        rows = tmp_path / f"rows{number}.csv"
        draft = tmp_path / f"draft{number}.toml"
        ran = {
            "compute": figures,
            "check": scwres("check", "--as", f"{kind}={extract}", *by, "--rows", rows),
            "check as JSON": scwres("check", extract, "--format", "json"),
            "init": scwres("init", extract, "--output", draft),
        }
        texts = {name: [run.err, run.out] for name, run in ran.items()}
        texts["files"] = [
            path.read_text(encoding="utf-8") for path in (rows, draft) if path.exists()
        ]
        if figures.status == 0 and "[looks-personal]" in figures.err:
            # Said, and not to be published; until then the analyst's own figures show the unit.
            texts["compute"] = [figures.err]
            published = scwres("compute", "--as", f"{kind}={extract}", *by, "--publish")
            assert published.status == 5, (column, published.err)
            texts["publish"] = [published.out, published.err]
        leaks += [
            (column, is_whole, name, traces)
            for name, said in texts.items()
            if (traces := _traces(*said))
        ]
    assert leaks == []


@pytest.mark.parametrize("canaries", ["ids", "emails", "national insurance", "dates of birth"])
def test_no_message_holds_what_a_header_or_the_name_of_a_file_or_sheet_says_of_a_person(
    scwres: Callable, tmp_path: Path, canaries: str
):
    canary = CANARIES[canaries][7].replace("/", "-")
    extra = {f"{canary} note": _column("a", "b"), canary: _column("c")}
    for columns in (
        {**EXTRACTS["staff"], **extra},
        {f"ethnicity {canary}": _ETHNICITY, **extra},
        {**EXTRACTS["staff"], canary: CANARIES[canaries]},
    ):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        text = folder / f"hr {canary}.csv"
        text.write_text(_text(columns), encoding="utf-8")
        book = _workbook(folder / f"{canary}.xlsx", canary, columns)
        for extract in (text, book):
            draft = folder / "draft.toml"
            draft.unlink(missing_ok=True)
            said = [
                scwres("compute", extract, "--by", "team", "--format", "json"),
                scwres("compute", extract, "--by", "teams"),
                scwres("compute", extract, extract.with_name("absent.csv")),
                scwres("check", extract),
                scwres("check", extract, "--format", "json"),
                scwres("init", extract, "--output", draft),
                scwres("compare", extract, extract),
                scwres("audit", extract),
            ]
            assert _traces(*(part for run in said for part in (run.out, run.err))) == set()
            assert _traces(draft.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("canaries", ["ids", "emails", "national insurance"])
def test_results_that_are_read_back_are_refused_where_their_units_identify_people(
    scwres: Callable, tmp_path: Path, sample_data: Path, canaries: str
):
    counts = tmp_path / "counts.csv"
    teams = [f"Team {number:02}" for number in NUMBERS]
    counts.write_text(_text({**EXTRACTS["counts"], "team": teams}), encoding="utf-8")
    for ending in ("json", "csv"):
        sound = tmp_path / f"sound.{ending}"
        results = tmp_path / f"results.{ending}"
        assert scwres("compute", counts, "--by", "team", "--output", sound).status == 0
        text = sound.read_text(encoding="utf-8")
        for team, canary in zip(teams, CANARIES[canaries], strict=True):
            text = text.replace(team, canary)
        results.write_text(text, encoding="utf-8")
        ran = [scwres("audit", results)]
        if ending == "json":
            ran += [
                scwres("compare", results, sound),
                scwres("plan", sample_data / "plan.toml", "--before", results, "--now", sound),
                scwres("report", counts, "--before", results, "--output", tmp_path / "report"),
            ]
        for run in ran:
            assert run.status == 3, run.err
            assert "which identify people" in run.err
            assert _traces(run.out, run.err) == set()
        assert not (tmp_path / "report").exists()


def test_a_file_without_a_header_is_not_written_into_the_settings(
    scwres: Callable, tmp_path: Path
):
    for names in (["staff_id", "ethnicity", "team"], ["ethnicity", "appointed"], ["pay_band"]):
        rows = {
            "name": CANARIES["names"],
            **{name: {**EXTRACTS["staff"], **EXTRACTS["shortlisting"]}[name] for name in names},
        }
        text = _text(rows).partition("\r\n")[2]
        (tmp_path / "people.csv").write_text(text, encoding="utf-8")
        draft = tmp_path / "draft.toml"
        draft.unlink(missing_ok=True)

        ran = [
            scwres("init", tmp_path / "people.csv", "--output", draft),
            scwres("check", tmp_path / "people.csv"),
            scwres("compute", tmp_path / "people.csv"),
        ]

        assert _traces(draft.read_text(), *(part for run in ran for part in run[1:3])) == set()


def test_letters_that_cannot_be_seen_are_shown_in_the_names_of_files_sheets_and_columns(
    scwres: Callable, tmp_path: Path
):
    unseen = f"hr{chr(27)}[31m{chr(0x202E)}{chr(10)}x"
    extract = tmp_path / f"{unseen}.csv"
    columns = {**EXTRACTS["staff"], f"extra{chr(27)}]0;owned{chr(7)}{chr(0x202E)}": _column("a")}
    extract.write_text(_text(columns), encoding="utf-8")

    ran = [
        scwres("compute", extract),
        scwres("compute", extract, "--format", "json"),
        scwres("check", extract),
        scwres("check", extract, "--by", "nothing"),
        scwres("compute", tmp_path / f"absent{unseen}.csv"),
    ]

    for run in ran:
        for letter in (chr(27), chr(7), chr(0x202E)):
            assert letter not in run.out + run.err
    assert r"hr\x1b[31m\u202e\nx.csv" in ran[0].err
    assert r"hr\x1b[31m\u202e\nx.csv" in ran[4].err


@pytest.mark.slow
def test_a_whole_year_with_canaries_in_all_that_is_not_read_leaves_none_behind(
    scwres: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_data: Path
):
    canary = "canary.07@example.gov.uk"
    beside = {
        f"{name} of {CANARIES[name][3].replace('/', '-')}": values
        for name, values in CANARIES.items()
        if name != "names"
    } | {"Manager's name": CANARIES["names"]}
    given = tmp_path / "given"
    given.mkdir()
    book = _workbook(given / f"hr {canary}.xlsx", canary, {**EXTRACTS["staff"], **beside})
    survey = given / "QQ 07 34 56 C survey.csv"
    survey.write_text(_text({**EXTRACTS["survey"], **beside}), encoding="utf-8")
    counts = [tmp_path / "given" / f"{name}.csv" for name in ("S0047107 North", "South")]
    for path in counts:
        people = [str(9 + len(path.name) % 7)] * ROWS
        path.write_text(_text({**EXTRACTS["counts"], "people": people}), encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    by = ["--by", "team"]
    plan = sample_data / "plan.toml"

    ran = [
        scwres("compute", book, survey, *by, "--format", "json", "--output", "year.json"),
        scwres("compute", book, survey, *by, "--publish", "--output", "public.json"),
        scwres("compute", book, survey, *by, "--publish", "--output", "public.csv"),
        scwres("report", book, survey, *by, "--internal", "--output", "internal"),
        scwres("report", book, survey, "--output", "report"),
        scwres("compute", book, survey, *by, "--output", "out.parquet"),
        scwres("compare", "year.json", "year.json"),
        scwres("compare", book, book),
        scwres("plan", plan, "--before", "year.json", "--now", "year.json"),
        scwres("combine", *counts, "--output", "together.json"),
        scwres("combine", *counts, "--publish", "--output", "region.csv"),
        scwres("audit", "public.json", "public.csv"),
        scwres("check", book, survey, "--format", "json"),
        scwres("init", book, survey, "--output", "settings.toml"),
    ]

    assert [run.status for run in ran[:7]] == [0] * 7, [run.err for run in ran]
    assert _traces(*(part for run in ran for part in (run.out, run.err))) == set()
    assert _traces(*_contents(work)) == set()
