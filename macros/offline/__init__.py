"""What leaves the house: what is audited in a built site, the zip that is given away, and the way onto the web."""
