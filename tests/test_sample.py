from __future__ import annotations

import math
import tracemalloc

import pytest

import scwres
from scwres import FileError, UsageError
from scwres.extracts.schema import ITEMS
from scwres.metrics.standards import standard_called
from scwres.sample import write_sample
from scwres.settings.settings import Settings

SC_WRES_2024 = standard_called("sc-wres-2024")

OTHER = "Any other ethnic group"


def test_the_committed_sample_is_what_the_command_writes(scwres, sample_data, tmp_path):
    ran = scwres("sample", tmp_path / "again")

    assert ran.status == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    committed = {path.name: path.read_bytes() for path in sample_data.glob("*.csv")}
    assert written == committed


def test_the_staff_extract_holds_as_many_people_as_asked_for(tmp_path):
    write_sample(tmp_path, staff=250, seed=9)

    assert (tmp_path / "hr.csv").read_text().count("\n") == 251


def test_another_seed_gives_other_people(tmp_path):
    write_sample(tmp_path / "a", staff=50, seed=1)
    write_sample(tmp_path / "b", staff=50, seed=2)

    assert (tmp_path / "a" / "hr.csv").read_bytes() != (tmp_path / "b" / "hr.csv").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("staff", [1, 2, 3])
def test_the_smallest_samples_can_be_computed(tmp_path, staff):
    for seed in range(20):
        folder = tmp_path / str(seed)
        write_sample(folder, staff=staff, seed=seed)
        scwres.compute(
            folder,
            blanks={
                "harassment_public": "not-applicable",
                "harassment_colleagues": "not-applicable",
                "harassment_managers": "not-applicable",
            },
            # Of one or two people all may have had it.
            # And beside White British there may be one other group alone.
            settings=Settings(
                {"everyone": dict.fromkeys(ITEMS, True), "ethnicity.labels": {OTHER: OTHER}}
            ),
        )


def test_ratios_resemble_the_national_ones(tmp_path):
    # At 60,000 staff chance is small: each ratio lies near the last that was published.
    write_sample(tmp_path, staff=60_000, seed=4)
    ratios = {line.indicator: line for line in scwres.compute(tmp_path).lines if not line.part}

    for indicator in SC_WRES_2024.indicators:
        if indicator.national and indicator.headline == "ratio":
            national = float(indicator.national[-1].value)
            line = ratios[indicator.number]
            chance = math.log(line.ratio_upper / line.ratio_lower)
            assert abs(math.log(line.ratio / national)) < chance, indicator.number


def test_the_sample_has_the_traits_of_real_extracts(sample_data):
    lines = {line.indicator: line for line in scwres.compute(sample_data).lines}

    appointed = lines["2"]
    assert (
        appointed.unknown_count / appointed.all_count
        > appointed.unknown_out_of / appointed.all_out_of
    )
    assert lines["4"].all_count < 10
    assert 0 < lines["8"].all_count < lines["8"].all_out_of / 5


def test_a_file_where_the_folder_should_be_is_refused(tmp_path):
    (tmp_path / "hr.csv").write_text("a council's own")
    with pytest.raises(FileError, match="cannot be made a folder"):
        write_sample(tmp_path / "hr.csv", staff=10, seed=1)


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "hr.csv").write_text("a council's own")
    with pytest.raises(UsageError, match=r"already holds hr.csv, and nothing was changed"):
        write_sample(tmp_path, staff=10, seed=1)

    assert (tmp_path / "hr.csv").read_text() == "a council's own"
    assert not (tmp_path / "survey.csv").exists()


@pytest.mark.slow
def test_a_large_sample_is_a_stream(tmp_path):
    peaks = []
    for staff in (20_000, 60_000):
        tracemalloc.start()
        write_sample(tmp_path / str(staff), staff=staff, seed=1)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] * 1.2
