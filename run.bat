@echo off
rem Sets everything up on Windows and opens the app. Needs Python 3.11 or later.
cd /d "%~dp0"
if not exist .venv\Scripts\python.exe py -3 -m venv .venv
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check uv
set UV_SYSTEM_CERTS=1
.venv\Scripts\uv pip install --quiet --python .venv\Scripts\python.exe -r requirements.txt
.venv\Scripts\python -m assistant serve
