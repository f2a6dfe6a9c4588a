"""The workforce profile: who the staff are, who reaches each stage of recruitment, who answers.

All figures are shares and rates of counts that results hold. Of a publication, they are made of
the counts on its lines alone, so that they say nothing that the lines do not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from scwres.counts import RESIDENT, YES, Counts, joint_name, natural_order
from scwres.disclosure.knowledge import COUNT_COLUMNS
from scwres.ethnicity.categories import CATEGORIES, UNKNOWN, Grouping, grouping, held_by
from scwres.extracts.schema import STAGES_OF_AN_APPLICATION
from scwres.metrics.comparison import comparison_of
from scwres.metrics.difference import WORSE
from scwres.metrics.standards.indicator import (
    APPOINTED,
    IN_POST_ITEMS,
    INTERVIEWED,
    OFFERED,
    SHORTLISTED,
    CountedOf,
)
from scwres.results.benchmarks import RESIDENTS, too_broad
from scwres.results.lines import Line
from scwres.results.results import Benchmark
from scwres.results.workforce import (
    DETAILED,
    EVERYONE,
    FIVE,
    UNGROUPED,
    RecruitmentStep,
    ResponseRate,
    StaffShare,
    Unmatched,
    WorkforceProfile,
)

#: The stage before the one that an item counts: who can have it.
_STAGE_BEFORE: Mapping[str, str] = {
    SHORTLISTED: STAGES_OF_AN_APPLICATION[0],
    INTERVIEWED: SHORTLISTED,
    OFFERED: INTERVIEWED,
    APPOINTED: SHORTLISTED,
}


def profile_of_lines(
    lines: Sequence[Line], groups: Grouping, benchmarks: Sequence[Benchmark]
) -> WorkforceProfile:
    """Return the profile that lines give: in their groups, and of their counts alone."""
    whole = [line.of_minority for line in lines if not line.breakdown and not line.is_of_odds]
    question = _most_answered(whole)
    return WorkforceProfile(
        staff=tuple(_staff_of_lines(lines, groups, benchmarks)),
        recruitment=tuple(_recruitment(whole)),
        survey=tuple(_response_rates(whole, question)),
        question=question,
    )


def profile_of_counts(
    counts: Counts, lines: Sequence[Line], groups: Grouping, benchmarks: Sequence[Benchmark]
) -> WorkforceProfile:
    """Return the profile of exact counts: staff in five groups and by category, whatever lines.

    Parameters
    ----------
    counts
        The counts that the lines were computed from.
    """
    profile = profile_of_lines(lines, groups, benchmarks)
    return profile._replace(staff=tuple(_staff_of_counts(counts, groups)))


# Staff in post


def _staff_of_lines(
    lines: Sequence[Line], groups: Grouping, benchmarks: Sequence[Benchmark]
) -> Iterator[StaffShare]:
    """Yield the shares that lines of staff in post have counts of, in the groups of the lines."""
    order = _groups_in_order(groups)
    residents = {
        (figure.indicator, figure.group): figure.value
        for benchmark in benchmarks
        if benchmark.name == RESIDENTS
        for figure in benchmark.figures
        if not figure.part
    }
    for breakdown in dict.fromkeys(line.breakdown for line in lines):
        for unit_lines in _staff_lines(lines, breakdown).values():
            first = next(iter(unit_lines.values()))
            people = {group: line.group_out_of for group, line in unit_lines.items()}
            people[first.compared_with] = first.compared_with_out_of
            names = [group for group in order if group in people]
            people |= {UNKNOWN: first.unknown_out_of, UNGROUPED: first.ungrouped_out_of}
            names += [name for name in (UNKNOWN, UNGROUPED) if people[name] != 0]
            for name in names:
                yield StaffShare(
                    groups=groups.name,
                    breakdown=breakdown,
                    unit=first.unit,
                    group=name,
                    people=people[name],
                    everyone=first.all_out_of,
                    share=_over(people[name], first.all_out_of),
                    residents_share=None if breakdown else residents.get((first.indicator, name)),
                )


def _staff_lines(lines: Sequence[Line], breakdown: str) -> dict[str, dict[str, Line]]:
    """Return a line of staff in post for each unit and group: of one item, whatever its part."""
    for item in IN_POST_ITEMS:
        lines_by_unit: dict[str, dict[str, Line]] = {}
        for line in lines:
            if (
                line.breakdown == breakdown
                and line.definition.item == item
                and line.definition.counted_of is CountedOf.IN_POST
                and not line.is_of_odds
            ):
                unit_lines = lines_by_unit.setdefault(line.unit, {})
                unit_lines.setdefault(line.of_minority.group, line.of_minority)
        if lines_by_unit:
            return lines_by_unit
    return {}


def _over(part: int | None, whole: int | None) -> float | None:
    return None if part is None or not whole else part / whole


def _groups_in_order(groups: Grouping) -> list[str]:
    """Return the groups, the one that others are compared with among them, in official order."""
    return [group for group in dict.fromkeys(groups.group_by_category.values()) if group]


class _StaffGroups(NamedTuple):
    """The groups that exact counts of staff are shown in.

    Parameters
    ----------
    names
        The groups in order.
    group_of
        The group of a category.
    always
        The groups that are shown though nobody is in them.
    unsure
        The groups some of whose residents may be counted elsewhere.
    """

    name: str
    names: Sequence[str]
    group_of: Callable[[str], str]
    always: Collection[str]
    unsure: Collection[str]


def _five_groups(counts: Counts, groups: Grouping) -> _StaffGroups:
    five = grouping(FIVE, groups.compared_with, groups.white_minorities)
    names = _groups_in_order(five)

    def group_of(category: str) -> str:
        group = five.group_by_category[category]
        return UNKNOWN if group is None else group or UNGROUPED

    others = [UNKNOWN, UNGROUPED]
    unsure = too_broad(counts, five).union(others)
    return _StaffGroups(FIVE, [*names, *others], group_of, names, unsure)


def _categories(counts: Counts) -> _StaffGroups:
    names = [category.name for category in CATEGORIES]
    return _StaffGroups(DETAILED, names, str, (), _too_broad_for(counts))


def _staff_of_counts(counts: Counts, groups: Grouping) -> Iterator[StaffShare]:
    """Yield the shares of staff in post in five groups and by category, whole and by unit."""
    item = next((item for item in IN_POST_ITEMS if item in counts.items), "")
    places = [("", "", counts)]
    for breakdown in counts.breakdowns:
        by_unit = counts.by_unit(breakdown)
        names = {joint_name(unit): unit_counts for unit, unit_counts in by_unit.items()}
        places += [(breakdown, unit, names[unit]) for unit in sorted(names, key=natural_order)]
    for staff_groups in (_five_groups(counts, groups), _categories(counts)):
        residents = _residents_shares(counts, staff_groups)
        for breakdown, unit, unit_counts in places:
            people = _people_by_group(unit_counts, item, staff_groups.group_of)
            everyone = sum(people.values())
            unit_residents = {} if breakdown else residents
            shown = {*people, *staff_groups.always, *unit_residents} if everyone else set()
            yield from (
                StaffShare(
                    groups=staff_groups.name,
                    breakdown=breakdown,
                    unit=unit,
                    group=group,
                    people=people.get(group, 0),
                    everyone=everyone,
                    share=_over(people.get(group, 0), everyone),
                    residents_share=unit_residents.get(group),
                )
                for group in staff_groups.names
                if group in shown
            )


def _residents_shares(counts: Counts, staff_groups: _StaffGroups) -> dict[str, float]:
    """Return each group's share of the residents, where that is known."""
    people = _people_by_group(counts, RESIDENT, staff_groups.group_of)
    everyone = sum(people.values())
    return {
        group: residents / everyone
        for group, residents in people.items()
        if group not in staff_groups.unsure
    }


