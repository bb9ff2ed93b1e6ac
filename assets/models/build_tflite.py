"""Takes a .tflite model apart, appends tensors, operations or metadata, and packs it again."""

import flatbuffers
import numpy as np
from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata
from mediapipe.tasks.metadata import schema_py_generated as tflite
from numpy.typing import NDArray

BUFFER_ALIGNMENT = 16
MODEL_IDENTIFIER = b"TFL3"
METADATA = b"TFLITE_METADATA"
METADATA_IDENTIFIER = b"M001"
ELEMENT = {np.dtype("<f4"): tflite.TensorType.FLOAT32, np.dtype("<i4"): tflite.TensorType.INT32}


def unpacked(data: bytes) -> tflite.ModelT:
    return tflite.ModelT.InitFromPackedBuf(data, 0)


def packed(model: tflite.ModelT) -> bytes:
    """The bytes of a .tflite file; the same model gives the same bytes."""
    model.buffers = [_AlignedBuffer(data=buffer.data) for buffer in model.buffers]
    builder = flatbuffers.Builder(1 << 20)
    builder.Finish(model.Pack(builder), MODEL_IDENTIFIER)
    return bytes(builder.Output())


class _AlignedBuffer(tflite.BufferT):
    """A buffer whose bytes start at a multiple of 16, as TensorFlow's own writer has it.

    The generated code packs byte vectors wherever they fall.
    """

    def Pack(self, builder: flatbuffers.Builder) -> int:
        builder.Prep(BUFFER_ALIGNMENT, 0 if self.data is None else len(self.data))
        return super().Pack(builder)


def add_result(model: tflite.ModelT, name: str, length: int) -> int:
    """Append a 1x1x1xlength float32 tensor that an operation will fill, and give its index."""
    tensor = tflite.TensorT(name=name, shape=np.array([1, 1, 1, length], np.int32), buffer=0)
    return _add_tensor(model, tensor)


def add_constant(model: tflite.ModelT, name: str, values: NDArray) -> int:
    """Append a tensor that holds these float32 or int32 values, and give its index."""
    tensor = tflite.TensorT(
        name=name,
        shape=np.array(values.shape, np.int32),
        type=ELEMENT[values.dtype],
        buffer=_add_buffer(model, values.tobytes()),
    )
    return _add_tensor(model, tensor)


def _add_tensor(model: tflite.ModelT, tensor: tflite.TensorT) -> int:
    tensors = model.subgraphs[0].tensors
    tensors.append(tensor)
    return len(tensors) - 1


def _add_buffer(model: tflite.ModelT, data: bytes) -> int:
    model.buffers.append(tflite.BufferT(data=np.frombuffer(data, np.uint8)))
    return len(model.buffers) - 1


def add_operation(
    model: tflite.ModelT, name: str, options: object, inputs: list[int], output: int
) -> None:
    """Append an operation of version 1, named as in BuiltinOperator, the last one so far."""
    code = getattr(tflite.BuiltinOperator, name)
    model.operatorCodes.append(
        tflite.OperatorCodeT(deprecatedBuiltinCode=code, builtinCode=code, version=1)
    )
    options_name = type(options).__name__.removesuffix("T")
    operation = tflite.OperatorT(
        opcodeIndex=len(model.operatorCodes) - 1,
        inputs=np.array(inputs, np.int32),
        outputs=np.array([output], np.int32),
        builtinOptionsType=getattr(tflite.BuiltinOptions, options_name),
        builtinOptions=options,
    )
    model.subgraphs[0].operators.append(operation)


def add_image_metadata(model: tflite.ModelT) -> None:
    """Say that the only input is an RGB picture, divided by 255."""
    scale = metadata.NormalizationOptionsT(
        mean=np.array([0], np.float32), std=np.array([255], np.float32)
    )
    divide = metadata.ProcessUnitT(
        optionsType=metadata.ProcessUnitOptions.NormalizationOptions, options=scale
    )
    content = metadata.ContentT(
        contentPropertiesType=metadata.ContentProperties.ImageProperties,
        contentProperties=metadata.ImagePropertiesT(colorSpace=metadata.ColorSpaceType.RGB),
    )
    image = metadata.TensorMetadataT(name="image", content=content, processUnits=[divide])
    graph = metadata.SubGraphMetadataT(
        inputTensorMetadata=[image], outputTensorMetadata=_output_names(model)
    )
    data = _packed_metadata(metadata.ModelMetadataT(subgraphMetadata=[graph]))
    model.metadata.append(tflite.MetadataT(name=METADATA, buffer=_add_buffer(model, data)))


def renew_output_metadata(model: tflite.ModelT) -> None:
    """Name the model's outputs as they are now: Tasks wants one entry for each."""
    entry = next(entry for entry in model.metadata if entry.name == METADATA)
    buffer = model.buffers[entry.buffer]
    about = metadata.ModelMetadataT.InitFromPackedBuf(bytes(buffer.data), 0)
    about.subgraphMetadata[0].outputTensorMetadata = _output_names(model)
    buffer.data = np.frombuffer(_packed_metadata(about), np.uint8)


def _output_names(model: tflite.ModelT) -> list[metadata.TensorMetadataT]:
    graph = model.subgraphs[0]
    return [metadata.TensorMetadataT(name=graph.tensors[k].name) for k in graph.outputs]


def _packed_metadata(about: metadata.ModelMetadataT) -> bytes:
    builder = flatbuffers.Builder(1024)
    builder.Finish(about.Pack(builder), METADATA_IDENTIFIER)
    return bytes(builder.Output())
