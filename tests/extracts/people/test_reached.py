"""One column of statuses is read as the stages of recruitment that were reached."""

from __future__ import annotations

import json
import re

import pytest
from people_attack import PeopleAttack

import scwres
from scwres import InputError, Tally, UsageError
from scwres.disclosure import same_people
from scwres.disclosure.rules import PROFILES
from scwres.metrics.standards.indicator import CountedOf, PeopleSet
from scwres.publishing.audit import audit
from scwres.publishing.publish import release_of
from scwres.reports import FORMATS
from scwres.settings.draft import draft

#: Two or three people of each stage.
ROWS = (
    ("White British", "New"),
    ("White British", "Rejected at sift"),
    ("Indian", "Withdrawn before sift"),
    ("Indian", "Interview arranged"),
    ("White British", "interview  ARRANGED"),
    ("White British", "Did not attend"),
    ("Indian", "Rejected after interview"),
    ("White British", "Withdrawn after interview"),
    ("Indian", "Offer made"),
    ("White British", "Offer declined"),
    ("White British", "Offer accepted"),
    ("Indian", "Started"),
    ("White British", "Started"),
    ("White British", ""),
)

STAGES = """\
[extracts.reached]
column = "Current status"
applied = ["New", "Rejected at sift", "Withdrawn before sift"]
shortlisted = ["Interview arranged", "Did not attend"]
interviewed = ["Rejected after interview", "Withdrawn after interview"]
offered = ["Offer made", "Offer declined"]
appointed = ["Offer accepted", "Started"]
"""
SETTINGS = '[[extracts]]\npath = "recruitment.csv"\n' + STAGES

#: Of Indian and White British: counted in the rows above, by hand.
COUNTED = {
    "shortlisted": (Tally(4, 5), Tally(6, 8)),
    "interviewed": (Tally(3, 4), Tally(4, 6)),
    "offered": (Tally(2, 3), Tally(3, 4)),
    "2": (Tally(1, 4), Tally(2, 6)),
}


def _file(rows, header: str = "Ethnic origin,Current status") -> str:
    return "\n".join([header, *(",".join(row) for row in rows), ""])


def _tallies(results) -> dict[str, tuple[Tally, Tally]]:
    return {
        line.indicator: (
            Tally(line.group_count, line.group_out_of),
            Tally(line.compared_with_count, line.compared_with_out_of),
        )
        for line in results.lines
    }


@pytest.fixture
def computed(write):
    """Compute a file of recruitment with settings."""

    def compute(rows=ROWS, settings: str = SETTINGS, **options):
        write("recruitment.csv", _file(rows))
        return scwres.compute(config=write("scwres.toml", settings), **options)

    return compute


def _faults(compute, *arguments, error=InputError, **options) -> list[str]:
    with pytest.raises(error) as caught:
        compute(*arguments, **options)
    return [str(fault) for fault in caught.value.faults]


# What is counted


def test_each_stage_is_out_of_those_who_reached_the_one_before(computed):
    results = computed()

    assert _tallies(results) == COUNTED
    [file] = results.inputs
    assert file.kind == "applications"
    assert file.left_out == {"no question answered": 1}
    assert [warning.code for warning in results.warnings] == []


def test_yes_no_columns_of_the_same_stages_give_the_same_counts(write, computed):
    stages = {
        **dict.fromkeys(("New", "Rejected at sift", "Withdrawn before sift"), "N,N,N,N"),
        **dict.fromkeys(("Interview arranged", "interview  ARRANGED"), "Y,N,N,N"),
        "Did not attend": "Y,N,N,N",
        **dict.fromkeys(("Rejected after interview", "Withdrawn after interview"), "Y,Y,N,N"),
        **dict.fromkeys(("Offer made", "Offer declined"), "Y,Y,Y,N"),
        **dict.fromkeys(("Offer accepted", "Started"), "Y,Y,Y,Y"),
        "": ",,,",
    }
    header = "ethnicity,shortlisted,interviewed,offered,appointed"
    columns = [(ethnicity, stages[status]) for ethnicity, status in ROWS]
    by_columns = scwres.compute(write("columns.csv", _file(columns, header)))

    assert _tallies(by_columns) == COUNTED
    assert by_columns.lines == computed().lines


