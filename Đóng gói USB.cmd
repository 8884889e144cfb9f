@call "%~dp0windows\chay.cmd" "bundle" "%~1"
