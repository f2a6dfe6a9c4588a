"""Advice before publishing: what is withheld and why, and other ways that show more."""

from __future__ import annotations

import json
import re
from itertools import product

import pytest

from scwres.extracts.cells.pay_order import Bands
from scwres.publishing.advice import Band, merged_further, until_none_is_small
from scwres.publishing.advising import advice_of
from scwres.results.compute import read
from scwres.settings.settings import Settings

#: Staff by pay band, minority ethnic and white, from the lowest paid.
BANDS = {"Grade 1": (30, 60), "Grade 2": (25, 80), "Grade 3": (14, 70), "Grade 4": (6, 40)}
BANDS |= {"Grade 5": (3, 21), "Grade 6": (4, 15)}

#: The findings that say something of a difference (STANDARD.md, Evidence).
TELLING = {"worse", "better", "no clear difference"}


def _staff(bands=BANDS, extra="", salary=None):
    """Return an extract: of each group and band every fourth person is Y, then N."""
    rows = [f"ethnicity,pay_band,left{extra}"]
    for number, (band, people) in enumerate(bands.items()):
        for label, group in zip(("Indian", "White British"), people, strict=True):
            for person in range(group):
                further = "" if salary is None else f",{salary(number, person)}"
                rows.append(f"{label},{band},{'NNNY'[person % 4]}{further}")
    return "\n".join(rows) + "\n"


def _advice(path, **settings):
    reading = read([path], settings=settings)
    return advice_of(reading, reading.results())


def _published(scwres, write, path, alternative, *options, settings=""):
    """Publish with the settings of an alternative in scwres.toml, and return what came of it."""
    extract = f"[[extracts]]\npath = {json.dumps(str(path))}\n"
    config = write("scwres.toml", f"{alternative['toml']}\n{settings}{extract}")
    ran = scwres("compute", "--config", config, "--publish", "--format", "json", *options)
    assert ran.status == 0, ran.err
    shown, withheld = re.search(r"([\d,]+) counts shown, ([\d,]+) withheld", ran.err).groups()
    exact = json.loads(scwres("compute", "--config", config, "--format", "json", *options).out)
    names = ("indicator", "part", "breakdown", "unit", "group", "compared_with")
    published = {
        tuple(line[name] for name in names): line["finding"]
        for line in json.loads(ran.out)["results"]
    }
    kept = sum(
        line["finding"] in TELLING and published[tuple(line[n] for n in names)] == line["finding"]
        for line in exact["results"]
    )
    return int(shown.replace(",", "")), int(withheld.replace(",", "")), kept


@pytest.mark.parametrize("case", ["sample", "bands", "salaries", "team"])
def test_first_alternative_published_shows_what_was_promised(scwres, write, sample_data, case):
    options = ["--by", "team", "--indicator", "8"] if case == "team" else []
    salaries = _staff(extra=",salary", salary=lambda band, person: 20_000 + 4_000 * band + person)
    path = {
        "sample": sample_data,
        "bands": write("hr/bands.csv", _staff()),
        # Band 3 is not between its neighbours by name, and Grade 9 by pay.
        "salaries": write("hr2/salaries.csv", salaries.replace("Grade 3", "Technical")),
        "team": sample_data / "hr.csv",
    }[case]
    ran = scwres("compute", path, *options, "--publish", "--advise", "--format", "json")
    first = json.loads(ran.out)["alternatives"][0]

    without_by = [option for option in options if option not in ("--by", "team")]
    promised = first["outcome"]
    assert _published(scwres, write, path, first, *without_by) == (
        promised["counts_shown"],
        promised["counts_withheld"],
        promised["findings_kept"],
    )


def test_what_is_withheld_is_counted_as_the_publication_counts_it(scwres, sample_data):
    advice = json.loads(
        scwres("compute", sample_data, "--publish", "--advise", "--format", "json").out
    )
    ran = scwres("compute", sample_data, "--publish", "--format", "csv")

    shown, withheld = re.search(r"(\d+) counts shown, (\d+) withheld", ran.err).groups()
    assert (advice["now"]["counts_shown"], advice["now"]["counts_withheld"]) == (
        int(shown),
        int(withheld),
    )
    rows = advice["withheld"]
    assert sum(len(row["small"]) + len(row["to_protect"]) for row in rows) == int(withheld)