def test_without_a_status_under_applied_every_row_was_shortlisted(computed):
    settings = re.sub(r"applied = .*\n", "", SETTINGS)
    results = computed(ROWS[3:13], settings)

    assert results.inputs[0].kind == "shortlisting"
    assert _tallies(results) == {
        number: tallies for number, tallies in COUNTED.items() if number != "shortlisted"
    }


def test_a_kind_that_is_named_holds(computed):
    settings = re.sub(r"applied = .*\n", "", SETTINGS).replace(
        "[extracts.reached]", 'kind = "applications"\n[extracts.reached]'
    )
    settings += "[everyone]\nshortlisted = true\n"
    results = computed(ROWS[3:13], settings)

    assert results.inputs[0].kind == "applications"
    assert _tallies(results)["shortlisted"] == (Tally(4, 4), Tally(6, 6))


@pytest.mark.parametrize("left_out", ["interviewed", "interviewed and offered"])
def test_a_stage_that_no_status_shows_is_not_measured(computed, left_out):
    # Nobody knows who was interviewed, so nobody knows what offers are out of.
    settings = re.sub(r"interviewed = .*\n", "", SETTINGS)
    rows = [row for row in ROWS if "after interview" not in row[1]]
    if "offered" in left_out:
        settings = re.sub(r"offered = .*\n", "", settings)
        rows = [row for row in rows if row[1] not in ("Offer made", "Offer declined")]

    assert _tallies(computed(rows, settings)).keys() == {"2", "shortlisted"}


def test_what_a_blank_status_means_can_be_set(computed):
    results = computed(settings=SETTINGS + '[blank]\nshortlisted = "no"\n')

    assert _tallies(results) == COUNTED | {"shortlisted": (Tally(4, 5), Tally(6, 9))}


def test_rows_may_be_chosen_by_the_same_column(computed):
    statuses = ["New", "Did not attend", "Offer made", "Started"]
    only = f"only = {{ 'Current status' = {statuses} }}"
    results = computed(settings=_above(only))

    # Of Indian: an offer made and one who started; of White British also a new one and an absence.
    assert _tallies(results) == {
        "shortlisted": (Tally(2, 2), Tally(2, 3)),
        "interviewed": (Tally(2, 2), Tally(1, 2)),
        "offered": (Tally(2, 2), Tally(1, 1)),
        "2": (Tally(1, 2), Tally(1, 2)),
    }


def test_words_for_no_answer_are_no_statuses(computed):
    # Elsewhere "declined" is no answer. Here it may be an offer that was declined.
    [fault] = _faults(computed, [*ROWS, ("Indian", "Declined"), ("Indian", "Y")])

    assert "holds 'Declined' in 1 row and 'Y' in 1 row: rows 16 and 17" in fault


def test_the_columns_are_shown_as_they_are_read(write, scwres):
    write("recruitment.csv", _file(ROWS))
    config = write("scwres.toml", SETTINGS)
    ran = scwres("check", "--config", config)

    shown = "Current status as shortlisted, interviewed, offered and appointed"
    assert shown in " ".join(ran.out.split())
    used = json.loads(scwres("check", "--config", config, "--format", "json").out)["files"][0]
    stages = ["shortlisted", "interviewed", "offered", "appointed"]
    assert used["used"] == [
        ["Ethnic origin", "ethnicity"],
        *(["Current status", stage] for stage in stages),
    ]


def test_a_measure_of_ones_own_may_be_out_of_a_stage(write):
    met = ("Rejected after interview", "Offer declined", "Offer accepted")
    rows = [(*row, "Y" if row[1] in met else "N") for row in ROWS]
    write("recruitment.csv", _file(rows, "Ethnic origin,Current status,Diverse panel"))
    settings = SETTINGS + OWN
    results = scwres.compute(config=write("scwres.toml", settings))

    assert _tallies(results) == COUNTED | {"panel": (Tally(1, 3), Tally(2, 4))}


OWN = """\
[measure.panel]
title = "Met a diverse panel"
item = "Diverse panel"
out_of = "interviewed"
"""


def test_a_status_that_no_row_has_is_warned_about(computed):
    results = computed(settings=SETTINGS.replace('"Offer made"', '"Offer made", "Offer mad"'))

    [warning] = results.warnings
    assert warning.code == "setting-matches-nothing"
    assert "[extracts.reached] offered: no row has 'Offer mad'. Did you mean 'Offer made'?" in (
        warning.text
    )


# What is refused


