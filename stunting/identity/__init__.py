"""Who may be whom: alike children, what people decided about them, and links between people and families."""
