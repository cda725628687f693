"""How far the z-scores printed in a file follow from the rows they stand in."""

from __future__ import annotations

from dataclasses import dataclass

_LABELS = {"tbu": "TB/U", "bbu": "BB/U", "bbtb": "BB/TB"}


@dataclass(frozen=True)
class Agreement:
    """How many printed z follow from their rows, by index: compared, equal within 0.015.

    Compared by the ministry's rule: it adds 0.7 cm for every child below 731 days recorded as standing,
    WHO's package does not below nine months. ``standing_young``: rows where the two rules part.
    """

    compared: dict[str, int]
    equal: dict[str, int]
    standing_young: int

    def to_json(self) -> dict:
        return {
            "z": {
                name: {"dibandingkan": self.compared[name], "cocok": self.equal[name]}
                for name in self.compared
            },
            "berdiri_di_bawah_9_bulan": self.standing_young,
        }

    def sentence(self) -> str:
        """The agreement in words: "z-score di berkas cocok dengan hitungan: TB/U 99,8 % dari 412"."""
        parts = [
            f"{_LABELS[name]} {100 * self.equal[name] / count:.1f} % dari {count}".replace(".", ",")
            for name, count in self.compared.items()
            if count
        ]
        if not parts:
            return "Berkas ini tidak memuat z-score untuk dibandingkan."
        said = f"z-score di berkas cocok dengan hitungan dari barisnya: {'; '.join(parts)}."
        if self.standing_young:
            said += (
                f" {self.standing_young} baris berdiri di bawah 9 bulan dibandingkan menurut aturan "
                "Kemenkes (+0,7 cm); hitungan kita mengikuti WHO (tanpa koreksi)."
            )
        return said
