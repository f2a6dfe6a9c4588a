"""The nine indicators of the Social Care Workforce Race Equality Standard.

After Skills for Care's SC-WRES programme pages and findings of 2023 and 2024, in our own
words. Every relative likelihood is minority ethnic over white, for good and bad outcomes
alike. Where the programme's pages leave a choice, ``scwres explain`` states the one made.
"""

from __future__ import annotations

from scwres.metrics.indicator import Indicator, NationalFigure, Standard

_FINDINGS_2023 = "Skills for Care, Findings from the SC-WRES data, 2023 (23 councils)"
_FINDINGS_2024 = "Skills for Care, SC-WRES 2024 report (76 councils)"


def _national(**ratio_by_year: str) -> tuple[NationalFigure, ...]:
    sources = {"y2023": ("2023", _FINDINGS_2023), "y2024": ("2024", _FINDINGS_2024)}
    return tuple(
        NationalFigure(sources[year][0], ratio, sources[year][1])
        for year, ratio in ratio_by_year.items()
    )


_HARASSMENT_READING = (
    "Read the two percentages first. Above 1, respondents from a minority ethnic background "
    "were more likely to have experienced it. It speaks for those who answered."
)

SC_WRES_2024 = Standard(
    name="sc-wres-2024",
    title="SC-WRES 2024",
    indicators=(
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
            headline="share",
            worse_when=None,
            reading=(
                "Read down the bands: a share that falls as pay rises shows that ethnic "
                "minorities are missing from better paid work."
            ),
            each_answer=True,
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
            headline="ratio",
            worse_when="lower",
            reading=(
                "Below 1, shortlisted applicants from a minority ethnic background were less "
                "likely to be appointed. An application counts each time it is shortlisted, "
                "and stays shortlisted when the candidate withdraws."
            ),
            national=_national(y2023="0.5", y2024="0.52"),
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
            headline="ratio",
            worse_when="higher",
            reading="Above 1, staff from a minority ethnic background entered it more often.",
            national=_national(y2023="1.4", y2024="1.37"),
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
            headline="ratio",
            worse_when="higher",
            reading=(
                "Above 1, regulated professionals from a minority ethnic background were more "
                "likely to enter it. Cases are few: read the interval before the ratio."
            ),
            national=_national(y2023="2.1", y2024="1.08"),
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
            headline="ratio",
            worse_when="lower",
            reading="Below 1, staff from a minority ethnic background were less likely to get it.",
            national=_national(y2023="1.0"),
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
            headline="ratio",
            worse_when="higher",
            reading=_HARASSMENT_READING,
            national=_national(y2023="1.2"),
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
            headline="ratio",
            worse_when="higher",
            reading=_HARASSMENT_READING,
            national=_national(y2023="1.3"),
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
            headline="ratio",
            worse_when="higher",
            reading=_HARASSMENT_READING,
            national=_national(y2023="1.9"),
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
            headline="ratio",
            worse_when="higher",
            reading="Above 1, staff from a minority ethnic background were more likely to leave.",
            national=_national(y2023="1.1", y2024="1.21"),
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
            headline="ratio",
            worse_when="lower",
            reading=(
                "Below 1, staff from a minority ethnic background were less likely to be "
                "senior managers. The gap says the same in percentage points: their share of "
                "senior management minus their share of the workforce."
            ),
            national=_national(y2024="0.55"),
        ),
    ),
    note=(
        "Every ratio is minority ethnic over white. People of unknown ethnicity are in no "
        "ratio and in the denominator of every share. White minorities count as white."
    ),
    national=(
        "Minority ethnic share of staff in 2024: 18% of those paid under £30,000, 22% of "
        "£30,000 to £69,999, 14% of £70,000 and over, among 97,900 staff "
        f"({_FINDINGS_2024}).",
    ),
    families={"7": ("7a", "7b")},
    # A council's plan of 2022 numbered harassment 6a, 6b and 7.
    misprints={"6a": "6", "6b": "7a"},
)

#: The standards that can be computed, by the name that ``standard`` prints.
STANDARDS = {SC_WRES_2024.name: SC_WRES_2024}
