-- Keadaan keluarga pada tiap siklus: verval terakhir sampai siklus itu, paling lama dari siklus sebelumnya, agar
-- keluarga tidak hilang di semester tanpa verval.
-- Siklus menurut kabupaten/kota keluarga itu: data satu daerah tidak mengubah daftar daerah lain.
create or replace temp table keluarga_siklus as
select k.*
from keluarga as k
union all by name
select k.* replace (siklus_sesudah(k.siklus) as siklus)
from keluarga as k
inner join siklus as s on s.kode_kabkota = kabkota_dari(k.kode_desa) and s.siklus = siklus_sesudah(k.siklus)
anti join keluarga as n on n.keluarga_id = k.keluarga_id and n.siklus = s.siklus;
