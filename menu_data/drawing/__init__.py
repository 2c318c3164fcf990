"""Drawing of the dishes of the menu, as SVG made of many small seeded pieces."""
