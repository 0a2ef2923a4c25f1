# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
#
# make demo        install, then two simulated arms lift a pot over DDS (no ROS 2, GPU or display)
# make test        install, lint, type-check, run every test
# make train-mini  the learning chain from nothing to a checkpoint in $(TRAIN_DIR)
# make install     only the installation that `make demo` uses

PYTHON ?= python3
VENV ?= .venv
TRAIN_DIR ?= lavla_data/mini
EPISODES ?= 5

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --constraint constraints.txt --disable-pip-version-check
export MUJOCO_GL ?= osmesa
export PYTHONUNBUFFERED := 1

.PHONY: demo test train-mini install lint clean

demo: $(VENV)/.installed
	$(BIN)/ros2 launch lavla bimanual.launch.py \
	  task:=lift_pot episodes:=$(EPISODES) viewer:=false record:=true

test: lint
	$(BIN)/python -m pytest -n 2

train-mini: $(VENV)/.installed
	$(BIN)/lavla-train mini --out $(TRAIN_DIR)

install: $(VENV)/.installed

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	ament_flake8 --config .flake8 src scripts launch test benchmarks
	# D402 takes a shape behind a name, as in "pose (4, 4)", for a signature.
	ament_pep257 --add-ignore D402 -- src launch
	ament_xmllint package.xml src/lavla_training/package.xml
	ament_lint_cmake CMakeLists.txt

$(VENV)/.installed: pyproject.toml constraints.txt src/lavla_training/setup.py src/ros_embedded/pyproject.toml
	tools/system_packages.sh demo
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --editable .[sim,training] --editable src/lavla_training --editable src/ros_embedded
	$(PIP) --no-deps robosuite
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	tools/system_packages.sh test
	$(PIP) --editable .[test]
	touch $@

clean:
	rm -rf $(VENV) build install log .mypy_cache .ruff_cache .pytest_cache
