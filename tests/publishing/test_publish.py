"""What --publish lets out: nothing but what is protected, in every format, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from random import Random

import pytest
from read_back import readable, texts_in

import scwres as package
from scwres.disclosure.figures import FIGURES, follows
from scwres.disclosure.knowledge import COUNT_COLUMNS, FigureMethod, PrintedFigure
from scwres.disclosure.rules import USUAL as USUAL_RULE
from scwres.publishing import issuing
from scwres.publishing.publish import release_of
from scwres.reports import FORMATS

USUAL = (
    "ons-10-5: counts under 10 withheld, and others that would give them away; the rest rounded "
    "to the nearest 5"
)
NOTICE = (
    "For publication, by the rule ons-10-5. To protect identities, counts under 10 and some "
    "others that would reveal them are not shown. Other counts are rounded to the nearest 5, and "
    "percentages and ratios are of these counts."
)
WRITTEN = [name for name in FORMATS if name != "counts"]


def _counts(**people) -> str:
    """Return a count file of leavers: ``Indian=(yes, no)``."""
    rows = ["item,answer,ethnicity,people"]
    for ethnicity, (yes, no) in people.items():
        name = ethnicity.replace("_", " ")
        rows += [f"left,yes,{name},{yes}", f"left,no,{name},{no}"]
    return "\n".join([*rows, ""])


SMALL = _counts(Indian=(7, 193), White_British=(80, 720), Not_stated=(21, 79))


def _line(scwres, path, *options) -> dict[str, str]:
    ran = scwres("compute", path, "--publish", "--format", "csv", "--quiet", *options)
    assert ran.status == 0, ran.err
    [line] = csv.DictReader(io.StringIO(ran.out.lstrip("\ufeff")))
    return line


def test_small_counts_are_withheld_and_the_others_rounded(write, scwres):
    line = _line(scwres, write("c.csv", SMALL))

    assert line["audience"] == "publication"
    assert line["profile"] == USUAL
    assert line["group_count"] == ""
    assert line["group_out_of"] == "200"
    assert (line["compared_with_count"], line["compared_with_out_of"]) == ("80", "800")
    assert line["compared_with_likelihood"] == "0.1"
    assert line["method"].endswith("from counts rounded to the nearest 5")


def test_every_figure_made_of_a_withheld_count_is_withheld_with_it(write, scwres):
    line = _line(scwres, write("c.csv", SMALL))
    marks = dict(pair.split(":") for pair in line["mark"].split())

    for name, figure in FIGURES.items():
        if "group_count" in figure.columns:
            assert line[name] == ""
            assert name == "four_fifths" or marks[name] == "c"
    assert marks["group_count"] == "c"
    assert line["finding"] == ""
    assert line["reading"] == "[c]"


def test_figures_are_worked_out_from_the_rounded_counts(write, scwres):
    # 24 of 203 and 81 of 797 are published as 25 of 205 and 80 of 795.
    text = _counts(Indian=(24, 179), White_British=(81, 716), Not_stated=(21, 79))
    line = _line(scwres, write("c.csv", text))

    assert float(line["ratio"]) == pytest.approx((25 / 205) / (80 / 795))
    table = scwres("compute", write("c.csv", text), "--publish", "--quiet", "--detail").out
    assert " 1.2 (0.8 to 1.8) " in table
    assert "Ratios have one decimal place" in table


def test_five_things_look_different(write, scwres):
    # Zero, withheld, not defined, not available, and unknown ethnicity.
    rows = ["item,answer,ethnicity,people"]
    for ethnicity, grade, people in (
        ("Indian", "Grade 1", 40),
        ("White British", "Grade 1", 60),
        ("White British", "Grade 2", 50),
        ("Not stated", "Grade 1", 30),
        ("Not stated", "Grade 2", 4),
    ):
        rows.append(f"pay_band,{grade},{ethnicity},{people}")
    path = write("c.csv", "\n".join([*rows, ""]))
    ran = scwres("compute", path, "--publish", "--format", "csv", "--quiet")
    first, second = csv.DictReader(io.StringIO(ran.out.lstrip("\ufeff")))
    table = scwres("compute", path, "--publish", "--quiet", "--detail").out

    assert second["group_count"] == "0"
    assert second["unknown_count"] == ""
    assert "unknown_count:c" in second["mark"]
    assert "ratio_one_fewer:z" in second["mark"]
    assert first["unknown_count"] == "30"
    assert "0.0% (0 of 55)" in table
    assert "[c] (of 55)" in table
    assert "Unknown ethnicity" in table


@pytest.mark.parametrize("name", WRITTEN)
def test_the_rule_is_printed_on_every_output(write, scwres, name):
    ran = scwres("compute", write("c.csv", SMALL), "--publish", "--format", name)

    text = readable(name, ran.content)
    assert (USUAL if name == "csv" else NOTICE) in text.replace("\n  ", " ")
    assert NOTICE in ran.err
    assert "Not for publication" not in text


def test_a_weaker_rule_than_the_usual_one_is_stamped(write, scwres):
    path = write("c.csv", SMALL)

    assert _line(scwres, path, "--profile", "swe")["profile"].endswith(
        "the rest exact (weaker than ons-10-5)"
    )
    assert "weaker" not in _line(scwres, path, "--profile", "12-5")["profile"]


def test_counts_are_not_a_publication(write, scwres):
    ran = scwres("compute", write("c.csv", SMALL), "--publish", "--format", "counts")

    assert ran.status == 2
    assert "exact counts cannot be published" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("option", [("--profile", "swe"), ("--known", "8=9"), ("--ledger", "x")])
def test_how_to_publish_is_refused_where_nothing_is_published(write, scwres, option):
    ran = scwres("compute", write("c.csv", SMALL), *option)

    assert ran.status == 2
    assert "Add --publish, or remove them." in ran.err


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--profile", "ons"), "'ons' is not a disclosure rule"),
        (("--known", "11=4"), "a total is given for indicator '11', which does not exist here"),
        (("--known", "8=many"), "'8=many' is not a total. Expected a whole number"),
    ],
)
def test_what_cannot_be_meant_is_refused(write, scwres, options, says):
    ran = scwres("compute", write("c.csv", SMALL), "--publish", *options)

    assert ran.status == 2
    assert says in ran.err


@pytest.mark.slow
def test_two_inputs_of_the_same_protected_counts_give_the_same_bytes(write):
    # People are moved where rounding and withholding hide it; then nothing else may show it.
    random = Random(5)
    same = 0
    for _ in range(60):
        counts = {
            "Indian": (random.choice([3, 24, 40]), random.randint(150, 250)),
            "White_British": (random.randint(60, 90), random.randint(500, 700)),
            "Not_stated": (random.choice([2, 21]), random.randint(60, 90)),
        }
        other = dict(counts)
        changed = random.choice(list(counts))
        other[changed] = (counts[changed][0] + random.choice([0, 1]), counts[changed][1] + 1)
        texts = []
        for each in (counts, other):
            results = package.compute(write("same.csv", _counts(**each)))
            release = release_of(results, USUAL_RULE)
            shown = [getattr(release.published.lines[0], name) for name in COUNT_COLUMNS.values()]
            texts.append((shown, [FORMATS[name].render(release.published) for name in WRITTEN]))
        if texts[0][0] == texts[1][0]:
            same += 1
            assert texts[0][1] == texts[1][1]
    assert same > 10


CANARY = "Zanzibarquux"


@pytest.mark.slow
def test_no_output_holds_what_was_planted_in_the_input(write, scwres, tmp_path):
    # Ids, a name, a unique count, a path, an unused category and a label, in every byte.
    folder = tmp_path / f"{CANARY}-folder"
    folder.mkdir()
    rows = ["staff_id,name,ethnicity,directorate,pay_band,left,disciplinary"]
    people = [("Indian", 193), ("White British", 797), ("Kurdish", 3), ("Not stated", 38)]
    number = 0
    for ethnicity, many in people:
        for _ in range(many):
            number += 1
            left = "yes" if number % 9 == 0 else "no"
            case = "yes" if number % 61 == 0 else "no"
            unit = "North" if number % 3 else "South"
            who = f"{CANARY}{number},{CANARY} Name,{ethnicity}"
            rows.append(f"{who},{unit},G{number % 4},{left},{case}")
    path = folder / f"{CANARY}.csv"
    path.write_text("\n".join([*rows, ""]), encoding="utf-8")
    config = write(
        "scwres.toml",
        f'[ethnicity.labels]\n"Kurdish" = "Any other ethnic group"\n"{CANARY}" = "Indian"\n'
        f'[words]\nleft = {{ yes = ["{CANARY}"] }}\n',
    )
    planted = [CANARY, "Kurdish", "sha256", str(tmp_path)]
    numbers = {"1,031", "1031", "797", "193"}
    for name in WRITTEN:
        out = tmp_path / f"out.{name}.txt" if name == "table" else tmp_path / f"out.{name}"
        ran = scwres(
            *("compute", path, "--config", config, "--by", "directorate", "--publish"),
            *("--ledger", tmp_path / f"{name}.ledger", "--output", out, "--format", name),
        )
        assert ran.status == 0, ran.err
        # The names of files, said as they were typed, are no part of a publication.
        said = ran.err.replace(path.name, "").replace(str(tmp_path), "")
        texts = [readable(name, out.read_bytes()), ran.out, said]
        texts.append((tmp_path / f"{name}.ledger").read_text(encoding="utf-8"))
        for text in texts:
            assert not [one for one in planted if one in text]
            assert not numbers & set(re.findall(r"[\d.,]*\d", text))
    report = tmp_path / "report"
    ran = scwres(
        *("report", path, "--config", config, "--by", "directorate", "-o", report),
        *("--ledger", tmp_path / "report.ledger"),
    )
    assert ran.status == 0, ran.err
    said = ran.out + ran.err.replace(path.name, "").replace(str(tmp_path), "")
    for name, text in {**texts_in(report), "said": said}.items():
        # Pixels and coordinates are no figures; what is said of them is in the SVG's words.
        shown = re.sub(r'\b(?:d|x|y|transform|viewBox|style|id|href|url)="[^"]*"', "", text)
        assert not [one for one in planted if one in text], name
        if not name.endswith(".png"):
            assert not numbers & set(re.findall(r"(?<![#\w-])[\d.,]*\d", shown)), name
    assert {one.name for one in tmp_path.iterdir() if one.name.startswith(".")} == set()


def test_the_account_goes_to_a_manifest_beside_the_publication(write, scwres, tmp_path):
    out = tmp_path / "figures.json"
    path = write("c.csv", SMALL)
    ran = scwres("compute", path, "--publish", "--output", out)
    manifest = json.loads(
        (tmp_path / "figures.json-internal/manifest.json").read_text(encoding="utf-8")
    )
    document = json.loads(out.read_text(encoding="utf-8"))

    assert ran.status == 0
    assert document["inputs"] == [{"kind": "counts"}]
    assert document["warnings"] == []
    assert document["settings"]["profile"] == USUAL
    assert manifest["audience"] == "internal"
    assert manifest["inputs"][0]["rows"] == 6
    assert manifest["publication"]["name"] == "figures.json"
    assert "c.csv" not in ran.err
    assert "rows" not in ran.err


@pytest.mark.slow
def test_every_published_figure_follows_from_the_published_counts(write, sample_data):
    held = 0
    for rule, groups in (("ons-10-5", "five"), ("swe", "two")):
        results = package.compute(sample_data, by=["directorate"], groups=groups)
        for line in package.publish(results, profile=rule).lines:
            shown = {column: getattr(line, column) for column in COUNT_COLUMNS.values()}
            test = "fisher" if "Fisher" in line.method else "pearson"
            made = FigureMethod(confidence=0.95, test=test)
            for name in FIGURES:
                value = getattr(line, name)
                if value not in (None, ""):
                    held += 1
                    assert follows(name, PrintedFigure(value, 1e-9), made, shown), (name, line)
    assert held > 1_000


def test_findings_that_rounding_changes_are_named_and_only_the_manifest_says_how(
    write, scwres, tmp_path
):
    # 12 of 72 against 28 of 112 is not significant; 10 of 70 against 30 of 110 is.
    text = _counts(Indian=(12, 60), White_British=(28, 84), Not_stated=(21, 79))
    text = text.replace("left", "appointed")
    ran = scwres("compute", write("c.csv", text), "--publish", "--output", tmp_path / "o.csv")
    manifest = json.loads((tmp_path / "o.csv-internal/manifest.json").read_text(encoding="utf-8"))
    [other] = manifest["other_findings"]

    assert (other["exact"], other["published"]) == ("no clear difference", "worse")
    assert "Rounding changed the finding of 2 Appointed from shortlisting." in ran.err
    assert "no clear difference" not in ran.err
    assert "Rounding changed" not in (tmp_path / "o.csv").read_text(encoding="utf-8-sig")


def test_what_is_written_goes_into_files_of_their_own(write, scwres, tmp_path):
    path, out = write("c.csv", SMALL), tmp_path / "o.json"
    for ledger in (out, tmp_path / "o.json-internal/manifest.json"):
        ran = scwres("compute", path, "--publish", "--ledger", ledger, "--output", out)
        assert ran.status == 2
        assert "would overwrite the ledger" in ran.err
    (tmp_path / "o.json-internal/manifest.json").mkdir(parents=True)
    ran = scwres("compute", path, "--publish", "--ledger", tmp_path / "l", "--output", out)

    assert ran.status == 6
    assert not out.exists()
    assert not (tmp_path / "l").exists()


def test_a_total_that_is_not_that_of_the_extracts_is_refused(write, scwres):
    ran = scwres("compute", write("c.csv", SMALL), "--publish", "--known", "8=1105")

    assert ran.status == 2
    assert "the known total of indicator 8 differs from that of the extracts" in ran.err
    assert "1,100" not in ran.err


def test_a_publication_of_nothing_holds_nothing(write, scwres):
    ran = scwres("compute", write("c.csv", SMALL), "--publish", "--indicator", "3")

    assert ran.status == 0
    assert "3   Formal disciplinary process: no data" in ran.out
    assert "0 counts shown, 0 withheld" in ran.err


def test_strict_tells_no_number_of_what_is_published(write, scwres):
    text = _counts(Indian=(30, 170), White_British=(80, 720), Not_stated=(210, 790))
    ran = scwres("compute", write("c.csv", text), "--publish", "--strict", "--indicator", "8")

    assert ran.status == 4
    assert "there is a warning, unknown-ethnicity" in ran.err
    assert "1,000" not in ran.err


def test_a_unit_with_nobody_has_a_line_of_withheld_counts(write, scwres):
    rows = ["item,answer,ethnicity,people,directorate"]
    for item, units in (("left", "AB"), ("cpd", "A")):
        for unit in units:
            for ethnicity, people in (("Indian", 60), ("White British", 200), ("Not stated", 30)):
                rows += [
                    f"{item},yes,{ethnicity},{people // 2},{unit}",
                    f"{item},no,{ethnicity},{people // 2},{unit}",
                ]
    path = write("c.csv", "\n".join([*rows, ""]))
    ran = scwres("compute", path, "--by", "directorate", "--publish", "--format", "json", "-q")
    document = json.loads(ran.out)
    [line] = [one for one in document["results"] if (one["indicator"], one["unit"]) == ("5", "B")]

    assert {line[name] for name in COUNT_COLUMNS.values()} == {None, 0}
    assert line["reading"] == "[c]"
    assert all(one["why"] == "no data" for one in document["not_computed"])


def _respondents(in_a: int) -> str:
    """Return a survey of three directorates, with so many respondents in the first."""
    rows = ["item,answer,ethnicity,people,directorate"]
    if in_a:
        rows.append(f"harassment_public,no,White British,{in_a},A")
    for unit in "ABC":
        for ethnicity in ("Indian", "White British", "Not stated"):
            rows += [f"left,no,{ethnicity},90,{unit}", f"left,yes,{ethnicity},30,{unit}"]
            if unit != "A":
                rows.append(f"harassment_public,no,{ethnicity},60,{unit}")
                rows.append(f"harassment_public,yes,{ethnicity},20,{unit}")
    return "\n".join([*rows, ""])


@pytest.mark.parametrize("name", WRITTEN)
def test_nobody_in_a_unit_looks_like_somebody(write, scwres, name):
    # That a line is missing, or stands elsewhere, would tell that the count is zero.
    said = [
        scwres(
            *("compute", write("c.csv", _respondents(in_a)), "--by", "directorate"),
            *("--publish", "--format", name),
        )
        for in_a in (0, 1)
    ]

    assert said[0].status == said[1].status == 0
    assert said[0].content == said[1].content
    assert said[0].err == said[1].err


def test_teams_add_up_to_their_directorate_for_whoever_knows_the_council(write):
    # Two teams of one directorate, of four and of thirty: the directorate would tell the four.
    rows = ["item,answer,ethnicity,people,directorate,team"]
    for unit, team, indian in (("A", "A1", 4), ("A", "A2", 30), ("B", "B1", 40), ("B", "B2", 35)):
        for ethnicity, people in (("Indian", indian), ("White British", 90), ("Not stated", 15)):
            rows += [f"left,no,{ethnicity},{people},{unit},{team}"]
            rows += [f"left,yes,{ethnicity},{people // 2},{unit},{team}"]
    path = write("c.csv", "\n".join([*rows, ""]))
    results = package.compute(path, by=["directorate", "team"])
    lines = package.publish(results, profile="swe").lines
    of = {line.unit: (line.group_count, line.group_out_of) for line in lines}

    assert results.nested["team", "directorate"]["A"] == ("A1", "A2")
    for at in (0, 1):
        withheld = [unit for unit in ("A", "A1", "A2") if of[unit][at] is None]
        assert len(withheld) != 1, at


def test_bands_that_are_units_are_the_bands_of_indicator_one(write):
    rows = ["item,answer,ethnicity,people,pay_band"]
    for band, indian, white in (("G1", 25, 60), ("G2", 14, 70), ("G3", 40, 90)):
        for ethnicity, people in (("Indian", indian), ("White British", white)):
            rows += [f"pay_band,{band},{ethnicity},{people},{band}"]
            rows += [f"senior_manager,no,{ethnicity},{people - 3},{band}"]
            rows += [f"senior_manager,yes,{ethnicity},3,{band}"]
    path = write("c.csv", "\n".join([*rows, ""]))
    results = package.compute(path, by=["pay_band"])
    lines = package.publish(results, profile="swe").lines
    bands = {line.part: line.group_count for line in lines if line.part}
    units = {line.unit: line.group_out_of for line in lines if line.unit}

    assert all((bands[band] is None) == (units[band] is None) for band in bands)


def _rows_of(items, units) -> str:
    """Return a count file: for each item and unit, people without and with it by ethnicity."""
    rows = ["item,answer,ethnicity,people,directorate"]
    for item, unit in ((item, unit) for item in items for unit in units):
        for ethnicity, (no, yes) in units[unit].items():
            rows += [f"{item},no,{ethnicity},{no},{unit}", f"{item},yes,{ethnicity},{yes},{unit}"]
    return "\n".join([*rows, ""])


UNITS = {
    "A": {"Indian": (32, 12), "White British": (110, 15), "Not stated": (8, 11)},
    "B": {"Indian": (41, 13), "White British": (140, 35), "Not stated": (16, 12)},
}


@pytest.mark.parametrize(
    ("items", "options"),
    [
        # Who left and who is in post were the staff in the year.
        (("left", "disciplinary", "senior_manager"), {"config": 'out_of = "in_post"\n'}),
        # Without leavers the staff in the year are those in post.
        (("disciplinary", "cpd", "senior_manager"), {}),
        # The NHS numbers the same people otherwise.
        (("disciplinary", "cpd"), {"standard": "nhs-wres"}),
    ],
)
def test_indicators_of_the_same_people_are_protected_together(write, items, options):
    if "config" in options:
        options = {"config": write("scwres.toml", options["config"])}
    path = write("c.csv", _rows_of(items, UNITS))
    results = package.compute(path, by=["directorate"], **options)
    lines = package.publish(results, profile="swe").lines
    shown: dict[tuple[str, str], set[int]] = {}
    for line in lines:
        for who in ("group", "compared_with", "unknown", "all"):
            if (count := getattr(line, f"{who}_out_of")) is not None:
                shown.setdefault((line.unit, who), set()).add(count)
    for (unit, who), counts in shown.items():
        # Two counts of one group that differ by a few give those few away.
        assert all(not 0 < abs(one - other) < 10 for one in counts for other in counts), (
            unit,
            who,
        )


def test_groups_and_their_categories_are_protected_together(write, scwres, tmp_path):
    rows = ["item,answer,ethnicity,people"]
    for ethnicity, people in (
        ("Black African", 12),
        ("Black Caribbean", 2),
        ("Indian", 40),
        ("White British", 200),
        ("Not stated", 30),
    ):
        rows += [f"left,no,{ethnicity},{people}", f"left,yes,{ethnicity},{people // 2}"]
    path, ledger = write("c.csv", "\n".join([*rows, ""])), tmp_path / "l.json"
    publish = ("compute", path, "--publish", "--profile", "swe", "--ledger", ledger)
    detailed, five = tmp_path / "d.csv", tmp_path / "f.csv"
    assert scwres(*publish, "--groups", "detailed", "--output", detailed).status == 0
    ran = scwres(*publish, "--groups", "five", "--output", five)

    assert ran.status == 5 or scwres("audit", detailed, five).status == 0


def test_a_small_total_that_everybody_knows_is_no_reason_to_fail(write, scwres):
    text = _counts(Indian=(1, 2), White_British=(1, 4))
    ran = scwres("compute", write("c.csv", text), "--publish", "--known", "8=8")

    assert ran.status == 0


# The ledger


def test_the_same_release_again_is_allowed_and_kept_once(write, scwres, tmp_path):
    path, ledger = write("c.csv", SMALL), tmp_path / "ledger.json"
    for _ in range(2):
        ran = scwres("compute", path, "--publish", "--ledger", ledger)
        assert ran.status == 0
    kept = json.loads(ledger.read_text(encoding="utf-8"))

    assert f"Recorded as release 1 in {ledger}, for no period." in ran.err
    assert "Before next year's release, set period under [publish] in scwres.toml." in ran.err
    assert len(kept["releases"]) == 1
    assert kept["releases"][0]["results"][0]["group_count"] is None


@pytest.mark.slow
def test_five_groups_of_a_council_may_follow_two_by_directorate(sample_data, scwres, tmp_path):
    options = ("--publish", "--ledger", tmp_path / "ledger.json", "--output")
    two = scwres("compute", sample_data, "--by", "directorate", *options, tmp_path / "two.csv")
    five = scwres("compute", sample_data, "--groups", "five", *options, tmp_path / "five.csv")

    assert (two.status, five.status) == (0, 0), five.err
    audit = scwres("audit", tmp_path / "two.csv", tmp_path / "five.csv")
    assert audit.status == 0


@pytest.mark.parametrize(("profile", "groups"), [("ons-10-5", "two"), ("swe", "five")])
def test_a_council_released_again_is_the_same_release(
    sample_data, scwres, tmp_path, profile, groups
):
    # Zeros that stay shown, in pay bands and senior management, are no difference.
    options = ("--publish", "--profile", profile, "--groups", groups)
    options += ("--ledger", tmp_path / "ledger.json")
    for name in ("first.csv", "second.csv"):
        ran = scwres("compute", sample_data, *options, "--output", tmp_path / name)
        assert ran.status == 0, ran.err

    first, second = (tmp_path / f"{name}.csv" for name in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()
    kept = json.loads((tmp_path / "ledger.json").read_text(encoding="utf-8"))
    assert len(kept["releases"]) == 1


def test_a_release_that_differs_by_one_person_is_refused_where_it_shows(write, scwres, tmp_path):
    # 82 and 83 white leavers are published as 80 and 85: together they would be exact.
    ledger = tmp_path / "ledger.json"
    before = _counts(Indian=(30, 170), White_British=(82, 720), Not_stated=(21, 79))
    after = _counts(Indian=(30, 170), White_British=(83, 719), Not_stated=(21, 79))
    assert scwres("compute", write("a.csv", before), "--publish", "--ledger", ledger).status == 0
    kept = ledger.read_bytes()
    ran = scwres("compute", write("b.csv", after), "--publish", "--ledger", ledger)

    assert ran.status == 5
    assert "the counts differ from those of release 1 of ledger.json" in ran.err
    assert "white, with the event" in ran.err
    assert "If they are of another period, set [publish] period" in ran.err
    assert ran.out == ""
    assert ledger.read_bytes() == kept


def test_another_period_is_of_other_people(write, scwres, tmp_path):
    before = _counts(Indian=(30, 170), White_British=(82, 720), Not_stated=(21, 79))
    after = _counts(Indian=(30, 170), White_British=(83, 719), Not_stated=(21, 79))
    for number, text in enumerate((before, after)):
        config = write(
            f"{number}.toml", f'[publish]\nledger = "led.json"\nperiod = "{2024 + number}"\n'
        )
        ran = scwres("compute", write("c.csv", text), "--config", config, "--publish")
        assert ran.status == 0, ran.err


def test_a_breakdown_released_later_cannot_undo_the_whole(write, scwres, tmp_path):
    # Each release is safe apart. Together the units would tell the withheld count of the whole.
    rows = ["item,answer,ethnicity,people,directorate"]
    for unit, indian in (("A", 3), ("B", 12)):
        rows += [f"left,yes,Indian,{indian},{unit}", f"left,no,Indian,100,{unit}"]
        rows += [f"left,yes,White British,60,{unit}", f"left,no,White British,400,{unit}"]
    path, ledger = write("c.csv", "\n".join([*rows, ""])), tmp_path / "l.json"
    first = ("compute", path, "--publish", "--profile", "swe", "--ledger", ledger)
    assert scwres(*first, "--output", tmp_path / "a.csv").status == 0
    ran = scwres(*first, "--by", "directorate", "--output", tmp_path / "b.csv")

    assert ran.status == 0, ran.err
    assert scwres("audit", tmp_path / "a.csv", tmp_path / "b.csv").status == 0


def test_a_period_has_one_rule(write, scwres, tmp_path):
    path, ledger = write("c.csv", SMALL), tmp_path / "ledger.json"
    assert scwres("compute", path, "--publish", "--ledger", ledger).status == 0
    ran = scwres("compute", path, "--publish", "--ledger", ledger, "--profile", "swe")

    assert ran.status == 5
    assert "release 1 of ledger.json was made by ons-10-5, but this release is by swe" in ran.err


def test_a_period_has_one_standard(write, scwres, tmp_path):
    path, ledger = write("c.csv", SMALL), tmp_path / "ledger.json"
    assert scwres("compute", path, "--publish", "--ledger", ledger).status == 0
    other = ("--standard", "sc-wres-2025")
    ran = scwres("compute", path, "--publish", "--ledger", ledger, *other)

    assert ran.status == 5
    said = "release 1 of ledger.json uses sc-wres-2024, but this release uses sc-wres-2025"
    assert said in ran.err


@pytest.mark.parametrize("count", ["-3", "12.5", '"many"', "true", "[1]"])
def test_a_damaged_ledger_is_refused(write, scwres, tmp_path, count):
    path, ledger = write("c.csv", SMALL), tmp_path / "ledger.json"
    assert scwres("compute", path, "--publish", "--ledger", ledger).status == 0
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace('"group_out_of": 200', f'"group_out_of": {count}'))
    ran = scwres("compute", path, "--publish", "--ledger", ledger)

    assert ran.status == 3
    assert "is not a ledger of scwres" in ran.err


@pytest.mark.parametrize("groups", ['{"low": 3}', '{"low": ["1", 2]}', '["low"]', '"low"'])
def test_a_ledger_whose_pay_groups_are_damaged_is_refused(write, scwres, tmp_path, groups):
    path, ledger = write("c.csv", SMALL), tmp_path / "ledger.json"
    assert scwres("compute", path, "--publish", "--ledger", ledger).status == 0
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace('"pay_groups": {}', f'"pay_groups": {groups}'))
    ran = scwres("compute", path, "--publish", "--ledger", ledger)

    assert ran.status == 3
    assert "is not a ledger of scwres" in ran.err


@pytest.mark.parametrize("text", ["{", "[]", '{"releases": [{}]}', '{"releases": 4}'])
def test_what_is_no_ledger_is_refused(write, scwres, text):
    ran = scwres(
        *("compute", write("c.csv", SMALL), "--publish"), "--ledger", write("led.json", text)
    )

    assert ran.status == 3
    assert "led.json: is not a ledger of scwres" in ran.err


# Settings


def test_a_rule_of_ones_own_is_read_from_the_settings(write, scwres):
    config = write("scwres.toml", "[publish]\nthreshold = 7\nbase = 5\nzeros = true\n")
    line = _line(scwres, write("c.csv", SMALL), "--config", config)

    assert line["profile"].startswith("7-5: counts under 7 withheld")
    assert "zeros shown" in line["profile"]
    assert line["group_count"] == "5"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('profile = "on-10-5"', "'on-10-5' is not a disclosure rule. Did you mean 'ons-10-5'?"),
        (
            'profile = "swe"\nthreshold = 10\nbase = 5',
            "the disclosure rule is set in two ways",
        ),
        ("threshold = 7", "threshold and base go together"),
        ("threshold = 1\nbase = 1", "expected a whole number, 2 or more, not 1"),
        ("zeros = 1", "expected true or false, not a number"),
        ('known = { "8" = "many" }', "indicator 8: expected a whole number, 0 or more, not text"),
        ("known = 4", "expected a table, not a number"),
    ],
)
def test_settings_of_publication_are_checked(write, scwres, text, says):
    config = write("scwres.toml", f"[publish]\n{text}\n")
    ran = scwres("compute", write("c.csv", SMALL), "--config", config, "--publish")

    assert ran.status == 2
    assert says in " ".join(ran.err.split())


def test_true_zeros_are_shown_where_they_are_asked_for(write, scwres):
    config = write("scwres.toml", '[publish]\nprofile = "swe"\nzeros = true\n')
    text = _counts(Indian=(0, 200), White_British=(80, 720), Not_stated=(21, 79))
    path = write("c.csv", text)

    assert _line(scwres, path, "--profile", "swe")["group_count"] == ""
    assert _line(scwres, path, "--config", config)["group_count"] == "0"


def test_publishing_from_python_gives_lines_without_what_is_withheld(write):
    results = package.compute(write("c.csv", SMALL))
    published = package.publish(results, profile="swe")

    assert published.lines[0].group_count is None
    assert published.to_frame()["group_count"].isna().all()
    assert "swe: counts under 10 withheld" in repr(published)
    with pytest.raises(package.UsageError, match="'x' is not a disclosure rule"):
        package.publish(results, profile="x")


def test_a_ledger_without_the_columns_of_the_method_knows_its_releases_again(
    write, scwres, tmp_path
):
    # As every version before wrote it: how figures were made stood in "method" alone.
    path, ledger = write("c.csv", SMALL), tmp_path / "published.json"
    options = ("--publish", "--ledger", ledger, "--quiet")
    first = scwres("compute", path, *options, "--output", tmp_path / "a.csv")
    whole = ledger.read_text(encoding="utf-8")
    document = json.loads(whole)
    for row in document["releases"][0]["results"]:
        for column in ("statistic", "interval", "p_value_test"):
            assert row.pop(column)
    ledger.write_text(json.dumps(document), encoding="utf-8")
    again = scwres("compute", path, *options, "--output", tmp_path / "b.csv")

    assert (first.status, again.status) == (0, 0)
    assert ledger.read_text(encoding="utf-8") == whole


def test_a_ledger_that_another_run_wrote_meanwhile_is_not_overwritten(
    scwres, write, tmp_path, monkeypatch
):
    counts = write("counts.csv", SMALL)
    ledger, other, out = (tmp_path / name for name in ("l.json", "other.json", "2.csv"))
    options = ("--publish", "--quiet")
    assert scwres("compute", counts, *options, "--ledger", other).status == 0
    issue = issuing.issue_of

    def overtaken(*arguments):
        """Let another computer, which does not see the lock, record its release meanwhile."""
        issued = issue(*arguments)
        ledger.write_bytes(other.read_bytes())
        return issued

    monkeypatch.setattr(issuing, "issue_of", overtaken)
    ran = scwres(
        *("compute", counts, *options, "--ledger", ledger),
        *("--profile", "swe", "--output", out),
    )

    assert (ran.status, out.exists()) == (6, False)
    assert "was written by another run meanwhile" in ran.err
    assert ledger.read_bytes() == other.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_the_manifest_lies_in_a_folder_for_its_owner_alone_and_nothing_stands_in_its_way(
    write, scwres, tmp_path
):
    path, out = write("c.csv", SMALL), tmp_path / "o.csv"
    assert scwres("compute", path, "--publish", "-o", out).status == 0
    folder = tmp_path / "o.csv-internal"

    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "manifest.json").stat().st_mode & 0o777 == 0o600

    (tmp_path / "p.csv-internal").write_text("mine")
    ran = scwres("compute", path, "--publish", "-o", tmp_path / "p.csv")
    assert ran.status == 2
    assert "p.csv-internal: is not a folder, and is to hold the manifest" in ran.err
    assert not (tmp_path / "p.csv").exists()
    assert (tmp_path / "p.csv-internal").read_text() == "mine"
