"""What can be measured on a picture: faces, whose they are over time, how they turn, how far away.

One measurement a file, each with its error; a step asks for what it needs.

    seen               the result types, and nothing that is heavy to import
    look               Senses: frames in, people with their faces out
    head               which way a head is turned
    distance           how far away it is
    faceprint          a face as 128 numbers, and how far apart two are
    first_print        the visitor's first print: enrolled from good pictures, then compared
    covered            whether a mask, a hand or sunglasses hide the face: a guess
    gaze, eyes, mouth  where a person looks; blinks and shut eyes; a mouth that moves
    pulse              beats a minute from the colour of skin, or why not; untested on real skin
    skin, rhythm       the colour itself, of one picture; what in a signal repeats itself
    company, spells    who is near the visitor, who moves along, and since when; from boxes
    clothes, again     the colour of the visitor's clothes; whether who left is back
    body, hands        how a body stands; what a hand does
    limbs              where they are, for privacy
    rules              the line and the light: places over time become events
    lens               what is known or assumed about the camera's lens, for both
    privacy            hides everybody but the visitor
    people, track      who is who from image to image, used by look
    steady             takes the trembling out of points, and out of words
    alone              whether one face is all there is, so that it need only be followed
    mediapipe_tasks    the face models
    mediapipe_bodies   the models of bodies and hands; only these two import mediapipe

The next sense is one more file here: a function from a Face (or a Frame) to a frozen
dataclass that carries its own error, as head.py shows.
"""
