-- Segel yang berlaku: revisi terakhir tiap siklus, dan batasnya per kabupaten/kota. Siklus sampai batas itu
-- tersegel seluruhnya, juga yang belum berdata saat disegel: angka kosong pun dibekukan, karena perpindahan
-- anak pada siklus tersegel dihitung terhadap semua siklus sebelumnya.

create or replace table segel_berlaku as
select
    kode_kabkota,
    siklus,
    max(revisi) as revisi,
from segel
group by kode_kabkota, siklus
order by kode_kabkota, siklus;

create or replace table segel_batas as
select
    kode_kabkota,
    max(siklus) as sampai,
from segel_berlaku
group by kode_kabkota
order by kode_kabkota;

-- Anak menurut segel yang berlaku. Yang sesudah disegel dinyatakan satu orang dengan kode lain memakai kode wakilnya,
-- agar siklus berikutnya mengenalinya; bila keduanya dibekukan pada siklus yang sama, angka beku tetap dua anak.
create or replace temp table anak_tersegel as
select
    f.* exclude (revisi, orang_id),
    if(
        row_number() over (
            partition by f.siklus, coalesce(w.satu_id, f.orang_id)
            order by f.orang_id = w.satu_id desc nulls first, f.orang_id
        ) = 1,
        coalesce(w.satu_id, f.orang_id),
        f.orang_id
    ) as orang_id,
from segel_anak as f
inner join segel_berlaku as s
    on s.kode_kabkota = f.kode_kabkota and s.siklus = f.siklus and s.revisi = f.revisi
left join orang_satu as w on w.orang_id = f.orang_id;
