"""Councils, or years, added: the counts of several as those of one."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import scwres as package
from scwres.errors import InputError, UsageError
from scwres.metrics.intervals import score
from scwres.publishing.publish import personal_faults
from scwres.results.benchmarks import lines_beside
from scwres.results.combine import combine

ITEMS = ("left", "cpd", "disciplinary", "senior_manager")


def _rows(seed: int, many: int = 60) -> list[tuple[str, str, str, int]]:
    random = Random(seed)
    return [
        (item, answer, ethnicity, random.randint(0, many))
        for item in ITEMS
        for answer in ("yes", "no")
        for ethnicity in ("Indian", "African", "White British", "White Irish", "Not stated")
    ]


def _text(rows) -> str:
    lines = [",".join(map(str, row)) for row in rows]
    return "\n".join(["item,answer,ethnicity,people", *lines, ""])


def _table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _has_no(rows) -> bool:
    """Return whether each item that somebody answered was answered with no as well."""
    answered = {(item, answer) for item, answer, *_, people in rows if people}
    return all((item, "no") in answered for item, answer in answered if answer == "yes")


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.integers(2, 4), st.randoms(use_true_random=False))
def test_however_a_file_is_split_its_parts_give_what_the_whole_does(
    tmp_path_factory, seed, parts, random
):
    folder = tmp_path_factory.mktemp("split")
    rows = _rows(seed)
    split = [[] for _ in range(parts)]
    for row in rows:
        left = row[3]
        for part in split[:-1]:
            share = random.randint(0, left)
            part.append((*row[:3], share))
            left -= share
        split[-1].append((*row[:3], left))
    paths = []
    for at, of_one in enumerate(split):
        paths.append(folder / f"council{at}.csv")
        paths[-1].write_text(_text(of_one), encoding="utf-8")
    whole = folder / "whole.csv"
    whole.write_text(_text(rows), encoding="utf-8")

    # A part in which everybody left is refused, as any extract is.
    assume(all(_has_no(of_one) for of_one in split))
    # So are two files that are copies of one another.
    assume(len(set(map(_text, split))) == parts)
    # The sentences tell where the parts say otherwise than the whole.
    lines = [replace(line, further=()) for line in combine(paths).results.lines]
    assert lines == [replace(line, further=()) for line in package.compute(whole).lines]


def test_a_council_without_an_item_is_in_neither_half_of_it(write):
    full = [write(f"c{at}.csv", _text(_rows(at))) for at in (1, 2)]
    without = write("c3.csv", _text(row for row in _rows(3) if row[0] != "cpd"))
    lines = {line.indicator: line for line in combine([*full, without]).results.lines}
    of_two = {line.indicator: line for line in combine(full).results.lines}

    assert lines["5"] == of_two["5"]
    assert lines["8"].all_out_of > of_two["8"].all_out_of
    [missing] = [
        one for one in combine([*full, without]).results.not_computed if one.indicator == "5"
    ]
    assert missing.why == "c3 has no data and is left out (2 of 3 are included)"


def test_it_is_said_who_is_in_which(scwres, write):
    full = [write(f"c{at}.csv", _text(_rows(at))) for at in (1, 2)]
    without = write("c3.csv", _text(row for row in _rows(3) if row[0] != "cpd"))
    ran = scwres("combine", *full, without)

    assert "c3 has no data and is left out (2 of 3 are included)" in ran.out
    document = json.loads(scwres("combine", *full, without, "--format", "json").out)
    assert document["settings"]["organisations"] == ["c1", "c2", "c3"]


def test_organisations_are_kept_apart_where_that_is_asked_for(scwres, write):
    files = [write(f"c{at}.csv", _text(_rows(at))) for at in (1, 2, 3)]
    together = _table(scwres("combine", *files, "--format", "csv").out)
    apart = _table(scwres("combine", *files, "--by", "organisation", "--format", "csv").out)

    assert {row["breakdown"] for row in together} == {""}
    assert {row["unit"] for row in apart} == {"", "c1", "c2", "c3"}
    [own] = [row for row in apart if (row["indicator"], row["unit"]) == ("8", "c2")]
    [alone] = [line for line in package.compute(files[1]).lines if line.indicator == "8"]
    assert float(own["ratio"]) == alone.ratio


def test_mantel_and_haenszels_ratio_stands_beside_the_pooled_one(scwres, write):
    files = [write(f"c{at}.csv", _text(_rows(at))) for at in (1, 2, 3)]
    document = json.loads(scwres("combine", *files, "--format", "json").out)

    assert {one["breakdown"] for one in document["across_units"]} == {"organisation"}
    assert {one["units"] for one in document["across_units"]} == {3}
    assert "Comparing people in the same organisation" in scwres("combine", *files).out


def test_each_organisation_has_the_score_of_its_counts_at_the_pooled_ratio(write):
    files = [write(f"c{at}.csv", _text(_rows(at, 400))) for at in range(6)]
    results = combine(files).results
    pooled = {line.indicator: line.ratio for line in results.lines}

    assert len(results.organisations) == 6 * len(ITEMS)
    for one in results.organisations:
        group = package.Tally(one.group_count, one.group_out_of)
        other = package.Tally(one.compared_with_count, one.compared_with_out_of)
        assert one.pooled_ratio == pooled[one.indicator]
        assert one.score == score(one.pooled_ratio, group, other)
        expected = "beyond 3.09" if abs(one.score) > 3.09 else "beyond 1.96"
        assert one.mark == (expected if abs(one.score) > 1.96 else "")


def test_a_small_council_far_off_is_not_marked_and_a_large_one_is(write):
    def council(name: str, group: int, of: int, others: int, out_of: int):
        rows = [
            ("left", "yes", "Indian", group),
            ("left", "no", "Indian", of - group),
            ("left", "yes", "White British", others),
            ("left", "no", "White British", out_of - others),
        ]
        # No two files are the same to the last letter.
        return write(
            f"{name}.csv", _text(rows) + f"left,no,Not stated,{len(name) + ord(name[-1])}\n"
        )

    files = [
        *(council(f"usual{at}", 40, 400, 80, 800) for at in range(8)),
        council("small", 2, 8, 1, 12),
        council("large", 120, 400, 80, 800),
    ]
    marks = {one.organisation: one.mark for one in combine(files).results.organisations}

    assert marks["large"] == "beyond 3.09"
    assert marks["small"] == ""
    assert marks["usual0"] == ""


def test_years_of_the_same_staff_are_refused_for_those_in_post(scwres, write):
    configs = []
    for year in (2024, 2025):
        write(f"{year}.csv", _text(_rows(year)))
        configs.append(
            write(
                f"y{year}.toml", f'organisation = "Borough"\n[[extracts]]\npath = "{year}.csv"\n'
            )
        )
    ran = scwres("combine", *configs, "--format", "json")
    document = json.loads(ran.out)

    assert ran.status == 0
    assert "9" not in {line["indicator"] for line in document["results"]}
    assert {line["indicator"] for line in document["results"]} == {"3", "5", "8"}
    [why] = [one["why"] for one in document["not_computed"] if one["indicator"] == "9"]
    assert why.startswith("Borough is given more than once")


def test_an_organisation_is_named_by_its_settings_or_its_file(write):
    write("2024.csv", _text(_rows(1)))
    config = write("y.toml", 'organisation = "Borough"\n[[extracts]]\npath = "2024.csv"\n')
    other = write("county.csv", _text(_rows(2)))
    found = combine([config, other], by=["organisation"]).results

    assert {line.unit for line in found.lines} == {"", "Borough", "county"}


def test_an_organisations_name_may_hold_a_colon(write):
    write("2024.csv", _text(row for row in _rows(1) if row[0] != "cpd"))
    config = write("y.toml", 'organisation = "Borough: East"\n[[extracts]]\npath = "2024.csv"\n')
    results = combine([config, write("county.csv", _text(_rows(2)))]).results
    [missing] = [one for one in results.not_computed if one.indicator == "5"]

    assert results.settings["organisations"] == ["Borough: East", "county"]
    assert missing.why == "Borough: East has no data and is left out (1 of 2 are included)"


def test_a_faulty_file_is_named_with_its_faults_and_nothing_is_computed(scwres, write):
    good = [write(f"c{at}.csv", _text(_rows(at))) for at in (1, 2)]
    bad = write(
        "bad.csv", _text([("left", "yes", "Indian", -4), ("left", "perhaps", "Indian", 5)])
    )
    ran = scwres("combine", *good, bad)

    assert ran.status == 3
    assert ran.out == ""
    assert "bad.csv" in ran.err
    skipped = scwres("combine", *good, bad, "--skip-faulty", "--format", "csv")
    assert skipped.status == 0
    assert "Left out: bad.csv" in skipped.err
    assert _table(skipped.out) == _table(scwres("combine", *good, "--format", "csv").out)
    with pytest.raises(InputError):
        combine([bad, bad], skip_faulty=True)


def test_results_do_not_add_and_it_is_said_what_does(scwres, write):
    files = [write(f"c{at}.csv", _text(_rows(at))) for at in (1, 2)]
    ran = scwres("combine", *files, write("c3.json", "{}"))

    assert ran.status == 3
    assert "c3.json: holds results, and rates cannot be added up" in ran.err
    assert "--format counts" in ran.err


def test_one_file_is_nothing_to_combine(scwres, write):
    ran = scwres("combine", write("c.csv", _text(_rows(1))))

    assert ran.status == 2
    with pytest.raises(UsageError):
        combine([])


def test_a_missing_file_and_an_output_that_is_an_input_are_refused(scwres, write):
    files = [write(f"c{at}.csv", _text(_rows(at))) for at in (1, 2)]

    assert scwres("combine", *files, "none.csv").status == 6
    assert scwres("combine", *files, "--output", files[0]).status == 2


def test_a_whole_country_of_counts_is_added(write):
    # 153 councils, as many as England has with social care.
    files = [write(f"council {at:03}.csv", _text(_rows(at))) for at in range(153)]
    results = combine(files).results

    assert len(results.settings["organisations"]) == 153
    assert results.lines[0].all_out_of == sum(
        row[3] for at in range(153) for row in _rows(at) if row[0] == "disciplinary"
    )


def test_a_publication_of_organisations_is_not_made_by_the_way(scwres, write):
    files = [write(f"c{at}.csv", _text(_rows(at))) for at in (1, 2)]

    assert "Not for publication" in scwres("combine", *files).out
    assert json.loads(scwres("combine", *files, "--format", "json").out)["audience"] == "internal"


def test_a_file_that_is_another_ones_copy_is_refused(write):
    text = _text(_rows(3))
    files = [write(f"{name}.csv", text) for name in ("north", "south")]
    with pytest.raises(UsageError, match="has the same content as north"):
        combine(files)


def test_residents_of_some_organisations_stand_beside_nothing(write):
    extra = "resident,yes,Indian,300\nresident,yes,White British,700\n"
    files = [write("north.csv", _text(_rows(3)) + extra), write("south.csv", _text(_rows(4)))]
    found = combine(files).results

    assert "residents-of-some" in {one.code for one in found.warnings}
    assert not [line for line in lines_beside(found) if line.benchmark == "Residents"]


def test_organisations_of_different_periods_are_told(write):
    files = []
    for name, day in (("north", "2024-09-30"), ("south", "2025-09-30")):
        write(f"{name}.csv", _text(_rows(len(day) + ord(name[0]))))
        settings = f'organisation = "{name}"\nsnapshot = {day}\n'
        files.append(write(f"{name}.toml", f'{settings}[[extracts]]\npath = "{name}.csv"\n'))

    assert "periods-differ" in {one.code for one in combine(files).results.warnings}


@pytest.mark.parametrize("accept", ["", '[strict]\naccept = ["looks-personal"]\n'])
def test_a_council_accepts_what_looks_personal_in_its_own_settings(write, accept):
    rows = [
        f"left,{answer},{ethnicity},{team},{people}"
        for answer in ("yes", "no")
        for ethnicity in ("Indian", "White British")
        for team, people in (("Adults", 40), ("LS1 4AP", 20))
    ]
    head = "item,answer,ethnicity,team,people\n"
    write("north.csv", "\n".join([head.strip(), *rows]) + "\n")
    extract = '[[extracts]]\npath = "north.csv"\n'
    north = write("north.toml", f'organisation = "North"\n{accept}{extract}')
    people = "left,yes,Indian,Adults,12\nleft,no,White British,Adults,30\n"
    south = write("south.csv", head + people)

    results = combine([north, south]).results

    codes = [warning.code for warning in results.warnings]
    assert ("looks-personal" in codes) == (not accept)
    assert bool(personal_faults(results)) == (not accept)


def test_a_council_named_after_its_file_is_named_without_what_identifies_a_person(write):
    text = "item,answer,ethnicity,people\nleft,yes,Indian,12\nleft,no,White British,{}\n"
    files = [
        write(f"{name}.csv", text.format(30 + place))
        for place, name in enumerate(("S0047113 North", "South"))
    ]

    results = combine(files).results

    assert {line.organisation for line in results.organisations} == {"[number] North", "South"}
