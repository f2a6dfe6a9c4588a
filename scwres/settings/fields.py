"""The table of settings: every key of ``scwres.toml``, and what is made of it.

An entry is all that a setting needs. From it come how the file, the options and the keywords of
``compute()`` are read and checked, what ``scwres init`` and ``scwres explain settings`` write, the
JSON Schema, and the settings of a run in results and reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import NamedTuple

from scwres.ethnicity.categories import GROUPS, REFERENCES, WHITE_MINORITY_RULES
from scwres.ethnicity.codes import SCHEMES
from scwres.extracts.cells.pay_order import Bands
from scwres.extracts.files.text import ENCODINGS
from scwres.extracts.rules import ENGINES, KNOWN, LATEST
from scwres.extracts.schema import BLANKS, STAGES_OF_AN_APPLICATION
from scwres.metrics.intervals import INTERVALS, KOOPMAN
from scwres.metrics.likelihood import AUTOMATIC, CONFIDENCE, P_VALUES
from scwres.metrics.standards import STANDARDS, USUAL_STANDARD
from scwres.metrics.standards.indicator import CountedOf
from scwres.settings.measures import OWN_MEASURE, MeasureName
from scwres.settings.values import (
    COLUMN_NAMES,
    Breakdown,
    Category,
    Choice,
    Column,
    DatabaseUrl,
    Day,
    File,
    Kind,
    ListedItem,
    Numbers,
    Pounds,
    Problem,
    ProfileName,
    Query,
    Share,
    Stages,
    StandardName,
    Table,
    Text,
    Texts,
    Type,
    Whole,
    Words,
    YesNoColumn,
    YesOrNo,
    YesWhere,
)
from scwres.text.formats import FORMATS
from scwres.text.messages import WARNINGS
from scwres.text.phrases import in_words
from scwres.text.wording import TERMINOLOGIES

#: The ways round that ratios are shown: the standard's own alone, or white over minority ethnic
#: beside it.
STANDARD_DIRECTION, BOTH_DIRECTIONS = "minority-over-white", "white-over-minority"

#: The pay groups between which race disparity ratios are, from the lowest paid.
PAY_GROUPS = ("lower", "middle", "upper")


class Option(NamedTuple):
    """An option of commands that carries a setting, and is called as it is.

    Parameters
    ----------
    group
        The options that it belongs to: commands take them by the group.
    metavar
        What its value is called; empty where the help lists the values.
    """

    group: str
    help: str
    metavar: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A setting.

    Parameters
    ----------
    meaning
        What it means, in plain words.
    example
        An example of the value, as the file writes it; of the key too, where any key is allowed.
    type
        What its value is; of each value, where any key is allowed.
    key
        What a key is, where any key is allowed.
    default
        The value that holds where none is set; the empty one of its type unless given.
    unless_set
        What holds then, where no value says it.
    option, keyword
        The option of commands, and the keyword of ``compute()``, that carry it.
    label, words
        What the settings of a run call it, and its values where they are names of this program.
    is_printed
        Whether results hold its value as it was set, under the last part of its key. What a
        question makes of other settings, it adds itself.
    result
        The name that results have for it, where it is another.
    rule
        The field of :class:`scwres.extracts.rules.Rules` that it is.
    """

    meaning: str
    example: str
    type: Type
    _: KW_ONLY
    key: Type | None = None
    default: object = None
    unless_set: str = ""
    option: Option | None = None
    keyword: str = ""
    label: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    is_printed: bool = False
    result: str = ""
    rule: str = ""

    @property
    def usual(self) -> object:
        """The value that holds where none is set."""
        return self.type.empty if self.default is None else self.default

    def problems(self, key: str | None, value: object) -> Iterator[Problem]:
        """Yield what is wrong with a key that the user chooses, and with its value."""
        if key is not None and self.key is not None:
            yield from self.key.problems(key)
        yield from self.type.problems(value)

    @property
    def whole(self) -> Entry:
        """The entry of a table in which any key is allowed, as one setting."""
        return replace(self, type=Table(self.type, self.key, self.example), key=None)


_STAGE = YesWhere(("formal", "informal"))

#: The people whom a measure can count, each in quotation marks, as some hold commas.
_COUNTED = in_words([f"'{people}'" for people in CountedOf], last="or")

