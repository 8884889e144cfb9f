@call "%~dp0windows\chay.cmd" "serve --mo" "%~1"
