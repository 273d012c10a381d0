"""Turn `python -m caselore` into the command line."""

from caselore.cli import main

main()
