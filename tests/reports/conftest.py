"""Reports to look at: made once, for every test that reads them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from hostile import HOSTILE, NAMES, hostile_extract, hostile_plan

from scwres import cli


def _run(*arguments: object) -> None:
    before = sys.argv
    sys.argv = ["scwres", *map(str, arguments)]
    try:
        with pytest.raises(SystemExit) as left:
            cli.main()
    finally:
        sys.argv = before
    assert left.value.code == 0


def _hostile(folder: Path, *options: object) -> Path:
    title = HOSTILE[2].replace('"', '\\"')
    config = folder / "scwres.toml"
    config.write_text(
        f'organisation = "{HOSTILE[0]}"\n[report]\ntitle = "{title}"\n', encoding="utf-8"
    )
    extract = folder / "counts <img src=x onerror=alert(1)>.csv"
    extract.write_text(hostile_extract(), encoding="utf-8")
    plan = folder / "plan.toml"
    plan.write_text(hostile_plan(), encoding="utf-8")
    _run(
        *("report", extract, "--config", config, "--by", "directorate"),
        *("--plan", plan, "-o", folder / "report", "-q", *options),
    )
    return folder / "report"


def _years(folder: Path, sample_data: Path, *, is_public: bool) -> None:
    """Make a report of a year beside those before it, with figures from elsewhere and a plan."""
    years = []
    # An earlier year of the same figures: exact, so that three are lines and two are dumbbells.
    for year in (2024,) if is_public else (2023, 2024):
        source = sample_data / "2024" / "scwres.toml"
        config = source.parent / "scwres.toml"
        if year == 2023:
            text = source.read_text("utf-8").replace("2024-09-30", "2023-09-30")
            config = folder / "2023.toml"
            config.write_text(text.replace('path = "', f'path = "{source.parent.as_posix()}/'))
        years.append(folder / f"{year}.json")
        _run(
            *("compute", "--config", config, "--output", years[-1], "-q"),
            *(["--publish"] if is_public else []),
        )
    census = folder / "census.csv"
    census.write_text("ethnicity,people\nIndian,300\nWhite,700\n", encoding="utf-8")
    _run(
        *("report", "--config", sample_data / "2025" / "scwres.toml", "--population", census),
        *(word for year in years for word in ("--before", year)),
        *("--plan", sample_data / "plan.toml", "-o", folder / "report", "-q"),
        *([] if is_public else ["--internal", "--benchmark", years[0]]),
    )


def _made(name: str, folder: Path, sample_data: Path) -> Path:
    """Return the folder of a report by its name."""
    report = folder / "report"
    if name == "sample":
        _run("report", sample_data, "-o", report, "-q")
    elif name == "internal":
        _run(
            *("report", sample_data, "-o", report, "-q", "--internal", "--by", "directorate"),
            *("--direction", "white-over-minority", "--workforce-profile"),
        )
    elif name == "five":
        _run("report", sample_data, "-o", report, "-q", "--internal", "--groups", "five")
    elif name.startswith("years"):
        _years(folder, sample_data, is_public=name.endswith("published"))
    elif name == "hostile":
        return _hostile(folder, "--internal")
    elif name == "hostile-published":
        return _hostile(folder, "--profile", "swe", "--four-fifths")
    elif name == "hostile-five":
        return _hostile(folder, "--internal", "--groups", "five")
    return report


@pytest.fixture(scope="session")
def reports(tmp_path_factory, sample_data):
    """Return the folder of a report by its name, made when it is first asked for."""
    made: dict[str, Path] = {}

    def folder_of(name: str) -> Path:
        if name not in made:
            made[name] = _made(name, tmp_path_factory.mktemp(name), sample_data)
        return made[name]

    return folder_of


@pytest.fixture(params=NAMES)
def report(request, reports) -> Path:
    """Return the folder of each report in turn."""
    return reports(request.param)


@pytest.fixture(scope="session")
def chromium():
    """A browser without a window; skipped where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def scwres_run(scwres):
    """Run a command, and return its exit status and what it says."""

    def run(*arguments: object) -> tuple[int, str]:
        ran = scwres(*arguments)
        return ran.status, ran.err

    return run
