"""Supporting measures, which action plans ask for: the same arithmetic on other items.

After what two councils' plans of 2022 measure (who is shortlisted, promoted, trained, funded,
rewarded, who leaves early, who would report). Each is computed where an extract has its
column, and named apart from the indicators of a standard.
"""

from __future__ import annotations

from scwres.counts import JOINED, of_joiners
from scwres.metrics.standards.indicator import (
    AS_WORSE_WHEN,
    RATIO,
    CountedOf,
    Indicator,
    Standard,
    Words,
)

#: What ``standard`` holds on a line of a supporting measure.
SUPPORTING = "supporting"


def supporting_measure(
    item: str,
    title: str,
    population: str,
    event: str,
    worse_when: str | None,
    words: Words,
    also: str = "",
    *,
    counted_of: CountedOf = CountedOf.OTHERS,
    lags_when: str | None = AS_WORSE_WHEN,
) -> Indicator:
    """Return a supporting measure, which is named by its item.

    ``also`` is what a reader has to know besides its direction.
    """
    side = {"lower": "Below 1", "higher": "Above 1"}.get(worse_when or "", "")
    likely = {"lower": "less", "higher": "more"}.get(worse_when or "", "")
    people = f"{words.again} from a minority ethnic background"
    reading = f"{side}, {people} were {likely} likely to {words.to}." if worse_when else ""
    return Indicator(
        number=item,
        title=title,
        definition=(
            f"Relative likelihood, minority ethnic over white: {event}, out of {population}."
        ),
        population=population,
        event=event,
        item=item,
        headline=RATIO,
        worse_when=worse_when,
        reading=f"{reading} {also}".strip(),
        words=words,
        counted_of=counted_of,
        lags_when=lags_when,
    )


def _of_joiners(item: str, title: str, event: str, worse_when: str, words: Words) -> Indicator:
    """Return the measure of what the year's joiners answered to an item of a survey."""
    return supporting_measure(
        of_joiners(item),
        f"Joiners: {title[0].lower()}{title[1:]}",
        "joiners who answered the question",
        event,
        worse_when,
        words._replace(people="joiners", again="joiners"),
        "It counts those who joined in the year, and answered a survey.",
        counted_of=CountedOf.JOINER_RESPONDENTS,
    )


#: What a survey of staff asks beside the questions of a standard.
_OF_A_SURVEY = (
    supporting_measure(
        "confident_to_report",
        "Confident to report",
        "survey respondents who answered the question",
        "those who answered yes",
        "lower",
        Words(
            "survey respondents",
            "respondents",
            "be confident to report",
            "yes answer",
            "yes answers",
            "been confident to report",
        ),
        counted_of=CountedOf.RESPONDENTS,
    ),
    supporting_measure(
        "feels_included",
        "Feels included",
        "survey respondents who answered the question",
        "those who answered yes",
        "lower",
        Words(
            "survey respondents",
            "respondents",
            "feel included",
            "yes answer",
            "yes answers",
            "felt included",
        ),
        counted_of=CountedOf.RESPONDENTS,
    ),
    supporting_measure(
        "fair_access_to_training",
        "Fair access to training",
        "survey respondents who answered the question",
        "those who answered yes",
        "lower",
        Words(
            "survey respondents",
            "respondents",
            "find access to training fair",
            "yes answer",
            "yes answers",
            "found access to training fair",
        ),
        counted_of=CountedOf.RESPONDENTS,
    ),
)

#: The same of the year's joiners, and whether they experienced harassment.
_OF_JOINERS = (
    *(
        _of_joiners(measure.item, measure.title, measure.event, "lower", measure.words)
        for measure in _OF_A_SURVEY
    ),
    *(
        _of_joiners(
            f"harassment_{whom}",
            f"Harassment from {from_whom}",
            "those who experienced it",
            "higher",
            Words(
                "joiners",
                "joiners",
                f"experience harassment from {from_whom}",
                "yes answer",
                "yes answers",
                f"experienced harassment from {from_whom}",
            ),
        )
        for whom, from_whom in (
            ("public", "the public"),
            ("colleagues", "colleagues"),
            ("managers", "managers"),
        )
    ),
)

