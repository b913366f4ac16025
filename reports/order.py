"""The order of names in a language: æ, ø and å last in Danish, among the other letters in English."""

import unicodedata

_LETTERS = {
    "da": str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"}),
    "en": str.maketrans({"æ": "ae", "ø": "o"}),
}


def sort_key(text: str, language: str) -> tuple[str, str]:
    """What to sort a name by; names that differ only in accents and case keep a fixed order."""
    letters = text.casefold().replace("aa", "å") if language == "da" else text.casefold()
    plain = unicodedata.normalize("NFKD", letters.translate(_LETTERS[language]))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)), text
