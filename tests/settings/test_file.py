"""``scwres.toml``: every key does what it says, and every slip is told with its line."""

from __future__ import annotations

import json
import re
import time
import tomllib
from datetime import date

import pytest

import scwres as package
from scwres import FileError, InputError, UsageError
from scwres.errors import StrictError
from scwres.extracts.schema import KINDS
from scwres.extracts.vocabulary import HEADERS
from scwres.settings.draft import draft
from scwres.settings.fields import SECTIONS
from scwres.settings.file import read_settings
from scwres.settings.settings import year_up_to
from scwres.text.messages import WARNINGS

STAFF = (
    "ethnicity,Division,Grade,left\nIndian,North,G1,Y\nWhite,South,G2,N\nWhite Irish,South,G2,N\n"
)


def _faults(path) -> list[str]:
    with pytest.raises(UsageError) as error:
        read_settings(path)
    return [str(fault) for fault in error.value.faults]


def test_a_file_of_settings_says_what_options_say(write, scwres):
    staff = write("data/hr.csv", STAFF)
    config = write(
        "scwres.toml",
        'by = ["directorate"]\nindicators = ["8"]\nconfidence = 0.9\ninterval = "katz"\n'
        '[[extracts]]\npath = "data/hr.csv"\n',
    )
    said = scwres("compute", "--config", config, "--format", "json", "-q").out
    options = ["--by", "directorate", "--indicator", "8", "--confidence", "0.9"]
    same = scwres("compute", staff, *options, "--interval", "katz", "--format", "json", "-q").out

    assert said == same


def test_an_option_goes_before_the_file_and_the_file_before_what_is_usual(write):
    staff = write("hr.csv", STAFF)
    config = write("scwres.toml", 'confidence = 0.9\n[[extracts]]\npath = "nowhere.csv"\n')

    assert package.compute(staff).settings["confidence"] == 0.95
    assert package.compute(staff, config=config).settings["confidence"] == 0.9
    results = package.compute(staff, config=config, confidence=0.8)
    assert results.settings["confidence"] == 0.8


def test_the_file_in_the_working_folder_is_read_where_nothing_is_named(
    write, scwres, monkeypatch, tmp_path
):
    write("hr.csv", STAFF)
    write("scwres.toml", '[[extracts]]\npath = "hr.csv"\n')
    monkeypatch.chdir(tmp_path)
    ran = scwres("compute")

    assert ran.status == 0
    assert ran.err.startswith("Settings: scwres.toml\n")
    assert scwres("compute", "hr.csv").err.startswith(
        "Settings: none. To use scwres.toml with these extracts, add --config scwres.toml\n"
    )


def test_an_extract_is_told_its_kind_sheet_encoding_and_columns(write):
    write("a.csv", "Herkunft,Result\nIndian,yes\nWhite,no\n")
    config = write(
        "scwres.toml",
        '[[extracts]]\npath = "a.csv"\nkind = "shortlisting"\nencoding = "utf-8"\n'
        '[extracts.columns]\nethnicity = "Herkunft"\nappointed = "Result"\n',
    )
    assert [line.indicator for line in package.compute(config=config).lines] == ["2"]


def test_words_stages_and_blanks_are_taken_over(write):
    write("a.csv", "ethnicity,appointed\nIndian,Offer letter\nWhite,Regret letter\nWhite,\n")
    config = write(
        "scwres.toml",
        '[[extracts]]\npath = "a.csv"\n[blank]\nappointed = "no"\n'
        '[words.appointed]\nyes = ["offer letter"]\nno = ["Regret Letter"]\n',
    )
    [line] = package.compute(config=config).lines
    assert (line.all_count, line.all_out_of) == (1, 3)


def test_white_minorities_can_count_as_minority_ethnic(write):
    path = write("hr.csv", STAFF)
    config = write("scwres.toml", '[ethnicity]\nwhite_minorities = "minority"\n')

    [line] = [one for one in package.compute(path).lines if one.indicator == "8"]
    assert (line.group_out_of, line.compared_with_out_of) == (1, 2)
    results = package.compute(path, config=config)
    [line] = [one for one in results.lines if one.indicator == "8"]
    assert (line.group_out_of, line.compared_with_out_of) == (2, 1)
    assert results.settings["white_minorities"] == "minority"


