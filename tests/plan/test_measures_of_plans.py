"""What the action plans of a county council ask of its data (2022), and where it comes from.

Each row of its plan for adult social care, and of its plan for the whole council, names the
measures that it should move; each measure is computed of a kind of extract.
"""

from __future__ import annotations

import pytest

from scwres.extracts.schema import KIND_OF_ITEM, LIST_OF_ITEM, LISTED_ITEMS
from scwres.metrics.standards import standard_called
from scwres.metrics.standards.supporting import known_indicators

#: The plan for adult social care: theme, what its action is about, and the measures.
ADULT_SOCIAL_CARE = (
    ("Recruitment", "what is known of recruitment", ("1", "2", "9")),
    ("Recruitment", "diverse panels", ("2", "joiners_feels_included")),
    ("Recruitment", "trained panels", ("2", "9", "recruitment_training", "edi_training")),
    ("Recruitment", "job descriptions", ("shortlisted", "2", "9")),
    ("Recruitment", "questions on values", ("2",)),
    ("Recruitment", "their evaluation", ("2", "feels_included")),
    ("Recruitment", "advertising and blind shortlisting", ("shortlisted", "2", "1")),
    (
        "Recruitment",
        "joiners",
        ("joined", "left_in_probation", "left_within_12_months", "joiners_feels_included"),
    ),
    ("Recruitment", "succession and secondments", ("1", "9", "secondment")),
    ("Training", "requests for development money", ("5", "funding_approved")),
    ("Training", "equality training", ("edi_training",)),
    ("Training", "access, as the survey has it", ("5", "fair_access_to_training")),
    (
        "Harassment",
        "recording of incidents",
        ("6", "7a", "7b", "incident_reported", "3", "8", "top_rating"),
    ),
    (
        "Harassment",
        "support for managers",
        ("6", "7a", "7b", "incident_reported", "3", "8", "top_rating"),
    ),
    ("Harassment", "reports of discrimination", ("incident_reported",)),
    ("Harassment", "racism from people supported", ("6", "confident_to_report")),
    ("Recognition", "cash and other awards", ("rewarded_cash", "rewarded_other")),
)

#: The plan for the whole council, without what is no figure: the report itself, the survey.
WHOLE_COUNCIL = (
    ("Zero tolerance", "conduct policy", ("6", "7a", "7b", "3", "8", "top_rating")),
    ("Zero tolerance", "performance management", ("top_rating",)),
    ("Zero tolerance", "escalation", ("incident_reported", "confident_to_report")),
    ("Inclusive recruitment", "a question on inclusion", ("2",)),
    ("Inclusive recruitment", "induction", ("feels_included", "left_in_probation")),
    ("Career development", "mutual mentoring", ("mentoring",)),
    ("Career development", "future leaders", ("9", "promoted")),
    ("Career development", "progression", ("promoted", "acting_up")),
    ("Career development", "coaching", ("coaching",)),
    ("Conversations", "safe spaces", ("confident_to_report",)),
)

#: The kind of extract of each measure, and whether a list of events can hold it too.
EXTRACTS = {
    "1": ("staff", False),
    "2": ("shortlisting", False),
    "3": ("staff", True),
    "5": ("staff", True),
    "6": ("survey", False),
    "7a": ("survey", False),
    "7b": ("survey", False),
    "8": ("staff", True),
    "9": ("staff", False),
    "shortlisted": ("applications", False),
    "joined": ("staff", False),
    "left_in_probation": ("staff", True),
    "left_within_12_months": ("staff", True),
    "joiners_feels_included": ("survey", False),
    "recruitment_training": ("staff", True),
    "edi_training": ("staff", True),
    "funding_approved": ("staff", True),
    "fair_access_to_training": ("survey", False),
    "feels_included": ("survey", False),
    "confident_to_report": ("survey", False),
    "incident_reported": ("staff", True),
    "top_rating": ("staff", True),
    "rewarded_cash": ("staff", True),
    "rewarded_other": ("staff", True),
    "secondment": ("staff", True),
    "mentoring": ("staff", True),
    "promoted": ("staff", True),
    "acting_up": ("staff", True),
    "coaching": ("staff", True),
}


@pytest.mark.parametrize("row", [*ADULT_SOCIAL_CARE, *WHOLE_COUNCIL], ids=lambda row: row[1])
def test_every_row_of_two_plans_has_measures_and_extracts_that_give_them(row):
    _, _, measures = row
    known = known_indicators(standard_called("sc-wres-2024"))

    for measure in measures:
        item = known[measure].item
        kind, can_be_listed = EXTRACTS[measure]
        column = KIND_OF_ITEM[item].column(item)
        assert column.is_item
        assert KIND_OF_ITEM[item].name == kind
        assert (item in LISTED_ITEMS or item in LIST_OF_ITEM) == can_be_listed
