"""The table of settings: every key of ``scwres.toml``, and what is made of it.

An entry is all that a setting needs. From it come how the file, the options and the keywords of
``compute()`` are read and checked, what ``scwres init`` and ``scwres explain settings`` write, the
JSON Schema, and the settings of a run in results and reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import NamedTuple

from scwres.text.messages import WARNINGS
from scwres.ethnicity.categories import GROUPS, REFERENCES, WHITE_MINORITY_RULES
from scwres.ethnicity.codes import SCHEMES
from scwres.extracts.cells.pay_order import Bands
from scwres.extracts.files.text import ENCODINGS
from scwres.extracts.rules import ENGINES, KNOWN, LATEST
from scwres.extracts.schema import BLANKS
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
    Day,
    File,
    Kind,
    Numbers,
    Pounds,
    Problem,
    ProfileName,
    Share,
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
from scwres.text.phrases import in_words
from scwres.text.wording import TERMINOLOGIES

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

#: Every key by its table; the empty name is the top of the file, ``*`` any key.
SECTIONS: Mapping[str, Mapping[str, Entry]] = {
    "": {
        "organisation": Entry(
            "Whose figures they are.",
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
                "sc-wres-pilot, -2023, -2024, -2025 or nhs-wres; sc-wres-2024 unless said.",
                "NAME",
            ),
            keyword="standard",
        ),
        "indicators": Entry(
            "The indicators and supporting measures that are wanted; all of them unless said.",
            '["2", "8", "promoted"]',
            Numbers(),
            option=Option(
                "figures",
                "This indicator alone, or supporting measure. May be repeated.",
                "NUMBER",
            ),
            keyword="indicators",
            label="Indicators asked for",
        ),
        "groups": Entry(
            "The groups that are compared: two (minority ethnic and white), five or detailed.",
            '"two"',
            Choice(GROUPS, "grouping"),
            default=GROUPS[0],
            option=Option(
                "groups", "The groups that are compared; two unless said.", "two|five|detailed"
            ),
            keyword="groups",
            label="Groups compared",
        ),
        "reference": Entry(
            "Whom they are compared with: white, or White British.",
            '"white"',
            Choice(REFERENCES, "reference"),
            unless_set="white, unless white_minorities says otherwise",
            option=Option(
                "groups", "Whom they are compared with: white, or 'White British'.", "GROUP"
            ),
            keyword="reference",
            label="Compared with",
        ),
        "by": Entry(
            "Columns that figures are broken down by.",
            '["directorate"]',
            Texts(Breakdown()),
            option=Option(
                "breakdowns", "Figures broken down by a column. May be repeated.", "COLUMN"
            ),
            keyword="by",
            label="Broken down by",
            rule="breakdowns",
        ),
        "snapshot": Entry(
            "The day that the staff extract shows. Events of the twelve months up to it count.",
            "2025-09-30",
            Day(),
            label="Day of the staff extract",
            is_printed=True,
        ),
        "benchmarks": Entry(
            "Files of results, such as a region's, that figures are set beside.",
            '["region.json"]',
            Texts(File()),
            option=Option(
                "benchmarks",
                "Set beside the results of others, such as a region's. May be repeated.",
                "FILE",
            ),
            keyword="benchmarks",
        ),
        "confidence": Entry(
            "The confidence of intervals.",
            "0.95",
            Share(),
            default=CONFIDENCE,
            option=Option("arithmetic", "Confidence of the intervals; 0.95 unless said.", "LEVEL"),
            keyword="confidence",
            label="Confidence of intervals",
            is_printed=True,
        ),
        "interval": Entry(
            "How the interval of a ratio is made: koopman or katz.",
            '"koopman"',
            Choice(tuple(INTERVALS), "interval"),
            default=KOOPMAN,
            option=Option(
                "arithmetic", "How the interval of a ratio is made; koopman unless said."
            ),
            keyword="interval",
            label="Interval of a ratio",
            is_printed=True,
        ),
        "p_value": Entry(
            "Which test the p value is of, throughout: pearson or fisher.",
            '"pearson"',
            Choice((*P_VALUES, AUTOMATIC), "test"),
            default=AUTOMATIC,
            unless_set="fisher for small counts, else pearson",
            option=Option(
                "arithmetic",
                "Which test gives the p value (default: fisher for small counts, else pearson).",
            ),
            keyword="p_value",
            label="Test of the p value",
            is_printed=True,
        ),
        "terminology": Entry(
            "What sentences call the minority ethnic group: ethnic minorities (gov), or "
            "Black, Asian and minoritised ethnic (programme).",
            '"gov"',
            Choice(TERMINOLOGIES),
            default=TERMINOLOGIES[0],
            label="Terminology",
            words={
                "gov": "that of the government's style guide",
                "programme": "that of the SC-WRES programme",
            },
            is_printed=True,
        ),
        "out_of": Entry(
            "What leavers are out of: everybody employed in the year (employed), or the "
            "staff in post (in_post).",
            '"employed"',
            Choice(("employed", "in_post")),
            default="employed",
            label="Leavers are out of",
            words={"employed": "everybody employed in the year", "in_post": "the staff in post"},
            is_printed=True,
            rule="out_of",
        ),
    },
    "window": {
        "from": Entry("The first day on which a dated event counts.", "2024-10-01", Day()),
        "to": Entry("The last.", "2025-09-30", Day()),
    },
    "extracts": {
        "path": Entry("A file or a folder, from the folder of this file.", '"hr.xlsx"', File()),
        "kind": Entry("What it holds, where its columns do not tell.", '"staff"', Kind()),
        "sheet": Entry(
            "The sheet of a workbook.",
            '"Staff"',
            Text(),
            option=Option("reading", "The sheet of a workbook that is meant.", "NAME"),
            keyword="sheet",
        ),
        "encoding": Entry(
            "The encoding of a text.",
            '"utf-8"',
            Choice(tuple(ENCODINGS), "encoding"),
            option=Option("reading", "What text is in: utf-8, utf-16, cp1252.", "NAME"),
            keyword="encoding",
        ),
        "engine": Entry(
            "What counts a text: the standard library's reader (standard), or Arrow "
            "(arrow), which is used unless said from 24 MB on. Figures are the same.",
            '"arrow"',
            Choice(ENGINES, "engine"),
            option=Option(
                "reading",
                "What counts text: standard, or arrow, which is usual from 24 MB on.",
                "NAME",
            ),
            keyword="engine",
        ),
        "columns": Entry(
            "Its header for a column.",
            '{ pay_band = "Pay Grade" }',
            Table(
                Text(),
                Choice(tuple(sorted(COLUMN_NAMES)), "column"),
                'pay_band = "Pay Grade" below it',
            ),
        ),
        "only": Entry(
            "Count only the rows with these values in a column; the others are left out.",
            '{ "Case type" = ["Disciplinary"] }',
            Table(Texts(least=1), None, '{ "Case type" = ["Disciplinary"] }'),
        ),
        "stages": Entry(
            "As [stages] below, for this file alone.",
            '{ "Panel" = "formal" }',
            Table(_STAGE, None, '{ "Panel" = "formal" }'),
        ),
        "words": Entry(
            "As [words] below, for this file alone.",
            '{ appointed = { yes = ["offer accepted"] } }',
            Table(Words(), YesNoColumn(), '{ appointed = { yes = ["…"] } }'),
        ),
        "none_in_window": Entry(
            "Whether it is right that no event in it lies in the window: then nobody had one.",
            "true",
            YesOrNo(),
        ),
    },
    "ethnicity": {
        "scheme": Entry(
            "The scheme of codes, where the labels are codes.",
            '"nhs"',
            Choice(tuple(SCHEMES)),
            rule="scheme",
        ),
        "white_minorities": Entry(
            "Whether white minorities count as white, as minority, or separate: as a "
            "group of their own, and all are compared with White British.",
            '"white"',
            Choice(WHITE_MINORITY_RULES, "rule for white minorities"),
            unless_set="white, unless reference says otherwise",
            option=Option(
                "groups",
                "Whom white minorities are counted with; white unless said.",
                "white|minority|separate",
            ),
            keyword="white_minorities",
            label="White minorities counted as",
        ),
        "labels": Entry(
            "The category of a label that is not known.",
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
                "What a blank means in a yes/no column. May be repeated.",
                "ITEM=no|not-applicable",
            ),
            keyword="blanks",
            label="A blank means",
            rule="blanks",
        )
    },
    "words": {
        "*": Entry(
            "What yes, no and no answer are written as in a column.",
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
            "Which ethnicity counts of someone whose posts do not agree: the latest, or a "
            "known one before an unknown one (known).",
            '"latest"',
            Choice((LATEST, KNOWN)),
        ),
        "date": Entry(
            "The column with the day from which a row holds, for latest.", '"Valid from"', Column()
        ),
    },
    "everyone": {
        "*": Entry(
            "Whether it is right that everybody with an answer has yes in a column.",
            "appointed = true",
            YesOrNo(),
            key=YesNoColumn(),
        )
    },
    "employment": {
        "*": Entry(
            "Whether a kind of contract is direct or not direct.",
            '"Peripatetic" = "direct"',
            YesWhere(("direct", "not direct")),
            rule="employment",
        )
    },
    "pay_bands": {
        "order": Entry(
            "Bands from the lowest to the highest, where their names do not say it.",
            '["Scale", "Senior", "Chief"]',
            Texts(),
        ),
        "from_salary": Entry(
            "How bands are made of a column salary: national, steps or quartiles.",
            '"national"',
            Choice(("national", "steps", "quartiles")),
            label="Pay bands",
            result="pay_bands",
        ),
        "step": Entry(
            "How many pounds a step is.",
            "10000",
            Pounds(),
            default=Bands().step,
            label="Pounds in a pay band",
            result="pay_band_step",
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
            "Or the least salary of one.", "70000", Pounds(), rule="senior_salary"
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
            "A measure of your own: a yes/no column (item; its own name unless said), out "
            "of those whose column out_of is yes (those with an answer unless said), the people "
            f"whom it counts (counted_of: {in_words(list(CountedOf), last='or')}; the file tells "
            "it unless said), and the side of 1 that is worse.",
            'speaks_up = { title = "Would speak up", item = "q12", worse_when = "lower" }',
            OWN_MEASURE,
            key=MeasureName(),
            label="Measures of the council's own",
            result="measures",
        )
    },
    "strict": {
        "accept": Entry(
            "Warnings that a run with --strict may meet: 'scwres explain warnings' lists them.",
            '["unknown-ethnicity"]',
            Texts(Choice(tuple(WARNINGS))),
        )
    },
    "publish": {
        "profile": Entry(
            "The rule of --publish: ons-10-5, swe, or a threshold and a base such as 7-5.",
            '"ons-10-5"',
            ProfileName(),
            unless_set="ons-10-5",
            option=Option(
                "publish",
                "The rule of a publication: ons-10-5 unless said, swe, or such as 7-5.",
                "NAME",
            ),
            label="Disclosure control",
        ),
        "threshold": Entry("Or: counts below it are withheld.", "10", Whole(2)),
        "base": Entry(
            "And the others are rounded to a multiple of it; 1 leaves them.", "5", Whole(1)
        ),
        "zeros": Entry("Whether true zeros are shown everywhere.", "false", YesOrNo()),
        "known": Entry(
            "Totals that readers know from elsewhere: how many an indicator is out of.",
            '{ "3" = 1800 }',
            Table(Whole(0), None, '{ "3" = 1800 }', "indicator {}"),
            option=Option(
                "publish",
                "A total that readers know: how many an indicator is out of.",
                "NUMBER=TOTAL",
            ),
        ),
        "ledger": Entry(
            "The file that keeps what was published, so that releases cannot undo each other.",
            '"published.json"',
            File(),
            option=Option(
                "publish",
                "Keeps what was published; releases that undo each other are refused.",
                "FILE",
            ),
        ),
        "period": Entry(
            "Of which period the figures are; the snapshot or the window tells it unless said.",
            '"2024-25"',
            Text(),
        ),
    },
    "report": {
        "title": Entry(
            "What the report is called; the standard's name and the organisation unless said.",
            '"Workforce race equality 2025"',
            Text(),
            option=Option("report", "What the report is called.", "TEXT"),
        ),
        "folder": Entry("The folder that the report is written to.", '"report"', File()),
        "before": Entry(
            "Results of earlier years that the report shows these beside, the earliest first.",
            '["2024.json"]',
            Texts(File()),
            option=Option(
                "report",
                "The results of an earlier year, to show these beside. May be repeated.",
                "FILE",
            ),
        ),
        "plan": Entry(
            "The action plan that the figures are held against.",
            '"plan.toml"',
            File(),
            option=Option("report", "The action plan that the figures are held against.", "FILE"),
        ),
        "four_fifths": Entry(
            "Whether charts show the range from 4/5 to 5/4, a rule of thumb.",
            "false",
            YesOrNo(),
            option=Option("report", "Show the range from 4/5 to 5/4, a rule of thumb."),
        ),
    },
    "output": {
        "path": Entry("Where results are written.", '"results.json"', File()),
        "format": Entry(
            f"How: {in_words(list(FORMATS), last='or')}.", '"json"', Choice(tuple(FORMATS))
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
