"""What a run is to do, as far as somebody said it: in ``scwres.toml``, or by options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from scwres.errors import Fault, UsageError
from scwres.ethnicity.categories import GROUPS, grouping_contradiction
from scwres.extracts.files.decoding import ENCODINGS
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
        The rule's name; empty where it was not said.
    zeros
        Whether true zeros are shown everywhere.
    known
        Totals that a reader knows from elsewhere, by the indicator.
    ledger
        The file that keeps what was published.
    period
        Of which period figures are; empty where the snapshot or the window tells.
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
        What it is called; empty where the standard's name does.
    folder
        Where it is written; None where it was not said.
    four_fifths
        Whether charts show the four-fifths range.
    before
        Results of earlier years that it shows these beside, the earliest first.
    plan
        The action plan that it holds them against; None where it was not said.
    """

    title: str = ""
    folder: Path | None = None
    four_fifths: bool = False
    before: tuple[Path, ...] = ()
    plan: Path | None = None


class Settings(NamedTuple):
    """What a run is to do, as far as it was said.

    Parameters
    ----------
    wishes
        The extracts, with how each is to be read.
    benchmarks
        Files of results that the figures are set beside.
    reference, white_minorities
        Empty where it was not said: then each follows from the other.
    pay_groups
        The pay bands that are ``lower``, ``middle`` and ``upper``.
    measures
        The user's own, beside the standard; ``rules`` tell where they are read.
    accept
        The cautions that an unattended run may meet.
    output, format
        Where results are written, and how; None and empty where it was not said.
    terminology
        What the minority ethnic group is called in sentences: ``gov`` or ``programme``.
    publishing
        How they are published, where that is asked for.
    reporting
        How a report of them is made.
    """

    organisation: str = ""
    snapshot: date | None = None
    indicators: tuple[str, ...] = ()
    confidence: float = CONFIDENCE
    interval: str = KOOPMAN
    test: str = AUTOMATIC
    terminology: str = TERMINOLOGIES[0]
    standard: str = USUAL_STANDARD
    groups: str = GROUPS[0]
    reference: str = ""
    white_minorities: str = ""
    pay_groups: Mapping[str, tuple[str, ...]] = {}
    measures: tuple[Indicator, ...] = ()
    rules: Rules = Rules()
    wishes: tuple[ExtractRequest, ...] = ()
    benchmarks: tuple[Path, ...] = ()
    accept: tuple[str, ...] = ()
    output: Path | None = None
    format: str = ""
    publishing: Publishing = Publishing()
    reporting: Reporting = Reporting()


def combined(
    settings: Settings,
    *,
    paths: Iterable[str | PathLike[str]] = (),
    named: Iterable[tuple[str, str | PathLike[str]]] = (),
    by: Iterable[str] = (),
    indicators: Iterable[str | int] = (),
    confidence: float | None = None,
    interval: str | None = None,
    test: str | None = None,
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
    """Return settings with what options say in place of what a file says.

    Extracts that are named as options take the place of all those in the file; what the file
    says of how one of them is read, ``find_sources`` adds.

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
    rules = rules._replace(
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
        chosen = [one for one in chosen if one.kind is not POPULATION or one in wishes]
        chosen += [ExtractRequest(Path(path), POPULATION) for path in residents]
    reference_said, minorities_said = _compared(settings, reference, white_minorities)
    return settings._replace(
        rules=rules,
        wishes=tuple(chosen),
        benchmarks=tuple(map(Path, benchmarks)) or settings.benchmarks,
        indicators=tuple(map(str, indicators)) or settings.indicators,
        confidence=settings.confidence if confidence is None else confidence,
        interval=interval or settings.interval,
        test=test or settings.test,
        standard=standard or settings.standard,
        groups=groups or settings.groups,
        reference=reference_said,
        white_minorities=minorities_said,
    )


def _compared(
    settings: Settings, reference: str | None, white_minorities: str | None
) -> tuple[str, str]:
    """Return the reference and the rule for white minorities.

    One of them that is said as an option alone decides the other, where what a file says of
    that one would contradict it.
    """
    said = reference or settings.reference, white_minorities or settings.white_minorities
    if grouping_contradiction(*said):
        if reference and not white_minorities:
            return reference, ""
        if white_minorities and not reference:
            return "", white_minorities
    return said


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
