"""What the page Pemetaan kolom does with saved mappings: rename, copy, throw away, bring back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from stunting import show
from stunting.imports.mapping import saved
from stunting.imports.mapping.table import BrokenMapping

_THROWN = "_pemetaan_dibuang"


def attempt(action: Callable, *arguments: object) -> bool:
    """Do something with saved mappings; False and a sentence on the screen when it cannot be done."""
    try:
        action(*arguments)
    except (saved.MappingError, BrokenMapping) as error:
        st.error(str(error))
        return False
    return True


def throw_away(name: str) -> None:
    """Delete a mapping; remembered for this visit, so that it can be brought back."""
    st.session_state[_THROWN] = saved.delete(name)


def offer_undo() -> None:
    """After a deletion: a button that brings the mapping back."""
    thrown = st.session_state.get(_THROWN)
    if not thrown:
        return
    name = thrown.rpartition("~")[0]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(show.literal(f'Pemetaan "{name}" dihapus.'), width="content")
        if st.button("Kembalikan", icon=":material/undo:", key="kembalikan"):
            del st.session_state[_THROWN]
            if attempt(saved.restore, thrown):
                st.rerun()


def name_form(label: str, name: str, action: Callable[[str, str], None]) -> None:
    """A popover that asks for a new name and does something with the old and the new one."""
    with st.popover(label), st.form(f"{label}_{name}", border=False):
        to = st.text_input("Nama baru", max_chars=60, key=f"{label}_{name}_baru")
        if st.form_submit_button(label) and attempt(action, name, to):
            st.rerun()
