"""Says which of our semgrep rules did not find what was planted for them (its findings come in as JSON), and fails then."""

import json
import re
import sys
from pathlib import Path

RULES = re.findall(r"^  - id: (\S+)$", (Path(__file__).parent / "rules.yml").read_text(encoding="utf-8"), re.MULTILINE)


def main() -> None:
    """Read semgrep's findings; exit with a sentence if a rule is blunt."""
    found = {finding["check_id"].rpartition(".")[2] for finding in json.load(sys.stdin)["results"]}
    blunt = [rule for rule in RULES if rule not in found]
    if blunt:
        sys.exit(f"These rules found nothing where a breach was planted: {', '.join(blunt)}")


if __name__ == "__main__":
    main()
