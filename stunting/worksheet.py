"""The kertas kerja as a form on the screen, drawn from the table of its fields."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import streamlit as st

from stunting import drafts, kertas_kerja, reference, register, store
from stunting.drafts import Draft
from stunting.imports import run
from stunting.imports.fields import STATUS_RISIKO, TAHAP
from stunting.imports.report import FileReport

_SHEET, _ENTERED = "_kertas_kerja", "_kertas_kerja_masuk"
_YES_NO = ("Ya", "Tidak")
_COLUMNS = 3


@dataclass
class Sheet:
    """The form on this screen: its case, what it began with and which revision of the draft that was.

    Fixed when it is opened: what others save meanwhile must not change the form under somebody's hands.
    """

    choice: tuple[str, str, str]
    code: str
    group: str
    place: str
    seen: int
    known: dict[str, object]
    key: str


@dataclass(frozen=True)
class Entered:
    """A case that was taken in: what was typed, the version before and the one it made."""

    code: str
    group: str
    typed: dict[str, object]
    before: str
    made: str


def opened(
    draft: Draft | None, group: str, place: str, next_code: Callable[[], str], *, who: str
) -> Sheet:
    """The form for a draft, or for a new case of this group and kecamatan; the same one until it changes.

    Opening a draft is written into the register: it names somebody.
    """
    choice = (draft.kasus_id, "", "") if draft else ("", group, place)
    sheet = st.session_state.get(_SHEET)
    if sheet is not None and sheet.choice == choice:
        return sheet
    token = uuid.uuid4().hex
    if draft is None:
        sheet = Sheet(choice, next_code(), group, place, 0, {}, token)
    else:
        look = f"draf {draft.kasus_id}"
        register.append("lihat_identitas", look, None, None, who=who, event_id=token)
        place = str(draft.isi["kecamatan"])
        sheet = Sheet(choice, draft.kasus_id, draft.kelompok, place, draft.revisi, draft.isi, token)
    st.session_state[_SHEET] = sheet
    return sheet


def saved(revision: int) -> None:
    """The form on this screen is now this revision of its draft."""
    st.session_state[_SHEET].seen = revision


def begin_anew() -> None:
    """The next run opens a form anew."""
    st.session_state.pop(_SHEET, None)


def entered(sheet: Sheet, typed: Mapping[str, object], before: str) -> None:
    """The case on this screen is in the data now; ``before``: the version it can be taken back to."""
    made = Entered(sheet.code, sheet.group, dict(typed), before, store.current())
    st.session_state[_ENTERED] = made
    drafts.forget(sheet.code)
    begin_anew()


def last_entered() -> Entered | None:
    """The case entered last on this screen, as long as nothing else changed the data since."""
    found = st.session_state.get(_ENTERED)
    return found if found and found.made == store.current() else None


def take_back(found: Entered, who: str) -> None:
    """Undo: the version before it is live again, what was typed is a draft again."""
    drafts.save(found.code, found.group, found.typed, who, 0)
    with store.writing():
        store.rollback(found.before)
    st.session_state.pop(_ENTERED)


def draw(
    kelompok: str, known: Mapping[str, object], desa: Mapping[str, str], key: str
) -> dict[str, object]:
    """All fields of a group's form inside an ``st.form``; returns what stands in them.

    ``known``: what a draft holds; ``desa``: code -> name of the desa to choose from; ``key``: of this form.
    """
    draft = _Drawn(known, key)
    draft.part("Kepala")
    draft.choice("desa", "Desa/kelurahan *", list(desa), desa)
    draft.text("puskesmas", "Puskesmas")
    draft.text("tanggal_audit", "Tanggal audit (hh/bb/tttt) *")
    draft.choice("tahap", "Tahap proses", list(TAHAP), TAHAP, default="2")
    draft.part("Identitas (tidak pernah tampil di mode tayang)")
    for name, label in kertas_kerja.IDENTITY.items():
        if name != "nama_ibu" or kelompok in kertas_kerja.CHILDREN:
            draft.text(name, f"{label} *" if name == "nama" else label)
    if kelompok in kertas_kerja.CHILDREN:
        draft.choice("jenis_kelamin", "Jenis kelamin *", ["Laki-laki", "Perempuan"])
    fields = sorted(kertas_kerja.fields(kelompok), key=_order(kelompok))
    for part, own in groupby(fields, key=lambda each: each.bagian):
        draft.part(part)
        for each in own:
            if each.jenis == "pilihan":
                draft.choice(each.kode, each.label, list(each.pilihan))
            elif each.jenis == "ya_tidak":
                draft.choice(each.kode, each.label, list(_YES_NO))
            else:
                hint = " (hh/bb/tttt)" if each.jenis == "tanggal" else ""
                draft.text(each.kode, f"{each.label}{hint}")
    _judgement(draft)
    return draft.values


def _order(kelompok: str):
    parts = list(dict.fromkeys(each.bagian for each in kertas_kerja.fields(kelompok)))
    return lambda each: parts.index(each.bagian)


def _judgement(draft: _Drawn) -> None:
    """Risk, causes, the experts' grade and what they recommend."""
    causes = reference.table("penyebab").set_index("kode_penyebab")["penyebab"].to_dict()
    offices = reference.table("opd").set_index("kode_opd")["nama"].to_dict()
    draft.part("Penilaian")
    draft.choice(
        "status_risiko_awal", "Status risiko saat audit", list(STATUS_RISIKO), STATUS_RISIKO
    )
    draft.choice("dapat_dicegah", "Dapat dicegah", list(_YES_NO))
    draft.text("layanan_pencegah", "Layanan yang dapat mencegah")
    draft.several("penyebab", "Penyebab", list(causes), causes)
    draft.choice("penyebab_utama", "Penyebab utama", list(causes), causes)
    for number in range(1, kertas_kerja.RECOMMENDATIONS + 1):
        draft.part(f"Rekomendasi {number}")
        draft.text(f"rekomendasi_{number}", "Rekomendasi")
        draft.text(f"pakar_{number}", "Pakar")
        draft.choice(f"kode_opd_{number}", "OPD/instansi", list(offices), offices)
        draft.choice(f"kode_penyebab_{number}", "Penyebab yang dijawab", list(causes), causes)
        draft.text(f"tenggat_{number}", "Tenggat (hh/bb/tttt)")


