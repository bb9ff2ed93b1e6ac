"""The models of MediaPipe Tasks, made from those of the older MediaPipe Solutions."""

import io
import struct
import zipfile

from build_attention import with_one_points_output
from build_tflite import add_image_metadata, packed, unpacked

MODULES = "mediapipe/modules"
MEMBER_ALIGNMENT = 64
LOCAL_HEADER = 30
EXTRA_HEADER = 4
# The id Android's zipalign gives its padding.
PADDING_ID = 0xD935
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def face_landmarker(wheel: zipfile.ZipFile) -> bytes:
    """Faces as 478 points, with lips, eyes and irises refined.

    The full-range detector, because visitors stand back: the short-range one needs a face
    twice as large.
    """
    detector = wheel.read(f"{MODULES}/face_detection/face_detection_full_range_sparse.tflite")
    points = wheel.read(f"{MODULES}/face_landmark/face_landmark_with_attention.tflite")
    members = {
        "face_detector.tflite": detector,
        "face_landmarks_detector.tflite": with_one_points_output(points),
    }
    return bundle(members)


def pose_landmarker(wheel: zipfile.ZipFile) -> bytes:
    """Bodies as 33 points; the points model lacks the metadata that Tasks needs."""
    points = unpacked(wheel.read(f"{MODULES}/pose_landmark/pose_landmark_full.tflite"))
    add_image_metadata(points)
    members = {
        "pose_detector.tflite": wheel.read(f"{MODULES}/pose_detection/pose_detection.tflite"),
        "pose_landmarks_detector.tflite": packed(points),
    }
    return bundle(members)


def hand_landmarker(wheel: zipfile.ZipFile) -> bytes:
    """Hands as 21 points; both models are unchanged."""
    detector = wheel.read(f"{MODULES}/palm_detection/palm_detection_full.tflite")
    points = wheel.read(f"{MODULES}/hand_landmark/hand_landmark_full.tflite")
    return bundle({"hand_detector.tflite": detector, "hand_landmarks_detector.tflite": points})


def selfie_segmentation(wheel: zipfile.ZipFile) -> bytes:
    """Person or not, for every pixel; unchanged."""
    return wheel.read(f"{MODULES}/selfie_segmentation/selfie_segmentation.tflite")


def bundle(members: dict[str, bytes]) -> bytes:
    """A .task file: a stored zip whose members start at multiples of 64 bytes.

    Members are mapped, not copied, so their alignment is the models' own. The padding is a
    well-formed extra field, because Tasks refuses bare zeros.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, LONG_AGO)
            # The default is the system this runs on.
            info.create_system = 3
            info.extra = _padding(whole.tell() + LOCAL_HEADER + len(name))
            archive.writestr(info, data)
    return whole.getvalue()


def _padding(start: int) -> bytes:
    """An extra field after which a member that would start here starts aligned."""
    length = (-start - EXTRA_HEADER) % MEMBER_ALIGNMENT
    return struct.pack("<HH", PADDING_ID, length) + bytes(length)
