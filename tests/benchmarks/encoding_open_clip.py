"""Encode files of photos with open_clip, and print how long that took; see ``encoding_speed.py``.

    python tests/benchmarks/encoding_open_clip.py FOLDER FILE ...

FOLDER is where ``pip install --no-deps --target FOLDER -r tests/benchmarks/requirements-open-clip.txt`` put
it. In a process of its own: torchvision beside transformers would make that prepare photos another
way than the app does.
"""

import json
import sys
import time
from typing import Any

import torch
from PIL import Image

BATCH = 32
# The names by which a torchvision built for another torch calls its compiled parts; none is used.
OPERATORS = (
    *("nms", "qnms", "deform_conv2d", "_deform_conv2d_backward"),
    *("roi_align", "_roi_align_backward", "roi_pool", "_roi_pool_backward"),
    *("ps_roi_align", "_ps_roi_align_backward", "ps_roi_pool", "_ps_roi_pool_backward"),
)


def main(installed: str, files: list[str]) -> None:
    """Load, encode once to warm up, and measure."""
    sys.path.append(installed)
    library = torch.library.Library("torchvision", "DEF")
    for name in OPERATORS:
        library.define(f"{name}(Tensor unused) -> Tensor")
    import open_clip

    model, _, prepare = open_clip.create_model_and_transforms("ViT-B-32-quickgelu", pretrained=None)
    model.eval()
    encode(model, prepare, files[:1])
    began = time.perf_counter()
    for start in range(0, len(files), BATCH):
        encode(model, prepare, files[start : start + BATCH])
    print(json.dumps({"seconds": time.perf_counter() - began}))


def encode(model: Any, prepare: Any, files: list[str]) -> Any:
    """Return the unit rows of some photos."""
    with torch.inference_mode():
        rows = model.encode_image(torch.stack([prepare(Image.open(file)) for file in files]))
        return torch.nn.functional.normalize(rows, dim=1)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
