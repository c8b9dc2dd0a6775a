"""Gesso: answers from what people are posting, every sentence with the words it rests on.

- ``gesso``: ``Gesso``, the one thing that doors use. ``model``: what it is asked and what it says.
- ``questions``: what a question is after: kind, language, names, times. Pure.
- ``retrieval``: posts by words, meaning, graph and time, for one viewer, of those who allow it.
- ``evidence``: the passages that answer, in order and different from each other; with ``passages``, the
  sentences of a post, ``found``, what was looked for, and ``contradiction``, what does not agree.
- ``words``, ``values``, ``times``, ``nearness``: when two words, numbers, dates and meanings are the same;
  ``opposites``: when they never are. ``orders``: words that are meant for a machine, and no evidence.
- ``numbers``: how many, since when, what is trending: from the database. ``digest``: what was liked and
  missed. ``explaining``: one post. ``phrases``: how it is put. ``turns``: whose question is next.
- ``extractive``: the voice without a language model. ``speaking``: the one with a language model;
  ``endpoint``: any that speaks OpenAI's chat completions, ``wording``: what it is told, ``sentences``: what
  it says. ``support``: whether a post bears a sentence out.
- ``asking``: ``Asking``, a question from its first word to the answer that is kept: what every door uses.
  ``circles``: among which posts. ``offers``: what the asker may do next.
- ``conversations``: what was asked and answered, kept for the asker. ``budget``: how much a person may ask.
- ``mentions``: @gesso in a post, reactions and jobs; ``replies``: what it says there. ``account``: its own.
- ``notices``: authors hear when an answer rests on what they posted.
- ``queries`` and ``…_queries``: all SQL.

Posts reach an answer only through ``retrieval``, which asks ``posts.access`` (through the reader) for the
viewer and the database for the author's consent, both at the moment of the question.
"""
