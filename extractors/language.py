"""Which language a document is in, so that plans that are not Danish can be flagged."""

from collections.abc import Iterable
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

LANGUAGES = ("da", "no", "sv", "en", "de")
ENOUGH_LETTERS = 40
READ_AT_MOST = 3000


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def language_of(texts: Iterable[str]) -> str | None:
    """The most likely of LANGUAGES; None where there is too little text to tell."""
    sample = ""
    for text in texts:
        sample += text + "\n"
        if len(sample) > READ_AT_MOST:
            break
    if sum(letter.isalpha() for letter in sample) < ENOUGH_LETTERS:
        return None
    return str(_identifier().classify(sample)[0])