def _people_by_group(counts: Counts, item: str, group_of: Callable[[str], str]) -> dict[str, int]:
    """Return how many people answered an item, by the group of their category."""
    people_by_group: dict[str, int] = {}
    for cell, people in counts.people_by_cell.items():
        if cell.item == item:
            group = group_of(cell.ethnicity)
            people_by_group[group] = people_by_group.get(group, 0) + people
    return people_by_group


def _too_broad_for(counts: Counts) -> frozenset[str]:
    """Return the categories some of whose residents may be counted in a broader one.

    Broad categories are among them: how many more of their people are counted in detail differs.
    """
    recorded = {cell.ethnicity for cell in counts.people_by_cell if cell.item == RESIDENT}
    broad = [category.name for category in CATEGORIES if not category.detailed]
    held = {name for category in broad if category in recorded for name in held_by(category)}
    unknown = {category.name for category in CATEGORIES if category.side == UNKNOWN}
    return frozenset(held.union(broad, unknown))


# Recruitment


def _recruitment(whole: Sequence[Line]) -> Iterator[RecruitmentStep]:
    """Yield the steps of recruitment that lines show, for each group from the first."""
    lines_by_group: dict[str, dict[str, Line]] = {}
    for line in whole:
        if line.definition.item in _STAGE_BEFORE:
            lines_by_group.setdefault(line.group, {})[line.definition.item] = line
    for lines in lines_by_group.values():
        if any(line.group_out_of != 0 for line in lines.values()):
            yield from _with_largest_fall(list(_steps(lines)))


