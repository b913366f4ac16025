"""The look: words can be read on every ground (WCAG 2.1 AA), also on a municipality's own colour."""

from hypothesis import given
from hypothesis import strategies as st

from reports.look import contrast, ink_on, load_look

ENOUGH = 4.5


def test_contrast_is_enough_in_both_themes() -> None:
    look = load_look()
    for theme in (look.light, look.dark):
        for ground in ("ground", "paper", "strategy", "learning"):
            for ink in ("ink", "quiet", "link"):
                assert contrast(theme[ink], theme[ground]) >= ENOUGH, (ink, ground)
    for tone in look.verdicts.values():
        assert contrast(tone.ink, tone.paper) >= ENOUGH
        assert contrast(tone.dark_ink, tone.dark_paper) >= ENOUGH


def test_verdicts_differ_by_sign() -> None:
    assert len({tone.sign for tone in load_look().verdicts.values()}) == 4


@given(st.integers(0, 0xFFFFFF))
def test_any_colour_gets_readable_ink(colour: int) -> None:
    ground = f"#{colour:06x}"
    assert contrast(ground, ink_on(ground)) >= ENOUGH


def test_contrast_as_wcag_has_it() -> None:
    assert round(contrast("#000000", "#ffffff")) == 21
    assert contrast("#767676", "#ffffff") >= ENOUGH
