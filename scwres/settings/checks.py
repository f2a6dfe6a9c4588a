"""What is wrong with the settings of a file: unknown, misplaced, out of range, contradictory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from scwres.disclosure.rules import is_profile, profile_called
from scwres.ethnicity.categories import REFERENCES, WHITE_MINORITY_RULES, grouping_contradiction
from scwres.ethnicity.labels import words_of
from scwres.extracts.cells.values import plain
from scwres.extracts.rules import LATEST
from scwres.metrics.standards import USUAL_STANDARD, standard_called, standard_name
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES
from scwres.settings.fields import SECTIONS, Entry
from scwres.settings.question import indicator_faults, standard_faults
from scwres.settings.toml import Place
from scwres.text.phrases import in_words, nearest

_ONE_OF_TWO = "Keep one of the two."


def problems(data: Mapping[str, object]) -> Iterator[tuple[Place, str, str]]:
    """Give what is wrong, with its place and how to mend it."""
    own = frozenset(_table(data.get("measure")))
    for name, value in data.items():
        if name in SECTIONS[""]:
            yield from _value_problems((name,), SECTIONS[""][name], value)
        elif name == "extracts":
            yield from _extracts_problems(value)
        elif name in SECTIONS:
            yield from _section_problems((name,), SECTIONS[name], value, own)
        else:
            yield _unknown((name,), [*SECTIONS[""], *filter(None, SECTIONS)])
    yield from _window_problems(data.get("window"))
    yield from _indicator_problems(data)
    yield from _title_problems(data)
    yield from _grouping_problems(data)
    yield from _pay_group_problems(data.get("pay_groups"))
    yield from _contradictions(data)


def _extracts_problems(value: object) -> Iterator[tuple[Place, str, str]]:
    if not isinstance(value, list):
        yield ("extracts",), "'extracts' is no list of tables", "Begin each with [[extracts]]."
        return
    for number, one in enumerate(value):
        place = ("extracts", number)
        yield from _section_problems(place, SECTIONS["extracts"], one)
        if isinstance(one, dict) and "path" not in one:
            yield place, "an extract has no path", 'Expected a file, such as path = "hr.csv".'


def _section_problems(
    place: Place,
    entries: Mapping[str, Entry],
    value: object,
    own: Collection[str] = (),
) -> Iterator[tuple[Place, str, str]]:
    """Give what is wrong with a table; ``own`` are the user's measures, which are columns."""
    if not isinstance(value, dict):
        name = str(place[0])
        yield place, f"'{name}' is no table", f"Write [{name}], and its keys below."
        return
    for key, of_key in value.items():
        entry = entries.get(key) or entries.get("*")
        if entry is None:
            yield _unknown((*place, key), list(entries))
        elif "*" in entries and key not in entries:
            is_own = key in own and place != ("measure",)
            yield from _value_problems((*place, key), entry, of_key, None if is_own else key)
        else:
            yield from _value_problems((*place, key), entry, of_key)


def _value_problems(
    place: Place, entry: Entry, value: object, key: str | None = None
) -> Iterator[tuple[Place, str, str]]:
    for what, fix in entry.problems(key, value):
        yield place, what, fix


def _unknown(place: Place, known: list[str]) -> tuple[Place, str, str]:
    name = str(place[-1])
    home = next(
        (table for table, keys in SECTIONS.items() if name in keys and len(place) > 1), None
    )
    if home == "":
        return place, f"has no setting '{name}' there", "Move it above the first line with [ ]."
    if home and home != place[0]:
        return place, f"has no setting '{name}' there", f"Move it below a line [{home}]."
    fix = nearest(name, known) or f"Known: {', '.join(known)}."
    return place, f"has no setting '{name}'", fix


def _window_problems(value: object) -> Iterator[tuple[Place, str, str]]:
    if not isinstance(value, dict):
        return
    start, end = value.get("from"), value.get("to")
    if isinstance(start, date) != isinstance(end, date):
        yield ("window",), "the window has one end", "Give both: from and to."
    elif isinstance(start, date) and isinstance(end, date) and start > end:
        yield ("window", "from"), "the window ends before it starts", "Exchange from and to."


def _indicator_problems(data: Mapping[str, Any]) -> Iterator[tuple[Place, str, str]]:
    """Give the indicators that the standard does not have, where both can be read."""
    name, asked = data.get("standard", USUAL_STANDARD), data.get("indicators", ())
    if not isinstance(name, str) or not isinstance(asked, list) or standard_faults(name):
        return
    standard = standard_called(standard_name(name))
    own = {*_table(data.get("measure")), *(one.number for one in SUPPORTING_MEASURES)}
    texts = [one for one in asked if isinstance(one, (str, int))]
    for fault in indicator_faults(texts, standard, own):
        yield ("indicators",), fault.what, fault.fix


