"""Binary workbooks: values in what is visible, and the contract's code where a sheet reaches too far."""

import time

import pytest
from excel_sheets import ROWS, read, texts
from xlsb_builder import sheet, xlsb

from extractors.excel import read_sheets
from extractors.faults import UnreadableError

CELLS = {(row, column): text for row, line in enumerate(ROWS) for column, text in enumerate(line)}
CONTENT = [text for line in ROWS[1:] for text in line]


def test_text_and_numbers_of_visible_sheets_are_read() -> None:
    data = xlsb({"Plan": sheet({**CELLS, (5, 1): 2.5}), "Lager": sheet({(0, 0): "nej"})}, hidden="Lager")
    assert texts(read(data, "xlsb")) == CONTENT
    assert [cell.text for cell in read_sheets(data, "xlsb")[0].cells][-1] == "2,5"


def test_hidden_rows_and_columns_are_left_out() -> None:
    data = xlsb({"Plan": sheet(CELLS, hidden_rows=(2,), hidden_columns=(3,))})
    assert texts(read(data, "xlsb")) == list(ROWS[1][:3])


def test_a_value_in_the_last_cell_is_too_large_and_costs_nothing() -> None:
    data = xlsb({"Plan": sheet({**CELLS, (1_048_575, 16_383): "langt væk"})})
    start = time.process_time()
    with pytest.raises(UnreadableError) as fault:
        read(data, "xlsb")
    assert fault.value.code == "too_large"
    assert time.process_time() - start < 2


@pytest.mark.parametrize("cut", [7, 30])
def test_a_broken_part_is_refused(cut: int) -> None:
    data = xlsb({"Plan": sheet(CELLS)[:-cut] + b"\x80"})
    with pytest.raises(UnreadableError) as fault:
        read(data, "xlsb")
    assert fault.value.code == "corrupt"
