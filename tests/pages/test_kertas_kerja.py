"""An audited case typed on the page: the checks of an imported one, drafts two people cannot lose."""

import shutil
from datetime import date

import openpyxl
import pytest

from stunting import access, accounts, build, commands, db, drafts, register, store
from stunting.imports import run, template
from tests.factories import JATIREJO, child, frames
from tests.pages import screens

PAGE = "kelola/kertas_kerja.py"
NIK = "9935160000000077"
CODE = "AKS-3516-2026S1-BD-01"
WHERE = {
    "wilayah": "Kabupaten Mojokerto",
    "siklus": "2026-S1",
    "kelompok_kk": "Baduta 0-23 bulan",
    "kecamatan_kk": "Ngoro",
}
TYPED = {
    "nama": "ANAK UJI",
    "nik": NIK,
    "tanggal_lahir": "10/01/2025",
    "nama_ibu": "IBU UJI",
    "tanggal_audit": "12/05/2026",
    "bb_kg": "8,1",
    "tb_cm": "70,5",
    "anak_ke": "2",
    "riwayat_penyakit": "Rahasia paru",
    "rekomendasi_1": "Konseling MPASI setiap pekan",
    "tenggat_1": "31/12/2026",
}
CHOSEN = {
    "jenis_kelamin": "Perempuan",
    "hadir_posyandu": "Tidak rutin",
    "status_risiko_awal": "tinggi",
    "kode_opd_1": "PUSKESMAS",
}


@pytest.fixture(scope="module")
def _real_home(tmp_path_factory):
    """A nyata store of the district with one measured child, so that there is a cycle to choose."""
    home = tmp_path_factory.mktemp("nyata") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        commands.init(("35.16",))
        with (
            store.writing(),
            store.new_version(base=store.current()) as draft,
            db.building(draft) as con,
        ):
            build.prepare(con, store.kind())
            rows = frames({"pengukuran": [child("a", "2026-02-10", age=400, **JATIREJO)]})
            run.apply_frames(con, rows, "uji", date(2026, 3, 1))
            build.derive(con)
    return home


@pytest.fixture
def real(_real_home, store_home, monkeypatch):
    """A copy of that store, and an operator who asks."""
    shutil.copytree(_real_home, store_home)
    monkeypatch.setattr(
        accounts, "PasswordHasher", lambda hasher=accounts.PasswordHasher: hasher(1, 8, 1)
    )
    screens.sign_in(monkeypatch)
    return store_home


def box(at, kind: str, name: str):
    return next(each for each in getattr(at, kind) if (each.key or "").endswith(f"_{name}"))


def filled(at, **other: str):
    for name, value in {**TYPED, **other}.items():
        box(at, "text_input", name).set_value(value)
    for name, value in CHOSEN.items():
        box(at, "selectbox", name).set_value(value)
    desa = box(at, "selectbox", "desa")
    desa.set_value("35.16.05.2001")
    box(at, "multiselect", "penyebab").set_value(["C3", "A3"])
    box(at, "selectbox", "penyebab_utama").set_value("A3")
    return at


def press(at, label: str):
    return next(each for each in at.button if each.label == label).click().run(timeout=120)


def one(query: str):
    with db.reading(store.folder()) as con:
        return con.execute(query).fetchall()


def test_a_typed_case_is_in_the_data_like_an_imported_one(real):
    at = press(filled(screens.open_page(PAGE, **WHERE)), "Periksa dan masukkan")
    assert not at.exception
    assert not at.error, at.error[0].value
    assert "sudah masuk data" in at.success[0].value
    assert one("select kasus_id, kode_kecamatan, orang_id is not null from kasus") == [
        (CODE, "35.16.05", True)
    ]
    assert one("select kode_penyebab, utama from kasus_penyebab order by all") == [
        ("A3", True),
        ("C3", False),
    ]
    assert one(
        "select bb_kg, tb_cm, round(z_tbu, 1) is not null from pengukuran where bb_kg = 8.1"
    ) == [(8.1, 70.5, True)]
    assert one("select rekomendasi, kode_opd from rtl") == [
        ("Konseling MPASI setiap pekan", "PUSKESMAS")
    ]
    assert dict(one("select bidang, isi from kertas_kerja")) == {
        "anak_ke": "2",
        "hadir_posyandu": "Tidak rutin",
        "riwayat_penyakit": "Rahasia paru",
    }
    # on the projector: the paper, but neither the person nor what is protected
    seen = screens.everything(
        screens.open_page("rapat/kasus.py", wilayah="Kabupaten Mojokerto", siklus="2026-S1")
    )
    assert "Kehadiran posyandu" in seen
    assert "dilindungi" in seen
    for secret in ("Rahasia paru", "ANAK UJI", NIK):
        assert secret not in seen


def test_a_typed_case_can_be_taken_back_and_is_a_draft_again(real):
    before = store.current()
    at = press(filled(screens.open_page(PAGE, **WHERE)), "Periksa dan masukkan")
    assert drafts.listed() == []
    at = press(at, f"Batalkan, jadikan {CODE} draf lagi")
    assert not at.exception
    assert store.current() == before
    assert one("select kasus_id from kasus") == []
    (draft,) = drafts.listed()
    assert (draft.kasus_id, draft.isi["nama"]) == (CODE, "ANAK UJI")
    assert "Batalkan" not in "".join(each.label for each in at.button)


def test_after_another_import_a_typed_case_is_no_longer_taken_back_here(real):
    at = press(filled(screens.open_page(PAGE, **WHERE)), "Periksa dan masukkan")
    with store.writing(), store.new_version(base=store.current()) as folder:
        assert folder.is_dir()
    at.run(timeout=120)
    assert not at.exception
    assert "Batalkan" not in "".join(each.label for each in at.button)


