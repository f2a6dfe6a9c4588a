"""What an entry of a standard says, and what a standard holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The event of a yes/no item.
YES = "yes"


class NationalFigure(NamedTuple):
    """A published national relative likelihood, minority ethnic over white."""

    year: str
    ratio: str
    source: str


class Indicator(NamedTuple):
    """One entry of a standard: what is compared, in words and as an item.

    Parameters
    ----------
    number
        As the standard prints it: ``1`` to ``9``, ``7a``, ``7b``.
    population, event
        Whom the likelihood is out of, and what is counted among them.
    item
        The item whose answers hold both. The event is the answer ``yes``, or, where
        ``each_answer`` is set, each answer in turn, as a part of its own (pay bands).
    headline
        The figure that the standard publishes: ``ratio`` or ``share``.
    worse_when
        ``higher`` or ``lower``: the side of a ratio of 1 on which the group fares worse;
        None where no single figure has one. Used to word a finding, never to compute it.
    reading
        How the figure is read, in a sentence or two.
    """

    number: str
    title: str
    definition: str
    population: str
    event: str
    item: str
    headline: str
    worse_when: str | None
    reading: str
    each_answer: bool = False
    national: tuple[NationalFigure, ...] = ()


class Standard(NamedTuple):
    """A version of a standard: its indicators in official order."""

    name: str
    title: str
    indicators: tuple[Indicator, ...]
    note: str
    #: Facts published about the whole, with their source, for ``explain``.
    national: tuple[str, ...] = ()
    #: Numbers that stand for several indicators.
    families: Mapping[str, tuple[str, ...]] = {}
    #: Numbers that were misprinted somewhere, and the indicator that was meant.
    misprints: Mapping[str, str] = {}
