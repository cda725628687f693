"""What the server writes down for its keeper never holds a person: numbers and names are masked first."""

from __future__ import annotations

import logging
import re

from lokal.samaran.logging import SamaranFilter

# A NIK, No KK or phone number that nobody could have is still somebody's, mistyped.
_LONG_NUMBER = re.compile(r"(?<!\d)(\d{2})\d{7,}(?!\d)")


def mask_people() -> None:
    """From now on every log record of this process is masked as it is made, whoever writes it where.

    NIK, No KK, phone numbers, e-mail addresses and names, in messages and in traces. Streamlit gives its
    loggers handlers of their own, so the records themselves are what can be relied upon.
    """
    made = logging.getLogRecordFactory()
    if getattr(made, "masks", False):
        return
    masking = SamaranFilter()

    def masked(*arguments: object, **named: object) -> logging.LogRecord:
        record = made(*arguments, **named)
        try:
            masking.filter(record)
            record.msg = _LONG_NUMBER.sub(r"\1********", record.msg)
            record.exc_text = record.exc_text and _LONG_NUMBER.sub(r"\1********", record.exc_text)
        except Exception:  # a log that cannot be masked must not be written as it is
            record.msg, record.args = "catatan tidak dapat disamarkan", None
            record.exc_info = record.exc_text = record.stack_info = None
        return record

    masked.masks = True
    logging.setLogRecordFactory(masked)
