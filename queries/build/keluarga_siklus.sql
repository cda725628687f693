-- Keadaan keluarga pada tiap siklus: verval terakhir sampai siklus itu, paling lama dari siklus sebelumnya, agar
-- keluarga tidak hilang di semester tanpa verval.
create or replace temp view keluarga_siklus as
select
    s.siklus,
    k.* exclude (siklus),
from (select distinct siklus from siklus) as s
inner join keluarga as k on k.siklus <= s.siklus and k.siklus >= siklus_sebelum(s.siklus)
qualify row_number() over (partition by s.siklus, k.keluarga_id order by k.siklus desc) = 1;
