"""Official boundaries: from a file as it is published to the shapes the map draws."""
