"""Auditing results as files: leaks that were planted are found, by the way they leak."""

from __future__ import annotations

import csv
import io
import json
from random import Random

import pandas
import pytest

import scwres
from scwres.disclosure.figures import FIGURES, WORDS, fitting_values
from scwres.disclosure.knowledge import FigureMethod, PrintedFigure
from scwres.disclosure.rules import PROFILES, USUAL
from scwres.errors import FileError, InputError, UsageError
from scwres.publishing.audit import audit
from scwres.reports.formats.csv import as_csv

COUNTS = [
    f"{who}_{which}"
    for who in ("group", "compared_with", "unknown", "all")
    for which in ("count", "out_of")
]
NAMES = ["standard", "indicator", "title", "part", "breakdown", "unit", "group", "compared_with"]


def _rows(results) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(results))))


def _withheld(rows, rule=USUAL, keep=()):
    """Return rows as the rule has them: small counts left empty, others rounded, no figures."""
    hidden = []
    for row in rows:
        shown = {name: row[name] for name in (*NAMES, "headline", *keep)}
        for column in COUNTS:
            count = int(row[column])
            is_small = count < rule.threshold and not (count == 0 and row["headline"] == "share")
            rounded = (2 * count + rule.base) // (2 * rule.base) * rule.base
            shown[column] = "" if is_small else str(rounded)
        hidden.append(shown)
    return hidden


def _csv(rows) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _counts(events=40, out_of=400, white=100, whites=900, unknown=20, unknowns=100) -> str:
    rows = ["item,answer,ethnicity,people"]
    for ethnicity, yes, people in (
        ("Indian", events, out_of),
        ("White British", white, whites),
        ("Not stated", unknown, unknowns),
    ):
        rows += [f"left,yes,{ethnicity},{yes}", f"left,no,{ethnicity},{people - yes}"]
    return "\n".join([*rows, ""])


def test_figures_without_small_counts_are_safe(write, scwres):
    counts = write("counts.csv", _counts())
    path = write("out.csv", _csv(_withheld(_rows(package(counts)))))
    ran = scwres("audit", path)

    assert ran.status == 0
    assert ran.out.endswith("\nSafe\n")
    assert "ons-10-5: counts under 10 withheld, others rounded to the nearest 5" in ran.out


def package(path, **options):
    return scwres.compute(path, **options)


def test_a_count_that_its_total_gives_away_is_found(write, scwres):
    rows = _withheld(_rows(package(write("counts.csv", _counts(events=7)))), PROFILES["swe"])
    ran = scwres("audit", write("out.csv", _csv(rows)), "--profile", "swe")

    assert ran.status == 5
    assert "8 Leaving: minority ethnic, with the event: exactly 7, by adding" in ran.out
    assert ran.out.endswith("\nNot safe: 1 count can be worked out\n")
    # Rounded to 5, the same total leaves it in the dark.
    rounded = _withheld(_rows(package(write("counts.csv", _counts(events=7)))))
    assert scwres("audit", write("r.csv", _csv(rounded))).status == 0


def test_a_small_number_of_people_without_the_event_is_found(write):
    counts = write("counts.csv", _counts(events=395, white=800, unknown=50))
    rows = _withheld(_rows(package(counts)), PROFILES["swe"])
    result = audit([write("out.csv", _csv(rows))], profile="swe")

    [disclosure] = [
        disclosure for disclosure in result.given_away if disclosure.key.who == "minority ethnic"
    ]
    assert (disclosure.key.which, disclosure.values) == ("no", (5,))


def test_a_count_that_is_shown_small_is_found(write):
    rows = _withheld(_rows(package(write("counts.csv", _counts(unknown=3)))))
    rows[0]["unknown_count"] = "3"
    result = audit([write("out.csv", _csv(rows))])

    assert any(
        disclosure.how == "it is shown" and disclosure.values == (3,)
        for disclosure in result.given_away
    )


