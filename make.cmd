@echo off
rem make demo, make test: the same two words as on Linux and macOS.
setlocal
cd /d "%~dp0"
set BIN=.venv\Scripts
if "%1"=="" goto demo
if "%1"=="demo" goto demo
if "%1"=="test" goto test
echo make demo ^| make test
exit /b 2

:install
if not exist %BIN%\python.exe py -3 -m venv .venv || python -m venv .venv || exit /b 1
%BIN%\python -m pip install -q --disable-pip-version-check --require-hashes -r %1 || exit /b 1
%BIN%\python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . || exit /b 1
exit /b 0

:demo
call :install requirements.lock || exit /b 1
%BIN%\python -m kit demo
exit /b %errorlevel%

:test
call :install requirements-dev.lock || exit /b 1
%BIN%\python -m pytest -n auto -m "not browser and not office"
exit /b %errorlevel%