def test_count_beside_a_small_one_is_said_to_protect_it(write):
    # By swe other counts are exact: of 40 in Grade 2, 37 white, so that 3 are not.
    rows = ["ethnicity,pay_band"]
    for band, people in {"Grade 1": (40, 60), "Grade 2": (3, 37), "Grade 3": (30, 50)}.items():
        rows += [f"Indian,{band}"] * people[0] + [f"White British,{band}"] * people[1]
    path = write("hr.csv", "\n".join(rows) + "\n")
    (bands,) = _advice(path, publish={"profile": "swe"}).present.withheld

    small = [(count.key.in_its_indicator, count.people) for count in bands.small]
    assert small == [("Grade 2, minority ethnic", 3)]

    assert {
        (count.protects.in_its_indicator, count.protected_people) for count in bands.beside
    } == {small[0]}


def test_finding_that_rounding_changes_has_both(write):
    # 12 of 60 against 60 of 600 is twice as likely; published, it is 10 of 60.
    rows = ["ethnicity,left"]
    for label, left, people in (("Indian", 12, 60), ("White British", 60, 600)):
        rows += [f"{label},{'Y' if person < left else 'N'}" for person in range(people)]
    path = write("hr.csv", "\n".join(rows) + "\n")
    differences = _advice(path).present.other_findings

    assert [(each["exact"], each["published"]) for each in differences] == [
        ("worse", "no clear difference")
    ]


def test_bands_are_merged_where_figures_are_withheld_and_stay_alone_elsewhere(write):
    advice = _advice(write("hr.csv", _staff()))
    merged = advice.best[0].alternative.changes["pay_bands.merged"]

    assert merged == {"Grade 4 to Grade 6": ["Grade 4", "Grade 5", "Grade 6"]}
    assert advice.best[0].outcome.whole["1"] == (4, 4)


def test_bands_of_senior_managers_are_not_merged_with_others(write):
    senior = {"senior_managers": {"grades": ["Grade 5", "Grade 6"]}}
    advice = _advice(write("hr.csv", _staff()), **senior)
    merged = [
        set(bands)
        for trial in (*advice.best, *advice.others)
        for bands in trial.alternative.changes.get("pay_bands.merged", {}).values()
    ]

    assert {"Grade 5", "Grade 6"} in merged
    assert all(bands <= {"Grade 5", "Grade 6"} or "Grade 5" not in bands for bands in merged)


def test_merging_goes_on_from_bands_that_are_merged_already(write):
    merged = {"pay_bands": {"merged": {"Low": ["Grade 1", "Grade 2"]}}}
    advice = _advice(write("hr.csv", _staff()), **merged)

    assert advice.best[0].alternative.changes["pay_bands.merged"] == {
        "Low": ["Grade 1", "Grade 2"],
        "Grade 4 to Grade 6": ["Grade 4", "Grade 5", "Grade 6"],
    }


def test_bands_without_an_order_of_pay_are_not_merged_and_it_is_said_why(scwres, write):
    names = dict(
        zip(("Scale", "Senior", "Chief", "Head", "Lead", "Top"), BANDS.values(), strict=True)
    )
    ran = scwres("compute", write("hr.csv", _staff(names)), "--publish", "--advise")

    assert "Merge pay bands" not in ran.out
    assert "the order of their pay is not known" in ran.out


def test_quartiles_are_tried_where_there_are_salaries_and_files_can_be_read_again(scwres, write):
    salaries = _staff(extra=",salary", salary=lambda band, person: 20_000 + 4_000 * band + person)
    path = write("hr.csv", salaries)
    of_file = scwres("compute", path, "--publish", "--advise")
    of_stream = scwres("compute", "-", "--publish", "--advise", stdin=salaries.encode())

    assert 'from_salary = "quartiles"' in of_file.out
    assert of_stream.status == 0
    assert "quartiles" not in of_stream.out
    assert "Merge pay bands" in of_stream.out


def test_fewer_groups_are_tried_and_said_to_hide_differences(write):
    rows = _staff().replace("Indian", "African", 40)
    advice = _advice(write("hr.csv", rows), groups="five")
    tried = {trial.alternative.options for trial in (*advice.best, *advice.others)}

    assert "--groups two" in tried
    assert {"--profile swe"} < tried


