"""What every part of the management report needs: the content, the language and its texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.method import load_method
from reports.charts import Chart, Series
from reports.look import load_look
from reports.management import Management
from reports.summary import Summary
from reports.texts import Texts, fill, load_texts, number, percent, translate


@dataclass(frozen=True, slots=True)
class Telling:
    """The content with the language it is told in."""

    content: Management
    language: str

    @property
    def summary(self) -> Summary:
        """The figures of the audit."""
        return self.content.summary

    @property
    def texts(self) -> Texts:
        """All texts in the language."""
        return load_texts(self.language)

    @property
    def words(self) -> dict[str, str]:
        """The report's own texts."""
        words: dict[str, str] = self.texts["management"]
        return words

    def say(self, key: str, /, **values: str | int) -> str:
        """One of the report's texts, filled in."""
        return fill(self.words[key], self.language, **values)

    def number(self, value: int) -> str:
        """A number as the language writes it."""
        return number(value, self.language)

    def share(self, part: int) -> str:
        """The part of all plans, in percent."""
        return percent(part, self.summary.plans, self.language)

    def explained(self, field: str) -> str:
        """What the method says of a field."""
        return next(self.translated(each.explanation) for each in load_method().fields if each.id == field)

    def translated(self, text: str) -> str:
        """A Danish text of the method in the language."""
        return translate(text, self.language)


def bars(telling: Telling, title: str, rows: Sequence[tuple[str, int]]) -> Chart:
    """A chart of one number for each label."""
    series = Series(telling.words["plans_axis"], load_look().chart, tuple(value for _, value in rows))
    return Chart(telling.words[title], tuple(telling.translated(label) for label, _ in rows), (series,))
