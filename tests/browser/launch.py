"""The test server: the app as it is, with questions made slow and another folder of pages if asked.

Run as ``python launch.py DELAY_MS PAGES streamlit-arguments…``; ``PAGES`` is ``-`` for the real ones.
"""

import sys
import time
from pathlib import Path

from streamlit.web import cli

from stunting import db, menu

delay, pages, *arguments = sys.argv[1:]
answer = db.ask


def slow_ask(*args, **kwargs):
    time.sleep(int(delay) / 1000)
    return answer(*args, **kwargs)


db.ask = slow_ask
if pages != "-":
    menu.FOLDER = Path(pages)
sys.argv = ["streamlit", "run", *arguments]
cli.main()