def test_release_that_would_be_refused_is_advised_on_all_the_same(write, monkeypatch):
    from scwres.errors import DisclosureError, Fault
    from scwres.publishing import advising

    issue_of = advising.issue_of

    def refuses_all_breakdowns(results, *others):
        if results.settings["by"]:
            raise DisclosureError([Fault("", "it could be worked out", "", "")])
        return issue_of(results, *others)

    monkeypatch.setattr(advising, "issue_of", refuses_all_breakdowns)
    rows = _staff(extra=",team", salary=lambda _, person: "AB"[person % 2])
    advice = _advice(write("hr.csv", rows), by=["team"])

    assert (advice.present, advice.why_not) == (None, "it could be worked out")
    assert advice.best[0].alternative.words == "Leave out the breakdown by team"


def test_nothing_is_written_and_the_ledger_stays_as_it_was(scwres, write, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = write("data/hr.csv", _staff())
    ledger = tmp_path / "ledger.json"
    options = ["--publish", "--ledger", ledger, "--format", "json"]
    assert scwres("compute", path, *options).status == 0
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}

    first, again = (scwres("compute", path, *options, "--advise") for _ in range(2))

    assert first.status == 0
    assert first.out == again.out
    after = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert after == before


@pytest.mark.parametrize(
    ("command", "options", "message"),
    [
        ("compute", ["--advise"], "Add --publish."),
        ("compute", ["--advise", "--publish", "--output", "x.csv"], "--output cannot be used"),
        ("compute", ["--advise", "--publish", "--format", "csv"], "--format csv cannot be used"),
        ("report", ["--advise", "--internal"], "Remove --internal."),
        ("report", ["--advise", "--output", "x"], "--output cannot be used"),
    ],
)
def test_options_that_advice_has_no_use_for_are_refused(scwres, write, command, options, message):
    ran = scwres(command, write("hr.csv", _staff()), *options)

    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


def test_advice_says_that_it_is_not_for_publication(scwres, write):
    ran = scwres("report", write("hr.csv", _staff()), "--advise")

    assert "not for publication" in ran.out.split("\n")[1]


def test_bands_of_steps_are_merged_into_wider_ones_that_are_named_by_their_pay(scwres, write):
    steps = '[pay_bands]\nfrom_salary = "steps"\nstep = 4000\n'
    rows = _staff(extra=",salary", salary=lambda band, person: 20_000 + 4_000 * band + person)
    path = write("data/hr.csv", rows)
    extract = f"[[extracts]]\npath = {json.dumps(str(path))}\n"
    config = write("steps.toml", steps + extract)
    ran = scwres("compute", "--config", config, "--publish", "--advise", "--format", "json")
    first = json.loads(ran.out)["alternatives"][0]

    merged = first["settings"]["pay_bands.merged"]
    assert list(merged) == ["£32,000 to £43,999"]
    assert merged["£32,000 to £43,999"][0] == "£32,000 to £35,999"
    shown, *_ = _published(scwres, write, path, first, settings=steps)
    assert shown == first["outcome"]["counts_shown"]


def test_changes_of_bands_and_of_a_breakdown_are_tried_together(write):
    rows = ["ethnicity,pay_band,left,team,directorate"]
    for number, row in enumerate(_staff().splitlines()[1:]):
        team = "ABCDEF"[number % 6]
        rows.append(f"{row},{team},{'North' if team in 'ABC' else 'South'}")
    path = write("hr.csv", "\n".join(rows) + "\n")
    also_by = ("directorate",)
    reading = read([path], also_by=also_by, by=["team"])
    advice = advice_of(reading, reading.results(), also_by=also_by)
    changes = [set(trial.alternative.changes) for trial in (*advice.best, *advice.others)]

    assert {"by", "pay_bands.merged"} in changes
    assert {"by"} in changes
    assert {"pay_bands.merged"} in changes


def test_settings_that_have_to_go_are_named(write):
    own_rule = {"publish": {"threshold": 7, "base": 5}}
    merged = {"pay_bands": {"merged": {"Low": ["Grade 1", "Grade 2"]}}}
    salaries = _staff(extra=",salary", salary=lambda band, person: 20_000 + 4_000 * band + person)
    advice = _advice(write("hr.csv", salaries), **own_rule, **merged)
    removed = {
        trial.alternative.words: trial.alternative.removed
        for trial in (*advice.best, *advice.others)
    }

    assert removed["Publish by the rule ons-10-5"] == ["publish.threshold", "publish.base"]
    assert removed["Use quartiles of pay as the pay bands"] == ["pay_bands.merged"]


#: Nobody has left, and 3 in Grade 2 and 4 in Grade 4 are minority ethnic.
FEW = {"Grade 1": (40, 60), "Grade 2": (3, 37), "Grade 3": (30, 50), "Grade 4": (4, 46)}