@pytest.mark.parametrize(
    "figure",
    [
        *("ratio", "group_likelihood", "ratio_lower", "p_value", "gap", "ratio_one_more"),
        # Where the unknown are added to the group, their rounding hides its count.
        *("people_to_parity", "ratio_one_fewer", "ratio_lowest", "ratio_if_unknown_white"),
        *("ratio_upper", "share", "inverse_ratio", "inverse_ratio_lower", "inverse_ratio_upper"),
    ],
)
def test_a_figure_left_exact_gives_its_count_away(write, figure):
    rows = _withheld(_rows(package(write("counts.csv", _counts(events=7)))), keep=[figure])
    result = audit([write("out.csv", _csv(rows))])

    assert any(disclosure.key.who == "minority ethnic" for disclosure in result.given_away)


def test_a_ratio_to_two_decimals_gives_rounded_counts_away(write):
    # 200 people from ethnic minorities, 800 white ones, 20 white cases and a ratio of 1.40:
    # the withheld count is 7 where the others are exact.
    counts = write("counts.csv", _counts(7, 200, 20, 800, 30, 300))
    rows = _withheld(_rows(package(counts)), PROFILES["swe"])
    for row in rows:
        row.update(all_count="", unknown_count="", ratio="1.40")
    result = audit([write("out.csv", _csv(rows))], profile="swe")

    assert (7,) in {
        disclosure.values
        for disclosure in result.given_away
        if disclosure.key.who == "minority ethnic"
    }


@pytest.mark.parametrize("words", ["finding", "reading"])
def test_words_left_beside_a_withheld_count_are_found(write, scwres, words):
    rows = _withheld(_rows(package(write("counts.csv", _counts(events=7)))), keep=[words])
    ran = scwres("audit", write("out.csv", _csv(rows)))

    assert ran.status == 5
    words_found = ran.out.replace("\n    ", " ")
    assert f"figures or words made from it are still shown: {words}" in words_found


def test_a_figure_of_the_rounded_counts_tells_nothing_more(write):
    rows = _withheld(_rows(package(write("counts.csv", _counts()))))
    [row] = rows
    row["ratio"] = repr((40 / 400) / (100 / 900))

    assert audit([write("out.csv", _csv(rows))]).is_safe


def test_units_that_add_up_to_the_whole_give_one_of_them_away(write):
    rows = ["item,answer,ethnicity,people,team"]
    for team, events in (("A", 30), ("B", 25), ("C", 6)):
        for ethnicity, more in (("Indian", 0), ("White British", 40), ("Not stated", 20)):
            rows += [f"left,yes,{ethnicity},{events + more},{team}"]
            rows += [f"left,no,{ethnicity},100,{team}"]
    results = package(write("counts.csv", "\n".join([*rows, ""])), by=["team"])
    result = audit(
        [write("o.csv", _csv(_withheld(_rows(results), PROFILES["swe"])))], profile="swe"
    )

    assert any(
        disclosure.key.unit == "C" and disclosure.values == (6,)
        for disclosure in result.given_away
    )


def test_files_that_are_safe_apart_give_a_count_away_together(write):
    # The whole in one file, in the other two teams of three: the third is their difference.
    rows = ["item,answer,ethnicity,people,team"]
    for team, events in (("A", 30), ("B", 25), ("C", 6)):
        for ethnicity in ("Indian", "White British", "Not stated"):
            more = {"Indian": 0, "White British": 40, "Not stated": 20}[ethnicity]
            rows += [f"left,yes,{ethnicity},{events + more},{team}"]
            rows += [f"left,no,{ethnicity},100,{team}"]
    results = package(write("counts.csv", "\n".join([*rows, ""])), by=["team"])
    all_rows = _withheld(_rows(results), PROFILES["swe"])
    for row in all_rows:
        if row["unit"] == "C":
            row.update(dict.fromkeys(COUNTS, ""))
    whole = write("whole.csv", _csv([row for row in all_rows if not row["unit"]]))
    teams = write("teams.csv", _csv([row for row in all_rows if row["unit"]]))

    assert audit([whole], profile="swe").is_safe
    assert audit([teams], profile="swe").is_safe
    together = audit([whole, teams], profile="swe")
    assert any(
        disclosure.key.unit == "C" and disclosure.values == (6,)
        for disclosure in together.given_away
    )


