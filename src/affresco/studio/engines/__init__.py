"""Engines that turn a recipe into pictures."""
