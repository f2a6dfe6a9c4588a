"""How often chance alone is called a finding: where two groups do not differ at all.

    python benchmarks/findings.py

Each likelihood is that of both groups. The share of all possible counts that are called worse or
better is added up exactly, from the binomial law, beside what the score interval alone would call
so, which was the rule until Fisher's exact test was asked to agree. Nothing is drawn, so the same
figures come out each time.

At most 5% should be called so. Where every expected count is five or more the score test decides
alone, and it is not exact: 20 people beside 2,500 are called different in 5.6% at 0.37.
"""

from __future__ import annotations

from math import exp, fsum, lgamma, log
from typing import TYPE_CHECKING, NamedTuple

from scwres import Tally
from scwres.metrics.difference import difference_of, side_of
from scwres.metrics.intervals import koopman_interval

if TYPE_CHECKING:
    from collections.abc import Iterator

#: People in the group, and in the group that it is compared with.
GROUPS, OTHERS = (10, 20, 50, 400), (1_300, 2_500)

#: The likelihoods of the event, the same for both.
LIKELIHOODS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.37, 0.42, 0.5)

#: Counts that are rarer than this are left out: all together less than a millionth.
NEGLIGIBLE = 1e-10


class Share(NamedTuple):
    """How often two equal groups are called different: by the findings, and by the interval."""

    findings: float
    interval: float


def law(people: int, likelihood: float) -> Iterator[tuple[int, float]]:
    """Give each count that has a probability to speak of, and that."""
    for count in range(people + 1):
        ways = lgamma(people + 1) - lgamma(count + 1) - lgamma(people - count + 1)
        probability = exp(ways + count * log(likelihood) + (people - count) * log(1 - likelihood))
        if probability > NEGLIGIBLE:
            yield count, probability


def called_different(group: int, others: int, likelihood: float) -> Share:
    """Return how often two groups of the same likelihood are called different."""
    other_law = list(law(others, likelihood))
    findings, interval = [], []
    for count, probability in law(group, likelihood):
        for count_2, probability_2 in other_law:
            pair = Tally(count, group), Tally(count_2, others)
            if side_of(*koopman_interval(*pair, 0.95)).is_significant and count + count_2:
                interval.append(probability * probability_2)
            if difference_of(pair[0], compared_with=pair[1]).is_significant:
                findings.append(probability * probability_2)
    return Share(fsum(findings), fsum(interval))


def table() -> Iterator[str]:
    """Give the lines of the table: a row a likelihood, a column a pair of groups."""
    pairs = [(group, others) for others in OTHERS for group in GROUPS]
    yield "Called worse or better, of equal groups (in brackets by the score interval alone)"
    yield "likelihood " + " ".join(f"{f'{one} v {other:,}':>15}" for one, other in pairs)
    most = Share(0.0, 0.0)
    for likelihood in LIKELIHOODS:
        shares = [called_different(*pair, likelihood) for pair in pairs]
        most = Share(*map(max, zip(most, *shares, strict=True)))
        cells = (f"{one.findings:.1%} ({one.interval:.1%})" for one in shares)
        yield f"{likelihood:<10} " + " ".join(f"{cell:>15}" for cell in cells)
    yield f"Most: {most.findings:.2%}, and by the score interval alone {most.interval:.2%}."


if __name__ == "__main__":
    for line in table():
        print(line, flush=True)
