"""The few Streamlit things that pages share, so that all pages look and speak alike.

A page asks all its questions first and then draws in one burst, heading included: Streamlit keeps the old
elements of a screen in sight until new ones replace them, and an old figure must never stand under a new
heading.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

import pandas as pd
import pydeck as pdk
import streamlit as st
from streamlit.typing import PlotlyState, PydeckState

from stunting import access, answers, bahasa, boundaries, db, filters, rights, sign_in, store, theme
from stunting.charts import map as kecamatan_map
from stunting.charts.classes import Classes
from stunting.charts.figure import Figure
from stunting.exports import kertas
from stunting.presenters import segel
from stunting.presenters.figures import KeyFigure
from stunting.presenters.rincian import Rincian
from stunting.stats.tiers import TINGKAT

_WORDS = "kata_pilihan"  # key, and so CSS class, of the filters in words
_TITLE, _FIGURES = "judul", "angka_di_balik"
_BEHIND = "Angka di balik kalimat ini"
BAR = "bilah"  # of the filter bar
SHEET = "lembar"  # of what is to fit on one sheet of paper
ERROR = "galat"
UPLOAD, UPLOAD_BOUNDARIES = "unggah", "unggah_batas"  # of uploaders
_LONG = 100  # rows of a list
_KEY_FIGURES = "angka_kunci"
_SCRIPT, _CSS = (
    Path(__file__).with_name(name).read_text(encoding="utf-8")
    for name in ("halaman.js", "halaman.css")
)


def style() -> None:
    """The language of the page, Streamlit's own words in it, and all CSS. The frame calls this."""
    st.html(f"<script>{_SCRIPT}</script><style>{_CSS}</style>", unsafe_allow_javascript=True)


def night_switch() -> None:
    """The switch for a dark page, kept in the address, and what it does. Only the frame calls this.

    On screens only: paper stays white. The screens of a presentation have a dark form of their own and are
    shown as the projector shows them.
    """
    if st.toggle(
        "Gelap",
        key="gelap",
        bind="query-params",
        help="Layar gelap, untuk ruang yang digelapkan. Kertas tetap putih.",
    ):
        st.html(
            f"<style>@media screen {{ html {{ background: {theme.BACKGROUND}; filter: {theme.DARK_FILTER}; }}"
            f" [class*=st-key-layar_][class*=_gambar] {{ filter: {theme.UNDO_FILTER}; }} }}</style>"
        )


def heading(sentence: str, behind: Sequence[Rincian] = ()) -> None:
    """The page's h1 is a sentence that can be read aloud; under it, on phones and paper, what is chosen.

    ``behind``: the figures each clause rests on, which open beside it.
    """
    with st.container(key=_TITLE, horizontal=True, vertical_alignment="center"):
        st.title(_literal(sentence), anchor=False, width="stretch")
        if behind:
            with st.popover("Angkanya", icon=":material/functions:", help=_BEHIND, key=_FIGURES):
                st.markdown(f"**{_BEHIND}**")
                for each in behind:
                    st.markdown(f"*{_literal(each.kalimat)}*  \n{_literal(each.angka)}")
    with st.container(key=_WORDS):
        st.markdown(_literal(filters.current().in_words()))


def key_figures(figures: Sequence[KeyFigure]) -> None:
    """Figures side by side in frames of equal height."""
    columns = st.container(key=_KEY_FIGURES).columns(len(figures), border=True)
    for figure, column in zip(figures, columns, strict=True):
        with column.container(gap="xsmall"):
            # the metric's own label is smaller than the text of the page
            st.markdown(f"**{_literal(figure.label)}**")
            st.metric(_literal(figure.label), figure.value, label_visibility="collapsed")
            lines = [_literal(line) for line in (figure.counts, figure.change) if line]
            st.markdown("  \n".join(lines))


def chart(
    figure: Figure, alt: str, key: str, *, on_select: str | Callable[[], None] = "ignore"
) -> PlotlyState | None:
    """A Plotly figure as our own template draws it, the same on screen and on paper."""
    state = st.plotly_chart(
        figure,
        width="stretch",
        theme=None,
        key=key,
        on_select=on_select,
        selection_mode="points",
        config=theme.CHART_CONFIG,
        alt=alt,
    )
    return None if on_select == "ignore" else state


def deck(
    deck: pdk.Deck,
    alt: str,
    key: str,
    *,
    height: int = 600,
    on_select: str | Callable[[], None] = "ignore",
) -> PydeckState | None:
    """A pydeck map; with ``on_select`` its selection is returned."""
    state = st.pydeck_chart(deck, height=height, key=key, on_select=on_select, alt=alt)
    return None if on_select == "ignore" else state


