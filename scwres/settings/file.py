"""``scwres.toml``: what a council says once, so that every year's run is the same.

Every key is checked, and every fault is given with its line, all of them at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from scwres.counts import NO, YES
from scwres.errors import UsageError
from scwres.ethnicity.categories import GROUPS
from scwres.extracts.cells.pay_order import Bands
from scwres.extracts.rules import (
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
from scwres.metrics.standards import USUAL_STANDARD
from scwres.metrics.standards.indicator import Indicator, Words
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES, measure
from scwres.settings.checks import problems
from scwres.settings.settings import Publishing, Reporting, Settings
from scwres.settings.toml import read_toml
from scwres.text.wording import TERMINOLOGIES


def read_settings(path: Path) -> Settings:
    """Return what a file says. Paths in it are from the folder that it lies in.

    Raises
    ------
    FileError
        When it cannot be read.
    UsageError
        When a key is unknown, of a wrong type or out of range, or the text is no TOML: all
        faults at once, each with its line.
    """
    found = read_toml(path, "Name a file that exists, or make one with 'scwres init'.")
    if faults := found.faults(problems(found.data)):
        raise UsageError(faults)
    return _settings(found.data, path.parent)


def _settings(data: Mapping[str, Any], folder: Path) -> Settings:
    """Return settings from data that were found sound."""
    ethnicity, output = data.get("ethnicity", {}), data.get("output", {})
    path = output.get("path")
    return Settings(
        organisation=data.get("organisation", ""),
        snapshot=data.get("snapshot"),
        indicators=tuple(map(str, data.get("indicators", ()))),
        confidence=float(data.get("confidence", CONFIDENCE)),
        interval=data.get("interval", KOOPMAN),
        test=data.get("p_value", AUTOMATIC),
        terminology=data.get("terminology", TERMINOLOGIES[0]),
        standard=data.get("standard", USUAL_STANDARD),
        groups=data.get("groups", GROUPS[0]),
        reference=data.get("reference", ""),
        white_minorities=ethnicity.get("white_minorities", ""),
        pay_groups={group: tuple(bands) for group, bands in data.get("pay_groups", {}).items()},
        measures=tuple(_measure(*pair) for pair in data.get("measure", {}).items()),
        rules=_rules(data),
        wishes=tuple(_wish(one, folder) for one in data.get("extracts", ())),
        benchmarks=tuple(folder / path for path in data.get("benchmarks", ())),
        accept=tuple(data.get("strict", {}).get("accept", ())),
        output=folder / path if path else None,
        format=output.get("format", ""),
        publishing=_publishing(data.get("publish", {}), folder),
        reporting=_reporting(data.get("report", {}), folder),
    )


def _reporting(said: Mapping[str, Any], folder: Path) -> Reporting:
    return Reporting(
        title=said.get("title", ""),
        folder=folder / said["folder"] if "folder" in said else None,
        four_fifths=said.get("four_fifths", False),
        before=tuple(folder / path for path in said.get("before", ())),
        plan=folder / said["plan"] if "plan" in said else None,
    )


def _publishing(said: Mapping[str, Any], folder: Path) -> Publishing:
    own = f"{said['threshold']}-{said['base']}" if "threshold" in said else ""
    return Publishing(
        profile=said.get("profile", own),
        zeros=said.get("zeros", False),
        known=said.get("known", {}),
        ledger=folder / said["ledger"] if "ledger" in said else None,
        period=said.get("period", ""),
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
        everyone=frozenset(item for item, may in data.get("everyone", {}).items() if may),
        measures=tuple(
            OwnMeasure(
                name, header_name(said.get("item", name)), header_name(said.get("out_of", ""))
            )
            for name, said in data.get("measure", {}).items()
        ),
    )


def _posts(said: Mapping[str, str]) -> PostRules:
    return PostRules(said.get("ethnicity", ""), header_name(said.get("date", "")))


def _words(said: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    return {
        column: {
            word: means
            for key, means in ((YES, YES), (NO, NO), ("blank", ""))
            for word in words.get(key, ())
        }
        for column, words in said.items()
    }


def _measure(name: str, said: Mapping[str, str]) -> Indicator:
    """Return a measure of the user's own.

    One that is made of a supporting measure's own column is spoken of as that one.
    """
    usual = next((one for one in SUPPORTING_MEASURES if one.number == name), None)
    title, out_of = said["title"], said.get("out_of", "")
    words = Words(
        *("people", "people", f"be counted under '{title}'"),
        *(f"case of '{title}'", f"cases of '{title}'"),
    )
    is_usual = usual is not None and said.get("item", name) == name and not out_of
    return measure(
        name,
        title,
        usual.population
        if usual and is_usual
        else f"those whose {out_of} is yes"
        if out_of
        else "those with an answer",
        f"those whose {said.get('item', name)} is yes",
        said.get("worse_when"),
        usual.words if usual and is_usual else words,
    )


def _yes_where(said: Mapping[str, str], meaning: str) -> dict[str, str]:
    return {word: YES if means == meaning else NO for word, means in said.items()}


def _window(said: Mapping[str, date], snapshot: date | None) -> Window | None:
    """Return the window that was said, or the twelve months up to the snapshot."""
    if said:
        return Window(said["from"], said["to"])
    return year_up_to(snapshot) if snapshot else None


def _wish(said: Mapping[str, Any], folder: Path) -> ExtractRequest:
    path = Path(said["path"])
    return ExtractRequest(
        path=path if said["path"] == "-" else folder / path,
        kind=KINDS[said["kind"]] if "kind" in said else None,
        headers=said.get("columns", {}),
        reading=ReadingOptions(said.get("encoding"), said.get("sheet"), said.get("engine")),
        own=FileRules(
            only={header: tuple(values) for header, values in said.get("only", {}).items()},
            stages=_yes_where(said.get("stages", {}), "formal"),
            words=_words(said.get("words", {})),
            none_in_window=said.get("none_in_window", False),
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
