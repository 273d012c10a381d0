"""Turn questions in a trainer's words into the five interactions that every writer knows."""
