"""Runs the command line, as `samvej` and with `python -m bot`; a worker, which comes by here too, finds nothing to load."""


def main() -> None:
    """Run one command."""
    from bot.cli import main as run  # noqa: PLC0415 - a worker has no use for the whole house

    run()


if __name__ == "__main__":
    main()
