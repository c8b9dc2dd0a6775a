"""A doorway for programs that speak OpenAI's Images API: what they make lies in the person's studio.

- ``routes``: /v1/models, /v1/images/generations, /v1/images/edits.
- ``carrying``: the wait for the pictures, as an answer or a stream; its end when nobody waits any more.
- ``requests``: what those programs send, and the order that follows from it.
- ``files``: pictures in the format that was asked for, with their marks.
- ``faults``: errors in the shape that those programs read.

Models are the instance's engines. See docs/reference/openai.md for what is taken, ignored and refused.
Source: OpenAI's API reference, Images and Models, as its Python library 3.54 has it.
"""
