"""Kertas kerja: what is said about drafts and about what became of a typed case."""

from __future__ import annotations

from collections.abc import Sequence

from stunting import bahasa
from stunting.drafts import Draft
from stunting.imports.fields import KELOMPOK
from stunting.imports.findings import TOLAK
from stunting.imports.report import FileReport
from stunting.presenters import keputusan

NEW = "Kertas kerja baru"


def headline(drafts: Sequence[Draft], cases: int, area: str, cycle: str) -> str:
    """How many cases are in the data and how many wait as drafts."""
    waiting = (
        f"{bahasa.angka(len(drafts))} draf menunggu" if drafts else "tidak ada draf yang menunggu"
    )
    return f"{area}, {cycle}: {bahasa.angka(cases)} kasus sudah masuk data, {waiting}."


def options(drafts: Sequence[Draft]) -> dict[str, str]:
    """A new form, and the drafts: code -> words."""
    return {"": NEW} | {
        each.kasus_id: f"Draf {keputusan.short(each.kasus_id)} · {KELOMPOK[each.kelompok]} · "
        f"{each.oleh}, {keputusan.moment(each.waktu)}"
        for each in drafts
    }


def refused(report: FileReport) -> list[str]:
    """Why rows were refused, in sentences without values."""
    if report.error:
        return [report.error]
    found = [each for each in report.findings if each.level == TOLAK]
    return [f"{each.sheet or ''}, {each.column or 'baris'}: {each.message}" for each in found]


def warned(report: FileReport) -> list[str]:
    """What was taken in with a doubt."""
    found = [each for each in report.findings if each.level != TOLAK]
    return list(dict.fromkeys(f"{each.column or each.sheet}: {each.message}" for each in found))
