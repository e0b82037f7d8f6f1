"""Exports a checkpoint to ONNX like upstream (hexgrad/kokoro, examples/export.py), for comparison.

export_upstream.py FOLDER OUT.onnx: FOLDER holds kokoro.pth and config.json. The transform is not PyTorch's own
(`disable_complex`). Unlike upstream's, the exported model takes the speed as an input (one float32).
"""

import json
import sys
import types
import warnings
from pathlib import Path

import torch

warnings.filterwarnings("ignore")
pipeline = types.ModuleType("kokoro.pipeline")  # the text pipeline would need more packages
pipeline.KPipeline = None
sys.modules["kokoro.pipeline"] = pipeline
from kokoro.model import KModel, KModelForONNX  # noqa: E402


def main() -> None:
    folder, out = Path(sys.argv[1]), sys.argv[2]
    config = json.loads((folder / "config.json").read_text("utf-8"))
    model = KModel(repo_id="hexgrad/Kokoro-82M", config=config, model=str(folder / "kokoro.pth"), disable_complex=True)
    ids = torch.randint(1, 100, (1, 50))
    ids[0, 0] = ids[0, -1] = 0
    torch.onnx.export(
        KModelForONNX(model.eval()).eval(),
        args=(ids, torch.randn(1, 256), torch.ones(1)),
        f=out,
        input_names=["input_ids", "style", "speed"],
        output_names=["waveform", "duration"],
        opset_version=17,
        dynamic_axes={"input_ids": {1: "input_ids_len"}, "waveform": {0: "num_samples"}},
        dynamo=False,
    )


if __name__ == "__main__":
    main()
