"""The table of settings: an entry is all that a setting needs, and every one arrives."""

from __future__ import annotations

import json
import sys
import tomllib
from dataclasses import replace
from importlib import import_module

import jsonschema
import pytest

import scwres as package
from scwres.commands.explain import explanation
from scwres.errors import UsageError
from scwres.reports.document.words import settings_in_words
from scwres.settings.draft import draft
from scwres.settings.fields import EXTRACTS, SECTIONS, Entry, Option, entries, flag
from scwres.settings.file import read_settings, settings_of
from scwres.settings.question import question_of
from scwres.settings.schema import SCHEMA_FILE, SCHEMA_LINE, as_json, example_of, schema
from scwres.settings.settings import Settings, combined
from scwres.settings.values import (
    Choice,
    Day,
    File,
    Pounds,
    Share,
    StandardName,
    Table,
    Text,
    Texts,
    Whole,
    YesOrNo,
)

HR = "ethnicity,left,Division\nIndian,Y,North\nWhite,N,South\nWhite,N,South\n"

#: Every key of a file, with its table; the keys of an extract among them.
KEYS = [(table, key) for table, keys in SECTIONS.items() for key in keys]

#: What is read from the settings themselves, where it is used.
READ_DIRECTLY = (
    *("benchmarks", "strict.accept", "output.path", "output.format", "output.detail"),
    "report.workforce_profile",
)

#: What a key needs beside it.
BESIDE = {
    ("window", "from"): {"window": {"to": tomllib.loads("day = 2025-12-31")["day"]}},
    ("window", "to"): {"window": {"from": tomllib.loads("day = 2020-01-01")["day"]}},
    ("posts", "ethnicity"): {"posts": {"date": "Valid from"}},
    ("publish", "threshold"): {"publish": {"base": 5}},
    ("publish", "base"): {"publish": {"threshold": 10}},
    ("pay_bands", "step"): {"pay_bands": {"from_salary": "steps"}},
    **{
        ("pay_groups", group): {"pay_groups": {other: [other] for other in SECTIONS["pay_groups"]}}
        for group in SECTIONS["pay_groups"]
    },
}

#: Values that are not the usual ones, where the example is.
UNUSUAL = {
    ("", "standard"): "nhs-wres",
    ("", "groups"): "five",
    ("", "reference"): "White British",
    ("", "confidence"): 0.9,
    ("", "interval"): "katz",
    ("", "terminology"): "programme",
    ("", "out_of"): "in_post",
    ("ethnicity", "white_minorities"): "minority",
    ("pay_bands", "step"): 5_000,
    ("publish", "zeros"): True,
    ("report", "four_fifths"): True,
}


def _value(table: str, key: str) -> object:
    return UNUSUAL.get((table, key), example_of(SECTIONS[table][key]))


def _mapping(table: str, key: str) -> dict:
    """Return what a file would hold that sets a key, and what goes with it."""
    value = _value(table, key)
    if table == EXTRACTS:
        return {"extracts": [{**_place_beside(key), key: value}]}
    beside = BESIDE.get((table, key), {})
    if not table:
        return {key: value}
    return {table: {**beside.get(table, {}), **(value if key == "*" else {key: value})}}


def _place_beside(key: str) -> dict[str, str]:
    """Return where an extract is, beside a key of it."""
    if key in ("table", "query"):
        return {}
    return {"table": "hr.staff"} if key == "database" else {"path": "hr.csv"}


def _seen(settings: Settings) -> list:
    """Return what the program sees of settings."""
    question = question_of(settings)
    return [
        settings.rules,
        settings.publishing,
        settings.reporting,
        settings.measures,
        settings.wishes,
        settings["database"],
        question.standard.name,
        question.pay_groups,
        question.settings,
        [settings[key] for key in READ_DIRECTLY],
    ]


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_every_setting_arrives(table, key, write, monkeypatch):
    # The logo and the commentary of the examples, which are read from the working folder.
    write("commentary.md", "")
    monkeypatch.chdir(write("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").parent)
    beside = {table: BESIDE[table, key][table]} if (table, key) in BESIDE else {}
    if table == EXTRACTS:
        place = _place_beside(key)
        beside = {} if key == "path" or not place else {"extracts": [place]}
    try:
        without = _seen(settings_of(beside))
    except UsageError:  # what stands beside it needs it too
        without = _seen(Settings())

    assert _seen(settings_of(_mapping(table, key))) != without


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_a_setting_of_a_file_is_that_of_a_mapping(table, key, write):
    mapping = _mapping(table, key)
    path = write("scwres.toml", _toml(mapping))
    for extract in mapping.get("extracts", ()):
        if "path" in extract:
            extract["path"] = path.parent / extract["path"]
    by_file, by_mapping = read_settings(path), settings_of(mapping)

    assert by_file.values.keys() == by_mapping.values.keys()
    assert by_file.wishes == by_mapping.wishes
    folder = str(path.parent)
    assert str(by_file.values).replace(f"{folder}/", "") == str(by_mapping.values)


