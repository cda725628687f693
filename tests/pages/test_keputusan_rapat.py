"""Keputusan rapat as the meeting uses it: decide, report, take back, and carry the papers home."""

from datetime import date

import pytest

from stunting import access, accounts, db, register, store
from stunting.rapat import keputusan
from tests.pages import screens

PAGE = "rapat/keputusan_rapat.py"
MOJOKERTO = {"wilayah": "Kabupaten Mojokerto", "siklus": "2026-S1"}
DAY = date(2026, 12, 31)
TEXT = "Perkim membangun jamban untuk keluarga kasus BD-01"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        accounts, "PasswordHasher", lambda hasher=accounts.PasswordHasher: hasher(1, 8, 1)
    )


def signed_in(monkeypatch, role: str, areas: tuple[str, ...] = (), opd: str | None = None) -> None:
    store._write_kind(store.Kind(store.NYATA, store.kind().wilayah))
    account = accounts.add("siti", "kata sandi yang panjang", role, areas=areas, opd=opd)
    token = accounts.open_session(account)
    monkeypatch.setattr(access, "token", lambda: token)


def decided(text: str = TEXT, office: str = "PERKIM"):
    at = screens.open_page(PAGE, **MOJOKERTO, rapat="Catat keputusan")
    at.text_area(key="putusan_teks_0").set_value(text)
    at.selectbox(key="putusan_opd_0").set_value(office)
    at.multiselect(key="putusan_kasus_0").set_value(["AKS-3516-2026S1-BD-01"])
    at.selectbox(key="putusan_penyebab_0").set_value("D2")
    return at.button[0].click().run()


def test_a_decision_becomes_a_task_in_the_sentence_and_the_list(sample_copy):
    before = screens.heading(screens.open_page(PAGE, **MOJOKERTO))
    at = decided()
    screens.sound(at)
    now = screens.heading(at)
    assert "11 tugas untuk 5 OPD" in before
    assert "12 tugas untuk 5 OPD/instansi, 1 di antaranya diputuskan di rapat" in now
    row = (
        screens.table(screens.open_page(PAGE, **MOJOKERTO))
        .set_index("Kode")
        .loc["KPT-3516-2026S1-01"]
    )
    assert (row["Tugas"], row["Kasus"], row["OPD/instansi"]) == (TEXT, "BD-01", "Perkim")
    (event,) = register.events(keputusan.KIND)
    assert event.who == "pengunjung contoh"
    # only the kecamatan of the case sees it, and the other district does not
    there = screens.open_page(PAGE, wilayah="Kota Pekalongan", siklus="2026-S1")
    assert "diputuskan" not in screens.heading(there)


@pytest.mark.parametrize(
    ("text", "office", "said"),
    [
        ("pendek", "PERKIM", "satu kalimat"),
        ("Keluarga 9900000000000001 dibuatkan jamban", "PERKIM", "NIK"),
        (TEXT, None, "Pilih OPD/instansi"),
    ],
)
def test_what_is_not_taken_down_says_why_and_keeps_the_text(sample_copy, text, office, said):
    at = decided(text, office)
    assert said in at.error[0].value
    assert register.events(keputusan.KIND) == []
    assert at.text_area(key="putusan_teks_0").value == text
    assert at.multiselect(key="putusan_kasus_0").value == ["AKS-3516-2026S1-BD-01"]


def test_a_report_changes_the_state_and_can_be_taken_back(sample_copy):
    at = screens.open_page(PAGE, **MOJOKERTO, tugas_siklus="Semester lalu")
    task = "RTL-3516-2025S2-05"
    at.selectbox(key="lapor_tugas_0").set_value(task)
    at.selectbox(key="lapor_status_0").set_value("terkendala")
    at.text_input(key="lapor_kendala_0").set_value("Lahan belum tersedia")
    at = at.button[0].click().run()
    screens.sound(at)
    row = screens.table(at).set_index("Kode").loc[task]
    assert row["Keadaan"].startswith("Terkendala, terlambat")
    assert row["Keadaan"].endswith("kendala: Lahan belum tersedia")
    at = screens.open_page(PAGE, **MOJOKERTO, rapat="Riwayat dan urungkan")
    assert screens.table(at)["Berlaku"].tolist() == ["ya"]
    assert "Pilih dahulu" in at.button[0].click().run().warning[0].value
    (event,) = register.events(keputusan.KIND)
    at.selectbox(key="urungkan_0").set_value(event.id)
    at = at.button[0].click().run()
    screens.sound(at)
    assert screens.table(at)["Berlaku"].tolist() == ["ya", "tidak, diurungkan"]
    assert at.selectbox(key="urungkan_1").value is None  # a second press takes nothing else back
    assert len(register.events(keputusan.KIND)) == 2


def test_a_guest_sees_tasks_and_papers_but_no_form(sample_copy, monkeypatch):
    store._write_kind(store.Kind(store.NYATA, store.kind().wilayah))
    at = screens.open_page(PAGE, **MOJOKERTO)
    assert len(screens.table(at)) == 11
    assert not at.get("form")
    for closed in ("Catat keputusan", "Riwayat dan urungkan"):
        other = screens.open_page(PAGE, **MOJOKERTO, rapat=closed)
        assert not other.get("form")
        assert len(screens.table(other)) == 11


