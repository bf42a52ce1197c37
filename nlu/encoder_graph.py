"""Builds the int8 ONNX graph of the sentence encoder from its published weights.

Architecture: BERT with 6 layers of 384 hidden units and 12 heads (MiniLM-L6-H384), mean pooling
over the tokens of the mask, L2 norm. Uses the fused operators of onnxruntime: matrices are
stored as int8 with a scale per column, word vectors with a scale per row, and activations are
quantised while running. (onnxruntime's own quantiser needs sympy and ml_dtypes, 80 MB, for this.)
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LAYERS = 6
HEADS = 12
EPSILON = 1e-12
MICROSOFT = "com.microsoft"
# 7 of 8 bits: without VNNI instructions the sums of full-range int8 products overflow.
INT8_RANGE = 63

Weights = Mapping[str, NDArray[np.float32]]


class _Graph:
    """Collects nodes and initialisers; every method returns the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []

    def constant(self, name: str, array: NDArray[np.generic]) -> str:
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(
        self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: object
    ) -> str:
        self.add_several(operator, inputs, [output], domain, **attributes)
        return output

    def add_several(
        self,
        operator: str,
        inputs: list[str],
        outputs: list[str],
        domain: str = "",
        **attributes: object,
    ) -> None:
        self.nodes.append(
            helper.make_node(operator, inputs, outputs, outputs[0], domain=domain, **attributes)
        )


def quantise(
    matrix: NDArray[np.float32], axis: int
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return the matrix as int8 and the scales (kept as an axis of length 1) that give it back."""
    scale = np.abs(matrix).max(axis=axis, keepdims=True) / INT8_RANGE
    scale = np.maximum(scale, np.finfo(np.float32).tiny).astype(np.float32)
    return np.rint(matrix / scale).astype(np.int8), scale


def build_graph(weights: Weights) -> onnx.ModelProto:
    """Return the encoder: `ids` and `mask` (int32, sentences x tokens) to `vectors` (unit norm)."""
    graph = _Graph()
    hidden = _embeddings(graph, weights)
    for layer in range(LAYERS):
        hidden = _layer(graph, weights, hidden, layer)
    _pooling(graph, hidden)
    shape = ["sentences", "tokens"]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "sentence-encoder",
            [
                helper.make_tensor_value_info("ids", TensorProto.INT32, shape),
                helper.make_tensor_value_info("mask", TensorProto.INT32, shape),
            ],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["sentences", 384])],
            graph.initializers,
        ),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)],
    )
    model.ir_version = 8
    return model


def _embeddings(graph: _Graph, weights: Weights) -> str:
    table, scale = quantise(weights["embeddings.word_embeddings.weight"], axis=1)
    words, scales = graph.constant("words", table), graph.constant("word_scales", scale)
    # One sentence per input: the type row is the same for every token, so it joins the positions.
    positions = (
        weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    graph.constant("positions", positions)
    zero, one = graph.constant("zero", np.array([0])), graph.constant("one", np.array([1]))
    graph.add("Shape", ["ids"], "shape")
    graph.add("Gather", ["shape", one], "length", axis=0)
    graph.add("Slice", ["positions", zero, "length", zero], "used_positions")
    graph.add("Gather", [words, "ids"], "small_words")
    graph.add("Cast", ["small_words"], "unscaled_words", to=TensorProto.FLOAT)
    graph.add("Gather", [scales, "ids"], "used_scales")
    graph.add("Mul", ["unscaled_words", "used_scales"], "word_vectors")
    graph.add("Add", ["word_vectors", "used_positions"], "placed_words")
    return graph.add(
        "LayerNormalization",
        ["placed_words", *_norm(graph, weights, "embeddings.LayerNorm")],
        "embedded",
        axis=-1,
        epsilon=EPSILON,
    )


def _layer(graph: _Graph, weights: Weights, hidden: str, layer: int) -> str:
    prefix, name = f"encoder.layer.{layer}", f"layer{layer}"
    attention = f"{prefix}.attention.self"
    parts = ("query", "key", "value")
    qkv = np.concatenate([weights[f"{attention}.{part}.weight"].T for part in parts], axis=1)
    bias = np.concatenate([weights[f"{attention}.{part}.bias"] for part in parts])
    matrix, scale = quantise(qkv, axis=0)
    quantised = [f"{name}_input", f"{name}_input_scale", f"{name}_input_zero"]
    graph.add_several("DynamicQuantizeLinear", [hidden], quantised)
    attended = graph.add(
        "QAttention",
        [
            quantised[0],
            graph.constant(f"{name}_qkv", matrix),
            graph.constant(f"{name}_qkv_bias", bias),
            quantised[1],
            graph.constant(f"{name}_qkv_scale", scale.reshape(-1)),
            "mask",
            quantised[2],
        ],
        f"{name}_attended",
        MICROSOFT,
        num_heads=HEADS,
    )
    first = _dense_and_norm(graph, weights, attended, hidden, f"{prefix}.attention.output")
    wide = _dense(graph, weights, first, f"{prefix}.intermediate.dense")
    wide_bias = graph.constant(
        f"{prefix}.intermediate.dense.bias", weights[f"{prefix}.intermediate.dense.bias"]
    )
    active = graph.add("BiasGelu", [wide, wide_bias], f"{name}_active", MICROSOFT)
    return _dense_and_norm(graph, weights, active, first, f"{prefix}.output")


def _dense(graph: _Graph, weights: Weights, source: str, name: str) -> str:
    matrix, scale = quantise(weights[f"{name}.weight"].T, axis=0)
    inputs = [
        source,
        graph.constant(f"{name}.weight", matrix),
        graph.constant(f"{name}.scale", scale.reshape(-1)),
    ]
    return graph.add("DynamicQuantizeMatMul", inputs, f"{name}.product", MICROSOFT)


def _dense_and_norm(graph: _Graph, weights: Weights, source: str, skip: str, prefix: str) -> str:
    product = _dense(graph, weights, source, f"{prefix}.dense")
    bias = graph.constant(f"{prefix}.dense.bias", weights[f"{prefix}.dense.bias"])
    return graph.add(
        "SkipLayerNormalization",
        [product, skip, *_norm(graph, weights, f"{prefix}.LayerNorm"), bias],
        f"{prefix}.normed",
        MICROSOFT,
        epsilon=EPSILON,
    )


def _norm(graph: _Graph, weights: Weights, name: str) -> list[str]:
    return [
        graph.constant(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias")
    ]


def _pooling(graph: _Graph, hidden: str) -> None:
    graph.add("Cast", ["mask"], "mask_float", to=TensorProto.FLOAT)
    last, token_axis = graph.constant("last", np.array([-1])), graph.constant("axis", np.array([1]))
    graph.add("Unsqueeze", ["mask_float", last], "mask_column")
    graph.add("Mul", [hidden, "mask_column"], "masked")
    graph.add("ReduceSum", ["masked", token_axis], "summed", keepdims=0)
    # The L2 norm takes the division by the number of tokens away again: the sum is enough.
    graph.add("LpNormalization", ["summed"], "vectors", axis=-1, p=2)
