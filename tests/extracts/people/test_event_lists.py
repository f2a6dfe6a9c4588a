"""Lists of any event: a promotion, a grievance, a coaching list, a row for each."""

from __future__ import annotations

import csv
import io
import json
from random import Random

import pyarrow
import pyarrow.parquet
import pytest

import scwres
from scwres.extracts.schema import ITEMS, LISTED_ITEMS

LABELS = ("White British", "Indian", "Black African", "Prefer not to say", "White Irish")

STATEMENT = '[[extracts]]\npath = "{}"\nkind = "events"\nitem = "{}"\n'


def _csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _staff(item: str) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return staff with a column of an item, and the list of those who have yes."""
    random = Random(item)
    condition = ITEMS[item].applies_to
    staff, events = [], []
    for number in range(120):
        row = {
            "staff_id": f"P{number:04}",
            "ethnicity": random.choice(LABELS),
            "directorate": random.choice(("Adults", "Children")),
            "left": random.choice("NNNY"),
        }
        applies = True
        if condition and condition.column != "left":
            row[condition.column] = random.choice("YN")
            applies = row[condition.column] == "Y"
        elif condition:
            applies = row["left"] == "N"
        answer = random.choice("YNN") if applies else ""
        if answer == "Y":
            events += [{"staff_id": row["staff_id"], "date": "05/06/2025"}] * random.choice((1, 2))
        staff.append({**row, item: answer})
    return staff, events


@pytest.mark.parametrize("item", LISTED_ITEMS)
def test_a_measure_of_staff_is_the_same_from_a_list_and_from_a_column(write, item):
    staff, events = _staff(item)
    column = write("column.csv", _csv(staff))
    without = write("hr.csv", _csv([{k: v for k, v in row.items() if k != item} for row in staff]))
    listed = write("list.csv", _csv(events))

    by = {"by": ["directorate"], "indicators": [item]}
    standard = "nhs-wres" if item == "board_member" else "sc-wres-2024"
    if item == "board_member":
        by["indicators"] = []
    from_column = scwres.compute(column, standard=standard, **by)
    from_list = scwres.compute(without, named=[(item, listed)], standard=standard, **by)

    def lines(results):
        measured = [line for line in results.lines if line.indicator in (item, "9")]
        return [line.row for line in measured]

    assert lines(from_list) == lines(from_column)
    assert lines(from_list)


def test_settings_name_the_item_of_a_list(write, tmp_path):
    staff, events = _staff("grievance")
    write("hr.csv", _csv([{k: v for k, v in row.items() if k != "grievance"} for row in staff]))
    write("cases.csv", _csv(events))
    settings = '[[extracts]]\npath = "hr.csv"\n' + STATEMENT.format("cases.csv", "grievance")

    results = scwres.compute(settings=write("scwres.toml", settings))

    [line] = [line for line in results.lines if line.indicator == "grievance"]
    assert line.all_count == sum(row["grievance"] == "Y" for row in staff)
    assert line.all_out_of == 120
    [cases] = [each for each in results.inputs if each.kind == "grievance"]
    assert (cases.rows, cases.people) == (len(events), line.all_count)


def test_a_list_without_staff_numbers_counts_its_rows_by_ethnicity(write):
    hr = write("hr.csv", "ethnicity,left\n" + "Indian,N\n" * 12 + "White British,N\n" * 20)
    coached = write("coached.csv", "ethnicity\nIndian\nIndian\nWhite British\n")

    results = scwres.compute(hr, named=[("coaching", coached)])

    [line] = [line for line in results.lines if line.indicator == "coaching"]
    assert (line.group_count, line.group_out_of) == (2, 12)
    assert (line.compared_with_count, line.compared_with_out_of) == (1, 20)


def test_somebody_in_a_list_that_cannot_be_of_them_is_refused(write):
    hr = write("hr.csv", "staff_id,ethnicity,joined\n101,Indian,Y\n102,White British,N\n")
    gone = write("gone.csv", "staff_id\n101\n102\n")

    with pytest.raises(scwres.InputError, match="1 person is in the list of 'left_in_probation'"):
        scwres.compute(hr, named=[("left_in_probation", gone)])


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ('kind = "events"', "a list of events has no item"),
        ('kind = "staff"\nitem = "promoted"', "item is for a list of events, and the kind is"),
        ('kind = "events"\nitem = "promotted"', "Did you mean 'promoted'?"),
        ('kind = "events"\nitem = "harassment_public"', "Expected"),
    ],
)
def test_a_list_and_its_item_are_named_together(write, scwres, table, says):
    write("list.csv", "staff_id\n101\n")
    path = write("scwres.toml", f'[[extracts]]\npath = "list.csv"\n{table}\n')

    ran = scwres("check", "--config", path)

    assert ran.status == 2
    assert says in ran.err


def test_the_command_line_names_a_list_by_its_item(write, scwres):
    hr = write("hr.csv", "staff_id,ethnicity\n101,Indian\n102,White British\n")
    promoted = write("promotions.csv", "staff_id,date\n101,2025-05-01\n")

    ran = scwres("compute", hr, "--as", f"promoted={promoted}", "--format", "csv", "--quiet")

    assert ran.status == 0
    assert "supporting" in ran.out
    wrong = scwres("compute", hr, "--as", f"promotd={promoted}")
    assert wrong.status == 2
    assert "Did you mean 'promoted'?" in wrong.err


@pytest.mark.parametrize("name", ["cases.csv", "cases.parquet"])
def test_a_list_may_hold_nothing_but_staff_numbers(write, tmp_path, name):
    hr = write("hr.csv", "staff_id,ethnicity\n101,Indian\n102,White British\n")
    if name.endswith(".csv"):
        cases = write(name, "staff_id\n101\n")
    else:
        cases = tmp_path / name
        pyarrow.parquet.write_table(pyarrow.table({"staff_id": [101]}), cases)

    [line] = scwres.compute(hr, named=[("disciplinary", cases)]).lines

    assert (line.indicator, line.group_count, line.group_out_of) == ("3", 1, 1)


# Reports, what became of them, and lists of a measure of one's own

REPORTS = """\
snapshot = 2025-09-30
[[extracts]]
path = "hr.csv"
[[extracts]]
path = "reports.csv"
kind = "events"
item = "incident_reported"
[measure.action_taken]
title = "Action after a report"
item = "Action taken"
out_of = "incident_reported"
worse_when = "lower"
"""


def _reports(write, rows: str, header: str = "staff_id,date,Action taken") -> scwres.Results:
    labels = ["Indian"] * 12 + ["White British"] * 20
    staff = [f"S{number},{label},G1,N" for number, label in enumerate(labels)]
    write("hr.csv", "\n".join(["staff_id,ethnicity,pay_band,left", *staff, ""]))
    write("reports.csv", f"{header}\n{rows}")
    return scwres.compute(settings=write("scwres.toml", REPORTS))


def _line(results: scwres.Results, indicator: str) -> tuple[int, ...]:
    [line] = [line for line in results.lines if line.indicator == indicator]
    counts = line.group_count, line.group_out_of, line.compared_with_count
    return (*counts, line.compared_with_out_of)


def test_what_became_of_a_report_is_out_of_those_who_reported(write):
    results = _reports(
        write,
        "S1,2025-05-01,No\nS1,2025-06-01,Yes\nS2,2025-05-01,No\nS3,2025-05-01,\n"
        "S13,2025-05-01,Yes\nS14,2025-05-01,Yes\nS15,2024-05-01,No\n",
    )

    assert _line(results, "incident_reported") == (3, 12, 2, 20)
    # S1 has a yes in one of two reports; S3 has no answer; S15 is outside the year.
    assert _line(results, "action_taken") == (1, 2, 2, 2)
    [staff, _] = results.inputs
    assert staff.blank == {"action_taken": 1}


def test_what_became_of_reports_without_staff_numbers_is_by_their_ethnicity(write):
    results = _reports(
        write,
        "Indian,2025-05-01,No\nIndian,2025-05-01,Yes\nWhite British,2025-05-01,Yes\n"
        "White British,2025-05-01,No\nWhite British,2025-05-01,No\n",
        header="ethnicity,date,Action taken",
    )

    assert _line(results, "incident_reported") == (2, 12, 3, 20)
    assert _line(results, "action_taken") == (1, 2, 1, 3)


@pytest.mark.parametrize("anonymous", ["", "Anonymous", "anon.", "N/A", "-"])
def test_anonymous_reports_are_of_unknown_ethnicity_and_said_to_be(write, anonymous):
    rows = "S1,2025-05-01,No\nS13,2025-05-01,Yes\n"

    results = _reports(write, rows + f"{anonymous},2025-05-01,No\n" * 2)

    assert _line(results, "incident_reported") == (1, 12, 1, 20)
    [_, reports] = results.inputs
    assert (reports.rows, reports.counted, reports.people) == (4, 2, 2)
    assert reports.left_out == {"anonymous, so of unknown ethnicity": 2}
    [warning] = [each for each in results.warnings if each.code == "anonymous-reports"]
    assert warning.text.startswith("reports.csv: 2 reports are anonymous")


def test_anonymous_reports_without_staff_numbers_are_those_of_unknown_ethnicity(write):
    results = _reports(
        write,
        "Indian,2025-05-01,No\nWhite British,2025-05-01,Yes\n" + "Not known,2025-05-01,No\n" * 9,
        header="ethnicity,date,Action taken",
    )

    assert _line(results, "incident_reported") == (1, 12, 1, 20)
    assert results.inputs[1].left_out == {"anonymous, so of unknown ethnicity": 9}


def test_a_promotion_without_a_staff_number_is_still_a_fault(write):
    hr = write("hr.csv", "staff_id,ethnicity\n101,Indian\n102,White British\n")
    promoted = write("promotions.csv", "staff_id,date\n101,2025-05-01\n,2025-05-01\n")

    with pytest.raises(scwres.InputError, match="has no staff number"):
        scwres.compute(hr, named=[("promoted", promoted)])


OWN = """\
[measure.apprentice]
title = "Apprenticeship"
worse_when = "lower"
"""


def test_a_list_can_be_of_a_measure_of_ones_own(write, scwres):
    hr = write("hr.csv", "staff_id,ethnicity,pay_band\n101,Indian,A\n102,White British,A\n")
    write("list.csv", "staff_id\n101\n")
    listed = f'[[extracts]]\npath = "hr.csv"\n{STATEMENT.format("list.csv", "apprentice")}'
    path = write("scwres.toml", OWN + listed)

    by_settings = scwres("compute", "--config", path, "--format", "json", "--quiet")
    named = f"apprentice={path.parent / 'list.csv'}"
    own = write("own.toml", OWN)
    by_option = scwres(
        "compute", hr, "--as", named, "--config", own, "--format", "json", "--quiet"
    )

    assert by_settings.status == by_option.status == 0
    assert json.loads(by_settings.out)["results"] == json.loads(by_option.out)["results"]
    [line] = [
        line for line in json.loads(by_option.out)["results"] if line["indicator"] == "apprentice"
    ]
    assert (line["group_count"], line["all_out_of"]) == (1, 2)
    measures = json.loads(by_option.out)["settings"]["measures"]
    assert measures["apprentice"]["counted_of"] == "staff in the year"


def test_a_list_of_ones_own_counts_those_whom_its_measure_covers(write):
    rows = "101,Indian,Y\n102,White British,Y\n103,White British,N\n"
    hr = write("hr.csv", f"staff_id,ethnicity,Eligible\n{rows}")
    listed = write("list.csv", "staff_id\n102\n")
    settings = write("scwres.toml", OWN + 'out_of = "Eligible"\n')

    results = scwres.compute(named=[("staff", hr), ("apprentice", listed)], settings=settings)

    assert _line(results, "apprentice") == (0, 1, 1, 1)
    wrong = write("list.csv", "staff_id\n102\n103\n")
    with pytest.raises(scwres.InputError, match="1 person is in the list of 'apprentice'"):
        scwres.compute(named=[("staff", hr), ("apprentice", wrong)], settings=settings)


# Amounts instead of flags

COSTS = """\
[[extracts]]
path = "hr.csv"
[[extracts]]
path = "learning.csv"
kind = "cpd"
columns = {{ funded = "Cost" }}
words = {{ funded = {{ {} }} }}
"""


def _costs(write, costs: list[str], words: str) -> scwres.Results:
    write("hr.csv", "staff_id,ethnicity\n1,Indian\n2,Indian\n3,White British\n4,White British\n")
    rows = [f'{number},"{cost}"' for number, cost in enumerate(costs, 1)]
    write("learning.csv", "\n".join(["staff_id,Cost", *rows, ""]))
    return scwres.compute(settings=write("scwres.toml", COSTS.format(words)))


def test_a_cost_above_an_amount_is_a_yes(write):
    results = _costs(write, ["£1,200.50", "0", "0.01", "£0.00"], "above = 0")

    assert _line(results, "5") == (1, 2, 1, 2)
    assert results.inputs[1].left_out == {"not funded, or not recorded as funded": 2}
    higher = _costs(write, ["£1,200.50", "100", "100.01", "99"], "above = 100")
    assert _line(higher, "5") == (1, 2, 1, 2)


def test_a_word_among_amounts_is_asked_about_with_the_line_to_add(write):
    with pytest.raises(scwres.InputError) as raised:
        _costs(write, ["120", "free", "0", "5"], "above = 0")

    [fault] = raised.value.faults
    assert fault.code == "not-a-number"
    assert fault.lines == ('funded = { above = 0, yes = ["…"], no = ["…"] }  # "free"',)
    results = _costs(write, ["120", "free", "0", "5"], 'above = 0, no = ["free"]')
    assert _line(results, "5") == (1, 2, 1, 2)


def test_an_amount_that_no_row_is_above_is_refused_with_those_that_are_there(write):
    with pytest.raises(scwres.InputError, match=r"no row above 500.*go from 0 to 120"):
        _costs(write, ["120", "5", "0", "5"], "above = 500")


@pytest.mark.parametrize("above", ["-1", '"0"', "true", "nan"])
def test_an_amount_in_the_settings_is_a_number_from_0(write, above):
    with pytest.raises(scwres.UsageError, match="a number, 0 or more"):
        _costs(write, ["120"], f"above = {above}")
