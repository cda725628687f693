"""What pages share on the screen: headings, figures, tables, the empty case, sources, failures."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from stunting import show, store
from tests import small_store


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path))
    return tmp_path


def run(script) -> AppTest:
    """Run a function as a page inside a frame that has drawn its bar."""
    source = (
        "from stunting import answers, filters\n"
        "answers.pin()\n"
        "filters.draw()\n"
        "import pandas as pd, plotly.graph_objects as go, pydeck as pdk, streamlit as st\n"
        "from datetime import date\n"
        "from stunting import bahasa, show, store\n" + script
    )
    at = AppTest.from_string(source, default_timeout=10).run()
    assert not at.exception, at.exception[0]
    return at


def markdown(at: AppTest) -> str:
    return "\n".join(each.value for each in at.markdown)


def test_a_heading_is_a_sentence_and_says_in_words_what_is_chosen():
    small_store.make()
    at = run("show.heading('Balita *stunting* 412 dari 3.120.')")
    assert at.title[0].value == r"Balita \*stunting\* 412 dari 3.120."
    assert "Kota Pekalongan · Semester I 2026 · Balita 0-59 bulan" in markdown(at)


def test_key_figures_stand_side_by_side_with_counts_and_change():
    small_store.make()
    at = run(
        "show.key_figures([show.KeyFigure('Stunting', '13,2 %', '412 dari 3.120', 'turun 1,2 poin'),"
        " show.KeyFigure('Kasus baru tercatat', '61')])"
    )
    assert [(metric.label, metric.value) for metric in at.metric] == [
        ("Stunting", "13,2 %"),
        ("Kasus baru tercatat", "61"),
    ]
    assert len(at.columns) >= 2
    assert "412 dari 3.120  \nturun 1,2 poin" in markdown(at)


def test_a_chart_has_our_template_our_locale_and_a_text_for_who_cannot_see_it():
    small_store.make()
    at = run("show.chart(go.Figure(go.Bar(x=[1], y=[2])), alt='Satu batang', key='batang')")
    chart = at.get("plotly_chart")[0].proto
    assert chart.alt == "Satu batang"
    assert chart.theme == ""
    assert json.loads(chart.config)["locale"] == "id"


def test_a_map_has_a_text_for_who_cannot_see_it():
    small_store.make()
    at = run("show.deck(pdk.Deck(map_provider=None), alt='Peta', key='peta')")
    assert at.get("deck_gl_json_chart")[0].proto.alt == "Peta"


def test_a_table_is_written_the_indonesian_way_and_folded():
    small_store.make()
    at = run(
        "rows = pd.DataFrame({'nama': ['Ngoro', None], 'n': pd.array([3120, None], 'Int64'),"
        " 'rasio': [0.1316, None], 't': pd.to_datetime(['2026-02-28', None]), 'x': [12.5, 1.0],"
        " 'ya': [True, False], 'kode': ['a', 'b']})\n"
        "show.table(rows, {'nama': 'Kecamatan', 'n': 'Diukur', 'rasio': 'Persentase', 't': 'Tanggal',"
        " 'x': 'Umur', 'ya': 'Jamban'}, alt='Kecamatan', key='tabel', formats={'rasio': bahasa.persen})"
    )
    assert not at.expander[0].proto.expanded
    assert at.expander[0].label == "Tabel"
    table = at.dataframe[0]
    assert list(table.value.columns) == [
        "Kecamatan", "Diukur", "Persentase", "Tanggal", "Umur", "Jamban",
    ]  # fmt: skip
    written = displayed(table)
    assert written[0] == ["Ngoro", "3.120", "13,2\u00a0%", "28 Feb 2026", "12,5", "ya"]
    assert written[1] == ["t.a.", "t.a.", "t.a.", "t.a.", "1,0", "tidak"]


def displayed(table) -> list[list[str]]:
    """The cells as they are shown, row by row."""
    import pyarrow as pa

    with pa.ipc.open_stream(table.proto.arrow_data.styler.display_values) as stream:
        columns = stream.read_all().to_pydict().values()
    return [list(row) for row in zip(*columns, strict=True)]


def test_a_long_list_is_sent_with_each_word_once_and_all_its_rows():
    small_store.make()
    at = run(
        "codes, aid = [f'K{n}' for n in range(900)], ['Belum tercatat', None, 'Ya'] * 300\n"
        "rows = pd.DataFrame({'k': codes, 'b': aid})\n"
        "show.rows(rows, {'k': 'Kode', 'b': 'Bantuan'}, alt='Daftar', key='daftar')"
    )
    sent = at.dataframe[0]
    assert sent.value["Kode"].tolist() == [f"K{n}" for n in range(900)]
    assert sent.value["Bantuan"].astype(object).where(lambda each: each.notna(), None).tolist() == [
        "Belum tercatat", None, "Ya",
    ] * 300  # fmt: skip
    assert sent.proto.arrow_data.data.count(b"Belum tercatat") == 1


def test_a_workbook_is_made_only_when_it_is_asked_for():
    small_store.make()
    at = run(
        "from stunting import downloads\n"
        "def make():\n    raise AssertionError('too early')\n"
        "downloads.form_file('Unduh', make, 'tabel.xlsx', key='unduh')"
    )
    assert at.get("download_button")[0].label == "Unduh"


def test_an_empty_page_says_what_is_missing_and_what_to_do():
    small_store.make()
    at = run("show.empty('Belum ada kasus yang diaudit.')")
    assert at.title[0].value == (
        "Belum ada data Balita 0-59 bulan untuk Kota Pekalongan, Semester I 2026."
    )
    assert at.info[0].value.startswith("Belum ada kasus yang diaudit. Pilih siklus")


def test_an_empty_store_says_to_import():
    small_store.make(store.NYATA, filled=False)
    at = run("show.empty()")
    assert at.title[0].value == "Belum ada data untuk Kota Pekalongan."
    assert "Impor" in at.info[0].value


@pytest.mark.parametrize("jenis", [store.CONTOH, store.NYATA])
def test_a_source_names_source_counts_date_and_whether_it_is_real(jenis):
    small_store.make(jenis)
    at = run("show.source_note('e-PPGBM', 'Penyebut: balita diukur.', data_date=date(2026, 2, 28))")
    note = markdown(at)
    assert "Sumber: e-PPGBM." in note
    assert "Penyebut: balita diukur." in note
    assert "Data per 28 Februari 2026." in note
    assert ("DATA CONTOH" in note) == (jenis == store.CONTOH)


def test_a_source_without_a_date_leaves_it_out():
    small_store.make()
    at = run("show.source_note('e-PPGBM', data_date=pd.NaT)")
    assert "Data per" not in markdown(at)


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        ("store.StoreError('Versi data hilang.')", "Versi data hilang."),
        ("PermissionError('Hanya dalam mode kerja.')", "Hanya dalam mode kerja."),
        ("ZeroDivisionError('integer division')", "Terjadi kesalahan pada aplikasi"),
    ],
)
def test_a_page_that_raised_says_so_in_indonesian(raised, said, caplog):
    small_store.make()
    at = run(f"assert show.failed({raised})")
    assert said in at.error[0].value
    assert "division" not in at.error[0].value
    assert caplog.records[-1].exc_info


def test_names_and_numbers_are_never_read_as_markdown():
    assert show._literal("Rp 5: ~ *a* [b](c) <d> :red[e]") == (
        r"Rp 5: \~ \*a\* \[b\](c) \<d\> \:red\[e\]"
    )
