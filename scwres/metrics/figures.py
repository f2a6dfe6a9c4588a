"""The figures of a comparison by their names, and the counts that each is made of.

What is withheld of the counts is withheld of these figures too.
"""

from __future__ import annotations

from collections.abc import Mapping

_GROUP = ("group_count", "group_out_of")
_COMPARED = ("compared_with_count", "compared_with_out_of")
_BOTH = (*_GROUP, *_COMPARED)
_ALL_THREE = (*_BOTH, "unknown_count", "unknown_out_of")

#: The counts of each figure by their columns; figures of few counts first.
MADE_OF: Mapping[str, tuple[str, ...]] = {
    "group_likelihood": _GROUP,
    "compared_with_likelihood": _COMPARED,
    "share": ("group_count", "all_count"),
    "workforce_share": ("group_out_of", "all_out_of"),
    "unknown_share": ("unknown_out_of", "all_out_of"),
    "unknown_event_share": ("unknown_count", "all_count"),
    "ratio": _BOTH,
    "inverse_ratio": _BOTH,
    "gap": ("group_count", "all_count", "group_out_of", "all_out_of"),
    "people_to_parity": _BOTH,
    "four_fifths": _BOTH,
    "ratio_one_more": _BOTH,
    "ratio_one_fewer": _BOTH,
    "ratio_if_unknown_white": _ALL_THREE,
    "ratio_if_unknown_minority": _ALL_THREE,
    "ratio_lowest": _ALL_THREE,
    "ratio_highest": _ALL_THREE,
    "group_likelihood_lower": _GROUP,
    "group_likelihood_upper": _GROUP,
    "compared_with_likelihood_lower": _COMPARED,
    "compared_with_likelihood_upper": _COMPARED,
    "p_value": _BOTH,
    "ratio_lower": _BOTH,
    "ratio_upper": _BOTH,
    "inverse_ratio_lower": _BOTH,
    "inverse_ratio_upper": _BOTH,
}
