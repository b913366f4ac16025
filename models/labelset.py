"""The labels in the order of the model's outputs, and which field each finer label hangs on."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

FIELDS = ("opgave", "perspektiv", "laeringsmaal", "traeningsbane", "hverdag")
LEVELS = ("metoder", "viden", "rolle")
PERSPECTIVE = ("kerneopgave", "organisation")
TEMPO = ("vidensopbygning", "afproevning", "feedback")
ANCHORING = ("opfoelgning_paa_maal", "organisering", "stoette", "loebende_opfoelgning", "overgang")
RESPONSIBILITY = ("med_stoette", "selvstaendigt", "ressourceperson")
MARKS = PERSPECTIVE + TEMPO + ANCHORING + RESPONSIBILITY
LABELS = FIELDS + LEVELS + MARKS

FIELD_OF: dict[str, str] = {
    **dict.fromkeys(LEVELS, "laeringsmaal"),
    **dict.fromkeys(PERSPECTIVE, "perspektiv"),
    **dict.fromkeys(TEMPO, "traeningsbane"),
    **dict.fromkeys(ANCHORING, "hverdag"),
}
