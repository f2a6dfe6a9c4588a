"""The keys of ``scwres.toml``: what each means, an example of its value, and its check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scwres.errors import CAUTIONS
from scwres.ethnicity.categories import GROUPS, REFERENCES, WHITE_MINORITY_RULES
from scwres.ethnicity.codes import SCHEMES
from scwres.extracts.files.text import ENCODINGS
from scwres.extracts.rules import ENGINES, KNOWN, LATEST
from scwres.extracts.schema import BLANKS, KINDS, Holds
from scwres.metrics.likelihood import P_VALUES
from scwres.metrics.standards import STANDARDS, USUAL_STANDARD
from scwres.metrics.standards.indicator import CountedOf
from scwres.settings.measures import measure_name, own_measure
from scwres.settings.question import PAY_GROUPS
from scwres.settings.values import (
    Check,
    a_blank_column,
    a_day,
    a_profile,
    a_share,
    a_standard,
    a_text,
    a_yes_or_no,
    an_interval,
    breakdowns,
    choice,
    columns,
    indicators,
    labels,
    pounds,
    some_of,
    some_texts,
    table_of,
    texts,
    totals,
    whole_from,
    words,
)
from scwres.text.phrases import in_words
from scwres.text.wording import TERMINOLOGIES


class Entry(NamedTuple):
    """A key: what it means, an example of its value, and the check of it.

    ``key_check`` checks the key itself, where any key is allowed; the example is then of both.
    """

    meaning: str
    example: str
    check: Check
    key_check: Check | None = None

    def problems(self, key: str | None, value: object) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with a key that the user chooses, and with its value."""
        if key is not None and self.key_check is not None:
            yield from self.key_check(key)
        yield from self.check(value)


_YES_NO_COLUMNS = tuple(
    dict.fromkeys(
        column.name
        for kind in KINDS.values()
        for column in kind.columns
        if column.holds is Holds.YES_NO
    )
)

a_stage = choice(["formal", "informal"])

