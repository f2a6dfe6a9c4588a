"""The workforce profile as data: staff in post, the stages of recruitment, survey response."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from scwres.results.lines import Line

#: The groups that exact results show staff in: the census groups, and each category.
FIVE, DETAILED = "five", "detailed"

#: People whose category is too broad for any of the groups.
UNGROUPED = "ungrouped"

#: Everybody, whatever their ethnicity.
EVERYONE = "everyone"

#: What a step of recruitment holds besides its stages, by the column of its line.
STEP_FIGURES: Mapping[str, str] = {
    "group": "group",
    "compared_with": "compared_with",
    "group_before": "group_out_of",
    "compared_with_before": "compared_with_out_of",
    "all_before": "all_out_of",
    "share_before": "workforce_share",
    "group_after": "group_count",
    "compared_with_after": "compared_with_count",
    "all_after": "all_count",
    "share_after": "share",
    "gap": "gap",
    "ratio": "ratio",
    "ratio_lower": "ratio_lower",
    "ratio_upper": "ratio_upper",
    "finding": "finding",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffShare:
    """A group's share of the staff in post.

    Parameters
    ----------
    groups
        The groups that it is one of: ``two``, ``five`` or ``detailed``.
    breakdown, unit
        The breakdown and its value; both empty for the whole.
    group
        The group; ``unknown`` for unknown ethnicity, ``ungrouped`` for people whose category is
        too broad for the groups.
    people, everyone
        The staff in post in the group, and all of them. None where withheld.
    share
        The first over the second, between 0 and 1. None where it is withheld or nobody is there.
    residents_share
        The group's share of residents, between 0 and 1. None where that is not known.
    """

    groups: str
    breakdown: str = ""
    unit: str = ""
    group: str
    people: int | None
    everyone: int | None
    share: float | None
    residents_share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecruitmentStep:
    """A step of recruitment, from one stage to a later one, for a group.

    Parameters
    ----------
    before, after
        The two stages, such as ``shortlisted`` and ``appointed``.
    line
        The comparison: the people of the later stage, out of those of the earlier one.
    is_overall
        Whether it goes over several steps that have lines of their own.
    falls_most
        Whether the group's share falls more at it than at every other step, and the finding is
        ``worse``. Never where a step is withheld.
    """

    before: str
    after: str
    line: Line
    is_overall: bool = False
    falls_most: bool = False

    @property
    def row(self) -> dict[str, Any]:
        """What formats write of it."""
        figures = {name: getattr(self.line, column) for name, column in STEP_FIGURES.items()}
        return {
            "before": self.before,
            "after": self.after,
            **figures,
            "is_overall": self.is_overall,
            "falls_most": self.falls_most,
        }


class Unmatched(StrEnum):
    """Why respondents of a group cannot be divided by its staff."""

    NO = ""
    TOO_BROAD = "too broad"
    MORE_THAN_STAFF = "more respondents than staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRate:
    """How many staff of a group answered the survey.

    Parameters
    ----------
    group
        The group; ``everyone`` for all staff, of whatever ethnicity.
    respondents, staff
        Those who answered the question that most answered, and the staff in post. None where
        withheld.
    rate
        The first over the second, between 0 and 1. None where it is withheld, there are no staff,
        or the two cannot be matched.
    unmatched
        Why the two cannot be matched; empty where they can.
    """

    group: str
    respondents: int | None
    staff: int | None
    rate: float | None
    unmatched: Unmatched = Unmatched.NO


class WorkforceProfile(NamedTuple):
    """Who the staff are, who reaches each stage of recruitment, and who answers the survey.

    Each part is empty where its counts are missing.

    Parameters
    ----------
    question
        The indicator whose answers count respondents; empty without a survey.
    """

    staff: tuple[StaffShare, ...]
    recruitment: tuple[RecruitmentStep, ...]
    survey: tuple[ResponseRate, ...]
    question: str = ""

    @property
    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """What formats write of it: the records of each part, by its name."""
        return {
            "staff": [asdict(share) for share in self.staff],
            "recruitment": [step.row for step in self.recruitment],
            "survey": [asdict(rate) for rate in self.survey],
        }
