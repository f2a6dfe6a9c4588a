"""The attack, against counting every possibility one by one."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from scwres.counts import NO, YES
from scwres.disclosure.attack import System
from scwres.disclosure.bounds import (
    LOOKS_AT_EACH,
    Bounds,
    ContradictionError,
    Narrowing,
    narrow_bounds,
)
from scwres.disclosure.knowledge import ALL, OF, Key, Sum, lies_in
from scwres.disclosure.rules import PROFILES, USUAL, Profile, profile_called


def _rounded(count: int, rule: Profile) -> int:
    """Return a count as a rule has it rounded: to the nearest multiple, halves up."""
    return (2 * count + rule.base) // (2 * rule.base) * rule.base


def _key(part: str, unit: str = "", who: str = "everybody", which: str = YES) -> Key:
    breakdown = "team" if unit else ""
    return Key("sc-wres-2024", "1", "Pay bands", part, breakdown, unit, who, which)


def _table(rows: int, columns: int) -> tuple[list[list[Key]], list[Sum]]:
    """Return the keys of a table with its margins, and its sums."""
    keys = [[_key(f"r{r}", f"c{c}") for c in range(columns)] for r in range(rows)]
    right = [_key(f"r{r}") for r in range(rows)]
    below = [_key("", f"c{c}") for c in range(columns)]
    corner = _key("")
    sums = [Sum(tuple(keys[r]), right[r]) for r in range(rows)]
    sums += [Sum(tuple(keys[r][c] for r in range(rows)), below[c]) for c in range(columns)]
    sums += [Sum(tuple(right), corner), Sum(tuple(below), corner)]
    with_totals = [[*row, total] for row, total in zip(keys, right, strict=True)]
    return [*with_totals, [*below, corner]], sums


def _by_enumeration(bounds: dict[Key, Bounds], sums: list[Sum]) -> dict[Key, set[int]]:
    """Return the values of every count over all whole numbers that fit, found one by one."""
    reach = narrow_bounds(bounds, sums)
    inner = [key for key in reach if key not in {relation.whole for relation in sums}]
    values: dict[Key, set[int]] = {key: set() for key in reach}
    for chosen in product(*(range(reach[key].least, reach[key].most + 1) for key in inner)):
        counts = dict(zip(inner, chosen, strict=True))
        for relation in sums:
            counts[relation.whole] = sum(counts[part] for part in relation.parts)
        if all(
            bounds[key].least <= count <= bounds[key].most for key, count in counts.items()
        ) and all(
            sum(counts[part] for part in relation.parts) == counts[relation.whole]
            for relation in sums
        ):
            for key, count in counts.items():
                values[key].add(count)
    return values


@pytest.mark.slow
@pytest.mark.parametrize("base", [1, 5])
def test_what_an_attack_finds_is_what_enumeration_finds(base):
    random = Random(base)
    rule = Profile("test", 4, base) if base == 1 else Profile("test", 5, base)
    for _ in range(40):
        keys, sums = _table(2, random.choice([2, 3]))
        counts: dict[Key, int] = {}
        for row in keys[:-1]:
            for key in row[:-1]:
                counts[key] = random.randint(0, 7)
        for relation in sums:
            counts[relation.whole] = sum(counts[part] for part in relation.parts)
        bounds = {
            key: Bounds(0, rule.threshold - 1)
            if count < rule.threshold
            else Bounds(*rule.range_of(_rounded(count, rule)))
            for key, count in counts.items()
        }
        expected = _by_enumeration(bounds, sums)
        system = System(bounds, sums)
        system.explore(dict.fromkeys(bounds, 1000))

        for key, values in expected.items():
            assert system.values_of(key, 1_000) == tuple(sorted(values))
            assert counts[key] in values


def test_a_solution_is_whole_and_fits_every_sum():
    keys, sums = _table(3, 3)
    bounds = {key: Bounds(0, 9) for row in keys[:-1] for key in row[:-1]}
    bounds |= {row[-1]: Bounds(12, 14) for row in keys[:-1]}
    bounds |= {key: Bounds(10, 15) for key in keys[-1][:-1]} | {keys[-1][-1]: Bounds(38, 42)}
    system = System(bounds, sums)
    system.explore(dict.fromkeys(bounds, 5))
    keys_of_ways, rows = system.ways

    for row in rows.tolist():
        counts = dict(zip(keys_of_ways, row, strict=True))
        assert all(
            sum(counts[part] for part in relation.parts) == counts[relation.whole]
            for relation in sums
        )
        assert all(bounds[key].least <= count <= bounds[key].most for key, count in counts.items())
    assert len({tuple(row) for row in rows.tolist()}) > 10


def test_what_is_supposed_is_supposed_no_longer_once_freed():
    a, b, whole = _key("a"), _key("b"), _key("")
    bounds = {a: Bounds(0, 9), b: Bounds(0, 9), whole: Bounds(9, 9)}
    system = System(bounds, [Sum((a, b), whole)])

    system.fix(a, 2)
    assert system.values_of(b, 5) == (7,)
    system.free()
    assert len(system.values_of(b, 5)) == 5
    assert system.can_be(a, 9)
    assert not system.can_be(a, 10)


def test_a_sum_with_others_beside_its_parts_bounds_them_from_above():
    a, whole = _key("a"), _key("")
    bounds = {a: Bounds(0, 50), whole: Bounds(10, 12)}
    sums = [Sum((a,), whole, is_complete=False)]

    assert narrow_bounds(bounds, sums)[a] == (0, 12)
    assert System(bounds, sums).values_of(a, 100) == tuple(range(13))


def test_counts_that_cannot_be_are_a_contradiction():
    a, b, whole = _key("a"), _key("b"), _key("")
    bounds = {a: Bounds(5, 5), b: Bounds(6, 9), whole: Bounds(3, 10)}

    with pytest.raises(ContradictionError):
        narrow_bounds(bounds, [Sum((a, b), whole)])
    with pytest.raises(ContradictionError):
        System(bounds, [Sum((a, b), whole)]).explore({a: 2})


def test_the_suppression_of_statistics_norway_keeps_its_cells():
    # GaussSuppression, vignette "Small count frequency table suppression": young and old by
    # country; four cells withheld, every total shown.
    keys, sums = _table(2, 3)
    (a, b, c, _), (d, e, f, _), _ = keys
    totals = {keys[0][3]: 7, keys[1][3]: 13, keys[2][3]: 20}
    totals |= dict(zip(keys[2][:3], (5, 4, 11), strict=True))
    bounds = {key: Bounds(total, total) for key, total in totals.items()}
    withheld = [a, b, d, e]
    bounds |= {key: Bounds() for key in withheld} | {c: Bounds(5, 5), f: Bounds(6, 6)}
    system = System(bounds, sums)

    for key in withheld:
        assert len(system.values_of(key, 3)) >= 3
    # With one of them shown after all, the others are worked out.
    system.fix(a, 1)
    assert [system.values_of(key, 5) for key in withheld] == [(1,), (1,), (4,), (3,)]


@pytest.mark.parametrize(
    ("count", "shown"), [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (1_002, 1_000)]
)
def test_counts_are_rounded_to_the_nearest_and_read_back_as_a_range(count, shown):
    assert _rounded(count, USUAL) == shown
    least, most = USUAL.range_of(shown)
    assert least <= count <= most
    assert {_rounded(count, USUAL) for count in range(least, most + 1)} == {shown}


def test_a_profile_is_named_or_said_in_numbers():
    assert profile_called("7-3") == Profile("7-3", 7, 3)
    assert profile_called("swe") is PROFILES["swe"]
    for name in ("nhs", "0-5", "7-0", "7", "seven-five"):
        with pytest.raises(KeyError):
            profile_called(name)


def test_few_values_are_asked_of_counts_that_can_have_few():
    assert USUAL.needed() == USUAL.needed(1) == 5
    assert Profile("small", 3, 1).needed() == 3
    assert Profile("small", 3, 1).needed(1) == 2


def test_who_is_in_a_part_is_in_the_whole():
    whole, of_unit = _key(""), _key("", "Team A")
    part = _key("Grade 3", "Team A", "white")

    everybody = whole._replace(who=ALL)
    assert lies_in(part, everybody)
    assert not lies_in(everybody, part)
    assert lies_in(of_unit, whole)
    assert lies_in(whole._replace(which=NO), whole._replace(which=OF))
    assert not lies_in(part, _key("Grade 3", "Team B", "white"))
    assert not lies_in(part, part._replace(which=NO))


def test_bounds_that_creep_to_each_other_one_by_one_are_left_to_programmes():
    # The whole is one more than a part of it, which is no less than the whole: nothing fits, and
    # from sum to sum each bound only grows by one.
    whole, part, other = (
        Key("sc-wres-2024", "3", "", "", "", "", who, "of") for who in ("all", "group", "unknown")
    )
    sums = [Sum((part, other), whole), Sum((whole,), part, is_complete=False)]
    narrowing = Narrowing(dict.fromkeys((whole, part, other), Bounds()), sums)

    narrowing.suppose(other, 1)

    assert narrowing.reach[whole].least <= LOOKS_AT_EACH * len(sums)
    assert narrowing.reach[whole].most > 1_000_000
