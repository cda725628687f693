"""What pages ask costs the same in a district and in a nation: no question reads a row per person."""

from stunting import db, questions

# Tables of a row per person, family, measurement, visit or monthly report.
GROWING = {
    *("orang", "orang_satu", "keluarga", "keanggotaan", "mutasi", "mutasi_orang", "keluarga_orang"),
    *("pengukuran", "skrining", "kunjungan", "bantuan", "agregat_bulanan", "krs_desa"),
    *("anak_siklus", "ibu_siklus", "keluarga_risiko"),
}


def test_no_question_reads_a_table_that_grows_with_the_measurements(sample_store):
    with db.reading(sample_store) as con:
        read = {
            path.stem: db.tables_of(con, questions.load(path.stem).sql) & GROWING
            for path in questions.FOLDER.glob("*.sql")
            if questions.load(path.stem).access != "bernama"
        }
    assert {name: tables for name, tables in read.items() if tables} == {}
    assert len(read) > 40
