"""Units beside the whole in a report: sentences on those that lag, tables, and the funnel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from scwres.counts import Tally
from scwres.metrics.funnel import BEYOND_95, Funnel, Status, funnel
from scwres.reports.document.charts import Chart, FunnelChart, FunnelLimits, FunnelPoint
from scwres.reports.document.words import (
    BriefTable,
    Form,
    Row,
    Table,
    Value,
    capital,
    count_cell,
    short_number,
    tally_cell,
    tally_text,
    text_cell,
)
from scwres.results.results import Reported
from scwres.results.sentences import breakdown_in_words
from scwres.results.units import UnitStanding, lagging, worst_first
from scwres.text.numbers import percentage, rounded
from scwres.text.phrases import number_of

#: So many figures of units are all shown; of more, those outside their limits.
MOST_SHOWN_IN_FULL = 12

#: The most rows of a brief table.
MOST_ROWS = 30

#: The most units that sentences name.
MOST_NAMED = 5

#: A funnel is drawn of so many units or more.
LEAST_UNITS_OF_A_FUNNEL = 10

#: At how many sizes, besides those of the units, the limits of a funnel are drawn.
SIZES = 60

#: The headers of the columns of units that a chart is drawn from.
TITLE, COUNTED, LIKELIHOOD = "Indicator", "Counted", "Likelihood"
LIMITS = ("95% limits: from", "95% limits: to", "99.8% limits: from", "99.8% limits: to")

#: The two pairs of limits, as the names of their figures have them, with their headers.
LEVELS: Mapping[str, str] = {"limit_95": "95% limits", "limit_998": "99.8% limits"}

#: The side of its limits that a unit is on, in words.
_SIDES: Mapping[Status, str] = {
    Status.BELOW: "below the 95% limits",
    Status.ABOVE: "above the 95% limits",
    Status.USUAL: "within the limits",
}


def units_heading(breakdown: str) -> str:
    """Return the heading of the units of a breakdown beside the whole."""
    return f"Each {breakdown_in_words(breakdown)} compared with the whole"


def standings_by_breakdown(results: Reported) -> dict[str, list[UnitStanding]]:
    """Return the units of each breakdown beside the whole, the worst first."""
    standings: dict[str, list[UnitStanding]] = {}
    for standing in results.units:
        standings.setdefault(standing.breakdown, []).append(standing)
    return {breakdown: worst_first(each) for breakdown, each in standings.items()}


def lag_sentences(standings: Iterable[UnitStanding]) -> Iterator[str]:
    """Yield a sentence on each unit that lags, the worst first, and how many more there are."""
    behind = lagging(standings)
    for standing in behind[:MOST_NAMED]:
        yield _lag_sentence(standing)
    if (more := len(behind) - MOST_NAMED) > 0:
        yield f"{number_of(more, 'more figure')} of units lag{'s' if more == 1 else ''}."


def _lag_sentence(standing: UnitStanding) -> str:
    figure = percentage(standing.likelihood or 0)
    of = tally_text(standing.all_count, standing.all_out_of)
    whole = f"compared with {percentage(standing.whole_likelihood or 0)} overall"
    if standing.words.done:
        return f"{standing.unit} lags: {figure} have {standing.words.done} ({of}), {whole}."
    return f"{standing.unit} lags in {standing.title}: {figure} ({of}), {whole}."


def status_in_words(standing: UnitStanding) -> str:
    """Return where a unit stands, or the letter that says why that is not known."""
    if standing.status is Status.LAGS:
        side = "below" if (standing.deviation or 0) < 0 else "above"
        return f"lags: {side} the 99.8% limits"
    return _SIDES.get(standing.status) or f"[{standing.marks['limit_95_lower']}]"


def standings_shown(standings: Sequence[UnitStanding]) -> Sequence[UnitStanding]:
    """Return the units that a brief table shows: all, or of many those outside their limits."""
    if len(standings) <= MOST_SHOWN_IN_FULL:
        return standings
    return [standing for standing in standings if standing.status.is_outside][:MOST_ROWS]


def units_note(standings: Sequence[UnitStanding]) -> str:
    """Return how many units are outside their limits, and how many chance would put there."""
    with_limits = [standing for standing in standings if standing.status]
    if not with_limits:
        return "No unit has limits."
    outside = [standing for standing in with_limits if standing.status.is_outside]
    lags = len(lagging(outside))
    others = len(outside) - lags
    beside = f"{others or 'no'} {'others' if others > 1 else 'other'}"
    counts = [
        *([f"{lags} lag{'s' if lags == 1 else ''}"] if lags else []),
        f"{beside if lags else others or 'none'} {'are' if others > 1 else 'is'} outside the 95% "
        "limits",
    ]
    withheld = sum(standing.is_withheld for standing in standings)
    rows = len(standings_shown(standings))
    sentences = [
        f"Of {number_of(len(with_limits), 'figure')} of units, {' and '.join(counts)}.",
        f"By chance alone, at most about {rounded(2 * BEYOND_95 * len(with_limits), 1)} would be "
        "outside.",
        *([f"{withheld} {'is' if withheld == 1 else 'are'} not shown."] if withheld else []),
        *([f"The table shows the first {rows}."] if len(outside) > rows else []),
    ]
    return " ".join(sentences)


def brief_units_table(standings: Sequence[UnitStanding]) -> BriefTable:
    """Return the table of units beside the whole, the worst first: all, or those outside."""
    rows = [
        Row(
            short_number(standing.indicator),
            f"{standing.unit}, {standing.title}",
            [
                _likelihood(standing),
                _whole(standing),
                _range(standing, "limit_95"),
                _range(standing, "limit_998"),
            ],
            "" if standing.status is Status.USUAL else status_in_words(standing),
        )
        for standing in standings_shown(standings)
    ]
    breakdown = breakdown_in_words(standings[0].breakdown)
    headers = ["Everyone", "The whole", *LEVELS.values()]
    return BriefTable(
        capital(breakdown),
        headers,
        "Status",
        rows,
        units_heading(standings[0].breakdown),
        units_note(standings),
    )


def units_table(
    standings: Sequence[UnitStanding], name: str, title: str, *, in_full: bool = False
) -> Table:
    """Return a table with a row for each unit and indicator: its figure, and its limits.

    ``in_full`` gives each figure a column of its own: a page has no room for that.
    """
    has_titles = len({standing.title for standing in standings}) > 1
    confidence = f"{standings[0].confidence * 100:.10g}% confidence interval"
    columns: list[tuple[str, Callable[[UnitStanding], Value]]] = [
        (
            capital(breakdown_in_words(standings[0].breakdown)),
            lambda standing: text_cell(standing.unit),
        )
    ]
    if has_titles:
        columns.append((TITLE, lambda standing: text_cell(_numbered_title(standing))))
    if in_full:
        columns += (
            ("With the event", lambda standing: count_cell(standing.all_count)),
            (COUNTED, lambda standing: count_cell(standing.all_out_of)),
            (LIKELIHOOD, partial(_percentage, name="likelihood")),
            (f"{confidence}: from", partial(_percentage, name="likelihood_lower")),
            (f"{confidence}: to", partial(_percentage, name="likelihood_upper")),
            ("The whole: likelihood", partial(_percentage, name="whole_likelihood")),
            *(
                (header, partial(_percentage, name=name))
                for header, name in zip(
                    LIMITS,
                    (f"{figure}_{end}" for figure in LEVELS for end in ("lower", "upper")),
                    strict=True,
                )
            ),
        )
    else:
        columns += (
            (LIKELIHOOD, _likelihood),
            (confidence, partial(_range, figure="likelihood")),
            ("The whole", partial(_percentage, name="whole_likelihood")),
            *((header, partial(_range, figure=figure)) for figure, header in LEVELS.items()),
        )
    columns.append(("Status", lambda standing: text_cell(status_in_words(standing))))
    rows = tuple(tuple(cell(standing) for _, cell in columns) for standing in standings)
    headers = tuple(header for header, _ in columns)
    return Table(name, title, headers, rows, has_funnels=in_full)


def _numbered_title(standing: UnitStanding) -> str:
    return f"{short_number(standing.indicator)} {standing.title}".strip()


def _percentage(standing: UnitStanding, name: str) -> Value:
    value: float | None = getattr(standing, name)
    if value is None:
        return Value(f"[{standing.marks[name]}]", form=Form.PERCENTAGE)
    return Value(percentage(value), value, Form.PERCENTAGE, 1)


def _likelihood(standing: UnitStanding) -> Value:
    value = _percentage(standing, "likelihood")
    return tally_cell(value, standing.all_count, standing.all_out_of)


def _whole(standing: UnitStanding) -> Value:
    value = _percentage(standing, "whole_likelihood")
    return tally_cell(value, standing.whole_count, standing.whole_out_of)


def _range(standing: UnitStanding, figure: str) -> Value:
    """Return the lower and the upper end of a figure in one cell."""
    ends = [_percentage(standing, f"{figure}_{end}") for end in ("lower", "upper")]
    if ends[0].number is None:
        return ends[0]
    return text_cell(" to ".join(end.text for end in ends))


def funnel_chart(standings: Sequence[UnitStanding], name: str, title: str) -> FunnelChart | None:
    """Return the funnel of the units of one indicator: None of few, or where none is outside."""
    drawn = [standing for standing in standings if standing.status]
    outside = [standing for standing in drawn if standing.status.is_outside]
    if len(drawn) < LEAST_UNITS_OF_A_FUNNEL or not outside:
        return None
    first = drawn[0]
    whole = Tally(first.whole_count or 0, first.whole_out_of or 0)
    printed = percentage(first.whole_likelihood or 0)
    points = tuple(
        FunnelPoint(
            standing.unit, standing.all_out_of or 0, standing.likelihood or 0.0, standing.status
        )
        for standing in drawn
    )
    described = [
        f"{standing.unit}: {_likelihood(standing).beside}, {status_in_words(standing)}"
        for standing in outside
    ]
    within = number_of(len(drawn) - len(outside), "other unit")
    verb = "is" if len(drawn) - len(outside) == 1 else "are"
    description = f"The whole: {printed}. {'; '.join(described)}. {within} {verb} within the "
    about = Chart(
        name,
        title,
        f"Likelihood of everyone in each unit by its size. Limits around the whole ({printed})",
        f"{description}95% limits.",
    )
    return FunnelChart(
        about,
        points,
        first.whole_likelihood or 0.0,
        tuple(_limits_at(size, chance) for size, chance in _chances(points, whole)),
    )


def _chances(points: Sequence[FunnelPoint], whole: Tally) -> Iterator[tuple[int, Funnel]]:
    """Yield the limits at the size of each unit, and at sizes between them."""
    sizes = sorted({point.people for point in points})
    step = max(1, (sizes[-1] - sizes[0]) // SIZES)
    for size in sorted({*sizes, *range(sizes[0], sizes[-1], step)}):
        if chance := funnel(size, whole):
            yield size, chance


def _limits_at(size: int, chance: Funnel) -> FunnelLimits:
    near, far = chance
    return FunnelLimits(
        size, (near.fewest / size, near.most / size), (far.fewest / size, far.most / size)
    )


def funnel_title(standings: Sequence[UnitStanding]) -> str:
    """Return the message of a funnel: how many units lag, or are outside their limits."""
    drawn = [standing for standing in standings if standing.status]
    lags = len(lagging(drawn))
    outside = sum(standing.status.is_outside for standing in drawn)
    words = f"{lags} of {len(drawn)} units lag{'s' if lags == 1 else ''}"
    if not lags:
        verb = "is" if outside == 1 else "are"
        words = f"{outside} of {len(drawn)} units {verb} outside the 95% limits"
    by = breakdown_in_words(standings[0].breakdown)
    return f"{standings[0].title}, by {by}: {words}"
