"""How files are written, whatever their subject: zip archives and spreadsheets, byte-identical on every machine."""
