"""The unit and the image hold what makes them safe; neither systemd nor an engine runs here, so the files are read."""

import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser

import pytest

from tests.house.tree import ROOT

UNIT = ROOT / "deploy" / "samvej.service"
IMAGE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
LINES = [line for line in re.sub(r"\\\n", " ", IMAGE).splitlines() if line and not line.startswith("#")]
SAFE = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "Restart": "on-failure",
    "User": "samvej",
    "UMask": "0077",
    "LimitCORE": "0",
    "StateDirectoryMode": "0700",
    "LoadCredential": "samvej-key:/etc/samvej/key",
}


def faults_of_image(lines: list[str]) -> list[str]:
    """What must not be in the recipe of an image, and what must."""
    said = [line.split(maxsplit=1) for line in lines]
    stages = [index for index, (word, _) in enumerate(said) if word == "FROM"]
    last = said[stages[-1] :] if stages else []
    words = {word for word, _ in last}
    rules = {
        "there are two stages": len(stages) == 2,
        "each begins with the official image, in a named version": {said[index][1].split()[0] for index in stages} == {"python:3.13-slim"},
        "nothing is added from elsewhere": not any(word == "ADD" or "http" in rest.split("import")[0] for word, rest in said),
        "it ends as nobody in particular": [rest for word, rest in last if word == "USER"] == ["10001:10001"],
        "what runs comes from the first stage": [rest for word, rest in last if word == "COPY"] == ["--from=build /opt/samvej /opt/samvej"],
        "nothing is installed without its hash": all(
            "--require-hashes" in rest or "--no-index" in rest for _, rest in said if "pip install" in rest
        ),
        "its health is looked at": any(word == "HEALTHCHECK" and "/healthz" in rest for word, rest in last),
        "it starts by a list and not by a shell": {"ENTRYPOINT", "CMD", "STOPSIGNAL"} <= words
        and all(rest.startswith("[") for word, rest in last if word in {"ENTRYPOINT", "CMD"}),
    }
    return [rule for rule, holds in rules.items() if not holds]


def test_the_image_is_made_as_it_should_be() -> None:
    assert faults_of_image(LINES) == []


@pytest.mark.parametrize(
    ("was", "is_"),
    [
        ("python:3.13-slim", "python:latest"),
        ("USER 10001:10001", "USER root"),
        ("COPY flows ./flows", "ADD flows ./flows"),
        ("--require-hashes", "--upgrade"),
        ("HEALTHCHECK", "LABEL"),
        ('ENTRYPOINT ["samvej"]', "ENTRYPOINT samvej"),
        ("COPY --from=build /opt/samvej /opt/samvej", "COPY . /opt/samvej"),
    ],
)
def test_a_fault_in_the_image_would_be_seen(was: str, is_: str) -> None:
    assert faults_of_image([line.replace(was, is_) for line in LINES])


def test_all_that_is_copied_is_there_and_let_through_and_nothing_else_is() -> None:
    copied = {name for line in LINES if line.startswith("COPY ") and "--from" not in line for name in line.split()[1:-1]}
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert copied == {line[1:] for line in ignored if line.startswith("!")}
    assert "*" in ignored
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_the_check_of_the_images_health_is_a_program_that_runs() -> None:
    [check] = [line for line in LINES if line.startswith("HEALTHCHECK")]
    command = check.split("CMD", 1)[1]
    compile(re.findall(r'"((?:[^"\\]|\\.)*)"', command)[2], "check", "exec")


def test_the_unit_closes_what_can_be_closed() -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.read_string(UNIT.read_text(encoding="utf-8"))
    assert {name: unit["Service"].get(name) for name in SAFE} == SAFE
    assert int(unit["Service"]["TimeoutStopSec"]) > 5
    assert shlex.split(unit["Service"]["ExecStart"])[1:] == ["serve"]


def test_systemd_takes_the_unit_and_finds_little_open() -> None:
    if shutil.which("systemd-analyze") is None:
        assert "[Install]" in UNIT.read_text(encoding="utf-8")
        return
    said = subprocess.run(["systemd-analyze", "verify", UNIT], capture_output=True, text=True, check=False, timeout=60).stderr
    assert [line for line in said.splitlines() if "samvej.service" in line and "is not executable" not in line] == []
    weighed = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", UNIT], capture_output=True, text=True, check=False, timeout=60
    )
    assert weighed.returncode == 0, weighed.stdout