#: Every supporting measure, in the order of a working life.
SUPPORTING_MEASURES: tuple[Indicator, ...] = (
    supporting_measure(
        "shortlisted",
        "Shortlisted from applying",
        "people who applied in the last 12 months",
        "people shortlisted",
        "lower",
        Words(
            "applicants",
            "applicants",
            "be shortlisted",
            "shortlisting",
            "shortlistings",
            "been shortlisted",
        ),
        "It is the stage before appointment from shortlisting.",
        counted_of=CountedOf.APPLICANTS,
    ),
    supporting_measure(
        "interviewed",
        "Interviewed from shortlisting",
        "people shortlisted in the last 12 months",
        "people interviewed",
        "lower",
        Words(
            "shortlisted applicants",
            "applicants",
            "be interviewed",
            "interview",
            "interviews",
            "been interviewed",
        ),
        "It counts those who were shortlisted. People who withdraw are among them.",
        counted_of=CountedOf.SHORTLISTED,
    ),
    supporting_measure(
        "offered",
        "Offered the job from interview",
        "people interviewed in the last 12 months",
        "people offered the job",
        "lower",
        Words(
            "interviewed applicants",
            "applicants",
            "be offered the job",
            "offer",
            "offers",
            "been offered the job",
        ),
        "It counts those who were interviewed. An offer counts even if it was declined.",
        counted_of=CountedOf.INTERVIEWED,
    ),
    supporting_measure(
        "promoted",
        "Promoted",
        "staff in the year",
        "people promoted in the last 12 months",
        "lower",
        Words("staff", "staff", "be promoted", "promotion", "promotions", "been promoted"),
        counted_of=CountedOf.IN_YEAR,
    ),
    supporting_measure(
        JOINED,
        "Joined in the year",
        "staff in the year",
        "people who joined in the last 12 months",
        None,
        Words("staff", "staff", "have joined", "joiner", "joiners", "joined"),
        "It shows who the year's joiners are. The share matters more than the ratio.",
        counted_of=CountedOf.IN_YEAR,
    ),
    supporting_measure(
        "left_in_probation",
        "Left in probation",
        "people who joined in the year",
        "those who left during their probation",
        "higher",
        Words(
            "joiners",
            "joiners",
            "leave in probation",
            "leaver in probation",
            "leavers in probation",
            "left in probation",
        ),
        "It counts those who joined. The column joined shows who they are.",
        counted_of=CountedOf.JOINERS,
    ),
    supporting_measure(
        "left_within_12_months",
        "Left within 12 months",
        "people who joined in the year",
        "those who left within 12 months of joining",
        "higher",
        Words(
            "joiners",
            "joiners",
            "leave within 12 months",
            "leaver",
            "leavers",
            "left within 12 months",
        ),
        "It counts those who joined. The column joined shows who they are.",
        counted_of=CountedOf.JOINERS,
    ),
    *_OF_JOINERS,
    supporting_measure(
        "edi_training",
        "Equality training",
        "staff in the year",
        "people who had equality, diversity and inclusion training",
        "lower",
        Words(
            "staff",
            "staff",
            "have equality training",
            "completion of the training",
            "completions of the training",
            "had equality training",
        ),
        "Break it down by team to see which teams are behind.",
        counted_of=CountedOf.IN_YEAR,
    ),
    supporting_measure(
        "recruitment_training",
        "Recruitment training of panel members",
        "members of interview panels",
        "those trained in recruitment",
        "lower",
        Words(
            "panel members",
            "panel members",
            "be trained in recruitment",
            "completion of the training",
            "completions of the training",
            "been trained in recruitment",
        ),
        "It counts panel members alone. The column panel_member shows who they are.",
    ),
    supporting_measure(
        "funding_approved",
        "Development funding approved",
        "people who asked for development funding",
        "those whose request was approved",
        "lower",
        Words(
            "funding applicants",
            "funding applicants",
            "have funding approved",
            "approval",
            "approvals",
            "had funding approved",
        ),
        "It counts those who asked. The column funding_requested shows who they are.",
    ),
    supporting_measure(
        "cpd_declined",
        "CPD declined",
        "staff in the year",
        "people who were declined CPD",
        "higher",
        Words("staff", "staff", "be declined CPD", "refusal", "refusals", "been declined CPD"),
        counted_of=CountedOf.IN_YEAR,
    ),
    supporting_measure(
        "secondment",
        "Secondment",
        "staff in the year",
        "people on a secondment",
        "lower",
        Words("staff", "staff", "be seconded", "secondment", "secondments", "been seconded"),
        counted_of=CountedOf.IN_YEAR,
    ),
    supporting_measure(
        "acting_up",
        "Acting up",
        "staff in the year",
        "people acting up into a higher post",
        "lower",
        Words("staff", "staff", "act up", "acting-up post", "acting-up posts", "acted up"),
        counted_of=CountedOf.IN_YEAR,
    ),
    supporting_measure(
        "coaching",
        "Coaching",
        "staff in the year",
        "people with coaching",
        "lower",
        Words(
            "staff",
            "staff",
            "have coaching",
            "coaching arrangement",
            "coaching arrangements",
            "had coaching",
        ),
        counted_of=CountedOf.IN_YEAR,
    ),
    supporting_measure(
        "mentoring",
        "Mentoring",
        "staff in the year",
        "people who had a mentor",
        "lower",
        Words(
            "staff",
            "staff",
            "have a mentor",
            "mentoring arrangement",
            "mentoring arrangements",
            "had a mentor",
        ),
        counted_of=CountedOf.IN_YEAR,
    ),
    supporting_measure(
        "rewarded_cash",
        "Rewarded in cash",
        "staff in the year",
        "people given a cash award",
        "lower",
        Words(
            "staff",
            "staff",
            "be given a cash award",
            "cash award",
            "cash awards",
            "been given a cash award",
        ),
        counted_of=CountedOf.IN_YEAR,
    ),
    supporting_measure(
        "rewarded_other",
        "Rewarded in another way",
        "staff in the year",
        "people given another award",
        "lower",
        Words(
            "staff",
            "staff",
            "be given another award",
            "award",
            "awards",
            "been given another award",
        ),
        counted_of=CountedOf.IN_YEAR,
    ),
    supporting_measure(
        "top_rating",
        "Top performance rating",
        "staff who were rated",
        "those with the highest annual rating",
        "lower",
        Words(
            "rated staff",
            "rated staff",
            "have the highest rating",
            "highest rating",
            "highest ratings",
            "had the highest rating",
        ),
    ),
    supporting_measure(
        "grievance",
        "Grievance",
        "staff in the year",
        "people who raised a grievance",
        "higher",
        Words(
            "staff", "staff", "raise a grievance", "grievance", "grievances", "raised a grievance"
        ),
        counted_of=CountedOf.IN_YEAR,
    ),
    supporting_measure(
        "incident_reported",
        "Incident reported",
        "staff in the year",
        "people who reported an incident",
        None,
        Words("staff", "staff", "report an incident", "report", "reports", "reported an incident"),
        "More reports can mean more incidents, or more trust, so neither side is worse by itself.",
        counted_of=CountedOf.IN_YEAR,
    ),
    *_OF_A_SURVEY,
)


def known_indicators(standard: Standard) -> dict[str, Indicator]:
    """Return the indicators of a standard and the supporting measures, by number."""
    indicators = (*standard.indicators, *SUPPORTING_MEASURES)
    return {indicator.number: indicator for indicator in indicators}
