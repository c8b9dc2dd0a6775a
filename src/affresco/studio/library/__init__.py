"""One's own pictures, kept in order: found by words, date and engine, marked as favourites, put in folders.

Facts ``model``; reading ``access`` (the only way, of one's own alone); writing ``commands``. Emits
``PicturesDeleted``.
"""
