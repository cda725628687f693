"""The fingerprint of the formulas changes exactly when a figure could."""

import pytest

from stunting import __version__, build, db, formulas, store


@pytest.fixture
def own(empty_store):
    """Writes a settings file of the district."""

    def write(name: str, text: str) -> None:
        store.settings_folder().mkdir(exist_ok=True)
        (store.settings_folder() / name).write_text(text, encoding="utf-8")

    return write


def test_the_files_are_those_of_the_build():
    assert set(formulas.FILES) <= {*build.DERIVED, "macros", "zscore"}
    # what makes lists, judges data or puts frozen figures in their place is no formula of a figure
    lists = {
        "siklus_ada",
        "data_terakhir",
        "kasus_cermat",
        "segel_berlaku",
        "prioritas_keluarga",
        "rtl_ringkas",
        "segel",
    }
    lists |= {
        "keluarga_siklus",
        "faktor_risiko",
        "pendampingan",
    }  # associations follow the families known today
    left_out = set(build.DERIVED) - set(formulas.FILES) - lists
    assert all(
        name.startswith(("mutu_", "kesesuaian_", "pasangan_", "tautan")) for name in left_out
    ), left_out


def test_comments_and_blanks_do_not_count_and_anything_else_does(
    tmp_path, monkeypatch, empty_store
):
    for name in formulas.FILES:
        text = (db.BUILD_QUERIES / f"{name}.sql").read_text(encoding="utf-8")
        (tmp_path / f"{name}.sql").write_text(text, encoding="utf-8")
    before = formulas.fingerprint()
    monkeypatch.setattr(db, "BUILD_QUERIES", tmp_path)
    assert formulas.fingerprint() == before
    file = tmp_path / "anak_siklus.sql"
    text = file.read_text(encoding="utf-8")
    file.write_text("-- kata lain\n\n" + text.replace("    ", "  "), encoding="utf-8")
    assert formulas.fingerprint() == before
    file.write_text(text.replace("t.z_tbu < -2", "t.z_tbu <= -2"), encoding="utf-8")
    assert formulas.fingerprint() != before


def test_no_text_of_a_formula_looks_like_a_comment():
    for name in formulas.FILES:
        text = (db.BUILD_QUERIES / f"{name}.sql").read_text(encoding="utf-8")
        for line in text.splitlines():
            assert line.split("--")[0].count("'") % 2 == 0, f"{name}: {line}"


@pytest.mark.parametrize(
    ("name", "text", "counts"),
    [
        ("setelan.csv", "kunci,nilai,keterangan\nbulan_timbang,5;11,uji\n", True),
        ("setelan.csv", "kunci,nilai,keterangan\nnama_tim,TP3S,uji\n", False),
        (
            "ambang.csv",
            "ambang,tahun_mulai,nilai,satuan,keterangan,sumber,keyakinan\nhb_bumil,2024,12,g/dL,,,\n",
            True,
        ),
        ("target.csv", "kode_wilayah,indikator,tahun,nilai,keterangan,sumber,keyakinan\n", False),
    ],
)
def test_settings_count_where_figures_follow_from_them(own, name, text, counts):
    before = formulas.fingerprint()
    own(name, text)
    assert (formulas.fingerprint() != before) == counts


def test_a_version_says_what_made_it(empty_store):
    with db.reading(empty_store) as con:
        rows = con.execute("select versi_rumus, versi_kode from rumus").fetchall()
    assert rows == [(formulas.fingerprint(), __version__)]
    assert (
        f'version = "{__version__}"'
        in (db.BUILD_QUERIES.parent.parent / "pyproject.toml").read_text()
    )
