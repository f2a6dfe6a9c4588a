"""The tables of a report, from lines of results: the same for the page and the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.metrics.standards.indicator import RATIO
from scwres.reports.document.charts import key_of, of_residents, shown_benchmarks
from scwres.reports.document.values import Form, Table, Value, count, figure, text
from scwres.reports.document.values import ratio as printed_ratio
from scwres.reports.document.words import (
    capital,
    finding_in_words,
    group_name,
    in_terminology,
    interval_name,
    settings_in_words,
    tally_text,
    title_with_direction,
)
from scwres.reports.notes import is_of_several_groups
from scwres.results.benchmarks import lines_beside
from scwres.results.results import PUBLICATION, TESTS_IN_WORDS
from scwres.text.numbers import RATIO_DECIMALS, percentage, points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scwres.results.results import BenchmarkLine, Line, Reported, Results

    #: A column: its header, and the cell of a line under it.
    Column = tuple[str, Callable[[Line], Value]]


def ratios_table(
    results: Reported,
    lines: Sequence[Line],
    name: str,
    title: str,
    *,
    in_full: bool = False,
    with_benchmarks: bool = False,
) -> Table:
    """Return a row a ratio: the two likelihoods, the ratio with its interval, the finding.

    Parameters
    ----------
    in_full
        Whether the counts and the p value stand in columns of their own, or the counts beside
        the likelihoods.
    with_benchmarks
        Whether the figures from elsewhere that the chart shows have columns.
    """
    first = lines[0]
    names = (first.minority, str(results.settings["reference"]))
    if is_of_several_groups(lines):
        names = ("group", names[1])
    columns = list(_named(results, lines))
    for is_minority, group in zip((True, False), names, strict=True):
        called = group_name(results, group)
        if in_full:
            columns += [
                (f"{called}: with the event", _of_side("count", is_minority)),
                (f"{called}: counted", _of_side("out_of", is_minority)),
            ]
        columns.append((f"{called}: likelihood", _likelihood(is_minority, with_tally=not in_full)))
    interval = interval_name(first)
    columns += [
        ("Ratio", _figure("ratio", Form.RATIO)),
        (f"{interval}: from", _figure("ratio_lower", Form.RATIO)),
        (f"{interval}: to", _figure("ratio_upper", Form.RATIO)),
    ]
    for called, of in (shown_benchmarks(results, lines) if with_benchmarks else {}).items():
        columns.append((called, _beside(of)))
    if any(line.headline == "gap" for line in lines):
        columns.append(("Gap (points)", _figure("gap", Form.POINTS)))
    if in_full:
        columns.append(("p value", _figure("p_value", Form.P_VALUE)))
        columns.append(("Test", lambda line: text(_test(results, line))))
    columns.append(("Finding", lambda line: text(finding_in_words(line) or "[z]")))
    return _table(name, title, columns, lines)


def _test(results: Reported, line: Line) -> str:
    """Return which test the p value of a line is of, or the letter that says why there is none."""
    if line.p_value is None:
        return f"[{line.marks['p_value']}]"
    return TESTS_IN_WORDS[line.p_value_test(str(results.settings["p_value"]))]


def _beside(
    of: Mapping[tuple[str, str, str, str], tuple[float, str]],
) -> Callable[[Line], Value]:
    """Return a cell of the figure from elsewhere that a line stands beside."""

    def cell(line: Line) -> Value:
        if key_of(line) not in of:
            return Value("[x]", form=Form.RATIO)
        value, printed = of[key_of(line)]
        decimals = len(printed.partition(" ")[0].partition(".")[2])
        return Value(printed, value, Form.RATIO, decimals)

    return cell


def benchmarks_table(results: Reported, name: str, title: str) -> Table | None:
    """Return a row for each figure from elsewhere, beside the figure here."""
    if not lines_beside(results):
        return None

    def form(line: BenchmarkLine) -> Form:
        return Form.RATIO if line.figure == RATIO else Form.PERCENTAGE

    withheld = results.audience == PUBLICATION
    decimals = min((line.decimals for line in results.lines), default=RATIO_DECIMALS)

    def number(value: float | None, of: Form, missing: str = "[z]") -> Value:
        if value is None:
            return Value(missing, form=of)
        if of is Form.RATIO:
            return printed_ratio(value, decimals)
        shown = percentage(value) if of is Form.PERCENTAGE else points(value)
        return Value(shown, value, of, 1)

    rows = tuple(
        (
            text(f"{line.indicator} {line.title}"),
            text(line.part or "[z]"),
            text(group_name(results, line.group)),
            text(line.figure),
            number(line.here, form(line), "[c]" if withheld else "[z]"),
            text(line.benchmark),
            number(line.value, form(line))._replace(text=line.printed),
            number(line.points, Form.POINTS, "[c]" if line.here is None and withheld else "[z]"),
            text(line.place or "[z]"),
            text(line.source),
        )
        for line in lines_beside(results)
    )
    headers = (
        *("Indicator", "Pay band", "Group", "Figure", "Here", "Beside", "Its figure"),
        *("Points", "Place", "Source"),
    )
    return Table(name, title, headers, rows)


def likelihoods_table(results: Reported, lines: Sequence[Line], name: str, title: str) -> Table:
    """Return a row a group: how many had the event, out of whom, and the likelihood."""
    first = lines[0]
    interval = interval_name(first)
    headers = ("Group", "With the event", "Counted", "Likelihood", f"{interval}: from", "to")
    if first.is_of_odds:
        headers = ("Group", "In the higher", "In the two", "Share", f"{interval}: from", "to")
    headers = (*headers[:-1], f"{interval}: to")
    rows: dict[str, tuple[Value, ...]] = {}
    for line in lines:
        for side in line.sides:
            called = group_name(results, getattr(line, side))
            part = f"{line.part}: " if line.part else ""
            rows[f"{part}{called}"] = (
                count(getattr(line, f"{side}_count")),
                count(getattr(line, f"{side}_out_of")),
                figure(line, f"{side}_likelihood", Form.PERCENTAGE),
                figure(line, f"{side}_likelihood_lower", Form.PERCENTAGE),
                figure(line, f"{side}_likelihood_upper", Form.PERCENTAGE),
            )
    # The group that the others are compared with comes last, once.
    reference = group_name(results, str(results.settings["reference"]))
    order = sorted(rows, key=lambda called: called == reference)
    return Table(name, title, headers, tuple((text(one), *rows[one]) for one in order))


def bands_table(
    results: Reported, lines: Sequence[Line], name: str, title: str, *, in_full: bool = False
) -> Table:
    """Return a row a pay band: each group's share of it, and how each group is spread.

    Parameters
    ----------
    in_full
        Whether the share of the workforce stands beside that of each band.
    """
    first = lines[0]
    group = group_name(results, "each group" if is_of_several_groups(lines) else first.group)
    other = group_name(results, first.compared_with)
    columns: list[Column] = []
    if any(line.unit for line in lines):
        columns.append((capital(first.breakdown), lambda line: text(line.unit)))
    if is_of_several_groups(lines):
        columns.append(("Group", lambda line: text(group_name(results, line.group))))
    columns += [
        ("Band", lambda line: text(line.part)),
        (f"{group}: people", _count("group_count")),
        ("Everyone: people", _count("all_count")),
        (f"{group}: share of the band", _figure("share", Form.PERCENTAGE)),
        *(
            [("Share of the workforce", _figure("workforce_share", Form.PERCENTAGE))]
            if in_full
            else []
        ),
        ("Gap to the workforce (points)", _figure("gap", Form.POINTS)),
        (f"{group}: in the band", _figure("group_likelihood", Form.PERCENTAGE)),
        (f"{other}: people", _count("compared_with_count")),
        (f"{other}: in the band", _figure("compared_with_likelihood", Form.PERCENTAGE)),
        ("Unknown ethnicity: people", _count("unknown_count")),
    ]
    return _table(name, title, columns, lines)


def workforce_table(results: Reported, lines: Sequence[Line], name: str, title: str) -> Table:
    """Return a row a group: its people and its share of the workforce over all bands."""
    firsts = list({(line.unit, line.group): line for line in lines}.values())
    columns: list[Column] = []
    if any(line.unit for line in lines):
        columns.append((capital(lines[0].breakdown), lambda line: text(line.unit)))
    columns += [
        ("Group", lambda line: text(group_name(results, line.group))),
        ("People", _count("group_out_of")),
        ("Everyone", _count("all_out_of")),
        ("Share of the workforce", _figure("workforce_share", Form.PERCENTAGE)),
    ]
    if any(of_residents(results, line) for line in firsts):
        columns.append(("Share of residents", lambda line: _of_residents(results, line)))
    return _table(name, title, columns, firsts)


def _of_residents(results: Reported, line: Line) -> Value:
    found = of_residents(results, line)
    if found is None or line.breakdown:
        return Value("[x]", form=Form.PERCENTAGE)
    return Value(found.printed, found.value, Form.PERCENTAGE, 1)


def evidence_table(results: Reported, lines: Sequence[Line], name: str, title: str) -> Table:
    """Return a row a ratio: what could make it another one."""
    whom = "in the group" if is_of_several_groups(lines) else f"as {lines[0].minority}"
    whom = in_terminology(results, whom)
    columns = [
        *_named(results, lines),
        ("People to parity", _people_to_parity),
        ("Ratio with one event fewer", _figure("ratio_one_fewer", Form.RATIO)),
        ("Ratio with one event more", _figure("ratio_one_more", Form.RATIO)),
        ("Unknown counted as white", _figure("ratio_if_unknown_white", Form.RATIO)),
        (f"Unknown counted {whom}", _figure("ratio_if_unknown_minority", Form.RATIO)),
        ("Lowest, whatever the unknown are", _figure("ratio_lowest", Form.RATIO)),
        ("Highest, whatever the unknown are", _figure("ratio_highest", Form.RATIO)),
    ]
    return _table(name, title, columns, lines)


def _people_to_parity(line: Line) -> Value:
    """Return how many events more or fewer, and whose where they are not the minority's."""
    value = figure(line, "people_to_parity", Form.COUNT)
    people = line.people_to_parity
    if not people:
        return value
    whose = f" {line.group}" if line.is_inverse else ""
    return value._replace(text=f"{people:+,}{whose}")


