"""How files are written, whatever their subject: whole or not at all, and byte-identical on every machine."""
