"""What reaches the log: names of events and known values, and never a token, an id or anybody's words."""

import ast
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest

from bot import logs
from bot.errors import BadInput, FaultyFlow, LineDown, NotFound, StoreUnavailable, WrongSettings
from bot.logs import KNOWN, REMOVED, logger, redacted, set_up
from tests.fakes.bot_api import TOKEN
from tests.house.tree import modules

WORDS = "Jeg tør ikke gå hjem"
COURSE = "k2JHx0qWQ9-Zr8aB_c3dEf"
LEVELS = {"info", "warning", "error"}


class Terminal(io.StringIO):
    """A stream before which somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    """All that a log changes in the process is as it was."""
    root, ours = logging.getLogger(), logging.getLogger(logs.NAME)
    held = root.handlers, root.level, ours.level, logging.raiseExceptions, sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    root.handlers, level, own, logging.raiseExceptions, sys.excepthook, threading.excepthook, sys.unraisablehook = held
    root.setLevel(level)
    ours.setLevel(own)
    logging.captureWarnings(capture=False)


@pytest.fixture
def log() -> io.StringIO:
    """What is written, from here on."""
    stream = io.StringIO()
    set_up(stream)
    return stream


def lines(log: io.StringIO) -> list[dict[str, object]]:
    """Every line there is, without its time."""
    return [{name: value for name, value in json.loads(line).items() if name != "at"} for line in log.getvalue().splitlines()]


def test_an_event_is_one_line_of_json_with_its_level_and_time(log: io.StringIO) -> None:
    logger().info("flows_read_again", count=3)
    [line] = log.getvalue().splitlines()
    told = json.loads(line)
    assert told.pop("at").endswith("Z")
    assert told == {"event": "flows_read_again", "level": "info", "count": 3}


def test_before_a_terminal_a_line_is_read_by_people() -> None:
    terminal = Terminal()
    set_up(terminal)
    logger().warning("put_off", trouble=StoreUnavailable("the disk is full"))
    assert "event=put_off level=warning" in terminal.getvalue()
    assert "the disk is full" in terminal.getvalue()
    assert len(terminal.getvalue().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("course", COURSE), ("person", "p1"), ("text", WORDS), ("answer", 7), ("token", TOKEN), ("count", WORDS), ("count", "7"),
        ("error", WORDS), ("error", TOKEN), ("where", WORDS), ("where", COURSE), ("mac", COURSE), ("trouble", WORDS), ("gone", WORDS),
        ("library", "bot 123"), ("exc_info", True), ("level_", WORDS), ("at_", WORDS),
    ],
)  # fmt: skip
def test_what_is_not_known_is_removed(log: io.StringIO, name: str, value: object) -> None:
    logger().error("something", **{name: value})
    assert lines(log) == [{"event": "something", "level": "error", name: REMOVED}]


def test_words_as_an_event_or_as_a_key_are_removed_too(log: io.StringIO) -> None:
    logger().error(WORDS)
    logger().error(f"turn {COURSE}")
    logger().error("something", **{WORDS: 1, TOKEN: 2})
    assert [line["event"] for line in lines(log)] == [REMOVED, REMOVED, "something"]
    assert [each for each in (WORDS, TOKEN, COURSE) if each in log.getvalue()] == []


def test_an_error_says_its_sentences_only_where_they_are_ours(log: io.StringIO) -> None:
    for trouble in (
        StoreUnavailable("the disk is full"), WrongSettings(f"SAMVEJ_X: {TOKEN}"), FaultyFlow("a.toml: no step"),
        LineDown("Telegram: TimedOut"),
        BadInput(WORDS), NotFound(WORDS), ValueError(WORDS), OSError(WORDS), FileNotFoundError(2, WORDS, WORDS), KeyError(WORDS),
    ):  # fmt: skip
        logger().warning("put_off", trouble=trouble)
    assert [str(line["trouble"]).rpartition("\n")[2] for line in lines(log)] == [
        "the disk is full", "SAMVEJ_X: [token]", "a.toml: no step", "Telegram: TimedOut",
        "BadInput", "NotFound", "ValueError", "OSError", "FileNotFoundError: 2", "KeyError",
    ]  # fmt: skip


def test_a_library_is_named_and_its_text_is_not_even_put_together(log: io.StringIO) -> None:
    class Loud:
        def __str__(self) -> str:
            raise AssertionError("it was read")

    logging.getLogger("telegram.ext").error("%s", Loud())
    logging.getLogger("httpx").warning("POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    logging.getLogger("uvicorn.error").handle(logging.LogRecord("uvicorn.error", logging.ERROR, "", 0, "too few %s %s", (WORDS,), None))
    logging.getLogger(TOKEN).error(WORDS, extra={"words": WORDS}, stack_info=True)
    logging.getLogger(logs.NAME).error(WORDS)
    assert lines(log) == [
        {"event": "library", "level": "error", "library": "telegram.ext"},
        {"event": "library", "level": "warning", "library": "httpx"},
        {"event": "library", "level": "error", "library": "uvicorn.error"},
        {"event": "library", "level": "error", "library": REMOVED},
        {"event": "library", "level": "error", "library": "samvej"},
    ]


def test_libraries_do_not_tell_of_every_request(log: io.StringIO) -> None:
    for name in ("httpx", "httpcore.connection", "telegram.Bot", "transitions.core", "uvicorn.error"):
        logging.getLogger(name).info("%s", TOKEN)
        logging.getLogger(name).debug("%s", TOKEN)
    assert log.getvalue() == ""


def test_of_an_error_in_a_library_its_kind_and_our_line_are_kept(log: io.StringIO) -> None:
    try:
        logs.KNOWN["no such key"]
    except KeyError:
        logging.getLogger("uvicorn.error").exception(WORDS)
    try:
        StoreUnavailable(*("x" for _ in [1 / 0]))
    except ZeroDivisionError as error:
        logging.getLogger("asyncio").exception(WORDS, exc_info=error)
    assert [line["error"] for line in lines(log)] == ["KeyError", "ZeroDivisionError"]


def test_our_line_is_the_last_of_ours_on_the_way_to_the_error(log: io.StringIO) -> None:
    try:
        logs.redacted(7)  # type: ignore[arg-type]
    except TypeError:
        logging.getLogger("uvicorn.error").exception(WORDS)
    [line] = lines(log)
    assert str(line["where"]).startswith("bot.logs:")


def test_what_ends_a_thread_or_the_program_is_told_without_its_words(log: io.StringIO) -> None:
    def fall() -> None:
        raise ValueError(WORDS)

    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    sys.excepthook(KeyError, KeyError(WORDS), None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(WORDS, stacklevel=1)
    assert [line.get("error") for line in lines(log)] == ["ValueError", "KeyError", None]
    assert WORDS not in log.getvalue()


def test_before_it_is_set_up_nothing_more_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger().handlers = []
    logger().info("something", text=WORDS)
    logger().error("something", text=WORDS)
    said = capsys.readouterr()
    assert (said.out, WORDS in said.err, REMOVED in said.err) == ("", False, True)


def test_a_token_is_masked_wherever_it_stands() -> None:
    for colon in (":", "%3A", "%3a"):
        address = f"https://api.telegram.org/bot{TOKEN.replace(':', colon)}/sendMessage"
        assert redacted(address) == "https://api.telegram.org/bot[token]/sendMessage"
    assert redacted("kl. 12:30 den 2026-11-23, 12345678:9") == "kl. 12:30 den 2026-11-23, 12345678:9"


def test_every_event_in_the_program_has_a_name_and_known_keys() -> None:
    found = [call for module in modules().values() for call in ast.walk(module) if _tells(call)]
    assert len(found) > 10
    assert [ast.unparse(call) for call in found if not _is_known(call)] == []


def test_a_wrong_event_would_be_found() -> None:
    wrong = [
        "log.info(f'turn {course}')",
        "log.info('Turn put off')",
        "log.error('x', course=course)",
        "log.error('x', text)",
        "log.info()",
    ]
    assert [text for text in wrong if _is_known(ast.parse(text, mode="eval").body)] == []


def _tells(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) == "log"
        and node.func.attr in LEVELS
    )


def _is_known(call: ast.AST) -> bool:
    if not (isinstance(call, ast.Call) and len(call.args) == 1 and isinstance(call.args[0], ast.Constant)):
        return False
    keys = {each.arg for each in call.keywords} - {"event"}
    return KNOWN["event"](call.args[0].value) != REMOVED and keys <= set(KNOWN)
