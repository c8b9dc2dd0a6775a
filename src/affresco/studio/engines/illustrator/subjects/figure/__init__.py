"""Figures on two legs: people of every age and trade, and animals and robots in their clothes."""
