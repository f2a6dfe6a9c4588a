"""Chains of releases: of an invented council, and of an invented region with its councils."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import NamedTuple

import invented

import scwres
from scwres.commands.outputs import write_results
from scwres.errors import DisclosureError, UsageError
from scwres.results.combine import combine
from scwres.settings.settings import Publishing

ITEMS = ("disciplinary", "cpd", "left")
NAMES = ("North", "South", "East")


class Region(NamedTuple):
    """A region's councils and what was published of them, in the order of the releases.

    Parameters
    ----------
    settings
        The settings file of each council, by its name.
    published
        The texts of the publications of each council, and of the region under no name.
    refused
        Whose publication was refused, and why.
    """

    settings: dict[str, Path]
    published: dict[str, list[str]]
    refused: list[tuple[str, str]]


def publish_region(folder: Path, seed: int, profile: str) -> Region:
    """Publish a region and some of its councils, in any order, by a ledger or as members."""
    random = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    settings = {name: _council(folder, name, random) for name in NAMES}
    by = random.choice([(), ("directorate",)])
    order = random.sample(NAMES, random.randrange(1, len(NAMES) + 1))
    uses_ledger = random.random() < 0.6
    # Without a ledger the region can only see what is out already.
    order.insert(random.randrange(len(order) + 1) if uses_ledger else len(order), "")
    region = Region(settings, {name: [] for name in ("", *NAMES)}, [])
    files: list[Path] = []
    for name in order:
        path = folder / f"{name or 'Region'}.json"
        publishing = Publishing(
            profile=profile,
            period="2024/25",
            ledger=folder / "ledger.json" if uses_ledger else None,
            members=() if name or uses_ledger else tuple(files),
        )
        own_by = by if random.random() < 0.7 else ()
        results = (
            scwres.compute(config=settings[name], by=list(own_by))
            if name
            else combine(list(settings.values()), by=list(by)).results
        )
        try:
            write_results(results, publishing, "json", path, quiet=True)
        except DisclosureError as error:
            region.refused.append((name, error.faults[0].what))
            continue
        files.append(path)
        region.published[name].append(path.read_text(encoding="utf-8"))
    return region


def _council(folder: Path, name: str, random: Random) -> Path:
    """Write the staff and the settings of a council; return the settings."""
    people = invented.staff(random, random.choice([20, 60, 150]), units=2, items=ITEMS)
    for person in people:
        del person["pay_band"]
    invented.Council(people).write(folder / name)
    settings = folder / f"{name}.toml"
    settings.write_text(
        f'organisation = "{name}"\n[[extracts]]\npath = "{name}/staff.csv"\n', encoding="utf-8"
    )
    return settings


class Chain(NamedTuple):
    """Releases of a council, one after the other.

    Parameters
    ----------
    council
        As it was when the last release was made.
    published
        The texts of the releases that hold: those from the last correction on.
    made, corrected
        How many releases there were, and corrections among them.
    refused
        What was changed before a release that was refused, and why.
    """

    council: invented.Council
    published: list[str]
    made: int
    corrected: int
    refused: list[tuple[str, str]]


#: What comes between two releases.
CHANGES = ("a person more", "a breakdown", "some indicators", "a correction", "another profile")


def publish_chain(folder: Path, seed: int, profile: str, number: int = 5) -> Chain:
    """Publish a council so many times by one ledger, with a change before each release."""
    random = Random(seed)
    people = invented.staff(random, random.choice([40, 90, 160]), units=2, blank=0.01, items=ITEMS)
    by: list[str] = []
    published: list[str] = []
    made = corrected = 0
    refused: list[tuple[str, str]] = []
    for turn in range(number):
        change = random.choice(CHANGES) if turn else ""
        was, own_profile, indicators = (list(people), list(by)), profile, ()
        if change in ("a person more", "a correction"):
            people = [*people, {**random.choice(people)}]
        if change == "a breakdown":
            by = ["directorate"]
        if change == "some indicators":
            indicators = tuple(random.sample(["3", "5", "8"], 2))
        if change == "another profile":
            own_profile = "7-5"
        council = invented.Council(people, by=tuple(by))
        paths = council.write(folder)
        results = scwres.compute(*paths, by=by, indicators=list(indicators))
        publishing = Publishing(
            profile=own_profile,
            period="2024/25",
            ledger=folder / "ledger.json",
            correct="A row was missing" if change == "a correction" else "",
        )
        path = folder / "release.json"
        try:
            write_results(results, publishing, "json", path, quiet=True)
        except (DisclosureError, UsageError) as error:
            refused.append((change, error.faults[0].what))
            people, by = was
            continue
        made += 1
        if change == "a correction":
            corrected += 1
            published = []
        published.append(path.read_text(encoding="utf-8"))
    council = invented.Council(people, by=("directorate",))
    return Chain(council, published, made, corrected, refused)
