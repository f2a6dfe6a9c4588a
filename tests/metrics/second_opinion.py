"""The standard's tables of findings and of years, written from their definitions alone.

With fractions and scipy, and nothing of the code that is tested: the score interval leaves out 1
exactly where Pearson's test rejects equality, and the finding is worked out from that test.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from scipy import stats


def expected_counts(a: int, n: int, c: int, m: int) -> list[Fraction]:
    """Return the four counts that are expected if both groups were equally likely."""
    events, people = a + c, n + m
    return [Fraction(of * row, people) for of in (n, m) for row in (events, people - events)]


def pearson(a: int, n: int, c: int, m: int) -> float | None:
    """Return Pearson's p value without continuity correction; None where there is none."""
    if 0 in (n, m, a + c, n + m - a - c):
        return None
    statistic = sum(
        (Fraction(seen) - expected) ** 2 / expected
        for seen, expected in zip((a, n - a, c, m - c), expected_counts(a, n, c, m), strict=True)
    )
    return float(stats.chi2.sf(float(statistic), 1))


@lru_cache(maxsize=100_000)
def fisher(a: int, n: int, c: int, m: int) -> float:
    """Return Fisher's two-sided p value by scipy."""
    return float(stats.fisher_exact([[a, n - a], [c, m - c]]).pvalue)


def side(a: int, n: int, c: int, m: int) -> int:
    """Return 1 where the first group is likelier, -1 where the other is, 0 where neither."""
    apart = Fraction(a, n) - Fraction(c, m)
    return (apart > 0) - (apart < 0)


def finding(a: int, n: int, c: int, m: int, worse_when: str | None, level: float = 0.05) -> str:
    """Return the finding of a ratio, row by row of the table."""
    p = pearson(a, n, c, m)
    if worse_when is None or p is None:
        return ""
    if n < 10 or m < 10:
        return "too few to tell"
    is_small = min(expected_counts(a, n, c, m)) < 5
    if p < level and (not is_small or fisher(a, n, c, m) < level):
        is_worse = (side(a, n, c, m) > 0) == (worse_when == "higher")
        return "worse" if is_worse else "better"
    return "too few to tell" if is_small else "no clear difference"


def p_value(a: int, n: int, c: int, m: int) -> tuple[float | None, str]:
    """Return the p value that is printed where no test is asked for, and whose it is."""
    p = pearson(a, n, c, m)
    if p is None or min(expected_counts(a, n, c, m)) >= 5:
        return p, "pearson"
    return fisher(a, n, c, m), "fisher"


def verdict(before: tuple[int, ...], now: tuple[int, ...], p: float | None, level: float) -> str:
    """Return the verdict on two years, row by row of the table, from the change's p value."""
    smallest = [
        min(expected_counts(*year)) if year[1] and year[3] else Fraction(0)
        for year in (before, now)
    ]
    if p is None or min(smallest) < 5:
        return "cannot be told"
    if p >= level:
        return "no clear change"
    was, is_now = side(*before), side(*now)
    if was == is_now or 0 in (was, is_now):
        return _on_one_side(before, now, was, is_now)
    different = [(found := pearson(*year)) is not None and found < level for year in (before, now)]
    return "reached parity" if different == [True, False] else "crossed parity"


def _on_one_side(before: tuple[int, ...], now: tuple[int, ...], was: int, is_now: int) -> str:
    if is_now == 0 and was != 0:
        return "moved towards parity"
    if was == 0:
        return "moved away from parity"
    exist = [year[2] > 0 for year in (before, now)]
    if all(exist):
        far = [
            (ratio if ratio > 1 else 1 / ratio) if ratio else None
            for ratio in (Fraction(a * m, n * c) for a, n, c, m in (before, now))
        ]
        nearer = far[0] is None or (far[1] is not None and far[1] < far[0])
    else:
        apart = [abs(Fraction(a, n) - Fraction(c, m)) for a, n, c, m in (before, now)]
        nearer = apart[1] < apart[0]
    return "moved towards parity" if nearer else "moved away from parity"
