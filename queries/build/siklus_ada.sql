-- Siklus yang ada: setiap semester dengan data di kabupaten/kota itu, di samping yang dicatat lewat buku kerja.

insert into siklus (kode_kabkota, siklus, mulai, selesai)
select
    kode_kabkota,
    siklus_dari(awal) as siklus,
    awal_siklus(siklus_dari(awal)) as mulai,
    akhir_siklus(siklus_dari(awal)) as selesai,
from (
    select distinct
        kabkota_dari(kode_desa) as kode_kabkota,
        make_date(year(tanggal), if(month(tanggal) <= 6, 1, 7), 1) as awal,
    from (
        select kode_desa, tanggal from pengukuran
        union all
        select kode_desa, tanggal from skrining
        union all
        select kode_desa, bulan as tanggal from agregat_bulanan
        union all
        select kode_desa, awal_siklus(siklus) as tanggal from keluarga
        union all
        select kode_desa, awal_siklus(siklus) as tanggal from krs_desa
        union all
        select kode_kecamatan, awal_siklus(siklus) as tanggal from kasus
        union all
        select kode_kabkota, awal_siklus(siklus) as tanggal from rtl
    )
)
on conflict do nothing;
