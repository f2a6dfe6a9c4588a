"""The settings file ``scwres.toml``: written once, so that every year's run is the same.

Every key is checked: unknown, misplaced, out of range, contradictory. Every fault is reported
with its line, all of them at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from scwres.counts import NO, YES
from scwres.disclosure.rules import is_profile, profile_called
from scwres.errors import UsageError
from scwres.ethnicity.categories import (
    GROUPS,
    REFERENCES,
    WHITE_MINORITY_RULES,
    grouping_contradiction,
)
from scwres.ethnicity.labels import words_of
from scwres.extracts.cells.pay_order import Bands
from scwres.extracts.cells.values import plain
from scwres.extracts.rules import (
    LATEST,
    ExtractRequest,
    FileRules,
    OwnMeasure,
    PostRules,
    ReadingOptions,
    Rules,
    Window,
)
from scwres.extracts.schema import KINDS, header_name
from scwres.metrics.intervals import KOOPMAN
from scwres.metrics.likelihood import AUTOMATIC, CONFIDENCE
from scwres.metrics.standards import USUAL_STANDARD, standard_called, standard_name
from scwres.metrics.standards.indicator import Indicator, Words
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES, supporting_measure
from scwres.settings.fields import SECTIONS, Entry
from scwres.settings.question import indicator_faults, standard_faults
from scwres.settings.settings import Publishing, Reporting, Settings
from scwres.settings.toml import Place, read_toml
from scwres.text.phrases import in_words, nearest
from scwres.text.wording import TERMINOLOGIES


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
    toml = read_toml(path, "Name a file that exists, or make one with 'scwres init'.")
    if faults := toml.faults(_problems(toml.data)):
        raise UsageError(faults)
    return _settings(toml.data, path.parent)


def _settings(data: Mapping[str, Any], folder: Path) -> Settings:
    """Return settings from data that have passed every check."""
    ethnicity, output = data.get("ethnicity", {}), data.get("output", {})
    path = output.get("path")
    return Settings(
        organisation=data.get("organisation", ""),
        snapshot=data.get("snapshot"),
        indicators=tuple(map(str, data.get("indicators", ()))),
        confidence=float(data.get("confidence", CONFIDENCE)),
        interval=data.get("interval", KOOPMAN),
        p_value=data.get("p_value", AUTOMATIC),
        terminology=data.get("terminology", TERMINOLOGIES[0]),
        standard=data.get("standard", USUAL_STANDARD),
        groups=data.get("groups", GROUPS[0]),
        reference=data.get("reference", ""),
        white_minorities=ethnicity.get("white_minorities", ""),
        pay_groups={group: tuple(bands) for group, bands in data.get("pay_groups", {}).items()},
        measures=tuple(_measure(*pair) for pair in data.get("measure", {}).items()),
        rules=_rules(data),
        wishes=tuple(_request(extract, folder) for extract in data.get("extracts", ())),
        benchmarks=tuple(folder / path for path in data.get("benchmarks", ())),
        accept=tuple(data.get("strict", {}).get("accept", ())),
        output=folder / path if path else None,
        format=output.get("format", ""),
        publishing=_publishing(data.get("publish", {}), folder),
        reporting=_reporting(data.get("report", {}), folder),
    )


def _reporting(report: Mapping[str, Any], folder: Path) -> Reporting:
    return Reporting(
        title=report.get("title", ""),
        folder=folder / report["folder"] if "folder" in report else None,
        four_fifths=report.get("four_fifths", False),
        before=tuple(folder / path for path in report.get("before", ())),
        plan=folder / report["plan"] if "plan" in report else None,
    )


def _publishing(publish: Mapping[str, Any], folder: Path) -> Publishing:
    own = f"{publish['threshold']}-{publish['base']}" if "threshold" in publish else ""
    return Publishing(
        profile=publish.get("profile", own),
        zeros=publish.get("zeros", False),
        known=publish.get("known", {}),
        ledger=folder / publish["ledger"] if "ledger" in publish else None,
        period=publish.get("period", ""),
    )


def _rules(data: Mapping[str, Any]) -> Rules:
    ethnicity, bands = data.get("ethnicity", {}), data.get("pay_bands", {})
    senior = data.get("senior_managers", {})
    return Rules(
        breakdowns=tuple(map(header_name, data.get("by", ()))),
        blanks=data.get("blank", {}),
        labels=ethnicity.get("labels", {}),
        scheme=ethnicity.get("scheme", ""),
        words=_words(data.get("words", {})),
        stages=_yes_where(data.get("stages", {}), "formal"),
        employment=_yes_where(data.get("employment", {}), "direct"),
        window=_window(data.get("window", {}), data.get("snapshot")),
        bands=Bands(
            scheme=bands.get("from_salary", ""),
            step=bands.get("step", Bands().step),
            order=tuple(bands.get("order", ())),
        ),
        senior_grades=tuple(senior.get("grades", ())),
        senior_salary=senior.get("salary_at_least"),
        regulated_roles=tuple(data.get("regulated", {}).get("roles", ())),
        out_of=data.get("out_of", "employed"),
        posts=_posts(data.get("posts", {})),
        everyone=frozenset(
            item for item, is_right in data.get("everyone", {}).items() if is_right
        ),
        measures=tuple(
            OwnMeasure(
                name,
                header_name(measure.get("item", name)),
                header_name(measure.get("out_of", "")),
                measure.get("counted_of", ""),
            )
            for name, measure in data.get("measure", {}).items()
        ),
    )


def _posts(posts: Mapping[str, str]) -> PostRules:
    return PostRules(posts.get("ethnicity", ""), header_name(posts.get("date", "")))


def _words(words_by_column: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {
        column: {
            word: meaning
            for key, meaning in ((YES, YES), (NO, NO), ("blank", ""))
            for word in words.get(key, ())
        }
        for column, words in words_by_column.items()
    }


def _measure(name: str, setting: Mapping[str, str]) -> Indicator:
    """Return a measure of the user's own.

    One that uses a supporting measure's own column is worded as that measure.
    """
    usual = next((measure for measure in SUPPORTING_MEASURES if measure.number == name), None)
    title, out_of = setting["title"], setting.get("out_of", "")
    words = Words(
        "people",
        "people",
        f"be counted under '{title}'",
        f"case of '{title}'",
        f"cases of '{title}'",
    )
    is_usual = usual is not None and setting.get("item", name) == name and not out_of
    return supporting_measure(
        name,
        title,
        usual.population
        if usual and is_usual
        else f"those whose {out_of} is yes"
        if out_of
        else "those with an answer",
        f"those whose {setting.get('item', name)} is yes",
        setting.get("worse_when"),
        usual.words if usual and is_usual else words,
    )


def _yes_where(meanings: Mapping[str, str], meaning: str) -> dict[str, str]:
    return {
        word: YES if meaning_of_word == meaning else NO
        for word, meaning_of_word in meanings.items()
    }


def _window(window: Mapping[str, date], snapshot: date | None) -> Window | None:
    """Return the window that is set, or the twelve months up to the snapshot."""
    if window:
        return Window(window["from"], window["to"])
    return year_up_to(snapshot) if snapshot else None


def _request(extract: Mapping[str, Any], folder: Path) -> ExtractRequest:
    path = Path(extract["path"])
    return ExtractRequest(
        path=path if extract["path"] == "-" else folder / path,
        kind=KINDS[extract["kind"]] if "kind" in extract else None,
        headers=extract.get("columns", {}),
        reading=ReadingOptions(
            extract.get("encoding"), extract.get("sheet"), extract.get("engine")
        ),
        own=FileRules(
            only={header: tuple(values) for header, values in extract.get("only", {}).items()},
            stages=_yes_where(extract.get("stages", {}), "formal"),
            words=_words(extract.get("words", {})),
            none_in_window=extract.get("none_in_window", False),
        ),
    )


def year_up_to(day: date) -> Window:
    """Return the twelve months that end on a day.

    >>> year_up_to(date(2025, 9, 30)).start
    datetime.date(2024, 10, 1)
    """
    after = day + timedelta(days=1)
    try:
        return Window(after.replace(year=after.year - 1), day)
    except ValueError:  # the day after 28 February of a leap year
        return Window(date(after.year - 1, 3, 1), day)


_ONE_OF_TWO = "Keep one of the two."


# What is wrong with a file


def _problems(data: Mapping[str, object]) -> Iterator[tuple[Place, str, str]]:
    """Yield what is wrong, with its place and how to fix it."""
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
    for number, extract in enumerate(value):
        place = ("extracts", number)
        yield from _section_problems(place, SECTIONS["extracts"], extract)
        if isinstance(extract, dict) and "path" not in extract:
            yield place, "an extract has no path", 'Expected a file, such as path = "hr.csv".'


def _section_problems(
    place: Place,
    entries: Mapping[str, Entry],
    value: object,
    own: Collection[str] = (),
) -> Iterator[tuple[Place, str, str]]:
    """Yield what is wrong with a table; ``own`` is the user's measures, which are columns."""
    if not isinstance(value, dict):
        name = str(place[0])
        yield place, f"'{name}' is no table", f"Write [{name}], and its keys below."
        return
    for key, setting in value.items():
        entry = entries.get(key) or entries.get("*")
        if entry is None:
            yield _unknown((*place, key), list(entries))
        elif "*" in entries and key not in entries:
            is_own = key in own and place != ("measure",)
            yield from _value_problems((*place, key), entry, setting, None if is_own else key)
        else:
            yield from _value_problems((*place, key), entry, setting)


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
    """Yield the indicators that the standard does not have, where both can be read."""
    name, indicators = data.get("standard", USUAL_STANDARD), data.get("indicators", ())
    if not isinstance(name, str) or not isinstance(indicators, list) or standard_faults(name):
        return
    standard = standard_called(standard_name(name))
    supporting = [measure.number for measure in SUPPORTING_MEASURES]
    measures = {*_table(data.get("measure")), *supporting}
    texts = [text for text in indicators if isinstance(text, (str, int))]
    for fault in indicator_faults(texts, standard, measures):
        yield ("indicators",), fault.what, fault.fix


