"""The logo of a report: a small picture, which is checked before it goes into a page."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scwres.errors import Fault, UsageError
from scwres.files.whole import read_small

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: The most bytes of a logo: the page holds it, and is sent by email.
MOST_BYTES = 200_000

#: How a PNG and a JPEG file start; a PNG goes on with the length of its first chunk, of which
#: the standard says that it is IHDR.
PNG_START, PNG_FIRST_CHUNK = b"\x89PNG\r\n\x1a\n", b"\x00\x00\x00\rIHDR"
JPEG_START = b"\xff\xd8\xff"

PNG, JPEG, SVG = "image/png", "image/jpeg", "image/svg+xml"

SVG_NAMESPACE = "http://www.w3.org/2000/svg"

#: The elements of an SVG that can run a program, or hold a page.
REFUSED_ELEMENTS = frozenset(
    {"script", "foreignobject", "handler", "listener", "iframe", "object", "embed"}
)

#: The elements of an SVG that set an attribute, which they name.
ANIMATIONS = frozenset({"set", "animate", "animatecolor", "animatemotion", "animatetransform"})

#: The attributes that name what an element shows or leads to.
LINKS = frozenset({"href", "src"})

#: What a link of an SVG may be: a part of the same file, or a picture inside it.
_WITHIN = re.compile(r"#|data:image/(png|jpe?g);base64,", re.IGNORECASE)

#: A reference of a style, and the other ways in which a style can load something.
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)", re.IGNORECASE)
_LOADS = re.compile(r"@import|image-set\(|(?<![\w-])src\(", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)

#: What is refused of an SVG before it is read further.
_DOCUMENT_TYPE, _STYLE_SHEET = "a document type (DOCTYPE)", "a link to a style sheet"

#: How to fix an SVG that is more than a drawing, and what is wrong with any other file.
_DRAW = "Save it as a plain SVG without this, or as a PNG."
_NOT_A_PICTURE = (
    "is not a picture that can be a logo: expected a PNG, a JPEG or an SVG",
    "Save the logo as .png, .jpg or .svg. Another ending does not change its type.",
)


class Logo(NamedTuple):
    """A picture that passed every check.

    Parameters
    ----------
    media_type
        ``image/png``, ``image/jpeg`` or ``image/svg+xml``.
    content
        The bytes of its file.
    """

    media_type: str
    content: bytes

    @property
    def data_uri(self) -> str:
        """The picture as an address that holds it, for a page that loads nothing.

        >>> Logo("image/png", b"abc").data_uri
        'data:image/png;base64,YWJj'
        """
        return f"data:{self.media_type};base64,{b64encode(self.content).decode()}"


def read_logo(path: Path) -> Logo:
    """Return the logo in a file, which is a PNG, a JPEG or an SVG by its bytes.

    Raises
    ------
    FileError
        When it cannot be read.
    UsageError
        When it is too large, is of another type, or is an SVG that is more than a drawing.
    """
    content = read_small(path, "logo", MOST_BYTES, "Save it with fewer pixels, or as an SVG.")
    if content.startswith(PNG_START + PNG_FIRST_CHUNK):
        return Logo(PNG, content)
    if content.startswith(JPEG_START):
        return Logo(JPEG, content)
    root = _svg_root(path, content)
    if problems := list(_svg_problems(root)):
        raise _refusal(path, problems)
    return Logo(SVG, content)


def _refusal(path: Path, problems: list[tuple[str, str]]) -> UsageError:
    return UsageError(Fault(str(path), what, fix, "setting-value") for what, fix in problems)


class _RefusedError(Exception):
    """A part of an XML file that is refused before it is read further."""


def _svg_root(path: Path, content: bytes) -> Element:
    """Return the first element of an SVG, which declares no document type or entity."""
    from xml.etree.ElementTree import ParseError, TreeBuilder, XMLParser

    class Builder(TreeBuilder):
        """Builds the tree of a drawing; called for what a drawing does not need."""

        def doctype(self, *_: object) -> None:
            raise _RefusedError(_DOCUMENT_TYPE)

        def pi(self, target: str, _text: str | None = None) -> None:  # type: ignore[override]
            if target == "xml-stylesheet":
                raise _RefusedError(_STYLE_SHEET)

    parser = XMLParser(target=Builder())
    try:
        parser.feed(content)
        root: Element = parser.close()
    except _RefusedError as refused:
        raise _refusal(path, [(f"is an SVG with {refused}", _DRAW)]) from None
    except (ParseError, ValueError, LookupError):
        raise _refusal(path, [_NOT_A_PICTURE]) from None
    if root.tag != f"{{{SVG_NAMESPACE}}}svg":
        raise _refusal(path, [_NOT_A_PICTURE])
    return root


def _svg_problems(root: Element) -> Iterator[tuple[str, str]]:
    """Yield what an SVG holds that is more than a drawing, each sort of it once."""
    found = {problem: None for element in root.iter() for problem in _element_problems(element)}
    for problem in found:
        yield f"is an SVG with {problem}", _DRAW


def _element_problems(element: Element) -> Iterator[str]:
    name = _local(element.tag)
    if name in REFUSED_ELEMENTS:
        yield f"an element <{element.tag.rpartition('}')[2]}>"
    for attribute, value in element.items():
        key = _local(attribute)
        if key.startswith("on"):
            yield f"an event handler, {key}"
        elif key in LINKS and not _WITHIN.match(value.strip()):
            yield "a link that leads out of the file"
        elif key == "base":
            yield "a base of links (xml:base)"
        elif (
            name in ANIMATIONS
            and key == "attributename"
            and (_local(value.strip()).startswith("on") or _is_link(value))
        ):
            yield "an animation of a link or an event handler"
        elif _leads_out(value):
            yield "a style or reference that leads out of the file"
    if name == "style" and _leads_out("".join(element.itertext())):
        yield "a style or reference that leads out of the file"


def _local(name: str) -> str:
    """Return the name of an element or attribute without its namespace, in small letters."""
    return name.rpartition("}")[2].casefold()


def _is_link(attribute: str) -> bool:
    """Return whether an attribute, as an animation writes its name, is a link."""
    return attribute.strip().casefold().rpartition(":")[2] in LINKS


def _leads_out(style: str) -> bool:
    """Return whether a style loads something, or refers to what is outside the file."""
    plain = _ESCAPE.sub(_unescaped, style)
    return bool(_LOADS.search(plain)) or any(
        not _WITHIN.match(reference) for reference in _URL.findall(plain)
    )


def _unescaped(escape: re.Match[str]) -> str:
    """Return the character that an escape of a style stands for."""
    code = int(escape[1], 16) if escape[1] else None
    return escape[2] if code is None else chr(code) if code <= 0x10FFFF else "\ufffd"
