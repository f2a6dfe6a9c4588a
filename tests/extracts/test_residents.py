"""Tables of residents by ethnicity, in the forms that the census is given out in."""

from __future__ import annotations

import pytest

import scwres as package
from scwres.counts import RESIDENT, Tally
from scwres.errors import InputError

#: The nineteen categories of the census of 2021 in the words of its table TS021, with invented
#: people: 3,000 of 10,000 are minority ethnic.
GROUPS = {
    "Asian, Asian British or Asian Welsh": {
        **{"Bangladeshi": 200, "Chinese": 100, "Indian": 700, "Pakistani": 400},
        "Other Asian": 100,
    },
    "Black, Black British, Black Welsh, Caribbean or African": {
        **{"African": 500, "Caribbean": 300, "Other Black": 100},
    },
    "Mixed or Multiple ethnic groups": {
        **{
            "White and Asian": 100,
            "White and Black African": 50,
            "White and Black Caribbean": 150,
        },
        "Other Mixed or Multiple ethnic groups": 100,
    },
    "White": {
        "English, Welsh, Scottish, Northern Irish or British": 6_000,
        **{"Irish": 200, "Gypsy or Irish Traveller": 10, "Roma": 20, "Other White": 770},
    },
    "Other ethnic group": {"Arab": 50, "Any other ethnic group": 150},
}

STAFF = """staff_id,ethnicity,pay_band,senior_manager
S1,Indian,Grade 1,N
S2,White British,Grade 1,Y
S3,White British,Grade 2,N
S4,African,Grade 2,N
"""


def _nomis(groups=GROUPS, total: str = "10,000") -> str:
    """Return the table as Nomis gives it: a title, totals, groups above their parts, a note."""
    rows = ['"TS021 - Ethnic group"', "", '"Date","2021"', "", '"Ethnic group","Example"']
    rows.append(f'"Total: All usual residents","{total}"')
    for group, parts in groups.items():
        rows.append(f'"{group}",{sum(parts.values())}')
        rows += [f'"  {group}: {part}",{people}' for part, people in parts.items()]
    return "\n".join([*rows, "", '"Some records have been swapped between areas."', ""])


def _custom(areas=("Example",)) -> str:
    """Return the six groups as the ONS gives a table that was asked for."""
    rows = [
        "Area Code,Area,Ethnic group (6 categories) Code,Ethnic group (6 categories),Observation"
    ]
    for area in areas:
        rows.append(f"E1,{area},-8,Does not apply,0")
        rows += [
            f'E1,{area},{code},"{group}",{sum(parts.values())}'
            for code, (group, parts) in enumerate(GROUPS.items(), 1)
        ]
    return "\n".join([*rows, ""])


def _computed(write, table: str, **options):
    files = write("hr.csv", STAFF), write("census.csv", table)
    return package.compute(files[0], population=files[1], **options)


@pytest.mark.parametrize("table", [_nomis(), _custom()], ids=["nomis", "custom"])
def test_residents_of_one_table_are_counted_once_however_it_is_given_out(write, table):
    results = _computed(write, table)
    found = {line.group: line for line in results.beside if line.benchmark == "Residents"}
    counts = results.counts.of_items({RESIDENT})

    assert sum(counts.people_by_cell.values()) == 10_000
    assert found["minority ethnic"].value == pytest.approx(0.3)


def test_every_row_of_a_table_is_counted_or_left_out_for_a_reason(write):
    table = next(one for one in _computed(write, _nomis()).inputs if one.kind == "population")

    assert table.counted == 19
    assert table.left_out == {
        "above the header": 2,
        "blank row": 3,
        "footnote": 1,
        "a total": 1,
        "adds up other rows": 5,
    }
    assert table.rows == table.counted + sum(table.left_out.values())


def test_five_groups_have_their_own_share_of_residents(write):
    results = _computed(write, _nomis(), groups="five")
    shares = {line.group: line.value for line in results.beside if line.indicator == "9"}

    assert shares == pytest.approx({"Asian": 0.15, "Black": 0.09, "Mixed": 0.04, "Other": 0.02})


def test_shares_of_staff_are_set_beside_those_of_residents_in_points(write):
    lines = [line for line in _computed(write, _nomis()).beside if line.figure == "share"]
    by_part = {(line.indicator, line.part): line for line in lines}

    # Two of four staff, one of two in each grade, and none of one senior manager.
    assert by_part["1", ""].points == pytest.approx(0.5 - 0.3)
    assert by_part["1", "Grade 1"].points == pytest.approx(0.5 - 0.3)
    assert by_part["9", ""].points == pytest.approx(0 - 0.3)


