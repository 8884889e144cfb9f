"""How the site is put together from its subjects, and how it is served. Knows nothing of MkDocs; ``hooks.py`` does."""
