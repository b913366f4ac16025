"""The part of the management report on what changed since an earlier audit."""

from collections.abc import Iterator

from reports.changes import Change, Changes
from reports.management_blocks import Block, Cell, Grid, Heading, Text
from reports.management_telling import Telling
from reports.names import criterion_in

MOST_CHANGES = 15


def tell_changes(telling: Telling, changes: Changes) -> Iterator[Block]:
    """What is new, mended and unchanged since the earlier audit."""
    words = telling.words
    yield Heading(words["changes"])
    yield Text(
        telling.say("changes_text", same=len(changes.plans), added=len(changes.added), gone=len(changes.gone))
    )
    head = tuple(words[f"changes_head_{key}"] for key in ("criterion", "mended", "new"))
    if rows := _criteria_rows(telling, changes):
        yield Grid(words["changes"], head, rows)
    yield from _changed_plans(telling, changes)


def _criteria_rows(telling: Telling, changes: Changes) -> tuple[tuple[Cell, ...], ...]:
    """The criteria that changed, most mended first."""
    mended, new = dict(changes.criteria("mended")), dict(changes.criteria("new"))
    ids = sorted({*mended, *new}, key=lambda id: (-mended.get(id, 0), new.get(id, 0), id))
    return tuple(
        (
            criterion_in(id, telling.language).name,
            telling.number(mended.get(id, 0)),
            telling.number(new.get(id, 0)),
        )
        for id in ids[:MOST_CHANGES]
    )


def _changed_plans(telling: Telling, changes: Changes) -> Iterator[Block]:
    """The plans whose gaps changed most."""
    words, moved = telling.words, [change for change in changes.plans if change.new or change.mended]
    moved.sort(key=lambda change: (-len(change.new) - len(change.mended), change.title))
    keys = ("changes_plan", "changes_before", "changes_now", "changes_head_mended", "changes_head_new")
    head = (*(words[key] for key in keys), words["changes_unchanged"])
    titles = {row.plan: row.title for row in telling.summary.rows}
    rows = tuple(_plan_row(change, titles[change.plan]) for change in moved[:MOST_CHANGES])
    if rows:
        yield Grid(words["changes_plan"], head, rows)
    if len(moved) > len(rows):
        yield Text(telling.say("changes_more", n=len(moved) - len(rows)))


def _plan_row(change: Change, title: str) -> tuple[Cell, ...]:
    """A plan's changes; its title without names."""
    gaps = (len(change.mended), len(change.new), len(change.unchanged))
    return (title, *map(str, (change.score_before, change.score_now, *gaps)))