def unknown_table(results: Reported, lines: Sequence[Line], name: str, title: str) -> Table:
    """Return a row an indicator: how many were counted, and of how many ethnicity is unknown."""
    first = {(line.indicator, line.headline == "share"): line for line in reversed(lines)}
    columns: list[Column] = [
        ("Indicator", _indicator),
        ("Counted", _count("all_out_of")),
        ("Ethnicity unknown", _count("unknown_out_of")),
        ("Share unknown", _figure("unknown_share", Form.PERCENTAGE)),
        ("With the event", _event("all_count")),
        ("Of these ethnicity unknown", _event("unknown_count")),
        ("Share of these unknown", _event_share),
    ]
    return _table(name, title, columns, list(reversed(first.values())))


#: A number that does not exist.
_NONE = Value("[z]", form=Form.COUNT)


def _event(name: str) -> Callable[[Line], Value]:
    """Return a cell of people with the event; none where every band is one of its own."""
    return lambda line: _NONE if line.part else count(getattr(line, name))


def _event_share(line: Line) -> Value:
    if line.part:
        return _NONE
    return figure(line, "unknown_event_share", Form.PERCENTAGE)


def inputs_table(results: Results, name: str, title: str) -> Table:
    """Return a row an extract: its rows, those counted and those left out, by reason."""
    rows = []
    for one in results.inputs:
        left_out = sum(one.left_out.values())
        why = "; ".join(f"{reason}: {rows:,}" for reason, rows in one.left_out.items())
        rows.append(
            (
                text(one.name),
                text(one.kind),
                count(one.rows),
                count(one.counted),
                count(left_out),
                text(why or "nothing"),
            )
        )
    headers = ("Extract", "Kind", "Rows", "Counted", "Left out", "Why")
    return Table(name, title, headers, tuple(rows))


