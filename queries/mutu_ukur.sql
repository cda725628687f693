-- Ketelitian ukur satu siklus per kecamatan dan puskesmas, sebagai jumlah yang dapat dijumlahkan lagi.
-- grain: satu baris per kecamatan dan puskesmas yang punya pengukuran
-- access: agregat
-- params:
--   kode_kabkota VARCHAR      kabupaten/kota
--   siklus VARCHAR            siklus yang dilihat
-- result:
--   kode_kecamatan VARCHAR
--   puskesmas VARCHAR         kosong bila tidak tercatat
--   pengukuran BIGINT
--   tinggi BIGINT             pengukuran dengan panjang/tinggi
--   berposisi BIGINT          di antaranya yang cara ukurnya tercatat
--   ber_z BIGINT              pengukuran dengan sekurangnya satu z
--   tidak_wajar BIGINT        di antaranya dengan z di luar batas wajar WHO
--   n_tbu BIGINT
--   jumlah_tbu BIGINT         jumlah z dalam perseratus, tanpa yang tidak wajar
--   kuadrat_tbu BIGINT        jumlah kuadratnya
--   n_bbu BIGINT
--   jumlah_bbu BIGINT
--   kuadrat_bbu BIGINT
--   n_bbtb BIGINT
--   jumlah_bbtb BIGINT
--   kuadrat_bbtb BIGINT
--   banding_tbu BIGINT        z di berkas yang dapat dibandingkan dengan hitungan
--   cocok_tbu BIGINT
--   banding_bbu BIGINT
--   cocok_bbu BIGINT
--   banding_bbtb BIGINT
--   cocok_bbtb BIGINT

select
    m.kode_kecamatan,
    p.nama as puskesmas,
    sum(m.pengukuran)::bigint as pengukuran,
    sum(m.tinggi)::bigint as tinggi,
    sum(m.berposisi)::bigint as berposisi,
    sum(m.ber_z)::bigint as ber_z,
    sum(m.tidak_wajar)::bigint as tidak_wajar,
    sum(m.n_tbu)::bigint as n_tbu,
    sum(m.jumlah_tbu)::bigint as jumlah_tbu,
    sum(m.kuadrat_tbu)::bigint as kuadrat_tbu,
    sum(m.n_bbu)::bigint as n_bbu,
    sum(m.jumlah_bbu)::bigint as jumlah_bbu,
    sum(m.kuadrat_bbu)::bigint as kuadrat_bbu,
    sum(m.n_bbtb)::bigint as n_bbtb,
    sum(m.jumlah_bbtb)::bigint as jumlah_bbtb,
    sum(m.kuadrat_bbtb)::bigint as kuadrat_bbtb,
    sum(m.banding_tbu)::bigint as banding_tbu,
    sum(m.cocok_tbu)::bigint as cocok_tbu,
    sum(m.banding_bbu)::bigint as banding_bbu,
    sum(m.cocok_bbu)::bigint as cocok_bbu,
    sum(m.banding_bbtb)::bigint as banding_bbtb,
    sum(m.cocok_bbtb)::bigint as cocok_bbtb,
from mutu_ukur as m
left join puskesmas as p on p.puskesmas_id = m.puskesmas_id
where m.kode_kabkota = $kode_kabkota::varchar and m.siklus = $siklus::varchar
group by m.kode_kecamatan, m.puskesmas_id, p.nama
order by m.kode_kecamatan, p.nama;
