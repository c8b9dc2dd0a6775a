"""The private beta: who is let in, what they say, and what becomes of it."""
