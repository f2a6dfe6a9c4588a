from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scwres import FileError, UsageError
from scwres.files import leftovers
from scwres.files.folders import staged_folder, write_new_files, written_folder
from scwres.files.interrupts import Stopped, forget_written, undisturbed, written
from scwres.files.leftovers import settle
from scwres.files.whole import (
    INTERNAL,
    PRIVATE,
    PUBLIC,
    Companion,
    staged_file,
    write_new,
    write_whole,
)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_from_its_pieces(tmp_path):
    write_whole(tmp_path / "a.csv", [b"one\n", b"two\n"])

    assert (tmp_path / "a.csv").read_bytes() == b"one\ntwo\n"
    assert _names(tmp_path) == ["a.csv"]


def test_an_old_file_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_whole(path, [b"new"])

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_whatever_fails_the_old_file_stays_and_nothing_else_is_left(
    tmp_path, monkeypatch, step, error
):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise error

    def content():
        yield b"new"
        if step == "write":
            raise error

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    if step == "replace":
        monkeypatch.setattr(Path, "replace", fail)

    with pytest.raises((FileError, KeyboardInterrupt)):
        write_whole(path, content())

    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.csv"]


def test_a_file_that_another_program_holds_is_tried_again_on_windows(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    tries = []
    replace = Path.replace

    def held(self: Path, target: Path) -> Path:
        tries.append(target)
        if len(tries) < 3:
            raise PermissionError(13, "held by Excel")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("scwres.files.leftovers.WAIT", 0)
    monkeypatch.setattr("scwres.files.leftovers.ON_WINDOWS", True)
    write_whole(path, [b"new"])

    assert len(tries) == 3
    assert path.read_bytes() == b"new"


def test_a_file_that_stays_held_is_named_with_what_to_do(tmp_path, monkeypatch):
    def held(*_: object) -> None:
        raise PermissionError(13, "held by Excel")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("scwres.files.leftovers.WAIT", 0)
    monkeypatch.setattr("scwres.files.leftovers.ON_WINDOWS", True)
    with pytest.raises(FileError, match="Close it in other programs"):
        write_whole(tmp_path / "a.csv", [b"new"])


def test_what_exists_is_never_replaced_by_a_new_file(tmp_path):
    (tmp_path / "a.toml").write_bytes(b"old")
    with pytest.raises(UsageError, match="already exists and was not changed") as error:
        write_new(tmp_path / "a.toml", b"new")

    assert error.value.faults[0].code == "file-exists"
    assert (tmp_path / "a.toml").read_bytes() == b"old"


def test_a_link_and_a_folder_are_refused(tmp_path):
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    with pytest.raises(FileError, match="is a link"):
        write_whole(tmp_path / "link.csv", [b"new"])
    with pytest.raises(FileError, match="is a folder"):
        write_whole(tmp_path, [b"new"])
    assert (tmp_path / "real.csv").read_bytes() == b"old"


# After the rename it is done


def _folder_fails(folder: Path, monkeypatch, step: str, number: int) -> None:
    """Let a folder not be flushed, or not be read."""
    real = getattr(os, step)

    def fails(target, *arguments, **options):
        if folder in (Path(str(target)), Path(f"/proc/self/fd/{target}").resolve()):
            raise OSError(number, os.strerror(number))
        return real(target, *arguments, **options)

    monkeypatch.setattr(os, step, fails)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="descriptors are looked up there")
@pytest.mark.parametrize(
    ("step", "number"),
    [("fsync", errno.EINVAL), ("fsync", errno.EIO), ("open", errno.EACCES)],
)
def test_a_folder_that_cannot_be_flushed_or_read_undoes_nothing(
    tmp_path, monkeypatch, step, number
):
    path, folder = tmp_path / "a.csv", tmp_path / "out"
    path.write_bytes(b"old")
    with written_folder(folder, {"a": b"old"}):
        pass
    _folder_fails(tmp_path, monkeypatch, step, number)
    write_whole(path, [b"new"])
    with written_folder(folder, {"a": b"new"}):
        pass
    monkeypatch.undo()

    assert path.read_bytes() == b"new"
    assert (folder / "a").read_bytes() == b"new"
    assert _names(tmp_path) == ["a.csv", "out"]


def test_a_signal_that_comes_while_files_are_moved_waits_until_they_are(monkeypatch):
    from scwres.files import interrupts

    done = []
    before = signal.getsignal(signal.SIGTERM)
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        interrupts.listen()
        with pytest.raises(Stopped) as stopped, undisturbed():  # noqa: PT012 - what is between
            signal.raise_signal(signal.SIGTERM)
            done.append(1)
    finally:
        signal.signal(signal.SIGTERM, before)

    assert done == [1]
    assert stopped.value.status == 143  # 128 and the number of the signal, as shells have it


