"""Names in the settings that no extract holds: a slip there changes figures silently."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from scwres.counts import PAY_BAND
from scwres.errors import Caution
from scwres.ethnicity.labels import words_of
from scwres.extracts.cells.values import plain
from scwres.extracts.loading import Extract
from scwres.extracts.rules import Reached, Rules
from scwres.extracts.schema import ETHNICITY, JOB_ROLE, KINDS, STAFF, Holds, header_name
from scwres.text.phrases import did_you_mean, in_words, nearest_word, shown, shown_whole

#: The columns that hold stages of a process, and kinds of contract.
_STAGES = tuple(
    dict.fromkeys(
        column.name
        for kind in KINDS.values()
        for column in kind.columns
        if column.holds is Holds.STAGE
    )
)


class _Names(NamedTuple):
    """Names that a setting holds, and the columns that they should stand in."""

    setting: str
    names: Iterable[str]
    columns: Sequence[str]
    spelt: Callable[[str], str] = plain


def unmatched_cautions(rules: Rules, extracts: Sequence[Extract]) -> Iterator[Caution]:
    """Yield a caution for each name in the settings that is nowhere in the data.

    With the nearest name that is. Settings of columns that none of the extracts could have are
    ignored: they belong to other extracts.
    """
    for names in _names(rules):
        yield from _cautions("", names, extracts)
    for extract in extracts:
        own = extract.own
        for names in (
            _Names("[extracts.stages]", own.stages, _STAGES),
            *(_Names(f"[extracts.words] {name}", own.words[name], [name]) for name in own.words),
            *(
                _Names(f"only {shown(name)}", own.only[name], [header_name(name)])
                for name in own.only
            ),
            *_statuses(own.reached),
        ):
            yield from _cautions(f"{extract.name}: ", names, [extract])


def _statuses(reached: Reached | None) -> Iterator[_Names]:
    if reached is not None:
        for stage, statuses in reached.statuses.items():
            yield _Names(f"[extracts.reached] {stage}", statuses, reached.items)


def _names(rules: Rules) -> Iterator[_Names]:
    yield _Names("[senior_managers] grades", rules.senior_grades, [PAY_BAND])
    yield _Names("[pay_bands] order", rules.bands.order, [PAY_BAND])
    yield _Names("[regulated] roles", rules.regulated_roles, [JOB_ROLE])
    yield _Names("[ethnicity.labels]", rules.labels, [ETHNICITY.name], words_of)
    yield _Names("[stages]", rules.stages, _STAGES)
    yield _Names("[employment]", rules.employment, ["employment_type"])
    for column, words in rules.words.items():
        yield _Names(f"[words] {column}", words, [column])


def _cautions(where: str, setting: _Names, extracts: Sequence[Extract]) -> Iterator[Caution]:
    """Yield a caution for each name of a setting that is in none of its columns."""
    could_hold = [
        extract
        for extract in extracts
        if any(name in extract.held for name in setting.columns)
        or (extract.kind and any(extract.kind.column(name) for name in setting.columns))
    ]
    texts = {
        setting.spelt(text): text
        for extract in could_hold
        for name in setting.columns
        for text in extract.held.get(name, ())
    }
    for name in setting.names if could_hold else ():
        if setting.spelt(name) in texts:
            continue
        if any(column in extract.held for extract in could_hold for column in setting.columns):
            near = texts.get(nearest_word(setting.spelt(name), texts), "")
            meant = did_you_mean(near) if near and shown(near) == f"'{near}'" else ""
            text = f"no row has {shown_whole(name)}. {meant}".strip()
        else:
            text = f"no extract has the column {in_words(setting.columns, last='or')}, "
            text += f"so {shown_whole(name)} has no effect."
        yield Caution("setting-matches-nothing", f"{where}{setting.setting}: {text}")


def unmatched_columns(rules: Rules, extracts: Sequence[Extract]) -> Iterator[Caution]:
    """Yield a caution for each column that [blank] or [everyone] names and no extract has.

    Columns of kinds of extract that are not among them are ignored.
    """
    columns = {name for extract in extracts for name in (*extract.columns, *extract.items)}
    date = rules.posts.date
    if date and date not in columns and any(extract.kind is STAFF for extract in extracts):
        near = did_you_mean(nearest_word(date, columns))
        text = f"[posts] date: no extract has the column '{date}'. {near}".strip()
        yield Caution("setting-matches-nothing", text)
    kinds = {extract.kind for extract in extracts}
    for setting, names in (("[blank]", rules.blanks), ("[everyone]", rules.everyone)):
        for name in sorted(names):
            could_be = any(kind and (kind.column(name) or kind.event == name) for kind in kinds)
            if could_be and name not in columns:
                near = did_you_mean(nearest_word(name, columns))
                text = f"{setting}: no extract has the column '{name}'. {near}".strip()
                yield Caution("setting-matches-nothing", text)
