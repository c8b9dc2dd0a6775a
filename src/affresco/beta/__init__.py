"""The private beta: who is let in, what they say, and what becomes of it.

- ``feedback``: for those who give it. ``board``: the team's side of it. ``model``, ``errors`` and
  ``feedback_queries`` belong to the two.
- ``cohorts``: groups that are let in together, their ``flags`` and ``letters``; ``invitees`` (by list, with
  ``typos`` found) and ``waiting``: who gets an invitation, and who would like one.
- ``figures``: how a cohort does, never of fewer than five people. ``surveys``: one question at a chosen
  moment.
"""
