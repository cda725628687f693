"""How every command answers: as text for a person or as JSON for a machine, and with which exit code."""

from __future__ import annotations

import argparse
import errno
import json
import sys


def fail(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def os_sentence(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        return "Diska penuh. Kosongkan ruang lalu ulangi; data yang lama tetap berlaku."
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        return f"Tidak boleh menulis atau membaca {error.filename}. Periksa hak akses folder itu."
    return f"Berkas {error.filename or ''} tidak dapat dibuka: {error.strerror}."


def say(options: argparse.Namespace, content: object, text: str) -> None:
    """One answer in the two forms every command has."""
    print(json.dumps(content, ensure_ascii=False, default=str) if options.json else text)


def progress(options: argparse.Namespace):
    if options.json or not sys.stderr.isatty():
        return None
    return lambda fraction, sentence: print(f"{fraction:4.0%} {sentence}", file=sys.stderr)
