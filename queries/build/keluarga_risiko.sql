-- Keluarga berisiko: ada sekurangnya satu faktor (air minum, jamban, 4 terlalu). Faktor yang tidak terisi
-- dianggap tidak ada, kecuali semuanya kosong: keluarga itu belum diverifikasi. KB modern dan peringkat
-- kesejahteraan dicatat di sampingnya, tidak menentukan.

update keluarga
set berisiko = hasil.berisiko
from (
    select
        rowid as baris,
        case
            when list_bool_or([
                not sumber_air_layak,
                not jamban_layak,
                terlalu_muda,
                terlalu_tua,
                terlalu_dekat,
                terlalu_banyak
            ]) then true
            -- air dan jamban tidak terbaca: putusan berkas berbicara untuk keduanya
            when sumber_air_layak is null and jamban_layak is null and berisiko_sumber is not null
                then berisiko_sumber
            else list_bool_or([
                not sumber_air_layak,
                not jamban_layak,
                terlalu_muda,
                terlalu_tua,
                terlalu_dekat,
                terlalu_banyak
            ])
        end as berisiko,
    from keluarga
) as hasil
where keluarga.rowid = hasil.baris and keluarga.berisiko is distinct from hasil.berisiko;
