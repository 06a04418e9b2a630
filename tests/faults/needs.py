"""What a machine must have for some of the fault tests."""

import shutil
import subprocess

import pytest

STRACE = shutil.which("strace") or ""
needs_strace = pytest.mark.skipif(
    not STRACE or subprocess.run([STRACE, "-f", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode != 0,
    reason="There is no strace here, or it may not watch; get it with `apt-get install strace`.",
)
