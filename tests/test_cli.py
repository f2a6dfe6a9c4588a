"""The command line as a user, a pipe and a batch job meet it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import click
import pytest
import xlsxwriter

from scwres import __version__
from scwres.cli import commands
from scwres.metrics.standards import standard_called
from scwres.results.lines import COLUMNS
from scwres.text.messages import PROBLEMS, WARNINGS

SC_WRES_2024 = standard_called("sc-wres-2024")

SCWRES = [sys.executable, "-Im", "scwres"]

STAFF = "ethnicity,left\nIndian,Y\nWhite,N\n"


def test_compute_of_the_sample_prints_all_nine(scwres, sample_data):
    ran = scwres("compute", sample_data)

    assert ran.status == 0
    for indicator in SC_WRES_2024.indicators:
        assert f"{indicator.number:<3} {indicator.title}" in ran.out.replace("1  Pay", "1   Pay")
    assert "Not calculated" not in ran.out
    assert "not for publication" in ran.out.casefold()


def test_compute_of_the_staff_extract_says_what_the_other_indicators_need(scwres, sample_data):
    ran = scwres("compute", sample_data / "hr.csv")

    assert ran.status == 0
    computed, _, missing = ran.out.partition("Not calculated")
    for number in ("1", "3", "4", "5", "8", "9"):
        assert f"\n{number}  " in computed
        assert f"\n  {number} " not in missing
    for number, needs in (
        ("2", "needs a shortlisting or applications extract with the columns ethnicity and"),
        ("6", "needs a survey extract with the columns ethnicity and harassment_public"),
        ("7a", "needs a survey extract with the columns ethnicity and harassment_colleagues"),
        ("7b", "needs a survey extract with the columns ethnicity and harassment_managers"),
    ):
        assert any(
            line.startswith(f"  {number} ") and needs in line for line in missing.split("\n")
        )


def test_the_row_account_and_unknown_ethnicity_go_to_standard_error(scwres, sample_data):
    ran = scwres("compute", sample_data, "--detail")

    assert "hr.csv (staff): 1,800 rows read = 1,800 counted" in ran.err
    assert "2   4.8% of 1,260 counted, 7.3% of 273 with the event" in ran.err
    assert "rows read" not in ran.out


def test_json_is_clean_and_the_same_each_time(scwres, sample_data):
    ran = scwres("compute", sample_data, "--format", "json")
    document = json.loads(ran.out)

    assert ran.out == scwres("compute", sample_data, "--format", "json").out
    assert ran.out.isascii()
    assert document["scwres"] == __version__
    assert document["standard"] == "sc-wres-2024"
    assert document["audience"] == "internal"
    assert document["not_computed"] == []
    assert document["settings"]["confidence"] == 0.95
    assert [one["name"] for one in document["inputs"]] == [
        "hr.csv",
        "shortlisting.csv",
        "survey.csv",
    ]
    assert all(len(one["sha256"]) == 64 for one in document["inputs"])
    assert list(document["results"][0]) == list(COLUMNS)


def test_what_could_not_be_computed_is_in_the_json(scwres, sample_data):
    document = json.loads(scwres("compute", sample_data / "hr.csv", "--format", "json").out)

    assert [one["indicator"] for one in document["not_computed"]] == ["2", "6", "7a", "7b"]
    assert set(document["not_computed"][0]) == {"indicator", "breakdown", "unit", "why"}


def test_csv_has_the_columns_of_the_contract_and_empty_for_what_is_undefined(scwres, write):
    path = write("hr.csv", "ethnicity,left\nIndian,Y\nWhite,N\n")
    ran = scwres("compute", path, "--format", "csv")
    [row] = csv.DictReader(io.StringIO(ran.out))

    assert ran.out.split("\n")[0] == (
        "standard,audience,indicator,title,part,breakdown,unit,group,compared_with,group_count,"
        "group_out_of,group_likelihood,group_likelihood_lower,group_likelihood_upper,"
        "compared_with_count,compared_with_out_of,compared_with_likelihood,"
        "compared_with_likelihood_lower,compared_with_likelihood_upper,unknown_count,"
        "unknown_out_of,all_count,all_out_of,ratio,ratio_lower,ratio_upper,confidence,method,"
        "p_value,share,workforce_share,gap,finding,mark,headline,ungrouped_count,"
        "ungrouped_out_of,ratio_if_unknown_white,ratio_if_unknown_minority,ratio_lowest,ratio_highest,unknown_share,unknown_event_share,"
        "people_to_parity,ratio_one_more,ratio_one_fewer,four_fifths,reading,profile,statistic,"
        "interval,p_value_test,inverse_ratio,inverse_ratio_lower,inverse_ratio_upper"
    )
    assert row["ratio"] == ""
    assert row["ratio_upper"] == ""
    assert float(row["ratio_lower"]) > 0
    assert row["mark"].split() == [
        *("ratio:z", "ratio_upper:z", "ratio_if_unknown_white:z", "ratio_if_unknown_minority:z"),
        *("ratio_lowest:z", "ratio_highest:z", "ratio_one_more:z", "ratio_one_fewer:z"),
    ]
    assert float(row["inverse_ratio"]) == 0
    assert float(row["gap"]) == 0.5
    assert "Not calculated" in ran.err


def test_counts_read_back_give_the_same_results_to_the_last_digit(scwres, sample_data, tmp_path):
    for options in ([], ["--by", "directorate", "--by", "pay_band"]):
        counts = tmp_path / f"counts{len(options)}.csv"
        assert (
            scwres(
                "compute", sample_data, *options, "--output", counts, "-q", "--format", "counts"
            ).status
            == 0
        )
        ran = scwres("compute", sample_data, *options, "--format", "json")
        again = scwres("compute", counts, *options, "--format", "json")
        expected, found = json.loads(ran.out), json.loads(again.out)
        assert found["results"] == expected["results"]
        rewritten = scwres("compute", counts, *options, "--format", "counts").out
        assert rewritten == counts.read_text(encoding="utf-8-sig")


def test_counts_hold_their_four_columns_and_the_breakdowns_asked_for(scwres, sample_data):
    plain = scwres("compute", sample_data, "--format", "counts").out
    by_unit = scwres("compute", sample_data, "--format", "counts", "--by", "team").out

    assert plain.startswith("item,answer,ethnicity,people\n")
    assert by_unit.startswith("item,answer,ethnicity,people,team\n")


def test_figures_are_broken_down_one_breakdown_at_a_time(scwres, sample_data):
    ran = scwres(
        *("compute", sample_data, "--by", "directorate", "--by", "pay_band", "--format", "json"),
    )
    document = json.loads(ran.out)
    breakdowns = [line["breakdown"] for line in document["results"]]

    assert list(dict.fromkeys(breakdowns)) == ["", "directorate", "pay_band"]
    assert breakdowns == sorted(breakdowns)
    bands = [
        line["unit"]
        for line in document["results"]
        if line["breakdown"] == "pay_band" and line["indicator"] == "3"
    ]
    assert bands == [f"Grade {number}" for number in range(3, 15)]
    why = {(one["indicator"], one["breakdown"]): one["why"] for one in document["not_computed"]}
    assert why["1", "pay_band"] == "it is already broken down by 'pay_band'"
    assert why["2", "pay_band"] == "the extract with 'appointed' has no column 'pay_band'"


def test_units_add_up_to_the_whole(scwres, sample_data):
    ran = scwres("compute", sample_data, "--by", "directorate", "--format", "json")
    lines = [line for line in json.loads(ran.out)["results"] if line["indicator"] == "8"]
    [whole, *units] = lines

    assert len(units) == 3
    for column in ("group_count", "group_out_of", "compared_with_out_of", "all_out_of"):
        assert sum(unit[column] for unit in units) == whole[column]


def test_an_indicator_can_be_asked_for_alone(scwres, sample_data):
    ran = scwres("compute", sample_data, "--indicator", "7", "--indicator", "3", "--format", "csv")

    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["indicator"] for row in rows] == ["3", "7a", "7b"]


def test_the_misprinted_numbers_of_a_plan_are_understood_and_never_printed(scwres, sample_data):
    ran = scwres("compute", sample_data, "--indicator", "6b", "--format", "csv")

    assert [row["indicator"] for row in csv.DictReader(io.StringIO(ran.out))] == ["7a"]
    assert "Warning: Indicator 6b is a misprint for 7a, so 7a was computed." in ran.err
    assert "6b" not in ran.out


def test_the_interval_and_its_confidence_are_chosen_and_named(scwres, sample_data):
    def line(*options: object) -> dict[str, str]:
        ran = scwres("compute", sample_data, "--indicator", "3", "--format", "csv", *options)
        return next(csv.DictReader(io.StringIO(ran.out)))

    koopman, katz, wide = line(), line("--interval", "katz"), line("--confidence", "0.99")

    assert koopman["method"] == "Koopman score interval, Pearson chi-squared p value"
    assert katz["method"] == "Katz log interval, Pearson chi-squared p value"
    assert koopman["ratio"] == katz["ratio"] == wide["ratio"]
    assert koopman["ratio_upper"] != katz["ratio_upper"]
    assert float(wide["ratio_upper"]) > float(koopman["ratio_upper"])
    assert wide["confidence"] == "0.99"


def test_a_dash_as_output_is_standard_output(scwres, sample_data):
    ran = scwres("compute", sample_data, "--format", "csv")

    assert scwres("compute", sample_data, "--format", "csv", "--output", "-").out == ran.out


def test_rows_without_an_answer_are_said_by_item(scwres, write):
    path = write("hr.csv", "ethnicity,left,cpd\nIndian,Y,\nWhite,N,N\nWhite,N,\n")

    assert "  without an answer: cpd 2\n" in scwres("compute", path, "--detail").err


def test_what_columns_are_missed_is_said_of_those_who_left(scwres, write):
    path = write("hr.csv", "ethnicity,pay_band,cpd\nIndian,B1,Y\nWhite,B1,N\n")

    ran = scwres("compute", path)
    assert "no column 'left', so 'pay_band' counts everybody, as if all were in post." in ran.err


def test_bands_and_units_that_differ_in_capitals_alone_are_one_and_it_is_said(scwres, write):
    rows = ["Indian,Grade 3,ADULTS", "White,GRADE 3,Adults", "White,Grade 3,Adults"]
    path = write("hr.csv", "\n".join(["ethnicity,pay_band,directorate", *rows]))
    ran = scwres("compute", path, "--by", "directorate", "--format", "csv")

    lines = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(line["part"], line["unit"], line["all_count"]) for line in lines] == [
        ("Grade 3", "", "3"),
        ("Grade 3", "Adults", "3"),
    ]
    assert (
        "Joined with names that differ only in capitals or spaces: 'ADULTS', 'GRADE 3'." in ran.err
    )


def test_rows_that_are_left_out_are_said_with_the_reason(scwres, write):
    path = write("hr.csv", "ethnicity,left\nIndian,Y\n,\nWhite,N\nWhite,\n")

    assert (
        "hr.csv (staff): 4 rows read = 2 counted + 1 left out (blank row)"
        " + 1 left out (no question answered)"
    ) in scwres("compute", path).err


def test_quiet_says_nothing_but_results(scwres, sample_data):
    assert scwres("compute", sample_data, "--quiet").err == ""
    assert scwres("compute", sample_data, "-q", "--format", "csv").err == ""


def test_standard_input_is_an_extract(scwres, write):
    ran = scwres("compute", "-", "--format", "json", stdin=STAFF.encode())
    expected = scwres("compute", write("hr.csv", STAFF), "--format", "json")
    document = json.loads(ran.out)

    assert document["results"] == json.loads(expected.out)["results"]
    assert document["inputs"][0]["name"] == "standard input"


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX systems")
def test_a_terminal_gets_a_table_in_its_width_and_none_waits_for_standard_input(sample_data):
    import fcntl
    import pty
    import struct
    import termios

    def run(*arguments: str) -> tuple[int, str]:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 80, 0, 0))
        process = subprocess.Popen(
            [*SCWRES, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={name: value for name, value in os.environ.items() if name != "COLUMNS"},
        )
        os.close(theirs)
        text = b""
        while True:
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            text += piece
        os.close(ours)
        return process.wait(timeout=20), text.decode()

    status, text = run("compute", str(sample_data), "--quiet")
    assert status == 0
    assert "Harassment, bullying or" in text
    assert max(len(re.sub(r"\x1b\[\d*m", "", line)) for line in text.splitlines()) <= 80

    status, text = run("compute", "-")
    assert status == 2
    assert "nothing is piped in" in text


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("out.json", b'{\n"scwres"'),
        ("out.csv", b"\xef\xbb\xbfstandard,"),
        ("out.txt", b"SC-WRES 2024"),
        ("out", b"SC-WRES 2024"),
    ],
)
def test_the_ending_of_the_output_decides_its_format(scwres, sample_data, tmp_path, name, first):
    ran = scwres("compute", sample_data, "--output", tmp_path / name)

    assert ran.status == 0
    assert ran.out == ""
    assert (tmp_path / name).read_bytes().startswith(first)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_standard_output_has_no_byte_order_mark(scwres, sample_data):
    assert scwres("compute", sample_data, "--format", "csv").out.startswith("standard,")


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["compute"], 2, "Name a file or a folder of extracts"),
        (["compute", "no-such.csv"], 6, "does not exist"),
        (["comput"], 2, "'comput' is not a command. Did you mean 'compute'?"),
        (["compute", "{sample}", "--formt", "json"], 2, "No such option"),
        (["compute", "{sample}", "--indicator", "10"], 2, "has no indicator '10'"),
        (["compute", "{sample}", "--by", "staff_id"], 2, "it identifies a person"),
        (["compute", "{sample}", "--by", "NI Number"], 2, "it identifies a person"),
        (["compute", "{sample}", "--by", "line manager"], 2, "it identifies a person"),
        (["compute", "{sample}", "--output", "x.xlsx"], 2, "no format has the ending .xlsx"),
        (["compute", "{sample}", "--by", "ethnicity"], 2, "is what every figure compares already"),
        (["compute", "{sample}", "--by", "left"], 2, "is an answer, not a unit"),
        (["compute", "{sample}", "--by", "directorat"], 2, "Did you mean 'directorate'?"),
        (["compute", "{sample}", "--blank", "cpd"], 2, "is not in the form"),
        (["compute", "{sample}", "--blank", "cdp=no"], 2, "Did you mean 'cpd'?"),
        (["compute", "{sample}", "--blank", "cpd=maybe"], 2, "Expected 'no' or 'not-applicable'"),
        (["compute", "{sample}", "--blank", "pay_band=no"], 2, "there is no yes/no column called"),
        (["compute", "{sample}", "--confidence", "1"], 2, "not in the range"),
        (["compute", "{sample}", "--confidence", "95"], 2, "not in the range"),
        (["compute", "{sample}", "--interval", "wald"], 2, "koopman"),
        (["compute", "--as", "stuff={sample}/hr.csv"], 2, "there is no kind of extract called"),
        (["compute", "--as", "survey={sample}/hr.csv"], 3, "cannot be read as survey"),
        (["compute", "{sample}", "--format", "csv", "--output", "x.json"], 2, "which is json"),
        (["compute", "{sample}", "--output", "{sample}/x.csv"], 2, "the next run would read it"),
        (
            ["compute", "{sample}/hr.csv", "--output", "{sample}/hr.csv"],
            2,
            "would overwrite an extract",
        ),
        (["compute", "{sample}", "--output", "/no/such/folder/x.csv"], 6, "cannot be written"),
        (["explain", "10"], 2, "nothing to explain under '10'"),
        (["explain", "surveys"], 2, "Did you mean 'survey'?"),
        (["sample", "{sample}"], 2, "nothing was changed"),
    ],
)
def test_what_is_wrong_is_said_and_the_status_tells_what_sort(
    scwres, sample_data, arguments, status, says
):
    before = {path: path.read_bytes() for path in sample_data.glob("*.csv")}
    ran = scwres(*(argument.format(sample=sample_data) for argument in arguments))

    assert ran.status == status
    assert says in ran.err
    assert "Error: " in ran.err
    assert ran.out == ""
    assert {path: path.read_bytes() for path in sample_data.glob("*.csv")} == before


def test_a_bad_file_leaves_the_old_output_untouched(scwres, write):
    old = write("out.json", "the old results")
    bad = write("hr.csv", "ethnicity,left\nMartian,Y\n")
    ran = scwres("compute", bad, "--output", old)

    assert ran.status == 3
    assert old.read_text() == "the old results"
    assert "Nothing was written" in ran.err


def test_a_fault_names_file_row_column_and_what_was_expected(scwres, write):
    bad = write("hr.csv", "ethnicity,left\nIndian,Y\nWhite,maybe\n")
    ran = scwres("compute", bad)

    assert ran.err == (
        "Error: 1 problem in hr.csv. Nothing was written.\n"
        "  hr.csv: column B 'left' holds 'maybe' in 1 row: row 3.\n"
        "    Expected Y or N, yes or no, true or false, 1 or 0, or blank. If these words are "
        "right, say which mean yes and which mean no, under [words] in scwres.toml. "
        "[unknown-value]\n"
        "  Add to scwres.toml:\n"
        "    [words]\n"
        '    left = { yes = ["…"], no = ["…"] }  # "maybe"\n'
    )


def test_a_fault_of_the_program_itself_is_no_fault_of_the_input(scwres, write, monkeypatch):
    from scwres.results import compute as pipeline

    monkeypatch.setattr(pipeline, "compute", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(sys, "argv", ["scwres", "compute", str(write("hr.csv", STAFF))])
    from scwres.cli import main

    with pytest.raises((ZeroDivisionError, SystemExit)) as left:
        main()
    assert getattr(left.value, "code", 1) == 1


def test_an_interrupted_run_leaves_with_130_and_says_so(scwres, sample_data, monkeypatch):
    from scwres.results import compute as pipeline

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "compute", interrupted)
    ran = scwres("compute", sample_data)

    assert ran.status == 130
    assert "Interrupted" in ran.err


@pytest.mark.parametrize("engine", ["standard", "arrow"])
def test_a_run_that_is_interrupted_as_it_counts_writes_nothing_and_leaves_no_thread(
    scwres, write, monkeypatch, engine
):
    from scwres.extracts.people import rows as people

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    before = threading.active_count()
    extract = write("hr.csv", "ethnicity,left\n" + "Indian,N\n" * 50_000)
    monkeypatch.setattr(people.RowReader, "read", interrupted)
    ran = scwres("compute", extract, "--engine", engine, "--output", extract.parent / "out.json")

    assert ran.status == 130
    assert [path.name for path in extract.parent.iterdir()] == ["hr.csv"]
    assert threading.active_count() == before


def _heeds_signals() -> None:
    """Undo what a shell does to programs in the background: they ignore an interrupt."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX systems do")