def test_an_office_reports_its_own_tasks_only(sample_copy, monkeypatch):
    signed_in(monkeypatch, "opd", opd="DINKES")
    at = screens.open_page(PAGE, **MOJOKERTO)
    options = at.selectbox(key="lapor_tugas_0").options
    assert len(options) == 2
    assert all("Dinkes" in each for each in options)
    assert len(screens.table(at)) == 11  # it sees all of them


def test_a_camat_reports_tasks_of_cases_of_the_own_kecamatan(sample_copy, monkeypatch):
    signed_in(monkeypatch, "camat", ("35.16.17",))
    at = screens.open_page(PAGE, **MOJOKERTO)
    mine = screens.table(screens.open_page(PAGE, **MOJOKERTO, kecamatan="Pacet"))
    options = at.selectbox(key="lapor_tugas_0").options if at.get("form") else []
    assert 0 < len(options) < 11
    assert mine is not None


def test_what_is_about_a_protected_cause_stays_neutral_for_guests(sample_copy, monkeypatch):
    at = screens.open_page(PAGE, **MOJOKERTO, rapat="Catat keputusan")
    secret = "Skrining TBC seluruh anggota keluarga ini"
    at.text_area(key="putusan_teks_0").set_value(secret)
    at.selectbox(key="putusan_opd_0").set_value("DINKES")
    at.selectbox(key="putusan_penyebab_0").set_value("B1")
    at.button[0].click().run()
    store._write_kind(store.Kind(store.NYATA, store.kind().wilayah))
    for view in ("Tugas", "Berkas rapat", "Riwayat dan urungkan"):
        assert secret not in screens.everything(screens.open_page(PAGE, **MOJOKERTO, rapat=view))


def test_what_is_about_a_protected_cause_is_not_projected_for_the_secretariat_either(sample_copy):
    """Mode tayang is the projector's, whoever signed in; mode kerja shows the words."""
    task = next(
        code
        for (code,) in _rows(
            "select rtl_id from rtl where kode_penyebab = 'B2' and siklus = '2026-S1'"
        )
    )
    keputusan.report(task, "siti", kendala="Ibu menolak rujukan")
    secret = "Skrining TBC seluruh anggota keluarga ini"
    what = keputusan.Putusan("35.16", "2026-S1", secret, "DINKES", DAY, kode_penyebab="B1")
    keputusan.decide(what, "siti")
    for view in ("Tugas", "Berkas rapat", "Riwayat dan urungkan"):
        at = screens.open_page(PAGE, **MOJOKERTO, rapat=view)
        seen = screens.everything(at)
        assert secret not in seen
        assert "menolak rujukan" not in seen
    at.toggle(key=access.SWITCH).set_value(True).run()
    seen = screens.everything(at)
    assert secret in seen
    assert "menolak rujukan" in seen


def test_two_decisions_pressed_as_one_form_are_two_and_one_pressed_twice_is_one(sample_copy):
    at = decided()
    assert at.text_area(key="putusan_teks_1").value == ""
    at.text_area(key="putusan_teks_1").set_value("Dinkes melatih kader di dua puskesmas")
    at.selectbox(key="putusan_opd_1").set_value("DINKES")
    at = at.button[0].click().run()
    screens.sound(at)
    assert len(keputusan.read().putusan) == 2


def _rows(query: str) -> list[tuple]:
    with db.reading(store.folder()) as con:
        return con.execute(query).fetchall()


def test_what_falls_due_within_14_days_is_a_list_of_its_own(sample_copy):
    at = screens.open_page(PAGE, **MOJOKERTO, rapat="Catat keputusan")
    at.text_area(key="putusan_teks_0").set_value(TEXT)
    at.selectbox(key="putusan_opd_0").set_value("PERKIM")
    at.selectbox(key="putusan_tenggat_0").select_index(0)  # five working days
    at.button[0].click().run()
    due = screens.open_page(PAGE, **MOJOKERTO, tugas_siklus="Jatuh tempo 14 hari")
    soon = screens.table(due)
    assert "KPT-3516-2026S1-01" in soon["Kode"].tolist()
    assert next(each.value for each in due.metric if each.label.startswith("Jatuh")) == str(
        len(soon)
    )


def test_the_papers_say_beside_the_buttons_what_they_will_say(sample_copy):
    at = screens.open_page(PAGE, **MOJOKERTO, rapat="Berkas rapat")
    assert "daftar hadir kosong" in screens.written(at)
    at.text_input(key="ba_pemimpin").set_value("Wakil Bupati")
    at.text_area(key="ba_peserta").set_value("Siti\nBudi")
    at = next(each for each in at.button if each.label == "Pakai isian ini").click().run()
    assert "dipimpin Wakil Bupati, 2 peserta" in screens.written(at)
    at.text_input(key="ba_hari").set_value("kemarin")
    at = next(each for each in at.button if each.label == "Pakai isian ini").click().run()
    assert "tidak terbaca" in at.error[0].value
    assert "2 peserta" in screens.written(at)  # what was confirmed stands
