"""The keys of ``scwres.toml``: what each holds and means. Data, and the checks of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.codes import SCHEMES
from scwres.errors import CAUTIONS, in_words, nearest
from scwres.ethnicity import CATEGORY, GROUPS, REFERENCES, WHITE_MINORITY_RULES
from scwres.extracts.decoding import ENCODINGS
from scwres.extracts.schema import BLANKS, KINDS, Holds, header_name, tells_who
from scwres.metrics.standards import STANDARDS, USUAL_STANDARD, standard_called
from scwres.metrics.supporting import SUPPORTING_MEASURES
from scwres.question import (
    PAY_GROUPS,
    blank_faults,
    breakdown_faults,
    confidence_faults,
    interval_faults,
    standard_faults,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    #: Gives what is wrong with a value, and how to mend it.
    Check = Callable[[object], Iterator[tuple[str, str]]]


COLUMN_NAMES = frozenset(column.name for kind in KINDS.values() for column in kind.columns)


class Entry(NamedTuple):
    """A key: what it means, an example of its value, and what checks it.

    ``key_check`` checks the key itself, where any may stand there; the example is then of
    both.
    """

    meaning: str
    example: str
    check: Check
    key_check: Check | None = None

    def problems(self, key: str | None, value: object) -> Iterator[tuple[str, str]]:
        """Give what is wrong with a key that may be any, and with its value."""
        if key is not None and self.key_check is not None:
            yield from self.key_check(key)
        yield from self.check(value)


def _text(value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str) or not value.strip():
        yield f"expected a text, not {_sort_of(value)}", 'Write it in quotation marks: "…".'
    elif len(value) > 200 or not value.isprintable():
        yield "holds a text that is too long or not printable", "Expected 200 letters at most."


def _texts(value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        is_list = isinstance(value, list)
        found = "a list that holds something else" if is_list else _sort_of(value)
        yield f"expected a list of texts, not {found}", 'Write it as ["…", "…"].'


def _day(value: object) -> Iterator[tuple[str, str]]:
    if type(value) is not date:
        fix = "Write it as 2025-09-30, without quotation marks."
        yield f"expected a date, not {_sort_of(value)}", fix


def _pounds(value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
        yield f"expected a number of pounds, not {_sort_of(value)}", "Write digits: 70000."


def _share(value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        yield f"expected a share, not {_sort_of(value)}", "Write a number, such as 0.95."
    else:
        yield from ((fault.what, fault.fix) for fault in confidence_faults(value))


def _choice(known: Collection[str]) -> Check:
    def check(value: object) -> Iterator[tuple[str, str]]:
        if not isinstance(value, str) or value not in known:
            shown = f"'{value}'" if isinstance(value, str) else _sort_of(value)
            question = nearest(str(value), known, at_least=0.65)
            listed = in_words([f"'{one}'" for one in known], last="or")
            yield f"cannot be {shown}", f"{question} Expected {listed}.".strip()

    return check


def _choices(known: Collection[str]) -> Check:
    def check(value: object) -> Iterator[tuple[str, str]]:
        wrong = list(_texts(value))
        yield from wrong
        if not wrong and isinstance(value, list):
            for one in value:
                yield from _choice(known)(one)

    return check


def _indicators(value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, list) or not all(type(one) in (str, int) for one in value):
        fix = 'Write it as ["2", "7a"].'
        yield f"expected a list of indicators, not {_sort_of(value)}", fix


def _breakdowns(value: object) -> Iterator[tuple[str, str]]:
    wrong = list(_texts(value))
    yield from wrong
    if not wrong and isinstance(value, list):
        yield from ((fault.what, fault.fix) for fault in breakdown_faults(value))


def _interval(value: object) -> Iterator[tuple[str, str]]:
    wrong = list(_text(value))
    yield from wrong or ((fault.what, fault.fix) for fault in interval_faults(str(value)))


def _standard(value: object) -> Iterator[tuple[str, str]]:
    wrong = list(_text(value))
    yield from wrong or ((fault.what, fault.fix) for fault in standard_faults(str(value)))


def _measure(value: object) -> Iterator[tuple[str, str]]:
    """Check a measure of the user's own."""
    if not isinstance(value, dict):
        yield f"expected a table, not {_sort_of(value)}", "Write [measure.some_name] above it."
        return
    for key in value:
        if key not in MEASURE_KEYS:
            yield f"has no setting '{key}'", _nearest_or_list(key, MEASURE_KEYS)
    if "title" not in value:
        yield "the measure has no title", 'Write title = "…" below its line.'
    for key in ("title", "item", "out_of"):
        if key in value:
            yield from ((f"{key}: {what}", fix) for what, fix in _text(value[key]))
    if "worse_when" in value:
        for what, fix in _choice(["higher", "lower"])(value["worse_when"]):
            yield f"worse_when {what}", fix
    yield from _measured_columns(value)