def test_results_are_written_where_the_file_says(write, scwres):
    write("hr.csv", STAFF)
    config = write(
        "scwres.toml",
        '[[extracts]]\npath = "hr.csv"\n[output]\npath = "out.json"\nformat = "json"\n',
    )
    assert scwres("compute", "--config", config, "-q").out == ""
    assert json.loads((config.parent / "out.json").read_text())["results"]


WRONG = [
    ("organisation = 3", 1, "expected text, not a number"),
    ('\n\norganization = "x"', 3, "Did you mean 'organisation'?"),
    ('standard = "sc-wres-20244"', 1, "Did you mean 'sc-wres-2024'?"),
    ('indicators = ["10"]', 1, "has no indicator '10'"),
    ('indicators = "3"', 1, "expected a list of indicators, not text"),
    ('by = ["staff_id"]', 1, "it identifies a person"),
    ('snapshot = "2025-09-30"', 1, "Write it as 2025-09-30, without quotation marks"),
    ("confidence = 95", 1, "not between 0 and 1"),
    ('confidence = "0.9"', 1, "expected a number between 0 and 1, not text"),
    ('interval = "koopmann"', 1, "Did you mean 'koopman'?"),
    ('out_of = "inpost"', 1, "Did you mean 'in_post'?"),
    ("[window]\nfrom = 2025-01-01", 1, "the period needs two dates"),
    ("[window]\nfrom = 2025-01-02\nto = 2025-01-01", 2, "ends before it starts"),
    ("[windows]\nfrom = 2025-01-01", 1, "Did you mean 'window'?"),
    ('extracts = "hr.csv"', 1, "'extracts' is not a list of tables"),
    ('[[extracts]]\nkind = "staff"', 1, "an extract has no path"),
    (
        '[[extracts]]\npath = "a"\n[[extracts]]\npath = "b"\nkind = "stuff"',
        5,
        "Did you mean 'staff'",
    ),
    ('[[extracts]]\npath = "a"\nencoding = "utf8"', 3, "Did you mean 'utf-8'?"),
    ('[[extracts]]\npath = "a"\nengine = "arow"', 3, "Did you mean 'arrow'?"),
    ('[[extracts]]\npath = "a"\n[extracts.columns]\npayband = "x"', 3, "Did you mean 'pay_band'?"),
    ('[[extracts]]\npath = "a"\nsheets = "x"', 3, "Did you mean 'sheet'?"),
    ('[ethnicity]\nscheme = "nsh"', 2, "Did you mean 'nhs'?"),
    ('[ethnicity]\nwhite_minorities = "whit"', 2, "Did you mean 'white'?"),
    ('[ethnicity.labels]\n"Kurdish" = "…"', 1, "which is not an ethnicity category"),
    ('[ethnicity.labels]\n"Kurdish" = "white british"', 1, "Did you mean 'White British'?"),
    ('[blank]\ndisciplinary = "none"', 2, "Expected 'no' or 'not-applicable'"),
    ('[blank]\ndiscplinary = "no"', 2, "Did you mean 'disciplinary'?"),
    ('[words.cpd]\nyess = ["x"]', 1, "has no setting 'yess'"),
    ('[words]\ncdp = {yes = ["x"]}', 2, "Did you mean 'cpd'?"),
    ('[stages]\n"Panel" = "formall"', 2, "Did you mean 'formal'?"),
    ('[employment]\n"Relief" = "indirect"', 2, "Expected 'direct' or 'not direct'"),
    ('[pay_bands]\norder = "G1"', 2, "expected a list of text values, not text"),
    ('[pay_bands]\nfrom_salary = "quartile"', 2, "Did you mean 'quartiles'?"),
    ("[pay_bands]\nstep = 0", 2, "expected a whole number of pounds"),
    ("[senior_managers]\nsalary_at_least = true", 2, "not true or false"),
    ('[regulated]\nrole = ["Nurse"]', 2, "Did you mean 'roles'?"),
    ('[strict]\naccept = ["unknown-ethnicty"]', 2, "Did you mean 'unknown-ethnicity'?"),
    ('[output]\nformat = "jsn"', 2, "Did you mean 'json'?"),
    ("output = 3", 1, "'output' is not a table"),
]


