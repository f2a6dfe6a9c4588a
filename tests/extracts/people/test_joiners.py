"""Joiners who left again, from dates: against a reckoning day by day."""

from __future__ import annotations

import calendar
import csv
import io
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scwres
from scwres.extracts.cells.joiners import months_after

YEAR = (date(2024, 10, 1), date(2025, 9, 30))
SETTINGS = "snapshot = 2025-09-30\n[probation]\nmonths = {}\n"
EVERYONE = "[everyone]\nleft = true\nleft_in_probation = true\nleft_within_12_months = true\n"
MEASURES = ("left_in_probation", "left_within_12_months")


def _csv(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _months_between(start: date, day: date) -> int:
    """Return how many whole months lie between two days, counted one day at a time."""
    months, reached = 0, start
    while True:
        year, month = (
            (reached.year, reached.month + 1) if reached.month < 12 else (reached.year + 1, 1)
        )
        last = calendar.monthrange(year, month)[1]
        # A month ends the day before the same day of the next, or with a month that lacks it.
        whole = date(year, month, start.day) if start.day <= last else None
        end = whole - timedelta(days=1) if whole else date(year, month, last)
        if day <= end:
            return months
        months, reached = months + 1, date(year, month, min(start.day, last))


@given(st.dates(date(2023, 1, 1), date(2025, 12, 31)), st.integers(1, 12), st.integers(0, 400))
def test_a_probation_of_months_ends_on_the_day_that_counting_days_gives(start, months, later):
    day = start + timedelta(days=later)

    assert (day < months_after(start.isoformat(), months)) == (
        _months_between(start, day) < months
    )


@st.composite
def _employments(draw):
    """Yield the posts of some people: a start each, and a last day of some."""
    people = []
    for number in range(draw(st.integers(6, 14))):
        posts = []
        for _ in range(draw(st.sampled_from((1, 1, 1, 2)))):
            start = draw(st.dates(date(2024, 4, 1), date(2025, 9, 30)))
            stay = draw(st.none() | st.integers(0, 500))
            posts.append((start, None if stay is None else start + timedelta(days=stay)))
        people.append((f"P{number}", ("Indian", "White British")[number % 2], posts))
    return people


@given(_employments(), st.integers(1, 9))
def test_dates_give_what_flags_reckoned_by_hand_give(tmp_path_factory, people, months):
    rows, flags = [], []
    for person, label, posts in people:
        if any(last and last < YEAR[0] for _, last in posts):
            posts = [post for post in posts if not (post[1] and post[1] < YEAR[0])]
        if not posts:
            continue
        start = min(start for start, _ in posts)
        lasts = [last for _, last in posts]
        last = max(lasts) if all(day and day <= YEAR[1] for day in lasts) else None
        joined = YEAR[0] <= start <= YEAR[1]
        flags.append(
            {
                "staff_id": person,
                "ethnicity": label,
                "joined": "Y" if joined else "N",
                "left_in_probation": "Y"
                if joined and last and _months_between(start, last) < months
                else "N"
                if joined
                else "",
                "left_within_12_months": "Y"
                if joined and last and _months_between(start, last) < 12
                else "N"
                if joined
                else "",
            }
        )
        rows += [
            {
                "staff_id": person,
                "ethnicity": label,
                "start_date": first.isoformat(),
                "leaving_date": end.isoformat() if end else "",
            }
            for first, end in posts
        ]
    if not any(row["joined"] == "Y" for row in flags):
        return
    folder = tmp_path_factory.mktemp("joiners")
    (folder / "dates.csv").write_text(_csv(rows))
    (folder / "flags.csv").write_text(_csv(flags))
    extract = '[[extracts]]\npath = "dates.csv"\nkind = "staff"\nnone_in_window = true\n'
    (folder / "scwres.toml").write_text(SETTINGS.format(months) + EVERYONE + extract)
    (folder / "flags.toml").write_text(EVERYONE)

    from_dates = scwres.compute(settings=folder / "scwres.toml")
    from_flags = scwres.compute(
        named=[("staff", folder / "flags.csv")], settings=folder / "flags.toml"
    )

    assert _counts(from_dates) == _counts(from_flags)


STAFF = [
    # Joined on 4 November: six months end on 3 May.
    ("S1", "White British", "2024-11-04", ""),
    ("S2", "White British", "2024-11-04", "2025-05-03"),
    ("S3", "White British", "2024-11-04", "2025-05-04"),
    ("S4", "Indian", "2020-01-01", "2025-01-02"),
    ("S5", "Indian", "2024-10-01", "2025-09-30"),
    ("S6", "Indian", "2025-03-01", "2025-10-30"),
]
HEADER = "staff_id,ethnicity,start_date,leaving_date"


def _staff(*rows: tuple[str, ...], header: str = HEADER) -> str:
    return "\n".join([header, *map(",".join, rows), ""])


def _lines(results: scwres.Results) -> dict[str, tuple[int, ...]]:
    return {
        line.indicator: (
            line.group_count,
            line.group_out_of,
            line.compared_with_count,
            line.compared_with_out_of,
        )
        for line in results.lines
    }


def _counts(results: scwres.Results) -> dict[str, tuple[int, ...]]:
    return {item: counts for item, counts in _lines(results).items() if item in MEASURES}


def test_who_left_in_probation_follows_from_dates(write):
    hr = write("hr.csv", _staff(*STAFF))

    results = scwres.compute(
        named=[("staff", hr)], settings=write("scwres.toml", SETTINGS.format(6))
    )

    # Of S5 and S6 nobody left in probation (S6 leaves after the year); of S1 to S3, S2 alone.
    assert _counts(results) == {
        "left_in_probation": (0, 2, 1, 3),
        "left_within_12_months": (1, 2, 2, 3),
    }
    assert results.settings["probation_months"] == 6


def test_a_column_of_the_end_of_probation_takes_the_place_of_months(write):
    ends = {"S3": "2025-06-30", "S6": "2025-08-31"}
    rows = [(*row, ends.get(row[0], "2025-02-28")) for row in STAFF]
    hr = write("hr.csv", _staff(*rows, header=f"{HEADER},Probation end date"))

    results = scwres.compute(
        named=[("staff", hr)], settings=write("scwres.toml", "snapshot = 2025-09-30\n")
    )

    assert _counts(results)["left_in_probation"] == (0, 2, 1, 3)  # S3, not S2


def test_people_who_start_after_the_period_are_warned_about(write):
    hr = write("hr.csv", _staff(*STAFF, ("S9", "Indian", "2025-12-01", "")))

    results = scwres.compute(
        named=[("staff", hr)], settings=write("scwres.toml", SETTINGS.format(6))
    )

    assert _lines(results)["joined"] == (2, 4, 3, 3)
    [warning] = [each for each in results.warnings if each.code == "starts-after-period"]
    assert warning.text.startswith("hr.csv: 1 row starts after the period, and counts as staff")


def test_a_second_post_of_the_year_makes_nobody_a_joiner(write):
    rows = [*STAFF, ("S1", "White British", "2019-01-01", "")]
    hr = write("hr.csv", _staff(*rows))

    results = scwres.compute(
        named=[("staff", hr)], settings=write("scwres.toml", SETTINGS.format(6))
    )

    assert _counts(results)["left_within_12_months"] == (1, 2, 2, 2)


def test_joiners_of_a_file_of_leavers_count_with_those_in_post(write):
    hr = write(
        "hr.csv",
        _staff(
            ("S1", "White British", "2024-11-04", "G1"),
            ("S2", "Indian", "2024-11-04", "G1"),
            header="staff_id,ethnicity,start_date,pay_band",
        ),
    )
    gone = write(
        "leavers.csv",
        _staff(
            ("L1", "Indian", "2024-12-01", "2025-02-01"),
            ("L2", "Indian", "2019-12-01", "2025-02-01"),
        ),
    )

    results = scwres.compute(
        named=[("staff", hr), ("leavers", gone)],
        settings=write("scwres.toml", SETTINGS.format(6)),
    )

    assert _counts(results)["left_in_probation"] == (1, 2, 0, 1)


def test_a_file_of_leavers_without_their_start_is_refused(write):
    hr = write("hr.csv", "staff_id,ethnicity,start_date,pay_band\nS1,Indian,2025-01-01,G1\n")
    gone = write("leavers.csv", "staff_id,ethnicity,leaving_date\nL1,Indian,2025-02-01\n")

    with pytest.raises(scwres.InputError, match=r"leavers.csv has no column 'start_date'"):
        scwres.compute(
            named=[("staff", hr), ("leavers", gone)],
            settings=write("scwres.toml", SETTINGS.format(6)),
        )


@pytest.mark.parametrize(
    ("rows", "settings", "says"),
    [
        # A year of which nobody is a joiner: the days that are there are shown.
        (
            STAFF[:3],
            "snapshot = 2023-09-30\n[probation]\nmonths = 6\n",
            r"no start_date in the period .*4 November 2024",
        ),
        (
            [("S1", "Indian", "2025-05-01", "2025-04-01"), *STAFF],
            SETTINGS.format(6),
            r"leaving_date is before start_date",
        ),
    ],
)
def test_dates_that_fit_no_joiner_are_refused(write, rows, settings, says):
    hr = write("hr.csv", _staff(*rows))

    with pytest.raises(scwres.InputError, match=says):
        scwres.compute(named=[("staff", hr)], settings=write("scwres.toml", settings))


@pytest.mark.parametrize(
    ("header", "row", "says"),
    [
        (f"{HEADER},probation_end", ("2025-03-01", "", "2025-02-28"), "probation_end is before"),
        (
            f"{HEADER},left",
            ("2024-11-01", "2025-02-01", "N"),
            "says no to left, but has a leaving",
        ),
    ],
)
def test_columns_of_one_row_that_contradict_are_refused(write, header, row, says):
    hr = write("hr.csv", _staff(("S1", "Indian", *row), header=header))

    with pytest.raises(scwres.InputError, match=says):
        scwres.compute(named=[("staff", hr)], settings=write("scwres.toml", SETTINGS.format(6)))


def test_leavers_without_a_day_on_which_they_started_are_counted_as_without_an_answer(write):
    hr = write(
        "hr.csv",
        "staff_id,ethnicity,start_date,pay_band\nS1,Indian,2025-01-01,A\nS2,White,2020-01-01,A\n",
    )
    gone = write(
        "leavers.csv",
        _staff(("L1", "Indian", "", "2025-02-01"), ("L2", "Indian", "2025-01-03", "2025-02-01")),
    )

    results = scwres.compute(
        named=[("staff", hr), ("leavers", gone)],
        settings=write("scwres.toml", SETTINGS.format(6)),
    )

    assert results.inputs[1].blank == {"joined": 1}


def test_without_a_column_of_leavers_nobody_is_said_to_have_stayed(write):
    hr = write("hr.csv", "staff_id,ethnicity,start_date,pay_band\nS1,Indian,2025-01-01,G1\n")

    results = scwres.compute(hr, settings=write("scwres.toml", SETTINGS.format(6)))

    assert not _counts(results)
    assert any("but not who left" in warning.text for warning in results.warnings)


def test_leaving_on_a_day_that_is_not_known_is_in_probation_only_where_it_must_be(write):
    rows = [
        ("S1", "Indian", "2025-05-01", "Y"),  # six months end after the year
        ("S2", "Indian", "2024-11-01", "Y"),  # may have left before or after
        ("S3", "White British", "2024-11-01", "N"),
    ]
    hr = write("hr.csv", _staff(*rows, header="staff_id,ethnicity,start_date,left"))

    results = scwres.compute(hr, settings=write("scwres.toml", SETTINGS.format(6)))

    assert _counts(results) == {
        "left_in_probation": (1, 1, 0, 1),
        "left_within_12_months": (2, 2, 0, 1),
    }


def test_a_publication_of_joiners_from_dates_passes_its_audit(write):
    people = Counter(
        {("Indian", "2025-05-01", "2025-08-01"): 30, ("Indian", "2025-05-01", ""): 70}
    )
    people |= Counter({("White British", "2025-05-01", "2025-08-01"): 25})
    people |= Counter({("White British", "2019-05-01", ""): 300, ("Indian", "2019-05-01", ""): 90})
    rows = [
        (f"S{number}-{index}", *key)
        for index, (key, number_of) in enumerate(people.items())
        for number in range(number_of)
    ]
    hr = write("hr.csv", _staff(*rows))

    results = scwres.compute(
        named=[("staff", hr)],
        settings=write("scwres.toml", SETTINGS.format(6) + EVERYONE),
    )
    published = scwres.publish(results)

    [line] = [line for line in published.lines if line.indicator == "left_in_probation"]
    assert (line.group_count, line.group_out_of) == (30, 100)


# What joiners answered

SURVEY = [
    ("Indian", "Y", "N", "Y"),
    ("Indian", "N", "N", "N"),
    ("White British", "Y", "Y", "Y"),
    ("White British", "Y", "N", "N"),
    ("White British", "", "N", "Y"),
]


def test_who_joined_is_a_measure_beside_who_left_again(write):
    hr = write("hr.csv", _staff(*STAFF))

    results = scwres.compute(
        named=[("staff", hr)], settings=write("scwres.toml", SETTINGS.format(6))
    )

    # S5 and S6 of three, S1 to S3 of three; in the order in which a table shows them.
    assert _lines(results)["joined"] == (2, 3, 3, 3)
    measures = [line.indicator for line in results.lines if line.standard == "supporting"]
    assert measures == ["joined", "left_in_probation", "left_within_12_months"]


def test_a_survey_that_shows_who_joined_gives_what_joiners_answered(write):
    header = "ethnicity,feels_included,harassment_public,joined"
    survey = write("survey.csv", _staff(*SURVEY, header=header))

    lines = _lines(scwres.compute(survey))

    assert lines["feels_included"] == (1, 2, 2, 2)
    assert lines["joiners_feels_included"] == (1, 1, 1, 1)
    assert lines["6"] == (0, 2, 1, 3)
    assert lines["joiners_harassment_public"] == (0, 1, 1, 2)


def test_a_survey_of_new_joiners_is_of_them_alone(write, scwres):
    rows = [(label, answer) for label, answer, *_ in SURVEY]
    survey = write("survey.csv", _staff(*rows, header="ethnicity,Feel included"))

    ran = scwres("compute", "--as", f"joiner_survey={survey}", "--format", "csv", "--quiet")

    assert ran.status == 0
    [row] = csv.DictReader(io.StringIO(ran.out))
    assert (row["indicator"], row["all_count"], row["all_out_of"]) == (
        "joiners_feels_included",
        "3",
        "4",
    )


def test_a_publication_of_what_joiners_answered_passes_its_audit(write):
    rows = [
        (label, answer, "N", joined)
        for label, numbers in (("Indian", (40, 12, 11, 3)), ("White British", (90, 30, 20, 12)))
        for (answer, joined), number in zip(
            (("Y", "N"), ("N", "N"), ("Y", "Y"), ("N", "Y")), numbers, strict=True
        )
        for _ in range(number)
    ]
    header = "ethnicity,feels_included,harassment_public,joined"
    survey = write("survey.csv", _staff(*rows, header=header))

    published = scwres.publish(scwres.compute(survey))

    [line] = [line for line in published.lines if line.indicator == "joiners_feels_included"]
    assert line.group_out_of in (None, 15)
    assert line.compared_with_out_of in (None, 30)
