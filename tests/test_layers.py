"""The order of the rooms: who imports whom, one way only, and what is loaded when."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import scwres

PACKAGE = Path(scwres.__file__).parent

#: The rooms from the ground up, by floors. A room imports rooms of floors before its own, of the
#: ground floor any, and of its own floor those that stand before it.
ORDER: tuple[tuple[str, ...], ...] = (
    ("version", "text", "errors", "counts", "ethnicity", "quiet"),
    ("files", "metrics"),
    ("disclosure", "extracts", "sample"),
    ("settings",),
    ("results",),
    ("years",),
    ("plan",),
    ("reports",),
    ("publishing",),
    ("commands",),
    ("cli",),
)

#: Loaded by nothing but the work that needs them.
HEAVY = (
    *("numpy", "pandas", "pyarrow", "tabulate", "scipy", "statsmodels", "matplotlib"),
    *("python_calamine", "olefile", "highspy", "jinja2", "xlsxwriter", "filelock"),
    *("ibis", "sqlglot", "psycopg", "pyspark"),
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
    return {name.removeprefix("scwres.") for name in names if "." in name}


def _room(module: str) -> str:
    return module.partition(".")[0]


def _floor(module: str) -> tuple[int, int]:
    """Return the floor of a module's room, and where the room stands on it."""
    return next(
        (floor, rooms.index(_room(module)))
        for floor, rooms in enumerate(ORDER)
        if _room(module) in rooms
    )


@pytest.mark.parametrize("path", _modules(), ids=_name)
def test_a_module_imports_only_rooms_before_its_own(path):
    module = _name(path)
    if module in ("__init__", "__main__"):
        return
    above = {
        other
        for other in _own(path)
        if _room(other) != _room(module) and _floor(other) >= _floor(module)
    }
    assert not above


def test_every_room_has_its_floor():
    rooms = {_room(_name(path)) for path in _modules()} - {"__init__", "__main__"}

    assert rooms == {room for floor in ORDER for room in floor}
    assert len([path for path in PACKAGE.iterdir() if path.name != "__pycache__"]) <= 24


def _with_packages(modules: set[str]) -> set[str]:
    """Return modules and the packages that they lie in, which are loaded first."""
    parts = (module.split(".") for module in modules)
    return {".".join(names[:end]) for names in parts for end in range(1, len(names) + 1)}


@pytest.mark.slow
def test_no_modules_import_one_another_in_a_circle():
    imported = {_name(path): _with_packages(_own(path)) for path in _modules()}
    while imported:
        # A module that imports none of those left is in no circle.
        free = {
            name for name, others in imported.items() if not (others - {name}) & imported.keys()
        }
        assert free, f"a circle among {sorted(imported)}"
        imported = {name: others for name, others in imported.items() if name not in free}


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
    "arguments",
    [
        ["--help"],
        ["compute", "--help"],
        ["--version"],
        ["explain"],
        ["explain", "3"],
        ["explain", "settings"],
    ],
)
def test_help_loads_nothing_heavy(arguments):
    assert _loaded_by(*arguments) == set()


@pytest.mark.parametrize("format_", ["json", "csv", "counts"])
def test_compute_to_text_loads_nothing_heavy(format_, sample_data):
    assert _loaded_by("compute", str(sample_data), "--format", format_) == set()


def test_compute_to_a_screen_loads_nothing_heavy_and_in_detail_only_tabulate(sample_data):
    assert _loaded_by("compute", str(sample_data)) == set()
    assert _loaded_by("compute", str(sample_data), "--detail") == {"tabulate"}


@pytest.mark.parametrize(
    ("name", "heavy"), [("markdown", {"tabulate"}), ("parquet", {"numpy", "pyarrow"})]
)
def test_a_format_loads_what_it_is_written_by_alone(name, heavy, sample_data, tmp_path):
    output = str(tmp_path / "results")

    assert _loaded_by("compute", str(sample_data), "--format", name, "--output", output) <= heavy


@pytest.mark.slow
def test_no_command_loads_pandas_and_a_frame_of_results_does(sample_data, tmp_path):
    report = str(tmp_path / "report")

    assert "pandas" not in _loaded_by("report", str(sample_data), "--internal", "-o", report)
    assert "pandas" not in _loaded_by("compute", str(sample_data), "--publish")
    program = (
        "import sys, scwres\n"
        f"results = scwres.compute({str(sample_data)!r})\n"
        "before = 'pandas' in sys.modules\n"
        "results.to_frame()\n"
        "print(before, 'pandas' in sys.modules)\n"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["False", "True"]


def test_importing_the_package_loads_none_of_its_rooms():
    program = "import sys, scwres; print(*[m for m in sys.modules if m.startswith('scwres.')])"
    run = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["scwres.version"]


def test_every_public_name_can_be_had():
    for name in scwres.__all__:
        assert getattr(scwres, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        scwres.nothing  # noqa: B018
