"""How HTML is made, whatever its subject: fragments from ``macros/templates/``, generated pages, data for scripts, charts."""
