"""Help with the words of a prompt: suggestions that say why, and change nothing by themselves.

``rules`` are local and always there; ``language_model`` asks a model where the owner has set one up.
Writes nothing, emits nothing.
"""
