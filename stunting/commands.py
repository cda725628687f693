"""What the command line, the first start of the app and the benchmark do to a store as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from stunting import accounts, build, db, register, sample, store
from stunting.imports import run

SAMPLE_DATE = date(2026, 7, 15)

Progress = Callable[[float, str], None]


def init(wilayah: tuple[str, ...]) -> str:
    """Make an empty nyata store for these kabupaten/kota; return its first version.

    Raises StoreError when there is a store already, ValueError for a code that is no kabupaten/kota.
    """
    build.areas(wilayah)  # a wrong code must not leave half a store behind
    kind = store.Kind(store.NYATA, wilayah)
    store.create(kind)
    with store.writing():
        _publish(None, kind, "init")
    return store.current()


def make_sample(
    skala: str | sample.Skala = "kecil", seed: int = 2026, progress: Progress | None = None
) -> str:
    """Build a contoh store of a named (or given) size through the production importer; return its version.

    Raises StoreError when a nyata store is there; a contoh store gets a new version.
    """
    if store.exists() and not store.kind().contoh:
        raise store.StoreError(
            "Penyimpanan ini untuk data nyata; data contoh tidak dapat dibuat di sini. "
            "Pilih folder lain lewat STUNTING_HOME, atau ulangi init bila terputus."
        )
    size = sample.areas.scale(skala) if isinstance(skala, str) else skala
    say = progress or (lambda fraction, sentence: None)
    say(0.05, "Menyusun data contoh")
    frames = sample.generate(size, seed)
    kind = store.Kind(store.CONTOH, size.kabkota)
    if not store.exists():
        store.create(kind)
    with store.writing(), store.new_version(base=None) as draft:
        with db.building(draft) as con:
            build.prepare(con, kind)
            say(0.4, "Memeriksa dan memasukkan data contoh")
            report = run.apply_frames(con, frames, "data-contoh", SAMPLE_DATE)
            say(0.7, "Menghitung z-score, indikator dan daftar keluarga")
            build.derive(con)
        _report(
            draft,
            {
                "asal": "sample",
                "skala": str(skala),
                "seed": seed,
                "impor": [report.without_values()],
            },
        )
    store.cover(size.kabkota)
    say(1.0, "Selesai")
    return store.current()


def begin_real(wilayah: tuple[str, ...], account: str, password: str) -> str:
    """Turn a contoh store into an empty nyata one with its first account; return the new version.

    Raises StoreError in a nyata store, AccountError for an unusable name or password (nothing changed
    then). The empty version becomes live before the store calls itself nyata: a stop in between leaves
    an empty store that still says DATA CONTOH, never invented people without the banner.
    """
    if not store.kind().contoh:
        raise store.StoreError("Penyimpanan ini sudah berisi data nyata.")
    build.areas(wilayah)
    accounts.add(account, password, who="halaman Impor")
    kind = store.Kind(store.NYATA, wilayah)
    with store.writing():
        _publish(None, kind, "init")
        store.become_real(kind)
        register.start_anew()  # what was decided about invented people is no decision
    register.append("mulai_nyata", account, None, {"wilayah": list(wilayah)}, who="halaman Impor")
    return store.current()


def ensure_store(progress: Progress | None = None) -> None:
    """At the first start of the app: without a store, build the small sample."""
    if not store.exists():
        make_sample(progress=progress)


def rebuild(origin: str = "build", progress: Progress | None = None) -> str:
    """Compute the live version anew with today's code, settings and decisions; return the new version.

    ``origin`` says in the report of the version why.
    """
    with store.writing():
        _publish(store.current(), store.kind(), origin, progress)
    return store.current()


def _publish(
    base: str | None, kind: store.Kind, origin: str, progress: Progress | None = None
) -> None:
    """Make a version from what ``base`` holds (None: nothing) live; inside ``store.writing``."""
    say = progress or (lambda fraction, sentence: None)
    say(0.05, "Menyalin data yang tayang")
    with store.new_version(base=base) as draft:
        with db.building(draft) as con:
            build.prepare(con, kind)
            say(0.2, "Menghitung indikator dan daftar keluarga")
            build.derive(con)
            say(0.9, "Menyimpan versi baru")
        _report(draft, {"asal": origin})


def _report(draft, content: dict) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, default=str)
    (draft / "laporan.json").write_text(text, encoding="utf-8")
