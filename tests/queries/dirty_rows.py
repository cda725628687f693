"""Random rows as the field sends them: several measurements per cycle, flagged, missing, moved, gone."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.factories import BARAT, JATIREJO, TIMUR, child, kk, woman

PLACES = (BARAT, TIMUR, JATIREJO)
CYCLES = ("2024-S2", "2025-S1", "2025-S2", "2026-S1")
MONTHS = {"S1": (2, 2, 2, 1, 5), "S2": (8, 8, 8, 7, 11)}  # the weighing month most often
LAST_DAY = date(2026, 6, 30)
FAMILIES, CHILDREN, WOMEN, CASES = 120, 300, 80, 10


def sheets(seed: int) -> dict[str, list[dict]]:
    """All sheets the slow answers read, from one seed."""
    rng = random.Random(seed)
    measured, moved = [], []
    for number in range(CHILDREN):
        rows = _child(rng, number)
        measured += rows
        if rows and rng.random() < 0.2:
            moved += _moves(rng, rows)
    return {
        "keluarga": [row for number in range(FAMILIES) for row in _family(rng, number)],
        "pengukuran": measured,
        "skrining": [row for number in range(WOMEN) for row in _woman(rng, number)],
        "mutasi": moved,
        "kasus": [
            {
                "kasus_id": f"AKS-3375-2026S1-BD-{number + 1:02d}",
                "nik": measured[number * 3]["nik"],
            }
            for number in range(CASES)
        ],
        "kunjungan": _visits(rng),
        "bantuan": _aid(rng),
    }


def _child(rng: random.Random, number: int) -> list[dict]:
    """Measurements of one child: a z-score that wanders, now and then nonsense."""
    born = LAST_DAY - timedelta(days=rng.randint(20, 2400))
    place = rng.choice(PLACES)
    z = rng.gauss(-1.7, 0.8)
    family = rng.randrange(FAMILIES)
    rows = []
    for siklus in CYCLES:
        z += rng.gauss(0, 0.5)
        if rng.random() < 0.1:
            place = rng.choice(PLACES)  # moved house without anybody writing it down
        year, half = int(siklus[:4]), siklus[5:]
        for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
            day = date(year, rng.choice(MONTHS[half]), rng.randint(1, 28))
            age = (day - born).days
            if age < 0:
                continue
            row = child(
                f"{number}", day.isoformat(), age=age, z=z, jenis_kelamin="LP"[number % 2], **place
            )
            row["cara_ukur"] = rng.choice((None, "terlentang", "berdiri"))
            row["naik_bb"] = rng.choice((None, "N", "T", "O", "B"))
            row["bb_kg"] = round(row["bb_kg"] * rng.uniform(0.7, 1.2), 1)
            luck = rng.random()
            if luck < 0.06:
                row["tb_cm"] = None  # only weighed
            elif luck < 0.10:
                row["bb_kg"] = None  # only measured
            elif luck < 0.14:
                row["tb_cm"] = rng.choice((38.0, 140.0))  # flagged by WHO
            elif luck < 0.16:
                row["tb_cm"] = 400.0  # refused
            row["no_kk"] = kk(family) if number % 5 else None
            rows.append(row)
    return list({row["tanggal"]: row for row in rows}.values())


def _moves(rng: random.Random, rows: list[dict]) -> list[dict]:
    about = {name: rows[-1][name] for name in ("nik", "kabkota", "kecamatan", "desa")}
    day = rng.choice(rows)["tanggal"] + timedelta(days=rng.choice((-5, 0, 30, 100)))
    day = min(day, LAST_DAY)
    kind = rng.choice(("pindah_keluar", "pindah_keluar", "meninggal"))
    moves = [{**about, "tanggal": day, "jenis": kind}]
    if kind == "pindah_keluar" and rng.random() < 0.5:
        back = min(day + timedelta(days=rng.choice((0, 40))), LAST_DAY)
        moves.append({**about, "tanggal": back, "jenis": "pindah_masuk"})
    return moves


def _family(rng: random.Random, number: int) -> list[dict]:
    place = rng.choice(PLACES)
    flags = (
        "sumber_air_layak jamban_layak rumah_layak_huni kb_modern ada_pus ada_bumil ada_baduta "
        "ada_balita terlalu_muda terlalu_tua terlalu_dekat terlalu_banyak"
    ).split()
    rows = []
    for siklus in CYCLES:
        if rng.random() < 0.4:
            continue  # not verified in this cycle
        row = {"siklus": siklus, "no_kk": kk(number), **place}
        for name in flags:
            good = name.endswith(("layak", "layak_huni", "modern", "pus"))
            row[name] = rng.choice((None, good, good, good, not good))
        row["peringkat_kesejahteraan"] = rng.choice((None, 1, 2, 3, 4, 5, 99))
        row["pendidikan_ibu"] = rng.choice((None, "tidak_sekolah", "sd", "smp", "sma"))
        rows.append(row)
    return rows


def _woman(rng: random.Random, number: int) -> list[dict]:
    rows = {}
    for siklus in CYCLES:
        for _ in range(rng.choice((0, 1, 2))):
            months = (1, 6) if siklus.endswith("S1") else (7, 12)
            day = date(int(siklus[:4]), rng.randint(*months), rng.randint(1, 28))
            row = woman(
                f"perempuan {number}",
                day.isoformat(),
                kelompok=rng.choice(("catin", "bumil", "bumil", "pascasalin")),
                hb_gdl=rng.choice((None, 10.9, 11.0, 11.5, 12.0)),
                lila_cm=rng.choice((None, 23.4, 23.5, 26.0)),
                bb_kg=rng.choice((None, 44.0, 60.0)),
                tb_cm=rng.choice((None, 155.0)),
                no_kk=kk(number % FAMILIES),
            )
            if row["kelompok"] == "pascasalin":
                # drawn by the day, so that the other draws of a seed stay what they are
                born = random.Random(f"{number} {day}")
                row["bb_lahir_g"] = born.choice((None, 2400, 2499, 2500, 3200))
                row["pb_lahir_cm"] = born.choice((None, 46.0, 47.9, 48.0, 50.0))
            rows[day] = row
    return list(rows.values())


def _visits(rng: random.Random) -> list[dict]:
    rows = [
        {"no_kk": kk(rng.randrange(FAMILIES)), "tanggal": _day(rng), "pelaksana": f"Kader {each}"}
        for each in range(60)
    ]
    return rows + [
        {"kasus_id": f"AKS-3375-2026S1-BD-{rng.randint(1, CASES):02d}", "tanggal": _day(rng)}
        for _ in range(5)
    ]


def _aid(rng: random.Random) -> list[dict]:
    statuses = ("diproses", "diterima", "tidak_memenuhi_syarat", "sudah_menerima")
    return [
        {
            "no_kk": kk(rng.randrange(FAMILIES)),
            "jenis": f"Bantuan {each}",
            "status": rng.choice(statuses),
            "tanggal": rng.choice((None, _day(rng))),
        }
        for each in range(60)
    ]


def _day(rng: random.Random) -> date:
    return LAST_DAY - timedelta(days=rng.randint(0, 700))
