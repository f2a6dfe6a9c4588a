"""The measures that an action may move, by its words: suggestions for people, never applied."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from scwres.plan.plan import LIKELIHOOD, UP


class Suggestion(NamedTuple):
    """Measures as the file of a plan has them, and the words of the action that suggest them."""

    measures: tuple[str, ...]
    words: tuple[str, ...]


def _rising(measure: str) -> str:
    """Return a measure that should rise for everybody, such as the share who are trained."""
    return f'{{ measure = "{measure}", figure = "{LIKELIHOOD}", moves = "{UP}" }}'


_EDI_TRAINING = _rising("edi_training")
_RECRUITMENT_TRAINING = _rising("recruitment_training")
_CONFIDENT_TO_REPORT = _rising("confident_to_report")

#: The three kinds of harassment.
_HARASSMENT = ('"6"', '"7a"', '"7b"')

#: Words of harassment, and of the people who are not staff.
_ABUSE = r"harass\w*|abus\w*|racis\w*|bull(?:y|ied|ying)"
_PUBLIC = "public|people who use|residents|families|relatives|customers|service users"

#: The words of an action, and the measures that they suggest: the more special words first.
_MEASURES_BY_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?:exit )?interviews? (?:with )?(?:\w+ ){0,2}who leaves?|exit interviews?", ('"8"',)),
    (
        r"train\w* (?:for|of) (?:\w+ ){0,4}(?:panel\w*|interview\w*|shortlist\w*|recruit\w*)"
        r"|(?:panel\w*|interview\w*|shortlist\w*|recruit\w*)(?: \w+){0,3} train\w*"
        r"|train\w* (?:\w+ ){0,4}(?:shortlists?|interviews?|panels?)",
        (_RECRUITMENT_TRAINING, '"2"'),
    ),
    (r"shortlist\w*|advert\w*|job descriptions?|blind|anonymous\w*", ('"shortlisted"', '"2"')),
    (
        r"recruit\w*|appoint\w*|hir(?:e|ing)|(?:selection|interview) panels?|panels?"
        r"|(?<!exit )interviews?",
        ('"2"',),
    ),
    (
        r"(?:edi|equality|diversity|inclusion|anti racis\w*|cultural\w*|bias|race)(?: \w+){0,3} "
        r"(?:training|learning|workshops?|courses?)|(?:training|learning) (?:on|in|about) "
        r"(?:\w+ ){0,2}(?:equality|race|racism|bias|anti racism|inclusion|diversity)",
        (_EDI_TRAINING,),
    ),
    (r"(?:fund\w*|training) requests?|development fund\w*", ('"funding_approved"', '"5"')),
    (
        r"access to (?:\w+ ){0,2}(?:training|learning|development)",
        ('"fair_access_to_training"', '"5"'),
    ),
    (r"cpd|training|learning and development|qualifications?|professional development", ('"5"',)),
    (
        r"report(?:s|ing)? (?:\w+ ){0,3}(?:racis\w*|harass\w*|discriminat\w*|abuse|bullying)",
        (_CONFIDENT_TO_REPORT, '"incident_reported"', *_HARASSMENT),
    ),
    (
        r"confident to report|speak\w* up|safe spaces?|escalat\w*|rais\w* concerns?",
        (_CONFIDENT_TO_REPORT,),
    ),
    (
        rf"(?:{_ABUSE})(?: \w+){{0,4}} (?:{_PUBLIC})|(?:{_PUBLIC})(?: \w+){{0,4}} (?:{_ABUSE})",
        ('"6"',),
    ),
    (r"harass\w*|bull(?:y|ied|ying)|abus\w*|racis\w*|discriminat\w*|zero tolerance", _HARASSMENT),
    (r"incidents?|hate crimes?", ('"incident_reported"',)),
    (r"disciplin\w*|conduct|formal process\w*|investigat\w*", ('"3"',)),
    (r"grievances?", ('"grievance"', '"3"')),
    (r"fitness to practise|regulators?|social work england", ('"4"',)),
    (r"leavers?|leaving|retention|retain\w*|turnover|exit\w*|resign\w*", ('"8"',)),
    (
        r"senior\w*|leadership|leaders?|directors?|heads? of service|succession",
        ('"9"',),
    ),
    (r"pay|grades?|pay bands?|representat\w*|workforce (?:data|profile)", ('"1"',)),
    (r"probation\w*", ('"left_in_probation"',)),
    (
        r"new (?:starters?|joiners?)|first (?:year|months)|within (?:12|twelve) months",
        ('"left_within_12_months"',),
    ),
    (
        r"induct\w*|onboarding|belong\w*|inclusive (?:culture|teams?)|feels? included"
        r"|staff networks?",
        ('"feels_included"',),
    ),
    (r"mentor\w*|sponsor\w*", ('"mentoring"',)),
    (r"coach\w*", ('"coaching"',)),
    (r"promot(?:ion|ions|ed)|progress(?:ion|es)|careers?|talent", ('"promoted"',)),
    (r"secondments?", ('"secondment"',)),
    (r"acting up", ('"acting_up"',)),
    (
        r"awards?|rewards?|rewarded|recognition|celebrat\w*",
        ('"rewarded_cash"', '"rewarded_other"'),
    ),
    (r"appraisals?|performance (?:management|reviews?|ratings?)", ('"top_rating"',)),
)

_PATTERNS = tuple(
    (re.compile(rf"\b(?:{words})\b"), measures) for words, measures in _MEASURES_BY_WORDS
)


def suggested_measures(texts: Iterable[str]) -> Suggestion:
    """Return the measures that texts suggest, of the first text that suggests any.

    Parameters
    ----------
    texts
        What says best what is to change first: the action, its sign of success, its theme.

    >>> suggested_measures(["Exit interviews with everybody", "Nobody is lost"])
    Suggestion(measures=('"8"',), words=('exit interviews',))
    >>> suggested_measures(["Write a plan"])
    Suggestion(measures=(), words=())
    """
    for text in texts:
        plain = " ".join(re.findall(r"[^\W_]+", text.casefold().replace("\u2019", "'")))
        measures: dict[str, None] = {}
        words: dict[str, None] = {}
        for pattern, pattern_measures in _PATTERNS:
            if match := pattern.search(plain):
                measures |= dict.fromkeys(pattern_measures)
                words[match[0]] = None
                # What a special word says is not said again by a general one in it.
                plain = pattern.sub(" ", plain)
        if measures:
            return Suggestion(tuple(measures), tuple(words))
    return Suggestion((), ())
