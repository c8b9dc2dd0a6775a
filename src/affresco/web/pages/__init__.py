"""Pages, one module a noun; each exports ``routes``, which ``affresco.wiring`` lists."""
