"""A set-up that asks: one question after another, at a terminal.

The questions are data (:mod:`scwres.results.set_up`); here they are printed and the answers read,
by two functions that a test can replace.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from scwres.commands.terminal import WIDTH, print_out, rows_progress, say
from scwres.errors import Fault, UsageError
from scwres.text.phrases import number_of

if TYPE_CHECKING:
    from scwres.results.check import CheckResult
    from scwres.results.set_up import SetUp
    from scwres.settings.editing import Change
    from scwres.settings.set_up import SetUpQuestion
    from scwres.settings.toml import Place

BACK, SKIP, QUIT, MORE = "b", "s", "q", "m"

#: What is asked of a settings file that exists.
ONLY_OPEN, EVERYTHING = "1", "2"

#: How many values of a column stand above a question.
VALUES_SHOWN = 8

_KEYS = f"{BACK} back, {SKIP} skip, {QUIT} quit"
_PROMPT = f"Your answer ({_KEYS}): "
_PROMPT_NOW = f"Your answer (Enter keeps it; {_KEYS}): "

#: Reads an answer, given what to print before it; None at the end of the input.
Read = Callable[[str], str | None]
Show = Callable[[str], None]


class Interview(NamedTuple):
    """What the answers make of the settings, and how many rows each of them speaks for."""

    data: dict[str, Any]
    rows: dict[Place, int]


class _Stage(NamedTuple):
    """Where an interview stands: for going back."""

    data: dict[str, Any]
    rows: dict[Place, int]
    keys: tuple[str, ...]
    pending: tuple[SetUpQuestion, ...]


def interview(
    set_up: SetUp,
    data: Mapping[str, Any],
    before: Mapping[str, Any],
    read: Read,
    show: Show,
) -> Interview | None:
    """Ask everything that is open, and return what is answered; None where the user quits.

    Parameters
    ----------
    data
        The settings without what is asked about.
    before
        The settings as they were: what they answer is kept by an empty line.
    """
    stage = _Stage(dict(data), {}, (), ())
    history: list[_Stage] = []
    while True:
        if not stage.pending:
            with rows_progress() as tell:
                pending = tuple(set_up.questions(stage.data, stage.keys, tell))
            if not pending:
                return Interview(stage.data, stage.rows)
            stage = stage._replace(pending=pending)
        for line in _question_lines(stage.pending[0], len(history) + 1, before):
            show(line)
        reply = _reply(stage.pending[0], stage.data, before, set_up.folder, read, show)
        if reply == QUIT:
            return None
        if reply == BACK:
            if history:
                stage = history.pop()
            else:
                show("This is the first question.")
            continue
        history.append(stage)
        changes = () if isinstance(reply, str) else reply
        stage = _after(stage, changes)


def _after(stage: _Stage, changes: tuple[Change, ...]) -> _Stage:
    """Return where an interview stands after the answer to its first question."""
    from scwres.settings.editing import changed

    rows = dict(stage.rows)
    for change in changes:
        place = _place_of_comment(change.place)
        if place == ("extracts",):
            place = ("extracts", len(stage.data["extracts"]))
        rows[place] = rows.get(place, 0) * change.is_added + change.rows
    return _Stage(
        changed(stage.data, changes),
        rows,
        (*stage.keys, stage.pending[0].key),
        stage.pending[1:],
    )


def _place_of_comment(place: Place) -> Place:
    """Return the place of the line that holds a setting: words of a column stand in one."""
    return place[:2] if place[0] == "words" else place[:3] if "only" in place[2:3] else place


def _reply(
    question: SetUpQuestion,
    data: Mapping[str, Any],
    before: Mapping[str, Any],
    folder: Path,
    read: Read,
    show: Show,
) -> str | tuple[Change, ...]:
    """Return the changes that an answer makes, or that the user goes back, skips or quits."""
    from scwres.settings.editing import changed
    from scwres.settings.file import settings_of
    from scwres.settings.set_up import answer_of, current_choices, current_value

    is_answered = bool(current_choices(question, before) or current_value(question, before))
    while True:
        text = read(_PROMPT_NOW if is_answered else _PROMPT)
        if text is None:
            return QUIT
        text = text.strip()
        if text.casefold() in (BACK, SKIP, QUIT):
            return text.casefold()
        if text.casefold() == MORE and len(question.choices) > question.likely:
            for line in _choice_lines(question, before, len(question.choices)):
                show(line)
            continue
        if not text and is_answered:
            return _kept(question, before)
        answer = answer_of(question, text)
        problem = answer.problem
        if not problem:
            try:
                settings_of(changed(data, answer.changes), folder)
            except UsageError as error:
                problem = " ".join(f"{fault.what}. {fault.fix}" for fault in error.faults)
        if not problem:
            return answer.changes
        for line in wrap(f"{problem[:1].upper()}{problem[1:]}", WIDTH, break_on_hyphens=False):
            show(line)


def _kept(question: SetUpQuestion, before: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the changes that make the answer of the settings as they were."""
    from scwres.settings.editing import Change, value_at
    from scwres.settings.set_up import Form, current_choices

    choices = current_choices(question, before)
    if question.form is Form.ONE:
        return question.choices[choices[0]].changes
    return (Change(question.setting, value_at(before, question.setting)),)


