"""Turn a Course into decks of slides: one for each module and one for each session."""
