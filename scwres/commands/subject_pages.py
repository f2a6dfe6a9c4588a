"""How publishing, plans and benchmarks work, a screen each, with the program's own values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from scwres.commands.reading_pages import Code, Example
from scwres.disclosure.rules import LEAST_CANDIDATES, PROFILES, USUAL
from scwres.plan.plan import FIGURES, MOVES, PERIODS
from scwres.plan.ratings import AMBER, GREEN, GREY, RED
from scwres.text.phrases import in_words

#: When each status of an action is suggested.
_SUGGESTED = {
    GREEN: "every measure with data moved as intended, by a statistically significant change, or "
    "meets its target",
    RED: "a measure moved the wrong way, or the action is due and no measure moved",
    AMBER: "not due yet, moved in part, or too few people to tell",
    GREY: "no measure can be calculated; the missing file or column is named",
}


def _publishing() -> Iterator[str]:
    yield (
        "In a small team one case can identify a person. To publish figures, add --publish, or "
        "run 'scwres report' without --internal:"
    )
    yield Code("scwres compute --publish --output figures.csv\nscwres audit figures.csv")
    yield (
        f"Counts under {USUAL.threshold} are not shown. Some other counts are not shown either, "
        "because they would reveal those. The rest are rounded, and every figure is calculated "
        f"from the counts that are shown. The rule is called a profile: "
        f"{in_words(list(PROFILES), last='or')}, or a threshold and a base such as 7-5."
    )
    for profile in PROFILES.values():
        yield Example(f"{profile.in_words}.")
    yield (
        f"A count is safe when at least {LEAST_CANDIDATES} whole numbers remain possible for it, "
        "or all that the rule allows. The program checks this before it writes anything: it "
        "attacks the finished file as a reader could, with every sum between counts, indicators "
        "and units. The person who is a count of one is checked too. If anything could be worked "
        "out, nothing is written and the exit status is 5."
    )
    yield (
        "The check knows only what is published. If a total was published elsewhere, say so with "
        "--known 3=1800. If you publish more than once, keep a ledger with --ledger "
        "published.json: releases that would reveal a count together are refused. --draft checks "
        "against the ledger and records nothing. --correct WHY publishes right figures in place "
        "of wrong ones, and prints the reason."
    )
    yield (
        "A region and its councils reveal each other: the region less all councils but one is "
        "that council. Keep one ledger for all of them, or name what the councils published with "
        "scwres combine --publish --members 'published/*.csv'."
    )
    yield (
        "If much is not shown: merge small pay bands, use fewer breakdowns or larger units, "
        f"compare two groups instead of five, and use {USUAL.name} instead of swe, because exact "
        "counts reveal more. Before you publish, --advise tries these, writes nothing, and shows "
        "what each would show and the settings for it:"
    )
    yield Code("scwres compute --publish --advise")


def _plans() -> Iterator[str]:
    yield (
        "A plan of action is a TOML file that lists actions, when each is due, and the measures "
        "it should change. 'scwres plan' compares them with the results of two years and "
        "suggests a status for each. The owner's own status is shown beside it and never changed."
    )
    yield Code("scwres plan plan.toml --before 2024.json --now 2025.json")
    yield "An action in the file looks like this:"
    yield Code(
        '[[action]]\nid = "T1"\naction = "Equality training for every manager"\n'
        'period = "medium"\n'
        'measures = [{ measure = "edi_training", figure = "likelihood", target = "70%" }]'
    )
    yield (
        "A plan that you keep in Excel or CSV is read too, by the headers of its columns. "
        "--write-toml writes it as TOML, with suggested measures as comments:"
    )
    yield Code("scwres plan plan.xlsx --write-toml plan.toml")
    yield "The suggested statuses:"
    for status, meaning in _SUGGESTED.items():
        yield Example(f"{status}: {meaning}.")
    yield "The figure of a measure can be:"
    for figure, meaning in FIGURES.items():
        yield Example(f"{figure}: {meaning}.")
    yield f"It can be meant to move: {in_words(list(MOVES), last='or')}."
    months = (
        f"{period.name} ({period.after} to {period.until} months)"
        if period.until is not None
        else f"{period.name} (from {period.after} months, no due date)"
        for period in PERIODS
    )
    yield f"Periods count from the start of the plan: {in_words(list(months), last='or')}."
    yield (
        "An action is due when its period ends before the results of --now do. The program does "
        "not use today's date."
    )


def _benchmarks() -> Iterator[str]:
    yield (
        "Your figures are shown beside figures from elsewhere. The national figures that Skills "
        "for Care published come with the program, with their source. You can add two kinds:"
    )
    yield Code(
        "scwres compute --benchmark region.json   # a region or similar councils\n"
        "scwres compute --population census.csv   # residents by ethnicity"
    )
    yield (
        "A benchmark is a JSON file of results. 'scwres combine' makes one for a region from its "
        "members' results. It must use the same groups and settings. If its standard defines "
        "an indicator differently, that indicator is left out."
    )
    yield (
        "'higher here' and 'lower here' mean that the other figure is outside the confidence "
        "interval of your ratio. This is not a test of a difference: the other figure may include "
        "your council. To compare two years of your own, use 'scwres compare'."
    )
    yield (
        "Residents come from one table of the census, as the Office for National Statistics or "
        "Nomis gives it. Their share is shown beside pay bands and senior management, in "
        "percentage points. Tables of several districts are added together."
    )
    yield "In scwres.toml:"
    yield Code(
        'benchmarks = ["region.json"]\n\n[[extracts]]\npath = "census.csv"\nkind = "population"'
    )


#: Each page with its title and what yields its paragraphs.
SUBJECT_PAGES: Mapping[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "publishing": ("Publishing figures", _publishing),
    "plans": ("Plans of action", _plans),
    "benchmarks": ("Comparing with other figures", _benchmarks),
}
