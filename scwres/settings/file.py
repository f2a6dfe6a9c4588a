"""The settings file ``scwres.toml``: written once, so that every year's run is the same.

Every key is checked: unknown, misplaced, out of range, contradictory. Every fault is reported
with its line, all of them at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from scwres.disclosure.rules import is_profile, profile_called
from scwres.errors import Fault, UsageError
from scwres.ethnicity.categories import (
    CATEGORY,
    REFERENCES,
    WHITE_MINORITY_RULES,
    grouping_contradiction,
    held_by,
)
from scwres.ethnicity.labels import OTHER_GROUPS, category_of, words_of
from scwres.extracts.cells.values import plain
from scwres.extracts.rules import LATEST, ExtractRequest, FileRules, ReadingOptions
from scwres.extracts.schema import (
    APPLICATIONS,
    EVENTS,
    KINDS,
    SHORTLISTING,
    STAGES_OF_AN_APPLICATION,
    events_of,
    header_name,
)
from scwres.metrics.standards import USUAL_STANDARD, is_standard, standard_called, standard_name
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES
from scwres.settings.fields import EXTRACTS, SECTIONS, Entry, entries
from scwres.settings.question import indicator_faults
from scwres.settings.settings import Settings
from scwres.settings.toml import Place, read_toml
from scwres.settings.values import ListedItem, amounts_above, plain_value
from scwres.text.phrases import in_words, nearest

#: A place in the settings, what is wrong there, how to fix it, and its code.
Found = tuple[Place, str, str, str]

UNKNOWN, VALUE, CONFLICT = "setting-unknown", "setting-value", "settings-conflict"


def read_settings(path: Path) -> Settings:
    """Return the settings of a file. Paths in it start from its folder.

    Raises
    ------
    FileError
        When it cannot be read.
    UsageError
        When a key is unknown, of a wrong type or out of range, or the text is not TOML:
        all faults at once, each with its line.
    """
    missing = "Check the name, or write a settings file with 'scwres init'."
    toml = read_toml(path, missing, "settings-syntax")
    if faults := _faults(toml.data, toml.where):
        raise UsageError(faults)
    return _settings(toml.data, path.parent)


def settings_of(mapping: Mapping[str, Any], folder: Path = Path()) -> Settings:
    """Return the settings of a mapping of what a file would hold.

    Paths in it start from a folder; they may be paths, and lists tuples.

    Raises
    ------
    UsageError
        When a key is unknown, of a wrong type or out of range: all faults at once, each with
        its place.
    """
    data: Any = plain_value(mapping)
    if faults := _faults(data, lambda place: ".".join(map(str, place))):
        raise UsageError(faults)
    return _settings(data, folder)


def _faults(data: Mapping[str, object], where: Callable[[Place], str]) -> list[Fault]:
    """Return what is wrong; ``where`` names a place in the settings."""
    return [Fault(where(place), what, fix, code) for place, what, fix, code in _problems(data)]


def _settings(data: Mapping[str, Any], folder: Path) -> Settings:
    """Return settings from data that have passed every check."""
    values = {}
    for key, entry in entries().items():
        table, _, name = key.rpartition(".")
        holder = data.get(table, {}) if table else data
        if table != EXTRACTS and name in holder:
            values[key] = entry.type.below(holder[name], folder)
    requests = (
        _request(extract, folder, number, values.get("database"))
        for number, extract in enumerate(data.get(EXTRACTS, ()), 1)
    )
    return Settings(values, tuple(requests))


def _request(
    extract: Mapping[str, Any], folder: Path, number: int, database: str | None
) -> ExtractRequest:
    """Return the request of the extract of a number; ``database`` is that of all."""
    types = {key: entry.type for key, entry in SECTIONS[EXTRACTS].items()}
    values = {key: types[key].read(types[key].below(extract[key], folder)) for key in extract}

    def fields(*names: str) -> dict[str, Any]:
        return {name: values[name] for name in names if name in values}

    kind, headers = values.get("kind"), values.get("columns", {})
    if reached := values.get("reached"):
        kind = kind or reached.kind
        headers = headers | dict.fromkeys(filter(kind.column, reached.items), reached.column)
    name = values.get("path") or values.get("table") or f"query of extract {number}"
    return ExtractRequest(
        path=Path(name),
        kind=events_of(values["item"]) if "item" in values else kind,
        headers=headers,
        reading=ReadingOptions(**{"database": database} | fields(*ReadingOptions._fields)),
        own=FileRules(**fields(*FileRules._fields), above=amounts_above(extract.get("words", {}))),
        is_table="path" not in values,
        query=values.get("query", ""),
    )


_ONE_OF_TWO = "Keep one of them."


# What is wrong with a file


def _problems(data: Mapping[str, object]) -> Iterator[Found]:
    """Yield what is wrong, with its place and how to fix it."""
    own = frozenset(_table(data.get("measure")))
    for name, value in data.items():
        if name in SECTIONS[""]:
            yield from _value_problems((name,), SECTIONS[""][name], value)
        elif name == "extracts":
            yield from _extracts_problems(value, own)
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


def _extracts_problems(value: object, own: Collection[str]) -> Iterator[Found]:
    if not isinstance(value, list):
        fix = "Start each extract with [[extracts]]."
        yield ("extracts",), "'extracts' is not a list of tables", fix, VALUE
        return
    for number, extract in enumerate(value):
        place = ("extracts", number)
        columns = _table(_table(extract).get("columns"))
        misplaced = [key for key in columns if key in SECTIONS["extracts"]]
        for key in misplaced:
            what = f"'{key}' is not a column, but a setting of the extract"
            yield (*place, "columns", key), what, "Move it above [extracts.columns].", UNKNOWN
        if misplaced:
            kept = {key: columns[key] for key in columns if key not in misplaced}
            extract = {**extract, "columns": kept}
        yield from _section_problems(place, SECTIONS["extracts"], extract, own)
        if isinstance(extract, dict):
            yield from _place_problems(place, extract)
            yield from _item_problems(place, extract)


def _place_problems(place: Place, extract: Mapping[str, object]) -> Iterator[Found]:
    """Yield that an extract is not one file, one table or one query."""
    places = [key for key in ("path", "table", "query") if key in extract]
    if not places:
        yield place, "an extract has no path", 'Add the file, such as path = "hr.csv".', VALUE
    if len(places) > 1:
        yield place, f"an extract has {in_words(places)}", _ONE_OF_TWO, CONFLICT
    elif places == ["path"] and "database" in extract:
        fix = "Name a table or a query in place of the path, or remove database."
        yield (*place, "database"), "a file is in no database", fix, CONFLICT


def _item_problems(place: Place, extract: Mapping[str, object]) -> Iterator[Found]:
    kind = extract.get("kind", EVENTS)
    if kind != EVENTS and "item" in extract:
        what = f"item is for a list of events, and the kind is '{kind}'"
        yield (*place, "item"), what, 'Set kind = "events", or remove item.', CONFLICT
    if "kind" in extract and kind == EVENTS and "item" not in extract:
        fix = 'Add what the list counts, such as item = "promoted".'
        yield (*place, "kind"), "a list of events has no item", fix, VALUE


def _section_problems(
    place: Place,
    entries: Mapping[str, Entry],
    value: object,
    own: Collection[str] = (),
) -> Iterator[Found]:
    """Yield what is wrong with a table; ``own`` is the user's measures.

    Those are columns, and items that a list can be of.
    """
    if not isinstance(value, dict):
        name = str(place[0])
        yield place, f"'{name}' is not a table", f"Write [{name}], and its settings below.", VALUE
        return
    for key, setting in value.items():
        entry = entries.get(key) or entries.get("*")
        if entry is None:
            yield _unknown((*place, key), list(entries))
        elif "*" in entries and key not in entries:
            is_own = key in own and place != ("measure",)
            yield from _value_problems((*place, key), entry, setting, None if is_own else key)
        else:
            if isinstance(entry.type, ListedItem):
                entry = replace(entry, type=entry.type.and_own(own))
            yield from _value_problems((*place, key), entry, setting)


def _value_problems(
    place: Place, entry: Entry, value: object, key: str | None = None
) -> Iterator[Found]:
    for what, fix in entry.problems(key, value):
        yield place, what, fix, VALUE


def _unknown(place: Place, known: list[str]) -> Found:
    name = str(place[-1])
    homes = [table for table, keys in SECTIONS.items() if name in keys]
    # At the top of the file, a name of several tables may be a slip of another.
    home = homes[0] if homes and (len(place) > 1 or len(homes) == 1) else None
    if home == "":
        fix = "Move it above the first line with [ ]."
        return place, f"setting '{name}' is in the wrong place", fix, UNKNOWN
    if home and home != place[0]:
        fix = f"Move it below a line [{home}]."
        return place, f"setting '{name}' is in the wrong place", fix, UNKNOWN
    fix = nearest(name, known) or f"Expected {in_words(known, last='or')}."
    return place, f"there is no setting '{name}'", fix, UNKNOWN


def _window_problems(value: object) -> Iterator[Found]:
    if not isinstance(value, dict):
        return
    start, end = value.get("from"), value.get("to")
    if isinstance(start, date) != isinstance(end, date):
        yield ("window",), "the period needs two dates", "Set both from and to.", VALUE
    elif isinstance(start, date) and isinstance(end, date) and start > end:
        fix = "Swap from and to."
        yield ("window", "from"), "the period ends before it starts", fix, CONFLICT


def _indicator_problems(data: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the indicators that the standard does not have, where both can be read."""
    name, indicators = data.get("standard", USUAL_STANDARD), data.get("indicators", ())
    if not isinstance(name, str) or not isinstance(indicators, list) or not is_standard(name):
        return
    standard = standard_called(standard_name(name))
    supporting = [measure.number for measure in SUPPORTING_MEASURES]
    measures = {*_table(data.get("measure")), *supporting}
    texts = [text for text in indicators if isinstance(text, (str, int))]
    for fault in indicator_faults(texts, standard, measures):
        yield ("indicators",), fault.what, fault.fix, fault.code


