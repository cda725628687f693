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
