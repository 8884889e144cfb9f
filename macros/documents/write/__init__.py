"""Writing: a template's text becomes a small program, which fills in a document or its picture on the page."""
