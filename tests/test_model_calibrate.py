"""The encoder's calibration finds the best slope and shift, from any start."""

import numpy as np
import pytest

from models.training.encoder.slopes import slope_and_shift


@pytest.mark.parametrize("times", [0.5, 1.0, 4.0, 20.0])
def test_overconfident_logits_are_scaled_back(times: float) -> None:
    random = np.random.default_rng(0)
    odds = random.normal(-1, 2, 20_000)
    true = random.random(20_000) < 1 / (1 + np.exp(-odds))
    slope, shift = slope_and_shift((odds * times).astype(np.float32), true)
    assert slope * times == pytest.approx(1, abs=0.05)
    assert shift == pytest.approx(0, abs=0.05)
