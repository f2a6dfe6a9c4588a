"""The tables of a report, made from lines of results: for the page, the workbook and Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from scwres.counts import columns_of, units_by_column
from scwres.metrics.standards.indicator import GAP, RATIO, SHARE
from scwres.reports.document.charts import BenchmarkFigures, benchmark_series, residents_share
from scwres.reports.document.words import (
    SHARES_NOTE,
    Form,
    Table,
    Value,
    capital,
    comparison_key,
    count_cell,
    event_share_cell,
    figure_cell,
    finding_in_words,
    group_name,
    has_both_directions,
    in_terminology,
    interval_name,
    ratio_and_interval_cell,
    ratio_cell,
    ratio_in_brief,
    settings_in_words,
    shares_title,
    tally_cell,
    text_cell,
    title_with_direction,
    white_over_minority,
    white_ratio,
    workforce_share_cell,
)
from scwres.reports.notes import is_of_several_groups
from scwres.results.benchmarks import lines_beside
from scwres.results.lines import (
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    PUBLICATION,
    TESTS_IN_WORDS,
    WITHHELD,
    Line,
)
from scwres.results.results import BenchmarkLine, Reported, Results
from scwres.text.numbers import RATIO_DECIMALS, percentage, points

#: A column: its header, and a function that makes the cell of a line.
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
    """Return a table with a row for each ratio: likelihoods, ratio, interval and finding.

    Parameters
    ----------
    in_full
        Whether the counts, the p value and the limits of an inverse have columns of their own;
        otherwise they are beside what they are of, without the p value.
    with_benchmarks
        Whether the benchmarks that the chart shows have columns.
    """
    first = lines[0]
    names = (first.minority, str(results.settings["reference"]))
    if is_of_several_groups(lines):
        names = ("group", names[1])
    columns = list(_leading_columns(results, lines))
    series: dict[int, str] = {}
    for is_minority, group in zip((True, False), names, strict=True):
        header = group_name(results, group)
        if in_full:
            columns += [
                (f"{header}: with the event", _side_count("count", is_minority)),
                (f"{header}: counted", _side_count("out_of", is_minority)),
            ]
        series[len(columns)] = header
        columns.append((f"{header}: likelihood", _likelihood(is_minority, with_tally=not in_full)))
    columns += _ratio_columns(results, lines, in_full=in_full)
    for header, figures in (benchmark_series(results, lines) if with_benchmarks else {}).items():
        columns.append((header, _benchmark_cell(figures)))
    if any(line.headline == "gap" for line in lines):
        columns.append(("Gap (percentage points)", _figure("gap", Form.POINTS)))
    if in_full:
        columns.append(("p-value", _figure("p_value", Form.P_VALUE)))
        columns.append(("Test", lambda line: text_cell(_test(line))))
    columns.append(("Finding", lambda line: text_cell(finding_in_words(line) or NOT_APPLICABLE)))
    return _table(name, title, columns, lines, series)


def _ratio_columns(results: Reported, lines: Sequence[Line], *, in_full: bool) -> Iterator[Column]:
    """Yield the columns of the ratio and its limits, and of the ratio the other way round.

    Of two ratios the limits stand beside each, unless the table is in full: it would be too wide
    for paper.
    """
    interval = interval_name(lines[0])
    has_both = has_both_directions(results, lines)
    group = "each group" if is_of_several_groups(lines) else lines[0].minority
    header = capital(white_over_minority(results, group))
    if has_both and not in_full:
        yield f"Ratio ({interval})", ratio_and_interval_cell
        yield (
            f"{header} ({interval})",
            lambda line: ratio_and_interval_cell(line, white_ratio(line)),
        )
        return
    yield "Ratio", _figure("ratio", Form.RATIO)
    yield f"{interval}: from", _figure("ratio_lower", Form.RATIO)
    yield f"{interval}: to", _figure("ratio_upper", Form.RATIO)
    if has_both:
        yield from _inverse_columns(header)


def _inverse_columns(header: str) -> Iterator[Column]:
    """Yield the columns of a ratio white over minority ethnic, and of its limits."""

    def cell(suffix: str) -> Callable[[Line], Value]:
        return lambda line: figure_cell(line, f"{white_ratio(line)}{suffix}", Form.RATIO)

    yield header, cell("")
    yield f"{header}: from", cell("_lower")
    yield f"{header}: to", cell("_upper")


def _test(line: Line) -> str:
    """Return the test of the p value of a line, or the letter that says why it is missing."""
    if line.p_value is None:
        return f"[{line.marks['p_value']}]"
    return TESTS_IN_WORDS[line.p_value_test]


def _benchmark_cell(
    figures: BenchmarkFigures,
) -> Callable[[Line], Value]:
    """Return a function that makes the cell of the benchmark of a line."""

    def cell(line: Line) -> Value:
        if comparison_key(line) not in figures:
            return Value(NOT_AVAILABLE, form=Form.RATIO)
        figure = figures[comparison_key(line)]
        return Value(figure.dated, figure.value, Form.RATIO, figure.decimals)

    return cell


def benchmarks_table(results: Reported, name: str, title: str) -> Table | None:
    """Return a table with a row for each benchmark, beside the figure of these results."""
    if not lines_beside(results):
        return None

    def figure_form(line: BenchmarkLine) -> Form:
        return Form.RATIO if line.figure == RATIO else Form.PERCENTAGE

    withheld = results.audience == PUBLICATION
    decimals = min((line.decimals for line in results.lines), default=RATIO_DECIMALS)

    def cell(value: float | None, form: Form, missing: str = NOT_APPLICABLE) -> Value:
        if value is None:
            return Value(missing, form=form)
        if form is Form.RATIO:
            return ratio_cell(value, decimals)
        shown = percentage(value) if form is Form.PERCENTAGE else points(value)
        return Value(shown, value, form, 1)

    def missing_points(line: BenchmarkLine) -> str:
        return WITHHELD if line.here is None and withheld else NOT_APPLICABLE

    rows = tuple(
        (
            text_cell(f"{line.indicator} {line.title}"),
            text_cell(line.part or NOT_APPLICABLE),
            text_cell(group_name(results, line.group)),
            text_cell(line.figure),
            cell(line.here, figure_form(line), WITHHELD if withheld else NOT_APPLICABLE),
            text_cell(line.benchmark),
            Value(line.printed, line.value, figure_form(line), line.decimals),
            cell(line.points, Form.POINTS, missing_points(line)),
            text_cell(line.place or NOT_APPLICABLE),
            text_cell(line.source),
        )
        for line in lines_beside(results)
    )
    headers = (
        *("Indicator", "Pay band", "Group", "Figure", "Here", "Compared with", "Other figure"),
        *("Difference (percentage points)", "Comparison", "Source"),
    )
    return Table(name, title, headers, rows)


def likelihoods_table(results: Reported, lines: Sequence[Line], name: str, title: str) -> Table:
    """Return a table with a row for each group: its counts and its likelihood."""
    first = lines[0]
    interval = interval_name(first)
    headers = ("Group", "With the event", "Counted", "Likelihood", f"{interval}: from", "to")
    if first.is_of_odds:
        headers = ("Group", "In the higher", "In the two", "Share", f"{interval}: from", "to")
    headers = (*headers[:-1], f"{interval}: to")
    rows: dict[str, tuple[Value, ...]] = {}
    for line in lines:
        for side in line.sides:
            label = group_name(results, getattr(line, side))
            part = f"{line.part}: " if line.part else ""
            rows[f"{part}{label}"] = (
                count_cell(getattr(line, f"{side}_count")),
                count_cell(getattr(line, f"{side}_out_of")),
                figure_cell(line, f"{side}_likelihood", Form.PERCENTAGE),
                figure_cell(line, f"{side}_likelihood_lower", Form.PERCENTAGE),
                figure_cell(line, f"{side}_likelihood_upper", Form.PERCENTAGE),
            )
    # The group that the others are compared with comes last, once.
    reference = group_name(results, str(results.settings["reference"]))
    order = sorted(rows, key=lambda label: label == reference)
    return Table(name, title, headers, tuple((text_cell(label), *rows[label]) for label in order))


def bands_table(
    results: Reported, lines: Sequence[Line], name: str, title: str, *, in_full: bool = False
) -> Table:
    """Return a table with a row for each pay band: the share and the spread of each group.

    Parameters
    ----------
    in_full
        Whether the share of the workforce has a column.
    """
    first = lines[0]
    group = group_name(results, "each group" if is_of_several_groups(lines) else first.group)
    other = group_name(results, first.compared_with)
    columns: list[Column] = []
    if any(line.unit for line in lines):
        columns += unit_columns(first.breakdown)
    if is_of_several_groups(lines):
        columns.append(("Group", lambda line: text_cell(group_name(results, line.group))))
    share = f"{group}: share of the band"
    columns += [
        ("Band", lambda line: text_cell(line.part)),
        (f"{group}: people", _count("group_count")),
        ("Everyone: people", _count("all_count")),
        (share, _figure("share", Form.PERCENTAGE)),
        *(
            [("Share of the workforce", _figure("workforce_share", Form.PERCENTAGE))]
            if in_full
            else []
        ),
        ("Gap to the workforce (percentage points)", _figure("gap", Form.POINTS)),
        (f"{group}: share of the group", _figure("group_likelihood", Form.PERCENTAGE)),
        (f"{other}: people", _count("compared_with_count")),
        (f"{other}: share of the group", _figure("compared_with_likelihood", Form.PERCENTAGE)),
        ("Unknown ethnicity: people", _count("unknown_count")),
    ]
    series = {number: group for number, (header, _) in enumerate(columns) if header == share}
    return _table(name, title, columns, lines, series)


def workforce_table(results: Reported, lines: Sequence[Line], name: str, title: str) -> Table:
    """Return a table with a row for each group: its people and its share of the workforce."""
    firsts = list({(line.unit, line.group): line for line in lines}.values())
    columns: list[Column] = []
    if any(line.unit for line in lines):
        columns += unit_columns(lines[0].breakdown)
    columns += [
        ("Group", lambda line: text_cell(group_name(results, line.group))),
        ("People", _count("group_out_of")),
        ("Everyone", _count("all_out_of")),
        ("Share of the workforce", _figure("workforce_share", Form.PERCENTAGE)),
    ]
    if any(residents_share(results, line) for line in firsts):
        columns.append(("Share of residents", lambda line: _residents_cell(results, line)))
    return _table(name, title, columns, firsts)


def _residents_cell(results: Reported, line: Line) -> Value:
    share = residents_share(results, line)
    if share is None or line.breakdown:
        return Value(NOT_AVAILABLE, form=Form.PERCENTAGE)
    return Value(share.printed, share.value, Form.PERCENTAGE, 1)


def shares_table(
    results: Reported, lines: Sequence[Line], name: str, *, in_full: bool = False
) -> Table:
    """Return a table with a row for each indicator: the group's share of the people it counts.

    Such as its share of the people shortlisted, and of those appointed.

    Parameters
    ----------
    lines
        As :func:`lines_with_shares` gives them.
    in_full
        Whether the counts have columns of their own; otherwise they are beside the shares.
    """
    minority = "each group" if is_of_several_groups(lines) else lines[0].minority
    group = group_name(results, minority)
    columns: list[Column] = list(_leading_columns(results, lines))
    for header, of_definition, side, cell in (
        ("Counted", "population", "out_of", workforce_share_cell),
        ("With the event", "event", "count", event_share_cell),
    ):
        columns.append((f"{header}: who", _definition_text(of_definition)))
        if in_full:
            columns += [
                (f"{header}: {group}", _count(f"group_{side}")),
                (f"{header}: everyone", _count(f"all_{side}")),
            ]
        columns.append((f"{header}: {group} share", cell))
    columns.append(("Difference (percentage points)", _figure(GAP, Form.POINTS)))
    table = _table(name, shares_title(results, lines), columns, lines)
    return table._replace(note=SHARES_NOTE)


def _definition_text(name: str) -> Callable[[Line], Value]:
    """Return a function that makes a cell of the people that an indicator is out of, or counts."""
    return lambda line: text_cell(getattr(line.definition, name))


def ratio_chart_table(results: Reported, lines: Sequence[Line], name: str) -> Table | None:
    """Return a table of what a chart of ratios draws, or None where it can draw nothing.

    A row is named as the chart names it: with the ratio and its interval as they are printed. The
    distances to the limits are the lengths of its error bars. A logarithmic axis has no place for
    a ratio or a limit of 0, or without end: such rows, and those withheld, are named in the note.
    """
    drawn = [line for line in lines if line.ratio and line.ratio_lower and line.ratio_upper]
    if not drawn:
        return None
    naming = [cell for _, cell in _leading_columns(results, lines)]

    def named(line: Line) -> str:
        return ", ".join(cell(line).text for cell in naming)

    def distance(start: str, end: str) -> Callable[[Line], Value]:
        return lambda line: ratio_cell(getattr(line, end) - getattr(line, start), line.decimals)

    columns: list[Column] = [
        ("Row of the chart", lambda line: text_cell(f"{named(line)}: {ratio_in_brief(line)}")),
        ("Ratio", _figure("ratio", Form.RATIO)),
        ("From the lower limit to the ratio", distance("ratio_lower", "ratio")),
        ("From the ratio to the upper limit", distance("ratio", "ratio_upper")),
    ]
    missing = "; ".join(named(line) for line in lines if line not in drawn)
    note = f"The chart cannot show: {missing}. See the worksheet of ratios." if missing else ""
    title = "What the chart of ratios shows"
    return _table(name, title, columns, drawn)._replace(note=note)


def evidence_table(results: Reported, lines: Sequence[Line], name: str, title: str) -> Table:
    """Return a table with a row for each ratio: what could change it."""
    minority = "in the group" if is_of_several_groups(lines) else lines[0].minority
    minority = in_terminology(results, minority)
    columns = [
        *_leading_columns(results, lines),
        ("People to parity", _people_to_parity),
        ("Ratio with one event fewer", _figure("ratio_one_fewer", Form.RATIO)),
        ("Ratio with one event more", _figure("ratio_one_more", Form.RATIO)),
        ("Ratio if unknown are white", _figure("ratio_if_unknown_white", Form.RATIO)),
        (f"Ratio if unknown are {minority}", _figure("ratio_if_unknown_minority", Form.RATIO)),
        ("Lowest ratio, whatever the unknown are", _figure("ratio_lowest", Form.RATIO)),
        ("Highest ratio, whatever the unknown are", _figure("ratio_highest", Form.RATIO)),
    ]
    return _table(name, title, columns, lines)


def _people_to_parity(line: Line) -> Value:
    """Return a cell of the events to parity; with the group where the ratio is inverse."""
    value = figure_cell(line, "people_to_parity", Form.COUNT)
    people = line.people_to_parity
    if not people:
        return value
    unit = line.group if line.is_inverse else ""
    text = f"{people:+,} {unit}".rstrip()
    return value._replace(text=text, form=Form.SIGNED_COUNT, unit=unit)


def unknown_table(results: Reported, lines: Sequence[Line], name: str, title: str) -> Table:
    """Return a table with a row for each indicator: people, and those of unknown ethnicity."""
    first = {(line.indicator, line.headline == SHARE): line for line in reversed(lines)}
    columns: list[Column] = [
        ("Indicator", _indicator),
        ("Counted", _count("all_out_of")),
        ("Ethnicity unknown", _count("unknown_out_of")),
        ("Share unknown", _figure("unknown_share", Form.PERCENTAGE)),
        ("With the event", _event("all_count")),
        ("With the event: ethnicity unknown", _event("unknown_count")),
        ("With the event: share unknown", _event_share),
    ]
    return _table(name, title, columns, list(reversed(first.values())))


#: The cell of a count that does not apply.
_NO_COUNT = Value(NOT_APPLICABLE, form=Form.COUNT)


def _event(name: str) -> Callable[[Line], Value]:
    """Return a function that makes the cell of people with the event; pay bands have none."""
    return lambda line: _NO_COUNT if line.part else count_cell(getattr(line, name))


def _event_share(line: Line) -> Value:
    if line.part:
        return _NO_COUNT
    return figure_cell(line, "unknown_event_share", Form.PERCENTAGE)


def inputs_table(results: Results, name: str, title: str) -> Table:
    """Return a table with a row for each extract: rows counted, and rows left out by reason."""
    rows = []
    for extract in results.inputs:
        left_out = sum(extract.left_out.values())
        reasons = "; ".join(f"{reason}: {rows:,}" for reason, rows in extract.left_out.items())
        rows.append(
            (
                text_cell(extract.name),
                text_cell(extract.kind),
                count_cell(extract.rows),
                count_cell(extract.counted),
                count_cell(left_out),
                text_cell(reasons or "none left out"),
            )
        )
    headers = ("Extract", "Kind", "Rows", "Counted", "Left out", "Why")
    return Table(name, title, headers, tuple(rows))


def settings_table(results: Reported, name: str, title: str) -> Table:
    """Return a table with a row for each setting of the results."""
    settings = settings_in_words(results.settings)
    rows = tuple((text_cell(setting), text_cell(value)) for setting, value in settings)
    return Table(name, title, ("Setting", "Value"), rows)


def unit_columns(breakdown: str) -> list[Column]:
    """Return the columns of a unit: one, or one for each of two columns that are crossed."""

    def cell(column: str) -> Callable[[Line], Value]:
        return lambda line: text_cell(units_by_column(breakdown, line.unit)[column])

    return [(capital(column), cell(column)) for column in columns_of(breakdown)]


def across_table(results: Reported, breakdown: str, name: str, title: str) -> Table | None:
    """Return a table with a row for each indicator: its ratio over everybody and within units."""
    ratios = [across for across in results.across_units if across.breakdown == breakdown]
    if not ratios:
        return None

    def ratio(value: float | None) -> Value:
        return text_cell(NOT_APPLICABLE) if value is None else ratio_cell(value)

    rows = tuple(
        (
            text_cell(f"{across.indicator} {across.title}, {across.minority}"),
            ratio(across.ratio),
            ratio(across.ratio_across_units),
            ratio(across.ratio_across_units_lower),
            ratio(across.ratio_across_units_upper),
            count_cell(across.units),
            count_cell(across.units_worse),
            count_cell(across.units_better),
            text_cell("yes" if across.points_apart else "no"),
        )
        for across in ratios
    )
    headers = (
        *("Indicator", "Ratio overall", "Ratio within units", "Confidence interval: from"),
        *("Confidence interval: to", "Units", "Units worse", "Units better", "The two disagree"),
    )
    return Table(name, title, headers, rows)


def _leading_columns(results: Reported, lines: Sequence[Line]) -> Iterator[Column]:
    """Yield the columns that name a row: only those in which rows differ."""
    has_units = any(line.unit for line in lines)
    has_parts = any(line.part for line in lines)
    is_one_title = len({line.title for line in lines}) == 1
    if not (is_one_title and (has_units or has_parts or is_of_several_groups(lines))):
        yield "Indicator", _indicator
    if has_units:
        yield from unit_columns(lines[0].breakdown)
    if has_parts:
        yield "Pay groups", lambda line: text_cell(line.part or NOT_APPLICABLE)
    if is_of_several_groups(lines):
        yield "Group", lambda line: text_cell(group_name(results, line.minority))


def _indicator(line: Line) -> Value:
    number = "" if line.is_supporting else f"{line.indicator} "
    return text_cell(f"{number}{title_with_direction(line, line.title)}")


def _count(name: str) -> Callable[[Line], Value]:
    return lambda line: count_cell(getattr(line, name))


def _figure(name: str, form: Form) -> Callable[[Line], Value]:
    return lambda line: figure_cell(line, name, form)


def _side(line: Line, is_minority: bool) -> str:
    """Return the side of a line that a group is on: some ratios are published inversely."""
    minority, reference = line.sides
    return minority if is_minority else reference


def _side_count(name: str, is_minority: bool) -> Callable[[Line], Value]:
    return lambda line: count_cell(getattr(line, f"{_side(line, is_minority)}_{name}"))


def _likelihood(is_minority: bool, *, with_tally: bool) -> Callable[[Line], Value]:
    """Return a function that makes the cell of a likelihood, with its counts or without."""

    def cell(line: Line) -> Value:
        side = _side(line, is_minority)
        value = figure_cell(line, f"{side}_likelihood", Form.PERCENTAGE)
        tally = getattr(line, f"{side}_count"), getattr(line, f"{side}_out_of")
        return tally_cell(value, *tally) if with_tally else value

    return cell


def _table(
    name: str,
    title: str,
    columns: Sequence[Column],
    lines: Iterable[Line],
    series: Mapping[int, str] | None = None,
) -> Table:
    headers = [header for header, _ in columns]
    for number, header in enumerate(headers):
        # A breakdown can have the name of another column.
        if header.casefold() in {other.casefold() for other in headers[number + 1 :]}:
            headers[number] = f"{header} (unit)"
    return Table(
        name,
        title,
        tuple(headers),
        tuple(tuple(cell(line) for _, cell in columns) for line in lines),
        series=series or {},
    )
