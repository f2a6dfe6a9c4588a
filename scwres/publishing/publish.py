"""Results become what may be published: counts protected, and every figure made of them alone."""

from __future__ import annotations

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
from scwres.disclosure.search import UnprotectableError
from scwres.errors import DisclosureError, Fault, UsageError
from scwres.metrics.comparison import Comparison
from scwres.publishing.audit import totals_by_key
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
    from collections.abc import Iterator, Mapping, Sequence

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
        The counts that are of one person, who knows it.
    """

    published: Published
    ways: Ways
    ones: frozenset[Key]


class Heading(NamedTuple):
    """Of which indicator a line is, and how its figures are made: no count of anybody."""

    indicator: Indicator
    made: FigureMethod
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
        What was published before of the same people.
    known
        Totals that a reader knows from elsewhere, by the indicator.

    Raises
    ------
    DisclosureError
        When counts can be worked out, or earlier releases contradicted, whatever is withheld.
    UsageError
        When a total is of no indicator, or is another than that of the results.
    """
    if faults := [_of_exact(one) for one in results.benchmarks if one.is_exact]:
        raise UsageError(faults)
    headings, exact = zip(*_lines(results, rule), strict=True) if results.lines else ((), ())
    totals = totals_by_key([Publication("", exact)], known or {})
    if faults := _other_totals(totals, exact):
        raise UsageError(faults)
    try:
        found = protected(
            exact,
            rule,
            earlier=earlier,
            totals=totals,
            pay_groups=results.pay_groups,
            nested=results.nested,
        )
    except UnprotectableError as error:
        raise DisclosureError([_unprotectable(error, earlier)]) from None
    except ContradictoryError as error:
        raise DisclosureError([_contradiction(error, earlier)]) from None
    profile = rule.as_published
    lines = (
        _published_line(heading, seen, rule)
        for heading, seen in zip(headings, found.lines, strict=True)
    )
    settings = {**results.settings, "profile": profile}
    if results.pay_groups:
        settings["pay_groups"] = {name: list(of) for name, of in results.pay_groups.items()}
    return Release(
        published=Published(
            standard=results.standard,
            settings=settings,
            inputs=tuple(Kind(one.kind) for one in results.inputs),
            lines=tuple(lines),
            not_computed=tuple(_without_numbers(results)),
            profile=profile,
            measures=results.measures,
            benchmarks=results.benchmarks,
        ),
        ways=found.ways,
        ones=found.ones,
    )


def _of_exact(benchmark: Benchmark) -> Fault:
    what = f"holds exact figures: {benchmark.name} cannot be published beside these"
    return Fault(benchmark.source, what, "Make it anew with --publish.")


def _unprotectable(error: UnprotectableError, earlier: Sequence[Publication]) -> Fault:
    what = f"{error.keys[0].in_words} could be worked out, whatever is withheld"
    number = error.keys[0].indicator
    if earlier:
        names = in_words([one.name for one in earlier])
        tell = "tells" if len(earlier) == 1 else "tell"
        fix = f"Leave out this breakdown, or indicator {number}: --indicator names those wanted."
        return Fault("", f"{what}: {names} {tell} too much of it", fix)
    fix = f"Leave out the breakdown or indicator {number}, or publish fewer groups."
    return Fault("", what, fix)


def _contradiction(error: ContradictoryError, earlier: Sequence[Publication]) -> Fault:
    names = ", ".join(one.name for one in earlier) or "what is known"
    of = f" in {error.where}" if error.where else ""
    return Fault(
        "",
        f"the counts differ from those of {names}{of}: who has both sees what changed",
        "Publish the figures as they were. If these are of another period, say of which: "
        "[publish] period in scwres.toml.",
    )


def _other_totals(totals: Mapping[Key, int], exact: Sequence[PublishedLine]) -> list[Fault]:
    """Return a fault for each total that is said to be known and is another."""
    counts = {key: line.counts[column] for line in exact for column, key in keys_of(line).items()}
    fix = "Look whether it is of the same people, and leave it out where it is not."
    return [
        Fault("", f"the total known of indicator {key.indicator} is not that of the extracts", fix)
        for key, total in totals.items()
        if counts[key] != total
    ]


def _without_numbers(results: Results) -> Iterator[NotComputed]:
    """Give what could not be computed, and why in words that tell of nobody."""
    shares = {line.indicator for line in results.lines if line.headline == "share"}
    has_lines = {line.indicator for line in results.lines}
    for one in results.not_computed:
        if one.unit and one.indicator not in shares:
            continue  # it has a line of withheld counts
        if not one.breakdown and one.indicator in has_lines:
            continue  # nobody known in one of the groups: so is a count that is withheld
        why = "nobody there is counted" if one.unit else _why(one)
        yield one._replace(why=why)


def _why(one: NotComputed) -> str:
    if one.why.startswith(IN_NEITHER_HALF):
        return one.why
    return "not broken down" if one.breakdown else "no data were read"


