"""Makes register.npz: round what, along what and how far the invented face numbers vary.

Needs onnx besides what the exhibit needs, and a folder of pictures of computer-made people, which
are not shipped (README.md says which they were):

    pip install onnx
    python assets/register/build.py FOLDER
"""

import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import cv2
import mediapipe
import numpy as np
import onnx
from mediapipe.tasks import python as tasks
from mediapipe.tasks.python import vision

from exhibit.camera.actor import DEFAULT, Actor, still
from exhibit.senses.faceprint import Network, chip

HERE = Path(__file__).parent
MODELS = HERE.parent / "models"
FILE = HERE / "register.npz"
AXES = 47
# Pair distances of independent draws then have mean 0.79 and deviation 0.10.
PAIR_MEAN, PAIR_SD, FADES = 0.79, 0.10, 18.0
# Two prints nearer than this are of one person: their mean counts once.
SAME = 0.5
# Of the way from the made-up people to the portrait: strangers lie about 0.79 from all of them.
TOWARD_ACTOR = 0.4


def prints(pictures):
    """The face numbers of the pictures that show one face."""
    model = tasks.BaseOptions(model_asset_path=str(MODELS / "face_landmarker.task"))
    network, found = Network(), []
    with vision.FaceLandmarker.create_from_options(vision.FaceLandmarkerOptions(model)) as task:
        for picture in pictures:
            rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
            faces = task.detect(mediapipe.Image(mediapipe.ImageFormat.SRGB, rgb)).face_landmarks
            height, width = picture.shape[:2]
            for face in faces:
                marks = np.float32([(mark.x, mark.y, mark.z) for mark in face])
                found.append(network.numbers(chip(picture, marks * (width, height, width))))
    return np.array(found, float)


def people(numbers):
    """One number for each person, from prints in any order."""
    groups = []
    for number in numbers:
        near = [g for g in groups if np.linalg.norm(number - np.mean(g, axis=0)) < SAME]
        (near[0].append(number) if near else groups.append([number]))
    return np.array([np.mean(group, axis=0) for group in groups])


def portrait():
    """The actor, straight ahead and at rest."""
    level = dict.fromkeys(("yaw", "roll", "gaze_x", "gaze_y", "mouth"), still(0))
    level |= {"pitch": still(7), "distance": still(50)}
    script = replace(DEFAULT, **level, idle=0, blinks=(), covers=(), noise=0)
    return Actor(lambda: 0.0, script).read().image


def axes():
    """(AXES,128): the strongest directions of the network's last layer, from its weights alone."""
    graph = onnx.load(MODELS / "faceprint.onnx").graph
    (weights,) = [each for each in graph.initializer if each.name.startswith("fc_weights")]
    _, strength, directions = np.linalg.svd(onnx.numpy_helper.to_array(weights).astype(float))
    print(f"{(strength > 0.05).sum()} of 128 directions are in use")
    return directions[:AXES]


def spreads():
    """(AXES,): standard deviations along the axes, falling, for the wanted pair distances."""
    share = np.exp(-np.arange(AXES) / FADES)
    return np.sqrt(share / share.sum() * (PAIR_MEAN**2 + PAIR_SD**2) / 2)


def main():
    stills = [cv2.imread(str(each)) for each in sorted(Path(sys.argv[1]).glob("*.jpg"))]
    made_up, actor = people(prints(stills)), prints([portrait()])[0]
    mean = (1 - TOWARD_ACTOR) * made_up.mean(axis=0) + TOWARD_ACTOR * actor
    length = np.linalg.norm(mean)
    print(f"{len(made_up)} computer-made people and a portrait; mean {length:.2f} long")
    given = {"mean": mean, "axes": axes(), "spreads": spreads()}
    np.savez(FILE, **given, actor=actor.astype(np.float32))
    (HERE / "SHA256SUMS").write_text(f"{sha256(FILE.read_bytes()).hexdigest()}  {FILE.name}\n")


if __name__ == "__main__":
    main()
