"""Who may import whom, and what a command may load before there is data to read."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import scwres

PACKAGE = Path(scwres.__file__).parent

#: The rooms, and the rooms that each may import. CONTRIBUTING.md tells the reasons.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": {"formulas"},
    "ethnicity": set(),
    "counts": set(),
    "rounding": set(),
    "formulas": set(),
    "wording": {"rounding"},
    "writing": {"errors"},
    "quiet": set(),
    "labels": {"ethnicity"},
    "codes": {"labels"},
    "extracts": {"errors", "ethnicity", "labels", "codes", "counts", "formulas", "quiet"},
    "metrics": {"counts", "ethnicity", "errors"},
    "reading": {"counts", "ethnicity", "metrics", "rounding", "wording"},
    "reading_pages": {
        *("counts", "ethnicity", "lines", "metrics", "report", "rounding", "wording"),
    },
    "reading_changes": {"ethnicity", "metrics", "report", "rounding"},
    "years": {
        *("counts", "errors", "ethnicity", "metrics", "pipeline", "report", "results_files"),
    },
    "benchmarks": {"counts", "ethnicity", "metrics", "report", "rounding"},
    "benchmark_files": {"benchmarks", "errors", "metrics", "report", "results_files"},
    "results_files": {"__init__", "counts", "disclosure", "errors", "metrics", "report"},
    "combining": {
        "benchmarks",
        *("config", "counts", "errors", "extracts", "metrics", "pipeline", "question"),
        *("report", "settings"),
    },
    "comparing": {
        *("errors", "metrics", "reading_changes", "report", "rounding", "wording", "years"),
    },
    "plan": {
        *("config_values", "counts", "errors", "ethnicity", "lacking", "metrics", "report"),
        *("rounding", "toml_text", "wording", "years"),
    },
    "lines": {"counts", "metrics", "reading", "report", "rounding", "wording"},
    "figures": {
        *("counts", "extracts", "lacking", "lines", "metrics", "question", "reading", "report"),
    },
    "disclosure": {"counts", "ethnicity", "metrics", "quiet"},
    "publications": {
        *("counts", "disclosure", "errors", "formulas", "quiet", "report", "wording"),
    },
    "auditing": {"disclosure", "errors", "publications", "question_faults"},
    "publishing": {
        *("auditing", "benchmarks", "counts", "disclosure", "errors", "lines", "metrics"),
        *("report", "rounding"),
    },
    "ledger": {"disclosure", "errors", "metrics", "publications", "report"},
    "issuing": {
        *("__init__", "auditing", "disclosure", "errors", "ledger", "publications"),
        *("publishing", "render", "report", "settings"),
    },
    "sample": {"ethnicity", "extracts", "errors", "writing"},
    "report": {
        *("benchmarks", "metrics", "counts", "disclosure", "ethnicity", "errors", "rounding"),
    },
    "render": {
        *(
            "report",
            "auditing",
            "disclosure",
            "checking",
            "counts",
            "errors",
            "ethnicity",
            "formulas",
        ),
        *("benchmarks", "comparing", "metrics", "plan", "quiet", "reading_changes", "rounding"),
        "wording",
        "__init__",
    },
    "settings": {"errors", "ethnicity", "extracts", "metrics", "wording"},
    "question": {
        *("errors", "ethnicity", "extracts", "metrics", "question_faults", "settings"),
        "wording",
    },
    "question_faults": {"disclosure", "errors", "ethnicity", "extracts", "metrics"},
    "config_values": {"errors", "ethnicity", "extracts", "question_faults"},
    "config_measures": {"config_values", "errors", "extracts", "metrics"},
    "config_keys": {
        *("codes", "config_measures", "config_values", "errors", "ethnicity", "extracts"),
        *("metrics", "question", "wording"),
    },
    "toml_text": {"errors"},
    "config_checks": {
        *("toml_text", "errors", "ethnicity", "labels", "extracts", "config_keys", "metrics"),
        *("disclosure", "question_faults"),
    },
    "config": {
        *("errors", "ethnicity", "extracts", "metrics", "settings", "config_checks", "wording"),
        "toml_text",
    },
    "explaining": {
        *("errors", "ethnicity", "codes", "extracts", "metrics", "question_faults"),
        "reading_pages",
    },
    "pipeline": {
        *("errors", "ethnicity", "counts", "rounding", "config", "settings"),
        *("extracts", "metrics", "report", "question", "lacking", "figures", "cautions"),
        *("benchmarks", "benchmark_files", "unmatched"),
    },
    "unmatched": {"errors", "extracts", "labels"},
    "cautions": {
        "benchmarks",
        *("counts", "errors", "ethnicity", "extracts", "figures", "lacking", "metrics"),
        *("question", "report"),
    },
    "lacking": {
        *("errors", "ethnicity", "counts", "extracts", "metrics", "question", "report"),
        "question_faults",
    },
    "terminal": {"errors", "render"},
    "options": {"extracts", "render"},
    "folders": {"errors", "writing"},
    "reporting": {
        *("comparing", "errors", "metrics", "plan", "render", "report", "settings", "years"),
    },
    "outputs": {
        *("comparing", "folders", "reporting"),
        *("errors", "extracts", "issuing", "lacking", "ledger", "render", "report", "settings"),
        *("terminal", "writing"),
    },
    "checking": {
        "lacking",
        *("errors", "ethnicity", "counts", "extracts", "metrics", "pipeline", "question"),
        *("settings", "report"),
    },
    "drafting": {"config_keys", "errors", "extracts"},
    "commands": {
        *("auditing", "checking", "drafting", "terminal", "options"),
        *("errors", "extracts", "render", "report", "pipeline", "explaining"),
        *("sample", "metrics", "writing", "config", "settings"),
        *("combining", "comparing", "folders", "outputs", "plan", "reporting"),
    },
    "cli": {"__init__", "commands", "errors", "metrics", "terminal"},
    "__init__": {"counts", "errors", "issuing", "metrics", "pipeline", "report"},
    "__main__": {"cli"},
}

#: Of a room that others may look into, the modules that they may see.
ONLY = {
    ("question", "extracts"): {"extracts.schema", "extracts.rules"},
    ("settings", "extracts"): {"extracts.schema", "extracts.rules", "extracts.decoding"},
    ("config_checks", "extracts"): {"extracts.rules", "extracts.values"},
    ("config", "extracts"): {"extracts.schema", "extracts.rules", "extracts.vocabulary"},
    ("question_faults", "extracts"): {"extracts.schema"},
    ("config_values", "extracts"): {"extracts.schema"},
    ("question_faults", "disclosure"): {"disclosure.profiles"},
    ("config_checks", "disclosure"): {"disclosure.profiles"},
    ("config_measures", "extracts"): {"extracts.schema"},
    ("cautions", "extracts"): {"extracts.loading"},
    ("config_keys", "extracts"): {"extracts.schema", "extracts.decoding", "extracts.rules"},
    ("explaining", "extracts"): {"extracts.schema"},
    ("figures", "extracts"): {"extracts.loading", "extracts.pay_order"},
    ("sample", "extracts"): {"extracts.schema"},
    ("commands", "extracts"): {"extracts.rules"},
    ("options", "extracts"): {"extracts.dates"},
    ("options", "render"): {"render.untrusted"},
    ("outputs", "extracts"): {"extracts.schema"},
    ("commands", "metrics"): {"metrics.standards"},
    ("cli", "metrics"): {"metrics.standards"},
    ("render", "metrics"): {
        *("metrics.change", "metrics.difference", "metrics.evidence", "metrics.indicator"),
    },
    ("reporting", "metrics"): {"metrics.sc_wres"},
}

#: Loaded by nothing but the work that needs them.
HEAVY = (
    *("numpy", "pandas", "pyarrow", "tabulate", "scipy", "statsmodels", "matplotlib"),
    *("python_calamine", "olefile", "highspy", "jinja2", "xlsxwriter"),
)

#: What a pure function of counts has no use for.
IMPURE = {"os", "io", "sys", "time", "datetime", "random", "pathlib", "csv", "json", "click"}


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _name(path: Path) -> str:
    """Return a module's name below the package, such as ``extracts.schema``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


