"""Who a row is about: stable codes for people and families, found again in later files.

A person's key is the whole NIK (16 digits), else name, mother's name, birth date and sex taken together
(``kunci``). A child first seen with a whole NIK is found again when a later export masks it, and the
other way round, as long as exactly one person has that ``kunci``. Nothing is matched by likeness and
nobody is merged in doubt: then the row gets a code of its own and a warning.
"""

from __future__ import annotations

import hmac
import re
import unicodedata

import pandas as pd

from stunting.imports import motherless
from stunting.imports.findings import Findings

_NOT_PLAIN = re.compile(r"[^A-Z0-9]+")
_CODE_LENGTH = 12  # hex characters: 48 bits, one chance in 500 of any clash among a million people


def code(salt: bytes, prefix: str, text: str) -> str:
    """A code that only this store can derive from an identity: prefix and 12 hex digits."""
    return prefix + hmac.digest(salt, text.encode(), "sha256").hex()[:_CODE_LENGTH]


def codes(salt: bytes, prefix: str, texts: pd.Series) -> pd.Series:
    """``code`` for each text; missing stays missing."""
    numbers, distinct = pd.factorize(texts)
    made = [code(salt, prefix, text) for text in distinct] + [None]
    return pd.Series(pd.Series(made, dtype=object).array.take(numbers), index=texts.index)


