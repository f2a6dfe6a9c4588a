"""The Social Care Workforce Race Equality Standard: its nine indicators, and its versions.

After Skills for Care's SC-WRES programme pages and findings of 2023 and 2024, in our own
words. Every relative likelihood is minority ethnic over white, for good and bad outcomes
alike. Where the programme's pages leave a choice, ``scwres explain`` states the one made.

The versions differ in a few of the nine: each stands at the end, with what it changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scwres.metrics.standards.indicator import (
    GAP,
    RATIO,
    SHARE,
    CountedOf,
    Indicator,
    NationalFigure,
    Standard,
    Words,
)

_HARASSMENT_READING = (
    "Read the two percentages first. Above 1, respondents from a minority ethnic background "
    "were more likely to have experienced it. It speaks for those who answered."
)

#: What the name of each version begins with.
FAMILY = "sc-wres"

#: The nine, in the words of 2024; 7 is two.
NINE: tuple[Indicator, ...] = (
    Indicator(
        number="1",
        title="Pay bands",
        definition=(
            "Share of staff from a minority ethnic background in each pay band, compared "
            "with their share of the whole workforce."
        ),
        population="directly employed staff in post at the snapshot",
        event="staff in each pay band",
        item="pay_band",
        counted_of=CountedOf.IN_POST,
        headline=SHARE,
        worse_when=None,
        reading=(
            "Read down the bands: a share that falls as pay rises shows that ethnic "
            "minorities are missing from better paid work."
        ),
        words=Words("staff", "staff", "be in the pay band", "member of staff", "staff"),
        each_answer=True,
        unordered_reading=(
            "Compare the share in each band with the share of the workforce. The order of these "
            "bands by pay is not known, so they stand in the order of their names."
        ),
    ),
    Indicator(
        number="2",
        title="Appointed from shortlisting",
        definition=(
            "Relative likelihood of shortlisted applicants from a minority ethnic "
            "background being appointed, compared with white applicants."
        ),
        population="people shortlisted in the last 12 months",
        event="people appointed",
        item="appointed",
        counted_of=CountedOf.SHORTLISTED,
        headline=RATIO,
        worse_when="lower",
        reading=(
            "Below 1, shortlisted applicants from a minority ethnic background were less "
            "likely to be appointed. An application counts each time it is shortlisted, "
            "and stays shortlisted when the candidate withdraws."
        ),
        words=Words(
            "shortlisted applicants", "applicants", "be appointed", "appointment", "appointments"
        ),
    ),
    Indicator(
        number="3",
        title="Formal disciplinary process",
        definition=(
            "Relative likelihood of directly employed staff from a minority ethnic "
            "background entering the formal disciplinary process, compared with white "
            "staff."
        ),
        population="directly employed staff in the year",
        event="people who entered the process in the last 12 months",
        item="disciplinary",
        counted_of=CountedOf.IN_YEAR,
        headline=RATIO,
        worse_when="higher",
        reading="Above 1, staff from a minority ethnic background were more likely to enter it.",
        words=Words(
            "staff",
            "staff",
            "enter the formal disciplinary process",
            "entry into the process",
            "entries into the process",
        ),
    ),
    Indicator(
        number="4",
        title="Fitness to practise process",
        definition=(
            "Relative likelihood of directly employed regulated professionals from a "
            "minority ethnic background entering the fitness to practise process, "
            "compared with white regulated professionals."
        ),
        population=(
            "directly employed regulated professionals in the year (social workers, "
            "occupational therapists, nurses)"
        ),
        event="people who entered the process in the last 12 months",
        item="fitness_to_practise",
        counted_of=CountedOf.REGULATED,
        headline=RATIO,
        worse_when="higher",
        reading=(
            "Above 1, regulated professionals from a minority ethnic background were more "
            "likely to enter it. Cases are few: read the interval before the ratio."
        ),
        words=Words(
            "regulated professionals",
            "regulated professionals",
            "enter the fitness to practise process",
            "entry into the process",
            "entries into the process",
        ),
    ),
    Indicator(
        number="5",
        title="Funded non-mandatory CPD",
        definition=(
            "Relative likelihood of directly employed staff from a minority ethnic "
            "background accessing funded non-mandatory continuing professional "
            "development (CPD), compared with white staff."
        ),
        population="directly employed staff in the year",
        event="people with at least one funded, non-mandatory episode in the last 12 months",
        item="cpd",
        counted_of=CountedOf.IN_YEAR,
        headline=RATIO,
        worse_when="lower",
        reading="Below 1, staff from a minority ethnic background were less likely to get it.",
        words=Words(
            "staff",
            "staff",
            "have funded non-mandatory CPD",
            "participant",
            "participants",
        ),
    ),
    Indicator(
        number="6",
        title="Harassment, bullying or abuse from the public",
        definition=(
            "Percentage of staff from a minority ethnic background experiencing "
            "harassment, bullying or abuse from people who use social care, relatives or "
            "the public in the last 12 months, compared with white staff."
        ),
        population="survey respondents who answered the question",
        event="those who answered yes",
        item="harassment_public",
        counted_of=CountedOf.RESPONDENTS,
        headline=RATIO,
        worse_when="higher",
        reading=_HARASSMENT_READING,
        words=Words(
            "survey respondents",
            "respondents",
            "experience harassment, bullying or abuse from the public",
            "yes answer",
            "yes answers",
        ),
    ),
    Indicator(
        number="7a",
        title="Harassment, bullying or abuse from colleagues",
        definition=(
            "Percentage of staff from a minority ethnic background experiencing "
            "harassment, bullying or abuse from colleagues in the last 12 months, "
            "compared with white staff."
        ),
        population="survey respondents who answered the question",
        event="those who answered yes",
        item="harassment_colleagues",
        counted_of=CountedOf.RESPONDENTS,
        headline=RATIO,
        worse_when="higher",
        reading=_HARASSMENT_READING,
        words=Words(
            "survey respondents",
            "respondents",
            "experience harassment, bullying or abuse from colleagues",
            "yes answer",
            "yes answers",
        ),
    ),
    Indicator(
        number="7b",
        title="Harassment, bullying or abuse from managers",
        definition=(
            "Percentage of staff from a minority ethnic background experiencing "
            "harassment, bullying or abuse from managers in the last 12 months, compared "
            "with white staff."
        ),
        population="survey respondents who answered the question",
        event="those who answered yes",
        item="harassment_managers",
        counted_of=CountedOf.RESPONDENTS,
        headline=RATIO,
        worse_when="higher",
        reading=_HARASSMENT_READING,
        words=Words(
            "survey respondents",
            "respondents",
            "experience harassment, bullying or abuse from managers",
            "yes answer",
            "yes answers",
        ),
    ),
    Indicator(
        number="8",
        title="Leaving",
        definition=(
            "Relative likelihood of staff from a minority ethnic background leaving the "
            "organisation in the last 12 months, compared with white staff."
        ),
        population=(
            "people employed in the year: those in post at the snapshot, and those who left"
        ),
        event="people who left in the last 12 months",
        item="left",
        counted_of=CountedOf.IN_YEAR,
        headline=RATIO,
        worse_when="higher",
        reading="Above 1, staff from a minority ethnic background were more likely to leave.",
        words=Words("staff", "staff", "leave", "leaver", "leavers"),
    ),
    Indicator(
        number="9",
        title="Senior management",
        definition=(
            "Relative likelihood of directly employed staff from a minority ethnic "
            "background being in a senior management role, compared with white staff."
        ),
        population="directly employed staff in post at the snapshot",
        event="senior managers",
        item="senior_manager",
        counted_of=CountedOf.IN_POST,
        headline=RATIO,
        worse_when="lower",
        reading=(
            "Below 1, staff from a minority ethnic background were less likely to be "
            "senior managers. The gap says the same in percentage points: their share of "
            "senior management minus their share of the workforce."
        ),
        words=Words("staff", "staff", "be senior managers", "senior manager", "senior managers"),
    ),
)

RACE_DISPARITY = Indicator(
    number="1",
    title="Race disparity ratio",
    definition=(
        "Staff from a minority ethnic background in the higher of two pay groups for each one "
        "in the lower, over the same of white staff: lower to middle, middle to upper, and "
        "lower to upper."
    ),
    population="directly employed staff in post in the two pay groups",
    event="staff in the higher of the two",
    item="pay_band",
    counted_of=CountedOf.IN_POST,
    headline=RATIO,
    worse_when=None,
    reading=(
        "Below 1, staff from a minority ethnic background are found less in the higher group "
        "than white staff are. It shows where people are, not who was promoted."
    ),
    words=Words("staff", "staff", "be in the higher pay group", "member of staff", "staff"),
)

_NOTE = (
    "Every ratio is minority ethnic over white. People of unknown ethnicity are in no "
    "ratio and in the denominator of every share. White minorities count as white."
)

_FINDINGS = {
    "2023": "Skills for Care, Findings from the SC-WRES data, 2023 (23 councils)",
    "2024": "Skills for Care, SC-WRES 2024 report (76 councils)",
}

#: National relative likelihoods as published, by year and indicator.
_NATIONAL: Mapping[str, Mapping[str, str]] = {
    "2023": {
        "2": "0.5",
        "3": "1.4",
        "4": "2.1",
        "5": "1.0",
        "6": "1.2",
        "7a": "1.3",
        "7b": "1.9",
        "8": "1.1",
    },
    "2024": {"2": "0.52", "3": "1.37", "4": "1.08", "8": "1.21", "9": "0.55"},
}

#: National minority ethnic shares of the pay groups, as published.
_NATIONAL_SHARES: Mapping[str, Mapping[str, str]] = {
    "2024": {"Under £30,000": "18%", "£30,000 to £69,999": "22%", "£70,000 and over": "14%"},
}

_UNDER, _MIDDLE, _OVER = _NATIONAL_SHARES["2024"].items()
_SHARES_2024 = (
    f"Minority ethnic share of staff in 2024: {_UNDER[1]} of those paid {_UNDER[0].lower()}, "
    f"{_MIDDLE[1]} of {_MIDDLE[0]}, {_OVER[1]} of {_OVER[0]}, among 97,900 staff "
    f"({_FINDINGS['2024']})."
)


def version_of(
    name: str,
    note: str = "",
    *,
    years: tuple[str, ...] = (),
    changes: Mapping[str, Mapping[str, Any]] | None = None,
) -> Standard:
    """Return a version of the standard.

    Parameters
    ----------
    name
        ``2024``, ``pilot``.
    note
        How it differs, for ``explain``.
    years
        The years whose national figures are shown with it.
    changes
        What differs from :data:`NINE`, by the number of the indicator.
    """
    changed = changes or {}
    return Standard(
        name=f"{FAMILY}-{name}",
        title=f"SC-WRES {name}",
        family=FAMILY,
        full_name="Social Care Workforce Race Equality Standard",
        indicators=tuple(
            replace(
                indicator,
                # A national figure of another event cannot be compared.
                national=()
                if "event" in changed.get(indicator.number, {})
                else _national(indicator, years),
                **changed.get(indicator.number, {}),
            )
            for indicator in NINE
        ),
        note=f"{_NOTE} {note}".strip(),
        national=(_SHARES_2024,) if "2024" in years else (),
        families={"7": ("7a", "7b")},
        # A council's plan of 2022 numbered harassment 6a, 6b and 7.
        misprints={"6a": "6", "6b": "7a"},
        disparity=RACE_DISPARITY,
    )


def _national(indicator: Indicator, years: tuple[str, ...]) -> tuple[NationalFigure, ...]:
    number = indicator.number
    ratios = [
        NationalFigure(year, _NATIONAL[year][number], _FINDINGS[year])
        for year in years
        if number in _NATIONAL[year]
    ]
    shares = [
        NationalFigure(year, share, _FINDINGS[year], SHARE, part)
        for year in years
        if indicator.each_answer
        for part, share in _NATIONAL_SHARES.get(year, {}).items()
    ]
    return (*ratios, *shares)


#: The pilot of 2021 to 2022: 18 councils, as they printed its indicators. Indicator 9 was a gap
#: in percentage points: the minority ethnic share of senior management less that of the
#: workforce, and of the population served.
SC_WRES_PILOT = version_of(
    "pilot",
    "In the pilot (2021 to 2022, 18 councils) indicator 9 is a gap in percentage points.",
    changes={
        "9": {
            "headline": GAP,
            "definition": (
                "Percentage of senior managers from a minority ethnic background, less their "
                "percentage of the workforce, in percentage points."
            ),
            "reading": (
                "Below 0, the minority ethnic share of senior management is smaller than that "
                "of the workforce. The ratio stands beside it, and the finding is the ratio's."
            ),
        }
    },
)

#: 2023: 23 councils. The findings print no figure for indicator 9, so its form that year is not
#: known: the ratio is the headline here as in 2024, and the gap stands beside it on every line.
SC_WRES_2023 = version_of(
    "2023",
    "The findings of 2023 print no figure for indicator 9: its ratio is as in 2024, and the "
    "gap of the pilot stands beside it.",
    years=("2023",),
)

#: 2024: 76 councils; indicator 9 is a relative likelihood.
SC_WRES_2024 = version_of("2024", years=("2023", "2024"))

_REPORTING = {
    indicator.number: {
        "definition": indicator.definition.replace("experiencing", "reporting"),
        "words": indicator.words._replace(to=indicator.words.to.replace("experience", "report")),
    }
    for indicator in NINE
    if indicator.number in ("6", "7a", "7b")
}

#: 2025: indicator 4 counts referrals by the employer; 6 and 7 say "reporting".
SC_WRES_2025 = version_of(
    "2025",
    "In 2025 indicator 4 counts referrals by the employer, and 6 and 7 say reporting for "
    "experiencing: the columns are the same, and what stands in them is the council's to see to.",
    years=("2023", "2024"),
    changes={
        "4": {
            "title": "Fitness to practise referral",
            "definition": (
                "Relative likelihood of directly employed regulated professionals from a "
                "minority ethnic background being referred by their employer to the fitness to "
                "practise process, compared with white regulated professionals."
            ),
            "event": "people whom their employer referred in the last 12 months",
            "words": NINE[3].words._replace(
                to="be referred to the fitness to practise process",
                event="referral by the employer",
                events="referrals by the employer",
            ),
        },
        **_REPORTING,
    },
)