def _toml(mapping: dict) -> str:
    """Return a mapping as TOML, a line each, the tables inline."""
    return "".join(f"{key} = {_inline(value)}\n" for key, value in mapping.items())


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {_inline(one)}' for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, (str, bool)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


# A new setting


#: The modules that make the options of commands.
COMMANDS = ("scwres.commands.options", "scwres.commands.compute")


@pytest.fixture
def scratch(monkeypatch):
    """Add an entry to the table, and to nothing else; the commands are made anew of it."""
    for module in COMMANDS:
        import_module(module)  # so that the old one comes back
    entry = Entry(
        meaning="Whom the moon shines on.",
        example='"nobody"',
        type=Choice(("everybody", "nobody"), "moonlight"),
        default="everybody",
        option=Option("arithmetic", "Whom the moon shines on."),
        keyword="moonlight",
        label="Moonlight on",
        words={"nobody": "nobody at all"},
        is_printed=True,
    )
    monkeypatch.setitem(SECTIONS[""], "moonlight", entry)
    for module in COMMANDS:
        monkeypatch.delitem(sys.modules, module)
    return entry


@pytest.mark.usefixtures("scratch")
def test_an_entry_is_all_that_a_setting_needs(write, scwres, tmp_path):
    hr = write("hr.csv", HR)
    config = write("scwres.toml", 'moonlight = "nobody"\n')
    usual = package.compute(hr)
    results = [
        package.compute(hr, config=config),
        package.compute(hr, settings={"moonlight": "nobody"}),
        package.compute(hr, moonlight="nobody"),
    ]

    assert usual.settings["moonlight"] == "everybody"
    assert [one.settings["moonlight"] for one in results] == ["nobody"] * 3
    assert results[0].lines == usual.lines

    ran = scwres("compute", hr, "--moonlight", "nobody", "--format", "json", "-q")
    assert json.loads(ran.out)["settings"]["moonlight"] == "nobody"
    assert "[everybody|nobody]" in scwres("compute", "--help").out
    assert scwres("compute", hr, "--moonlight", "x").status == 2
    assert ("Moonlight on", "nobody at all") in settings_in_words(results[0].settings)
    published = package.publish(results[0])
    assert ("Moonlight on", "nobody at all") in settings_in_words(published.settings)

    assert '# moonlight = "nobody"\n' in draft([hr], tmp_path)
    assert "compute(moonlight=…)" in explanation("settings")
    assert schema()["properties"]["moonlight"]["enum"] == ["everybody", "nobody"]
    with pytest.raises(UsageError, match="there is no moonlight called 'x'"):
        package.compute(hr, moonlight="x")
    with pytest.raises(
        UsageError, match=r"line 1: there is no moonlight called 'nobdy'. Did you mean"
    ):
        read_settings(write("wrong.toml", 'moonlight = "nobdy"\n'))


@pytest.mark.parametrize(
    ("type_", "arguments", "value"),
    [
        (Text(), ["full"], "full"),
        (Day(), ["2025-10-06"], "2025-10-06"),
        (Whole(2), ["12"], 12),
        (Pounds(), ["12"], 12),
        (Share(), ["0.5"], 0.5),
        (File(), ["moon.csv"], "moon.csv"),
        (Texts(), ["new", "full"], ["new", "full"]),
        (Table(Text()), ["phase=full"], {"phase": "full"}),
        (Table(Whole(0)), ["phase=3"], {"phase": 3}),
        (YesOrNo(), [], True),
    ],
)
def test_an_option_reads_every_type(type_, arguments, value, scratch, write, scwres, monkeypatch):
    entry = replace(scratch, type=type_, default=None)
    monkeypatch.setitem(SECTIONS[""], "moonlight", entry)
    hr = write("hr.csv", HR)
    flags = [part for argument in arguments for part in ("--moonlight", argument)]
    ran = scwres("compute", hr, "--format", "json", "-q", *(flags or ["--moonlight"]))

    assert json.loads(ran.out)["settings"]["moonlight"] == value
    if arguments and not isinstance(type_, (Text, Texts)):
        ran = scwres("compute", hr, "--moonlight", "the moon")
        assert ran.status == 2
        assert "moonlight" in ran.err


# Keywords


