"""How often the interval of a change holds the true one, and how often nothing seems to move.

    python benchmarks/change.py

20,000 pairs of years in which nothing changed, of the sizes that councils have, with expected
counts of five and more: intervals of 95% should hold "no change" in 94 to 97% of them, and
"moved" be said falsely in no more than 6%.
"""

from __future__ import annotations

from math import exp
from random import Random
from typing import NamedTuple

from scwres.counts import Tally
from scwres.metrics.change import CANNOT_TELL, NO_CLEAR_CHANGE, Pair, change_of, verdict

PAIRS, SEED = 20_000, 11


class Found(NamedTuple):
    """The share of pairs whose interval holds no change, and of those said to have moved."""

    covered: float
    moved: float


def simulated(pairs: int, seed: int = SEED) -> Found:
    """Return what is found in pairs of years in which nothing changed."""
    random = Random(seed)
    covered = moved = done = 0
    while done < pairs:
        people = random.randint(80, 500), random.randint(300, 1_500)
        likelihood = random.uniform(0.02, 0.4)
        likelihoods = min(likelihood * exp(random.uniform(-0.7, 0.7)), 0.9), likelihood
        expected = [
            many * share
            for many, chance in zip(people, likelihoods, strict=True)
            for share in (chance, 1 - chance)
        ]
        if min(expected) < 5:
            continue
        done += 1
        before, now = (_year(random, people, likelihoods) for _ in range(2))
        change = change_of(before, now=now)
        holds = (change.lower or 0) <= 1 and (change.upper is None or change.upper >= 1)
        covered += holds
        moved += verdict(before, now=now, change=change) not in (CANNOT_TELL, NO_CLEAR_CHANGE)
    return Found(covered / pairs, moved / pairs)


def _year(random: Random, people: tuple[int, int], likelihoods: tuple[float, float]) -> Pair:
    tallies = (
        Tally(sum(random.random() < chance for _ in range(many)), many)
        for many, chance in zip(people, likelihoods, strict=True)
    )
    return Pair(*tallies)


def main() -> int:
    """Print what was found; leave with 1 where it is not what was promised."""
    found = simulated(PAIRS)
    print(f"{PAIRS:,} pairs without a change: {found.covered:.2%} of intervals hold it,")
    print(f"{found.moved:.2%} are said to have moved.")
    return int(not 0.94 <= found.covered <= 0.97 or found.moved > 0.06)


if __name__ == "__main__":
    raise SystemExit(main())
