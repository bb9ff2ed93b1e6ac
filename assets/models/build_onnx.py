"""Writes an ONNX file: just the protobuf messages and fields that a small network needs.

Field numbers are those of onnx/onnx.proto (ONNX 1.8, IR version 7, opset 13).
"""

import numpy as np
from numpy.typing import NDArray

IR_VERSION = 7
OPSET = 13
NUMBER, BYTES = 0, 2
FLOAT, INT64, FLOAT16 = 1, 7, 10
ELEMENT = {np.dtype("<f4"): FLOAT, np.dtype("<i8"): INT64, np.dtype("<f2"): FLOAT16}
ATTRIBUTE_INT, ATTRIBUTE_INTS = 2, 7


class Graph:
    """A graph under construction: tensors are known by their names."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []

    def constant(self, name: str, values: NDArray) -> str:
        """Store values as they are; half precision is read back as float32."""
        stored = f"{name}_half" if values.dtype == np.float16 else name
        data = b"".join(_number(1, size) for size in values.shape)
        data += _number(2, ELEMENT[values.dtype]) + _text(8, stored) + _bytes(9, values.tobytes())
        self._constants.append(data)
        if stored != name:
            self.node("Cast", [stored], name, to=FLOAT)
        return name

    def node(self, kind: str, inputs: list[str], output: str, **settings: int | list[int]) -> str:
        """Append one operation; settings are its attributes."""
        data = b"".join(_text(1, name) for name in inputs)
        data += _text(2, output) + _text(3, output) + _text(4, kind)
        data += b"".join(_bytes(5, _attribute(key, settings[key])) for key in sorted(settings))
        self._nodes.append(data)
        return output

    def model(self, name: str, source: tuple[str, list[int]], sink: tuple[str, list[int]]) -> bytes:
        """The whole file; source and sink are names and shapes, after a free number of samples."""
        graph = b"".join(_bytes(1, node) for node in self._nodes) + _text(2, name)
        graph += b"".join(_bytes(5, constant) for constant in self._constants)
        graph += _bytes(11, _value(*source)) + _bytes(12, _value(*sink))
        opset = _text(1, "") + _number(2, OPSET)
        return _number(1, IR_VERSION) + _text(2, "exhibit") + _bytes(7, graph) + _bytes(8, opset)


def _attribute(name: str, value: int | list[int]) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, ATTRIBUTE_INT)
    data = b"".join(_number(8, item) for item in value)
    return _text(1, name) + data + _number(20, ATTRIBUTE_INTS)


def _value(name: str, shape: list[int]) -> bytes:
    sizes = _bytes(1, _text(2, "samples")) + b"".join(_bytes(1, _number(1, n)) for n in shape)
    tensor = _number(1, FLOAT) + _bytes(2, sizes)
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first, the top bit set on all but the last."""
    data = bytearray()
    while value > 0x7F:
        data.append(value & 0x7F | 0x80)
        value >>= 7
    data.append(value)
    return bytes(data)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3 | NUMBER) + _varint(value)


def _bytes(field: int, data: bytes) -> bytes:
    return _varint(field << 3 | BYTES) + _varint(len(data)) + data


def _text(field: int, text: str) -> bytes:
    return _bytes(field, text.encode())
