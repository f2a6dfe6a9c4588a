"""Linear programmes as HiGHS takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.quiet import quietly

if TYPE_CHECKING:
    from numpy.typing import NDArray


#: A programme in whole numbers is given up after so many branches, which take some seconds: what
#: it was asked for then counts as impossible. A limit in time would give other bytes elsewhere.
MOST_BRANCHES = 20_000


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


class Programme:
    """A programme of the least cost within bounds, which HiGHS solves without a word.

    Everything of HiGHS is made and run here: it prints on standard output as it is made,
    before it can be told not to.

    Parameters
    ----------
    least
        The least that each row adds up to; none where each adds up to zero.
    """

    def __init__(
        self,
        cost: NDArray[Any],
        lower: NDArray[Any],
        upper: NDArray[Any],
        rows: Rows,
        least: NDArray[Any] | None = None,
        *,
        in_whole_numbers: bool = False,
        presolve: bool = True,
    ) -> None:
        import numpy

        self._numpy = numpy
        self._columns = numpy.arange(len(cost), dtype=numpy.int32)
        with quietly():
            self._highs = _highs(presolve=presolve)
            self._highs.passModel(_model(cost, lower, upper, rows, least))
            if in_whole_numbers:
                self.ask_for_whole_numbers(True)

    def bound(self, column: int, least: float, most: float) -> None:
        """Set the least and the most that a column can be."""
        self._highs.changeColBounds(column, least, most)

    def bound_all(self, least: NDArray[Any], most: NDArray[Any]) -> None:
        """Set the least and the most that each column can be."""
        self._highs.changeColsBounds(len(self._columns), self._columns, least, most)

    def price(self, cost: NDArray[Any]) -> None:
        """Set what each column costs."""
        self._highs.changeColsCost(len(self._columns), self._columns, cost)

    def ask_for_whole_numbers(self, in_whole_numbers: bool) -> None:
        """Set whether the columns have to be whole numbers."""
        from highspy import HighsVarType

        kind = HighsVarType.kInteger if in_whole_numbers else HighsVarType.kContinuous
        kinds = self._numpy.full(len(self._columns), kind)
        self._highs.changeColsIntegrality(len(self._columns), self._columns, kinds)

    def solve(self) -> bool:
        """Look for the least cost; return whether it was found."""
        from highspy import HighsModelStatus

        with quietly():
            self._highs.run()
        return bool(self._highs.getModelStatus() == HighsModelStatus.kOptimal)

    @property
    def values(self) -> NDArray[Any]:
        """What each column was found to be."""
        values: NDArray[Any] = self._numpy.array(self._highs.getSolution().col_value)
        return values

    @property
    def duals(self) -> NDArray[Any]:
        """What one more of each column would cost."""
        duals: NDArray[Any] = self._numpy.array(self._highs.getSolution().col_dual)
        return duals


def _highs(*, presolve: bool) -> Any:
    """Return a solver that holds no programme yet."""
    import highspy

    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # has no types
    highs.silent()
    # One thread and one seed, so that the same input gives the same answer.
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", 1)
    highs.setOptionValue("mip_max_nodes", MOST_BRANCHES)
    if not presolve:
        highs.setOptionValue("presolve", "off")
    return highs


def _model(
    cost: NDArray[Any],
    lower: NDArray[Any],
    upper: NDArray[Any],
    rows: Rows,
    least: NDArray[Any] | None,
) -> Any:
    """Return a programme as HiGHS is told it."""
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
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = rows.starts.astype(numpy.int32)
    model.a_matrix_.index_ = rows.columns.astype(numpy.int32)
    model.a_matrix_.value_ = rows.value.astype(float)
    return model
