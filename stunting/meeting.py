"""The forms of Keputusan rapat: what is typed goes into the register, signed by whoever is at the screen."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from stunting import access, answers, bahasa, downloads, reference, register, rights, show, store
from stunting.exports import pdf
from stunting.imports.fields import STATUS_TUGAS, TINGKAT_PR
from stunting.panggung import Dek
from stunting.paparan import berkas
from stunting.pilihan import Filters
from stunting.presenters import keputusan as words
from stunting.rapat import bahan, berita_acara, keputusan, panduan_singkat
from stunting.rapat import papers as paper_files
from stunting.rapat.berita_acara import Isi, Rapat
from stunting.rapat.keputusan import NotRecorded, Putusan, Standing

_CLICK, _SAID, _PAPERS = "_klik_rapat", "_pesan_rapat", "_rapat"
_FILLED = "_isian_rapat"  # how many forms were taken: the next one is an empty one
_EVERY = 4.0  # seconds between looks for what others recorded


def message(view: str) -> None:
    """What the last form of this view did; it stays until the next one, also while others record."""
    shown, said = st.session_state.get(_SAID, (None, ""))
    if shown == view:
        st.success(show.literal(said), icon=":material/check:")
    else:
        st.session_state.pop(_SAID, None)


@st.fragment(run_every=_EVERY)
def follow(seen: int) -> None:
    """Draw the page anew when somebody else recorded something since the event ``seen``."""
    if register.last_event(keputusan.KIND) != seen:
        st.rerun()


def reportable(tasks: pd.DataFrame) -> pd.DataFrame:
    """The tasks whose status the caller may report: all, those of the own office, those of the own areas."""
    caller = access.current()
    reach = caller.reach(rights.LAPOR)
    if not reach:
        return tasks.iloc[:0]
    if caller.role == "opd":
        return tasks[tasks["kode_opd"] == caller.opd] if caller.opd else tasks.iloc[:0]
    if reach.everywhere:
        return tasks
    # who answers for a desa answers for the tasks of its kecamatan: a task knows no desa
    mine = [bool(reach.within(codes)) for codes in tasks["kode_kecamatan"]]
    return tasks[pd.Series(mine, index=tasks.index, dtype=bool)]


def report_form(tasks: pd.DataFrame) -> None:
    """Choose a task, say where it stands or what is in the way."""
    options = words.choices(tasks)
    if not options:
        st.info("Tidak ada tugas yang statusnya dapat Anda laporkan pada pilihan ini.")
        return
    statuses = {"": "Status tetap", **STATUS_TUGAS}
    number = st.session_state.get(_FILLED, 0)
    with st.form(f"lapor_{number}"):
        st.markdown("**Laporkan status atau kendala**")
        task = st.selectbox(
            "Tugas", list(options), format_func=options.get, key=f"lapor_tugas_{number}"
        )
        left, right = st.columns([1, 2])
        status = left.selectbox(
            "Status baru", list(statuses), format_func=statuses.get, key=f"lapor_status_{number}"
        )
        obstacle = right.text_input(
            "Kendala",
            max_chars=300,
            placeholder="Apa yang menghalangi?",
            key=f"lapor_kendala_{number}",
        )
        spent = left.number_input(
            "Biaya yang sudah dipakai (Rp)",
            min_value=0,
            value=None,
            step=100_000,
            placeholder="Seluruhnya sampai hari ini",
            key=f"lapor_realisasi_{number}",
        )
        if st.form_submit_button("Simpan laporan", type="primary", icon=":material/save:"):
            row = tasks[tasks["tugas"] == task].iloc[0]
            before = row["status"] if isinstance(row["status"], str) else None
            _record(
                partial(
                    keputusan.report,
                    task,
                    before=before,
                    status=status or None,
                    kendala=obstacle,
                    realisasi=None if spent is None else int(spent),
                ),
                rights.LAPOR,
                (task, status, obstacle, spent),
                (words.TUGAS, lambda _: f"Laporan {row['kode']} tersimpan."),
            )


def decide_form(
    isi: Isi,
    kode_kabkota: str,
    kode_kecamatan: str | None,
    kecamatan: Mapping[str, str],
    today: date,
) -> None:
    """One decision: text, cause and cases, office, last day, level, money.

    What was typed stays until it was taken. Without a case chosen it is about all cases of its kecamatan, or
    of the district without one. ``kecamatan``: names by code.
    """
    causes = reference.table("penyebab").set_index("kode_penyebab")["penyebab"].to_dict()
    offices = reference.table("opd").set_index("kode_opd")["nama"].to_dict()
    days = words.deadlines(today)
    levels = {"": "Belum ditentukan", **TINGKAT_PR}
    number = st.session_state.get(_FILLED, 0)
    with st.form(f"putusan_{number}"):
        text = st.text_area(
            "Keputusan",
            key=f"putusan_teks_{number}",
            max_chars=keputusan.MAX_TEXT,
            height=110,
            placeholder="Siapa melakukan apa, untuk kasus mana. Tanpa nama orang dan tanpa NIK.",
        )
        first, second = st.columns(2)
        office = first.selectbox(
            "OPD/instansi penanggung jawab", list(offices), format_func=offices.get, index=None,
            placeholder="Pilih OPD/instansi", key=f"putusan_opd_{number}",
        )  # fmt: skip
        cases = second.multiselect(
            "Kasus",
            isi.kasus["kasus_id"].tolist(),
            placeholder="Semua kasus",
            key=f"putusan_kasus_{number}",
        )
        places = list(kecamatan)
        place = first.selectbox(
            "Kecamatan", places, format_func=kecamatan.get, placeholder="Menurut kasusnya",
            index=places.index(kode_kecamatan) if kode_kecamatan in places else None,
            key=f"putusan_kecamatan_{number}",
        )  # fmt: skip
        day = first.selectbox(
            "Tenggat", [*days, words.OTHER_DAY], index=2, key=f"putusan_tenggat_{number}"
        )
        typed = second.text_input(
            f"{words.OTHER_DAY} (hh/bb/tttt)",
            key=f"putusan_tanggal_{number}",
            placeholder="31/12/2026",
        )
        cause = first.selectbox(
            "Penyebab yang dijawab", list(causes), format_func=causes.get, index=None,
            placeholder="Pilih penyebab", key=f"putusan_penyebab_{number}",
        )  # fmt: skip
        level = second.selectbox(
            "Tingkat PR", list(levels), format_func=levels.get, key=f"putusan_pr_{number}"
        )
        money = first.text_input(
            "Sumber dana",
            max_chars=80,
            placeholder="Dana Desa, APBD, BOKB",
            key=f"putusan_dana_{number}",
        )
        cost = second.number_input(
            "Biaya (Rp)", min_value=0, value=None, step=100_000, key=f"putusan_biaya_{number}"
        )
        if st.form_submit_button("Catat keputusan", type="primary", icon=":material/gavel:"):
            last = words.parsed_day(typed) if day == words.OTHER_DAY else days[day]
            if office is None or last is None:
                missing = "OPD/instansi" if office is None else "tanggal tenggat (hh/bb/tttt)"
                st.error(f"Pilih {missing} dahulu; tanpa itu keputusan tidak menjadi tugas.")
                return
            there = isi.kasus.loc[isi.kasus["kode_kecamatan"] == place, "kasus_id"]
            what = Putusan(
                kode_kabkota,
                isi.siklus,
                text,
                office,
                last,
                tuple(cases or there),
                cause,
                level or None,
                money.strip() or None,
                None if cost is None else int(cost),
                place,
            )
            _record(partial(keputusan.decide, what), rights.UBAH, what, (words.CATAT, _taken))


def undo_form(said: Standing, isi: Isi, *, rinci: bool) -> None:
    """Take one event back; the event stays, another one says so."""
    options = words.undoable(said, isi, rinci=rinci)
    if not options:
        return
    with st.form("urungkan"):
        number = st.selectbox(
            "Catatan",
            list(options),
            index=None,
            format_func=options.get,
            placeholder="Pilih catatan yang diurungkan",
            key=f"urungkan_{st.session_state.get(_FILLED, 0)}",
        )
        pressed = st.form_submit_button("Urungkan catatan ini", icon=":material/undo:")
    if pressed and number is None:
        st.warning("Pilih dahulu catatannya.")
    elif pressed:
        _record(
            lambda who, event_id: keputusan.undo(number, who),
            rights.UBAH,
            number,
            (words.RIWAYAT, lambda _: f"Catatan {number} sudah diurungkan."),
        )


def _taken(key: object) -> str:
    """The code a decision got, to be read aloud."""
    code = next(each.kode for each in keputusan.read().putusan if each.tugas == key)
    return f"Keputusan tercatat sebagai {code}."


def _record(
    write: Callable[..., object],
    action: str,
    content: object,
    done: tuple[str, Callable[[object], str]],
) -> None:
    """Write one event for whoever is at the screen; the same form never counts twice.

    ``content``: what was filled in: another content of the same form is another event. ``done``: the view
    that says so afterwards, and the sentence made from what ``write`` returned.
    """
    caller = access.require(action)
    number = st.session_state.get(_FILLED, 0)
    screen = st.session_state.setdefault(_CLICK, uuid.uuid4().hex)
    event = hashlib.sha256(f"{screen}|{number}|{content!r}".encode()).hexdigest()
    try:
        made = write(who=caller.name, event_id=event)
    except (NotRecorded, store.StoreError) as error:
        st.error(show.literal(str(error)))
        return
    st.session_state[_FILLED] = number + 1
    view, sentence = done
    st.session_state[_SAID] = (view, sentence(made))
    st.rerun()


def papers(isi: Isi, governance: pd.DataFrame, identities: pd.DataFrame | None, name: str) -> None:
    """What goes home: berita acara, tasks by office, calendar, report; made when pressed."""
    room = _room()
    about = show.about({"Data": isi.catatan, "Siklus": bahasa.siklus(isi.siklus)})
    st.markdown("**Unduh**")
    with st.container(horizontal=True):
        for file, make in paper_files.makers(room, isi, governance, about).items():
            key = f"unduh_{file.replace('.', '_')}"
            downloads.unnamed(
                paper_files.LABELS[file], make, paper_files.named(file, name), key=key
            )
    if identities is not None:
        downloads.named(
            "Berita acara dengan identitas kasus (PDF)",
            lambda mark: pdf.write(_restricted(room, isi, identities, mark)),
            f"berita-acara-terbatas-{name}.pdf",
            key="unduh_terbatas",
            rows=len(identities),
        )


def _restricted(room: Rapat, isi: Isi, identities: pd.DataFrame, mark) -> object:
    said = "; ".join(f"{label}: {text}" for label, text in mark.items())
    limited = Isi(**{**vars(isi), "catatan": f"TERBATAS. {said}. {isi.catatan}"})
    return berita_acara.document(room, limited, identities)


def _room() -> Rapat:
    """What only the room knows, as last confirmed; kept while the session lasts.

    A form: a file must never carry half of what is being typed, so what it will say stands beside it.
    """
    known = st.session_state.setdefault(_PAPERS, {})
    with st.form("isi_berita_acara"):
        st.markdown("**Isi berita acara**")
        left, right = st.columns(2)
        given = {
            "nomor": left.text_input("Nomor", known.get("nomor", ""), max_chars=60, key="ba_nomor"),
            "hari": right.text_input(
                "Tanggal rapat (hh/bb/tttt)",
                known.get("hari", f"{date.today():%d/%m/%Y}"),
                key="ba_hari",
            ),
            "pukul": left.text_input(
                "Pukul", known.get("pukul", ""), max_chars=20, placeholder="09.00", key="ba_pukul"
            ),
            "tempat": right.text_input(
                "Tempat", known.get("tempat", ""), max_chars=80, key="ba_tempat"
            ),
            "pemimpin": left.text_input(
                "Dipimpin oleh", known.get("pemimpin", ""), max_chars=80, key="ba_pemimpin"
            ),
            "peserta": right.text_area(
                "Peserta, satu nama per baris (boleh kosong)",
                known.get("peserta", ""),
                height=110,
                key="ba_peserta",
            ),
        }
        if st.form_submit_button("Pakai isian ini", type="primary", icon=":material/check:"):
            if words.parsed_day(given["hari"]) is None:
                st.error("Tanggal rapat tidak terbaca; tulis seperti 26/11/2026.")
            else:
                known.update(given)
    room = room_now()
    show.line(words.room(room))
    return room


def room_now() -> Rapat:
    """What the papers say of the room: as it was last confirmed on this screen."""
    known = st.session_state.get(_PAPERS, {})
    held = words.parsed_day(known.get("hari", "")) or date.today()
    lines = known.get("peserta", "").splitlines()
    present = tuple(line.strip()[:80] for line in lines if line.strip())[:400]
    told = [known.get(name, "") for name in ("nomor", "pukul", "tempat", "pemimpin")]
    return Rapat(held, *told, present)


def bundle(dek: Dek, f: Filters) -> bytes:
    """``paket-rapat.zip`` of the drawn screens and the papers as they were confirmed on this screen."""
    said, today = keputusan.read(), date.today()
    about = berkas.about(dek.paparan, f.in_words())
    isi = bahan.gather(
        answers.ask,
        said,
        kode_kabkota=f.kode_kabkota,
        kabkota=f.kabkota,
        siklus=f.siklus,
        today=today,
        catatan=f"Data per {dek.paparan.tanggal}. {about.get('Penting', '')}".strip(),
    )
    governance = governance_of(f.kode_kabkota, f.siklus)
    makers = paper_files.makers(room_now(), isi, governance, about)
    makers[panduan_singkat.FILE] = lambda: pdf.write(panduan_singkat.document())
    return berkas.bundle(dek.paparan, f.in_words(), makers)


def governance_of(kode_kabkota: str, siklus: str) -> pd.DataFrame:
    """Tata kelola of the district in a cycle, for the report."""
    return answers.ask(
        "tata_kelola_daftar", kode_kabkota=kode_kabkota, kode_kecamatan=None, siklus=siklus
    )
