"""Statuses of recruitment are placed by their words, where those show the highest stage."""

from __future__ import annotations

import pytest

from scwres.extracts.tables.statuses import placed_statuses, stage_of

STATUSES = {
    "applied": (
        *("New", "Application received", "Applied", "Rejected at sift", "Sift"),
        *("Withdrawn before sift", "Not shortlisted", "Unsuccessful at shortlisting"),
    ),
    "shortlisted": (
        *("Interview arranged", "Invited to interview", "Invited to an interview"),
        *("Shortlisted", "Did not attend", "Didn't attend", "Withdrawn before interview"),
        *("Rejected after shortlisting", "Interview offered"),
    ),
    "interviewed": (
        *("Rejected after interview", "Withdrew after the interview", "Interviewed"),
        *("Unsuccessful at interview", "POST-INTERVIEW: reserve", "Interview complete"),
    ),
    "offered": (
        *("Offer made", "Offer declined", "Conditional offer", "Offer not yet accepted"),
        *("Offered", "Withdrawn after offer", "Interviewed, offer withdrawn"),
    ),
    "appointed": (
        *("Offer accepted", "Accepted offer", "Conditional offer accepted", "Hired"),
        *("Appointed", "Started", "Started in post", "Interviewed and appointed"),
    ),
    "": (
        *("Withdrawn", "Rejected", "On hold", "Not appointed", "Not offered", "Passed sift"),
        *("Unsuccessful", "Accepted", "Application started", "Awaiting offer", "Reserve"),
    ),
}


@pytest.mark.parametrize(
    ("status", "stage"),
    [(status, stage) for stage, statuses in STATUSES.items() for status in statuses],
)
def test_a_status_is_placed_under_the_highest_stage_that_its_words_show(status, stage):
    assert stage_of(status) == stage


def test_statuses_are_placed_once_and_those_of_most_rows_come_first():
    placed = placed_statuses(
        {"New": 1, " new": 3, "Sift": 2, "Offer made": 1, "On hold": 9, "": 4}
    )

    assert placed is not None
    assert placed.by_stage == {
        "applied": ("New", "Sift"),
        "shortlisted": (),
        "interviewed": (),
        "offered": ("Offer made",),
        "appointed": (),
    }
    assert placed.not_placed == ("On hold",)