@pytest.mark.parametrize(("text", "line", "says"), WRONG)
def test_a_slip_is_told_with_its_line_and_a_suggestion(write, text, line, says):
    path = write("scwres.toml", text + "\n")
    [fault] = _faults(path)

    # The file as it was named.
    assert fault.startswith(f"{path} line {line}: ")
    assert says in fault


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("confidnce = 0.9", "setting-unknown"),
        ('[window]\nsnapshot = "x"', "setting-unknown"),
        ("confidence = 95", "setting-value"),
        ('indicators = ["10"]', "setting-value"),
        ('[stages]\n"Panel" = "formal"\n"PANEL" = "informal"', "settings-conflict"),
        ("by = directorate", "settings-syntax"),
    ],
)
def test_the_code_of_a_slip_says_its_sort(write, text, code):
    path = write("scwres.toml", text + "\n")
    with pytest.raises(UsageError) as error:
        read_settings(path)

    assert [fault.code for fault in error.value.faults] == [code]


def test_all_slips_are_told_at_once(write):
    text = "confidence = 2\nsnapshot = 3\n[window]\nform = 2025-01-01\n[nothing]\nx = 1\n"

    assert len(_faults(write("scwres.toml", text))) == 4


def test_what_is_no_toml_is_told_with_its_line(write):
    [fault] = _faults(write("scwres.toml", "by = directorate\n"))
    assert "is not valid TOML" in fault
    assert "(line 1" in fault

    assert "is not in UTF-8" in _faults(write("scwres.toml", b"organisation = '\xe9'\n"))[0]


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 500 + "]" * 500,
        "x = " + "{a=" * 500 + "1" + "}" * 500,
        ".".join(["a"] * 20_000) + " = 1",
        "x = [\n" + "[\n" * 3_000 + "]\n" * 3_001,
        f'organisation = "{"x" * 70_000}"',
    ],
)
def test_a_file_made_to_take_long_is_refused_soon(write, text):
    path = write("scwres.toml", text + "\n")
    began = time.process_time()

    assert len(_faults(path)) == 1
    assert time.process_time() - began < 5  # without the limits it would be far more


def test_a_missing_file_is_status_6_and_a_faulty_one_status_2(scwres, write):
    assert scwres("compute", "--config", "no/such.toml").status == 6
    config = write("scwres.toml", "confidence = 2\n")
    ran = scwres("compute", write("hr.csv", STAFF), "--config", config)
    assert ran.status == 2
    assert "scwres.toml line 1" in ran.err


def test_the_draft_holds_every_setting_and_each_example_is_sound(write, tmp_path):
    text = draft([write("hr.csv", STAFF)], tmp_path)

    for section, entries in SECTIONS.items():
        assert section in ("", "extracts") or f"# [{section}]" in text
        for key, entry in entries.items():
            if section != "extracts":
                is_line = key in ("*", "labels")
                assert f"# {entry.example if is_line else f'{key} = {entry.example}'}\n" in text
    assert read_settings(write("as_it_is.toml", text)).wishes[0].path.name == "hr.csv"
    # With every comment that is a setting taken for one, it is sound as well.
    whole = re.sub(r"(?m)^# (\[|[\w\"]+( [\w]+)*\"? = )", r"\1", text)
    whole = whole.replace("step = 10000", "step = 10000\n")
    whole = whole.replace("salary_at_least = 70000", "")  # or the grades, and not both
    settings = read_settings(write("whole.toml", whole))
    assert settings["organisation"] == "Borough of Example"
    assert settings.rules.window.end == date(2025, 9, 30)
    assert settings.rules.words == {
        "cpd": {"attended": "yes", "did not attend": "no", "booked": ""}
    }


def test_every_key_of_the_whole_draft_is_checked(write, tmp_path):
    # Each key misspelt, and each value of another type, is refused.
    text = draft([write("hr.csv", STAFF)], tmp_path)
    whole = re.sub(r"(?m)^# (\[|[\w\"]+( [\w]+)*\"? = )", r"\1", text)
    lines = whole.split("\n")
    keys = [number for number, line in enumerate(lines) if re.match(r"[\w\"]+( \w+)*\"? = ", line)]
    assert len(keys) > 25
    for number in keys:
        key, _, _ = lines[number].partition(" = ")
        changed = [*lines]
        changed[number] = f"{key} = [[1]]"
        with pytest.raises(UsageError):
            read_settings(write("changed.toml", "\n".join(changed)))
        is_free = key.startswith('"')
        if not is_free:
            changed[number] = lines[number].replace(key, f"{key}x", 1)
            with pytest.raises(UsageError):
                read_settings(write("changed.toml", "\n".join(changed)))


