"""The Social Care Workforce Race Equality Standard: its nine indicators, and what makes a version.

After Skills for Care's SC-WRES programme pages and findings of 2023 and 2024, in our own
words. Every relative likelihood is minority ethnic over white, for good and bad outcomes
alike. Where the programme's pages leave a choice, ``scwres explain`` states the one made.

The versions differ in a few of the nine: each is a file in ``versions``, with what it changes
and the national figures of its year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from scwres.metrics.standards.indicator import (
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
    "were more likely to have experienced it. It covers those who answered."
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
        read_by=("pay_bands", "how pay bands are made"),
        counted_of=CountedOf.IN_POST,
        headline=SHARE,
        worse_when=None,
        reading=(
            "Read down the bands. A share that falls as pay rises shows that ethnic "
            "minorities are under-represented in better-paid work."
        ),
        words=Words(
            "staff", "staff", "be in the pay band", "member of staff", "staff", "been in the band"
        ),
        each_answer=True,
        unordered_reading=(
            "Compare the share in each band with the share of the workforce. The order of these "
            "bands by pay is not known, so they are listed in the order of their names."
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
            "even if the candidate withdraws later."
        ),
        words=Words(
            "shortlisted applicants",
            "applicants",
            "be appointed",
            "appointment",
            "appointments",
            "been appointed",
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
            "entered the formal disciplinary process",
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
        read_by=("regulated", "who is a regulated professional"),
        counted_of=CountedOf.REGULATED,
        headline=RATIO,
        worse_when="higher",
        reading=(
            "Above 1, regulated professionals from a minority ethnic background were more "
            "likely to enter it. Cases are few: read the confidence interval before the ratio."
        ),
        words=Words(
            "regulated professionals",
            "regulated professionals",
            "enter the fitness to practise process",
            "entry into the process",
            "entries into the process",
            "entered the fitness to practise process",
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
        event="people with at least one funded, non-mandatory CPD episode in the last 12 months",
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
            "had funded non-mandatory CPD",
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
            "experienced harassment, bullying or abuse from the public",
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
            "experienced harassment, bullying or abuse from colleagues",
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
            "experienced harassment, bullying or abuse from managers",
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
        words=Words("staff", "staff", "leave", "leaver", "leavers", "left"),
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
        read_by=("senior_managers", "who is a senior manager"),
        counted_of=CountedOf.IN_POST,
        headline=RATIO,
        worse_when="lower",
        # A team with few senior managers is made so: neither side is worse.
        lags_when=None,
        reading=(
            "Below 1, staff from a minority ethnic background were less likely to be "
            "senior managers. The gap shows the same in percentage points: their share of "
            "senior management minus their share of the workforce."
        ),
        words=Words(
            "staff",
            "staff",
            "be senior managers",
            "senior manager",
            "senior managers",
            "been senior managers",
        ),
    ),
)

RACE_DISPARITY = Indicator(
    number="1",
    title="Race disparity ratio",
    definition=(
        "For staff from a minority ethnic background, the number in the higher of two pay groups "
        "divided by the number in the lower. This is compared with the same figure for white "
        "staff, for three steps: lower to middle, middle to upper, and lower to upper."
    ),
    population="directly employed staff in post in the two pay groups",
    event="staff in the higher of the two",
    item="pay_band",
    counted_of=CountedOf.IN_POST,
    headline=RATIO,
    worse_when=None,
    reading=(
        "Below 1, staff from a minority ethnic background are less likely than white staff to be "
        "in the higher group. It shows where people are, not who was promoted."
    ),
    words=Words(
        "staff",
        "staff",
        "be in the higher pay group",
        "member of staff",
        "staff",
        "been in the higher pay group",
    ),
)

_NOTE = (
    "Every ratio is minority ethnic over white. People of unknown ethnicity are left out of "
    "ratios, but count in the total of every share. White minorities count as white."
)


class National(NamedTuple):
    """What was published of a year for all councils, as it was printed.

    Parameters
    ----------
    source
        Who published it, and of how many councils.
    ratios
        The relative likelihood of each indicator, by its number.
    shares
        The minority ethnic share of each pay group.
    fact
        What was published about the whole, for ``explain``.
    """

    year: str
    source: str
    ratios: Mapping[str, str]
    shares: Mapping[str, str] = {}
    fact: str = ""


class Version(NamedTuple):
    """A version of the standard: how it differs from the nine, and its year's national figures.

    Parameters
    ----------
    name
        ``2024``, ``pilot``.
    note
        How it differs, for ``explain``.
    changes
        What differs from :data:`NINE`, by the number of the indicator.
    added
        The indicators that it has beside the nine.
    national
        The national figures of its year, once they are published.
    """

    name: str
    note: str = ""
    changes: Mapping[str, Mapping[str, Any]] = {}
    added: tuple[Indicator, ...] = ()
    national: National | None = None


def standard_of(version: Version, national: Sequence[National]) -> Standard:
    """Return a version of the standard, with the national figures that are shown with it."""
    return Standard(
        name=f"{FAMILY}-{version.name}",
        title=f"SC-WRES {version.name}",
        family=FAMILY,
        full_name="Social Care Workforce Race Equality Standard",
        indicators=tuple(
            replace(
                indicator,
                # A national figure of another event cannot be compared.
                national=()
                if "event" in version.changes.get(indicator.number, {})
                else tuple(_figures(indicator, national)),
                **version.changes.get(indicator.number, {}),
            )
            for indicator in (*NINE, *version.added)
        ),
        note=f"{_NOTE} {version.note}".strip(),
        national=tuple(year.fact for year in national if year.fact),
        families={"7": ("7a", "7b")},
        # A council's plan of 2022 numbered harassment 6a, 6b and 7.
        misprints={"6a": "6", "6b": "7a"},
        disparity=RACE_DISPARITY,
    )


def _figures(indicator: Indicator, national: Sequence[National]) -> Iterator[NationalFigure]:
    for year in national:
        if ratio := year.ratios.get(indicator.number):
            yield NationalFigure(year.year, ratio, year.source)
    for year in national if indicator.each_answer else ():
        for part, share in year.shares.items():
            yield NationalFigure(year.year, share, year.source, SHARE, part)
