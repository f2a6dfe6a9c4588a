"""Settings are added to the text of a settings file, and what the user wrote stays."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from scwres.errors import UsageError
from scwres.settings.editing import Change, changed, edited

MINE = """\
# ours, agreed in May
organisation = "Norfolk" # the county

[[extracts]]
path = "hr.csv" # from payroll

# until the new system
columns = { ethnicity = "Origin" }

[words]
cpd = { yes = [
  "attended", # as the form says
] } # mine

[[extracts]]
path = "leavers.csv"
"""


def _edited(text: str, *changes: Change) -> str:
    data = changed(tomllib.loads(text), changes)
    return edited(text, data, {change.place: change.rows for change in changes})


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (Change(("snapshot",), date(2025, 9, 30)), "snapshot = 2025-09-30"),
        (Change(("stages", "Panel"), "formal", rows=12), 'Panel = "formal"  # 12 rows'),
        (Change(("words", "left", "yes"), "Gone", is_added=True), 'left = { yes = ["Gone"] }'),
        (Change(("ethnicity", "labels", 'a "b" \\c'), "Indian"), '"a \\"b\\" \\\\c" = "Indian"'),
        (Change(("extracts", 0, "kind"), "staff"), 'kind = "staff"'),
        (Change(("extracts", 1, "columns", "staff_id"), "No."), 'staff_id = "No."'),
        (Change(("extracts",), {"path": "c.csv", "columns": {"left": "x"}}), 'path = "c.csv"'),
    ],
)
def test_a_setting_is_added_and_every_line_of_the_user_stays_in_order(change, line):
    text = _edited(MINE, change)

    assert line in text.splitlines()
    remaining = iter(text.splitlines())
    assert all(own in remaining for own in MINE.splitlines())
    assert tomllib.loads(text) == changed(tomllib.loads(MINE), [change])


def test_another_value_of_a_setting_leaves_the_comment_at_its_end():
    text = _edited(MINE, Change(("organisation",), "Suffolk"))

    assert text == MINE.replace("Norfolk", "Suffolk").replace(" # the", "  # the")


def test_a_table_on_one_line_is_added_to_on_that_line():
    text = _edited(MINE, Change(("extracts", 0, "columns", "left"), "Gone"))

    assert 'columns = { ethnicity = "Origin", left = "Gone" }' in text.splitlines()


def test_a_comment_that_is_the_setting_itself_becomes_the_setting():
    text = '[[extracts]]\npath = "a.csv"\n# kind = "cpd"\n# other\n'

    assert _edited(text, Change(("extracts", 0, "kind"), "cpd")) == text.replace("# kind", "kind")


def test_a_file_to_which_nothing_can_be_added_is_refused_and_never_spoilt():
    # A heading inside a text of several lines looks like one of the file.
    text = 'title = """\n[words]\n"""\n'

    with pytest.raises(UsageError, match="cannot be added"):
        _edited(text, Change(("words", "left", "yes"), "Gone", is_added=True))
