"""The audited cases of a district: chosen among people of the sample who meet the reason for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from stunting.sample import story, texts, timeline
from stunting.sample.areas import District
from stunting.sample.children import Visits

_LETTERS = {"catin": "CT", "bumil": "BM", "pascasalin": "PS", "baduta": "BD", "balita": "BL"}
_GROUPS = {letters: group for group, letters in _LETTERS.items()}
# Group and kecamatan of each case, in the order of their numbers.
_MOJOKERTO = {
    "2023-S1": "CT05 BM05 BM15 BM03 BD03 BD17 BL01",
    "2023-S2": "CT08 BM03 BD05 BL11",
    "2024-S1": "BM01 BM16 BD03 BD17 BL05",
    "2024-S2": "CT05 BM12 BD05 BD06",
    "2025-S1": "CT07 BM05 BM18 BD01 BD14 BL17",
    "2025-S2": "BD03 BD05 BM01 CT10 PS05 BL17 BM02",
    "2026-S1": "CT05 BM05 BM01 BD17 BD05 BL03",
}
_PEKALONGAN = {
    "2023-S1": "CT02 CT01 BM03 BM04 BD03 BD01",
    "2024-S1": "CT02 CT03 BM01 BM04 BD03 BD02",
    "2025-S1": "PS04 PS02 BM03 BM01 BD04 BD01",
    "2026-S1": "CT02 CT03 BM01 BM03 BD04 BD02",
}
_LOW_HB = {"catin": 12.0, "bumil": 11.0, "pascasalin": 11.0}


@dataclass
class Case:
    """One audited person. ``cycle`` is a position in story.SIKLUS, ``facts`` the causes found."""

    kasus_id: str
    cycle: int
    kelompok: str
    person: dict[str, object]  # nik, nama, tanggal_lahir, nama_ibu, kabkota, kecamatan, desa
    no_kk: str
    audited: date
    causes: list[str] = field(default_factory=list)
    outcome: str | None = None
    tahap: int = 4
    risk_then: str = "tinggi"
    risk_now: str | None = None


def plan(district: District) -> list[tuple[int, str, str]]:
    """(cycle, group, kecamatan code) of every case of a district."""
    cases = []
    for cycle, siklus in enumerate(story.SIKLUS):
        if district.kode == story.PEKALONGAN and siklus in story.ROTASI:
            cases += [(cycle, group, kode) for kode, group in sorted(story.ROTASI[siklus].items())]
            continue
        text = {story.MOJOKERTO: _MOJOKERTO, story.PEKALONGAN: _PEKALONGAN}.get(district.kode, {})
        words = text.get(siklus, "").split()
        cases += [(cycle, _GROUPS[word[:2]], f"{district.kode}.{word[2:]}") for word in words]
        if not words:
            kecamatan = district.kecamatan
            cases += [
                (cycle, group, kecamatan[(cycle + step) % len(kecamatan)])
                for step, group in enumerate(("bumil", "baduta", "catin"))
            ]
    return cases


def choose(
    rng: np.random.Generator,
    district: District,
    screening: pd.DataFrame,
    measured: pd.DataFrame,
    visits: Visits,
    keluarga: pd.DataFrame,
) -> list[Case]:
    """The cases of all cycles; ``measured`` is still in the order of ``visits``."""
    pool = _Pool(rng, screening, measured, visits, keluarga)
    numbered: dict[tuple[int, str], int] = {}
    cases = []
    for cycle, group, kecamatan in plan(district):
        number = numbered[cycle, group] = numbered.get((cycle, group), 0) + 1
        siklus = story.SIKLUS[cycle].replace("-", "")
        head = f"AKS-{district.kode.replace('.', '')}-{siklus}"
        kasus_id = f"{head}-{_LETTERS[group]}-{number:02d}"
        case = pool.pick(kasus_id, cycle, group, kecamatan)
        if case is not None:
            cases.append(case)
    return cases


class _Pool:
    """People who could be audited, each at most once."""

    def __init__(self, rng, screening, measured, visits, keluarga) -> None:
        self.rng, self.screening, self.measured, self.visits = rng, screening, measured, visits
        days = screening["tanggal"].to_numpy().astype("M8[D]").astype(int)
        self.women_cycle = timeline.cycle_of(days)
        self.low_hb = screening["hb_gdl"] < screening["kelompok"].map(_LOW_HB)
        self.thin = screening["lila_cm"] < 23.5
        self.small = screening["bb_lahir_g"] < 2500
        self.full = screening["nik"].notna()
        self.z = np.full((visits.child.max() + 1, len(story.SIKLUS)), np.nan)
        weighed = np.isin(visits.month, timeline.WEIGHING)
        self.z[visits.child[weighed], visits.month[weighed] // 6] = visits.z_height[weighed]
        self.flags = keluarga.set_index(["no_kk", "siklus"])
        self.used: set[str] = set()

    def pick(self, kasus_id: str, cycle: int, group: str, kecamatan: str) -> Case | None:
        if group in _LOW_HB:
            return self._woman(kasus_id, cycle, group, kecamatan)
        return self._child(kasus_id, cycle, group, kecamatan)

    def _woman(self, kasus_id, cycle, group, kecamatan) -> Case | None:
        rows = self.screening
        there = (
            (self.women_cycle == cycle) & (rows["kelompok"] == group) & self.full
            & ~rows["nik"].isin(self.used)
        )  # fmt: skip
        there = _within(there, rows["kecamatan"] == kecamatan)
        troubled = there & (self.low_hb | self.thin | self.small)
        if kasus_id == story.KASUS_PENGANTIN:
            troubled = there & (rows["nik"] == story.NIK_PENGANTIN)
        found = np.flatnonzero(troubled if troubled.any() else there)
        if not len(found):
            return None
        at = found[0] if kasus_id == story.KASUS_PENGANTIN else self.rng.choice(found)
        row = rows.iloc[at]
        causes = ["A1"] * bool(self.thin[at]) + ["A2"] * bool(self.low_hb[at])
        causes += ["B2"] * bool(self.small[at])
        young = row["umur"] < 20
        causes += ["E4"] * bool(young and group == "catin") + ["C4"] * bool(
            young and group != "catin"
        )
        better = group == "catin" and self.rng.random() < 0.6 or kasus_id == story.KASUS_PENGANTIN
        outcome = "bersalin" if group == "bumil" else "turun" if better else "tetap"
        last = ["E2"] * (not row["jkn"])
        last += ["C2"] * bool(row["terpapar_rokok"] and self.rng.random() < 0.5)
        return self._case(kasus_id, cycle, group, row.to_dict(), causes, last, outcome)

    def _child(self, kasus_id, cycle, group, kecamatan) -> Case | None:
        visits, rows = self.visits, self.measured
        old = visits.age >= 730
        there = (
            np.isin(visits.month, timeline.WEIGHING) & (visits.month // 6 == cycle)
            & (old == (group == "balita")) & (visits.age < 1700) & (visits.age > 120)
            & ~rows["nik"].isin(self.used).to_numpy()
        )  # fmt: skip
        there = _within(there, rows["kecamatan"].to_numpy() == kecamatan)
        there &= np.abs(visits.z_height) < 6
        short = there & (visits.z_height < -2)
        found = np.flatnonzero(short if short.any() else there)
        if not len(found):
            return None
        later = self.z[visits.child, min(cycle + 1, len(story.SIKLUS) - 1)]
        change = later[found] - visits.z_height[found]
        if kasus_id == story.KASUS_MEMBANTU:
            at = found[np.nanargmax(change + 5 * (later[found] >= -1.95))]
        elif kasus_id == story.KASUS_TIDAK_MEMBANTU:
            at = found[np.nanargmin(change)]
        else:
            at = self.rng.choice(found)
        gained = later[at] - visits.z_height[at]
        outcome = (
            "hilang_kontak" if np.isnan(gained)
            else "turun" if gained > 0.15 else "naik" if gained < -0.15 else "tetap"
        )  # fmt: skip
        row = rows.iloc[at]
        causes = ["A3"] if not old[at] or self.rng.random() < 0.5 else ["B1"]
        causes += ["B2"] * bool(row["bb_lahir"] < 2.5 or row["pb_lahir"] < 48)
        causes += ["C3"] * bool(self.rng.random() < 0.4) + ["C1"] * bool(self.rng.random() < 0.35)
        return self._case(kasus_id, cycle, group, row.to_dict(), causes, [], outcome)

    def _case(self, kasus_id, cycle, group, row, first, last, outcome) -> Case:
        self.used.add(row["nik"])
        causes = [*first, *self._family_causes(row["no_kk"], story.SIKLUS[cycle]), *last]
        causes = list(dict.fromkeys(causes or ["C3"]))[:5]
        person = {
            name: row.get(name)
            for name in "nik nama tanggal_lahir nama_ibu kabkota kecamatan desa".split()
        }
        year, half = int(story.SIKLUS[cycle][:4]), cycle % 2
        audited = date(year, (5, 10)[half], 6 + int(self.rng.integers(20)))
        case = Case(kasus_id, cycle, group, person, row["no_kk"], audited, causes)
        case.risk_then = "tinggi" if len(causes) > 2 else "sedang"
        if cycle == len(story.SIKLUS) - 1:
            # Audited, on the agenda of the coming meeting.
            case.tahap = 2 if kasus_id.endswith("02") else 3
            return case
        case.outcome = outcome
        better = {"turun", "bersalin"}
        case.risk_now = "rendah" if outcome in better else case.risk_then
        return case

    def _family_causes(self, no_kk: str, siklus: str) -> list[str]:
        if (no_kk, siklus) not in self.flags.index:
            return []
        flags = self.flags.loc[(no_kk, siklus)]
        return (
            ["D2"] * (not flags["jamban_layak"]) + ["D1"] * (not flags["sumber_air_layak"])
            + ["D3"] * (not flags["rumah_layak_huni"])
            + ["C4"] * bool(flags["terlalu_dekat"] or flags["terlalu_banyak"] or flags["terlalu_tua"])
            + ["E1"] * bool(flags["peringkat_kesejahteraan"] <= 1)
            + ["E3"] * (flags["pendidikan_ibu"] in ("tidak_sekolah", "sd"))
        )  # fmt: skip


def _within(there, place):
    """The candidates of the planned kecamatan; where it has none, those of the whole district."""
    return there & place if (there & place).any() else there


def case_rows(cases: list[Case]) -> pd.DataFrame:
    """Rows of the sheet kasus."""
    return pd.DataFrame(
        {
            "kasus_id": case.kasus_id,
            "siklus": story.SIKLUS[case.cycle],
            "kelompok": case.kelompok,
            **case.person,
            "tahap": str(case.tahap),
            "status_risiko_awal": case.risk_then,
            "status_risiko_akhir": case.risk_now,
            "dapat_dicegah": case.causes[0] in texts.PREVENTING,
            "layanan_pencegah": texts.PREVENTING.get(case.causes[0]),
            "tanggal_audit": np.datetime64(case.audited, "s"),
        }
        for case in cases
    )


def paper_rows(cases: list[Case]) -> pd.DataFrame:
    """Rows of the sheet kertas_kerja: a few answers of each case, as its causes suggest."""
    rows = []
    for case in cases:
        told = dict(texts.PAPER[case.kelompok])
        told["air_minum"] = "Sumur tidak terlindung" if "D1" in case.causes else "Ledeng"
        told["bab"] = "Tidak ada" if "D2" in case.causes else "Jamban sendiri dengan tangki septik"
        if case.kelompok in ("baduta", "balita"):
            told["hadir_posyandu"] = "Tidak rutin" if "C3" in case.causes else "Rutin"
            told["riwayat_penyakit"] = "Diare berulang" if "B1" in case.causes else "Tidak ada"
        rows += [
            {"kasus_id": case.kasus_id, "bidang": name, "isi": text} for name, text in told.items()
        ]
    return pd.DataFrame(rows)


def cause_rows(cases: list[Case]) -> pd.DataFrame:
    """Rows of the sheet kasus_penyebab; the first cause is the main one."""
    return pd.DataFrame(
        {"kasus_id": case.kasus_id, "kode_penyebab": cause, "utama": position == 0}
        for case in cases
        for position, cause in enumerate(case.causes)
    )


def cycle_rows(district: District, cases: list[Case]) -> pd.DataFrame:
    """Rows of the sheet siklus: which group was audited where, and when it was presented."""
    rows = pd.DataFrame(
        {
            "kabkota": district.kode,
            "siklus": story.SIKLUS[case.cycle],
            "tanggal_diseminasi": np.datetime64(presented(district.kode, case.cycle), "s"),
            "kelompok": case.kelompok,
            "kecamatan": case.person["kecamatan"],
        }
        for case in cases
    )
    return rows.drop_duplicates(ignore_index=True)


def presented(kabkota: str, cycle: int) -> date:
    """Day of the dissemination meeting of a cycle."""
    if cycle == len(story.SIKLUS) - 1:
        return story.DISEMINASI.get(kabkota, story.DISEMINASI[story.MOJOKERTO])
    year, half = int(story.SIKLUS[cycle][:4]), cycle % 2
    return date(year, (6, 11)[half], (25, 11)[half])
