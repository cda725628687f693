"""The operator's side of the presentation: which screen is shown, by which key, and who follows.

Where the operator is, is remembered by the screen's key, so that another kecamatan shows the same screen.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from stunting import access, bahasa, downloads, panggung, rights, show, siaran
from stunting.exports import layar
from stunting.panggung import Dek
from stunting.paparan import berkas
from stunting.paparan.gambar import Tabel
from stunting.pilihan import Filters
from stunting.siaran import Adegan, Closed, Full

_AT, _PART, _BLACK = "_layar_kini", "_bagian_kini", "_layar_hitam"
_CODE, _BEGAN = "_kode_siaran", "_mulai_paparan"
KECAMATAN_KEY = "k"
# What Streamlit has no part for: a clock that runs without asking the server, the key that leads to the box
# of the kecamatan, and letting go of a box after a choice: while it holds the focus, no key turns a page.
_CLOCK_HTML = '<span id="jam" role="timer" aria-label="Waktu berjalan">0.00</span>'
_CLOCK_CSS = "#jam{font:600 2rem var(--st-font);font-variant-numeric:tabular-nums;color:var(--st-text-color)}"
_CLOCK_JS = """
export default function ({ data, parentElement }) {
  const clock = parentElement.querySelector("#jam");
  const tick = () => {
    const s = Math.max(0, Math.floor((Date.now() - data.mulai) / 1000));
    const two = (n) => String(n).padStart(2, "0");
    clock.textContent = (s >= 3600 ? Math.floor(s / 3600) + "." : "")
      + two(Math.floor(s / 60) % 60) + "." + two(s % 60);
  };
  const box = () => document.querySelector(".st-key-kecamatan input");
  const typing = (at) => at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName));
  const key = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (event.key.toLowerCase() === data.tombol && box()) { event.preventDefault(); box().focus(); }
  };
  const chosen = document.activeElement?.closest(data.kotak);
  if (parentElement.pilihan !== data.pilihan && chosen) document.activeElement.blur();
  parentElement.pilihan = data.pilihan;
  const timer = setInterval(tick, 1000);
  document.addEventListener("keydown", key);
  tick();
  return () => { clearInterval(timer); document.removeEventListener("keydown", key); };
}
"""
_clock = st.components.v2.component("jam_paparan", html=_CLOCK_HTML, css=_CLOCK_CSS, js=_CLOCK_JS)
# st.html takes drawings out. What is put here was written by this program, every text in it escaped.
_screen = st.components.v2.component(
    "layar_paparan",
    html='<div id="layar"></div>',
    css="#layar svg{display:block;width:100%;height:auto}",
    js="""
export default function ({ data, parentElement }) {
  parentElement.querySelector("#layar").innerHTML = data.gambar;
}
""",
)


@dataclass(frozen=True)
class Kini:
    """Where the operator is in a deck."""

    dek: Dek
    nomor: int
    hitam: bool

    @property
    def layar(self):
        return self.dek.paparan.layar[self.nomor]

    @property
    def next(self) -> int | None:
        """The number of the screen that follows, None on the last one."""
        return self.nomor + 1 if self.nomor + 1 < len(self.dek.gambar) else None


def now(dek: Dek) -> Kini:
    """Where this operator is: on the same screen of another deck, else in the same part of the meeting."""
    state = st.session_state
    nomor = dek.at(state.get(_AT), state.get(_PART))
    return Kini(dek, nomor, bool(state.get(_BLACK)))


def _go(dek: Dek, nomor: int) -> None:
    """Show a screen; a step out of the dark shows where one is first."""
    state = st.session_state
    nomor = min(max(nomor, 0), len(dek.gambar) - 1)
    if state.pop(_BLACK, False):
        return
    shown = dek.paparan.layar[nomor]
    state[_AT], state[_PART] = shown.kunci, shown.bagian


def _step(dek: Dek, by: int) -> None:
    _go(dek, now(dek).nomor + by)


def _blacken() -> None:
    st.session_state[_BLACK] = not st.session_state.get(_BLACK, False)


def buttons(dek: Dek) -> None:
    """Forward, back, black; and folded below, every other key: jumps to the ends and to each part."""
    with st.container(horizontal=True):
        st.button(
            "Sebelumnya", icon=":material/arrow_back:", shortcut="Left", key="layar_mundur",
            on_click=_step, args=(dek, -1),
        )  # fmt: skip
        st.button(
            "Berikutnya", icon=":material/arrow_forward:", shortcut="Right", key="layar_maju",
            type="primary", on_click=_step, args=(dek, 1),
        )  # fmt: skip
        st.button(
            "Gelapkan",
            icon=":material/dark_mode:",
            shortcut="b",
            key="layar_gelap",
            on_click=_blacken,
        )
    parts: dict[str, int] = {}
    for number, each in enumerate(dek.paparan.layar):
        parts.setdefault(each.bagian, number)
    with st.expander("Semua tombol"), st.container(horizontal=True):
        for label, shortcut, do, args in (
            ("Mundur", "PageUp", _step, (dek, -1)),
            ("Maju", "PageDown", _step, (dek, 1)),
            ("Awal", "Home", _go, (dek, 0)),
            ("Akhir", "End", _go, (dek, len(dek.gambar) - 1)),
            *(
                (part, str(digit) if digit < 10 else None, _go, (dek, number))
                for digit, (part, number) in enumerate(parts.items(), 1)
            ),
        ):
            st.button(label, shortcut=shortcut, key=f"layar_{label}", on_click=do, args=args)


def clock(f: Filters) -> None:
    """How long the presentation has been running; another choice lets go of the box it was made in."""
    began = st.session_state.setdefault(_BEGAN, time.time())
    boxes = ", ".join(f".st-key-{each}" for each in ("wilayah", "kecamatan", "siklus", "kelompok"))
    told = {
        "mulai": began * 1000,
        "tombol": KECAMATAN_KEY,
        "pilihan": f.in_words(),
        "kotak": boxes,
    }
    _clock(data=told, key="jam_paparan")


def picture(kini: Kini, nomor: int | None, key: str) -> None:
    """A drawn screen as wide as its place."""
    if nomor is None:
        st.markdown("Ini layar terakhir.")
        return
    with st.container(key=key, border=True):
        _screen(data={"gambar": kini.dek.gambar[nomor]}, key=f"{key}_gambar")


def figures_behind(tabel: Tabel | None, kunci: str) -> None:
    """The table behind a screen, for the operator's eyes."""
    if tabel is not None and tabel.baris:
        labels = [heading for heading, *_ in tabel.kolom]
        rows = pd.DataFrame(list(tabel.baris), columns=labels)
        named = dict(zip(labels, labels, strict=True))
        show.rows(rows, named, alt=tabel.alt, key=f"di_balik_{kunci}", height=300)


