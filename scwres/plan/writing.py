"""A plan as the TOML that is evaluated: its words, and a measure suggested for each action.

Suggestions are comments: whoever knows the plan removes the ``#`` of those that fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scwres.plan.likely_measures import suggested_measures
from scwres.plan.plan import Action, Plan, is_undated
from scwres.plan.reading import UNTITLED
from scwres.settings.toml import MOST_NESTED
from scwres.text.phrases import toml_string
from scwres.version import __version__

_HEAD = (
    "# Each action has a measure suggested from its words, as a comment. It is not used until you",
    "# remove the # in front of 'measures'. Change it, or leave it, as you know the action.",
    "# 'scwres explain supporting' lists all measures, and 'scwres explain plans' the keys.",
)

#: What a plan in a table does not have, and the evaluation uses.
_TO_FILL_IN = (
    '# organisation = "…"',
    '# signed_off_by = "…"            # the role or the body that signed it off',
    "# signed_off = 2025-04-01        # periods count from this day, so that actions fall due",
)

_PERIODS = (
    "# Months from that day. These are the usual ones: change them to those of your plan.",
    "# [periods]",
    "# short = [0, 3]",
    "# medium = [3, 9]",
    "# long = [12]                    # no end: no action falls due",
)


def plan_toml(plan: Plan, lines_above: Sequence[str] = ()) -> str:
    """Return a plan that was read from a table as the text of its file.

    Parameters
    ----------
    lines_above
        What stood above the table beside the title; kept as comments.
    """
    head = [f"# An action plan, read from {plan.name} by scwres {__version__}.", *_HEAD]
    if lines_above:
        head += [
            "#",
            "# Above the table:",
            *(f"#   {line}" for line in lines_above),
        ]
    top = [f"title = {_text(plan.title or UNTITLED)}", *_TO_FILL_IN]
    if plan.columns:
        top += [
            "",
            "# The columns of your own form, in their order.",
            *_list("columns", plan.columns),
        ]
    blocks = [head, top, _PERIODS]
    if plan.rag:
        rag = (f"{colour} = {_texts(words)}" for colour, words in plan.rag.items())
        blocks.append(["# Your own words for statuses.", "[rag]", *rag])
    for outcome in plan.outcomes:
        blocks.append(
            [
                "[[outcome]]",
                f"name = {_text(outcome.name)}",
                _suggestion([outcome.name]),
            ]
        )
    for commitment in plan.commitments:
        lines = ["[[commitment]]", f"name = {_text(commitment.name)}"]
        lines += [f"outcome = {_text(commitment.outcome)}"] * bool(commitment.outcome)
        lines += _list("already", commitment.already) if commitment.already else []
        blocks.append(lines)
    blocks += (list(_action(action, str(number))) for number, action in enumerate(plan.actions, 1))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _action(action: Action, usual_id: str) -> Iterator[str]:
    """Yield the lines of an action; its id where that is not its place in the plan."""
    yield "[[action]]"
    texts = {
        "id": action.id if action.id != usual_id else "",
        "theme": action.theme,
        "action": action.action,
        "when": action.when,
        "period": action.period,
    }
    yield from (f"{key} = {_text(text)}" for key, text in texts.items() if text)
    if action.due:
        yield f"due = {action.due.isoformat()}"
    elif is_undated(action):
        yield "# due = …  # a day, such as 2026-03-31"
    texts = {
        "lead": action.lead,
        "success": action.success,
        "update": action.update,
        "status": action.status,
    }
    yield from (f"{key} = {_text(text)}" for key, text in texts.items() if text)
    if action.other:
        yield f"other = {_table(action.other)}"
    yield _suggestion([action.action, action.success, action.theme])


def _suggestion(texts: Iterable[str]) -> str:
    """Return the suggested measures as a comment, which is a key without its ``#``."""
    suggestion = suggested_measures(texts)
    if not suggestion.measures:
        return "# measures = []  # no measure is suggested by its words"
    words = ", ".join(suggestion.words)
    return f"# measures = [{', '.join(suggestion.measures)}]  # suggested by: {words}"


def _list(key: str, texts: Iterable[str]) -> list[str]:
    """Return the lines of a list of texts, one on each."""
    return [f"{key} = [", *(f"    {_text(text)}," for text in texts), "]"]


def _texts(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _table(texts: Mapping[str, str]) -> str:
    pairs = (f"{_text(key, 0)} = {_text(text, 0)}" for key, text in texts.items())
    return f"{{ {', '.join(pairs)} }}"


def _text(text: str, most_brackets: int = MOST_NESTED - 1) -> str:
    """Return a text as TOML; more brackets in it are written so that none is read as nested."""
    written = toml_string(text)
    for bracket in "[{":
        if written.count(bracket) > most_brackets:
            written = written.replace(bracket, f"\\u{ord(bracket):04X}")
    return written
