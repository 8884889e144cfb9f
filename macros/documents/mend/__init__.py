"""Mending: a corrected copy of a .docx for what is safe and mechanical, with every change told."""
