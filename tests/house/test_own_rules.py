"""What must not stand in the program, read off its source; each rule was seen to bite. More of them stand in tests/scan/rules.yml."""

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from tests.house.tree import ROOT, imported, modules

MODULES = modules()
TEMPLATES = {file.name: file.read_text(encoding="utf-8") for file in sorted((ROOT / "bot" / "web" / "templates").rglob("*.html"))}
SCRIPTS = {file.name: file.read_text(encoding="utf-8") for file in sorted((ROOT / "bot" / "web" / "static").rglob("*.js"))}
Rule = Callable[[ast.AST], bool]
SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|DROP|ALTER|CREATE|ATTACH|VACUUM|PRAGMA)\b")
LOOPBACK = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])|http://www\.w3\.org/")


def _is_assert(node: ast.AST) -> bool:
    return isinstance(node, ast.Assert)


def _puts_sql_together(node: ast.AST) -> bool:
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        parts = [node.left]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"format", "join"}:
        parts = [node.func.value]
    first = parts[0] if parts else None
    return isinstance(first, ast.Constant) and isinstance(first.value, str) and SQL.match(first.value) is not None


def _calls(*names: str) -> Rule:
    return lambda node: isinstance(node, ast.Call) and ast.unparse(node.func) in names


def _makes_markup(node: ast.AST) -> bool:
    """Of something else than a text of our own, which `format` fills in with what it escapes."""
    made = isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Markup"
    return made and not all(isinstance(each, ast.Constant) for each in getattr(node, "args", ()))


def _names_a_plain_address(node: ast.AST) -> bool:
    said = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return any(not LOOPBACK.match(said, found.start()) for found in re.finditer(r"http://(?=\w)", said))


def _trusts_anybody(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg == "verify" and isinstance(node.value, ast.Constant) and node.value.value is False


def _uses_a_shell(node: ast.AST) -> bool:
    through = (
        isinstance(node, ast.keyword) and node.arg == "shell" and not (isinstance(node.value, ast.Constant) and node.value.value is False)
    )
    return through or _calls("os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput")(node)


RULES: dict[str, tuple[Rule, str, set[str]]] = {
    "no assert: it is gone under -O": (_is_assert, "assert x", set()),
    "SQL is put together in one place": (_puts_sql_together, "f'SELECT {x}'", {"bot.stores.statements"}),
    "markup is made of a drawn code alone": (_makes_markup, "markupsafe.Markup(x)", {"bot.web.qr"}),
    "no plain address but on this computer": (_names_a_plain_address, "'see http://example.org'", set()),
    "a host proves who it is": (_trusts_anybody, "get(x, verify=False)", set()),
    "no shell": (_uses_a_shell, "run(x, shell=True)", set()),
    "nothing is run that came in": (_calls("eval", "exec", "compile", "__import__"), "eval(x)", set()),
}
LOADERS = {"pickle", "marshal", "shelve", "dill", "yaml", "xml"}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_our_own_is_kept(rule: str) -> None:
    breaks, _, but = RULES[rule]
    assert len(MODULES) > 100
    assert [f"{name}:{line}" for name, module in MODULES.items() if name not in but for line in _lines(module, breaks)] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_our_own_bites(rule: str) -> None:
    breaks, planted, but = RULES[rule]
    assert list(_lines(ast.parse(planted), breaks)) == [1]
    assert {name for name in but if list(_lines(MODULES[name], breaks))} == but  # what is let off still needs it


@pytest.mark.parametrize(
    "planted", ["'DELETE FROM x WHERE y = ' + z", "'UPDATE %s' % z", "'DROP TABLE {}'.format(z)", "f'PRAGMA key = {z}'", "f'  SELECT {z}'"]
)
def test_sql_is_found_however_it_is_put_together(planted: str) -> None:
    assert list(_lines(ast.parse(planted), _puts_sql_together)) == [1]


def test_an_address_on_this_computer_is_no_fault() -> None:
    fine = [
        "'http://localhost:8080'",
        "'http://127.0.0.1'",
        "'https://example.org'",
        "'http://www.w3.org/2000/svg'",
        "f'http://{host}'",
        "'http://'",
    ]
    assert [text for text in fine if list(_lines(ast.parse(text), _names_a_plain_address))] == []


def test_other_programs_are_started_by_the_spelling_alone() -> None:
    assert [name for name, module in MODULES.items() if "subprocess" in imported(module)] == ["bot.kit.spelling"]


def test_nothing_is_read_by_what_can_run_it() -> None:
    assert {name for name, module in MODULES.items() if LOADERS & {one.partition(".")[0] for one in imported(module)}} == set()
    assert LOADERS & imported(ast.parse("import pickle")) == {"pickle"}


def test_no_template_lets_markup_through() -> None:
    assert len(TEMPLATES) > 10
    assert [name for name, text in TEMPLATES.items() if _lets_through(text)] == []
    assert [
        text
        for text in ("{{ words|safe }}", "{{ words | safe }}", "{{ a ~ 'x' | safe ~ b | safe }}", "{% autoescape false %}")
        if not _lets_through(text)
    ] == []


def test_scripts_put_markup_into_a_page_by_one_file_alone() -> None:
    assert SCRIPTS
    assert {name for name, text in SCRIPTS.items() if _puts_markup(text)} <= {"trusted.js"}
    assert [
        text for text in ("x.innerHTML = y", "x.insertAdjacentHTML('a', y)", "x.outerHTML=y", "x.innerHTML += y") if not _puts_markup(text)
    ] == []


def _lets_through(template: str) -> bool:
    ours = re.sub(r"'[^'{}|]*'\s*\|\s*safe\b", "", template)  # a text of our own
    return re.search(r"\|\s*safe\b|autoescape\s+false", ours) is not None


def _puts_markup(script: str) -> bool:
    checked = re.sub(r"innerHTML = trusted\(", "", script)  # by the one policy
    return re.search(r"(?:innerHTML|outerHTML)\s*\+?=(?!=)|insertAdjacentHTML|document\.write", checked) is not None


def _lines(module: ast.Module, breaks: Rule) -> Iterator[int]:
    return (getattr(node, "lineno", 0) for node in ast.walk(module) if breaks(node))