def test_a_total_known_from_elsewhere_gives_a_count_away(write):
    counts = write("counts.csv", _counts(unknowns=7, unknown=0))
    rows = _withheld(_rows(package(counts)), PROFILES["swe"])
    for row in rows:
        row["all_out_of"] = row["all_count"] = ""
    path = write("out.csv", _csv(rows))

    assert [
        disclosure
        for disclosure in audit([path], profile="swe").given_away
        if disclosure.key.which == "of"
    ] == []
    with_total = audit([path], profile="swe", known={"8": 1_307})
    assert any(
        disclosure.key.which == "of" and disclosure.values == (7,)
        for disclosure in with_total.given_away
    )
    with pytest.raises(UsageError, match="a total is given for indicator '3'"):
        audit([path], known={"3": 1})


def test_the_one_person_of_a_count_can_work_out_another(write):
    # 1 and 9 are withheld of a total of 10: whoever is the 1 knows the 9.
    rows = _withheld(_rows(package(write("counts.csv", _counts(1, 400, 90, 900, 9, 300)))))
    [row] = rows
    row.update(compared_with_count="90", all_count="100", group_count="", unknown_count="")
    path = write("out.csv", _csv(rows))
    result = audit([path], profile="swe")

    by_person = [
        disclosure
        for disclosure in result.given_away
        if "by the only person counted in" in disclosure.how
    ]
    assert any(disclosure.values == (9,) for disclosure in by_person)


def test_five_groups_beside_two_give_one_of_them_away(write):
    rows = ["item,answer,ethnicity,people"]
    people = {"Indian": 40, "Black African": 30, "White and Asian": 20, "Arab": 6}
    people |= {"White British": 100, "Not stated": 20}
    for ethnicity, events in people.items():
        rows += [f"left,yes,{ethnicity},{events}", f"left,no,{ethnicity},200"]
    counts = write("counts.csv", "\n".join([*rows, ""]))
    two, five = (
        _withheld(_rows(package(counts, groups=groups)), PROFILES["swe"])
        for groups in ("two", "five")
    )
    for row in five:
        row.update(unknown_count="", all_count="")
    for row in two:
        row.update(unknown_count="", all_count="")
    paths = [write("two.csv", _csv(two)), write("five.csv", _csv(five))]

    assert audit(paths[1:], profile="swe").is_safe
    together = audit(paths, profile="swe")
    assert any(
        disclosure.key.who == "Other" and disclosure.values == (6,)
        for disclosure in together.given_away
    )


def _in_two_units(random) -> tuple[str, int]:
    """Return leavers in two directorates, with few Indians among them, and how many."""
    rows, events = ["item,answer,ethnicity,people,directorate"], 0
    for unit in "AB":
        yes = random.randint(11, 30)
        events += yes
        for ethnicity, left, stayed in (
            ("Indian", yes, random.randint(60, 90)),
            ("White British", random.randint(40, 90), random.randint(300, 400)),
            ("Not stated", random.randint(12, 20), random.randint(50, 90)),
        ):
            rows += [f"left,yes,{ethnicity},{left},{unit}", f"left,no,{ethnicity},{stayed},{unit}"]
    return "\n".join([*rows, ""]), events


def _margin(random, write):
    """One count withheld in a sum that is otherwise shown exactly."""
    events = random.randint(0, 9)
    text = _counts(events, random.randint(60, 400), random.randint(20, 90), 900, 30, 100)
    rows = _withheld(_rows(package(write("c.csv", text))), PROFILES["swe"])
    return [rows], {}, events


def _link(random, write):
    """Two counts withheld of the whole, and every unit shown."""
    text, events = _in_two_units(random)
    rows = _withheld(_rows(package(write("c.csv", text), by=["directorate"])), PROFILES["swe"])
    rows[0] |= {"group_count": "", "unknown_count": ""}
    return [rows], {}, events


