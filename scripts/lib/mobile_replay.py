"""Makes the calls that a bundle's manifest.json describes, and prints JSON: the samples and durations of an utterance.

mobile_replay.py KOKORO VOICE IDS MODEL: KOKORO is the bundle's folder, IDS are comma-separated numbers without the
zeros at both ends, MODEL the model's file. Exits with an error when the model is not as the manifest says, or
required_operators.config is not as ONNX Runtime reads it or lacks an operator of the ORT model.
"""

import json
import os
import pathlib
import sys
import tempfile

import numpy as np

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # must precede the import, which starts telemetry
import onnxruntime
from onnxruntime.tools.ort_format_model import create_config_from_models
from onnxruntime.tools.reduced_build_config_parser import parse_config

folder, voice, ids, model = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
manifest = json.loads((folder / "manifest.json").read_text())
inputs, outputs = manifest["model"]["inputs"], manifest["model"]["outputs"]
session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])

TYPES = {"int64": "tensor(int64)", "float32": "tensor(float)", "float64": "tensor(double)"}


def described(tensors):
    return sorted((t["name"], TYPES[t["type"]], t["shape"]) for t in tensors.values())


def actual(nodes):
    return sorted((n.name, n.type, n.shape) for n in nodes)


assert described(inputs) == actual(session.get_inputs()), (described(inputs), actual(session.get_inputs()))
assert described(outputs) == actual(session.get_outputs()), (described(outputs), actual(session.get_outputs()))

phonemes = [int(i) for i in ids.split(",")]
voices = manifest["voices"]
offset = next(v["offset"] for v in voices["list"] if v["name"] == voice)
row = min(len(phonemes), voices["rows"]) - 1
start = offset + row * voices["columns"] * 4
style = np.frombuffer((folder / voices["file"]).read_bytes(), "<f4", voices["columns"], start)


def run(speed):
    feeds = {
        inputs["ids"]["name"]: np.array([[0, *phonemes, 0]], np.int64),
        inputs["style"]["name"]: style.reshape(inputs["style"]["shape"]),
        # An empty shape is a scalar, as in hexgrad's own export.
        inputs["speed"]["name"]: np.full(inputs["speed"]["shape"], speed, np.float32),
    }
    return session.run([outputs["audio"]["name"], outputs["duration"]["name"]], feeds)


audio, duration = run(1)
fast, _ = run(2)
assert np.isfinite(audio).all()
required, _ = parse_config(str(folder / manifest["requiredOperators"]))
listed = {(domain, op) for domain, sets in required.items() for ops in sets.values() for op in ops}
if model.endswith(".ort"):
    with tempfile.TemporaryDirectory() as temporary:
        config = pathlib.Path(temporary) / "operators.config"
        create_config_from_models([pathlib.Path(model)], config, enable_type_reduction=False)
        needed, _ = parse_config(str(config))
    missing = {(d, op) for d, sets in needed.items() for ops in sets.values() for op in ops} - listed
    assert not missing, missing
print(
    json.dumps(
        {
            "version": onnxruntime.__version__,
            "samples": len(audio),
            "fastSamples": len(fast),
            "frames": int(duration.sum()),
            "rms": float(np.sqrt((audio.astype(np.float64) ** 2).mean())),
            "operators": len(listed),
        }
    )
)