def _full_name(path: Path) -> str:
    return f"scwres.{_name(path)}"


def _imports(path: Path) -> set[str]:
    """Return the modules that a module imports, wherever in it, by their full names."""
    known = {_full_name(other) for other in _modules()}
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            for alias in node.names:
                submodule = f"{node.module}.{alias.name}"
                names.add(submodule if submodule in known else node.module)
    return names


def _own(path: Path) -> set[str]:
    """Return the modules of the package that a module imports, by their names below it."""
    names = {name for name in _imports(path) if name.partition(".")[0] == "scwres"}
    return {name.removeprefix("scwres.") if "." in name else "__init__" for name in names}


def _room(module: str) -> str:
    return module.partition(".")[0]


@pytest.mark.parametrize("path", _modules(), ids=_name)
def test_a_module_imports_only_the_rooms_that_it_may(path):
    module = _name(path)
    room = _room(module)
    for other in _own(path):
        if _room(other) == room:
            continue
        assert _room(other) in MAY_IMPORT[room], f"{module} imports {other}"
        only = ONLY.get((room, _room(other)))
        assert only is None or other in only | {_room(other)}, f"{module} imports {other}"


def test_every_room_is_in_the_table():
    assert {_room(_name(path)) for path in _modules()} == MAY_IMPORT.keys()


@pytest.mark.parametrize(
    "path", [path for path in _modules() if _room(_name(path)) == "metrics"], ids=_name
)
def test_metrics_are_pure(path):
    assert not {name.partition(".")[0] for name in _imports(path)} & (IMPURE | set(HEAVY))


def _loaded_by(*arguments: str) -> set[str]:
    """Return the heavy modules that a run of the command has loaded when it ends."""
    program = (
        "import sys\n"
        "from scwres.cli import main\n"
        f"sys.argv = ['scwres', *{list(arguments)!r}]\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        f"    print(*[m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    return set(run.stderr.split("\n")[-2].split())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["compute", "--help"], ["--version"], ["explain"], ["explain", "3"]]
)
def test_help_loads_nothing_heavy(arguments):
    assert _loaded_by(*arguments) == set()


@pytest.mark.parametrize("format_", ["json", "csv", "counts"])
def test_compute_to_text_loads_nothing_heavy(format_, sample_data):
    assert _loaded_by("compute", str(sample_data), "--format", format_) == set()


def test_compute_to_a_table_loads_nothing_heavy_but_tabulate(sample_data):
    assert _loaded_by("compute", str(sample_data)) == {"tabulate"}


@pytest.mark.parametrize(
    ("name", "heavy"), [("markdown", {"tabulate"}), ("parquet", {"numpy", "pyarrow"})]
)
def test_a_format_loads_what_it_is_written_by_alone(name, heavy, sample_data, tmp_path):
    output = str(tmp_path / "results")

    assert _loaded_by("compute", str(sample_data), "--format", name, "--output", output) <= heavy


def test_importing_the_package_loads_none_of_its_rooms():
    program = "import sys, scwres; print(*[m for m in sys.modules if m.startswith('scwres.')])"
    run = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == []


def test_every_public_name_can_be_had():
    for name in scwres.__all__:
        assert getattr(scwres, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        scwres.nothing  # noqa: B018
