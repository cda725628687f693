"""The test server: the app as it is, with questions made slow and another folder of pages if asked.

Run as ``python launch.py DELAY_MS PAGES streamlit-arguments…``; ``PAGES`` is ``-`` for the real ones. A slow
server prints ``ASKED from until`` of each question it was slow with, in milliseconds since 1970.
"""

import sys
import time
from pathlib import Path

from streamlit.web import cli

from stunting import db, menu

FOOT = "segel_catatan"  # asked for the line at the foot of the page, when all figures have gone out
delay, pages, *arguments = sys.argv[1:]
answer = db.ask


def slow_ask(folder: Path, name: str, *args, **kwargs):
    if name == FOOT:
        return answer(folder, name, *args, **kwargs)
    begin = time.time()
    time.sleep(int(delay) / 1000)
    try:
        return answer(folder, name, *args, **kwargs)
    finally:
        print(f"ASKED {begin * 1000:.0f} {time.time() * 1000:.0f}", flush=True)


if int(delay):
    db.ask = slow_ask
if pages != "-":
    menu.FOLDER = Path(pages)
sys.argv = ["streamlit", "run", *arguments]
cli.main()
