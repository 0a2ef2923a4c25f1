# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The learning chain by the commands a user types, with a few steps of everything."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from lavla.policy import Checkpoint, Policy
from lavla.sim import FIRST_EVALUATION_SEED

FEW_STEPS = ['--threads', '1', '--set', 'steps=3', '--set', 'batch_size=4']


def _lavla_train(*arguments: object, code: int = 0) -> str:
    command = [sys.executable, '-m', 'lavla_training.cli.main', *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope='module')
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run every stage once; the tests below look at what they left."""
    out = tmp_path_factory.mktemp('chain')
    frames = ['robot_frames=24', 'human_frames=24', 'held_out_frames=8', 'workers=1', 'layers=1']
    vision_options = [part for text in frames for part in ('--set', text)]
    learned = ['--vision', out / 'vision', '--cache', out / 'cache']
    lam = ['--lam', out / 'lam' / 'model']
    video = ['--video', out / 'video']
    intent = out / 'intent'
    _lavla_train('make-video', out / 'video', '--clips', 4, '--frames', 45, '--workers', 1)
    _lavla_train('vision', '--out', out / 'vision', *FEW_STEPS, *vision_options)
    halved = ['--set', 'held_out_share=0.5']
    _lavla_train('lam', *video, *learned, '--out', out / 'lam', *FEW_STEPS, *halved)
    _lavla_train('label', *video, *learned, *lam)
    _lavla_train('intent', *video, *learned, *lam, '--out', intent, *FEW_STEPS, *halved)
    _lavla_train('record', out / 'bags', '--episodes', 2, '--workers', 1)
    _lavla_train('convert', out / 'bags', out / 'episodes')
    adaptation = ['--intent', intent / 'model', '--set', 'held_out_episodes=1']
    _lavla_train(
        *('adapt', '--episodes', out / 'episodes', *learned, *lam, '--out', out / 'adapt'),
        *(*FEW_STEPS, *adaptation),
    )
    return out


def test_the_chain_ends_in_a_checkpoint_that_plans(chain: Path):
    policy = Policy.from_pretrained(chain / 'adapt' / 'checkpoint')
    images = {name: np.zeros((224, 224, 3), np.uint8) for name in policy.cameras}
    policy.seed(0)
    planned = policy.plan(images, 'lift the pot', np.zeros(len(policy.joint_names)))
    assert planned.shape == (policy.horizon, 16)
    assert np.isfinite(planned).all()


def test_checkpoint_holds_every_part_without_pickles(chain: Path):
    folder = chain / 'adapt' / 'checkpoint'
    assert Checkpoint.open(folder).config.robot == 'panda_duo_sim'
    suffixes = {path.suffix for path in folder.rglob('*') if path.is_file()}
    assert suffixes <= {'.json', '.safetensors', '.md', '.jinja'}


def test_labels_of_a_finished_stage_are_kept(chain: Path):
    before = {path: path.stat().st_mtime_ns for path in (chain / 'cache').rglob('*.npy')}
    learned = ['--vision', chain / 'vision', '--cache', chain / 'cache']
    text = _lavla_train(
        'label', '--video', chain / 'video', *learned, '--lam', chain / 'lam' / 'model'
    )
    assert 'codes used' in text
    assert {path: path.stat().st_mtime_ns for path in (chain / 'cache').rglob('*.npy')} == before


def test_evaluation_reports_an_interval_and_resumes(chain: Path):
    checkpoint = chain / 'adapt' / 'checkpoint'
    options = ['--out', chain / 'evaluation', '--workers', 1, '--replan', '1.0']
    first = _lavla_train('evaluate', checkpoint, '--episodes', 1, *options)
    assert '95 % interval' in first
    _lavla_train('evaluate', checkpoint, '--episodes', 2, *options)
    lines = (chain / 'evaluation' / 'episodes.jsonl').read_text().splitlines()
    assert [json.loads(line)['seed'] for line in lines[1:]] == [
        FIRST_EVALUATION_SEED,
        FIRST_EVALUATION_SEED + 1,
    ]
    changed = _lavla_train(
        'evaluate', checkpoint, '--episodes', 1, *options, '--latency', '0.3', code=1
    )
    assert 'other settings' in changed


@pytest.mark.parametrize(
    ('arguments', 'message'),
    [
        (['evaluate', 'nowhere', '--out', 'x'], 'nowhere'),
        (['evaluate', 'nowhere', '--task', 'juggle', '--out', 'x'], 'lift_pot'),
        (['lam', '--video', 'v', '--vision', 'nowhere', '--cache', 'c', '--out', 'o'], 'nowhere'),
        (['vision', '--out', 'o', '--set', 'stpes=1'], "unknown key 'stpes'"),
        (['vision', '--out', 'o', '--recipe', 'huge'], "unknown recipe 'huge'"),
    ],
)
def test_mistakes_end_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
):
    monkeypatch.chdir(tmp_path)
    text = _lavla_train(*arguments, code=1)
    assert message in text
    assert 'Traceback' not in text
