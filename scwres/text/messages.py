"""The codes of warnings and errors: what each is about, and what to do about it.

Programs and settings rely on the codes of warnings (``[strict] accept``), and people search for
both. The messages themselves, with file, column and rows, are written where a problem is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Message(NamedTuple):
    """What all messages of one code have in common.

    ``cause`` is what happened, without a full stop; ``fix`` what to do, in sentences. Words in
    backticks are names to type.
    """

    cause: str
    fix: str


#: What an analyst should know of figures that were computed all the same.
WARNINGS: Mapping[str, Message] = {
    "unknown-ethnicity": Message(
        "ethnicity is unknown for more than 10% of the people of an indicator",
        "Ask the people who were never asked, and complete their records. Until then read the "
        "range of the ratio: `ratio_lowest` to `ratio_highest`.",
    ),
    "counts-everybody": Message(
        "no column shows which people an item applies to, so everybody is counted",
        "Give the column that the message names, or set `[regulated] roles` with a column "
        "`job_role`.",
    ),
    "no-answers": Message(
        "a column that could be counted holds no answers",
        "Check the column: it holds blanks, or answers of people it does not apply to.",
    ),
    "column-not-read": Message(
        "a column is ignored whose name is almost the name of a missing column",
        "If it is the right column, name it under `[extracts.columns]` in `scwres.toml`.",
    ),
    "broad-category": Message(
        "some labels are too broad for the groups you asked for",
        "Give the labels in more detail, or compare two groups.",
    ),
    "broad-residents": Message(
        "residents are only given in categories too broad for some groups",
        "Give a table of residents with all categories of the census.",
    ),
    "residents-of-some": Message(
        "residents are given for only some of the combined organisations",
        "Give residents for every organisation.",
    ),
    "periods-differ": Message(
        "the combined organisations have different periods",
        "Combine extracts of one period.",
    ),
    "pay-groups": Message(
        "staff in some pay bands are in no pay group, so in no race disparity ratio",
        "Add the bands that the message names to `[pay_groups]`.",
    ),
    "parts-and-whole": Message(
        "the units of a breakdown show a different picture from the whole",
        "Read both ratios: the whole, and the one across units.",
    ),
    "looks-personal": Message(
        "a unit, pay band or role looks like a date of birth, a postcode, a phone number or a "
        "staff number",
        "Check for values that are in the wrong column. If they do not identify anyone, name "
        "`looks-personal` under `[strict] accept` in `scwres.toml`: until then nothing is "
        "published.",
    ),
    "other-capitals": Message(
        "units or bands that differ only in capitals or spaces were joined",
        "Check that the names are one unit. If they are two, rename one.",
    ),
    "misprint": Message(
        "an indicator was asked for by a number that is a misprint in the standard",
        "Ask for the number that the message names.",
    ),
    "no-window": Message(
        "no period was set, so events of any date are counted",
        "Set `snapshot` or `[window]` in `scwres.toml`, or give `--window`.",
    ),
    "several-cases": Message(
        "a list has several rows for one person, who counts once",
        "Nothing to do if the list holds cases: people are counted, not cases.",
    ),
    "not-among-staff": Message(
        "a list has people who are not in the staff extract",
        "Check for staff numbers that have lost leading zeros, and for people who are not "
        "directly employed.",
    ),
    "anonymous-reports": Message(
        "a list holds reports without a name",
        "Nothing to do: they are of unknown ethnicity, and counted in no group.",
    ),
    "left-and-in-post": Message(
        "some people are both in post and among the leavers",
        "If they did leave, put yes in the column `left` of the staff extract, or take them out "
        "of it.",
    ),
    "rows-as-people": Message(
        "a list has no staff numbers, so each row counts as a different person",
        "Give `staff_id` in the list and in the staff extract.",
    ),
    "every-row-counts": Message(
        "a list has no column that shows which rows count, so every row does",
        "Give the column that the message names, or set `only` for the extract.",
    ),
    "band-order": Message(
        "someone's highest-paid post was chosen by the names of pay bands alone",
        "Set `[pay_bands] order`, or give the salary of each post.",
    ),
    "broad-and-parts": Message(
        "counts hold both a broad category and its parts",
        "Check that nobody is in both the broad category and its parts.",
    ),
    "white-and-no-more": Message(
        "people recorded only as white count as white, minorities included",
        "Give the labels of white people in more detail.",
    ),
    "left-outside-window": Message(
        "the staff extract shows people as leavers, but their dates are outside the period",
        "Check the leaving dates, and the period.",
    ),
    "two-sources": Message(
        "a column is ignored, because a list or another column holds the same",
        "Nothing to do if the other source is the right one. If not, leave that out.",
    ),
    "leavers-without-answers": Message(
        "people in a leavers file have no answers in the staff columns",
        "Add those who left to the staff extract, with the column `left`, if you have their "
        "answers.",
    ),
    "no-staff-extract": Message(
        "a list was given without a staff extract",
        "Give the staff extract together with the list.",
    ),
    "yes-alone": Message(
        "counts hold people who answered yes and nobody who answered no",
        "Check whether rows of people who answered no are missing.",
    ),
    "everyone-yes": Message(
        "everybody with an answer has yes",
        "Check that the extract also holds people with no. If it does and all is right, set "
        "`[everyone]`.",
    ),
    "mostly-outside-window": Message(
        "more than half of the dated rows are outside the period",
        "Check that the file covers the year, and that the period is right.",
    ),
    "undated-rows": Message(
        "applications without a date are counted as if in the period",
        "Enter the missing dates.",
    ),
    "other-specify": Message(
        "a survey's 'Other, please say' column holds ethnicities that are not counted",
        "Enter the answers in the column of ethnicity that the message names.",
    ),
    "template-empty": Message(
        "a template of `scwres template` holds no rows but its example",
        "Fill it in, or move it out of the folder.",
    ),
    "starts-after-period": Message(
        "some people start after the period, but are in the staff extract",
        "Check that the snapshot is the date of the extract. Otherwise leave them out of it.",
    ),
    "event-before-start": Message(
        "someone had an event before the day they started",
        "Correct the dates, or check for staff numbers that were reused.",
    ),
    "setting-matches-nothing": Message(
        "a name in the settings is nowhere in the data",
        "Correct the name in the settings; the message shows the nearest.",
    ),
    "salary-not-read": Message(
        "salaries that are not pounds a year are not used to compare pay",
        "Give full-time equivalent pay in pounds a year.",
    ),
    "pay-order": Message(
        "the order of the pay bands by pay is not known",
        "Set `[pay_bands] order`, or give a salary for each band.",
    ),
    "index-not-read": Message(
        "the index of a pandas frame has a name and is not read as a column",
        "If the index holds a column that the figures need, call `reset_index()` on the frame.",
    ),
    "benchmark-of-ourselves": Message(
        "the figures to compare with are this council's own",
        "Use `scwres compare` to test whether a year differs.",
    ),
}

#: What stops a run.
PROBLEMS: Mapping[str, Message] = {
    # Files
    "file-missing": Message(
        "a file or folder does not exist, or holds nothing to read",
        "Check the spelling and the folder. The message lists similar names.",
    ),
    "file-unreadable": Message(
        "a file cannot be opened or changed while it was read",
        "Check that you may read it, and that no other program is writing it.",
    ),
    "file-damaged": Message(
        "a file is cut short, damaged, locked with a password or too large",
        "Open it in the program that wrote it, and save it again without a password.",
    ),
    "file-type": Message(
        "the type of a file cannot be read",
        "Save it as CSV, .xlsx, .xls, .ods or Parquet.",
    ),
    "text-encoding": Message(
        "a text file has an unclear encoding or separator, or holds damaged characters",
        "Save it again as 'CSV UTF-8 (comma delimited)', or name the encoding with `--encoding`.",
    ),
    "sheet": Message(
        "a workbook has no sheet that can be read, or several",
        "Name the sheet with `--sheet`, or with `sheet` under the extract in `scwres.toml`.",
    ),
    "given-twice": Message(
        "the same file, people or answers were given twice",
        "Give each once. The message names both places.",
    ),
    "file-exists": Message(
        "a file or folder already exists and was not changed",
        "Name another, or move what is there.",
    ),
    "file-unwritable": Message(
        "a file cannot be written",
        "Check the folder, the free space and that you may write there.",
    ),
    # Tables
    "not-recognised": Message(
        "a file could not be recognised as an extract, or as only one kind",
        "Name its kind with `--as KIND=FILE`, or its columns in `scwres.toml`.",
    ),
    "column-missing": Message(
        "a column that is needed or named is not in the file",
        "Add it, or name the right column under `[extracts.columns]` in `scwres.toml`.",
    ),
    "column-unclear": Message(
        "a column has no name, the name of another column, or could be several things",
        "Rename it in the header, or name the right one in `scwres.toml`.",
    ),
    "no-rows": Message(
        "a file holds no rows that can be counted",
        "Check the export, and the filters or dates in `scwres.toml`.",
    ),
    "not-one-table": Message(
        "a sheet or file holds more than one plain table",
        "Keep one header with rows below it. Remove totals, notes, merged cells and other tables.",
    ),
    "row-width": Message(
        "a row has more or fewer fields than the header",
        "Look for a separator inside a field without quotation marks.",
    ),
    "cell-unreadable": Message(
        "a cell holds an error value, an uncalculated formula or characters that cannot be shown",
        "Correct the cell in the program that wrote the file, and save it again.",
    ),
    # Cells
    "unknown-label": Message(
        "an ethnicity label is not recognised, or could be several categories",
        "Add it under `[ethnicity.labels]` in `scwres.toml`, with the category it means.",
    ),
    "unknown-value": Message(
        "a cell holds a word that its column does not have",
        "Correct the cell, or add the word under `[words]` in `scwres.toml`.",
    ),
    "blank-unclear": Message(
        "a blank could mean no, or that the question does not apply",
        "Say which with `--blank`, or under `[blank]` in `scwres.toml`.",
    ),
    "blank-not-allowed": Message(
        "a cell is empty that must be filled in",
        "Fill it in, or delete the row.",
    ),
    "not-a-date": Message(
        "a date is not a date, or could be two days",
        "Write dates as 2025-03-31, or name their order in `scwres.toml`.",
    ),
    "not-a-number": Message(
        "a number is not a number, or not one that is possible here",
        "Write whole numbers in figures; leave a cell empty where the number is not known.",
    ),
    "identifies-a-person": Message(
        "a column that would be shown seems to identify people",
        "Remove the column, or name another. Where the message names values that only look so, "
        "accept `looks-personal`.",
    ),
    # People
    "rows-disagree": Message(
        "two rows or files say different things about the same person",
        "Enter the same in both, or leave the column out of one.",
    ),
    "ids-do-not-match": Message(
        "staff numbers of two files do not match",
        "Check for lost leading zeros, a '.0' that was added, or numbers of another system.",
    ),
    "not-in-population": Message(
        "someone is counted as having an event that cannot apply to them",
        "Correct the answer, or the column that shows which people it applies to.",
    ),
    "more-than-everybody": Message(
        "more people are given than there can be",
        "Check that both files cover the same people and the same year.",
    ),
    "only-yes": Message(
        "everybody has yes, so it is not known out of how many",
        "Give everybody, not only those with the event. If all is right, set `[everyone]`.",
    ),
    "counts-add-up-twice": Message(
        "counts hold both a whole and its parts",
        "Keep the whole or the parts.",
    ),
    # Settings and options
    "settings-syntax": Message(
        "the settings file is not valid TOML",
        "Correct the line that the message names. `scwres init` writes a file to start from.",
    ),
    "setting-unknown": Message(
        "a setting does not exist",
        "Check the spelling: `scwres explain settings` lists every setting.",
    ),
    "setting-value": Message(
        "an option or a setting has a value that is not possible",
        "Use one of the values that the message names.",
    ),
    "settings-conflict": Message(
        "two options or settings contradict each other",
        "Keep one of them.",
    ),
    "nothing-to-explain": Message(
        "there is no page on this topic",
        "`scwres explain` lists the topics.",
    ),
    # Results, years and plans
    "not-results": Message(
        "a file does not hold results of scwres, or they were changed",
        "Write it again with `scwres compute --output`.",
    ),
    "other-version": Message(
        "a file was written by another version of scwres",
        "Compute it again from its extracts.",
    ),
    "not-comparable": Message(
        "results differ in standard, groups, period or method",
        "Compute them in the same way. The message names what differs.",
    ),
    "plan-unreadable": Message(
        "a plan of action holds something that cannot be read or measured",
        "Correct the entry that the message names.",
    ),
    # Publishing
    "not-for-publication": Message(
        "exact figures, or files made of them, were given where a publication is needed",
        "Make them with `--publish`.",
    ),
    "cannot-be-protected": Message(
        "small counts could be worked out whatever is withheld",
        "Leave out a breakdown or indicator, or publish fewer groups.",
    ),
    "undoes-earlier": Message(
        "together with what was published before, a withheld count could be worked out",
        "Publish the same groups and breakdowns as before, by the same rule. Or leave out the "
        "indicator that the message names, or give the figures with `report --internal` to those "
        "who may see them.",
    ),
    "unclear-release": Message(
        "a release in the ledger has nearly the same organisation or period",
        "If it is the same, write it as the ledger has it. If not, name it under `[publish] "
        "different_from`.",
    ),
    "nothing-to-correct": Message(
        "`--correct`: the ledger has no release that these figures could correct",
        "Give the organisation, period, groups and breakdowns of the release to correct, or leave "
        "out `--correct`.",
    ),
    "ledger-locked": Message(
        "the ledger is in use by another run, or cannot be locked",
        "Wait for the other run to end. Keep the ledger in a folder of this computer, not on a "
        "network share.",
    ),
    "counts-contradict": Message(
        "counts cannot all be true of the same people",
        "Check that all extracts are of the same year and the same people.",
    ),
    "whom-it-counts": Message(
        "a measure of your own does not say which people it counts",
        "Set `counted_of` for it in `scwres.toml`.",
    ),
    # --strict
    "indicator-missing": Message(
        "`--strict`: an indicator cannot be calculated",
        "Give what it needs, or name the indicators you want in `scwres.toml`.",
    ),
    "warning-not-accepted": Message(
        "`--strict`: there was a warning that is not on the accepted list",
        "Read the warning. To accept it, name its code under `[strict] accept`.",
    ),
}
