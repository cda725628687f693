"""Data to pictures: Plotly figures and pydeck maps, each with its alt text in Indonesian."""
