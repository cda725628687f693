"""The meeting: what is decided there, and where every task stands. Works without a screen."""
