"""Advice before publishing, as text and as JSON, on standard output."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from scwres.commands.outputs import MANY_LINES
from scwres.commands.terminal import WIDTH, print_out, progress, rows_progress, say
from scwres.disclosure.knowledge import UNKNOWN
from scwres.errors import StrictError
from scwres.reports.account import wrapped
from scwres.reports.document.words import BriefTable, Row, Value, short_number
from scwres.reports.formats.layout import table_text
from scwres.results.sentences import breakdown_in_words
from scwres.text.phrases import in_words, number_of
from scwres.version import __version__

if TYPE_CHECKING:
    from scwres.publishing.advice import Outcome, Trial
    from scwres.publishing.advising import Advice, DraftRelease
    from scwres.publishing.withheld import WithheldCount, WithheldCounts
    from scwres.settings.settings import Settings

#: The notice on advice: it has exact counts.
NOTICE = (
    "For your own eyes, not for publication: this holds exact small numbers. Nothing was written."
)

#: How many counts of each kind are named of the whole and of units, and how many findings.
COUNTS_NAMED, COUNTS_OF_UNITS_NAMED, FINDINGS_NAMED = 3, 1, 8

#: What the present release is called among other ways.
AS_IT_IS = "As it is now"

#: What the columns of the table of other ways mean.
COLUMNS_IN_WORDS = (
    "Readable: indicators of which every figure of the whole is shown. Figures: ratios and shares "
    "of the whole. Units: units of a breakdown with the figure of an indicator. Findings: those "
    "that are the same with exact counts. Shown and withheld: counts."
)

#: How two years are added up.
TWO_YEARS = (
    "Two years together can show more, if their counts are added. Write each year's counts with "
    "'scwres compute --format counts --output 2025.csv', then run 'scwres combine 2024.csv "
    "2025.csv --publish'. Results in JSON cannot be added."
)

#: How to use what is suggested.
HOW_TO_USE = (
    "Add the settings to scwres.toml, lines without a [table] at its top, in place of settings of "
    "the same name. An option in the command takes precedence over the settings file."
)


def check_advice(fix: str, refused: Sequence[str], *, is_published: bool) -> None:
    """Refuse advice where nothing would be published, or with options that it has no use for.

    Parameters
    ----------
    fix
        What to do where nothing would be published.
    refused
        The options that were given and cannot be used with it.
    """
    if not is_published:
        message = f"--advise is about publishing. {fix}"
        raise click.UsageError(message)
    if refused:
        message = (
            f"--advise prints advice and writes no file, so {in_words(refused)} cannot be used "
            "with it. Advice is text, or JSON with compute --format json."
        )
        raise click.UsageError(message)


def print_advice(
    extracts: tuple[str, ...],
    settings: Settings,
    format_: str,
    *,
    strict: bool,
    quiet: bool,
    options: dict[str, Any],
) -> None:
    """Print advice on publishing what the extracts give.

    Parameters
    ----------
    format_
        ``json``, or else text.
    options
        The keywords of ``compute()`` that were given as options.
    """
    from scwres.publishing.advising import advice_of
    from scwres.reports.folder import SERVICE_COLUMNS
    from scwres.results.compute import read
    from scwres.results.missing import strict_faults

    # Services are what a smaller unit usually lies in.
    also_by = SERVICE_COLUMNS if options["by"] or settings["by"] else ()
    with rows_progress(quiet=quiet) as tell:
        reading = read(extracts, settings=settings, also_by=also_by, tell=tell, **options)
    results = reading.results()
    accept = settings["strict.accept"]
    if strict and (faults := strict_faults(results, accept, in_public=True)):
        raise StrictError(faults)
    if len(results.lines) > MANY_LINES and not quiet:
        say("Protecting many counts together, several times. This can take some minutes.")
    with progress(quiet=quiet) as step:
        advice = advice_of(reading, results, step, also_by=also_by)
    is_json = format_ == "json"
    print_out(as_json(advice) if is_json else as_text(advice), for_people=not is_json)


def as_text(advice: Advice) -> str:
    """Return advice as text: what would be withheld, what stays readable, what shows more."""
    lines = ["Advice before publishing", *_wrapped(NOTICE), "", f"Rule: {advice.rule.in_words}"]
    if advice.present is None:
        lines += _wrapped(f"This release would be refused: {advice.why_not}.")
    else:
        lines += ["", "What would be withheld, and why", *_withheld(advice.present)]
        lines += ["", "What stays readable", *_readable(advice.present, advice.titles)]
    lines += ["", "What would show more", *_alternatives(advice)]
    return "\n".join(lines) + "\n"


def _wrapped(text: str, indent: int = 0) -> list[str]:
    return wrapped(text, indent, WIDTH)


def _withheld(release: DraftRelease) -> Iterator[str]:
    """Yield what is withheld of each indicator, and the small counts behind it."""
    rows = [row for row in release.withheld if row.withheld]
    outcome = release.outcome
    small = sum(len(row.small) for row in rows)
    total = f"{number_of(outcome.shown, 'count')} shown, {outcome.withheld:,} withheld"
    if not rows:
        yield f"{total}."
        return
    yield from _wrapped(f"{total}: {small:,} small, {outcome.withheld - small:,} to protect them.")
    has_units = any(row.breakdown for row in release.withheld)
    yield ""
    yield table_text(
        BriefTable(
            "Indicator",
            [*(["By"] if has_units else []), "Shown", "Small", "To protect"],
            "",
            [
                Row(
                    short_number(row.indicator),
                    row.title,
                    [
                        *([Value(breakdown_in_words(row.breakdown))] if has_units else []),
                        Value(f"{row.shown:,}"),
                        Value(f"{len(row.small):,}"),
                        Value(f"{len(row.beside):,}"),
                    ],
                )
                for row in rows
            ],
        ),
        WIDTH,
    )
    yield ""
    for row in rows:
        yield from _wrapped(_why(row), 2)


def _why(row: WithheldCounts) -> str:
    """Return which counts are withheld of an indicator, with the exact ones."""
    by = f", by {breakdown_in_words(row.breakdown)}" if row.breakdown else ""
    most = COUNTS_OF_UNITS_NAMED if row.breakdown else COUNTS_NAMED
    sentences = []
    if row.small:
        groups_first = sorted(row.small, key=lambda count: count.key.who == UNKNOWN)
        sentences.append(f"Small: {_listed([_named(count) for count in groups_first], most)}.")
    if row.beside:
        protecting = [f"{_named(count)}, for {_protected(count)}" for count in row.beside]
        sentences.append(f"To protect others: {_listed(protecting, most)}.")
    return f"{short_number(row.indicator)} {row.title}{by}. {' '.join(sentences)}"


def _named(count: WithheldCount) -> str:
    return f"{count.key.in_its_indicator} ({count.people:,})"


def _protected(count: WithheldCount) -> str:
    if count.protects is None:
        return "a count of another indicator"
    return f"{count.protects.in_its_indicator} ({count.protected_people:,})"


def _listed(texts: Sequence[str], most: int) -> str:
    """Return the first of some texts, and how many more there are."""
    if len(texts) <= most + 1:
        return "; ".join(texts)
    return "; ".join([*texts[:most], f"and {len(texts) - most:,} more"])


def _readable(release: DraftRelease, titles: dict[str, str]) -> Iterator[str]:
    """Yield the indicators that can be read, and the findings that rounding changes."""
    outcome = release.outcome
    if not outcome.whole:
        yield "No ratio or share can be calculated from these extracts."
        return
    readable = [short_number(number) for number in outcome.readable]
    yield from _wrapped(
        f"For the whole: {in_words(readable) if readable else 'none'} "
        f"({len(readable)} of {number_of(len(outcome.whole), 'indicator')})."
    )
    partly = [
        f"{short_number(number)} ({figures.shown} of {number_of(figures.of, 'figure')})"
        for number, figures in outcome.whole.items()
        if not figures.is_whole
    ]
    if partly:
        yield from _wrapped(f"Not, or in part: {in_words(partly)}.")
    by_breakdown: dict[str, list[str]] = {}
    for (breakdown, number), units in outcome.by_unit.items():
        text = f"{short_number(number)}: {units.shown} of {units.of}"
        by_breakdown.setdefault(breakdown, []).append(text)
    for breakdown, texts in by_breakdown.items():
        words = f"Units shown by {breakdown_in_words(breakdown)}: {'; '.join(texts)}."
        yield from _wrapped(words)
    changed = [
        f"{short_number(each['indicator'])} {titles[each['indicator']]}"
        + "".join(f", {each[name]}" for name in ("part", "unit") if each[name])
        + (f", {each['group']}" if each["group"] else "")
        + f": {each['exact']} becomes {each['published']}"
        for each in release.other_findings
    ]
    if changed:
        yield "Rounding changes these findings:"
        for text in changed[:FINDINGS_NAMED]:
            yield from _wrapped(text, 2)
        if len(changed) > FINDINGS_NAMED:
            yield f"  and {len(changed) - FINDINGS_NAMED:,} more"
    else:
        yield "Rounding changes no finding."


def _alternatives(advice: Advice) -> Iterator[str]:
    """Yield the other ways that show more, with their settings, and those that do not."""
    present = advice.present.outcome if advice.present else None
    if advice.best:
        yield from _wrapped(
            "Each was tried: protected and attacked as it would be published. The best first."
        )
        yield ""
        yield table_text(_compared(present, advice.best), WIDTH)
        yield ""
        yield from _wrapped(COLUMNS_IN_WORDS)
        for number, trial in enumerate(advice.best, 1):
            yield ""
            yield from _described(number, trial)
        yield ""
        yield from _wrapped(HOW_TO_USE)
    else:
        yield from _wrapped("Nothing that was tried shows more.")
    kinds = {(trial.alternative.change, trial.alternative.about) for trial in advice.best}
    others = [
        trial
        for trial in advice.others
        if (trial.alternative.change, trial.alternative.about) not in kinds
    ]
    tried = list(dict.fromkeys(trial.alternative.words for trial in others if trial.outcome))
    if tried:
        yield from _wrapped(f"Tried, and shows no more: {'; '.join(tried)}.")
    for trial in others:
        if trial.outcome is None:
            words = f"{trial.alternative.words} ({trial.why_not})"
            yield from _wrapped(f"Cannot be published: {words}.")
    if advice.is_order_needed:
        yield from _wrapped(
            "Merging pay bands was not tried, because the order of their pay is not known. Set "
            "order under [pay_bands] in scwres.toml."
        )
    if present is None or len(present.readable) < len(present.whole):
        yield from _wrapped(TWO_YEARS)


def _compared(present: Outcome | None, trials: Sequence[Trial]) -> BriefTable:
    """Return a table of what each way shows, the present one first."""
    outcomes = [("", AS_IT_IS, present)] if present else []
    outcomes += [
        (f"{number}", trial.alternative.words, trial.outcome)
        for number, trial in enumerate(trials, 1)
        if trial.outcome is not None
    ]
    has_units = any(outcome.by_unit for _, _, outcome in outcomes)
    headers = [
        *("Readable", "Figures"),
        *(["Units"] if has_units else []),
        *("Findings", "Shown", "Withheld"),
    ]
    rows = []
    for number, words, outcome in outcomes:
        units = outcome.by_unit.values()
        cells = [
            f"{len(outcome.readable)} of {len(outcome.whole)}",
            _sum_of(outcome.whole.values()),
            *([_sum_of(units)] if has_units else []),
            f"{outcome.findings_kept:,} of {outcome.findings:,}",
            f"{outcome.shown:,}",
            f"{outcome.withheld:,}",
        ]
        rows.append(Row(number, words, [Value(cell) for cell in cells]))
    return BriefTable("", headers, "", rows)


def _sum_of(parts: Iterable[Any]) -> str:
    readable = list(parts)
    shown, of = sum(each.shown for each in readable), sum(each.of for each in readable)
    return f"{shown:,} of {of:,}" if of else "none"


def _described(number: int, trial: Trial) -> Iterator[str]:
    """Yield another way to publish with its settings."""
    alternative = trial.alternative
    note = f" {alternative.note}" if alternative.note else ""
    yield from _wrapped(f"{number}. {alternative.words}.{note}")
    if alternative.options:
        yield f"   Option: {alternative.options}"
    yield "   Settings:"
    yield from (f"     {line}" for line in alternative.toml_lines)
    if alternative.removed:
        yield f"   Remove from scwres.toml: {in_words(alternative.removed)}"


def as_json(advice: Advice) -> str:
    """Return advice as one JSON object, the same bytes for the same input."""
    present = advice.present
    document = {
        "scwres": __version__,
        "audience": "internal",
        "notice": NOTICE,
        "profile": advice.rule.as_published,
        "refused": advice.why_not or None,
        "now": _outcome(present.outcome) if present else None,
        "withheld": [_row(row) for row in present.withheld] if present else [],
        "other_findings": list(present.other_findings) if present else [],
        "alternatives": [_trial(trial) for trial in advice.best],
        "others": [_trial(trial) for trial in advice.others],
    }
    return json.dumps(document, indent=1) + "\n"


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {
        "counts_shown": outcome.shown,
        "counts_withheld": outcome.withheld,
        "readable": outcome.readable,
        "whole": {number: figures._asdict() for number, figures in outcome.whole.items()},
        "by_unit": [
            {"breakdown": breakdown, "indicator": number, **units._asdict()}
            for (breakdown, number), units in outcome.by_unit.items()
        ],
        "findings_kept": outcome.findings_kept,
        "findings": outcome.findings,
    }


def _row(row: WithheldCounts) -> dict[str, object]:
    return {
        "indicator": row.indicator,
        "title": row.title,
        "breakdown": row.breakdown,
        "shown": row.shown,
        "small": [{**count.key._asdict(), "people": count.people} for count in row.small],
        "to_protect": [
            {
                **count.key._asdict(),
                "people": count.people,
                "protects": count.protects._asdict() if count.protects else None,
            }
            for count in row.beside
        ],
    }


def _trial(trial: Trial) -> dict[str, object]:
    alternative = trial.alternative
    return {
        "change": alternative.change,
        "words": alternative.words,
        "settings": dict(alternative.changes),
        "toml": alternative.toml,
        "remove": alternative.removed,
        "options": alternative.options,
        "note": alternative.note,
        "outcome": _outcome(trial.outcome) if trial.outcome else None,
        "refused": trial.why_not or None,
    }
