"""An SVG of matplotlib made accessible and small, with ids that are unique on a page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from scwres.reports.document.charts import Drawable
from scwres.text.untrusted import printable

#: The id of texts outside the body of a chart, which a page has as its own.
OUTSIDE = "outside"

FONTS = "Arial, Helvetica, sans-serif"

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_FONT = re.compile(r"font-family: [^;]*;?|text-anchor: start;?")


def accessible(content: bytes, chart: Drawable, heights: tuple[float, float] | None = None) -> str:
    """Return an SVG with a role, a title, a description and unique ids.

    This follows WAI's advice on SVG: ``role="img"``, named by its title and described by its
    description. Given two heights, only the part between them is returned, without the texts
    that a page has as its own.
    """
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    root = ElementTree.fromstring(content)
    name = f"chart-{chart.about.name}"
    _remove_metadata(root, is_inline=heights is not None)
    _rename_ids(root, name)
    _compact(root)
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    left, top, width, height = (float(number) for number in root.attrib["viewBox"].split())
    if heights:
        top, height = top + heights[0], heights[1] - heights[0]
        root.set("viewBox", f"{left:g} {top:g} {width:g} {height:g}")
    else:
        root.set("width", f"{width:g}pt")
        root.set("height", f"{height:g}pt")
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-description")
    root.set("font-family", FONTS)
    for position, (tag, text) in enumerate(
        (("title", chart.about.title), ("desc", chart.about.description))
    ):
        element = ElementTree.Element(f"{{{SVG}}}{tag}")
        element.set("id", f"{name}-{'title' if tag == 'title' else 'description'}")
        element.text = printable(text)
        root.insert(position, element)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _remove_metadata(root: ElementTree.Element, *, is_inline: bool) -> None:
    """Remove metadata and styles; in a page, also the texts outside the body."""
    dropped = {f"{{{SVG}}}metadata", f"{{{SVG}}}style"}
    for parent in list(root.iter()):
        for child in list(parent):
            outside = is_inline and child.get("id", "").startswith(OUTSIDE)
            if child.tag in dropped or outside:
                parent.remove(child)


def _rename_ids(root: ElementTree.Element, name: str) -> None:
    """Make the ids that are used unique to this chart, and remove the others."""
    text = " ".join(value for element in root.iter() for value in element.attrib.values())
    used = set(re.findall(r"#([\w.-]+)", text))
    for element in root.iter():
        if "id" in element.attrib:
            if element.attrib["id"] in used:
                element.set("id", f"{name}-{element.attrib['id']}")
            else:
                del element.attrib["id"]
        for key, value in list(element.attrib.items()):
            if "#" in value and ("url(" in value or key.endswith("href")):
                value = re.sub(r"#([\w.-]+)", rf"#{name}-\1", value)
            element.set(key, value)


def _compact(root: ElementTree.Element) -> None:
    """Remove what has no effect, and shorten numbers: a page holds many charts."""
    for element in root.iter():
        for key, value in list(element.attrib.items()):
            shown = _NUMBER.sub(lambda match: f"{float(match[0]):.1f}".removesuffix(".0"), value)
            element.set(key, _FONT.sub("", shown).strip().strip(";"))
        if element.attrib.get("transform", "").startswith("rotate(-0 "):
            del element.attrib["transform"]
        if not (element.text or "").strip():
            element.text = None
        element.tail = None
    _unwrap(root)


def _unwrap(parent: ElementTree.Element) -> None:
    """Replace groups without attributes by their children."""
    children: list[ElementTree.Element] = []
    for child in list(parent):
        _unwrap(child)
        is_plain = child.tag == f"{{{SVG}}}g" and not child.attrib
        children += list(child) if is_plain else [child]
    parent[:] = children