def exact_lines(results: Results, rule: Profile) -> tuple[PublishedLine, ...]:
    """Return the exact counts of results, as they would be protected."""
    return tuple(seen for _, seen in _lines(results, rule))


def _lines(results: Results, rule: Profile) -> Iterator[tuple[Heading, PublishedLine]]:
    """Give what each line is of, and its exact counts; those of units with nobody too."""
    indicators = definitions(results.standard, results.measures)
    settings = results.settings
    of_whole: dict[str, list[Line]] = {}
    for line in results.lines:
        if not line.breakdown:
            of_whole.setdefault(line.indicator, []).append(line)
    nobody: dict[str, Any] = dict.fromkeys(COUNT_COLUMNS.values(), 0)
    empty = [
        line._replace(breakdown=one.breakdown, unit=one.unit, **nobody)
        for one in results.not_computed
        if one.unit
        for line in of_whole.get(one.indicator, ())
        if line.headline != "share"
    ]
    for line in _in_order(results, [*results.lines, *empty]):
        made = FigureMethod(
            kind=Rate if line.is_rate else Odds if line.is_of_odds else Tally,
            confidence=line.confidence,
            interval=str(settings["interval"]),
            test=str(settings["p_value"]),
        )
        heading = Heading(
            indicator=indicators[line.indicator_key],
            made=made,
            is_inverse=line.is_inverse,
            terminology=str(settings["terminology"]),
            decimals=RATIO_DECIMALS_ROUNDED if rule.base > 1 else RATIO_DECIMALS,
        )
        yield heading, _seen(line, rule)


def _in_order(results: Results, lines: Sequence[Line]) -> list[Line]:
    """Return lines in one order, that of a unit with nobody like that of any other."""
    names = ["", *dict.fromkeys(line.breakdown for line in lines if line.breakdown)]
    breakdowns = {name: at for at, name in enumerate(names)}
    indicators = {name: at for at, name in enumerate(results.titles)}
    return sorted(
        lines,
        key=lambda line: (
            breakdowns[line.breakdown],
            indicators[line.indicator],
            natural_order(line.unit),
        ),
    )


def _seen(line: Line, rule: Profile) -> PublishedLine:
    is_share = line.headline == "share"
    return PublishedLine(
        *(line.standard, line.indicator, line.title, line.part, line.breakdown, line.unit),
        *(line.group, line.compared_with),
        counts={column: getattr(line, column) for column in COUNT_COLUMNS.values()},
        is_share=is_share,
        is_rate=line.is_rate,
        shows_zero=rule.zeros or shows_zeros(line.standard, line.indicator, is_share),
    )


def _published_line(heading: Heading, seen: PublishedLine, rule: Profile) -> Line:
    """Return a line of the counts that are shown, without the figures that others are of."""
    counts = seen.counts
    withheld = {column for column, count in counts.items() if count is None}
    line = _line(heading, seen, counts)
    hidden = [name for name, one in FIGURES.items() if withheld.intersection(one.columns)]
    if counts["ungrouped_out_of"] != 0:
        # Of whom it is said which groups they could be in is not published.
        hidden += [name for name in ("ratio_lowest", "ratio_highest") if name not in hidden]
    changed: dict[str, Any] = dict.fromkeys(hidden)
    changed.update(counts)
    # The words tell nothing of people of whom a count is withheld.
    changed["reading"] = _line(heading, seen, _without_withheld(counts)).reading
    both = FIGURES["ratio"].columns
    if withheld.intersection(both):
        changed.update(finding="", four_fifths="")
    if withheld.intersection(both) or (
        heading.indicator.headline != "ratio" and withheld.intersection(FIGURES["gap"].columns)
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


def _line(heading: Heading, seen: PublishedLine, counts: Mapping[str, int | None]) -> Line:
    """Return the line of some counts, for those that are seen or fewer.

    What is withheld stands as nobody: every figure that it is part of is left out.
    """

    def tally(who: str) -> Tally:
        count, out_of = counts[f"{who}_count"], counts[f"{who}_out_of"]
        return heading.made.kind(count or 0, (count or 0) if out_of is None else out_of)

    comparison = Comparison(
        group=seen.group,
        compared_with=seen.compared_with,
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
        standard=seen.standard,
        part=seen.part,
        breakdown=seen.breakdown,
        unit=seen.unit,
        confidence=heading.made.confidence,
        interval=heading.made.interval,
        test=heading.made.test,
        terminology=heading.terminology,
        decimals=heading.decimals,
    )


def _without_withheld(counts: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return counts with nobody of unknown ethnicity, or in no group, where one is withheld."""
    shown = dict(counts)
    for who in ("unknown", "ungrouped"):
        if None in (counts[f"{who}_count"], counts[f"{who}_out_of"]):
            shown |= {f"{who}_count": 0, f"{who}_out_of": 0}
    return shown
