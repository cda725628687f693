-- Pasangan anak serupa per desa (desa anak yang pertama): yang menunggu keputusan, yang digabung dan yang dibedakan.

create or replace table pasangan_ringkas as
select
    o.kode_desa,
    count(*) filter (where p.status = 'menunggu') as menunggu,
    count(*) filter (where p.status = 'sama') as digabung,
    count(*) filter (where p.status = 'berbeda') as dibedakan,
from pasangan_status as p
inner join orang as o on o.orang_id = p.orang_a
group by o.kode_desa
order by o.kode_desa;
