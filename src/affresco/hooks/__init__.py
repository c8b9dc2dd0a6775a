"""Webhooks: signed messages to addresses that people and consumers of the commons registered."""
