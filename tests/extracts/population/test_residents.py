"""Tables of residents by ethnicity, in the forms that the census is given out in."""

from __future__ import annotations

from dataclasses import replace

import pytest

import scwres as package
from scwres.counts import RESIDENT, Tally
from scwres.errors import InputError
from scwres.results.benchmarks import lines_beside

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
    found = {line.group: line for line in lines_beside(results) if line.benchmark == "Residents"}
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
        "a total of other rows": 5,
    }
    assert table.rows == table.counted + sum(table.left_out.values())


def test_five_groups_have_their_own_share_of_residents(write):
    results = _computed(write, _nomis(), groups="five")
    shares = {line.group: line.value for line in lines_beside(results) if line.indicator == "9"}

    assert shares == pytest.approx({"Asian": 0.15, "Black": 0.09, "Mixed": 0.04, "Other": 0.02})


def test_shares_of_staff_are_set_beside_those_of_residents_in_points(write):
    lines = [line for line in lines_beside(_computed(write, _nomis())) if line.figure == "share"]
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
    from_extracts = lines_beside(package.compute(files[0], population=files[1]))
    assert [replace(line, source="") for line in lines_beside(again)] == [
        replace(line, source="") for line in from_extracts
    ]


def test_districts_of_a_county_that_are_named_are_added(write):
    files = [write(f"{name}.csv", _custom()) for name in ("north", "south")]
    named = [("population", file) for file in files]
    results = package.compute(write("hr.csv", STAFF), named=named)

    assert sum(results.counts.of_items({RESIDENT}).people_by_cell.values()) == 20_000


@pytest.mark.parametrize(
    ("table", "what", "rows"),
    [
        (_custom(["Example", "Elsewhere"]), "repeats an ethnicity", (9, 10, 11, 12, 13)),
        (_nomis(total="12,000"), "12,000 residents in total, but 10,000", (6,)),
        (_nomis().replace('"White",7000', '"White",9000'), "do not add up", ()),
        ("ethnicity,people\nIndian,many\nWhite,1\n", "'many'", (2,)),
        ("ethnicity,people\nKurdish,40\nWhite,1\n", "'Kurdish'", (2,)),
        ("ethnicity,people\n,40\nWhite,1\n", "a blank", (2,)),
        ("ethnicity,people\n", "no rows", ()),
        ("ethnicity,people\nWhite,800\nWhite Irish,20\nAsian,200\n", "do not add up", ()),
        ("ethnicity,people\nWhite,800\nBME,200\nAsian,100\n", "do not add up", ()),
        ("ethnicity,people\nAsian,200\n", "no white residents", ()),
        ("ethnicity,people\nWhite,200\n", "no residents from ethnic minorities", ()),
        ("ethnicity,people\nTotal,200\n", "no white residents", ()),
        ("Ethnic group,Rank\nAsian,1\nWhite,2\n", "cannot be read as population", ()),
        ("Ethnic group,Percentage\nAsian,10\nWhite,90\n", "cannot be read as population", ()),
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
    lines = [line for line in lines_beside(results) if line.benchmark == "Residents"]
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
    line = next(line for line in lines_beside(results) if line.benchmark == "Residents")

    assert line.value == pytest.approx(0.3)


def test_residents_of_nobody_are_no_benchmark(write):
    rows = (
        "item,answer,ethnicity,people\nleft,yes,Indian,3\nleft,no,White,9\nresident,no,Indian,5\n"
    )
    results = package.compute(write("counts.csv", rows))

    assert not [line for line in lines_beside(results) if line.benchmark == "Residents"]


#: Ten people of each label, and a hundred white British ones.
FEW = {"White British": 100, "White Irish": 10, "Indian": 10, "African": 10, "Arab": 10}


def _long(*columns: tuple[str, str], people: str = "Observation", each: int = 1) -> str:
    """Return a table with other columns, each a header and the one value in it."""
    names = [f'"{name}"' for name, _ in columns]
    values = [f'"{value}"' for _, value in columns]
    rows = [[*values, f'"{label}"', str(number * each)] for label, number in FEW.items()]
    return "\n".join(map(",".join, [[*names, "Ethnic group", people], *rows])) + "\n"


def _residents(results):
    return next(one for one in results.benchmarks if one.name == "Residents")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Age (C) (5 categories)", "Aged 25 to 34 years"),
        ("Sex (2 categories)", "Female"),
        ("Religion (10 categories)", "Muslim"),
        ("Economic activity status (20 categories)", "Unemployed"),
        ("Country of birth", "Ireland"),
        ("Residence type", "Lives in a communal establishment"),
        ("Widget", "Blue"),
    ],
)
def test_residents_who_are_some_alone_are_said_to_be_wherever_residents_are(
    write, scwres, tmp_path, column, value
):
    table = _long(("Area", "Example"), (f"{column} Code", "3"), (column, value))
    name = column.partition(" (")[0]
    files = write("hr.csv", STAFF), "--population", write("census.csv", table)
    results = package.compute(files[0], population=files[2])
    scwres("report", files[0], "--population", files[2], "--internal", "--output", tmp_path / "r")
    page = next((tmp_path / "r").rglob("*.html")).read_text(encoding="utf-8")

    assert _residents(results).residents_of == ((name, value),)
    for text in (scwres("compute", *files).out, page):
        assert f"only some of the people in the area: {name}: {value}." in text
        assert "of all ages" not in text
    assert f"census.csv ({name}: {value})" in scwres("compute", *files, "--format", "json").out