def test_statuses_of_no_stage_are_one_problem_with_the_lines_to_add(computed, write, scwres):
    rows = [*ROWS, *[("Indian", "On hold")] * 2, ("White British", "Talent pool")]
    rows += [("Indian", "Reserve"), ("Indian", "Panel review"), ("Indian", "Other")]
    [fault] = _faults(computed, rows)

    assert fault == (
        "recruitment.csv: column B 'Current status' holds 'On hold' in 2 rows, 'Talent pool' in "
        "1 row, 'Reserve' in 1 row, 'Panel review' in 1 row and 'Other' in 1 row: rows 16, 17, "
        "18, 19, 20 and 1 more. Put each under the highest stage that it means was reached, in "
        "the list of that stage under [extracts.reached] in scwres.toml. The stages are applied, "
        "shortlisted, interviewed, offered and appointed. [unknown-value]\n"
        "[extracts.reached]\n"
        '"…" = ["On hold"]\n"…" = ["Talent pool"]\n"…" = ["Reserve"]\n'
        '"…" = ["Panel review"]\n"…" = ["Other"]'
    )


def test_a_status_that_identifies_a_person_is_not_repeated(computed):
    [fault] = _faults(computed, [*ROWS, ("Indian", "ann@example.org has it")])

    assert "email addresses" in fault
    assert "ann" not in fault


def test_a_column_that_the_file_does_not_have_is_one_problem_with_the_nearest(computed):
    settings = SETTINGS.replace('"Current status"', '"Curent status"')

    assert _faults(computed, settings=settings) == [
        "recruitment.csv: has no column 'Curent status', which the settings name as shortlisted, "
        "interviewed, offered and appointed. Did you mean 'Current status'? Its columns are "
        "'Ethnic origin' and 'Current status'. [column-missing]"
    ]


def test_a_stage_with_a_column_of_its_own_is_read_from_the_status_and_warned_about(write):
    rows = [(*row, "Y") for row in ROWS]
    write("recruitment.csv", _file(rows, "Ethnic origin,Current status,Offered?"))
    results = scwres.compute(config=write("scwres.toml", SETTINGS))

    assert _tallies(results) == COUNTED
    [warning] = results.warnings
    assert warning.code == "two-sources"
    assert warning.text == (
        "recruitment.csv: column C 'Offered?' is not read, because the settings read it from "
        "'Current status'."
    )


def test_another_name_for_a_stage_is_not_read_and_warned_about(write):
    rows = [(*row, "Y") for row in ROWS]
    write("recruitment.csv", _file(rows, "Ethnic origin,Current status,Was shortlisted"))
    results = scwres.compute(config=write("scwres.toml", SETTINGS))

    assert _tallies(results) == COUNTED
    assert [warning.code for warning in results.warnings] == ["column-not-read"]


def _without(start: str) -> str:
    return re.sub(rf"{start}.*\n", "", SETTINGS)


def _above(line: str) -> str:
    return SETTINGS.replace("[extracts.reached]", f"{line}\n[extracts.reached]")


@pytest.mark.parametrize(
    ("settings", "line", "what"),
    [
        (_without("column"), 3, "reached has no column. Name the column of statuses"),
        (_without("appointed"), 3, "reached has no status under appointed. List the statuses"),
        (
            SETTINGS.replace('"Did not attend"', '"Did not attend", " NEW "'),
            3,
            "' NEW ' is under two stages: applied and shortlisted. Keep it under the highest",
        ),
        (_without("applied") + 'aplied = ["New"]\n', 3, "has no setting 'aplied'. Did you mean"),
        (SETTINGS.replace('["Offer accepted", "Started"]', '"Started"'), 3, "appointed: expected"),
        (SETTINGS.replace('"Started"', '" "'), 3, "appointed: expected text, not empty text"),
        (_above('kind = "staff"'), 4, "an extract with reached cannot be of kind staff"),
        (_above('kind = "survey"'), 4, "an extract with reached cannot be of kind survey"),
        (_above('kind = "leavers"'), 4, "an extract with reached cannot be of kind leavers"),
        (_above('kind = "shortlisting"'), 4, "kind is shortlisting, but statuses under applied"),
        (
            _above('columns = { shortlisted = "Sift", appointed = "Result" }'),
            4,
            "shortlisted and appointed are set by reached, and under columns too. Keep one",
        ),
        (
            _above('words = { offered = { yes = ["made"] } }'),
            4,
            "offered is set by reached, and under words too",
        ),
        (
            _above('columns = { date = "current STATUS" }'),
            4,
            "'Current status' is the column of reached, and named under columns too",
        ),
    ],
)
def test_settings_that_cannot_be_are_refused_with_their_line(computed, settings, line, what):
    faults = _faults(computed, settings=settings, error=UsageError)

    assert len(faults) == 1
    assert f"scwres.toml line {line}: {what}" in faults[0]