def _title_problems(data: Mapping[str, Any]) -> Iterator[tuple[Place, str, str]]:
    """Give the measures that are called what another is: a reader could not tell them apart."""
    name = data.get("standard", USUAL_STANDARD)
    known = {one.item: one.title for one in SUPPORTING_MEASURES}
    if isinstance(name, str) and not standard_faults(name):
        standard = standard_called(standard_name(name))
        known |= {one.number: one.title for one in standard.indicators}
        if standard.disparity is not None:
            known["disparity"] = standard.disparity.title
    of_title = {_folded(title): of for of, title in known.items()}
    for key, measure in _table(data.get("measure")).items():
        title = _table(measure).get("title")
        if isinstance(title, str):
            other = of_title.setdefault(_folded(title), key)
            if other != key:
                what = f"title: '{title}' is what {other} is called"
                yield ("measure", key, "title"), what, "Call it something else."


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _grouping_problems(data: Mapping[str, Any]) -> Iterator[tuple[Place, str, str]]:
    reference = data.get("reference", "")
    white_minorities = _table(data.get("ethnicity")).get("white_minorities", "")
    if reference in REFERENCES and white_minorities in WHITE_MINORITY_RULES:
        why = grouping_contradiction(reference, white_minorities)
        if why:
            yield ("reference",), why, "Leave one of the two out."


def _pay_group_problems(value: object) -> Iterator[tuple[Place, str, str]]:
    """Give what is wrong with pay groups taken together: one that lacks, a band in two."""
    said = _table(value)
    lacking = [group for group in SECTIONS["pay_groups"] if said and group not in said]
    if lacking:
        fix = "Name the bands of all three, an empty list where there are none."
        yield ("pay_groups",), f"there is no pay group {in_words(lacking)}", fix
    bands = [
        band
        for listed in said.values()
        if isinstance(listed, list)
        for band in {" ".join(str(one).casefold().split()) for one in listed}
    ]
    for band in _repeated(bands):
        yield ("pay_groups",), f"'{band}' is in two pay groups", _ONE_OF_TWO


def _contradictions(data: Mapping[str, Any]) -> Iterator[tuple[Place, str, str]]:
    """Give what is said twice, in two ways."""
    labels = _table(data.get("ethnicity")).get("labels")
    yield from _word_contradictions(("stages",), data.get("stages"), plain)
    yield from _word_contradictions(("employment",), data.get("employment"), plain)
    yield from _word_contradictions(("ethnicity", "labels"), labels, words_of)
    yield from _words_said_twice(("words",), data.get("words"))
    extracts = data.get("extracts")
    for number, one in enumerate(extracts if isinstance(extracts, list) else ()):
        table = _table(one)
        for header in _repeated(map(str, _table(table.get("columns")).values())):
            place = ("extracts", number, "columns")
            yield place, f"'{header}' is said to be two columns", _ONE_OF_TWO
        of_stages = ("extracts", number, "stages")
        yield from _word_contradictions(of_stages, table.get("stages"), plain)
        yield from _words_said_twice(("extracts", number, "words"), table.get("words"))
    posts = _table(data.get("posts"))
    if posts.get("ethnicity") == LATEST and "date" not in posts:
        fix = 'Name the column, such as date = "Valid from".'
        yield ("posts",), "the latest ethnicity needs a date", fix
    yield from _publish_problems(_table(data.get("publish")))
    if {"grades", "salary_at_least"} <= _table(data.get("senior_managers")).keys():
        fix = "Keep grades or salary_at_least."
        yield ("senior_managers",), "senior managers are said in two ways", fix


def _words_said_twice(place: Place, value: object) -> Iterator[tuple[Place, str, str]]:
    """Give words of a yes/no column that are said to mean two things."""
    for column, lists in _table(value).items():
        words = [
            word
            for listed in _table(lists).values()
            if isinstance(listed, list)
            for word in {plain(str(one)) for one in listed}
        ]
        for word in _repeated(words):
            yield (*place, column), f"'{word}' is said in two ways", _ONE_OF_TWO


def _publish_problems(said: Mapping[str, Any]) -> Iterator[tuple[Place, str, str]]:
    """Give what is wrong with the rule of publication taken together."""
    own = said.get("threshold"), said.get("base")
    if own == (None, None):
        return
    if None in own:
        yield ("publish",), "threshold and base go together", "Give both."
    elif not is_profile(f"{own[0]}-{own[1]}"):
        what = "no count but zero may be rounded to zero"
        yield ("publish", "base"), what, "Give a base of at most twice the threshold."
    elif is_profile(str(said.get("profile", ""))):
        profile = profile_called(str(said["profile"]))
        if (profile.threshold, profile.base) != own:
            fix = "Keep profile, or threshold and base."
            yield ("publish",), "the rule of publication is said in two ways", fix


def _word_contradictions(
    place: Place, table: object, spelt: Callable[[str], str]
) -> Iterator[tuple[Place, str, str]]:
    """Give words that differ in how they are written alone, and mean different things."""
    meant: dict[str, object] = {}
    for word, means in _table(table).items():
        if not spelt(word):
            yield (*place, word), f"'{word}' is no word", "Blanks are read as they are."
        elif meant.setdefault(spelt(word), means) != means:
            yield (*place, word), f"'{word}' is said in two ways", _ONE_OF_TWO


def _table(value: object) -> Mapping[str, Any]:
    """Return a table; an empty one in place of what is none, which is told elsewhere."""
    return value if isinstance(value, dict) else {}


def _repeated(texts: Iterable[str]) -> list[str]:
    return sorted(text for text, number in Counter(texts).items() if number > 1)
