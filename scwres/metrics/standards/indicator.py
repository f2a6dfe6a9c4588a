"""The entries of a standard and the standard itself: the types that definitions fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from scwres.counts import ASKED_OF_JOINERS, JOINED, LEFT, NO, PAY_BAND, YES, of_joiners

#: Items of who is in post on a day: a year later they are largely the same people, so that
#: two years are no two samples, and their sum counts them twice.
SENIOR_MANAGER = "senior_manager"
IN_POST_ITEMS = (PAY_BAND, SENIOR_MANAGER)

#: The other items that code knows by name: the stages of recruitment that an application reached.
SHORTLISTED, INTERVIEWED, OFFERED, APPOINTED = "shortlisted", "interviewed", "offered", "appointed"

#: The figures of a comparison: those that a standard publishes. The first two can be shown
#: beside a figure from elsewhere.
RATIO, SHARE, GAP = "ratio", "share", "gap"

#: What results say where the order of the pay bands by pay is not known.
PAY_ORDER_NOT_KNOWN = "not known"


#: That a unit lags on the side on which ethnic minorities fare worse.
AS_WORSE_WHEN = "as worse_when"

#: The other side of a ratio, which is the worse one where the standard publishes the inverse.
_INVERSE = {"lower": "higher", "higher": "lower", None: None}


class CountedOf(StrEnum):
    """The people whom an indicator counts: those that it is out of."""

    IN_POST = "staff in post"
    IN_POST_AND_BOARD = "staff in post, and board members"
    IN_YEAR = "staff in the year"
    REGULATED = "regulated professionals"
    APPLICANTS = "applicants"
    SHORTLISTED = "people shortlisted"
    INTERVIEWED = "people interviewed"
    RESPONDENTS = "survey respondents"
    JOINERS = "people who joined"
    JOINER_RESPONDENTS = "joiners who answered a survey"
    OTHERS = "others"

    @property
    def is_on_a_day(self) -> bool:
        """Whether they are staff in post on a day: a year later largely the same people."""
        return self in (CountedOf.IN_POST, CountedOf.IN_POST_AND_BOARD)


class PeopleSet(NamedTuple):
    """A set of people: a population, or those of an item's population who gave an answer.

    ``name`` is the population or the item; ``answer`` is empty for a population.
    """

    name: str
    answer: str = ""


class Asked(NamedTuple):
    """Whom a measure of the user's own asks, and the item of its answers."""

    item: str
    people: PeopleSet


#: Sets that are others together: who was employed in the year is in post or left, who did not
#: leave is in post, who was shortlisted can be appointed, and who was interviewed can be offered
#: the job.
IDENTITIES: tuple[tuple[PeopleSet, tuple[PeopleSet, ...]], ...] = (
    (PeopleSet(CountedOf.IN_POST), (PeopleSet(LEFT, NO),)),
    (PeopleSet(CountedOf.IN_YEAR), (PeopleSet(CountedOf.IN_POST), PeopleSet(LEFT, YES))),
    (PeopleSet(CountedOf.SHORTLISTED), (PeopleSet(SHORTLISTED, YES),)),
    (PeopleSet(CountedOf.INTERVIEWED), (PeopleSet(INTERVIEWED, YES),)),
    (PeopleSet(CountedOf.JOINERS), (PeopleSet(JOINED, YES),)),
)


#: Sets that are another one where a third is counted nowhere: without leavers, the staff in the
#: year are those in post.
IDENTITIES_WITHOUT: tuple[tuple[PeopleSet, PeopleSet, PeopleSet], ...] = (
    (PeopleSet(LEFT, YES), PeopleSet(CountedOf.IN_YEAR), PeopleSet(CountedOf.IN_POST)),
)


class Inclusion(NamedTuple):
    """That a set of people lies within another.

    ``is_certain`` is set where both come from one list, such as two stages of recruitment.
    Another system's list may hold people who are missing from the staff list.
    """

    part: PeopleSet
    whole: PeopleSet
    is_certain: bool = False


