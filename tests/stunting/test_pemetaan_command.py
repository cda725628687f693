"""``import --pemetaan`` and ``pemetaan daftar|periksa`` as they are typed."""

from __future__ import annotations

import json

from stunting.__main__ import main
from stunting.imports.mapping import saved
from tests.stunting.imports.mapping import foreign


def answer(capsys):
    return json.loads(capsys.readouterr().out)


def test_a_mapping_is_named_on_the_command_line(empty_store, tmp_path, capsys):
    saved.save(foreign.DTSEN)
    saved.save(foreign.DTSEN_PKH)
    rows = [foreign.DTSEN_HEADER, foreign.family()]
    file = str(foreign.write_csv(tmp_path / "a.csv", rows))

    assert main(["import", "--json", "--pemetaan", "DTSEN PKH", file]) == 0
    assert answer(capsys)[0]["layout"] == "pemetaan:DTSEN PKH"
    assert main(["import", "--json", file]) == 0
    assert answer(capsys)[0]["layout"] == "pemetaan:DTSEN keluarga"
    assert main(["import", "--json", "--pemetaan", "lain", file]) == 2
    assert (
        "Yang tersimpan: DTSEN keluarga, DTSEN PKH." in answer(capsys)[0]["findings"][0]["message"]
    )


def test_mappings_are_listed_and_checked(empty_store, capsys):
    assert main(["pemetaan", "daftar"]) == 0
    assert capsys.readouterr().out == "Belum ada pemetaan yang tersimpan.\n"
    saved.save(foreign.ELSIMIL)
    (saved.folder() / "rusak.csv").write_text("bagian;judul;bidang;isi\nlembar;;kapal;\n")

    assert main(["pemetaan", "daftar"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Elsimil catin: Catin dan Ibu, 10 dari 11 kolom dibaca, isian tetap")
    assert lines[1].startswith("rusak: Berkas pemetaan rusak.csv, baris 2: ")
    assert main(["pemetaan", "periksa", "--json"]) == 1
    assert [each["galat"] is None for each in answer(capsys)] == [True, False]
    assert main(["pemetaan", "periksa", "elsimil catin"]) == 0
    assert main(["pemetaan", "periksa", "lain"]) == 2
    assert 'Pemetaan "lain" tidak ada.' in capsys.readouterr().err


def test_without_a_store_it_is_a_sentence(capsys):
    assert main(["pemetaan", "daftar"]) == 1
    assert "Belum ada penyimpanan data." in capsys.readouterr().err