# Yes/no columns


def test_an_offer_without_an_interview_is_refused(write):
    header = "ethnicity,shortlisted,interviewed,offered,appointed"
    rows = [("Indian", "Y,N,Y,N"), ("White British", "Y,Y,N,N"), ("White British", "N,N,N,N")]
    [fault] = _faults(scwres.compute, write("recruitment.csv", _file(rows, header)))

    assert "column D 'offered' is yes for someone whose interviewed is not yes: row 2" in fault


def test_an_interview_without_shortlisting_is_refused(write):
    header = "ethnicity,shortlisted,interviewed,appointed"
    rows = [("Indian", "N,Y,N"), ("White British", "Y,Y,Y"), ("White British", "Y,N,N")]
    [fault] = _faults(scwres.compute, write("recruitment.csv", _file(rows, header)))

    assert "column C 'interviewed' is yes for someone whose shortlisted is not yes" in fault


# Publishing

STATUSES = ("New", "Did not attend", "Rejected after interview", "Offer declined", "Started")

#: How many people of each status: few enough that some must be withheld.
PEOPLE = {
    "White British": (100, 25, 28, 8, 20),
    "Indian": (20, 6, 8, 1, 2),
    "Not stated": (4, 2, 2, 0, 3),
}
INVENTED = [
    (ethnicity, status)
    for ethnicity, people in PEOPLE.items()
    for status, number in zip(STATUSES, people, strict=True)
    for _ in range(number)
]


@pytest.mark.parametrize("profile", ["ons-10-5", "swe"])
def test_four_measures_of_one_column_are_published_and_give_nothing_away(
    computed, profile, tmp_path
):
    rule, results = PROFILES[profile], computed(INVENTED)
    text = FORMATS["json"].render(release_of(results, rule).published)
    (tmp_path / "out.json").write_text(text, encoding="utf-8")
    attack = PeopleAttack(text, rule.threshold, rule.base)

    assert _tallies(results) == {
        "shortlisted": (Tally(17, 37), Tally(81, 181)),
        "interviewed": (Tally(11, 17), Tally(56, 81)),
        "offered": (Tally(3, 11), Tally(28, 56)),
        "2": (Tally(2, 17), Tally(20, 81)),
    }
    assert {row["indicator"] for row in json.loads(text)["results"]} == set(COUNTED)
    assert attack.withheld
    assert attack.narrow() == {}
    assert audit([tmp_path / "out.json"], profile=profile).is_safe


def test_the_attack_finds_what_is_given_away_where_stages_are_not_related(computed, monkeypatch):
    rule, results = PROFILES["ons-10-5"], computed(INVENTED)
    interviewed = PeopleSet(CountedOf.INTERVIEWED)
    for name in ("IDENTITIES", "INCLUSIONS"):
        relations = getattr(same_people, name)
        others = tuple(one for one in relations if interviewed not in one[:2])
        monkeypatch.setattr(same_people, name, others)
    text = FORMATS["json"].render(release_of(results, rule).published)

    assert PeopleAttack(text, rule.threshold, rule.base).narrow()


def test_more_people_interviewed_than_shortlisted_are_not_published(write, scwres):
    rows = [
        *("shortlisted,yes,Indian,20", "shortlisted,no,Indian,30"),
        *("offered,yes,Indian,15", "offered,no,Indian,15"),
        *("shortlisted,yes,White British,90", "shortlisted,no,White British,30"),
        *("offered,yes,White British,25", "offered,no,White British,15"),
    ]
    counts = write("counts.csv", "\n".join(["item,answer,ethnicity,people", *rows, ""]))
    ran = scwres("compute", counts, "--publish")

    assert ran.status == 5
    assert "more people interviewed (counted by offered) than people shortlisted" in ran.err


# A draft


def _uncommented(text: str) -> str:
    """Return a draft with its table of stages in force."""
    start = text.index("# [extracts.reached]")
    end = text.index("\n\n", start)
    table = re.sub(r"(?m)^# ", "", text[start:end])
    return text[:start] + table + text[end:]


