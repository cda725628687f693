-- Angka bulanan yang dipakai: bila Sigizi Kesga dan buku kerja menyebut desa, bulan dan indikator yang sama, yang
-- berlaku laporan resminya (Sigizi). Satu tempat untuk keputusan ini; tabel agregat_bulanan menyimpan keduanya.

create or replace table agregat_terpakai as
select
    kode_desa,
    bulan,
    indikator,
    pembilang,
    penyebut,
    sasaran,
    sumber,
from agregat_bulanan
qualify
    row_number() over (
        partition by kode_desa, bulan, indikator
        order by sumber = 'sigizi' desc, sumber
    ) = 1
order by kabkota_dari(kode_desa), indikator, bulan, kode_desa;