def settings_table(results: Reported, name: str, title: str) -> Table:
    """Return a row a setting that the figures were made with."""
    said = settings_in_words(results.settings)
    rows = tuple((text(setting), text(value)) for setting, value in said)
    return Table(name, title, ("Setting", "Value"), rows)


def across_table(results: Reported, breakdown: str, name: str, title: str) -> Table | None:
    """Return a row an indicator: the ratio over everybody beside that within units."""
    of_one = [one for one in results.across_units if one.breakdown == breakdown]
    if not of_one:
        return None

    def ratio(value: float | None) -> Value:
        return text("[z]") if value is None else printed_ratio(value)

    rows = tuple(
        (
            text(f"{one.indicator} {one.title}, {one.minority}"),
            ratio(one.ratio),
            ratio(one.ratio_across_units),
            ratio(one.ratio_across_units_lower),
            ratio(one.ratio_across_units_upper),
            count(one.units),
            count(one.units_worse),
            count(one.units_better),
            text("yes" if one.points_apart else "no"),
        )
        for one in of_one
    )
    headers = (
        *("Indicator", "Ratio over everybody", "Ratio within units", "Interval: from"),
        *("Interval: to", "Units", "Units worse", "Units better", "The two point apart"),
    )
    return Table(name, title, headers, rows)