def _title_problems(data: Mapping[str, Any]) -> Iterator[tuple[Place, str, str]]:
    """Yield the measures with the title of another: a reader could not tell them apart."""
    name = data.get("standard", USUAL_STANDARD)
    titles = {measure.item: measure.title for measure in SUPPORTING_MEASURES}
    if isinstance(name, str) and not standard_faults(name):
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
    """Yield what is wrong with pay groups taken together: one missing, a band in two."""
    pay_groups = _table(value)
    missing = [group for group in SECTIONS["pay_groups"] if pay_groups and group not in pay_groups]
    if missing:
        fix = "Name the bands of all three, an empty list where there are none."
        yield ("pay_groups",), f"there is no pay group {in_words(missing)}", fix
    bands = [
        band
        for listed in pay_groups.values()
        if isinstance(listed, list)
        for band in {_folded(str(name)) for name in listed}
    ]
    for band in _repeated(bands):
        yield ("pay_groups",), f"'{band}' is in two pay groups", _ONE_OF_TWO


def _contradictions(data: Mapping[str, Any]) -> Iterator[tuple[Place, str, str]]:
    """Yield what is set twice, in two ways."""
    labels = _table(data.get("ethnicity")).get("labels")
    yield from _word_contradictions(("stages",), data.get("stages"), plain)
    yield from _word_contradictions(("employment",), data.get("employment"), plain)
    yield from _word_contradictions(("ethnicity", "labels"), labels, words_of)
    yield from _words_with_two_meanings(("words",), data.get("words"))
    extracts = data.get("extracts")
    for number, extract in enumerate(extracts if isinstance(extracts, list) else ()):
        table = _table(extract)
        for header in _repeated(map(str, _table(table.get("columns")).values())):
            place = ("extracts", number, "columns")
            yield place, f"'{header}' is said to be two columns", _ONE_OF_TWO
        place = ("extracts", number, "stages")
        yield from _word_contradictions(place, table.get("stages"), plain)
        yield from _words_with_two_meanings(("extracts", number, "words"), table.get("words"))
    posts = _table(data.get("posts"))
    if posts.get("ethnicity") == LATEST and "date" not in posts:
        fix = 'Name the column, such as date = "Valid from".'
        yield ("posts",), "the latest ethnicity needs a date", fix
    yield from _publish_problems(_table(data.get("publish")))
    if {"grades", "salary_at_least"} <= _table(data.get("senior_managers")).keys():
        fix = "Keep grades or salary_at_least."
        yield ("senior_managers",), "senior managers are said in two ways", fix