#: Every key by its table; the empty name is the top of the file, ``*`` any key.
SECTIONS: Mapping[str, Mapping[str, Entry]] = {
    "": {
        "organisation": Entry(
            "The organisation whose figures these are.",
            '"Borough of Example"',
            Text(),
            label="Organisation",
            is_printed=True,
        ),
        "standard": Entry(
            f"The standard: {in_words(list(STANDARDS), last='or')}.",
            f'"{USUAL_STANDARD}"',
            StandardName(),
            default=USUAL_STANDARD,
            option=Option(
                "figures",
                "Use this standard: sc-wres-pilot, -2023, -2024, -2025 or nhs-wres "
                "(default: sc-wres-2024).",
                "NAME",
            ),
            keyword="standard",
        ),
        "indicators": Entry(
            "The indicators and supporting measures to compute (default: all of them).",
            '["2", "8", "promoted"]',
            Numbers(),
            option=Option(
                "figures",
                "Compute only this indicator or supporting measure. May be repeated.",
                "NUMBER",
            ),
            keyword="indicators",
            label="Indicators asked for",
        ),
        "groups": Entry(
            "The groups to compare: two (minority ethnic and white), five or detailed.",
            '"two"',
            Choice(GROUPS, "grouping"),
            default=GROUPS[0],
            option=Option("groups", "Compare these groups (default: two).", "two|five|detailed"),
            keyword="groups",
            label="Groups compared",
        ),
        "reference": Entry(
            "The group that the others are compared with: white, or White British.",
            '"white"',
            Choice(REFERENCES, "reference"),
            unless_set="white; White British where white_minorities is separate",
            option=Option(
                "groups",
                "Compare with this group: white, or 'White British' (default: white).",
                "GROUP",
            ),
            keyword="reference",
            label="Compared with",
        ),
        "by": Entry(
            "The columns to break figures down by. Two with a comma between them are crossed: "
            "directorate,pay_band.",
            '["directorate"]',
            Texts(Breakdown()),
            option=Option(
                "breakdowns",
                "Break figures down by COLUMN, or by two that are crossed: A,B. May be repeated.",
                "COLUMN",
            ),
            keyword="by",
            label="Broken down by",
            rule="breakdowns",
        ),
        "snapshot": Entry(
            "The date of the staff extract. Events in the twelve months up to it are counted.",
            "2025-09-30",
            Day(),
            label="Date of the staff extract",
            is_printed=True,
        ),
        "database": Entry(
            "The database whose tables are extracts, for all that name none themselves.",
            '"postgresql://db.example/hr"',
            DatabaseUrl(),
        ),
        "benchmarks": Entry(
            "Files of results to compare these figures with, such as a region's.",
            '["region.json"]',
            Texts(File()),
            option=Option(
                "benchmarks",
                "Compare with the results in FILE, such as a region's. May be repeated.",
                "FILE",
            ),
            keyword="benchmarks",
        ),
        "confidence": Entry(
            "The confidence level of intervals.",
            "0.95",
            Share(),
            default=CONFIDENCE,
            option=Option("arithmetic", "Set the confidence level (default: 0.95).", "LEVEL"),
            keyword="confidence",
            label="Confidence level",
            is_printed=True,
        ),
        "interval": Entry(
            "How the confidence interval of a ratio is calculated: koopman or katz.",
            '"koopman"',
            Choice(tuple(INTERVALS), "interval"),
            default=KOOPMAN,
            option=Option(
                "arithmetic", "Choose the confidence interval of ratios (default: koopman)."
            ),
            keyword="interval",
            label="Confidence interval of a ratio",
            is_printed=True,
        ),
        "p_value": Entry(
            "The test that gives every p-value: pearson or fisher.",
            '"pearson"',
            Choice((*P_VALUES, AUTOMATIC), "test"),
            default=AUTOMATIC,
            unless_set="fisher for small counts, else pearson",
            option=Option(
                "arithmetic",
                "Choose the test of the p-value (default: fisher for small counts, else pearson).",
            ),
            keyword="p_value",
            label="Test of the p-value",
            is_printed=True,
        ),
        "terminology": Entry(
            "How sentences refer to the minority ethnic group: ethnic minorities (gov), or "
            "Black, Asian and minoritised ethnic (programme).",
            '"gov"',
            Choice(TERMINOLOGIES),
            default=TERMINOLOGIES[0],
            label="Terminology",
            words={
                "gov": "the government's style guide",
                "programme": "the SC-WRES programme",
            },
            is_printed=True,
        ),
        "out_of": Entry(
            "What the number of leavers is divided by: everybody employed in the year "
            "(employed), or staff in post (in_post).",
            '"employed"',
            Choice(("employed", "in_post")),
            default="employed",
            label="Leavers are divided by",
            words={"employed": "everybody employed in the year", "in_post": "staff in post"},
            is_printed=True,
            rule="out_of",
        ),
    },
    "window": {
        "from": Entry(
            "The first day of the period in which dated events are counted.", "2024-10-01", Day()
        ),
        "to": Entry("The last day of that period.", "2025-09-30", Day()),
    },
    "extracts": {
        "path": Entry(
            "The path of a file or folder, relative to the settings file.", '"hr.xlsx"', File()
        ),
        "table": Entry(
            "A table of a database to read in place of a file, with its schema.",
            '"hr.staff"',
            Text(),
        ),
        "query": Entry(
            "A query whose result is read in place of a file: one SELECT.",
            "\"SELECT * FROM hr.staff WHERE grade <> 'Member'\"",
            Query(),
        ),
        "database": Entry(
            "The database that holds the table: DuckDB, PostgreSQL or Spark. Keep its password "
            "elsewhere, such as in ~/.pgpass.",
            '"postgresql://db.example/hr"',
            DatabaseUrl(),
            option=Option(
                "reading",
                "Read this database: an extract that is not a file is the name of a table.",
                "URL",
            ),
            keyword="database",
        ),
        "kind": Entry("The kind of extract, if its columns do not show it.", '"staff"', Kind()),
        "item": Entry(
            'What a list of events counts, with kind = "events": a supporting measure of staff, '
            "or a measure of your own.",
            '"promoted"',
            ListedItem(),
        ),
        "sheet": Entry(
            "The sheet of a workbook to read.",
            '"Staff"',
            Text(),
            option=Option("reading", "Read this sheet of a workbook.", "NAME"),
            keyword="sheet",
        ),
        "encoding": Entry(
            "The encoding of a text file.",
            '"utf-8"',
            Choice(tuple(ENCODINGS), "encoding"),
            option=Option(
                "reading", "Read text files in this encoding: utf-8, utf-16 or cp1252.", "NAME"
            ),
            keyword="encoding",
        ),
        "engine": Entry(
            "The reader of text files: Python's own (standard), or Arrow (arrow). Figures are "
            "the same.",
            '"arrow"',
            Choice(ENGINES, "engine"),
            unless_set="standard, or arrow from 24 MB",
            option=Option(
                "reading",
                "Read text files with standard or arrow (default: standard, or arrow from 24 MB).",
                "NAME",
            ),
            keyword="engine",
        ),
        "columns": Entry(
            "The header that the file uses for a column.",
            '{ pay_band = "Pay Grade" }',
            Table(
                Text(),
                Choice(tuple(sorted(COLUMN_NAMES)), "column"),
                'pay_band = "Pay Grade" below it',
            ),
        ),
        "only": Entry(
            "Count only the rows with these values in a column, and leave out the others.",
            '{ "Case type" = ["Disciplinary"] }',
            Table(Texts(least=1), None, '{ "Case type" = ["Disciplinary"] }'),
        ),
        "stages": Entry(
            "The same as [stages] below, for this file only.",
            '{ "Panel" = "formal" }',
            Table(_STAGE, None, '{ "Panel" = "formal" }'),
        ),
        "words": Entry(
            "The same as [words] below, for this file only.",
            '{ appointed = { yes = ["offer accepted"] } }',
            Table(Words(), YesNoColumn(), '{ appointed = { yes = ["…"] } }'),
        ),
        "reached": Entry(
            "The column with the status of each application, and the statuses of each stage: "
            f"{in_words(STAGES_OF_AN_APPLICATION)}. Put a status under the highest stage that it "
            "means was reached. Leave interviewed or offered out if no status shows it.",
            '{ column = "Status", applied = ["New"], appointed = ["Started"] }',
            Stages(),
        ),
        "none_in_window": Entry(
            "Whether it is right that no event in the file is in the period, so nobody had one.",
            "true",
            YesOrNo(),
        ),
        "leave_out_totals": Entry(
            "Whether to leave out rows that add up other rows, such as a last row 'Total'.",
            "true",
            YesOrNo(),
        ),
    },
    "ethnicity": {
        "scheme": Entry(
            "The coding scheme, if labels are codes.",
            '"nhs"',
            Choice(tuple(SCHEMES)),
            rule="scheme",
        ),
        "white_minorities": Entry(
            "Whether white minorities count as white, as minority ethnic (minority), or as "
            "their own group (separate). With separate, all groups are compared with White "
            "British.",
            '"white"',
            Choice(WHITE_MINORITY_RULES, "rule for white minorities"),
            unless_set="white; separate where reference is White British",
            option=Option(
                "groups",
                "Choose how white minorities count (default: white).",
                "white|minority|separate",
            ),
            keyword="white_minorities",
            label="White minorities counted as",
        ),
        "labels": Entry(
            "The category that a label means.",
            '"Kurdish" = "Any other ethnic group"',
            Table(Category(), None, '"Kurdish" = "…" below it'),
            rule="labels",
        ),
    },
    "blank": {
        "*": Entry(
            "What a blank in a yes/no column means: no, or not-applicable.",
            'disciplinary = "no"',
            Choice(BLANKS),
            key=YesNoColumn(),
            option=Option(
                "blanks",
                "Say what a blank means in a yes/no column. May be repeated.",
                "ITEM=no|not-applicable",
            ),
            keyword="blanks",
            label="A blank means",
            rule="blanks",
        )
    },
    "words": {
        "*": Entry(
            "The words that mean yes, no and no answer in a column. Of a column of amounts, above "
            "is the amount above which it means yes: funded = { above = 0 }.",
            'cpd = { yes = ["attended"], no = ["did not attend"], blank = ["booked"] }',
            Words(),
            key=YesNoColumn(),
            rule="words",
        )
    },
    "stages": {
        "*": Entry(
            "Whether a stage or an outcome is formal or informal.",
            '"Conduct panel" = "formal"',
            _STAGE,
            rule="stages",
        )
    },
    "posts": {
        "ethnicity": Entry(
            "The ethnicity to use when one person's posts disagree: the latest, or a known one "
            "rather than an unknown one (known).",
            '"latest"',
            Choice((LATEST, KNOWN)),
        ),
        "date": Entry(
            "The column with the date each row starts from, for latest.", '"Valid from"', Column()
        ),
    },
    "probation": {
        "months": Entry(
            "How many months probation lasts. Who joined in the year, who left in probation and "
            "who left within 12 months then follow from start_date and leaving_date. A column "
            "probation_end takes its place.",
            "6",
            Whole(1),
            label="Months of probation",
            result="probation_months",
            rule="probation_months",
        ),
    },
    "everyone": {
        "*": Entry(
            "Whether it is right that everybody with an answer in a column has yes.",
            "appointed = true",
            YesOrNo(),
            key=YesNoColumn(),
        )
    },
    "employment": {
        "*": Entry(
            "Whether people on a kind of contract are directly employed: direct or not direct.",
            '"Peripatetic" = "direct"',
            YesWhere(("direct", "not direct")),
            rule="employment",
        )
    },
    "pay_bands": {
        "order": Entry(
            "The pay bands from the lowest paid, if their names do not show the order.",
            '["Scale", "Senior", "Chief"]',
            Texts(),
        ),
        "from_salary": Entry(
            "How to make pay bands from a salary column: national, steps or quartiles.",
            '"national"',
            Choice(("national", "steps", "quartiles")),
            label="Pay bands",
            result="pay_bands",
        ),
        "step": Entry(
            "The size of each step, in pounds.",
            "10000",
            Pounds(),
            default=Bands().step,
            label="Size of a pay band in pounds",
            result="pay_band_step",
        ),
        "merged": Entry(
            "Pay bands to count as one, by the name of the new band, so that fewer counts are "
            "small.",
            '{ "Grades 1 and 2" = ["Grade 1", "Grade 2"] }',
            Table(Texts(least=1), None, '{ "Grades 1 and 2" = ["Grade 1", "Grade 2"] }'),
            label="Pay bands merged",
            result="merged_bands",
        ),
    },
    "pay_groups": {
        group: Entry(
            f"The pay bands in the {group} pay group, for race disparity ratios.", example, Texts()
        )
        for group, example in zip(
            PAY_GROUPS,
            ('["Grade 3", "Grade 4"]', '["Grade 5", "Grade 6"]', '["Grade 7", "Head"]'),
            strict=True,
        )
    },
    "senior_managers": {
        "grades": Entry(
            "The pay bands of senior managers.", '["Director"]', Texts(), rule="senior_grades"
        ),
        "salary_at_least": Entry(
            "Or the lowest salary of a senior manager.", "70000", Pounds(), rule="senior_salary"
        ),
    },
    "regulated": {
        "roles": Entry(
            "The job roles of regulated professionals.",
            '["Social Worker", "Occupational Therapist", "Nurse"]',
            Texts(),
            label="Regulated professionals",
            result="regulated",
            rule="regulated_roles",
        )
    },
    "measure": {
        "*": Entry(
            "Your own measure. item: its yes/no column (default: the measure's name). out_of: the "
            "yes/no column of those who could have yes (default: everybody with an answer). "
            f"counted_of: who is counted, {_COUNTED} (default: as "
            "the file shows). worse_when: whether a higher or a lower ratio is worse. lags_when: "
            "whether a unit lags with a higher or a lower figure than the whole, or neither "
            "(default: as worse_when).",
            'speaks_up = { title = "Would speak up", item = "q12", worse_when = "lower" }',
            OWN_MEASURE,
            key=MeasureName(),
            label="The council's own measures",
            result="measures",
        )
    },
    "strict": {
        "accept": Entry(
            "Warnings that --strict accepts. 'scwres explain warnings' lists them all.",
            '["unknown-ethnicity"]',
            Texts(Choice(tuple(WARNINGS))),
        )
    },
    "publish": {
        "profile": Entry(
            "The disclosure rule of --publish: ons-10-5, swe, or threshold and base such as 7-5.",
            '"ons-10-5"',
            ProfileName(),
            unless_set="ons-10-5",
            option=Option(
                "publish",
                "Publish by this disclosure rule: ons-10-5, swe, or such as 7-5 (default: "
                "ons-10-5).",
                "NAME",
            ),
            label="Disclosure control",
        ),
        "threshold": Entry(
            "Or your own rule: counts below this number are withheld.", "10", Whole(2)
        ),
        "base": Entry(
            "Other counts are rounded to a multiple of this number. 1 means no rounding.",
            "5",
            Whole(1),
        ),
        "zeros": Entry("Whether true zeros are always shown.", "false", YesOrNo()),
        "known": Entry(
            "Totals already published elsewhere: how many people an indicator counts in all.",
            '{ "3" = 1800 }',
            Table(Whole(0), None, '{ "3" = 1800 }', "indicator {}"),
            option=Option(
                "publish",
                "Protect against a total published elsewhere, such as 3=1800. May be repeated.",
                "NUMBER=TOTAL",
            ),
        ),
        "ledger": Entry(
            "The file that records what was published, so that no release undoes another's "
            "protection.",
            '"published.json"',
            File(),
            option=Option(
                "publish",
                "Record releases in FILE, and refuse one that undoes an earlier one.",
                "FILE",
            ),
        ),
        "period": Entry(
            "The period of the figures (default: from snapshot or [window]).",
            '"2024-25"',
            Text(),
            option=Option("publish", "The period of the figures, for the ledger.", "PERIOD"),
        ),
        "different_from": Entry(
            "Organisations and periods in the ledger that look like this one, and are others.",
            '["2024"]',
            Texts(Text()),
        ),
        "correct": Entry(
            "Why this release corrects an earlier one of the same period. The publication "
            "prints it.",
            '"Leavers of March were missing"',
            Text(),
            option=Option(
                "publish",
                "Correct an earlier release in the ledger, and print this reason.",
                "WHY",
            ),
        ),
        "draft": Entry(
            "Whether to check against the ledger and record nothing.",
            "true",
            YesOrNo(),
            option=Option("publish", "Check against the ledger, and record nothing."),
        ),
    },
    "report": {
        "title": Entry(
            "The title of the report (default: the standard and the organisation).",
            '"Workforce race equality 2025"',
            Text(),
            option=Option("report", "Give the report this title.", "TEXT"),
        ),
        "folder": Entry("The folder to write the report to.", '"report"', File()),
        "logo": Entry(
            "The organisation's logo, for the top of the page: a PNG, JPEG or SVG of at most "
            "200 KB.",
            '"logo.png"',
            File(),
        ),
        "before": Entry(
            "Results of earlier years to show in the report, the earliest first.",
            '["2024.json"]',
            Texts(File()),
            option=Option(
                "report",
                "Also show the results of an earlier year. May be repeated.",
                "FILE",
            ),
        ),
        "plan": Entry(
            "The action plan to check against the figures.",
            '"plan.toml"',
            File(),
            option=Option("report", "Check the action plan in FILE against the figures.", "FILE"),
        ),
        "four_fifths": Entry(
            "Whether charts show the range from 4/5 to 5/4, a rule of thumb.",
            "false",
            YesOrNo(),
            option=Option("report", "Show the range from 4/5 to 5/4, a rule of thumb, in charts."),
        ),
        "commentary": Entry(
            "The council's own words for the report, in Markdown: sections Purpose, "
            "Recommendations, Implications and Action plan, and one for any indicator.",
            '"commentary.md"',
            File(),
        ),
        "png": Entry(
            "Whether to write each chart as PNG too, for papers and slides.",
            "true",
            YesOrNo(),
            option=Option("report", "Write each chart as PNG too, for papers and slides."),
        ),
        "workforce_profile": Entry(
            "Whether to add a workforce profile: staff in post by ethnic group, who reaches each "
            "stage of recruitment, and who answered the survey.",
            "true",
            YesOrNo(),
            option=Option(
                "report", "Add who the staff are, and who reaches each stage of recruitment."
            ),
            keyword="workforce_profile",
        ),
        "direction": Entry(
            "How to show ratios: as the standard does, or with white over minority ethnic beside "
            "them, as some councils publish it.",
            f'"{BOTH_DIRECTIONS}"',
            Choice((STANDARD_DIRECTION, BOTH_DIRECTIONS), "direction"),
            default=STANDARD_DIRECTION,
            option=Option(
                "report", "Show white over minority ethnic too (default: minority-over-white)."
            ),
            keyword="direction",
            label="Direction of ratios",
            words={
                STANDARD_DIRECTION: "as the standard publishes them",
                BOTH_DIRECTIONS: "as the standard publishes them, and white over minority ethnic",
            },
            is_printed=True,
        ),
    },
    "output": {
        "path": Entry("The file to write results to.", '"results.json"', File()),
        "format": Entry(
            f"The format of results: {in_words(list(FORMATS), last='or')}.",
            '"json"',
            Choice(tuple(FORMATS)),
        ),
        "detail": Entry(
            "Whether tables show everything, or an overview of one screen.",
            "true",
            YesOrNo(),
            option=Option("output", "Show every table and note, not an overview of one screen."),
        ),
    },
}

