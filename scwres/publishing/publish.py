"""What may be published of results: counts protected, and all figures made of those shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import natural_order
from scwres.disclosure.bounds import ContradictionError
from scwres.disclosure.knowledge import (
    COUNT_COLUMNS,
    Publication,
    PublishedLine,
    keys_of,
    shows_zeros,
)
from scwres.disclosure.known import ContradictoryError
from scwres.disclosure.protection import protected
from scwres.disclosure.same_people import LargerError
from scwres.disclosure.search import UnprotectableError
from scwres.errors import DisclosureError, Fault, UsageError
from scwres.ethnicity.categories import grouping
from scwres.extracts.cells.identities import LOOKS_PERSONAL
from scwres.metrics.comparison import comparison_of
from scwres.metrics.standards.indicator import SHARE, CountedOf
from scwres.publishing.audit import totals_by_key
from scwres.publishing.people import measured_people, measures_without_people, senior_managers
from scwres.results.lines import OF_PEOPLE_IN_NO_GROUP, PUBLICATION
from scwres.results.profile import profile_of_lines
from scwres.results.results import Kind, NotComputed, Published
from scwres.text.phrases import in_words

if TYPE_CHECKING:
    from scwres.disclosure.attack import Ways
    from scwres.disclosure.knowledge import Key
    from scwres.disclosure.rules import Profile
    from scwres.results.lines import Line
    from scwres.results.results import Benchmark, Results
    from scwres.results.workforce import WorkforceProfile


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


def release_of(
    results: Results,
    rule: Profile,
    *,
    earlier: Sequence[Publication] = (),
    known: Mapping[str, int] | None = None,
    elsewhere: Mapping[Key, int] | None = None,
) -> Release:
    """Return what may be published of results.

    Parameters
    ----------
    earlier
        Earlier publications of the same people, and those of organisations beside this.
    known
        Totals that a reader knows from elsewhere, by indicator.
    elsewhere
        True counts of single organisations, where several are published together.

    Raises
    ------
    DisclosureError
        When counts can be worked out, or earlier releases contradicted, whatever is withheld;
        when a stage is larger than the one before; or when a value looks as if it identified
        a person, and the settings do not accept it.
    UsageError
        When a total is not of an indicator, or differs from that of the results; or when
        nothing says whom a measure of the user's own counts.
    """
    if faults := [
        *(_exact_benchmark_fault(mark) for mark in results.benchmarks if mark.is_exact),
        *map(_measure_fault, measures_without_people(results.settings)),
    ]:
        raise UsageError(faults)
    if faults := personal_faults(results):
        raise DisclosureError(faults)
    unprotected = _lines(results)
    exact = tuple(_exact_line(line, rule) for line in unprotected)
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
            elsewhere=elsewhere,
            made_of=senior_managers(
                results.settings, [line.part for line in exact if line.is_share]
            ),
        )
    except UnprotectableError as error:
        raise DisclosureError([_unprotectable_fault(error, earlier)]) from None
    except ContradictoryError as error:
        raise DisclosureError([_contradiction_fault(error, earlier)]) from None
    except ContradictionError:
        raise DisclosureError([_unlinked_fault(earlier)]) from None
    except LargerError as error:
        raise DisclosureError([_larger_fault(error)]) from None
    lines = tuple(
        published_line(line, protected_line.counts, rule)
        for line, protected_line in zip(unprotected, protection.lines, strict=True)
    )
    settings = {**results.settings, "profile": rule.as_published}
    if results.pay_groups:
        settings["pay_groups"] = {name: list(bands) for name, bands in results.pay_groups.items()}
    return Release(
        published=Published(
            standard=results.standard,
            settings=settings,
            inputs=tuple(Kind(extract.kind) for extract in results.inputs),
            lines=lines,
            not_computed=tuple(_without_numbers(results)),
            rule=rule,
            measures=results.measures,
            benchmarks=results.benchmarks,
            workforce_profile=_published_profile(results, lines),
        ),
        ways=protection.ways,
        ones=protection.ones,
        true=protection.true,
    )


def personal_faults(results: Results) -> list[Fault]:
    """Return a fault for each value that looks personal, unless the settings accept that."""
    if LOOKS_PERSONAL in results.accepted:
        return []
    codes = ", ".join(f'"{code}"' for code in sorted({LOOKS_PERSONAL, *results.accepted}))
    fix = (
        "Correct the file, or leave out the breakdown. If the values do not identify anyone, "
        "accept them in scwres.toml:"
    )
    texts = dict.fromkeys(
        warning.text.rstrip(".") for warning in results.warnings if warning.code == LOOKS_PERSONAL
    )
    return [
        Fault(
            "",
            text,
            fix,
            "identifies-a-person",
            table="strict",
            lines=(f"accept = [{codes}]",),
        )
        for text in texts
    ]


def _published_profile(results: Results, lines: Sequence[Line]) -> WorkforceProfile | None:
    """Return the workforce profile that published lines give; None unless it was requested."""
    if results.workforce_profile is None:
        return None
    names = ("groups", "reference", "white_minorities")
    groups = grouping(*(str(results.settings[name]) for name in names))
    return profile_of_lines(lines, groups, results.benchmarks)


def _exact_benchmark_fault(benchmark: Benchmark) -> Fault:
    what = f"holds exact figures, so {benchmark.name} cannot be published with these"
    return Fault(benchmark.source, what, "Make it again with --publish.", "not-for-publication")


def _measure_fault(number: str) -> Fault:
    what = (
        f"[measure.{number}] does not say which people it counts, and a publication needs to know"
    )
    example = f'counted_of = "{CountedOf.IN_YEAR}"'
    choices = in_words([f'"{people}"' for people in CountedOf], last="or")
    fix = f"Set it in scwres.toml, such as {example}. It can be {choices}."
    return Fault("", what, fix, "whom-it-counts")


def _unprotectable_fault(error: UnprotectableError, earlier: Sequence[Publication]) -> Fault:
    what = f"{error.keys[0].in_words} could be worked out, whatever is withheld"
    number = error.keys[0].indicator
    if earlier:
        names = _names_of(earlier)
        verb = "shows" if len(earlier) == 1 else "show"
        fix = (
            "Publish the groups and breakdowns of before, or leave out indicator "
            f"{number}: name the others with --indicator."
        )
        what += f", because {names} {verb} too much about it"
        return Fault("", what, fix, "undoes-earlier")
    fix = f"Leave out the breakdown or indicator {number}, or publish fewer groups."
    return Fault("", what, fix, "cannot-be-protected")


def _names_of(publications: Sequence[Publication]) -> str:
    return in_words([publication.name for publication in publications if publication.name])


def _contradiction_fault(error: ContradictoryError, earlier: Sequence[Publication]) -> Fault:
    names = _names_of(earlier) or "what is known"
    where = f" in {error.where}" if error.where else ""
    return Fault(
        "",
        f"the counts differ from those of {names}{where}, so a reader of both sees what changed",
        "Publish the figures as they were. If they are of another period, set [publish] period "
        "in scwres.toml.",
        "undoes-earlier" if earlier else "counts-contradict",
    )


def _unlinked_fault(earlier: Sequence[Publication]) -> Fault:
    """Return that no counts fit what is supposed of this release and of earlier ones."""
    if not earlier:
        return Fault(
            "",
            "no counts fit all that a reader would suppose of this release",
            "Leave out the breakdown or the indicator, or publish fewer groups.",
            "cannot-be-protected",
        )
    names = _names_of(earlier)
    what = f"this release cannot be checked together with {names}, which has other groups"
    return Fault("", what, "Publish the groups and breakdowns of before.", "undoes-earlier")


def _larger_fault(error: LargerError) -> Fault:
    """Return that a stage is larger than the one before, with where both are counted."""
    place = error.place
    who = "" if place.who.startswith("*") else place.who
    where = ", ".join(filter(None, (place.organisation, place.unit, who)))
    part, whole = (
        f"{members.name.replace('_', ' ')} (counted by {in_words(list(numbers))})"
        for members, numbers in ((error.part, error.of_part), (error.whole, error.of_whole))
    )
    return Fault(
        where,
        f"there are more {part} than {whole}",
        "Check that both are of the same year and the same posts.",
        "counts-contradict",
    )


def _total_faults(totals: Mapping[Key, int], exact: Sequence[PublishedLine]) -> list[Fault]:
    """Return a fault for each known total that differs from that of the results."""
    counts = {key: line.counts[column] for line in exact for column, key in keys_of(line).items()}
    fix = "Check whether it is about the same people. If not, leave it out."
    return [
        Fault(
            "",
            f"the known total of indicator {key.indicator} differs from that of the extracts",
            fix,
            "counts-contradict",
        )
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
        why = "nobody in this unit is counted" if not_computed.unit else _public_why(not_computed)
        yield not_computed._replace(why=why)


def _public_why(not_computed: NotComputed) -> str:
    """Return why an indicator could not be computed, in words that hold no count."""
    if not_computed.is_public:
        return not_computed.why
    return "not broken down" if not_computed.breakdown else "no data"


def exact_by_organisation(results: Results, rule: Profile) -> dict[Key, int]:
    """Return the exact counts of each organisation, where several were combined."""
    lines = [
        _exact_line(line, rule)._replace(breakdown="", unit="", organisation=line.unit)
        for line in results.of_organisations
    ]
    return {
        key: line.counts[column] or 0 for line in lines for column, key in keys_of(line).items()
    }


def exact_lines(results: Results, rule: Profile) -> tuple[PublishedLine, ...]:
    """Return the exact counts of results, as they would be protected."""
    return tuple(_exact_line(line, rule) for line in _lines(results))


def _lines(results: Results) -> list[Line]:
    """Return the lines in order, those of units with nobody among them."""
    whole_lines: dict[str, list[Line]] = {}
    for line in results.lines:
        if not line.breakdown:
            whole_lines.setdefault(line.indicator, []).append(line)
    empty = [
        replace(
            line,
            breakdown=not_computed.breakdown,
            unit=not_computed.unit,
            comparison=line.comparison.of_nobody(),
        )
        for not_computed in results.not_computed
        if not_computed.unit
        for line in whole_lines.get(not_computed.indicator, ())
        if line.headline != SHARE
    ]
    return _in_order(results, [*results.lines, *empty])


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


def published_line(line: Line, counts: Mapping[str, int | None], rule: Profile) -> Line:
    """Return a line with the counts that are shown, and nothing of those that are withheld."""
    withheld = {column for column, count in counts.items() if count is None}
    if counts["ungrouped_out_of"] != 0:
        # These rest on the groups that people in no group could be in, which are not published.
        withheld.update(OF_PEOPLE_IN_NO_GROUP)
    comparison = comparison_of(
        line.group, line.compared_with, counts, line.statistic, is_inverse=line.is_inverse
    )
    return replace(
        line,
        comparison=comparison,
        withheld=frozenset(withheld),
        further=(),
        audience=PUBLICATION,
        rule=rule,
    )