INCLUSIONS: tuple[Inclusion, ...] = (
    Inclusion(PeopleSet(CountedOf.IN_POST), PeopleSet(CountedOf.IN_YEAR)),
    Inclusion(PeopleSet(CountedOf.IN_POST), PeopleSet(CountedOf.IN_POST_AND_BOARD)),
    Inclusion(PeopleSet(CountedOf.REGULATED), PeopleSet(CountedOf.IN_YEAR)),
    Inclusion(PeopleSet(CountedOf.JOINERS), PeopleSet(CountedOf.IN_YEAR)),
    Inclusion(PeopleSet(CountedOf.SHORTLISTED), PeopleSet(CountedOf.APPLICANTS), is_certain=True),
    Inclusion(PeopleSet(CountedOf.INTERVIEWED), PeopleSet(CountedOf.SHORTLISTED), is_certain=True),
    # Somebody may be appointed without an interview, where columns of their own say so.
    Inclusion(PeopleSet(APPOINTED, YES), PeopleSet(CountedOf.INTERVIEWED)),
    Inclusion(PeopleSet(APPOINTED, YES), PeopleSet(OFFERED, YES)),
    Inclusion(PeopleSet(CountedOf.JOINER_RESPONDENTS), PeopleSet(CountedOf.RESPONDENTS)),
    *(
        Inclusion(PeopleSet(of_joiners(item), answer), PeopleSet(item, answer))
        for item in ASKED_OF_JOINERS
        for answer in (YES, NO)
    ),
    Inclusion(PeopleSet("left_in_probation", YES), PeopleSet(LEFT, YES), is_certain=True),
    Inclusion(PeopleSet("left_within_12_months", YES), PeopleSet(LEFT, YES), is_certain=True),
)


class NationalFigure(NamedTuple):
    """A published national figure, as it was printed.

    A relative likelihood in the standard's direction; or, where ``figure`` is ``share``, the
    minority ethnic share of the pay band ``part``.
    """

    year: str
    value: str
    source: str
    figure: str = RATIO
    part: str = ""


class Words(NamedTuple):
    """How a sentence speaks of an indicator.

    Parameters
    ----------
    people, again
        The people whom the likelihood is out of, as in "shortlisted applicants", and in short
        where they are named again, as in "applicants".
    to
        What they are likely to do or be, as in "be appointed".
    event, events
        What is counted, once and several times, as in "appointment" and "appointments".
    done
        What those with the event have done or been, as in "been appointed"; empty where no
        other word than ``to`` is known.
    """

    people: str
    again: str
    to: str
    event: str
    events: str
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One entry of a standard: what is compared, in words and as an item.

    Parameters
    ----------
    number
        As the standard prints it: ``1`` to ``9``, ``7a``, ``7b``; for a supporting
        measure, its item.
    population, event
        The people whom the likelihood is out of, and what is counted among them.
    item
        The item whose answers hold both. The event is the answer ``yes``, or, where
        ``each_answer`` is set, each answer in turn, as a part of its own (pay bands).
    headline
        The figure that the standard publishes: ``ratio``, ``share`` or ``gap``.
    worse_when
        ``higher`` or ``lower``: the side of a ratio of 1 on which ethnic minorities fare
        worse; None where no single figure has one. Used to word a finding, never to compute
        it.
    lags_when
        ``higher`` or ``lower``: the side on which a unit of a breakdown does worse than the
        whole, by the likelihood of everybody in it; None where neither is. What is bad for
        ethnic minorities is bad for everybody, so by default it follows from ``worse_when``:
        that side of the likelihood, whichever way round the ratio is published.
    reading
        How the figure is read, in a sentence or two.
    words
        How a sentence speaks of it.
    counted_of
        The people whom it counts; others where the definition does not name them.
    is_inverse
        Whether the standard publishes the ratio the other way: white over minority ethnic.
    unordered_reading
        How it is read where the order of its answers by pay is not known.
    read_by
        The setting by which its item is read, and what that says, as in "who is a senior
        manager": where two years differ in it they cannot be compared.
    """

    number: str
    title: str
    definition: str
    population: str
    event: str
    item: str
    headline: str
    worse_when: str | None
    reading: str
    words: Words
    each_answer: bool = False
    is_inverse: bool = False
    counted_of: CountedOf = CountedOf.OTHERS
    national: tuple[NationalFigure, ...] = ()
    unordered_reading: str = ""
    read_by: tuple[str, str] = ("", "")
    lags_when: str | None = AS_WORSE_WHEN

    def __post_init__(self) -> None:
        if self.lags_when == AS_WORSE_WHEN:
            side = _INVERSE[self.worse_when] if self.is_inverse else self.worse_when
            object.__setattr__(self, "lags_when", side)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A version of a standard: its indicators in official order.

    ``disparity`` is the race disparity ratio, of the pay groups of indicator 1, and
    ``pay_groups`` the pay bands in each group where the standard itself names them, as plain
    words: ``8a``.
    """

    name: str
    title: str
    indicators: tuple[Indicator, ...]
    note: str
    #: The standard that it is a version of, and that standard's full name.
    family: str = ""
    full_name: str = ""
    #: Facts published about the whole, with their source, for ``explain``.
    national: tuple[str, ...] = ()
    #: Numbers that stand for several indicators.
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Numbers that were misprinted somewhere, and the indicator that was meant.
    misprints: Mapping[str, str] = field(default_factory=dict)
    disparity: Indicator | None = None
    pay_groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
