"""How many small errors in the program its tests find: mutation testing.

Each mutant is a module with one thing changed: a comparison, an operator, a number, ``and`` for
``or``, a condition turned round. The tests that run its lines are run on it, the shortest first,
then the others, until one fails: it is *killed*. A mutant that all of them pass *survives*:
either it means the same, or a test is missing.

    python benchmarks/mutation.py ROOM --tests FOLDER... [--sample N] [--after N] [--seed S]
                                  [--minutes N] [--quick] [--workers N]

``ROOM`` is a folder or file of ``scwres``. A sample is chosen by the seed. ``--quick`` leaves out
tests that are marked slow. Which tests run which lines is seen once, on the program as it is, by
the library coverage. Folders of ``scwres`` are no ``--tests``: doctests load the module as it is.
It needs a system with processes that can be forked.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib.abc
import importlib.util
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from itertools import accumulate, islice, takewhile
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any, NamedTuple, NoReturn

ROOT = Path(__file__).parent.parent

#: The processor time after which a mutant counts as killed: it goes round for ever.
SECONDS = 120

#: What pytest ends with where a test fails, or cannot be loaded.
KILLED = (1, 2)

#: The seconds that the tests of a mutant may take, as they took on the program as it is.
LONGEST = 30

#: How many tests are run before the others are loaded.
FIRST = 40

#: What a process ends with in which pytest did not come to its end.
NO_TEST = 99

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt},
    **{ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is},
    **{ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And},
    **{ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult},
    **{ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult},
    **{ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitAnd},
    **{ast.Break: ast.Continue, ast.Continue: ast.Break},
}

#: Libraries that tests load, which are loaded once and not for each mutant.
LOADED_BEFORE = (
    "pytest",
    "coverage",
    "hypothesis",
    "numpy",
    "pandas",
    "pyarrow",
    "scipy.stats",
    "statsmodels.api",
)


class Mutant(NamedTuple):
    """A module with one thing changed: its file, the lines, both texts of it, and the source."""

    path: Path
    lines: range
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        place = self.path.relative_to(ROOT).as_posix()
        pairs = zip(self.before, self.after, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        start = max(0, same - 40)
        texts = [text[start : same + 40].replace("\n", " ") for text in (self.before, self.after)]
        return f"{place}:{self.lines[0]}: {texts[0]}  ->  {texts[1]}"


def places(path: Path) -> list[tuple[Path, int, int]]:
    """Return where a module can be changed: its file, the number of the node, and the way."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (path, number, way)
        for number, (node, _) in enumerate(_nodes(tree))
        for way in range(2)
        if _change(copy.deepcopy(node), way)
    ]


