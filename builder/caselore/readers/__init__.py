"""Turn a project folder into a Course and the faults found on the way."""
