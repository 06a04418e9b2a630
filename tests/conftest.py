"""Fails the run where a test was skipped and REQUIRE_ALL_TESTS is set, as on CI; begins with the tests that take longest."""

import gc
import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

from tests.faults.length import LONG

# A busy machine is slow, and that is no fault of what is tested. Other examples each time are for a long run.
settings.register_profile("samvej", deadline=None, derandomize=not LONG, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("samvej")
WANTED = "REQUIRE_ALL_TESTS"
LONGEST = ("tests/journeys/", "tests/trust/", "tests/faults/", "tests/matrix/", "tests/app/", "tests/channels/")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported stays: Python need not look again and again whether any of it can go."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that nobody waits for it alone at the end."""
    items.sort(key=lambda item: next((place for place, name in enumerate(LONGEST) if item.nodeid.startswith(name)), len(LONGEST)))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.exitstatus == pytest.ExitCode.OK and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(config: pytest.Config, terminalreporter: pytest.TerminalReporter) -> None:
    if skipped := _skipped(config):
        terminalreporter.write_line(f"{skipped} skipped, and {WANTED} asks for every test: the run has failed.", red=True)


def _skipped(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get(WANTED) or not isinstance(reporter, pytest.TerminalReporter):
        return 0
    return len(reporter.stats.get("skipped", []))
