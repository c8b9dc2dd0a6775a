"""The tools of the painter: colour, chance, noise fields, the pen, light, and the stage."""
