"""What a set-up asks about extracts: all that is not sure of files, columns, words and roles.

Files are read, and every question is made of what they hold beside the settings as they are:
where an answer opens another question, the next call has it. Nothing is printed or read from the
user here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from scwres.errors import Fault, OpenValue, OpenValues
from scwres.ethnicity.categories import CATEGORIES
from scwres.extracts.cells.values import amount_of, date_of, plain
from scwres.extracts.people.case_kinds import LOGS, kind_settings
from scwres.extracts.rules import ExtractRequest
from scwres.extracts.schema import (
    APPLICATIONS,
    COUNTS,
    EVENTS,
    KINDS,
    POPULATION,
    STAFF,
    STAGES_OF_AN_APPLICATION,
    Column,
    Holds,
    Kind,
    header_name,
    tells_who,
)
from scwres.extracts.sources import Source, find_sources
from scwres.extracts.tables.suggesting import contradicts
from scwres.extracts.vocabulary import AGREED, AGREEMENT, NEITHER_AGREED
from scwres.results.check import CheckResult, check
from scwres.settings.draft import (
    HeaderRecognition,
    missing_columns,
    recognised,
    rows_by_header,
)
from scwres.settings.editing import Change
from scwres.settings.file import settings_of
from scwres.settings.set_up import Choice, Form, SetUpQuestion, ValueRows, contradiction_of_day
from scwres.settings.toml import Place
from scwres.text.phrases import day_in_words, in_words, number_of, shown_whole

#: The most values that a question shows, and the most that may be chosen from.
MOST_SHOWN, MOST_CHOSEN = 8, 60

#: A column with more different values than this share of its rows may hold names.
_VARIED = 0.5

_DATES_OF_EVENTS = frozenset({"date", "leaving_date", "application_date", "stage_date"})


#: Called while extracts are read, with an extract's name and the number of rows read.
Tell = Callable[[str, int], None]


@dataclass(slots=True)
class SetUp:
    """Reads the files of a set-up, each once for the same settings of it.

    Attributes
    ----------
    folder
        The folder from which paths in the settings start.
    """

    folder: Path
    _recognitions: dict[str, HeaderRecognition] = field(default_factory=dict)
    _rows: dict[tuple[Path, str], Counter[str]] = field(default_factory=dict)

    def questions(
        self, data: Mapping[str, Any], answered: Iterable[str], tell: Tell | None = None
    ) -> list[SetUpQuestion]:
        """Return what is to be asked next of extracts with settings; nothing at the end.

        Parameters
        ----------
        answered
            The keys of questions that are not asked again.
        tell
            Called while extracts are read, with an extract's name and the number of rows read.

        Raises
        ------
        ScwresError
            When the settings or a file cannot be read.
        """
        known = frozenset(answered)
        files = self._files(data)
        steps: tuple[Callable[[], Iterable[SetUpQuestion]], ...] = (
            lambda: (question for file in files for question in _kinds(file)),
            lambda: (question for file in files for question in self._columns(file)),
            lambda: self._other_lists(files, data),
            lambda: self._checked(data, files, known, tell),
        )
        for step in steps:
            if asked := [question for question in step() if question.key not in known]:
                return asked
        return []

    def checked(self, data: Mapping[str, Any], tell: Tell | None = None) -> CheckResult:
        """Return what ``check`` finds with settings."""
        return check(settings=settings_of(data, self.folder), tell=tell)

    def _files(self, data: Mapping[str, Any]) -> list[SetUpFile]:
        files = []
        requests = settings_of(data, self.folder).wishes
        for number, (request, extract) in enumerate(
            zip(requests, data.get("extracts", ()), strict=True)
        ):
            if request.path.is_dir() or request.kind in (COUNTS, POPULATION):
                continue
            [source] = find_sources([request])
            key = repr((request.path, request.kind, request.headers, request.own))
            if key not in self._recognitions:
                self._recognitions[key] = recognised(source)
            recognition = self._recognitions[key]
            files.append(SetUpFile(number, request, source, extract, recognition))
        return files

    def _rows_of(self, file: SetUpFile, headers: Iterable[str]) -> dict[str, Counter[str]]:
        """Return how many rows hold each value of columns, by header."""
        wanted = list(headers)
        missing = [name for name in wanted if (file.request.path, name) not in self._rows]
        if missing:
            for header, rows in rows_by_header(file.source, missing).items():
                self._rows[file.request.path, header] = rows
        return {name: self._rows.get((file.request.path, name), Counter()) for name in wanted}

    def _columns(self, file: SetUpFile) -> Iterator[SetUpQuestion]:
        """Yield a question for each column that may stand under another header."""
        recognition, kind = file.recognition, file.kind
        if kind is None:
            return
        taken = {*file.request.headers.values()}
        for name in dict.fromkeys([*missing_columns(recognition), *recognition.suggested]):
            header, column = recognition.suggested.get(name, ""), kind.column(name)
            if name in file.request.headers or column is None or header in taken:
                continue
            others = [
                other
                for other in recognition.others
                if other != header
                and other not in taken
                and (column.holds is Holds.ID or not tells_who(header_name(other)))
            ]
            is_id = column.holds is Holds.ID
            rows = {} if is_id else self._rows_of(file, [*filter(None, [header]), *others])
            none = Choice("None of them: the file has no such column")
            likely: list[Choice] = []
            rest: list[Choice] = []
            for each in (header, *others):
                choice = self._column_choice(file, column, each, rows.get(each, Counter()))
                fits = each == header or (not header and not is_id and not choice.contradiction)
                if each:
                    (likely if fits else rest).append(choice)
            # The values of the one header that is likely.
            of = header or (likely[0].text if len(likely) == 1 else "")
            shows = not is_id and bool(of) and not tells_who(header_name(of))
            yield SetUpQuestion(
                key=f"{file.key}:column:{name}",
                place=file.source.name,
                text=f"Which column is {name}: {column.meaning}?",
                values=shown_values(rows[of]) if shows else (),
                notes=_note_of_values(of, rows.get(of), shows=shows) if of else (),
                choices=(*likely, none, *rest),
                likely=len(likely) + 1,
            )

    def _column_choice(
        self, file: SetUpFile, column: Column, header: str, rows: Counter[str]
    ) -> Choice:
        changes = [Change(("extracts", file.number, "columns", column.name), header)]
        if header == file.recognition.cost and column.name == "funded":
            place = ("extracts", file.number, "words", "funded", "above")
            changes.append(Change(place, 0))
            return Choice(f"{header}: above 0 means funded", tuple(changes))
        contradiction = ""
        if rows and contradicts(column, header_name(header), [*rows]):
            contradiction = f"The values of '{header}' do not fit: expected {column.holds}."
        return Choice(header, tuple(changes), contradiction)

    def _other_lists(
        self, files: Sequence[SetUpFile], data: Mapping[str, Any]
    ) -> Iterator[SetUpQuestion]:
        """Yield a question for each other kind of case that a log holds."""
        named = {(file.request.path, file.kind.name) for file in files if file.kind}
        for file in files:
            column = file.recognition.column_of_kinds
            if file.kind not in LOGS or not column:
                continue
            rows = self._rows_of(file, [column])[column]
            for name, values in file.recognition.values_by_kind.items():
                settings = kind_settings(name)
                if not settings or (file.request.path, name) in named:
                    continue
                named.add((file.request.path, name))
                is_kind = name in KINDS
                extract = {
                    "path": file.extract["path"],
                    **({"kind": name} if is_kind else {"kind": EVENTS, "item": name}),
                    "only": {column: values},
                }
                if columns := file.extract.get("columns"):
                    extract["columns"] = dict(columns)
                count = sum(rows[value] for value in values)
                yield SetUpQuestion(
                    key=f"{file.request.path}:list:{name}",
                    place=f"{file.source.name}, column '{column}'",
                    text=f"These are other cases. Count them as {name} too?",
                    values=shown_values(Counter({value: rows[value] for value in values})),
                    choices=(
                        Choice(f"Yes, as {name}", (Change(("extracts",), extract, rows=count),)),
                        Choice("No, leave them out"),
                    ),
                    likely=2,
                )

    def _checked(
        self,
        data: Mapping[str, Any],
        files: Sequence[SetUpFile],
        known: Container[str],
        tell: Tell | None,
    ) -> Iterator[SetUpQuestion]:
        """Yield the questions that a check leaves open."""
        result = self.checked(data, tell)
        asked = [(fault, fault.open_values) for fault in result.faults if fault.open_values]
        # Which rows count comes first: the others of a column need no meaning.
        selecting = [
            question
            for fault, values in asked
            if values.table == _ONLY
            for question in _only(values, _file_of(fault.file, files, values))
            if question.key not in known
        ]
        if selecting:
            yield from selecting
            return
        yield from _open(asked, files)
        warned = {warning.code for warning in result.warnings}
        if "no-window" in warned and not {"snapshot", "window"} & data.keys():
            yield self._snapshot(files)
        yield from self._staff(data, files)

    def _days(self, files: Sequence[SetUpFile]) -> tuple[date, date] | None:
        days = []
        for file in files:
            headers = [
                header
                for header, name in file.recognition.used.items()
                if name in _DATES_OF_EVENTS
                or name == f"{file.kind.name if file.kind else ''}_date"
            ]
            for rows in self._rows_of(file, headers).values():
                days += [day for day in map(date_of, rows) if day is not None]
        return (min(days), max(days)) if days else None

    def _snapshot(self, files: Sequence[SetUpFile]) -> SetUpQuestion:
        days = self._days(files)
        notes = ["Events in the twelve months up to this day are counted."]
        if days:
            notes.append(
                f"Dates in your files go from {day_in_words(days[0])} to {day_in_words(days[1])}."
            )
        return SetUpQuestion(
            key="snapshot",
            place="Every file with dates",
            text="On which day was the staff extract taken? Type a date, or choose one.",
            notes=tuple(notes),
            choices=tuple(
                Choice(
                    day_in_words(day),
                    (Change(("snapshot",), day),),
                    contradiction_of_day(day, days),
                )
                for day in likely_days(days)
            ),
            likely=3,
            form=Form.DAY,
            setting=("snapshot",),
            days=days,
        )

    def _staff(
        self, data: Mapping[str, Any], files: Sequence[SetUpFile]
    ) -> Iterator[SetUpQuestion]:
        """Yield what the staff extract leaves open: pay bands, senior managers, roles."""
        file = next((each for each in files if each.kind is STAFF), None)
        if file is None:
            return
        headers = {name: header for header, name in file.recognition.used.items()}
        headers |= file.request.headers
        rows = self._rows_of(
            file, [headers[name] for name in ("pay_band", "salary", "job_role") if name in headers]
        )
        amounts = [*map(amount_of, rows[headers["salary"]])] if "salary" in headers else []
        salaries = [int(amount) for amount in amounts if amount is not None]
        most, least = max(salaries, default=0), min(salaries, default=0)
        place = file.source.name
        if most and "pay_band" not in headers and not data.get("pay_bands"):
            yield SetUpQuestion(
                key="pay_bands",
                place=f"{place}, column '{headers['salary']}'",
                text="It has salaries and no pay bands. How should bands be made of them?",
                choices=tuple(
                    Choice(text, (Change(("pay_bands", "from_salary"), name),))
                    for name, text in _BANDS.items()
                ),
                likely=3,
            )
        if "senior_manager" not in headers and "senior_managers" not in data:
            if "pay_band" in headers:
                bands = rows[headers["pay_band"]]
                yield from _listed(
                    ("senior_managers", "grades"),
                    f"{place}, column '{headers['pay_band']}'",
                    "Which of these pay bands are those of senior managers?",
                    sorted(bands.items(), key=lambda pair: (not _is_senior(pair[0]), pair[0])),
                )
            elif most:
                yield SetUpQuestion(
                    key="senior_managers",
                    place=f"{place}, column '{headers['salary']}'",
                    text="From which salary is someone a senior manager? Type pounds a year.",
                    notes=(f"Salaries go from £{least:,} to £{most:,}.",),
                    form=Form.POUNDS,
                    setting=("senior_managers", "salary_at_least"),
                    amounts=(least, most),
                )
        if (
            "job_role" in headers
            and not headers.keys() & {"regulated_professional"}
            and "regulated" not in data
        ):
            roles = rows[headers["job_role"]]
            yield from _listed(
                ("regulated", "roles"),
                f"{place}, column '{headers['job_role']}'",
                "Which of these roles are regulated professionals?",
                sorted(
                    roles.items(), key=lambda pair: (not _is_regulated(pair[0]), -pair[1], pair[0])
                ),
            )


@dataclass(frozen=True, slots=True)
class SetUpFile:
    """A file of a set-up: its place in the settings, what they say of it, and its header."""

    number: int
    request: ExtractRequest
    source: Source
    extract: Mapping[str, Any]
    recognition: HeaderRecognition

    @property
    def key(self) -> str:
        """What tells it from every other file of the settings."""
        return f"{self.number}:{self.request.path}"

    @property
    def kind(self) -> Kind | None:
        """Its kind, where it is named or certain; else None."""
        is_known = self.recognition.is_certain or self.request.kind is not None
        return self.request.kind or (self.recognition.kind if is_known else None)


#: The tables of the settings that are of one extract.
_ONLY, _REACHED = "extracts.only", "extracts.reached"

_BANDS = {
    "national": "The pay groups of the national figures",
    "steps": "Equal steps of £10,000",
    "quartiles": "Quarters of the staff, from the lowest paid",
}

_NO_EXTRACT = (
    "If it is not an extract, skip it here. Then take its lines out of the settings file."
)

_SENIOR = re.compile(r"\b(director|head|chief|senior manag|executive|smt|assistant director)")
_REGULATED = re.compile(
    r"\b(social worker|occupational therapist|nurse|physiotherapist|psychologist)"
)


def _is_senior(band: str) -> bool:
    return bool(_SENIOR.search(plain(band)))


def _is_regulated(role: str) -> bool:
    return bool(_REGULATED.search(plain(role)))


def _kinds(file: SetUpFile) -> Iterator[SetUpQuestion]:
    """Yield what a file that is not recognised is asked: its column of statuses, or its kind."""
    recognition = file.recognition
    if file.kind is not None:
        return
    notes = [f"Its columns are {_quoted(_headers(recognition))}."]
    notes += recognition.faults
    if not recognition.kind:
        notes.append(_NO_EXTRACT)
    place: Place = ("extracts", file.number)
    likely = [recognition.kind] if recognition.kind else []
    others = [kind for kind in KINDS.values() if kind not in (*likely, POPULATION, COUNTS)]
    choices = [_kind_choice(place, kind) for kind in (*likely, *others)]
    values: tuple[ValueRows, ...] = ()
    if reached := recognition.reached:
        changes = [Change((*place, "reached", "column"), reached.column)]
        for stage, statuses in reached.statuses.items():
            rows = sum(recognition.rows_by_status[status] for status in statuses)
            listed = list(statuses)
            changes.append(Change((*place, "reached", stage), listed, rows=rows))
            notes.append(f"{stage}: {_quoted(listed) or 'none'}")
        each = Change((*place, "reached", "column"), reached.column)
        last = Change((*place, "reached", STAGES_OF_AN_APPLICATION[-1]), [])
        first = [Change((*place, "reached", name), []) for name in STAGES_OF_AN_APPLICATION[:-1]]
        notes.append(f"'{reached.column}' may show how far each application came, as above.")
        choices = [
            Choice("Yes, with these stages", tuple(changes)),
            Choice("Yes, and ask me about each status", (each, *first, last)),
            *(_kind_choice(place, kind) for kind in others if kind is not APPLICATIONS),
        ]
        values = shown_values(recognition.rows_by_status)
    yield SetUpQuestion(
        key=f"{file.key}:kind",
        place=file.source.name,
        text=(
            "Is each row an application, with this status?"
            if recognition.reached
            else "What does this file hold?"
        ),
        notes=tuple(notes),
        values=values,
        choices=tuple(choices),
        likely=3 if recognition.reached else max(1, len(likely)) if likely else len(choices),
    )


def _kind_choice(place: Place, kind: Kind) -> Choice:
    change = Change((*place, "kind"), kind.name)
    return Choice(f"{kind.name}: each row is {kind.row_is}", (change,))


def _quoted(texts: Iterable[str]) -> str:
    return in_words([f"'{text}'" for text in texts])


def _headers(recognition: HeaderRecognition) -> list[str]:
    of_statuses = [recognition.reached.column] if recognition.reached else []
    return [*recognition.used, *of_statuses, *recognition.others]


def _note_of_values(header: str, rows: Counter[str] | None, *, shows: bool) -> tuple[str, ...]:
    if not shows:
        return (f"The values of '{header}' are not shown: they may identify people.",)
    if rows and not shown_values(rows):
        return (f"The values of '{header}' are not shown: nearly all of them differ.",)
    return (f"Most likely '{header}', which holds:",) if rows else ()


def shown_values(rows_by_value: Mapping[str, int]) -> tuple[ValueRows, ...]:
    """Return the values of a column that a question may show, those of most rows first.

    None where so many differ that they may be names. One that may identify a person is left out.
    """
    rows = {value: number for value, number in rows_by_value.items() if value}
    if len(rows) > MOST_SHOWN and len(rows) > _VARIED * sum(rows.values()):
        return ()
    return tuple(
        ValueRows(value, number)
        for value, number in sorted(rows.items(), key=lambda pair: (-pair[1], pair[0]))
        if shown_whole(value) == f"'{value}'"
    )


def likely_days(days: tuple[date, date] | None) -> list[date]:
    """Return the days of which one is likely the last of the year, the likeliest first.

    They are the last day of the month of the latest date, or of the one before, and the last
    ends of a financial year and of September.

    >>> [str(day) for day in likely_days((date(2024, 7, 1), date(2025, 9, 28)))]
    ['2025-09-30', '2025-03-31']
    """
    if days is None:
        return []
    last = days[1]
    of_month = _month_end(last)
    ends = [
        day for year in (last.year, last.year - 1) for day in _ends_of(year) if day <= of_month
    ]
    return [*dict.fromkeys([of_month, *sorted(ends, reverse=True)[:2]])]


def _ends_of(year: int) -> tuple[date, date]:
    return date(year, 3, 31), date(year, 9, 30)


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _listed(
    setting: tuple[str, str],
    place: str,
    text: str,
    rows_by_value: Iterable[tuple[str, int]],
) -> Iterator[SetUpQuestion]:
    """Yield a question that is answered with several values of a column."""
    pairs = [
        (value, rows)
        for value, rows in rows_by_value
        if value and shown_whole(value) == f"'{value}'"
    ]
    if not pairs or len(pairs) > MOST_CHOSEN:
        return
    yield SetUpQuestion(
        key=setting[0],
        place=place,
        text=text,
        choices=tuple(
            Choice(
                f"{value} ({number_of(rows, 'row')})",
                (Change(setting, value, is_added=True, rows=rows),),
            )
            for value, rows in pairs
        ),
        likely=len(pairs),
        form=Form.SEVERAL,
        setting=setting,
    )


# The values that a check leaves open


def _open(
    asked: Iterable[tuple[Fault, OpenValues]], files: Sequence[SetUpFile]
) -> Iterator[SetUpQuestion]:
    """Yield a question for each value that means nothing yet, in whatever files it is."""
    places: dict[tuple[str, str, int], list[str]] = {}
    values: dict[tuple[str, str, int, str], OpenValue] = {}
    for fault, open_values in asked:
        table, number = open_values.table, -1
        if table == _REACHED:
            of_statuses = (each for each in files if each.request.own.reached)
            number = next((e.number for e in of_statuses if e.source.name == fault.file), -1)
        if table == _ONLY or (table == _REACHED and number < 0):
            continue
        column = open_values.column if table in ("words", "blank") else ""
        places.setdefault((table, column, number), []).append(_place(fault))
        for value in open_values.values:
            key = (table, column, number, value.value)
            rows = values[key].rows if key in values else 0
            values[key] = value._replace(rows=rows + value.rows)
    for (table, column, number, text), value in values.items():
        offer = partial(_stages, number) if table == _REACHED else _OFFERS[table]
        question, choices, likely = offer(column, value)
        yield SetUpQuestion(
            key=f"{table}:{column}:{number}:{text}",
            place=_places(places[table, column, number]),
            text=question,
            values=(ValueRows(text, value.rows),),
            choices=choices,
            likely=likely,
        )


def _place(fault: Fault) -> str:
    sheet = f"sheet '{fault.sheet}'" if fault.sheet else ""
    return ", ".join(filter(None, (fault.file, sheet, f"column {fault.column}")))


def _places(places: Sequence[str]) -> str:
    """Return where values are, in words: the first two columns, and how many more."""
    distinct = [*dict.fromkeys(places)]
    more = len(distinct) - 2
    return in_words([*distinct[:2], *([number_of(more, "more column")] if more > 0 else [])])


def _file_of(name: str, files: Sequence[SetUpFile], open_values: OpenValues) -> SetUpFile | None:
    return next(
        (
            file
            for file in files
            if file.source.name == name and open_values.column not in file.request.own.only
        ),
        None,
    )


def _only(open_values: OpenValues, file: SetUpFile | None) -> Iterator[SetUpQuestion]:
    values = sorted(open_values.values, key=lambda value: (not value.likely, -value.rows))
    if file is None or not values or len(values) > MOST_CHOSEN:
        return
    setting = ("extracts", file.number, "only", open_values.column)
    likely = [value.value for value in values if value.likely]
    notes = (f"Likely: {_quoted(likely)}.",) if likely else ()
    what = file.kind.name if file.kind else "this list"
    yield SetUpQuestion(
        key=f"{file.key}:only:{open_values.column}",
        place=f"{file.source.name}, column '{open_values.column}'",
        text=f"Which of these rows count as {what}?",
        notes=notes,
        choices=tuple(
            Choice(
                f"{value.value} ({number_of(value.rows, 'row')})",
                (Change(setting, value.value, is_added=True, rows=value.rows),),
            )
            for value in values
        ),
        likely=len(values),
        form=Form.SEVERAL,
        setting=setting,
    )


_Offer = tuple[str, tuple[Choice, ...], int]


def _labels(_: str, value: OpenValue) -> _Offer:
    place = ("ethnicity", "labels", value.value)
    usual = ("Any other ethnic group", "Any other White background", "Not stated")
    names = [*filter(None, (value.likely,)), *usual, *(each.name for each in CATEGORIES)]
    choices = tuple(
        Choice(name, (Change(place, name, rows=value.rows),)) for name in dict.fromkeys(names)
    )
    return "Which category is this label of ethnicity?", choices, 3 + bool(value.likely)


def _cases(_: str, value: OpenValue) -> _Offer:
    place = ("stages", value.value)
    return (
        "Does this mean that the case was formal?",
        (
            Choice("Formal", (Change(place, "formal", rows=value.rows),)),
            Choice("Informal", (Change(place, "informal", rows=value.rows),)),
        ),
        2,
    )


def _contracts(_: str, value: OpenValue) -> _Offer:
    place = ("employment", value.value)
    return (
        "Are people on this kind of contract employed by the council itself?",
        (
            Choice("Yes, direct", (Change(place, "direct", rows=value.rows),)),
            Choice("No, not direct", (Change(place, "not direct", rows=value.rows),)),
        ),
        2,
    )


def _words(column: str, value: OpenValue) -> _Offer:
    texts = {"yes": "Yes", "no": "No", "blank": "Neither: no answer was given"}
    word = plain(value.value)
    if word in NEITHER_AGREED:
        texts = {name: texts[name] for name in ("no", "blank", "yes")}
    elif word in AGREEMENT and word not in AGREED:
        texts = {name: texts[name] for name in ("no", "yes", "blank")}
    return (
        f"What does this mean in {column}?",
        tuple(
            Choice(
                text,
                (Change(("words", column, name), value.value, is_added=True, rows=value.rows),),
            )
            for name, text in texts.items()
        ),
        3,
    )


def _blanks(column: str, _: OpenValue) -> _Offer:
    place = ("blank", column)
    return (
        f"What does a blank mean in {column}?",
        (
            Choice("No", (Change(place, "no"),)),
            Choice("The question does not apply", (Change(place, "not-applicable"),)),
        ),
        2,
    )


def _stages(number: int, _: str, value: OpenValue) -> _Offer:
    return (
        "How far had an application with this status come?",
        tuple(
            Choice(
                stage,
                (
                    Change(
                        ("extracts", number, "reached", stage),
                        value.value,
                        is_added=True,
                        rows=value.rows,
                    ),
                ),
            )
            for stage in STAGES_OF_AN_APPLICATION
        ),
        len(STAGES_OF_AN_APPLICATION),
    )


_OFFERS: Mapping[str, Callable[[str, OpenValue], _Offer]] = {
    "ethnicity.labels": _labels,
    "stages": _cases,
    "employment": _contracts,
    "words": _words,
    "blank": _blanks,
}
