"""How every figure is made, and from which source.

After ten seconds a reader can say: "Oh, begitu cara menghitungnya, dan ini sumbernya."
"""

import streamlit as st

from stunting import bahasa, show
from stunting.presenters import metode

sections = metode.sections()
show.heading(metode.HEADLINE)
st.markdown(" · ".join(f"[{each.title}](#{each.anchor})" for each in sections))
for each in sections:
    st.subheader(each.title, anchor=each.anchor)
    st.markdown(each.text)
st.subheader("Tabel yang berlaku", anchor="tabel")
for title, (rows, labels) in metode.tables().items():
    show.table(
        rows,
        labels,
        alt=title,
        key=f"tabel_{title}",
        title=title,
        formats={"nilai": lambda value: bahasa.angka(value, 1), "bobot": bahasa.angka},
    )
show.line(metode.CONFIDENCE)
