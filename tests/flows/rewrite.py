"""Writes the golden talks anew, with the lines said in them; look the difference over before keeping it."""

from tests.flows.golden import TALKS, replayed

if __name__ == "__main__":
    for file in TALKS:
        file.write_text(replayed(file.read_text(encoding="utf-8")), encoding="utf-8")
