"""Where a model's files are: a folder, this machine's cache, or the hub.

A machine without network must not be kept waiting: the library itself retries for minutes when
the hub is down, and for ever when it accepts and never answers. So the cache is asked first, and
the hub gets a time limit of our own to answer at all. A download that runs is not cut off.
"""

import json
import threading
from pathlib import Path
from typing import Any

from httpx2 import HTTPError  # what huggingface_hub speaks with
from huggingface_hub import constants, snapshot_download
from huggingface_hub.errors import HFValidationError
from huggingface_hub.utils._headers import build_hf_headers
from huggingface_hub.utils._http import get_session
from tqdm.auto import tqdm

from recommender.because import Because
from recommender.errors import EncoderUnavailable
from recommender.progress import Progress

HUB_WAIT_S = 15.0  # to find out that the hub cannot be reached
# Weights in other formats than the one that is loaded: 600 MB each for CLIP. A .bin is a pickle,
# which may run code when it is opened; only safetensors is downloaded and loaded.
OTHER_WEIGHTS = ["*.bin", "*.onnx", "*.h5", "*.msgpack", "*.ot", "onnx/*", "openvino/*"]
# Small parts arrive minutes before the large one: a model is there when each of these is.
PARTS_WITH_WEIGHTS = (".Transformer", ".CLIPModel", ".Dense")
PICKLED = Because(
    "its weights are only there as a pickle, which may run code when it is opened; "
    "save them as safetensors"
)


def model_folder(model: str, progress: Progress, wait_s: float = HUB_WAIT_S) -> Path:
    """Return the folder with the files of ``model``, downloading them if need be.

    Raises:
        EncoderUnavailable: there is no such folder, neither cache nor hub has the model, or its
            weights are not there as safetensors.
    """
    folder = cached_folder(model) or _downloaded(model, progress, wait_s)
    if any(folder.rglob("*.bin")) and not _is_complete(folder):
        raise EncoderUnavailable(model=model, reason=PICKLED)
    return folder


def cached_folder(model: str) -> Path | None:
    """Return the folder of ``model`` if it is on this machine; asks no network."""
    if Path(model).is_dir():
        return Path(model).resolve()
    try:
        folder = Path(snapshot_download(model, local_files_only=True))
    except (OSError, HFValidationError, ValueError):
        return None
    return folder if _is_complete(folder) else None


def _is_complete(folder: Path) -> bool:
    """Say whether a download went to its end: one that broke off lacks some part's weights."""
    if not (folder / "modules.json").exists():
        return False
    parts = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    weighty = [part["path"] for part in parts if part["type"].endswith(PARTS_WITH_WEIGHTS)]
    return all(_has_weights(folder / path) for path in weighty)


def _has_weights(folder: Path) -> bool:
    return any(folder.glob("*.safetensors"))


def _downloaded(model: str, progress: Progress, wait_s: float) -> Path:
    if not _offers_safetensors(model, wait_s):
        raise EncoderUnavailable(model=model, reason=PICKLED)
    progress("Downloading the model", 0, 0)
    try:
        folder = snapshot_download(
            model,
            ignore_patterns=OTHER_WEIGHTS,
            tqdm_class=_reporting(progress),
            endpoint=_endpoint(),
        )
    except (OSError, HTTPError) as error:
        reason = Because(
            "its download broke off ({error}); start again to go on with it",
            error=_first_line(error),
        )
        raise EncoderUnavailable(model=model, reason=reason) from None
    return Path(folder)


def _offers_safetensors(model: str, wait_s: float) -> bool:
    """Ask the hub which files ``model`` has; also the test whether it answers in time."""
    if constants.HF_HUB_OFFLINE:
        reason = Because("it is not on this machine, and HF_HUB_OFFLINE forbids asking the hub")
        raise EncoderUnavailable(model=model, reason=reason)
    answer: list[bool] = []
    failure: list[Exception] = []

    def ask() -> None:
        try:
            # Not HfApi.model_info: it tries again and again when a name cannot be resolved.
            about = get_session().get(
                f"{_endpoint()}/api/models/{model}", headers=build_hf_headers(), timeout=wait_s
            )
            files = about.raise_for_status().json().get("siblings", [])
            answer.append(any(file["rfilename"].endswith(".safetensors") for file in files))
        except (OSError, HTTPError, ValueError) as error:
            failure.append(error)

    # A thread, as a hub that trickles bytes keeps every timeout of the library at bay.
    asking = threading.Thread(target=ask, daemon=True, name="ask-hub")
    asking.start()
    asking.join(wait_s)
    if answer:
        return answer[0]
    silence = Because("no answer within {seconds} s", seconds=f"{wait_s:.0f}")
    reason = Because(
        "it is not on this machine, and the hub could not be asked for it ({answer})",
        answer=_first_line(failure[0]) if failure else silence,
    )
    raise EncoderUnavailable(model=model, reason=reason)


def _endpoint() -> str:
    return constants.ENDPOINT


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _reporting(progress: Progress) -> type[tqdm]:
    """Return a progress bar that also tells ``progress`` the bytes of a download."""

    class Reporting(tqdm):  # type: ignore[misc]  # tqdm has no types
        def update(self, n: float | None = 1) -> Any:
            shown = super().update(n)
            if self.unit == "B":
                progress("Downloading the model", int(self.n), int(self.total or 0))
            return shown

    return Reporting
