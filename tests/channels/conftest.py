"""The running fake Bot API, and one person in it, for whoever tests the door to Telegram."""

from tests.fakes.conftest import api, person

__all__ = ["api", "person"]