def test_init_run_again_adds_new_files_and_leaves_what_was_written(
    write, scwres, monkeypatch, tmp_path
):
    write("hr.csv", STAFF)
    mine = (
        '# mine\nconfidence = 0.9 # agreed\n\n[[extracts]]\npath = "hr.csv" # HR\n\n[words] # x\n'
    )
    old = write("scwres.toml", mine)
    monkeypatch.chdir(tmp_path)
    ran = scwres("init", "hr.csv")

    assert (ran.status, ran.err.partition("\n")[0]) == (0, "Added what is new to scwres.toml")
    comment = "# Also read: ethnicity, Division as directorate, Grade as pay_band, left"
    assert f'path = "hr.csv" # HR\n{comment}\n' in old.read_text()
    before = old.read_text()
    ran = scwres("init", "hr.csv")
    assert (ran.status, old.read_text()) == (0, before)
    assert ran.err.startswith("scwres.toml already names these files, and was not changed.\n")
    write("new.csv", STAFF)
    ran = scwres("init", ".")
    assert (ran.status, ran.err.partition("\n")[0]) == (0, "Added what is new to scwres.toml")
    lines = iter(old.read_text().splitlines())
    assert all(line in lines for line in mine.splitlines())  # in the same order
    assert [each.path.name for each in read_settings(old).wishes] == ["hr.csv", "new.csv"]
    other = scwres("init", "hr.csv", "--output", "other.toml")
    assert other.err == (
        "Wrote other.toml\nNext, to see what is recognised: scwres check --config other.toml\n"
    )


def test_init_run_again_names_the_columns_that_a_file_has_got_since(
    write, scwres, monkeypatch, tmp_path
):
    write("hr.csv", STAFF)
    write("more.csv", STAFF.replace("Division", "Service/Area"))
    monkeypatch.chdir(tmp_path)
    assert scwres("init", ".").status == 0
    settings = tmp_path / "scwres.toml"
    before = settings.read_text()
    header, rows = STAFF.split("\n", 1)
    later = rows.replace("\n", ",3\n")
    write("hr.csv", f"{header},Performance\n{later}")
    assert scwres("init", ".").status == 0

    added = [line for line in settings.read_text().splitlines() if line not in before]
    assert added == ["# Also not read: Performance"]
    lines = settings.read_text().splitlines()
    assert lines.index(added[0]) < lines.index('path = "more.csv"')


def test_init_leaves_a_settings_file_that_cannot_be_read(write, scwres, monkeypatch, tmp_path):
    write("hr.csv", STAFF)
    old = write("scwres.toml", "confidence = high\n")
    monkeypatch.chdir(tmp_path)

    assert scwres("init", "hr.csv").status == 2
    assert old.read_text() == "confidence = high\n"


def test_init_tells_the_kind_and_suggests_what_it_cannot_tell(write, tmp_path):
    write("hr.csv", STAFF)
    write("a b.csv", 'Ethnic group;"Was the person appointed, or not?"\nIndian;Y\nWhite;N\n')
    write("c.csv", "x,y\n1,2\n")
    text = draft([tmp_path], tmp_path)

    assert tomllib.loads(text)["extracts"][0]["path"] == "a b.csv"
    assert '# appointed = "Was the person appointed, or not?"' in text
    assert "# Read: ethnicity, Division as directorate, Grade as pay_band, left" in text
    assert "# This file was not recognised. Set its kind, one of: staff" in text


def test_a_header_with_quotation_marks_makes_sound_toml(write, tmp_path):
    text = draft([write("hr.csv", 'ethnicity,left,"the ""CPD"" \\ year"\nIndian,Y,N\n')], tmp_path)
    whole = re.sub(r"(?m)^# (cpd = )", r"\1", text, count=1)

    assert tomllib.loads(whole)["extracts"][0]["columns"] == {"cpd": 'the "CPD" \\ year'}


def test_strict_fails_on_what_cannot_be_computed_and_on_what_is_not_accepted(write, scwres):
    write("hr.csv", "ethnicity,fitness_to_practise,left\nIndian,Y,Y\nWhite,N,N\nWhite,N,N\n")
    text = '[[extracts]]\npath = "hr.csv"\n'
    config = write("scwres.toml", text)
    run = ["compute", "--config", config, "--strict", "--quiet"]
    ran = scwres(*run)
    assert ran.status == 4
    assert ran.out == ""
    assert (
        "indicator 2 cannot be calculated: needs a shortlisting or applications extract" in ran.err
    )
    assert 'accept = ["counts-everybody"]' in ran.err

    ran = scwres(*run, "--indicator", "4")
    assert ran.status == 4
    assert "indicator" not in ran.err.split("\n")[0]
    write("scwres.toml", text + '[strict]\naccept = ["counts-everybody"]\n')
    assert scwres(*run, "--indicator", "4").status == 0
    with pytest.raises(StrictError):
        package.compute(write("hr2.csv", STAFF), strict=True)


