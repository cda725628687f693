"""The papers of a meeting, read back by other libraries: what they say, and whom they do not name."""

import io
import shutil
from datetime import date

import docx
import icalendar
import openpyxl
import pypdf
import pytest

from stunting import db, export_command, register, store
from stunting.__main__ import main
from stunting.exports import docx as docx_file
from stunting.exports import pdf
from stunting.rapat import bahan, berita_acara, kalender, keputusan, laporan
from stunting.rapat.berita_acara import Rapat
from stunting.rapat.keputusan import Putusan
from tests.probes import canaries

TODAY = date(2026, 11, 26)
ROOM = Rapat(TODAY, "400.7/12", "09.00", "Pendopo", "Bupati", ("Siti", "Budi", "#1 *x* $y$ [a]"))


@pytest.fixture(scope="module")
def met(_sample_home, tmp_path_factory):
    """A contoh store whose meeting took twelve decisions, and what its papers are made of."""
    home = tmp_path_factory.mktemp("rapat") / "store"
    shutil.copytree(_sample_home, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        for number in range(12):
            keputusan.decide(
                Putusan(
                    "35.16", "2026-S1", f"Keputusan nomor {number} dari rapat ini", "PERKIM",
                    date(2026, 12, 1 + number),
                ),
                "siti",
            )  # fmt: skip
        folder = store.folder()
        found = bahan.gather(
            lambda name, **params: db.ask(folder, name, params),
            keputusan.read(),
            kode_kabkota="35.16",
            kabkota="Kabupaten Mojokerto",
            siklus="2026-S1",
            today=TODAY,
            catatan="Data per 30 Juni 2026. DATA CONTOH, bukan data sebenarnya.",
        )
    return home, found


@pytest.fixture
def isi(met, monkeypatch):
    monkeypatch.setenv("STUNTING_HOME", str(met[0]))
    return met[1]


@pytest.fixture(scope="module")
def secrets(met):
    """All identities of the sample."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(met[0]))
        return canaries.of(store.folder())


def read_pdf(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def read_docx(content: bytes) -> str:
    file = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    feet = [each.text for section in file.sections for each in section.footer.paragraphs]
    lines = [*(each.text for each in file.paragraphs), *cells, *feet]
    return " ".join(" ".join(lines).split())


@pytest.mark.parametrize(("write", "read"), [(pdf.write, read_pdf), (docx_file.write, read_docx)])
def test_the_minutes_say_who_met_when_and_what_was_decided(isi, secrets, write, read):
    content = write(berita_acara.document(ROOM, isi))
    text = read(content)
    for words in (
        "PEMERINTAH KABUPATEN MOJOKERTO",
        "BERITA ACARA",
        "Nomor: 400.7/12",
        "tanggal dua puluh enam bulan November tahun dua ribu dua puluh enam (26-11-2026), pukul 09.00",
        "dihadiri 3 (tiga) peserta",
        "AKS-3516-2026S1-BD-01",
        "Keputusan nomor 11 dari rapat ini",
        "KPT-3516-2026S1-12",
        "12 Des 2026",
        "Ketua Pelaksana TPPS",
        "Daftar hadir",
        "#1 *x* $y$ [a]",
        "DATA CONTOH, bukan data sebenarnya",
    ):
        assert " ".join(words.split()) in text, words
    assert secrets.found(text.encode()) == set()


def test_the_restricted_minutes_name_the_cases_and_say_so_on_each_page(isi, sample_store):
    named = db.ask(
        sample_store, "kasus_bernama", {"scope": ["35.16.05"], "siklus": "2026-S1"}, named=True
    )
    assert len(named)
    text = read_pdf(pdf.write(berita_acara.document(ROOM, isi, named)))
    assert all(name in text for name in named["nama"])


def test_neutral_words_for_protected_causes(isi):
    text = read_pdf(pdf.write(berita_acara.document(ROOM, isi)))
    assert "rincian dilindungi" in text
    assert "BBLR" not in text
    assert "Infeksi berulang" not in text


def test_the_report_follows_the_outline(isi, sample_store):
    where = {"kode_kabkota": "35.16", "kode_kecamatan": None, "siklus": "2026-S1"}
    governance = db.ask(sample_store, "tata_kelola_daftar", where)
    assert len(governance)
    text = read_docx(docx_file.write(laporan.document(ROOM, isi, governance)))
    order = [
        "Latar belakang", "Dasar", "Tujuan", "Peserta", "Jumlah dan persebaran", "Pakar dan periode",
        "Rekomendasi dan rencana tindak lanjut", "Evaluasi rencana tindak lanjut", "Penutup",
        "Lembar pengesahan",
    ]  # fmt: skip
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert "6 kasus di 4 kecamatan" in text
    assert "%" not in text  # chosen cases are counted


def test_tasks_by_office_have_a_sheet_each_and_leave_nothing_open_out(isi):
    book = openpyxl.load_workbook(io.BytesIO(bahan.tasks_by_office(isi, {"Data": "x"})))
    rows = {name: book[name].max_row - 1 for name in book.sheetnames if name != "Keterangan"}
    assert rows["Perkim"] >= 12
    open_still = [
        each
        for tasks in (isi.lalu, isi.tugas)
        for each in tasks.loc[~tasks["keadaan"].isin(("selesai", "batal")), "kode"]
    ]
    assert sum(rows.values()) == len(open_still)


def test_the_calendar_has_each_open_task_once_with_a_reminder(isi):
    calendar = icalendar.Calendar.from_ical(kalender.ics(isi.tugas, "Uji"))
    events = calendar.walk("VEVENT")
    assert len({str(each["uid"]) for each in events}) == len(events) == len(isi.tugas)
    first = min(events, key=lambda each: each["dtstart"].dt)
    assert first["dtstart"].dt == date(2026, 12, 1)
    assert first.walk("VALARM")[0]["trigger"].dt.days == -14
    due = kalender.due(isi.tugas, TODAY)
    assert due["tenggat"].dt.date.max() == date(2026, 12, 10)  # 14 days from the 26th
    assert len(due) == 10


@pytest.mark.parametrize("kind", export_command.KINDS)
def test_each_file_from_the_command_line_holds_no_identity(sample_store, secrets, tmp_path, kind):
    target = tmp_path / kind
    assert main(["export", kind, "--out", str(target), "--param", "wilayah=35.16"]) == 0
    content = target.read_bytes()
    if kind.endswith(".pdf"):
        content = read_pdf(content).encode()
    elif kind.endswith(".docx"):
        content = read_docx(content).encode()
    elif kind.endswith(".xlsx"):
        book = openpyxl.load_workbook(target)
        cells = [str(cell.value) for sheet in book for row in sheet for cell in row]
        content = "\n".join(cells).encode()
    assert len(content) > 300
    assert secrets.found(content) == set()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "surat.pdf"], "berita-acara.pdf"),
        (["export", "tugas-opd.xlsx", "--param", "wilayah=11.01"], "33.75"),
        (["export", "tugas-opd.xlsx", "--param", "siklus=2031-S1"], "2026-S1"),
        (["export", "tugas-opd.xlsx", "--param", "bulan=3"], "wilayah"),
    ],
)
def test_what_cannot_be_written_says_what_there_is(sample_store, tmp_path, capsys, arguments, said):
    assert main([*arguments, "--out", str(tmp_path / "x")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_nothing_leaves_where_downloads_are_off(sample_copy, tmp_path, capsys):
    (store.settings_folder() / "setelan.csv").write_text(
        "kunci,nilai\nunduhan,tidak_ada\n", "utf-8"
    )
    assert main(["export", "tugas-opd.xlsx", "--out", str(tmp_path / "x")]) == 1
    assert register.events(keputusan.KIND) == []