def _named(results: Reported, lines: Sequence[Line]) -> Iterator[Column]:
    """Give the columns that say what a row is of: as many as tell the rows apart."""
    has_units, has_parts = (any(getattr(one, of) for one in lines) for of in ("unit", "part"))
    is_of_one = len({line.title for line in lines}) == 1
    if not (is_of_one and (has_units or has_parts or is_of_several_groups(lines))):
        yield "Indicator", _indicator
    if has_units:
        yield capital(lines[0].breakdown), lambda line: text(line.unit)
    if has_parts:
        yield "Pay groups", lambda line: text(line.part or "[z]")
    if is_of_several_groups(lines):
        yield "Group", lambda line: text(group_name(results, line.minority))


def _indicator(line: Line) -> Value:
    number = "" if line.is_supporting else f"{line.indicator} "
    return text(f"{number}{title_with_direction(line, line.title)}")


def _count(name: str) -> Callable[[Line], Value]:
    return lambda line: count(getattr(line, name))


def _figure(name: str, form: Form) -> Callable[[Line], Value]:
    return lambda line: figure(line, name, form)


def _side(line: Line, is_minority: bool) -> str:
    """Return which side of a line a group is on: some are published the other way."""
    minority, reference = line.sides
    return minority if is_minority else reference


def _of_side(name: str, is_minority: bool) -> Callable[[Line], Value]:
    return lambda line: count(getattr(line, f"{_side(line, is_minority)}_{name}"))


def _likelihood(is_minority: bool, *, with_tally: bool) -> Callable[[Line], Value]:
    """Return a cell of a likelihood, with the counts that it came from where that is asked."""

    def cell(line: Line) -> Value:
        side = _side(line, is_minority)
        value = figure(line, f"{side}_likelihood", Form.PERCENTAGE)
        tally = tally_text(getattr(line, f"{side}_count"), getattr(line, f"{side}_out_of"))
        return value._replace(text=f"{value.text} ({tally})") if tally and with_tally else value

    return cell


def _table(name: str, title: str, columns: Sequence[Column], lines: Iterable[Line]) -> Table:
    headers = [header for header, _ in columns]
    for at, header in enumerate(headers):
        # A breakdown may be called what another column is.
        if header.casefold() in {other.casefold() for other in headers[at + 1 :]}:
            headers[at] = f"{header} (unit)"
    return Table(
        name,
        title,
        tuple(headers),
        tuple(tuple(cell(line) for _, cell in columns) for line in lines),
    )
