"""The tree as the house tests see it: its files, its modules and what they say."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


def files(root: Path = ROOT) -> list[Path]:
    """Every file that belongs to the tree, relative to its root: all but what .gitignore names."""
    ignored = [".git", *(line.rstrip("/") for line in (root / ".gitignore").read_text().split())]
    return sorted(file.relative_to(root) for file in _kept(root, ignored))


@cache
def modules(root: Path = ROOT, under: str = "bot") -> dict[str, ast.Module]:
    """Every module below `under` that has something in it, by its dotted name."""
    sources = {file: file.read_text(encoding="utf-8") for file in sorted((root / under).rglob("*.py"))}
    return {_dotted(file.relative_to(root)): ast.parse(source) for file, source in sources.items() if source.strip()}


@cache
def imported(module: ast.Module) -> set[str]:
    """Every name the module imports, wherever in it: `import a.b` gives a.b, `from a import b` gives a and a.b."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def libraries(module: ast.Module) -> set[str]:
    """The top names of what the module imports."""
    return {name.partition(".")[0] for name in imported(module)}


def _kept(folder: Path, ignored: list[str]) -> Iterator[Path]:
    for entry in folder.iterdir():
        if any(fnmatch(entry.name, pattern) for pattern in ignored):
            continue
        if entry.is_dir():
            yield from _kept(entry, ignored)
        else:
            yield entry


def _dotted(file: Path) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")
