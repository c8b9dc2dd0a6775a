"""Subjects: recoloured Noto drawings, bodies for heads, people, and drawings of our own."""
