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


def _for_all_readers(
    _app: object, _page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    """Correct in the HTML what a reader with a keyboard or a screen reader would miss.

    Captions of lists of pages are headings of a level, and code that is wider than the page is
    scrolled by keys.
    """
    replacements = {
        '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
        "<pre>": '<pre tabindex="0">',
    }
    for part in ("body", "furo_navigation_tree"):
        for old, new in replacements.items():
            context[part] = (context.get(part) or "").replace(old, new)


def setup(app: Any) -> None:
    """Set what Sphinx leaves out, and what is added to its pages."""
    app.connect("autodoc-skip-member", _skip)
    app.connect("html-page-context", _for_all_readers, priority=900)  # after the theme
