"""Turn Documents or the Course into Artifacts, and say what a format could not hold."""
