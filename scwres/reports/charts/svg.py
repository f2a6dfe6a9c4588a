"""An SVG that matplotlib drew, made accessible, light, and fit to stand in a page with others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from scwres.reports.document.change_charts import Drawable

#: The id of what a page says outside the chart.
OUTSIDE = "outside"

FONTS = "Arial, Helvetica, sans-serif"

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_FONT = re.compile(r"font-family: [^;]*;?|text-anchor: start;?")


def accessible(content: bytes, chart: Drawable, between: tuple[float, float] | None = None) -> str:
    """Return an SVG with a role, a title and a description, and names of its own.

    After WAI's advice on SVG: ``role="img"``, named by its title and described by its
    description. Between two heights alone, where they are given, and without the texts that
    a page has outside it.
    """
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    root = ElementTree.fromstring(content)
    name = f"chart-{chart.about.name}"
    _without_what_is_not_drawn(root, is_inline=between is not None)
    _renamed(root, name)
    _compact(root)
    for key in ("width", "height", "version"):
        root.attrib.pop(key, None)
    left, top, width, height = (float(one) for one in root.attrib["viewBox"].split())
    if between:
        top, height = top + between[0], between[1] - between[0]
        root.set("viewBox", f"{left:g} {top:g} {width:g} {height:g}")
    else:
        root.set("width", f"{width:g}pt")
        root.set("height", f"{height:g}pt")
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-description")
    root.set("font-family", FONTS)
    for at, (tag, said) in enumerate(
        (("title", chart.about.title), ("desc", chart.about.description))
    ):
        element = ElementTree.Element(f"{{{SVG}}}{tag}")
        element.set("id", f"{name}-{'title' if tag == 'title' else 'description'}")
        element.text = printable(said)
        root.insert(at, element)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _without_what_is_not_drawn(root: ElementTree.Element, *, is_inline: bool) -> None:
    """Take out metadata, styles for whole pages, and, in a page, what it says itself."""
    dropped = {f"{{{SVG}}}metadata", f"{{{SVG}}}style"}
    for parent in list(root.iter()):
        for child in list(parent):
            outside = is_inline and child.get("id", "").startswith(OUTSIDE)
            if child.tag in dropped or outside:
                parent.remove(child)


def _renamed(root: ElementTree.Element, name: str) -> None:
    """Give ids that are used names of this chart's own, and drop the others."""
    text = " ".join(value for one in root.iter() for value in one.attrib.values())
    used = set(re.findall(r"#([\w.-]+)", text))
    for one in root.iter():
        if "id" in one.attrib:
            if one.attrib["id"] in used:
                one.set("id", f"{name}-{one.attrib['id']}")
            else:
                del one.attrib["id"]
        for key, value in list(one.attrib.items()):
            if "#" in value and ("url(" in value or key.endswith("href")):
                value = re.sub(r"#([\w.-]+)", rf"#{name}-\1", value)
            one.set(key, value)


def _compact(root: ElementTree.Element) -> None:
    """Leave out what is the same everywhere or nothing: a page holds many charts."""
    for one in root.iter():
        for key, value in list(one.attrib.items()):
            shown = _NUMBER.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), value)
            one.set(key, _FONT.sub("", shown).strip().strip(";"))
        if one.attrib.get("transform", "").startswith("rotate(-0 "):
            del one.attrib["transform"]
        if not (one.text or "").strip():
            one.text = None
        one.tail = None
    _unwrap(root)


def _unwrap(parent: ElementTree.Element) -> None:
    """Put what groups without attributes hold in their place."""
    children: list[ElementTree.Element] = []
    for child in list(parent):
        _unwrap(child)
        is_plain = child.tag == f"{{{SVG}}}g" and not child.attrib
        children += list(child) if is_plain else [child]
    parent[:] = children