def test_a_signal_that_the_caller_ignores_stays_ignored():
    from scwres.files import interrupts

    before = signal.getsignal(signal.SIGTERM)
    try:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        interrupts.listen()
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_run_knows_what_it_has_written(tmp_path):
    forget_written()
    write_whole(tmp_path / "a.csv", [b"a"])
    with written_folder(tmp_path / "out", {"a": b"a"}):
        pass

    assert written() == [tmp_path / "a.csv", tmp_path / "out"]


# What is written while it is


@pytest.fixture
def mask():
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX systems")
@pytest.mark.parametrize(
    ("mode", "masked", "becomes"),
    [
        (PUBLIC, 0o022, 0o644),
        (PUBLIC, 0o077, 0o600),
        (INTERNAL, 0o022, 0o640),
        (INTERNAL, 0o002, 0o660),
        (PRIVATE, 0o000, 0o600),
    ],
)
def test_what_is_new_follows_the_mask_and_is_its_owners_alone_until_it_is_out(
    tmp_path, mask, mode, masked, becomes
):
    mask(masked)
    with staged_file(tmp_path / "a.csv", [b"new"], mode=mode) as staged:
        assert _mode(staged.path) == 0o600
        staged.put()
    with staged_folder(tmp_path / "out", {"a/b.csv": b"new"}, mode=mode) as staged:
        assert _mode(staged.path) == 0o700
        staged.put()

    assert _mode(tmp_path / "a.csv") == becomes
    assert _mode(tmp_path / "out" / "a" / "b.csv") == becomes
    look_into = becomes | (becomes & 0o444) >> 2
    assert _mode(tmp_path / "out") == _mode(tmp_path / "out" / "a") == look_into


