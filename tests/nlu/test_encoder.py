"""The int8 encoder says what the published weights say."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file
from scipy.special import erf
from tokenizers import Tokenizer

from nlu.encoder import DIMENSIONS, MAX_TOKENS, SentenceEncoder, load_encoder
from nlu.encoder_export import packaged_model_folder

SENTENCES = (
    "How long does the application for a residence permit take?",
    "hoe kan ik mijn vrouw naar Nederland halen",
    "visa",
    "My employer went bankrupt last week, and now I do not know whether I may look for other work "
    "before my permit ends in March 2027.",
)
Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    built = load_encoder()
    if built is None:
        if os.environ.get("CI") == "true":
            pytest.fail("the encoder was not built")
        pytest.skip("the encoder was not built: `make train` builds it")
    return built


def _norm(x: Floats, w: dict[str, Floats], name: str) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
    return np.asarray(scaled * w[f"{name}.weight"] + w[f"{name}.bias"])


def _published_vectors() -> Floats:
    """Return the vectors of the sentences by a plain forward pass in full precision."""
    folder = packaged_model_folder()
    w = load_file(folder / "model.safetensors")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()

    def dense(x: Floats, name: str) -> Floats:
        return np.asarray(x @ w[f"{name}.weight"].T + w[f"{name}.bias"])

    vectors = []
    for sentence in SENTENCES:
        ids = tokenizer.encode(sentence).ids
        positions = w["embeddings.position_embeddings.weight"][: len(ids)]
        words = w["embeddings.word_embeddings.weight"][ids] + positions
        types = w["embeddings.token_type_embeddings.weight"][0]
        x = _norm(words + types, w, "embeddings.LayerNorm")
        for layer in (f"encoder.layer.{number}" for number in range(6)):
            q, k, v = (
                dense(x, f"{layer}.attention.self.{part}").reshape(-1, 12, 32).transpose(1, 0, 2)
                for part in ("query", "key", "value")
            )
            powers = np.exp(q @ k.transpose(0, 2, 1) / np.sqrt(32))
            heads = (powers / powers.sum(axis=-1, keepdims=True)) @ v
            attended = heads.transpose(1, 0, 2).reshape(len(ids), DIMENSIONS)
            output = dense(attended, f"{layer}.attention.output.dense")
            x = _norm(x + output, w, f"{layer}.attention.output.LayerNorm")
            wide = dense(x, f"{layer}.intermediate.dense")
            active = wide * 0.5 * (1 + erf(wide / np.sqrt(2)))
            x = _norm(x + dense(active, f"{layer}.output.dense"), w, f"{layer}.output.LayerNorm")
        pooled = x.mean(axis=0)
        vectors.append(pooled / np.linalg.norm(pooled))
    return np.array(vectors)


def test_the_vectors_are_those_of_the_published_weights(encoder: SentenceEncoder) -> None:
    cosines = (encoder.encode(SENTENCES) * _published_vectors()).sum(axis=1)
    assert (cosines >= 0.98).all(), cosines


def test_every_vector_has_unit_length(encoder: SentenceEncoder) -> None:
    lengths = np.linalg.norm(encoder.encode(SENTENCES), axis=1)
    np.testing.assert_allclose(lengths, 1, atol=1e-5)


def test_a_batch_gives_nearly_the_vectors_of_its_sentences(encoder: SentenceEncoder) -> None:
    many = [f"{sentence} {number}" for number in range(12) for sentence in SENTENCES]
    alone = np.vstack([encoder.encode([text]) for text in many])
    cosines = (encoder.encode(many) * alone).sum(axis=1)
    assert cosines.min() >= 0.98


def test_no_texts_give_no_rows(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, DIMENSIONS)


def test_an_empty_text_has_a_vector_too(encoder: SentenceEncoder) -> None:
    vector = encoder.encode([""])
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_what_follows_the_token_limit_is_not_read(encoder: SentenceEncoder) -> None:
    long = "permit " * MAX_TOKENS
    short, longer = encoder.encode([long]), encoder.encode([long + "football pizza music"])
    np.testing.assert_array_equal(short, longer)


def test_like_sentences_are_nearer_than_unlike_ones(encoder: SentenceEncoder) -> None:
    visa, permission, pizza = encoder.encode(
        ["can I get a visa for a visit", "I need permission to visit you", "best pizza in town"]
    )
    assert visa @ permission > visa @ pizza + 0.2


def test_a_folder_without_the_model_has_no_encoder(tmp_path: Path) -> None:
    assert load_encoder.__wrapped__(tmp_path) is None