@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_run_that_is_interrupted_from_outside_leaves_the_old_output(
    sample_data, write, name, status
):
    old = write("out.json", "the old results")
    run = subprocess.Popen(
        [*SCWRES, "compute", "-", "--output", str(old)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heeds_signals,
    )
    run.stdin.write((sample_data / "hr.csv").read_bytes())
    run.stdin.flush()
    time.sleep(1)
    run.send_signal(getattr(signal, name))
    _, err = run.communicate(timeout=20)

    assert run.returncode == status
    assert b"Interrupted. Nothing was written." in err
    assert b"Traceback" not in err
    assert old.read_text() == "the old results"
    assert [path.name for path in old.parent.iterdir()] == ["out.json"]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a shell's pipe")
@pytest.mark.parametrize("format_", ["table", "csv", "json", "counts"])
def test_a_closed_pipe_ends_quietly(sample_data, format_):
    for _ in range(5):
        run = subprocess.Popen(
            [*SCWRES, "compute", str(sample_data), "--by", "team", "-q", "--format", format_],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        run.stdout.readline()
        run.stdout.close()
        err = run.stderr.read()
        run.stderr.close()
        assert run.wait(timeout=20) == 0
        assert err == b""


def test_a_pipe_gets_the_same_table_whatever_its_width(sample_data):
    outputs = {
        subprocess.run(
            [*SCWRES, "compute", str(sample_data)],
            capture_output=True,
            check=True,
            env={**os.environ, "COLUMNS": columns},
        ).stdout
        for columns in ("40", "400")
    }

    assert len(outputs) == 1
    assert b"\x1b" not in outputs.pop()


@pytest.mark.parametrize(
    ("encoding", "shown"), [("cp1252", "Ynys Môn w ?"), ("ascii", "Ynys Mon w ?")]
)
def test_a_stream_that_cannot_show_a_letter_gets_another_in_its_place(write, encoding, shown):
    name = "Ynys Môn ŵ 家"
    path = write("hr.csv", f"ethnicity,left,team\nIndian,Y,{name}\nWhite,N,{name}\n")
    run = subprocess.run(
        [sys.executable, "-m", "scwres", "compute", str(path), "--by", "team", "--detail"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )

    assert shown.encode(encoding) in run.stdout


@pytest.mark.parametrize("help_", ["--help", "-h"])
@pytest.mark.parametrize("command", [[], ["compute"], ["explain"], ["sample"]])
def test_every_command_has_help_with_an_example(scwres, command, help_):
    ran = scwres(*command, help_)

    assert ran.status == 0
    assert "Usage: scwres" in ran.out
    assert f"      scwres {' '.join(command)}" in ran.out


def test_the_command_alone_shows_what_to_start_with(scwres):
    ran = scwres()

    commands = [line.split()[1] for line in ran.out.splitlines() if line.startswith("  scwres ")]
    assert commands == ["check", "compute", "report"]
    assert "scwres --help" in ran.out
    assert ran.status == 0


def test_a_file_in_place_of_a_command_is_told_from_a_mistyped_one(scwres, write):
    path = write("hr.csv", "ethnicity,left\nIndian,Y\n")
    ran = scwres(path)

    assert f"scwres compute {path}" in ran.err
    assert ran.status == 2


def test_an_unknown_format_names_those_there_are_and_where_workbooks_come_from(scwres):
    ran = scwres("compute", "hr.csv", "--format", "xlsx")

    assert "'xlsx' is not a format. Formats: table, csv, json, markdown, parquet" in ran.err
    assert "For a workbook or a web page, use 'scwres report'" in ran.err
    assert "Did you mean 'json'?" in scwres("compute", "hr.csv", "--format", "jsn").err


@pytest.mark.parametrize("command", ["compute", "report", "check", "combine", "compare"])
def test_options_stand_under_headings_each_once(scwres, command):
    text = scwres(command, "--help").out

    headings = [line for line in text.splitlines() if re.fullmatch(r"[A-Z][a-z]+:", line)]
    assert headings == [one for one in HEADINGS_IN_HELP if one in headings]
    assert headings[-1] == "Output:"
    assert "[EXTRACT]..." not in text[text.index(headings[0]) :]
    named = commands.get_command(click.Context(commands), command).params
    for option in (one for one in named if isinstance(one, click.Option)):
        assert len(re.findall(rf"^  (?:-\w, )?{option.opts[-1]}\b(?!-)", text, re.MULTILINE)) == 1


HEADINGS_IN_HELP = ["Reading:", "Comparing:", "Publishing:", "Output:"]


@pytest.mark.parametrize(
    ("command", "next_step"),
    [
        (["check", "hr.csv"], "Next, to compute the indicators: scwres compute hr.csv"),
        (
            ["check", "hr.csv", "--by", "team"],
            "scwres compute hr.csv, with the same other options",
        ),
        (["compute", "hr.csv"], "scwres report hr.csv -o report"),
        (["compute", "hr.csv", "--format", "csv"], ""),
        (["check", "hr.csv", "--format", "json"], ""),
        (["check", "bad.csv"], ""),
        (["check", "hr.csv", "-q"], ""),
        (["compute", "hr.csv", "-q"], ""),
        (["init", "hr.csv", "--quiet"], ""),
        (["sample", "example", "--quiet"], ""),
        (["sample", "example"], "scwres check example"),
        (
            ["compare", "hr.csv", "now.csv"],
            "Next, to save the comparison: scwres compare hr.csv now.csv --output changes.md",
        ),
        (
            ["compare", "hr.csv", "now.csv", "--indicator", "8"],
            "scwres compare hr.csv now.csv --output changes.md, with the same other options",
        ),
        (["compare", "hr.csv", "now.csv", "--quiet"], ""),
        (["compare", "hr.csv", "now.csv", "--format", "csv"], ""),
        (
            ["combine", "hr.csv", "now.csv"],
            "for publication: scwres combine hr.csv now.csv --publish --output combined.csv",
        ),
        (["combine", "hr.csv", "now.csv", "-q"], ""),
        (["combine", "hr.csv", "now.csv", "--output", "both.json"], ""),
        (["plan", "plan.toml"], "scwres plan plan.toml --before BEFORE.json --now NOW.json"),
        (
            ["plan", "plan.toml", "--now", "hr.csv"],
            "Next, to save the result: scwres plan plan.toml --now hr.csv --output plan.md",
        ),
        (
            ["plan", "plan.toml", "--before", "hr.csv", "--now", "now.csv"],
            "scwres plan plan.toml --before hr.csv --now now.csv --output plan.md",
        ),
        (["plan", "plan.toml", "-q"], ""),
        (["plan", "plan.toml", "--format", "json"], ""),
        (
            ["audit", "safe.csv"],
            "Next: publish safe.csv. Before you publish more from the same year, audit all its "
            "files together.",
        ),
        (["audit", "safe.csv", "--quiet"], ""),
        (["audit", "safe.csv", "--format", "json"], ""),
    ],
    ids=" ".join,
)
def test_a_command_says_what_comes_next_where_that_is_plain(
    scwres, write, command, next_step, monkeypatch
):
    write("bad.csv", "ethnicity,left\nIndian,maybe\n")
    path = write("hr.csv", "ethnicity,left,team\nIndian,Y,A\nWhite,N,A\n")
    write("now.csv", "ethnicity,left,team\nIndian,N,A\nIndian,Y,A\nWhite,N,A\nWhite,N,A\n")
    write("plan.toml", '[[action]]\naction = "Exit interviews"\nmeasures = ["8"]\n')
    monkeypatch.chdir(path.parent)
    if "safe.csv" in command:
        assert scwres("compute", "hr.csv", "--publish", "--output", "safe.csv").status == 0
    ran = scwres(*command)

    said = [line for line in ran.err.splitlines() if line.startswith("Next")]
    assert len(said) == bool(next_step)
    assert not next_step or said[0].endswith(next_step)


def test_completion_of_the_shell_is_there_and_is_told(scwres, monkeypatch):
    assert "_SCWRES_COMPLETE=bash_source" in scwres("--help").out
    for words, answer in (("scwres com", "plain,compute"), ("scwres compute --for", "--format")):
        environment = {
            **os.environ,
            "_SCWRES_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
        }
        program = "from scwres.cli import run; run()"
        ran = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert answer in ran.stdout


def test_one_row_is_never_one_rows(scwres, write):
    path = write("hr.csv", "staff_id,ethnicity,left\n1,White,N\n")
    texts = [scwres("compute", path), scwres("check", path)]

    for ran in texts:
        assert "1 row read = 1 counted" in ran.out + ran.err
        assert not re.search(
            r"(?<![\d,.])1 (rows|people|units|counts|problems)\b", ran.out + ran.err
        )


def test_the_version_names_the_standard(scwres):
    assert scwres("--version").out == f"scwres {__version__} (SC-WRES 2024)\n"


def _workbook(path: Path) -> bytes:
    """Return the rows of a CSV file as a workbook."""
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content)
    sheet = workbook.add_worksheet("Staff")
    with path.open(newline="", encoding="utf-8") as rows:
        for number, row in enumerate(csv.reader(rows)):
            sheet.write_row(number, 0, row)
    workbook.close()
    return content.getvalue()


@pytest.mark.slow
def test_every_example_in_the_help_works(scwres, sample_data, tmp_path, monkeypatch):
    for name in ("hr.csv", "shortlisting.csv"):
        (tmp_path / name).write_bytes((sample_data / name).read_bytes())
    (tmp_path / "hr.xlsx").write_bytes(_workbook(sample_data / "hr.csv"))
    (tmp_path / "scwres.toml").write_text(
        '[[extracts]]\npath = "sample_data"\n[strict]\naccept = ["unknown-ethnicity"]\n'
    )
    (tmp_path / "sample_data").mkdir()
    for path in sample_data.glob("*.csv"):
        (tmp_path / "sample_data" / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    examples = [
        shlex.split(line)[1:]
        for command in ([], ["compute"], ["explain"], ["sample"])
        for line in scwres(*command, "--help").out.split("\n")
        if line.startswith("      scwres ")
    ]

    assert len(examples) >= 10
    for example in examples:
        small = [argument if argument != "100000" else "100" for argument in example]
        assert scwres(*small).status == 0, example


def test_explain_tells_all_indicators_in_a_line_each(scwres):
    lines = scwres("explain").out.split("\n")

    for indicator in SC_WRES_2024.indicators:
        assert any(line.startswith(f"  {indicator.number} ") for line in lines)


@pytest.mark.parametrize("indicator", SC_WRES_2024.indicators, ids=lambda one: one.number)
def test_explain_tells_the_definition_formula_columns_and_national_figures(scwres, indicator):
    ran = scwres("explain", indicator.number)
    text = " ".join(ran.out.split())

    assert indicator.definition in text
    assert indicator.population in text
    assert f"columns ethnicity and {indicator.item}" in text
    assert "Formula" in text
    for figure in indicator.national:
        said = f"{figure.value} in {figure.year}. {figure.source}."
        assert (f"{figure.value} of " if figure.part else said) in text
    if indicator.worse_when:
        assert f"Worse when {indicator.worse_when} than 1" in text
    assert max(map(len, ran.out.split("\n"))) <= 79


@pytest.mark.parametrize("topic", ["staff", "shortlisting", "survey", "counts", "ethnicity", "7"])
def test_explain_tells_of_extracts_and_ethnicity_too(scwres, topic):
    ran = scwres("explain", topic)

    assert ran.status == 0
    assert len(ran.out.split("\n")) > 8


@pytest.mark.parametrize("code", [*WARNINGS, *PROBLEMS])
def test_explain_tells_the_cause_of_each_code_and_what_to_do(scwres, code):
    message = {**WARNINGS, **PROBLEMS}[code]
    ran = scwres("explain", f"[{code}]")  # as it was copied from a message
    text = " ".join(ran.out.split())

    assert ran.status == 0
    assert message.cause.replace("`", "")[1:] in text
    assert message.fix.replace("`", "") in text


def test_explain_lists_every_code(scwres):
    for topic, messages in (("warnings", WARNINGS), ("errors", PROBLEMS)):
        lines = scwres("explain", topic).out.split("\n")
        listed = [line.split()[0] for line in lines if line[:1].islower() and line.split()]
        assert [code for code in listed if code in messages] == [*messages]


def test_no_code_is_both_a_warning_and_an_error():
    assert not WARNINGS.keys() & PROBLEMS.keys()


@pytest.mark.parametrize("topic", ["publishing", "plans", "benchmarks", "settings"])
def test_explain_shows_how_the_program_is_used_in_lines_that_can_be_copied(scwres, topic):
    ran = scwres("explain", topic)

    assert ran.status == 0
    assert any(
        line.startswith("  ") and ("scwres " in line or "= " in line)
        for line in ran.out.split("\n")
    )


def test_the_plan_in_explain_can_be_followed(scwres, tmp_path, sample_data):
    lines = scwres("explain", "plans").out.split("\n")
    start = lines.index("  [[action]]")
    plan = "\n".join(line[2:] for line in lines[start : lines.index("", start)])
    (tmp_path / "plan.toml").write_text(f'title = "A plan"\nstart = 2024-09-02\n{plan}\n')

    ran = scwres("plan", tmp_path / "plan.toml")

    assert ran.status == 0
    assert "Equality training for every manager" in ran.out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [["compute"], ["check"]])
def test_a_full_disk_behind_standard_output_is_said(command, sample_data):
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*SCWRES, *command, str(sample_data)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ran.returncode == 6
    assert "standard output: cannot be written: no space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_fault_of_the_program_itself_is_said_in_a_line_without_data(scwres, write, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        message = "S0012345 Jo Canary"
        raise KeyError(message)

    monkeypatch.setattr("scwres.results.compute.results_of", fail)
    ran = scwres("compute", write("hr.csv", STAFF))

    assert ran.status == 1
    assert ran.err.startswith("Error: a problem in scwres itself (KeyError at test_cli.py:")
    assert "Canary" not in ran.err
    assert "Traceback" not in ran.err
    monkeypatch.setenv("SCWRES_DEBUG", "1")
    with pytest.raises(KeyError):
        scwres("compute", write("hr.csv", STAFF))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--blank", "left=no", "--blank", "left=not-applicable"], "as no and as not-applicable"),
        (["--window", "2025-01-01"], "is not a period"),
        (["--window", "2025-02-01:2025-01-01"], "is not a period"),
        (["--encoding", "utf8"], "Did you mean 'utf-8'"),
        (["--engine", "duckdb"], "Expected standard or arrow."),
        (["--as", "surveys=x.csv"], "Did you mean 'survey'"),
    ],
)
def test_options_that_contradict_or_mean_nothing_are_wrong_usage(scwres, write, arguments, says):
    ran = scwres("compute", write("hr.csv", STAFF), *arguments)

    assert ran.status == 2
    assert says in ran.err