def _question_lines(
    question: SetUpQuestion, number: int, before: Mapping[str, Any]
) -> Iterator[str]:
    from scwres.settings.set_up import Form, current_value

    yield ""
    yield from wrap(
        f"{number}. {question.place}", WIDTH, subsequent_indent="   ", break_on_hyphens=False
    )
    yield from _wrapped(question.text, "   ")
    for note in question.notes:
        yield from _wrapped(note, "   ")
    for value, rows in question.values[:VALUES_SHOWN]:
        text = f"'{value}'" if value else "(blank)"
        yield f"     {text}: {number_of(rows, 'row')}"
    if (more := len(question.values) - VALUES_SHOWN) > 0:
        yield f"     and {number_of(more, 'more value')}"
    yield from _choice_lines(question, before, question.likely)
    if len(question.choices) > question.likely:
        yield f"  {MORE:>3}  More answers"
    if now := current_value(question, before):
        yield f"   Now: {now}"
    if question.form is Form.SEVERAL:
        yield "   Type one number, or several with commas between them."


def _choice_lines(
    question: SetUpQuestion, before: Mapping[str, Any], number: int
) -> Iterator[str]:
    from scwres.settings.set_up import current_choices

    current = current_choices(question, before)
    for position, choice in enumerate(question.choices[:number]):
        mark = " (as now)" if position in current else ""
        start = f"  {position + 1:>3}  "
        yield from wrap(
            f"{choice.text}{mark}",
            WIDTH,
            initial_indent=start,
            subsequent_indent=" " * len(start),
            break_on_hyphens=False,
        )


def _wrapped(text: str, indent: str) -> list[str]:
    return wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def refuse_without_terminal() -> None:
    """Refuse to ask where nobody can answer.

    Raises
    ------
    click.UsageError
        When standard input or standard error is not a terminal.
    """
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        message = (
            "--ask needs a terminal, because it asks questions. Run it in a terminal, or leave "
            "out --ask and edit the file."
        )
        raise click.UsageError(message)


def read_answer(prompt: str) -> str | None:
    """Return a line that the user types; None at the end of the input."""
    click.echo(prompt, nl=False, err=True)
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        return ""
    return line if line else None


def _extent(output: Path, read: Read, show: Show) -> str:
    """Ask whether only what is open in a settings file is asked, or everything; or quit."""
    show("")
    show(f"{output} exists. Lines and comments that you wrote stay.")
    show(f"    {ONLY_OPEN}  Ask only what is open")
    show(f"    {EVERYTHING}  Ask everything again")
    while True:
        reply = read(f"Your answer ({QUIT} quit): ")
        choice = QUIT if reply is None else reply.strip().casefold()
        if choice in (ONLY_OPEN, EVERYTHING, QUIT):
            return choice


def set_up_by_asking(
    output: Path, text: str, *, is_new: bool, read: Read = read_answer, show: Show = say
) -> CheckResult | None:
    """Ask what is open in the text of a settings file, write it, and show what ``check`` finds.

    Return that; None where the user quits, and nothing was written.

    Parameters
    ----------
    is_new
        Whether the file does not exist yet.

    Raises
    ------
    ScwresError
        When the settings or an extract cannot be read, or the file cannot be written.
    """
    import tomllib

    from scwres.commands.checked import as_text
    from scwres.files.whole import write_new, write_whole
    from scwres.results.set_up import SetUp
    from scwres.settings.editing import edited
    from scwres.settings.set_up import with_answers, without_answers

    before = tomllib.loads(text)
    content = None if is_new else output.read_bytes()
    show(f"Each question shows the likely answers first. Type a number. {BACK} goes back,")
    show(f"{SKIP} skips a question, and {QUIT} quits and writes nothing.")
    choice = ONLY_OPEN if is_new else _extent(output, read, show)
    data = without_answers(before) if choice == EVERYTHING else before
    set_up = SetUp(output.parent)
    answers = None if choice == QUIT else interview(set_up, data, before, read, show)
    if answers is None:
        state = "was not written" if is_new else "is as it was"
        show(f"Nothing was written: {output} {state}.")
        return None
    settings = with_answers(before, answers.data)
    new = edited(text, settings, answers.rows).encode()
    if content is None:
        write_new(output, new)
    else:
        if output.read_bytes() != content:
            what, fix = "was changed while you answered", "Run the command again."
            raise UsageError([Fault(str(output), what, fix, "file-exists")])
        write_whole(output, [new])
    show("")
    show(f"Wrote {output}")
    show("")
    with rows_progress() as tell:
        result = set_up.checked(settings, tell)
    print_out(as_text(result), for_people=True)
    return result
