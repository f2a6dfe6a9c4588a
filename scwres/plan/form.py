"""The form in which people keep a plan: its columns, and what each holds of an action.

The columns are recognised by the words of their headers, which are data here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from scwres.extracts.schema import header_name
from scwres.plan.plan import PERIODS, Action
from scwres.text.phrases import MONTHS, day_in_words


class Role(StrEnum):
    """What a column of a plan holds."""

    ID = "number"
    THEME = "theme"
    ACTION = "action"
    WHEN = "time"
    DUE = "due date"
    LEAD = "lead"
    SUCCESS = "sign of success"
    UPDATE = "update"
    STATUS = "status"


#: The headers of each column, in the form of column names.
HEADERS: Mapping[Role, tuple[str, ...]] = {
    Role.ID: (
        *("ref", "reference", "no", "number", "id", "item", "item_no", "action_no", "ref_no"),
        *("action_number", "action_ref", "action_reference", "action_id", "ref_number"),
    ),
    Role.THEME: (
        *("theme", "themes", "commitment", "commitments", "priority_area", "priority_theme"),
        *("workstream", "work_stream", "objective", "strategic_objective", "pillar", "strand"),
        *("area", "area_of_work", "area_of_focus", "section", "category", "topic"),
    ),
    Role.ACTION: (
        *("action", "actions", "action_required", "actions_required", "action_to_be_taken"),
        *("actions_to_be_taken", "proposed_action", "proposed_actions", "agreed_action"),
        *("key_action", "key_actions", "action_description", "description_of_action"),
        *("what_are_we_going_to_do", "what_we_are_going_to_do", "what_will_we_do"),
        *("what_we_will_do", "what_do_we_need_to_do", "what_needs_to_be_done", "what"),
        *("activity", "activities", "key_activity", "task", "tasks", "step", "steps"),
    ),
    Role.WHEN: (
        *("when", "timescale", "timescales", "time_scale", "timeframe", "timeframes"),
        *("time_frame", "timeline", "timelines", "by_when", "timing", "term", "period"),
        *("when_will_we_do_it", "when_by", "target_timescale"),
    ),
    Role.DUE: (
        *(
            "due",
            "due_date",
            "date_due",
            "due_by",
            "deadline",
            "target_date",
            "completion_date",
            "milestone",
        ),
        *("date_for_completion", "target_completion_date", "end_date", "finish_date"),
        *("date_of_completion", "complete_by", "date"),
    ),
    Role.LEAD: (
        *("who", "lead", "leads", "who_lead", "lead_who", "lead_officer", "lead_officers"),
        *("action_lead", "lead_person", "lead_name", "owner", "owners", "action_owner"),
        *("responsible", "responsibility", "responsible_officer", "responsible_person"),
        *("person_responsible", "officer_responsible", "by_whom", "who_is_responsible"),
        *("who_will_do_it", "who_will_lead", "lead_s", "assigned_to", "accountable"),
    ),
    Role.SUCCESS: (
        *("success", "how_will_we_know", "how_will_we_know_success", "success_measure"),
        *("success_measures", "measure_of_success", "measures_of_success", "success_criteria"),
        *("measure", "measures", "kpi", "kpis", "outcome", "outcomes", "expected_outcome"),
        *("expected_outcomes", "intended_outcome", "intended_outcomes", "desired_outcome"),
        *("how_will_we_know_we_have_succeeded", "how_will_we_know_it_has_worked", "impact"),
        *("how_will_we_measure_success", "how_we_will_know", "what_success_looks_like"),
        *("what_will_success_look_like", "evidence_of_success", "how_success_shows"),
        *("how_will_we_know_if_we_have_succeeded", "how_will_we_know_we_ve_succeeded"),
        *("how_will_we_know_weve_succeeded", "target_outcome", "success_indicator"),
        *("how_will_we_know_we_have_made_a_difference", "how_we_will_measure_success"),
    ),
    Role.UPDATE: (
        *("update", "updates", "progress", "progress_update", "progress_updates", "comments"),
        *("comment", "progress_to_date", "latest_update", "current_position", "commentary"),
        *("latest_progress", "update_progress", "progress_so_far", "notes", "how_is_it_going"),
        *("where_are_we_now", "where_we_are_now"),
    ),
    Role.STATUS: (
        *("status", "rag", "rag_status", "rag_rating", "rag_score", "rag_rated", "rating"),
        *("current_status", "action_status", "status_rag", "rag_rate", "brag", "brag_status"),
        *("brag_rating", "progress_rag", "overall_rag", "current_rag", "rag_current"),
    ),
}

#: What this program writes behind the columns of a plan.
MEASURED, SUGGESTED = "Measured", "Suggested"

_ROLE_BY_HEADER: Mapping[str, Role] = {
    header: role for role, headers in HEADERS.items() for header in headers
}

#: The number of a month by its name, whole or short.
_MONTH_BY_NAME = {
    name: number
    for number, month in enumerate(MONTHS, 1)
    for name in (month.casefold(), month[:3].casefold(), *(["sept"] if number == 9 else []))
}
_MONTH = "|".join(sorted(_MONTH_BY_NAME, key=len, reverse=True))

#: A month as the time of an action: its last day is meant.
_MONTH_ALONE = re.compile(
    rf"(?:by |end |the |of )*({_MONTH})\.?(?:[ -]*(20\d\d)|-(\d\d))", re.IGNORECASE
)

#: When an update or a rating is of, behind its name: "Update July 2025", "RAG Q2".
_AS_OF = re.compile(
    rf"_(?:(?:as_)?(?:at|of|on|to|in|for)_)?(?:\d{{1,2}}_)?(?:{_MONTH})_\d{{2,4}}$|_q[1-4](?:_\d{{2,4}})*$"
)

_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def role_of(header: str) -> Role | None:
    """Return what a column holds, by its header; None where that is not known.

    >>> role_of("How will we know (success)"), role_of("Timeframe (short, medium or long)")
    (<Role.SUCCESS: 'sign of success'>, <Role.WHEN: 'time'>)
    >>> role_of("RAG rating as at June 2025"), role_of("Budget")
    (<Role.STATUS: 'status'>, None)
    """
    for words in (header, _IN_BRACKETS.sub(" ", header)):
        name = header_name(words)
        role = _ROLE_BY_HEADER.get(name) or _ROLE_BY_HEADER.get(_AS_OF.sub("", name))
        if role is not None:
            return role
    return None


def roles_of(headers: Sequence[str]) -> list[Role | None]:
    """Return what each column holds; None also where one to its left holds the same.

    Of the columns that could be the action, each has that role: there should be one.
    """
    roles: list[Role | None] = []
    for header in headers:
        role = role_of(header)
        roles.append(None if role in roles and role is not Role.ACTION else role)
    return roles


def month_end(when: str) -> date | None:
    """Return the last day of the month that a time names; None where it names none alone.

    "March 25" can be a day of this year, too.

    >>> month_end("March 2025"), month_end("by end of Feb-28"), month_end("March 25")
    (datetime.date(2025, 3, 31), datetime.date(2028, 2, 29), None)
    """
    match = _MONTH_ALONE.fullmatch(" ".join(when.split()))
    if match is None:
        return None
    year = int(match[2] or f"20{match[3]}")
    month = _MONTH_BY_NAME[match[1].casefold()]
    return date(year, month, monthrange(year, month)[1])


#: The names of the usual periods, as people write them.
_PERIOD_WORDS = re.compile(r"[^\W\d_]+")
_NOT_OF_A_PERIOD = {"term"}


def period_of(when: str) -> str:
    """Return the usual period that the words of a plan name; empty where they name none.

    >>> period_of("Short term"), period_of("Medium/long"), period_of("Within 6 months")
    ('short', 'medium to long', '')
    """
    words = _PERIOD_WORDS.findall(_IN_BRACKETS.sub(" ", when).casefold())
    lengths = [word for word in words if word not in _NOT_OF_A_PERIOD and word != "to"]
    name = " to ".join(lengths)
    return name if name in {period.name for period in PERIODS} else ""


def form_cells(action: Action, headers: Sequence[str]) -> Iterator[tuple[Role | None, str]]:
    """Yield what an action holds in each column of its plan, in the plan's own words."""
    for header, role in zip(headers, roles_of(headers), strict=True):
        yield role, action.other.get(header, words_in(action, role))


def words_in(action: Action, role: Role | None) -> str:
    """Return what an action holds in a column, unless the plan has other words there."""
    due = day_in_words(action.due) if action.due else ""
    words: Mapping[Role | None, str] = {
        Role.ID: action.id,
        Role.THEME: action.theme,
        Role.ACTION: action.action,
        Role.WHEN: action.when or action.period or due,
        Role.DUE: due,
        Role.LEAD: action.lead,
        Role.SUCCESS: action.success,
        Role.UPDATE: action.update,
        Role.STATUS: action.status,
    }
    return words.get(role, "")