def test_a_file_that_nobody_may_write_is_refused_and_stays(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(FileError, match="is write-protected"):
        write_whole(path, [b"new"])

    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.csv"]


def test_two_runs_with_one_process_number_do_not_meet(tmp_path, monkeypatch):
    # As in two containers that share a folder.
    monkeypatch.setattr(os, "getpid", lambda: 7)
    path, folder = tmp_path / "a.csv", tmp_path / "out"
    with staged_file(path, [b"1"]) as first, staged_file(path, [b"2"]) as second:
        first.put()
        second.put()
    with staged_folder(folder, {"a": b"1"}) as first, staged_folder(folder, {"a": b"2"}) as second:
        first.put()
        second.put()

    assert path.read_bytes() == b"2"
    assert (folder / "a").read_bytes() == b"2"
    assert _names(tmp_path) == ["a.csv", "out"]


def test_of_two_new_files_at_once_the_first_stays(tmp_path):
    path, folder = tmp_path / "a.toml", tmp_path / "out"
    with (
        staged_file(path, [b"1"], is_new=True) as first,
        staged_file(path, [b"2"], is_new=True) as second,
        staged_folder(folder, {"a": b"1"}, replaces=False) as third,
        staged_folder(folder, {"a": b"2"}, replaces=False) as fourth,
    ):
        first.put()
        third.put()
        for later in (second, fourth):
            with pytest.raises(UsageError, match="already exists"):
                later.put()

    assert path.read_bytes() == b"1"
    assert (folder / "a").read_bytes() == b"1"
    assert _names(tmp_path) == ["a.toml", "out"]


def test_a_new_file_is_put_where_there_are_no_links(tmp_path, monkeypatch):
    def has_none(*_: object) -> None:
        raise OSError(errno.EPERM, "no links on this drive")

    monkeypatch.setattr(os, "link", has_none)
    write_new(tmp_path / "a.toml", b"1")
    with pytest.raises(UsageError, match="already exists"):
        write_new(tmp_path / "a.toml", b"2")

    assert (tmp_path / "a.toml").read_bytes() == b"1"
    assert _names(tmp_path) == ["a.toml"]


@pytest.mark.parametrize("is_there", [True, False])
def test_of_several_new_files_all_are_written_or_none_and_no_folder(tmp_path, is_there):
    folder = tmp_path / "above" / "sample"
    if is_there:
        folder.mkdir(parents=True)

    def fails():
        yield b"one"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(FileError):
        write_new_files(folder, {"a.csv": iter([b"one"]), "b.csv": fails()})

    assert list(tmp_path.rglob("*")) == ([folder.parent, folder] if is_there else [])


# What runs that have ended left


def _left(folder: Path, *names: str, age: float = 0) -> None:
    for name in names:
        path = folder / name
        if name.endswith(".scwres-new"):
            path.mkdir()
            (path / "a").write_bytes(b"half")
        else:
            path.write_bytes(b"half")
        os.utime(path, (time.time() - age, time.time() - age))


LEFT = (".a.csv.0123456789ab.tmp", ".a.csv.0123456789ab.scwres-new")


def test_what_ended_runs_left_is_removed_and_nothing_else(tmp_path):
    others = (
        ".b.csv.0123456789ab.tmp",
        ".a.csv.tmp",
        ".a.csv.x.tmp",
        ".a.csv.0123456789ab.0123abcd.tmp",  # a ledger names it
    )
    _left(tmp_path, *LEFT, *others)
    write_whole(tmp_path / "a.csv", [b"new"])

    assert _names(tmp_path) == sorted([*others, "a.csv"])


def test_what_a_run_is_writing_is_left_to_it(tmp_path):
    with (
        staged_file(tmp_path / "a.csv", [b"1"]) as one,
        staged_folder(tmp_path / "out", {"a": b"1"}) as other,
    ):
        settle(tmp_path / "a.csv")
        settle(tmp_path / "out")
        one.put()
        other.put()

    assert _names(tmp_path) == ["a.csv", "out"]


@pytest.mark.parametrize("system", ["Windows", "a drive without locks"])
def test_without_locks_only_what_is_a_day_old_is_removed(tmp_path, monkeypatch, system):
    # A stand-in: nothing here has been run on Windows.
    if system == "Windows":
        monkeypatch.setattr(leftovers, "fcntl", None)
        monkeypatch.setattr(leftovers, "ON_WINDOWS", True)
    else:

        def has_none(*_: object) -> None:
            raise OSError(errno.ENOLCK, "No locks available")

        monkeypatch.setattr(leftovers.fcntl, "flock", has_none)
    _left(tmp_path, *LEFT, age=3_600)
    write_whole(tmp_path / "a.csv", [b"new"])
    assert _names(tmp_path) == sorted([*LEFT, "a.csv"])
    for name in LEFT:
        os.utime(tmp_path / name, (time.time() - 90_000,) * 2)
    write_whole(tmp_path / "a.csv", [b"new"])
    assert _names(tmp_path) == ["a.csv"]


#: Puts a publication and its manifest in their places, and is gone at a move of that number.
_GONE = """\
import os, sys
from pathlib import Path
from scwres.files.folders import staged_folder
from scwres.files.whole import Companion, staged_file

place, kind, gone_at = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
moves = 0

def counted(owner, name):
    real = getattr(owner, name)
    def move(*arguments, **options):
        global moves
        if moves == gone_at:
            os._exit(9)
        moves += 1
        return real(*arguments, **options)
    setattr(owner, name, move)

for name in ("rename", "replace", "unlink", "rmdir", "chmod"):
    counted(os, name)
counted(Path, "touch")
companion = Companion(place.with_name("out-internal") / "manifest.json", b"new")
with (
    staged_folder(place, {"a": b"new"}, companion=companion)
    if kind == "folder"
    else staged_file(place, [b"new"], companion=companion)
) as staged:
    staged.put()
os._exit(8)
"""


@pytest.mark.parametrize("has_old", [False, True])
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_publication_and_its_manifest_are_both_new_or_both_as_they_were(tmp_path, kind, has_old):
    states = []
    for gone_at in range(30):
        place = tmp_path / str(gone_at) / "out"
        beside = place.with_name("out-internal") / "manifest.json"
        file = place / "a" if kind == "folder" else place
        file.parent.mkdir(parents=True)
        if not has_old and kind == "folder":
            place.rmdir()
        if has_old:
            file.write_bytes(b"old")
            beside.parent.mkdir()
            beside.write_bytes(b"old")
        words = [sys.executable, "-c", _GONE, str(place), kind, str(gone_at)]
        status = subprocess.run(words, check=False).returncode
        settle(place)
        states.append(
            tuple(each.read_bytes() if each.exists() else b"" for each in (file, beside))
        )
        kept = {path.relative_to(place.parent).as_posix() for path in place.parent.rglob("*")}
        assert kept <= {"out", "out/a", "out-internal", "out-internal/manifest.json"}
        if status == 8:
            break

    old = b"old" if has_old else b""
    assert set(states) == {(old, old), (b"new", b"new")}
    assert len(states) > 4


def test_a_move_that_is_refused_leaves_the_manifest_as_it_was(tmp_path, monkeypatch):
    place, beside = tmp_path / "o.csv", tmp_path / "o.csv-internal/manifest.json"
    place.write_bytes(b"old")
    beside.parent.mkdir()
    beside.write_bytes(b"old")
    real = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if Path(target) == place:
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with (
        pytest.raises(FileError),
        staged_file(place, [b"new"], companion=Companion(beside, b"new")) as staged,
    ):
        staged.put()

    assert (place.read_bytes(), beside.read_bytes()) == (b"old", b"old")
    assert _names(tmp_path) == ["o.csv", "o.csv-internal"]
