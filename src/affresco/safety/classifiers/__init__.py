"""Classifiers: look at words and pictures as a whole, where rules see single terms.

protocol     what one is, and what a kind of them is
registry     which are installed, which the settings name
nsfw         a small network on this machine that tells naked pictures; extra ``[nsfw]``
moderation   a server with the endpoint ``/v1/moderations``
"""