def test_residents_are_counts_that_can_be_read_back(write, scwres):
    files = write("hr.csv", STAFF), write("census.csv", _nomis())
    counts = scwres("compute", files[0], "--population", files[1], "--format", "counts").out
    again = package.compute(write("counts.csv", counts))

    assert again.counts.tally(RESIDENT, "yes", {"Indian"}) == Tally(700, 700)
    assert [line[:-1] for line in again.beside] == [
        line[:-1] for line in package.compute(files[0], population=files[1]).beside
    ]


def test_districts_of_a_county_that_are_named_are_added(write):
    files = [write(f"{name}.csv", _custom()) for name in ("north", "south")]
    named = [("population", file) for file in files]
    results = package.compute(write("hr.csv", STAFF), named=named)

    assert sum(results.counts.of_items({RESIDENT}).people_by_cell.values()) == 20_000


@pytest.mark.parametrize(
    ("table", "what", "rows"),
    [
        (_custom(["Example", "Elsewhere"]), "a second time", (9, 10, 11, 12, 13)),
        (_nomis(total="12,000"), "12,000 residents in all, and 10,000", (6,)),
        (_nomis().replace('"White",7000', '"White",9000'), "do not add up", ()),
        ("ethnicity,people\nIndian,many\nWhite,1\n", "'many'", (2,)),
        ("ethnicity,people\nKurdish,40\nWhite,1\n", "'Kurdish'", (2,)),
        ("ethnicity,people\n,40\nWhite,1\n", "a blank", (2,)),
        ("ethnicity,people\n", "no rows", ()),
        ("ethnicity,people\nWhite,800\nWhite Irish,20\nAsian,200\n", "do not add up", ()),
        ("ethnicity,people\nWhite,800\nBME,200\nAsian,100\n", "do not add up", ()),
        ("ethnicity,people\nAsian,200\n", "no white residents", ()),
        ("ethnicity,people\nWhite,200\n", "no residents of ethnic minorities", ()),
        ("ethnicity,people\nTotal,200\n", "no white residents", ()),
        ("Ethnic group,Rank\nAsian,1\nWhite,2\n", "is no population extract", ()),
        ("Ethnic group,Percentage\nAsian,10\nWhite,90\n", "is no population extract", ()),
    ],
    ids=[
        *("areas", "total", "subtotal", "number", "label", "blank", "empty", "one part"),
        *("one part of all", "no white", "white alone", "total alone", "ranks", "percentages"),
    ],
)
def test_a_table_that_is_not_of_one_area_or_does_not_add_up_is_refused(write, table, what, rows):
    with pytest.raises(InputError) as error:
        _computed(write, table)

    text = str(error.value)
    assert what in text
    assert any(set(rows) <= set(fault.rows) for fault in error.value.faults), text


def test_a_table_of_residents_is_never_taken_for_one_without_being_named(write, scwres):
    ran = scwres("compute", write("staff.csv", "ethnicity,headcount\nIndian,40\nWhite,100\n"))

    assert ran.status == 3
    assert "--population" in ran.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"groups": "five"}, set()),
        ({"groups": "detailed"}, set()),
        ({"white_minorities": "separate"}, {"minority ethnic"}),
        ({"white_minorities": "minority"}, set()),
        ({}, {"minority ethnic"}),
    ],
)
def test_no_share_is_told_of_a_group_that_the_table_is_too_broad_for(write, options, told):
    results = _computed(write, "ethnicity,people\nWhite,800\nMinority ethnic,200\n", **options)
    lines = [line for line in results.beside if line.benchmark == "Residents"]
    warned = "broad-residents" in {one.code for one in results.warnings}

    assert {line.group for line in lines} == told
    assert warned == (len(told) < len({line.group for line in results.lines}))


def test_tables_named_by_the_option_are_added(write, scwres):
    files = [write(f"{name}.csv", _custom()) for name in ("north", "south")]
    options = [word for file in files for word in ("--population", file)]
    ran = scwres("compute", write("hr.csv", STAFF), *options, "--format", "counts")

    assert "resident,yes,White,14000" in ran.out


def test_rows_of_nobody_need_no_category(write):
    results = _computed(write, "ethnicity,people\nDoes not apply,0\nIndian,30\nWhite,70\n")
    line = next(line for line in results.beside if line.benchmark == "Residents")

    assert line.value == pytest.approx(0.3)


def test_residents_of_nobody_are_no_benchmark(write):
    rows = (
        "item,answer,ethnicity,people\nleft,yes,Indian,3\nleft,no,White,9\nresident,no,Indian,5\n"
    )
    results = package.compute(write("counts.csv", rows))

    assert not [line for line in results.beside if line.benchmark == "Residents"]
