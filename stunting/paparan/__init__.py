"""The presentation of a meeting: which screens it has, what stands on each, and what draws them."""
