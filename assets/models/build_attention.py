"""Joins the outputs of the face model with attention into the one that MediaPipe Tasks reads.

The tables say which mesh points a region's numbers refine, in the region's own order; they
are those of MediaPipe's tensors_to_face_landmarks_with_attention.pbtxt (Apache-2.0).
"""

import numpy as np
from build_tflite import (
    add_constant,
    add_operation,
    add_result,
    packed,
    renew_output_metadata,
    unpacked,
)
from mediapipe.tasks.metadata import schema_py_generated as tflite

MESH_POINTS = 468
EYE_CONTOUR = 16
IRIS_POINTS = 5

LIPS = (
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291,
    185, 40, 39, 37, 0, 267, 269, 270, 409,
    78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308,
    191, 80, 81, 82, 13, 312, 311, 310, 415,
    76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306,
    184, 74, 73, 72, 11, 302, 303, 304, 408,
    62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292,
    183, 42, 41, 38, 12, 268, 271, 272, 407,
)  # fmt: skip

LEFT_EYE = (
    33, 7, 163, 144, 145, 153, 154, 155, 133,
    246, 161, 160, 159, 158, 157, 173,
    130, 25, 110, 24, 23, 22, 26, 112, 243,
    247, 30, 29, 27, 28, 56, 190,
    226, 31, 228, 229, 230, 231, 232, 233, 244,
    113, 225, 224, 223, 222, 221, 189,
    35, 124, 46, 53, 52, 65,
    143, 111, 117, 118, 119, 120, 121, 128, 245,
    156, 70, 63, 105, 66, 107, 55, 193,
)  # fmt: skip

RIGHT_EYE = (
    263, 249, 390, 373, 374, 380, 381, 382, 362,
    466, 388, 387, 386, 385, 384, 398,
    359, 255, 339, 254, 253, 252, 256, 341, 463,
    467, 260, 259, 257, 258, 286, 414,
    446, 261, 448, 449, 450, 451, 452, 453, 464,
    342, 445, 444, 443, 442, 441, 413,
    265, 353, 276, 283, 282, 295,
    372, 340, 346, 347, 348, 349, 350, 357, 465,
    383, 300, 293, 334, 296, 336, 285, 417,
)  # fmt: skip

LEFT_IRIS = tuple(range(MESH_POINTS, MESH_POINTS + IRIS_POINTS))
RIGHT_IRIS = tuple(range(MESH_POINTS + IRIS_POINTS, MESH_POINTS + 2 * IRIS_POINTS))


def with_one_points_output(data: bytes) -> bytes:
    """The .tflite model with its six heads of points joined into one of 478 x y z.

    Tasks reads output 0 as the points and output 1 as the face flag; Solutions joined the
    heads outside the model. Lips and eyes keep the mesh's depth, and each iris takes the mean
    depth of its eye's contour.
    """
    model = unpacked(data)
    graph = model.subgraphs[0]
    *heads, flag = (int(output) for output in graph.outputs)
    points = _append_join(model, [*heads, _append_iris_depths(model, heads[0])])
    graph.outputs = np.array([points, flag], np.int32)
    renew_output_metadata(model)
    return packed(model)


def _append_iris_depths(model: tflite.ModelT, mesh: int) -> int:
    """A 1x1 convolution from the mesh to the mean depths of the left and right eye's contour."""
    weights = np.zeros((2, 1, 1, 3 * MESH_POINTS), np.float32)
    for iris, eye in enumerate((LEFT_EYE, RIGHT_EYE)):
        weights[iris, 0, 0, [3 * point + 2 for point in eye[:EYE_CONTOUR]]] = 1 / EYE_CONTOUR
    kernel = add_constant(model, "iris_depth_weights", weights)
    bias = add_constant(model, "iris_depth_bias", np.zeros(2, np.float32))
    depths = add_result(model, "iris_depths", 2)
    options = tflite.Conv2DOptionsT(padding=tflite.Padding.VALID, strideW=1, strideH=1)
    add_operation(model, "CONV_2D", options, [mesh, kernel, bias], depths)
    return depths


def _append_join(model: tflite.ModelT, heads: list[int]) -> int:
    """The heads laid end to end, then picked into the x y z of 478 points."""
    tensors = model.subgraphs[0].tensors
    joined = add_result(model, "heads", sum(int(tensors[head].shape[3]) for head in heads))
    add_operation(model, "CONCATENATION", tflite.ConcatenationOptionsT(axis=3), heads, joined)
    places = np.array(_places(), np.int32)
    indexes = add_constant(model, "places", places)
    points = add_result(model, "points", len(places))
    add_operation(model, "GATHER", tflite.GatherOptionsT(axis=3), [joined, indexes], points)
    return points


def _places() -> list[int]:
    """Where the x y z of each of 478 points lie in the heads laid end to end: 1434 places.

    The heads are mesh (468 x y z), lips, left eye, right eye, left iris, right iris
    (x y each), then one depth for each iris. A later region overrules an earlier one.
    """
    places = [[3 * point, 3 * point + 1, 3 * point + 2] for point in range(MESH_POINTS)]
    places += [[0, 0, 0] for _ in LEFT_IRIS + RIGHT_IRIS]
    start = 3 * MESH_POINTS
    for region in (LIPS, LEFT_EYE, RIGHT_EYE, LEFT_IRIS, RIGHT_IRIS):
        for order, point in enumerate(region):
            places[point][:2] = start + 2 * order, start + 2 * order + 1
        start += 2 * len(region)
    for depth, iris in enumerate((LEFT_IRIS, RIGHT_IRIS)):
        for point in iris:
            places[point][2] = start + depth
    return [place for point in places for place in point]