def table(
    rows: pd.DataFrame,
    labels: Mapping[str, str],
    *,
    alt: str,
    key: str,
    formats: Mapping[str, Callable[[object], str]] | None = None,
    title: str = "Tabel",
    expanded: bool = False,
    named: bool = False,
) -> None:
    """The columns named in ``labels`` (name -> Indonesian label), folded, in Indonesian writing.

    Whole numbers get thousands points, dates are written out, ratios need ``formats={"rasio":
    bahasa.persen}``; what is missing is "t.a.". Sorting still follows the values, not their writing.
    ``named``: it bears names of persons, so paper has no copy of it.
    """
    shown = rows[list(labels)].rename(columns=dict(labels))
    writing = {labels[name]: (formats or {}).get(name) or _writing(rows[name]) for name in labels}
    # named: by chance, the same table would be sent again as another one
    styled = shown.style.set_uuid(key).format(writing, na_rep=bahasa.KOSONG)
    with (
        st.expander(title, expanded=expanded, key=f"{key}_lipatan"),
        _on_paper(shown, key, writing, named=named),
    ):
        st.dataframe(styled, hide_index=True, width="stretch", key=key, alt=_described(alt, shown))


@contextmanager
def _on_paper(
    shown: pd.DataFrame,
    key: str,
    writing: Mapping[str, Callable[[object], str]],
    *,
    named: bool = False,
) -> Iterator[None]:
    """What is drawn inside gives way on paper to all its rows, or to a sentence where they bear names.

    A printer that is faster than the table's drawing leaves even a short one empty.
    """
    with st.container(key=f"kertas_{key}", gap=None):
        yield
        st.html(f"<p>{kertas.NAMED}</p>" if named else kertas.table(shown, writing))


def _writing(column: pd.Series) -> Callable[[object], str]:
    if pd.api.types.is_bool_dtype(column):
        return lambda value: bahasa.KOSONG if pd.isna(value) else ("ya" if value else "tidak")
    if pd.api.types.is_integer_dtype(column):
        return bahasa.angka
    if pd.api.types.is_float_dtype(column):
        return lambda value: bahasa.angka(value, 1)
    if pd.api.types.is_datetime64_any_dtype(column):
        return bahasa.tanggal_pendek
    return lambda value: bahasa.KOSONG if pd.isna(value) else str(value)


def rows(
    rows: pd.DataFrame,
    labels: Mapping[str, str],
    *,
    alt: str,
    key: str,
    wide: Mapping[str, int] | None = None,
    height: int | Literal["content"] = 600,
    named: bool = False,
) -> None:
    """A list that is the content of its page: unfolded, every row reachable by scrolling.

    ``height``: in pixels, or "content" for a short one that shows all its rows; ``wide``: columns of long
    text with their width in pixels; ``named``: it bears names of persons, so paper has no copy of it.
    """
    shown = rows[list(labels)].rename(columns=dict(labels))
    writing = {labels[name]: _writing(rows[name]) for name in labels}
    with _on_paper(shown, key, writing, named=named):
        st.dataframe(
            _packed(shown),
            hide_index=True,
            width="stretch",
            height=height,
            column_config={
                labels[name]: st.column_config.TextColumn(width=width)
                for name, width in (wide or {}).items()
            },
            placeholder=bahasa.KOSONG,
            key=key,
            alt=_described(alt, shown),
        )


def _packed(shown: pd.DataFrame) -> pd.DataFrame:
    """A long list as it is sent: of words that come again and again each once, a fourth of the bytes."""
    if len(shown) < _LONG:
        return shown
    again = {
        name: "category"
        for name, column in shown.items()
        if pd.api.types.is_string_dtype(column) and column.nunique() * 3 < len(shown)
    }
    return shown.astype(again)


def _described(what: str, shown: pd.DataFrame) -> str:
    """What a table is about, how long it is and what stands in it, for who does not see it."""
    said = f"Tabel {bahasa.angka(len(shown))} baris; kolom: {', '.join(shown.columns)}."
    return f"{what}: {said}" if what else said


def printed(rows: pd.DataFrame, labels: Mapping[str, str]) -> None:
    """A short table as text, for what is also read on paper: all rows, nothing to scroll or to sort."""
    shown = rows[list(labels)].rename(columns=dict(labels))
    st.table(shown.set_index(shown.columns[0]), alt=_described("", shown))