@pytest.mark.parametrize(
    "columns",
    [
        [
            ("Date", "2021"),
            ("geography", "Example"),
            ("geography code", "E06"),
            ("Rural", "Total"),
        ],
        [("Age", "All ages"), ("Sex", "Persons"), ("measures", "Value")],
        [("Age", "All categories: Age"), ("Tenure", "All tenures"), ("Status", "Final")],
        [("Population", "All usual residents"), ("Religion", "Total: All usual residents")],
    ],
)
def test_areas_years_and_totals_do_not_make_residents_some_alone(write, scwres, columns):
    results = _computed(write, _long(*columns))
    out = scwres(
        "compute", write("hr.csv", STAFF), "--population", write("census.csv", _long())
    ).out

    assert _residents(results).residents_of == ()
    assert "Residents are people of all ages" in out


@pytest.mark.parametrize(
    ("title", "people", "limits"),
    [
        ('"Age","Aged 16 to 64"\n', "Example", (("Age", "Aged 16 to 64"),)),
        ('"Age    :","Aged 16 to 64"\n', "Example", (("Age", "Aged 16 to 64"),)),
        ("Sex : Females\n", "Example", (("Sex", "Females"),)),
        ("Ethnic group of residents aged 16 and over\n", "Example", (
            ("", "Ethnic group of residents aged 16 and over"),
        )),
        ('"Age","All ages"\n"Units","Persons"\n', "Example", ()),
        ("", "Females", (("", "Females"),)),
        ("", "Aged 25 to 34", (("", "Aged 25 to 34"),)),
        ("", "Mansfield", ()),
    ],
)  # fmt: skip
def test_a_title_or_the_header_of_the_numbers_may_say_whose_they_are(write, title, people, limits):
    results = _computed(write, title + _long(people=people))

    assert _residents(results).residents_of == limits


@pytest.mark.parametrize(
    "header",
    [
        "16-64",
        "16\u201364",
        "18+",
        "Over 16s",
        "65+",
        "F",
        "Female",
        "Christian",
        "Under 18",
        "Women 2021",
    ],
)
def test_a_header_of_ages_a_sex_or_a_religion_is_whose_the_numbers_are(write, scwres, header):
    table = write("census.csv", _long(people=header))
    results = package.compute(write("hr.csv", STAFF), population=table)
    out = scwres("compute", write("hr.csv", STAFF), "--population", table).out

    assert _residents(results).residents_of == (("", header),)
    assert "of all ages" not in out


@pytest.mark.parametrize("header", ["16-24", "Employed", "Working age"])
def test_a_column_of_people_chosen_in_the_settings_says_whose_it_is(write, header):
    write("hr.csv", STAFF)
    write("census.csv", _long(("Area", "Example"), people=header))
    settings = (
        '[[extracts]]\npath = "hr.csv"\n[[extracts]]\npath = "census.csv"\n'
        f'kind = "population"\ncolumns = {{ people = "{header}" }}\n'
    )
    results = package.compute(config=write("scwres.toml", settings))

    assert _residents(results).residents_of == (("", header),)


def test_a_header_of_ages_beside_other_columns_is_whose_the_numbers_are(write):
    table = _long(("Area", "Example"), people="16-64")

    assert _residents(_computed(write, table)).residents_of == (("", "16-64"),)


