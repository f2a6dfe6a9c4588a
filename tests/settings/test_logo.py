"""The logo of a report: a picture by its bytes, small, and nothing but a picture."""

from __future__ import annotations

import base64
import struct
import zlib

import pytest

from scwres.errors import FileError, UsageError
from scwres.settings.file import read_settings
from scwres.settings.logo import MOST_BYTES, read_logo


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


#: A picture of one grey pixel, written by the PNG specification: signature, IHDR, IDAT, IEND.
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\x80"))
    + _chunk(b"IEND", b"")
)

#: The start of a JPEG: the start of the image, and of its JFIF segment.
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\0"

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'

#: What a drawing needs, or a drawing program leaves in it.
DRAWINGS = (
    '<rect width="9" height="9" fill="url(#a)"/>',
    '<defs><path id="a" d="M0 0"/></defs><use xlink:href="#a"/><use href="#a"/>',
    "<style>.a { fill: #123; clip-path: url('#a') }</style>",
    f'<image href="data:image/png;base64,{base64.b64encode(PNG).decode()}"/>',
    '<circle r="3"><animate attributeName="r" to="4"/></circle>',
    "<title>The script of a link: https://example.org</title>",
    '<metadata><d xmlns="urn:x" resource="http://purl.org/dc/dcmitype/StillImage"/></metadata>',
)

#: What can run a program, or load or show what is outside the file.
HARMFUL = {
    "<script>alert(1)</script>": "<script>",
    "<s:script xmlns:s='http://www.w3.org/2000/svg'/>": "<script>",
    "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>": "<foreignObject>",
    "<g onload='alert(1)'/>": "onload",
    "<g ONCLICK='alert(1)'/>": "onclick",
    "<a href='https://example.org'/>": "link that leads out",
    "<a xlink:href=' javascript:alert(1)'/>": "link that leads out",
    "<use href='other.svg#a'/>": "link that leads out",
    "<image href='data:image/svg+xml;base64,AAAA'/>": "link that leads out",
    "<image href='data:text/html;base64,AAAA'/>": "link that leads out",
    "<a><set attributeName='href' to='javascript:alert(1)'/></a>": "animation of a link",
    "<a><animate attributeName='xlink:href' to='x'/></a>": "animation of a link",
    "<g><set attributeName='onclick' to='alert(1)'/></g>": "animation of a link",
    "<style>@import 'a.css';</style>": "style or reference",
    "<style>@\\69mport 'a.css';</style>": "style or reference",
    '<style>a { background: URL( "https://example.org/a.png" ) }</style>': "style or reference",
    "<style>a { content: '/*'; background: url(a.png); top: '*/' }</style>": "style or reference",
    "<style>a { background: \\75 rl(a.png) }</style>": "style or reference",
    "<style>a { background: image-set('a.png' 1x) }</style>": "style or reference",
    "<g style='fill: url(a.svg#b)'/>": "style or reference",
    "<rect fill='url(//example.org/a#b)'/>": "style or reference",
    "<g xml:base='https://example.org/'><use href='#a'/></g>": "base of links",
}


def _refusals(path) -> list[str]:
    with pytest.raises(UsageError) as error:
        read_logo(path)
    assert all(fault.file == str(path) and fault.fix for fault in error.value.faults)
    return [fault.what for fault in error.value.faults]


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
        (SVG.format("").encode(), "image/svg+xml"),
        (
            f'<?xml version="1.0" encoding="utf-16"?>{SVG.format("")}'.encode("utf-16"),
            "image/svg+xml",
        ),
    ],
)
def test_a_logo_is_known_by_its_bytes_whatever_its_ending(content, media_type, write):
    logo = read_logo(write("logo.gif", content))

    assert logo == (media_type, content)
    kind, _, encoded = logo.data_uri.partition(";base64,")
    assert kind == f"data:{media_type}"
    assert base64.b64decode(encoded, validate=True) == content


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_an_svg_that_is_a_drawing_is_a_logo(drawing, write):
    assert read_logo(write("logo.svg", SVG.format(drawing))).media_type == "image/svg+xml"


@pytest.mark.parametrize(("part", "expected"), HARMFUL.items())
def test_an_svg_that_is_more_than_a_drawing_is_refused(part, expected, write):
    [what] = _refusals(write("logo.svg", SVG.format(part)))

    assert expected in what


def test_every_sort_of_problem_of_an_svg_is_named_once(write):
    parts = "<script/><script/><g onload=''/><use href='a.svg'/><image href='b.png'/>"

    assert len(_refusals(write("logo.svg", SVG.format(parts)))) == 3


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "aaaa">]>', "DOCTYPE"),
        ('<!DOCTYPE svg SYSTEM "https://example.org/a.dtd">', "DOCTYPE"),
        ('<?xml-stylesheet href="a.css"?>', "style sheet"),
    ],
)
def test_an_svg_that_declares_a_document_type_or_a_style_sheet_is_refused(start, expected, write):
    [what] = _refusals(write("logo.svg", start + SVG.format("")))

    assert expected in what


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dtEXt",
        b"GIF89a",
        b"<html/>",
        b"<svg/>",
        b'<svg xmlns="http://www.w3.org/2000/svg">',
        b'<?xml version="1.0" encoding="no-such"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<?xml version="1.0" encoding="utf-7"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"\0" * 99,
    ],
)
def test_what_is_not_a_picture_of_the_three_types_is_refused(content, write):
    [what] = _refusals(write("logo.png", content))

    assert "expected a PNG, a JPEG or an SVG" in what


def test_a_logo_holds_at_most_200_000_bytes(write):
    assert MOST_BYTES == 200_000
    read_logo(write("logo.png", PNG.ljust(MOST_BYTES, b"\0")))
    [what] = _refusals(write("large.png", PNG.ljust(MOST_BYTES + 1, b"\0")))

    assert "at most 200,000 bytes" in what


def test_an_svg_nested_as_deeply_as_its_size_allows_is_read(write):
    depth = 25_000
    nested = SVG.format("<g>" * depth + "</g>" * depth)

    assert read_logo(write("logo.svg", nested)).media_type == "image/svg+xml"


def test_a_logo_is_found_from_the_folder_of_the_settings_file(write):
    write("pictures/logo.png", PNG)
    config = write("pictures/scwres.toml", '[report]\nlogo = "logo.png"\n')

    assert read_settings(config).reporting.logo == ("image/png", PNG)


def test_a_logo_that_does_not_exist_is_a_missing_file(write):
    settings = read_settings(write("scwres.toml", '[report]\nlogo = "none.png"\n'))

    with pytest.raises(FileError, match=r"none\.png: cannot be read: no such file") as error:
        _ = settings.reporting
    assert error.value.status == 6