def test_what_lacks_is_said_and_nothing_is_lost(real):
    at = press(
        filled(screens.open_page(PAGE, **WHERE), tanggal_audit="kemarin", nama=""),
        "Periksa dan masukkan",
    )
    assert "Nama" in at.error[0].value
    assert "Tanggal audit sebagai hh/bb/tttt" in at.error[0].value
    assert box(at, "text_input", "bb_kg").value == "8,1"
    assert one("select count(*) from kasus") == [(0,)]


def test_what_the_importer_refuses_is_said_too(real):
    at = press(filled(screens.open_page(PAGE, **WHERE), bb_kg="delapan"), "Periksa dan masukkan")
    assert "Berat" in at.error[0].value
    assert one("select count(*) from kasus") == [(0,)]


def test_a_draft_is_kept_opened_and_goes_once_it_is_taken_in(real):
    at = press(filled(screens.open_page(PAGE, **WHERE)), "Simpan draf")
    assert not at.exception
    (draft,) = drafts.listed()
    assert (draft.kasus_id, draft.kelompok, draft.isi["nama"]) == (CODE, "baduta", "ANAK UJI")
    assert (real / drafts.FILE).stat().st_mode & 0o077 == 0
    assert "1 draf menunggu" in screens.heading(at)
    # the form goes on being this draft
    assert box(at, "text_input", "nama").value == "ANAK UJI"
    at = press(filled(at, nama="ANAK UJI DUA"), "Simpan draf")
    assert [(each.revisi, each.isi["nama"]) for each in drafts.listed()] == [(2, "ANAK UJI DUA")]
    # on another screen it is opened in mode kerja only, and that is written down
    other = screens.open_page(PAGE, **WHERE)
    assert other.selectbox(key="draf").options == ["Kertas kerja baru"]
    assert "ANAK UJI" not in screens.everything(other)
    other.toggle(key=access.SWITCH).set_value(True).run()
    other.selectbox(key="draf").set_value(CODE).run()
    assert box(other, "text_input", "nama").value == "ANAK UJI DUA"
    assert box(other, "multiselect", "penyebab").value == ["C3", "A3"]
    assert [e.subject for e in register.events("lihat_identitas")] == [f"draf {CODE}"]
    other = press(other, "Periksa dan masukkan")
    assert not other.error, other.error[0].value
    assert drafts.listed() == []
    assert b"ANAK UJI DUA" not in (real / drafts.FILE).read_bytes()


def test_what_somebody_else_saves_meanwhile_neither_empties_nor_replaces_the_form(real):
    mine, other = (filled(screens.open_page(PAGE, **WHERE)) for _ in range(2))
    press(other, "Simpan draf")
    mine = press(mine, "Simpan draf")
    assert "sudah disimpan" in mine.error[0].value
    assert box(mine, "text_input", "nama").value == "ANAK UJI"
    press(other, "Periksa dan masukkan")
    mine = press(mine, "Periksa dan masukkan")
    assert "sudah ada di data" in mine.error[0].value
    assert one("select count(*) from kasus") == [(1,)]


def test_two_people_do_not_overwrite_each_other_unseen(real):
    drafts.save(CODE, "baduta", {"nama": "a", "kecamatan": "35.16.05"}, "siti", 0)
    assert drafts.save(CODE, "baduta", {"nama": "b", "kecamatan": "35.16.05"}, "siti", 1) == 2
    with pytest.raises(drafts.Overtaken, match="siti"):
        drafts.save(CODE, "baduta", {"nama": "c", "kecamatan": "35.16.05"}, "budi", 1)
    drafts.forget(CODE)
    with pytest.raises(drafts.Overtaken, match="dibuang"):
        drafts.save(CODE, "baduta", {"nama": "c"}, "budi", 2)


def test_a_technical_team_types_cases_of_its_own_kecamatan_only(real, monkeypatch):
    account = accounts.add("wati", "kata sandi yang panjang", "tim_teknis", areas=("35.16.05",))
    token = accounts.open_session(account)
    monkeypatch.setattr(access, "token", lambda: token)
    at = screens.open_page(PAGE, wilayah="Kabupaten Mojokerto", siklus="2026-S1")
    assert at.selectbox(key="kecamatan_kk").options == ["Ngoro"]


def test_in_a_contoh_store_it_is_checked_and_not_kept(sample_copy):
    before = store.current()
    at = filled(screens.open_page(PAGE, **WHERE))
    at = press(at, "Periksa dan masukkan")
    assert not at.error, at.error[0].value
    assert "diterima seluruhnya" in at.success[0].value
    assert store.current() == before


@pytest.mark.parametrize(
    "group", ["Calon pengantin", "Ibu hamil", "Ibu pascapersalinan", "Balita 0-59 bulan"]
)
def test_each_group_has_its_form(sample_copy, group):
    at = screens.open_page(PAGE, **{**WHERE, "kelompok_kk": group})
    labels = {each.label for each in at.text_input} | {each.label for each in at.selectbox}
    own = {
        "Calon pengantin": "Bimbingan pranikah KUA",
        "Ibu hamil": "Taksiran berat janin (g)",
        "Ibu pascapersalinan": "Penolong persalinan",
        "Balita 0-59 bulan": "Kartu Kembang Anak diisi",
    }
    assert own[group] in labels
    assert screens.english(screens.readable(at)) == []


def test_the_template_offers_the_same_fields():
    book = openpyxl.load_workbook(template.TARGET)
    assert "Kertas Kerja" in book.sheetnames
    codes = [cell.value for row in book["Kode"].iter_rows() for cell in row]
    assert {"hadir_posyandu", "riwayat_penyakit"} <= set(codes)
