"""No log line holds a person, in the message or in the trace."""

import logging

import pytest

from stunting import logs

NIK, PHONE = "9935160101000123", "0812-3456-7890"


@pytest.fixture(autouse=True)
def masking():
    before = logging.getLogRecordFactory()
    logs.mask_people()
    yield
    logging.setLogRecordFactory(before)


def test_messages_arguments_and_traces_are_masked(caplog):
    logger = logging.getLogger("uji")
    logger.warning("baris ditolak: %s, HP %s", NIK, PHONE)
    try:
        raise ValueError(f"NIK {NIK} ganda")
    except ValueError:
        logger.exception("halaman gagal")
    assert "baris ditolak" in caplog.text
    assert "ValueError" in caplog.text
    assert NIK not in caplog.text
    assert PHONE not in caplog.text
    assert NIK[2:12] not in caplog.text


def test_it_is_done_once(caplog):
    factory = logging.getLogRecordFactory()
    logs.mask_people()
    assert logging.getLogRecordFactory() is factory


def test_what_cannot_be_masked_is_not_written(caplog):
    logging.getLogger("uji").warning("NIK %s", NIK, "terlalu banyak argumen")
    assert NIK not in caplog.text
