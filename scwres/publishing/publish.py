"""What may be published of results: counts protected, and all figures made of those shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.counts import Odds, Rate, Tally, natural_order
from scwres.disclosure.figures import FIGURES
from scwres.disclosure.knowledge import (
    COUNT_COLUMNS,
    FigureMethod,
    Publication,
    PublishedLine,
    keys_of,
    shows_zeros,
)
from scwres.disclosure.known import ContradictoryError
from scwres.disclosure.protection import protected
from scwres.disclosure.rules import ROUNDED
from scwres.disclosure.same_people import LargerError
from scwres.disclosure.search import UnprotectableError
from scwres.errors import DisclosureError, Fault, UsageError
from scwres.metrics.comparison import Comparison
from scwres.metrics.standards.indicator import RATIO, SHARE, CountedOf
from scwres.publishing.audit import totals_by_key
from scwres.publishing.people import measured_people, measures_without_people, senior_bands
from scwres.results.lines import line_of
from scwres.results.results import (
    IN_NEITHER_HALF,
    PUBLICATION,
    WITHHELD,
    Kind,
    NotComputed,
    Published,
    definitions,
)
from scwres.text.numbers import RATIO_DECIMALS, RATIO_DECIMALS_ROUNDED
from scwres.text.phrases import in_words

if TYPE_CHECKING:
    from scwres.disclosure.attack import Ways
    from scwres.disclosure.knowledge import Key
    from scwres.disclosure.rules import Profile
    from scwres.metrics.standards.indicator import Indicator
    from scwres.results.results import Benchmark, Line, Results


class Release(NamedTuple):
    """What may be published, and the proof that it may.

    Parameters
    ----------
    ways
        Ways in which all counts can be.
    ones
        The counts of one person, who knows that.
    """

    published: Published
    ways: Ways
    ones: frozenset[Key]
    true: Mapping[Key, int]


class Heading(NamedTuple):
    """The indicator of a line and how its figures are made, without any count."""

    indicator: Indicator
    method: FigureMethod
    is_inverse: bool
    terminology: str
    decimals: int


def release_of(
    results: Results,
    rule: Profile,
    *,
    earlier: Sequence[Publication] = (),
    known: Mapping[str, int] | None = None,
) -> Release:
    """Return what may be published of results.

    Parameters
    ----------
    earlier
        Earlier publications of the same people.
    known
        Totals that a reader knows from elsewhere, by indicator.

    Raises
    ------
    DisclosureError
        When counts can be worked out, or earlier releases contradicted, whatever is withheld;
        or when a stage is larger than the one before.
    UsageError
        When a total is not of an indicator, or differs from that of the results; or when
        nothing says whom a measure of the user's own counts.
    """
    if faults := [
        *(_exact_benchmark_fault(mark) for mark in results.benchmarks if mark.is_exact),
        *map(_measure_fault, measures_without_people(results.settings)),
    ]:
        raise UsageError(faults)
    headings, exact = zip(*_lines(results, rule), strict=True) if results.lines else ((), ())
    totals = totals_by_key([Publication("", exact)], known or {})
    if faults := _total_faults(totals, exact):
        raise UsageError(faults)
    try:
        protection = protected(
            exact,
            rule,
            earlier=earlier,
            totals=totals,
            pay_groups=results.pay_groups,
            nested=results.nested,
            measures=measured_people(results.settings),
            senior_bands=senior_bands(
                results.settings, [line.part for line in exact if line.is_share]
            ),
        )
    except UnprotectableError as error:
        raise DisclosureError([_unprotectable_fault(error, earlier)]) from None
    except ContradictoryError as error:
        raise DisclosureError([_contradiction_fault(error, earlier)]) from None
    except LargerError as error:
        raise DisclosureError([_larger_fault(error)]) from None
    profile = rule.as_published
    lines = (
        _published_line(heading, published_line, rule)
        for heading, published_line in zip(headings, protection.lines, strict=True)
    )
    settings = {**results.settings, "profile": profile}
    if results.pay_groups:
        settings["pay_groups"] = {name: list(bands) for name, bands in results.pay_groups.items()}
    return Release(
        published=Published(
            standard=results.standard,
            settings=settings,
            inputs=tuple(Kind(extract.kind) for extract in results.inputs),
            lines=tuple(lines),
            not_computed=tuple(_without_numbers(results)),
            profile=profile,
            measures=results.measures,
            benchmarks=results.benchmarks,
        ),
        ways=protection.ways,
        ones=protection.ones,
        true=protection.true,
    )


def _exact_benchmark_fault(benchmark: Benchmark) -> Fault:
    what = f"holds exact figures: {benchmark.name} cannot be published beside these"
    return Fault(benchmark.source, what, "Make it anew with --publish.")


def _measure_fault(number: str) -> Fault:
    what = f"[measure.{number}] does not say whom it counts, which a publication has to know"
    example = f'counted_of = "{CountedOf.IN_YEAR}"'
    return Fault("", what, f"Say it in scwres.toml, such as {example}; or: {in_words(list(CountedOf))}.")


def _unprotectable_fault(error: UnprotectableError, earlier: Sequence[Publication]) -> Fault:
    what = f"{error.keys[0].in_words} could be worked out, whatever is withheld"
    number = error.keys[0].indicator
    if earlier:
        names = in_words([publication.name for publication in earlier])
        verb = "tells" if len(earlier) == 1 else "tell"
        fix = f"Leave out this breakdown, or indicator {number}: --indicator names those wanted."
        return Fault("", f"{what}: {names} {verb} too much of it", fix)
    fix = f"Leave out the breakdown or indicator {number}, or publish fewer groups."
    return Fault("", what, fix)


def _contradiction_fault(error: ContradictoryError, earlier: Sequence[Publication]) -> Fault:
    names = ", ".join(publication.name for publication in earlier) or "what is known"
    where = f" in {error.where}" if error.where else ""
    return Fault(
        "",
        f"the counts differ from those of {names}{where}: who has both sees what changed",
        "Publish the figures as they were. If these are of another period, say of which: "
        "[publish] period in scwres.toml.",
    )


def _larger_fault(error: LargerError) -> Fault:
    """Return that a stage is larger than the one before, with where both are counted."""
    _, unit, who = error.place
    where = ", ".join(filter(None, (unit, "" if who.startswith("*") else who)))
    part, whole = (
        f"{members.name.replace('_', ' ')} (counted by {in_words(list(numbers))})"
        for members, numbers in ((error.part, error.of_part), (error.whole, error.of_whole))
    )
    return Fault(
        where,
        f"there are more {part} than {whole}",
        "Check that both are of the same year and of the same posts.",
    )


def _total_faults(totals: Mapping[Key, int], exact: Sequence[PublishedLine]) -> list[Fault]:
    """Return a fault for each known total that differs from that of the results."""
    counts = {key: line.counts[column] for line in exact for column, key in keys_of(line).items()}
    fix = "Look whether it is of the same people, and leave it out where it is not."
    return [
        Fault("", f"the total known of indicator {key.indicator} is not that of the extracts", fix)
        for key, total in totals.items()
        if counts[key] != total
    ]


def _without_numbers(results: Results) -> Iterator[NotComputed]:
    """Yield what could not be computed, and why in words that hold no count."""
    shares = {line.indicator for line in results.lines if line.headline == SHARE}
    has_lines = {line.indicator for line in results.lines}
    for not_computed in results.not_computed:
        if not_computed.unit and not_computed.indicator not in shares:
            continue  # it has a line of withheld counts
        if not not_computed.breakdown and not_computed.indicator in has_lines:
            continue  # nobody is known in one of the groups, which is a count that is withheld
        why = "nobody there is counted" if not_computed.unit else _public_why(not_computed)
        yield not_computed._replace(why=why)


def _public_why(not_computed: NotComputed) -> str:
    """Return why an indicator could not be computed, in words that hold no count."""
    if not_computed.why.startswith(IN_NEITHER_HALF):
        return not_computed.why
    return "not broken down" if not_computed.breakdown else "no data were read"


def exact_lines(results: Results, rule: Profile) -> tuple[PublishedLine, ...]:
    """Return the exact counts of results, as they would be protected."""
    return tuple(line for _, line in _lines(results, rule))


def _lines(results: Results, rule: Profile) -> Iterator[tuple[Heading, PublishedLine]]:
    """Yield the heading of each line and its exact counts; of units with nobody too."""
    indicators = definitions(results.standard, results.measures)
    settings = results.settings
    whole_lines: dict[str, list[Line]] = {}
    for line in results.lines:
        if not line.breakdown:
            whole_lines.setdefault(line.indicator, []).append(line)
    nobody: dict[str, Any] = dict.fromkeys(COUNT_COLUMNS.values(), 0)
    empty = [
        line._replace(breakdown=not_computed.breakdown, unit=not_computed.unit, **nobody)
        for not_computed in results.not_computed
        if not_computed.unit
        for line in whole_lines.get(not_computed.indicator, ())
        if line.headline != SHARE
    ]
    for line in _in_order(results, [*results.lines, *empty]):
        method = FigureMethod(
            kind=Rate if line.is_rate else Odds if line.is_of_odds else Tally,
            confidence=line.confidence,
            interval=str(settings["interval"]),
            test=str(settings["p_value"]),
        )
        heading = Heading(
            indicator=indicators[line.indicator_key],
            method=method,
            is_inverse=line.is_inverse,
            terminology=str(settings["terminology"]),
            decimals=RATIO_DECIMALS_ROUNDED if rule.base > 1 else RATIO_DECIMALS,
        )
        yield heading, _exact_line(line, rule)


def _in_order(results: Results, lines: Sequence[Line]) -> list[Line]:
    """Return lines in order, with units that have nobody among the others."""
    names = ["", *dict.fromkeys(line.breakdown for line in lines if line.breakdown)]
    breakdowns = {name: index for index, name in enumerate(names)}
    indicators = {name: index for index, name in enumerate(results.titles)}
    return sorted(
        lines,
        key=lambda line: (
            breakdowns[line.breakdown],
            indicators[line.indicator],
            natural_order(line.unit),
        ),
    )


def _exact_line(line: Line, rule: Profile) -> PublishedLine:
    """Return a line with the exact counts that are to be protected."""
    is_share = line.headline == SHARE
    return PublishedLine(
        standard=line.standard,
        indicator=line.indicator,
        title=line.title,
        part=line.part,
        breakdown=line.breakdown,
        unit=line.unit,
        group=line.group,
        compared_with=line.compared_with,
        counts={column: getattr(line, column) for column in COUNT_COLUMNS.values()},
        is_share=is_share,
        is_rate=line.is_rate,
        shows_zero=rule.zeros or shows_zeros(line.standard, line.indicator, is_share),
    )


def _published_line(heading: Heading, protected_line: PublishedLine, rule: Profile) -> Line:
    """Return a line with the counts that are shown, without the figures of counts withheld."""
    counts = protected_line.counts
    withheld = {column for column, count in counts.items() if count is None}
    line = _line(heading, protected_line, counts)
    hidden = [name for name, figure in FIGURES.items() if withheld.intersection(figure.columns)]
    if counts["ungrouped_out_of"] != 0:
        # These rest on the groups that people in no group could be in, which are not published.
        hidden += [name for name in ("ratio_lowest", "ratio_highest") if name not in hidden]
    changed: dict[str, Any] = dict.fromkeys(hidden)
    changed.update(counts)
    # The words leave out people of whom a count is withheld.
    changed["reading"] = _line(heading, protected_line, _without_withheld(counts)).reading
    ratio_columns = FIGURES["ratio"].columns
    if withheld.intersection(ratio_columns):
        changed.update(finding="", four_fifths="")
    if withheld.intersection(ratio_columns) or (
        heading.indicator.headline != RATIO and withheld.intersection(FIGURES["gap"].columns)
    ):
        changed["reading"] = WITHHELD
    marks = {name: letter for name, letter in line.marks.items() if name not in hidden}
    marks.update(dict.fromkeys((*hidden, *sorted(withheld)), "c"))
    method = line.method
    if rule.base > 1:
        method += f", from counts {ROUNDED} {rule.base}"
    marks.pop("four_fifths", None)
    return line._replace(
        **changed,
        audience=PUBLICATION,
        method=method,
        mark=" ".join(f"{name}:{letter}" for name, letter in marks.items()),
        profile=rule.as_published,
    )


def _line(
    heading: Heading, protected_line: PublishedLine, counts: Mapping[str, int | None]
) -> Line:
    """Return the line that follows from counts.

    A count that is withheld is taken as 0: every figure of it is left out later.
    """

    def tally(side: str) -> Tally:
        count, out_of = counts[f"{side}_count"], counts[f"{side}_out_of"]
        return heading.method.kind(count or 0, (count or 0) if out_of is None else out_of)

    comparison = Comparison(
        group=protected_line.group,
        compared_with=protected_line.compared_with,
        group_tally=tally("group"),
        compared_tally=tally("compared_with"),
        unknown=tally("unknown"),
        everyone=tally("all"),
        ungrouped=tally("ungrouped"),
        is_inverse=heading.is_inverse,
    )
    return line_of(
        comparison,
        heading.indicator,
        standard=protected_line.standard,
        part=protected_line.part,
        breakdown=protected_line.breakdown,
        unit=protected_line.unit,
        confidence=heading.method.confidence,
        interval=heading.method.interval,
        test=heading.method.test,
        terminology=heading.terminology,
        decimals=heading.decimals,
    )


def _without_withheld(counts: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return counts without people of unknown ethnicity, or in no group, where one is withheld."""
    shown = dict(counts)
    for side in ("unknown", "ungrouped"):
        if None in (counts[f"{side}_count"], counts[f"{side}_out_of"]):
            shown |= {f"{side}_count": 0, f"{side}_out_of": 0}
    return shown
