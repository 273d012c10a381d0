"""Turn a Course into Documents: what stands on each page and sheet, and in which order."""
