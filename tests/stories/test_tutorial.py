"""The tutorial, followed to the letter: what it shows is what happens."""

from __future__ import annotations

import re
import shutil

from shown import blocks_of, follows, steps_of


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


def test_the_tutorial_happens_as_it_is_told(root, tmp_path, monkeypatch, scwres):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    followed = []
    for block in blocks_of("tutorial.md"):
        if block.why_not_run:
            continue
        if block.language == "toml":
            path = tmp_path / "borough" / "scwres.toml"
            edited = _edited(path.read_text(encoding="utf-8"), block.text.rstrip("\n"))
            path.write_text(edited, encoding="utf-8")
            continue
        assert block.language == "console"
        for command, shown in steps_of(block):
            followed.append(command)
            if command == "cp -r examples/borough borough":
                shutil.copytree(root / "examples" / "borough", tmp_path / "borough")
            elif command == "cd borough":
                monkeypatch.chdir(tmp_path / "borough")
            else:
                ran = scwres(*command.split()[1:])
                # The two streams as a terminal shows them: what is said comes first here.
                assert follows(shown, ran.err + ran.out), command
                assert ran.status == (3 if "Not ready" in shown else 0)

    assert followed.count("scwres check") == 2
    assert any(command.endswith("--strict --quiet --output results.json") for command in followed)
    assert (tmp_path / "borough" / "results.json").exists()
    assert (tmp_path / "borough" / "report" / "report.html").exists()