class LargerStage(NamedTuple):
    """A stage of recruitment that more people reached than an earlier one.

    ``items`` are the items that count the two, ``people`` how many reached the later stage and
    how many, at most, the earlier one; ``group`` is whose counts they are, empty for everybody.
    """

    stage: str
    earlier: str
    items: tuple[str, str]
    people: tuple[int, int]
    group: str


def larger_stages(lines: Iterable[Line]) -> Iterator[LargerStage]:
    """Yield the stages of recruitment that are larger than the one before, of exact lines.

    Of everybody, and of a group where everybody's are not.
    """
    reached: dict[str, dict[str, list[tuple[int, str]]]] = {}
    for line in lines:
        item = line.definition.item
        if line.breakdown or item not in _STAGE_BEFORE:
            continue
        for group, tally in (
            ("", line.comparison.everyone),
            (line.group, line.comparison.group_tally),
            (line.compared_with, line.comparison.compared_tally),
        ):
            people = reached.setdefault(group, {})
            people.setdefault(item, []).append((tally.count, item))
            people.setdefault(_STAGE_BEFORE[item], []).append((tally.out_of, item))
    of_everybody: set[str] = set()
    for group, people in reached.items():
        stages = [stage for stage in STAGES_OF_AN_APPLICATION if stage in people]
        for earlier, stage in pairwise(stages):
            most, most_item = max(people[earlier])
            later, later_item = max(people[stage])
            if later > most and stage not in of_everybody:
                if not group:
                    of_everybody.add(stage)
                items = (later_item, most_item)
                yield LargerStage(stage, earlier, items, (later, most), group)


def _steps(lines: Mapping[str, Line]) -> Iterator[RecruitmentStep]:
    """Yield the steps of one group, in the order of the stages."""
    stages = [stage for stage in STAGES_OF_AN_APPLICATION if stage in lines]
    last = next((stage for stage in (OFFERED, INTERVIEWED) if stage in lines), "")
    for stage in stages:
        line = lines[stage]
        if stage == APPOINTED and last:
            if (step := _last_step(line, lines[last])) is not None:
                yield RecruitmentStep(before=last, after=APPOINTED, line=step)
            yield RecruitmentStep(
                before=_STAGE_BEFORE[stage], after=stage, line=line, is_overall=True
            )
        else:
            yield RecruitmentStep(before=_STAGE_BEFORE[stage], after=stage, line=line)


