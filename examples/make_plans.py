"""Makes the two plans of action in ``plans``, as councils keep them: a workbook and a CSV file.

Run it in this folder: ``python make_plans.py``. The council and the plans are invented.
"""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent / "plans"

#: The columns of an adult social care plan. An action is due in a period, or on a day.
ADULTS = ("Action", "When", "Who/Lead", "How will we know (success)", "Update", "RAG status")

ADULTS_ROWS: tuple[tuple[str | datetime, ...], ...] = (
    ("Recruitment",),
    (
        "Interview panels are mixed, and include a person who draws on services",
        "Medium to long",
        "Organisational development group",
        "Applicants from every group are appointed as often",
        "Panels have been mixed since January.",
        "Green",
    ),
    (
        "Everybody who shortlists is trained first",
        "Medium",
        "Learning and development",
        "Nine in ten panel members are trained",
        "Two of six courses were held.",
        "Amber",
    ),
    (
        "Open succession planning for senior posts",
        "Long",
        "Heads of service",
        "More senior managers are from ethnic minorities",
        "A first round was advertised to all.",
        "Delayed",
    ),
    ("Training",),
    (
        "Equality training for every manager",
        datetime(2025, 6, 30),  # noqa: DTZ001
        "Learning and development",
        "Seven in ten managers have had it",
        "Offered to all, and taken up by most.",
        "Complete",
    ),
    ("Harassment",),
    (
        "Support for managers who answer a report of harassment",
        "Short to medium",
        "HR",
        "Harassment falls, and cases are closed in time",
        "Every manager has a named adviser.",
        "On track",
    ),
)

#: The columns of a council-wide plan of commitments.
COUNCIL = (
    "What are we going to do?",
    "How will we know we have succeeded?",
    "Timeframe",
    "Owner",
    "Status",
)

COUNCIL_ROWS: tuple[tuple[str, ...], ...] = (
    ("Race equality plan 2024 to 2026",),
    (),
    ("Zero tolerance",),
    ("Outcome: Nobody is harassed at work, and everybody knows how to report it.",),
    ("What we are already doing:",),
    ("- A dignity at work policy",),
    ("- A network of 14 listeners in the directorates",),
    COUNCIL,
    (
        "A refreshed conduct policy, and a campaign",
        "Formal processes are entered as often by every group",
        "Short",
        "HR",
        "Complete",
    ),
    (
        "Ways to escalate a concern outside the line of management",
        "More staff are confident to report",
        "Medium",
        "HR",
        "In progress",
    ),
    (),
    ("Career development",),
    ("Outcome: Progress does not depend on ethnicity.",),
    ("What we are already doing: a mentoring scheme in two directorates",),
    COUNCIL,
    (
        "Mutual mentoring with senior managers",
        "As many from every group take part",
        "Short",
        "Organisational development",
        "Not started",
    ),
    (
        "Promotion is watched by grade and by ethnicity",
        "Staff from every group are promoted as often",
        "Long",
        "Corporate management team",
        "On track",
    ),
)


def main() -> None:
    """Write both."""
    HERE.mkdir(exist_ok=True)
    options = {"default_date_format": "d mmmm yyyy"}
    with xlsxwriter.Workbook(HERE / "adult-social-care.xlsx", options) as workbook:
        workbook.set_properties({"created": datetime(1980, 1, 1, tzinfo=UTC)})
        sheet = workbook.add_worksheet("Action plan")
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        bold = workbook.add_format({"bold": True})
        sheet.set_column(0, len(ADULTS) - 1, 28, wrapped)
        sheet.write(0, 0, "Adult social care race equality plan", bold)
        sheet.write(1, 0, "Outcome: All staff are confident to report harassment")
        sheet.write(2, 0, "Outcome: More senior managers are from ethnic minorities")
        sheet.write_row(4, 0, ADULTS, bold)
        for row, cells in enumerate(ADULTS_ROWS, 5):
            if len(cells) == 1:
                sheet.merge_range(row, 0, row, len(ADULTS) - 1, cells[0], bold)
            else:
                sheet.write_row(row, 0, cells)
    with (HERE / "council-wide.csv").open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows(
            [*cells, *[""] * (len(COUNCIL) - len(cells))] for cells in COUNCIL_ROWS
        )


if __name__ == "__main__":
    main()
