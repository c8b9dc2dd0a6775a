"""Changing a scene: corrections of chips, edits by instruction, removals, variations, palettes.

All of it is pure and works on scenes alone: what a picture shows stands in its scene, so that a recipe,
scene and seed, repeats it. Start with ``chips`` (what was understood), ``correcting`` (by chip) and
``revise`` (by words); ``changes`` has the single steps, ``words`` reads what people write.
"""
