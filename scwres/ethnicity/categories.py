"""Ethnicity: the categories, and the groups that they are compared in.

A recorded label is matched to one category, the most detailed that it names (``labels``),
and a :class:`Grouping` puts categories into the groups that are compared.

Categories are those of the censuses of England of 2001, 2011 and 2021, in the order of
the 2021 list of ethnic groups (GOV.UK, "List of ethnic groups").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

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


#: Broad categories that hold other detailed ones than those of one census group or side.
_HELD: Mapping[str, tuple[str, ...]] = {
    "Gypsy, Roma or Irish Traveller": ("Gypsy or Irish Traveller", "Roma"),
    "White minority": (
        *("White Irish", "Gypsy or Irish Traveller", "Roma"),
        "Any other White background",
    ),
    "Chinese or other ethnic group": ("Chinese", "Arab", "Any other ethnic group"),
}


def held_by(name: str) -> frozenset[str]:
    """Return the detailed categories that a category holds; itself where it is detailed.

    >>> sorted(held_by("Black"))
    ['Any other Black background', 'Black African', 'Black Caribbean']
    """
    broad = CATEGORY[name]
    if broad.detailed:
        return frozenset({name})
    if name in _HELD:
        return frozenset(_HELD[name])
    return frozenset(
        category.name
        for category in CATEGORIES
        if category.detailed
        and category.side == broad.side
        and (not broad.five or category.five == broad.five)
    )


#: The group of categories that are broader than the groups: none.
NO_GROUP = ""

#: The groups that people can be put in, and those that they can be compared with.
GROUPS = ("two", "five", "detailed")
WHITE_BRITISH = "White British"
REFERENCES = (WHITE, WHITE_BRITISH)

#: How white minorities can be counted: as white, as ethnic minorities, or separately.
SEPARATE = "separate"
WHITE_MINORITY_RULES = (WHITE, "minority", SEPARATE)

WHITE_MINORITY_GROUP = "white minorities"


class Grouping(NamedTuple):
    """The groups that are compared, and the group they are compared with.

    Parameters
    ----------
    name
        ``two``: minority ethnic compared with white; ``five``: Asian, Black, Mixed and Other
        too; ``detailed``: each category.
    groups
        The groups that are compared, in official order.
    compared_with
        The group they are compared with.
    group_by_category
        The group of every category; None for people of unknown ethnicity, who are in no
        ratio, and in the denominator of every share; :data:`NO_GROUP` for a category that
        is broader than the groups, and could lie in several.
    white_minorities
        How white minorities are counted.
    """

    name: str
    groups: tuple[str, ...]
    compared_with: str
    group_by_category: Mapping[str, str | None]
    white_minorities: str = WHITE

    @property
    def broad(self) -> frozenset[str]:
        """The categories that are broader than the groups."""
        return self.categories_of(NO_GROUP)

    def categories_of(self, group: str) -> frozenset[str]:
        """Return the categories that are in a group."""
        return frozenset(
            name
            for name, category_group in self.group_by_category.items()
            if category_group == group
        )

    def could_be(self, category: str) -> tuple[str, ...]:
        """Return the groups that people of a broad category could be in."""
        within = {self.group_by_category[name] for name in held_by(category)}
        every = (*self.groups, self.compared_with)
        return tuple(group for group in every if group in within)


def grouping(name: str = "two", reference: str = "", white_minorities: str = "") -> Grouping:
    """Return the groups that are compared.

    Parameters
    ----------
    name
        ``two``, ``five`` or ``detailed``.
    reference
        ``white`` or ``White British``: the group they are compared with. Left out, it is White
        British where white minorities are ``separate``, and white elsewhere.
    white_minorities
        ``white``, as in the NHS Workforce Race Equality Standard, ``minority`` or
        ``separate``: how White Irish, Gypsy, Roma and other White people are counted. Left out,
        they count as white, or separately where the reference is White British. With
        ``minority``, a bare label White is white.

    Raises
    ------
    ValueError
        When the reference and the rule for white minorities contradict each other, or one
        of the three is unknown.

    Examples
    --------
    >>> grouping("five").groups
    ('Asian', 'Black', 'Mixed', 'Other')
    """
    if contradiction := grouping_contradiction(reference, white_minorities):
        raise ValueError(contradiction)
    if name not in GROUPS:
        message = f"there are no groups called {name!r}"
        raise ValueError(message)
    if not reference:
        reference = WHITE_BRITISH if white_minorities == SEPARATE else WHITE
    if not white_minorities:
        white_minorities = WHITE if reference == WHITE else SEPARATE
    group_by_category = {
        category.name: _group(category, name, reference, white_minorities)
        for category in CATEGORIES
    }
    groups = dict.fromkeys(
        group for group in group_by_category.values() if group and group != reference
    )
    return Grouping(name, tuple(groups), reference, group_by_category, white_minorities)


def grouping_contradiction(reference: str, white_minorities: str) -> str:
    """Return why a reference and a rule for white minorities contradict; empty if they do not."""
    if reference not in ("", *REFERENCES):
        return f"groups cannot be compared with {reference!r}"
    if white_minorities not in ("", *WHITE_MINORITY_RULES):
        return f"white minorities cannot be counted as {white_minorities!r}"
    if reference == WHITE and white_minorities == SEPARATE:
        return "white minorities shown separately are compared with White British, not with white"
    if reference == WHITE_BRITISH and white_minorities == WHITE:
        return "white minorities count as white, but the reference is only White British"
    return ""


def _group(category: Category, name: str, reference: str, white_minorities: str) -> str | None:
    """Return the group of a category."""
    if category.side == UNKNOWN:
        return None
    if category.side == WHITE:
        return _white_group(category, name, reference, white_minorities)
    if name == "two":
        return MINORITY_ETHNIC
    if name == "five":
        return category.five or NO_GROUP
    return category.name if category.detailed else NO_GROUP


def _white_group(category: Category, name: str, reference: str, white_minorities: str) -> str:
    if category.name == WHITE_BRITISH or (reference == WHITE and white_minorities == WHITE):
        return reference
    if category.name == "White":
        # A bare "White": white where that is the reference, else in no group.
        return WHITE if reference == WHITE else NO_GROUP
    if name == "two":
        return MINORITY_ETHNIC if white_minorities == "minority" else WHITE_MINORITY_GROUP
    if name == "five":
        return WHITE_MINORITY_GROUP
    return category.name if category.detailed else NO_GROUP


TWO_GROUPS = grouping()

#: The words for people of a group: ``{}`` stands for the people, such as staff.
_GROUP_IN_WORDS: Mapping[str, str] = {
    MINORITY_ETHNIC: "{} from ethnic minorities",
    WHITE: "white {}",
    WHITE_MINORITY_GROUP: "{} from white minorities",
    "Mixed": "{} of mixed ethnicity",
    "Other": "{} from other ethnic groups",
    "White and Black Caribbean": "{} of mixed White and Black Caribbean ethnicity",
    "White and Black African": "{} of mixed White and Black African ethnicity",
    "White and Asian": "{} of mixed White and Asian ethnicity",
    "Any other Asian background": "{} from any other Asian background",
    "Any other Black background": "{} from any other Black background",
    "Any other Mixed background": "{} from any other mixed background",
    "Any other White background": "{} from any other White background",
    "Any other ethnic group": "{} from any other ethnic group",
}


def spoken_of(group: str, people: str) -> str:
    """Return people of a group, in words.

    >>> spoken_of("minority ethnic", "staff"), spoken_of("Indian", "applicants")
    ('staff from ethnic minorities', 'Indian applicants')
    """
    return _GROUP_IN_WORDS.get(group, f"{group} {{}}").format(people)
