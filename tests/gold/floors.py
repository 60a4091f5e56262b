"""The floors of `floors.json`: figures that were reached once and must not be lost. They only ever rise."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

Figures = Mapping[str, float | None]
"""Shares from 0 to 1 by name; None where there was nothing to count."""

FILE = Path(__file__).with_name("floors.json")


def floors(section: str) -> dict[str, float]:
    """The floors of one section: `reading` (the code's own) or `embedded` (with the embedded model)."""
    return _sections(FILE.read_text(encoding="utf-8")).get(section, {})


def below(figures: Figures, section: str) -> list[str]:
    """What fell below its floor, one line for each."""
    return [
        f"{section}.{name} is {_shown(figures.get(name))}, its floor {floor:.3f}"
        for name, floor in floors(section).items()
        if (figures.get(name) or 0.0) < floor
    ]


def lowered() -> list[str]:
    """Which floors of the last commit were lowered or taken away since, one line for each."""
    now = _sections(FILE.read_text(encoding="utf-8"))
    return [
        f"{section}.{name}: its floor was {floor:.3f} and must not become {_shown(now.get(section, {}).get(name))}"
        for section, before in _committed().items()
        for name, floor in before.items()
        if now.get(section, {}).get(name, 0.0) < floor
    ]


def raise_to(figures: Figures, section: str, *, margin: float = 0.0) -> list[str]:
    """Write the figures that are above their floors as new floors, rounded down to three decimals.

    Args:
        figures: what was reached.
        section: where the floors stand.
        margin: how far below the figures the floors are to be; for figures that vary from run to run.

    Returns:
        What was raised, one line for each.
    """
    sections = _sections(FILE.read_text(encoding="utf-8"))
    own = sections.setdefault(section, {})
    raised = []
    for name, figure in figures.items():
        floor = math.floor(((figure or 0.0) - margin) * 1000 + 1e-9) / 1000
        if floor > own.get(name, 0.0):
            raised.append(f"{section}.{name}: {own.get(name, 0.0):.3f} -> {floor:.3f}")
            own[name] = floor
    FILE.write_text(json.dumps(sections, indent=2) + "\n", encoding="utf-8")
    return raised


def table(figures: Figures, section: str) -> str:
    """All figures beside their floors, one line for each."""
    held = floors(section)
    return "\n".join(f"{name:32} {_shown(figure):>6}  {_shown(held.get(name)):>6}" for name, figure in figures.items())


def _committed() -> dict[str, dict[str, float]]:
    """The floors of the last commit; none where there is no git or no such file in it."""
    git = shutil.which("git")
    if git is None:
        return {}
    shown = subprocess.run(
        [git, "-C", str(FILE.parent), "show", f"HEAD:./{FILE.name}"], capture_output=True, text=True, check=False
    )
    return _sections(shown.stdout) if shown.returncode == 0 else {}


def _sections(written: str) -> dict[str, dict[str, float]]:
    sections: dict[str, dict[str, float]] = json.loads(written)
    return sections


def _shown(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"
