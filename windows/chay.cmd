@echo off
rem Runs one verb of the handbook for whoever double-clicks: chay.cmd "verb" "folder of the office, dropped on the file".
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
pushd "%~dp0.."
set "VERB=%~1"
set "PYTHONUTF8=1"
set "NO_MKDOCS_2_WARNING=1"
if not defined SO_TAY_DATA if exist "noi-minh\to-chuc.xlsx" set "SO_TAY_DATA=noi-minh"
if not "%~2"=="" set "SO_TAY_DATA=%~2"
title %VERB%

rem The portable copy brings its own Python with all it needs.
if exist "python\python.exe" goto portable
call :try py -3 && goto installed
call :try python && goto installed
call :try python3 && goto installed
goto missing

:try
%* -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if errorlevel 1 exit /b 1
set "PY=%*"
exit /b 0

:portable
"python\python.exe" -X utf8 -m macros %VERB%
goto done

:installed
%PY% run.py %VERB%
goto done

:missing
echo.
echo Máy này chưa có Python 3.11 trở lên. Sổ tay không tự cài đặt vào máy.
echo.
echo Cách 1: mở Microsoft Store, tìm «Python 3.11», bấm Tải.
echo Cách 2: mở https://www.python.org/downloads/windows/, tải bản cài đặt,
echo         khi cài đánh dấu ô «Add python.exe to PATH».
echo Cách 3: máy không có mạng hoặc không được cài: đề nghị cung cấp bản mang theo, đã có sẵn Python.
echo.
echo Sau khi cài, bấm đúp lại tệp này.
set "CODE=1"
goto close

:done
set "CODE=%ERRORLEVEL%"
echo.
if "%CODE%"=="0" echo Xong.
if not "%CODE%"=="0" echo Chưa hoàn thành: xem các dòng ở trên, sửa rồi bấm đúp lại tệp này.

:close
popd
echo Bấm một phím để đóng cửa sổ này.
pause >nul
exit /b %CODE%