#: Every key by its table; the empty name is the top of the file, ``*`` any key.
SECTIONS: Mapping[str, Mapping[str, Entry]] = {
    "": {
        "organisation": Entry("Whose figures they are.", '"Borough of Example"', a_text),
        "standard": Entry(
            f"The standard: {in_words(list(STANDARDS), last='or')}.",
            f'"{USUAL_STANDARD}"',
            a_standard,
        ),
        "indicators": Entry(
            "The indicators and supporting measures that are wanted; all of them unless said.",
            '["2", "8", "promoted"]',
            indicators,
        ),
        "groups": Entry(
            "The groups that are compared: two (minority ethnic and white), five or detailed.",
            '"two"',
            choice(GROUPS),
        ),
        "reference": Entry(
            "Whom they are compared with: white, or White British.",
            '"white"',
            choice(REFERENCES),
        ),
        "by": Entry("Columns that figures are broken down by.", '["directorate"]', breakdowns),
        "snapshot": Entry(
            "The day that the staff extract shows. Events of the twelve months up to it count.",
            "2025-09-30",
            a_day,
        ),
        "benchmarks": Entry(
            "Files of results, such as a region's, that figures are set beside.",
            '["region.json"]',
            texts,
        ),
        "confidence": Entry("The confidence of intervals.", "0.95", a_share),
        "interval": Entry(
            "How the interval of a ratio is made: koopman or katz.", '"koopman"', an_interval
        ),
        "p_value": Entry(
            "Which test the p value is of, throughout: pearson or fisher.",
            '"pearson"',
            choice(list(P_VALUES)),
        ),
        "terminology": Entry(
            "What sentences call the minority ethnic group: ethnic minorities (gov), or Black, "
            "Asian and minoritised ethnic (programme).",
            '"gov"',
            choice(TERMINOLOGIES),
        ),
        "out_of": Entry(
            "What leavers are out of: everybody employed in the year (employed), or the staff "
            "in post (in_post).",
            '"employed"',
            choice(["employed", "in_post"]),
        ),
    },
    "window": {
        "from": Entry("The first day on which a dated event counts.", "2024-10-01", a_day),
        "to": Entry("The last.", "2025-09-30", a_day),
    },
    "extracts": {
        "path": Entry("A file or a folder, from the folder of this file.", '"hr.xlsx"', a_text),
        "kind": Entry(
            "What it holds, where its columns do not tell.", '"staff"', choice(list(KINDS))
        ),
        "sheet": Entry("The sheet of a workbook.", '"Staff"', a_text),
        "encoding": Entry("The encoding of a text.", '"utf-8"', choice(list(ENCODINGS))),
        "engine": Entry(
            "What counts a text: the standard library's reader (standard), or Arrow (arrow), "
            "which is used unless said from 24 MB on. Figures are the same.",
            '"arrow"',
            choice(list(ENGINES)),
        ),
        "columns": Entry("Its header for a column.", '{ pay_band = "Pay Grade" }', columns),
        "only": Entry(
            "Count only the rows with these values in a column; the others are left out.",
            '{ "Case type" = ["Disciplinary"] }',
            table_of(some_texts, '{ "Case type" = ["Disciplinary"] }'),
        ),
        "stages": Entry(
            "As [stages] below, for this file alone.",
            '{ "Panel" = "formal" }',
            table_of(a_stage, '{ "Panel" = "formal" }'),
        ),
        "words": Entry(
            "As [words] below, for this file alone.",
            '{ appointed = { yes = ["offer accepted"] } }',
            table_of(words, '{ appointed = { yes = ["…"] } }', choice(_YES_NO_COLUMNS)),
        ),
        "none_in_window": Entry(
            "Whether it is right that no event in it lies in the window: then nobody had one.",
            "true",
            a_yes_or_no,
        ),
    },
    "ethnicity": {
        "scheme": Entry(
            "The scheme of codes, where the labels are codes.", '"nhs"', choice(list(SCHEMES))
        ),
        "white_minorities": Entry(
            "Whether white minorities count as white, as minority, or separate: as a group of "
            "their own, and all are compared with White British.",
            '"white"',
            choice(WHITE_MINORITY_RULES),
        ),
        "labels": Entry(
            "The category of a label that is not known.",
            '"Kurdish" = "Any other ethnic group"',
            labels,
        ),
    },
    "blank": {
        "*": Entry(
            "What a blank in a yes/no column means: no, or not-applicable.",
            'disciplinary = "no"',
            choice(BLANKS),
            a_blank_column,
        )
    },
    "words": {
        "*": Entry(
            "What yes, no and no answer are written as in a column.",
            'cpd = { yes = ["attended"], no = ["did not attend"], blank = ["booked"] }',
            words,
            choice(_YES_NO_COLUMNS),
        ),
    },
    "stages": {
        "*": Entry(
            "Whether a stage or an outcome is formal or informal.",
            '"Conduct panel" = "formal"',
            a_stage,
        ),
    },
    "posts": {
        "ethnicity": Entry(
            "Which ethnicity counts of someone whose posts do not agree: the latest, or a known "
            "one before an unknown one (known).",
            '"latest"',
            choice([LATEST, KNOWN]),
        ),
        "date": Entry(
            "The column with the day from which a row holds, for latest.", '"Valid from"', a_text
        ),
    },
    "everyone": {
        "*": Entry(
            "Whether it is right that everybody with an answer has yes in a column.",
            "appointed = true",
            a_yes_or_no,
            choice(_YES_NO_COLUMNS),
        ),
    },
    "employment": {
        "*": Entry(
            "Whether a kind of contract is direct or not direct.",
            '"Peripatetic" = "direct"',
            choice(["direct", "not direct"]),
        ),
    },
    "pay_bands": {
        "order": Entry(
            "Bands from the lowest to the highest, where their names do not say it.",
            '["Scale", "Senior", "Chief"]',
            texts,
        ),
        "from_salary": Entry(
            "How bands are made of a column salary: national, steps or quartiles.",
            '"national"',
            choice(["national", "steps", "quartiles"]),
        ),
        "step": Entry("How many pounds a step is.", "10000", pounds),
    },
    "pay_groups": {
        group: Entry(
            f"The pay bands in the {group} pay group, for race disparity ratios.",
            example,
            texts,
        )
        for group, example in zip(
            PAY_GROUPS,
            ('["Grade 3", "Grade 4"]', '["Grade 5", "Grade 6"]', '["Grade 7", "Head"]'),
            strict=True,
        )
    },
    "senior_managers": {
        "grades": Entry("The pay bands of senior managers.", '["Director"]', texts),
        "salary_at_least": Entry("Or the least salary of one.", "70000", pounds),
    },
    "regulated": {
        "roles": Entry(
            "The job roles of regulated professionals.",
            '["Social Worker", "Occupational Therapist", "Nurse"]',
            texts,
        ),
    },
    "measure": {
        "*": Entry(
            "A measure of your own: a yes/no column (item; its own name unless said), out of "
            "those whose column out_of is yes (those with an answer unless said), the people "
            f"whom it counts (counted_of: {in_words(list(CountedOf), last='or')}; the file tells "
            "it unless said), and the side of 1 that is worse.",
            'speaks_up = { title = "Would speak up", item = "q12", worse_when = "lower" }',
            own_measure,
            measure_name,
        ),
    },
    "strict": {
        "accept": Entry(
            "Warnings that a run with --strict may meet: 'scwres explain warnings' lists them.",
            '["unknown-ethnicity"]',
            some_of(list(CAUTIONS)),
        ),
    },
    "publish": {
        "profile": Entry(
            "The rule of --publish: ons-10-5, swe, or a threshold and a base such as 7-5.",
            '"ons-10-5"',
            a_profile,
        ),
        "threshold": Entry("Or: counts below it are withheld.", "10", whole_from(2)),
        "base": Entry(
            "And the others are rounded to a multiple of it; 1 leaves them.", "5", whole_from(1)
        ),
        "zeros": Entry("Whether true zeros are shown everywhere.", "false", a_yes_or_no),
        "known": Entry(
            "Totals that readers know from elsewhere: how many an indicator is out of.",
            '{ "3" = 1800 }',
            totals,
        ),
        "ledger": Entry(
            "The file that keeps what was published, so that releases cannot undo each other.",
            '"published.json"',
            a_text,
        ),
        "period": Entry(
            "Of which period the figures are; the snapshot or the window tells it unless said.",
            '"2024-25"',
            a_text,
        ),
    },
    "report": {
        "title": Entry(
            "What the report is called; the standard's name and the organisation unless said.",
            '"Workforce race equality 2025"',
            a_text,
        ),
        "folder": Entry("The folder that the report is written to.", '"report"', a_text),
        "before": Entry(
            "Results of earlier years that the report shows these beside, the earliest first.",
            '["2024.json"]',
            texts,
        ),
        "plan": Entry("The action plan that the figures are held against.", '"plan.toml"', a_text),
        "four_fifths": Entry(
            "Whether charts show the range from 4/5 to 5/4, a rule of thumb.",
            "false",
            a_yes_or_no,
        ),
    },
    "output": {
        "path": Entry("Where results are written.", '"results.json"', a_text),
        "format": Entry(
            "How: table, csv, json, markdown, parquet or counts.",
            '"json"',
            choice(["table", "csv", "json", "markdown", "parquet", "counts"]),
        ),
    },
}