def _measured_columns(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that the columns of a measure say yes or no, of the same people."""
    names = {key: header_name(str(value[key])) for key in ("item", "out_of") if key in value}
    holders = {
        key: {kind.name for kind in KINDS.values() if kind.column(name) and not kind.event}
        for key, name in names.items()
    }
    for key, name in names.items():
        of_kinds = [KINDS[kind].column(name) for kind in sorted(holders[key])]
        if tells_who(name) or any(one and one.holds is not Holds.YES_NO for one in of_kinds):
            fix = "Name a column of the extract that does."
            yield f"{key} is '{value[key]}', a column that does not say yes or no", fix
    if len(names) == len(holders) == 2 and all(holders.values()):
        item, out_of = holders["item"], holders["out_of"]
        if not item & out_of:
            yield (
                f"item is of the {in_words(sorted(item))} extract and out_of of the "
                f"{in_words(sorted(out_of))} extract: the event must be part of its population",
                "Name two columns of one extract.",
            )
        elif names["item"] == names["out_of"]:
            fix = "Leave out_of out, or name the column that says who could answer yes."
            yield "out_of is its own item, so everybody would have the event", fix


def _measure_name(value: object) -> Iterator[tuple[str, str]]:
    """Check the name of a measure, which its item is counted under."""
    name = str(value)
    standards = [standard_called(one) for one in STANDARDS]
    items = {indicator.item for one in standards for indicator in one.indicators}
    numbers = {indicator.number for one in standards for indicator in one.indicators}
    numbers |= {number for one in standards for number in (*one.families, *one.misprints)}
    supporting = {one.item for one in SUPPORTING_MEASURES}
    if name in MEASURE_KEYS:
        yield f"'{name}' stands in no measure", "Write [measure.some_name] above it."
    elif name != header_name(name):
        yield f"'{name}' is no name", f"Write [measure.{header_name(name) or 'promoted'}]."
    elif name in numbers:
        yield f"'{name}' is an indicator's number", "Give the measure another name."
    elif name in items or (name in COLUMN_NAMES and name not in supporting):
        yield f"'{name}' is a column of its own already", "Give the measure another name."


def _columns(value: object) -> Iterator[tuple[str, str]]:
    """Check a table of headers by column."""
    if not isinstance(value, dict):
        yield f"expected a table, not {_sort_of(value)}", 'Write pay_band = "Pay Grade" below it.'
        return
    for column, header in value.items():
        if column not in COLUMN_NAMES:
            yield f"no column is called '{column}'", _nearest_or_list(column, COLUMN_NAMES)
        for what, fix in _text(header):
            yield f"column '{column}' {what}", fix


def _labels(value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield f"expected a table, not {_sort_of(value)}", 'Write "Kurdish" = "…" below it.'
        return
    for label, category in value.items():
        if not isinstance(category, str) or category not in CATEGORY:
            fix = (
                nearest(str(category), CATEGORY)
                or "'scwres explain ethnicity' lists the categories."
            )
            yield f"'{label}' cannot be '{category}', which is no category", fix


def _blank_column(value: object) -> Iterator[tuple[str, str]]:
    yield from ((fault.what, fault.fix) for fault in blank_faults(str(value), BLANKS[0]))


def _words(value: object) -> Iterator[tuple[str, str]]:
    """Check a table of what yes and no are written as in one column."""
    if not isinstance(value, dict):
        yield f"expected a table, not {_sort_of(value)}", 'Write yes = ["…"] and no = ["…"].'
        return
    for key, words in value.items():
        if key not in ("yes", "no", "blank"):
            yield f"has no setting '{key}'", "Expected yes, no and blank."
        yield from _texts(words)


def _nearest_or_list(name: str, known: Collection[str]) -> str:
    return nearest(name, known) or f"Known: {', '.join(sorted(known))}."


def _sort_of(value: object) -> str:
    """Return what a value is, in words."""
    sorts: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, "true or false"),
        ((int, float), "a number"),
        (str, "a text" if value else "an empty text"),
        (date, "a date"),
        (list, "a list"),
        (dict, "a table"),
    )
    return next((words for of, words in sorts if isinstance(value, of)), "this")


_YES_NO_COLUMNS = tuple(
    dict.fromkeys(
        column.name
        for kind in KINDS.values()
        for column in kind.columns
        if column.holds is Holds.YES_NO
    )
)

#: What can be said of a measure of the user's own.
MEASURE_KEYS = ("title", "item", "out_of", "worse_when")

#: Every key by its table; the empty name is the top, ``*`` any key.
SECTIONS: Mapping[str, Mapping[str, Entry]] = {
    "": {
        "organisation": Entry("Whose figures they are.", '"Borough of Example"', _text),
        "standard": Entry(
            f"The standard: {in_words(list(STANDARDS), last='or')}.",
            f'"{USUAL_STANDARD}"',
            _standard,
        ),
        "indicators": Entry(
            "The indicators and supporting measures that are wanted; all of them unless said.",
            '["2", "8", "promoted"]',
            _indicators,
        ),
        "groups": Entry(
            "The groups that are compared: two (minority ethnic and white), five or detailed.",
            '"two"',
            _choice(GROUPS),
        ),
        "reference": Entry(
            "Whom they are compared with: white, or White British.",
            '"white"',
            _choice(REFERENCES),
        ),
        "by": Entry("Columns that figures are broken down by.", '["directorate"]', _breakdowns),
        "snapshot": Entry(
            "The day that the staff extract shows. Events of the twelve months up to it count.",
            "2025-09-30",
            _day,
        ),
        "confidence": Entry("The confidence of intervals.", "0.95", _share),
        "interval": Entry(
            "How the interval of a ratio is made: koopman or katz.", '"koopman"', _interval
        ),
        "out_of": Entry(
            "What leavers are out of: everybody employed in the year (employed), or the staff "
            "in post (in_post).",
            '"employed"',
            _choice(["employed", "in_post"]),
        ),
    },
    "window": {
        "from": Entry("The first day on which a dated event counts.", "2024-10-01", _day),
        "to": Entry("The last.", "2025-09-30", _day),
    },
    "extracts": {
        "path": Entry("A file or a folder, from the folder of this file.", '"hr.xlsx"', _text),
        "kind": Entry(
            "What it holds, where its columns do not tell.", '"staff"', _choice(list(KINDS))
        ),
        "sheet": Entry("The sheet of a workbook.", '"Staff"', _text),
        "encoding": Entry("The encoding of a text.", '"utf-8"', _choice(list(ENCODINGS))),
        "columns": Entry("Its header for a column.", '{ pay_band = "Pay Grade" }', _columns),
    },
    "ethnicity": {
        "scheme": Entry(
            "The scheme of codes, where the labels are codes.", '"nhs"', _choice(list(SCHEMES))
        ),
        "white_minorities": Entry(
            "Whether white minorities count as white, as minority, or separate: as a group of "
            "their own, and all are compared with White British.",
            '"white"',
            _choice(WHITE_MINORITY_RULES),
        ),
        "labels": Entry(
            "The category of a label that is not known.",
            '"Kurdish" = "Any other ethnic group"',
            _labels,
        ),
    },
    "blank": {
        "*": Entry(
            "What a blank in a yes/no column means: no, or not-applicable.",
            'disciplinary = "no"',
            _choice(BLANKS),
            _blank_column,
        )
    },
    "words": {
        "*": Entry(
            "What yes, no and no answer are written as in a column.",
            'cpd = { yes = ["attended"], no = ["did not attend"], blank = ["booked"] }',
            _words,
            _choice(_YES_NO_COLUMNS),
        ),
    },
    "stages": {
        "*": Entry(
            "Whether a stage or an outcome is formal or informal.",
            '"Conduct panel" = "formal"',
            _choice(["formal", "informal"]),
        ),
    },
    "employment": {
        "*": Entry(
            "Whether a kind of contract is direct or not direct.",
            '"Peripatetic" = "direct"',
            _choice(["direct", "not direct"]),
        ),
    },
    "pay_bands": {
        "order": Entry(
            "Bands from the lowest to the highest, where their names do not say it.",
            '["Scale", "Senior", "Chief"]',
            _texts,
        ),
        "from_salary": Entry(
            "How bands are made of a column salary: national, steps or quartiles.",
            '"national"',
            _choice(["national", "steps", "quartiles"]),
        ),
        "step": Entry("How many pounds a step is.", "10000", _pounds),
    },
    "pay_groups": {
        group: Entry(
            f"The pay bands in the {group} pay group, for race disparity ratios.",
            example,
            _texts,
        )
        for group, example in zip(
            PAY_GROUPS,
            ('["Grade 3", "Grade 4"]', '["Grade 5", "Grade 6"]', '["Grade 7", "Head"]'),
            strict=True,
        )
    },
    "senior_managers": {
        "grades": Entry("The pay bands of senior managers.", '["Director"]', _texts),
        "salary_at_least": Entry("Or the least salary of one.", "70000", _pounds),
    },
    "regulated": {
        "roles": Entry(
            "The job roles of regulated professionals.",
            '["Social Worker", "Occupational Therapist", "Nurse"]',
            _texts,
        ),
    },
    "measure": {
        "*": Entry(
            "A measure of your own: a yes/no column (item; its own name unless said), out of "
            "those whose column out_of is yes (those with an answer unless said), and the side "
            "of 1 that is worse.",
            'speaks_up = { title = "Would speak up", item = "q12", worse_when = "lower" }',
            _measure,
            _measure_name,
        ),
    },
    "strict": {
        "accept": Entry(
            "Warnings that a run with --strict may meet: 'scwres explain warnings' lists them.",
            '["unknown-ethnicity"]',
            _choices(list(CAUTIONS)),
        ),
    },
    "output": {
        "path": Entry("Where results are written.", '"results.json"', _text),
        "format": Entry(
            "How: table, csv, json or counts.",
            '"json"',
            _choice(["table", "csv", "json", "counts"]),
        ),
    },
}
