"""The faceprint network: dlib's face recognition ResNet (King, 2017) as an ONNX file.

The input is what cv2.dnn.blobFromImage makes of a 150x150 BGR chip, nothing subtracted and
nothing scaled: means, scale and channel order are folded into the first weights. The output is
128 numbers, not normalised; dlib takes two faces less than 0.6 apart for the same person.
"""

from dataclasses import dataclass

import numpy as np
from build_dlib import Layer, read_layers
from build_onnx import Graph
from numpy.typing import NDArray

SIDE = 150
NUMBERS = 128
PIXEL_SCALE = 256
BLUE_FIRST = [2, 1, 0]


@dataclass(frozen=True)
class Blob:
    """A named result: channels x side x side."""

    name: str
    channels: int
    side: int


def faceprint(data: bytes) -> bytes:
    """The bytes of an ONNX file, from those of dlib_face_recognition_resnet_model_v1.dat."""
    return Network(read_layers(data)).model()


class Network:
    """Walks dlib's layers from input to output and appends what they do to a graph."""

    def __init__(self, layers: list[Layer]) -> None:
        self._graph = Graph()
        self._blocks = sum(layer.kind == "add_prev_" for layer in layers)
        self._layers = iter(layers)

    def model(self) -> bytes:
        blob = self._stem()
        for number in range(self._blocks):
            blob = self._block(f"block{number + 1}", blob)
        self._next("avg_pool_2")
        mean = self._graph.node("GlobalAveragePool", [blob.name], "mean")
        features = self._graph.node("Flatten", [mean], "features", axis=1)
        weights = self._next("fc_2").weights.reshape(blob.channels, NUMBERS)
        self._graph.constant("fc_weights", weights.astype(np.float16))
        output = self._graph.node("MatMul", [features, "fc_weights"], "faceprint")
        return self._graph.model("faceprint", ("chip", [3, SIDE, SIDE]), (output, [NUMBERS]))

    def _stem(self) -> Blob:
        """The first convolution, which also takes raw BGR pixels, and the pool after it.

        Its weights stay in single precision: they are small after the division, and few.
        """
        means = self._next("input_rgb_image_sized").weights.astype(np.float64)
        layer = self._next("con_4")
        weights, bias = _folded(layer, self._next("affine_"), channels=3)
        bias -= np.einsum("fcyx,c->f", weights, means) / PIXEL_SCALE
        weights = weights[:, BLUE_FIRST] / PIXEL_SCALE
        blob = self._convolution("stem", Blob("chip", 3, SIDE), layer, (weights, bias), np.float32)
        blob = self._relu("stem_relu", blob)
        return self._pool("MaxPool", "stem_pool", blob, self._next("max_pool_2"))

    def _block(self, name: str, bottom: Blob) -> Blob:
        """Two convolutions added to what came in, which is halved when the first has stride 2."""
        first = self._next("con_4")
        top = self._half_convolution(f"{name}_1", bottom, first)
        top = self._half_convolution(f"{name}_2", self._relu(f"{name}_1_relu", top))
        if first.shape[3] > 1:
            bottom = self._pool("AveragePool", f"{name}_pool", bottom, self._next("avg_pool_2"))
        self._next("add_prev_")
        channels, side = max(top.channels, bottom.channels), max(top.side, bottom.side)
        branches = [self._padded(blob, channels, side).name for blob in (top, bottom)]
        total = Blob(self._graph.node("Add", branches, f"{name}_sum"), channels, side)
        return self._relu(f"{name}_relu", total)

    def _half_convolution(self, name: str, blob: Blob, layer: Layer | None = None) -> Blob:
        """A convolution and its affine layer, the weights stored in half precision."""
        layer = layer or self._next("con_4")
        folded = _folded(layer, self._next("affine_"), blob.channels)
        return self._convolution(name, blob, layer, folded, np.float16)

    def _convolution(
        self,
        name: str,
        blob: Blob,
        layer: Layer,
        folded: tuple[NDArray[np.float64], NDArray[np.float64]],
        precision: type[np.floating],
    ) -> Blob:
        filters, rows, columns, stride, _, pad, _ = layer.shape
        self._graph.constant(f"{name}_weights", folded[0].astype(precision))
        self._graph.constant(f"{name}_bias", folded[1].astype(np.float32))
        inputs = [blob.name, f"{name}_weights", f"{name}_bias"]
        shape = {"kernel_shape": [rows, columns], "strides": [stride] * 2, "pads": [pad] * 4}
        output = self._graph.node("Conv", inputs, name, **shape)
        return Blob(output, filters, (blob.side + 2 * pad - rows) // stride + 1)

    def _relu(self, name: str, blob: Blob) -> Blob:
        self._next("relu_")
        return Blob(self._graph.node("Relu", [blob.name], name), blob.channels, blob.side)

    def _pool(self, kind: str, name: str, blob: Blob, layer: Layer) -> Blob:
        rows, columns, stride, *_ = layer.shape
        shape = {"kernel_shape": [rows, columns], "strides": [stride] * 2}
        output = self._graph.node(kind, [blob.name], name, **shape)
        return Blob(output, blob.channels, (blob.side - rows) // stride + 1)

    def _padded(self, blob: Blob, channels: int, side: int) -> Blob:
        """Zeros after the last channel, row and column, as dlib adds results of unlike sizes."""
        more = side - blob.side
        if (blob.channels, more) == (channels, 0):
            return blob
        name = f"{blob.name}_padded"
        ends = np.array([0, 0, 0, 0, 0, channels - blob.channels, more, more], np.int64)
        self._graph.constant(f"{name}_ends", ends)
        self._graph.node("Pad", [blob.name, f"{name}_ends"], name)
        return Blob(name, channels, side)

    def _next(self, kind: str) -> Layer:
        layer = next(self._layers)
        if layer.kind != kind:
            raise ValueError(f"dlib's network has {layer.kind} where {kind} was expected")
        return layer


def _folded(
    layer: Layer, affine: Layer, channels: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights (filters, channels, rows, columns) and bias of a convolution and its affine layer."""
    filters, rows, columns = layer.shape[:3]
    numbers = layer.weights.astype(np.float64)
    gain, offset = affine.weights.astype(np.float64).reshape(2, filters)
    weights = numbers[:-filters].reshape(filters, channels, rows, columns)
    return weights * gain[:, None, None, None], numbers[-filters:] * gain + offset
