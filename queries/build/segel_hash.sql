-- Hash tiap segel, dihitung ulang dari baris yang dibekukan: sha256 atas baris-baris teks di bawah ini, diurutkan
-- menurut byte dan dipisah baris baru. Nilai dalam satu baris dipisah '|'; kosong = teks kosong; z dua
-- desimal; tanggal YYYY-MM-DD; waktu seperti ditulis DuckDB; ya/tidak true/false. Hasil: kode_kabkota, siklus,
-- revisi, hash (yang tersimpan), dihitung.

with baris as (
    select
        kode_kabkota,
        siklus,
        revisi,
        array_to_string([
            'segel', kode_kabkota, siklus, revisi::varchar, waktu::varchar, oleh, versi_rumus, versi_kode,
            coalesce(tanggal_data::varchar, '')
        ], '|') as teks,
    from segel
    union all
    select
        kode_kabkota,
        siklus,
        revisi,
        array_to_string([
            'anak', orang_id, kode_kecamatan, kode_desa, coalesce(tanggal::varchar, ''),
            coalesce(umur_bulan::varchar, ''), coalesce(baduta::varchar, ''), coalesce(jenis_kelamin, ''),
            coalesce(diukur::varchar, ''), coalesce(printf('%.2f', z_tbu), ''),
            coalesce(printf('%.2f', z_bbu), ''), coalesce(printf('%.2f', z_bbtb), ''),
            coalesce(stunting::varchar, ''), coalesce(underweight::varchar, ''),
            coalesce(wasting::varchar, ''), coalesce(naik_bb, ''),
            coalesce(stunting_sebelum::varchar, ''), coalesce(transisi, '')
        ], '|') as teks,
    from segel_anak
    union all
    select
        kode_kabkota,
        siklus,
        revisi,
        array_to_string([
            'desa', kode_kecamatan, kode_desa, kelompok, indikator, coalesce(pembilang::varchar, ''),
            coalesce(penyebut::varchar, ''), coalesce(sumber, '')
        ], '|') as teks,
    from segel_indikator_desa
    union all
    select
        kode_kabkota,
        siklus,
        revisi,
        array_to_string([
            'bulan', bulan::varchar, kode_kecamatan, kode_desa, kelompok, indikator,
            coalesce(pembilang::varchar, ''), coalesce(penyebut::varchar, ''), coalesce(sumber, '')
        ], '|') as teks,
    from segel_indikator_bulan
    union all
    select
        kode_kabkota,
        siklus,
        revisi,
        array_to_string([
            'perpindahan', kode_kecamatan, kelompok, coalesce(diukur::varchar, ''),
            coalesce(stunting_sebelum::varchar, ''), coalesce(baru::varchar, ''),
            coalesce(kambuh::varchar, ''), coalesce(tidak_lagi::varchar, ''),
            coalesce(tidak_diukur_ulang::varchar, '')
        ], '|') as teks,
    from segel_perpindahan
    union all
    select
        kode_kabkota,
        siklus,
        revisi,
        array_to_string(['aturan', indikator, aturan], '|') as teks,
    from segel_aturan
    union all
    select
        kode_kabkota,
        siklus,
        revisi,
        array_to_string(['neraca', kelompok, kode_kecamatan, arus, coalesce(jumlah::varchar, '')], '|') as teks,
    from segel_neraca
    union all
    select
        kode_kabkota,
        siklus,
        revisi,
        array_to_string([
            'hulu', langkah, kode_kecamatan, jumlah::varchar, teratasi::varchar, belum::varchar,
            tanpa_kabar::varchar
        ], '|') as teks,
    from segel_hulu
)

select
    g.kode_kabkota,
    g.siklus,
    g.revisi,
    g.hash,
    b.dihitung,
from segel as g
left join (
    select
        kode_kabkota,
        siklus,
        revisi,
        sha256(string_agg(teks, chr(10) order by teks)) as dihitung,
    from baris
    group by kode_kabkota, siklus, revisi
) as b on b.kode_kabkota = g.kode_kabkota and b.siklus = g.siklus and b.revisi = g.revisi
order by g.kode_kabkota, g.siklus, g.revisi;
