"""A part of ``benchmarks/rivals.py``: rivals give the same figures, to the last digit."""

from __future__ import annotations

import importlib.util

import pytest


@pytest.fixture(scope="module")
def rivals(root):
    spec = importlib.util.spec_from_file_location("rivals", root / "benchmarks" / "rivals.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize("form", ["CSV with ids", "CSV without ids", "Parquet"])
def test_rivals_give_the_figures_of_the_program(rivals, monkeypatch, tmp_path, form):
    if importlib.util.find_spec("polars") is None:
        monkeypatch.delitem(rivals.RIVALS, "polars")
    extract = rivals.extracts(1_000, tmp_path)[form]

    assert len(rivals.figures("scwres", _printed(rivals, extract, tmp_path))) > 10
    assert rivals.differing(extract, tmp_path) == []


def _printed(rivals, extract, tmp_path) -> bytes:
    to = tmp_path / "own.json"
    rivals.taken(rivals.commands(extract)["scwres"], to=to)
    return to.read_bytes()


def test_a_rival_that_counts_otherwise_is_told(rivals, monkeypatch, tmp_path):
    monkeypatch.setattr(rivals, "RIVALS", {"wrong": rivals.STANDARD_LIBRARY + "told({})"})
    extract = rivals.extracts(1_000, tmp_path)["CSV with ids"]

    with pytest.raises(RuntimeError, match="a process ended with 1"):
        rivals.differing(extract, tmp_path)


def test_goals_hold_ratios_to_what_was_aimed_at(rivals):
    def taken(wall: float, memory: float = 100.0):
        return rivals.CountedBlock(wall, wall, memory)

    of_rivals = {"pandas": taken(4), "polars": taken(1), "DuckDB": taken(2)}
    bare = {rivals.BARE_LOOP: taken(0.3), "click": taken(0.2), "python": taken(0.1)}
    small = {"scwres": taken(0.6), **of_rivals, **bare}
    measured = {
        (1_000, rivals.WITH_IDS): small,
        (100_000, rivals.WITH_IDS): small,
        (20_000, "xlsx"): {"scwres": taken(0.26), "python-calamine": taken(0.2)},
    }
    for rows, wall in zip(rivals.SIZES[-2:], (1.0, 12.0), strict=True):
        for form in (rivals.WITH_IDS, rivals.WITHOUT_IDS, rivals.PARQUET):
            ids = 340.0 if (rows, form) == (17_000_000, rivals.WITH_IDS) else 0
            measured[rows, form] = {"scwres": taken(wall, 200 + ids), **of_rivals, **bare}
    goals = {goal.work: goal for goal in rivals.goals(measured)}

    assert goals["1,000 rows, CSV with ids, over polars"].measured == pytest.approx(0.6)
    assert "**not met**" in goals["1,000 rows, CSV with ids, over polars"].row()
    assert goals["1,000 rows, CSV with ids, over click and the bare loop"].measured == (
        pytest.approx(1.5)
    )
    of = "100,000 rows, CSV with ids, over the best rival"
    assert goals[of].row() == f"| {of} | 2.00 | 1.00 | **not met** |"
    of = "100,000 rows, CSV with ids, over pandas"
    assert of not in goals
    assert goals["17,000,000 rows, CSV with ids, bytes a person more"].measured == (
        pytest.approx(20)
    )
    of = "CSV without ids, time a row at 17,000,000 over that at 1,700,000"
    assert goals[of].measured == pytest.approx(1.2)