#: The table of an extract, of which a file may have several.
EXTRACTS = "extracts"


def entries() -> dict[str, Entry]:
    """Return every setting by its key, such as ``by`` or ``pay_bands.step``.

    A table in which any key is allowed is one setting, by the name of the table.
    """
    return {
        table if key == "*" else f"{table}.{key}" if table else key: entry.whole
        if key == "*"
        else entry
        for table, table_entries in SECTIONS.items()
        for key, entry in table_entries.items()
    }


def entry_called(key: str) -> Entry:
    """Return a setting by its key, as :func:`entries` has them.

    Raises
    ------
    KeyError
        When there is none.
    """
    table, _, name = key.rpartition(".")
    return SECTIONS[key]["*"].whole if key in SECTIONS else SECTIONS[table][name]


def parameter(key: str, entry: Entry) -> str:
    """Return the name that a setting has as a keyword, or as the parameter of a command."""
    return entry.keyword or key.rpartition(".")[2]


def flag(key: str, entry: Entry) -> str:
    """Return the option of a setting; of a list, which is given one by one, in the singular."""
    name = key.rpartition(".")[2].replace("_", "-")
    return f"--{name.removesuffix('s') if isinstance(entry.type, Texts) else name}"


def result_name(key: str, entry: Entry) -> str:
    """Return the name that a setting has in results."""
    return entry.result or key.rpartition(".")[2]


def keywords() -> dict[str, tuple[str, Entry]]:
    """Return the key and the entry of each keyword of ``compute()``."""
    return {entry.keyword: (key, entry) for key, entry in entries().items() if entry.keyword}
