"""What a command says where a library that it needs is missing or spoilt."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: Runs the command as it is installed, with some modules missing or failing as they load.
PROGRAM = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == {library!r}:
            raise {error}("No module named " + name, name=name)

sys.meta_path.insert(0, Missing())
from scwres.cli import run

sys.argv = ["scwres", *{arguments!r}]
run()
"""


def _without(library: str, *arguments: object, error: str = "ModuleNotFoundError"):
    program = PROGRAM.format(
        library=library, error=error, arguments=[str(argument) for argument in arguments]
    )
    return subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False
    )


@pytest.fixture
def workbook(tmp_path):
    import xlsxwriter

    path = tmp_path / "hr.xlsx"
    with xlsxwriter.Workbook(path) as content:
        sheet = content.add_worksheet()
        for row, values in enumerate([("ethnicity", "left"), ("Indian", "Y"), ("White", "N")]):
            sheet.write_row(row, 0, values)
    return path


@pytest.fixture
def old_workbook(tmp_path):
    import xlwt

    content = xlwt.Workbook()
    content.add_sheet("staff").write(0, 0, "ethnicity")
    content.save(tmp_path / "hr.xls")
    return tmp_path / "hr.xls"


@pytest.fixture
def commands(sample_data, workbook, old_workbook, tmp_path):
    """Return for each library a command that needs it."""
    report = ("report", sample_data, "-o", tmp_path / "report")
    parquet = ("compute", sample_data, "--format", "parquet", "--output", tmp_path / "x.parquet")
    return {
        "jinja2": report,
        "matplotlib": report,
        "xlsxwriter": report,
        "highspy": ("compute", sample_data, "--publish", "--format", "json"),
        "filelock": (
            *("compute", sample_data, "--publish", "--format", "json"),
            *("--ledger", tmp_path / "published.json"),
        ),
        "numpy": ("compute", sample_data, "--publish", "--format", "json"),
        "pyarrow": parquet,
        "tabulate": ("compute", sample_data, "--detail"),
        "python_calamine": ("compute", workbook),
        "olefile": ("check", old_workbook),
        "markupsafe": report,
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "library",
    [
        *("jinja2", "matplotlib", "xlsxwriter", "highspy", "numpy", "pyarrow", "tabulate"),
        "filelock",
        *("python_calamine", "olefile", "markupsafe"),
    ],
)
def test_a_missing_library_is_named_with_how_to_get_it(library, commands, tmp_path):
    before = sorted(tmp_path.iterdir())
    ran = _without(library, *commands[library])

    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.splitlines()[-1] == (
        f"Error: this command needs the library {library.replace('_', '-')}, which is not "
        "installed. Nothing was written. Install it with: pip install 'scwres'"
    )
    assert "a problem in scwres itself" not in ran.stderr
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.slow
def test_pandas_is_needed_by_no_command(commands):
    for arguments in (commands["highspy"], commands["pyarrow"], commands["tabulate"]):
        assert _without("pandas", *arguments).returncode == 0


def test_a_library_that_cannot_be_loaded_is_named_as_such(commands):
    ran = _without("highspy", *commands["highspy"], error="ImportError")

    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1] == (
        "Error: this command needs the library highspy, which cannot be loaded. Nothing was "
        "written. Run: pip install --force-reinstall 'scwres'"
    )


def test_a_library_that_refuses_another_without_naming_it_is_named_itself(scwres, monkeypatch):
    from scwres.results import compute as pipeline

    namespace = {"__name__": "matplotlib.checks"}
    exec("def refuse(*_, **__):\n    raise ImportError('needs numpy 2')", namespace)
    monkeypatch.setattr(pipeline, "compute", namespace["refuse"])

    assert "the library matplotlib, which cannot be loaded" in scwres("compute", "hr.csv").err


@pytest.mark.parametrize("module", ["scwres.no_such_room", "sqlite3"])
def test_a_module_of_the_program_or_of_python_is_no_library_to_install(
    scwres, monkeypatch, module
):
    from scwres.results import compute as pipeline

    def failing(*_: object, **__: object) -> None:
        raise ModuleNotFoundError(module, name=module)

    monkeypatch.setattr(pipeline, "compute", failing)
    ran = scwres("compute", "hr.csv")

    assert ran.status == 1
    assert "a problem in scwres itself (ModuleNotFoundError" in ran.err
    assert "pip install" not in ran.err