def _words_with_two_meanings(place: Place, value: object) -> Iterator[tuple[Place, str, str]]:
    """Yield words of a yes/no column that are set to mean two things."""
    for column, lists in _table(value).items():
        words = [
            word
            for listed in _table(lists).values()
            if isinstance(listed, list)
            for word in {plain(str(name)) for name in listed}
        ]
        for word in _repeated(words):
            yield (*place, column), f"'{word}' is said in two ways", _ONE_OF_TWO


def _publish_problems(publish: Mapping[str, Any]) -> Iterator[tuple[Place, str, str]]:
    """Yield what is wrong with the rule of publication taken together."""
    own = publish.get("threshold"), publish.get("base")
    if own == (None, None):
        return
    if None in own:
        yield ("publish",), "threshold and base go together", "Give both."
    elif not is_profile(f"{own[0]}-{own[1]}"):
        what = "no count but zero may be rounded to zero"
        yield ("publish", "base"), what, "Give a base of at most twice the threshold."
    elif is_profile(str(publish.get("profile", ""))):
        profile = profile_called(str(publish["profile"]))
        if (profile.threshold, profile.base) != own:
            fix = "Keep profile, or threshold and base."
            yield ("publish",), "the rule of publication is said in two ways", fix


def _word_contradictions(
    place: Place, table: object, spelt: Callable[[str], str]
) -> Iterator[tuple[Place, str, str]]:
    """Yield words that differ in spelling alone, and mean different things."""
    meanings: dict[str, object] = {}
    for word, meaning in _table(table).items():
        if not spelt(word):
            yield (*place, word), f"'{word}' is no word", "Blanks are read as they are."
        elif meanings.setdefault(spelt(word), meaning) != meaning:
            yield (*place, word), f"'{word}' is said in two ways", _ONE_OF_TWO


def _table(value: object) -> Mapping[str, Any]:
    """Return a table; an empty one in place of any other value, which is reported elsewhere."""
    return value if isinstance(value, dict) else {}


def _repeated(texts: Iterable[str]) -> list[str]:
    return sorted(text for text, number in Counter(texts).items() if number > 1)
