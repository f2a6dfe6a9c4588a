"""Ethnicity: the categories, and the groups that they are compared in.

A recorded label is matched to one category, the most detailed that it names (``labels``),
and a :class:`Grouping` puts categories into the groups that are compared.

Categories are those of the censuses of England of 2001, 2011 and 2021, in the order of
the 2021 list of ethnic groups (GOV.UK, "List of ethnic groups").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

MINORITY_ETHNIC = "minority ethnic"
WHITE = "white"
UNKNOWN = "unknown"


class Category(NamedTuple):
    """An ethnic category, or a broad group that some extracts hold instead of one.

    ``side`` is ``minority ethnic``, ``white`` or ``unknown``; ``five`` the one of the
    five census groups it lies in, or empty where it lies in none or in several.
    """

    name: str
    side: str
    five: str = ""
    detailed: bool = True


#: Every category, in official order; broad ones after the detailed ones of their group.
CATEGORIES: tuple[Category, ...] = (
    Category("Indian", MINORITY_ETHNIC, "Asian"),
    Category("Pakistani", MINORITY_ETHNIC, "Asian"),
    Category("Bangladeshi", MINORITY_ETHNIC, "Asian"),
    Category("Chinese", MINORITY_ETHNIC, "Asian"),
    Category("Any other Asian background", MINORITY_ETHNIC, "Asian"),
    Category("Asian", MINORITY_ETHNIC, "Asian", detailed=False),
    Category("Black Caribbean", MINORITY_ETHNIC, "Black"),
    Category("Black African", MINORITY_ETHNIC, "Black"),
    Category("Any other Black background", MINORITY_ETHNIC, "Black"),
    Category("Black", MINORITY_ETHNIC, "Black", detailed=False),
    Category("White and Black Caribbean", MINORITY_ETHNIC, "Mixed"),
    Category("White and Black African", MINORITY_ETHNIC, "Mixed"),
    Category("White and Asian", MINORITY_ETHNIC, "Mixed"),
    Category("Any other Mixed background", MINORITY_ETHNIC, "Mixed"),
    Category("Mixed", MINORITY_ETHNIC, "Mixed", detailed=False),
    Category("White British", WHITE, "White"),
    Category("White Irish", WHITE, "White"),
    Category("Gypsy or Irish Traveller", WHITE, "White"),
    Category("Roma", WHITE, "White"),
    Category("Any other White background", WHITE, "White"),
    Category("Gypsy, Roma or Irish Traveller", WHITE, "White", detailed=False),
    Category("White minority", WHITE, "White", detailed=False),
    Category("White", WHITE, "White", detailed=False),
    Category("Arab", MINORITY_ETHNIC, "Other"),
    Category("Any other ethnic group", MINORITY_ETHNIC, "Other"),
    Category("Other ethnic group", MINORITY_ETHNIC, "Other", detailed=False),
    Category("Chinese or other ethnic group", MINORITY_ETHNIC, detailed=False),
    Category("Minority ethnic", MINORITY_ETHNIC, detailed=False),
    Category("Not stated", UNKNOWN),
    Category("Not known", UNKNOWN),
)

CATEGORY: Mapping[str, Category] = {category.name: category for category in CATEGORIES}


class Grouping(NamedTuple):
    """Which groups are compared, and with whom.

    Parameters
    ----------
    name
        ``two``: minority ethnic compared with white.
    groups
        The groups that are compared, in official order.
    compared_with
        The group they are compared with.
    group_by_category
        The group of every category; None for people of unknown ethnicity, who are in no
        ratio, and in the denominator of every share.
    """

    name: str
    groups: tuple[str, ...]
    compared_with: str
    group_by_category: Mapping[str, str | None]


def two_groups(white_minorities: str = WHITE) -> Grouping:
    """Return minority ethnic compared with white.

    Parameters
    ----------
    white_minorities
        ``white``, as in the NHS Workforce Race Equality Standard, or ``minority``: whom
        White Irish, Gypsy, Roma and other White people are counted with. A label that says
        White and no more is white in both.
    """
    counted_as_minority = WHITE_MINORITIES if white_minorities == "minority" else frozenset()
    return Grouping(
        name="two",
        groups=(MINORITY_ETHNIC,),
        compared_with=WHITE,
        group_by_category={
            category.name: None
            if category.side == UNKNOWN
            else MINORITY_ETHNIC
            if category.name in counted_as_minority
            else category.side
            for category in CATEGORIES
        },
    )


#: Who is white and of a minority.
WHITE_MINORITIES = frozenset(
    category.name
    for category in CATEGORIES
    if category.side == WHITE and category.name not in ("White", "White British")
)

TWO_GROUPS = two_groups()
