"""Linear programmes as HiGHS takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Rows(NamedTuple):
    """The rows of a programme, one after another.

    Parameters
    ----------
    starts
        Where each row starts in the others, and where the last one ends.
    columns, value
        The columns of each row, and what they are taken times.
    """

    starts: NDArray[Any]
    columns: NDArray[Any]
    value: NDArray[Any]


def programme(
    cost: NDArray[Any],
    lower: NDArray[Any],
    upper: NDArray[Any],
    rows: Rows,
    least: NDArray[Any] | None = None,
    *,
    in_whole_numbers: bool = False,
    presolve: bool = True,
) -> Any:
    """Return a solver of the least cost within bounds.

    Parameters
    ----------
    least
        The least that each row adds up to; none where each adds up to zero.
    """
    import highspy
    import numpy

    number = len(rows.starts) - 1
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(cost), number
    model.col_cost_ = numpy.asarray(cost, dtype=float)
    model.col_lower_ = numpy.asarray(lower, dtype=float)
    model.col_upper_ = numpy.asarray(upper, dtype=float)
    nothing = numpy.zeros(number)
    model.row_lower_ = nothing if least is None else least
    model.row_upper_ = nothing if least is None else numpy.full(number, highspy.kHighsInf)
    if in_whole_numbers:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(cost)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = rows.starts.astype(numpy.int32)
    model.a_matrix_.index_ = rows.columns.astype(numpy.int32)
    model.a_matrix_.value_ = rows.value.astype(float)
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # has no types
    highs.silent()
    # One thread and one seed, so that the same input gives the same answer.
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", 1)
    if not presolve:
        highs.setOptionValue("presolve", "off")
    highs.passModel(model)
    return highs


def is_solved(highs: Any) -> bool:
    """Return whether a solver that was run found the least cost."""
    import highspy

    return bool(highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)