def plain(text: str) -> str:
    """A name for comparing: capital letters and digits, single spaces, no accents or punctuation."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).upper().encode("ascii", "ignore").decode()
    return _NOT_PLAIN.sub(" ", text.upper()).strip()


# "SITI / BUDI", "SITI & BUDI", "SITI, BUDI": the forms ask for the mother first.
BETWEEN_PARENTS = r"[/&,;]"


def _plain_column(rows: pd.DataFrame, name: str) -> pd.Series:
    if name not in rows:
        return pd.Series("", index=rows.index, dtype=object)
    numbers, distinct = pd.factorize(rows[name])
    first = name == "nama_ibu"
    made = [
        plain(re.split(BETWEEN_PARENTS, str(text).strip("/&,; "))[0] if first else str(text))
        for text in distinct
    ] + [""]
    return pd.Series(pd.Series(made, dtype=object).array.take(numbers), index=rows.index)


def _dates_text(rows: pd.DataFrame) -> pd.Series:
    if "tanggal_lahir" not in rows:
        return pd.Series("", index=rows.index, dtype=object)
    numbers, distinct = pd.factorize(rows["tanggal_lahir"])
    made = [f"{day:%Y-%m-%d}" for day in distinct] + [""]
    return pd.Series(pd.Series(made, dtype=object).array.take(numbers), index=rows.index)


def key(rows: pd.DataFrame) -> pd.Series:
    """``kunci`` "NAMA|IBU|2024-05-01|L" per row; missing without a name.

    A file with neither names nor NIK describes its children by what else it says of them, marked "#" so that
    no description is ever taken for a name. Without a birth date (a woman whose age alone is known) family
    and desa take its place.
    """
    name, born = _plain_column(rows, "nama"), _dates_text(rows)
    if not {"nama", "nik"} & set(rows):
        name = _described(rows)
    if born.eq("").any():
        place = rows.get("no_kk", pd.Series(None, index=rows.index, dtype=object))
        place = place.fillna(rows["kode_desa"]) if "kode_desa" in rows else place
        born = born.where(born.ne(""), place.fillna("").astype(object))
    sex = rows["jenis_kelamin"].fillna("").astype(object)
    whole = name + "|" + _plain_column(rows, "nama_ibu") + "|" + born + "|" + sex
    return whole.where(name.ne(""), None).astype(object)


def _described(rows: pd.DataFrame) -> pd.Series:
    """What stands for a name where there is none: desa, RT, RW and the sizes at birth."""
    told = ("kode_desa", "rt", "rw", "posyandu", "bb_lahir", "pb_lahir")
    texts = pd.Series("#", index=rows.index, dtype=object)
    for name in told:
        if name in rows:
            texts = texts + " " + rows[name].astype("str").fillna("").str.replace("|", " ")
    return texts


def _parts(keys: pd.Series) -> pd.DataFrame:
    """``kunci`` taken apart: nama, ibu, lahir, jenis_kelamin."""
    split = [["", "", "", ""] if pd.isna(each) else each.split("|") for each in keys]
    columns = ["nama", "ibu", "lahir", "jk"]
    return pd.DataFrame(split, columns=columns, index=keys.index, dtype=object)


def identify(
    con,
    rows: pd.DataFrame,
    salt: bytes,
    findings: Findings,
    labels: dict[str, str],
    *,
    children: bool = False,
) -> pd.DataFrame:
    """Rows of people with ``orang_id``, ``kunci`` and ``keluarga_id``; nik only where it is usable.

    ``children`` are told apart by their mothers; where a list does not name them, by their desa.

    Needs nik, nama, nama_ibu, tanggal_lahir and jenis_kelamin as far as the file has them. Rows without
    a usable identity get the finding ``tanpa_identitas`` and no code.
    """
    nik = rows["nik"].astype(object) if "nik" in rows else pd.Series(None, rows.index, dtype=object)
    rows = rows.assign(nik=nik.where(nik.notna(), None), kunci=key(rows))
    if children and {"nama", "kode_desa"} <= set(rows):
        rows["kunci"], learned = motherless.learn(con, rows)
        findings.add("dikenali_tanpa_ibu", rows.index[learned], labels.get("nama", "Nama"))
    label = labels.get("nik", "NIK")
    nobody = rows["nik"].isna() & rows["kunci"].isna()
    findings.add("tanpa_identitas", rows.index[nobody], labels.get("nama", "Nama"))
    erased = _erased(con, rows, salt)
    findings.add("dihapus_atas_permintaan", rows.index[erased], labels.get("nama", "Nama"))
    shared = _shared_numbers(rows)
    findings.add("nik_dipakai_bersama", rows.index[shared], label, rows["nik"])
    rows["nik"] = rows["nik"].mask(shared, None)

    # one line per distinct pair and which of them each row has: cheaper than joining them back
    pair = rows.groupby(["nik", "kunci"], dropna=False, sort=False).ngroup().to_numpy()
    first = ~pd.Series(pair).duplicated().to_numpy()
    people = rows.loc[first, ["nik", "kunci"]].reset_index(drop=True)
    somebody = people["nik"].notna() | people["kunci"].notna()
    matched, foreign = _match(people[somebody], _stored(con, people[somebody]), salt)
    rows["orang_id"] = matched["orang_id"].reindex(people.index).array.take(pair)
    doubtful = matched["ragu"].reindex(people.index, fill_value=False).to_numpy()[pair]
    if foreign:
        taken = rows["nik"].isin(foreign)
        findings.add("nik_dipakai_bersama", rows.index[taken], label, rows["nik"])
        rows["nik"] = rows["nik"].mask(taken, None)
    rows["nik"] = _whole_for_all(rows)
    findings.add("identitas_meragukan", rows.index[doubtful], labels.get("nama", "Nama"))
    rows["keluarga_id"] = family(rows, salt)
    return rows


def _erased(con, rows: pd.DataFrame, salt: bytes) -> pd.Series:
    """Rows about people who were erased on request, by NIK or by description."""
    gone = {code for (code,) in con.execute("select kode from dihapus").fetchall()}
    found = pd.Series(False, index=rows.index)
    if gone:
        for prefix, told in (("nik:", rows["nik"]), ("kunci:", rows["kunci"])):
            found |= codes(salt, "O", prefix + told).isin(gone)
    return found


def _whole_for_all(rows: pd.DataFrame) -> pd.Series:
    """NIK per row, a masked one whole where another row of the same person has it whole.

    Of two rows for one date only the last is kept; the number must not be lost with the other.
    """
    masked = rows["nik"].isna()
    if not masked.any() or masked.all():
        return rows["nik"]
    numbers = rows[~masked].drop_duplicates("orang_id").set_index("orang_id")["nik"]
    return rows["nik"].where(~masked, rows["orang_id"].map(numbers)).astype(object)


def family(rows: pd.DataFrame, salt: bytes) -> pd.Series:
    """keluarga_id from a whole Nomor KK; missing without one."""
    if "no_kk" not in rows:
        return pd.Series(None, index=rows.index, dtype=object)
    return codes(salt, "K", "kk:" + rows["no_kk"].astype(object))


def known_family(con, rows: pd.DataFrame, salt: bytes) -> pd.Series:
    """keluarga_id of families that may have a code of their own instead of a Nomor KK.

    By whole Nomor KK; else the family of the person on record with the NIK of the head; else by the code
    of the source (kode_keluarga), which never meets a Nomor KK.
    """
    found = family(rows, salt)
    if "kode_keluarga" not in rows:
        return found
    if "nik_kepala" in rows:
        con.register("masuk", rows[["nik_kepala"]].dropna().drop_duplicates().astype("str"))
        owners = con.execute(
            "select i.nik, any_value(o.keluarga_id) as keluarga_id from identitas.orang_identitas as i "
            "inner join orang as o on o.orang_id = i.orang_id "
            "where i.nik in (select nik_kepala from masuk) and o.keluarga_id is not null group by i.nik"
        ).df()
        con.unregister("masuk")
        by_head = rows["nik_kepala"].map(owners.set_index("nik")["keluarga_id"]).astype(object)
        found = found.where(found.notna(), by_head)
    by_code = codes(salt, "K", "kode:" + rows["kode_keluarga"].astype(object))
    return found.where(found.notna(), by_code).astype(object)


def _shared_numbers(rows: pd.DataFrame) -> pd.Series:
    """Rows whose NIK belongs, within the file, to people of different name and birth date."""
    known = rows.loc[
        rows["nik"].notna() & rows["kunci"].notna(), ["nik", "kunci"]
    ].drop_duplicates()
    known = known[known.duplicated("nik", keep=False)]
    if known.empty:
        return pd.Series(False, index=rows.index)
    parts = _parts(known["kunci"]).groupby(known["nik"]).nunique()
    shared = parts.index[(parts["nama"] > 1) & (parts["lahir"] > 1)]
    return rows["nik"].isin(shared) & rows["kunci"].notna()


def _stored(con, people: pd.DataFrame) -> pd.DataFrame:
    con.register("masuk", people.astype({"nik": "str", "kunci": "str"}))
    stored = con.execute("""
        with ejaan as (
            select orang_id, kunci from identitas.orang_kunci
            union
            select orang_id, kunci from identitas.orang_identitas where kunci is not null
        )

        select
            i.orang_id,
            i.nik,
            i.kunci as kunci_kini,
            e.kunci,
            coalesce(s.satu_id, i.orang_id) as satu_id,
        from identitas.orang_identitas as i
        left join orang_satu as s on s.orang_id = i.orang_id
        left join ejaan as e on e.orang_id = i.orang_id
        where
            i.nik in (select nik from masuk)
            or i.orang_id in (
                select orang_id from ejaan where kunci in (select kunci from masuk)
            )
    """).df()
    con.unregister("masuk")
    return stored.astype(object).where(stored.notna(), None)


def _match(
    people: pd.DataFrame, stored: pd.DataFrame, salt: bytes
) -> tuple[pd.DataFrame, set[str]]:
    """orang_id for distinct (nik, kunci); and the NIKs that belong to somebody else in the store.

    ``stored``: orang_id, nik, kunci_kini, satu_id (who it is by decision), and one row per spelling (kunci)
    ever used for the person.
    """
    people = people.assign(ragu=False)
    owners = stored[stored["nik"].notna()].drop_duplicates("nik").set_index("nik")
    owner = people["nik"].map(owners["orang_id"]).astype(object)
    theirs = people["nik"].map(owners["kunci_kini"]).astype(object)
    respelt = owner.notna() & people["kunci"].notna() & theirs.ne(people["kunci"])
    mine, theirs = _parts(people.loc[respelt, "kunci"]), _parts(theirs[respelt])
    differs = (
        mine["nama"].ne(theirs["nama"]) & theirs["nama"].ne("") & mine["lahir"].ne(theirs["lahir"])
    )
    other = differs.reindex(people.index, fill_value=False)
    foreign = set(people.loc[other, "nik"])
    has_nik = people["nik"].notna() & ~other
    people["orang_id"] = owner.where(~other, None)

    people["orang_id"] = people["orang_id"].fillna(_newly_numbered(people[has_nik], stored))
    new = has_nik & people["orang_id"].isna()
    people.loc[new, "orang_id"] = codes(salt, "O", "nik:" + people.loc[new, "nik"])
    if not has_nik.all():
        people = _describe(people, has_nik, stored, salt)
    return people, foreign


def _newly_numbered(numbered: pd.DataFrame, stored: pd.DataFrame) -> pd.Series:
    """orang_id of people of the store without a NIK whose NIK now comes whole."""
    unnumbered = stored.loc[stored["nik"].isna(), "orang_id"]
    if unnumbered.empty:
        return pd.Series(None, numbered.index, dtype=object)
    numbers = numbered.groupby("kunci")["nik"].nunique()
    match = numbered["kunci"].map(_only(stored["kunci"], stored["orang_id"], stored)).astype(object)
    found = (
        numbered["orang_id"].isna() & match.isin(unnumbered) & numbered["kunci"].map(numbers).eq(1)
    )
    # several spellings may point to several of them: one NIK is one person all the same
    chosen = match[found].groupby(numbered.loc[found, "nik"]).min()
    chosen = numbered["nik"].map(chosen[~chosen.duplicated(keep=False)]).astype(object)
    return chosen.where(chosen.notna(), None)


def _describe(
    people: pd.DataFrame, has_nik: pd.Series, stored: pd.DataFrame, salt: bytes
) -> pd.DataFrame:
    """orang_id for those without NIK: whoever alone has this name, mother, birth date and sex.

    Stored or in this file; somebody known by NIK comes before a person who is only known by that
    description.
    """
    numbered = pd.concat(
        [
            stored.loc[stored["nik"].notna(), ["kunci", "orang_id"]],
            people.loc[has_nik, ["kunci", "orang_id"]],
        ]
    )
    named = stored[["kunci", "orang_id"]]
    named = named[~named["kunci"].isin(numbered["kunci"].dropna())]
    both = pd.concat([numbered, named]).drop_duplicates()
    alone = _only(both["kunci"], both["orang_id"], stored)
    masked = ~has_nik
    known = masked & people["kunci"].isin(both["kunci"].dropna())
    found = masked & people["kunci"].isin(alone.index)
    doubt = known & ~found
    new = masked & ~known
    people.loc[found, "orang_id"] = people.loc[found, "kunci"].map(alone).astype(object)
    people.loc[new, "orang_id"] = codes(salt, "O", "kunci:" + people.loc[new, "kunci"])
    people.loc[doubt, "orang_id"] = codes(salt, "O", "ganda:" + people.loc[doubt, "kunci"])
    people["ragu"] = doubt
    return people


def _only(keys: pd.Series, ids: pd.Series, stored: pd.DataFrame) -> pd.Series:
    """kunci -> orang_id for keys that exactly one person has, where several codes may be one by decision."""
    pairs = (
        pd.DataFrame({"kunci": keys, "orang_id": ids}).dropna().drop_duplicates(ignore_index=True)
    )
    several = pairs["kunci"].duplicated(keep=False)
    if several.any():
        united = dict(zip(stored["orang_id"], stored["satu_id"], strict=True))
        one = pairs.loc[several, "orang_id"].map(united)
        pairs.loc[one.dropna().index, "orang_id"] = one.dropna()
        pairs = pairs.drop_duplicates()
    return pairs.drop_duplicates("kunci", keep=False).set_index("kunci")["orang_id"]


# Who may be meant: only they leave the database.
_NAMED = """
select orang_id, nik, kunci
from identitas.orang_identitas
where
    nik in (select nik from masuk)
    or (split_part(kunci, '|', 1), split_part(kunci, '|', 3)) in (select (nama, lahir) from masuk)
