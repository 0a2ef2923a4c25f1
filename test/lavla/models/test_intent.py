# Copyright 2026 The LaVLA Authors
# SPDX-License-Identifier: Apache-2.0
"""The intent model learns, generates and reloads the same tokens in every family."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from lavla.models.intent import IntentConfig, IntentModel
from lavla.models.vlm.action_tokens import action_token_ids

INSTRUCTIONS = ['lift the pot', 'raise the red cube', 'lower the lid'] * 4


def pictures(count: int) -> np.ndarray:
    """Draw images."""
    return np.random.default_rng(0).integers(0, 256, (count, 40, 40, 3), dtype=np.uint8)


def random_codes(count: int) -> torch.Tensor:
    """Draw codes."""
    return torch.randint(0, 16, (count, 4), generator=torch.Generator().manual_seed(1))


def fit(intent: IntentModel, inputs: dict[str, torch.Tensor], codes: torch.Tensor) -> None:
    """Train until the codes are known by heart."""
    optimizer = torch.optim.AdamW(
        [parameter for parameter in intent.parameters() if parameter.requires_grad], 5e-3
    )
    intent.train()
    for _ in range(300):
        output = intent(inputs, codes)
        if output.loss < 0.05:
            break
        optimizer.zero_grad()
        output.loss.backward()
        optimizer.step()
    intent.eval()


def test_generated_tokens_match_teacher_forced_ones(family: tuple[Any, Any]) -> None:
    """What is learned by heart must come out again, and the embeddings must agree."""
    intent = IntentModel(*family)
    inputs, codes = intent.prepare(pictures(12), INSTRUCTIONS), random_codes(12)
    fit(intent, inputs, codes)
    with torch.no_grad():
        forced = intent(inputs, codes)
    generated = intent.predict(inputs)
    assert forced.accuracy(codes) > 0.98
    assert float((generated.codes == codes).float().mean()) > 0.98
    torch.testing.assert_close(generated.embedding, forced.embedding, atol=1e-3, rtol=1e-3)
    torch.testing.assert_close(
        generated.code_probabilities, forced.code_logits.softmax(-1), atol=1e-3, rtol=1e-3
    )


def test_a_token_is_scored_without_having_been_seen(family: tuple[Any, Any]) -> None:
    intent = IntentModel(*family)
    intent.check_no_leak(intent.prepare(pictures(3), INSTRUCTIONS[:3]))


def test_a_leak_is_found(family: tuple[Any, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    intent = IntentModel(*family)
    if intent.model.config.model_type != 'paligemma':
        pytest.skip('causal whatever its token types')
    monkeypatch.setattr(intent, '_answer_value', lambda key: int(key == 'attention_mask'))
    with pytest.raises(ValueError, match='token types'):
        intent.check_no_leak(intent.prepare(pictures(3), INSTRUCTIONS[:3]))


def test_only_codes_are_generated(family: tuple[Any, Any]) -> None:
    intent = IntentModel(*family).eval()
    prediction = intent.predict(intent.prepare(pictures(3), INSTRUCTIONS[:3]))
    assert prediction.codes.shape == (3, 4)
    assert 0 <= int(prediction.codes.min()) <= int(prediction.codes.max()) < 16
    torch.testing.assert_close(prediction.code_probabilities.sum(-1), torch.ones(3, 4))
    assert prediction.embedding.shape == (3, 4, intent.embedding_dim)


def test_padding_does_not_change_a_prediction(llava: tuple[Any, Any]) -> None:
    intent = IntentModel(*llava).eval()
    images = pictures(2)
    instructions = ['lift the pot', 'raise the red cube and put it down again slowly']
    together = intent.predict(intent.prepare(images, instructions))
    alone = intent.predict(intent.prepare(images[:1], instructions[:1]))
    torch.testing.assert_close(
        together.code_probabilities[:1], alone.code_probabilities, atol=1e-4, rtol=1e-4
    )


def test_spelling_of_the_instruction_does_not_matter(llava: tuple[Any, Any]) -> None:
    intent = IntentModel(*llava)
    ids = [intent.prepare(pictures(1), [text])['input_ids'] for text in ('lift it', ' Lift it. ')]
    assert torch.equal(*ids)


def test_reload_is_bit_identical(family: tuple[Any, Any], tmp_path: Path) -> None:
    intent = IntentModel(*family, IntentConfig(prompt='Do: {instruction}')).eval()
    intent.save_pretrained(tmp_path)
    again = IntentModel.from_pretrained(tmp_path)
    assert again.config == intent.config
    inputs = intent.prepare(pictures(3), INSTRUCTIONS[:3])
    reloaded = again.prepare(pictures(3), INSTRUCTIONS[:3])
    for key, value in inputs.items():
        assert torch.equal(reloaded[key], value), key
    assert torch.equal(again.predict(reloaded).embedding, intent.predict(inputs).embedding)


def test_action_tokens_are_single_tokens_and_added_once(llava: tuple[Any, Any]) -> None:
    model, processor = llava
    before = len(processor.tokenizer)
    IntentModel(model, processor)
    intent = IntentModel(model, processor)
    assert len(processor.tokenizer) == before + 16
    assert model.get_input_embeddings().num_embeddings == before + 16
    assert intent.processor.tokenizer.tokenize('<ACT_7>') == ['<ACT_7>']


def test_missing_action_tokens_are_named(llava: tuple[Any, Any]) -> None:
    with pytest.raises(ValueError, match='<ACT_0>'):
        action_token_ids(llava[1].tokenizer, 16)


def test_lora_trains_the_language_model_only_and_merges(
    family: tuple[Any, Any], tmp_path: Path
) -> None:
    intent = IntentModel(*family)
    inputs, codes = intent.prepare(pictures(4), INSTRUCTIONS[:4]), random_codes(4)
    intent.add_lora(rank=4, alpha=8)
    trainable = [name for name, p in intent.named_parameters() if p.requires_grad]
    assert trainable
    assert all('lora_' in name and 'vision' not in name for name in trainable)
    with pytest.raises(ValueError, match='merge'):
        intent.save_pretrained(tmp_path)
    before = float(intent(inputs, codes).loss)
    optimizer = torch.optim.AdamW([p for p in intent.parameters() if p.requires_grad], 1e-2)
    for _ in range(20):
        optimizer.zero_grad()
        intent(inputs, codes).loss.backward()
        optimizer.step()
    intent.eval()
    with torch.no_grad():
        adapted = intent(inputs, codes)
        intent.merge_lora()
        merged = intent(inputs, codes)
    assert adapted.loss < before
    torch.testing.assert_close(merged.code_logits, adapted.code_logits, atol=1e-3, rtol=1e-3)
    intent.save_pretrained(tmp_path)
    again = IntentModel.from_pretrained(tmp_path)
    assert torch.equal(again(inputs, codes).code_logits, merged.code_logits)


def test_loss_is_the_sum_over_tokens(llava: tuple[Any, Any]) -> None:
    intent = IntentModel(*llava).eval()
    output = intent(intent.prepare(pictures(3), INSTRUCTIONS[:3]), random_codes(3))
    # untrained: near 4 · log(vocabulary)
    expected = 4 * np.log(len(intent.processor.tokenizer))
    assert abs(float(output.loss) - expected) < 0.2 * expected


def test_wrong_number_of_codes_is_refused(llava: tuple[Any, Any]) -> None:
    intent = IntentModel(*llava)
    with pytest.raises(ValueError, match=r'expected \(B, 4\)'):
        intent(intent.prepare(pictures(1), ['lift']), torch.zeros(1, 3))


def test_prompt_needs_the_instruction() -> None:
    with pytest.raises(ValueError, match='instruction'):
        IntentConfig(prompt='What now?')
