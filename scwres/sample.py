"""Invented extracts of any size, for trying the program and for measuring it.

Nobody in them exists. Their likelihoods are set so that ratios resemble the national
figures of SC-WRES 2023 and 2024, with the traits that real extracts have: ethnicity is
unknown more often among those appointed than among those shortlisted, fitness to practise
cases are few, and some people leave.
"""

from __future__ import annotations

import os
from bisect import bisect
from collections.abc import Iterator, Mapping
from itertools import accumulate, islice, product
from pathlib import Path
from random import Random
from typing import NamedTuple

from scwres.errors import Fault, UsageError
from scwres.ethnicity.categories import CATEGORY, MINORITY_ETHNIC, UNKNOWN, WHITE
from scwres.extracts.schema import SHORTLISTING, STAFF, SURVEY, Kind
from scwres.files.folders import write_new_files
from scwres.text.phrases import in_words

#: The size of ``sample_data``, and the seed: of the first 300, the one whose ratios come
#: nearest to the national ones at that size.
STAFF_NUMBER = 1_800
SEED = 220

#: Applications and survey answers for each person on the staff.
SHORTLISTED_PER_PERSON = 0.7
ANSWERS_PER_PERSON = 0.55

#: Columns of the staff extract that the sample leaves out.
_NOT_IN_SAMPLE = frozenset({"salary", "job_role", "start_date", "leaving_date", "employment_type"})

#: Rows written at a time.
ROWS_WRITTEN = 10_000

#: People per thousand of each category, by the label that the sample writes: staff,
#: shortlisted applicants and survey respondents.
_PEOPLE_PER_THOUSAND: Mapping[str, tuple[str, tuple[int, int, int]]] = {
    "White British": ("White British", (683, 536, 660)),
    "White - Irish": ("White Irish", (12, 9, 12)),
    "White - Any other White background": ("Any other White background", (45, 60, 43)),
    "Gypsy or Irish Traveller": ("Gypsy or Irish Traveller", (2, 2, 2)),
    "Asian or Asian British - Indian": ("Indian", (30, 55, 29)),
    "Asian or Asian British - Pakistani": ("Pakistani", (20, 33, 18)),
    "Asian or Asian British - Bangladeshi": ("Bangladeshi", (10, 16, 9)),
    "Asian or Asian British - Chinese": ("Chinese", (5, 8, 5)),
    "Any other Asian background": ("Any other Asian background", (12, 20, 11)),
    "Black or Black British - African": ("Black African", (55, 104, 50)),
    "Black or Black British - Caribbean": ("Black Caribbean", (30, 40, 28)),
    "Any other Black background": ("Any other Black background", (9, 14, 8)),
    "Mixed - White and Black Caribbean": ("White and Black Caribbean", (10, 13, 10)),
    "Mixed - White and Black African": ("White and Black African", (4, 6, 4)),
    "Mixed - White and Asian": ("White and Asian", (5, 7, 5)),
    "Any other Mixed background": ("Any other Mixed background", (6, 8, 6)),
    "Arab": ("Arab", (3, 6, 3)),
    "Any other ethnic group": ("Any other ethnic group", (9, 13, 8)),
    "Prefer not to say": ("Not stated", (30, 30, 62)),
    "": ("Not known", (20, 20, 27)),
}

_UNITS: Mapping[str, int] = {
    "Adult Social Care,Reablement": 14,
    "Adult Social Care,Locality North": 16,
    "Adult Social Care,Locality South": 17,
    "Adult Social Care,Provider Services": 15,
    "Children's Services,Assessment": 12,
    "Children's Services,Children Looked After": 11,
    "Children's Services,Early Help": 9,
    "Commissioning,Quality and Contracts": 6,
}

#: People per thousand in each grade, minority ethnic and white: fewer from ethnic
#: minorities at the bottom and at the top than in between, as nationally in 2024.
_GRADES: Mapping[str, tuple[int, int]] = {
    "Grade 3": (62, 80),
    "Grade 4": (112, 140),
    "Grade 5": (120, 140),
    "Grade 6": (122, 115),
    "Grade 7": (146, 124),
    "Grade 8": (152, 130),
    "Grade 9": (132, 111),
    "Grade 10": (88, 72),
    "Grade 11": (36, 37),
    "Grade 12": (13, 20),
    "Grade 13": (11, 19),
    "Grade 14": (6, 12),
}
_SENIOR_GRADES = ("Grade 13", "Grade 14")

_REGULATED = 0.30


class _Likelihoods(NamedTuple):
    """How likely each event is in one group; the ratios are those that are published."""

    disciplinary: float
    fitness_to_practise: float
    cpd: float
    left: float
    appointed: float
    harassment_public: float
    harassment_colleagues: float
    harassment_managers: float


_WHITE = _Likelihoods(0.021, 0.010, 0.24, 0.115, 0.24, 0.22, 0.12, 0.08)
_LIKELIHOODS = {
    WHITE: _WHITE,
    MINORITY_ETHNIC: _Likelihoods(
        disciplinary=_WHITE.disciplinary * 1.37,
        fitness_to_practise=_WHITE.fitness_to_practise * 1.08,
        cpd=_WHITE.cpd * 1.0,
        left=_WHITE.left * 1.21,
        appointed=_WHITE.appointed * 0.52,
        harassment_public=_WHITE.harassment_public * 1.2,
        harassment_colleagues=_WHITE.harassment_colleagues * 1.3,
        harassment_managers=_WHITE.harassment_managers * 1.9,
    ),
    # People declare after they start, so more are unknown among those appointed.
    UNKNOWN: _WHITE._replace(appointed=0.40),
}

#: Survey respondents who leave a question blank.
_NO_ANSWER = 0.03


