"""The entry: ``streamlit run app.py``. What every page stands in is stunting/frame.py.

The main script must not lie beside the folder ``pages/``: Streamlit would take that for its own old kind of
multipage app and greet the first visitor of a deep link with an English "Page not found".
"""

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from stunting import headers, logs, projector, routes


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Import what is heavy before the first visitor, and take it out of garbage collection for good.

    Collecting some 120,000 imported objects stops all viewers for 60 ms, at each of their clicks.
    """
    import plotly.io

    from stunting import show, store, waktu  # noqa: F401  their caches belong to the server that runs by now
    from stunting.charts.figure import Figure

    logs.mask_people()
    waktu.follow_district()
    plotly.io.to_json(Figure().to_dict(), validate=False)
    gc.collect()
    gc.freeze()
    with store.serving() as why:
        if why:
            logging.getLogger(__name__).warning("%s (%s)", why, store.home())
        yield


def on_script_error(error: Exception) -> bool:
    """A page that raised shows a sentence, not an English trace."""
    from stunting import show

    return show.failed(error)


ROUTES = [*routes.ROUTES, *projector.ROUTES]
app = st.App(
    Path(__file__).resolve().parent / "stunting" / "frame.py",
    lifespan=lifespan,
    routes=ROUTES,
    middleware=[Middleware(headers.Headers)],
    on_script_error=on_script_error,
)
