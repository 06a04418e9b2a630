"""The map of modules in the README, made of the modules' own opening lines: `make map` writes it."""

import ast
import re
from pathlib import Path

from tests.house.tree import ROOT, modules

README = ROOT / "README.md"
_MAP = re.compile(r"(?<=<!-- map -->\n).*?(?=<!-- /map -->)", re.DOTALL)


def drawn(root: Path = ROOT) -> str:
    """The fenced map: a line for each module, its path and what it is for."""
    lines = {_path(name, root): (ast.get_docstring(module) or "").partition("\n")[0] for name, module in modules(root).items()}
    width = max(map(len, lines))
    return "\n".join(["```", *(f"{path:<{width}}  {line}" for path, line in lines.items()), "```", ""])


def written(readme: Path = README) -> str:
    """The map as the README has it; empty without the two markers."""
    found = _MAP.search(readme.read_text(encoding="utf-8"))
    return found.group() if found else ""


def rewrite(readme: Path = README) -> None:
    """Put the map of today between the markers."""
    text = readme.read_text(encoding="utf-8")
    readme.write_text(_MAP.sub(lambda _: drawn(), text), encoding="utf-8")


def _path(name: str, root: Path) -> str:
    path = Path(*name.split("."))
    return f"{path}/__init__.py" if (root / path).is_dir() else f"{path}.py"


if __name__ == "__main__":
    rewrite()