def test_a_yearly_run_gives_the_same_bytes_twice(write, scwres):
    write("hr.csv", STAFF)
    text = 'indicators = ["1", "8"]\n[[extracts]]\npath = "hr.csv"\n'
    config = write("scwres.toml", text)
    outputs = []
    for name in ("a.json", "b.json"):
        path = config.parent / name
        ran = scwres("compute", "--config", config, "--strict", "--quiet", "--output", path)
        assert (ran.status, ran.out, ran.err) == (0, "", "")
        outputs.append(path.read_bytes())

    assert outputs[0] == outputs[1]


@pytest.mark.parametrize(
    ("day", "start"),
    [
        (date(2025, 9, 30), date(2024, 10, 1)),
        (date(2025, 3, 31), date(2024, 4, 1)),
        (date(2024, 2, 28), date(2023, 3, 1)),
        (date(2025, 2, 28), date(2024, 3, 1)),
        (date(2024, 2, 29), date(2023, 3, 1)),
        (date(2025, 12, 31), date(2025, 1, 1)),
    ],
)
def test_a_year_up_to_a_day_begins_the_day_after_it_a_year_before(day, start):
    assert year_up_to(day) == (start, day)


def _typos(word: str) -> list[str]:
    """Return a word with a letter left out, doubled, exchanged with the next, and replaced."""
    middle = len(word) // 2
    return [
        word[:middle] + word[middle + 1 :],
        word[:middle] + word[middle] + word[middle:],
        word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :],
        word[:middle] + ("x" if word[middle] != "x" else "z") + word[middle + 1 :],
    ]


def _mistyped() -> list[tuple[str, str, str]]:
    """Return pairs of what is mistyped and what was meant, with where they stand."""
    columns = sorted({one.name for kind in KINDS.values() for one in kind.columns})
    keys = [key for key in SECTIONS[""] if len(key) > 4] + [key for key in SECTIONS if key]
    options = ["koopman", "employed", "in_post", "national", "quartiles", "minority", "formal"]
    options += [code for code in WARNINGS if len(code) > 6]
    words = [("column", one) for one in columns if len(one) > 4 and one in HEADERS]
    words += [("key", one) for one in keys] + [("option", one) for one in options]
    return [(where, typo, word) for where, word in words for typo in _typos(word) if typo != word]


def _suggestion(where: str, typo: str, word: str, write) -> str:
    if where == "column":
        text = f'[[extracts]]\npath = "a"\n[extracts.columns]\n{typo} = "x"\n'
    elif where == "key":
        text = f"{typo} = 1\n"
    else:
        table, key = {
            "koopman": ("", "interval"),
            "employed": ("", "out_of"),
            "in_post": ("", "out_of"),
            "national": ("[pay_bands]\n", "from_salary"),
            "quartiles": ("[pay_bands]\n", "from_salary"),
            "minority": ("[ethnicity]\n", "white_minorities"),
            "formal": ("[stages]\n", "panel"),
        }.get(word, ("[strict]\n", "accept"))
        value = f'["{typo}"]' if key == "accept" else f'"{typo}"'
        text = f"{table}{key} = {value}\n"
    return " ".join(_faults(write("scwres.toml", text)))


@pytest.mark.slow
def test_of_more_than_200_mistyped_words_the_right_one_is_suggested_first(write):
    mistyped = _mistyped()
    right = [
        f"Did you mean '{word}'?" in _suggestion(where, typo, word, write)
        for where, typo, word in mistyped
    ]

    assert len(mistyped) > 200
    assert sum(right) / len(right) >= 0.95


def test_mistyped_headers_are_suggested_and_never_applied(write):
    right = tried = 0
    for column in ("disciplinary", "senior_manager", "fitness_to_practise", "pay_band", "left"):
        for typo in _typos(column):
            path = write("hr.csv", f"ethnicity,cpd,{typo}\nIndian,Y,Y\nWhite,N,N\n")
            results = package.compute(path)
            assert [line.indicator for line in results.lines] == ["5"]
            warned = " ".join(one.text for one in results.warnings)
            right += f"Did you mean '{column}'?" in warned
            tried += 1

    assert right / tried >= 0.95