def mutant_at(path: Path, number: int, way: int) -> Mutant:
    """Return the mutant of a place."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    node, holder = next(islice(_nodes(tree), number, None))
    before = ast.unparse(holder)
    _change(node, way)
    lines = range(holder.lineno, (holder.end_lineno or holder.lineno) + 1)
    return Mutant(path, lines, before, ast.unparse(holder), ast.unparse(tree))


def _nodes(tree: ast.AST) -> Iterator[tuple[ast.AST, ast.expr | ast.stmt]]:
    """Yield each node that is run, with the smallest expression or statement around it."""

    def below(node: ast.AST, holder: ast.expr | ast.stmt | None) -> Iterator[ast.AST]:
        if isinstance(node, ast.expr | ast.stmt) and not isinstance(node, ast.Constant):
            holder = node
        if holder is not None:
            yield node, holder
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_params"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and not _is_text(child) and not _is_types(child):
                    yield from below(child, holder)

    return below(tree, None)  # type: ignore[return-value]


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _change(node: ast.AST, way: int) -> bool:
    """Change a node, the first or the second way that there is; return whether there was one."""
    if isinstance(node, ast.Compare) and not way:
        return _swap(node.ops, 0)
    if isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign) and not way:
        return _swap_operator(node)
    if isinstance(node, ast.Constant) and not way:
        if isinstance(node.value, bool):
            node.value = not node.value
        elif isinstance(node.value, int | float):
            node.value += 1
        else:
            return False
        return True
    if isinstance(node, ast.If | ast.IfExp | ast.While) and not way:
        node.test = ast.UnaryOp(ast.Not(), node.test)
        return True
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub) and not way:
        # ``not not x`` and ``--x`` are what they would be without the first.
        node.op, node.operand = node.op, ast.UnaryOp(node.op, node.operand)
        return True
    if isinstance(node, ast.Compare) and way and isinstance(node.ops[0], ast.Lt | ast.Gt):
        node.ops[0] = ast.GtE() if isinstance(node.ops[0], ast.Lt) else ast.LtE()
        return True
    return False


def _swap(operators: list[ast.cmpop], place: int) -> bool:
    other = SWAPPED.get(type(operators[place]))
    if other is not None:
        operators[place] = other()  # type: ignore[call-overload]
    return other is not None


def _swap_operator(node: ast.BinOp | ast.BoolOp | ast.AugAssign) -> bool:
    other = SWAPPED.get(type(node.op))
    if other is not None:
        node.op = other()  # type: ignore[assignment]
    return other is not None


class _Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives a mutant where its module is imported."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.path.relative_to(ROOT).with_suffix("").parts
        self._name = ".".join(part for part in parts if part != "__init__")
        self._mutant = mutant

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Return where the module is, for the mutated one alone."""
        if name != self._name:
            return None
        return importlib.util.spec_from_file_location(
            name,
            self._mutant.path,
            loader=self,
            submodule_search_locations=[str(self._mutant.path.parent)]
            if self._mutant.path.name == "__init__.py"
            else None,
        )

    def exec_module(self, module: ModuleType) -> None:
        """Run the mutant."""
        exec(compile(self._mutant.source, str(self._mutant.path), "exec"), module.__dict__)


class _Lines:
    """Sees, while the tests run, which lines of a room each runs and how long it takes."""

    def __init__(self, room: Path, kept: Path) -> None:
        from coverage import Coverage

        self._kept = kept
        self._seconds: Counter[str] = Counter()
        self._coverage = Coverage(data_file=None, include=[str(room), str(room / "*")])
        self._coverage.start()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Count lines for a test from here on."""
        self._coverage.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Add the time of a test, of what it needs, or of what follows it."""
        self._seconds[report.nodeid] += report.duration

    def pytest_sessionfinish(self) -> None:
        """Keep what was seen."""
        self._coverage.stop()
        data = self._coverage.get_data()
        lines = {path: data.contexts_by_lineno(path) for path in data.measured_files()}
        self._kept.write_text(json.dumps([self._seconds, lines]), encoding="utf-8")


class _Chosen:
    """Runs these tests alone, in this order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._places = {test: place for place, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Leave out what was not chosen, and put the others in order."""
        chosen = [item for item in items if item.nodeid in self._places]
        items[:] = sorted(chosen, key=lambda item: self._places[item.nodeid])


class Tests:
    """The tests of a room: how long each takes, in seconds, and which lines each runs."""

    def __init__(self, folders: Sequence[str], room: Path, *, is_quick: bool) -> None:
        # Nobody reads why a test failed: its assertions need not be taken apart.
        self._words = ["-q", "--assert=plain", "-p", "no:cacheprovider"]
        self._words += ["-p", "no:unraisableexception"]
        self._words += ["-m", "not slow"] if is_quick else []
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) / "lines.json"
            process = os.fork()
            if not process:
                _run([*self._words, *folders], lambda: _Lines(room, kept), seconds=0)
            if os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]):
                sys.exit("A test fails on the program as it is.")
            self._seconds, self._lines = json.loads(kept.read_text(encoding="utf-8"))

    def of(self, mutant: Mutant) -> list[str]:
        """Return the tests that run its lines, then the others: the shortest first.

        A test may use what another computed before it, or what a module holds, and so run none
        of the lines that it depends on.
        """
        of_file = self._lines.get(str(mutant.path), {})
        of_lines = {test for line in mutant.lines for test in of_file.get(str(line), ())}
        ordered = sorted(
            self._seconds, key=lambda test: (test not in of_lines, self._seconds[test])
        )
        whole = accumulate(self._seconds[test] for test in ordered)
        return [test for test, seconds in zip(ordered, whole, strict=True) if seconds < LONGEST]

    def start(self, mutant: Mutant, *, is_last: bool) -> int:
        """Run the first tests of a mutant or the others, in a process whose number is returned.

        Most mutants are killed by the first, whose files are few and soon loaded.
        """
        process = os.fork()
        if not process:
            sys.meta_path.insert(0, _Mutated(mutant))
            tests = self.of(mutant)[FIRST:] if is_last else self.of(mutant)[:FIRST]
            if not tests:
                os._exit(0)
            files = sorted({test.split("::")[0] for test in tests})
            _run(["-x", *self._words, *files], lambda: _Chosen(tests), seconds=SECONDS)
        return process


