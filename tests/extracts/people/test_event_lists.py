"""Lists of any event: a promotion, a grievance, a coaching list, a row for each."""

from __future__ import annotations

import csv
import io
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