def caution(sentence: str) -> None:
    """A warning that belongs to the heading above it; nothing when there is none."""
    if sentence:
        st.warning(_literal(sentence), icon=":material/warning:")


def line(sentence: str) -> None:
    """A sentence under the figures it belongs to; nothing when there is none."""
    if sentence:
        st.markdown(_literal(sentence))


def titled(title: str, sentence: str) -> None:
    """A sentence with what it is about in front of it."""
    st.markdown(f"**{_literal(title)}.** {_literal(sentence)}")


def absent(title: str, sentence: str) -> None:
    """What stands in the place of a picture that has nothing to show, and how to change that."""
    st.markdown(f"**{_literal(title)}**")
    st.info(f"{sentence} Isi buku kerja audit, lalu masukkan lewat halaman Impor.")


def area_map(
    rows: pd.DataFrame,
    whole: pd.Series,
    main: pd.Series,
    scale: Classes,
    *,
    key: str,
    height: int,
    ukuran: str = kecamatan_map.RATE,
    title: str = "",
    click: bool = False,
) -> str | None:
    """The kecamatan of the chosen district with legend, and that its boundaries are not official ones.

    ``rows``: the standard frame; ``whole``: the row its alternative text names first; ``main``: the
    indicator. With ``click`` the code of the kecamatan that was clicked is returned, None without one.
    """
    chosen = filters.current()
    own = store.boundaries_file()
    if title:
        st.markdown(f"**{_literal(title)}**")
    options = {"chosen": chosen.kode_kecamatan, "ukuran": ukuran}
    state = deck(
        kecamatan_map.kecamatan_map(
            rows,
            boundaries.kecamatan(chosen.kode_kabkota, own),
            boundaries.neighbours(chosen.kode_kabkota),
            scale,
            height=height,
            **options,
        ),
        alt=kecamatan_map.describe(rows, whole, main["nama"], scale, **options),
        key=key,
        height=height,
        on_select="rerun" if click else "ignore",
    )
    note = boundaries.source_note(own, chosen.kode_kabkota)
    if ukuran == kecamatan_map.SMOOTHED:
        note = f"{kecamatan_map.SMOOTHED_NOTE} {note}"
    st.html(kecamatan_map.legend_html(kecamatan_map.legend(rows, scale, ukuran), note))
    return selected(state, kecamatan_map.LAYER)


def selected(state: PydeckState | None, layer: str) -> str | None:
    """The code of the area that was clicked in a layer of a map, None without one."""
    found = state.selection.objects.get(layer, []) if state else []
    return found[0]["properties"]["kode"] if found else None


def panel(
    sentence: str, lines: Sequence[str], rows: pd.DataFrame, labels: Mapping[str, str]
) -> None:
    """What is known of one area beside the map: a sentence, more sentences, a short table."""
    st.subheader(_literal(sentence), anchor=False)
    for line in lines:
        st.markdown(_literal(line))
    shown = rows.rename(columns=dict(labels))
    writing = {labels.get(name, name): _writing(column) for name, column in rows.items()}
    with _on_paper(shown, "panel", writing):
        st.dataframe(
            shown,
            hide_index=True,
            width="stretch",
            placeholder=bahasa.KOSONG,
            key="panel",
            alt=sentence,
        )
    st.markdown("Klik sekali lagi di peta untuk kembali ke urutan kecamatan.")


def tier(code: str) -> str:
    """A tier in words, for tables."""
    return TINGKAT.get(code, bahasa.KOSONG)


def about(filter_and_date: Mapping[str, str]) -> dict[str, str]:
    """What stands on the second sheet of a download: the given lines, and DATA CONTOH where it is."""
    note = {"Penting": "DATA CONTOH, bukan data sebenarnya."} if store.kind().contoh else {}
    return {**note, **filter_and_date}


def empty(why: str = "", todo: str = "") -> None:
    """The heading and the sentence of a page that has nothing to show, with what can be done about it."""
    chosen = filters.current()
    what = f" {chosen.group}" if chosen.siklus else ""
    when = f", {chosen.cycle}" if chosen.siklus else ""
    heading(f"Belum ada data{what} untuk {chosen.area}{when}.")
    if not todo:
        todo = (
            "Pilih siklus, kelompok atau wilayah lain, atau masukkan data lewat halaman Impor."
            if chosen.siklus
            else "Masukkan berkas e-PPGBM atau buku kerja lewat halaman Impor."
        )
    st.info(" ".join(part for part in (why, todo) if part), icon=":material/inbox:")