def test_a_keyword_that_does_not_exist_is_refused_with_the_nearest(write):
    with pytest.raises(TypeError, match=r"no keyword 'intervall'. Did you mean 'interval'\?"):
        package.compute(write("hr.csv", HR), intervall="katz")
    with pytest.raises(TypeError, match=r"no keyword 'windows'. Did you mean 'window'\?"):
        package.compute(write("hr.csv", HR), windows=None)


@pytest.mark.parametrize(
    ("keywords", "says"),
    [
        ({"by": "directorate"}, "by: expected a list of text values, not text"),
        ({"by": [3]}, "expected a list of text values"),
        ({"confidence": "0.9"}, "confidence: expected a number between 0 and 1, not text"),
        ({"groups": 5}, "groups: expected text, not a number"),
        ({"blanks": "no"}, "blank: expected a table, not text"),
        ({"benchmarks": [3]}, "expected a list of text values"),
        ({"encoding": "utf8"}, "there is no encoding called 'utf8'. Did you mean 'utf-8'?"),
    ],
)
def test_a_keyword_is_checked_as_the_file_is(write, keywords, says):
    with pytest.raises(UsageError) as caught:
        package.compute(write("hr.csv", HR), **keywords)

    assert says in str(caught.value)


def test_settings_are_a_file_a_mapping_or_settings(write):
    hr = write("hr.csv", HR)
    config = write("scwres.toml", 'by = ["directorate"]\nconfidence = 0.9\n')
    mapping = {"by": ("directorate",), "confidence": 0.9}
    first, *others = [
        package.compute(hr, settings=one)
        for one in (config, str(config), mapping, read_settings(config))
    ]

    assert first.settings["confidence"] == 0.9
    assert [one.lines for one in others] == [first.lines] * 3
    assert package.compute(hr, settings=mapping, confidence=0.8).settings["confidence"] == 0.8
    assert package.compute(settings={"extracts": [{"path": hr}]}).lines
    with pytest.raises(TypeError, match="give settings alone"):
        package.compute(hr, settings=mapping, config=config)
    with pytest.raises(
        UsageError, match=r"pay_bands\.step: expected a whole number of pounds, not 0"
    ):
        package.compute(hr, settings={"pay_bands": {"step": 0}})


def test_what_is_given_as_nothing_leaves_what_the_file_sets():
    settings = settings_of({"by": ["directorate"], "interval": "katz", "blank": {"cpd": "no"}})
    given = combined(settings, by=(), interval=None, blanks={"left": "no"})

    assert given["by"] == ("directorate",)
    assert given["interval"] == "katz"
    assert given["blank"] == {"cpd": "no", "left": "no"}


# The JSON Schema


def _accepts(data: dict) -> bool:
    return jsonschema.Draft202012Validator(schema()).is_valid(as_json(data))


def _is_accepted_by_the_program(data: dict) -> bool:
    try:
        settings_of(data)
    except UsageError:
        return False
    return True


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_the_schema_explains_every_key_and_accepts_its_example(table, key):
    properties = schema()["properties"]
    inside = properties[table] if table else {"properties": properties}
    inside = inside.get("items", inside)
    entry = inside if key == "*" else inside["properties"][key]

    assert entry["description"] == SECTIONS[table][key].meaning
    assert _accepts(_mapping(table, key))
    validator = jsonschema.Draft202012Validator(entry)
    assert all(validator.is_valid(example) for example in entry["examples"])
    if "default" in entry:
        assert validator.is_valid(entry["default"])


def test_the_schema_accepts_the_settings_of_the_sample_and_of_the_readme(root):
    files = [*root.glob("sample_data/**/scwres.toml"), *root.glob("examples/**/scwres.toml")]

    assert len(files) >= 2
    for path in files:
        assert _accepts(tomllib.loads(path.read_text(encoding="utf-8"))), path


@pytest.mark.parametrize(("table", "key"), KEYS)
def test_the_schema_refuses_what_the_program_refuses_of_every_key(table, key):
    mapping = _mapping(table, key)
    holder = mapping if not table else mapping[table]
    holder = holder[0] if isinstance(holder, list) else holder
    changed = next(iter(example_of(SECTIONS[table][key]))) if key == "*" else key
    for wrong in ([[1]], {"x": {"y": {}}}, 3.5, [True]):
        if key == "confidence":
            wrong = [wrong]
        holder[changed] = wrong

        assert not _accepts(mapping)
        assert not _is_accepted_by_the_program(mapping)


