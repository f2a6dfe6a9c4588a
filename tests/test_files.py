from __future__ import annotations

import os
from pathlib import Path

import pytest

from scwres import FileError, UsageError
from scwres.files import write_new, write_whole


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
    monkeypatch.setattr("scwres.files.WAIT", 0)
    monkeypatch.setattr("scwres.files.ON_WINDOWS", True)
    write_whole(path, [b"new"])

    assert len(tries) == 3
    assert path.read_bytes() == b"new"


def test_a_file_that_stays_held_is_named_with_what_to_do(tmp_path, monkeypatch):
    def held(*_: object) -> None:
        raise PermissionError(13, "held by Excel")

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr("scwres.files.WAIT", 0)
    monkeypatch.setattr("scwres.files.ON_WINDOWS", True)
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