class _Choice:
    """Texts with weights, to draw from."""

    def __init__(self, weight_by_text: Mapping[str, float]) -> None:
        self._texts = list(weight_by_text)
        self._cumulative_weights = list(accumulate(weight_by_text.values()))
        self._last = len(self._texts) - 1

    def draw(self, random: Random) -> str:
        """Return one of the texts."""
        position = bisect(self._cumulative_weights, random.random() * self._cumulative_weights[-1])
        return self._texts[min(position, self._last)]


def write_sample(folder: Path, *, staff: int = STAFF_NUMBER, seed: int = SEED) -> list[Path]:
    """Write a staff, a shortlisting and a survey extract into a folder.

    Parameters
    ----------
    staff
        The rows of the staff extract; the others have rows in proportion.
    seed
        The same seed gives the same bytes, on every system.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    UsageError
        When one of the files exists: it could be a council's own.
    FileError
        When a file cannot be written.
    """
    shortlisted = max(1, round(staff * SHORTLISTED_PER_PERSON))
    answers = max(1, round(staff * ANSWERS_PER_PERSON))
    rows_by_name = {
        "hr.csv": _staff_rows(staff, Random(f"staff {seed}")),
        "shortlisting.csv": _shortlisting_rows(shortlisted, Random(f"shortlisting {seed}")),
        "survey.csv": _survey_rows(answers, Random(f"survey {seed}")),
    }
    existing = [name for name in rows_by_name if os.path.lexists(folder / name)]
    if existing:
        what = f"already holds {in_words(existing)}, and nothing was changed"
        raise UsageError([Fault(str(folder), what, "Name an empty folder.", "file-exists")])
    write_new_files(folder, {name: _in_blocks(rows) for name, rows in rows_by_name.items()})
    return [folder / name for name in rows_by_name]


def _in_blocks(rows: Iterator[str]) -> Iterator[bytes]:
    while block := "".join(islice(rows, ROWS_WRITTEN)):
        yield block.encode()


def _staff_rows(number: int, random: Random) -> Iterator[str]:
    yield _header(STAFF)
    people = _people(0)
    units = _Choice(_UNITS)
    answers = {side: _staff_answers(side) for side in _LIKELIHOODS}
    width = max(6, len(str(number)))
    for person in range(1, number + 1):
        label = people.draw(random)
        yield (
            f"S{person:0{width}},{label},{units.draw(random)},"
            f"{answers[_side(label)].draw(random)}\n"
        )


def _shortlisting_rows(number: int, random: Random) -> Iterator[str]:
    yield _header(SHORTLISTING)
    people = _people(1)
    units = _Choice(_UNITS)
    for _ in range(number):
        label = people.draw(random)
        likelihood = _LIKELIHOODS[_side(label)].appointed
        yield f"{label},{_yes_no(random.random() < likelihood)},{units.draw(random)}\n"


def _survey_rows(number: int, random: Random) -> Iterator[str]:
    yield _header(SURVEY)
    people = _people(2)
    units = _Choice(_UNITS)
    answers = {side: _survey_answers(likelihoods) for side, likelihoods in _LIKELIHOODS.items()}
    for _ in range(number):
        label = people.draw(random)
        responses = ",".join(question.draw(random) for question in answers[_side(label)])
        yield f"{label},{responses},{units.draw(random)}\n"


def _header(kind: Kind) -> str:
    written = [
        column for column in kind.columns if not (column.is_extra or column.name in _NOT_IN_SAMPLE)
    ]
    return ",".join(column.name for column in written) + "\n"


def _people(extract: int) -> _Choice:
    return _Choice({label: people[extract] for label, (_, people) in _PEOPLE_PER_THOUSAND.items()})


#: Whether a label of the sample is of a minority ethnic, white or unknown category.
_SIDE_BY_LABEL = {
    label: CATEGORY[category].side for label, (category, _) in _PEOPLE_PER_THOUSAND.items()
}


def _side(label: str) -> str:
    return _SIDE_BY_LABEL[label]


def _staff_answers(side: str) -> _Choice:
    """Return the columns from pay band to left, with the weight of each combination."""
    likelihoods = _LIKELIHOODS[side]
    column = 0 if side == MINORITY_ETHNIC else 1
    weight_by_text: dict[str, float] = {}
    yes_or_no = (True, False)
    for grade, regulated, disciplinary, practise, cpd, left in product(
        _GRADES, yes_or_no, yes_or_no, yes_or_no, yes_or_no, yes_or_no
    ):
        if practise and not regulated:
            continue
        weight = (
            _GRADES[grade][column]
            * _weight(regulated, _REGULATED)
            * _weight(disciplinary, likelihoods.disciplinary)
            * (_weight(practise, likelihoods.fitness_to_practise) if regulated else 1)
            * _weight(cpd, likelihoods.cpd)
            * _weight(left, likelihoods.left)
        )
        answers = [
            grade,
            _yes_no(grade in _SENIOR_GRADES),
            _yes_no(regulated),
            _yes_no(disciplinary),
            _yes_no(practise) if regulated else "",
            _yes_no(cpd),
            _yes_no(left),
        ]
        weight_by_text[",".join(answers)] = weight
    return _Choice(weight_by_text)


def _survey_answers(likelihoods: _Likelihoods) -> list[_Choice]:
    return [
        _Choice({"": _NO_ANSWER, "Y": (1 - _NO_ANSWER) * yes, "N": (1 - _NO_ANSWER) * (1 - yes)})
        for yes in likelihoods[-3:]
    ]


def _weight(happens: bool, likelihood: float) -> float:
    return likelihood if happens else 1 - likelihood


def _yes_no(yes: bool) -> str:
    return "Y" if yes else "N"
