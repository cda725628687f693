-- Stunting pada balita yang diukur menurut keadaan keluarganya: hubungan, bukan sebab.
-- grain: satu baris per faktor
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
-- result:
--   faktor VARCHAR            jamban, air, rumah, miskin, pendidikan_ibu, terlalu_muda, terlalu_lain
--   terpapar BIGINT           balita diukur dari keluarga dengan faktor itu
--   terpapar_stunting BIGINT
--   tidak BIGINT              balita diukur dari keluarga tanpa faktor itu
--   tidak_stunting BIGINT

select
    faktor,
    sum(terpapar)::bigint as terpapar,
    sum(terpapar_stunting)::bigint as terpapar_stunting,
    sum(tidak)::bigint as tidak,
    sum(tidak_stunting)::bigint as tidak_stunting,
from faktor_risiko
where kode_kabkota = $kode_kabkota::varchar and siklus = $siklus::varchar
group by faktor
order by faktor;
