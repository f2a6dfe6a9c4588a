"""What is written, read back as somebody would who looks into the bytes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pyarrow.parquet as pq


def readable(name: str, content: bytes) -> str:
    """Return what a format wrote as text, whatever packs it."""
    if name == "parquet":
        file = pq.ParquetFile(io.BytesIO(content))
        about = {key.decode(): value.decode() for key, value in file.metadata.metadata.items()}
        about.pop("ARROW:schema", None)
        return "\n".join([*about.values(), *map(_of_row, file.read().to_pylist()), ""])
    return content.decode("utf-8-sig")


def _of_row(row: dict[str, object]) -> str:
    return ",".join("" if value is None else str(value) for value in row.values())


def texts_in(folder: Path) -> dict[str, str]:
    """Return every file of a folder as text, by its name, packed ones unpacked."""
    texts = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        content = path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                for entry in packed.namelist():
                    texts[f"{name}/{entry}"] = packed.read(entry).decode("utf-8")
        else:
            texts[name] = content.decode("utf-8-sig", errors="replace")
    return texts
