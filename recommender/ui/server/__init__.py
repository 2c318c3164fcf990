"""What the server sends: the frame around every page, and what has an address of its own."""