def source_note(
    source: str, *counted: str, data_date: date | None = None, method: str = "tingkat"
) -> None:
    """Where the figures of a page come from, what was counted and by which rule, and the date of the data.

    ``method``: the section of Cara hitung that explains the page (presenters/metode.py).
    """
    parts = [f"Sumber: {source}.", *counted]
    if data_date is not None and not pd.isna(data_date):
        parts.append(f"Data per {bahasa.tanggal(data_date)}.")
    chosen = filters.current()
    if chosen.siklus:
        about = answers.ask("segel_catatan", **chosen.params("kode_kabkota", "siklus")).iloc[0]
        parts.append(segel.note(chosen.siklus, about))
    if store.kind().contoh:
        parts.append("DATA CONTOH, bukan data sebenarnya.")
    with st.container(key="sumber"):
        said = _literal(" ".join(part for part in parts if part))
        st.markdown(f"{said} [Cara hitung](metode#{method})")


def contoh_banner() -> None:
    """On every page of a contoh store. Only the frame calls this."""
    st.markdown(
        ":orange-badge[:material/science: **DATA CONTOH**: semua orang, angka dan kejadian di layar ini "
        "rekaan, bukan data sebenarnya.]"
    )


def looking_on(why: str) -> None:
    """On every page of a server that may not write, and why. Only the frame calls this."""
    st.markdown(f":orange-badge[:material/visibility: **HANYA MELIHAT**: {_literal(why)}]")


def account(caller: access.Caller, back: str) -> None:
    """In the bar of a nyata store: a button to sign in, or the account's name with what it can do."""
    if not caller.signed_in:
        with st.popover("Masuk", icon=":material/login:"):
            sign_in.form(back)
        return
    with st.popover(_literal(caller.name), icon=":material/person:"):
        st.markdown(f"Peran: {rights.ROLES.get(caller.role, 'belum aktif')}")
        if access.token() is None:  # signed in by the provider: there is no password here
            st.markdown("Kata sandi diatur penyedia identitas.")
            if caller.may(rights.BUKA, "buka_kasus"):
                with st.expander("Ganti PIN" if caller.has_pin else "Buat PIN"):
                    sign_in.choose_own_pin(caller.name, just_signed_in=access.just_signed_in())
            sign_in.sign_out(back)
            return
        if not caller.temporary:
            with st.expander("Ganti kata sandi"):
                sign_in.change_password(back)
        if caller.may(rights.BUKA, "buka_kasus"):
            with st.expander("Ganti PIN" if caller.has_pin else "Buat PIN"):
                sign_in.choose_pin(back)
        sign_in.sign_out(back)


def first_password(back: str) -> None:
    """What stands in place of every page until the password somebody else set has been changed."""
    st.title("Ganti kata sandi pertama Anda", anchor=False)
    st.markdown("Kata sandi ini dibuatkan orang lain. Halaman terbuka sesudah Anda menggantinya.")
    sign_in.change_password(back)


def problem(sentence: str) -> None:
    """A page that cannot be shown, and why, in a sentence a person can act on."""
    with st.container(key=ERROR):
        st.title("Halaman ini belum dapat ditampilkan", anchor=False)
        st.error(_literal(sentence), icon=":material/error:")


def failed(error: Exception) -> bool:
    """What a page that raised shows instead of an English trace; the trace goes to the log.

    Returns True: nothing more is to be shown.
    """
    logging.getLogger(__name__).error("halaman gagal", exc_info=error)
    if isinstance(error, (store.StoreError, PermissionError)):
        problem(str(error))
    elif isinstance(error, db.Error):
        problem(
            "Berkas data versi ini tidak terbaca utuh. Minta pengelola aplikasi kembali ke versi lain atau "
            "memulihkan cadangan; keputusan yang tercatat tidak hilang."
        )
    else:
        problem(
            "Terjadi kesalahan pada aplikasi. Muat ulang halaman ini; bila terulang, sampaikan waktu "
            "kejadian kepada pengelola aplikasi. Data tidak berubah."
        )
    return True


# What starts something in Streamlit's Markdown; a colon only in front of a directive such as :red[..].
_MARKDOWN = re.compile(r"[\\`*_\[\]<>#$~|]|:(?=\w)")


def _literal(text: str) -> str:
    """Text that Markdown must not read as anything else: names and numbers come from files."""
    return _MARKDOWN.sub(r"\\\g<0>", text)


def literal(text: str) -> str:
    """A text of a file or of a person as a label that Markdown does not read as anything else."""
    return _literal(text)
