"""The README's tutorial, followed to the letter: what it shows is what happens."""

from __future__ import annotations

import re
import shutil

import pytest


def _blocks(readme: str) -> list[tuple[str, str]]:
    """Return the tutorial's blocks: the language of each, and its text."""
    section = re.search(
        r"## From your own files, step by step\n(.*?)\nTwo runs over", readme, re.DOTALL
    )[1]
    return re.findall(r"```(\w+)\n(.*?)\n```", section, re.DOTALL)


def _edited(settings: str, block: str) -> str:
    """Return the settings with a block in place of the comments that it was."""
    lines = block.split("\n")
    paragraphs = settings.split("\n\n")
    if lines[0] == "[[extracts]]":
        [at] = [i for i, one in enumerate(paragraphs) if one.startswith("\n".join(lines[:2]))]
        assert all(f"# {line}" in paragraphs[at] or line in paragraphs[at] for line in lines)
        paragraphs[at] = block
    elif lines[0].startswith("["):
        [at] = [i for i, one in enumerate(paragraphs) if one.startswith(f"# {lines[0]}")]
        paragraphs[at] = block
    else:
        key = lines[0].partition(" =")[0]
        [at] = [i for i, one in enumerate(paragraphs) if f"\n# {key} =" in one]
        paragraphs[at] = re.sub(rf"(?m)^# {key} =.*$", block, paragraphs[at])
    return "\n\n".join(paragraphs)


def _follows(shown: str, out: str) -> bool:
    """Return whether all that is shown stands in the output, in that order."""
    place = 0
    for part in filter(None, re.split(r"(?m)^…\n?", shown)):
        found = out.find(part.rstrip("\n"), place)
        if found < 0:
            return False
        place = found + len(part.rstrip("\n"))
    return True


def test_the_tutorial_of_readme_happens_as_it_is_told(root, tmp_path, monkeypatch, scwres):
    readme = (root / "README.md").read_text(encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    followed = []
    for language, text in _blocks(readme):
        if language == "toml":
            path = tmp_path / "borough" / "scwres.toml"
            path.write_text(_edited(path.read_text(encoding="utf-8"), text), encoding="utf-8")
            continue
        for command, shown in re.findall(
            r"^\$ (.*)\n?((?:(?!\$ ).+(?:\n|\Z)|\n)*)", text, re.MULTILINE
        ):
            followed.append(command)
            if command == "cp -r examples/borough borough":
                shutil.copytree(root / "examples" / "borough", tmp_path / "borough")
            elif command == "cd borough":
                monkeypatch.chdir(tmp_path / "borough")
            else:
                ran = scwres(*command.split()[1:])
                # The two streams as a terminal shows them: what is said comes first here.
                assert _follows(shown, ran.err + ran.out), command
                assert ran.status == (3 if "not ready" in shown else 0)

    assert followed.count("scwres check") == 2
    assert followed[-1].startswith("scwres compute --config scwres.toml --strict")
    assert (tmp_path / "borough" / "results.json").exists()


@pytest.mark.parametrize("wrong", ["scwres check\nelse", "b\na"])
def test_what_is_not_shown_is_told_from_what_is(wrong):
    assert not _follows(wrong, "a\nb\nscwres check\n")
    assert _follows("a\n…\nscwres check\n", "a\nb\nscwres check\n")
