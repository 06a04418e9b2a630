"""Fails the run where a test was skipped and REQUIRE_ALL_TESTS is set, as on CI."""

import os

import pytest

WANTED = "REQUIRE_ALL_TESTS"


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
