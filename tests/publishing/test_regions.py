"""Regions beside their members: whatever both publish, no council's small counts follow."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "disclosure"))
from releases import publish_chain, publish_region
from together import RegionAttack, merged

RULES = {"swe": (10, 1), "ons-10-5": (10, 5)}
PERIOD = "2024/25"

#: People who left and who stayed, by ethnicity: east has 3 minority ethnic leavers.
COUNTS = {
    "north": {"Indian": (20, 100), "White British": (40, 400), "Not stated": (15, 50)},
    "south": {"Indian": (25, 200), "White British": (50, 500), "Not stated": (12, 40)},
    "east": {"Indian": (3, 40), "White British": (30, 300), "Not stated": (11, 30)},
}


def _counts(people: dict[str, tuple[int, int]]) -> str:
    rows = ["item,answer,ethnicity,people"]
    for ethnicity, (left, stayed) in people.items():
        rows += [f"left,yes,{ethnicity},{left}", f"left,no,{ethnicity},{stayed}"]
    return "\n".join([*rows, ""])


@pytest.fixture
def councils(write):
    """Return the count file of each council."""
    return {name: write(f"{name}.csv", _counts(people)) for name, people in COUNTS.items()}


@pytest.fixture
def settings(write, councils):
    """Return a settings file of each council, with one ledger."""
    return {
        name: write(
            f"{name}.toml",
            f'organisation = "{name.title()}"\n[publish]\nprofile = "swe"\n'
            f'ledger = "ledger.json"\nperiod = "{PERIOD}"\n'
            f'[[extracts]]\npath = "{path.name}"\n',
        )
        for name, path in councils.items()
    }


@pytest.fixture
def published(scwres, councils, tmp_path):
    """Return the publication of each council, by the rule that leaves counts exact."""
    paths = {}
    for name, path in councils.items():
        paths[name] = tmp_path / "published" / f"{name}.csv"
        paths[name].parent.mkdir(exist_ok=True)
        ran = scwres("compute", path, "--publish", "--profile", "swe", "-o", paths[name])
        assert ran.status == 0, ran.err
    return paths


def _combine(scwres, councils, *options):
    return scwres("combine", *councils.values(), "--publish", "--profile", "swe", *options)


def _leavers(text: str) -> dict:
    (line,) = json.loads(text)["results"]
    return line


# Beside members


def test_a_region_without_its_members_shows_what_gives_one_of_them_away(
    scwres, councils, published, tmp_path
):
    region = tmp_path / "region.csv"
    assert _combine(scwres, councils, "-o", region).status == 0
    together = scwres(
        "audit", region, "--members", published["north"], "--members", published["south"]
    )

    # 48 less 20 less 25.
    assert together.status == 5
    assert "east" not in together.out
    assert "other organisations, minority ethnic, with the event: exactly 3" in together.out


@pytest.mark.parametrize("members", [("north", "south"), ("north", "south", "east"), ("east",)])
def test_a_region_beside_its_members_gives_none_of_them_away(
    scwres, councils, published, tmp_path, members
):
    region = tmp_path / "region.json"
    named = [text for name in members for text in ("--members", published[name])]
    ran = _combine(scwres, councils, *named, "-o", region)

    assert ran.status == 0, ran.err
    assert scwres("audit", region, *named).status == 0
    line = _leavers(region.read_text(encoding="utf-8"))
    assert line["all_count"] == 206
    assert (line["group_count"] is None) == (members != ("east",))


@pytest.mark.parametrize("members", ["published", "published/*.csv"])
def test_members_are_named_by_their_folder_or_a_pattern(
    scwres, councils, published, tmp_path, monkeypatch, members
):
    monkeypatch.chdir(tmp_path)
    ran = _combine(scwres, councils, "--members", members, "--format", "json")

    assert ran.status == 0, ran.err
    assert _leavers(ran.out)["group_count"] is None


def test_results_that_say_whose_they_are_are_audited_together_without_an_option(
    scwres, councils, settings, tmp_path
):
    paths = [tmp_path / f"{name}.json" for name in ("region", "North", "South")]
    assert _combine(scwres, settings, "-o", paths[0]).status == 0
    for name in ("north", "south"):
        ran = scwres(
            "compute", councils[name], "--config", settings[name], "--publish", "--ledger",
            tmp_path / f"own-{name}.json", "-o", tmp_path / f"{name.title()}.json",
        )  # fmt: skip
        assert ran.status == 0, ran.err
    together = scwres("audit", *paths)

    assert together.status == 5
    assert "East, minority ethnic, with the event: exactly 3" in together.out


@pytest.mark.parametrize(
    ("content", "options", "status", "words"),
    [
        # Larger than its region: 200 of 48.
        ({"Indian": (200, 400)}, (), 2, "shows another count of 8 Leaving: north"),
        ({"Indian": (21, 99)}, (), 2, "shows another count of 8 Leaving: north"),
        ({}, ("--profile", "ons-10-5"), 2, "was made by ons-10-5, but this publication is by swe"),
        ({}, ("--standard", "nhs-wres", "--indicator", "3"), 2, "uses nhs-wres"),
        ({}, None, 2, "shows or tells small counts"),
    ],
)
def test_what_cannot_be_of_a_member_is_refused_and_nothing_is_written(
    scwres, write, councils, tmp_path, content, options, status, words
):
    people = {**COUNTS["north"], **content}
    if options is None:
        people["Indian"] = (2, 118)
    if options and "nhs-wres" in options:
        rows = "".join(
            f"disciplinary,{answer},{ethnicity},{number}\n"
            for ethnicity in people
            for answer, number in (("yes", 20), ("no", 60))
        )
        changed = write("changed.csv", "item,answer,ethnicity,people\n" + rows)
    else:
        changed = write("changed.csv", _counts(people))
    member, region = tmp_path / "p" / "north.csv", tmp_path / "region.csv"
    member.parent.mkdir()
    publish = () if options is None else ("--publish", "--profile", "swe", *options)
    assert scwres("compute", changed, *publish, "-o", member).status == 0
    ran = _combine(scwres, councils, "--members", member, "-o", region)

    assert ran.status == status
    assert "north.csv" in ran.err
    assert words in ran.err
    assert not region.exists()


def test_a_publication_of_no_organisation_that_is_combined_is_refused(
    scwres, councils, published, tmp_path
):
    other = published["north"].rename(tmp_path / "nroth.csv")
    ran = _combine(scwres, councils, "--members", other)

    assert ran.status == 2
    assert "is of 'nroth', which is none of the organisations that are combined" in ran.err
    assert "Did you mean 'north'?" in ran.err


def test_a_publication_of_another_year_is_refused_and_one_that_is_days_apart_is_not(
    scwres, write, councils, tmp_path
):
    def window(name: str, first: str, last: str) -> Path:
        text = f'organisation = "{name}"\n[window]\nfrom = {first}\nto = {last}\n'
        return write(f"{name}-{first}.toml", f'{text}[[extracts]]\npath = "{name}.csv"\n')

    files = [window(name, "2024-04-01", "2025-03-31") for name in councils]
    region = ("combine", *files, "--publish", "--profile", "swe", "--format", "json", "--members")
    for first, last, status in (
        ("2024-04-05", "2025-04-04", 0),
        ("2023-04-01", "2024-03-31", 2),
    ):
        member = tmp_path / "north.json"
        own = window("north", first, last)
        ran = scwres("compute", "--config", own, "--publish", "--profile", "swe", "-o", member)
        assert ran.status == 0, ran.err
        ran = scwres(*region, member)
        assert ran.status == status, ran.err
    assert "is of 2023-04-01 to 2024-03-31, but the counts are of 2024-04-01 to" in ran.err


@pytest.mark.parametrize("names", [("nowhere.csv",), ("none/*.csv",)])
def test_members_that_are_not_there_are_named(scwres, councils, names):
    ran = _combine(scwres, councils, *(text for name in names for text in ("--members", name)))

    assert ran.status == 6
    assert f"{names[0]}: no publication is here" in ran.err


def test_members_are_for_publications_alone(scwres, councils, published):
    ran = scwres("combine", *councils.values(), "--members", published["north"])

    assert ran.status == 2
    assert "--members is only for publishing" in ran.err


# By one ledger


@pytest.mark.parametrize(
    "order",
    [
        ("north", "south", "", "east"),
        ("", "north", "south", "east"),
        ("north", "", "east", "south"),
    ],
)
def test_whoever_publishes_last_by_a_ledger_gives_nobody_away(scwres, settings, tmp_path, order):
    paths = []
    for name in order:
        paths.append(tmp_path / f"{name or 'region'}.json")
        ran = (
            scwres("compute", "--config", settings[name], "--publish", "-o", paths[-1])
            if name
            else _combine(
                scwres, settings, "--ledger", tmp_path / "ledger.json", "--period", PERIOD,
                "-o", paths[-1],
            )
        )  # fmt: skip
        assert ran.status == 0, ran.err
        assert scwres("audit", *paths).status == 0

    ledger = json.loads((tmp_path / "ledger.json").read_text(encoding="utf-8"))
    assert [release.get("organisations") for release in ledger["releases"]] == [
        None if name else ["North", "South", "East"] for name in order
    ]


def test_a_member_whose_name_is_near_one_of_the_region_is_asked_about(
    scwres, settings, write, tmp_path
):
    ledger = tmp_path / "ledger.json"
    assert _combine(scwres, settings, "--ledger", ledger, "--period", PERIOD).status == 0
    text = settings["north"].read_text(encoding="utf-8").replace("North", "City of North")
    ran = scwres("compute", "--config", write("city.toml", text), "--publish")

    assert ran.status == 2
    assert "has the organisation 'North', and this release has 'City of North'" in ran.err


def test_regions_that_share_councils_give_no_council_away(scwres, settings, tmp_path):
    ledger = ("--ledger", tmp_path / "ledger.json", "--period", PERIOD)
    both = {name: settings[name] for name in ("north", "south")}
    small, large = tmp_path / "two.json", tmp_path / "three.json"
    assert _combine(scwres, both, *ledger, "-o", small).status == 0
    ran = _combine(scwres, settings, *ledger, "-o", large)

    # The three less the two are east, of which 3 left.
    assert ran.status == 0, ran.err
    assert _leavers(small.read_text(encoding="utf-8"))["group_count"] == 45
    assert _leavers(large.read_text(encoding="utf-8"))["group_count"] is None
    assert scwres("audit", large, small).status == 0


def test_a_member_that_cannot_be_of_the_people_of_its_region_is_refused(
    scwres, settings, councils, write, tmp_path
):
    ledger = tmp_path / "ledger.json"
    assert _combine(scwres, settings, "--ledger", ledger, "--period", PERIOD).status == 0
    before = ledger.read_bytes()
    write("north.csv", _counts({"Indian": (200, 400), "White British": (40, 400)}))
    ran = scwres("compute", "--config", settings["north"], "--publish")

    assert ran.status == 5
    assert "release 1 of ledger.json" in ran.err
    assert ledger.read_bytes() == before


# Attacked by somebody else


def test_the_attack_of_people_finds_what_a_region_without_its_members_gives_away(
    scwres, settings, tmp_path
):
    region = _combine(scwres, settings, "--format", "json").out
    texts = {
        name.title(): [
            scwres(
                "compute", "--config", settings[name], "--publish", "--draft", "--format", "json"
            ).out
        ]
        for name in ("north", "south")
    }
    attack = RegionAttack([region], {**texts, "East": []}, *RULES["swe"])
    narrow = attack.narrow()

    assert {3} in narrow.values()
    assert {whose for whose, _ in narrow} == {"East"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [4, 10, 20, 21])
def test_a_random_region_beside_its_members_gives_nothing_away(tmp_path, seed):
    profile = ("swe", "ons-10-5")[seed % 2]
    region = publish_region(tmp_path, seed, profile)

    assert region.published[""]
    councils = {name: region.published[name] for name in region.settings}
    attack = RegionAttack(region.published[""], councils, *RULES[profile])
    assert attack.narrow(seed) == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 5, 16, 26])
def test_a_chain_of_releases_gives_nothing_away(tmp_path, seed):
    profile = ("swe", "ons-10-5")[seed % 2]
    chain = publish_chain(tmp_path, seed, profile)

    assert chain.made > 1
    assert chain.council.attack(merged(chain.published), *RULES[profile]).narrow(seed) == {}
