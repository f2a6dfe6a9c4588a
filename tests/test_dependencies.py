"""The lock file has every dependency, within the bounds of the project, and no address."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

#: The versions of Python that the lock is for, as pyproject.toml lists them.
PYTHONS = re.compile(r"Programming Language :: Python :: (3\.\d+)")


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def lock(root) -> str:
    return (root / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def locked(lock) -> list[tuple[Requirement, list[str]]]:
    """Return what the lock names, each with its hashes."""
    entries = lock.replace("\\\n", "").splitlines()
    return [
        (Requirement(entry.partition(" --hash=")[0]), re.findall(r"--hash=(\S+)", entry))
        for entry in entries
    ]


def _of_python(locked, version: str) -> dict[str, str]:
    """Return the versions that the lock gives one version of Python."""
    environment = {
        **default_environment(),
        "python_version": version,
        "python_full_version": f"{version}.0",
    }
    return {
        canonicalize_name(entry.name): next(iter(entry.specifier)).version
        for entry, _ in locked
        if entry.marker is None or entry.marker.evaluate(environment)
    }


def test_the_lock_has_every_dependency_within_its_bounds_for_every_python(project, locked):
    pythons = PYTHONS.findall("\n".join(project["classifiers"]))
    assert pythons
    for python in pythons:
        versions = _of_python(locked, python)
        for dependency in map(Requirement, project["dependencies"]):
            assert versions[canonicalize_name(dependency.name)] in dependency.specifier


def test_the_lock_names_one_version_of_each_with_its_hashes(locked):
    for entry, hashes in locked:
        assert [specifier.operator for specifier in entry.specifier] == ["=="]
        assert entry.url is None
        assert hashes
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes)


def test_the_lock_holds_no_address(lock):
    assert "://" not in lock
    assert not re.search(r"\b(index|find-links|extra-index)", lock)
    for line in lock.splitlines():
        assert re.match(r"[a-z0-9-]+==|    --hash=sha256:", line), line


def _installed_as(versions: dict[str, str]) -> list[str]:
    """Return which of some libraries are installed in just these versions."""
    installed = {
        canonicalize_name(one.metadata["Name"]): one.version for one in metadata.distributions()
    }
    return [name for name, version in versions.items() if installed.get(name) == version]


def test_what_a_locked_library_needs_is_locked_too(locked):
    versions = _of_python(locked, "3.11")
    for name in _installed_as(versions):
        for requirement in map(Requirement, metadata.requires(name) or []):
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                assert canonicalize_name(requirement.name) in versions


def test_every_dependency_has_a_lowest_version(project):
    needed = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    for dependency in map(Requirement, needed):
        assert [specifier.operator for specifier in dependency.specifier] == [">="], dependency


def test_every_library_of_a_run_and_of_the_tests_has_a_lowest_version(project):
    for line in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        specifier = Requirement(line).specifier
        assert [part.operator for part in specifier] == [">="], line


def test_every_library_that_the_program_imports_is_declared(root, project):
    declared = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    declared |= {
        canonicalize_name(Requirement(line).name)
        for line in project["optional-dependencies"]["paper"]
    }
    # An extra of ibis brings the driver of an engine, and every one brings sqlglot.
    for extra in ("database", "spark"):
        for requirement in map(Requirement, project["optional-dependencies"][extra]):
            declared |= {requirement.name.removesuffix("-framework"), "sqlglot"}
            declared |= requirement.extras
    names = {"docx": "python-docx", "psycopg": "postgres"}
    imported = {
        name.partition(".")[0]
        for path in (root / "scwres").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    others = imported - {"scwres", "__future__"} - sys.stdlib_module_names - {"_typeshed"}

    assert {canonicalize_name(names.get(name, name)) for name in others} <= declared


def test_the_source_distribution_holds_all_that_its_tests_read(root):
    hatch = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    included = set(hatch["build"]["targets"]["sdist"]["include"])

    for name in (".ci", "benchmarks", "docs", "examples", "sample_data", "scwres", "tests"):
        assert name in included
        assert (root / name).is_dir()