def test_a_draft_without_its_comment_signs_gives_the_same_counts(write, tmp_path):
    text = draft([write("recruitment.csv", _file(ROWS))], tmp_path)

    assert '# applied = ["New", "Rejected at sift", "Withdrawn before sift"]  # 3 rows\n' in text
    assert '# appointed = ["Started", "Offer accepted"]  # 3 rows\n' in text
    assert "not placed" not in text
    assert _tallies(scwres.compute(config=write("scwres.toml", _uncommented(text)))) == COUNTED


def test_a_draft_decides_nothing(write, tmp_path):
    text = draft([write("recruitment.csv", _file(ROWS))], tmp_path)
    [fault] = _faults(scwres.compute, config=write("scwres.toml", text))

    assert "is not recognised as any kind of extract" in fault


def test_statuses_that_show_no_stage_stand_apart_in_a_draft(write, tmp_path):
    rows = [*ROWS, ("Indian", "On hold"), ("Indian", "Withdrawn"), ("Indian", "a@b.org")]
    # Past the rows that are looked at first.
    rows += [("Indian", "New")] * 100 + [("Indian", "Talent pool")]
    text = draft([write("recruitment.csv", _file(rows))], tmp_path)

    assert '\n# # not placed:\n# #   "On hold"\n# #   "Talent pool"\n# #   "Withdrawn"\n' in text
    assert "a@b.org" not in text
    faults = _faults(scwres.compute, config=write("scwres.toml", _uncommented(text)))
    assert any("'On hold' in 1 row, 'Withdrawn' in 1 row" in fault for fault in faults)


@pytest.mark.parametrize(
    ("header", "statuses"),
    [
        # No ethnicity, no header of statuses, too few statuses, none of recruitment.
        ("Name of post,Current status", ["New", "Offer made", "Hired"]),
        ("Ethnic origin,Remarks", ["New", "Offer made", "Hired"]),
        ("Ethnic origin,Status", ["Offer made", "Hired"]),
        ("Ethnic origin,Status", ["Open", "Closed", "On hold", "Offer made"]),
        # Columns of its own hold the answers.
        ("ethnicity,appointed,Status", ["Y,New", "N,Offer made", "N,Hired"]),
        # So many may be remarks.
        ("Ethnic origin,Status", [f"Offer {i}" for i in range(61)]),
    ],
)
def test_a_file_that_does_not_look_like_recruitment_gets_no_stages(
    write, tmp_path, header, statuses
):
    rows = [("Indian", status) for status in statuses]

    assert "extracts.reached" not in draft([write("file.csv", _file(rows, header))], tmp_path)


def test_a_file_with_an_id_beside_its_statuses_gets_stages(write, tmp_path):
    # An id and ethnicity alone are recognised as staff.
    rows = [(f"C{i}", *row) for i, row in enumerate(ROWS)]
    text = draft([write("file.csv", _file(rows, "ID,Ethnic origin,Current status"))], tmp_path)

    assert "# [extracts.reached]" in text
    assert _tallies(scwres.compute(config=write("scwres.toml", _uncommented(text)))) == COUNTED


@pytest.mark.parametrize("header", ["Grade", "Vacancy,Grade", "ID,Pay band", "Job title,Salary"])
def test_applications_with_a_grade_are_not_taken_for_staff(write, tmp_path, header):
    rows = [(*["G5"] * (header.count(",") + 1), *row) for row in ROWS]
    rows = [(f"{i}", *row[1:]) for i, row in enumerate(rows)] if "," in header else rows
    path = write("file.csv", _file(rows, f"{header},Ethnic origin,Current status"))
    [fault] = _faults(scwres.compute, path)

    assert "may hold applications, and no staff: column" in fault
    assert "'Current status' holds 'New', " in fault
    assert "in [extracts.reached] below its path in scwres.toml. 'scwres init' writes" in fault
    text = draft([path], tmp_path)
    assert _tallies(scwres.compute(config=write("scwres.toml", _uncommented(text)))) == COUNTED


def test_staff_with_such_statuses_are_staff_where_the_settings_say_so(write):
    rows = [("G5", *row) for row in ROWS]
    write("file.csv", _file(rows, "Grade,Ethnic origin,Current status"))
    config = write("scwres.toml", '[[extracts]]\npath = "file.csv"\nkind = "staff"\n')

    assert {line.indicator for line in scwres.compute(config=config).lines} == {"1"}
