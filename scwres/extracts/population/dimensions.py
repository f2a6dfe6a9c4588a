"""The columns of a table of residents besides ethnicity and people: who the table covers.

A table may be of one age band or sex, or give each ethnicity once for every age and for the total
of them. A council chooses areas and years; codes and notes say nothing about people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from scwres.ethnicity.labels import category_of
from scwres.extracts.cells.values import plain
from scwres.extracts.schema import header_name

#: Words of headers of areas, of times, and of what is not about people.
_AREA = frozenset(
    {
        *(
            "area",
            "areas",
            "authority",
            "authorities",
            "region",
            "regions",
            "country",
            "countries",
        ),
        *("county", "counties", "district", "districts", "ward", "wards", "geography", "la"),
        *("geographic", "geographical", "lsoa", "msoa", "ltla", "utla", "borough", "council"),
        *("place", "nation", "constituency", "parish", "location", "locality"),
    }
)
_TIME = frozenset({"date", "year", "time", "period", "quarter", "month"})
_ABOUT = frozenset(
    {
        *("code", "codes", "measure", "measures", "unit", "units", "status", "note", "notes"),
        *("flag", "level", "identifier", "id", "variable", "version", "source", "dataset"),
        *("percent", "percentage", "rate", "confidence", "rank", "index", "link", "url"),
    }
)

#: Words of headers that divide people, as tables of the census do.
_DIVIDING = frozenset(
    {
        *("age", "ages", "sex", "gender", "religion", "economic", "economically", "activity"),
        *("tenure", "disability", "health", "birth", "language", "identity", "orientation"),
        *("occupation", "qualification", "qualifications", "household", "residence", "industry"),
        *("nationality", "passports", "marital", "legal", "employment", "student", "population"),
        *("hours", "family", "accommodation", "deprivation", "carers", "carer", "veteran"),
        *("arrival", "work", "workplace", "employed", "unemployed", "band", "partnership"),
    }
)

#: Words that are of some people alone, where nothing else says so: in a title, or over numbers.
_OF_SOME = re.compile(
    r"\baged? \d|\bages \d|\b\d+ (?:to|and over|and under)\b|\b(?:fe)?males?\b|\b(?:wo)?men\b"
    r"|\b(?:boys|girls|children|adults|pensioners|pupils|students)\b|\bworking age\b",
    re.IGNORECASE,
)

#: What a header of the numbers of everybody is made of, besides the name of an area.
_PLAIN = frozenset(
    {
        *("observation", "observations", "obs", "value", "values", "number", "numbers", "n"),
        *("count", "counts", "headcount", "frequency", "figure", "figures", "estimate"),
        *("people", "person", "persons", "resident", "residents", "population", "everyone"),
        *("everybody", "all", "usual", "total", "totals", "of", "the", "in", "and", "census"),
    }
)

#: Phrases that say that no age and no sex is left out; years, codes of areas and footnotes.
_OF_EVERYBODY = re.compile(r"\b(?:all ages?|both sexes|all sexes)\b", re.IGNORECASE)
_NO_AGES = re.compile(
    r"\b\d\d?/\d\d?/(?:19|20)\d\d\b"
    r"|\b\d\d?(?:st|nd|rd|th)? (?=(?:jan|feb|ma|apr|ju|aug|sep|oct|nov|dec)[a-z]+ (?:19|20))"
    r"|\b(?:19|20)\d\d(?:[/-]\d\d)?\b"
    r"|\b[EWSNK]\d{8}\b|[\[(](?:note )?\d[\])]|\(0*s\)",
    re.IGNORECASE,
)

#: Words over numbers that are of some people alone: ages, sexes, religions and work.
_SOME = frozenset(
    {
        *("adult", "child", "young", "youth", "youths", "teenagers", "older", "elderly"),
        *("pensioner", "infants", "babies", "f", "m", "girl", "boy", "mothers", "fathers"),
        *("christian", "christians", "muslim", "muslims", "hindu", "hindus", "sikh", "sikhs"),
        *("jewish", "jews", "buddhist", "buddhists", "catholic", "catholics", "religious"),
        *("working", "workers", "workforce", "active", "inactive", "retired", "jobseekers"),
        *("unpaid", "disabled", "migrants", "born", "married", "single", "tenants", "owners"),
        *("households", "electors", "voters", "claimants", "graduates", "veterans"),
    }
)

_TOTALS = frozenset(
    {
        *("all", "all ages", "all persons", "all people", "all residents", "all usual residents"),
        *("all categories", "all sexes", "both sexes", "both", "persons", "people", "everyone"),
        *("any", "total", "grand total", "all groups", "all households", "total population"),
    }
)

#: What tables that hold percentages as well call the numbers of people.
_COUNTS = frozenset({"value", "values", "count", "number", "numbers", "persons"})


class Limit(NamedTuple):
    """A limit of a table to some people: a column's name, empty for a title, and its value."""

    name: str
    value: str