def _earlier_release(random, write):
    """The same, the units in an earlier release."""
    [rows], known, events = _link(random, write)
    return [rows[:1], rows[1:]], known, events


def _exact_ratio(random, write):
    """Two counts withheld, and a ratio of one of them left as it was."""
    events = random.randint(1, 9)
    text = _counts(events, random.randint(60, 400), random.randint(20, 90), 900, 30, 100)
    rows = _withheld(_rows(package(write("c.csv", text))), PROFILES["swe"], keep=["ratio"])
    rows[0] |= {"unknown_count": ""}
    return [rows], {}, events


def _known_total(random, write):
    """Those counted withheld in a group and in all, and the total known from elsewhere."""
    people = random.randint(60, 400)
    rows = _withheld(_rows(package(write("c.csv", _counts(40, people)))), PROFILES["swe"])
    rows[0] |= {"group_out_of": "", "all_out_of": ""}
    return [rows], {"8": people + 900 + 100}, people


@pytest.mark.slow
@pytest.mark.parametrize(
    "leak",
    [_margin, _link, _earlier_release, _exact_ratio, _known_total],
    ids=lambda leak: leak.__name__,
)
def test_three_hundred_planted_leaks_are_found(write, leak):
    # Sixty of each of five kinds: each can be worked out exactly.
    random = Random(9)
    for number in range(60):
        files, known, expected = leak(random, write)
        paths = [write(f"o{number}-{index}.csv", _csv(rows)) for index, rows in enumerate(files)]
        result = audit(paths, profile="swe", known=known)

        assert any(
            (disclosure.key.who, disclosure.values) == ("minority ethnic", (expected,))
            for disclosure in result.given_away
        )


def test_the_audit_is_written_as_json_too(write, scwres):
    rows = _withheld(_rows(package(write("counts.csv", _counts(events=7)))), PROFILES["swe"])
    path = write("out.csv", _csv(rows))
    ran = scwres("audit", path, "--profile", "swe", "--format", "json")
    document = json.loads(ran.out)

    assert ran.status == 5
    assert document["safe"] is False
    assert document["withheld"] == 1
    assert {entry["which"] for entry in document["given_away"]} >= {"yes"}
    again = scwres("audit", path, "--profile", "swe", "--format", "json")
    assert ran.out == again.out


def test_results_as_json_are_audited_like_those_as_csv(write, scwres):
    counts = write("counts.csv", _counts(events=7))
    document = json.loads(scwres("compute", counts, "--format", "json").out)
    for line in document["results"]:
        line["group_count"] = None
        line["mark"] = "group_count:c"
    path = write("out.json", json.dumps(document))

    assert scwres("audit", path, "--profile", "swe").status == 5


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("x.csv", "a,b\n1,2\n", "x.csv: does not hold results"),
        ("x.json", "{", "x.json: does not hold results"),
        ("x.json", '{"results": []}', "x.json: does not hold results"),
    ],
)
def test_what_holds_no_results_is_refused(write, scwres, name, text, says):
    ran = scwres("audit", write(name, text))

    assert ran.status == 3
    assert says in ran.err


def test_bad_counts_files_and_profiles_are_refused(write, tmp_path):
    rows = _withheld(_rows(package(write("counts.csv", _counts()))))
    good = write("good.csv", _csv(rows))
    rows[0]["group_count"] = "many"
    with pytest.raises(InputError, match="line 2 does not have a count in 'group_count'"):
        audit([write("bad.csv", _csv(rows))])
    with pytest.raises(FileError, match="cannot be read"):
        audit([tmp_path / "missing.csv"])
    with pytest.raises(UsageError, match="Did you mean 'ons-10-5'"):
        audit([good], profile="ons-10")
    rows[0]["group_count"] = "45"
    with pytest.raises(InputError, match="show different counts of 8 Leaving"):
        audit([good, write("other.csv", _csv(rows))])
    rows[0]["all_count"] = "900"
    with pytest.raises(InputError, match=r"wrong\.csv: the counts shown.* contradict each other"):
        audit([write("wrong.csv", _csv(rows))])
    (tmp_path / "bytes.csv").write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(InputError, match="does not hold results"):
        audit([tmp_path / "bytes.csv"])


