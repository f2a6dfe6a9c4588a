"""The statement that makes a count file in a database that only someone else may ask.

It does what the program does with rows: words, blanks, stages, the days that count, and people
with several posts. What it cannot read it writes into the count file in place of a label of
ethnicity or an answer, so that whoever reads that file is told and no figure is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from scwres.counts import NO, PAY_BAND, YES
from scwres.errors import Fault, UsageError
from scwres.extracts.cells.values import plain
from scwres.extracts.people.posts import OF_THE_PERSON
from scwres.extracts.rules import ExtractRequest, Rules
from scwres.extracts.schema import (
    APPLICATIONS,
    DATES_OF_EMPLOYMENT,
    MAY_BE_ANONYMOUS,
    OUTCOME,
    SHORTLISTING,
    STAFF,
    SURVEY,
    Column,
    Holds,
)
from scwres.extracts.vocabulary import (
    DECLINED,
    EMPLOYMENT,
    NO_ANSWER,
    STAGES,
    WORDS,
    WORDS_OF,
)
from scwres.text.phrases import in_words, shown

#: The dialects, and the compiler of ibis for each.
DIALECTS: Mapping[str, str] = {
    "postgres": "PostgresCompiler",
    "spark": "PySparkCompiler",
    "tsql": "MSSQLCompiler",
    "oracle": "OracleCompiler",
    "bigquery": "BigQueryCompiler",
    "duckdb": "DuckDBCompiler",
}

#: What to do instead.
_ITSELF = "Compute from the tables themselves, or from files."

#: Meanings as numbers: the greatest of several is a person's, and one that is not known wins.
_RANKS: Mapping[str, int] = {YES: 3, NO: 2, DECLINED: 1}
_YES, _NO, _UNKNOWN = 3, 2, 9

#: A type for pounds and pence.
_POUNDS = "decimal(12, 2)"

#: Signs between the words of a text that are read as a space.
_SIGNS = ("-", "_", "/", "\u2013")
_SIGNS_OF_LABELS = (*_SIGNS, ":", ",", "(", ")", ".")


def statement_of(requests: Sequence[ExtractRequest], rules: Rules, dialect: str) -> str:
    """Return the statement that makes the rows of a count file of extracts.

    Raises
    ------
    UsageError
        When settings leave open what the statement needs, or hold what no statement can do.
    """
    if faults := [*_faults(requests, rules)]:
        raise UsageError(faults)
    try:
        import ibis
        from ibis.backends.sql import compilers
        from sqlglot import exp
    except ImportError as error:
        what = f"a statement needs the library '{error.name}', which is not installed"
        fault = Fault("", what, "Run: pip install 'scwres[database]'", "setting-value")
        raise UsageError([fault]) from None

    before = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = False  # a step after the other, to be read
    try:
        compiler = getattr(compilers, DIALECTS[dialect])()
        units = [*dict.fromkeys(rules.breakdowns)]
        rows = reduce(lambda first, other: first.union(other), _counts(requests, rules, units))
        places = {f"unit_{place}": name for place, name in enumerate(units)}
        # Labels in other capitals and signs are one, and the people of several tables are added.
        counted = rows.group_by(["item", "answer", "label", *places]).agg(
            ethnicity=rows.ethnicity.min(), people=rows.count()
        )
        named = {name: counted[place] for place, name in places.items()}
        counted = counted.select("item", "answer", "ethnicity", "people", **named)
        tree = compiler.to_sqlglot(counted.order_by(["item", "answer", "ethnicity", *named]))
        # ibis trims control characters too, which survive no mail and no editor.
        for literal in tree.find_all(exp.Literal):
            if literal.is_string and not literal.this.strip() and not literal.this.isprintable():
                literal.set("this", " ")
        return str(tree.sql(dialect=compiler.dialect, pretty=True)) + ";\n"
    finally:
        ibis.options.sql.fuse_selects = before


def _faults(requests: Sequence[ExtractRequest], rules: Rules) -> Iterable[Fault]:
    """Yield what the settings leave open, and what no statement does."""

    def fault(request: ExtractRequest | None, what: str, fix: str) -> Fault:
        return Fault(str(request.path) if request else "", what, fix, "setting-value")

    for what, is_set in {
        "[pay_bands] made of salaries": rules.bands.scheme,
        "[senior_managers]": rules.senior_grades or rules.senior_salary,
        "[regulated_professionals]": rules.regulated_roles,
        "[measure]": rules.measures,
        "[posts]": rules.posts != Rules().posts,
    }.items():
        if is_set:
            yield fault(None, f"no statement is made with {what}", _ITSELF)
    kinds = [request.kind for request in requests]
    for request in requests:
        kind = request.kind
        if not request.is_table or request.query:
            fix = 'Name a table or a view, such as table = "hr.staff".'
            yield fault(request, "a statement needs a table, not a file or a query", fix)
        if kind is None or not request.headers:
            fix = "Name its kind and the header of each column, under columns in scwres.toml."
            yield fault(request, "a statement needs its kind and its columns", fix)
            continue
        if kind not in (STAFF, SHORTLISTING, APPLICATIONS, SURVEY) and not kind.event:
            yield fault(request, f"no statement is made of {kind.name}", "Leave it out.")
        if kinds.count(kind) > 1:
            yield fault(request, "is one of several of its kind", "Make a view of both.")
        if kind.event and "staff_id" not in request.headers:
            yield fault(request, "is a list without staff_id", "Name the column of staff numbers.")
        if kind.event and not any(r.kind is STAFF and "staff_id" in r.headers for r in requests):
            yield fault(request, "is a list without a staff extract", "Name one with staff_id.")
        has_days = any(column.holds is Holds.DATE for column in _columns_of(request))
        if kind.event and has_days and not rules.window:
            yield fault(request, "is a list with dates, and no period is set", "Set [window].")
        odd = {*DATES_OF_EMPLOYMENT, "leaving_date"} if kind is STAFF else {*DATES_OF_EMPLOYMENT}
        odd |= {c.name for c in kind.columns if c.holds is Holds.DATE and not kind.event}
        if unread := [name for name in request.headers if name in odd]:
            what = f"no statement reads {in_words(list(map(shown, unread)))}"
            yield fault(request, what, f"Leave the column out. {_ITSELF}")
        own = request.own
        if own.only or own.reached or rules.of_file(own).above or rules.of_file(own).reached:
            yield fault(request, "no statement selects rows by settings", "Make a view of them.")


def _columns_of(request: ExtractRequest) -> list[Column]:
    """Return the columns of an extract that its settings name."""
    columns = request.kind.columns if request.kind else ()
    return [column for column in columns if column.name in request.headers]


def _counts(
    requests: Sequence[ExtractRequest], rules: Rules, units: Sequence[str]
) -> Iterator[Any]:
    """Yield the people of every item, each with the columns of a count file."""
    tables = [_Rows(request, rules, units) for request in requests]
    lists = {rows.kind.event: rows for rows in tables if rows.kind.event}
    for rows in tables:
        if not rows.kind.event:
            yield from rows.counted(lists if rows.kind is STAFF else {})


class _Rows:
    """The rows of one table, as texts and ranks of answers."""

    def __init__(self, request: ExtractRequest, rules: Rules, units: Sequence[str]) -> None:
        import ibis

        assert request.kind is not None
        self._ibis = ibis
        self.kind = request.kind
        self._rules = rules.of_file(request.own)
        self._headers = dict(request.headers)
        self._headers |= {name: name for name in units if name not in request.headers}
        self._units = units
        *schemas, name = str(request.path).split(".")
        # Of a type that every engine turns into text in so many words.
        types = dict.fromkeys(self._headers.values(), "int64")
        place: Any = tuple(schemas) if len(schemas) > 1 else schemas[0] if schemas else None
        self._table = ibis.table(types, name=name, database=place)

    def _text(self, name: str) -> Any:
        """Return a column as text, without spaces around it; null for a blank."""
        return self._table[self._headers[name]].cast("string").strip().nullif("")

    def _rank(self, lower: Any, spaced: Any, column: Column) -> Any:
        """Return the rank of the meaning of a column's words; null for a blank.

        ``lower`` is its text in lower case, ``spaced`` the same without signs between words.
        """
        usual: dict[str, str] = {**WORDS, **WORDS_OF.get(column.name, {})}
        own = self._rules.words.get(column.name, {})
        if column.holds is Holds.STAGE:
            usual, own = dict(STAGES), self._rules.stages
        elif column.holds is Holds.EMPLOYMENT:
            usual, own = dict(EMPLOYMENT), self._rules.employment
        meanings = dict.fromkeys(NO_ANSWER, DECLINED) | usual
        meanings |= {plain(word): meaning for word, meaning in own.items()}
        branches = []
        for meaning, rank in _RANKS.items():
            words = sorted(word for word, means in meanings.items() if means == meaning)
            of_one = [word for word in words if " " not in word]
            of_several = [word for word in words if " " in word]
            branches += [(lower.isin(of_one), rank)] if of_one else []
            branches += [(spaced.isin(of_several), rank)] if of_several else []
        return self._ibis.cases(
            (lower.isnull(), self._ibis.null("int64")), *branches, else_=_UNKNOWN
        )

    def _ranked(self, *holds: Holds) -> list[Column]:
        return [c for c in self.kind.columns if c.name in self._headers and c.holds in holds]

    def _base(self) -> Any:
        """Return the rows of direct employment, with their texts and ranks."""
        texts = {name: self._text(name) for name in self._headers}
        if "ethnicity" not in texts:
            texts["ethnicity"] = self._ibis.null("string")
        rows = self._table.select(**texts)
        rows = rows.filter(self._ibis.or_(*[rows[name].notnull() for name in self._headers]))
        answered = self._ranked(Holds.YES_NO, Holds.STAGE, Holds.EMPLOYMENT)
        rows = rows.mutate(
            **{_lower(column.name): rows[column.name].lower() for column in answered},
            label=rows.ethnicity.fill_null("").lower(),
        )
        rows = rows.mutate(
            **{
                _words(c.name): _spaced(rows[_lower(c.name)], _SIGNS, "'", "\u2019")
                for c in answered
            },
            label=_spaced(rows.label, _SIGNS_OF_LABELS),
        )
        label = rows.label.replace("  ", " ").replace("  ", " ").strip().nullif("")
        columns: dict[str, Any] = {
            name: rows[name] for name in texts if name not in {column.name for column in answered}
        }
        if "salary" in columns:
            columns["salary"] = rows.salary.cast(_POUNDS)
        for column in answered:
            name = column.name
            columns[_of(name)] = self._rank(rows[_lower(name)], rows[_words(name)], column)
        rows = rows.select(**columns, label=label)
        if (employment := _of("employment_type")) in columns:
            rows = rows.filter(rows[employment].fill_null(_YES) != _NO)
        rows = rows.mutate(problem=self._ibis.null("string"))
        for column in answered:
            is_odd = rows[_of(column.name)] == _UNKNOWN
            rows = self._noting(rows, is_odd, f"{column.name} holds an unknown word")
        return rows

    def _noting(self, rows: Any, is_wrong: Any, what: str) -> Any:
        """Return rows with what is wrong noted, where nothing was noted before."""
        noted = self._ibis.ifelse(rows.problem.isnull() & is_wrong, what, rows.problem)
        return rows.mutate(problem=noted)

    def people(self) -> Any:
        """Return a row for each person: of several posts, the highest paid of those not left."""
        ibis, rows = self._ibis, self._base()
        for column in self._ranked(Holds.YES_NO):
            other = column.applies_to
            if other and other.refuse_yes and (known := _of(other.column)) in rows.columns:
                no_yes = rows[known].fill_null(0) != _YES
                is_wrong = (rows[_of(column.name)] == _YES) & no_yes
                rows = self._noting(rows, is_wrong, f"{column.name} is yes without {other.column}")
        if "staff_id" not in self._headers:
            return rows
        is_none = rows.staff_id.isnull() | rows.staff_id.lower().isin(sorted(NO_ANSWER))
        rows = self._noting(rows, is_none, "a row has no staff number")
        by_person = ibis.window(group_by="staff_id")
        left = _of("left")
        has_left = (
            rows[left].fill_null(0) == _YES if left in rows.columns else ibis.literal(0) == 1
        )
        rows = rows.mutate(is_past=ibis.ifelse(has_left, 1, 0))
        rows = rows.mutate(is_over=rows.is_past.min().over(by_person))
        rows = rows.mutate(is_kept=ibis.ifelse((rows.is_past == 0) | (rows.is_over == 1), 1, 0))
        pay = rows.salary if "salary" in self._headers else ibis.literal(0).cast(_POUNDS)
        rows = rows.mutate(pay=ibis.ifelse(rows.is_kept == 1, pay, ibis.null(_POUNDS)))
        unpaid = ibis.ifelse((rows.is_kept == 1) & rows.pay.isnull(), 1, 0)
        rows = rows.mutate(
            most=rows.pay.max().over(by_person), unpaid=unpaid.max().over(by_person)
        )
        may_be_first = (rows.is_kept == 1) & ((rows.pay == rows.most) | (rows.unpaid == 1))
        rows = rows.mutate(is_first=ibis.ifelse(may_be_first, 1, 0))
        texts = [name for name in (PAY_BAND, *self._units) if name in rows.columns]
        for name in texts:
            text = ibis.ifelse(rows.is_first == 1, rows[name].lower(), ibis.null("string"))
            what = f"posts of a person differ in {name}, and none is paid more"
            rows = self._noting(rows, _differ(text, by_person), what)
        differ = _differ(rows.label, by_person)
        rows = self._noting(rows, differ, "posts of a person differ in ethnicity")
        merged: dict[str, Any] = {}
        for column in self._ranked(Holds.YES_NO):
            rank = rows[_of(column.name)]
            if column.name == "left":
                continue
            if column.name in OF_THE_PERSON:
                differ = _differ(ibis.ifelse(rank >= _NO, rank, ibis.null("int64")), by_person)
                rows = self._noting(rows, differ, f"posts of a person differ in {column.name}")
                merged[_of(column.name)] = rank.max().over(by_person)
            else:
                kept = ibis.ifelse(rows.is_kept == 1, rank, ibis.null("int64"))
                merged[_of(column.name)] = kept.max().over(by_person)
        order = [ibis.desc(rows.is_first), *([rows[_of("left")]] if left in rows.columns else [])]
        rows = rows.mutate(
            **merged,
            ethnicity=rows.ethnicity.max().over(by_person),
            label=rows.label.max().over(by_person),
            problem=rows.problem.max().over(by_person),
            place=ibis.row_number().over(group_by="staff_id", order_by=order),
        )
        return rows.filter(rows.place == 0)

    def listed(self) -> Any:
        """Return a row for each person with an event that counts, and what is wrong with any."""
        ibis, rows = self._ibis, self._base()
        window = self._rules.window
        days = [column.name for column in self._ranked(Holds.DATE)]
        if days:
            day = ibis.coalesce(*[rows[name] for name in days])
            rows = _with_day(rows, day)
            if window:
                undated = ibis.coalesce(*[rows[name] for name in days]).isnull()
                rows = self._noting(rows, undated, "an event has no date")
                what = "a date is not written as 2025-09-30 or 30/09/2025"
                rows = self._noting(rows, rows.day.isnull(), what)
                start, end = window.start.isoformat(), window.end.isoformat()
                inside = (rows.day >= start) & (rows.day <= end)
                rows = rows.filter(inside | rows.problem.notnull())
        stages = [column.name for column in self._ranked(Holds.STAGE)]
        for names in ([name for name in stages if name != OUTCOME], stages):
            if names:
                rank = reduce(ibis.greatest, [rows[_of(name)].fill_null(0) for name in names])
                rows = rows.filter(rank != _NO)
                break
        if (mandatory := _of("mandatory")) in rows.columns:
            rows = rows.filter(rows[mandatory].fill_null(0) != _YES)
        if (funded := _of("funded")) in rows.columns:
            rows = rows.filter(rows[funded].fill_null(0).isin([_YES, _UNKNOWN]))
        if self.kind.event in MAY_BE_ANONYMOUS:
            rows = rows.filter(rows.staff_id.notnull())
        rows = self._noting(rows, rows.staff_id.isnull(), "a row has no staff number")
        keys = {name: rows[name].min() for name in self._units if name in rows.columns}
        regulated = _of("regulated_professional")
        if regulated in rows.columns:
            keys[regulated] = rows[regulated].max()
        return rows.group_by("staff_id").agg(
            ethnicity=rows.ethnicity.max(),
            label=rows.label.max(),
            problem=rows.problem.max(),
            **keys,
        )

    def counted(self, lists: Mapping[str, _Rows]) -> list[Any]:
        """Return the counts of each item of people, and of the lists of their events."""
        ibis, people = self._ibis, self.people()
        items = [c for c in self.kind.columns if c.is_item and c.name in self._headers]
        counts: list[Any] = []
        events = {item: rows.listed() for item, rows in lists.items()}
        for item, rows in events.items():
            wrong = rows.filter(rows.problem.notnull())  # whoever it is about, on the staff or not
            wrong = wrong.mutate(item=ibis.literal(item), answer=ibis.literal(YES))
            counts.append(self._count(wrong))
        leavers = events.pop("left", None)
        if leavers is not None:
            left = _of("left")
            rank = people[left] if left in people.columns else ibis.null("int64")
            people = people.mutate(**{left: ibis.ifelse(rank.fill_null(0) == _YES, _YES, _NO)})
            absent = leavers.anti_join(people, "staff_id")
            counts.append(
                self._count(absent.mutate(item=ibis.literal("left"), answer=ibis.literal(YES)))
            )
        for item, rows in events.items():
            known = rows.select(event_id=rows.staff_id)
            for group in (people, *([] if leavers is None else [absent])):
                joined = group.left_join(known, group.staff_id == known.event_id)
                rank = ibis.ifelse(joined.event_id.notnull(), _YES, _NO)
                joined = joined.mutate(**{_of(item): rank})

                condition = self._rules.condition_of(item)
                if (
                    condition
                    and group is not people
                    and _of(condition.column) not in group.columns
                ):
                    continue
                counts.append(self._answers(joined, item, condition))
        for column in items:
            if column.name == PAY_BAND:
                posts = self._applying(people, column.applies_to)
                counts.append(
                    self._count(posts.mutate(item=ibis.literal(PAY_BAND), answer=posts[PAY_BAND]))
                )
            elif column.name not in events and column.name != "left":
                counts.append(self._answers(people, column.name, column.applies_to))
        if _of("left") in people.columns:
            counts.append(self._answers(people, "left", None))
        return counts

    def _applying(self, people: Any, condition: Any) -> Any:
        """Return the people that an item applies to."""
        if condition is None or (known := _of(condition.column)) not in people.columns:
            return people
        is_yes = people[known].fill_null(0) == _YES
        return people.filter(~is_yes if condition.unless else is_yes)

    def _answers(self, people: Any, item: str, condition: Any) -> Any:
        """Return the counts of the answers to an item."""
        people = self._applying(people, condition)
        rank = people[_of(item)]
        if item in self._rules.blank_items:
            rank = rank.fill_null(_NO)
        answers = {_YES: YES, _NO: NO, _UNKNOWN: "not understood"}
        branches = [(rank == number, meaning) for number, meaning in answers.items()]
        answer = self._ibis.cases(*branches, else_=self._ibis.null("string"))
        return self._count(people.mutate(item=self._ibis.literal(item), answer=answer))

    def _count(self, people: Any) -> Any:
        """Return people as rows of a count file, one each, with the words of their label."""
        ibis = self._ibis
        people = people.filter(people.answer.notnull())
        label = people.problem.fill_null(people.ethnicity)
        units = {
            f"unit_{place}": people[name].fill_null("Not recorded")
            if name in people.columns
            else ibis.literal("")
            for place, name in enumerate(self._units)
        }
        return people.select(
            item=people.item,
            answer=people.answer,
            ethnicity=label.fill_null(""),
            label=people.problem.fill_null(people.label).fill_null(""),
            **units,
        )


def _of(name: str) -> str:
    """Return the name of the rank of a column."""
    return f"{name}_rank"


def _lower(name: str) -> str:
    """Return the name of the text of a column in lower case."""
    return f"{name}_lower"


def _words(name: str) -> str:
    """Return the name of the words of a column."""
    return f"{name}_words"


def _spaced(text: Any, signs: Iterable[str], *others: str) -> Any:
    """Return a text with spaces in place of signs, and without others."""
    text = reduce(lambda result, sign: result.replace(sign, ""), others, text)
    return reduce(lambda result, sign: result.replace(sign, " "), signs, text)


def _with_day(rows: Any, text: Any) -> Any:
    """Return rows with a day as year-month-day; null where a text is none of a known form."""
    import ibis

    rows = rows.mutate(day=text.substr(0, 10))
    signs = reduce(lambda rest, digit: rest.replace(digit, ""), "0123456789", rows.day)
    rows = rows.mutate(signs=signs)
    day_first = rows.day.substr(6, 4) + "-" + rows.day.substr(3, 2) + "-" + rows.day.substr(0, 2)
    is_year_first = (rows.signs == "--") & (rows.day.substr(4, 1) == "-")
    is_day_first = rows.signs.isin(["--", "//", ".."]) & (rows.day.substr(4, 1) != "-")
    branches = ((is_year_first, rows.day), (is_day_first, day_first))
    rows = rows.mutate(day=ibis.cases(*branches, else_=ibis.null("string")))
    year, month, day = rows.day.substr(0, 4), rows.day.substr(5, 2), rows.day.substr(8, 2)
    leap_years = [str(number) for number in range(1920, 2100, 4)]
    exists = month.between("01", "12") & day.between("01", "31") & (rows.day.length() == 10)
    exists &= rows.day.substr(4, 1) == "-"
    exists &= ~(month.isin(["04", "06", "09", "11"]) & (day == "31"))
    exists &= ~((month == "02") & (day > ibis.ifelse(year.isin(leap_years), "29", "28")))
    return rows.mutate(day=ibis.ifelse(exists, rows.day, ibis.null("string")))


def _differ(values: Any, window: Any) -> Any:
    """Return whether the values of a person differ; blanks aside."""
    return values.min().over(window) != values.max().over(window)