class _Drawn:
    """The boxes of one form, side by side, with what stands in them."""

    def __init__(self, known: Mapping[str, object], key: str) -> None:
        self.values: dict[str, object] = {}
        self._known, self._key = known, key
        self._boxes: list = []
        self._next = 0

    def part(self, title: str) -> None:
        """A new part of the form with its title."""
        st.markdown(f"**{title}**")
        self._boxes, self._next = st.columns(_COLUMNS), 0

    def _box(self):
        if self._next and self._next % _COLUMNS == 0:
            self._boxes = st.columns(_COLUMNS)
        box = self._boxes[self._next % _COLUMNS]
        self._next += 1
        return box

    def text(self, name: str, label: str) -> None:
        value = self._known.get(name) or ""
        self.values[name] = self._box().text_input(
            label, str(value), max_chars=300, key=f"{self._key}_{name}"
        )

    def choice(
        self, name: str, label: str, options: list[str], words: Mapping[str, str] | None = None,
        default: str | None = None,
    ) -> None:  # fmt: skip
        value = self._known.get(name) or default
        self.values[name] = self._box().selectbox(
            label,
            options,
            index=options.index(value) if value in options else None,
            format_func=(words or {}).get if words else str,
            placeholder="Belum diisi",
            key=f"{self._key}_{name}",
        )

    def several(self, name: str, label: str, options: list[str], words: Mapping[str, str]) -> None:
        value = [each for each in self._known.get(name) or [] if each in options]
        self.values[name] = self._box().multiselect(
            label, options, value, format_func=words.get, placeholder="Belum diisi",
            key=f"{self._key}_{name}",
        )  # fmt: skip


def take_in(kasus_id: str, content: bytes, *, only_look: bool) -> FileReport:
    """Check the typed case as a workbook and, unless ``only_look``, make it part of the data."""
    with tempfile.TemporaryDirectory(prefix="kertas-kerja-") as folder:
        path = Path(folder) / f"{kasus_id}.xlsx"
        path.touch(mode=0o600)
        path.write_bytes(content)
        with st.spinner("Memeriksa dan memasukkan kertas kerja"):
            return run.import_files([path], dry_run=only_look)[0]