def test_known_totals_are_whole_numbers(write, scwres):
    path = write("out.csv", _csv(_withheld(_rows(package(write("counts.csv", _counts()))))))

    assert scwres("audit", path, "--known", "8=many").status == 2
    assert scwres("audit", path, "--known", "8=1400").status == 0


@pytest.mark.parametrize("name", list(FIGURES))
def test_every_figure_is_worked_out_as_its_line_has_it(name):
    # 30 of 300 against 140 of 800, 40 of 150 unknown.
    counts = {"Indian": (30, 300), "White British": (140, 800), "Not stated": (40, 150)}
    rows = [
        ["left", answer, ethnicity, people]
        for ethnicity, (yes, out_of) in counts.items()
        for answer, people in (("yes", yes), ("no", out_of - yes))
    ]
    frame = pandas.DataFrame(rows, columns=["item", "answer", "ethnicity", "people"])
    [line] = scwres.compute(counts=frame).lines
    figure = FIGURES[name]

    value = figure.value(FigureMethod(), *(getattr(line, column) for column in figure.columns))
    assert value == pytest.approx(getattr(line, name)) if name not in WORDS else value == "below"


def test_a_figure_fits_the_counts_that_it_was_made_of():
    shown = {"group_count": None, "group_out_of": 200, "compared_with_count": 20}
    shown |= {"compared_with_out_of": 800}
    can_be = {"group_count": range(10), "group_out_of": [200]}
    can_be |= {"compared_with_count": [20], "compared_with_out_of": [800]}

    left = fitting_values({"ratio": PrintedFigure(1.4, 0.005)}, FigureMethod(), shown, can_be)
    assert left["group_count"] == {7}
    too_many = dict.fromkeys(can_be, range(1_000))
    assert (
        fitting_values({"ratio": PrintedFigure(1.4, 0.005)}, FigureMethod(), shown, too_many) == {}
    )
    assert (
        fitting_values({"ratio": PrintedFigure(99.0, 0.005)}, FigureMethod(), shown, can_be) == {}
    )


def test_an_audit_says_whose_people_it_took_for_the_same(write, scwres):
    rows = ["item,answer,ethnicity,people"]
    for item, often in (("left", 40), ("disciplinary", 20), ("cpd", 90)):
        for ethnicity, people in (("Indian", 200), ("White British", 800)):
            rows += [f"{item},yes,{ethnicity},{often}", f"{item},no,{ethnicity},{people - often}"]
    path = write("out.csv", _csv(_withheld(_rows(package(write("counts.csv", "\n".join(rows)))))))

    assert "Assumed: indicators 3, 5 and 8 count the same people" in scwres("audit", path).out
    document = json.loads(scwres("audit", path, "--format", "json").out)
    assert {"people": "3", "others": "5", "same": True} in document["supposed"]


@pytest.mark.parametrize("who", ["group", "unknown", "ungrouped", "all"])
def test_a_result_without_one_of_its_counts_is_audited_or_refused_by_name(
    who, write, scwres, root
):
    published = scwres("compute", root / "sample_data", "--publish", "--format", "json")
    document = json.loads(published.out)
    for line in document["results"]:
        line[f"{who}_count"] = line.get(f"{who}_count") or 0
        line.pop(f"{who}_out_of", None)

    ran = scwres("audit", write("out.json", json.dumps(document)))

    assert ran.status in (0, 3, 5), ran.err


def test_a_cell_that_is_longer_than_any_result_is_refused(write, scwres):
    text = f"indicator,group,group_count\n2,{'x' * 200_000},3\n"

    ran = scwres("audit", write("out.csv", text))

    assert ran.status == 3
    assert "does not hold results" in ran.err
