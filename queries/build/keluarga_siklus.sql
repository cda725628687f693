-- Keadaan keluarga pada tiap siklus: verval terakhir sampai siklus itu, paling lama dari siklus sebelumnya, agar
-- keluarga tidak hilang di semester tanpa verval.
-- Siklus menurut kabupaten/kota keluarga itu: data satu daerah tidak mengubah daftar daerah lain.
create or replace temp table keluarga_siklus as
select
    s.siklus,
    k.* exclude (siklus),
from siklus as s
inner join keluarga as k on kabkota_dari(k.kode_desa) = s.kode_kabkota and k.siklus in (s.siklus, siklus_sebelum(s.siklus))
qualify row_number() over (partition by s.siklus, k.keluarga_id order by k.siklus desc) = 1;
