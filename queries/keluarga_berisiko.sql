-- Daftar keluarga berisiko untuk rapat koordinasi, berkode: kebutuhan, anggota, bantuan, kunjungan, skor dan alasannya.
-- grain: satu baris per keluarga dengan sekurangnya satu kebutuhan
-- access: berkode
-- bebas: jenis_bantuan
-- params:
--   scope VARCHAR[]           kecamatan dan desa yang boleh dilihat; tidak pernah kosong
--   siklus VARCHAR            siklus yang dilihat
--   kelompok VARCHAR          kelompok sasaran yang ada di keluarga; kosong berarti semua
--   kebutuhan VARCHAR         kode kebutuhan (data/reference/bobot.csv); kosong berarti semua
--   opd VARCHAR               OPD yang layanannya dibutuhkan; kosong berarti semua
--   bantuan VARCHAR           status bantuan; kosong berarti semua
--   rinci BOOLEAN             sebab yang dilindungi (sensitif) disebut apa adanya, bukan dengan label netral
-- result:
--   keluarga_id VARCHAR
--   kode_kecamatan VARCHAR
--   kecamatan VARCHAR
--   kode_desa VARCHAR
--   desa VARCHAR
--   puskesmas VARCHAR         yang melayani desanya; kosong bila tidak dikenal
--   kelompok VARCHAR[]
--   berisiko BOOLEAN
--   peringkat_kesejahteraan INTEGER
--   kebutuhan VARCHAR[]
--   alasan VARCHAR[]
--   penyebab VARCHAR[]       penyebab yang ditandai kebutuhan itu, dalam kata (data/reference/penyebab.csv)
--   opd VARCHAR[]
--   bantuan VARCHAR
--   jenis_bantuan VARCHAR[]
--   kunjungan_terakhir DATE
--   skor DOUBLE

with sebab as (
    select
        p.siklus,
        p.keluarga_id,
        -- menurut kode; diurutkan sesudah dikumpulkan, karena urutan di dalam list() tidak dijaga mesin lain
        list_sort(list({
            'urut': r.kode_penyebab,
            'nama': if(r.sensitif = 'ya' and not $rinci::boolean, r.label_tayang, r.penyebab)
        })) as urutan,
    from prioritas_keluarga as p
    inner join ref_penyebab as r on list_contains(p.penyebab, r.kode_penyebab)
    where
        p.siklus = $siklus::varchar
        -- baris tersusun menurut desa: yang di luar rentang ini tidak dibaca, sebanyak apa pun daerahnya
        and p.kode_desa between list_min($scope::varchar[]) and list_max($scope::varchar[]) || '/'
    group by p.siklus, p.keluarga_id
),

pusat as (
    select
        l.kode_desa,
        min(c.nama) as nama,
    from puskesmas_desa as l
    inner join puskesmas as c on c.puskesmas_id = l.puskesmas_id
    group by l.kode_desa
)

select
    p.keluarga_id,
    p.kode_kecamatan,
    k.nama as kecamatan,
    p.kode_desa,
    d.nama as desa,
    pusat.nama as puskesmas,
    p.kelompok,
    p.berisiko,
    p.peringkat_kesejahteraan,
    p.kebutuhan,
    p.alasan,
    list_transform(sebab.urutan, lambda u : u.nama) as penyebab,
    p.opd,
    p.bantuan,
    p.jenis_bantuan,
    p.kunjungan_terakhir,
    p.skor::double as skor,
from prioritas_keluarga as p
left join sebab on sebab.siklus = p.siklus and sebab.keluarga_id = p.keluarga_id
inner join wilayah as k on k.kode = p.kode_kecamatan
inner join wilayah as d on d.kode = p.kode_desa
left join pusat on pusat.kode_desa = p.kode_desa
where
    p.kode_desa between list_min($scope::varchar[]) and list_max($scope::varchar[]) || '/'
    and (list_contains($scope::varchar[], p.kode_kecamatan) or list_contains($scope::varchar[], p.kode_desa))
    and p.siklus = $siklus::varchar
    and ($kelompok::varchar is null or list_contains(p.kelompok, $kelompok::varchar))
    and ($kebutuhan::varchar is null or list_contains(p.kebutuhan, $kebutuhan::varchar))
    and ($opd::varchar is null or list_contains(p.opd, $opd::varchar))
    and ($bantuan::varchar is null or p.bantuan = $bantuan::varchar)
order by skor desc, p.kode_desa, p.keluarga_id;