def test_a_name_that_is_too_long_is_a_missing_file(scwres):
    assert scwres("compute", f"{'x' * 300}.csv").status == 6
    assert scwres("check", f"{'x' * 300}.csv").status == 6


def test_an_output_that_is_an_input_by_another_name_is_refused(scwres, write):
    extract = write("hr.csv", STAFF)
    link = extract.with_name("results.json")
    link.hardlink_to(extract)
    ran = scwres("compute", extract, "--output", link)

    assert ran.status == 2
    assert extract.read_text() == STAFF


@pytest.mark.parametrize(("unknown", "is_warned"), [(10, False), (11, True)])
def test_more_than_a_tenth_of_unknown_ethnicity_is_warned_about(scwres, write, unknown, is_warned):
    rows = ["Indian,Y", "White,Y", *["White,N"] * (98 - unknown), *["Not stated,N"] * unknown]
    err = scwres("compute", write("hr.csv", "\n".join(["ethnicity,left", *rows, ""]))).err

    assert ("[unknown-ethnicity]" in err) is is_warned


def test_counts_of_some_indicators_hold_their_items_alone(scwres, sample_data):
    ran = scwres("compute", sample_data, "--indicator", "8", "--format", "counts")

    assert {row["item"] for row in csv.DictReader(io.StringIO(ran.out))} == {"left"}


