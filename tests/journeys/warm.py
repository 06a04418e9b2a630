"""What the process has done that all processes of the program are copies of: everything that each of them would do first, but once."""

import gc
from contextlib import suppress
from pathlib import Path

from bot import opening
from bot.config import Settings
from bot.errors import SamvejError
from tests.journeys import running

__all__ = ["running"]

# Read for what is imported on the way. Faults in the flows are told by the program itself.
with suppress(SamvejError):
    opening.set_stage(Settings(data=Path("nowhere")))
# What is not looked through in the copies stays shared, which is what makes a copy quick.
gc.collect()
gc.freeze()