@pytest.mark.parametrize(
    "header",
    [
        *("Observation", "number", "Count", "Total population", "All usual residents", "Value"),
        *("Darlington", "Darlington 2021", "Census 2021", "E06000005", "Count (1)", "All ages"),
        *("Barking and Dagenham", "Darlington (all ages)", "Persons, all ages", "Ward 5"),
        *("Leeds 2021/22", "21 March 2021", "21/03/2021", "Mid-2021", "Leeds (000s)"),
    ],
)
def test_a_plain_header_or_the_name_of_an_area_is_of_everybody(write, header):
    table = _long(("Area", "Example"), people=f'"{header}"')

    assert _residents(_computed(write, table)).residents_of == ()


def _segments(label: str, **others: str) -> str:
    parts = [f"{name}: {value}" for name, value in others.items()]
    return "; ".join([f"Ethnic Group: {label}", *parts, "measures: Value"])


#: As Nomis names them: groups, among them a bare "Other", above their parts.
NOMIS_2011 = {
    "All categories: Ethnic group": 150,
    **{"White": 110, "White: English/Welsh/Scottish/Northern Irish/British": 100},
    **{"White: Irish": 10, "Mixed": 10, "Mixed/multiple ethnic group: White and Asian": 10},
    **{"Asian": 10, "Asian/Asian British: Indian": 10, "Black": 10},
    **{"Black/African/Caribbean/Black British: African": 10},
    **{"Other": 10, "Other ethnic group: Arab": 10},
}


def _wide(**others: str) -> str:
    header = ["date", "geography", "Rural Urban"]
    header += [_segments(label, **others) for label in NOMIS_2011]
    row = ["2011", "Example", "Total", *map(str, NOMIS_2011.values())]
    return "\n".join(",".join(f'"{cell}"' for cell in cells) for cells in (header, row)) + "\n"


def _nomis_long(**others: str) -> str:
    rows = [f'"{_segments(label, **others)}",{people}' for label, people in NOMIS_2011.items()]
    return "\n".join(["Ethnic Group,Example", *rows, ""])


def _of_education(*dimensions: tuple[str, dict[str, int]]) -> str:
    """Return groups and parts in two columns, over again for each value of another column."""
    groups = [
        *(("Total", "Total", 150), ("White", "Total", 110), ("White", "White British", 100)),
        *(("White", "Irish", 10), ("Asian/Asian British", "Total", 20)),
        *(("Asian/Asian British", "Indian", 10), ("Asian/Asian British", "Pakistani", 10)),
        ("Unknown", "Unknown", 20),
    ]
    header = ["time_period", "la_name", *(name for name, _ in dimensions)]
    rows = [",".join([*header, "ethnicity_major", "ethnicity_minor", "headcount"])]
    for value, times in dimensions[0][1].items() if dimensions else (("", 1),):
        for major, minor, people in groups:
            of = [value] if dimensions else []
            rows.append(",".join(["2024", "Example", *of, major, minor, str(people * times)]))
    return "\n".join([*rows, ""])


@pytest.mark.parametrize(
    ("table", "share", "counted"),
    [
        (_wide(), 40 / 150, 6),
        (_nomis_long(), 40 / 150, 6),
        (_of_education(), 20 / 150, 5),
        ("geography,White British,Indian,African,Total\nExample,80,15,5,100\n", 0.2, 3),
    ],
    ids=["nomis wide", "nomis long", "education", "a column each"],
)
def test_forms_in_which_tables_of_one_area_are_given_out_are_read(write, table, share, counted):
    results = _computed(write, table)
    line = next(line for line in lines_beside(results) if line.benchmark == "Residents")
    account = results.inputs[1]

    assert line.value == pytest.approx(share)
    assert account.counted == counted
    assert account.rows == account.counted + sum(account.left_out.values())


@pytest.mark.parametrize("table", [_wide(Age="Age 16 to 24"), _nomis_long(Age="Age 16 to 24")])
def test_an_age_inside_the_labels_of_nomis_is_said(write, table):
    assert _residents(_computed(write, table)).residents_of == (("Age", "Age 16 to 24"),)


def test_an_unknown_ethnicity_among_residents_is_said(write, scwres):
    files = write("hr.csv", STAFF), "--population", write("ees.csv", _of_education())

    assert "The ethnicity of some residents is not known" in scwres("compute", *files).out


def test_the_total_of_what_repeats_every_ethnicity_is_used_and_said(write):
    by_sex = {"Female": 2, "Male": 3, "Total": 5}
    results = _computed(write, _of_education(("sex", by_sex)))
    counts = results.counts.of_items({RESIDENT})

    assert sum(counts.people_by_cell.values()) == 150 * 5
    assert results.inputs[1].left_out["part of 'Total' in column 'sex'"] == 16
    assert _residents(results).residents_of == ()


