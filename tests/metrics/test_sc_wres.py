from __future__ import annotations

from scwres.extracts.rules import NATIONAL
from scwres.extracts.schema import ITEMS
from scwres.metrics.standards import standard_called

SC_WRES_2024 = standard_called("sc-wres-2024")


def test_the_nine_indicators_stand_in_official_order_with_7_in_two_parts():
    numbers = [indicator.number for indicator in SC_WRES_2024.indicators]

    assert numbers == ["1", "2", "3", "4", "5", "6", "7a", "7b", "8", "9"]


def test_each_indicator_counts_an_item_that_some_extract_holds():
    items = [indicator.item for indicator in SC_WRES_2024.indicators]

    assert set(items) <= set(ITEMS)
    assert len(items) == len(set(items))


def test_the_worse_side_is_as_the_standard_says():
    # Appointment, CPD and senior management are good to have; the others are not.
    worse = {indicator.number: indicator.worse_when for indicator in SC_WRES_2024.indicators}

    assert worse.pop("1") is None
    assert {number for number, side in worse.items() if side == "lower"} == {"2", "5", "9"}
    assert {number for number, side in worse.items() if side == "higher"} == {
        *("3", "4", "6", "7a", "7b", "8")
    }


def test_national_figures_are_those_that_were_published():
    # Skills for Care, findings of SC-WRES 2023 (23 councils) and 2024 (76 councils).
    by_year = {
        year: {
            indicator.number: figure.value
            for indicator in SC_WRES_2024.indicators
            for figure in indicator.national
            if figure.year == year and not figure.part
        }
        for year in ("2023", "2024")
    }

    assert by_year["2023"] == {
        "2": "0.5",
        "3": "1.4",
        "4": "2.1",
        "5": "1.0",
        "6": "1.2",
        "7a": "1.3",
        "7b": "1.9",
        "8": "1.1",
    }
    assert by_year["2024"] == {"2": "0.52", "3": "1.37", "4": "1.08", "8": "1.21", "9": "0.55"}
    shares = {one.part: one.value for one in SC_WRES_2024.indicators[0].national}
    assert shares == {
        "Under £30,000": "18%",
        "£30,000 to £69,999": "22%",
        "£70,000 and over": "14%",
    }
    assert list(shares) == [name for _, name in NATIONAL]
    assert all(
        figure.source for indicator in SC_WRES_2024.indicators for figure in indicator.national
    )
