-- Keadaan keluarga dan stunting pada balita yang diukur, untuk rasio prevalensi: per siklus dan kecamatan, berapa yang
-- terpapar dan tidak, dan berapa di antaranya stunting. Hanya anak yang keluarganya diketahui dan faktornya tercatat.
create or replace table faktor_risiko as
with anak as (
    select
        a.siklus,
        a.kode_kabkota,
        a.kode_kecamatan,
        a.stunting,
        not k.jamban_layak as jamban,
        not k.sumber_air_layak as air,
        not k.rumah_layak_huni as rumah,
        if(k.peringkat_kesejahteraan between 1 and 5, k.peringkat_kesejahteraan <= 2, null) as miskin,
        k.pendidikan_ibu in ('tidak_sekolah', 'sd') as pendidikan_ibu,
        k.terlalu_muda,
        k.terlalu_tua or k.terlalu_dekat or k.terlalu_banyak as terlalu_lain,
    from anak_siklus as a
    inner join keluarga_orang as o on o.orang_id = a.orang_id
    inner join keluarga_siklus as k on k.keluarga_id = o.keluarga_id and k.siklus = a.siklus
    where a.stunting is not null
),

panjang as (
    unpivot anak
    on jamban, air, rumah, miskin, pendidikan_ibu, terlalu_muda, terlalu_lain
    into name faktor value terpapar
)

select
    siklus,
    kode_kabkota,
    kode_kecamatan,
    faktor,
    count(*) filter (where terpapar) as terpapar,
    count(*) filter (where terpapar and stunting) as terpapar_stunting,
    count(*) filter (where not terpapar) as tidak,
    count(*) filter (where not terpapar and stunting) as tidak_stunting,
from panjang
group by all
order by kode_kabkota, siklus, kode_kecamatan, faktor;