"""


def find(con, rows: pd.DataFrame) -> pd.Series:
    """orang_id of people already recorded, for rows that name them without sex (cases, moves).

    By whole NIK, else by name and birth date (and mother's name where both have it), when exactly one
    person fits. Missing where nobody does.
    """
    nik = rows["nik"].astype(object) if "nik" in rows else pd.Series(None, rows.index, dtype=object)
    name, born, mother = (
        _plain_column(rows, "nama"),
        _dates_text(rows),
        _plain_column(rows, "nama_ibu"),
    )
    asked = pd.DataFrame({"nik": nik, "nama": name, "lahir": born})
    con.register("masuk", asked.drop_duplicates().astype("str"))
    stored = con.execute(_NAMED).df()
    con.unregister("masuk")
    stored = stored.astype(object).where(stored.notna(), None)
    by_nik = stored.dropna(subset="nik").drop_duplicates("nik").set_index("nik")["orang_id"]
    found = nik.map(by_nik).astype(object)
    wanted = pd.DataFrame({"baris": rows.index, "nama": name, "lahir": born, "ibu": mother})
    wanted = wanted[found.isna() & name.ne("") & born.ne("")]
    parts = _parts(stored["kunci"]).assign(orang_id=stored["orang_id"])
    pairs = wanted.merge(parts, on=["nama", "lahir"], suffixes=("", "_tercatat"))
    pairs = pairs[
        pairs["ibu"].eq(pairs["ibu_tercatat"]) | pairs["ibu"].eq("") | pairs["ibu_tercatat"].eq("")
    ]
    pairs = pairs.drop_duplicates(["baris", "orang_id"]).drop_duplicates("baris", keep=False)
    by_row = pairs.set_index("baris")["orang_id"]
    return found.where(found.notna(), pd.Series(rows.index, rows.index).map(by_row)).astype(object)