@pytest.mark.parametrize(
    ("table", "what", "fix"),
    [
        (
            _long(("Age", "Aged 16 to 24")) + _long(("Age", "Aged 25 to 34")).partition("\n")[2],
            "column 'Age' holds 'Aged 16 to 24' and 'Aged 25 to 34'",
            "Keep the rows for everybody, or for only one 'Age'",
        ),
        (
            _of_education(("sex", {"Female": 1, "Male": 1})),
            "column 'sex' holds 'Female' and 'Male'",
            "for only one 'sex'",
        ),
        (
            _long(("Year", "2011")) + _long(("Year", "2021")).partition("\n")[2],
            "column 'Year' holds '2011' and '2021'",
            "one year or date",
        ),
        (_long() + _long().partition("\n")[2], "no other column shows why", "one row for each"),
        (
            "Ethnic group,Example,Elsewhere\nIndian,30,20\nWhite,70,80\n",
            "several columns that could be the number of residents: 'Example' and 'Elsewhere'",
            'columns = { people = "Example" }',
        ),
        (
            "Ethnic group,Aged 16 to 24,Aged 25 to 34\nIndian,30,20\nWhite,70,80\n",
            "several columns that could be the number of residents",
            "or for everybody",
        ),
        (
            "Age,Ethnic group,people\nAll ages,White,70\nAged 16 to 64,Indian,30\n",
            "counts different people in different rows: column 'Age' holds 'All ages' and "
            "'Aged 16",
            "the same 'Age'",
        ),
        (
            _wide().replace("Value", "Percent"),
            "'Percent' in column 'measures'",
            "numbers of people",
        ),
        ("Ethnic group,Households\nIndian,30\nWhite,70\n", "cannot be read as population", ""),
        (
            "geography,White British,Indian,African,Kurdish\nExample,80,15,5,10\n",
            "'Kurdish'",
            "",
        ),
    ],
    ids=[
        "ages",
        "sexes",
        "years",
        "twice",
        "areas",
        "wide ages",
        "mixed",
        "percent",
        "households",
        "label",
    ],
)
def test_a_table_that_cannot_be_read_is_refused_for_its_true_cause(write, table, what, fix):
    with pytest.raises(InputError) as error:
        _computed(write, table)
    text = str(error.value)

    assert what in text
    assert fix in text


def test_a_column_of_everybody_beside_those_of_some_is_the_one_that_is_read(write):
    table = "Ethnic group,All ages,Aged 16 to 24\nIndian,30,20\nWhite,70,20\n"
    results = _computed(write, table)

    assert sum(results.counts.of_items({RESIDENT}).people_by_cell.values()) == 100
    assert "column 'All ages' is read as the number of residents" in results.inputs[1].notes


def test_the_one_column_of_numbers_is_that_of_the_people_whatever_it_is_called(write):
    table = "Sex,Ethnic group,Example town\nFemale,Indian,30\nFemale,White,70\n"
    results = _computed(write, table)

    assert sum(results.counts.of_items({RESIDENT}).people_by_cell.values()) == 100
    assert _residents(results).residents_of == (("Sex", "Female"),)


def test_a_table_from_the_interface_of_nomis_is_read_without_its_percentages(write):
    rows = ["GEOGRAPHY_NAME,C_AGE_NAME,C2021_ETH_20_NAME,MEASURES_NAME,OBS_VALUE"]
    for label, people in (("White", 700), ("Asian", 300)):
        rows += [f"Example,Aged 16 to 64,{label},Value,{people}"]
        rows += [f"Example,Aged 16 to 64,{label},Percent,{people / 10}"]
    results = _computed(write, "\n".join([*rows, ""]))

    assert sum(results.counts.of_items({RESIDENT}).people_by_cell.values()) == 1_000
    assert results.inputs[1].left_out == {"a percentage, not people": 2}
    assert _residents(results).residents_of == (("Age", "Aged 16 to 64"),)


def test_tables_of_other_ages_each_are_not_added(write):
    tables = [
        write(f"{value[:6]}.csv", _long(("Age", value))) for value in ("16 to 24", "25 to 34")
    ]
    with pytest.raises(InputError, match="count different residents"):
        package.compute(write("hr.csv", STAFF), population=tables)


def test_residents_of_a_count_file_are_not_said_to_be_of_all_ages(write, scwres):
    table = write("census.csv", _long(("Age", "Aged 25 to 34 years")))
    staff = write("hr.csv", STAFF)
    counts = scwres("compute", staff, "--population", table, "--format", "counts").out
    out = scwres("compute", write("counts.csv", counts)).out

    assert "It is not recorded which residents are included" in out
    assert "of all ages, and" not in out
