"""Definitions, extracts, settings and messages in words, for ``scwres explain``.

Every text is made from the definitions and the schema, so that it agrees with what is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from textwrap import fill
from typing import TYPE_CHECKING

from scwres.commands.reading_pages import READING_PAGES, laid_out, reading_page
from scwres.commands.subject_pages import SUBJECT_PAGES
from scwres.commands.terminal import WIDTH
from scwres.counts import JOINED
from scwres.errors import Fault, UsageError
from scwres.ethnicity.categories import CATEGORIES
from scwres.ethnicity.codes import SCHEMES
from scwres.ethnicity.lists import LISTS
from scwres.extracts.cells.joiners import ITEMS_OF_JOINERS
from scwres.extracts.schema import (
    EVENTS,
    KIND_OF_ITEM,
    KINDS,
    LISTED_ITEMS,
    POPULATION,
    Holds,
    events_of,
    kinds_with,
)
from scwres.metrics.standards import STANDARDS, USUAL_STANDARD, standard_called, standard_name
from scwres.metrics.standards.indicator import SHARE
from scwres.metrics.standards.sc_wres import RACE_DISPARITY
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES, known_indicators
from scwres.settings.fields import EXTRACTS, SECTIONS, Entry, flag
from scwres.settings.schema import example_of
from scwres.settings.values import StandardName
from scwres.text.messages import PROBLEMS, WARNINGS, Message
from scwres.text.phrases import in_words, nearest

if TYPE_CHECKING:
    from scwres.extracts.schema import Kind
    from scwres.metrics.standards.indicator import Indicator, Standard

ETHNICITY_TOPIC = "ethnicity"
WARNINGS_TOPIC = "warnings"
ERRORS_TOPIC = "errors"
SUPPORTING_TOPIC = "supporting"
DISPARITY_TOPIC = "disparity"
SETTINGS_TOPIC = "settings"

#: The page on what a command or an option does.
COMMAND_PAGES = {
    **dict.fromkeys(("publish", "audit", "ledger"), "publishing"),
    "plan": "plans",
    "benchmark": "benchmarks",
    "init": SETTINGS_TOPIC,
}


def explanation(topic: str | None = None, standard: str = USUAL_STANDARD) -> str:
    """Return the explanation of a topic: an indicator, a kind of extract, how to read a ratio.

    Without a topic, a line for each indicator of the standard.

    Raises
    ------
    UsageError
        When there is no such topic, or no such standard.
    """
    if problems := list(StandardName().faults(standard)):
        raise UsageError(Fault("", what, fix, "setting-value") for what, fix in problems)
    definitions = standard_called(standard_name(standard))
    if topic is None:
        return _overview(definitions)
    name = topic.strip().casefold()
    if standard_name(name) in STANDARDS:
        return _overview(standard_called(standard_name(name)))
    pages: dict[str, Callable[[], str]] = {
        ETHNICITY_TOPIC: _ethnicity,
        WARNINGS_TOPIC: _warnings,
        ERRORS_TOPIC: _errors,
        SUPPORTING_TOPIC: _supporting,
        DISPARITY_TOPIC: lambda: _disparity(definitions),
        SETTINGS_TOPIC: _settings,
        **{page: partial(reading_page, page) for page in READING_PAGES},
        **{page: partial(laid_out, *SUBJECT_PAGES[page]) for page in SUBJECT_PAGES},
    }
    codes = {**WARNINGS, **PROBLEMS}
    name = COMMAND_PAGES.get(name, name)
    if name.replace(" ", "-") in pages:
        return pages[name.replace(" ", "-")]()
    if name in KINDS or name == EVENTS:
        return _kind(KINDS.get(name) or events_of("ITEM"))
    code = name.strip("[]")
    if code in codes:
        return _message(code, codes[code])
    name = definitions.misprints.get(name, name)
    numbers = definitions.families.get(name, (name,))
    known = known_indicators(definitions)
    if not known.keys() >= set(numbers):
        topics = [*known, *KINDS, *pages, *STANDARDS, *codes]
        shown = [indicator.number for indicator in definitions.indicators] + [
            *KINDS,
            *pages,
            *STANDARDS,
        ]
        fix = nearest(name, topics) or (
            f"Expected {in_words(shown, last='or')}, or a supporting measure, or the code of a "
            "message."
        )
        what = f"there is nothing to explain under '{topic}'"
        raise UsageError([Fault("", what, fix, "nothing-to-explain")])
    return "\n".join(_indicator(known[number], definitions) for number in numbers)


def _overview(standard: Standard) -> str:
    lines = [standard.title, ""]
    for indicator in standard.indicators:
        text = f"{indicator.title}: {_headline(indicator)}"
        lines.append(
            fill(text, WIDTH, initial_indent=f"  {indicator.number:<4}", subsequent_indent=" " * 6)
        )
    lines += ["", *_filled(standard.note), *_filled(" ".join(standard.national)), ""]
    kinds = in_words([*KINDS], last="or")
    others = [name for name in STANDARDS if name != standard.name]
    first = next(indicator.number for indicator in standard.indicators[2:])
    option = "" if standard.name == USUAL_STANDARD else f" --standard {standard.name}"
    lines += _filled(f"'scwres explain {first}{option}' explains indicator {first}. Other pages:")
    lines += _entry("  extracts", kinds, indent=14)
    lines += _entry("  reading", in_words([*READING_PAGES], last="or"), indent=14)
    lines += _entry("  using", in_words([*SUBJECT_PAGES, SETTINGS_TOPIC], last="or"), indent=14)
    messages = in_words([WARNINGS_TOPIC, ERRORS_TOPIC], last="or")
    lines += _entry("  messages", f"{messages}, or a code such as unknown-label", indent=14)
    also = [ETHNICITY_TOPIC, SUPPORTING_TOPIC, DISPARITY_TOPIC]
    lines += _entry("  figures", in_words(also, last="or"), indent=14)
    lines += _entry("  standards", in_words(others, last="or"), indent=14)
    return "\n".join(lines) + "\n"


def _supporting() -> str:
    lines = ["Supporting measures: the same arithmetic on other items, for action plans", ""]
    for measure in SUPPORTING_MEASURES:
        lines += _entry(measure.item, f"{measure.event}, out of {measure.population}", indent=26)
    lines.append("")
    lines += _filled(
        "Each is calculated when its column is there, and is shown apart from the nine. 'scwres "
        "explain promoted' explains one; --indicator promoted calculates only that one. You can "
        "add measures of your own to scwres.toml:"
    )
    lines += [
        "",
        "  [measure.speaks_up]",
        '  title = "Would speak up"',
        '  item = "q12"               # the yes/no column (default: the name above)',
        '  out_of = "has_a_manager"   # those with yes here (default: all who answered)',
        '  worse_when = "lower"       # the side of 1 that is worse',
        '  lags_when = "lower"        # when a team lags (default: as worse_when)',
        '  counted_of = "staff in the year"   # the people it counts, if no file shows it',
    ]
    return "\n".join(lines) + "\n"


def _disparity(standard: Standard) -> str:
    disparity = standard.disparity or RACE_DISPARITY
    lines = [
        f"{disparity.title}: lines of indicator {disparity.number}",
        f"   {standard.title}",
        "",
    ]
    lines += _filled(disparity.definition)
    lines.append("")
    lines += _entry("Reading", disparity.reading)
    lines += _entry(
        "Formula",
        "(people of the group in the higher pay group / people of the group in the lower) / (the "
        "same for the comparison group): a ratio of odds, with Cornfield's score interval",
    )
    lines += _entry(
        "Needs",
        "a pay_band, and which bands are lower, middle and upper: list them under [pay_groups] in "
        "scwres.toml. The national bands made from salaries and the bands of Agenda for Change "
        "(nhs-wres) need no list",
    )
    lines += [
        "",
        "  [pay_groups]",
        '  lower = ["Grade 3", "Grade 4", "Grade 5"]',
        '  middle = ["Grade 6", "Grade 7", "Grade 8"]',
        '  upper = ["Grade 9", "Grade 10"]',
    ]
    return "\n".join(lines) + "\n"


def _headline(indicator: Indicator) -> str:
    if indicator.headline == SHARE:
        return "minority ethnic share of each, and of the workforce"
    if indicator.headline == "gap":
        return f"gap in percentage points; worse when {indicator.worse_when}"
    if indicator.is_inverse:
        return f"white over minority ethnic; worse when {indicator.worse_when}"
    return f"relative likelihood; worse when {indicator.worse_when}"


def _indicator(indicator: Indicator, standard: Standard) -> str:
    source = standard.title if indicator in standard.indicators else "Supporting measure"
    lines = [f"{indicator.number}  {indicator.title}", f"   {source}", ""]
    lines += _filled(indicator.definition)
    lines.append("")
    lines += _entry("Out of", indicator.population)
    lines += _entry("Counted", indicator.event)
    lines += _entry("Formula", _formula(indicator))
    lines += _entry("Needs", _needs(indicator))
    if indicator.worse_when:
        level = "a gap below 0, or a ratio " if indicator.headline == "gap" else ""
        worse = f"{level}{indicator.worse_when} than 1 is worse for ethnic minorities"
        lines += _entry("Worse when", worse)
    if indicator.lags_when:
        lines += _entry("Lags when", _lags_when(indicator))
    lines += _entry("Reading", indicator.reading)
    for figure in indicator.national if not indicator.each_answer else ():
        lines += _entry("National", f"{figure.value} in {figure.year}. {figure.source}.")
    if indicator.each_answer:
        for fact in standard.national:
            lines += _entry("National", fact)
    return "\n".join(lines) + "\n"


def _lags_when(indicator: Indicator) -> str:
    """Return when a unit of a breakdown lags, and how far off it has to be."""
    return (
        f"with --by, a unit lags if its figure is {indicator.lags_when} than that of the whole, "
        "by more than chance explains. All its people count, whatever their ethnicity. See "
        "'scwres explain units'"
    )


def _formula(indicator: Indicator) -> str:
    if indicator.headline == SHARE:
        return (
            "for each part: minority ethnic people in it / everyone in it, compared with minority "
            "ethnic people counted / everyone counted; people of unknown ethnicity are in "
            "the totals"
        )
    minority, white = (
        f"({name} people with the event / {name} people counted)"
        for name in ("minority ethnic", "white")
    )
    ratio = f"{white} / {minority}" if indicator.is_inverse else f"{minority} / {white}"
    if indicator.headline == "gap":
        return (
            "minority ethnic people with the event / everyone with it, minus minority ethnic "
            f"people counted / everyone counted; also the ratio {ratio}"
        )
    return ratio


def _needs(indicator: Indicator) -> str:
    kind = KIND_OF_ITEM[indicator.item]
    column = kind.column(indicator.item)
    kinds = in_words(kinds_with(indicator.item) or [kind.name], last="or")
    article = "an" if kinds[0] in "aeiou" else "a"
    text = f"{article} {kinds} extract with the columns ethnicity and {indicator.item}"
    if column and column.applies_to:
        text += f"; it counts {column.applies_to.words}, if the extract shows who they are"
    if indicator.item in LISTED_ITEMS:
        text += f". Or a list with a row for each event: --as {indicator.item}=FILE"
    if indicator.item in (JOINED, *ITEMS_OF_JOINERS):
        text += ". Or the columns start_date and leaving_date, with [probation] in scwres.toml"
    return text + f". Or a counts extract with the item {indicator.item}"


def _kind(kind: Kind) -> str:
    lines = [f"{kind.name}: a row is {kind.row_is}", ""]
    for column in kind.columns:
        needed = " (always)" if column.name in kind.needs else ""
        applies = f" Counts {column.applies_to.words}." if column.applies_to else ""
        holds = "Yes/no" if column.holds is Holds.YES_NO else f"Holds {column.holds}"
        meaning = f"{column.meaning}{needed}. {holds}.{applies}"
        lines += _entry(column.name, meaning, indent=24)
    lines.append("")
    if kind.event:
        lines += _filled(
            "A person counts once, however many rows they have. With staff_id, people are matched "
            "to the staff extract; without it, each row counts as a different person, by its "
            "ethnicity. Rows dated outside the period are left out."
        )
        lines += _filled(
            f"Recognised by {in_words(kind.any_of, last='or')}. Otherwise use "
            f"--as {kind.name}=FILE."
        )
    elif kind.is_named_only:
        option = "--population FILE" if kind is POPULATION else f"--as {kind.name}=FILE"
        lines += _filled(f"Never recognised by its columns: name it with {option}.")
    elif kind.any_of:
        lines += _filled(
            f"Recognised by {in_words(kind.needs)} and any of {', '.join(kind.any_of)}."
        )
    else:
        lines += _filled(f"Recognised by {in_words(kind.needs)}.")
    if any(column.asks_yes_or_no for column in kind.columns):
        lines += _filled(
            f"Yes/no is {Holds.YES_NO}. A blank in such a column means that the question does "
            "not apply. If a column holds only yes and blanks, say what a blank means, such as "
            f"--blank {next(column.name for column in kind.columns if column.asks_yes_or_no)}=no."
        )
    if kind.name == "counts":
        units = "Any other columns are breakdowns, such as directorate."
        lines += _filled(f"{units} {Holds.ITEM_NAME.capitalize()}: {', '.join(KIND_OF_ITEM)}.")
        lines += _filled("Measures of your own in scwres.toml are items too.")
    elif not kind.is_named_only:
        lines += _filled("Any other column can be a breakdown, unless it identifies people.")
    return "\n".join(lines) + "\n"


def _ethnicity() -> str:
    lines = ["Ethnicity: the categories that labels are matched to, and the group of each", ""]
    for category in CATEGORIES:
        broad = "" if category.detailed else " (broad, used if nothing more is recorded)"
        lines.append(f"  {category.name:<32}{category.side}{broad}")
    lines.append("")
    lines += _filled(
        "Labels of published lists are read as each list means them. 'scwres check' shows which "
        "list prints a label of yours:"
    )
    lines.append("")
    for each in LISTS:
        lines += _entry(f"  {each.title}", f"{each.dates}. {each.source}", indent=36)
    lines.append("")
    lines += _filled(
        f"Codes are read if a whole column holds codes of one scheme ({', '.join(SCHEMES)}), "
        'or if scwres.toml names the scheme: [ethnicity] scheme = "nhs".'
    )
    lines += _filled(
        "A label is matched by its words, with or without the heading of its group. Capitals, "
        "spaces and punctuation do not matter: 'Asian or Asian British - Indian' and 'indian' are "
        "both Indian. 'Not stated' is for people who were asked and declined, 'Not known' for "
        "people who were never asked. If a label is not recognised, or could mean several "
        "categories, such as 'Other' or 'British', the program stops and asks. Add labels of your "
        "own under [ethnicity.labels] in scwres.toml."
    )
    return "\n".join(lines) + "\n"


def _warnings() -> str:
    return _messages(
        "Warnings: what you should know about figures that were calculated",
        WARNINGS,
        "With --strict a warning stops the run, unless scwres.toml accepts it: [strict] accept "
        '= ["unknown-ethnicity"].',
    )


def _errors() -> str:
    return _messages(
        "Errors: what stops a run. Nothing is written",
        PROBLEMS,
        "Each error names the file, column and rows, and what to change.",
    )


def _messages(title: str, messages: Mapping[str, Message], end: str) -> str:
    lines = [title, ""]
    for code, message in messages.items():
        lines += _entry(code, _plainly(message.cause), indent=26)
    lines.append("")
    lines += _filled(f"{end} 'scwres explain CODE' shows what to do about one.")
    return "\n".join(lines) + "\n"


def _message(code: str, message: Message) -> str:
    sort = "warning" if code in WARNINGS else "error"
    cause = _plainly(message.cause)
    lines = [f"{code}: {'a' if sort == 'warning' else 'an'} {sort}", ""]
    lines += _entry("Cause", f"{cause[:1].upper()}{cause[1:]}.")
    lines += _entry("To do", _plainly(message.fix))
    return "\n".join(lines) + "\n"


def _plainly(text: str) -> str:
    """Return a text without the marks of names."""
    return text.replace("`", "")


def _settings() -> str:
    lines = ["Settings: every key of scwres.toml", ""]
    lines += _filled(
        "An option overrides the file, and the file overrides the default. In Python, "
        "compute(settings=…) takes the file or a mapping with the same keys, and some settings "
        "are keywords."
    )
    for table, entries in SECTIONS.items():
        heading = f"[[{table}]]" if table == EXTRACTS else f"[{table}]"
        lines += ["", heading if table else "At the top, before the first [table]"]
        for key, entry in entries.items():
            lines += _setting(table, key, entry)
    return "\n".join(lines) + "\n"


def _setting(table: str, key: str, entry: Entry) -> Iterator[str]:
    """Yield what a setting means, its type and default, what else carries it, an example."""
    is_line = not entry.example.startswith("{") and isinstance(example_of(entry), dict)
    carriers = [flag(table if key == "*" else key, entry)] if entry.option else []
    carriers += [f"compute({entry.keyword}=…)"] if entry.keyword else []
    facts = {
        "value": entry.type.name,
        "default": entry.unless_set or ("" if entry.default is None else str(entry.default)),
        "also": in_words(carriers),
    }
    yield "  (any name)" if key == "*" else f"  {key}"
    yield fill(entry.meaning, WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 4)
    for name, text in facts.items():
        if text:
            yield from _entry(f"    {name}", text, indent=16)
    # Whole, so that it can be copied.
    yield f"    example     {entry.example if is_line else f'{key} = {entry.example}'}"


def _filled(text: str) -> Iterator[str]:
    yield fill(text, WIDTH) if text else ""


def _entry(name: str, text: str, indent: int = 12) -> Iterator[str]:
    first = f"{name:<{indent - 1}} "
    yield fill(text, WIDTH, initial_indent=first, subsequent_indent=" " * indent)
