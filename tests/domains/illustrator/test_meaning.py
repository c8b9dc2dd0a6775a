"""The sentence encoder."""

from __future__ import annotations

import numpy as np

from affresco import meaning


def test_vectors_are_of_length_one_and_in_order() -> None:
    texts = ["a cat on a roof", "", "un treno in ritardo", "x" * 50_000]
    vectors = meaning.encode(texts)
    assert vectors.shape == (4, meaning.DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert np.allclose(vectors[2], meaning.encode_one(texts[2]), atol=1e-4)


def test_a_translation_is_nearer_than_another_sentence() -> None:
    english, italian, other = meaning.encode(
        [
            "a black cat on a roof at night",
            "un gatto nero su un tetto di notte",
            "shares fell today",
        ]
    )
    assert english @ italian > 0.7 > english @ other + 0.2


def test_no_texts_give_no_vectors() -> None:
    assert meaning.encode([]).shape == (0, meaning.DIMENSIONS)
