"""The commands of ``python -m stunting``, by what they are about."""
