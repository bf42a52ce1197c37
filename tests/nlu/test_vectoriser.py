"""The vectoriser gives what scikit-learn's would give, without its cost."""

from __future__ import annotations

import numpy as np
import pytest

from nlu.vectoriser import CHARACTERS, WORDS, WORDS_AND_CHARACTERS, NgramSpec, SparseVectoriser

LEARNT = (
    "how long does the application take",
    "how long can i stay in the netherlands",
    "hoe lang duurt de aanvraag",
    "wat kost de aanvraag van een visum",
    "wat wat wat kost een visum of een visum",
)
ASKED = (*LEARNT, "how long is a visum", "WAT KOST het?", "zzz", "", "één lang visum 2026")


@pytest.mark.parametrize("spec", [WORDS, CHARACTERS, NgramSpec("char_wb", (1, 4), 2)])
def test_a_part_equals_the_vectoriser_of_scikit_learn(spec: NgramSpec) -> None:
    expected = spec.untrained().fit(LEARNT).transform(ASKED).toarray()
    rows = SparseVectoriser.train(LEARNT, (spec,)).transform(ASKED).toarray()
    np.testing.assert_allclose(rows, expected, atol=1e-6)


def test_the_parts_stand_beside_each_other() -> None:
    parts = [
        spec.untrained().fit(LEARNT).transform(ASKED).toarray() for spec in WORDS_AND_CHARACTERS
    ]
    rows = SparseVectoriser.train(LEARNT).transform(ASKED).toarray()
    np.testing.assert_allclose(rows, np.hstack(parts), atol=1e-6)


def test_both_parts_of_a_known_text_have_unit_length() -> None:
    vectoriser = SparseVectoriser.train(LEARNT)
    row = vectoriser.transform(LEARNT[:1]).toarray()[0]
    words = len(vectoriser.parts[0].terms)
    assert np.linalg.norm(row[:words]) == pytest.approx(1)
    assert np.linalg.norm(row[words:]) == pytest.approx(1)


def test_a_text_without_known_ngrams_is_an_empty_row() -> None:
    rows = SparseVectoriser.train(LEARNT).transform(["", "###"])
    assert rows.nnz == 0
    assert rows.shape[0] == 2


def test_no_texts_are_no_rows() -> None:
    vectoriser = SparseVectoriser.train(LEARNT)
    assert vectoriser.transform([]).shape == (0, vectoriser.width)


def test_a_restored_vectoriser_is_the_trained_one() -> None:
    trained = SparseVectoriser.train(LEARNT)
    restored = SparseVectoriser.restore(*trained.as_stored())
    assert restored.width == trained.width
    np.testing.assert_array_equal(
        restored.transform(ASKED).toarray(), trained.transform(ASKED).toarray()
    )


def test_parts_and_stored_terms_must_be_equally_many() -> None:
    terms, arrays = SparseVectoriser.train(LEARNT).as_stored()
    with pytest.raises(ValueError, match="zip"):
        SparseVectoriser.restore(terms[:1], arrays)
