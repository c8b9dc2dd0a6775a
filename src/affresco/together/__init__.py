"""What people do together: duels.

Two pictures of the same words, and which one. ``duels`` finds the next pair for somebody, takes the answer
and takes it back; which pictures may meet before whom is said once, in the database (``duel_side``).
``taste`` reads out of answers what somebody likes (pure); ``tastes`` brings it the answers.

Emits no events: the database itself tells the commons of each duel of those who let their choices be told.
"""
