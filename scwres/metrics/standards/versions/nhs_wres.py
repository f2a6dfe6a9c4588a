"""The NHS Workforce Race Equality Standard: its nine indicators, in their own direction.

After NHS England's technical guidance and data analysis reports (2016 to 2022) and the
reports of trusts, in our own words. Indicators 2 and 4 are published white over minority
ethnic, so that above 1 is worse; 3 is minority ethnic over white. Councils with health
staff, and joint teams, compute both standards from the same counts.
"""

from __future__ import annotations

from dataclasses import replace

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
from scwres.metrics.standards.sc_wres import RACE_DISPARITY

_SURVEY = "NHS Staff Survey respondents who answered the question"
_YES = "those who answered yes"
_PERCENTAGES = "Two percentages are published; the ratio is minority ethnic over white."

_RESPONDENTS = ("survey respondents", "respondents")
_ANSWERS = ("yes answer", "yes answers")

STANDARD = Standard(
    name="nhs-wres",
    title="NHS WRES",
    family="nhs-wres",
    full_name="NHS Workforce Race Equality Standard",
    indicators=(
        Indicator(
            number="1",
            title="Pay bands",
            definition=(
                "Percentage of staff from a minority ethnic background in each Agenda for "
                "Change band, medical and dental group and very senior manager grade, compared "
                "with their percentage of the workforce."
            ),
            population="staff in post at the snapshot (31 March)",
            event="staff in each band",
            item="pay_band",
            read_by=("pay_bands", "how pay bands are made"),
            counted_of=CountedOf.IN_POST,
            headline=SHARE,
            worse_when=None,
            reading=(
                "Read down the bands. The standard asks for clinical and non-clinical staff "
                "separately. Give an extract of each, or break figures down by a column with --by."
            ),
            words=Words(
                "staff",
                "staff",
                "be in the pay band",
                "member of staff",
                "staff",
                "been in the band",
            ),
            each_answer=True,
        ),
        Indicator(
            number="2",
            title="Appointed from shortlisting",
            definition=(
                "Relative likelihood of white applicants being appointed from shortlisting, "
                "compared with applicants from a minority ethnic background, across all posts."
            ),
            population="people shortlisted in the last 12 months",
            event="people appointed",
            item="appointed",
            counted_of=CountedOf.SHORTLISTED,
            headline=RATIO,
            worse_when="higher",
            reading="Above 1, white applicants were more likely to be appointed.",
            words=Words(
                "shortlisted applicants",
                "applicants",
                "be appointed",
                "appointment",
                "appointments",
                "been appointed",
            ),
            is_inverse=True,
            national=(
                NationalFigure(
                    "2022", "1.54", "NHS England, WRES 2022 data analysis report for NHS trusts"
                ),
            ),
        ),
        Indicator(
            number="3",
            title="Formal disciplinary process",
            definition=(
                "Relative likelihood of staff from a minority ethnic background entering the "
                "formal disciplinary process, compared with white staff."
            ),
            population="staff in the year",
            event="people who entered a formal disciplinary investigation in the last 12 months",
            item="disciplinary",
            counted_of=CountedOf.IN_YEAR,
            headline=RATIO,
            worse_when="higher",
            reading=(
                "Above 1, staff from a minority ethnic background were more likely to enter it."
            ),
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
            title="Non-mandatory training and CPD",
            definition=(
                "Relative likelihood of white staff accessing non-mandatory training and "
                "continuing professional development (CPD), compared with staff from a minority "
                "ethnic background."
            ),
            population="staff in the year",
            event="people with non-mandatory training or CPD in the last 12 months",
            item="cpd",
            counted_of=CountedOf.IN_YEAR,
            headline=RATIO,
            worse_when="higher",
            reading=(
                "Above 1, white staff were more likely to get it. It is read from the column cpd. "
                "SC-WRES counts funded CPD alone there; for NHS figures, count all of it."
            ),
            words=Words(
                "staff",
                "staff",
                "have non-mandatory training or CPD",
                "participant",
                "participants",
                "had non-mandatory training or CPD",
            ),
            is_inverse=True,
        ),
        Indicator(
            number="5",
            title="Harassment, bullying or abuse from the public",
            definition=(
                "Percentage of staff experiencing harassment, bullying or abuse from patients, "
                "relatives or the public in the last 12 months."
            ),
            population=_SURVEY,
            event=_YES,
            item="harassment_public",
            counted_of=CountedOf.RESPONDENTS,
            headline=RATIO,
            worse_when="higher",
            reading=_PERCENTAGES,
            words=Words(
                *_RESPONDENTS,
                "experience harassment, bullying or abuse from the public",
                *_ANSWERS,
                "experienced harassment, bullying or abuse from the public",
            ),
        ),
        Indicator(
            number="6",
            title="Harassment, bullying or abuse from staff",
            definition=(
                "Percentage of staff experiencing harassment, bullying or abuse from staff in "
                "the last 12 months: managers and other colleagues together."
            ),
            population=_SURVEY,
            event=_YES,
            item="harassment_staff",
            counted_of=CountedOf.RESPONDENTS,
            headline=RATIO,
            worse_when="higher",
            reading=(
                f"{_PERCENTAGES} It cannot be calculated from harassment_colleagues and "
                "harassment_managers, because someone who answered yes to both counts once."
            ),
            words=Words(
                *_RESPONDENTS,
                "experience harassment, bullying or abuse from staff",
                *_ANSWERS,
                "experienced harassment, bullying or abuse from staff",
            ),
        ),
        Indicator(
            number="7",
            title="Equal opportunities for progression",
            definition=(
                "Percentage of staff believing that the organisation provides equal "
                "opportunities for career progression or promotion."
            ),
            population=_SURVEY,
            event=_YES,
            item="equal_opportunities",
            counted_of=CountedOf.RESPONDENTS,
            headline=RATIO,
            worse_when="lower",
            reading=_PERCENTAGES,
            words=Words(
                *_RESPONDENTS,
                "believe that opportunities are equal",
                *_ANSWERS,
                "believed that opportunities are equal",
            ),
        ),
        Indicator(
            number="8",
            title="Discrimination from managers or colleagues",
            definition=(
                "Percentage of staff experiencing discrimination at work from a manager, team "
                "leader or other colleagues in the last 12 months."
            ),
            population=_SURVEY,
            event=_YES,
            item="discrimination",
            counted_of=CountedOf.RESPONDENTS,
            headline=RATIO,
            worse_when="higher",
            reading=_PERCENTAGES,
            words=Words(
                *_RESPONDENTS,
                "experience discrimination from staff",
                *_ANSWERS,
                "experienced discrimination from staff",
            ),
        ),
        Indicator(
            number="9",
            title="Board membership",
            definition=(
                "Percentage of board members from a minority ethnic background, minus their "
                "percentage of the workforce, in percentage points."
            ),
            population="staff in post at the snapshot, and board members",
            event="board members",
            item="board_member",
            counted_of=CountedOf.IN_POST_AND_BOARD,
            headline=GAP,
            worse_when="lower",
            # A team with few board members is made so: neither side is worse.
            lags_when=None,
            reading=(
                "Below 0, the minority ethnic share of the board is smaller than that of the "
                "workforce. Add a row for each member who is not an employee. The standard also "
                "asks about voting and executive members: give an extract of each."
            ),
            words=Words(
                "staff",
                "staff",
                "be board members",
                "board member",
                "board members",
                "been board members",
            ),
        ),
    ),
    note=(
        "Indicators 2 and 4 are white over minority ethnic, as the NHS publishes them; the "
        "others are minority ethnic over white. People of unknown ethnicity are left out of "
        "ratios, but count in the total of every share. White minorities count as white."
    ),
    disparity=replace(
        RACE_DISPARITY,
        definition=(
            "For white staff, the number in the higher of two pay groups divided by the number in "
            "the lower. This is compared with the same figure for staff from a minority ethnic "
            "background, for three steps: lower (bands 5 and below) to middle (6 and 7), middle "
            "to upper (8a and above), and lower to upper."
        ),
        reading=(
            "Above 1, white staff are more likely than staff from a minority ethnic background to "
            "be in the higher group. It shows where people are, not who was promoted."
        ),
        is_inverse=True,
    ),
    pay_groups={
        "lower": ("under 1", "1", "2", "3", "4", "5"),
        "middle": ("6", "7"),
        "upper": (
            *("8a", "8b", "8c", "8d", "9", "vsm", "very senior manager"),
            *("8 range a", "8 range b", "8 range c", "8 range d"),
        ),
    },
)
