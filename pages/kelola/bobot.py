"""How heavily each need counts in the list of families.

After ten seconds the operator can say: "Anak stunting paling berat, empat; jamban dua. Bila kita ubah,
daftarnya dihitung ulang dan perubahan itu tercatat."
"""

import streamlit as st

from stunting import access, answers, rights, show, store, weights
from stunting.presenters import bobot as words

caller = access.require(rights.UBAH)
known = answers.ask("kebutuhan_daftar")
kept, default = weights.current(), weights.shipped()

show.heading(words.headline(known))
if said := words.waiting(known, kept):
    show.caution(said)
st.markdown(
    "Skor sebuah keluarga adalah jumlah bobot kebutuhannya. Bobot 0 berarti kebutuhan itu tidak dihitung. "
    "Sesudah disimpan, daftar dihitung ulang untuk semua siklus; siklus tersegel tidak berubah angkanya."
)
with st.form("bobot"):
    boxes = st.columns(2)
    steps = words.steps(kept.values())
    wanted = {
        row.kebutuhan: boxes[number % 2].selectbox(
            f"{row.nama} ({row.opd}; bawaan {words.plain(default[row.kebutuhan])})",
            steps,
            index=steps.index(kept[row.kebutuhan]),
            format_func=words.plain,
            # another key once another weight is kept: then the box shows that one
            key=f"bobot_{row.kebutuhan}_{kept[row.kebutuhan]:g}",
        )
        for number, row in enumerate(known.itertuples())
    }
    pressed = st.form_submit_button(
        "Simpan dan hitung ulang", type="primary", icon=":material/save:"
    )
back = kept != default and st.button(
    "Kembali ke bobot bawaan", icon=":material/undo:", key="bawaan"
)
if pressed or back:
    from stunting import commands  # the whole import machinery: only when it is needed

    try:
        changed = weights.save(default if back else wanted, caller.name)
        if changed:
            with st.spinner("Menghitung ulang daftar keluarga"):
                commands.rebuild("bobot")
    except (ValueError, store.StoreError) as error:
        st.error(show.literal(str(error)))
    else:
        if changed:
            st.rerun()
        st.info("Tidak ada bobot yang berubah.")
