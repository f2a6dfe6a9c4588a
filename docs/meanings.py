"""Words of the reference that no table of the program has.

Tests compare their keys with the program's own tables.
"""

from __future__ import annotations

#: What each column of a result holds.
RESULT_COLUMNS = {
    "standard": "The standard, or `supporting` for a measure beside it.",
    "audience": "`internal` (exact figures) or `publication`.",
    "indicator": "The number of the indicator, or the item of a supporting measure.",
    "title": "Its title.",
    "part": "The pay band in indicator 1; empty elsewhere.",
    "breakdown": "The column that figures are broken down by; empty for the whole.",
    "unit": "The value of that column; empty for the whole.",
    "group": "The group.",
    "compared_with": "The group it is compared with.",
    "group_count": "People in the group who had the event.",
    "group_out_of": "People in the group who are counted.",
    "group_likelihood": "The first divided by the second.",
    "group_likelihood_lower": "The lower limit of its interval (Wilson).",
    "group_likelihood_upper": "The upper limit.",
    "compared_with_count": "People in the comparison group who had the event.",
    "compared_with_out_of": "People in the comparison group who are counted.",
    "compared_with_likelihood": "The first divided by the second.",
    "compared_with_likelihood_lower": "The lower limit of its interval (Wilson).",
    "compared_with_likelihood_upper": "The upper limit.",
    "unknown_count": "People of unknown ethnicity who had the event.",
    "unknown_out_of": "People of unknown ethnicity who are counted.",
    "all_count": "Everybody who had the event.",
    "all_out_of": "Everybody who is counted.",
    "ratio": "The relative likelihood: `group_likelihood` over `compared_with_likelihood`.",
    "ratio_lower": "The lower limit of its interval.",
    "ratio_upper": "The upper limit.",
    "confidence": "The confidence of the intervals, such as 0.95.",
    "method": "How the interval and the p-value were made, in words.",
    "p_value": "The p-value of the test that `p_value_test` names.",
    "share": "The group's share of everybody who had the event.",
    "workforce_share": "The group's share of everybody who is counted.",
    "gap": "`share` less `workforce_share`: 0.05 is five percentage points.",
    "finding": "Whether the two likelihoods differ, in the words of the standard.",
    "mark": "Why figures are missing, as pairs such as `ratio:z share:x`.",
    "headline": "The figure that the standard publishes: `ratio`, `share` or `gap`.",
    "ungrouped_count": "People with the event whose label is too broad for the groups.",
    "ungrouped_out_of": "People counted whose label is too broad for the groups.",
    "ratio_if_unknown_white": "The ratio with everybody of unknown ethnicity counted as white.",
    "ratio_if_unknown_minority": "The same with all of them in the minority ethnic group.",
    "ratio_lowest": "The lowest ratio possible, whatever the unknown ethnicities are.",
    "ratio_highest": "The highest.",
    "unknown_share": "The share of unknown ethnicity among those counted.",
    "unknown_event_share": "The share of unknown ethnicity among those with the event.",
    "people_to_parity": "How many more events in the group would make the likelihoods equal.",
    "ratio_one_more": "The ratio with one more event in the group.",
    "ratio_one_fewer": "The ratio with one event fewer in the group.",
    "four_fifths": "`below` 4/5, `above` 5/4, or `inside`; a rule of thumb, not a test.",
    "reading": "The comparison in sentences.",
    "profile": "The rule that a publication was made by; empty otherwise.",
    "statistic": "What the ratio divides: likelihoods, odds or rates.",
    "interval": "The method of the ratio's interval: `koopman`, `katz` or `cornfield`.",
    "p_value_test": "The test of the p-value: `pearson` or `fisher`.",
    "inverse_ratio": "The ratio the other way round: 1 divided by `ratio`.",
    "inverse_ratio_lower": "The lower limit of its interval: 1 divided by `ratio_upper`.",
    "inverse_ratio_upper": "The upper limit: 1 divided by `ratio_lower`.",
}

#: What an exit status means, and what was written.
EXIT_STATUSES = {
    0: ("Done, or the reader of a pipe left.", "Yes"),
    1: ("An error in the program itself, or a library that is not installed.", "Nothing"),
    2: ("Wrong usage, or an error in `scwres.toml`.", "Nothing"),
    3: ("Something is wrong with an extract. `check`: not ready.", "Only `check`'s report"),
    4: (
        "`--strict`: an indicator cannot be computed, or there was a warning not accepted.",
        "Nothing",
    ),
    5: (
        "It would disclose. `audit`: a withheld count can be worked out.",
        "Only `audit`'s report",
    ),
    6: ("A file is missing, or cannot be opened or written.", "Nothing; the old file stays"),
    130: ("Interrupted.", "Nothing; the old file stays"),
}