AGREED = [
    ({"standard": "2023"}, True),
    ({"standard": "sc-wres-2019"}, False),
    ({"confidence": 1}, False),
    ({"confidence": 0.999}, True),
    ({"confidence": True}, False),
    ({"indicators": [2, "7a"]}, True),
    ({"indicators": [2.5]}, False),
    ({"p_value": "automatic"}, True),
    ({"organisation": " "}, False),
    ({"organisation": "x" * 201}, False),
    ({"organization": "x"}, False),
    ({"ethnicity": {"labels": {"Kurdish": "Kurdish"}}}, False),
    ({"ethnicity": {"scheme": "nhs"}}, True),
    ({"blank": {"cpd": "not-applicable"}}, True),
    ({"words": {"cpd": {"yes": ["x"], "maybe": ["y"]}}}, False),
    ({"everyone": {"appointed": "yes"}}, False),
    ({"measure": {"x_y": {"title": "X"}}, "blank": {"x_y": "no"}}, True),
    ({"measure": {"x_y": {"item": "cpd"}}}, False),
    ({"measure": {"x_y": {"title": "X", "worse_when": "more"}}}, False),
    ({"strict": {"accept": ["unknown-ethnicity"]}}, True),
    ({"strict": {"accept": ["unknown"]}}, False),
    ({"publish": {"profile": "7-5"}}, True),
    ({"publish": {"profile": "seven"}}, False),
    ({"publish": {"threshold": 1, "base": 1}}, False),
    ({"publish": {"known": {"3": -1}}}, False),
    ({"output": {"format": "parquet"}}, True),
    ({"output": {"format": "xlsx"}}, False),
    ({"extracts": [{"path": "hr.csv", "only": {"Case": []}}]}, False),
    ({"extracts": [{"path": "hr.csv", "columns": {"payband": "x"}}]}, False),
    ({"extracts": [{"kind": "staff"}]}, False),
    ({"extracts": {"path": "hr.csv"}}, False),
    ({"extracts": [{"path": "-", "engine": "arrow", "encoding": "cp1252"}]}, True),
]


@pytest.mark.parametrize(("data", "is_right"), AGREED)
def test_the_schema_and_the_program_agree(data, is_right):
    assert _accepts(data) is is_right
    assert _is_accepted_by_the_program(data) is is_right


def test_whatever_is_one_of_several_is_so_for_both():
    for key, entry in entries().items():
        if type(entry.type) in (Choice, StandardName):
            table, _, name = key.rpartition(".")
            for value in (*entry.type.known, "no such thing"):
                data = {table: {name: value}} if table else {name: value}
                if table == EXTRACTS:
                    data = {table: [{"path": "hr.csv", name: value}]}
                if key != "posts.ethnicity" or value == "known":  # the latest needs a date
                    assert (
                        _accepts(data)
                        is _is_accepted_by_the_program(data)
                        is (value in entry.type.known)
                    )


def test_init_writes_the_schema_beside_the_settings_which_name_it(
    write, scwres, monkeypatch, tmp_path
):
    write("hr.csv", HR)
    monkeypatch.chdir(tmp_path)

    assert scwres("init").status == 2
    ran = scwres("init", "hr.csv")
    assert ran.err == "Wrote scwres.toml\nNext, to see what is recognised: scwres check\n"
    assert not (tmp_path / "scwres.toml").read_text().startswith("#:schema")
    (tmp_path / "scwres.toml").unlink()
    ran = scwres("init", "hr.csv", "--schema")
    assert ran.err == (
        "Wrote scwres.toml\nWrote scwres.schema.json\n"
        "Next, to see what is recognised: scwres check\n"
    )
    settings = tmp_path / "scwres.toml"
    assert settings.read_text(encoding="utf-8").startswith(f"{SCHEMA_LINE}\n# Settings for scwres")
    assert json.loads((tmp_path / SCHEMA_FILE).read_bytes()) == json.loads(json.dumps(schema()))
    assert read_settings(settings).wishes

    # Alone it is written anew, and settings that come later find it.
    (tmp_path / SCHEMA_FILE).write_text("{}")
    ran = scwres("init", "--schema")
    assert ran.err.endswith(f"make this the first line of scwres.toml: {SCHEMA_LINE}\n")
    assert (tmp_path / SCHEMA_FILE).read_text(encoding="utf-8") != "{}"
    scwres("init", "hr.csv", "--output", "other.toml")
    assert (tmp_path / "other.toml").read_text(encoding="utf-8").startswith(SCHEMA_LINE)


# What explain tells


def test_explain_settings_tells_all_of_every_key():
    text = explanation("settings")
    words = " ".join(text.split())

    for table, keys in SECTIONS.items():
        assert not table or f"[{table}]" in text
        for key, entry in keys.items():
            assert key == "*" or f"  {key}\n" in text
            assert " ".join(entry.meaning.split()) in words
            assert entry.example in text
            assert not entry.option or flag(table if key == "*" else key, entry) in words
            assert not entry.keyword or f"compute({entry.keyword}=…)" in words
