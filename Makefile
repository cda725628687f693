# `make` lists what there is. Windows without make: the plain commands stand in README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Three on two cores: a third of the time tests wait for servers and disks. Browsers draw: two at a time.
JOBS ?= 3
BROWSERS ?= 2

# Where it is set, every server the tests start would compile the whole application anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test lint audit check fix bench penonton fuzz bunuh gangguan lama nol
.PHONY: spark spark-lengkap banding clean

help:  ## daftar perintah
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/ -/' | sort

$(VENV)/.run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.run  ## siapkan lingkungan untuk menjalankan dasbor

setup-dev: $(VENV)/.dev  ## siapkan lingkungan untuk mengembangkan dan menguji

run: setup  ## buka dasbor di peramban
	$(BIN)/python -m streamlit run app.py

test: setup-dev  ## semua uji, termasuk di peramban sungguhan
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal -m "not browser"
	$(BIN)/python -m pytest -q -n $(BROWSERS) --dist worksteal -m browser

lint: setup-dev  ## gaya dan format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/sqlfluff lint --processes 2 queries

audit: setup-dev  ## kelemahan yang diketahui pada pustaka yang dipakai (perlu internet)
	$(BIN)/pip-audit -r requirements.txt --no-deps --disable-pip

check: lint audit  ## gaya, format, kelemahan pustaka, kontrak
	$(BIN)/python -m pytest -q tests/queries/test_contracts.py tests/test_layers.py

fix:  ## rapikan format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

UKURAN ?= 100rb
bench: setup-dev  ## tolok ukur (UKURAN: 100rb, 1jt, 10jt, 100jt), dibandingkan dengan docs/tolok-ukur.json
	$(BIN)/python -m stunting bench --ukuran $(UKURAN)

SESI ?= 50
TIAP ?= 2
penonton: setup-dev  ## banyak penonton sekaligus (SESI, TIAP detik): tiap jawaban diperiksa
	$(BIN)/python tests/viewers.py --sessions $(SESI) --every $(TIAP)

FILES ?= 2000
SEED ?= 1
fuzz: setup-dev  ## rusak ribuan berkas lalu impor (FILES, SEED)
	$(BIN)/python -m tests.fuzz --files $(FILES) --seed $(SEED)

TIMES ?= 50
bunuh: setup-dev  ## matikan impor di saat acak (TIMES), versi yang berlaku harus tetap utuh
	$(BIN)/python tests/kill_import.py --times $(TIMES)

FAULTS ?= 210
gangguan: setup-dev  ## disk penuh, listrik padam, berkas terpotong, jam mundur (FAULTS): tidak ada keputusan yang hilang
	$(BIN)/python tests/faults.py --times $(FAULTS)

HOURS ?= 8
lama: setup-dev  ## delapan jam pemakaian dipercepat (HOURS): memori server tidak boleh tumbuh
	$(BIN)/python tests/soak.py --hours $(HOURS)

RUNS ?= 200
nol: setup-dev  ## berapa kali kabupaten tanpa perbedaan dikira berbeda (RUNS)
	$(BIN)/python tests/null_district.py --times $(RUNS)

$(VENV)/.spark: requirements-spark.txt $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-spark.txt
	@touch $@

spark: $(VENV)/.spark  ## pertanyaan yang sama di mesin lain (Spark), atas ekspor Parquet
	$(BIN)/python -m pytest -q tests/spark -m "not lengkap"

spark-lengkap: $(VENV)/.spark  ## sama, juga dengan kedua kabupaten/kota bertukar peran
	$(BIN)/python -m pytest -q tests/spark

# An environment of its own: neither the dashboard nor its tests need a driver of PostgreSQL.
BANDING := .venv-banding
$(BANDING)/.siap: requirements.txt requirements-dev.txt requirements-banding.txt
	$(PYTHON) -m venv $(BANDING)
	$(BANDING)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-banding.txt
	@touch $@

HASIL ?= banding-$(UKURAN).json
banding: $(BANDING)/.siap  ## DuckDB dibanding pandas, SQLite, PostgreSQL dan anthro (UKURAN; perlu server PostgreSQL)
	$(BANDING)/bin/python -m tests.banding --ukuran $(UKURAN) --json $(HASIL)

clean:  ## buang lingkungan (bukan data)
	rm -rf $(VENV) $(BANDING)
