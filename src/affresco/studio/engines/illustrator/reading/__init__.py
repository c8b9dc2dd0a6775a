"""From words to a scene: lexicon, tokens, phrases, understanding, and back to words."""
