"""A report's folder: made whole or not at all, and never over what is not one."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from scwres.errors import FileError
from scwres.files.folders import check_folder, written_folder
from scwres.reports import folder
from scwres.results import compute

FILES = {"report.html": b"new", "charts/a.svg": b"new"}


def write_folder(path: Path, files: dict[str, bytes]) -> None:
    with written_folder(path, files):
        pass


@pytest.fixture
def made(scwres, sample_data, tmp_path):
    """Make a report, quickly: of one indicator."""

    def run(*options: object):
        return scwres("report", sample_data, "--indicator", "8", "-o", tmp_path / "out", *options)

    return run


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_report_has_the_files_that_were_promised(made, tmp_path):
    ran = made("--internal")

    assert ran.status == 0
    assert ran.out == ""
    assert _contents(tmp_path / "out").keys() == {
        *("report.html", "report.xlsx", "paper.docx", "results.csv", "results.json"),
        *("charts/glance.svg", "charts/indicator-8.svg"),
    }


@pytest.mark.slow
def test_charts_are_png_too_where_papers_and_slides_need_them(made, tmp_path):
    assert made("--internal", "--png").status == 0
    charts = {path.name: path.read_bytes() for path in (tmp_path / "out" / "charts").iterdir()}

    assert charts.keys() == {
        *("glance.svg", "glance.png"),
        *("indicator-8.svg", "indicator-8.png"),
    }
    assert charts["glance.png"].startswith(b"\x89PNG")
    assert {path.name for path in tmp_path.iterdir()} == {"out", "out-internal"}


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--internal",)])
def test_the_manifest_beside_it_tells_what_it_was_made_of(made, tmp_path, sample_data, options):
    made(*options)
    manifest = json.loads((tmp_path / "out-internal/manifest.json").read_text(encoding="utf-8"))

    assert manifest["standard"] == "sc-wres-2024"
    assert manifest["settings"]["indicators"] == ["8"]
    extract = (sample_data / "hr.csv").read_bytes()
    [staff] = [
        extract_input for extract_input in manifest["inputs"] if extract_input["name"] == "hr.csv"
    ]
    assert staff["sha256"] == sha256(extract).hexdigest()
    assert staff["rows"] == staff["counted"] + sum(staff["left_out"].values())
    hashes = {
        name: sha256(content).hexdigest() for name, content in _contents(tmp_path / "out").items()
    }
    assert manifest["report"] == {"name": "out", "sha256": hashes}
    assert ("counts_withheld" in manifest) == (not options)


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--internal",)])
def test_the_same_input_gives_the_same_bytes(made, tmp_path, options):
    made(*options)
    first = _contents(tmp_path / "out")
    made(*options, "--force")

    assert _contents(tmp_path / "out") == first


@pytest.mark.slow
def test_a_report_that_is_there_is_overwritten_only_by_force(made, tmp_path):
    made("--internal")
    before = _contents(tmp_path / "out")
    ran = made()

    assert ran.status == 2
    assert "already exists and was not changed" in ran.err
    assert "--force" in ran.err
    assert _contents(tmp_path / "out") == before
    assert made("--force").status == 0
    assert _contents(tmp_path / "out") != before


@pytest.mark.slow
@pytest.mark.parametrize("name", ["notes.docx", "charts/logo.png.bak", "more/report.html", ".x"])
def test_not_even_force_overwrites_what_is_no_part_of_a_report(made, tmp_path, name):
    made("--internal")
    other = tmp_path / "out" / name
    other.parent.mkdir(exist_ok=True)
    other.write_text("mine")
    ran = made("--force")

    assert ran.status == 2
    assert f"holds files that are not part of a report: '{name}'" in ran.err
    assert other.read_text() == "mine"


def test_a_file_or_a_link_of_that_name_is_left_as_it_is(made, tmp_path):
    (tmp_path / "out").write_text("mine")
    assert made("--force").status == 2
    (tmp_path / "out").unlink()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere")

    assert made("--force").status == 2
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_folder_that_holds_an_extract_is_refused(scwres, write, tmp_path):
    path = write("hr.csv", "ethnicity,left\nIndian,Y\nWhite British,N\n")
    ran = scwres("report", path, "-o", path.parent, "--force", "--internal")

    assert ran.status == 2
    assert "holds an extract" in ran.err


def test_without_a_folder_it_says_how_to_name_one(scwres, sample_data):
    ran = scwres("report", sample_data)

    assert ran.status == 2
    assert "-o report" in ran.err


def test_the_folder_and_the_title_can_stand_in_the_settings(scwres, write, sample_data):
    config = write(
        "scwres.toml",
        'organisation = "Borough"\nindicators = ["8"]\n[report]\nfolder = "paper"\n'
        'title = "A year on"\n[[extracts]]\n' + f'path = "{sample_data / "hr.csv"}"\n',
    )
    ran = scwres("report", "--config", config, "-q")

    assert ran.status == 0, ran.err
    page = (config.parent / "paper/report.html").read_text(encoding="utf-8")
    assert "<h1>A year on</h1>" in page
    assert ran.err == ""


def test_a_faulty_extract_leaves_the_old_report_and_nothing_else(scwres, write, made, tmp_path):
    made("--internal")
    before = _contents(tmp_path / "out")
    bad = write("hr.csv", "ethnicity,left\nIndian,perhaps\n")
    ran = scwres("report", bad, "-o", tmp_path / "out", "--force")

    assert ran.status == 3
    assert _contents(tmp_path / "out") == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".out")]


def test_what_would_disclose_writes_nothing(scwres, write, tmp_path):
    rows = ["item,answer,ethnicity,people"]
    rows += ["pay_band,A,Indian,3", "pay_band,B,White British,50"]
    ran = scwres(
        "report",
        write("c.csv", "\n".join([*rows, ""])),
        "-o",
        tmp_path / "out",
        "--known",
        "1=53",
        "--profile",
        "swe",
    )

    assert ran.status in (0, 5)
    assert (ran.status == 0) == (tmp_path / "out").exists()


def test_exact_figures_take_no_options_of_publishing(made):
    ran = made("--internal", "--profile", "swe")

    assert ran.status == 2
    assert "or remove --internal" in ran.err


def test_the_folder_you_are_in_is_not_written_over(scwres, sample_data, tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for name in (".", ".."):
        ran = scwres("report", sample_data, "-o", name, "--force")
        assert ran.status == 2
        assert "is the folder you are in" in ran.err
    assert not list((tmp_path / "here").iterdir())
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


@pytest.mark.slow
def test_a_way_that_leads_through_the_folder_itself_is_understood(
    made, scwres, sample_data, tmp_path
):
    made("--internal")
    way = tmp_path / "out" / ".." / "out"
    ran = scwres("report", sample_data, "--indicator", "8", "-o", way, "--force")

    assert ran.status == 0
    assert (tmp_path / "out/report.html").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"out", "out-internal"}


def test_a_name_that_no_file_can_have_is_a_fault_of_the_name(scwres, sample_data, tmp_path):
    for length in (252, 300):
        ran = scwres("report", sample_data, "-o", tmp_path / ("n" * length))
        assert ran.status == 6
        assert "cannot be written" in ran.err


def test_a_ledger_in_the_folder_is_refused(made, tmp_path):
    made()
    for name in ("ledger.json", "charts/ledger.json"):
        ran = made("--force", "--ledger", tmp_path / "out" / name)
        assert ran.status == 2
        assert "holds the ledger" in ran.err


def test_a_file_that_the_manifest_would_take_the_place_of_is_left(made, tmp_path):
    (tmp_path / "out-internal").mkdir()
    (tmp_path / "out-internal/manifest.json").write_text("mine")
    ran = made()

    assert ran.status == 2
    assert "out-internal/manifest.json: already exists and was not changed" in ran.err
    assert (tmp_path / "out-internal/manifest.json").read_text() == "mine"


@pytest.mark.slow
def test_a_full_disk_leaves_the_manifest_of_the_old_report(made, tmp_path, monkeypatch):
    made("--internal")
    before = (tmp_path / "out-internal/manifest.json").read_bytes()

    def fails(*_args, **_how):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("scwres.files.folders.write_flushed", fails)
    ran = made("--force")

    assert ran.status == 6
    assert (tmp_path / "out-internal/manifest.json").read_bytes() == before


@pytest.mark.parametrize("title", [" ", "\u200b", "x" * 201])
def test_a_title_is_a_text_that_can_be_read(made, title):
    assert made("--title", title).status == 2


def test_a_folder_that_was_made_read_only_is_replaced_and_leaves_nothing(tmp_path):
    folder = tmp_path / "out"
    write_folder(folder, {"report.html": b"old", "charts/b.svg": b"old"})
    for path in (folder / "charts", folder):
        path.chmod(0o555)
    write_folder(folder, FILES)
    write_folder(folder, FILES)

    assert _contents(folder) == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


# When the disk, another program or a kill comes between


@pytest.mark.parametrize("operation", ["mkdir", "write", "rename aside", "rename in"])
@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_fault_at_any_step_leaves_the_old_report_whole(tmp_path, monkeypatch, operation, fault):
    folder = tmp_path / "out"
    write_folder(folder, {"report.html": b"old", "charts/b.svg": b"old"})
    before = _contents(folder)

    def fails(*_args, **_how):
        raise OSError(fault, os.strerror(fault))

    if operation == "mkdir":
        monkeypatch.setattr(Path, "mkdir", fails)
    elif operation == "write":
        monkeypatch.setattr("scwres.files.folders.write_flushed", fails)
    else:
        rename, failing_name = (
            Path.rename,
            ".out.scwres-old" if operation == "rename aside" else "out",
        )

        def rename_or_fail(self, target):
            # Bringing the old one back is not what fails.
            if Path(target).name == failing_name and self.name != ".out.scwres-old":
                fails()
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", rename_or_fail)
    with pytest.raises(FileError) as raised:
        write_folder(folder, FILES)

    monkeypatch.undo()
    assert "cannot be written" in raised.value.faults[0].what or operation == "mkdir"
    assert _contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_a_killed_run_left_aside_is_brought_back_by_the_next(tmp_path):
    folder = tmp_path / "out"
    write_folder(folder, {"report.html": b"old"})
    folder.rename(tmp_path / ".out.scwres-old")
    (tmp_path / ".out.0123456789ab.scwres-new").mkdir()
    check_folder(folder, ["report.html"], force=True)

    assert _contents(folder) == {"report.html": b"old"}
    write_folder(folder, FILES)
    assert _contents(folder) == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_was_replaced_is_removed_where_a_killed_run_left_it(tmp_path):
    folder = tmp_path / "out"
    write_folder(folder, {"report.html": b"old"})
    (tmp_path / ".out.scwres-old").mkdir()
    check_folder(folder, ["report.html"], force=True)

    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a signal of POSIX systems")
def test_a_run_that_is_killed_at_any_time_leaves_an_old_report_or_a_new_one(tmp_path):
    # Over and over, a new folder in the place of an old one; killed wherever it then is.
    folder = tmp_path / "out"
    program = (
        "from pathlib import Path\nfrom scwres.files.folders import written_folder\n"
        "at = 0\nprint('ready', flush=True)\n"
        "while True:\n"
        "    at += 1\n"
        f"    with written_folder(Path({str(folder)!r}), "
        "{'report.html': b'%d' % at, 'charts/a.svg': b'%d' % at}): pass\n"
    )
    random = Random(20)
    for _ in range(12):
        process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
        process.stdout.readline()
        time.sleep(random.uniform(0.02, 0.12))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        check_folder(folder, ["report.html", "charts/*.svg"], force=True)
        contents = _contents(folder)
        assert contents.keys() == {"report.html", "charts/a.svg"}
        assert len(set(contents.values())) == 1


# The logo


@pytest.fixture
def with_logo(scwres, sample_data, write, tmp_path):
    """Make a report, quickly, of settings with a logo of some bytes; None for none."""

    def run(content: bytes | None, output: object, name: str = "logo.png"):
        if content is not None:
            write(name, content)
        config = write(
            "scwres.toml",
            f'indicators = ["8"]\n[[extracts]]\npath = "{sample_data.as_posix()}"\n'
            f'[report]\nlogo = "{name}"\n',
        )
        return scwres("report", "--config", config, "-o", output, "--force", "-q")

    return run


#: The start of a PNG, by its specification: all that the program looks at.
LOGO = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def test_a_logo_goes_into_the_document_as_a_data_uri(with_logo, tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(folder, "as_page", lambda document, _: made.append(document) or "")

    assert with_logo(LOGO, tmp_path / "out").status == 0
    assert [document.logo for document in made] == [
        f"data:image/png;base64,{b64encode(LOGO).decode()}"
    ]


@pytest.mark.parametrize(
    ("content", "status", "message"),
    [(b"GIF89a", 2, "expected a PNG, a JPEG or an SVG"), (None, 6, "no such file")],
)
def test_a_logo_is_checked_before_an_extract_is_read(
    content, status, message, with_logo, tmp_path, monkeypatch
):
    monkeypatch.setattr(compute, "read", lambda *_, **__: pytest.fail("an extract was read"))
    ran = with_logo(content, tmp_path / "out")

    assert ran.status == status
    assert message in ran.err
    assert "logo.png" in ran.err
    assert not (tmp_path / "out").exists()


def test_a_report_does_not_overwrite_the_logo_that_it_reads(with_logo, tmp_path):
    # A name that a report has too, so that its folder would be taken for an old report.
    ran = with_logo(LOGO, tmp_path / "out", "out/charts/logo.png")

    assert ran.status == 2
    assert "holds the logo" in ran.err
    assert (tmp_path / "out/charts/logo.png").read_bytes() == LOGO


def test_results_do_not_overwrite_the_logo_of_the_settings(scwres, sample_data, write, tmp_path):
    logo = write("logo", LOGO)
    config = write("scwres.toml", '[report]\nlogo = "logo"\n')
    ran = scwres("compute", sample_data, "--config", config, "--output", logo, "-q")

    assert ran.status == 2
    assert "would overwrite the logo" in ran.err
    assert logo.read_bytes() == LOGO
