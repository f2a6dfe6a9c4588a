"""Definitions and extracts in words, for ``scwres explain``.

Everything here is read off the definitions and the schema, so that an analyst need not
open either, and neither can say anything else than what is computed.
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from scwres.codes import SCHEMES
from scwres.errors import CAUTIONS, Fault, UsageError, in_words, nearest
from scwres.ethnicity import CATEGORIES
from scwres.extracts.schema import KIND_OF_ITEM, KINDS, Holds
from scwres.metrics.sc_wres import SC_WRES_2024

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scwres.extracts.schema import Kind
    from scwres.metrics.indicator import Indicator, Standard

WIDTH = 79

ETHNICITY_TOPIC = "ethnicity"
WARNINGS_TOPIC = "warnings"


def explanation(topic: str | None = None, standard: Standard = SC_WRES_2024) -> str:
    """Return what is known of a topic: an indicator, a kind of extract, or ethnicity.

    Without a topic, a line for each indicator of the standard.

    Raises
    ------
    UsageError
        When there is no such topic.
    """
    if topic is None:
        return _overview(standard)
    name = topic.strip().casefold()
    if name == ETHNICITY_TOPIC:
        return _ethnicity()
    if name == WARNINGS_TOPIC:
        return _warnings()
    if name in KINDS:
        return _kind(KINDS[name])
    name = standard.misprints.get(name, name)
    numbers = standard.families.get(name, (name,))
    known = {indicator.number: indicator for indicator in standard.indicators}
    if not known.keys() >= set(numbers):
        topics = [*known, *KINDS, ETHNICITY_TOPIC, WARNINGS_TOPIC]
        fix = nearest(name, topics) or f"Expected {in_words(topics, last='or')}."
        raise UsageError([Fault("", f"there is nothing to explain under '{topic}'", fix)])
    return "\n".join(_indicator(known[number], standard) for number in numbers)


def _overview(standard: Standard) -> str:
    lines = [standard.title, ""]
    lines += [f"  {one.number:<3} {one.title}: {_headline(one)}" for one in standard.indicators]
    lines += ["", *_filled(standard.note), *_filled(" ".join(standard.national)), ""]
    topics = in_words([*KINDS, ETHNICITY_TOPIC, WARNINGS_TOPIC], last="or")
    lines += _filled(f"'scwres explain 3' tells more of indicator 3; so do {topics}.")
    return "\n".join(lines) + "\n"


def _headline(indicator: Indicator) -> str:
    if indicator.headline == "share":
        return "minority ethnic share of each, and of the workforce"
    return f"relative likelihood; worse when {indicator.worse_when}"


def _indicator(indicator: Indicator, standard: Standard) -> str:
    lines = [f"{indicator.number}  {indicator.title}", f"   {standard.title}", ""]
    lines += _filled(indicator.definition)
    lines.append("")
    lines += _entry("Out of", indicator.population)
    lines += _entry("Counted", indicator.event)
    lines += _entry("Formula", _formula(indicator))
    lines += _entry("Needs", _needs(indicator))
    if indicator.worse_when:
        worse = f"{indicator.worse_when} than 1 is worse for staff from ethnic minorities"
        lines += _entry("Worse when", worse)
    lines += _entry("Reading", indicator.reading)
    for figure in indicator.national:
        lines += _entry("National", f"{figure.ratio} in {figure.year}. {figure.source}.")
    if indicator.each_answer:
        for fact in standard.national:
            lines += _entry("National", fact)
    return "\n".join(lines) + "\n"


def _formula(indicator: Indicator) -> str:
    if indicator.headline == "share":
        return (
            "for each part: minority ethnic people in it / everyone in it, beside minority "
            "ethnic people counted / everyone counted; people of unknown ethnicity are in "
            "the denominators"
        )
    return (
        "(minority ethnic people with the event / minority ethnic people counted) / (white "
        "people with the event / white people counted)"
    )


def _needs(indicator: Indicator) -> str:
    kind = KIND_OF_ITEM[indicator.item]
    column = kind.column(indicator.item)
    text = f"a {kind.name} extract with the columns ethnicity and {indicator.item}"
    if column and column.applies_to:
        text += f"; it counts {column.applies_to.words}, where the extract says so"
    return text + f". Or a counts extract with the item {indicator.item}"


def _kind(kind: Kind) -> str:
    lines = [f"{kind.name}: a row is {kind.row_is}", ""]
    for column in kind.columns:
        needed = " (always)" if column.name in kind.needs else ""
        applies = f" Counts {column.applies_to.words}." if column.applies_to else ""
        meaning = f"{column.meaning}{needed}. Holds {column.holds}.{applies}"
        lines += _entry(column.name, meaning, indent=24)
    lines.append("")
    if kind.event:
        lines += _filled(
            "Rows are of people, who count once: with staff_id those in the staff extract, "
            "without it those of an ethnicity. Dated rows outside the window are left out."
        )
        lines += _filled(
            f"Recognised by {in_words(kind.any_of, last='or')}; else say --as {kind.name}=FILE."
        )
    elif kind.any_of:
        lines += _filled(
            f"Recognised by {in_words(kind.needs)} and any of {', '.join(kind.any_of)}."
        )
    else:
        lines += _filled(f"Recognised by {in_words(kind.needs)}.")
    if any(column.asks_yes_or_no for column in kind.columns):
        lines += _filled(
            "A blank in a yes/no column means that the question does not apply. Where a column "
            "holds yes and blanks alone, say what a blank means, as in --blank "
            f"{next(c.name for c in kind.columns if c.asks_yes_or_no)}=no."
        )
    if kind.name == "counts":
        units = "Any further columns are breakdowns, such as directorate."
        lines += _filled(f"{units} {Holds.ITEM_NAME.capitalize()}: {', '.join(KIND_OF_ITEM)}.")
    else:
        lines += _filled("Any other column can be a breakdown, unless it tells who somebody is.")
    return "\n".join(lines) + "\n"


def _ethnicity() -> str:
    lines = ["Ethnicity: the categories that labels are matched to, and the group of each", ""]
    for category in CATEGORIES:
        broad = "" if category.detailed else " (a broad group, where no more is known)"
        lines.append(f"  {category.name:<32}{category.side}{broad}")
    lines.append("")
    lines += _filled(
        f"Codes are read where a whole column holds those of one scheme ({', '.join(SCHEMES)}) "
        'and of no other, or where scwres.toml names the scheme: [ethnicity] scheme = "nhs".'
    )
    lines += _filled(
        "A label is matched on its words, alone or beside the heading of its group on either "
        "side, whatever its case, spacing and punctuation: 'Asian or Asian British - Indian' "
        "and 'indian' are Indian. 'Not stated' is for those who were asked and declined, 'Not "
        "known' for those never asked. A label that is none of these is a fault and is never "
        "guessed; a bare 'Other' or 'British' could be several. Add a label of your own under "
        "[ethnicity.labels] in scwres.toml."
    )
    return "\n".join(lines) + "\n"


def _warnings() -> str:
    lines = ["Warnings: what an analyst should know of figures that are computed all the same", ""]
    for code, meaning in CAUTIONS.items():
        lines += _entry(code, meaning, indent=26)
    lines.append("")
    lines += _filled(
        "With --strict a warning is a failure, unless scwres.toml accepts it: [strict] accept "
        '= ["unknown-ethnicity"].'
    )
    return "\n".join(lines) + "\n"


def _filled(text: str) -> Iterator[str]:
    yield fill(text, WIDTH) if text else ""


def _entry(name: str, text: str, indent: int = 12) -> Iterator[str]:
    first = f"{name:<{indent - 1}} "
    yield fill(text, WIDTH, initial_indent=first, subsequent_indent=" " * indent)