def short_name(header: str) -> str:
    """Return a header of the census without how many categories it has, or Nomis's own signs.

    >>> short_name("Age (C) (5 categories)"), short_name("C2021_AGE_12_NAME")
    ('Age', 'Age')
    """
    if match := re.fullmatch(r"C\d*_([A-Z_]+?)(?:_\d+[A-Z]?)?_NAME", header):
        return match[1].replace("_", " ").capitalize()
    return re.sub(r"\s*\((?:[A-Z]|\d+ categories)\)", "", header).strip(" :")


def is_total(value: str, name: str = "") -> bool:
    """Return whether a value of a column means everybody, whatever the column divides by.

    >>> is_total("All categories: Age", "Age"), is_total("All tenures", "Tenure")
    (True, True)
    >>> is_total("All usual residents aged 16 and over"), is_total("All full-time students")
    (False, False)
    """
    words = plain(value).strip(" .:*")
    if words in _TOTALS:
        return True
    if words in _COUNTS:
        return is_measure(name)
    for start in ("total:", "all categories:"):
        if words.startswith(start):
            rest = words.removeprefix(start).strip()
            return not re.search(r"\d", rest) and (is_total(rest, name) or _repeats(rest, name))
    return words.startswith("all ") and _repeats(words.removeprefix("all "), name)


def _repeats(words: str, name: str) -> bool:
    """Return whether words are those of a header, in the plural or not."""
    known = {word.rstrip("s") for word in header_name(name).split("_")}
    return {word.rstrip("s") for word in words.split()} <= known


def is_area(name: str) -> bool:
    """Return whether a column, by its header, holds areas.

    >>> is_area("Local authority"), is_area("Country of birth")
    (True, False)
    """
    return bool(_AREA & _words(name)) and not divides(name)


def is_time(name: str) -> bool:
    """Return whether a column, by its header, holds years or days."""
    return bool(_TIME & _words(name)) and not divides(name)


def is_code(name: str) -> bool:
    """Return whether a column, by its header, holds codes or notes, and nothing about people."""
    return bool(_ABOUT & _words(name)) and not divides(name)


def divides(name: str) -> bool:
    """Return whether a column, by its header, divides people by something other than ethnicity.

    >>> divides("Economic activity status"), divides("Age code"), divides("Status")
    (True, False, False)
    """
    words = _words(name)
    return bool(_DIVIDING & words) and not words & {"code", "codes"}


def is_measure(name: str) -> bool:
    """Return whether a column, by its header, names what the numbers beside it measure."""
    return header_name(name).startswith(("measure", "unit"))


def is_about_ethnicity(name: str) -> bool:
    """Return whether a column, by its header, holds ethnicity in another form."""
    return any(word.startswith("eth") for word in _words(name))


def _words(name: str) -> set[str]:
    return set(header_name(name).split("_"))


def limits_of_columns(columns: Iterable[tuple[str, set[str]]]) -> Iterator[Limit]:
    """Yield the limits from columns that hold one value throughout that is not a total."""
    for name, values in columns:
        if is_area(name) or is_time(name) or is_code(name) or is_about_ethnicity(name):
            continue
        filled = {value for value in values if value}
        if len(filled) == 1 and not is_total(value := filled.pop(), name):
            yield Limit(short_name(name), value)


def limits_of_titles(titles: Iterable[Sequence[str]]) -> Iterator[Limit]:
    """Yield the limits from the rows above the header: a name and its value, or a title."""
    for title in titles:
        cells = [" ".join(cell.split()) for cell in title if cell.strip()]
        if len(cells) == 1 and ":" in cells[0]:
            cells = [cell.strip() for cell in cells[0].split(":", 1)]
        if len(cells) == 2 and divides(cells[0]):
            if not is_total(cells[1], cells[0]):
                yield Limit(short_name(cells[0]), cells[1])
        elif len(cells) == 1:
            yield from limits_of_text(cells[0])


def limits_of_text(text: str) -> Iterator[Limit]:
    """Yield the limit that a title, a header of numbers or the name of a total states."""
    if _OF_SOME.search(text) and category_of(text) is None and not is_total(text):
        yield Limit("", " ".join(text.split()))


def limits_of_people_header(header: str) -> Iterator[Limit]:
    """Yield the limit that the header over the numbers states: not everybody, nor an area.

    >>> [*limits_of_people_header("16-64")], [*limits_of_people_header("F")]
    ([Limit(name='', value='16-64')], [Limit(name='', value='F')])
    >>> [*limits_of_people_header("Darlington 2021")], [*limits_of_people_header("Observation")]
    ([], [])
    """
    rest = _OF_EVERYBODY.sub(" ", _NO_AGES.sub(" ", short_name(header)))
    words = _words(rest) - _PLAIN
    is_numbered = any(map(str.isdigit, rest)) and not _AREA & words
    is_range = re.search(r"\d\s*(?:[-\u2013\u2014+<>]|plus\b)", rest) is not None
    is_of_some = bool(words & (_SOME | _DIVIDING)) or is_numbered or is_range
    if (is_of_some or _OF_SOME.search(rest)) and not is_total(header):
        yield Limit("", " ".join(header.split()))
