"""Faults of use (one exception base) and the exception by which a reader says why a file cannot be read."""


class PlantjekError(Exception):
    """A fault of use that ends the program: its text is the Danish message, exit_code the exit code."""

    exit_code = 2


class InterruptedRunError(PlantjekError):
    """The user broke the run off; what is done is kept."""

    exit_code = 130


class UnreadableError(Exception):
    """Raised inside readers: code is one of the contract's error codes, the text a Danish message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
