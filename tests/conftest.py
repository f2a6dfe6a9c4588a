"""What tests share: running the command as a user does, and writing extracts."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings

from scwres import cli

settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=100
)
settings.register_profile("long", settings.get_profile("default"), max_examples=5_000)
settings.register_profile(
    "mutation",
    settings.get_profile("default"),
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("SCWRES_HYPOTHESIS", "default"))

ROOT = Path(__file__).parent.parent


class Ran(NamedTuple):
    """What a run of the command left behind."""

    status: int
    out: str
    err: str
    content: bytes


class _Stream(io.TextIOWrapper):
    """A stand-in for a standard stream that is not a terminal."""

    def __init__(self, content: bytes = b"") -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8", newline="")

    def content(self) -> bytes:
        self.flush()
        return self.buffer.getvalue()

    def text(self) -> str:
        return self.content().decode("utf-8", "replace")


@pytest.fixture
def scwres(monkeypatch):
    """Run the command line in this process, as the installed command would."""

    def run(*arguments: object, stdin: bytes = b"") -> Ran:
        out, err = _Stream(), _Stream()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["scwres", *map(str, arguments)])
            patched.setattr(sys, "stdin", _Stream(stdin))
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as left:
                cli.main()
        return Ran(left.value.code, out.text(), err.text(), out.content())

    return run


@pytest.fixture
def write(tmp_path):
    """Write a file into an empty folder; text is written as it is, line ends included."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write_file


@pytest.fixture(scope="session")
def sample_data() -> Path:
    return ROOT / "sample_data"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def pytest_addoption(parser):
    parser.addoption(
        "--remake-golden",
        action="store_true",
        help="Write the golden reports anew; read what changed before it is committed.",
    )