def test_another_test_is_named_in_the_method_and_changes_no_finding(scwres, write):
    rows = "Indian,Y\n" * 7 + "Indian,N\n" * 27 + "White,Y\n" + "White,N\n" * 33
    path = write("hr.csv", f"ethnicity,left\n{rows}")
    usual, exact, pearson = (
        json.loads(scwres("compute", path, "--format", "json", *option).out)["results"][0]
        for option in ((), ("--p-value", "fisher"), ("--p-value", "pearson"))
    )

    # Four events are expected in each group: Fisher's unless another is asked for.
    assert usual["method"] == exact["method"] == "Koopman score interval, Fisher exact p value"
    assert pearson["method"] == "Koopman score interval, Pearson chi-squared p value"
    assert pearson["p_value"] < 0.05 < exact["p_value"] == usual["p_value"]  # 0.0243 and 0.0540
    assert {one["finding"] for one in (usual, exact, pearson)} == {"too few to tell"}
    assert "The p-value and the finding differ in 8 Leaving" in " ".join(
        scwres("compute", path, "--p-value", "pearson", "--detail").out.split()
    )
    ran = scwres("compute", path, "--p-value", "fischer")
    assert ran.status == 2


def test_paths_are_said_as_they_were_given(scwres, write, monkeypatch):
    path = write("figures/hr.csv", "ethnicity,left\nIndian,Y\nWhite,N\n")
    (path.parent.parent / "empty").mkdir()
    monkeypatch.chdir(path.parent)

    assert "  ../empty: is a folder without extracts." in scwres("compute", "../empty").err
    ran = scwres("compute", "hr.csv", "--output", "../x.xlsx")
    assert "--output ../x.xlsx:" in ran.err
    ran = scwres("check", "../figures/hr.csv")
    assert ran.err.endswith("scwres compute ../figures/hr.csv\n")
    config = write("figures/settings.toml", "confidence = 2\n")
    ran = scwres("compute", "hr.csv", "--config", "../figures/settings.toml")
    assert "  ../figures/settings.toml line 1: " in ran.err
    config.write_text("confidence = \n")
    ran = scwres("compute", "hr.csv", "--config", "../figures/settings.toml")
    assert "  ../figures/settings.toml: is not valid TOML" in ran.err
    ran = scwres("compute", "hr.csv", "--publish", "--ledger", "../l.json")
    assert "Recorded as release 1 in ../l.json, for no period." in ran.err


