"""A part of ``benchmarks/robustness.py``: of spoilt extracts none is read wrongly in silence."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter

import pytest

#: Every n-th version is tried here; the benchmark tries all.
EVERY = 13


@pytest.fixture(scope="module")
def robustness(root):
    spec = importlib.util.spec_from_file_location(
        "robustness", root / "benchmarks" / "robustness.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_no_spoilt_extract_is_read_wrongly_in_silence(robustness):
    found = robustness.measure(EVERY)
    total = sum(found.values(), Counter())

    assert total.total() > 100
    assert total["silently wrong"] == 0
    for kind in robustness.PLAIN:
        assert set(found[kind]) == {"exact"}, kind


@pytest.mark.slow
def test_the_page_quotes_as_many_versions_as_there_are(robustness, root, tmp_path):
    path = root / "docs" / "explanation" / "strict-reading.md"
    page = " ".join(path.read_text(encoding="utf-8").split())
    number = sum(1 for _ in robustness.versions(robustness.clean_rows(tmp_path / "sample")))

    assert f"500 people in {number:,} ways" in page
    parts = re.findall(r"\| (?:Exactly|Refused|Read|Another)[^|]*\| ([\d,]+) \|", page)
    assert len(parts) == 4
    assert sum(int(part.replace(",", "")) for part in parts) == number
