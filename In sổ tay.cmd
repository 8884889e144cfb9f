@call "%~dp0windows\chay.cmd" "book" "%~1"
