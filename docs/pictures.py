"""Remake the pictures of the documentation: a table on a terminal, a report's page and workbook.

    python docs/pictures.py

It needs Chromium and LibreOffice, and what ``pip install '.[test]' pypdfium2`` installs. The
figures are those of ``sample_data``, which are invented.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parent

#: How wide the terminal of the picture is, in letters.
COLUMNS = "100"

#: The codes by which a terminal shows bold and colours, and the same in a page.
STYLES = {
    "1": "font-weight: bold",
    "35": "color: #ffb3e6",
    "36": "color: #9be7ff",
}


def table() -> str:
    """Return what a terminal shows of a run on the sample data, as a page of its own."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "scwres", "compute", "sample_data", "--quiet"]
    environment = {**os.environ, "COLUMNS": COLUMNS, "LINES": "60", "TERM": "xterm"}
    process = subprocess.Popen(command, cwd=ROOT, stdout=theirs, env=environment)
    os.close(theirs)
    content = b""
    while True:
        try:
            piece = os.read(ours, 65_536)
        except OSError:
            break
        if not piece:
            break
        content += piece
    process.wait()
    lines = content.decode().replace("\r\n", "\n").split("\n")
    start = next(at for at, line in enumerate(lines) if line.lstrip().startswith("Indicator"))
    end = next(at for at, line in enumerate(lines) if line.startswith("Statistically"))
    shown = "\n".join(["$ scwres compute sample_data", *lines[:2], "", "…", "", *lines[start:end]])
    styled = re.sub(r"(?:\x1b\[[\d;]+m)+", _style, html.escape(shown.rstrip()))
    return (
        "<body style='margin:0'><pre style='display:inline-block; margin:0; padding:16px 20px; "
        'background:#0b0c0c; color:#f3f2f1; font:14px/1.45 "DejaVu Sans Mono", monospace\'>'
        f"{styled}</pre></body>"
    )


def workbook(path: Path, folder: Path) -> None:
    """Write the first sheet of a workbook as LibreOffice shows it."""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    document = pypdfium2.PdfDocument(folder / f"{path.stem}.pdf")
    picture = document[0].render(scale=1.2).to_pil()
    picture.crop((0, 0, picture.width, picture.height * 3 // 5)).save(HERE / "workbook.png")


def _style(found: re.Match[str]) -> str:
    """Return the start of a text with codes side by side as one span, or its end."""
    codes = re.findall(r"\d+", found[0])
    if codes == ["0"]:
        return "</span>"
    return f"<span style='{'; '.join(filter(None, map(STYLES.get, codes)))}'>"


def main() -> None:
    """Write the pictures beside this file."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = Path(folder) / "report"
        command = [sys.executable, "-m", "scwres", "report", "sample_data", "-q"]
        command += ["--title", "Workforce race equality: Borough of Example", "-o", str(report)]
        subprocess.run(command, cwd=ROOT, check=True)
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, device_scale_factor=1)
        page.set_content(table())
        page.locator("pre").screenshot(path=HERE / "table.png")
        page.set_viewport_size({"width": 1180, "height": 1040})
        page.goto((report / "report.html").as_uri())
        page.screenshot(path=HERE / "page.png")
        browser.close()
        workbook(report / "report.xlsx", Path(folder))


if __name__ == "__main__":
    main()
