"""``python -m scwres`` is the command ``scwres``."""

from scwres.cli import run

run()
