"""What a run does, as far as ``scwres.toml`` or the options set it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from scwres.errors import Fault, UsageError
from scwres.ethnicity.categories import GROUPS, grouping_contradiction
from scwres.extracts.files.text import ENCODINGS
from scwres.extracts.rules import AS_IT_IS, ENGINES, ExtractRequest, ReadingOptions, Rules, Window
from scwres.extracts.schema import KINDS, POPULATION, Kind
from scwres.metrics.intervals import KOOPMAN
from scwres.metrics.likelihood import AUTOMATIC, CONFIDENCE
from scwres.metrics.standards import USUAL_STANDARD
from scwres.metrics.standards.indicator import Indicator
from scwres.text.phrases import in_words, nearest
from scwres.text.wording import TERMINOLOGIES


class Publishing(NamedTuple):
    """How results are published.

    Parameters
    ----------
    profile
        The rule's name; empty where none was named.
    zeros
        Whether true zeros are shown everywhere.
    known
        Totals that a reader knows from elsewhere, by the indicator.
    ledger
        The file that keeps what was published.
    period
        The period that figures are of; empty where the snapshot or the window sets it.
    """

    profile: str = ""
    zeros: bool = False
    known: Mapping[str, int] = {}
    ledger: Path | None = None
    period: str = ""


class Reporting(NamedTuple):
    """How a report is made.

    Parameters
    ----------
    title
        Its title; empty where it is called by the standard.
    folder
        Where it is written; None where none was named.
    four_fifths
        Whether charts show the four-fifths range.
    before
        Results of earlier years that it also shows, the earliest first.
    plan
        The action plan that it holds them against; None where none was named.
    """

    title: str = ""
    folder: Path | None = None
    four_fifths: bool = False
    before: tuple[Path, ...] = ()
    plan: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run does, as far as it was set.

    Parameters
    ----------
    p_value
        The name of the test that p values are of.
    wishes
        The extracts, with how each is to be read.
    benchmarks
        Files of results that the figures are compared with.
    reference, white_minorities
        Empty where not set: then each follows from the other.
    pay_groups
        The pay bands that are ``lower``, ``middle`` and ``upper``.
    measures
        The user's own, beside the standard; ``rules`` hold the columns that they are read from.
    accept
        The cautions that an unattended run accepts.
    output, format
        Where results are written, and how; None and empty where not set.
    terminology
        What the minority ethnic group is called in sentences: ``gov`` or ``programme``.
    publishing
        How they are published.
    reporting
        How a report of them is made.
    """

    organisation: str = ""
    snapshot: date | None = None
    indicators: tuple[str, ...] = ()
    confidence: float = CONFIDENCE
    interval: str = KOOPMAN
    p_value: str = AUTOMATIC
    terminology: str = TERMINOLOGIES[0]
    standard: str = USUAL_STANDARD
    groups: str = GROUPS[0]
    reference: str = ""
    white_minorities: str = ""
    pay_groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measures: tuple[Indicator, ...] = ()
    rules: Rules = field(default_factory=Rules)
    wishes: tuple[ExtractRequest, ...] = ()
    benchmarks: tuple[Path, ...] = ()
    accept: tuple[str, ...] = ()
    output: Path | None = None
    format: str = ""
    publishing: Publishing = field(default_factory=Publishing)
    reporting: Reporting = field(default_factory=Reporting)


def combined(
    settings: Settings,
    *,
    paths: Iterable[str | PathLike[str]] = (),
    named: Iterable[tuple[str, str | PathLike[str]]] = (),
    by: Iterable[str] = (),
    indicators: Iterable[str | int] = (),
    confidence: float | None = None,
    interval: str | None = None,
    p_value: str | None = None,
    standard: str | None = None,
    groups: str | None = None,
    reference: str | None = None,
    white_minorities: str | None = None,
    blanks: Mapping[str, str] | None = None,
    window: tuple[date, date] | None = None,
    benchmarks: Iterable[str | PathLike[str]] = (),
    population: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
    reading: ReadingOptions = AS_IT_IS,
    has_frames: bool = False,
) -> Settings:
    """Return settings with the options in place of what a file sets.

    Extracts that are named as options take the place of all those in the file; how the file
    reads one of them, ``find_sources`` adds.

    Raises
    ------
    UsageError
        When a kind of extract, an encoding or an engine does not exist.
    """
    for what, name, known in (
        ("encoding", reading.encoding, ENCODINGS),
        ("engine", reading.engine, ENGINES),
    ):
        if name is not None and name not in known:
            fix = nearest(name, known) or f"Expected {in_words(list(known), last='or')}."
            raise UsageError([Fault("", f"no {what} is called '{name}'", fix)])
    rules = settings.rules
    rules = replace(
        rules,
        breakdowns=tuple(by) or rules.breakdowns,
        blanks={**rules.blanks, **(blanks or {})},
        window=Window(*window) if window else rules.window,
    )
    wishes = [ExtractRequest(Path(path), None) for path in paths]
    wishes += [ExtractRequest(Path(path), kind_called(kind)) for kind, path in named]
    extracts = wishes or ([] if has_frames else list(settings.wishes))
    chosen = [wish._replace(reading=reading.or_else(wish.reading)) for wish in extracts]
    residents = [population] if isinstance(population, (str, PathLike)) else list(population)
    if residents:
        # Beside the extracts, wherever those are named.
        chosen = [wish for wish in chosen if wish.kind is not POPULATION or wish in wishes]
        chosen += [ExtractRequest(Path(path), POPULATION) for path in residents]
    reference, white_minorities = _compared(settings, reference, white_minorities)
    return replace(
        settings,
        rules=rules,
        wishes=tuple(chosen),
        benchmarks=tuple(map(Path, benchmarks)) or settings.benchmarks,
        indicators=tuple(map(str, indicators)) or settings.indicators,
        confidence=settings.confidence if confidence is None else confidence,
        interval=interval or settings.interval,
        p_value=p_value or settings.p_value,
        standard=standard or settings.standard,
        groups=groups or settings.groups,
        reference=reference,
        white_minorities=white_minorities,
    )


def _compared(
    settings: Settings, reference: str | None, white_minorities: str | None
) -> tuple[str, str]:
    """Return the reference and the rule for white minorities.

    An option that sets one of them alone decides the other, where the file's setting of the
    other would contradict it.
    """
    both = reference or settings.reference, white_minorities or settings.white_minorities
    if grouping_contradiction(*both):
        if reference and not white_minorities:
            return reference, ""
        if white_minorities and not reference:
            return "", white_minorities
    return both


def kind_called(name: str) -> Kind:
    """Return the kind of extract of that name.

    Raises
    ------
    UsageError
        When there is none.
    """
    spelt = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if spelt not in KINDS:
        what = f"no kind of extract is called '{name}'"
        fix = nearest(spelt, KINDS) or f"Expected {in_words(list(KINDS), last='or')}."
        raise UsageError([Fault("", what, fix)])
    return KINDS[spelt]
