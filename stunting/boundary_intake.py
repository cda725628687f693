"""A boundary file on its way through the page Batas wilayah: looked at once, taken over, taken back.

What was found is remembered for this visitor only.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from stunting import boundaries, filters, show, store
from stunting.batas import run
from stunting.charts import boundary_map
from stunting.charts.map import legend_html
from stunting.intake import as_file, progress
from stunting.presenters import batas

_KEY = "_batas"


@dataclass
class Intake:
    """One uploaded file: what a look at it found, and whether it is in use."""

    file_id: str
    report: run.Report
    done: bool = False


def current(upload) -> Intake | None:
    """What is known of this upload; None when it must be looked at."""
    found = st.session_state.get(_KEY)
    return found if found and found.file_id == upload.file_id else None


def look(upload) -> Intake:
    """Read and match the upload without changing anything, with a progress bar."""
    with as_file(upload) as path, progress() as tell:
        report = run.preview(path, tell)
    st.session_state[_KEY] = Intake(upload.file_id, report)
    return st.session_state[_KEY]


def adopt(found: Intake, source_name: str, who: str) -> None:
    """The shapes become those of the map. Raises BoundaryFileError, StoreError."""
    run.adopt(found.report, source_name, who)
    found.done = True


def agree(chosen: list[str], report: run.Report) -> None:
    """Remember the spellings that were agreed on; the file is then looked at again."""
    proposals = batas.proposals(report)
    run.agree({proposals[label][0]: proposals[label][1] for label in chosen})
    st.session_state.pop(_KEY, None)


def take_back(who: str) -> None:
    """The boundaries before the import of this visit."""
    st.session_state.pop(_KEY, None)
    if not run.swap(who):
        run.forget(who)


def draw_map(report: run.Report, source_name: str, *, key: str, height: int) -> None:
    """The district of the filter bar (or the first of the report) as it would be drawn, with its label."""
    covered = sorted({kode[:5] for kode in report.codes})
    wanted = filters.current().kode_kabkota
    chosen = wanted if wanted in covered else covered[0]
    names = batas.names(chosen)
    features = [
        each
        for each in run.with_rest(report, source_name)
        if each["properties"]["kode"][:5] == chosen
    ]
    show.deck(
        boundary_map.boundary_map(features, boundaries.neighbours(chosen), names, height=height),
        alt=boundary_map.describe(features, names, batas.name(chosen)),
        key=key,
        height=height,
    )
    st.html(legend_html(boundary_map.legend(features), source_name))


def label_in_use() -> bool:
    """Whether any imported boundaries are in use."""
    return store.boundaries_file().is_file()
