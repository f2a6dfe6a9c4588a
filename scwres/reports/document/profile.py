"""The workforce profile in words and tables: for the page, the workbook, Markdown and terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from scwres.ethnicity.categories import CATEGORY, UNKNOWN
from scwres.metrics.difference import WORSE
from scwres.reports.document.document import Section
from scwres.reports.document.words import (
    BriefTable,
    Form,
    Row,
    Table,
    Value,
    capital,
    count_cell,
    event_share_cell,
    figure_cell,
    finding_in_words,
    group_name,
    interval_name,
    ratio_and_interval_cell,
    ratio_text,
    share_cell,
    short_number,
    tally_cell,
    text_cell,
    workforce_share_cell,
)
from scwres.results.lines import NOT_APPLICABLE, NOT_AVAILABLE, WITHHELD, Line
from scwres.results.profile import differing_stages
from scwres.results.results import Reported, Results
from scwres.results.sentences import breakdown_in_words
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
from scwres.text.numbers import percentage
from scwres.text.phrases import in_words

#: A column of recruitment: its header, and a function that makes the cell of a step.
Column = tuple[str, Callable[[RecruitmentStep], Value]]

#: The name of the section for links and files, and its title.
PROFILE, PROFILE_TITLE = "workforce-profile", "Workforce profile"

#: The headings of its parts.
RECRUITMENT_HEADING = "The stages of recruitment"
SURVEY_HEADING = "Who answered the survey"

#: The groups of staff in a heading.
_GROUPS: Mapping[str, str] = {FIVE: "broad groups", DETAILED: "detailed categories"}

#: The people of a stage of recruitment.
_PEOPLE: Mapping[str, str] = {
    "applied": "people who applied",
    "shortlisted": "people shortlisted",
    "interviewed": "people interviewed",
    "offered": "people offered the job",
    "appointed": "people appointed",
}

#: The names of what are no groups of ethnicity.
_OTHERS: Mapping[str, str] = {
    UNKNOWN: "Unknown ethnicity",
    UNGROUPED: "Recorded too broadly",
    EVERYONE: "Everyone",
}

#: Why a group has no response rate, in a table.
_UNMATCHED: Mapping[Unmatched, str] = {
    Unmatched.NO: NOT_APPLICABLE,
    Unmatched.TOO_BROAD: "groups cannot be matched",
    Unmatched.MORE_THAN_STAFF: "more respondents than staff",
}


def profile_section(results: Reported, profile: WorkforceProfile) -> Section:
    """Return the section of the workforce profile."""
    return Section(
        name=PROFILE,
        title=PROFILE_TITLE,
        reading=(*_sentences(results, profile), *_limits(results, profile)),
        how_to_read=" ".join(_notes(results, profile)),
        tables=tuple(profile_tables(results, profile)),
    )


def profile_notes(results: Reported, profile: WorkforceProfile) -> Iterator[str]:
    """Yield what the profile shows and lacks, and how to read it, in sentences of the terminal."""
    yield from _sentences(results, profile)
    yield from _limits(results, profile)
    if any(map(_is_long, profile.staff)):
        yield (
            "Detailed categories of each unit are not shown here. They are in the report, and in "
            "json and markdown."
        )
    yield from _notes(results, profile)


# In words


def _sentences(results: Reported, profile: WorkforceProfile) -> Iterator[str]:
    """Yield the shares of a group over the stages of recruitment, and where they fall."""
    for _, steps in _steps_by_group(profile.recruitment):
        chain = [step for step in steps if not step.is_overall]
        shares = [(chain[0].before, chain[0].line.workforce_share)]
        shares += [(step.after, step.line.share) for step in chain]
        shown = [
            f"{WITHHELD if share is None else percentage(share)} of {_PEOPLE[stage]}"
            for stage, share in shares
        ]
        group = group_name(results, chain[0].line.group)
        yield f"{group}: {in_words(shown)}. {_fall(chain)}"


def _steps_by_group(
    steps: Sequence[RecruitmentStep],
) -> list[tuple[str, list[RecruitmentStep]]]:
    """Return the steps of recruitment by their group."""
    steps_of: dict[str, list[RecruitmentStep]] = {}
    for step in steps:
        steps_of.setdefault(step.line.group, []).append(step)
    return list(steps_of.items())


def _fall(chain: Sequence[RecruitmentStep]) -> str:
    """Return at which step the share falls most, or at which ones the finding is worse."""
    if most := next((step for step in chain if step.falls_most), None):
        return f"The share falls most from {_step_with_ratio(most)}, and the finding is worse."
    worse = [step for step in chain if step.line.finding == WORSE]
    if worse:
        return f"The finding is worse from {in_words(list(map(_step_with_ratio, worse)))}."
    if all(step.line.is_withheld for step in chain):
        return "The ratios are not shown, to avoid identifying people."
    shown = " shown" if any(step.line.is_withheld for step in chain) else ""
    return f"The finding is not worse at any step{shown}."


def _step_with_ratio(step: RecruitmentStep) -> str:
    return f"{_step(step)} (ratio {ratio_text(step.line)})"


def _step(step: RecruitmentStep) -> str:
    return f"{step.before} to {step.after}"


def _limits(results: Reported, profile: WorkforceProfile) -> Iterator[str]:
    """Yield what the profile lacks, and why."""
    if not isinstance(results, Results):
        yield (
            "To avoid identifying people, this profile is made only of published counts, in the "
            "groups that are published."
        )
    if not profile.staff:
        yield ("Staff in post are not shown: they need figures of pay bands or senior managers.")
    if not profile.recruitment:
        yield "Recruitment is not shown: no stage of recruitment is among the figures."
    if stages := differing_stages(profile.recruitment):
        people = in_words([_PEOPLE[stage] for stage in stages])
        yield f"The number of {people} differs between two steps, which count them separately."
    if not profile.survey:
        yield (
            "Response rates are not shown: they need a survey and staff in post among the figures."
        )
    unmatched = {rate.unmatched for rate in profile.survey}
    if Unmatched.TOO_BROAD in unmatched:
        yield (
            "The groups of the survey and of the staff cannot be matched, because some people's "
            "ethnicity is recorded too broadly to place them in a group."
        )
    if Unmatched.MORE_THAN_STAFF in unmatched:
        yield (
            "A group with more respondents than staff has no response rate, because the two do "
            "not count the same people."
        )


def _notes(results: Reported, profile: WorkforceProfile) -> Iterator[str]:
    """Yield how to read the profile."""
    if profile.staff:
        yield (
            "Shares of staff in post are out of all of them, including those of unknown ethnicity."
        )
    if any(share.groups == DETAILED and _is_broad(share.group) for share in profile.staff):
        yield (
            "A category with no further detail holds people whose ethnicity is recorded only as "
            "that broad group."
        )
    if profile.recruitment:
        yield (
            "Shares at each stage are out of everyone at that stage, including those of unknown "
            "ethnicity. Each ratio compares how likely people of the earlier stage were to reach "
            "the later one."
        )
    if profile.survey:
        number, title = short_number(profile.question), results.titles[profile.question]
        question = f"indicator {number}" if number else f"'{title}'"
        yield (
            f"Response rates are the people who answered {question} in the survey, divided by the "
            "staff in post. People who did not give their ethnicity in the survey count only in "
            "the rate for everyone, so the rate of a group can be too low."
        )


def _is_broad(group: str) -> bool:
    category = CATEGORY.get(group)
    return category is not None and not category.detailed and category.side != UNKNOWN


# Tables


def profile_tables(
    results: Reported, profile: WorkforceProfile, *, in_full: bool = False
) -> Iterator[Table]:
    """Yield the tables of the profile: for the page and Markdown, or in full for the workbook.

    Parameters
    ----------
    in_full
        Whether the counts and limits of recruitment have columns of their own; otherwise they
        are beside the shares and ratios.
    """
    for number, (heading, shares) in enumerate(_staff_by_heading(profile.staff), 1):
        yield _staff_table(results, shares, f"profile-staff-{number}", heading)
    if profile.recruitment:
        yield _recruitment_table(results, profile.recruitment, in_full=in_full)
    if profile.survey:
        yield _survey_table(results, profile.survey)


def _is_long(share: StaffShare) -> bool:
    """Return whether a share is one of a table that is too long for a terminal."""
    return share.groups == DETAILED and bool(share.breakdown)


def _staff_by_heading(staff: Iterable[StaffShare]) -> list[tuple[str, list[StaffShare]]]:
    """Return the shares of staff by the heading of their table: the whole before units."""
    shares_of: dict[str, list[StaffShare]] = {}
    for share in sorted(staff, key=lambda share: bool(share.breakdown)):
        by = f", by {breakdown_in_words(share.breakdown)}" if share.breakdown else ""
        groups = f": {_GROUPS[share.groups]}" if share.groups in _GROUPS else ""
        shares_of.setdefault(f"Staff in post{groups}{by}", []).append(share)
    return list(shares_of.items())


def _name(results: Reported, group: str, groups: str = "") -> str:
    """Return the name of a group in a table."""
    if group in _OTHERS:
        return _OTHERS[group]
    if groups == DETAILED and _is_broad(group):
        return f"{group} (no further detail)"
    return group_name(results, group)


def _staff_table(results: Reported, shares: Sequence[StaffShare], name: str, title: str) -> Table:
    has_residents = any(share.residents_share is not None for share in shares)
    breakdown = capital(breakdown_in_words(shares[0].breakdown))
    headers = [
        *([breakdown] if breakdown else []),
        *("Ethnic group", "People", "Everyone", "Share of staff in post"),
        *(["Share of residents"] if has_residents else []),
    ]
    rows = tuple(
        (
            *([text_cell(share.unit)] if breakdown else []),
            text_cell(_name(results, share.group, share.groups)),
            count_cell(share.people),
            count_cell(share.everyone),
            _share(share),
            *([_residents(share)] if has_residents else []),
        )
        for share in shares
    )
    return Table(name, title, tuple(headers), rows)


def _share(share: StaffShare) -> Value:
    is_withheld = None in (share.people, share.everyone)
    return share_cell(share.share, WITHHELD if is_withheld else NOT_AVAILABLE)


def _residents(share: StaffShare) -> Value:
    return share_cell(share.residents_share, NOT_AVAILABLE)


def _recruitment_table(
    results: Reported, steps: Sequence[RecruitmentStep], *, in_full: bool
) -> Table:
    interval = interval_name(steps[0].line)
    columns: list[Column] = [
        ("Step", lambda step: text_cell(_step_title(step))),
        ("Ethnic group", lambda step: text_cell(group_name(results, step.line.group))),
    ]
    for when, side, share in (
        ("before", "out_of", workforce_share_cell),
        ("after", "count", event_share_cell),
    ):
        if in_full:
            columns += [
                (f"People {when}", _count(f"group_{side}")),
                (f"Everyone {when}", _count(f"all_{side}")),
            ]
        columns.append((f"Share {when}", _of_line(share)))
    columns.append(("Difference (percentage points)", _figure("gap", Form.POINTS)))
    if in_full:
        columns += [
            ("Ratio", _figure("ratio", Form.RATIO)),
            (f"{interval}: from", _figure("ratio_lower", Form.RATIO)),
            (f"{interval}: to", _figure("ratio_upper", Form.RATIO)),
        ]
    else:
        columns.append((f"Ratio ({interval})", _of_line(ratio_and_interval_cell)))
    finding = _of_line(lambda line: text_cell(finding_in_words(line) or NOT_APPLICABLE))
    columns.append(("Finding", finding))
    headers = tuple(header for header, _ in columns)
    rows = tuple(tuple(cell(step) for _, cell in columns) for step in steps)
    return Table("profile-recruitment", RECRUITMENT_HEADING, headers, rows)


def _of_line(cell: Callable[[Line], Value]) -> Callable[[RecruitmentStep], Value]:
    """Return a function that makes the cell of a step from its line."""
    return lambda step: cell(step.line)


def _count(name: str) -> Callable[[RecruitmentStep], Value]:
    return _of_line(lambda line: count_cell(getattr(line, name)))


def _figure(name: str, form: Form) -> Callable[[RecruitmentStep], Value]:
    return _of_line(lambda line: figure_cell(line, name, form))


def _step_title(step: RecruitmentStep) -> str:
    overall = " (all steps between)" if step.is_overall else ""
    return capital(f"{_step(step)}{overall}")


def _survey_table(results: Reported, rates: Sequence[ResponseRate]) -> Table:
    headers = ("Ethnic group", "Respondents", "Staff in post", "Response rate", "Why no rate")
    rows = tuple(
        (
            text_cell(_name(results, rate.group)),
            count_cell(rate.respondents),
            count_cell(rate.staff),
            _rate(rate),
            text_cell(_UNMATCHED[rate.unmatched]),
        )
        for rate in rates
    )
    return Table("profile-survey", SURVEY_HEADING, headers, rows)


def _rate(rate: ResponseRate) -> Value:
    if rate.unmatched:
        return share_cell(rate.rate, NOT_APPLICABLE)
    return share_cell(
        rate.rate, WITHHELD if None in (rate.respondents, rate.staff) else NOT_AVAILABLE
    )


# Brief tables


def brief_profile_tables(results: Reported, profile: WorkforceProfile) -> Iterator[BriefTable]:
    """Yield the tables for the terminal, without the detailed categories of each unit."""
    short = [share for share in profile.staff if not _is_long(share)]
    for heading, shares in _staff_by_heading(short):
        yield _brief_staff_table(results, shares, heading)
    if profile.recruitment:
        yield _brief_recruitment_table(results, profile.recruitment)
    if profile.survey:
        yield _brief_survey_table(results, profile.survey)


def _brief_staff_table(
    results: Reported, shares: Sequence[StaffShare], heading: str
) -> BriefTable:
    has_residents = any(share.residents_share is not None for share in shares)
    rows: list[Row] = []
    unit = ""
    for share in shares:
        if share.unit != unit:
            unit = share.unit
            rows.append(Row("", unit))
        indent = "  " if unit else ""
        rows.append(
            Row(
                "",
                f"{indent}{_name(results, share.group, share.groups)}",
                [
                    tally_cell(_share(share), share.people, share.everyone),
                    *([_residents(share)] if has_residents else []),
                ],
            )
        )
    headers = ["Share of staff in post", *(["Share of residents"] if has_residents else [])]
    return BriefTable("Ethnic group", headers, "", rows, heading)


def _brief_recruitment_table(results: Reported, steps: Sequence[RecruitmentStep]) -> BriefTable:
    is_of_several = len({step.line.group for step in steps}) > 1
    rows: list[Row] = []
    for group, group_steps in _steps_by_group(steps):
        if is_of_several:
            rows.append(Row("", group_name(results, group)))
        indent = "  " if is_of_several else ""
        rows += [
            Row(
                "",
                f"{indent}{_step_title(step)}",
                [
                    workforce_share_cell(step.line),
                    event_share_cell(step.line),
                    ratio_and_interval_cell(step.line),
                ],
                finding_in_words(step.line),
            )
            for step in group_steps
        ]
    whose = "Group's" if is_of_several else group_name(results, steps[0].line.group)
    headers = [
        f"{whose} share before",
        f"{whose} share after",
        f"Ratio ({interval_name(steps[0].line)})",
    ]
    return BriefTable("Step", headers, "Finding", rows, RECRUITMENT_HEADING)


def _brief_survey_table(results: Reported, rates: Sequence[ResponseRate]) -> BriefTable:
    rows = [
        Row(
            "",
            _name(results, rate.group),
            [tally_cell(_rate(rate), rate.respondents, rate.staff)],
            _UNMATCHED[rate.unmatched] if rate.unmatched else "",
        )
        for rate in rates
    ]
    remark = "Why no rate" if any(rate.unmatched for rate in rates) else ""
    return BriefTable("Ethnic group", ["Response rate"], remark, rows, SURVEY_HEADING)
