-- Satu baris per rekomendasi: status terakhir menurut buku kerja, jumlah kasusnya, evaluasi terakhirnya.
-- Keputusan di rapat (register) dilebur saat ditanya (stunting/rapat/tugas.py), karena versi tidak berubah lagi.

create or replace table rtl_ringkas as
with status_akhir as (
    select
        rtl_id,
        arg_max(status, tanggal) as status,
        max(tanggal) as tanggal_status,
        arg_max_null(kendala, tanggal) as kendala, -- kendala lama tidak menempel pada status baru
    from rtl_status
    group by rtl_id
),

dinilai as (
    select
        rtl_id,
        arg_max(efektivitas, tanggal) as efektivitas,
        max(tanggal) as tanggal_evaluasi,
    from evaluasi
    where rtl_id is not null
    group by rtl_id
)

select
    r.rtl_id,
    r.siklus,
    r.kode_kabkota,
    list_sort(list(distinct k.kode_kecamatan) filter (where k.kode_kecamatan is not null)) as kode_kecamatan,
    list_sort(list(distinct k.kasus_id) filter (where k.kasus_id is not null)) as kasus_id,
    list_sort(list(distinct k.kelompok) filter (where k.kelompok is not null)) as kelompok,
    r.jenis,
    r.rekomendasi,
    r.pakar,
    r.kegiatan,
    r.kode_penyebab,
    r.kode_opd,
    r.pendukung,
    r.tingkat_pr,
    r.sumber_dana,
    r.volume,
    r.satuan,
    r.biaya,
    r.realisasi,
    r.tenggat,
    r.bukti,
    s.status,
    s.tanggal_status,
    s.kendala,
    d.efektivitas,
    d.tanggal_evaluasi,
    t.tanggal_diseminasi,
from rtl as r
left join siklus as t on t.kode_kabkota = r.kode_kabkota and t.siklus = r.siklus
left join rtl_kasus as rk on rk.rtl_id = r.rtl_id
left join kasus as k on k.kasus_id = rk.kasus_id
left join status_akhir as s on s.rtl_id = r.rtl_id
left join dinilai as d on d.rtl_id = r.rtl_id
group by all
order by r.siklus, r.rtl_id;
