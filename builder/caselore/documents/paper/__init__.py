"""A Course into the Sheets that people print: what each is called, for whom, and what stands on it."""
