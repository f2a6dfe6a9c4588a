"""Answers of which people choose several: a column for each, or all of them in one cell.

And the key of codes that some programs write below the header.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from scwres.counts import NO, YES
from scwres.extracts.cells.values import plain
from scwres.extracts.schema import HARASSMENT_ITEMS
from scwres.extracts.surveys.questions import (
    is_no_answer,
    is_nobody,
    items_named,
    split_header,
)

#: What stands in the cell of a choice that was made, besides the choice itself; and of others.
TICKED = frozenset(
    {"x", "\u2713", "\u2714", "\u2611", "1", "true", "ticked", "checked", "selected"}
)
NOT_TICKED = frozenset({"", "0", "false", "not ticked", "unchecked", "not selected", "\u2610"})

#: What a person who gave no answer is written as, for the reader of answers.
NOT_ANSWERED = "not answered"

#: A code of a key, and what it means: "1 = Never; 2 = 1 or 2 times".
_CODE = re.compile(
    r"(\d{1,2})\s*[=:]\s*(.*?)\s*(?:[;|,\n]\s*(?=\d{1,2}\s*[=:])|[;|,]?\s*$)", re.DOTALL
)


#: A choice in whose column people write what they mean.
_OTHER = re.compile(r"\s*other\b.*\bspecify\b", re.IGNORECASE)


class Choices(NamedTuple):
    """What the choices of one question mean.

    Parameters
    ----------
    items
        The items that a choice says yes to, by the choice, as ``plain`` gives it.
    nobody, no_answer
        The choices that nobody harassed the person, and of no answer.
    unknown
        The choices of which neither words nor settings show who they are.
    """

    items: Mapping[str, frozenset[str]]
    nobody: frozenset[str]
    no_answer: frozenset[str]
    unknown: tuple[str, ...]

    @property
    def offered(self) -> tuple[str, ...]:
        """The items that can be chosen."""
        chosen = frozenset[str]().union(*self.items.values())
        return tuple(item for item in HARASSMENT_ITEMS if item in chosen)

    def contradict(self, made: Collection[str]) -> bool:
        """Return whether choices say both that nobody harassed the person and that someone did."""
        return any(choice in self.nobody for choice in made) and any(
            choice not in self.nobody for choice in made
        )

    def answers(self, made: Collection[str], blank: str) -> dict[str, str]:
        """Return the answer to each item that is offered, of a person who made some choices.

        ``blank`` is the answer of someone who made none.
        """
        if not made:
            return dict.fromkeys(self.offered, blank)
        if any(choice in self.no_answer for choice in made):
            return dict.fromkeys(self.offered, NOT_ANSWERED)
        yes = frozenset[str]().union(*(self.items.get(choice, frozenset()) for choice in made))
        return {item: YES if item in yes else NO for item in self.offered}


def choices_of(texts: Iterable[str], words: Mapping[str, Mapping[str, str]]) -> Choices:
    """Return what choices mean, by their words and by those of the settings, by item.

    >>> choices = choices_of(["Managers", "None of these", "Someone else"], {})
    >>> choices.offered, choices.unknown
    (('harassment_managers',), ('Someone else',))
    """
    items: dict[str, frozenset[str]] = {}
    nobody, no_answer, unknown = set(), set(), []
    for text in texts:
        choice = plain(text)
        by_settings = {
            item: answer
            for item in HARASSMENT_ITEMS
            for word, answer in words.get(item, {}).items()
            if plain(word) == choice
        }
        named = items_named(text)
        if by_settings and not {YES, NO}.isdisjoint(by_settings.values()):
            items[choice] = frozenset(i for i, answer in by_settings.items() if answer == YES)
        elif by_settings or is_no_answer(text):
            no_answer.add(choice)
        elif is_nobody(text):
            nobody.add(choice)
        elif len(named) == 1:
            items[choice] = named
        else:
            unknown.append(text)
    return Choices(items, frozenset(nobody), frozenset(no_answer), tuple(unknown))


def parts_of(cell: str) -> list[str]:
    """Return the choices in one cell, as Microsoft Forms and Google Forms join them.

    >>> parts_of("Managers;Colleagues;"), parts_of("Managers, Colleagues")
    (['Managers', 'Colleagues'], ['Managers', 'Colleagues'])
    """
    sign = ";" if ";" in cell else ","
    return [part.strip() for part in cell.split(sign) if part.strip()]


def is_mark(cell: str, choice: str) -> bool:
    """Return whether a cell shows that a choice was made, or not made, and nothing else.

    >>> is_mark("x", "Managers"), is_mark("Managers", "Managers"), is_mark("Never", "Managers")
    (True, True, False)
    """
    return is_ticked(cell, choice) or plain(cell) in NOT_TICKED


def is_ticked(cell: str, choice: str) -> bool:
    """Return whether a cell shows that a choice was made.

    >>> is_ticked("the neighbours", "Other (please specify)"), is_ticked("0", "Managers")
    (True, False)
    """
    word = plain(cell)
    is_specified = _OTHER.match(choice) is not None and word not in NOT_TICKED
    return bool(word) and (word == plain(choice) or word in TICKED or is_specified)


def grouped(header: Sequence[str]) -> dict[str, dict[int, str]]:
    """Return the choices of questions that have a column for each, by question and position.

    >>> grouped(["Id", "Q5: Managers", "Q5: Colleagues", "Q6: Other"])
    {'Q5': {1: 'Managers', 2: 'Colleagues'}}
    """
    groups: dict[str, dict[int, str]] = {}
    for position, cell in enumerate(header):
        stem, choice = split_header(cell)
        if stem:
            groups.setdefault(stem, {})[position] = choice
    return {stem: choices for stem, choices in groups.items() if len(choices) > 1}


def key_in(cell: str) -> dict[str, str]:
    """Return what codes mean, by the code, as a cell lists them; none where it is no list.

    >>> key_in("1 = Never; 2 = 1 or 2 times")
    {'1': 'Never', '2': '1 or 2 times'}
    >>> key_in("10:30"), key_in("2 = Yes")
    ({}, {})
    """
    text = cell.strip()
    pairs = _CODE.findall(text)
    is_whole = re.match(r"\d{1,2}\s*[=:]", text) is not None
    is_list = is_whole and len(pairs) > 1 and all(meaning for _, meaning in pairs)
    return dict(pairs) if is_list else {}


def keys_in(record: Sequence[str]) -> dict[int, dict[str, str]]:
    """Return the keys of a row by their positions; none where the row holds anything else.

    Its first cell may name it.
    """
    keys = {position: key for position, cell in enumerate(record) if (key := key_in(cell))}
    others = [cell for position, cell in enumerate(record) if position and position not in keys]
    return {} if any(map(str.strip, others)) else keys


def codes_among(texts: Iterable[str]) -> list[str]:
    """Return the number codes among the values of a column, which are more than 0 and 1.

    None where some value is no code and means something by its words.

    >>> codes_among(["1", "2", ""]), codes_among(["1", "0"]), codes_among(["1", "Never"])
    (['1', '2'], [], [])
    """
    filled = {text.strip() for text in texts if text.strip() and not is_no_answer(text)}
    are_codes = filled and all(re.fullmatch(r"\d{1,2}", text) for text in filled)
    return sorted(filled, key=int) if are_codes and not filled <= {"0", "1"} else []
