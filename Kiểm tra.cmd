@call "%~dp0windows\chay.cmd" "office check" "%~1"
