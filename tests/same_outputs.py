"""Holds the outputs of this checkout against those of another, byte for byte.

For a move that is to change no behaviour: ``python tests/same_outputs.py PATH`` runs both over the
sample data, its years, its plan, published and internal, as processes of their own. Versions are
masked. Workbooks are compared as the files in their archive.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
YEARS = ["sample_data/2024/scwres.toml", "sample_data/2025/scwres.toml"]
FORMATS = ("table", "csv", "json", "markdown", "counts", "parquet")

#: Every run: what it is called by, and the files that it writes below a folder.
RUNS: tuple[tuple[str, ...], ...] = (
    *(("compute", "sample_data", "--format", name) for name in FORMATS),
    *(("compute", "sample_data", "--publish", "--format", name) for name in FORMATS[:4]),
    ("compute", "sample_data", "--by", "directorate", "--groups", "five"),
    ("compute", "sample_data", "--publish", "--by", "directorate", "--format", "json"),
    ("compute", "sample_data", "--standard", "nhs-wres", "--format", "json"),
    ("compute", "--config", YEARS[0], "--white-minorities", "separate"),
    ("check", "sample_data"),
    ("check", "examples/borough"),
    ("compare", *YEARS),
    ("compare", *YEARS, "--format", "json"),
    ("plan", "sample_data/plan.toml", "--before", YEARS[0], "--now", YEARS[1]),
    ("combine", "sample_data/2024/hr.csv", "sample_data/2025/hr.csv"),
    ("report", "sample_data", "--output", "{out}/public"),
    ("report", "sample_data", "--output", "{out}/internal", "--internal", "--by", "directorate"),
    ("explain",),
    *(("explain", of) for of in ("1", "4", "staff", "ethnicity", "reading", "supporting")),
    ("init", "examples/borough", "--output", "{out}/scwres.toml"),
    ("sample", "{out}/sample", "--staff", "50", "--seed", "3"),
)


def outputs(checkout: Path, run: tuple[str, ...], folder: Path) -> dict[str, bytes]:
    """Return what a run prints, leaves with and writes, by the name of each."""
    arguments = [part.format(out=folder) for part in run]
    done = subprocess.run(
        [sys.executable, "-m", "scwres", *arguments],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout), "COLUMNS": "100"},
        capture_output=True,
        check=False,
    )
    written = {
        "status": str(done.returncode).encode(),
        "output": done.stdout.replace(str(folder).encode(), b"OUT"),
        "errors": done.stderr.replace(str(folder).encode(), b"OUT"),
    }
    way = os.path.relpath(checkout, folder).encode()
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                written |= {f"{path.name}/{name}": book.read(name) for name in book.namelist()}
        elif path.is_file():
            content = path.read_bytes().replace(way, b"CHECKOUT")
            written[str(path.relative_to(folder))] = content
    return written


def main(other: Path) -> int:
    """Print the runs whose outputs differ; return how many do."""
    differing = 0
    for run in RUNS:
        both = []
        for checkout in (HERE, other):
            with tempfile.TemporaryDirectory() as parent:
                folder = Path(parent) / "out"
                folder.mkdir()
                both.append(outputs(checkout, run, folder))
        names = both[0].keys() | both[1].keys()
        changed = sorted(name for name in names if both[0].get(name) != both[1].get(name))
        differing += bool(changed)
        sys.stdout.write(f"{'differs' if changed else 'same'}: {' '.join(run)} {changed or ''}\n")
    return differing


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()) > 0)
