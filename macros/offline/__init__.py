"""The offline copy: what is audited in a built site, and the zip that is given away."""
