"""How Sphinx builds the documentation: ``sphinx-build -W -n docs build/docs``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(1, str(HERE.parent))

import generate

from scwres.version import __version__

generate.write(HERE / "_generated")

project = "scwres"
release = version = __version__
html_title = f"scwres {__version__}"
language = "en"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_generated"]
html_theme = "furo"
# Nothing is loaded from elsewhere, so that the pages work from a folder, without a network.
html_copy_source = False
html_show_sphinx = False
smartquotes = False
myst_heading_anchors = 3
# A code in a table is a place that can be linked to: [`code`]{#warning-code}.
myst_enable_extensions = ["attrs_inline"]
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
# Links between pages are checked. Types of other libraries, and modules that are not public, have
# no page to link to.
nitpick_ignore_regex = [("py:.*", ".*")]
suppress_warnings = ["misc.highlighting_failure"]


def _skip(_app: object, what: str, name: str, member: Any, skip: bool, _options: object) -> bool:
    """Leave out the fields of records, which the text above them describes."""
    return skip or type(member).__name__ in ("_tuplegetter", "member_descriptor")


def setup(app: Any) -> None:
    """Tell Sphinx what to leave out."""
    app.connect("autodoc-skip-member", _skip)
