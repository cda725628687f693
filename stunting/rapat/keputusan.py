"""What is decided in a meeting and reported afterwards, as events of the register.

Nothing is ever overwritten: a decision, a new status, an obstacle and an undo are each one more event, with
who, when, what stood before and what stands after. What counts now is folded from all of them, so two people
who record at the same time both find their word in the history, and the later one counts.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from functools import lru_cache

from lokal import add_working_days

from stunting import bahasa, register
from stunting.imports.fields import STATUS_TUGAS, TINGKAT_PR

KIND = "keputusan_rapat"
PUTUSAN, STATUS, KENDALA, URUNG = "putusan", "status", "kendala", "urung"
REALISASI = "realisasi"
MIN_TEXT, MAX_TEXT = 10, 600
# A NIK, a Nomor KK or a phone number: decisions are read aloud, printed and projected.
_NUMBER = re.compile(r"\d(?:[ .-]?\d){9,}")


class NotRecorded(ValueError):
    """Why a decision was not taken down, as one Indonesian sentence."""


@dataclass(frozen=True)
class Putusan:
    """A decision of the meeting of one cycle: a task with its office and date.

    ``tenggat``: the last day; ``kasus``: codes of the cases it belongs to; ``biaya`` in rupiah;
    ``kode_kecamatan``: where it is to be done when that is not simply where its cases are.
    """

    kode_kabkota: str
    siklus: str
    teks: str
    kode_opd: str
    tenggat: date
    kasus: tuple[str, ...] = ()
    kode_penyebab: str | None = None
    tingkat_pr: str | None = None
    sumber_dana: str | None = None
    biaya: int | None = None
    kode_kecamatan: str | None = None


@dataclass(frozen=True)
class Taken:
    """A decision as it stands in the register: its code to be read aloud, who took it down and when."""

    tugas: str
    kode: str
    nomor: int
    at: datetime
    who: str
    isi: Putusan


@dataclass(frozen=True)
class Report:
    """One word about a task: a new status, an obstacle or the money used so far (rupiah); else None."""

    tugas: str
    nomor: int
    at: datetime
    who: str
    status: str | None = None
    kendala: str | None = None
    keterangan: str | None = None
    realisasi: int | None = None


@dataclass(frozen=True)
class Entry:
    """One line of the history, newest first: what was done, whether it was undone since."""

    nomor: int
    at: datetime
    who: str
    jenis: str
    tugas: str
    kata: str
    diurungkan: bool
    kode_penyebab: str | None = None  # of the decision it is about, "" without; None: of a workbook
    kode: str = ""  # of the decision it is about, also once that was taken back


@dataclass(frozen=True, eq=False)
class Standing:
    """What the events amount to: standing decisions, reports per task in order, the whole history.

    Itself a key for what follows from it: the same events give the same Standing (read).
    """

    putusan: tuple[Taken, ...] = ()
    reports: Mapping[str, tuple[Report, ...]] = field(default_factory=dict)
    history: tuple[Entry, ...] = ()


def deadline(working_days: int, start: date) -> date:
    """The day so many working days after ``start`` (libur nasional and cuti bersama from lokal-id).

    Years whose SKB is not known yet count weekends only.
    """
    try:
        return add_working_days(start, working_days)
    except (KeyError, ValueError):
        day, left = start, working_days
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < 5
        return day


def decide(what: Putusan, who: str, *, event_id: str | None = None) -> str:
    """Take a decision down and return the key of its task. Raises NotRecorded.

    ``event_id``: repeating a call with the same one records nothing twice.
    """
    text = what.teks.strip()
    if len(text) < MIN_TEXT:
        raise NotRecorded("Tulis keputusannya sebagai satu kalimat, misalnya siapa melakukan apa.")
    if len(text) > MAX_TEXT:
        raise NotRecorded(f"Keputusan paling panjang {MAX_TEXT} huruf; bagi menjadi dua keputusan.")
    if what.tingkat_pr is not None and what.tingkat_pr not in TINGKAT_PR:
        raise NotRecorded(f"Tingkat PR tidak dikenal: {what.tingkat_pr}.")
    if what.biaya is not None and what.biaya < 0:
        raise NotRecorded("Biaya tidak boleh negatif.")
    _refuse_numbers(text)
    key = event_id or uuid.uuid4().hex
    after = {"jenis": PUTUSAN, **{each.name: getattr(what, each.name) for each in fields(what)}}
    register.append(KIND, key, None, after | {"teks": text}, who=who, event_id=key)
    return key


def report(
    task: str,
    who: str,
    *,
    before: str | None = None,
    status: str | None = None,
    kendala: str | None = None,
    keterangan: str = "",
    realisasi: int | None = None,
    event_id: str | None = None,
) -> int:
    """A new status of a task, an obstacle or money used; returns the event's number. Raises NotRecorded.

    ``before``: the status the writer had in sight; ``realisasi``: all rupiah used so far, not the last part.
    A task in trouble needs a word about what is in the way.
    """
    kendala, keterangan = (kendala or "").strip()[:MAX_TEXT], keterangan.strip()[:MAX_TEXT]
    if status is None and not kendala and realisasi is None:
        raise NotRecorded("Pilih status baru, atau tulis kendala atau biaya yang sudah dipakai.")
    if realisasi is not None and realisasi < 0:
        raise NotRecorded("Biaya yang dipakai tidak boleh negatif.")
    if status is not None and status not in STATUS_TUGAS:
        raise NotRecorded(f"Status tidak dikenal: {status}.")
    if status == "terkendala" and not kendala:
        raise NotRecorded("Tulis kendalanya: apa yang menghalangi tugas ini.")
    _refuse_numbers(f"{kendala} {keterangan}")
    after = {
        "jenis": STATUS if status else KENDALA if kendala else REALISASI,
        "status": status,
        "kendala": kendala or None,
        "keterangan": keterangan or None,
        "realisasi": realisasi,
    }
    key = event_id or uuid.uuid4().hex
    return register.append(KIND, task, {"status": before}, after, who=who, event_id=key)


def undo(number: int, who: str) -> int:
    """Take the event of this number back by one more event; an undo can be undone too. Raises NotRecorded."""
    known = {each.id: each for each in register.events(KIND)}
    if number not in known:
        raise NotRecorded("Catatan itu tidak ada di register.")
    if number in _undone(known.values()):
        raise NotRecorded("Catatan itu sudah diurungkan orang lain.")
    return register.append(
        KIND, known[number].subject, {"peristiwa": number}, {"jenis": URUNG}, who=who
    )


def _refuse_numbers(text: str) -> None:
    if _NUMBER.search(text):
        raise NotRecorded(
            "Jangan tulis NIK, Nomor KK atau nomor telepon: keputusan dibaca dan dicetak untuk umum. "
            "Sebut kode kasusnya."
        )


def read() -> Standing:
    """What all events of the register amount to now; the same object as long as none is added."""
    return _folded(register.last_event(KIND), register.identity())


@lru_cache(maxsize=2)
def _folded(last: int, register_file: tuple[object, ...]) -> Standing:
    return fold(register.events(KIND))


def fold(events: Iterable[register.Event]) -> Standing:
    """The standing decisions and reports of events in the order they came."""
    events = list(events)
    undone = _undone(events)
    taken, reports, history, counted, about = [], {}, [], {}, {}
    for event in events:
        kind = event.after["jenis"]
        if kind == PUTUSAN:
            what = _putusan(event.after)
            place = (what.kode_kabkota, what.siklus)
            # also those taken back have their number, so that no code ever changes its meaning
            counted[place] = counted.get(place, 0) + 1
            code = _code(what, counted[place])
            about[event.subject] = (what.kode_penyebab or "", code)
            if event.id not in undone:
                taken.append(Taken(event.subject, code, event.id, event.at, event.who, what))
        elif kind in (STATUS, KENDALA, REALISASI) and event.id not in undone:
            names = ("status", "kendala", "keterangan", "realisasi")
            said = {name: event.after.get(name) for name in names}
            word = Report(event.subject, event.id, event.at, event.who, **said)
            reports.setdefault(event.subject, []).append(word)
        told = about.get(event.subject, (None, ""))
        history.append(_entry(event, kind, event.id in undone, *told))
    return Standing(
        tuple(taken),
        {task: tuple(words) for task, words in reports.items()},
        tuple(reversed(history)),
    )


def _undone(events: Iterable[register.Event]) -> set[int]:
    """Numbers of the events that were taken back, and not given back by an undo of the undo."""
    found: set[int] = set()
    for event in sorted(events, key=lambda each: each.id, reverse=True):
        if event.after["jenis"] == URUNG and event.id not in found:
            found.add(event.before["peristiwa"])
    return found


def _putusan(after: Mapping[str, object]) -> Putusan:
    known = {each.name: after.get(each.name) for each in fields(Putusan)}
    known["tenggat"] = date.fromisoformat(known["tenggat"])
    known["kasus"] = tuple(known["kasus"] or ())
    return Putusan(**known)


def _code(what: Putusan, number: int) -> str:
    """ "KPT-3516-2026S1-03"."""
    return f"KPT-{what.kode_kabkota.replace('.', '')}-{what.siklus.replace('-', '')}-{number:02d}"


def _entry(event: register.Event, kind: str, undone: bool, cause: str | None, code: str) -> Entry:
    after = event.after
    spent = after.get("realisasi")
    money = None if spent is None else f"Biaya yang sudah dipakai Rp {bahasa.angka(spent)}"
    words = {
        PUTUSAN: lambda: f"Keputusan: {after['teks']}",
        STATUS: lambda: (
            f"Status menjadi {STATUS_TUGAS.get(after['status'], after['status']).lower()}"
        ),
        KENDALA: lambda: f"Kendala: {after['kendala']}",
        REALISASI: lambda: money,
        URUNG: lambda: f"Mengurungkan catatan nomor {event.before['peristiwa']}",
    }[kind]()
    if money and kind != REALISASI:
        words = f"{words}. {money}"
    return Entry(event.id, event.at, event.who, kind, event.subject, words, undone, cause, code)