def _last_step(appointed: Line, stage: Line) -> Line | None:
    """Return the people appointed out of those of an earlier stage; None where there are more.

    Of the counts that the two lines show, and no others.
    """
    counts: dict[str, int | None] = {
        column: getattr(appointed if which == YES else stage, COUNT_COLUMNS[who, YES])
        for (who, which), column in COUNT_COLUMNS.items()
    }
    try:
        comparison = comparison_of(appointed.group, appointed.compared_with, counts)
    except ValueError:
        return None
    withheld = frozenset(column for column, count in counts.items() if count is None)
    return replace(appointed, comparison=comparison, withheld=withheld, further=())


def _with_largest_fall(steps: list[RecruitmentStep]) -> list[RecruitmentStep]:
    """Return steps, the one with the largest fall marked where its finding is worse."""
    chain = [(number, step) for number, step in enumerate(steps) if not step.is_overall]
    gaps = [(step.line.gap, number) for number, step in chain if step.line.gap is not None]
    # Where a step is withheld, nobody can tell whether the share falls more at it.
    if len(gaps) == len(chain) > 1:
        gap, number = min(gaps)
        if gap < 0 and steps[number].line.finding == WORSE:
            steps[number] = replace(steps[number], falls_most=True)
    return steps


def differing_stages(steps: Sequence[RecruitmentStep]) -> list[str]:
    """Return the stages that two steps of a group count differently, as other files do."""
    stages: dict[str, None] = {}
    for step, following in pairwise(step for step in steps if not step.is_overall):
        is_same_stage = step.after == following.before and step.line.group == following.line.group
        if is_same_stage and step.line.all_count != following.line.all_out_of:
            stages[step.after] = None
    return list(stages)


# The survey


def _most_answered(whole: Sequence[Line]) -> str:
    """Return the indicator that most respondents answered; empty without a survey."""
    answers = {
        line.indicator: line.all_out_of or 0
        for line in reversed(whole)
        if line.definition.counted_of is CountedOf.RESPONDENTS
    }
    # Of several with as many, the first.
    return max(reversed(answers), key=lambda number: answers[number], default="")


def _response_rates(whole: Sequence[Line], question: str) -> Iterator[ResponseRate]:
    """Yield the response rate of each group, of the reference, and of everyone."""
    answers = {
        line.group: line
        for line in whole
        if line.indicator == question and line.definition.counted_of is CountedOf.RESPONDENTS
    }
    staff = _staff_lines(whole, "").get("", {})
    groups = [group for group in answers if group in staff]
    if not groups:
        return
    last = groups[-1]
    is_too_broad = any(line.ungrouped_out_of != 0 for line in (answers[last], staff[last]))
    for group in groups:
        if staff[group].group_out_of != 0 or answers[group].group_out_of != 0:
            pair = answers[group].group_out_of, staff[group].group_out_of
            yield _response_rate(group, *pair, is_too_broad=is_too_broad)
    pair = answers[last].compared_with_out_of, staff[last].compared_with_out_of
    yield _response_rate(answers[last].compared_with, *pair, is_too_broad=is_too_broad)
    pair = answers[last].all_out_of, staff[last].all_out_of
    yield _response_rate(EVERYONE, *pair, is_too_broad=False)


def _response_rate(
    group: str, respondents: int | None, staff: int | None, *, is_too_broad: bool
) -> ResponseRate:
    unmatched = Unmatched.NO
    if is_too_broad:
        unmatched = Unmatched.TOO_BROAD
    elif respondents is not None and staff is not None and respondents > staff:
        unmatched = Unmatched.MORE_THAN_STAFF
    rate = None if unmatched else _over(respondents, staff)
    return ResponseRate(
        group=group, respondents=respondents, staff=staff, rate=rate, unmatched=unmatched
    )
