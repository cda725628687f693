"""From answers to what a page says and draws: one module per page, pure functions, no Streamlit."""
