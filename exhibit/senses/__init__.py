"""What can be measured on a picture: faces, whose they are over time, how they turn, how far away.

One measurement a file, each with its error; a step asks for what it needs.

    seen               the result types, and nothing that is heavy to import
    look               Senses: frames in, people with their faces out
    head               which way a head is turned
    distance           how far away it is
    gaze, eyes, mouth  where a person looks; blinks and shut eyes; a mouth that moves
    company, spells    who is near the visitor, who moves along, and since when; from boxes
    clothes, again     the colour of the visitor's clothes; whether who left is back
    lens               what is known or assumed about the camera's lens, for both
    privacy            hides everybody but the visitor
    people, track      who is who from image to image, used by look
    steady             takes the trembling out of points, and out of words
    mediapipe_tasks    the models; the only file that imports mediapipe

The next sense is one more file here: a function from a Face (or a Frame) to a frozen
dataclass that carries its own error, as head.py shows.
"""