@pytest.mark.parametrize(
    ("folder", "says"),
    [
        ("../figures/sub/old", "already exists and was not changed"),
        ("../figures/sub/old/hr.csv", "already exists and is not a folder"),
        ("../figures/sub/x.html", "has the name of a file, not of a folder"),
        ("../figures", "is the folder you are in, or holds it"),
        (f"../{'n' * 300}", "cannot be written: "),
    ],
)
def test_a_folder_of_a_report_is_said_as_it_was_given(scwres, write, monkeypatch, folder, says):
    old = write("figures/sub/old/hr.csv", STAFF)
    monkeypatch.chdir(old.parent.parent.parent)
    extract = write("hr.csv", STAFF)
    ran = scwres("report", extract, "-o", folder)

    assert f"  {folder}: {says}" in ran.err


def test_what_is_beside_a_report_is_said_as_the_report_was_given(scwres, write, monkeypatch):
    other = write("sub/new-internal/manifest.json", "mine")
    write("sub/old/mine.txt", "mine")
    extract = write("extracts/hr.csv", STAFF)
    monkeypatch.chdir(extract.parent)

    ran = scwres("report", "hr.csv", "-o", "../sub/new")
    assert "  ../sub/new-internal/manifest.json: already exists and was not changed" in ran.err
    ran = scwres("report", "hr.csv", "-o", "../sub/old", "--force")
    assert "  ../sub/old: holds files that are not part of a report: 'mine.txt'" in ran.err
    assert other.read_text() == "mine"