def broadcast(adegan: Adegan, kini: Kini) -> str | None:
    """Let everybody who follows see what the operator sees; the code of the broadcast, None without one."""
    code = st.session_state.get(_CODE)
    if code is None:
        return None
    try:
        siaran.show(code, replace(adegan, layar=kini.nomor, hitam=kini.hitam))
    except Closed:
        st.session_state.pop(_CODE)
        return None
    return code


def files(dek: Dek, f: Filters, bundle: Callable[[Dek], bytes]) -> None:
    """The presentation to carry home, in each form it has; made when pressed, as the screens are now."""
    made, choice = dek.paparan, f.in_words()
    with st.popover("Berkas", icon=":material/download:", key="berkas_paparan"):
        for label, name, suffix, make in (
            ("PowerPoint (PPTX)", "paparan", "pptx", partial(berkas.slides, made)),
            ("PDF", "paparan", "pdf", partial(layar.pdf, made)),
            ("Gambar tiap layar (ZIP)", "layar", "zip", partial(layar.png_zip, made)),
            ("Semua tabel (XLSX)", "tabel", "xlsx", partial(berkas.tables, made, choice)),
            ("Layar tanpa jaringan (HTML)", "paparan-luring", "html", partial(_offline, dek)),
            ("Paket rapat, semuanya (ZIP)", "paket-rapat", "zip", partial(bundle, dek)),
        ):
            file = f"{name}-{f.stem()}.{suffix}"
            downloads.unnamed(label, make, file, key=f"unduh_{name}_{suffix}")


def _offline(dek: Dek) -> bytes:
    return layar.html(dek.paparan).encode()


def projector(adegan: Adegan) -> None:
    """The windows that follow: open one, its code, how many there are, close them all."""
    code = st.session_state.get(_CODE)
    try:
        following = siaran.followers(code) if code else 0
    except Closed:  # the server was started anew
        st.session_state.pop(_CODE)
        code = None
    label = f"Proyektor: {code}" if code else "Proyektor"
    with st.popover(label, icon=":material/cast:", key="proyektor"):
        if code is None:
            st.markdown(
                "Jendela proyektor mengikuti layar operator, di komputer ini atau komputer lain di jaringan "
                "yang sama. Isinya selalu mode tayang."
            )
            st.button(
                "Buka siaran", type="primary", icon=":material/cast:", key="siaran_buka",
                on_click=_begin, args=(adegan,),
            )  # fmt: skip
            return
        server = urlsplit(st.context.url or "")
        address = f"{server.scheme}://{server.netloc}/layar"
        st.markdown(f"Kode: **{code}**. {bahasa.angka(following)} jendela mengikuti.")
        st.link_button("Buka jendela proyektor", f"/layar/{code}", icon=":material/open_in_new:")
        st.link_button(
            "Satu jendela, tombol sendiri", f"/layar/{code}?sendiri", icon=":material/fullscreen:"
        )
        st.markdown("Di komputer lain buka alamat ini dan ketik kodenya:")
        st.code(address, language=None)
        st.button("Tutup siaran", icon=":material/cancel:", key="siaran_tutup", on_click=_end)


def _begin(adegan: Adegan) -> None:
    caller = access.require(rights.SIARKAN)
    try:
        st.session_state[_CODE] = siaran.begin(adegan, caller.name)
    except Full as error:
        st.error(show.literal(str(error)))


def _end() -> None:
    if code := st.session_state.pop(_CODE, None):
        siaran.end(code)


def stage(adegan: Adegan, today: date) -> Dek:
    """The deck of what is chosen, with a word of patience where it is not drawn yet."""
    with st.spinner("Menyiapkan semua layar…", show_time=False):
        return panggung.dek(adegan.folder, adegan.event, adegan.f, today, gelap=adegan.gelap)