@pytest.mark.parametrize("word", ["banana", "xyzzy", "quux", "telephone", "wednesday", "12345"])
def test_nothing_is_suggested_for_an_unrelated_word(write, word):
    assert "Did you mean" not in " ".join(_faults(write("scwres.toml", f"{word} = 1\n")))


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    with pytest.raises(FileError, match="cannot be read"):
        read_settings(tmp_path)


def test_labels_of_the_settings_are_used(write):
    path = write("hr.csv", "ethnicity,left\nKurdish,Y\nWhite,N\n")
    with pytest.raises(InputError, match=r"\[ethnicity\.labels\]"):
        package.compute(path)
    config = write("scwres.toml", '[ethnicity.labels]\n"KURDISH" = "Any other ethnic group"\n')

    assert package.compute(path, config=config).lines[0].group_count == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[stages]\n"Panel" = "formal"\n"PANEL" = "informal"', "'PANEL' has two meanings"),
        (
            '[employment]\n"Agency" = "direct"\n"agency" = "not direct"',
            "'agency' has two meanings",
        ),
        (
            '[words.cpd]\nyes = ["attended", "booked"]\nno = ["Booked"]',
            "'booked' has two meanings",
        ),
        (
            '[ethnicity.labels]\n"Kurdish" = "Indian"\n"KURDISH" = "White British"',
            "'KURDISH' has two meanings",
        ),
        ('[ethnicity.labels]\n"?" = "White British"', "'?' holds no word to look for"),
        (
            '[ethnicity.labels]\n"White British" = "Indian"',
            "'White British' is the label of White British, and cannot be Indian",
        ),
        (
            '[ethnicity.labels]\n"WHITE: british" = "White Irish"',
            "'WHITE: british' is the label of White British, and cannot be White Irish",
        ),
        ('[ethnicity.labels]\n"Refused" = "White British"', "cannot be White British"),
        (
            '[[extracts]]\npath = "a"\n[extracts.columns]\ncpd = "X"\ndisciplinary = "X"',
            "'X' is named as two columns",
        ),
        ('[senior_managers]\ngrades = ["A"]\nsalary_at_least = 70000', "are set in two ways"),
    ],
)
def test_settings_that_contradict_each_other_are_refused(write, text, says):
    assert says in " ".join(_faults(write("scwres.toml", text + "\n")))


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("White", "White British"),  # more than the label says
        ("White British", "White"),  # less
        ("Chinese", "Any other ethnic group"),  # as the census of 2001 had it
        ("All others", "Minority ethnic"),
        ("Kurdish", "Any other ethnic group"),
    ],
)
def test_a_label_can_be_set_to_what_does_not_contradict_it(write, label, category):
    settings = read_settings(
        write("scwres.toml", f'[ethnicity.labels]\n"{label}" = "{category}"\n')
    )

    assert settings["ethnicity.labels"] == {label: category}


@pytest.mark.parametrize("day", ["0001-01-01", "0001-06-30", "1919-12-31", "9999-12-31"])
def test_a_day_of_a_year_that_figures_cannot_be_of_is_refused(write, day):
    for text in (f"snapshot = {day}", f"[window]\nfrom = {day}\nto = {day}"):
        assert "not in the years 1920 to 2099" in " ".join(_faults(write("scwres.toml", text)))


@pytest.mark.parametrize("number", ["9" * 5_000, "0x" + "f" * 5_000, "1" + "0" * 16])
def test_a_number_of_too_many_digits_is_refused(write, number):
    for setting in ("confidence", "[publish]\nthreshold", "[senior_managers]\nsalary_at_least"):
        path = write("scwres.toml", f"{setting} = {number}\n")
        assert "a number with too many digits" in " ".join(_faults(path))


def test_a_setting_of_a_table_at_the_top_of_the_file_is_told_its_table(write, scwres):
    path = write("scwres.toml", 'direction = "white-over-minority"\n')

    ran = scwres("compute", "hr.csv", "--config", path)

    assert ran.status == 2
    assert "setting 'direction' is in the wrong place" in ran.err
    assert "Move it below a line [report]." in ran.err
