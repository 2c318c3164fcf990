"""A CLIP of a few kilobytes with random weights, in the layouts of the hub."""

import json
from pathlib import Path

import torch
from transformers import CLIPConfig, CLIPImageProcessor, CLIPModel, CLIPProcessor, CLIPTokenizer

SIZE = 24  # numbers of a vector
START, END = "<|startoftext|>", "<|endoftext|>"
_TOWER = {
    "hidden_size": 32,
    "intermediate_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
}


def legacy_checkpoint(folder: Path, *, seed: int = 0) -> Path:
    """Write the layout of ``clip-ViT-B-32``: a module of the old library in ``0_CLIPModel``."""
    _write_clip(folder / "0_CLIPModel", seed)
    return _with_modules(folder, "0_CLIPModel", "sentence_transformers.models.CLIPModel")


def current_checkpoint(folder: Path, *, seed: int = 0) -> Path:
    """Write the layout that the library saves today, as it does."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(legacy_checkpoint(folder / "legacy", seed=seed)), device="cpu")
    model.save(str(folder / "current"))
    return folder / "current"


def _write_clip(folder: Path, seed: int) -> None:
    torch.manual_seed(seed)
    tokens = _byte_tokens()
    config = CLIPConfig(
        projection_dim=SIZE,
        text_config=_TOWER
        | {
            "vocab_size": len(tokens),
            "max_position_embeddings": 77,
            "bos_token_id": tokens[START],
            "eos_token_id": tokens[END],
            "pad_token_id": tokens[END],
        },
        vision_config=_TOWER | {"image_size": 32, "patch_size": 8},
    )
    CLIPModel(config).eval().save_pretrained(folder)
    vocabulary, merges = folder / "vocab.json", folder / "merges.txt"
    vocabulary.write_text(json.dumps(tokens))
    merges.write_text("#version: 0.2\n")
    tokenizer = CLIPTokenizer.from_pretrained(folder)
    pictures = CLIPImageProcessor(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32})
    CLIPProcessor(pictures, tokenizer).save_pretrained(folder)


def _byte_tokens() -> dict[str, int]:
    """Return a vocabulary in which every byte is a token, inside and at the end of a word."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    letters = [chr(byte) for byte in printable] + [chr(256 + n) for n in range(len(others))]
    words = [*letters, *(letter + "</w>" for letter in letters), START, END]
    return {word: number for number, word in enumerate(words)}


def _with_modules(folder: Path, path: str, kind: str) -> Path:
    modules = [{"idx": 0, "name": "0", "path": path, "type": kind}]
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "config_sentence_transformers.json").write_text("{}")
    return folder