def _of_bands(bands):
    rows = ["ethnicity,pay_band"]
    for band, people in bands.items():
        rows += [f"Indian,{band}"] * people[0] + [f"White British,{band}"] * people[1]
    return "\n".join(rows) + "\n"


def _settings(write, name, merged):
    text = f'organisation = "Example"\n[publish]\nprofile = "swe"\nperiod = "2025"\n{merged}'
    return write(name, text)


def test_ledger_refuses_other_pay_bands_of_the_same_people(scwres, write, tmp_path):
    path, ledger = write("data/hr.csv", _of_bands(FEW)), tmp_path / "ledger.json"
    options = ["--publish", "--ledger", ledger, "--format", "json"]
    plain = _settings(write, "plain.toml", "")
    merged = _settings(
        write, "merged.toml", '[pay_bands]\nmerged = { "Low" = ["Grade 1", "Grade 2"] }\n'
    )
    assert scwres("compute", path, "--config", plain, *options).status == 0
    before = ledger.read_bytes()

    ran = scwres("compute", path, "--config", merged, *options)

    assert ran.status == 5
    assert "release 1 of ledger.json has other pay bands" in ran.err
    assert ledger.read_bytes() == before
    assert scwres("compute", path, "--config", plain, *options).status == 0
    alone = [*options, "--indicator", "1", "--advise"]
    advice = json.loads(scwres("compute", path, "--config", plain, *alone).out)
    of_bands = [trial for trial in advice["others"] if "bands" in trial["words"]]
    assert of_bands
    assert all("has other pay bands" in trial["refused"] for trial in of_bands)


def test_audit_adds_up_the_bands_that_a_file_says_are_merged(scwres, write, tmp_path):
    path = write("data/hr.csv", _of_bands(FEW))
    files = []
    pairs = {"Low": ["Grade 1", "Grade 2"], "High": ["Grade 3", "Grade 4"]}
    for name, merged in (("plain", ""), ("merged", f"[pay_bands]\nmerged = {_inline(pairs)}\n")):
        file = tmp_path / f"{name}.json"
        config = _settings(write, f"{name}.toml", merged)
        ran = scwres("compute", path, "--config", config, "--publish", "--output", file)
        assert ran.status == 0
        assert scwres("audit", file).status == 0
        files.append(file)
    shown = [
        {
            line["part"]: line["group_count"]
            for line in json.loads(file.read_text(encoding="utf-8"))["results"]
        }
        for file in files
    ]
    # 43 in both, and 40 in the first of them: 3 in the other, which the first file withholds.
    assert (shown[0]["Grade 1"], shown[0]["Grade 2"], shown[1]["Low"]) == (40, None, 43)

    ran = scwres("audit", *files)

    assert ran.status == 5
    assert "Grade 2, minority ethnic, with the event: exactly 3" in ran.out


def _inline(table):
    rows = ", ".join(f'"{name}" = {json.dumps(bands)}' for name, bands in table.items())
    return f"{{ {rows} }}"


@pytest.mark.parametrize("sizes", list(product((3, 12), repeat=4)))
def test_merged_bands_keep_every_person_and_their_order(sizes):
    bands = [Band(f"B{place}", (size, 20)) for place, size in enumerate(sizes)]
    parts = until_none_is_small(bands, 10)

    assert [band for part in parts for band in part] == bands
    assert all(sum(band.groups[0] for band in part) >= 10 for part in parts) or sum(sizes) < 10


def test_hidden_band_is_merged_with_its_smaller_neighbour_of_its_own_kind():
    bands = [
        Band("A", (50, 50), kind=("not senior",)),
        Band("B", (20, 20), kind=("not senior",)),
        Band("C", (5, 5), kind=("senior",)),
        Band("D", (9, 9), kind=("senior",)),
    ]
    parts = merged_further([[band] for band in bands], {"B", "C"}, Bands())

    assert [[band.name for band in part] for part in parts] == [["A", "B"], ["C", "D"]]


def test_settings_that_are_replaced_are_not_added_to_those_before():
    settings = Settings({"pay_bands.merged": {"A": ["B", "C"]}, "by": ["team"]})
    changed = settings.replaced({"pay_bands.merged": {"D": ["E", "F"]}, "by": []})

    assert changed["pay_bands.merged"] == {"D": ("E", "F")}
    assert changed["by"] == ()
    assert settings.replaced({"by": None}).values.keys() == {"pay_bands.merged"}
