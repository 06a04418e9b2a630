"""What the tree may hold: nothing of one machine, one registry or one secret, and nothing unfinished."""

import re
from fnmatch import fnmatch

import pytest

from tests.house.tree import ROOT, files

TOP = {
    "SECURITY.md",
    "bot",
    "flows",
    "locales",
    "tests",
    "benchmarks",
    "deploy",
    "docs",
    "pyproject.toml",
    "Dockerfile",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
}
BY_CONVENTION = ["requirements*.lock", ".ci", ".gitignore", ".dockerignore", ".gitattributes", ".editorconfig"]
PICTURES = {".png", ".jpg", ".webp", ".woff2", ".ico", ".pdf"}
TEXTS = {str(file): (ROOT / file).read_text(encoding="utf-8") for file in files() if file.suffix not in PICTURES}

# Each pattern is written so that it does not find itself.
STRANGERS = {
    "a registry": r"pypi[.]org|python[h]osted|npm[j]s[.]|artifact[o]ry|--(?:extra-)?index-ur[l]",
    "a path of one machine": r"(?<![\w.])/(?:work/main|work/shared|home/\w|Users/\w|root/|opt/pypi|tmp/\w)",
    "a bot's token that does not say it is a fake": r"\b[0-9]{8,10}:(?![\w-]*fake)[A-Za-z0-9_-]{35}\b",
    "a token of a service": r"\b(?:gh[pousr]_[A-Za-z0-9]{20}|sk-[A-Za-z0-9-]{20}|AKIA[A-Z0-9]{12}|xox[abp]-\d)",
    "a private key": r"-----BEGIN [A-Z ]*PRIVAT[E] KEY",
    "something unfinished": r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b|NotImplemente[d]Error",
    "filler": r"(?i)\blorem ips[u]m|\bfoo[b]ar\b|\bf[o]o\b|\bb[a]z\b",
    "how it was made": r"(?i)\bclaud[e]\b|anthropi[c]|\bopena[i]\b|chatgp[t]|copilo[t]\b|\bLL[M]s?\b|co-authored-b[y]|\bsub-?agen[t]",
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_no_file_holds(stranger: str) -> None:
    assert len(TEXTS) > 1
    assert [name for name, text in TEXTS.items() if re.search(STRANGERS[stranger], text)] == []


@pytest.mark.parametrize(
    ("stranger", "text"),
    [
        ("a registry", "https://pypi" + ".org/simple"),
        ("a registry", "--extra-index" + "-url=file:x"),
        ("a path of one machine", "see /" + "home/ann/x"),
        ("a path of one machine", "open('/" + "tmp/x')"),
        ("a bot's token that does not say it is a fake", "12345678" + "90:" + "Ab_-5" * 7),
        ("a token of a service", "gh" + "p_" + "Ab012" * 5),
        ("a private key", "-----BEGIN RSA PRIVATE" + " KEY-----"),
        ("something unfinished", "# TO" + "DO: later"),
        ("filler", "Lorem" + " ipsum dolor"),
        ("how it was made", "Co-authored" + "-by: x"),
    ],
)
def test_a_stranger_is_seen(stranger: str, text: str) -> None:
    assert re.search(STRANGERS[stranger], text)


def test_nothing_lies_at_the_top_but_what_convention_expects() -> None:
    top = {file.parts[0] for file in files()}
    assert {"bot", "flows", "tests", "pyproject.toml", "LICENSE"} <= top
    assert {name for name in top - TOP if not any(fnmatch(name, pattern) for pattern in BY_CONVENTION)} == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_every_package_by_hash_and_names_no_place(lock: str) -> None:
    pins = re.split(r"\n(?=\S)", re.sub(r"(?m)^ *#.*\n", "", TEXTS[lock]).strip())
    assert pins
    assert [pin for pin in pins if not re.match(r"[a-z0-9.-]+==\S+ ", pin) or "--hash=sha256:" not in pin] == []
    assert re.findall(r"://|--[a-gi-z][\w-]*| @ |file:", TEXTS[lock]) == []


def test_what_runs_and_what_is_developed_with_are_the_same_versions() -> None:
    runtime, development = (set(re.findall(r"(?m)^[a-z0-9.-]+==\S+", TEXTS[f"requirements{which}.lock"])) for which in ("", "-dev"))
    assert runtime
    assert runtime <= development
