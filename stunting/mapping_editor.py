"""The editor of a mapping: under an unknown file on the Impor page, and alone on the page Pemetaan kolom.

Every choice is a widget whose key names file, header row and starting point, so that another file, row
or starting point begins anew. Suggestions stand in the empty boxes; nothing is taken over unasked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from stunting import access, intake, mapping_shelf, show
from stunting.imports.fields import SHEETS, Field, Sheet
from stunting.imports.mapping import model, recognise, saved, suggest
from stunting.imports.mapping.model import Column, Mapping
from stunting.imports.mapping.peek import Head
from stunting.imports.options import Options
from stunting.imports.read import HEADER_WITHIN, ImportFailed
from stunting.presenters import pemetaan as words

_PER_ROW = 4


def offer(upload, found: intake.Intake) -> None:
    """Under what a look at a file found: the editor, open when the file is unknown."""
    unknown = found.preview.unknown_layout
    if found.done is not None or (found.preview.error and not unknown):
        return
    key = f"petakan_{found.file_id}_{found.options.pemetaan or ''}"
    if not st.toggle("Petakan kolom sendiri", value=unknown, key=key):
        return
    try:
        heads = intake.peek(upload)
    except ImportFailed as error:
        st.error(str(error))
        return
    if not heads:
        return
    with st.container(border=True):
        _from_file(upload, found, heads)


def _from_file(upload, found: intake.Intake, heads: Sequence[Head]) -> None:
    prefix = f"peta_{found.file_id}"
    usable, broken = saved.load()
    reveal = access.current().kerja
    left, middle, right = st.columns(3, vertical_alignment="bottom")
    with left:
        names = [each.name for each in heads]
        name = st.selectbox("Lembar berkas", names, key=f"{prefix}_berkas")
    head = heads[names.index(name)]
    rows = list(range(1, min(len(head.rows), HEADER_WITHIN) + 1))
    with middle:
        row = st.selectbox(
            "Baris judul kolom",
            rows,
            index=head.guess - 1,
            format_func=lambda row: words.header_choice(head, row, reveal=reveal),
            key=f"{prefix}_{names.index(name)}_judul",
        )
    with right:
        start = st.selectbox(
            "Mulai dari pemetaan tersimpan",
            usable,
            index=None,
            format_func=lambda each: each.name,
            placeholder="tidak, mulai dari awal" if usable else "belum ada yang tersimpan",
            disabled=not usable,
            key=f"{prefix}_mulai",
        )
    if start and st.button(f'Pakai pemetaan "{start.name}" apa adanya', key="pakai_pemetaan"):
        intake.look(upload, Options(pemetaan=start.name))
        st.rerun()
    for each in broken:
        st.warning(each.sentence)
    if model.is_data(head.headers(row)):
        st.warning(words.NOT_A_HEADER)
        return
    st.dataframe(
        words.preview(head, row, reveal=reveal),
        hide_index=True,
        width="stretch",
        key="pratinjau_berkas",
        alt="Baris pertama berkas",
    )
    if not reveal:
        st.markdown("Isi sel disamarkan; nyalakan Mode kerja untuk melihatnya.")
    prefix = f"{prefix}_{names.index(name)}_{row}_{start.name if start else ''}"
    mapping = _compose(prefix, head.headers(row), start, head, row)
    if name := _save(prefix, mapping, "Simpan dan periksa berkas"):
        intake.look(upload, Options(pemetaan=name))
        st.rerun()


def edit(mapping: Mapping) -> bool:
    """The editor of a saved mapping without a file; True in the run in which it was saved."""
    headers = [each.header for each in mapping.columns]
    changed = _compose(f"ubah_{mapping.name}", headers, mapping, None, 0)
    return _save(f"ubah_{mapping.name}", changed, "Simpan perubahan", named=True) is not None


def _compose(
    prefix: str, headers: Sequence[str], start: Mapping | None, head: Head | None, row: int
) -> Mapping:
    """The mapping as the boxes say it, still without a name (that of ``start``)."""
    hints = [header or (head.above(row, at) if head else "") for at, header in enumerate(headers)]
    keys = list(SHEETS)
    likely = start.sheet if start else suggest.likely_sheet(hints)
    key = st.selectbox(
        "Satu baris berkas ini adalah",
        keys,
        index=keys.index(likely),
        format_func=words.sheet_choice,
        key=f"{prefix}_lembar",
    )
    sheet = SHEETS[key]
    same = start if start and start.sheet == key else None
    prefix = f"{prefix}_{key}"
    columns = _columns(prefix, headers, hints, sheet, same)
    mapped = {each.field for each in columns if each.field}
    constants = _constants(prefix, sheet, mapped, same)
    replacements = _replacements(prefix, sheet, columns, same, head, row)
    return Mapping(start.name if start else "", key, columns, constants, replacements)


def _columns(
    prefix: str,
    headers: Sequence[str],
    hints: Sequence[str],
    sheet: Sheet,
    start: Mapping | None,
) -> tuple[Column, ...]:
    fields = {each.name: each for each in sheet.fields}
    suggested = suggest.suggest(hints, sheet)
    before = recognise.places(start, headers) if start else {}
    keys = [f"{prefix}_{at}" for at in range(len(headers))]
    open_ = {at: name for at, name in suggested.items() if at not in before}
    if open_:
        st.button(
            f"Pakai semua saran ({len(open_)})",
            icon=":material/auto_fix_high:",
            on_click=lambda: st.session_state.update({keys[at]: open_[at] for at in open_}),
            key=f"{prefix}_saran",
        )
    chosen: list[str | None] = []
    for at, header in enumerate(headers):
        if at % _PER_ROW == 0:
            boxes = st.columns(_PER_ROW)
        hint = suggested.get(at)
        # not as its index: a box that begins with one cannot be emptied
        st.session_state.setdefault(keys[at], before.get(at))
        above = f" (di bawah “{hints[at]}”)" if hints[at] and not header else ""
        chosen.append(
            boxes[at % _PER_ROW].selectbox(
                show.literal(words.column_label(headers, at) + above),
                list(fields),
                index=None,
                format_func=lambda name: words.field_choice(fields[name]),
                placeholder=f"Saran: {fields[hint].label}" if hint else words.NOT_READ,
                key=keys[at],
            )
        )
    return tuple(Column(*each) for each in zip(headers, chosen, strict=True))


def _constants(
    prefix: str, sheet: Sheet, mapped: set[str], start: Mapping | None
) -> dict[str, str]:
    """Boxes for what the file lacks: needed fields always, others when chosen."""
    before = dict(start.constants) if start else {}
    needed = [
        each
        for each in sheet.fields
        if each.required and each.name not in mapped and not model.personal(each)
    ]
    others = [
        each
        for each in sheet.fields
        if each not in needed and each.name not in mapped and not model.personal(each)
    ]
    st.markdown("**Isian tetap untuk semua baris**: yang tidak ada di berkas, diisi sekali di sini")
    boxes = st.columns(_PER_ROW)
    with boxes[0]:
        extra = st.multiselect(
            "Tambah isian tetap",
            others,
            default=[each for each in others if each.name in before],
            format_func=lambda each: each.label,
            placeholder="Pilih bidang",
            key=f"{prefix}_tetap",
        )
    found = {}
    for at, each in enumerate([*needed, *extra], 1):
        if at % _PER_ROW == 0:
            boxes = st.columns(_PER_ROW)
        with boxes[at % _PER_ROW]:
            text = _code_box(each.label, each, before.get(each.name), f"{prefix}_tetap_{each.name}")
        if text:
            found[each.name] = text
    return found


def _code_box(label: str, each: Field, value: str | None, key: str, empty: str = "") -> str | None:
    """A box for one text of a field: a choice of its codes, or typed."""
    label = show.literal(label)
    codes = words.codes(each)
    if not codes:
        text = st.text_input(
            label, value=value or "", placeholder=empty or words.example(each), key=key
        )
        return text.strip() or None
    st.session_state.setdefault(key, value if value in codes else None)
    return st.selectbox(
        label,
        list(codes),
        index=None,
        format_func=codes.get,
        placeholder=empty or "Pilih",
        key=key,
    )


def _replacements(
    prefix: str,
    sheet: Sheet,
    columns: Sequence[Column],
    start: Mapping | None,
    head: Head | None,
    row: int,
) -> dict[str, dict[str, str]]:
    """Boxes for texts of coded columns that cannot be read as they are."""
    before = {name: dict(texts) for name, texts in start.replacements.items()} if start else {}
    open_: list[tuple[Field, str]] = []
    for at, column in enumerate(columns):
        each = model.field_of(sheet, column.field) if column.field else None
        if each is None or each.kind not in model.REPLACEABLE:
            continue
        texts = dict.fromkeys(before.get(each.name, {}))
        for text in head.codes(row, at) if head else ():
            if model.unreadable(each, text) not in ("", model.EMPTY):
                texts.setdefault(text)
        open_ += [(each, text) for text in texts]
    if not open_:
        return {}
    st.markdown("**Isi yang belum dikenal**: pilih artinya; yang dibiarkan kosong akan ditolak")
    found: dict[str, dict[str, str]] = {}
    for number, (each, theirs) in enumerate(open_):
        if number % _PER_ROW == 0:
            boxes = st.columns(_PER_ROW)
        with boxes[number % _PER_ROW]:
            ours = _code_box(
                f"{each.label}: “{theirs}” dibaca",
                each,
                before.get(each.name, {}).get(theirs),
                f"{prefix}_ganti_{each.name}_{theirs}",
                "tidak diganti",
            )
        if ours:
            found.setdefault(each.name, {})[theirs] = ours
    return found


def _save(prefix: str, mapping: Mapping, label: str, *, named: bool = False) -> str | None:
    """What is still missing, a box for the name unless it has one, the button; the name once it is saved."""
    lacking = words.missing(mapping)
    if lacking:
        st.warning("  \n".join(show.literal(line) for line in lacking))
    name, overwrite = mapping.name, True
    if not named:
        left, right = st.columns(2, vertical_alignment="bottom")
        with left:
            name = st.text_input(
                "Nama pemetaan",
                value=mapping.name,
                placeholder="misalnya Elsimil catin Dinas P2KB",
                max_chars=60,
                key=f"{prefix}_nama",
            ).strip()
        taken = name.casefold() in {each.casefold() for each in saved.names()}
        with right:
            overwrite = taken and st.checkbox(
                f'Ganti pemetaan "{name}" yang sudah ada', key=f"{prefix}_timpa"
            )
    ready = bool(name) and not lacking
    if not st.button(label, type="primary", disabled=not ready, key="simpan_pemetaan"):
        return None
    save = partial(saved.save, overwrite=overwrite)
    return name if mapping_shelf.attempt(save, replace(mapping, name=name)) else None