def _run(words: Sequence[str], plugin: Callable[[], object], *, seconds: int) -> NoReturn:
    """Run pytest with a plugin and end the process, with what it ended with."""
    status = NO_TEST
    try:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        resource.setrlimit(resource.RLIMIT_AS, (8 * 2**30, 8 * 2**30))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        import pytest

        # The first example that fails is enough: none is made smaller.
        os.environ["SCWRES_HYPOTHESIS"] = "mutation"
        status = int(pytest.main([*words], plugins=[plugin()]))
    finally:
        os._exit(status)


def survivals(
    mutants: Iterator[Mutant], tests: Tests, workers: int
) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant, and whether it survived, with so many processes at work at once.

    Raises
    ------
    RuntimeError
        When pytest ran no test.
    """
    running: dict[int, tuple[Mutant, bool]] = {}
    once_survived: list[Mutant] = []
    while True:
        while len(running) < workers:
            is_last = bool(once_survived)
            mutant = once_survived.pop() if is_last else next(mutants, None)
            if mutant is None:
                break
            running[tests.start(mutant, is_last=is_last)] = mutant, is_last
        if not running:
            return
        process, ended = os.wait()
        mutant, is_last = running.pop(process)
        code = os.waitstatus_to_exitcode(ended)
        if code not in (0, *KILLED) and code >= 0:
            message = f"pytest ended with {code}: no test was run"
            raise RuntimeError(message)
        if code or is_last:
            yield mutant, code == 0
        else:
            once_survived.append(mutant)


def main() -> None:
    """Print the score, and every mutant that survived."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("room", type=Path)
    parser.add_argument("--tests", nargs="+", required=True)
    parser.add_argument("--sample", type=int, default=10**9, help="mutants, chosen by the seed")
    parser.add_argument("--after", type=int, default=0, help="leave out so many of the first")
    parser.add_argument("--seed", type=int, default=28)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--quick", action="store_true", help="leave out slow tests")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    os.chdir(ROOT)
    room = ROOT / options.room
    paths = sorted(room.rglob("*.py")) if room.is_dir() else [room]
    all_places = [place for path in paths for place in places(path)]
    Random(options.seed).shuffle(all_places)
    for name in LOADED_BEFORE:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    tests = Tests(options.tests, room, is_quick=options.quick)
    same = paths[0].read_text(encoding="utf-8")
    unchanged = Mutant(paths[0], range(1), "", "", ast.unparse(ast.parse(same)))
    [(_, passes)] = survivals(iter([unchanged]), tests, 1)
    if not passes:
        sys.exit("A test fails on the program as it is, in the order of their times.")
    until = time.monotonic() + options.minutes * 60
    chosen = all_places[options.after : options.sample]
    in_time = takewhile(lambda _: time.monotonic() < until, chosen)
    counts: Counter[bool] = Counter()
    mutants = (mutant_at(*place) for place in in_time)
    for mutant, survives in survivals(mutants, tests, options.workers):
        counts[survives] += 1
        if survives:
            print(f"survived  {mutant}", flush=True)
    tried = counts.total()
    print(
        f"{options.room}: {tried:,} of {len(all_places):,} mutants tried, {counts[False]:,} killed"
        f" ({100 * counts[False] / max(tried, 1):.0f}%)"
    )


if __name__ == "__main__":
    main()
