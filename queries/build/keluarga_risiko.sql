-- Keluarga berisiko: ada sekurangnya satu faktor (air minum, jamban, 4 terlalu). Faktor yang tidak terisi
-- dianggap tidak ada, kecuali semuanya kosong: keluarga itu belum diverifikasi. KB modern dan peringkat
-- kesejahteraan dicatat di sampingnya, tidak menentukan.

update keluarga
set berisiko = hasil.berisiko
from (
    select
        rowid as baris,
        list_bool_or([
            not sumber_air_layak,
            not jamban_layak,
            terlalu_muda,
            terlalu_tua,
            terlalu_dekat,
            terlalu_banyak
        ]) as berisiko,
    from keluarga
) as hasil
where keluarga.rowid = hasil.baris and keluarga.berisiko is distinct from hasil.berisiko;
