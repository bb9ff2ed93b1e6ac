"""Reads the layers of a network that dlib has serialised, in the order data flows through them.

The format is dlib's own (dlib/dnn/core.h and layers.h, as of 2017 when the file was written).
A network is written outermost layer first, but every layer opens with its version and its
subnetwork before its own numbers. So the file is: the loss, all versions from the output to
the input, then the input and every layer up to the output.
"""

import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ADD_LAYER_WITH_GRADIENT = 2
NEGATIVE = 0x80


@dataclass(frozen=True)
class Layer:
    """One layer: its kind as dlib names it, its whole numbers and its weights in one row."""

    kind: str
    shape: tuple[int, ...]
    weights: NDArray[np.float32]


class Reader:
    """Takes dlib's serialised values one by one from the start of some bytes."""

    def __init__(self, data: bytes) -> None:
        self._file = io.BytesIO(data)
        self._length = len(data)

    def integer(self) -> int:
        """A control byte, size and sign, then that many bytes, the lowest first."""
        control = self.take(1)[0]
        size = control & ~NEGATIVE
        if not 1 <= size <= 8:
            raise ValueError(f"no dlib integer at byte {self._file.tell() - 1}")
        value = int.from_bytes(self.take(size), "little")
        return -value if control & NEGATIVE else value

    def integers(self, count: int) -> tuple[int, ...]:
        return tuple(self.integer() for _ in range(count))

    def boolean(self) -> bool:
        return {b"0": False, b"1": True}[self.take(1)]

    def text(self) -> str:
        return self.take(self.integer()).decode("ascii")

    def real(self) -> float:
        """A mantissa and an exponent of two."""
        mantissa, exponent = self.integers(2)
        return mantissa * 2.0**exponent

    def tensor(self) -> NDArray[np.float32]:
        """A version, four sizes, then as many float32 as they make."""
        if self.integer() != 2:
            raise ValueError(f"no dlib tensor before byte {self._file.tell()}")
        samples, channels, rows, columns = self.integers(4)
        return np.frombuffer(self.take(4 * samples * channels * rows * columns), "<f4")

    def skip_tensor_shape(self) -> None:
        self.integers(5)

    def at_end(self) -> bool:
        return self._file.tell() == self._length

    def take(self, size: int) -> bytes:
        data = self._file.read(size)
        if len(data) != size:
            raise ValueError(f"the file ends within a value, at byte {self._length}")
        return data


def read_layers(data: bytes) -> list[Layer]:
    """The input and every layer after it up to the loss, which is left out; ValueError if other.

    The first layer's weights are the means of red, green and blue.
    """
    reader = Reader(data)
    _skip_loss(reader)
    versions, first_name = _read_versions(reader)
    layers = [Layer(first_name, *_read_input(reader))]
    for version in reversed(versions):
        kind = reader.text()
        shape, weights = READERS[kind](reader)
        layers.append(Layer(kind, shape, weights))
        _skip_training(reader, version)
    if not reader.at_end():
        raise ValueError("the network goes on after its last layer")
    return layers


def _skip_loss(reader: Reader) -> None:
    if (reader.integer(), reader.text()) != (1, "loss_metric_2"):
        raise ValueError("not a network trained with dlib's metric loss")
    reader.real()
    reader.real()


def _read_versions(reader: Reader) -> tuple[list[int], str]:
    """The versions of the layers that have numbers, output first, and the input's name.

    Tags and skips (version 1) only route data and write nothing more. A name's length tells
    it from a version: no layer has a version above 3.
    """
    versions = []
    while (value := reader.integer()) <= 3:
        if value > 1:
            versions.append(value)
    return versions, reader.take(value).decode("ascii")


def _read_input(reader: Reader) -> tuple[tuple[int, ...], NDArray[np.float32]]:
    means = np.array([reader.real() for _ in range(3)], np.float32)
    return reader.integers(2), means


def _read_convolution(reader: Reader) -> tuple[tuple[int, ...], NDArray[np.float32]]:
    """Shape: filters, rows, columns, stride y, stride x, padding y, padding x."""
    weights = reader.tensor()
    shape = reader.integers(7)
    reader.skip_tensor_shape()
    reader.skip_tensor_shape()
    _skip_rates(reader)
    return shape, weights


def _read_affine(reader: Reader) -> tuple[tuple[int, ...], NDArray[np.float32]]:
    weights = reader.tensor()
    reader.skip_tensor_shape()
    reader.skip_tensor_shape()
    reader.integer()
    return (), weights


def _read_dense(reader: Reader) -> tuple[tuple[int, ...], NDArray[np.float32]]:
    """Shape: outputs, inputs."""
    shape = reader.integers(2)
    weights = reader.tensor()
    reader.skip_tensor_shape()
    reader.skip_tensor_shape()
    reader.integer()
    _skip_rates(reader)
    return shape, weights


def _read_pool(reader: Reader) -> tuple[tuple[int, ...], NDArray[np.float32]]:
    """Shape: rows, columns (0: all), stride y, stride x, padding y, padding x."""
    return reader.integers(6), np.empty(0, np.float32)


def _read_nothing(reader: Reader) -> tuple[tuple[int, ...], NDArray[np.float32]]:
    return (), np.empty(0, np.float32)


READERS = {
    "con_4": _read_convolution,
    "affine_": _read_affine,
    "relu_": _read_nothing,
    "max_pool_2": _read_pool,
    "avg_pool_2": _read_pool,
    "add_prev_": _read_nothing,
    "fc_2": _read_dense,
}


def _skip_rates(reader: Reader) -> None:
    for _ in range(4):
        reader.real()


def _skip_training(reader: Reader, version: int) -> None:
    """Three flags and what training kept: gradient, output, and the weights' gradient."""
    for _ in range(3):
        reader.boolean()
    for _ in range(3):
        reader.tensor()
    if version > ADD_LAYER_WITH_GRADIENT:
        reader.integer()
