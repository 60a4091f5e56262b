"""The console script: what can be answered without the library, and what to do where the command line is missing."""

from __future__ import annotations

import sys

from claimcheck._version import __version__

INTERRUPTED = 130
MISSING_EXTRA = 4

NO_CLI = "claimcheck: the command line needs an extra of claimcheck. Install it: pip install 'claimcheck-llm[cli]'\n"


def main() -> None:
    """Runs the command line. Its exit codes are those of `claimcheck.cli.failure`."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"claimcheck {__version__}\n")
        return
    try:
        from claimcheck.cli import run  # noqa: PLC0415 (an extra, and slow to import)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("typer", "rich"):
            raise
        sys.stderr.write(NO_CLI)
        sys.exit(MISSING_EXTRA)
    except KeyboardInterrupt:
        sys.stderr.write("claimcheck: interrupted; nothing was written\n")
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