def _title_problems(data: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the measures with the title of another: a reader could not tell them apart."""
    name = data.get("standard", USUAL_STANDARD)
    titles = {measure.item: measure.title for measure in SUPPORTING_MEASURES}
    if isinstance(name, str) and is_standard(name):
        standard = standard_called(standard_name(name))
        titles |= {indicator.number: indicator.title for indicator in standard.indicators}
        if standard.disparity is not None:
            titles["disparity"] = standard.disparity.title
    key_by_title = {_folded(title): key for key, title in titles.items()}
    for key, measure in _table(data.get("measure")).items():
        title = _table(measure).get("title")
        if isinstance(title, str):
            other = key_by_title.setdefault(_folded(title), key)
            if other != key:
                what = f"title: '{title}' is already the title of '{other}'"
                yield ("measure", key, "title"), what, "Choose another title.", VALUE


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _grouping_problems(data: Mapping[str, Any]) -> Iterator[Found]:
    reference = data.get("reference", "")
    white_minorities = _table(data.get("ethnicity")).get("white_minorities", "")
    if reference in REFERENCES and white_minorities in WHITE_MINORITY_RULES:
        why = grouping_contradiction(reference, white_minorities)
        if why:
            yield ("reference",), why, "Remove one of the two.", CONFLICT


def _pay_group_problems(value: object) -> Iterator[Found]:
    """Yield what is wrong with pay groups taken together: one missing, a band in two."""
    pay_groups = _table(value)
    missing = [group for group in SECTIONS["pay_groups"] if pay_groups and group not in pay_groups]
    if missing:
        fix = "List the bands of all three. Write [] for a group without bands."
        yield ("pay_groups",), f"no bands are listed for {in_words(missing)}", fix, VALUE
    bands = [
        band
        for listed in pay_groups.values()
        if isinstance(listed, list)
        for band in {_folded(str(name)) for name in listed}
    ]
    for band in _repeated(bands):
        yield ("pay_groups",), f"'{band}' is in two pay groups", _ONE_OF_TWO, CONFLICT


def _contradictions(data: Mapping[str, Any]) -> Iterator[Found]:
    """Yield what is set twice, in two ways."""
    labels = _table(data.get("ethnicity")).get("labels")
    yield from _word_contradictions(("stages",), data.get("stages"), plain)
    yield from _word_contradictions(("employment",), data.get("employment"), plain)
    yield from _word_contradictions(("ethnicity", "labels"), labels, words_of)
    yield from _known_labels(_table(labels))
    yield from _words_with_two_meanings(("words",), data.get("words"))
    extracts = data.get("extracts")
    for number, extract in enumerate(extracts if isinstance(extracts, list) else ()):
        table = _table(extract)
        for header in _repeated(map(str, _table(table.get("columns")).values())):
            place = ("extracts", number, "columns")
            yield place, f"'{header}' is named as two columns", _ONE_OF_TWO, CONFLICT
        yield from _reached_contradictions(("extracts", number, "reached"), table)
        place = ("extracts", number, "stages")
        yield from _word_contradictions(place, table.get("stages"), plain)
        yield from _words_with_two_meanings(("extracts", number, "words"), table.get("words"))
    posts = _table(data.get("posts"))
    if posts.get("ethnicity") == LATEST and "date" not in posts:
        fix = 'Name the date column, such as date = "Valid from".'
        yield ("posts",), 'ethnicity = "latest" needs a date', fix, VALUE
    yield from _publish_problems(_table(data.get("publish")))
    if {"grades", "salary_at_least"} <= _table(data.get("senior_managers")).keys():
        fix = "Keep grades or salary_at_least."
        yield ("senior_managers",), "senior managers are set in two ways", fix, CONFLICT


def _reached_contradictions(place: Place, extract: Mapping[str, Any]) -> Iterator[Found]:
    """Yield what an extract's stages of recruitment contradict among its other settings."""
    if "reached" not in extract:
        return
    reached, kind = _table(extract["reached"]), extract.get("kind")
    kinds = (APPLICATIONS.name, SHORTLISTING.name)
    if kind in KINDS and kind not in kinds:
        what = f"an extract with reached cannot be of kind {kind}"
        yield place, what, f"Expected {in_words(kinds, last='or')}. Remove one of them.", CONFLICT
    if kind == SHORTLISTING.name and reached.get("applied"):
        what = f"kind is {kind}, but statuses under applied mean that nobody was shortlisted"
        yield place, what, f'Set kind = "{APPLICATIONS.name}", or remove applied.', CONFLICT
    columns = _table(extract.get("columns"))
    for setting, table in (("columns", columns), ("words", _table(extract.get("words")))):
        if both := [stage for stage in STAGES_OF_AN_APPLICATION if stage in table]:
            are = "is" if len(both) == 1 else "are"
            what = f"{in_words(both)} {are} set by reached, and under {setting} too"
            yield place, what, _ONE_OF_TWO, CONFLICT
    header = reached.get("column")
    if isinstance(header, str) and header_name(header) in map(
        header_name, map(str, columns.values())
    ):
        what = f"'{header}' is the column of reached, and named under columns too"
        yield place, what, _ONE_OF_TWO, CONFLICT


def _words_with_two_meanings(place: Place, value: object) -> Iterator[Found]:
    """Yield words of a yes/no column that are set to mean two things."""
    for column, lists in _table(value).items():
        words = [
            word
            for listed in _table(lists).values()
            if isinstance(listed, list)
            for word in {plain(str(name)) for name in listed}
        ]
        for word in _repeated(words):
            yield (*place, column), f"'{word}' has two meanings", _ONE_OF_TWO, CONFLICT


def _publish_problems(publish: Mapping[str, Any]) -> Iterator[Found]:
    """Yield what is wrong with the rule of publication taken together."""
    own = publish.get("threshold"), publish.get("base")
    if own == (None, None):
        return
    if None in own:
        yield ("publish",), "threshold and base go together", "Set both.", VALUE
    elif not is_profile(f"{own[0]}-{own[1]}"):
        what = "the base is too large: some counts other than zero would be rounded to zero"
        yield ("publish", "base"), what, "Set a base of at most twice the threshold.", VALUE
    elif is_profile(str(publish.get("profile", ""))):
        profile = profile_called(str(publish["profile"]))
        if (profile.threshold, profile.base) != own:
            fix = "Keep profile, or threshold and base."
            yield ("publish",), "the disclosure rule is set in two ways", fix, CONFLICT


def _word_contradictions(
    place: Place, table: object, spelt: Callable[[str], str]
) -> Iterator[Found]:
    """Yield words that differ in spelling alone, and mean different things."""
    meanings: dict[str, object] = {}
    for word, meaning in _table(table).items():
        if not spelt(word):
            fix = "Remove it. Blank cells need no setting."
            yield (*place, word), f"'{word}' holds no word to look for", fix, VALUE
        elif meanings.setdefault(spelt(word), meaning) != meaning:
            yield (*place, word), f"'{word}' has two meanings", _ONE_OF_TWO, CONFLICT


def _known_labels(labels: Mapping[str, object]) -> Iterator[Found]:
    """Yield labels that name a category themselves, and are set to be of others.

    A category of all who are in no other can take in one of the same side.
    """
    for label, category in labels.items():
        known = category_of(label)
        if known is None or known not in CATEGORY:
            continue
        if not isinstance(category, str) or category not in CATEGORY:
            continue  # yielded elsewhere
        is_rest = category.startswith("Any other") or category in OTHER_GROUPS
        is_near = held_by(known) & held_by(category) or (
            is_rest and CATEGORY[known].side == CATEGORY[category].side
        )
        if not is_near:
            what = f"'{label}' is the label of {known}, and cannot be {category}"
            fix = "Remove it. If the extract is wrong, correct the extract."
            yield ("ethnicity", "labels", label), what, fix, CONFLICT


def _table(value: object) -> Mapping[str, Any]:
    """Return a table; an empty one in place of any other value, which is reported elsewhere."""
    return value if isinstance(value, dict) else {}


def _repeated(texts: Iterable[str]) -> list[str]:
    return sorted(text for text, number in Counter(texts).items() if number > 1)
