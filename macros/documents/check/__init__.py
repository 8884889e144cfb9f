"""Checking: a .docx file is read, its parts are found, and each rule says what is wrong with them."""
