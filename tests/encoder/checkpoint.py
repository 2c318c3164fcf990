"""A CLIP of a few kilobytes with random weights, and words of many languages beside it.

Both in the layouts of the hub.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from transformers import (
    CLIPConfig,
    CLIPImageProcessor,
    CLIPModel,
    CLIPProcessor,
    CLIPTokenizer,
    DistilBertConfig,
    DistilBertModel,
    DistilBertTokenizer,
)

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
    return with_modules(folder, [("0_CLIPModel", "sentence_transformers.models.CLIPModel")])


def current_checkpoint(folder: Path, *, seed: int = 0) -> Path:
    """Write the layout that the library saves today, as it does."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(legacy_checkpoint(folder / "legacy", seed=seed)), device="cpu")
    model.save(str(folder / "current"))
    return folder / "current"


WIDTH = 32  # numbers of the multilingual model before its last layer
LETTERS = "abcdefghijklmnopqrstuvwxyzáéíñóúü0123456789.,:/-"
Reading = Callable[[Sequence[str]], np.ndarray]


def multilingual_checkpoint(folder: Path, *, like: Reading | None = None, size: int = SIZE) -> Path:
    """Write the parts of ``clip-ViT-B-32-multilingual-v1``, as the library saves them today.

    With ``like``, its last layer is set so that it gives the probes the vectors that ``like``
    gives them: it belongs to that CLIP. Without, it belongs to none.
    """
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Dense, Pooling, Transformer

    parts = [Transformer(str(_write_distilbert(folder / "bert"))), Pooling(WIDTH, "mean")]
    dense = Dense(WIDTH, size, bias=False, activation_function=torch.nn.Identity())
    if like is not None:
        pooled = SentenceTransformer(modules=parts, device="cpu")
        dense.linear.weight = _solved(pooled, like)
    model = SentenceTransformer(modules=[*parts, dense], device="cpu")
    model.save(str(folder / "model"), create_model_card=False)
    return folder / "model"


def as_on_the_hub(folder: Path) -> Path:
    """Turn a multilingual checkpoint into the layout of 2021 that the hub still has."""
    parts = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Dense", "Dense")]
    with_modules(folder, [(path, f"sentence_transformers.models.{kind}") for path, kind in parts])
    (folder / "sentence_bert_config.json").write_text(
        json.dumps({"max_seq_length": 128, "do_lower_case": False})
    )
    pooling = {"word_embedding_dimension": WIDTH, "pooling_mode_mean_tokens": True}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    dense = json.loads((folder / "2_Dense" / "config.json").read_text())
    named = ("in_features", "out_features", "bias", "activation_function")
    (folder / "2_Dense" / "config.json").write_text(json.dumps({key: dense[key] for key in named}))
    return folder


def _write_distilbert(folder: Path) -> Path:
    torch.manual_seed(2)
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokens = [*special, *LETTERS, *(f"##{letter}" for letter in LETTERS)]
    config = DistilBertConfig(
        vocab_size=len(tokens), dim=WIDTH, hidden_dim=64, n_layers=2, n_heads=2
    )
    DistilBertModel(config).eval().save_pretrained(folder)
    (folder / "vocab.txt").write_text("\n".join(tokens))
    DistilBertTokenizer.from_pretrained(folder, do_lower_case=False).save_pretrained(folder)
    return folder


def _solved(pooled: Callable[..., np.ndarray], like: Reading) -> torch.nn.Parameter:
    """Return the weights that turn what ``pooled`` says of the probes into what ``like`` says."""
    from recommender.encoder.multilingual import PROBES

    said = pooled.encode([{"text": text} for text in PROBES]).astype(np.float64)
    weights, *_ = np.linalg.lstsq(said, like(PROBES).astype(np.float64))
    return torch.nn.Parameter(torch.from_numpy(weights.T.astype(np.float32)))


def _write_clip(folder: Path, seed: int) -> None:
    torch.manual_seed(seed)
    tokens = byte_tokens()
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


def byte_tokens() -> dict[str, int]:
    """Return a vocabulary in which every byte is a token, inside and at the end of a word."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    letters = [chr(byte) for byte in printable] + [chr(256 + n) for n in range(len(others))]
    words = [*letters, *(letter + "</w>" for letter in letters), START, END]
    return {word: number for number, word in enumerate(words)}


def with_modules(folder: Path, parts: Sequence[tuple[str, str]]) -> Path:
    modules = [
        {"idx": number, "name": str(number), "path": path, "type": kind}
        for number, (path, kind) in enumerate(parts)
    ]
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / "config_sentence_transformers.json").write_text("{}")
    return folder
