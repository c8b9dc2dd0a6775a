"""The studio: prompts become pictures."""
